"""Parts of `status`: how waves stand, and what is kept aside."""
