"""Questions and answers in the data of a page's scripts: `__NEXT_DATA__`, `window.__STATE__ = {...}`, `data-page`."""

from .reader import NAME, extract, resolve
from .sources import gives_data

__all__ = ["NAME", "extract", "gives_data", "resolve"]
