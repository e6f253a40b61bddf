"""The objects in data that hold a question and an answer, or a question and signed answers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from ....text.labels import unlabelled_answer, unlabelled_question
from ....text.languages import LANGUAGES, all_words
from ....text.patterns import pattern
from ....text.questions import ends_with_mark, opens_as_question
from ....web.framework_data import opened
from ....web.json_pointer import key_of
from ....web.markup_in_text import text_of_html
from ....web.rich_text import html_of, is_text
from ...page import Page

_QUESTIONS = all_words(names for each in LANGUAGES for names in (each.question_names, each.question_labels)) | {"q"}
_ANSWERS = all_words(names for each in LANGUAGES for names in (each.answer_names, each.answer_labels)) | {"a"}
_TITLES = frozenset("title name heading header label summary".split())
_CONTENTS = frozenset("content text body description answer html details".split())
"""What question and answer are called where what holds them is called FAQ."""
_LANGUAGES = frozenset(each.tag for each in LANGUAGES) - {"id"}
_SAYS_NOTHING = _LANGUAGES | frozenset(
    "text html body content title field rich plain raw faq faqs item short long".split()
)
"""Words of a name beside the one for question or answer: `faqQuestion`, `answer_html`, `frage_de`."""
_WORD = pattern(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\d_A-Z]+|\d+")
_FAQ = frozenset("faq faqs".split())
_KINDS = ("__typename", "_type", "type", "component", "__component", "blockType")
_OF_PAGE = frozenset("seo meta metadata og openGraph head".split())
_FEW = 50  # names of an object (chosen) whose roles are remembered; data of a page by their ids have thousands
_HOLDERS = 4  # steps (chosen) from what is called FAQ to its questions
_TEXTS = ("title", "text", "value", "body", "content")
"""Where the text of an object that asks is, first the shortest."""
_CHOSEN = pattern("[A-Ea-e]")
"""What a quiz says of the right choice."""
_PARTING = ("", "-", "_")
_LISTS = ("edges", "nodes", "items", "results", "data")
"""What holds the members of a list that is sent in pages."""
_MEMBERS = ("node", "attributes")
_SIGNATURES = frozenset("author user owner nickname username displayname".split())
_CHOICE = frozenset("correct iscorrect is_correct right".split())
"""What an answer to tick has."""
_ACCEPTED = frozenset("accepted isaccepted is_accepted best isbest is_best isbestanswer".split())
_SCORES = frozenset("score votes votecount vote_count".split())
Path = tuple[str | int, ...]
_Which = tuple[str, str]
"""The number in a name, and the language of its text."""


class Entry(NamedTuple):
    """A question and an answer, and the ways to them."""

    path: Path
    """Of the object that holds both."""
    asked: Path
    told: Path
    question: str
    answer: str
    flags: tuple[str, ...] = ()

    @property
    def has_mark(self) -> bool:
        """Whether it ends with a question mark."""
        return ends_with_mark(self.question)

    @property
    def asks(self) -> bool:
        """Whether it has a question mark or opens like a question."""
        return self.has_mark or opens_as_question(self.question)


def entries(root: Any, page: Page) -> Iterator[Entry]:
    """Yield the questions and answers in data, in their order."""
    waiting: list[tuple[Path, Any, int]] = [((), root, 0)]
    """With how many more steps inwards what holds an object calls it FAQ."""
    seen: dict[int, Any] = {}
    """What is in several places, as data that names its parts by their places is, is read in the first."""
    while waiting:
        path, node, steps = waiting.pop()
        if id(node) in seen:
            continue
        seen[id(node)] = node
        used: Collection[str | int] = ()
        if isinstance(node, Mapping):
            names = _names(tuple(node)) if len(node) <= _FEW else _names_in(tuple(node))
            steps = _HOLDERS if _says_faq(node, names) else steps
            if steps or names.answers:
                pairs = list(_allowed(page, _pairs(path, node, names, steps > 0)))
                yield from pairs or _allowed(page, _replies(path, node, names))
                used = {way[len(path)] for each in pairs for way in (each.asked, each.told)}
        children = node.items() if isinstance(node, Mapping) else enumerate(node)
        inner = ((key, opened(child)) for key, child in children if key not in used)
        further = [((*path, key), each, _steps(key, steps)) for key, each in inner if isinstance(each, dict | list)]
        waiting += reversed(further)


def _steps(key: str | int, steps: int) -> int:
    """How many more steps a value is in what is called FAQ."""
    return _HOLDERS if isinstance(key, str) and _is_faq(key) else max(0, steps - 1)


def question_text(value: Any) -> str:
    """Return the text of a question, on one line."""
    return unlabelled_question(" ".join(text_of_html(html_of(value)).split()))


def answer_text(value: Any) -> str:
    """Return the text of an answer."""
    return unlabelled_answer(text_of_html(html_of(value)).strip())


def value_at(root: Any, pointer: str) -> Any:
    """Return what a JSON pointer leads to; it may lead into a string of JSON."""
    return _value_on([key_of(step) for step in pointer.split("/")[1:]], root)


def _value_on(path: Collection[str | int], root: Any) -> Any:
    value = root
    for step in path:
        value = opened(value)
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value


def _entry(path: Path, node: Any, asked: Path, told: Path, flags: tuple[str, ...] = ()) -> Entry:
    question, answer = question_text(_value_on(asked, node)), answer_text(_value_on(told, node))
    return Entry(path, path + asked, path + told, question, answer, flags)


def _allowed(page: Page, found: Iterator[Entry]) -> Iterator[Entry]:
    """Those that have a question and an answer, as long as the page may say so much."""
    for each in found:
        is_whole = each.question and each.answer and not _CHOSEN.fullmatch(each.answer)
        if is_whole and page.allowance.spend(len(each.answer)):
            yield each


# --- question and answer in one object -----------------------------------------------------------


class _Names(NamedTuple):
    """What an object calls its values: each with the number in its name."""

    questions: list[tuple[str, str]]
    answers: list[tuple[str, str]]
    """Also of lists of answers."""
    kinds: list[str]


def _names_in(keys: tuple[str, ...]) -> _Names:
    roles = {key: _role(key) for key in keys}
    questions = [(key, number) for key, (role, number) in roles.items() if role == "question"]
    answers = [(key, number) for key, (role, number) in roles.items() if role == "answer" or _are_answers(key)]
    return _Names(questions, answers, [kind for kind in _KINDS if kind in roles])


_names = lru_cache(maxsize=1024)(_names_in)  # the objects of a list have the same names


def _pairs(path: Path, node: Mapping[str, Any], names: _Names, is_in_faq: bool) -> Iterator[Entry]:
    """The questions and answers in an object; where it is called FAQ, title and content may be.

    There are several where names have the same numbers (`q1`, `a1`), or texts are given by their languages.
    """
    questions = _ways(node, names.questions, _way_to_question)
    answers = _ways(node, names.answers, _way_to_answer)
    if not (questions and answers) and is_in_faq and not (path and path[-1] in _OF_PAGE):
        questions = questions or _ways_of(_named(node, _TITLES), node, _asks_in_text)
        answers = answers or _ways_of(_named(node, _CONTENTS), node, is_text)
    return (_entry(path, node, way, answers[which]) for which, way in questions.items() if which in answers)


def _ways(
    node: Mapping[str, Any], names: list[tuple[str, str]], way_to: Callable[[str, Any], Path | None]
) -> dict[_Which, Path]:
    """The ways to what is called a question, or an answer, in an object: the first of each number and language."""
    found: dict[_Which, Path] = {}
    for key, number in names:
        if _is_by_language(node[key]):
            for language in node[key]:
                found.setdefault((number, language), (key, language))
        elif way := way_to(key, node[key]):
            found.setdefault((number, ""), way)
    return found


def _way_to_answer(key: str, value: Any) -> Path | None:
    return (key,) if _role(key)[0] == "answer" and is_text(value) else None


def _ways_of(names: Iterator[str], node: Mapping[str, Any], is_meant: Callable[[Any], bool]) -> dict[_Which, Path]:
    return next(({("", ""): (key,)} for key in names if is_meant(node[key])), {})


def _is_by_language(value: Any) -> bool:
    """Whether an object gives a text in languages: `{"en": "...", "de-CH": "..."}`."""
    return (
        isinstance(value, Mapping)
        and bool(value)
        and all(key[:2] in _LANGUAGES and key[2:3] in _PARTING for key in value)
    )


def _way_to_question(key: str, value: Any) -> Path | None:
    """The way to a text that may ask: it, or the title of an object."""
    if _asks_in_text(value):
        return (key,)
    title = next(_titles(value), None) if isinstance(value, Mapping) else None
    return (key, title) if title else None


def _asks_in_text(value: Any) -> bool:
    """Whether a value is a text that may ask: a string, or the document of a content system."""
    return isinstance(value, str) or (isinstance(value, list) and not _is_strings(value) and is_text(value))


def _is_strings(values: list[Any]) -> bool:
    return all(isinstance(each, str) for each in values)


def _titles(node: Mapping[str, Any]) -> Iterator[str]:
    return (key for key in _TEXTS if isinstance(node.get(key), str))


def _named(node: Mapping[str, Any], names: Collection[str]) -> Iterator[str]:
    return (key for key in node if key.lower() in names)


@lru_cache(maxsize=4096)
def _role(key: str) -> tuple[str, str]:
    """Whether a name is one for a question or an answer, and the number in it."""
    words = [word.lower() for word in _WORD.findall(key)]
    number = "".join(word for word in words if word.isdigit())
    telling = [word for word in words if word not in _SAYS_NOTHING and not word.isdigit()]
    if len(telling) != 1:
        return "", number
    return ("question" if telling[0] in _QUESTIONS else "answer" if telling[0] in _ANSWERS else ""), number


def _says_faq(node: Mapping[str, Any], names: _Names) -> bool:
    """Whether an object says that it is FAQ by its kind."""
    return any(_is_faq(value) for kind in names.kinds if isinstance(value := node[kind], str))


@lru_cache(maxsize=4096)
def _is_faq(name: str) -> bool:
    return any(word.lower() in _FAQ for word in _WORD.findall(name))


# --- a question and the answers that people gave to it -----------------------------------------------


def _replies(path: Path, node: Mapping[str, Any], names: _Names) -> Iterator[Entry]:
    """The question of an object with each of the answers beside it, if all of these are signed: a poll's are not."""
    key = next((key for key, _ in names.answers if isinstance(node[key], dict | list)), None)
    asked = _ways(node, names.questions, _way_to_question)
    question = next(iter(asked.values()), None) or _own_question(path, node)
    if key is None or question is None:
        return
    ways = [((key, *way), each) for way, each in _members(node[key])]
    if not ways or not all(_is_signed(each) for _, each in ways):
        return
    for way, each in ways:
        if content := next((name for name in each if _tells(name) and is_text(each[name])), None):
            yield _entry(path, node, question, (*way, content), tuple(_standing(each)))


