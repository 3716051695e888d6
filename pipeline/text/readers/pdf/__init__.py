"""Reading PDF: `body` is where it starts."""
