"""Letters in other shapes, as some write them to escape a search: of other scripts, marked, as digits, in markup."""

from __future__ import annotations

import html
import re
import unicodedata

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


_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]")
"""Marks without which a text is read as well: accents, and the vowels of Hebrew and Arabic. Those of Indian and Thai
letters are none."""
_BLANKS = str.maketrans(dict.fromkeys("\u115f\u1160\u2800\u3164\uffa0", " "))
"""What looks like a blank, and is a letter or a symbol to Unicode."""
_SMALL_CAPITALS = str.maketrans("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz")
_AS_LETTERS = str.maketrans("0134578@$i", "oleastbasl")
"""Digits and signs that stand for letters (no two for one digit of another), and the two letters that capitals make
look alike: I and l."""


def unmarked(text: str) -> str:
    """Return a text without markup, marks and blanks that are none.

    >>> unmarked("<b>caf\u00e9</b> &amp; t\u0323e\u0323a\u0323")
    ' cafe  & tea'
    """
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub(" ", text)
    if text.isascii():
        return text
    bare = _MARKS.sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", bare).translate(_BLANKS).translate(_SMALL_CAPITALS)


_OF_CODE = str.maketrans(dict.fromkeys("!\\=&|~*", " "))


def as_prose(text: str) -> str:
    """Return a text without case and without what makes code of it: fingerprints tell `ls -L` from `ls -l`.

    >>> as_prose("Is A != B in ls -L?")
    'is a    b in ls -l?'
    """
    return text.lower().translate(_OF_CODE).replace("--", " ")


def with_letters(fingerprint: str) -> str:
    """Return a fingerprint with letters for what may stand for them.

    >>> with_letters("b00k1ng") == with_letters("booking")
    True
    """
    return fingerprint.translate(_AS_LETTERS)
