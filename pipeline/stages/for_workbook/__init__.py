"""Parts of `workbook`."""
