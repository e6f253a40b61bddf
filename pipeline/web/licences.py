"""What a page says of its licence, in one spelling: an identifier of Creative Commons, an address, or a name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urljoin

from ..text.patterns import pattern
from .addresses import escape, fault_of, without_user

_BETWEEN = "; "
"""What splits the licences of a page that names several."""
_LONGEST = 300  # characters (chosen) of a name or an address
_COMMONS = pattern(
    r"(?:https?:)?//(?:www\.)?creativecommons\.org/"
    r"(?:licen[sc]es/(?P<terms>[a-z+-]{2,20})|publicdomain/(?P<public>zero|mark))"
    r"(?:/(?P<version>\d\.\d))?(?:/(?P<land>[a-z]{2,3}|igo|scotland))?(?=[/?#.]|$)",
    re.IGNORECASE,
)
_SPDX = pattern(r"https?://(?:www\.)?spdx\.org/licenses/([\w.+-]{2,60}?)(?:\.html|\.json|/)?$", re.IGNORECASE)
_NAMED = pattern(
    r"(?:CC|Creative[ -]Commons)[ -]+(?P<terms>BY(?:[ -]+(?:NC|SA|ND)){0,2})(?:[ -]+(?P<version>\d\.\d))?",
    re.IGNORECASE,
)
_NAMED_ZERO = pattern(r"(?:CC[ -]?0|CC[ -]+Zero)(?:[ -]+(?P<version>1\.0))?(?: +Universal)?", re.IGNORECASE)
_SPELLED = pattern(
    r"Creative[ -]Commons[ -]+Attribution"
    r"(?P<terms>(?:[ -]+(?:Non-?Commercial|Share-?Alike|No-?Deriv(?:ative)?s?(?:[ -]Works)?)){0,2})"
    r"(?:[ -]+(?P<version>\d\.\d))?(?:[ -]+(?:International|Unported|Generic))?(?:[ -]+(?:Public )?Licen[sc]e)?",
    re.IGNORECASE,
)
_TERMS = (("noncommercial", "NC"), ("sharealike", "SA"), ("noderiv", "ND"))
_PUBLIC = {"zero": "CC0", "mark": "PDM"}
_SCHEME = pattern(r"[a-z][a-z0-9+.-]{0,30}:", re.IGNORECASE)
_RELATIVE = pattern(r"\S*/\S*|\S+\.[a-z]{2,5}(?:[?#]\S*)?", re.IGNORECASE)
_HARMFUL = pattern(r"(?:javascript|data|vbscript|file|mailto|blob|about):", re.IGNORECASE)
_UNSEEN = pattern(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\u200b-\u200f\u202a-\u202e\u2066-\u2069]+")


def licence_name(said: str) -> str:
    """Return the name of a licence by what a page says: the same for all addresses and spellings of one.

    >>> licence_name("http://creativecommons.org/licenses/by-sa/4.0/deed.de"), licence_name("CC BY-NC 3.0")
    ('CC-BY-SA-4.0', 'CC-BY-NC-3.0')
    >>> licence_name("https://example.org/terms"), licence_name("javascript:alert(1)")
    ('https://example.org/terms', '')
    """
    said = plain(said)
    return _of_address(said) or _of_name(said) or said


def plain(said: str, base: str = "") -> str:
    """Return an address that is said, made whole, or a name on one line; empty for what is neither.

    What controls a terminal or hides is left out, and so is an address that is none of the web.
    """
    said = _UNSEEN.sub(" ", said).strip()
    if len(said) > _LONGEST:
        return ""
    is_address = said.lower().startswith(("http:", "https:", "//"))
    if not is_address and (_HARMFUL.match(said.replace(" ", "")) or (" " not in said and _SCHEME.match(said))):
        return ""
    if not is_address and not _RELATIVE.fullmatch(said):
        return said.replace("; ", ", ")
    try:
        whole = urljoin(base, said) if base or not said.startswith("//") else f"https:{said}"
    except ValueError:  # http://[
        return ""
    address = without_user(escape(whole))
    if not fault_of(address):
        return address
    return "" if "//" in said else said.replace("; ", ", ")


def joined(names: Iterable[str]) -> str | None:
    """Return the licences that are named, each once and in alphabetical order; None where none is.

    >>> joined(["CC-BY-4.0", "", "CC-BY-4.0"]), joined([])
    ('CC-BY-4.0', None)
    """
    return _BETWEEN.join(sorted({name for name in names if name})) or None


def parted(licences: str | None) -> list[str]:
    """Return the licences that `joined` put into one text.

    >>> parted("CC-BY-4.0; CC0-1.0"), parted(None)
    (['CC-BY-4.0', 'CC0-1.0'], [])
    """
    return licences.split(_BETWEEN) if licences else []


def is_commons(address: str) -> bool:
    """Whether an address is that of a licence of Creative Commons, or of what is given to the public."""
    return bool(_of_address(plain(address)).startswith(("CC", "PDM")))


def _of_address(said: str) -> str:
    if spdx := _SPDX.fullmatch(said):
        return spdx[1]
    found = _COMMONS.match(said)
    if not found:
        return ""
    if found["public"]:
        return f"{_PUBLIC[found['public'].lower()]}-{found['version'] or '1.0'}"
    parts = ["CC", found["terms"].upper(), found["version"], (found["land"] or "").upper()]
    return "-".join(part for part in parts if part)


def _of_name(said: str) -> str:
    if found := _NAMED_ZERO.fullmatch(said):
        return "CC0-1.0"
    if found := _NAMED.fullmatch(said):
        return _commons(re.split("[ -]+", found["terms"].upper()), found["version"])
    if found := _SPELLED.fullmatch(said):
        words = found["terms"].lower().replace("-", "").replace(" ", "")
        return _commons(["BY", *(short for word, short in _TERMS if word in words)], found["version"])
    return ""


def _commons(terms: Iterable[str], version: str | None) -> str:
    return "-".join(["CC", *terms, *([version] if version else [])])
