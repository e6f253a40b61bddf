"""Pairs of our own words, and the disguises in which somebody may bring one back."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

from conftest import Pair

_THINGS = (
    "kettle bicycle lantern harbour orchard ladder compass furnace violin glacier saddle beacon cellar anchor loom"
    " pasture chimney satchel quarry turbine meadow plough cistern trellis bellows gutter rudder shutter hinge awning"
).split()
_DOING = (
    "polish repair paint measure carry store clean lift sharpen inspect dry seal oil balance cover heat cool weigh"
    " fasten loosen bend mark count sort label wrap rinse brush tune"
).split()
_HOW = (
    "slowly twice daily carefully overnight outdoors indoors yearly gently firmly partly evenly seldom loosely"
    " quickly weekly quietly early late monthly upright sideways halfway together separately"
).split()
_WITH = (
    "wax sand linen vinegar chalk copper resin cork pepper wool clay ash salt lemon barley charcoal felt paper rope"
    " leather soap steam water honey flour starch ink"
).split()
_ALIKE = str.maketrans("aeopcxyiAEOPCTXBHKM", "\u0430\u0435\u043e\u0440\u0441\u0445\u0443\u0456АЕОРСТХВНКМ")


def pairs(count: int, seed: int = 1) -> list[Pair]:
    """Return pairs, each about something else, the same ones each time."""
    draw = random.Random(seed)
    return [_pair(draw, number) for number in range(count)]


def _pair(draw: random.Random, number: int) -> Pair:
    def sentence() -> str:
        first, second = draw.choices(_DOING, k=2)
        thing, other = draw.choices(_THINGS, k=2)
        return (
            f"{draw.choice(_HOW).capitalize()} {first} the {thing} with {draw.choice(_WITH)} and {draw.choice(_WITH)},"
            f" then {second} its {other} {draw.choice(_HOW)}."
        )

    question = f"How do you {draw.choice(_DOING)} a {draw.choice(_THINGS)} number {number} with {draw.choice(_WITH)}?"
    return Pair(question, " ".join(sentence() for _ in range(draw.randint(2, 4))), f"site{number % 50}.example.org")


def disguises(pair: Pair) -> Iterator[tuple[str, Pair]]:
    """Yield a pair in nine disguises, by their names."""
    question, answer = pair.question, pair.answer
    sentences = re.split(r"(?<=[.!?])\s+", answer)
    yield "case", Pair(question.upper(), answer.swapcase(), pair.host)
    yield "punctuation", Pair(question.replace("?", " ?!"), re.sub(r"[.,]", " -", answer) + "!", pair.host)
    yield "no-break spaces", Pair(question.replace(" ", "\u00a0"), answer.replace(" ", "\u00a0"), pair.host)
    yield "look-alike letters", Pair(question.translate(_ALIKE), answer.translate(_ALIKE), pair.host)
    yield "reordered sentences", Pair(question, " ".join(reversed(sentences)), pair.host)
    yield "prefix", Pair(question, f"Here is what an expert has to say about this. {answer}", pair.host)
    yield "truncation", Pair(question, f"{answer[: len(answer) * 2 // 5]}...", pair.host)
    yield "other host", pair._replace(host="elsewhere.example.net")
    yield "other page", pair


_LEET = str.maketrans("aeiostAEIOST", "431057431057")
_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def more_disguises(pair: Pair) -> Iterator[tuple[str, Pair]]:
    """Yield a pair in more disguises: of its letters, of what parts its words, of its sentences."""
    question, answer = pair.question, pair.answer
    sentences = re.split(r"(?<=[.!?])\s+", answer)
    letters: dict[str, Callable[[str], str]] = {
        "soft hyphens": lambda text: re.sub(r"(\w{3})(?=\w{2})", "\\1\u00ad", text),
        "zero-width spaces": "\u200b".join,
        "combining marks": lambda text: re.sub("([a-z])", "\\1\u0323", text),
        "accents": lambda text: text.translate(str.maketrans("aeiou", "áéíóú")),
        "full width": lambda text: text.translate(_FULL_WIDTH),
        "digits for letters": lambda text: text.translate(_LEET),
        "capital I for l": lambda text: text.replace("l", "I"),
        "small capitals": lambda text: text.translate(str.maketrans("abcdeghn", "ᴀʙᴄᴅᴇɢʜɴ")),
        "words split by hyphens": lambda text: re.sub(r"(\w{3})(?=\w{3})", "\\1-", text),
        "words joined by hyphens": lambda text: re.sub(r"(\w+) (\w+)", r"\1-\2", text),
        "letters apart": " ".join,
        "blanks left out": lambda text: re.sub(r"(\w+ \w+ \w+) ", r"\1", text),
        "blanks that are none": lambda text: text.replace(" ", "\u2800"),
        "other digits": lambda text: text.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
        "entities": lambda text: "".join(f"&#{ord(letter)};" for letter in text),
        "tags": lambda text: f"<b>{text.replace(' ', '</b> <b>')}</b>",
        "quotes": lambda text: f"«{text.replace(',', '»,«')}»",
    }
    for name, disguise in letters.items():
        yield name, Pair(disguise(question), disguise(answer), pair.host)
    yield "a sentence within", pair._replace(answer=" ".join([sentences[0], "Experts agree on this.", *sentences[1:]]))
    yield "every second sentence", pair._replace(answer=" ".join(sentences[::2]))
    yield "a list", pair._replace(answer="\n".join(f"- {sentence}" for sentence in sentences))
    yield "a numbered list", pair._replace(answer="\n".join(f"{n}. {each}" for n, each in enumerate(sentences, 1)))
    yield "a longer question", pair._replace(question=f"Hello, may I ask you something: {question}")
    yield "another question", pair._replace(question="What should everybody know?")
