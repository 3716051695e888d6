"""Parts of `praatplaten`: the graphs as Word pages, with the same graphs in words."""
