"""Values of options that are not given on the command line: from the environment, or from `qamill.toml`.

The file is the one that says what a dataset is: it lies beside the raw folder. Where none lies there, or a command has
no raw folder, it is that of the current folder.

An option `--workers` of `qamill curate` is QAMILL_CURATE_WORKERS, or QAMILL_WORKERS for every command that has it; in
the file it is `workers` below `[options.curate]` or `[options]`, with `_` or `-` between words. What is given counts
before the environment, and that before the file.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click

from ..arguments import nearest
from ..errors import QamillError

FILE = "qamill.toml"
_OPTIONS = "options"
_NOT_SET = {"help", "version", "debug"}  # shared options that say what to do once
_SEPARATED_BY = os.pathsep  # several folders in one variable, as PATH has them


class BadOptions(QamillError):
    """`qamill.toml` says something of options that cannot be used."""

    def __init__(self, path: str, line: int, why: str) -> None:
        super().__init__(f"{path}, line {line}: {why} See `qamill help commands`.")


class Configured(NamedTuple):
    """The value of an option, and where it is from."""

    value: Any
    origin: str


class _File(NamedTuple):
    """A `qamill.toml`, for telling where something stands in it."""

    path: str
    text: str

    @property
    def last_line(self) -> int:
        """The number of the last line: where a text ends too early."""
        return self.text.count("\n") + 1

    def line(self, where: Sequence[str], key: str) -> int:
        """Return the line of a key, or of its table; the first one where it is written in a way that is not found."""
        table: list[str] = []
        for number, line in enumerate(self.text.split("\n"), 1):
            if head := re.match(r"\s*\[+([^\]]*)\]", line):
                table = [name.strip(" \"'") for name in head[1].split(".")]
                if table[: len(where) + 1] == [*where, key]:
                    return number
            elif table == [*where] and re.match(rf"""\s*["']?{re.escape(key)}["']?\s*[=.]""", line):
                return number
        return 1


def configured(ctx: click.Context, root: click.Group, raw: Sequence[str]) -> dict[str, Configured]:
    """Return the values that the environment and the file give to options of a command, by their parameters.

    `raw` are the raw folders that are given. Raises BadOptions.
    """
    command = ctx.command_path.split()[1:]
    options = {name: each for each in ctx.command.params if (name := _name(each))}
    if not raw and "raw" in options and (found_raw := _in_environment(command, "raw", options["raw"])):
        raw = found_raw.value if isinstance(found_raw.value, list) else [found_raw.value]
    in_file = dict(_in_file(file_of(raw), command, root))
    found = {}
    for name, option in options.items():
        value = _in_environment(command, name, option) or in_file.get(name)
        if value and option.name:
            found[option.name] = value
    return found


def file_of(raw: Sequence[str]) -> str:
    """Return where the file with the options lies, for some raw folders; it need not be there."""
    if not raw:
        return FILE
    from ..project import beside
    from ..storage import is_address

    files = [path for path in beside(raw, FILE) if not is_address(path)]
    return next(filter(os.path.isfile, files), FILE)


def faults(root: click.Group, path: str) -> list[str]:
    """Return what is wrong with what a file says of options, each mistake once."""
    found: dict[str, None] = {}
    for command in [(), *_commands(root)]:
        try:
            list(_in_file(path, command, root))
        except BadOptions as error:
            found[str(error)] = None
    return [*found]


def _commands(group: click.Group, *above: str) -> Iterator[tuple[str, ...]]:
    for name, command in group.commands.items():
        yield (*above, name)
        if isinstance(command, click.Group):
            yield from _commands(command, *above, name)


def _name(parameter: click.Parameter) -> str:
    """The long name of an option, without its dashes; nothing for an argument, and for what is asked once."""
    long = [name[2:] for name in parameter.opts if name.startswith("--")] if isinstance(parameter, click.Option) else []
    is_release = parameter.name == "version" and parameter.expose_value
    return long[-1] if long and (long[-1] not in _NOT_SET or is_release) else ""


def _in_environment(command: Sequence[str], name: str, option: click.Parameter) -> Configured | None:
    of_all = name.upper().replace("-", "_")
    for variable in ("_".join(["QAMILL", *map(str.upper, command), of_all]), f"QAMILL_{of_all}"):
        if text := os.environ.get(variable):
            return Configured(text.split(_SEPARATED_BY) if option.multiple else text, variable)
    return None


def _in_file(path: str, command: Sequence[str], root: click.Group) -> Iterator[tuple[str, Configured]]:
    """Yield what the file says of options, of all commands first and then of this one. Raises BadOptions."""
    if not os.path.isfile(path):
        return
    file = _File(path, Path(path).read_text(encoding="utf-8-sig", errors="replace"))
    tables = _tables(file)
    level, where = tables.get(_OPTIONS, {}), [_OPTIONS]
    below: click.Command | None = root
    for name in (*command, ""):
        yield from _of_table(file, where, level, {*_names(below)}, below)
        level, where = level.get(name, {}), [*where, name]
        below = below.commands.get(name) if isinstance(below, click.Group) else None


def _names(command: click.Command | None) -> Iterator[str]:
    """Yield the names of the options of a command, or of those of all commands of a group."""
    commands = command.commands.values() if isinstance(command, click.Group) else ()
    for each in commands:
        yield from _names(each)
    yield from (
        name for parameter in (command.params if command and not commands else ()) if (name := _name(parameter))
    )


def _of_table(
    file: _File, where: Sequence[str], table: Mapping[str, Any], known: Iterable[str], group: click.Command | None
) -> Iterator[tuple[str, Configured]]:
    commands = group.commands if isinstance(group, click.Group) else {}
    for written, value in table.items():
        line = file.line(where, written)
        key = written if written in commands else written.replace("_", "-")
        if isinstance(value, dict) and key in commands:
            continue
        if isinstance(value, dict):
            there = f"there is no command {written!r}{_near(written, commands)}"
            raise BadOptions(file.path, line, f"[{'.'.join([*where, written])}]: {there}")
        if key not in known:
            raise BadOptions(
                file.path, line, f"{written!r} in [{'.'.join(where)}] is no option there{_near(key, known)}"
            )
        yield key, Configured(value, f"{file.path}, line {line}")


def _tables(file: _File) -> dict[str, Any]:
    from ..project import BadProject, read_project  # which a command without the file is spared

    try:
        return read_project(file.path)
    except BadProject as error:
        at = re.search(r"at line (\d+)", error.why)
        line = int(at[1]) if at else file.line([], error.table) if error.table else file.last_line
        raise BadOptions(file.path, line, error.why) from error


def _near(name: str, known: Iterable[str]) -> str:
    """The end of a sentence about a name that is none."""
    near = nearest(name, sorted(known))
    return f"; did you mean {near!r}?" if near else "."
