"""The words that rules know of each language: a language is one row of the table below, and one is added as a row.

What is the same in every language (digits, symbols of units, question marks) is kept beside what uses it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Forms = Mapping[str, str]
"""Plain form -> the other words for it, with blanks between. A plain form stands for itself, too."""


@dataclass(frozen=True, kw_only=True)
class Language:
    """What is known of one language. Lists of words are one text with blanks between, in lower case."""

    tag: str
    """BCP 47, as in the column `language`."""
    name: str

    # Questions
    openers: str = ""
    """Words that a question opens with."""
    be: str = ""
    """Forms of `to be`: auxiliaries, too."""
    auxiliaries: str = ""
    """Verbs that a yes-or-no question opens with, or that follow the question word in a question."""
    auxiliaries_first: str = ""
    """Auxiliaries that are only known as the first word of a question."""
    auxiliaries_of_types: str = ""
    """Auxiliaries that open a question where it is known to be one; other sentences open with them as often."""
    order_words: str = ""
    """Question words that an auxiliary follows in a question: `why is`, but not `whom is`."""
    particles: str = ""
    """What makes a line a question wherever it is written, in languages without blanks between words."""
    list_numbers: str = ""
    """Letters that number the items of a list."""
    question_labels: str = ""
    """Words for `question`, as they label one: `Frage 3:`."""
    answer_labels: str = ""
    """Words for `answer`."""

    # Near-duplicates: what must not differ, and what may
    function_words: str = ""
    """Words that do not change what a question asks."""
    letter_nouns: str = ""
    """Nouns that a letter names a kind of (`vitamin A`): `a` after them is no article and `i` no pronoun."""
    directions: str = ""
    """Words of a question that make the order of its words count: `PDF to Word` is not `Word to PDF`."""
    no_plurals: str = ""
    """Words in -s that are not the plural of the word without it."""
    same: Forms = field(default_factory=dict)
    """Forms of one word that is neither a function word nor a plural."""
    opposites: str = ""
    """Words that turn an answer round: one for another says something else."""
    numbers: Forms = field(default_factory=dict)
    """Plain forms are digits. Without words that more often mean something else: `dos` in a text may be a system."""
    number_letters: str = ""
    """Numbers of scripts without blanks, each one letter. Not `one`: it is part of too many other words."""
    units: Forms = field(default_factory=dict)
    """Units, months and days of the week. Plain forms are English."""
    short_units: Forms = field(default_factory=dict)
    """Units only right after a number."""
    negations: Forms = field(default_factory=dict)

    # What sites ask their readers instead of answering: regular expressions, each for a whole line without its marks
    calls: tuple[str, ...] = ()
    """Calls for the reader's questions, opinion or next click."""
    offers: tuple[str, ...] = ()
    """Half sentences that open an offer. On a help page one may be a real question (`Forgot your password?`), so they
    are not asked for where the structure alone says question and answer."""
    tips: tuple[str, ...] = ()
    """Conditions that open a tip, in bold at the start of a list item: `No grill? Use a pan.`"""
    read_more: tuple[str, ...] = ()
    """Texts of the link from a teaser to its article."""
    tails: tuple[str, ...] = ()
    """What closes a section and is no part of it: `Back to top`."""


