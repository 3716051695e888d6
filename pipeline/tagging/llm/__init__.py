"""A language model as suggester: on this computer, or at the institute's secured service only."""
