"""Candidates in, records out, each rejection with its reason."""