ENGLISH = Language(
    tag="en",
    name="English",
    openers="who whom whose what what's whats when where where's which why how how's",
    be="am is are was were isn't aren't wasn't weren't",
    auxiliaries="do does did can could will would shall should may might must has have had"
    " don't doesn't didn't can't couldn't won't wouldn't shouldn't hasn't haven't",
    auxiliaries_first="cannot",
    auxiliaries_of_types="ain't mustn't need needn't ought hadn't",
    order_words="who what where when why how which",
    question_labels="question",
    answer_labels="answer",
    # Not among them: who, when, where, why, how, many, much; he and she; what may, must and should be done; the past;
    # from, or, than, before and after.
    function_words="a an the this that these those"
    " i me my mine myself we us our ours ourselves you your yours yourself"
    " it its itself they them their theirs themselves"
    " be am is are been being do does doing done has have having"
    " of in on at for by as about to into onto with and what which s",
    letter_nouns="vitamin hepatitis influenza type group grade class part plan phase stage level category factor"
    " protein omega section chapter schedule tier model title war series form unit route line zone appendix"
    " medicare titan",
    directions="to from into than over under versus vs before after between per",
    no_plurals="news aids arms customs glasses goods lens means series species thus windows",
    same={"he": "him his himself", "she": "her hers herself", "did": "was were had", "can": "could", "should": "ought",
          "vs": "versus"},
    opposites="allowed permitted forbidden prohibited legal lawful illegal unlawful minimum maximum before after more"
    " fewer less increase increased decrease decreased higher lower above below always often sometimes rarely seldom"
    " true false dominant recessive safe unsafe dangerous possible impossible",
    numbers={
        "0": "zero null", "1": "one", "1st": "first", "2": "two", "2x": "twice", "3": "three", "4": "four", "5": "five",
        "6": "six", "7": "seven", "8": "eight", "9": "nine", "10": "ten", "11": "eleven", "12": "twelve",
        "13": "thirteen", "14": "fourteen", "15": "fifteen", "16": "sixteen", "17": "seventeen", "18": "eighteen",
        "19": "nineteen", "20": "twenty", "30": "thirty", "40": "forty", "50": "fifty", "60": "sixty", "70": "seventy",
        "80": "eighty", "90": "ninety", "100": "hundred hundreds", "1000": "thousand thousands",
        "1000000": "million millions", "1000000000": "billion billions", "1/2": "half", "1/3": "third",
        "1/4": "quarter",
    },
    units={
        "second": "seconds sec secs", "minute": "minutes mins", "hour": "hours hr hrs", "day": "days daily",
        "week": "weeks weekly wk wks", "month": "months monthly", "year": "years yearly yr yrs annual annually",
        "decade": "decades", "century": "centuries",
        "mg": "milligram milligrams", "mcg": "microgram micrograms", "gram": "grams gramme grammes",
        "kg": "kilogram kilograms kilo kilos kgs", "ton": "tons tonne tonnes", "ounce": "ounces oz", "lb": "lbs",
        "pound": "pounds",
        "ml": "milliliter milliliters millilitre millilitres", "litre": "litres liter liters",
        "gallon": "gallons", "teaspoon": "teaspoons tsp", "tablespoon": "tablespoons tbsp", "cup": "cups",
        "mm": "millimeter millimeters millimetre millimetres", "cm": "centimeter centimeters centimetre centimetres",
        "meter": "meters metre metres", "km": "kilometer kilometers kilometre kilometres kms", "mile": "miles",
        "mph": "", "kmh": "kph", "inch": "inches", "foot": "feet ft", "yard": "yards", "acre": "acres",
        "hectare": "hectares", "degree": "degrees", "celsius": "", "fahrenheit": "", "calorie": "calories",
        "watt": "watts", "volt": "volts", "mb": "megabyte megabytes", "gb": "gigabyte gigabytes",
        "tb": "terabyte terabytes", "%": "percent", "psi": "",
        "$": "dollar dollars", "€": "euro euros", "¥": "yen", "₹": "rupee rupees", "cents": "",
        "january": "jan", "february": "feb", "march": "", "april": "", "june": "", "july": "", "august": "",
        "september": "sept", "october": "", "november": "", "december": "",
        "monday": "", "tuesday": "", "wednesday": "", "thursday": "", "friday": "", "saturday": "", "sunday": "",
    },
    short_units={"day": "d", "week": "w", "month": "mo", "year": "y", "am": "", "pm": ""},
    negations={
        "not": "isnt arent wasnt werent dont doesnt didnt cant couldnt shouldnt wouldnt hasnt havent hadnt aint",
        "no": "", "never": "", "none": "", "nobody": "", "nothing": "", "nowhere": "", "neither": "", "nor": "",
        "without": "", "hardly": "", "unable": "",
    },
    calls=(
        # for the reader's questions
        r"(?:do you |you )?(?:still )?(?:have|got) (?:(?:a|any|some|more|other|another|further) )*questions?\b.{0,50}",
        r"(?:any |more |further |other |still |got |additional )*questions?(?: (?:or|and) (?:comments?|concerns?))?",
        r"(?:don['\u2019]?t see|can['\u2019]?t find|not finding|didn['\u2019]?t find|haven['\u2019]?t found)"
        r" (?:your|an|the) (?:question|answer)s?\b.{0,30}",
        # help
        r"(?:do you )?(?:still )?need (?:more |some |any |further )*(?:help|support|assistance)(?: .{0,40})?",
        r"(?:how )?(?:can|may) (?:we|i) help(?: you)?(?: .{0,20})?",
        r"what (?:are you looking for|can we help you with|do you need help with)",
        # was it helpful
        r"(?:was|did you find|is) (?:this|the|that) (?:(?:[\w-]+ )?(?:answer|article|page|post|guide|content|info\w*"
        r"|faq|review|section|tutorial|video|comment) )?(?:to be )?(?:helpful|useful)(?: .{0,20})?",
        r"(?:did|does) (?:this|that|we) (?:(?:article|page|post|answer|info\w*) )?(?:answer|help|solve)(?: .{0,40})?",
        r"f(?:i|ou)nd (?:this|it)(?: \w+)? (?:helpful|useful)|how (?:helpful|useful) (?:was|is) (?:this|the) .{0,40}",
        # the reader's opinion
        r"(?:did|have) you (?:make|made|tr(?:y|ied)|liked?|enjoy(?:ed)?|loved?|cook(?:ed)?|baked?) (?:this|these|that"
        r"|it|the|our|my|any|one)\b.{0,60}",
        r"did you (?:enjoy|like|love|know|spot|find what you)\b.{0,60}|did you know|did you mean:?(?: .{0,60})?",
        r"what (?:do|did|would) you think(?: .{0,50})?",
        r"how (?:do|did|would) you (?:rate|like it|like this)(?: .{0,50})?",
        r"how (?:did we do|was (?:your|this) .{0,40})|(?:would|will) you recommend (?:us|this|it)\b.{0,40}",
        r"(?:spot|spotted|found|find|noticed|see) (?:an?|any|something) ?(?:mistake|error|typo|bug|wrong|issue).{0,40}",
        r"(?:agree|disagree)(?: or (?:agree|disagree))?|(?:your )?thoughts|are you sure(?: .{0,60})?",
        # what next
        r"what(?:['\u2019]s| is| comes| to do| to read| to make)? next(?: .{0,20})?|where to next|new here",
        r"hungry for more|hungry|interested|curious|intrigued|sound good",
    ),
    offers=(
        # wants
        r"(?:want|wanna|looking (?:for|to)|searching for|ready|craving|feeling|fancy|in the mood|eager|tired of)"
        r"\b.{0,70}",
        r"need (?:more|some|an?|the perfect|ideas|something|inspiration)\b.{0,60}|would you like (?:more|to)\b.{0,60}",
        r"(?:can['\u2019]?t|cannot|didn['\u2019]?t|did not|couldn['\u2019]?t) find .{0,60}",
        r"not (?:the right|what) ?.{0,40}",
        # likes
        r"(?:love|like|enjoy)(?:d|ed|ing)? (?:this|these|that|it|what|our|my|the)\b.{0,60}",
        # an account
        r"(?:forgot(?:ten)?|lost) (?:your |my )?(?:password|username|login|pin)\b.{0,30}",
        r"(?:already|not) (?:have |got )?(?:an? )?(?:\w+ )?(?:account|member|customer|user|subscri\w+|registered)\b"
        r".{0,30}",
        r"already (?:have|own|using) (?:an?|the|our)\b.{0,60}|new (?:member|customer|user|account|to)\b.{0,30}",
        r"don['\u2019]?t have (?:an? )?(?:account|login|password|subscription)\b.{0,30}|no account(?: yet)?",
        # are you
        r"are you (?:an? )?(?:\w+ )?(?:student|teacher|educator|developer|designer|business owner|customer|subscriber"
        r"|professional|parent|partner|reseller|artist|author|publisher|employer|job ?seeker|fan|beginner|lover)",
        r"are you (?:ready|interested|looking|new|hungry|struggling|tired|curious)\b.{0,60}",
        r"(?:not sure|unsure|undecided|confused|wondering|struggling|stuck)\b.{0,60}",
    ),
    tips=(
        r"(?:want|don['\u2019]?t (?:have|like|want|need)|do not have|no|out of|short on|in a|allergic|prefer|love"
        r"|feeling|your|too|not)\b.{0,60}",
    ),
    read_more=(
        r"(?:(?:read|see|view|show|find out) more|(?:continue|keep) reading|(?:full )?story|more)(?: .{0,60})?",
        r"read (?:the )?(?:full |whole )?(?:article|story|post|interview)",
    ),
    tails=(
        r"(?:back|return|go|jump) to (?:the )?(?:top|start|contents?|list|index|menu|faqs?|questions?)(?: of .{0,20})?",
        r"top(?: of (?:the )?page)?",
        r"share(?: this)?(?: (?:on|with|via|article|post|page|answer)\b.{0,30})?",
        r"print(?: this page)?|pin it|tweet|advertisement|sponsored|edit|permalink",
        r"\d{1,5} (?:of|out of|von) \d{1,5} (?:people |users )?found this helpful",
    ),
)  # fmt: skip

