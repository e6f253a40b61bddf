"""Places on the earth, as exact as a house: pairs of degrees."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...text.patterns import pattern
from .context import before
from .kinds import Found, Kind

_DEGREES = r"\s?[\u00b0\u00ba]?\s?"
_DECIMAL = pattern(
    rf"(?<![\w.,$-])(?P<lat_before>[NS]\s?)?(?P<lat>[-+]?\d{{1,2}}\.\d{{4,15}})(?P<lat_sign>{_DEGREES}[NS]?)"
    rf"(?:\s?[,;/|]\s?|\s+)"
    rf"(?P<lon_before>[EWO]\s?)?(?P<lon>[-+]?1?\d{{1,2}}\.\d{{4,15}})(?P<lon_sign>{_DEGREES}[EWO]?)(?![\w%])"
)
_EXACT_NUMBER = pattern(r"\.\d{4}")
_LABELLED = pattern(
    r"\blat(?:itude)?[\"']?\s?[:=]?\s{0,3}[\"']?(?P<lat>[-+]?\d{1,2}\.\d{4,15})[\"']?\u00b0?[\s,;&|]{1,5}[\"']?"
    r"(?:and )?(?:long?|lng|longitude)[\"']?\s?[:=]?\s{0,3}[\"']?(?P<lon>[-+]?1?\d{1,2}\.\d{4,15})(?![\w%])",
    re.IGNORECASE,
)
"""Each of the two with the word for it: `lat: 48.8584, lng: 2.2945`."""
_WHOLE = r"{0}\s?\d{{1,3}}\s?[\u00b0\u00ba]\s?\d{{1,2}}(?:\.\d+)?\s?{1}(?:\s?\d{{1,2}}(?:\.\d+)?\s?{2})?\s?{0}"
_MINUTE, _SECOND = r"['\u2032\u2019]", "(?:[\"\u2033\u201d]|'')"
_SEXAGESIMAL = pattern(
    rf"(?<!\w){_WHOLE.format('[NS]?', _MINUTE, _SECOND)}[\s,;/]{{0,3}}{_WHOLE.format('[EWO]?', _MINUTE, _SECOND)}(?!\w)"
)
_EXACT = 5  # decimals by which a pair is a place without any word that says so, chosen: a metre
_SAYS_PLACE = pattern(
    r"(?:\b(?:lat|latitude|long?|lng|longitude|coordinates?|coords?|gps|location|located(?: at)?|geo|maps?|koordinaten"
    r"|standort|coordonn\u00e9es|coordenadas|ubicaci\u00f3n|coordinate|posizione|co\u00f6rdinaten)\b"
    r"|\u5750\u6807|\u5ea7\u6a19|[@?&]q=|@|#map=\d+/)[^\d\n+-]{0,20}\Z",
    re.IGNORECASE,
)
_GOES_ON = pattern(r"\s*[,;]\s*(?:['\"\n\]]|\Z|[-+]?\d)|\s+[-+]?\d+\.|\s?\]|\s(?:m?s|seconds|[ck]?m|kg|times)\b")
_WENT_ON = pattern(
    r"[\d.]\s*[,;][\s'\"]*\Z|\d\.\d*\s+\Z|[\[=<>]\s?\Z|\b(?:took|weights?|values?|mean|array|x|y)\W{0,3}\Z",
    re.IGNORECASE,
)
"""What shows that two numbers are part of a row of more, or measured."""
_CONSTANTS = ("3.14159", "2.71828", "1.41421", "1.61803", "0.57721")


def find(text: str) -> Iterator[Found]:
    """Yield the places in a text: pairs of degrees, minutes and seconds, or of degrees with four decimals and more."""
    if "\u00b0" in text or "\u00ba" in text:
        for match in _SEXAGESIMAL.finditer(text):
            if re.search("[NS]", match[0]) and re.search("[EWO]", match[0]):
                yield Found(Kind.COORDINATES, match.start(), match.end(), "".join(match[0].split()))
    if not _EXACT_NUMBER.search(text):
        return
    for match in _LABELLED.finditer(text):
        yield Found(Kind.COORDINATES, match.start("lat"), match.end(), f"{match['lat']},{match['lon']}")
    for match in _DECIMAL.finditer(text):
        if _is_place(match, text):
            end = match.start() + len(match[0].rstrip())
            yield Found(Kind.COORDINATES, match.start(), end, f"{match['lat']},{match['lon']}")


def _is_place(match: re.Match[str], text: str) -> bool:
    lat, lon = abs(float(match["lat"])), abs(float(match["lon"]))
    if lat > 90 or lon > 180 or (lat < 2 and lon < 2):
        return False
    if all(match[f"{each}_before"] or match[f"{each}_sign"].strip() for each in ("lat", "lon")):
        return True
    words = before(text, match.start())
    if _SAYS_PLACE.search(words):
        return True
    if _GOES_ON.match(text, match.end()) or _WENT_ON.search(words) or match["lat"] in _CONSTANTS:
        return False
    decimals = [len(match[name].partition(".")[2]) for name in ("lat", "lon")]
    return min(decimals) >= _EXACT and max(decimals) - min(decimals) <= 2 and _is_apart(match, text)


def _is_apart(match: re.Match[str], text: str) -> bool:
    """Whether a comma is between the two; columns of numbers have blanks."""
    return any(sign in text[match.end("lat") : match.start("lon")] for sign in ",;")
