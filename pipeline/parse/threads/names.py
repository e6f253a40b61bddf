"""Words by which pages tell who wrote a post and when, and what its blocks are: in names of classes and in texts."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ahocorasick_rs import MATCHKIND_LEFTMOST_FIRST, BytesAhoCorasick

from ...text.bylines import BY
from ...text.clean import ends_statement
from ...text.languages import LANGUAGES, all_phrases, all_words
from ...text.patterns import one_of, pattern
from ...text.stamps import AGES, holds_date, without_dates

LONGEST_SIGN = 60
"""Characters (chosen) of a name, a date or a label."""
_MOST_BESIDE_DATE = 40  # letters (chosen) beside a date: a name and what joins the two, but no sentence
_WORDS_OF_SENTENCE = 4  # (chosen)
_START = r"(?:^|[-_\s/])"
_END = r"(?:$|[-_\s/\d])"
_HUMP = pattern(r"(?<=[a-z])(?=[A-Z])")

_LETTERS = pattern(r"[^\W\d_]")
_DIGITS = pattern(r"\d+")
_AGE = pattern(
    rf"(?:{AGES})|(?:[\u524d\uc804]|\b(?:назад|тому|преди|temu|siden|sedan|sitten|önce|ezelőtt|trước|lalu|nazaj|tagasi"
    r"|ที่แล้ว|पहले))\W?\Z|\A\W?(?:před|pred|prije|acum|πριν|לפני|منذ|قبل)\b",
    re.IGNORECASE,
)
"""How old a post is: `5 лет назад`."""
_DATE_NAMES = pattern(
    rf"{_START}(?:date|time|datum|fecha|stamp|timestamp|posted|created|published|ago|when){_END}", re.IGNORECASE
)
_VOTE_NAMES = pattern(rf"{_START}(?:votes?|upvotes?|score|likes?|points|helpful|karma)", re.IGNORECASE)
_AUTHOR_NAMES = pattern(
    r"(?:author|user|poster|member|nick|login|sender|writer|nutzer|autor|auteur|usuario|autore|verfasser)"
    r"(?:[-_]*(?:name|link|text|title|id))*(?=$|\s)|(?:^|[-_\s]|[-_]u|user|author|nick|display|screen)name(?:[-_]*link)?(?=$|\s)",
    re.IGNORECASE,
)
_PROFILE = pattern(
    r"(?:^|/)(?:u|users?|user-?info|profil\w*|people|members?|authors?|nutzer|mitglied\w*|medlem\w*|usuarios?|utilisateurs?"
    r"|utenti?|autor|kayttaja|uzytkownik|@[^/]+)(?:/|$|\?)|(?:memberlist|profile|member|user)\.\w+\?|[?&](?:u|uid|user|userid)=",
    re.IGNORECASE,
)
_INITIAL = pattern(r"\b[^\W\d_]{1,2}\.\Z")
_BY = pattern(rf"\A\W*(?:(?i:{BY})\b)?:?\s*@?")

_WEEKDAYS = all_words(language.weekdays for language in LANGUAGES)
_QUESTIONS = all_words(language.question_names for language in LANGUAGES)
_ANSWERS = all_words(language.answer_names for language in LANGUAGES)
_ANSWER_LABELS = all_phrases(language.answer_labels for language in LANGUAGES)
_SHORTEST_NAME = 4  # letters (chosen): `svar` is in no other name
_QUESTION_NAMES = one_of(frozenset(each for each in _QUESTIONS if len(each) >= _SHORTEST_NAME))
_ANSWER_NAMES = one_of(frozenset(each for each in _ANSWERS if len(each) >= _SHORTEST_NAME))
_NAMES_QUESTION = pattern(rf"{_START}(?:{_QUESTION_NAMES}|ask{_END}|q{_END})", re.IGNORECASE)
_NAMES_ANSWER = pattern(rf"{_START}(?:{_ANSWER_NAMES})", re.IGNORECASE)
_NAMES_THREAD = pattern(
    rf"{_START}(?:{_QUESTION_NAMES}|{_ANSWER_NAMES}|threads?|topics?|forum\w*|discus\w+|diskus\w+|diskuz\w+|vlakn\w+|keskustelu\w*|conversations?|beitrag"
    rf"|beitraege|viewtopic|showthread|foro|foros|foorumi|sujets?|temas?|thema|themen|watek|watki|repl(?:y|ies)|communit\w+|qna|issues?|bugs?|boards?|prikbord|brett|tabl(?:o|ó)n)",
    re.IGNORECASE,
)
_NAMES_FORUM = pattern(
    rf"(?:^|/)(?:forums?|foren|foros?|foorumi|showthread|viewtopic|threads?|community|{_QUESTION_NAMES})(?:$|[/.?_-])",
    re.IGNORECASE,
)
_COMMENT = pattern(
    "comment|komment|коммент|коментар|koment|comentari|commenti|reacties|yorum|hozzászólás|σχόλι|תגוב|تعليق|टिप्पणी"
    "|bình luận|ความคิดเห็น|評論|评论|コメント|댓글|opmerking|pareri",
    re.IGNORECASE,
)
_OTHER = pattern(
    rf"{_START}(?:reviews?|ratings?|testimonials?|guest-?book|g(?:ä|ae)stebuch|livre-?d-?or|bewertung\w*|rese(?:n|ñ)as?"
    r"|recensi\w*|opini\w*|rezension\w*|avis|chat\w*|shout\w*|teasers?|news|events?|team|related|similar)",
    re.IGNORECASE,
)
_REPLY = pattern(
    r"repl(?:y|ies)|quote|antwort|zitat|zitier|répon|citer|respond|citar|rispond|cita\b|beantwoord|citeer|svar|citera"
    "|vastaa|lainaa|odpow|odpov|cytuj|citovat|ответ|цитир|відпов|yanıt|cevap|alıntı|回复|回覆|引用|返信|返答|답글|답변"
    "|인용|trả lời|trích|balas|kutip|απάντ|השב|תגובה|ציטוט|رد|اقتباس|jawab|răspun|válasz|отгов|odgovor",
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)
def _parted(names: str) -> str:
    """Class names with a hyphen between the words of each."""
    return _HUMP.sub("-", names)


def says_when(text: str, names: str) -> bool:
    """Whether a short text says on which day a post was written; `names` are the classes of what holds it.

    >>> says_when("vor 3 Tagen", ""), says_when("Otto schrieb am 3.4.2005:", ""), says_when("9:41", "")
    (True, True, False)
    """
    if holds_date(text):
        return len(_LETTERS.findall(without_dates(text))) <= _MOST_BESIDE_DATE and not _names_year(text)
    return _DIGITS.search(text) is not None and (
        _AGE.search(text) is not None or _DATE_NAMES.search(_parted(names)) is not None
    )


def _names_year(text: str) -> bool:
    """Whether a sentence has no other number than a year: `It is from 1910.`"""
    return ends_statement(text) and len(_DIGITS.findall(text)) == 1 and len(text.split()) >= _WORDS_OF_SENTENCE


def says_votes(text: str, names: str) -> bool:
    """Whether a text is the score of a post, by the classes of what holds it."""
    return text.lstrip("+-\u2212").isdigit() and _VOTE_NAMES.search(_parted(names)) is not None


@lru_cache(maxsize=1024)
def names_author(names: str) -> bool:
    """Whether class names say that somebody's name is inside."""
    return _AUTHOR_NAMES.search(_parted(names)) is not None


