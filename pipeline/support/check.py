"""Whether a page says an answer: sentence by sentence, word for word, with the place of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from ..schema.rows import SUPPORT_STATES
from ..text.fingerprint import UNSPACED_LETTER, fingerprint
from ..text.patterns import pattern
from .words import Words

FOUND, CHANGED, ABSENT, UNCHECKED = SUPPORT_STATES
_ELLIPSIS = pattern(r"\.{3,}|\u2026|\. \. \.")
_PARAGRAPH_END = pattern(r"\n\s*\n|\Z")
_LEAST_WORDS = 3  # (chosen) that a sentence must have to be looked for alone: `No.` stands on every page
_ALIKE = 0.6  # of the letters of a sentence (chosen): as much is alike where a sentence was reworded
_STRETCH = 1.5  # times its length (chosen): the stretch of the page in which they must stand
_PART = 0.5  # of the letters of an answer (chosen): it is in sentences that are there in some way
_STEPS = 20_000  # (chosen) that the search for one reworded sentence may take


class Sentence(NamedTuple):
    """A sentence of an answer, or several short ones, by its words."""

    first: int
    stop: int
    follows_cut: bool
    """Whether an ellipsis stands before it, so that it may begin anywhere in a sentence of the page."""
    is_cut: bool


class Place(NamedTuple):
    """A stretch of the page by its words."""

    first: int
    stop: int


class Told(NamedTuple):
    """What the page says of one sentence of an answer."""

    state: str
    text: str
    """The sentence, as the answer has it."""
    similarity: float
    """The share of its letters whose words stand there."""
    span: tuple[int, int] | None = None
    """The stretch of the page's text, in characters; None where there is none."""


class Support(NamedTuple):
    """What a page says of an answer."""

    state: str
    sentences: list[Told]
    full_answer: tuple[int, int] | None = None
    """Of an answer that was cut and that the page has word for word: the passage, to the end of its paragraph."""


def check(question: str, answer: str, page: Words, level: Callable[[str], str] = str) -> Support:
    """Return whether a page says an answer, and where.

    It is `found` where each sentence is there word for word, as the fingerprints of texts see it, from the beginning
    to the end of a sentence, an item or a paragraph. It is `changed` where at least half of its letters are in
    sentences that are there in some way. `level` returns a text of the same length, as the page's is compared.
    """
    said = Words(level(answer), answer)
    sentences = sentences_of(said)
    if not len(said) or not len(page):
        return Support(UNCHECKED, [Told(UNCHECKED, answer, 0.0)])
    if _size(said.words) < _LEAST_WORDS:
        return _short(level(question), said, page)
    places = _places(said, sentences, page)
    told = [_told(said, sentence, place, page) for sentence, place in zip(sentences, places, strict=True)]
    return Support(_state(told, said, sentences), told, _full(sentences, places, page))


def absent(answer: str) -> Support:
    """Return what a page says of an answer that is not there any more."""
    said = Words(answer)
    spans = (_span(said, Place(sentence.first, sentence.stop)) for sentence in sentences_of(said))
    return Support(ABSENT, [Told(ABSENT, answer[slice(*span)], 0.0) for span in spans] or [Told(ABSENT, answer, 0.0)])


def sentences_of(said: Words) -> list[Sentence]:
    """Return the sentences of an answer; one that is too short to be looked for alone is part of its neighbour."""
    found: list[Sentence] = []
    begin, begins_after_cut = 0, _ELLIPSIS.search(said.gap_before(0)) is not None
    for at in range(1, len(said) + 1):
        is_cut = _ELLIPSIS.search(said.gap_before(at)) is not None
        is_last = at == len(said)
        is_long = _size(said.words[begin:at]) >= _LEAST_WORDS
        if is_last and not is_long and found:
            found[-1] = found[-1]._replace(stop=at, is_cut=is_cut)
        elif is_last or (is_long and (is_cut or said.begins(at))):
            found.append(Sentence(begin, at, begins_after_cut, is_cut))
            begin, begins_after_cut = at, is_cut
    return found


def _size(words: Iterable[str]) -> float:
    """How many words these are; letters of scripts without blanks are half a word each."""
    return sum(0.5 if UNSPACED_LETTER.fullmatch(word) else 1 for word in words)


def _short(question: str, said: Words, page: Words) -> Support:
    """An answer of a word or two counts where it follows its question; elsewhere the word may be about anything."""
    asked = Words(question)
    whole = Sentence(0, len(said), False, False)
    text = said.shown.strip()
    for place in _exact(said, whole, page):
        before = page.words[max(0, place.first - len(asked)) : place.first]
        if before == asked.words:
            return Support(FOUND, [Told(FOUND, text, 1.0, _span(page, place))])
    is_there = next(page.places_of(said.words), None) is not None
    state = UNCHECKED if is_there else ABSENT
    return Support(state, [Told(state, text, 0.0)])


def _places(said: Words, sentences: Sequence[Sentence], page: Words) -> list[Place | None]:
    """Where each sentence stands word for word: of several places where the sentence before it ends, or the next."""
    places: list[Place | None] = []
    after = 0
    for sentence in sentences:
        found = [*_exact(said, sentence, page)]
        best = min(found, key=lambda place: (place.first < after, place.first), default=None)
        places.append(best)
        after = best.stop if best else after
    return places


