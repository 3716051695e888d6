# De studie in R: een tabel van codes en actoren.
#
# Maak eerst de tabellen:   .venv/bin/oza export-data --study ervaringen --wave golf-1
# en dan:                   Rscript notebooks/lezen-in-R.R outputs/ervaringen/golf-1/data
#
# Wat elke kolom is, staat in woordenboek.md. Alles onder intern/ is voor het onderzoeksteam.

options(width = 160)
map <- commandArgs(trailingOnly = TRUE)
if (length(map) == 0) map <- "outputs/ervaringen/golf-1/data"

# Parquet houdt getallen, ja/nee en ontbrekend precies vast; daar is een pakket voor nodig, arrow of
# nanoparquet. De CSV kan zonder: puntkomma's en komma's in getallen, dus read.csv2.
lees <- function(naam) {
  pad <- file.path(map, "intern", naam)
  if (requireNamespace("arrow", quietly = TRUE)) {
    return(as.data.frame(arrow::read_parquet(paste0(pad, ".parquet"))))
  }
  if (requireNamespace("nanoparquet", quietly = TRUE)) {
    return(as.data.frame(nanoparquet::read_parquet(paste0(pad, ".parquet"))))
  }
  read.csv2(paste0(pad, ".csv"), fileEncoding = "UTF-8-BOM", check.names = FALSE)
}

# Hoeveel gesprekken brachten een code in? Zoals in het rapport tellen alleen verslagen mee die
# helemaal zijn gelezen, en telt een code mee wat eronder valt.
rijen <- lees("code_by_respondent")
rijen <- rijen[rijen$validated, ]
rijen$path <- factor(rijen$path, levels = unique(rijen$path))
ingebracht <- xtabs(raised ~ path + actor, data = rijen)

# Naar sommige codes is bij sommige actoren niet gevraagd: dat is iets anders dan nul.
gevraagd <- xtabs(asked ~ path + actor, data = rijen) > 0
ingebracht[!gevraagd & ingebracht == 0] <- NA

print(ingebracht)

# Hetzelfde per segment: welke codes, met welke houding?
codes <- lees("codings")
print(table(codes$main, codes$stance, useNA = "ifany"))
