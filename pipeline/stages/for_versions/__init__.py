"""Parts of the commands about versions of the codebook."""
