"""Whether the page that an answer cites says it."""
