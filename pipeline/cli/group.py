"""The command itself: options that all commands share, errors as sentences, exit codes."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from ..allocator import choose_allocator
from ..errors import QamillError, QamillWarning
from ..version import NAME, VERSION
from . import output
from .configured import configured
from .output import say

_CHECKS_THE_FILE = "doctor"  # which says what is wrong with the options of the file
_INTERRUPTED = 130  # the exit code of a shell after Ctrl-C: 128 and SIGINT
_STOPPED = "Stopped; nothing was left half done, and the next run goes on from here."
_QUIET, _NORMAL, _VERBOSE = range(3)
_DEBUG, _AS_JSON = f"{__name__}.debug", f"{__name__}.json"
_NO_ARGUMENTS: Any = getattr(click.exceptions, "NoArgsIsHelpError", ())  # whose message is the help; new in click 8.2
SETTINGS = {"max_content_width": 100}
PURPOSES = {
    "Make a dataset": ("curate", "add", "fetch", "parse"),
    "Look into it": ("show", "search", "sql", "explain", "history", "conflicts", "rejected", "stats", "report", "site"),
    "Decide": ("review", "takedown", "lookup"),
    "Keep releases": ("versions", "diff", "verify", "export", "pull", "withdraw", "prune"),
    "Get help": ("help", "doctor"),
}
"""The commands, as `qamill -h` lists them."""
_WHOLE = 1_000  # characters, chosen: more than the first sentence of any command has


def _set_volume(volume: int) -> Any:
    def set_volume(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
        if wanted:
            ctx.obj = volume

    return set_volume


def _set(name: str) -> Any:
    def set_for_all(ctx: click.Context, _: click.Parameter, wanted: bool) -> bool:
        if wanted:
            ctx.meta[name] = True  # which a command shares with the group
        return name in ctx.meta

    return set_for_all


JSON = click.option("--json", "as_json", is_flag=True, callback=_set(_AS_JSON), help="Print JSON, for programs.")


def wants_json() -> bool:
    """Whether JSON was asked for, before or after the command."""
    return _AS_JSON in click.get_current_context().meta


def _json_for_all() -> click.Option:
    """The option for commands that print nothing for programs: it may stand anywhere."""
    return click.Option(["--json"], is_flag=True, expose_value=False, hidden=True, callback=_set(_AS_JSON))


def _print_lines(ctx: click.Context, lines: str, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        for line in lines.split("\n"):
            output.print_line(line)
        ctx.exit()


def _shared_options(is_hidden: bool) -> list[click.Parameter]:
    """The options that may stand before a command and after it; the last one counts."""

    def flag(*names: str, callback: Any, help: str, is_hidden: bool = is_hidden) -> click.Option:
        return click.Option(
            names, is_flag=True, expose_value=False, is_eager=True, callback=callback, help=help, hidden=is_hidden
        )

    return [
        flag("-q", "--quiet", callback=_set_volume(_QUIET), help="Say nothing but errors."),
        flag("-v", "--verbose", callback=_set_volume(_VERBOSE), help="Say more."),
        flag("--debug", callback=_set(_DEBUG), help="Show the traceback of an error."),
        flag(
            "-h", "--help", help="Show this message and exit.", is_hidden=False,
            callback=lambda ctx, _, wanted: _print_lines(ctx, ctx.get_help() if wanted else "", wanted),
        ),
    ]  # fmt: skip


class _Command(click.Command):
    """A command that takes the shared options too."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.add_help_option = False  # it is among the shared ones
        self.params += _shared_options(is_hidden=True)
        if not any("--json" in parameter.opts for parameter in self.params):
            self.params.append(_json_for_all())

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; what is not given is as the environment or the file says. Raises BadOptions."""
        if ctx.resilient_parsing or {"-h", "--help"}.intersection(args):
            return super().parse_args(ctx, args)
        found = {} if self.name == _CHECKS_THE_FILE else configured(ctx, main, self._raw_given(ctx, args))
        ctx.default_map = {name: each.value for name, each in found.items()}
        try:
            return super().parse_args(ctx, args)
        except click.BadParameter as error:
            name = (error.param.name if error.param else None) or ""
            origin = found.get(name)
            if origin is None or ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE:
                raise
            message = error.message.rstrip(".")
            end = "" if message.endswith("?") else "."
            raise click.BadParameter(f"{message} ({origin.origin}){end}", ctx, error.param) from error

    def _raw_given(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The raw folders on the command line, beside which the file lies that is about to be read."""
        if not any(parameter.name == "raw" for parameter in self.params):
            return []
        try:
            given = self.make_parser(ctx).parse_args([*args])[0].get("raw")
        except click.UsageError:  # which is told when the arguments are read in earnest
            return []
        folders = given if isinstance(given, list | tuple) else [given]
        return [folder for folder in folders if isinstance(folder, str)]  # else click's own sign for nothing


