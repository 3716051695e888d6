"""What `oza export-data` writes: which tables there are, and what their columns mean."""
