"""Parts of the stage `suggest`: learning, judging, asking a language model."""
