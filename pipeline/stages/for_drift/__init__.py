"""Parts of `drift`: what moved between two waves."""
