"""The name of a charset as pages and people write it -> the codec that it means."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

from .patterns import pattern

# The supersets that pages mean by these names, and detection too.
_SUPERSETS = {"iso8859-1": "cp1252", "iso8859-11": "cp874", "shift_jis": "cp932"}
# Encodings that have what pages under the first name hold besides; they agree in all that the first one has.
_WIDER = {
    "big5": ("cp950", "big5hkscs"),
    "euc_jp": ("euc_jis_2004",),
    "euc_kr": ("cp949",),
    "gb2312": ("gbk", "gb18030"),
    "gbk": ("gb18030",),
}
# Names of charsets, those too that only Python knows (latin-1); its other codecs (zlib, rot13) are none.
_CHARSET = pattern(
    r"(?:ascii|big5|cp|euc|gb|hz|ibm|iso|johab|koi8|latin|mac|s(?:hift)?_?jis|utf|windows)[\w-]*", re.IGNORECASE
)


def is_charset(name: str) -> bool:
    """Whether a name is that of an encoding that pages may have."""
    return codec_of(name) is not None


@lru_cache(maxsize=256)
def codec_of(charset: str | None) -> str | None:
    """Return the name of Python's codec for a declared charset; None where there is none."""
    if not charset:
        return None
    from resiliparse.parse.encoding import map_encoding_to_html5

    name = map_encoding_to_html5(charset.strip(), False) or charset.strip().removeprefix("x-")
    if not _CHARSET.fullmatch(name):
        return None
    try:
        return meant_by(codecs.lookup(name).name)
    except LookupError:
        return None


def wider_than(codec: str) -> tuple[str, ...]:
    """Return the codecs of which pages mean one by a name where that alone does not fit.

    >>> wider_than("euc_kr")
    ('cp949',)
    """
    return _WIDER.get(codec, ())


def meant_by(codec: str) -> str:
    """Return the codec that pages mean where they name another."""
    return _SUPERSETS.get(codec, codec)
