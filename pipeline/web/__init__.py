"""The review page: where coders decide about codes, on this computer only."""
