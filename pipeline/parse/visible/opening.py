"""The elements in which a page says by itself what asks: terms, rows, what opens a panel; by tag, attribute or name."""

from __future__ import annotations

from turbohtml import Document, Element

_TOGGLE = "[data-toggle={0}], [data-bs-toggle={0}]"
TABS = ", ".join(("[role=tab]", *map(_TOGGLE.format, ("tab", "pill"))))
WINDOWS = _TOGGLE.format("modal")
"""What opens a window over the page."""
SLOTS = ", ".join(f"[slot={name}]" for name in ("heading", "header", "title", "summary", "label", "question", "toggle"))
"""What elements of a library of components show as the title of a panel, and the rest below it."""
_OPENING = ("[aria-expanded]", _TOGGLE.format("collapse"), TABS, WINDOWS)
OPENING = ", ".join((*_OPENING, SLOTS))
_CLICKED = "[onclick]:not([href]), [onclick][href^='#'], [onclick][href^=javascript]"
"""What runs a script on a click and leads nowhere else."""
TAGS = ("tr", "details", "dt", "button", "label")
_SAID = ", ".join((*_OPENING, "[slot]", _CLICKED))  # one name for all slots: each takes time
_MAY_SAY = "[aria-expanded], [data-toggle], [data-bs-toggle], [role=tab], [slot], [onclick]"
"""A look that takes less time, because it has fewer parts."""


def opening_by_attribute(top: Document) -> list[Element]:
    """Return the elements of a page of which an attribute says that they open something, in document order."""
    return [element for element in top.select(_MAY_SAY) if element.matches(_SAID)]


def is_called_opening(classes: str) -> bool:
    """Whether class names hold a part of what plugins call what opens a panel."""
    return "toggle" in classes or "collaps" in classes or "accordion" in classes.lower()
