"""Flags: what a reader should know about the quality of a record, by a table of rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from ..text.clean import ends_sentence, has_controls
from ..text.lists import LIST_FRAGMENT, LIST_ITEM
from ..text.marks import has_mark_at_end
from ..text.misread import holds_mojibake
from ..text.patterns import pattern
from .leftovers import holds_markup
from .look import BITS, look
from .personal_data.find import flags_of
from .placeholders import is_placeholder
from .question_type import AUXILIARY
from .repeats import repeats_itself

_ELLIPSIS = pattern(r"\.\.\.+|\u2026|\. \. \.")
_AFTER_MARK = "\"'\u201d\u2019)]\u00bb*_ .\u2026!\uff01"
_TITLE_WORDS = 15  # words; a title has fewer; chosen
_WORD = pattern(r"[^\W\d_]+")
_SMALL_WORDS = frozenset("a an the and or but of in on at to for with from by is are be as vs your you who".split())
_FIRST_ITEM = pattern(r"\(?[1ai][.)]")
_VERDICT = pattern(r"(?:yes|no|maybe|sometimes|never|always|true|false|it depends)\b", re.IGNORECASE)
# A pronoun that nothing in the question explains. `Is it safe to ...` and `Is it worth buying ...`
# explain theirs; `Does it rain ...` and `Is it cold in ...` have nothing to explain.
# `Can I freeze it?` has no word but verbs for it: one after who does it, and one in `after taking it`.
_DANGLING = pattern(
    r"(?:(?:what|how|why|when|where|who|which|how (?:many|much|long|often|soon|old|far|big)) )?"
    rf"{AUXILIARY} (?:"
    r"(?:i|you|we) (?:(?:\w+ly|still|ever) )?\w+ (?:(?:after|before|while|without|when|by|with|on|for|about) )?"
    r"(?:\w+ing )?(?:it|them)(?: (?:again|back|off|on|out|up|down|in|away|safely))?\W*\Z|"
    r"(?:it(?! (?:always |ever |often |still )?(?:rain|snow))"
    r"(?! (?:\w+ly )?\w+ (?!during|morning|evening)\w+ing\b)(?! (?:\w+ )?(?:cold|hot|warm|sunny|dark|windy) in\b)"
    r"|this|that|they|these|those|he|she)\b"
    r"(?!.*\b(?:to|for|that|if|when|who)\b))",
    re.IGNORECASE,
)


def is_truncated(answer: str) -> bool:
    """Whether the answer is truncated: an ellipsis ends or begins a line, or follows a finished sentence.

    An ellipsis inside a quotation is the quoted author's own.
    """
    return any(_is_truncated_line(line) for line in answer.split("\n") if _holds_ellipsis(line))


def opens_with_title(answer: str) -> bool:
    """Whether the answer's first line is the title of the page that the answer is an excerpt of.

    A title is short, no finished sentence, and has text below it. It is alone in its paragraph, above a list, or
    capitalised as titles are.
    """
    first, _, rest = answer.partition("\n")
    if not rest or LIST_ITEM.match(first) or first.count(" ") >= _TITLE_WORDS:
        return False
    if first.endswith(",") or (ends_sentence(first) and not has_mark_at_end(first)):
        return False
    if _VERDICT.fullmatch(first) or rest.lstrip("\n")[0].islower():
        return False
    return rest.startswith("\n") or LIST_ITEM.match(rest) is not None or _is_title_case(first)


def opens_with_list_marker(answer: str) -> bool:
    """Whether the answer is a piece of a list: `d. A counselor ...`, `(a) Psychologists ...`.

    A list that starts with its first item and goes on is whole.
    """
    if LIST_FRAGMENT.match(answer) is None:
        return False
    is_whole = _FIRST_ITEM.match(answer) and any(LIST_FRAGMENT.match(line) for line in answer.split("\n")[1:])
    return not is_whole


def holds_question(answer: str) -> bool:
    """Whether a line after the answer's first asks: in its own words, or because another pair lost its attribution."""
    return "\n" in answer and any(has_mark_at_end(line) for line in answer.split("\n")[1:])


