"""Pairs of our own words, and the disguises in which somebody may bring one back."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

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
