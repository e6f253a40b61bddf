"""What the tests' worker processes have done before they are forked: all imports, and the patterns compiled."""

from pipeline.engine import parts
from pipeline.run import reading, tasks
from pipeline.run.page import parse

__all__ = ["parts", "reading", "tasks"]

_PAGES = (
    "<html><body><h2>Can I read it?</h2><p>Yes, you can read all of it.</p></body></html>",
    "Can I read it?\n\nYes, all of it.\nTakedown request | View complete answer on example.org\n\n\n",
)

for _page in _PAGES:
    parse(_page.encode())
