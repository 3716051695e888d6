"""In and out: the workbooks in which people decide."""
