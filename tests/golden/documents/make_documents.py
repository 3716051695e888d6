"""Makes the golden documents anew. Needs LibreOffice, pandoc and reportlab; all content is
invented. Run from this folder, then look at every difference before committing:

    python make_documents.py
"""

from __future__ import annotations

import re
import subprocess
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

HERE = Path(__file__).parent
STAMP = (2026, 1, 5, 9, 0, 0)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

VERSLAG = """---
title: Verslag gesprek met een begeleider
author: Fenna Oosterwold
---

# Verslag van het gesprek

Het gesprek vond plaats in de *kleine* keuken van [naam OZA].[^plek]

## Hoe de dag begint

De begeleider vertelt: “Wij beginnen altijd met thee, ook als het druk is.” Daarna kiest ieder
kind een taak.

- Eerst rust in de groep
- Daarna werken
    - rekenen aan tafel
    - lezen op de bank

1. Samen opruimen
2. Samen afsluiten

| Moment | Wat er gebeurt |
|--------|----------------|
| Ochtend | thee en een kort gesprek |
| Middag | naar buiten, ook bij regen |

> Het is hier geen school en geen zorg, het is gewoon van ons.

**Wat zou je anders willen?**

Meer tijd om met ouders te praten.[^tijd]

[^plek]: De keuken is ook de spreekkamer.
[^tijd]: Bedoeld is het overdrachtsmoment.
"""

TWEE_KOLOMMEN = [
    ("kop", "Een dag op de boerderij"),
    (
        "tekst",
        "De jongen vertelt dat hij in het begin bijna niet durfde te praten. Hij zat aan de "
        "keukentafel en keek naar de kippen. Na een paar weken hielp hij met voeren, en toen kwam "
        "het praten vanzelf. Zijn verantwoordelijkheid voor de dieren gaf hem zelfvertrouwen, "
        "zegt hij zelf, en dat had hij nog nooit ergens anders zo ervaren.",
    ),
    (
        "tekst",
        "Zijn moeder ziet hetzelfde. Thuis was er altijd ruzie over huiswerk en nu vertelt hij "
        "aan tafel wat hij gedaan heeft. De samenwerking tussen zorg- en onderwijspersoneel vindt "
        "zij bijzonder, want niemand stuurde haar van het kastje naar de muur. De sociaal-emotionele "
        "ontwikkeling van haar zoon stond voorop en de ouder-kindrelatie werd rustiger.",
    ),
    ("kop", "Wat beter kan"),
    (
        "tekst",
        "Over het vervoer is zij minder tevreden. De taxi kwam het eerste halfjaar telkens te laat, "
        "waardoor de ochtendkring al begonnen was. Ook de verantwoordingsformulieren van de gemeente "
        "kostten haar hele avonden. Zij hoopt dat de samenwerkingspartners onderling afspraken maken "
        "over wie wat invult, zodat ouders niet steeds hetzelfde verhaal hoeven te vertellen.",
    ),
    (
        "tekst",
        "Tot slot noemt zij de overgang naar het voortgezet onderwijs. Daar ziet zij tegenop, omdat "
        "een grote school weinig rust biedt. Een begeleider die meegaat zou helpen, al is het maar "
        "voor de eerste maanden, want vertrouwen moet je opbouwen en dat gaat langzaam.",
    ),
]

