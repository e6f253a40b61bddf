from collections.abc import Iterable, Sequence

from ....schema import Candidate
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
def candidates(
    text: str,
    sections: Sequence[OrdinaryBlock | list[Line]],
    attributions: list[Attribution],
    first: int,
    like: Candidate,
    /,
) -> list[Candidate | None]: ...
def openings(words: Iterable[str], /) -> bytes: ...
