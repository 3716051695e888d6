"""A study as tables for other programs: R, pandas, Stata, Excel. One table, three kinds of
file, and a dictionary that says what every column means."""
