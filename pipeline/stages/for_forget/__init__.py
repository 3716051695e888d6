"""Parts of `forget`: what holds something of a respondent, and proof that nothing is left."""
