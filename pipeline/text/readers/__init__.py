"""One reader per kind of document; what several of them need stands beside them."""
