"""Markers: byte strings without which a format finds nothing on a page, and whether one is meant where it was found."""

from __future__ import annotations

import re
from functools import cache

from ahocorasick_rs import MATCHKIND_LEFTMOST_FIRST, BytesAhoCorasick

from ..text.languages import LANGUAGES, all_words
from ..text.patterns import pattern

QUESTION_TYPE = (b"Question",)
"""The type of a schema.org question."""
LOOSE_QUESTION_TYPE = (*QUESTION_TYPE, b"question", b"QUESTION")
"""The same in any letter case that pages write in attributes."""
ANSWER_OF_QUESTION = (b"acceptedAnswer", b"suggestedAnswer")
"""What a schema.org question has, also one that does not say its type."""
ANSWER_LINK = (b"nswer", b"NSWER")
"""Part of `View complete answer on`, in any letter case: "Answer", "answer" and "ANSWER" end with one of these."""
ANSWER_NAME = (b"nswer",)
"""Part of what elements are called that hold answers; a longer name would hide this one from other formats."""
JSON_SCRIPT = (b"tion/json",)
"""The end of the type of a script that holds data; words with rarer letters first are found more slowly."""
WINDOW_DATA = (b"dow.__",)
"""Of `window.__`, with which the names begin under which frameworks keep the data of a page."""
PUSHED_DATA = (b"next_f.push(",)
"""How Next.js sends data in pieces."""
ATTRIBUTE_DATA = (b'="{&', b'="[{&', b"='{\"", b"='[{\"")
"""How data begins that is the value of an attribute; shorter ones would be found at half the speed."""
_COMPLETE_ANSWER = pattern(rb"complete[\s\x80-\xff]+answer", re.IGNORECASE)
_NAME_END = pattern(rb'(?:(?!Count)\w{0,20}+(?:\\?"|&q(?:uot)?;)|(?<="))\s{0,20}+:')
_IN_NAME = pattern(rb"""[-_][aA]nswer|nswer[-_A-Z0-9]|[a-z]Answer|["' ]answer["']|["']answer\s""")
_NAME_OF_STRING_END = pattern(
    rb"""(?!Count)\w{0,20}+(?:(?:\\?"|&q(?:uot)?;)\s{0,20}+:|%22(?:%20)?%3A|'?\s{0,20}+:\s{0,20}+(?:["'`]|&(?:quot|#0?3[49]);))"""
)
"""The same, or the name of a string in code: `answer: '`, also in the value of an attribute."""
_CODE_NAME_END = pattern(rb"""(?!Count)\w{0,20}+(?:\\?["']|&(?:q|quot|#0?3[49]);)?\s{0,20}+[:=]""")
"""What follows any name in code or in the value of an attribute, with or without quotes."""
_LISTED_NAME_END = pattern(rb"""\w{0,20}+\\?",""")
"""What follows a name that stands in a list, as React Router sends it."""
_ENCODED = pattern(
    rb"""JSON\.parse\(\s{0,9}+(?:(?:window\.)?(?:decodeURI(?:Component)?|unescape|escape|atob)\(\s{0,9}+){1,4}+["'`]"""
)
"""How a script unpacks what no name can be seen in."""
_ESCAPED = b"&q;"
_KIND_BEFORE = pattern(rb"""(?:[tT]ype|typename|component)\\?"\s{0,9}:\s{0,9}\\?"[\w. -]{0,40}\Z""")
_OF_SCHEMA_ORG = (b"acceptedA", b"suggestedA")
_LONGEST_OF_SCHEMA_ORG = max(map(len, _OF_SCHEMA_ORG))
_ANSWERS_IN_DATA = (b"nswer", b"faq", b"Faq", b"FAQ", b'"a"', b"&quot;a&quot;", b"&#34;a&#34;")
"""What data with questions and answers holds, beside the words of other languages as the name of a value."""
_ASSIGNED = pattern(rb"""\w{1,60}+(?:["']\])?\s{0,20}+=\s{0,20}+(?:[({\[]|JSON\.parse\()""")
_STREAM = pattern(rb"\w{1,60}+\.streamController\.enqueue\(")
_SCRIPT_START, _SCRIPT_END = b"<script", b"</script"
_NEAR = 4_096  # bytes (chosen)
_IN_VALUE = pattern(rb"""\s*+=\s*+["']?+[^"'<>=]*+""")
_REACH = 200  # bytes before a marker; on real pages an attribute's name is some 60 bytes before the end of its value
INVITATION = (b" AMA", b"(AMA", b">AMA", b"sk me anything", b"sk Me Anything", b"bypostauthor")
"""Of titles that invite questions, and of comments by who wrote a post, whose title may do so in any language.

With three bytes alone the search for all markers would take twice as long.
"""


def is_whole_word(content: bytes, _: int, end: int) -> bool:
    """Whether no letter follows the marker: "Question" is a type, "Questions" is none."""
    return end < len(content) and not content[end : end + 1].isalpha()


def is_itemtype(content: bytes, start: int, _: int) -> bool:
    """Whether the marker is near the microdata attribute that names types."""
    return _is_named_by(b"itemtype", content, start)


def is_typeof(content: bytes, start: int, _: int) -> bool:
    """Whether the marker is near the RDFa attribute that names types."""
    return _is_named_by(b"typeof", content, start)