def _exact(said: Words, sentence: Sentence, page: Words) -> Iterator[Place]:
    """The places at which a page has a sentence word for word."""
    found = [*_at(said, sentence, page)]
    if not found and sentence.is_cut and _size(said.words[sentence.first : sentence.stop]) > _LEAST_WORDS:
        *_, last = said.words[sentence.first : sentence.stop]
        shorter = sentence._replace(stop=sentence.stop - 1)
        found = [
            place
            for place in _at(said, shorter, page)
            if "".join(page.words[place.stop : place.stop + 1]).startswith(last)
        ]
    yield from found


def _at(said: Words, sentence: Sentence, page: Words) -> Iterator[Place]:
    for first in page.places_of(said.words[sentence.first : sentence.stop]):
        place = Place(first, first + sentence.stop - sentence.first)
        if _says(said, sentence, page, place):
            yield place


def _says(said: Words, sentence: Sentence, page: Words, place: Place) -> bool:
    """Whether a stretch of a page is a sentence: whole, with the same numbers, and the same in every sign."""
    if not (sentence.follows_cut or page.begins(place.first)):
        return False
    if not sentence.is_cut and not page.begins(place.stop):
        return False
    if not sentence.is_cut and said.asks(sentence.stop) != page.asks(place.stop):
        return False
    if not all(
        _same_number(said, sentence.first + at, page, place.first + at) for at in range(place.stop - place.first)
    ):
        return False
    return fingerprint(_plain(said, sentence.first, sentence.stop)) == fingerprint(_plain(page, *place))


def _same_number(said: Words, mine: int, page: Words, its: int) -> bool:
    """Whether an item has the number that it has on the page, or is in a series of which one side shows no numbers."""
    (number, in_series), (its_number, its_in_series) = said.number_before(mine), page.number_before(its)
    if number and its_number:
        return number == its_number
    return in_series if number else its_in_series or not its_number


def _plain(words: Words, first: int, stop: int) -> str:
    return words.plain[words.starts[first] : words.ends[stop - 1]]


def _span(words: Words, place: Place) -> tuple[int, int]:
    return words.starts[place.first], words.ends[place.stop - 1]


def _told(said: Words, sentence: Sentence, place: Place | None, page: Words) -> Told:
    start, end = _span(said, Place(sentence.first, sentence.stop))
    text = said.shown[start:end]
    if place:
        return Told(FOUND, text, 1.0, _span(page, place))
    near, share = closest(said.words[sentence.first : sentence.stop], page)
    return Told(CHANGED, text, share, _span(page, near)) if near else Told(ABSENT, text, share)


def _state(told: Sequence[Told], said: Words, sentences: Sequence[Sentence]) -> str:
    if all(each.state == FOUND for each in told):
        return FOUND
    sizes = [sum(map(len, said.words[sentence.first : sentence.stop])) for sentence in sentences]
    there = sum(size for size, each in zip(sizes, told, strict=True) if each.state != ABSENT)
    return CHANGED if there >= _PART * sum(sizes) else ABSENT


def closest(words: Sequence[str], page: Words) -> tuple[Place | None, float]:
    """Return the stretch of a page that has most of some words, and what share of their letters; None for too few."""
    needed = Counter(words)
    total = sum(map(len, words))
    width = max(len(words), round(_STRETCH * len(words)))
    anchors = _anchors(needed, total, page)[: max(1, _STEPS // width)]
    best, most = None, 0
    for anchor in anchors:
        place, letters = _best_around(anchor, width, needed, page)
        if letters > most:
            best, most = place, letters
    share = most / total if total else 0.0
    return (best, share) if share >= _ALIKE else (None, share)


def _anchors(needed: Counter[str], total: int, page: Words) -> list[int]:
    """Places of the rarest words: without any of these, a stretch cannot have enough of the others."""
    rarest = sorted(needed, key=lambda word: (len(page.positions.get(word, ())), word))
    left, found = total, set[int]()
    for word in rarest:
        if left < _ALIKE * total:
            break
        found.update(page.positions.get(word, ()))
        left -= len(word) * needed[word]
    return sorted(found)


def _best_around(anchor: int, width: int, needed: Counter[str], page: Words) -> tuple[Place, int]:
    """The stretch of a width around a place that has most letters of the words that are needed."""
    first, stop = max(0, anchor - width + 1), min(len(page), anchor + width)
    here: Counter[str] = Counter()
    letters = most = 0
    best = Place(anchor, anchor + 1)
    for at in range(first, stop):
        if at >= first + width:
            out = page.words[at - width]
            here[out] -= 1
            letters -= len(out) if here[out] < needed[out] else 0
        word = page.words[at]
        here[word] += 1
        letters += len(word) if here[word] <= needed[word] else 0
        if letters > most:
            best, most = Place(max(first, at - width + 1), at + 1), letters
    inside = [at for at in range(*best) if page.words[at] in needed]
    return Place(inside[0], inside[-1] + 1) if inside else best, most


def _full(sentences: Sequence[Sentence], places: Sequence[Place | None], page: Words) -> tuple[int, int] | None:
    """The passage that a cut answer was taken from, to the end of its paragraph; between cuts the page may go on."""
    if not sentences[-1].is_cut or not all(places):
        return None
    found = [place for place in places if place]
    for sentence, place, following in zip(sentences, found, found[1:], strict=False):
        is_next = following.first >= place.stop if sentence.is_cut else following.first == place.stop
        if not is_next:
            return None
    start, end = page.starts[found[0].first], page.ends[found[-1].stop - 1]
    paragraph = _PARAGRAPH_END.search(page.text, end)
    return start, len(page.text[: paragraph.start() if paragraph else len(page.text)].rstrip())