def _are_answers(key: str) -> bool:
    return "answer" in (_role(key)[0], _role(key.removesuffix("s"))[0])


def _own_question(path: Path, node: Mapping[str, Any]) -> Path | None:
    """The way to the title of an object that is itself called a question."""
    holder = next((step for step in reversed(path) if isinstance(step, str)), "")
    kinds = (value for kind in _KINDS if isinstance(value := node.get(kind), str))
    if not any(_role(name.removesuffix("s"))[0] == "question" for name in (holder, *kinds)):
        return None
    return next(((title,) for title in _titles(node)), None)


def _members(value: Any) -> list[tuple[Path, Mapping[str, Any]]]:
    """The objects of a list, and the way to each; the list may be sent in pages."""
    way: Path = ()
    if isinstance(value, Mapping):
        name = next((name for name in _LISTS if isinstance(value.get(name), list)), None)
        way, value = ((name,), value[name]) if name else ((), [])
    members: list[tuple[Path, Mapping[str, Any]]] = []
    for number, each in enumerate(value):
        inner = next(
            (name for name in _MEMBERS if isinstance(each, Mapping) and isinstance(each.get(name), dict)), None
        )
        member = each[inner] if inner else each
        members.append(((*way, number, inner) if inner else (*way, number), member if isinstance(member, dict) else {}))
    return members


def _is_signed(answer: Mapping[str, Any]) -> bool:
    """Whether an answer says who gave it, and is none to tick."""
    if any(key.lower() in _CHOICE for key in answer):
        return False
    signatures = (
        value for key, value in answer.items() if not _SIGNATURES.isdisjoint(words := _words(key)) and "id" not in words
    )
    return any(value and isinstance(value, str | Mapping) for value in signatures)


@lru_cache(maxsize=4096)
def _words(key: str) -> frozenset[str]:
    return frozenset({key.lower(), *(word.lower() for word in _WORD.findall(key))})


def _tells(key: str) -> bool:
    return key.lower() in _CONTENTS or _role(key)[0] == "answer"


def _standing(answer: Mapping[str, Any]) -> Iterator[str]:
    """The flags that say what readers think of an answer."""
    if not any(value is True for key, value in answer.items() if key.lower() in _ACCEPTED):
        yield "suggested_answer"
    if any(type(value) is int and value < 0 for key, value in answer.items() if key.lower() in _SCORES):
        yield "downvoted"
