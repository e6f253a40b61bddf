"""What becomes of a pair that holds personal data: it is masked or rejected, or was only to be flagged."""

from __future__ import annotations

from collections.abc import Iterable

from ...schema import Pair, Reason, Rejected, Stage
from ...schema.nouns import PERSONAL_DATA_FLAGS
from ...schema.record import Record
from ...text.fingerprint import fingerprint
from ..edited import edit
from ..flags import find_flags
from . import emails
from .kinds import Treatment
from .masks import mask, mask_one

_BEGINS = "pii_"


def treat_all(pairs: Iterable[Pair], how: str) -> tuple[list[Pair], list[Rejected]]:
    """Return the pairs that may be released, masked where that is asked for, and those that are rejected."""
    treated = [treat(pair, how) for pair in pairs]
    kept = [each for each in treated if isinstance(each, Pair)]
    return kept, [each for each in treated if isinstance(each, Rejected)]


def treat(pair: Pair, how: str) -> Pair | Rejected:
    """Return a pair as it may be released, or rejected; what it held is not repeated."""
    if how == Treatment.FLAG or not holds_any(pair.record.flags):
        return pair
    words = mask(pair.record.question, pair.record.answer)
    masked = _masked(pair.record, *words) if how == Treatment.MASK else Reason.PERSONAL_DATA
    if isinstance(masked, Reason):
        return Rejected(masked, Stage.VALIDATE, "\n\n".join(words), pair.sighting.locator)
    return Pair(
        masked,
        pair.sighting._replace(id=masked.id),
        fingerprint(masked.question),
        pair.merge._replace(kept_id=masked.id),
    )


def holds_any(flags: str) -> bool:
    """Whether the flags of a record say that it holds personal data.

    >>> holds_any("pii_email truncated"), holds_any("truncated")
    (True, False)
    """
    return _BEGINS in flags and not {*flags.split()}.isdisjoint(PERSONAL_DATA_FLAGS)


def _masked(record: Record, question: str, answer: str) -> Record | Reason:
    """A record with masked words, and the id of these; the flags that its page raised stay."""
    new = edit(record, question=question, answer=answer)
    if isinstance(new, Reason):
        return new
    of_words = {*find_flags(record.question, record.answer, record.question + record.answer).split()}
    flags = ({*record.flags.split()} - of_words) | {*new.flags.split()}
    return new.model_copy(update={"flags": " ".join(sorted(flags))})


def treat_text(text: str, how: str) -> str:
    """Return a text as it may be released; one that is only flagged is left as it is."""
    return text if how == Treatment.FLAG else mask_one(text)


def names_somebody(url: str) -> bool:
    """Whether an address of the web holds one of e-mail.

    >>> names_somebody("https://tea.org/?from=ana%40kettle.org"), names_somebody("https://tea.org/@ana")
    (True, False)
    """
    return ("@" in url or "%40" in url) and any(emails.find(url))