def lacks_question_mark(question: str) -> bool:
    """Whether the question has no question mark at its end."""
    return not has_mark_at_end(question.rstrip(_AFTER_MARK))


def needs_context(question: str) -> bool:
    """Whether the question is about something that was named before it: `Is it safe?`"""
    return _DANGLING.match(question) is not None


# One word per flag and what raises it, from question and answer as cleaned.
FLAGS: dict[str, Callable[[str, str], bool]] = {
    "leftover_markup": holds_markup,
    "list_marker": lambda question, answer: opens_with_list_marker(answer),
    "needs_context": lambda question, answer: needs_context(question),
    "no_question_mark": lambda question, answer: lacks_question_mark(question),
    "placeholder_answer": is_placeholder,
    "question_inside": lambda question, answer: holds_question(answer),
    "repeats_itself": lambda question, answer: repeats_itself(answer),
    "replacement_character": lambda question, answer: "\ufffd" in question or "\ufffd" in answer,
    "snippet_title": lambda question, answer: opens_with_title(answer),
    "truncated": lambda question, answer: is_truncated(answer),
}
UNLISTED = "unlisted_host"
"""Raised where a page lives at a host that no public list knows: its source is what was declared."""
FORMAT_FLAGS = ("downvoted", "guessed_encoding", "page_end_missing", "repaired_markup", "suggested_answer", UNLISTED)
"""Flags that only the reading of a page can raise."""
RAW_FLAGS = {"control_characters": has_controls, "mojibake": holds_mojibake}
"""Flags that only the text before cleaning can raise."""
_OF_RAW = sum(BITS[word] for word in RAW_FLAGS)
_OF_DATA = BITS["personal_data"]


def find_flags(question: str, answer: str, raw: str, given: Iterable[str] = ()) -> str:
    """Return the flags of a record, sorted, a blank between; `given` are those that its format raised.

    `raw` is question and answer before cleaning.
    """
    found = look(question, answer, raw)
    if not (found or given):
        return ""
    return " ".join(sorted({*given, *_raised(question, answer, raw, found)}))


def _raised(question: str, answer: str, raw: str, found: int) -> list[str]:
    """The flags that some rules raise, by their bits."""
    words = [word for word, is_raised in _rules(found) if is_raised(question, answer)]
    if found & _OF_RAW:
        words += [word for word, is_raised in RAW_FLAGS.items() if found & BITS[word] and is_raised(raw)]
    return [*words, *flags_of(question, answer)] if found & _OF_DATA else words


@cache
def _rules(found: int) -> list[tuple[str, Callable[[str, str], bool]]]:
    """The rules for question and answer as cleaned that have some bits."""
    return [(word, is_raised) for word, is_raised in FLAGS.items() if found & BITS[word]]


def _holds_ellipsis(line: str) -> bool:
    """Whether a line matches _ELLIPSIS somewhere, in a tenth of its time."""
    return "..." in line or "\u2026" in line or ". . ." in line


def _is_truncated_line(line: str) -> bool:
    shown = len(line) - len(line.lstrip()), len(line.rstrip("\"'\u201d\u2019)] "))
    last_closed, last_straight = line.rfind("\u201d"), line.rfind('"')
    depth = straight = position = 0  # of quotations: counted on from ellipsis to ellipsis, so that time stays linear
    for match in _ELLIPSIS.finditer(line):
        start, end = match.span()
        depth += line.count("\u201c", position, start) - line.count("\u201d", position, start)
        straight += line.count('"', position, start)
        position = start
        # a quotation that never closes is truncated itself
        if last_closed >= end if depth > 0 else straight % 2 and last_straight >= end:
            continue
        if start <= shown[0] or end >= shown[1] or line[max(0, start - 2) : start] in (". ", "! ", "? "):
            return True
    return False


def _is_title_case(line: str) -> bool:
    words = [word for word in _WORD.findall(line) if word.lower() not in _SMALL_WORDS]
    return len(words) >= 2 and all(word[0].isupper() for word in words)
