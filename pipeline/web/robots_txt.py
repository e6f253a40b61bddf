"""The rules of a robots.txt, by RFC 9309, as far as they are about us."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from protego import Protego

AGENT = "qamill"
"""The name by which a robots.txt may call us; a group for all, `*`, counts where none has this name."""
MOST_BYTES = 500 * 1024
"""Of a robots.txt, the rest of which does not count (RFC 9309, 2.5)."""
_GROUP = re.compile(r"(?im)^([ \t]*user-?agent[ \t]*:[ \t]*)(\*|[a-z_-]*)[^\r\n#]*")
"""A line that begins a group: a product token, and a version that does not count (RFC 9309, 2.2.1)."""
_BOM = b"\xef\xbb\xbf"


def parse(content: bytes) -> Protego:
    """Return the rules of a robots.txt, of any content."""
    from protego import Protego  # only who meets a robots.txt waits for it

    if len(content) > MOST_BYTES:
        content = content[: content.rfind(b"\n", 0, MOST_BYTES) + 1]  # part of a rule would forbid more than the whole
    text = content.removeprefix(_BOM).decode("utf-8", errors="replace")
    return Protego.parse(_GROUP.sub(_for_whom, text))


def allows(content: bytes, url: str) -> bool:
    """Return whether the text of a robots.txt allows us an address."""
    return bool(parse(content).can_fetch(url, AGENT))


def _for_whom(match: re.Match[str]) -> str:
    """The line that begins a group, for us only where it has our name, not where it has a part of it or more.

    Protego takes a group for `qa` for ours, and none for `qamill/1.0`.
    """
    name = match[2].lower()
    return match[1] + (name if name in ("*", AGENT) else "another")
