"""Near-duplicates: pairs that say the same in nearly the same words."""
