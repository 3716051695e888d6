"""Forgetting somebody: who holds what of a respondent, how it is taken out, and looking whether it
is gone. Nothing else in the program deletes what stands below `corpus/` and `codebook/`."""
