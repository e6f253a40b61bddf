"""What decisions come to on what a run found: which record each pair ends in, and what every decision did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from ..schema import Reason
from ..schema.nouns import Action
from ..schema.record import Record
from ..schema.rows import ReviewRow, Row
from ..text.table import Mistake
from ..validate.edited import edit
from .decision import PREFERRED, Decision
from .errors import BadReviews
from .found import Found

APPLIED, NO_CHANGE, MERGED, REJECTED, NOT_FOUND = "applied", "no_change", "merged", "rejected", "not_found"
TAKEN_DOWN = "taken_down"
"""What a decision did; see ReviewRow."""
_OF_NO_PAIR = (TAKEN_DOWN, NOT_FOUND)
_EDITED = ("question", "answer", "source", "source_url")
_SAID_IF_ANY = Decision._fields[2:-2]


class Ending(NamedTuple):
    """A record as the decisions leave it."""

    record: Row
    """Without what is counted from its sightings."""
    bases: Sequence[str]
    """The ids of the records that it was made of, as the run found them; the one whose words it has comes first."""
    is_edited: bool
    is_rejected: bool


class Resolved(NamedTuple):
    """What decisions come to."""

    endings: list[Ending]
    """Of the records that any decision changes."""
    reviews: list[ReviewRow]
    """What each decision did, in the order of the decisions."""


def named_ids(decisions: Iterable[Decision]) -> set[str]:
    """Return the ids that decisions name."""
    return {id for decision in decisions for id in (decision.id, decision.other) if id}


class Resolver:
    """Works out what some decisions come to; nothing depends on their order.

    Raises BadReviews where they contradict each other on what was found.
    """

    def __init__(
        self, decisions: Sequence[Decision], found: Found, is_taken_down: Callable[[str, str], bool] | None = None
    ) -> None:
        """`is_taken_down` says whether a question with its answer was taken down, or a text (as the answer to `""`)."""
        self._decisions = decisions
        self._is_taken_down = is_taken_down
        self._found = found
        self._of: defaultdict[str, list[Decision]] = defaultdict(list)
        for decision in decisions:
            self._of[decision.action].append(decision)
        self._edits: defaultdict[str, list[Decision]] = defaultdict(list)
        for decision in self._of[Action.EDIT]:
            self._edits[decision.id].append(decision)
        self._did: dict[Decision, str] = {}
        self._edited: dict[str, Row] = {}
        """Each record that was found, after all edits, by the id that it was found with."""
        self._now: dict[str, str] = {}
        """The id after all edits, by each id on the way."""
        self._into: dict[str, str] = {}
        """What people merge into what, by the ids after all edits."""
        for id in sorted(found.records):
            self._edited[id] = self._edit(found.records[id])
        self._now |= {id: str(row["id"]) for id, row in self._edited.items()}
        for id in [*self._now.values()]:
            self._now.setdefault(id, id)

    def wanted(self) -> set[str]:
        """Return the ids that must be looked for to resolve the decisions, those among them that were."""
        others = [decision.other for decision in self._of[Action.MERGE]]
        kept = {self._found.kept[other] for other in others if other in self._found.kept}
        return {*named_ids(self._decisions), *self._now.values(), *kept}

    def resolve(self) -> Resolved:
        """Return what the decisions come to."""
        for decision in self._of[Action.MERGE]:
            self._merge(decision)
        bases: defaultdict[str, list[str]] = defaultdict(list)
        for base in self._edited:
            bases[self._root(self._now[base])].append(base)
        rejected = {self._reject(decision) for decision in self._of[Action.REJECT]}
        flags = self._flags(rejected)
        for decision in self._of[Action.KEEP_APART]:
            self._did[decision] = self._keep_apart(decision)
        endings = [self._ending(id, bases[id], flags.get(id), id in rejected) for id in sorted(bases)]
        reviews = [self._review(decision, rejected) for decision in self._decisions]
        return Resolved([ending for ending in endings if self._is_changed(ending)], reviews)

    # --- edits ------------------------------------------------------------------------------------------------------

    def _edit(self, row: Row) -> Row:
        """A record after the edits of its id, of the id that it has then, and so on."""
        done: list[str] = []
        while row["id"] in self._edits and row["id"] not in done:
            done.append(row["id"])
            row = self._edit_once(row, self._edits[row["id"]])
        self._now |= dict.fromkeys(done, str(row["id"]))
        return row

    def _edit_once(self, row: Row, edits: Sequence[Decision]) -> Row:
        new = edit(Record(**row), **{decision.field: decision.value for decision in edits})
        if isinstance(new, Reason):
            raise _contradiction(edits[-1], f"the edited pair is no record: {new} (`qamill help reasons`)")
        if self._is_taken_down and self._is_taken_down(new.question, new.answer):
            self._did |= dict.fromkeys(edits, TAKEN_DOWN)
            return row
        for decision in edits:
            is_other = getattr(new, decision.field) != row[decision.field] or new.source_url != row["source_url"]
            self._did[decision] = APPLIED if is_other or self._did.get(decision) == APPLIED else NO_CHANGE
        return dict(new)

    # --- merges -----------------------------------------------------------------------------------------------------

    def _merge(self, decision: Decision) -> None:
        one, other = self._now.get(decision.id), self._now.get(decision.other)
        if other is None:
            other = self._now.get(self._found.kept.get(decision.other, ""))
        if one is None or other is None:
            self._did[decision] = self._unmet(decision.id) if one is None else NOT_FOUND
        elif one == other:
            self._did[decision] = NO_CHANGE
        elif self._into.setdefault(one, other) != other:
            raise _contradiction(decision, f"{one} is merged into {self._into[one]} by another line")
        else:
            self._root(one, decision)
            self._did[decision] = APPLIED

    def _root(self, id: str, decision: Decision | None = None) -> str:
        """The record that a record ends in."""
        way = [id]
        while (at := self._into.get(way[-1])) is not None:
            if decision and at in way:
                raise _contradiction(decision, f"merges come back to {at}")
            way.append(at)
        return way[-1]

    # --- rejections, flags, preferences -----------------------------------------------------------------------------

    def _reject(self, decision: Decision) -> str:
        """The id of the record that is rejected; empty where there is none."""
        id = self._now.get(decision.id)
        if id is None:
            self._did[decision] = self._unmet(decision.id)
            return ""
        if self._root(id) != id:
            raise _contradiction(decision, f"{id} is rejected here, and merged into {self._root(id)} by another line")
        self._did[decision] = APPLIED
        return id

    def _flags(self, rejected: set[str]) -> dict[str, str]:
        """The flags of the records of which people set some or took some away."""
        said: defaultdict[str, dict[str, Decision]] = defaultdict(dict)
        chosen: dict[str, str] = {}
        rows = {row["id"]: row for row in self._edited.values()}
        rows |= {id: row for id, row in self._edited.items() if row["id"] == id}
        for decision in (*self._of[Action.FLAG], *self._of[Action.UNFLAG], *self._of[Action.PREFER]):
            id = self._met(decision, rejected)
            if id is None:
                continue
            word = decision.value or PREFERRED
            other = said[id].setdefault(word, decision)
            if other.action != decision.action:
                raise _contradiction(decision, f"the flag {word} of {id} is set in one line and taken away in another")
            question = rows[id]["question_id"]
            if decision.action == Action.PREFER and chosen.setdefault(question, id) != id:
                raise _contradiction(decision, f"{chosen[question]}, an answer to the same question, is preferred, too")
            is_there = word in rows[id]["flags"].split()
            self._did[decision] = NO_CHANGE if is_there == (decision.action != Action.UNFLAG) else APPLIED
        return {id: _with_flags(rows[id]["flags"], words) for id, words in said.items()}

    def _keep_apart(self, decision: Decision) -> str:
        """What keeping two pairs apart did, which is for dedup to do: here it is only told whether both are there."""
        ends = {self._end(decision.id), self._end(decision.other)}
        if None in ends:
            return NOT_FOUND
        if len(ends) == 1:
            raise _contradiction(
                decision, f"{decision.id} and {decision.other} are kept apart here, and both become {ends.pop()}"
            )
        return APPLIED

    def _end(self, id: str) -> str | None:
        """The record that a pair ends in; None if it is not there."""
        kept = self._found.kept.get(id, "")
        now = self._now.get(id) or self._now.get(kept) or kept
        return self._root(now) if now else None

    def _met(self, decision: Decision, rejected: set[str]) -> str | None:
        """The record that a decision is about; None where it is none of its own, which is what the decision did."""
        id = self._now.get(decision.id)
        if id is None or self._root(id) != id or id in rejected:
            self._did[decision] = self._unmet(decision.id) if id is None else MERGED
            return None
        return id

    def _unmet(self, id: str) -> str:
        return MERGED if id in self._found.kept else NOT_FOUND

    # --- what comes of it -------------------------------------------------------------------------------------------

    def _ending(self, id: str, bases: Sequence[str], flags: str | None, is_rejected: bool) -> Ending:
        first = min((base for base in bases if self._now[base] == id), key=lambda base: (base != id, base))
        row = self._edited[first]
        is_edited = any(row[name] != self._found.records[first][name] for name in _EDITED)
        record = {
            **row,
            "flags": row["flags"] if flags is None else flags,
            "edited_from": first if is_edited else None,
        }
        return Ending(record, [first, *sorted({*bases} - {first})], is_edited, is_rejected)

    def _is_changed(self, ending: Ending) -> bool:
        is_alone = len(ending.bases) == 1 and not ending.is_rejected
        return not is_alone or ending.record != self._found.records[ending.bases[0]]

    def _review(self, decision: Decision, rejected: set[str]) -> ReviewRow:
        id = self._now.get(decision.id)
        end = self._found.kept.get(decision.id) if id is None else self._root(id)
        effect = self._did.get(decision, NOT_FOUND)
        if end in rejected:
            end, effect = None, effect if decision.action == Action.REJECT else REJECTED
        said = {name: getattr(decision, name) or None for name in _SAID_IF_ANY}
        if self._is_taken_down:
            said |= {name: None for name, text in said.items() if text and self._is_taken_down("", text)}
            said |= {"value": None} if effect in _OF_NO_PAIR else {}  # it may repeat what was taken down
        return ReviewRow(action=decision.action, id=decision.id, effect=effect, became=end, **said)


def _with_flags(flags: str, said: Mapping[str, Decision]) -> str:
    taken = {word for word, decision in said.items() if decision.action == Action.UNFLAG}
    return " ".join(sorted(({*flags.split()} | said.keys()) - taken))


def _contradiction(decision: Decision, why: str) -> BadReviews:
    return BadReviews(decision.path, [Mistake(decision.line, why)])
