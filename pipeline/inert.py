"""Which parts of a page's text a browser does not read as markup: comments and scripts; found without a tree."""

from __future__ import annotations


def inert_end(text: str, start: int, at: int) -> int:
    """Return where the comment or script ends that holds the tag at a place, or 0 if none does.

    `start` is a place before it that is known to stand in neither.

    >>> inert_end("<!-- <link> -->", 0, 5), inert_end("<!-- --><link>", 0, 8), inert_end("<script>'<p>'</script>", 0, 9)
    (15, 0, 13)
    """
    comment = text.rfind("<!--", start, at)
    if comment >= 0 and text.find("-->", comment + 2, at) < 0 and not _is_in_script(text, start, comment):
        return _end(text, "-->", at) + len("-->")
    return _end(text, "</script", at) if _is_in_script(text, start, at) else 0


def _is_in_script(text: str, start: int, at: int) -> bool:
    opened = text.rfind("<script", start, at)
    if opened < 0 or text.find("</script", opened, at) >= 0:
        return False
    comment = text.rfind("<!--", start, opened)
    if comment >= 0 and text.find("-->", comment + 2, opened) < 0:
        return False
    return text[text.find(">", opened) - 1] != "/"  # a browser would not close it there; its author did


def _end(text: str, word: str, start: int) -> int:
    end = text.find(word, start)
    return end if end >= 0 else len(text)
