from collections.abc import Callable, Iterable

from turbohtml import Element, Node, Text

from .walk import Arrays

_Looks = tuple[
    type[Text],
    type[Element],
    dict[str, int],
    frozenset[str],
    Callable[[str], int],
    Callable[[Element], bool],
]

def fill(arrays: Arrays, nodes: Iterable[Node], hidden: set[Element], looks: _Looks, /) -> None: ...
