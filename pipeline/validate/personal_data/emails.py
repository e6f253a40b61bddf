"""Addresses of e-mail: a name at a host that there may be, but for those that stand for any address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...text.fingerprint import UNSPACED_LETTER
from ...text.patterns import pattern
from ...text.signs import look_for
from ...web.hosts import host_of, registrable_domain
from .kinds import Found, Kind

_HOST = r"[^\W_](?:[\w-]{0,61}[^\W_])?(?:\.[^\W_](?:[\w-]{0,61}[^\W_])?)+"
_ADDRESS = pattern(rf"(?<![\w.@])(?P<name>[\w+-](?:[\w.+'%-]{{0,62}}[\w+-])?)(?:@|%40)(?P<host>{_HOST})(?!@)")
_AT = r"(?:@|&(?:#64|#x40|commat);|\s?[(\[{<]\s?(?:at|\u00e4t|@|arroba|arobase|chiocciola)\s?[)\]}>]\s?)"
_DOTTED = r"(?:\.|&(?:#46|#x2e|period);|\s?[(\[{<]\s?(?:\.|dot|punkt|point|punto|ponto|punt)\s?[)\]}>]\s?)"
_SPELLED = pattern(
    rf"(?<![\w.@])(?P<name>\w[\w.+-]{{0,62}}){_AT}(?P<host>\w[\w-]*(?:{_DOTTED}\w[\w-]*)+)", re.IGNORECASE
)
"""`jane (at) tea-house (dot) org`: written so that machines do not read it."""
_DOT = pattern(_DOTTED, re.IGNORECASE)
_SIGN_OF_SPELLING = pattern(
    r"[(\[{<&]\s?(?:[aA](?:[tT]|rr?o)|[\u00e4\u00c4]|@|chioc|\.|[dD][oO][tT]|[pP][ou][in]|#(?:64|46|x40|x2e);|commat;|period;)"
)
"""What such a text has somewhere; this is found much faster than an address."""
ASCII_SIGNS = "@%([{<&"
OTHER_SIGNS = ("\uff20", "\ufe6b")
"""What a text that holds an address has, one of all these."""
_SIGNS = ("@", "%40", *OTHER_SIGNS)
_LOOK = look_for(ASCII_SIGNS)
_NO_HOST = pattern(r"www\.|.*[a-z]\.[A-Z][a-z]*\Z")
"""What follows `(at)` where it stands for the word: a site, or the end of a sentence and the next one."""
_GOES_ON = pattern(r"(?<=[a-z])[^\x00-\x7f]+\Z", re.IGNORECASE)
_GLUED = pattern(rf".*{UNSPACED_LETTER.pattern}(?=[!-~]+\Z)")
"""The words before a name where a script has no blanks between words."""
_RESERVED = ("example", "invalid", "localhost", "test")
"""The names that no host has, as they are kept for examples (RFC 2606, RFC 6761)."""
_STANDS_FOR_ANY = pattern(
    r"(?:example|foo|bar|foobar|test|abc|xyz|acme|openssh|(?:some|no)where"
    r"|(?:my|your|the|our|some|any)?-?_?(?:domain|company|organi[sz]ation|site|website|business|server|host"
    r"|provider|school|university|isp))(?:name)?"
)
"""Second-level domains of examples: `you@yourdomain.com`."""
_ANYBODY = pattern(
    r"(?:your?|my|the|their|user|first|given)[._-]?(?:full|last|user|sur|family)?[._-]?(?:name|e?-?mail|address|id)"
    r"(?:[._-]?here)?|(?:full|last|user|sur|family)[._-]?name|first(?:name)?[._-]?last(?:name)?|you|user|someone|somebody"
    r"|anyone|recipient|sender|x{2,}|example|foo|bar|(?:john|jane)[._-]?doe|jdoe"
    r"|(?:max|erika)[._-]?mustermann(?:frau)?|\d{6,}(?:\.[\da-f]+)+"
)
"""Names of examples: `first.last@`, `youremail@`; and of messages: `20260131.4711@`."""
_NOT_AN_ADDRESS = pattern(r"(?:://[^\s/@]*|\b(?:message-id|in-reply-to|references|cid): ?<?[^\s<>@]*)\Z", re.IGNORECASE)
"""What stands before the sign in an address of the web, and in the names that mail programs give to mails."""
_PATH = pattern(r":(?:[~/]|[\w.-]+/)")


def may_hold_any(text: str) -> bool:
    """Whether a text may hold an address, by a quick look."""
    if text.isascii() and not _LOOK(text):
        return False
    return any(sign in text for sign in _SIGNS) or _SIGN_OF_SPELLING.search(text) is not None


def find(text: str) -> Iterator[Found]:
    """Yield the addresses of e-mail in a text."""
    for match in _ADDRESS.finditer(text) if "@" in text or "%40" in text else ():
        yield from _found(match, match["host"], text)
    for match in _SPELLED.finditer(text) if _SIGN_OF_SPELLING.search(text) else ():
        yield from _spelled(match, text)


def _spelled(match: re.Match[str], text: str) -> Iterator[Found]:
    written = _DOT.sub(".", match["host"])
    is_word = match["host"] == written and _NO_HOST.match(written)
    if not is_word:
        yield from _found(match, written, text)


def _found(match: re.Match[str], written: str, text: str) -> Iterator[Found]:
    end, name = match.end(), match["name"].removeprefix("%3A")
    if glued := _GLUED.match(name):
        name = name[glued.end() :]
    start = match.start("name") + len(match["name"]) - len(name)
    host = _host(written)
    if not host or ".." in name or _is_example(name.lower(), host.lower()) or _is_of_a_program(match, text):
        return
    if host != written:
        end = next(end for end in range(match.start("host"), end) if _ends(text[match.start("host") : end], host))
    yield Found(Kind.EMAIL, start, end, f"{name}@{host}".lower())


def _ends(written: str, host: str) -> bool:
    return _DOT.sub(".", written) == host


def _host(written: str) -> str:
    """What is a host of what was written after the sign; a sentence, or a word, may go on without a blank."""
    cut = len(written)
    while cut > 0:
        for part in (written[:cut], _GOES_ON.sub("", written[:cut])):
            if (host := host_of(part)) and not _are_numbers(host):
                return part
        cut = max(written.rfind(".", 0, cut), 0)
    return ""


def _are_numbers(host: str) -> bool:
    """Whether it is the number of a version rather than a host: `package@1.0.dev`."""
    return sum(label.isdigit() for label in host.split(".")) > 1


def _is_example(name: str, host: str) -> bool:
    domain = registrable_domain(host).partition(".")[0]
    if host.rpartition(".")[2] in _RESERVED or _STANDS_FOR_ANY.fullmatch(domain):
        return True
    return _ANYBODY.fullmatch(name) is not None


def _is_of_a_program(match: re.Match[str], text: str) -> bool:
    """Whether it is no address of a person's mail: of a server with a path, of a repository, the name of a mail."""
    before = text[max(0, match.start() - 80) : match.start()]
    return (
        match["name"] == "git"
        or _PATH.match(text, match.end()) is not None
        or _NOT_AN_ADDRESS.search(before) is not None
    )