HERZIENING = f"""<w:document {W}><w:body>
<w:p><w:pPr><w:pStyle w:val="Kop1"/></w:pPr><w:r><w:t>Gesprek met een moeder</w:t></w:r></w:p>
<w:p><w:commentRangeStart w:id="0"/><w:r><w:t xml:space="preserve">Zij vindt de groep </w:t></w:r>
<w:del w:id="1" w:author="Joris Beemster" w:date="2026-01-05T09:00:00Z"><w:r>
<w:delText xml:space="preserve">bij juf Wilma </w:delText></w:r></w:del>
<w:ins w:id="2" w:author="Hedwig Tarwe" w:date="2026-01-05T09:00:00Z"><w:r>
<w:t xml:space="preserve">klein en </w:t></w:r></w:ins>
<w:r><w:t>overzichtelijk.</w:t></w:r><w:commentRangeEnd w:id="0"/>
<w:r><w:commentReference w:id="0"/></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>
<w:p><w:pPr><w:rPr><w:del w:id="5" w:author="Joris Beemster"/></w:rPr></w:pPr>
<w:r><w:t xml:space="preserve">Deze twee alinea's zijn </w:t></w:r></w:p>
<w:p><w:r><w:t>samengevoegd.</w:t></w:r></w:p>
<w:del w:id="6" w:author="Joris Beemster"><w:p><w:r><w:delText>Weg ermee.</w:delText></w:r></w:p></w:del>
<w:sdt><w:sdtPr><w:alias w:val="antwoord"/></w:sdtPr><w:sdtContent>
<w:p><w:r><w:t>Dit staat in een invulveld.</w:t></w:r></w:p></w:sdtContent></w:sdt>
<w:p><w:r><w:t>Bij dit kader hoort tekst.</w:t></w:r><w:r>
<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
 xmlns:v="urn:schemas-microsoft-com:vml"><mc:Choice Requires="wps"><w:drawing><wps:txbx>
<w:txbxContent><w:p><w:r><w:t>Tekst in een tekstvak.</w:t></w:r></w:p></w:txbxContent></wps:txbx>
</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r>
<w:t>Tekst in een tekstvak.</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback>
</mc:AlternateContent></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Onderwerp</w:t></w:r></w:p></w:tc>
<w:tc><w:p><w:r><w:t>Antwoord</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:p><w:r><w:t>Vervoer</w:t></w:r></w:p></w:tc>
<w:tc><w:p><w:r><w:t>Vaak te laat.</w:t></w:r></w:p><w:p><w:r><w:t>Soms veel te laat.</w:t></w:r>
<w:r><w:endnoteReference w:id="2"/></w:r></w:p></w:tc></w:tr>
<w:tr><w:trPr><w:del w:id="7" w:author="Joris Beemster"/></w:trPr>
<w:tc><w:p><w:del w:id="8" w:author="Joris Beemster"><w:r><w:delText>Geschrapte rij</w:delText></w:r>
</w:del></w:p></w:tc></w:tr></w:tbl>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Buiten</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>binnen links</w:t></w:r></w:p></w:tc>
<w:tc><w:p><w:r><w:t>binnen rechts</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/></w:tc>
<w:tc><w:p><w:r><w:t>Ernaast</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr></w:pPr>
<w:r><w:t>Een punt op het tweede niveau</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">I: Hoe ging het verder?</w:t><w:br/><w:t>R: Steeds beter.</w:t></w:r>
<w:r><w:rPr><w:vanish/></w:rPr><w:t>verborgen Truus</w:t></w:r></w:p>
<w:sectPr><w:headerReference w:type="default" r:id="r4"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></w:sectPr>
</w:body></w:document>"""

