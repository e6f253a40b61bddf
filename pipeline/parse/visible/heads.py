"""What stands beside a question or an answer and says who wrote it, when, and what others think of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from turbohtml import Element

from ...text.clean import ends_sentence, ends_statement
from ...text.patterns import pattern
from ...text.stamps import holds_date
from .flat import Flat
from .labels import titles_answer
from .nodes import names_with

_INITIAL = pattern(r"\b[^\W\d_]\.\Z")
LONGEST_HEAD = 60  # characters (chosen)
_WORDS_OF_NAME = 2  # (chosen) at least
_ABOUT = pattern(
    r"(?:^|[-_])(?:author|byline|by|answered|user|username|nickname|posted|date|datetime|time|timestamp|meta|votes?|voting|helpful|feedback|actions)"
    r"(?:$|[-_])",
    re.IGNORECASE,
)
"""Parts of what elements are called that say who answered, when, and what others think of it."""
says_who = names_with(_ABOUT)
"""Whether some class names say that."""

names_person = names_with(
    pattern(
        r"(?:^|[-_])(?:name|who|from|reader|sender|asker|expert|doctor|specialist|consultant|lawyer|advisor)(?:$|[-_])",
        re.IGNORECASE,
    )
)
"""Whether some class names say who answers, if beside the label of an answer; elsewhere it may be a word of a text."""
_names_head = names_with(pattern(r"(?:^|[-_])(?:head(?:er)?(?:$|[-_])|info$)", re.IGNORECASE))
_MOST_HOLDERS = 3  # elements (chosen) around a label or a name of which one may be a head or a figure


def is_called_head(shown: Flat, element: int) -> bool:
    """Whether an element is a head by its tag or its class names."""
    return shown.tags[element] == "header" or _names_head(shown.classes[element])


def behind_head(shown: Flat, label: int, end: int) -> int:
    """Return where an answer starts behind the label of it: behind all of the head that the label is in, if any."""
    around = islice(shown.ancestors(shown.holders[label]), _MOST_HOLDERS)
    ends = (shown.end[above] for above in around if is_called_head(shown, above))
    after = next((after for after in ends if label + 1 < after < end), label + 1)
    return after if all(map(is_short, lines_of(shown, label + 1, after))) else label + 1


def lines_of(shown: Flat, first: int, end: int) -> Iterator[str]:
    """Yield what each line of some pieces says."""
    while first < end:
        after = min(end, shown.line_end(first))
        yield shown.text(first, after)
        first = after


def names_who(shown: Flat, first: int, end: int) -> bool:
    """Whether what follows the label of an answer on its line names who answers: `<b>A:</b> <i class=name>Ann</i>`."""
    if shown.line_of[first - 1] != shown.line_of[first]:
        return False
    if titles_answer(shown.texts[first - 1]) and shown.texts[first][0].isupper() and is_short(shown.text(first, end)):
        return True
    return is_head(shown, first, end) or is_called_name(shown, first, end)


def is_called_name(shown: Flat, first: int, end: int) -> bool:
    """Whether some pieces are short, no sentence, and in an element that is called the name of somebody."""
    is_called = any(names_person(shown.classes[holder]) for holder in shown.holders[first:end])
    return is_called and is_short(shown.text(first, end))


def has_portrait(shown: Flat, first: int, end: int) -> bool:
    """Whether some pieces are short, and open with a name that a picture beside them has, too; none is a caption.

    The name has an element of its own: loose words may be those of an icon, `<img alt="Main Menu"> Main Menu`.
    """
    name, holder = shown.texts[first], shown.alone(first, end)
    if not may_be_name(name) or not is_short(shown.text(first, end)) or shown.holders[first] == holder:
        return False
    box = shown.elements[holder]
    is_named = any((picture.attr("alt") or "").strip() == name for picture in box.select("img[alt]"))
    around = islice((each for each in box.ancestors if isinstance(each, Element)), _MOST_HOLDERS)
    return is_named and not any(each.tag == "figure" for each in (box, *around))


def are_heads(shown: Flat, first: int, end: int) -> bool:
    """Whether some lines say who asked and when, or may be names; there is one at least."""
    starts = shown.starts[shown.line_of[first] : shown.line_of[end - 1] + 1] if first < end else []
    lines = [(start, shown.line_end(start)) for start in starts]
    return bool(lines) and all(is_head(shown, *line) or _names_somebody(shown, *line) for line in lines)


def _names_somebody(shown: Flat, first: int, end: int) -> bool:
    line = shown.text(first, end)
    return (is_short(line) and may_be_name(line)) or is_called_name(shown, first, end)


def is_head(shown: Flat, first: int, end: int) -> bool:
    """Whether a line beside a question is no sentence but who asked and when: `Question 7, Ann, 1 May 2018`."""
    line, called = shown.text(first, end), [shown.classes[holder] for holder in shown.holders[first:end]]
    if not is_short(line) or not (holds_date(line) or any(map(says_who, called))):
        return False
    said = zip(shown.texts[first:end], called, strict=True)
    return not any(_says_sentence(text) and not says_who(names) for text, names in said)


def _says_sentence(text: str) -> bool:
    """Whether a text beside a day is a sentence: `It is oak.`, but not `Asked by:`, `Ann B.`"""
    return ends_statement(text) and _INITIAL.search(text) is None


def is_short(line: str) -> bool:
    """Whether a line is short and no sentence."""
    return len(line) <= LONGEST_HEAD and not ends_sentence(line)


def may_be_name(line: str) -> bool:
    """Whether a line is no sentence, and two of its words at least may be names: no small letter opens them."""
    return not ends_sentence(line) and sum(not word[0].islower() for word in line.split()) >= _WORDS_OF_NAME


def tells_who(shown: Flat, first: int, end: int) -> bool:
    """Whether all of some pieces are in elements called so, who asked and when, and they say a day."""
    return all(says_who(shown.classes[holder]) for holder in shown.holders[first:end]) and holds_date(
        shown.text(first, end)
    )
