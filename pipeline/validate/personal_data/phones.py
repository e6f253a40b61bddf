"""Telephone numbers of somebody, by the numbering plans of all countries: no helplines, no numbers of films."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from ...text.patterns import pattern
from .context import before, is_of_a_thing
from .kinds import Found, Kind

_INTERNATIONAL = pattern(r"(?<![\w.+/=-])\(?\+\(?\d(?:[ .\-/()\u00a0]{0,3}\d){6,15}(?!(?!x\d)\w)")
_WITH_ZEROS = pattern(r"(?<![\w.,+/=-])00 ?[1-9]\d?(?:[ .\-/()]{1,3}\d+){2,6}(?![\w]|[.,]\d)")
_AMERICAN = pattern(
    r"(?<![\w.,+/=-])(?:1[ .-]?)?"
    r"(?:\([2-9]\d\d\)(?:\s?|-)[2-9]\d\d[ .-]?\d{4}|[2-9]\d\d(?:([ .-])[2-9]\d\d\1|/[2-9]\d\d-)\d{4})"
    r"(?!(?!x\d)\w|[.,/-]\d|-\w)"  # an extension may follow: x12
)
_NATIONAL = pattern(r"(?<![\w.,+/=-])\(?0\d(?:[ .\-/()]{0,3}\d){7,12}(?![\w]|[.,]\d|-\w)")
_OF_A_LANGUAGE = pattern(
    r"(?<![\w.,+/=-])(?!(?:19|20)\d\d([./-])\d\d\1\d)\(?[1-9](?:[ .\-/()]{0,2}\d){7,11}(?![\w]|[.,]\d|-\w)"
)
_BRAZILIAN = pattern(r"(?<![\w.,+/=-])\([1-9]\d\)\s?9?\d{4}-\d{4}(?![\w]|[.,/-]\d|-\w)")
_INDIAN = pattern(r"(?<![\w.,+/=-])[6-9]\d{4}[ -]\d{5}(?![\w]|[.,]\d|-\w)")
_BARE = pattern(r"(?<![\w.,+/=-])1?[2-9]\d\d[2-9]\d{6}(?![\w]|[.,/-]\d|-\w)")
_CONNECTED = (
    r"(?:[\s:.#()\"'=\uff1a-]|\b(?:me|us|him|her|them|at|on|is|no|nr|number|or|text|call|now|today|anytime|my|our|your|the"
    r"|for|more|information|help|line|phone|directly)\b)*\Z"
)
"""What may be between a word and a number without any sign between its digits, which may be any number."""
_SAYS_BARE = pattern(
    r"\b(?:tel|telephone|phone|cell|cellphone|mobile|mob|fax|call|ring|dial|text|sms|whatsapp|viber|ph|hotline|landline"
    rf"|contact|(?:my|his|her|our|their) number|reach (?:me|us|him|her|them)){_CONNECTED}",
    re.IGNORECASE,
)
_SAYS_PHONE = pattern(
    r"(?:\b(?:tel|telephones?|phones?|ph|cell|cellphone|mobile|mob|fax|call|calls|called|calling|ring|dial|text|sms"
    r"|whatsapp|viber|telegram|signal|hotline|landline|contact|[mt](?=:)|reach|\w{0,12}telefon\w{0,8}|tlf|t\u00e9l"
    r"|(?:ruf|handy|mobil|telefon|fax|durchwahl)(?:nummer|nr)|fon|handy|mobil|anruf\w*|ruf|rufen|t[e\u00e9]l[e\u00e9]phone"
    r"|portable|appele[rz]|num[e\u00e9]ro|tel[e\u00e9]fono|m[o\u00f3]vil|telefone|telefoon|bel)\b"
    r"|[\u260e\u260f\U0001f4de\U0001f4f1])[^\d\n]{0,25}\Z",
    re.IGNORECASE,
)
"""A word before a number that is written as people do at home."""
_AT_HOME = ("GB", "DE", "FR", "IT", "ES", "AU", "IN", "NL", "IE", "ZA", "CH", "AT", "BE", "SE", "JP", "NZ", "BR", "TR")
"""The countries whose way of writing is tried, where a word says that it is a telephone number."""
_LANGUAGES = tuple(
    (pattern(rf"(?:{words})[^\d\n]{{0,25}}\Z", re.IGNORECASE), tuple(regions.split()))
    for words, regions in (
        ("\\b(?:teléfono|telefono|móvil|movil|celular|ll[aá]m[ae](?:r|me|nos)?)\\b", "ES MX AR CO CL PE"),
        ("\\b(?:telefone|telem[oó]vel|celular)\\b", "BR PT"),
        ("\\b(?:telefono|cellulare|chiama\\w*)\\b", "IT"),
        ("\\b(?:telefon|tel|komórka|zadzwoń)\\b", "PL CZ NO DK"),
        ("\\b(?:телефон\\w*|тел|позвоните|звоните|моб(?:ильный)?)\\b", "RU UA KZ"),
        ("电话|手机|電話|手機", "CN TW JP"),
        ("전화|핸드폰|휴대폰|연락처", "KR"),
        ("फ़ोन|फ\u093cोन|फोन|मोबाइल", "IN"),
        ("هاتف|جوال|تلفن|موبايل", "SA AE EG IR"),
        ("טלפון|נייד", "IL"),
        ("τηλ(?:έφωνο)?|κινητό", "GR"),
    )
)
"""Words by which a number is one of the countries of a language, with a zero at its beginning or without."""
_FRENCH = pattern("\\b(?:num[eé]ro|t[eé]l[eé]phone|tél|portable|appele[rz])\\b[^\\d\\n]{0,25}\\Z", re.IGNORECASE)
_SERVICE = pattern(r"\(?0(?:80[08]|90[059])|\(?0(?:3(?:0[03]|3[03]|4[45]|7[01])|84[345]|87[0-3])\)? ")
"""The beginnings of numbers that are free of charge or dear, wherever they are, or in Britain where written so."""
_WRITTEN_AT_HOME = (
    (_NATIONAL, ((_FRENCH, ("FR",)), *_LANGUAGES, (_SAYS_PHONE, _AT_HOME))),
    (_OF_A_LANGUAGE, _LANGUAGES),
    (_BARE, ((_SAYS_BARE, ("US",)),)),
    (_INDIAN, ((_SAYS_PHONE, ("IN",)),)),
    (_BRAZILIAN, ((_SAYS_PHONE, ("BR",)),)),
)
"""How numbers are written at home, and the words that call them telephone numbers of some countries."""
_FICTION = pattern(
    r"\+(?:1\d{3}555"
    r"|44(?:207946|7700900|1632960|(?:11[3-8]|121|131|141|151|161)496|191498|28964960|292018|3069990|8081570)"
    r"|61(?:[2378](?:5550|7010)|49157[01])"
    r"|33(?:19900|26191|35301|46571|53649|63998)"
    r"|49(?:3023125|6990009|4066969|2214710|8999998))\d*"
)
"""Numbers that regulators keep free for films and books."""
_STANDS_FOR_ANY = pattern(
    r".*(?:1234567|2345678|9876543|(\d)\1{5}|[1-9]00[1-9]00[1-9]000)|\+1(?:214748364[78]|429496729[56])"
)


def find(text: str) -> Iterator[Found]:
    """Yield the telephone numbers in a text that are valid and may be those of people."""
    for match in _INTERNATIONAL.finditer(text):
        yield from _shortened(match, None)
    for match in _WITH_ZEROS.finditer(text):
        yield from _number(text, *match.span(), "+" + match[0][2:], None)
    for match in _AMERICAN.finditer(text):
        if not is_of_a_thing(text, match.start()):
            yield from _number(text, *match.span(), match[0], "US")
    for match, regions in _at_home(text):
        if not is_of_a_thing(text, match.start()):
            yield from _in_first_of(regions, match)


def _at_home(text: str) -> Iterator[tuple[re.Match[str], tuple[str, ...]]]:
    """The numbers that a word before them calls telephone numbers, and the countries that they may be of."""
    for home, called in _WRITTEN_AT_HOME:
        for match in home.finditer(text):
            words = before(text, match.start())
            yield from ((match, regions) for says, regions in called if says.search(words))


def _in_first_of(regions: Iterable[str], match: re.Match[str]) -> Iterator[Found]:
    """The number as it is in the first country that has it; none where it is fiction in any, or a service."""
    if _SERVICE.match(match[0]):
        return
    numbers = [number for region in regions if (number := _valid(match[0], region))]
    if not any(map(_is_fiction, numbers)):
        yield from islice((_found(match.string, *match.span(), each) for each in numbers if not each.is_service), 1)


def _shortened(match: re.Match[str], region: str | None) -> Iterator[Found]:
    """The number that a run of digits begins with, where another number or a year may follow it."""
    start, end = match.span()
    while end - start >= 8:
        found = [*_number(match.string, start, end, match.string[start:end], region)]
        if found:
            yield from found
            return
        end = max(match.string.rfind(sign, start, end) for sign in " -./(")
        end = start + len(match.string[start : max(end, start)].rstrip(" -./("))


class _Number(NamedTuple):
    value: str
    """Like +12126647665 (E.164)."""
    is_service: bool
    """Whether it is free, dear, or one for a whole company: no line of a person."""


def _number(text: str, start: int, end: int, written: str, region: str | None) -> Iterator[Found]:
    number = _valid(written, region)
    if number and not number.is_service and not _is_fiction(number):
        yield _found(text, start, end, number)


@lru_cache(maxsize=1024)  # the answers of one page name the same number again, and each is tried in many countries
def _valid(written: str, region: str | None) -> _Number | None:
    """A number that there may be in a country's plan; without a region it says its country itself."""
    import phonenumbers  # not before: it takes as long as reading 500 pairs

    try:
        number = phonenumbers.parse(written, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    kinds = phonenumbers.PhoneNumberType
    services = (kinds.TOLL_FREE, kinds.SHARED_COST, kinds.PREMIUM_RATE, kinds.UAN, kinds.VOICEMAIL)
    value = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return _Number(value, phonenumbers.number_type(number) in services)


def _is_fiction(number: _Number) -> bool:
    return _FICTION.fullmatch(number.value) is not None or _STANDS_FOR_ANY.match(number.value) is not None


def _found(text: str, start: int, end: int, number: _Number) -> Found:
    is_opened = text[start] == "(" and ")" not in text[start:end]
    return Found(Kind.PHONE, start + is_opened, end, number.value)
