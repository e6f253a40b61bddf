"""JSON pointers (RFC 6901): the way to a value, by the keys and numbers on it.

Beyond the standard, a byte of a key that could not be decoded is written as `~udcb1`, as a pointer must be text.
"""

from __future__ import annotations

from ..text.patterns import pattern

_LOST_BYTE = pattern(r"[\ud800-\udfff]")
_WRITTEN = pattern(r"~u(d[89a-f][0-9a-f]{2})")


def token(key: object) -> str:
    """Return a key or a number as one token of a pointer.

    >>> token("a/b"), token(0)
    ('a~1b', '0')
    """
    text = str(key).replace("~", "~0").replace("/", "~1")
    return text if text.isascii() else _LOST_BYTE.sub(lambda match: f"~u{ord(match[0]):x}", text)


def key_of(token: str) -> str:
    """Return the key that a token stands for.

    >>> key_of("a~1b")
    'a/b'
    """
    token = _WRITTEN.sub(lambda match: chr(int(match[1], 16)), token)
    return token.replace("~1", "/").replace("~0", "~")
