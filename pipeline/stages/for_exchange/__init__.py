"""Parts of exporting a study as a project for other programs, and of taking one over."""
