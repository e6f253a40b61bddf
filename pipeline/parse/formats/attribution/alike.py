"""Attributions in the words of any language, told by being alike: `Löschantrag | Ganze Antwort auf HOST anzeigen`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from ....text.clean import BLANK, CLEANING
from ....text.fingerprint import UNSPACED_LETTER
from ....text.languages import LANGUAGES, all_phrases
from ....text.marks import END_MARKS
from ....text.patterns import LETTER, pattern
from ....text.questions import ends_with_mark, opens_like_question_elsewhere
from .links import Attribution, find_attributions

_FEWEST = 2  # hosts (chosen) between the same words
_LINES_OF_PAIR = 2  # a question and its answer
_BARS = "|\u00b7\u2022"
_PART = f"[^{_BARS}\\n]"
_LINE = pattern(rf"^{_PART}{{3,60}}[{_BARS}]{_PART}{{5,120}}$", re.MULTILINE)
_UNSPACED = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_DIRECTION = CLEANING["bidi_controls"][0]
"""Marks of direction, which Hebrew and Arabic pages have around a host."""
_NO_DIRECTION = str.maketrans("", "", _DIRECTION)
_SPACE = rf"[\s{_DIRECTION}]"
# What some languages add to a name: `HOST에서`, `HOST'da`, `HOST:ssa`
_ENDING = rf"(?i:(?<=[a-z])[{_UNSPACED}]|['\u2019:][^\W\d_]{{1,6}}\s)"
_WORDED_HOST = pattern(
    rf"(?P<before>{_PART}*{LETTER}{_PART}*[{_BARS}](?:{_PART}*{LETTER}{_PART}*{_SPACE}"
    rf"|{_PART}*(?<=[{_UNSPACED}])(?=[a-z0-9])|{_SPACE}*(?=\S+?(?:\s|{_ENDING}){_PART}*{LETTER})))"
    # A host that such an ending follows has no such letters: they would be words before it.
    rf"(?P<host>(?:(?:(?![{_UNSPACED}])[\w-]){{1,63}}\.){{1,7}}[a-z]{{2,24}}(?={_ENDING})"
    rf"|[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,6}}\.[^\W\d_]{{2,24}}(?!{_ENDING}))"
    rf"[.,]?(?P<after>(?:(?:{_SPACE}|(?={_ENDING})){_PART}*)?)"
)
_TELLING = f"{END_MARKS}.!0123456789"
"""What no words around a host hold: they end no sentence and count nothing."""
_SHORTEST_WORD = 2  # letters: `A` is the label of an answer
_MOST_ADDED = 2  # letters: `svaret`, `ответов`; `ответственный` and `Ansvarig` say who answers for a page
_ANSWER = pattern(
    "|".join(
        re.escape(word) if UNSPACED_LETTER.search(word) else rf"\b{re.escape(word)}\w{{0,{_MOST_ADDED}}}\b"
        for word in sorted(all_phrases(language.answer_labels for language in LANGUAGES))
        if len(word) >= _SHORTEST_WORD
    )
)


def attributions_of(text: str) -> list[Attribution]:
    """Return the attributions of a whole text in reading order; those in other words only where it has no known ones.

    >>> text = "Why?\\nSo.\\nFjern | Se hele svaret på a.no\\nHow?\\nThus.\\nFjern | Se hele svaret på b.no"
    >>> [found.host for found in attributions_of(text)]
    ['a.no', 'b.no']
    """
    return list(find_attributions(text)) or alike(text)


@lru_cache(maxsize=1)  # two formats ask of one text
def alike(text: str) -> list[Attribution]:
    """Return the lines of a text that are the same but for a host, one for every two lines that ask.

    The feet of a page name one host; such lines, and a line that has none like it, must say `answer` in some language,
    and be one for each line that asks.
    """
    if not any(bar in text for bar in _BARS):
        return []
    hosts: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    worded = []
    for line in _LINE.finditer(text):
        if said := _WORDED_HOST.fullmatch(line[0].strip(BLANK)):
            words = _shown(said["before"]), _shown(said["after"])
            worded.append((line, said, words))
            hosts[words].add(said["host"].lower())
    found = []
    are_sure = True
    for line, said, words in worded:
        around = "".join(words)
        if not any(sign in around for sign in _TELLING) and (len(hosts[words]) >= _FEWEST or _says_answer(around)):
            start = line.start() + line[0].index(said[0])
            found.append(Attribution(start, start + len(said[0]), said["host"], None))
            are_sure = are_sure and len(hosts[words]) >= _FEWEST
    most = len(found) * (2 if are_sure else 1)  # lines that ask
    asked = _questions(text)
    do_ask = asked <= most if asked else are_sure and _ask_without_marks(text, found)
    return found if do_ask and _are_apart(text, found) else []


def _shown(words: str) -> str:
    return " ".join(words.translate(_NO_DIRECTION).split())


def _says_answer(words: str) -> bool:
    return _ANSWER.search(words.lower()) is not None


def _are_apart(text: str, found: Sequence[Attribution]) -> bool:
    """Whether a question and an answer may be between any two: rows of one table are next to each other."""
    between = (text[one.end : other.start] for one, other in pairwise(found))
    return all(sum(bool(line.strip(BLANK)) for line in lines.split("\n")) >= _LINES_OF_PAIR for lines in between)


def _ask_without_marks(text: str, found: Sequence[Attribution]) -> bool:
    """Whether the first line before each of some attributions asks by its words, as in Thai, which has no marks."""
    starts = [0, *(each.end for each in found)]
    blocks = (text[start : each.start].strip(BLANK) for start, each in zip(starts, found, strict=False))
    return bool(found) and all(opens_like_question_elsewhere(block.partition("\n")[0].strip(BLANK)) for block in blocks)


def _questions(text: str) -> int:
    """How many lines ask: where most have no such line below them, these are the feet of pages."""
    return sum(ends_with_mark(line.strip(BLANK)) for line in text.split("\n"))
