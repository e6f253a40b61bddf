"""Takedowns: what somebody asked to have removed, and what keeps it out of every release from then on."""

TAKEDOWNS, KEY = "takedowns.csv", "takedowns.key"
"""The names of the files beside `raw/`."""
