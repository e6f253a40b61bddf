"""Purging: what was taken down goes from the releases that are there already, from `raw/` and from the cache."""
