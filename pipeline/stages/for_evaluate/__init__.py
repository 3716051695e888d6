"""Parts of `evaluate`: trials of the suggestions."""
