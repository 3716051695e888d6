"""Parts of the stage `compare`, and of the notebooks that look into it."""
