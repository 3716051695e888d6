"""Parts of the stage `topics`."""
