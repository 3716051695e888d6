"""The claim check: what an author's prose says of actors, held against the validated codings.

`reading` (a Word document → passages) → `places` (where in the report) → `spotting` and `grammar`
(who, how many, and whether the sentence says it of them) → `resolving` (of what) → `judging`
(against the numbers) and `quoting` (quotations against their source) → `comments` (in good Dutch)
→ `annotating` (a copy of the document with comments). `checking` runs all but the first and last.
"""
