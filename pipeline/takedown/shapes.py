"""Letters of other scripts that look like those around them, as some write to escape a search."""

from __future__ import annotations

import re

_PAIRS = {
    "cyrillic": (
        "АВЕКМНОРСТХУІЈЅԁԚԜаекморстхуіјѕԛԝ",
        "ABEKMHOPCTXYIJSdQWaekmopctxyijsqw",
    ),
    "greek": (
        "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαβεικνορτυχω",
        "ABEZHIKMNOPTYXabeikvoptuxw",
    ),
}
"""Letters of a script, and the Latin ones that they look like (Unicode Technical Standard 39, confusables.txt)."""
_OTHERS = ("ıɑɡոսօһӏցԱԼՏՍՕᎪᏴᏟᎬᎻᏦᏞᎷᏢᏚᎢᏙᎳᏃ", "iagnuohlgULSUOABCEHKLMPSTVWZ")
"""Those of scripts and alphabets that are seldom the rest of a text."""
_TO_LATIN = str.maketrans(
    "".join(others for others, _ in _PAIRS.values()) + _OTHERS[0],
    "".join(latin for _, latin in _PAIRS.values()) + _OTHERS[1],
)
_TO = {script: str.maketrans(latin, others) for script, (others, latin) in _PAIRS.items()}
_OWN = {
    "latin": re.compile("[bdfghjlnqrstuvzDFGLNQRUVWZ]"),
    "cyrillic": re.compile("[бвгджзийклмнптфцчшщъыьэюяБГДЖЗИЙЛПФЦЧШЩЪЫЬЭЮЯ]"),
    "greek": re.compile("[γδζηθλμξπσςφψΓΔΘΛΞΠΣΦΨΩ]"),
}
"""Letters by which a script is known, since they look like none of another."""


def in_one_script(text: str) -> str:
    """Return a text with its letters in the script of most of them, where others only look like these.

    >>> in_one_script("the \u0441\u043ef\u0444ee")
    'the cof\u0444ee'
    """
    if text.isascii():
        return text
    counts = {script: len(letters.findall(text)) for script, letters in _OWN.items()}
    most = max(counts, key=counts.__getitem__)
    return text.translate(_TO_LATIN if most == "latin" else _TO[most])
