"""Label Studio: which work may go out, whose annotation is whose, and what was read before."""
