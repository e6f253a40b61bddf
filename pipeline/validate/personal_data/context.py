"""What stands right before a number, and says what it is."""

from __future__ import annotations

import re

from ...text.patterns import pattern

_REACH = 40  # characters before a number that may say what it is, chosen: `Please call our office manager on`
_THING = pattern(
    r"(?:\b(?:order|invoice|tracking|ticket|case|model|part|serial|s/n|sku|item|product|article|asin|isbn|issn|ean|upc|gtin"
    r"|imei|doi|pmid|patent|docket|version|commit|hash|checksum|build|ref|reference|id|uuid|claim|policy|vin|lot|batch"
    r"|account|acct|a/c|licen[sc]e|permit|member|customer|booking|reservation|confirmation|npi|ndc|cas|size"
    r"|call (?:no\.?|number)"
    r"|(?:bestell|auftrags|rechnungs|kunden|artikel|vorgangs|vertrags|referenz|serien)(?:ung|nummer|nr)?|auftrag"
    r"|rechnung|aktenzeichen|commande|facture|r\u00e9f(?:\u00e9rence)?|dossier|client|pedido|factura|referencia|cliente"
    r"|expediente|ordine|fattura|pratica|codice|fatura|encomenda|bestelling|factuur|klantnummer|zam\u00f3wienie|faktura|\u0437\u0430\u043a\u0430\u0437|\u8ba2\u5355\u53f7?|\u6ce8\u6587\u756a\u53f7)"
    r"(?: (?:no\.?|nr\.?|n[\u00b0\u00ba]|number|code|id))?[ :#=\uff1a-]*|[#$\u20ac\u00a3\u00a5\u00a7]\s?)\Z",
    re.IGNORECASE,
)
"""A word or sign by which a number is that of a thing."""


def is_of_a_thing(text: str, start: int) -> bool:
    """Whether what stands right before a number says that it is that of a thing: `order no. 212-867-5309`."""
    return _THING.search(before(text, start)) is not None


def before(text: str, start: int) -> str:
    """Return what stands before a place in its line, as far as it may say what follows."""
    return text[max(0, start - _REACH) : start].rpartition("\n")[2]
