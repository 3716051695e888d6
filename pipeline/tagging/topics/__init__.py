"""Themes that nobody expected: groups of passages that the codebook explains badly.

From the bottom up: `piece` (a passage with what is known of it) → `words` (lemmas that respondents
share, as TF-IDF) → `space` (passages as vectors: latent semantic analysis, with what stands around
a passage, less what its speaker always says) → `methods` (k-means, or UMAP and HDBSCAN) → `model`
(BERTopic: groups and the words that tell them apart) → `stability` (does a topic come back without
a fifth of the respondents) → `newness` (against the codebook and earlier waves) → `theme` and
`finding` (all of it, ranked) → `identity` (is it the T-3 of an earlier run).

The engine knows nothing of a study but the texts that it is given. Its choices were made
on the shipped study: on families of codes, each taken out of the codebook in turn, and on the two
themes that its second wave hides (`tests/benchmarks/topics.py`).
"""
