"""Reading Rich Text Format: `body` is where it starts."""