class _Group(click.Group):
    """A group that turns errors into sentences; tracebacks are for --debug alone."""

    command_class = _Command

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.add_help_option = False  # it is among the shared ones
        self.params += _shared_options(is_hidden=False)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each command does, those of one purpose together."""
        purposes = {"Commands": tuple(self.list_commands(ctx))} if ctx.parent else PURPOSES
        width = max(map(len, self.commands))
        for purpose, names in purposes.items():
            with formatter.section(purpose):
                formatter.write_dl(
                    [(name.ljust(width), self.commands[name].get_short_help_str(_WHOLE)) for name in names]
                )

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = NAME,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run the command and exit; where it cannot print, that is a sentence and an exit code as well."""
        choose_allocator()
        run = partial(super().main, args, prog_name, complete_var, standalone_mode=False, **extra)
        if not standalone_mode:
            return run()
        output.open_standard_streams()
        _silence_libraries()
        try:
            code = _exit_code(run)
            output.flush()
        except output.ReaderGone:
            code = 0
        except output.CannotPrint as error:
            say(_NORMAL, f"{NAME}: {error}")
            code = error.exit_code
        sys.exit(code)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; turn a mistake of the caller, or an error of the disk, into a sentence and an exit code."""
        try:
            with _warnings_as_sentences():
                return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, output.ReaderGone):
            raise
        except KeyboardInterrupt:
            raise click.Abort from None
        except Exception as error:
            if ctx.meta.get(_DEBUG):
                output.say_traceback(error)
            else:
                say(_NORMAL, f"{NAME}: {_sentence(error)}")
            ctx.exit(error.exit_code if isinstance(error, QamillError) else 1)


@contextmanager
def _warnings_as_sentences() -> Iterator[None]:
    """Print our warnings, each once, as sentences."""
    said: set[str] = set()

    def say_once(message: Warning | str, category: type[Warning], *where: Any, **more: Any) -> None:
        if not issubclass(category, QamillWarning):
            show_others(message, category, *where, **more)
        elif str(message) not in said:
            say(click.get_current_context().obj, f"{NAME}: {message}")
        said.add(str(message))

    with warnings.catch_warnings():
        warnings.simplefilter("always", QamillWarning)
        show_others, warnings.showwarning = warnings.showwarning, say_once
        yield


def _exit_code(run: Callable[[], Any]) -> int:
    """Run a command that returns its exit code, or nothing; say how to call it where it was called wrongly."""
    try:
        code = run()
    except click.ClickException as error:
        _say_how_to_call(error)
        return error.exit_code
    except click.Abort:
        say(_NORMAL, f"{NAME}: {_STOPPED}")
        return _INTERRUPTED
    return code if isinstance(code, int) else 0


def _sentence(error: Exception) -> str:
    """What to say of an error; of one that nobody foresaw, where in our code it came up."""
    if isinstance(error, QamillError):
        return str(error)
    if isinstance(error, OSError):
        file = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes | os.PathLike) else ""
        return f"{file}{error.strerror or error}"
    import traceback  # most commands need none

    where = traceback.extract_tb(error.__traceback__)[-1]
    return (
        f"A mistake in {NAME} itself, at {Path(where.filename).name}, line {where.lineno}: {type(error).__name__}:"
        f" {error}. Run the command with --debug and report what it shows."
    )


def _say_how_to_call(error: click.ClickException) -> None:
    if isinstance(error, _NO_ARGUMENTS):
        for line in error.format_message().split("\n"):
            say(_NORMAL, line)
        return
    if isinstance(error, click.UsageError) and error.ctx:
        for line in (*error.ctx.get_usage().split("\n"), f"Try '{error.ctx.command_path} -h' for help.", ""):
            say(_NORMAL, line)
    say(_NORMAL, f"Error: {error.format_message()}")


def _silence_libraries() -> None:
    """Warnings of libraries are about our code and not for its users; python -W shows them."""
    if not sys.warnoptions:
        sys.warnoptions.append("ignore")  # which worker processes take over
        warnings.simplefilter("ignore")


@click.group(cls=_Group, context_settings=SETTINGS)
@click.option(
    "--json", is_flag=True, expose_value=False, callback=_set(_AS_JSON), help="Print JSON, where a command can."
)
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, help="Show the version and exit.",
    callback=lambda ctx, _, wanted: _print_lines(ctx, f"{NAME} {VERSION}", wanted),
)  # fmt: skip
@click.pass_context
def main(ctx: click.Context) -> None:
    """Turn question-and-answer web pages into a dataset people can trust.

    \b
    Drop pages into raw/, then:
      qamill curate            release what they hold into curated/
      qamill stats             see what is in it
      qamill search WORDS      find records; show, sql and rejected look closer
      qamill explain ID        see where a record comes from
      qamill help              read what there is to know; -h explains a command
    """
    if ctx.obj is None:
        ctx.obj = _NORMAL
