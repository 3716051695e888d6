"""Reading Word documents: `body` is where it starts."""
