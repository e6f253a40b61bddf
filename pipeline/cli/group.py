"""The command itself: options that all commands share, errors as sentences, exit codes."""

from __future__ import annotations

import json
import os
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import click

from ..version import NAME, VERSION


class _Folder(click.Path):
    """A folder, whether it exists or not. An address raises NotLocal."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:  # noqa: ARG002
        from ..storage import local_folder

        return local_folder(value)


OUT = click.option("--out", default="curated", show_default=True, type=_Folder(), help="The releases.")
RAW = click.option("--raw", default="raw", show_default=True, type=_Folder(), help="The raw pages.")
MODE = click.option(
    "--mode", default="full", show_default=True, type=click.Choice(["full", "markup"]),
    help="markup: read only what pages themselves mark as questions, for whole crawls.",
)  # fmt: skip
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
_INTERRUPTED = 130  # the exit code of a shell after Ctrl-C: 128 and SIGINT
SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class _Group(click.Group):
    """A group that turns errors into sentences; tracebacks are for --debug alone."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; turn a mistake of the caller, or an error of the disk, into a sentence and an exit code."""
        from ..errors import QamillError

        _use_utf8()
        try:
            try:
                return super().invoke(ctx)
            finally:
                if sys.stdout:  # some job schedulers start us without one
                    sys.stdout.flush()
        except BrokenPipeError:
            _discard_output()
            ctx.exit(0)
        except KeyboardInterrupt:
            click.echo("qamill: Stopped; nothing was left half done, and the next run goes on from here.", err=True)
            ctx.exit(_INTERRUPTED)
        except (QamillError, OSError) as error:
            if ctx.params["debug"]:
                raise
            file = f"{error.filename}: " if isinstance(error, OSError) and error.filename else ""
            words = str(error) if isinstance(error, QamillError) else f"{file}{error.strerror or error}"
            click.echo(f"qamill: {words}", err=True)
            ctx.exit(error.exit_code if isinstance(error, QamillError) else 1)


def _use_utf8() -> None:
    """Print data as UTF-8 into files and pipes whatever the locale; on a terminal escape what it cannot show."""
    if isinstance(sys.stdout, TextIOWrapper):
        if sys.stdout.isatty():
            sys.stdout.reconfigure(errors="backslashreplace")
        else:
            sys.stdout.reconfigure(encoding="utf-8")


def _discard_output() -> None:
    """The reader of our output has closed it; Python must not complain when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(cls=_Group, context_settings=SETTINGS)
@click.version_option(VERSION, prog_name=NAME, message="%(prog)s %(version)s")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Say more.")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.pass_context
def main(ctx: click.Context, quiet: bool, verbose: bool, debug: bool) -> None:  # noqa: ARG001  _Group reads it
    """Turn question-and-answer web pages into a dataset people can trust.

    \b
    Drop pages into raw/, then:
      qamill curate            release what they hold into curated/
      qamill stats             see what is in it
      qamill explain ID        see where a record comes from
    """
    ctx.obj = 0 if quiet else 2 if verbose else 1


def say(volume: int, words: str) -> None:
    """Say something to a person, on stderr; nothing with --quiet (volume 0)."""
    if volume:
        click.echo(words, err=True)


def print_json(value: object) -> None:
    """Print a value as indented JSON, for programs."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))
