"""Bring pages from the web into `raw/`, politely and safely."""
