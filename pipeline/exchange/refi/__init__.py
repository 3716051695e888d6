"""Projects (.qdpx) and codebooks (.qdc) of other programs: REFI-QDA Standard 1.5 (2019).

Reading: archive → records (XML, one element at a time) → gathering (as the file has it) →
resolving (references, places, names) → `domain.project.Project`. Writing goes the other way:
qde (XML) → packing (zip). Nothing is ever unpacked to disk.
"""
