"""Reading OpenDocument texts: `body` is where it starts."""
