"""Places on the earth, as exact as a house: pairs of degrees."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...text.patterns import pattern
from .context import before
from .kinds import Found, Kind

_DECIMAL = pattern(
    r"(?<![\w.,$-])(?P<lat>[-+]?\d{1,2}\.\d{4,12})(?P<lat_sign>\s?\u00b0?\s?[NS]?)"
    r"(?:\s?[,;/|]\s?|\s+)"
    r"(?P<lon>[-+]?1?\d{1,2}\.\d{4,12})(?P<lon_sign>\s?\u00b0?\s?[EWO]?)(?![\w%])"
)
_SEXAGESIMAL = pattern(
    r"(?<!\w)[NS]?\s?\d{1,2}\s?\u00b0\s?\d{1,2}(?:\.\d{2,})?\s?['\u2032\u2019](?:\s?\d{1,2}(?:\.\d+)?\s?(?:[\"\u2033\u201d]|'')"
    r")?\s?[NS]?[\s,;/]{0,3}[EWO]?\s?1?\d{1,2}\s?\u00b0\s?\d{1,2}(?:\.\d{2,})?\s?['\u2032\u2019]"
    r"(?:\s?\d{1,2}(?:\.\d+)?\s?(?:[\"\u2033\u201d]|''))?\s?[EWO]?(?!\w)"
)
_EXACT = 5  # decimals by which a pair is a place without any word that says so, chosen: a metre
_SAYS_PLACE = pattern(
    r"(?:\b(?:lat|latitude|long?|lng|longitude|coordinates?|coords?|gps|location|located(?: at)?|position|geo|maps?)\b"
    r"|@)[^\d\n+-]{0,20}\Z",
    re.IGNORECASE,
)
_GOES_ON = pattern(r"\s*[,;]\s*(?:['\"\n\]]|\Z|[-+]?\d)|\s+[-+]?\d+\.")
_WENT_ON = pattern(r"[\d.]\s*[,;][\s'\"]*\Z|\d\.\d*\s+\Z")
"""What shows that two numbers are part of a row of more."""


def find(text: str) -> Iterator[Found]:
    """Yield the places in a text: pairs of degrees, minutes and seconds, or of degrees with four decimals and more."""
    if "\u00b0" in text:
        for match in _SEXAGESIMAL.finditer(text):
            if re.search("[NSEWO]", match[0]):
                yield Found(Kind.COORDINATES, match.start(), match.end(), "".join(match[0].split()))
    for match in _DECIMAL.finditer(text):
        if _is_place(match, text):
            end = match.start() + len(match[0].rstrip())
            yield Found(Kind.COORDINATES, match.start(), end, f"{match['lat']},{match['lon']}")


def _is_place(match: re.Match[str], text: str) -> bool:
    lat, lon = abs(float(match["lat"])), abs(float(match["lon"]))
    if lat > 90 or lon > 180 or (lat < 2 and lon < 2):
        return False
    if match["lat_sign"].strip() and match["lon_sign"].strip():
        return True
    words = before(text, match.start())
    if _SAYS_PLACE.search(words):
        return True
    if _GOES_ON.match(text, match.end()) or _WENT_ON.search(words):
        return False
    decimals = [len(match[name].partition(".")[2]) for name in ("lat", "lon")]
    return min(decimals) >= _EXACT and max(decimals) - min(decimals) <= 2 and _is_apart(match, text)


def _is_apart(match: re.Match[str], text: str) -> bool:
    """Whether a comma is between the two; columns of numbers have blanks."""
    return any(sign in text[match.end("lat") : match.start("lon")] for sign in ",;")
