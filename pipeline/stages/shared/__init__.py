"""What several stages do: fetch from the store, gather evidence, measure."""
