"""From a locator back to the text it names."""

from __future__ import annotations

from collections.abc import Sequence

Span = tuple[int, int]


def span_locator(question: Span, answer: Sequence[Span]) -> str:
    """Name a question and its answer by their characters in the decoded text.

    Ends are exclusive; stretches of one text are joined by `+`.

    >>> span_locator((0, 12), [(14, 40), (55, 90)])
    'chars=0-12,14-40+55-90'
    """
    start, end = question
    if len(answer) == 1:
        return f"chars={start}-{end},{answer[0][0]}-{answer[0][1]}"
    return f"chars={start}-{end},{'+'.join([f'{a}-{b}' for a, b in answer])}"


def text_at(text: str, spans: Sequence[Span]) -> str:
    """Return the raw text of some stretches, a paragraph break between them."""
    if len(spans) == 1:
        return text[spans[0][0] : spans[0][1]]
    return "\n\n".join([text[start:end] for start, end in spans])


def read_spans(locator: str) -> list[list[Span]]:
    """Return the stretches that a `chars=` locator names: question and answer, or one text.

    Raises ValueError where the locator is not of this form.
    """
    scheme, _, places = locator.partition("=")
    if scheme != "chars":
        raise ValueError(f"not a chars= locator: {locator!r}")
    return [[_span(piece) for piece in part.split("+")] for part in places.split(",")]


def raw_pair(text: str, locator: str) -> tuple[str, str]:
    """Return the raw question and answer that a record's locator names in a decoded text."""
    question, answer = read_spans(locator)
    return text_at(text, question), text_at(text, answer)


def _span(piece: str) -> Span:
    start, _, end = piece.partition("-")
    return int(start), int(end)
