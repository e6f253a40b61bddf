"""The bytes that somebody writes about what is to be removed -> text."""

from __future__ import annotations

import codecs

import click

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def as_letter(content: bytes, name: str) -> str:
    """Return what some bytes say. Raises UsageError for what is no text: read wrongly, it would be about nothing."""
    try:
        text = content.decode("utf-16" if content.startswith(_WIDE) else "utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise click.UsageError(f"{name} is no text in UTF-8; save it as plain text, in UTF-8.")
    return text
