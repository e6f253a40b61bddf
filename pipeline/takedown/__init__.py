"""Takedowns: what somebody asked to have removed, and what keeps it out of every release from then on."""
