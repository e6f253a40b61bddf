"""The characters that steer what shows a text, and are never printed as they are."""

from __future__ import annotations

STEERING = "\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
"""For a class of a pattern: C0, DEL and C1 steer a terminal, U+2028 and U+2029 are line ends, the others turn the
direction of what follows. Joiners and other invisible characters are not among them: some languages are written with
them."""
