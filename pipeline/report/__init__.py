"""Themes, tables, figures and documents, from validated codings only."""
