"""How good suggestions are, how much reading they save, and what has not been found yet."""
