"""Parts of `review`: what the pages about weighing show, worked out for them."""
