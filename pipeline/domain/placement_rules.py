"""When evidence supports a placement, contradicts it, or says too little: every threshold.

What is counted are respondents, each once per direction: one who says it five times has said it.
Passages are arguments that people gave and no sample of opinions; so these are rules for which
placements a researcher looks at again, not tests of a hypothesis. They lean to caution: absence
contradicts nothing, and neither does one voice.
"""

from __future__ import annotations

from fractions import Fraction

CONTRADICTING = 2
"""Respondents who have to say the opposite, and many more than say the same (`DIVIDED`), before a
high or a low placement is contradicted. One respondent may be an exception; two independent ones
are the least that a finding rests on here."""

TILTING = 3
"""Respondents on one side before they contradict a place in the middle. The middle says 'somewhat',
and an argument to either side fits that; so it takes one more than at an end."""

DIVIDED = Fraction(1, 3)
"""Share in 0..1 of those who take a side, from which the smaller side is more than an exception:
one of three is, one of four is not. From there on respondents are divided, whichever side is the
smaller: four against three is no contradiction."""

CORROBORATED = 2
"""Respondents, and perspectives, that evidence has to come from; less is one-sided."""
