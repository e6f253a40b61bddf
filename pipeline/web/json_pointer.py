"""JSON pointers (RFC 6901): the way to a value, by the keys and numbers on it."""

from __future__ import annotations


def token(key: object) -> str:
    """Return a key or a number as one token of a pointer.

    >>> token("a/b"), token(0)
    ('a~1b', '0')
    """
    return str(key).replace("~", "~0").replace("/", "~1")


def key_of(token: str) -> str:
    """Return the key that a token stands for.

    >>> key_of("a~1b")
    'a/b'
    """
    return token.replace("~1", "/").replace("~0", "~")
