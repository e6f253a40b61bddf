"""Released versions: what there is, what is in one, how two differ."""
