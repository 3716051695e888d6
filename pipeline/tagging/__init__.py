"""Suggesting codes: features, a model that learns from codebook and decisions, and its reasons."""