def is_profile(address: str) -> bool:
    """Whether a link goes to what a site says about somebody."""
    return _PROFILE.search(address) is not None


def author_in(text: str) -> str:
    """Return who signs with a text: without `by`, and without the day beside it."""
    if holds_date(text):
        said = " ".join(word for word in _DIGITS.sub("", without_dates(text)).split() if not _is_weekday(word))
        said = said.removesuffix(" .")
    else:
        said = "" if _DIGITS.search(text) and _AGE.search(text) else text
    return " ".join(_BY.sub("", said, count=1).partition("\u00bb")[0].strip(" ,:|\u00b7-\u2013").split())


def _is_weekday(word: str) -> bool:
    return word.lower().strip(".,") in _WEEKDAYS


def is_name(text: str) -> bool:
    """Whether a text may be somebody's name."""
    is_sentence = text.endswith(("?", "!", ":")) or (text.endswith(".") and _INITIAL.search(text) is None)
    return len(text) <= LONGEST_SIGN and _LETTERS.search(text) is not None and not is_sentence


def without_digits(text: str) -> str:
    """Return a text without its numbers: `3 people like this` is the same below each post."""
    return _DIGITS.sub("", text)


@lru_cache(maxsize=1024)
def names_question(names: str) -> bool:
    """Whether names of classes call something a question."""
    return _NAMES_QUESTION.search(_parted(names)) is not None


@lru_cache(maxsize=1024)
def names_answer(names: str) -> bool:
    """Whether names of classes call something an answer."""
    return _NAMES_ANSWER.search(_parted(names)) is not None


@lru_cache(maxsize=1024)
def names_thread(names: str) -> bool:
    """Whether names of classes, or an address, say that people talk with each other."""
    return _NAMES_THREAD.search(_parted(names)) is not None


def is_address_in_forum(path: str) -> bool:
    """Whether an address is plainly of a forum, or of questions: papers have topics, too."""
    return _NAMES_FORUM.search(path) is not None


@lru_cache(maxsize=1024)
def names_other(names: str) -> bool:
    """Whether names of classes say that signed texts are none of a talk: reviews, a guestbook, a chat, news."""
    return _OTHER.search(_parted(names)) is not None


@lru_cache(maxsize=1024)
def says_comment(text: str) -> bool:
    """Whether a name or a label speaks of comments."""
    return _COMMENT.search(text) is not None


@lru_cache(maxsize=1024)
def says_answer(text: str) -> bool:
    """Whether a label speaks of answers.

    >>> says_answer("2 Antworten"), says_answer("Остальные ответы"), says_answer("2 Beiträge")
    (True, True, False)
    """
    line = f" {' '.join(text.lower().split())}"
    return bool(_answer_finder().find_matches_as_indexes(line.encode("utf-8", "surrogatepass")))


@cache
def _answer_finder() -> BytesAhoCorasick:
    """Finds labels of answers anywhere, and what starts with a name of them."""
    sought = {label for label in _ANSWER_LABELS if len(label) > 1} | {f" {name}" for name in _ANSWERS}
    return BytesAhoCorasick([*map(str.encode, sorted(sought))], matchkind=MATCHKIND_LEFTMOST_FIRST)


def says_reply(text: str) -> bool:
    """Whether a text is the button with which one answers or quotes a post."""
    return len(text) <= LONGEST_SIGN and _REPLY.search(text) is not None
