"""A Word document -> HTML: its headings, lists and tables by their styles, without pictures."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import mammoth

from .render import CannotRender

_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => p:fresh"
_MOST_BYTES = 128_000_000  # of all that is packed in a document, as of a page
_MOST_TIMES = 400  # its own length (chosen) that it may unpack to: XML packs better than pages do


def to_html(content: bytes) -> str:
    """Return a Word document as HTML. Raises CannotRender."""
    _refuse_bomb(content)
    try:
        made = mammoth.convert_to_html(BytesIO(content), style_map=_STYLES, convert_image=_without_pictures)
    except RecursionError:
        raise
    except Exception as error:  # mammoth raises whatever its parts raise on a file that is none
        raise CannotRender(f"{type(error).__name__}: {error}") from error
    return str(made.value)


def _refuse_bomb(content: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as opened:
            size = sum(info.file_size for info in opened.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise CannotRender(f"no Word document, or one with a password ({error})") from error
    if size > max(1_000_000, min(_MOST_BYTES, _MOST_TIMES * len(content))):
        raise CannotRender(f"unpacks to {size:,} bytes, as no document does")


def _without_pictures(_: Any) -> list[Any]:
    return []
