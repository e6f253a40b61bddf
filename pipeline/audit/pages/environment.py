"""Templates for pages of scraped text: everything is escaped, and a browser may run nothing but our own script."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path
from pickle import UnpicklingError
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from ...text.counted import count_of
from .charts import heights

FOLDER = Path(__file__).parent
_LONGEST_ADDRESS = 2_000  # characters of a link, chosen: what browsers and servers take
_IN_SCRIPT = str.maketrans({letter: f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"})
"""What JSON in a page says in another way, so that nothing in it ends the element or begins another."""
_NAMES = {"yes_no": "yes or no", "": "none", "und": "not known"}
"""What values are called where their words alone would not do."""


class OwnText(str):
    """Text of ours for a template, which does not escape it."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


class _Compiled(FileSystemBytecodeCache):
    """Compiled templates beside the compiled modules: made by whoever may write there, and left alone by all others.

    The cache holds a hash of the template, so one that was changed is compiled again.
    """

    def __init__(self) -> None:
        super().__init__(os.path.dirname(cache_from_source(__file__)))

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError, UnpicklingError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                os.makedirs(self.directory, exist_ok=True)
                super().dump_bytecode(bucket)


def environment(folder: Path) -> Environment:
    """Return the templates of a folder and those that all pages share; what they are given is escaped.

    >>> environment(FOLDER).from_string("{{ text }}").render(text="<script>")
    '&lt;script&gt;'
    """
    made = Environment(
        bytecode_cache=_Compiled(),
        loader=FileSystemLoader([folder, FOLDER]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "count_of": count_of,
        "day": day,
        "number": number,
        "percent": percent,
        "plain": plain,
        "shortened": shortened,
        "web_link": web_link,
    }
    made.globals["heights"] = heights
    return made


def plain(value: str) -> str:
    """Return what pages call a word that stands in a column.

    >>> plain("yes_no"), plain("how_to")
    ('yes or no', 'how to')
    """
    return _NAMES.get(value) or value.replace("_", " ")


@cache
def style() -> str:
    """Return the style of all pages, as it stands between its tags."""
    return (FOLDER / "style.css").read_text(encoding="utf-8")


def policy(styles: Iterable[str] = (), scripts: Iterable[str] = (), **sources: str) -> str:
    """Return the Content-Security-Policy of a page: its own styles and scripts by their hash, and no network.

    Give further `sources` where a page of a folder needs them, with `_` for `-` in their names.

    >>> policy(scripts=["start()"], connect_src="'self'").split("; ")[2:4]
    ["script-src 'sha256-DIm7WJS6ZKDYe5qFLPy+h4JFI9Bol5QmYC57mt3Fb00='", "connect-src 'self'"]
    """
    allowed = {"style-src": _hashes(styles), "script-src": _hashes(scripts)}
    allowed |= {name.replace("_", "-"): value for name, value in sources.items()}
    rules = {"default-src": "'none'", **allowed} | {"base-uri": "'none'", "form-action": "'none'"} | allowed
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _hashes(texts: Iterable[str]) -> str:
    digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts]
    return " ".join(f"'sha256-{digest}'" for digest in digests) or "'none'"


def data_for_script(value: object) -> str:
    r"""Return a value as JSON that may stand in a `<script type="application/json">`, whatever texts are in it.

    The template says of it that it is `safe`: there is nothing left in it to escape.

    >>> print(data_for_script(["</script><b>"]))
    ["\u003c/script\u003e\u003cb\u003e"]
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_IN_SCRIPT)


def web_link(address: str | None) -> str | None:
    """Return an address that a page may link to; None for one that is no address of the web.

    >>> web_link("https://example.org/a"), web_link("javascript:alert(1)"), web_link(None)
    ('https://example.org/a', None, None)
    """
    if not address or len(address) > _LONGEST_ADDRESS or not address.isprintable():
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme.lower() in ("http", "https") and parts.hostname else None


def number(value: float) -> str:
    """Return a number for readers.

    >>> number(12345)
    '12,345'
    """
    return f"{value:,}"


def percent(part: float, whole: float) -> str:
    """Return a share for readers; what is neither nothing nor all is never called so.

    >>> percent(1, 3), percent(1, 1_000_000), percent(999_999, 1_000_000), percent(0, 0)
    ('33 %', 'below 1 %', 'above 99 %', '0 %')
    """
    share = 100 * part / whole if whole else 0
    if 0 < share < 1:
        return "below 1 %"
    return "above 99 %" if 99 < share < 100 else f"{share:.0f} %"


def day(time: datetime | None) -> str:
    """Return the day of a time; nothing where it is not known."""
    return f"{time:%Y-%m-%d}" if time else ""


def shortened(text: str, most: int) -> str:
    """Return a text of at most so many characters, with an ellipsis where some are missing.

    >>> shortened("What is a qanat?", 9)
    'What is…'
    """
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
