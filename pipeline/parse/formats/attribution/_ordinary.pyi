from collections.abc import Iterable, Sequence

from ....schema import Boilerplate, Candidate
from .lines import Line
from .links import Attribution
from .ordinary import OrdinaryBlock

def attributions(text: str, kind: type[Attribution], /) -> list[Attribution | int]: ...
def blocks(
    text: str,
    start: int,
    attributions: list[Attribution],
    kind: type[OrdinaryBlock],
    longest: int,
    openings: bytes,
    /,
) -> list[OrdinaryBlock | None]: ...
def openings(words: Iterable[str], /) -> bytes: ...
def pairs(
    text: str,
    sections: Sequence[OrdinaryBlock | list[Line]],
    attributions: list[Attribution],
    first: int,
    like: Candidate,
    piece: Boilerplate,
    /,
) -> list[tuple[Candidate, Boilerplate] | None]: ...
