"""Threads: pages on which one person asks and others answer, as the software of forums writes them."""