# Where a Dutch word may be broken off, roughly: LibreOffice here has no Dutch hyphenation.
_SYLLABLE = re.compile(r"([aeiou][bdfgklmnprst])([bdfgklmnprst][aeiou])")
_CT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HERZIENING_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_CT}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_CT}.styles+xml"/>'
    f'<Override PartName="/word/comments.xml" ContentType="{_CT}.comments+xml"/>'
    f'<Override PartName="/word/footnotes.xml" ContentType="{_CT}.footnotes+xml"/>'
    f'<Override PartName="/word/endnotes.xml" ContentType="{_CT}.endnotes+xml"/>'
    f'<Override PartName="/word/header1.xml" ContentType="{_CT}.header+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.'
    'core-properties+xml"/><Override PartName="/docProps/app.xml" ContentType="application/vnd.'
    'openxmlformats-officedocument.extended-properties+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/'
    '2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="r2" Type='
    '"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/><Relationship Id="r3" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/extended-properties" Target="docProps/app.xml"/>'
    "</Relationships>",
    "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/'
    'package/2006/relationships">'
    + "".join(
        f'<Relationship Id="r{number}" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/{kind}" Target="{target}.xml"/>'
        for number, (kind, target) in enumerate(
            [
                ("styles", "styles"),
                ("comments", "comments"),
                ("footnotes", "footnotes"),
                ("endnotes", "endnotes"),
                ("header", "header1"),
            ]
        )
    )
    + "</Relationships>",
    "word/document.xml": HERZIENING,
    "word/styles.xml": f'<w:styles {W}><w:style w:type="paragraph" w:styleId="Kop1">'
    '<w:name w:val="heading 1"/></w:style></w:styles>',
    "word/comments.xml": f'<w:comments {W}><w:comment w:id="0" w:author="Hedwig Tarwe" '
    'w:initials="HT"><w:p><w:r><w:t>Is dit de klas van Bram?</w:t></w:r></w:p></w:comment>'
    "</w:comments>",
    "word/footnotes.xml": f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p/>'
    '</w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r>'
    "<w:t>Zij bedoelt de kleutergroep.</w:t></w:r></w:p></w:footnote></w:footnotes>",
    "word/endnotes.xml": f'<w:endnotes {W}><w:endnote w:id="2"><w:p><w:r>'
    "<w:t>Gemeten door de moeder zelf.</w:t></w:r></w:p></w:endnote></w:endnotes>",
    "word/header1.xml": f"<w:hdr {W}><w:p><w:r><w:t>Vertrouwelijk, gezin Korenblik</w:t></w:r>"
    "</w:p><w:p><w:r><w:t>3</w:t></w:r></w:p></w:hdr>",
    "docProps/core.xml": '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/'
    '2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Hedwig '
    "Tarwe</dc:creator><dc:title>Moeder Korenblik</dc:title><cp:lastModifiedBy>Joris Beemster"
    "</cp:lastModifiedBy></cp:coreProperties>",
    "docProps/app.xml": '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"><Company>Bureau Beemd</Company></Properties>',
}

TRANSCRIPT = """\
Interviewer   0:00:04
Fijn dat je er bent. Kun je vertellen
hoe je week eruitziet?

Deelnemer 1   0:00:12
Ja, op maandag begin ik rustig.
Dan drink ik eerst thee.

Interviewer   0:00:31
En daarna?

Deelnemer 1 | 00:35
Daarna ga ik naar de café-tafel – dat heet zo – en werk ik aan “mijn ding”.
"""

