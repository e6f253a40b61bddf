"""Duplicates in, one kept record out, the others merged into it."""
