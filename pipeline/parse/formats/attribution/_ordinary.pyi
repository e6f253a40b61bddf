from collections.abc import Iterable

from ....schema import Candidate
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
def candidate(
    text: str, block: OrdinaryBlock, attribution: Attribution, first: int, like: Candidate, /
) -> Candidate: ...
def openings(words: Iterable[str], /) -> bytes: ...