INGESPRONGEN = """\
1. Inleiding

Dit verslag beschrijft een gesprek met twee ouders. De regels van dit bestand
zijn afgebroken, zoals oude tekstverwerkers dat deden, en horen dus bij elkaar
tot er een witregel komt.

Wat de ouders opviel

De groep is klein, vonden zij allebei, en er is altijd iemand die meeloopt als
het even niet gaat. Dat noemden zij de belangrijkste winst.

* rust in de klas
* een vaste begeleider die ook in het weekend belt als er iets gebeurd is en die
  meedenkt

Afspraken
---------

Over een half jaar spreken zij elkaar weer.
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        source = work / "verslag.md"
        source.write_text(VERSLAG, encoding="utf-8")
        (HERE / "markdown.md").write_text(VERSLAG, encoding="utf-8")
        _run("pandoc", source, "-o", HERE / "pandoc.docx")
        _run("pandoc", source, "-o", HERE / "pandoc.odt")
        _run("pandoc", "-s", source, "-o", HERE / "pandoc.rtf")
        for kind, name in (("pdf", "libreoffice.pdf"), ("rtf", "libreoffice.rtf")):
            _office(HERE / "pandoc.docx", kind, HERE / name, work)
        _zip(HERE / "herziening.docx", HERZIENING_PARTS)
        _office(HERE / "herziening.docx", "odt", HERE / "herziening.odt", work)
        _office(HERE / "herziening.docx", "rtf", HERE / "herziening.rtf", work)
        _columns(work)
    (HERE / "transcript-cp1252.txt").write_bytes(TRANSCRIPT.encode("cp1252"))
    (HERE / "transcript-utf16.txt").write_bytes(TRANSCRIPT.encode("utf-16"))
    (HERE / "afgebroken-regels.txt").write_text(INGESPRONGEN, encoding="utf-8")
    _locked(HERE / "versleuteld.pdf")
    _scan(HERE / "scan.pdf")
    whole = (HERE / "pandoc.docx").read_bytes()
    (HERE / "afgekapt.docx").write_bytes(whole[: len(whole) // 2])
    (HERE / "eigenlijk-pdf.docx").write_bytes((HERE / "scan.pdf").read_bytes())


def _columns(work: Path) -> None:
    """Two justified columns with automatic Dutch hyphenation, header, footer and page numbers."""
    style = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
        'office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text"'
    )
    body = ""
    for kind, text in TWEE_KOLOMMEN * 3:
        tag = ("h", 'text:style-name="K" text:outline-level="1"') if kind == "kop" else (
            "p", 'text:style-name="T"')  # fmt: skip
        text = _SYLLABLE.sub("\\1\u00ad\\2", text) if kind == "tekst" else text
        body += f"<text:{tag[0]} {tag[1]}>{text}</text:{tag[0]}>"
    flat = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {style}><office:styles>
<style:style style:name="K" style:family="paragraph"><style:paragraph-properties
 fo:margin-top="0.3cm" fo:margin-bottom="0.1cm"/><style:text-properties fo:font-size="14pt"
 fo:font-weight="bold" fo:language="nl" fo:country="NL"/></style:style>
<style:style style:name="T" style:family="paragraph"><style:paragraph-properties
 fo:text-align="justify" fo:text-indent="0.5cm"/><style:text-properties fo:font-size="10pt"
 fo:hyphenate="true" fo:language="nl" fo:country="NL" fo:hyphenation-remain-char-count="2"
 fo:hyphenation-push-char-count="2"/></style:style></office:styles>
<office:automatic-styles><style:style style:name="S" style:family="section">
<style:section-properties><style:columns fo:column-count="2" fo:column-gap="0.6cm"/>
</style:section-properties></style:style>
<style:page-layout style:name="P"><style:page-layout-properties fo:page-width="14.8cm"
 fo:page-height="21cm" fo:margin-top="1.5cm" fo:margin-bottom="1.5cm" fo:margin-left="1.5cm"
 fo:margin-right="1.5cm"/><style:header-style><style:header-footer-properties
 fo:margin-bottom="0.5cm"/></style:header-style><style:footer-style>
<style:header-footer-properties fo:margin-top="0.5cm"/></style:footer-style></style:page-layout>
</office:automatic-styles><office:master-styles><style:master-page style:name="Standard"
 style:page-layout-name="P"><style:header><text:p>Gesprekken op de Zonnehoeve</text:p>
</style:header><style:footer><text:p>Pagina <text:page-number/> van <text:page-count/></text:p>
</style:footer></style:master-page></office:master-styles><office:body><office:text>
<text:section text:name="k" text:style-name="S">{body}</text:section>
</office:text></office:body></office:document>"""
    source = work / "kolommen.fodt"
    source.write_text(flat, encoding="utf-8")
    _office(source, "pdf", HERE / "twee-kolommen.pdf", work)


def _locked(path: Path) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    lock = StandardEncryption("geheim", ownerPassword="baas", canPrint=0)
    page = Canvas(str(path), encrypt=lock, invariant=1)
    page.drawString(72, 720, "Dit mag niemand lezen.")
    page.save()


def _scan(path: Path) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    picture = BytesIO()
    Image.new("L", (60, 80), 230).save(picture, "PNG")
    page = Canvas(str(path), invariant=1)
    for _ in range(2):
        page.drawImage(ImageReader(picture), 0, 0, 595, 842)
        page.showPage()
    page.save()


def _zip(path: Path, parts: dict[str, str]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, STAMP), text)


def _office(source: Path, kind: str, target: Path, work: Path) -> None:
    out = work / "uit"
    _run("soffice", f"-env:UserInstallation=file://{work}/profiel", "--headless",
         "--convert-to", kind, "--outdir", out, source)  # fmt: skip
    target.write_bytes((out / f"{source.stem}.{kind}").read_bytes())


def _run(*command: object) -> None:
    subprocess.run([str(part) for part in command], check=True, capture_output=True)


if __name__ == "__main__":
    main()