def _is_named_by(attribute: bytes, content: bytes, start: int) -> bool:
    before = content[max(0, start - _REACH) : start].lower()
    if content.startswith(QUESTION_TYPE, start):
        return attribute in before
    # Many class names and addresses hold the word in lower case: here it must be in the attribute's own value.
    named = before.rpartition(attribute)
    return bool(named[1]) and _IN_VALUE.fullmatch(named[2]) is not None


def is_answer_link(content: bytes, start: int, end: int) -> bool:
    """Whether the marker is the end of "complete answer"; "complete" is rare, so it is looked for first."""
    around = content[max(0, start - _REACH) : end + 1]
    return b"complete" in around.lower() and _COMPLETE_ANSWER.search(around) is not None


def is_thread(content: bytes, start: int, end: int) -> bool:
    """Whether the marker is one of the names that software gives to posts, and no word of a text."""
    return content[start:end] not in ANSWER_NAME or _IN_NAME.search(content, max(0, start - 2), end + 1) is not None


def is_page_data(content: bytes, start: int, end: int) -> bool:
    """Whether the marker is of a script or an attribute whose data holds something called an answer."""
    marker = content[start:end]
    if marker in ANSWER_LINK:
        return _ends(_NAME_OF_STRING_END, content, start, end)
    if marker in ATTRIBUTE_DATA:
        value = start + marker.index(b"=") + 2
        return attribute_names_answer(content[value : max(end, content.find(content[value - 1 : value], end))])
    if marker in JSON_SCRIPT and _SCRIPT_START not in content[max(0, start - _REACH) : start].lower():
        return False
    script = memoryview(content)[end : _script_end(content, marker, end)]
    if marker in JSON_SCRIPT:
        return json_names_answer(script)
    if marker in PUSHED_DATA:
        return names_answer(script)
    if _STREAM.match(content, end):
        return lists_answer(script)
    return _ASSIGNED.match(content, end) is not None and writes_answer(script)


def _script_end(content: bytes, marker: bytes, end: int) -> int:
    """Where a script ends, or the next marker near by: many in one script would read it as many times."""
    near = content.find(marker, end, end + _NEAR)
    stop = content.find(_SCRIPT_END, end, near if near >= 0 else len(content))
    return next((place for place in (stop, near) if place >= 0), len(content))


def names_answer(data: bytes | memoryview) -> bool:
    """Whether something in a script's data is called an answer, or FAQ; schema.org's own properties aside."""
    found = _answer_finder().find_matches_as_indexes(data)
    return any(_is_name(data, start, end) or _is_kind(data, start, end) for _, start, end in found)


def json_names_answer(data: bytes | memoryview) -> bool:
    """Whether something in a script of JSON is called so; Angular writes its quotes in its own way."""
    is_escaped = _ESCAPED in bytes(data[:_REACH])
    return names_answer(bytes(data).replace(_ESCAPED, b'"') if is_escaped else data)


def writes_answer(code: bytes | memoryview) -> bool:
    """Whether a script has data that names an answer, with or without quotes, or data in which nothing can be seen."""
    return attribute_names_answer(code) or _ENCODED.search(code) is not None


def lists_answer(script: bytes | memoryview) -> bool:
    """Whether a script sends a list of names and values, as React Router does, and an answer is among the names."""
    return any(_LISTED_NAME_END.match(script, end) for _, _, end in _answer_finder().find_matches_as_indexes(script))


def attribute_names_answer(value: bytes | memoryview) -> bool:
    """Whether something in the data of an attribute, or in code, is called so."""
    found = _code_finder().find_matches_as_indexes(value)
    return any(_ends(_CODE_NAME_END, value, start, end) or _is_kind(value, start, end) for _, start, end in found)


def _is_name(data: bytes | memoryview, start: int, end: int) -> bool:
    """Whether a word ends the name of a value: `"faqAnswer":`."""
    return _ends(_NAME_END, data, start, end)


def _is_kind(data: bytes | memoryview, start: int, end: int) -> bool:
    """Whether a word says that an object is FAQ: `"_type": "faqBlock"`."""
    return (
        bytes(data[end - 2 : end]).lower() == b"aq"
        and _KIND_BEFORE.search(bytes(data[max(0, start - _REACH) : start])) is not None
    )


def _ends(name_end: re.Pattern[bytes], data: bytes | memoryview, start: int, end: int) -> bool:
    if name_end.match(data, end) is None:
        return False
    return not bytes(data[max(0, start - _LONGEST_OF_SCHEMA_ORG) : start]).endswith(_OF_SCHEMA_ORG)


@cache
def _answer_finder() -> BytesAhoCorasick:
    names = [f'"{form}'.encode() for form in _answer_words()]
    return BytesAhoCorasick([*_ANSWERS_IN_DATA, *names], matchkind=MATCHKIND_LEFTMOST_FIRST)


@cache
def _code_finder() -> BytesAhoCorasick:
    return BytesAhoCorasick([*_ANSWERS_IN_DATA, *map(str.encode, _answer_words())], matchkind=MATCHKIND_LEFTMOST_FIRST)


def _answer_words() -> list[str]:
    words = all_words(names for each in LANGUAGES for names in (each.answer_names, each.answer_labels)) - {"answer"}
    return [form for word in sorted(words) for form in dict.fromkeys((word, word.title()))]
