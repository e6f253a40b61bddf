"""What becomes of a record whose answer was cut, once the page that it cites shows the rest."""

from __future__ import annotations

from ..schema import Reason
from ..schema.nouns import COMPLETED
from ..schema.record import Record
from .edited import edit
from .flags import find_flags


def complete(record: Record, passage: str) -> Record | Reason:
    """Return a record with a full passage for its answer, and the id of these words, or why it can be no record so.

    What is worked out from the words is worked out again; other flags stay.
    """
    new = edit(record, answer=passage)
    if isinstance(new, Reason):
        return new
    before, after = ({*_flags_of(each), *also} for each, also in ((record, {"truncated"}), (new, ())))
    flags = {*record.flags.split()} - (before - after) | (after - before) | {COMPLETED}
    return new.model_copy(update={"flags": " ".join(sorted(flags))})


def _flags_of(record: Record) -> list[str]:
    """The flags that the words of a record raise."""
    return find_flags(record.question, record.answer, record.question + record.answer).split()
