"""What sites ask their readers instead of answering: tables of named patterns, in a few languages."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...text.marks import END_MARKS, START_MARKS
from ...text.patterns import pattern

# Each pattern is a whole question without its marks; letter case does not count.
_CALLS: dict[str, tuple[str, ...]] = {
    "your questions": (
        r"(?:do you |you )?(?:still )?(?:have|got) (?:(?:a|any|some|more|other|another|further) )*questions?\b.{0,50}",
        r"(?:any |more |further |other |still |got |additional )*questions?(?: (?:or|and) (?:comments?|concerns?))?",
        r"(?:noch |weitere |offene )*fragen",
        r"(?:hast du|habt ihr|haben sie) (?:noch |weitere |eine |andere )*fragen?(?: .{0,40})?",
        r"(?:vous avez |avez-vous |tu as )?(?:encore |d['\u2019]autres |des |une |toujours )*questions?(?: .{0,20})?",
        r"(?:aún )?(?:tienes?|tiene) (?:más |alguna |otras? )*(?:preguntas?|dudas?|consultas?)(?: .{0,30})?",
        r"(?:más |alguna |¿)*(?:preguntas?|dudas?)",
        r"(?:ainda )?(?:tem|ficou com) (?:mais |alguma |outras? )*(?:perguntas?|dúvidas?)(?: .{0,30})?",
        r"(?:hai|avete) (?:altre |ancora |qualche )*(?:domand[ae]|dubbi)(?: .{0,30})?",
        r"(?:heb|hebt|heeft) (?:je|jij|u) (?:nog |een |andere )*vra(?:ag|gen)(?: .{0,30})?",
        r"(?:nog )?(?:steeds )?(?:andere )?vragen|staat (?:je|uw|jouw) vraag er .{0,20}",
        r"(?:ihre |deine )?frage (?:ist )?(?:noch )?nicht (?:dabei|gefunden|beantwortet).{0,20}",
        r"(?:don['\u2019]?t see|can['\u2019]?t find|not finding|didn['\u2019]?t find|haven['\u2019]?t found)"
        r" (?:your|an|the) (?:question|answer)s?\b.{0,30}",
        r"har (?:du|ni|dere) (?:fler |flere |en |noen |nogle )*(?:frågor|spørgsmål)(?: .{0,30})?",
        r"(?:fler |flere )?(?:frågor|spørgsmål)",
        r"masz (?:więcej |jakieś )*pyta(?:nia|nie|ń)|(?:остались|есть) вопросы",
        r"お困りですか|.{0,12}(?:ご質問|ご不明).{0,12}(?:ですか|ますか)|(?:还)?有(?:其他|更多)?(?:疑问|问题)吗?",
    ),
    "help": (
        r"(?:do you )?(?:still )?need (?:more |some |any |further )*(?:help|support|assistance)(?: .{0,40})?",
        r"(?:how )?(?:can|may) (?:we|i) help(?: you)?(?: .{0,20})?",
        r"what (?:are you looking for|can we help you with|do you need help with)",
        r"(?:brauchst du|brauchen sie|benötigen sie|benötigst du) .{0,20}hilfe(?: .{0,30})?",
        r"besoin d['\u2019](?:aide|un conseil|inspiration)(?: .{0,30})?",
        r"(?:necesitas?|precisa de|hai bisogno di|serve) (?:más )?(?:ayuda|ajuda|aiuto)(?: .{0,30})?",
        r"wie können wir (?:dir|ihnen|euch)?(?: weiter)? ?helfen|(?:comment|en quoi) pouvons-nous vous aider",
        r"hulp nodig(?: .{0,30})?|behöver du hjälp(?: .{0,30})?|potrzebujesz pomocy|нужна помощь",
    ),
    "was it helpful": (
        r"(?:was|did you find|is) (?:this|the|that) (?:(?:[\w-]+ )?(?:answer|article|page|post|guide|content|info\w*"
        r"|faq|review|section|tutorial|video|comment) )?(?:to be )?(?:helpful|useful)(?: .{0,20})?",
        r"(?:did|does) (?:this|that|we) (?:(?:article|page|post|answer|info\w*) )?(?:answer|help|solve)(?: .{0,40})?",
        r"f(?:i|ou)nd (?:this|it)(?: \w+)? (?:helpful|useful)|how (?:helpful|useful) (?:was|is) (?:this|the) .{0,40}",
        r"(?:war|waren|fanden sie|fandest du|finden sie) (?:dies|der|die|das).{0,40} (?:hilfreich|nützlich)",
        r"(?:konnten wir|hat (?:dir|ihnen) (?:dies|der|die|das)\w*) .{0,40}(?:helfen|geholfen|weitergeholfen)",
        r"(?:cet|cette|ce) .{0,40}a-t-(?:il|elle) (?:été )?.{0,20}(?:utile|aidé)",
        r"(?:te |le |esta? |questo |questa |è |ti |este |foi )+.{0,30}(?:fue|resultado|sido|stat[ao])? ?(?:útil|utile)",
        r"was (?:dit|deze) .{0,40}(?:nuttig|behulpzaam|handig)",
        r"var .{0,40}(?:hjälpsam|hjælpsom|nyttig)\w*(?: .{0,20})?",
        r"czy .{0,40}(?:pomocn[eay]|przydatn[eay])|был[ао]? ли .{0,40}полезн\w*",
        r".{0,20}役に立ちましたか|.{0,20}(?:有帮助|有用)吗",
    ),
    "your opinion": (
        r"(?:did|have) you (?:make|made|tr(?:y|ied)|liked?|enjoy(?:ed)?|loved?|cook(?:ed)?|baked?) (?:this|these|that"
        r"|it|the|our|my|any|one)\b.{0,60}",
        r"did you (?:enjoy|like|love|know|spot|find what you)\b.{0,60}|did you know|did you mean:?(?: .{0,60})?",
        r"what (?:do|did|would) you think(?: .{0,50})?",
        r"how (?:do|did|would) you (?:rate|like it|like this)(?: .{0,50})?",
        r"how (?:did we do|was (?:your|this) .{0,40})|(?:would|will) you recommend (?:us|this|it)\b.{0,40}",
        r"(?:spot|spotted|found|find|noticed|see) (?:an?|any|something) ?(?:mistake|error|typo|bug|wrong|issue).{0,40}",
        r"hat (?:dir|ihnen|euch) .{0,50}(?:gefallen|geschmeckt)|te ha gustado .{0,40}|ti è piaciut[oa] .{0,40}"
        r"|gostou (?:d\w+ )?.{0,30}|(?:cette recette|cet article) vous .{0,10}plu?.{0,20}",
        r"(?:agree|disagree)(?: or (?:agree|disagree))?|(?:your )?thoughts|are you sure(?: .{0,60})?",
    ),
    "what next": (
        r"what(?:['\u2019]s| is| comes| to do| to read| to make)? next(?: .{0,20})?|where to next|new here",
        r"hungry for more|hungry|interested|curious|intrigued|sound good|neugierig(?: geworden)?",
        r"interesse(?: geweckt)?|lust auf .{0,30}",
    ),
}
# Half sentences that open an offer. On a help page one may be a real question ("Forgot your password?"), so they
# are not asked where the structure alone says question and answer.
_OFFERS: dict[str, tuple[str, ...]] = {
    "wants": (
        r"(?:want|wanna|looking (?:for|to)|searching for|ready|craving|feeling|fancy|in the mood|eager|tired of)"
        r"\b.{0,70}",
        r"need (?:more|some|an?|the perfect|ideas|something|inspiration)\b.{0,60}|would you like (?:more|to)\b.{0,60}",
        r"(?:can['\u2019]?t|cannot|didn['\u2019]?t|did not|couldn['\u2019]?t) find .{0,60}",
        r"vous ne trouvez pas .{0,50}|no encuentras? .{0,40}",
        r"(?:not|nicht) (?:the right|what|das richtige|gefunden) ?.{0,40}",
        r"(?:lust|envie|ganas|voglia|zin) (?:auf|de|di|in) .{0,50}",
    ),
    "likes": (r"(?:love|like|enjoy)(?:d|ed|ing)? (?:this|these|that|it|what|our|my|the)\b.{0,60}",),
    "account": (
        r"(?:forgot(?:ten)?|lost) (?:your |my )?(?:password|username|login|pin)\b.{0,30}",
        r"(?:already|not) (?:have |got )?(?:an? )?(?:\w+ )?(?:account|member|customer|user|subscri\w+|registered)\b"
        r".{0,30}",
        r"already (?:have|own|using) (?:an?|the|our)\b.{0,60}|new (?:member|customer|user|account|to)\b.{0,30}",
        r"don['\u2019]?t have (?:an? )?(?:account|login|password|subscription)\b.{0,30}|no account(?: yet)?",
        r"(?:passwort|zugangsdaten) vergessen|(?:noch )?kein (?:konto|account|kunde).{0,20}",
        r"(?:schon|bereits) (?:kunde|mitglied|registriert|angemeldet|ein konto).{0,20}",
        r"mot de passe oublié|(?:déjà|pas encore) (?:client|membre|inscrit|un compte).{0,20}",
        r"(?:has )?olvid(?:aste|ado) .{0,20}contraseña|ya (?:eres|tienes) .{0,30}|(?:aún )?no tienes cuenta",
        r"password dimenticata|esqueceu .{0,20}senha|wachtwoord vergeten|glömt lösenord\w*",
        r"glemt .{0,10}(?:kode|passord)\w*",
        r"nie pamiętasz hasła|забыли пароль",
    ),
    "are you": (
        r"are you (?:an? )?(?:\w+ )?(?:student|teacher|educator|developer|designer|business owner|customer|subscriber"
        r"|professional|parent|partner|reseller|artist|author|publisher|employer|job ?seeker|fan|beginner|lover)",
        r"are you (?:ready|interested|looking|new|hungry|struggling|tired|curious)\b.{0,60}",
        r"(?:not sure|unsure|undecided|confused|wondering|struggling|stuck)\b.{0,60}",
    ),
}
# Conditions that open a tip, in bold at the head of a list item: "No grill? Use a pan."
_TIPS = (
    r"(?:want|don['\u2019]?t (?:have|like|want|need)|do not have|no|out of|short on|in a|allergic|prefer|love|feeling"
    r"|your|too|not)\b.{0,60}",
)
# The text of a link from a teaser to its article.
_LEADS_ON = (
    r"(?:(?:read|see|view|show|find out) more|(?:continue|keep) reading|(?:full )?story|more)(?: .{0,60})?",
    r"read (?:the )?(?:full |whole )?(?:article|story|post|interview)",
    r"weiterlesen|mehr (?:lesen|erfahren|dazu)|zum (?:artikel|beitrag)|(?:artikel|beitrag) lesen",
    r"lire (?:la suite|plus|l['\u2019]article)|en savoir plus",
    r"(?:leer|ver|saber) más|seguir leyendo|leggi (?:tutto|di più|l['\u2019]articolo)|continua a leggere",
    r"ler mais|leia mais|saiba mais|lees (?:meer|verder)|läs mer|læs mere|les mer|lue lisää",
    r"czytaj (?:więcej|dalej)|читать (?:далее|полностью)|подробнее|続きを読む|阅读(?:更多|全文)|查看更多",
)
# What closes a section and is no part of it.
_TAILS = (
    r"(?:back|return|go|jump) to (?:the )?(?:top|start|contents?|list|index|menu|faqs?|questions?)(?: of .{0,20})?",
    r"top(?: of (?:the )?page)?|nach oben|zum anfang|zurück|haut de page|retour en haut|volver arriba|torna su|наверх",
    r"naar boven|till toppen|til toppen|до верху|トップへ戻る|返回顶部",
    r"share(?: this)?(?: (?:on|with|via|article|post|page|answer)\b.{0,30})?|teilen|partager|compartir|condividi|delen",
    r"print(?: this page)?|pin it|tweet|advertisement|anzeige|werbung|publicité|publicidad|sponsored|edit|permalink",
    r"\d{1,5} (?:of|out of|von) \d{1,5} (?:people |users )?found this helpful",
)
_MARKS = f"{START_MARKS}{END_MARKS}!\u2026. "
_MARK = pattern(f"[{END_MARKS}]")
_ARROWS = " .\u2026[]()\u00bb\u203a\u2192\u2191>^-\u2013|:#\u25b2\u25b6"


def _whole(patterns: Iterable[str]) -> re.Pattern[str]:
    return pattern("|".join(patterns), re.IGNORECASE)


_CALL = _whole(pattern for patterns in _CALLS.values() for pattern in patterns)
_OFFER = _whole(pattern for patterns in _OFFERS.values() for pattern in patterns)
_TIP, _LEAD, _TAIL = _whole(_TIPS), _whole(_LEADS_ON), _whole(_TAILS)


def is_call(question: str) -> bool:
    """Whether a site asks for its readers' questions, opinion or next click.

    >>> is_call("Was this article helpful?"), is_call("Was this bridge open in 1900?")
    (True, False)
    """
    return _CALL.fullmatch(question.strip(_MARKS)) is not None


def is_offer(question: str) -> bool:
    """Whether half a sentence opens an offer: `Ready to cook?`."""
    return _OFFER.fullmatch(question.strip(_MARKS)) is not None


def is_tip(question: str) -> bool:
    """Whether a condition opens a tip: `No grill?`."""
    return _TIP.fullmatch(question.strip(_MARKS)) is not None


def leads_on(line: str) -> bool:
    """Whether a line is no more than the link from a teaser to its article: `Read more »`."""
    return _LEAD.fullmatch(line.strip(_ARROWS)) is not None


def is_tail(line: str) -> bool:
    """Whether a line closes a section without being part of it: `Back to top`, `Was this helpful? Yes No`."""
    asked, *choice = _MARK.split(line, maxsplit=1)
    if choice and len(choice[0]) < 30 and is_call(asked):
        return True
    return _TAIL.fullmatch(line.strip(_ARROWS)) is not None
