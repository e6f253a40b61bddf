"""The words of a text as the search looks them up; `search.js` takes a query apart in the same way."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from ...text.patterns import pattern

_LONGEST = 40  # characters of a word that are looked up, chosen: longer ones are addresses and numbers
_SIGNS = (
    r"\x00-/:-@\[-`{-\xbf\u00d7\u00f7\u0589\u05be\u060c\u061b\u061f\u06d4\u0964\u0965\u2000-\u206f\u2190-\u2bff"
    r"\u3000-\u3004\u3007-\u3020\u30fb\ufe00-\ufe6f\uff01-\uff0f\uff1a-\uff20"
)
_UNSPACED = (
    r"\u2e80-\u2fdf\u3005-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
)
"""Letters of scripts that write no blanks between words: any two neighbours are looked up."""
_RUN = pattern(rf"[{_UNSPACED}]+|[^\s{_SIGNS}{_UNSPACED}]+")
_PLAIN_RUN = pattern("[a-z0-9]+")
_FIRST_UNSPACED = "\u0e00"
_ACCENTS = pattern("[\u0300-\u036f]")


def words_of(text: str) -> list[str]:
    """Return the words of a text in their order, without case and accents.

    >>> words_of("Why can't I text Zoë?"), words_of("東京駅は")
    (['why', 'can', 't', 'i', 'text', 'zoe'], ['東京', '京駅', '駅は'])
    """
    return [run[:_LONGEST] for run in (_PLAIN_RUN.findall(text.lower()) if text.isascii() else _runs(text))]


def _runs(text: str) -> Iterator[str]:
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).lower()))
    for run in _RUN.findall(plain):
        if run[0] < _FIRST_UNSPACED or not _is_unspaced(run[0]):
            yield run
        else:
            yield from (run[i : i + 2] for i in range(max(1, len(run) - 1)))


_is_unspaced = pattern(f"[{_UNSPACED}]").match
