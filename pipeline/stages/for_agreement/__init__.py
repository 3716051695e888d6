"""Parts of the stage `agreement`."""
