from collections.abc import Callable, Iterable

from turbohtml import Element, Node, Text

from .walk import Arrays

_Looks = tuple[
    type[Text],
    type[Element],
    dict[str, int],
    frozenset[str],
    Callable[[str], bool],
    Callable[[Element], bool],
    Callable[[str], bool],
]

def fill(arrays: Arrays, nodes: Iterable[Node], hidden: set[Element], looks: _Looks, /) -> None: ...
