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
    """Words that a question opens with. Two that do so together are written with `_` between them."""
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
    opener_ends: str = ""
    """Ends of a first word that asks: `Puis-je`."""
    prepositions: str = ""
    """Words that may come before the word that asks: `Seit wann`, `Y cómo`."""
    particles: str = ""
    """What makes a line a question wherever it is written, in languages without blanks between words."""
    asking_words: str = ""
    """Words that make a line a question wherever they are written, in languages with blanks between words."""
    asking_ends: str = ""
    """What a question ends with, so that it may go without its mark: whole words in scripts with letter case."""
    list_numbers: str = ""
    """Letters that number the items of a list."""
    question_labels: str = ""
    """Words for `question`, as they label one: `Frage 3:`."""
    answer_labels: str = ""
    """Words for `answer`."""
    question_names: str = ""
    """Words for `question` in the names that pages give their elements: `pregunta` in `lista-pregunta`."""
    answer_names: str = ""
    """Words for `answer` in such names."""
    faq_titles: tuple[str, ...] = ()
    """How a page or a section calls itself a list of questions and answers: regular expressions in lower case for a
    part of a title, from the start of a word on. What names one only as the whole title has `^` and `$`."""

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
    question_names="question",
    answer_names="answer",
    faq_titles=(
        r"(?<![a-z0-9])faqs?(?![a-z0-9])|frequently[ -]asked|(?<![a-z0-9])q ?(?:&|and|\+|/) ?a(?:'?s)?(?![a-z0-9])",
        r"questions? (?:and|&) (?:their )?answers?"
        r"|answers to (?:your|the most|common|frequent|some)\b.{0,30}questions?",
        r"(?:common|your|popular|top|general|other|typical|(?:most|often|commonly|regularly) asked) questions"
        r"|^questions$",
    ),
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
        openers="wer wen wem wessen was wann wo woran worauf woraus wobei wodurch wofür wogegen woher wohin womit"
        " wonach worin worüber worum wovon wovor wozu warum wieso weshalb weswegen wie wieviel wieviele wielange"
        " welche welcher welches welchen welchem inwiefern inwieweit kann kannst können könnt könnte könnten darf"
        " darfst dürfen muss muß musst müssen ist sind bin war waren hat habe haben hast hatte wird werde werden"
        " wirst würde gibt soll sollte sollten sollen will wollen funktioniert funktionieren gilt gelten braucht"
        " brauche brauchen lohnt kostet kosten bekomme bekommt erhalte macht geht gehört bietet bieten"
        " unterstützt verwendet stimmt besteht",
        prepositions="ab an auf aus bei bis durch für gegen in innerhalb mit nach ohne seit über um unter von vor zu"
        " zwischen und",
        question_labels="frage",
        answer_labels="antwort",
        question_names="frage fragen",
        answer_names="antwort antworten",
        faq_titles=(
            r"häufig\w*(?: gestellte)? fragen|(?:oft|häufig) gefragt|(?:oft|meist) gestellte fragen"
            r"|fragen (?:und|&|\+) antworten",
            r"(?:ihre|eure|deine|allgemeine|wichtige|die wichtigsten|typische) fragen|frage (?:und|&) antwort"
            r"|^fragen$",
        ),
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
        openers="wie wiens wat wanneer waar waaraan waarbij waardoor waarin waarmee waarom waarop waarover waartoe"
        " waarvan waarvoor hoe hoeveel hoelang welk welke kan kun kunnen mag mogen moet moeten is zijn ben heeft"
        " heb hebben hebt wordt worden word zal zullen zou bestaat bieden biedt werkt werken krijg krijgt krijgen"
        " geldt kost gaat",
        prepositions="aan bij door in met na naar om onder op over per sinds tot uit van vanaf voor tegen en",
        question_labels="vraag",
        answer_labels="antwoord",
        question_names="vraag vragen",
        answer_names="antwoord antwoorden",
        faq_titles=(
            r"veel ?gestelde vragen|vaak gestelde vragen|meest gestelde vragen|vragen (?:en|&) antwoorden"
            r"|vraag (?:en|&) antwoord|^vragen$",
        ),
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
        openers="qui que qu'est-ce quoi quand où d'où jusqu'où pourquoi comment combien quel quelle quels quelles"
        " lequel laquelle lesquels lesquelles qu'en qu'est y_a-t-il",
        opener_ends="-je -tu -il -elle t-on -nous -vous -ils -elles est-ce",
        prepositions="à de en dans par pour avec sur sous sans chez vers depuis jusqu'à selon contre et",
        question_labels="question",
        answer_labels="réponse",
        question_names="question",
        answer_names="reponse reponses réponse",
        faq_titles=(
            r"foire aux questions|(?:les )?questions? (?:les plus )?fréquen\w+|questions?[ /-]+(?:et |& )?réponses?"
            r"|vos questions",
        ),
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
        openers="quién quiénes qué cuándo dónde adónde cómo cuánto cuánta cuántos cuántas cuál cuáles puedo puede"
        " podemos pueden tengo debo hay por_qué por_que es_posible es_necesario es_obligatorio es_seguro se_puede"
        " se_pueden se_necesita existe existen",
        prepositions="a ante con contra de desde durante en entre hacia hasta para por según sin sobre y",
        question_labels="pregunta",
        answer_labels="respuesta",
        question_names="pregunta preguntas",
        answer_names="respuesta respuestas",
        faq_titles=(
            r"preguntas (?:m[aá]s )?frecuentes|preguntas (?:y|&) respuestas"
            r"|preguntas (?:m[aá]s )?(?:comunes|habituales)|dudas frecuentes|^preguntas$",
        ),
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
        openers="quem quando onde aonde porque porquê como quanto quanta quantos quantas qual quais posso pode podem"
        " podemos devo preciso tenho há existe existem que o_que o_quê por_que por_quê é_possível é_necessário"
        " é_obrigatório é_seguro é_preciso",
        prepositions="a ao com contra de desde do da em entre no na para por pelo até sem sob sobre e",
        question_labels="pergunta",
        answer_labels="resposta",
        question_names="pergunta perguntas",
        answer_names="resposta respostas",
        faq_titles=(
            r"perguntas (?:mais )?fre[qk]u?[uü]?entes|perguntas (?:e|&) respostas"
            r"|(?:dúvidas|questões|perguntas) (?:mais )?(?:frequentes|comuns)|^(?:perguntas|dúvidas)$",
        ),
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
        openers="chi che cosa cos'è quando dove dov'è perché perchè come com'è quanto quanta quanti quante quale"
        " quali qual posso può possiamo possono devo è_possibile è_necessario è_obbligatorio è_sicuro c'è ci_sono"
        " esiste esistono si_può si_possono",
        prepositions="a al con contro da dal di in entro fino fra per presso senza sotto su tra e",
        question_labels="domanda",
        answer_labels="risposta",
        question_names="domanda domande",
        answer_names="risposta risposte",
        faq_titles=(r"(?:le )?domande (?:più )?frequenti|domande (?:e|&) risposte|domande (?:più )?comuni|^domande$",),
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
        openers="vem vems vad när var varför vart varifrån hur vilken vilket vilka kan får måste är har finns ska"
        " skall behöver bör går gäller kommer fungerar kostar",
        prepositions="av efter för från i inom med mot om på till under utan vid över och",
        question_labels="fråga",
        answer_labels="svar",
        question_names="fraga fragor fråga",
        answer_names="svar",
        faq_titles=(r"vanliga frågor|frågor (?:och|&) svar|ofta ställda frågor|vanligaste frågorna|^frågor$",),
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
        openers="hvem hvad hvornår hvor hvorfor hvorfra hvordan hvilken hvilket hvilke kan må skal er har findes får"
        " bør vil virker gælder koster",
        prepositions="af efter for fra i inden med mod om på til under uden ved over og",
        question_labels="spørgsmål",
        answer_labels="svar",
        question_names="spoergsmaal sporgsmal spørgsmål",
        answer_names="svar",
        faq_titles=(r"ofte stillede|(?:hyppige|hyppigt stillede|almindelige) spørgsmål|spørgsmål (?:og|&) svar",),
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
        openers="hvem hva når hvor hvorfor hvordan hvilken hvilket hvilke kan må skal er har finnes får bør vil"
        " fungerer gjelder koster",
        prepositions="av etter for fra i innen med mot om på til under uten ved over og",
        question_labels="spørsmål",
        answer_labels="svar",
        question_names="sporsmal spoersmaal spørsmål",
        answer_names="svar",
        faq_titles=(r"(?:vanlige|ofte stilte|hyppige) spørsmål|spørsmål (?:og|&) svar",),
        negations={"ikke": ""},
        offers=(r"glemt .{0,10}passord\w*",),
        read_more=(r"les mer",),
        tails=(r"til toppen",),
    ),
    Language(
        tag="fi",
        name="Finnish",
        openers="kuka ketkä kenen mikä mitä mitkä minkä milloin koska missä mistä mihin miksi miten kuinka paljonko"
        " kumpi millainen millä onko ovatko olenko voiko voinko voivatko voitteko saako saanko pitääkö täytyykö"
        " tarvitseeko tarvitsenko tarvitaanko kannattaako toimiiko maksaako löytyykö",
        question_labels="kysymys",
        answer_labels="vastaus",
        question_names="kysymys",
        answer_names="vastaus",
        faq_titles=(r"usein kysy\w+|kysymyksiä ja vastauksia|kysymykset ja vastaukset|\bukk\b",),
        read_more=(r"lue lisää",),
    ),
    Language(
        tag="pl",
        name="Polish",
        openers="kto kogo komu co czego czemu czym kiedy gdzie skąd dokąd dlaczego jak ile ilu jaki jaka jakie"
        " jakich jakim jaką który która które których czy",
        prepositions="do dla na o od po pod przed przez przy w we z za ze i a",
        question_labels="pytanie",
        answer_labels="odpowiedź",
        question_names="pytanie pytania",
        answer_names="odpowiedz odpowiedzi odpowiedź",
        faq_titles=(r"często zadawane|najczęściej zadawane|najczęstsze pytania|częste pytania|pytania i odpowiedzi",),
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
        openers="кто кого кому кем что чего чему чем когда где куда откуда почему зачем отчего как каков какова"
        " каковы сколько скольких насколько какой какая какие каким какую какое какого какому какими каких каком"
        " который чей можно могу можем могут нужно нужна нужен надо должен есть_ли бывает ли правда",
        prepositions="в во на за из к ко о об от по под при про с со у до для без через и а",
        asking_words="ли",
        question_labels="вопрос",
        answer_labels="ответ",
        question_names="vopros voprosy",
        answer_names="otvet otvety",
        faq_titles=(
            r"часто задаваемые|вопросы и ответы|вопрос[ы]?\W{1,3}ответ[ы]?"
            r"|(?:частые|популярные|распростран[её]нные) вопросы|\bчаво\b",
        ),
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
    Language(
        tag="tr",
        name="Turkish",
        openers="kim kimler ne neden niçin niye nasıl nerede nereden nereye hangi hangisi kaç acaba",
        asking_words="nasıl neden niçin niye nerede nereden nereye hangi hangisi kaç kim kimler mı mi mu mü",
        asking_ends="mı mi mu mü mıyım miyim muyum müyüm mısın misin musun müsün mıyız miyiz muyuz müyüz mısınız"
        " misiniz musunuz müsünüz mıdır midir mudur mıydı miydi muydu müydü nedir nelerdir kimdir kimlerdir"
        " nasıldır nerededir kaçtır hangisidir hangileridir ne",
        question_labels="soru",
        answer_labels="cevap yanıt",
        question_names="soru sorular",
        answer_names="cevap cevaplar yanit",
        faq_titles=(
            r"s[ıi]k(?:ça)? sorulan(?:lar)?(?: sorular)?|\bsss\b|soru(?:lar)?(?: ve | ?& ?| ?- ?| )cevap(?:lar)?"
            r"|çok sorulan|merak edilen",
        ),
        negations={"değil": ""},
    ),
    Language(
        tag="ar",
        name="Arabic",
        openers="من متى أين لماذا كيف كم ماذا ما ماهي ماهو هل أي أيهما بكم",
        prepositions="في من إلى على عن",
        question_labels="سؤال السؤال",
        answer_labels="جواب الجواب إجابة الإجابة",
        question_names="soal",
        answer_names="jawab",
        faq_titles=(
            r"(?:ال)?[أا]سئلة (?:ال)?(?:شائعة|متكررة|مكررة|متداولة)|سؤال وجواب|أسئلة و ?أجوبة"
            r"|(?:ال)?أسئلة (?:ال)?أكثر شيوعا",
        ),
        negations={"لا": "", "لم": "", "لن": "", "ليس": ""},
    ),
    Language(
        tag="hi",
        name="Hindi",
        openers="क्या क्यों कैसे कब कहाँ कहां कौन कितना कितने कितनी किस किसे",
        asking_words="क्या क्यों कैसे कब कहाँ कहां कौन कितना कितने कितनी",
        question_labels="प्रश्न सवाल",
        answer_labels="उत्तर जवाब",
        question_names="prashn",
        answer_names="uttar",
        faq_titles=(
            r"(?:अक्सर|बार-बार|प्रायः) पूछे जाने वाले|सामान्य प्रश्न|प्रश्न और उत्तर|सवाल[- ]जवाब|प्रश्नोत्तर",
        ),
        negations={"नहीं": "", "मत": ""},
    ),
    Language(
        tag="zh",
        name="Chinese",
        particles="如何 怎么 怎麼 怎样 怎樣 什么 什麼 甚麼 为什么 為什麼 为何 為何 多少 多久 多长 多長 多大 哪 谁 誰"
        " 吗 嗎 是否 能否 可否 会不会 會不會 能不能 可不可以 有没有 有沒有 是不是 要不要 几天 几个 幾天 幾個 何时"
        " 何時",
        asking_ends="吗 嗎 呢 没有 沒有",
        question_labels="提问 提問 问题 問題 问 問",
        answer_labels="回答 解答 答案 答",
        question_names="wenti",
        answer_names="huida daan",
        faq_titles=(
            r"常[见見][问問疑][题題问問难難]|常[问問][问問]?[题題]|[问問][与與和&、/]?答|[热熱][门門][问問][题題]"
            r"|疑[问問]解答|答疑",
        ),
        list_numbers="一 二 三 四 五 六 七 八 九 十",
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
        particles="ですか ますか とは 何 どう なぜ いつ どこ どの どれ どんな いくら 誰",
        asking_ends="か ですか ますか でしょうか ませんか のか ましたか とは",
        question_labels="質問 問",
        answer_labels="回答 答",
        question_names="shitsumon",
        answer_names="kaitou",
        faq_titles=(
            r"よく(?:ある|いただく|頂く|寄せられる)(?:ご)?(?:質問|お問い?合わ?せ)|[qｑ][&＆][aａ]"
            r"|(?:ご)?質問(?:と|・)(?:ご)?回答|質問集|一問一答|問答",
        ),
        list_numbers="一 二 三 四 五 六 七 八 九 十",
        number_letters="〇 二 三 四 五 六 七 八 九 十 百 千 万 億",
        short_units={
            "year": "年 歳", "month": "月", "week": "週", "day": "日", "hour": "時", "minute": "分", "second": "秒",
        },
        negations={"不": "", "無": "", "未": "", "非": "", "勿": "", "別": ""},
        calls=(r"お困りですか|.{0,12}(?:ご質問|ご不明).{0,12}(?:ですか|ますか)|.{0,20}役に立ちましたか",),
        read_more=(r"続きを読む",),
        tails=(r"トップへ戻る",),
    ),
    Language(
        tag="cs",
        name="Czech",
        openers="kdo koho komu co čeho čím kdy kde kam odkud proč jak kolik jaký jaká jaké jakou jakým jakých který"
        " která které kterou můžu mohu může můžeme musím musí je_možné je_nutné je_třeba lze dá_se dají_se"
        " existuje existují",
        prepositions="do na o od po pod pro před při s u v ve z za ze k a",
        question_labels="otázka dotaz",
        answer_labels="odpověď",
        question_names="otazka otazky dotaz dotazy",
        answer_names="odpoved odpovedi",
        faq_titles=(
            r"často kladené|(?:nej)?častější (?:dotazy|otázky)|nejčastější|časté (?:dotazy|otázky)|otázky a odpovědi"
            r"|dotazy a odpovědi",
        ),
    ),
    Language(
        tag="sk",
        name="Slovak",
        openers="kto koho komu čo čoho čím kedy kde kam odkiaľ prečo ako koľko aký aká aké akú ktorý ktorá ktoré"
        " môžem môže musím musí je_možné je_potrebné dá_sa",
        prepositions="do na o od po pod pre pred pri s so u v vo z za zo k a",
        question_labels="otázka",
        answer_labels="odpoveď",
        answer_names="odpovede",
        faq_titles=(r"často kladené|najčastejšie (?:otázky|kladené)|časté otázky|otázky a odpovede",),
    ),
    Language(
        tag="ro",
        name="Romanian",
        openers="cine ce când unde cum cât câtă câți câte care de_ce pot poate putem trebuie există este_posibil"
        " este_necesar se_poate",
        prepositions="cu de din în la pe pentru prin până sub după și",
        question_labels="întrebare",
        answer_labels="răspuns",
        question_names="intrebare intrebari",
        answer_names="raspuns raspunsuri",
        faq_titles=(
            r"întreb[aă]ri(?:le)? (?:cele mai )?frecvente|întreb[aă]ri (?:și|si|&) r[aă]spunsuri|intrebari frecvente",
        ),
    ),
    Language(
        tag="hu",
        name="Hungarian",
        openers="ki kik kinek mi mit mik miért mikor hol hová hova honnan hogyan hogy mennyi mennyibe mennyire hány"
        " milyen melyik meddig mivel miben mire lehet van-e lehet-e kell-e tudok-e szabad-e",
        opener_ends="-e",
        question_labels="kérdés",
        answer_labels="válasz",
        question_names="kerdes kerdesek",
        answer_names="valasz valaszok",
        faq_titles=(r"gyakori kérdések|gyakran (?:ismételt|feltett|ismétlődő) kérdések|kérdések és válaszok|\bgyik\b",),
    ),
    Language(
        tag="el",
        name="Greek",
        openers="ποιος ποια ποιο ποιοι ποιες ποιον τι πότε πού που πώς πως γιατί πόσο πόση πόσοι πόσα πόσες μπορώ"
        " μπορεί μπορούμε πρέπει υπάρχει υπάρχουν",
        prepositions="σε από με για προς μέχρι κατά και",
        question_labels="ερώτηση",
        answer_labels="απάντηση",
        question_names="erotisi erwtisi",
        answer_names="apantisi",
        faq_titles=(r"συχνές ερωτήσεις|συνήθεις ερωτήσεις|ερωτήσεις (?:και|&) απαντήσεις",),
    ),
    Language(
        tag="uk",
        name="Ukrainian",
        openers="хто кого кому що чого чим коли де куди звідки чому навіщо як скільки який яка які яке яким яку яких"
        " чи можна можу потрібно треба",
        prepositions="в у на за із з зі к о об від по під при про до для без через і та",
        question_labels="питання запитання",
        answer_labels="відповідь",
        question_names="pytannya zapytannya",
        answer_names="vidpovid",
        faq_titles=(
            r"(?:часті|найчастіші|поширені|популярні) (?:за)?питання|часто задавані|питання (?:та|і|й) відповіді"
            r"|запитання (?:та|і|й) відповіді|питання\W{1,3}відповідь",
        ),
    ),
    Language(
        tag="bg",
        name="Bulgarian",
        openers="кой коя кое кои какво какъв каква какви кога къде защо как колко мога може трябва",
        prepositions="в във на за от до с със по под при през и",
        asking_words="ли",
        question_labels="въпрос",
        answer_labels="отговор",
        question_names="vapros",
        answer_names="otgovor",
        faq_titles=(r"често задавани|въпроси и отговори",),
    ),
    Language(
        tag="fa",
        name="Persian",
        openers="چه چرا چگونه چطور کی کجا کدام چند آیا چیست",
        prepositions="از به در با برای تا",
        asking_words="چیست چگونه چطور چرا آیا کدام کجا چقدر",
        question_labels="سوال سؤال پرسش",
        answer_labels="پاسخ جواب",
        question_names="soal",
        answer_names="pasokh javab",
        faq_titles=(
            r"(?:سوالات|سؤالات) (?:متداول|رایج|پرتکرار)|پرسش[\u200c ]?های (?:متداول|رایج|پرتکرار)|پرسش و پاسخ",
        ),
    ),
    Language(
        tag="he",
        name="Hebrew",
        openers="מי מה מתי איפה היכן לאן מאין למה מדוע איך כיצד כמה איזה איזו אילו האם מהו מהי מהם",
        question_labels="שאלה",
        answer_labels="תשובה",
        question_names="sheela",
        answer_names="tshuva",
        faq_titles=(r"שאלות (?:נפוצות|ותשובות|שכיחות)|שאלות ו-?תשובות|שו\"ת",),
    ),
    Language(
        tag="th",
        name="Thai",
        particles="อย่างไร ยังไง อะไร ทำไม เมื่อไหร่ เมื่อไร ที่ไหน เท่าไหร่ เท่าไร กี่ ใคร หรือไม่ ไหม",
        question_labels="คำถาม ถาม",
        answer_labels="คำตอบ ตอบ",
        faq_titles=(r"คำถาม(?:ที่)?(?:พบ|ถาม)บ่อย|คำถามที่ถูกถามบ่อย|ถาม[- ]?ตอบ|คำถามและคำตอบ",),
    ),
    Language(
        tag="vi",
        name="Vietnamese",
        openers="ai gì khi_nào bao_giờ ở_đâu tại_sao vì_sao làm_sao làm_thế thế_nào như_thế bao_nhiêu bao_lâu có_thể"
        " có_phải có_cần liệu",
        asking_words="gì nào sao đâu mấy bao_nhiêu bao_lâu không",
        asking_ends="không chưa gì nào sao đâu",
        question_labels="hỏi",
        answer_labels="đáp",
        question_names="cau-hoi cauhoi",
        answer_names="tra-loi traloi",
        faq_titles=(r"câu hỏi thường gặp|câu hỏi (?:phổ biến|hay gặp)|hỏi(?: và |[- &]+)đáp|các câu hỏi thường",),
    ),
    Language(
        tag="id",
        name="Indonesian",
        openers="siapa apa apakah kapan kapankah di_mana dimana dimanakah kemana mengapa kenapa bagaimana"
        " bagaimanakah berapa berapakah mana bisakah dapatkah haruskah bolehkah adakah",
        prepositions="dari ke di untuk pada dengan sampai dan",
        question_labels="pertanyaan tanya",
        answer_labels="jawaban jawab",
        question_names="pertanyaan",
        answer_names="jawaban",
        faq_titles=(r"pertanyaan (?:yang )?(?:sering|umum|populer)|tanya(?: dan)?[ -]jawab|soalan (?:lazim|kerap)",),
    ),
    Language(
        tag="ko",
        name="Korean",
        openers="왜 언제 언제까지 언제부터 어디 어디서 어디에 어디에서 어떻게 무엇 무엇이 무엇을 무엇인가요 누가"
        " 누구 누구나 얼마 얼마나 몇 어떤 어느 무슨 뭐",
        particles="어떻게 무엇 무슨 얼마나",
        asking_words="궁금합니다 궁금해요 알려주세요",
        asking_ends="까 까요 나요 가요 인가 는가 은가 는지 은지 인지 냐 느냐 어떡하죠"
        " 어쩌죠 하죠 되죠",
        question_labels="질문 문",
        answer_labels="답변 답",
        question_names="jilmun",
        answer_names="dabbyeon",
        faq_titles=(
            r"자주\s?(?:묻는|하는|하시는|물어보는)|자주\s?(?:찾는|묻는) ?질문|질문(?:과|과의| 및|&)? ?(?:답변|답)"
            r"|질의\s?응답|묻고\s?답하기|궁금해요",
        ),
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
