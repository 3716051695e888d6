"""Everything that touches the disk: where files are, and how they are written without loss."""
