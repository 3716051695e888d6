"""In and out: workbooks in which people decide, and the formats of other programs."""
