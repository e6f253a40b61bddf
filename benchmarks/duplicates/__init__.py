"""Near-duplicates measured: a corpus with planted ones, the truth about it, and the tools that find them."""
