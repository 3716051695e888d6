"""Document readers: a file in, pieces of text in reading order and hidden text out."""
