"""`takedowns.csv`: the takedowns, read and checked, written and lifted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from ..storage.kept import alone, content_of, replace_file
from ..text.table import (
    BadTable,
    Mistake,
    Row,
    csv_line,
    decoded,
    plain,
    separator_of,
    whole_rows,
)
from . import KEY, TAKEDOWNS
from .errors import BadTakedowns, NoKey, NotTakenDown
from .key import make_key, name_of, read_key
from .rule import COLUMNS, REPEATS, Kind, Rule, faults
from .screen import Screen


def key_of(rules: Iterable[Rule], path: str) -> bytes:
    """Return the key of some rules, which a file holds; empty where none needs it. Raises NoKey."""
    needed = {rule.key for rule in rules if rule.key}
    if not needed:
        return b""
    key = read_key(path)
    if key is None:
        raise NoKey(path, "is missing")
    if other := needed - {name_of(key)}:
        raise NoKey(path, f"is not the key of {TAKEDOWNS}, which is named {min(other)}")
    return key


def read_rules(path: Path | str) -> list[Rule]:
    """Return the rules of a file, as `parse_rules` does; none if there is no file. Raises BadTakedowns."""
    try:
        return parse_rules(path, content_of(path) or b"")
    except BadTable as error:
        raise BadTakedowns(path, [error.mistake]) from error


def parse_rules(path: Path | str, content: bytes) -> list[Rule]:
    """Return the rules that the bytes of a file hold by their numbers, those that were lifted among them.

    Raises BadTakedowns, which names the mistakes with their lines, the header being line 1.
    """
    try:
        text = decoded(content)
    except BadTable as error:
        raise BadTakedowns(path, [error.mistake]) from error
    mistakes: list[Mistake] = []
    rows = [row for row in whole_rows(text, separator_of(text, "kind"), mistakes) if any(map(str.strip, row.fields))]
    rules = [*_rules(rows, mistakes)]
    mistakes += _doubled(rules)
    if mistakes:
        raise BadTakedowns(path, mistakes)
    return sorted(rules)


def _rules(rows: Sequence[Row], mistakes: list[Mistake]) -> Iterator[Rule]:
    if not rows:
        return
    header, *rows = rows
    names = [*map(plain, header.fields)]
    if sorted(filter(None, names)) != sorted(COLUMNS):
        mistakes.append(Mistake(header.line, f"the first line must name the columns {','.join(COLUMNS)}"))
        return
    for row in rows:
        fields = {name: field.strip() for name, field in zip(names, row.fields, strict=False) if name}
        if len(row.fields) != len(names):
            mistakes.append(Mistake(row.line, f"there are {len(row.fields)} fields for {len(names)} columns"))
        elif not fields["number"].isdecimal():
            mistakes.append(Mistake(row.line, f"number must be a number, not {fields['number']!r}"))
        else:
            rule = Rule(int(fields.pop("number")), **fields, line=row.line)
            mistakes += [Mistake(row.line, why) for why in faults(rule)][:1]
            yield rule


def _doubled(rules: Iterable[Rule]) -> Iterator[Mistake]:
    seen: dict[int, int] = {}
    for rule in rules:
        if seen.setdefault(rule.number, rule.line) != rule.line:
            yield Mistake(rule.line, f"the number {rule.number} is that of line {seen[rule.number]}, too")


def add(path: Path, make: Callable[[bytes], Rule]) -> tuple[Rule, bool]:
    """Write a takedown at the end of a file, which is made if it is missing; return it, and whether it is new.

    `make` gets the key, which is made if it is missing. Who else writes at the same time waits. Raises BadTakedowns,
    CannotWrite, NoKey, NotTakenDown.
    """
    with alone(path):
        rules = read_rules(path)
        key = make_key(path.with_name(KEY))
        key_of(rules, str(path.with_name(KEY)))
        rule = make(key)
        for there in rules:
            if _of_content(there) == _of_content(rule):
                return there, False
        rule = rule._replace(number=1 + max((each.number for each in rules), default=0))
        if why := next(faults(rule), "") or _told_by_reason(rule, key):
            raise NotTakenDown(f"{why[0].upper()}{why[1:]}.")
        _write(path, [*rules, rule])
        return rule, True


def _told_by_reason(rule: Rule, key: bytes) -> str:
    return REPEATS if Screen([rule], key).holds(rule.reason) else ""


def lift(path: Path, number: int) -> Rule:
    """Take a takedown back, of which the number alone is kept; return what it was.

    Raises BadTakedowns, CannotWrite, NotTakenDown.
    """
    with alone(path):
        rules = read_rules(path)
        found = next((rule for rule in rules if rule.number == number and rule.kind != Kind.LIFTED), None)
        if found is None:
            raise NotTakenDown(f"{path} has no takedown {number}.")
        lifted = found._replace(kind=Kind.LIFTED, what="", question="", text="", key="")
        _write(path, [lifted if rule is found else rule for rule in rules])
        return found


def _of_content(rule: Rule) -> tuple[str, ...]:
    """What of a takedown says what it is about."""
    return (rule.kind, rule.what, rule.question, rule.text)


def _write(path: Path, rules: Iterable[Rule]) -> None:
    """Write a file as a whole; it is the program's own, with no column that it does not know."""
    lines = [csv_line(COLUMNS, ",", "\n")]
    lines += [csv_line(map(str, rule.said), ",", "\n") for rule in sorted(rules)]
    replace_file(path, "".join(lines).encode())
