"""`qamill review`: decisions of people are written, listed, and compared with the newest release."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..arguments import did_you_mean
from ..schema.nouns import Action
from ..text.counted import count_of
from .arguments import DATE, OUT, RAW, OneOf
from .completion import complete_id
from .group import JSON, main
from .output import is_terminal, print_json, print_line, say
from .times import written_day

if TYPE_CHECKING:
    from datetime import datetime

    from ..audit.met import Checked
    from ..audit.to_review import Candidate
    from ..review.decision import Decision

_OF_FLAGS = (Action.FLAG, Action.UNFLAG)
_OF_TWO = (Action.MERGE, Action.KEEP_APART)
_IN_VAIN = {"rejected": "about rejected records", "taken_down": "about what was taken down"}
"""The effects of decisions that meet a record and do nothing, as they are counted."""
_HEAD = ("line", "action", "id", "other", "field", "value", "reason", "by", "date", "effect", "became")


@main.group(cls=type(main))
def review() -> None:
    """Decide about pairs: write, list and check the lines of reviews.csv.

    \b
    Example: qamill review add reject 19b8b7e92d4fa4d9 --reason "out of date" --by Ada
    """


@review.command()
@click.argument("action", type=OneOf([action.value for action in Action]))
@click.argument("id", shell_complete=complete_id)
@click.argument("other", required=False, default="", shell_complete=complete_id)
@click.option("--question", help="What the question says then.")
@click.option("--answer", help="What the answer says then.")
@click.option("--source", help="The source then: a host or an address.")
@click.option("--flag", help="The flag that is set or taken away.")
@click.option("--reason", required=True, help="Why.")
@click.option("--by", "by", required=True, help="Who decides.")
@DATE
@click.option("--note", default="", help="Anything worth keeping.")
@RAW
@OUT
@click.pass_obj
def add(
    volume: int, action: str, id: str, other: str, question: str | None, answer: str | None, source: str | None,
    flag: str | None, reason: str, by: str, on: datetime | None, note: str, raw: Path, out: Path,
) -> None:  # fmt: skip
    """Write a decision about the pair ID into reviews.csv; merge and keep_apart need the pair OTHER, too.

    \b
    Example: qamill review add edit 19b8b7e92d4fa4d9 --answer "Yes." --reason typo --by Ada
    """
    from ..audit.met import known_id
    from ..release.versions import newest
    from ..review.decision import Decision
    from ..review.file import reviews_beside
    from ..review.write import add

    release = newest(out)
    if action in _OF_TWO and not other:
        raise click.UsageError(f"{action} needs OTHER, the id of the other pair.")
    one = Decision(
        action, known_id(release, id.lower()), other and known_id(release, other.lower()),
        reason=reason, by=by, date=written_day(on), note=note,
    )  # fmt: skip
    said = [*_said(action, {"question": question, "answer": answer, "source": source}, flag)]
    path = Path(reviews_beside([raw])[0])
    new = add([one._replace(field=field, value=value) for field, value in said], path)
    lines = f"{count_of(len(new), 'line')} to {path}. Next: qamill curate"
    say(volume, f"Wrote {lines}" if new else f"{path} says so already.")


def _said(action: str, edits: dict[str, str | None], flag: str | None) -> Sequence[tuple[str, str]]:
    """The column and the value of each line that is written. Raises UsageError for an option of another action."""
    given = [(field, value) for field, value in edits.items() if value is not None]
    if given and action != Action.EDIT:
        raise click.UsageError(f"--{given[0][0]} is for edit, not for {action}.")
    if flag is not None and action not in _OF_FLAGS:
        raise click.UsageError(f"--flag is for flag and unflag, not for {action}.")
    if action == Action.EDIT:
        if not given:
            raise click.UsageError("edit needs --question, --answer or --source.")
        return given
    if action in _OF_FLAGS and not flag:
        raise click.UsageError(f"{action} needs --flag.")
    return [("", flag or "")]


@review.command("list")
@RAW
@OUT
@JSON
@click.pass_obj
def list_all(volume: int, raw: Path, out: Path, as_json: bool) -> None:
    """List the decisions, and what each did in the newest release.

    \b
    Example: qamill review list --json
    """
    from .tables import print_table

    found = _checked(raw, out)
    if as_json:
        for each in found:
            print_json(_row(each), indent=None)
    else:
        print_table(_HEAD, ([_row(each)[name] for name in _HEAD] for each in found))
    if not found:
        say(volume, f"There are no decisions for {raw}.")


@review.command()
@RAW
@OUT
@JSON
@click.pass_obj
def check(volume: int, raw: Path, out: Path, as_json: bool) -> None:
    """Name the decisions that no longer meet a record, and what became of it. Exit code 1 if there is one.

    \b
    Example: qamill review check
    """
    found = _checked(raw, out)
    unmet = [each for each in found if each.effect in ("merged", "not_found")]
    for each in unmet:
        if as_json:
            print_json(_row(each), indent=None)
        else:
            print_line(_unmet(each))
    fresh = sum(not each.effect for each in found)
    if fresh:
        verb = "is" if fresh == 1 else "are"
        say(volume, f"{count_of(fresh, 'decision')} {verb} in no release yet: qamill curate")
    in_vain = {effect: sum(each.effect == effect for each in found) for effect in _IN_VAIN}
    met = count_of(len(found) - fresh - len(unmet) - sum(in_vain.values()), "decision")
    others = "".join(f", {number} {_IN_VAIN[effect]}" for effect, number in in_vain.items() if number)
    say(volume, f"{met} applied{others}, {len(unmet)} of no effect.")
    sys.exit(1 if unmet else 0)


@review.command("next")
@click.option("--flag", help="Records with this flag.  [default: with any]")
@click.option("--near", is_flag=True, help="Near and cut copies that were merged instead, the least alike first.")
@click.option("--conflicts", is_flag=True, help="Answers to one question that contradict each other instead.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(min=1), help="How many.")
@click.option("--by", "by", help="Who decides; then, on a terminal, one key is one decision.")
@RAW
@OUT
@JSON
@click.pass_obj
def look(
    volume: int, flag: str | None, near: bool, conflicts: bool, limit: int, by: str | None, raw: Path, out: Path,
    as_json: bool,
) -> None:  # fmt: skip
    """Show what deserves a look: pairs about which nobody has decided yet.

    \b
    Example: qamill review next --near --by Ada
    """
    from ..audit.to_review import contradicting, flagged, flags_in, merged_near
    from ..release.versions import open_release
    from ..review.file import read_reviews, reviews_beside
    from .by_key import KEYS, KEYS_CONFLICTS, KEYS_NEAR, decide_by_key, keys_of_flag

    if near + conflicts + (flag is not None) > 1:
        raise click.UsageError("Only one of --near, --conflicts and --flag can be given.")
    path, release = Path(reviews_beside([raw])[0]), open_release(out)
    decisions = read_reviews(path)
    if near:
        found, keys = merged_near(release, decisions), KEYS_NEAR
    elif conflicts:
        found, keys = contradicting(release, decisions), KEYS_CONFLICTS
    else:
        found, keys = flagged(release, flag or "", decisions), keys_of_flag(flag) if flag else KEYS
    first = islice(found, limit)
    shown = decide_by_key(first, keys, by, path) if by and is_terminal() and not as_json else _print(first, as_json)
    if not shown:
        say(volume, (flag and _unknown_flag(flag, flags_in(release))) or "Nothing is left to look at.")


def _unknown_flag(flag: str, known: Sequence[str]) -> str:
    """What to say of a flag that no record has; nothing of any other."""
    return "" if flag in known else f"No record has the flag {flag!r}.{did_you_mean(flag, known)}"


def _print(found: Iterable[Candidate], as_json: bool) -> int:
    """Print what deserves a look, and return how many there are."""
    from .by_key import print_candidate

    count = 0
    for count, each in enumerate(found, 1):  # noqa: B007
        if as_json:
            print_json(each._asdict(), indent=None)
        else:
            print_candidate(each)
    return count


def _checked(raw: Path, out: Path) -> list[Checked]:
    """The decisions beside a raw folder, line by line, and what the newest release says of each."""
    from ..audit.met import check
    from ..release.versions import newest
    from ..review.file import read_reviews, reviews_beside

    return check(newest(out), read_reviews(reviews_beside([raw])[0]))


def _row(each: Checked) -> dict[str, Any]:
    said = {name: value for name, value in each.decision._asdict().items() if name != "path"}
    return {**said, "effect": each.effect or None, "became": each.became, "steps": each.steps}


def _unmet(each: Checked) -> str:
    decision: Decision = each.decision
    pairs = " ".join(id for id in (decision.id, decision.other) if id)
    why = f"the pair is merged into {each.became}." if each.effect == "merged" else "no page gives it any more."
    return " ".join([f"{decision.path}, line {decision.line}: {decision.action} {pairs}: {why}", *each.steps])
