"""From interview reports to validated themes, tables and chapters.

The rooms of this package and the one direction of its imports are drawn in ARCHITECTURE.md.
"""