LANGUAGES: tuple[Language, ...] = (
    ENGLISH,
    Language(
        tag="de",
        name="German",
        openers="wer wen wem wessen was wann wo wohin woher warum wieso weshalb wie welche welcher welches welchen"
        " kann können darf muss müssen ist sind hat haben wird werden gibt soll sollte",
        question_labels="frage",
        answer_labels="antwort",
        numbers={
            "2": "zwei", "3": "drei", "4": "vier", "5": "fünf", "6": "sechs", "7": "sieben", "8": "acht", "9": "neun",
            "10": "zehn", "12": "zwölf", "13": "dreizehn", "14": "vierzehn", "15": "fünfzehn", "20": "zwanzig",
            "30": "dreißig dreissig", "40": "vierzig", "50": "fünfzig", "60": "sechzig", "100": "hundert",
            "1000": "tausend",
        },
        units={
            "second": "sekunde sekunden", "minute": "minuten", "hour": "stunde stunden", "day": "tage tagen",
            "week": "woche wochen", "month": "monat monate monaten", "year": "jahr jahre jahren", "gram": "gramm",
        },
        negations={"nicht": "", "kein": "keine keinen keinem keiner keines", "nie": "niemals", "ohne": "", "weder": ""},
        calls=(
            r"(?:noch |weitere |offene )*fragen",
            r"(?:hast du|habt ihr|haben sie) (?:noch |weitere |eine |andere )*fragen?(?: .{0,40})?",
            r"(?:ihre |deine )?frage (?:ist )?(?:noch )?nicht (?:dabei|gefunden|beantwortet).{0,20}",
            r"(?:brauchst du|brauchen sie|benötigen sie|benötigst du) .{0,20}hilfe(?: .{0,30})?",
            r"wie können wir (?:dir|ihnen|euch)?(?: weiter)? ?helfen",
            r"(?:war|waren|fanden sie|fandest du|finden sie) (?:dies|der|die|das).{0,40} (?:hilfreich|nützlich)",
            r"(?:konnten wir|hat (?:dir|ihnen) (?:dies|der|die|das)\w*) .{0,40}(?:helfen|geholfen|weitergeholfen)",
            r"hat (?:dir|ihnen|euch) .{0,50}(?:gefallen|geschmeckt)",
            r"neugierig(?: geworden)?|interesse(?: geweckt)?|lust auf .{0,30}",
        ),
        offers=(
            r"nicht (?:das richtige|gefunden) ?.{0,40}|lust auf .{0,50}",
            r"(?:passwort|zugangsdaten) vergessen|(?:noch )?kein (?:konto|account|kunde).{0,20}",
            r"(?:schon|bereits) (?:kunde|mitglied|registriert|angemeldet|ein konto).{0,20}",
        ),
        read_more=(r"weiterlesen|mehr (?:lesen|erfahren|dazu)|zum (?:artikel|beitrag)|(?:artikel|beitrag) lesen",),
        tails=(r"nach oben|zum anfang|zurück|teilen|anzeige|werbung",),
    ),
    Language(
        tag="nl",
        name="Dutch",
        openers="wie wat wanneer waar waarom hoe welk welke kan kun mag moet is zijn heeft heb wordt",
        question_labels="vraag",
        answer_labels="antwoord",
        numbers={
            "2": "twee", "3": "drie", "4": "vier", "5": "vijf", "6": "zes", "7": "zeven", "8": "acht", "9": "negen",
            "10": "tien", "12": "twaalf", "13": "dertien", "14": "veertien", "15": "vijftien", "20": "twintig",
            "30": "dertig", "40": "veertig", "50": "vijftig", "100": "honderd", "1000": "duizend",
        },
        units={
            "minute": "minuten minuut", "hour": "uur uren", "day": "dag dagen", "week": "weken",
            "month": "maand maanden", "year": "jaar jaren",
        },
        negations={"niet": "", "geen": "", "nooit": "", "zonder": ""},
        calls=(
            r"(?:heb|hebt|heeft) (?:je|jij|u) (?:nog |een |andere )*vra(?:ag|gen)(?: .{0,30})?",
            r"(?:nog )?(?:steeds )?(?:andere )?vragen|staat (?:je|uw|jouw) vraag er .{0,20}",
            r"hulp nodig(?: .{0,30})?|was (?:dit|deze) .{0,40}(?:nuttig|behulpzaam|handig)",
        ),
        offers=(r"zin in .{0,50}|wachtwoord vergeten",),
        read_more=(r"lees (?:meer|verder)",),
        tails=(r"naar boven|delen",),
    ),
    Language(
        tag="fr",
        name="French",
        openers="qui que quoi quand où pourquoi comment combien quel quelle quels quelles est-ce puis-je peut-on"
        " faut-il",
        question_labels="question",
        answer_labels="réponse",
        numbers={
            "2": "deux", "3": "trois", "4": "quatre", "5": "cinq", "6": "six", "7": "sept", "8": "huit", "9": "neuf",
            "11": "onze", "12": "douze", "13": "treize", "14": "quatorze", "15": "quinze",
            "20": "vingt", "30": "trente", "40": "quarante", "50": "cinquante", "1000": "mille",
        },
        units={
            "second": "seconde secondes", "minute": "minutes", "hour": "heure heures", "day": "jour jours",
            "week": "semaine semaines", "month": "mois", "year": "année années", "gram": "gramme grammes",
        },
        negations={"ne": "pas n'", "jamais": "", "sans": "", "aucun": "aucune", "non": ""},
        calls=(
            r"(?:vous avez |avez-vous |tu as )?(?:encore |d['\u2019]autres |des |une |toujours )*questions?"
            r"(?: .{0,20})?",
            r"besoin d['\u2019](?:aide|un conseil|inspiration)(?: .{0,30})?",
            r"(?:comment|en quoi) pouvons-nous vous aider",
            r"(?:cet|cette|ce) .{0,40}a-t-(?:il|elle) (?:été )?.{0,20}(?:utile|aidé)",
            r"(?:cette recette|cet article) vous .{0,10}plu?.{0,20}",
        ),
        offers=(
            r"vous ne trouvez pas .{0,50}|envie de .{0,50}",
            r"mot de passe oublié|(?:déjà|pas encore) (?:client|membre|inscrit|un compte).{0,20}",
        ),
        read_more=(r"lire (?:la suite|plus|l['\u2019]article)|en savoir plus",),
        tails=(r"haut de page|retour en haut|partager|publicité",),
    ),
    Language(
        tag="es",
        name="Spanish",
        openers="quién quiénes qué cuándo dónde por cómo cuánto cuánta cuántos cuántas cuál cuáles puedo se hay es",
        question_labels="pregunta",
        answer_labels="respuesta",
        numbers={
            "3": "tres", "4": "cuatro", "5": "cinco", "6": "seis", "7": "siete", "8": "ocho", "9": "nueve",
            "10": "diez", "12": "doce", "13": "trece", "14": "catorce", "15": "quince", "20": "veinte", "30": "treinta",
            "40": "cuarenta", "50": "cincuenta", "100": "cien", "1000": "mil",
        },
        units={
            "second": "segundo segundos", "minute": "minuto minutos", "hour": "hora horas", "day": "día días",
            "week": "semana semanas", "month": "meses", "year": "año años", "gram": "gramo gramos",
        },
        negations={"nunca": "jamás", "ningún": "ninguno ninguna", "tampoco": "", "no": ""},
        calls=(
            r"(?:aún )?(?:tienes?|tiene) (?:más |alguna |otras? )*(?:preguntas?|dudas?|consultas?)(?: .{0,30})?",
            r"(?:más |alguna |¿)*(?:preguntas?|dudas?)|necesitas? (?:más )?ayuda(?: .{0,30})?",
            r"(?:te |le |esta? |este )+.{0,30}(?:fue|resultado|sido)? ?útil|te ha gustado .{0,40}",
        ),
        offers=(
            r"no encuentras? .{0,40}|ganas de .{0,50}",
            r"(?:has )?olvid(?:aste|ado) .{0,20}contraseña|ya (?:eres|tienes) .{0,30}|(?:aún )?no tienes cuenta",
        ),
        read_more=(r"(?:leer|ver|saber) más|seguir leyendo",),
        tails=(r"volver arriba|compartir|publicidad",),
    ),
    Language(
        tag="pt",
        name="Portuguese",
        openers="quem quando onde porque porquê como quanto quanta quantos quantas qual quais posso é há o",
        question_labels="pergunta",
        answer_labels="resposta",
        numbers={
            "2": "dois duas", "3": "três", "4": "quatro", "5": "cinco", "6": "seis", "7": "sete", "8": "oito",
            "9": "nove", "10": "dez", "12": "doze", "13": "treze", "14": "catorze", "15": "quinze", "20": "vinte",
            "30": "trinta", "40": "quarenta", "50": "cinquenta", "100": "cento", "1000": "mil",
        },
        units={
            "second": "segundo segundos", "minute": "minuto minutos", "hour": "hora horas", "day": "dia dias",
            "week": "semana semanas", "month": "mês meses", "year": "ano anos",
        },
        negations={"não": "", "sem": "", "nem": "", "nunca": ""},
        calls=(
            r"(?:ainda )?(?:tem|ficou com) (?:mais |alguma |outras? )*(?:perguntas?|dúvidas?)(?: .{0,30})?",
            r"precisa de ajuda(?: .{0,30})?|(?:esta? |este |foi )+.{0,30}útil|gostou (?:d\w+ )?.{0,30}",
        ),
        offers=(r"esqueceu .{0,20}senha",),
        read_more=(r"ler mais|leia mais|saiba mais",),
    ),
    Language(
        tag="it",
        name="Italian",
        openers="chi che cosa quando dove perché come quanto quanta quanti quante quale quali posso è c'è",
        question_labels="domanda",
        answer_labels="risposta",
        numbers={
            "4": "quattro", "5": "cinque", "7": "sette", "8": "otto",
            "9": "nove", "10": "dieci", "11": "undici", "12": "dodici", "13": "tredici", "14": "quattordici",
            "15": "quindici", "20": "venti", "30": "trenta", "40": "quaranta", "50": "cinquanta", "100": "cento",
            "1000": "mille",
        },
        units={
            "second": "secondo secondi", "minute": "minuto minuti", "day": "giorno giorni",
            "week": "settimana settimane", "month": "mese mesi", "year": "anno anni",
        },
        negations={"non": "", "senza": "", "nessuno": "nessuna nessun"},
        calls=(
            r"(?:hai|avete) (?:altre |ancora |qualche )*(?:domand[ae]|dubbi)(?: .{0,30})?",
            r"(?:hai bisogno di|serve) aiuto(?: .{0,30})?|(?:questo |questa |è |ti è |le )+.{0,30}utile",
            r"ti è piaciut[oa] .{0,40}",
        ),
        offers=(r"voglia di .{0,50}|password dimenticata",),
        read_more=(r"leggi (?:tutto|di più|l['\u2019]articolo)|continua a leggere",),
        tails=(r"torna su|condividi",),
    ),
    Language(
        tag="sv",
        name="Swedish",
        openers="vem vad när var varför hur vilken vilket vilka kan får måste är har finns",
        question_labels="fråga",
        answer_labels="svar",
        negations={"inte": "ej"},
        calls=(
            r"har (?:du|ni) (?:fler |en )*frågor(?: .{0,30})?|(?:fler )?frågor|behöver du hjälp(?: .{0,30})?",
            r"var .{0,40}(?:hjälpsam|nyttig)\w*(?: .{0,20})?",
        ),
        offers=(r"glömt lösenord\w*",),
        read_more=(r"läs mer",),
        tails=(r"till toppen",),
    ),
    Language(
        tag="da",
        name="Danish",
        openers="hvem hvad hvornår hvor hvorfor hvordan hvilken hvilket hvilke kan må skal er har findes",
        question_labels="spørgsmål",
        answer_labels="svar",
        negations={"ikke": ""},
        calls=(
            r"har (?:du|dere) (?:flere |en |noen |nogle )*spørgsmål(?: .{0,30})?|(?:flere )?spørgsmål",
            r"var .{0,40}(?:hjælpsom|nyttig)\w*(?: .{0,20})?",
        ),
        offers=(r"glemt .{0,10}kode\w*",),
        read_more=(r"læs mere",),
        tails=(r"til toppen",),
    ),
    Language(
        tag="nb",
        name="Norwegian",
        openers="hvem hva når hvor hvorfor hvordan hvilken hvilket hvilke kan må skal er har finnes",
        question_labels="spørsmål",
        answer_labels="svar",
        negations={"ikke": ""},
        offers=(r"glemt .{0,10}passord\w*",),
        read_more=(r"les mer",),
        tails=(r"til toppen",),
    ),
    Language(tag="fi", name="Finnish", read_more=(r"lue lisää",)),
    Language(
        tag="pl",
        name="Polish",
        openers="kto co kiedy gdzie dlaczego jak ile jaki jaka jakie czy",
        question_labels="pytanie",
        answer_labels="odpowiedź",
        negations={"nie": ""},
        calls=(
            r"masz (?:więcej |jakieś )*pyta(?:nia|nie|ń)|potrzebujesz pomocy",
            r"czy .{0,40}(?:pomocn[eay]|przydatn[eay])",
        ),
        offers=(r"nie pamiętasz hasła",),
        read_more=(r"czytaj (?:więcej|dalej)",),
    ),
    Language(
        tag="ru",
        name="Russian",
        openers="кто что когда где почему зачем как сколько какой какая какие каким можно есть нужно",
        question_labels="вопрос",
        answer_labels="ответ",
        numbers={
            "2": "два две", "3": "три", "4": "четыре", "5": "пять", "6": "шесть", "7": "семь", "8": "восемь",
            "9": "девять", "10": "десять",
        },
        negations={"не": "", "нет": "", "ни": "", "без": "", "никогда": ""},
        calls=(r"(?:остались|есть) вопросы|нужна помощь|был[ао]? ли .{0,40}полезн\w*",),
        offers=(r"забыли пароль",),
        read_more=(r"читать (?:далее|полностью)|подробнее",),
        tails=(r"наверх|до верху",),
    ),
    Language(tag="tr", name="Turkish", negations={"değil": ""}),
    Language(tag="ar", name="Arabic", negations={"لا": "", "لم": "", "لن": "", "ليس": ""}),
    Language(tag="hi", name="Hindi", negations={"नहीं": "", "मत": ""}),
    Language(
        tag="zh",
        name="Chinese",
        particles="如何 怎么 怎样 什么 为什么 多少 多久 哪 谁 吗",
        list_numbers="一 二 三 四 五 六 七 八 九 十",
        question_labels="问 問",
        answer_labels="回答 答",
        number_letters="〇 二 三 四 五 六 七 八 九 十 百 千 万 亿 两",
        short_units={
            "year": "年 岁", "month": "月", "week": "周", "day": "日 天", "hour": "时", "minute": "分", "second": "秒",
        },
        negations={"不": "", "没": "沒", "無": "无", "未": "", "非": "", "勿": "", "別": "别"},
        calls=(r"(?:还)?有(?:其他|更多)?(?:疑问|问题)吗?|.{0,20}(?:有帮助|有用)吗",),
        read_more=(r"阅读(?:更多|全文)|查看更多",),
        tails=(r"返回顶部",),
    ),
    Language(
        tag="ja",
        name="Japanese",
        particles="ですか ますか とは 何 どう なぜ いつ どこ",
        list_numbers="一 二 三 四 五 六 七 八 九 十",
        question_labels="質問 問",
        answer_labels="回答 答",
        number_letters="〇 二 三 四 五 六 七 八 九 十 百 千 万 億",
        short_units={
            "year": "年 歳", "month": "月", "week": "週", "day": "日", "hour": "時", "minute": "分", "second": "秒",
        },
        negations={"不": "", "無": "", "未": "", "非": "", "勿": "", "別": ""},
        calls=(r"お困りですか|.{0,12}(?:ご質問|ご不明).{0,12}(?:ですか|ますか)|.{0,20}役に立ちましたか",),
        read_more=(r"続きを読む",),
        tails=(r"トップへ戻る",),
    ),
)  # fmt: skip


def all_words(lists: Iterable[str]) -> frozenset[str]:
    """Return the words of some lists.

    >>> sorted(all_words(language.answer_labels for language in LANGUAGES if language.tag in ("da", "nb", "nl")))
    ['antwoord', 'svar']
    """
    return frozenset(word for words in lists for word in words.split())


def plain_form_of(tables: Iterable[Forms]) -> dict[str, str]:
    """Return the plain form of each word of some tables.

    >>> plain_form_of([{"2": "two"}, {"2": "deux", "3": "trois"}])
    {'2': '2', 'two': '2', 'deux': '2', '3': '3', 'trois': '3'}
    """
    return {word: plain for table in tables for plain, others in table.items() for word in (plain, *others.split())}
