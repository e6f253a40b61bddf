"""What the arguments of the public functions may be, in one table; they are checked before anything is read or made."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from .errors import QamillError

_LEAST_MEMORY = 300  # megabytes: the first process and one worker
_MOST_WORKERS = 10_000  # chosen: far more than any machine has cores
_MOST_OF_A_PAGE = 1_000_000  # seconds or megabytes; chosen: eleven days, a terabyte
_LONGEST_NAME, _LONGEST_PATH = 255, 4_000  # bytes that file systems can take, and a few less
_LONGEST_SHOWN = 100  # characters of a wrong value that a sentence repeats; chosen
_MASTER = r"local(\[([1-9]\d*|\*)(, *\d+)?\])?|local-cluster\[[\d, ]+\]|(spark|k8s)://[^/].*|yarn"


class BadSetting(QamillError):
    """A setting has a value that is not allowed."""

    def __init__(self, name: str, value: object, allowed: str, hint: str = "") -> None:
        super().__init__(f"{name} cannot be {_shown(value)}: it must be {allowed}.{hint}")


def check(**arguments: object) -> None:
    """Do nothing where each argument is what the table allows. Raises BadSetting, which names the first that is not."""
    for name, value in arguments.items():
        if not RULES[name].holds(value):
            raise BadSetting(name.replace("page_", "page "), value, RULES[name].allowed)


def check_choice(name: str, value: object, choices: Iterable[str]) -> None:
    """Do nothing for a value that is among the choices. Raises BadSetting, which names the one that is most like it."""
    there = [*choices]
    if value not in there:
        hint = did_you_mean(value, there) if isinstance(value, str) else ""
        raise BadSetting(name, value, f"one of {', '.join(there)}", hint)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return which of some known words was probably meant by one that is none of them; None where none is like it.

    >>> nearest("no_sorce", ["no_answer", "no_source"])
    'no_source'
    """
    from difflib import get_close_matches  # 5 ms, and only a misspelt word needs it

    return next(iter(get_close_matches(word, [*map(str, known)], n=1)), None)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a question that follows a sentence about an unknown word; empty where no known one is like it.

    >>> did_you_mean("no_sorce", ["no_answer", "no_source"])
    " Did you mean 'no_source'?"
    """
    near = nearest(word, known)
    return f" Did you mean {near!r}?" if near else ""


def as_list(value: Any) -> list[Any]:
    """Return one folder, or several, as a list; what is neither stays for `check` to refuse.

    >>> as_list("raw"), as_list(("a", "b")), as_list(None)
    (['raw'], ['a', 'b'], [None])
    """
    is_one = isinstance(value, str | bytes | os.PathLike) or not isinstance(value, Iterable)
    return [value] if is_one else list(value)


def _shown(value: object) -> str:
    try:
        text = repr(value)
    except Exception:  # of a value that we know nothing of; Python itself refuses to write out a huge number
        text = f"this {type(value).__name__}"
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}..."


def _is_text(value: object) -> bool:
    """Whether it is text that can be written down: without half characters, which bytes that are no UTF-8 become."""
    return (
        isinstance(value, str)
        and "\0" not in value
        and not any("\ud800" <= character <= "\udfff" for character in value)
    )


def _is_location(value: object) -> bool:
    path = os.fspath(value) if isinstance(value, str | os.PathLike) else None
    if not isinstance(path, str) or path == "" or "\0" in path or path.lower().startswith("file:/"):
        return False
    names = path.encode("utf-8", "surrogatepass").split(b"/")
    return max(map(len, names)) <= _LONGEST_NAME and len(path) <= _LONGEST_PATH


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_limit(value: Any) -> bool:
    return _is_number(value) and 0 < value <= _MOST_OF_A_PAGE


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_string(value: object) -> bool:
    return isinstance(value, str)


def _are_recipes(value: object) -> bool:
    # By what they can do: pydantic is not imported for this, and the package may be loaded under two names.
    return isinstance(value, list | tuple) and all(callable(getattr(recipe, "fits", None)) for recipe in value)


def _are_columns(value: object) -> bool:
    return isinstance(value, list | tuple) and all(map(_is_string, value)) and len(set(value)) == len(value)


def _is_content(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[0-9a-f]{8,64}", value) is not None


def _is_time(value: object) -> bool:
    if isinstance(value, date):
        return bool(value == value)  # what pandas has for no time is a date, too
    if not isinstance(value, str):
        return False
    # A day with a zone (2026-03-01+01:00) would be taken for a time of it.
    return _is_written(date, value) or (_is_written(datetime, value) and any(sign in value for sign in "Tt "))


def _is_written(kind: type[date], text: str) -> bool:
    try:
        kind.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_master(value: object) -> bool:
    return _is_text(value) and re.fullmatch(_MASTER, str(value)) is not None


class Rule(NamedTuple):
    """What an argument may be."""

    allowed: str
    """In words."""
    holds: Callable[[Any], bool]


def _or_none(rule: Rule) -> Rule:
    return Rule(rule.allowed, lambda value: value is None or rule.holds(value))


_FLAG = Rule("True or False", _is_flag)
_TEXT = Rule("text", _is_text)
_WORD = Rule("text", _is_string)
_CALLABLE = Rule("a function", callable)
_LIMIT = Rule(f"a number above 0 and up to {_MOST_OF_A_PAGE:,}", _is_limit)

RULES: dict[str, Rule] = {
    "raw": Rule(
        "folders, files or addresses such as s3://bucket/folder, at least one; of a folder of this machine its path",
        lambda value: isinstance(value, list) and value != [] and all(map(_is_location, value)),
    ),
    "out": Rule(
        "a folder (of this machine: its path, in UTF-8), or an address such as s3://bucket/folder",
        lambda value: _is_location(value) and _is_text(os.fspath(value)),
    ),
    "address": Rule(
        "a folder of releases (of this machine: its path), or an address such as https://host/curated", _is_location
    ),
    "mode": _WORD,
    "recipes": Rule("a list of recipes, as qamill.parse.recipes.load_all returns them", _are_recipes),
    "similarity": Rule("a number above 0 and up to 1", lambda value: _is_number(value) and 0 < value <= 1),
    "workers": _or_none(
        Rule(
            f"a whole number from 1 to {_MOST_WORKERS:,}", lambda value: _is_count(value) and 0 < value <= _MOST_WORKERS
        )
    ),
    "memory": _or_none(
        Rule(
            f"a whole number of megabytes, {_LEAST_MEMORY} or more",
            lambda value: _is_count(value) and value >= _LEAST_MEMORY,
        )
    ),
    "spark": _or_none(Rule("the address of a master, such as local[2], spark://HOST:7077 or yarn", _is_master)),
    "limits": Rule(
        "Limits(seconds, megabytes)", lambda value: hasattr(value, "_fields") and type(value).__name__ == "Limits"
    ),
    "shard_rows": Rule("a whole number of rows, or 0 for never", lambda value: _is_count(value) and value >= 0),
    "page_seconds": _LIMIT,
    "page_megabytes": _LIMIT,
    "cache": _FLAG,
    "dry_run": _FLAG,
    "allow_loss": _FLAG,
    "follow_links": _FLAG,
    "complete_snippets": _FLAG,
    "pii": _WORD,
    "obey": _WORD,
    "quick": _FLAG,
    "progress": _CALLABLE,
    "waiting": _CALLABLE,
    "page": Rule("text or bytes", lambda value: isinstance(value, str | bytes)),
    "url": _or_none(_TEXT),
    "charset": _or_none(Rule("the name of an encoding, such as utf-8 or windows-1252", _is_text)),
    "media_type": _or_none(_WORD),
    "format": _or_none(_WORD),
    "version": _WORD,
    "before": _WORD,
    "after": _WORD,
    "id": _WORD,
    "table": _WORD,
    "current": _FLAG,
    "as_of": _or_none(Rule("a day or a time, such as 2026-03-01 or 2026-03-01T12:00:00", _is_time)),
    "since": _or_none(_WORD),
    "engine": _WORD,
    "content": _or_none(
        Rule("the first 8 or more hex digits of a content hash, as qamill versions shows it", _is_content)
    ),
    "columns": _or_none(Rule("a list of the names of columns, each once", _are_columns)),
    "recipe": Rule("a folder of recipes, or a recipe", _is_location),
}
"""What each argument may be, by its name, which means the same in all functions."""
