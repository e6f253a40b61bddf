"""The words that rules know of each language: a language is one row of the table below, and one is added as a row.

What is the same in every language (digits, symbols of units, question marks) is kept beside what uses it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

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
    inverted_ends: str = ""
    """Ends of a verb before its subject, anywhere in a question: `Le casque est-il obligatoire`."""
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
    """Words for `question`, as they label one: `Frage 3:`. Two that are one label have `_` between them."""
    answer_labels: str = ""
    """Words for `answer`. Two that are one label are written with `_` between them."""
    short_answer_labels: str = ""
    """The same as they are abbreviated, before a full stop: `ans`."""
    solution_labels: str = ""
    """Words for `solution`, as an exam labels the answer to a task."""
    points: str = ""
    """Words for what the answer to a question of an exam is worth: `marks`."""
    answering: str = ""
    """Verbs, or nouns that say whose, after the name of who answers: `Ruth replies:`."""
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
    """Words that make the order of the words around them count: `PDF to Word` is not `Word to PDF`."""
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
    long_units: Forms = field(default_factory=dict)
    """Units of several words, with `_` between them, right after a number. Each word may have any of its forms."""
    negations: Forms = field(default_factory=dict)
    """Words that say no. In scripts without blanks more than a letter is a phrase; others write `_` between words."""
    negated: tuple[str, ...] = ()
    """Regular expressions for a whole word that says no by its form."""
    limits: Forms = field(default_factory=dict)
    """Words that limit what is said; two or more are written with `_`. Plain forms are English."""
    modals: Forms = field(default_factory=dict)
    """Verbs that say what must, should, may or can be done. Plain forms are English."""
    opposite_sides: tuple[str, ...] = ()
    """Words of opposite meaning, those that say one thing before the stroke: `left / right`."""
    replies: Forms = field(default_factory=dict)
    """Plain forms are `yes` and `no`."""
    interchangeable: str = ""
    """Words that may differ in a copy: articles, forms of `to be` and `to have`, `and`, the commonest prepositions,
    words of courtesy."""
    stamps: str = ""
    """Words before the date on which a text was written or changed: `updated`. Two or more are written with `_`."""
    weekdays: str = ""
    """Days of the week as they come before a date, in full and abbreviated."""

    # What sites ask their readers instead of answering: regular expressions, each for a whole line without its marks
    calls: tuple[str, ...] = ()
    """Calls for the reader's questions, opinion or next click."""
    what_next: tuple[str, ...] = ()
    """Calls for the next click in words that an interview may ask in: `What comes next?`"""
    requests: tuple[str, ...] = ()
    """How a line begins that asks without a question, as who interviews does: `Tell us about`."""
    offers: tuple[str, ...] = ()
    """Half sentences that open an offer. On a help page one may be a real question (`Forgot your password?`), so they
    are not asked for where the structure alone says question and answer."""
    tips: tuple[str, ...] = ()
    """Conditions that open a tip, in bold at the start of a list item: `No grill? Use a pan.`"""
    by_words: str = ""
    """Words before the name of an author."""
    who: str = ""
    """Words that ask for a person: `who`."""
    when: str = ""
    """Words with which a question asks for a day, or for what has one: `when`, `date`, `next`."""
    months: str = ""
    """Names of months, where they stand before the day: `March 3`."""
    lasting: str = ""
    """Verbs that open a question about what may be done, or is so, on any day: `may`, `is`."""
    credits: str = ""
    """What comes before the name of somebody who wrote or checked a text: `reviewed_by`."""
    bylines: tuple[str, ...] = ()
    """How old an article is, or how long it takes to read: `3 hours ago`, `5 min read`."""
    read_more: tuple[str, ...] = ()
    """Texts of the link from a teaser to its article."""
    see_also: tuple[str, ...] = ()
    """How a line begins that leads to another article, with its colon: `Read also:`."""
    tails: tuple[str, ...] = ()
    """What closes a section and is no part of it: `Back to top`."""
    close: str = ""
    """Words of the link that closes a panel."""
    closings: tuple[str, ...] = ()
    """How the line begins that ends a list of questions: `If you have further questions`."""


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
    question_labels="question ques",
    answer_labels="answer best_answer accepted_answer expert_answer",
    solution_labels="solution",
    short_answer_labels="ans",
    points="mark marks point points pt pts",
    close="close hide collapse",
    answering="replies replied answers answered responds responded",
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
          "vs": "versus", "grey": "gray", "aluminium": "aluminum", "catalogue": "catalog catalogs",
          "jewellery": "jewelry", "mould": "mold molds", "pyjamas": "pajamas", "tyre": "tire tires"},
    opposites="allowed permitted forbidden prohibited legal lawful illegal unlawful minimum maximum before after more"
    " fewer less increase increased decrease decreased higher lower above below always often sometimes rarely seldom"
    " true false dominant recessive safe unsafe dangerous possible impossible minus negative under",
    numbers={
        "0": "zero null", "1": "one", "1st": "first", "2": "two", "2x": "twice", "3": "three", "4": "four", "5": "five",
        "6": "six", "7": "seven", "8": "eight", "9": "nine", "10": "ten", "11": "eleven", "12": "twelve dozen",
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
        "kg": "kilogram kilograms kilo kilos kgs", "ton": "tons tonne tonnes", "ounce": "ounces oz",
        "pound": "pounds lb lbs",
        "ml": "milliliter milliliters millilitre millilitres", "litre": "litres liter liters",
        "pint": "pints", "quart": "quarts", "gallon": "gallons", "teaspoon": "teaspoons tsp",
        "tablespoon": "tablespoons tbsp", "cup": "cups",
        "mm": "millimeter millimeters millimetre millimetres", "cm": "centimeter centimeters centimetre centimetres",
        "meter": "meters metre metres", "km": "kilometer kilometers kilometre kilometres kms", "mile": "miles",
        "mph": "", "kmh": "kph", "inch": "inches", "foot": "feet ft", "yard": "yards", "acre": "acres",
        "hectare": "hectares", "degree": "degrees", "celsius": "", "fahrenheit": "", "calorie": "calories",
        "kcal": "kilocalorie kilocalories", "watt": "watts", "volt": "volts", "ampere": "amperes amp amps",
        "decibel": "decibels", "millisecond": "milliseconds",
        "nm": "nanometer nanometers nanometre nanometres", "mb": "megabyte megabytes", "gb": "gigabyte gigabytes",
        "tb": "terabyte terabytes", "%": "percent", "psi": "",
        "$": "dollar dollars", "€": "euro euros", "¥": "yen", "₹": "rupee rupees", "cents": "",
        "january": "jan", "february": "feb", "march": "", "april": "", "june": "", "july": "", "august": "",
        "september": "sept", "october": "", "november": "", "december": "",
        "monday": "", "tuesday": "", "wednesday": "", "thursday": "", "friday": "", "saturday": "", "sunday": "",
    },
    short_units={
        "day": "d", "month": "mo", "year": "y", "am": "", "pm": "", "pint": "pt", "quart": "qt", "gallon": "gal",
        "mile": "mi", "square_meter": "sqm", "square_foot": "sqft", "bar": "bars", "millisecond": "ms",
    },
    long_units={
        "square_meter": "sq_meter", "square_km": "sq_km", "square_cm": "sq_cm", "square_mm": "sq_mm",
        "square_foot": "sq_foot", "square_inch": "sq_inch sq_in", "square_yard": "sq_yard sq_yd",
        "square_mile": "sq_mile", "cubic_meter": "cu_meter", "cubic_cm": "", "cubic_foot": "cu_foot",
        "cubic_inch": "cu_in", "cubic_yard": "cu_yd", "kmh": "km_per_hour km_an_hour",
        "mph": "mile_per_hour mile_an_hour", "m/s": "meter_per_second meter_a_second", "fluid_ounce": "fl_ounce",
        "psi": "pound_per_square_inch", "kwh": "kw_hour", "kbit": "kbit_per_second", "mbit": "mbit_per_second",
        "gbit": "gbit_per_second", "mb/s": "mb_per_second", "%": "per_cent", "£": "pound_sterling",
        "business_day": "working_day", "business_hour": "working_hour", "$": "us_$", "aud": "australian_$",
        "cad": "canadian_$", "nzd": "zealand_$ new_zealand_$", "hkd": "hong_kong_$", "sgd": "singapore_$",
    },
    negations={
        "not": "isnt arent wasnt werent dont doesnt didnt cant couldnt shouldnt wouldnt hasnt havent hadnt aint",
        "no": "", "never": "", "none": "", "nobody": "", "nothing": "", "nowhere": "", "neither": "", "nor": "",
        "without": "", "hardly": "", "unable": "",
    },
    limits={
        "only": "solely exclusively merely", "except": "excluding other_than apart_from", "unless": "", "up_to": "",
        "at_least": "", "at_most": "",
    },
    modals={"must": "", "should": "ought", "may": "might", "can": "could", "shall": ""},
    opposite_sides=(
        "allowed permitted / forbidden prohibited banned", "legal lawful / illegal unlawful", "minimum / maximum",
        "before / after", "more / fewer less", "increase increased / decrease decreased reduce reduced",
        "higher upper / lower", "above / below", "often frequently / rarely seldom", "true / false",
        "dominant / recessive", "safe / unsafe dangerous harmful", "possible / impossible", "left / right",
        "open opened / closed shut",
        "inside indoor indoors / outside outdoor outdoors", "hot warm / cold", "included / excluded",
        "required compulsory mandatory obligatory / optional voluntary", "earlier sooner / later", "north / south",
        "east / west", "front / back", "top / bottom", "enabled / disabled", "valid / invalid", "male / female",
        "northern / southern", "eastern / western", "clockwise / anticlockwise counterclockwise",
        "acidic / alkaline", "wet / dry", "reversible / irreversible",
    ),
    replies={"yes": "yeah yep yup", "no": "nope"},
    interchangeable="a an the this that these those is are am be been being has have do does in on at and &"
    " please thanks kindly",
    stamps="updated last_updated last_update last_modified modified revised last_revised reviewed last_reviewed edited"
    " last_edited last_changed last_checked published posted answered page_last_reviewed page_last_updated"
    " content_last_reviewed content_last_updated content_last_checked article_last_updated this_page_was_last_updated"
    " this_article_was_last_updated next_review next_review_date next_review_due review_date review_due",
    weekdays="monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday sat sunday"
    " sun",
    calls=(
        r"(?:apply|register|sign up|book|order|subscribe|join|donate|enroll?) (?:now|here|today|online)",
        # for the reader's questions
        r"(?:do you |you )?(?:still )?(?:have|got)"
        r" (?:(?:an?|any|some|more|other|another|further|additional|specific|particular) )*"
        r"(?:questions?|queries)(?:[,;] .{0,50}| (?:about|for|on|or|and|that|which|we|not|left|you|to"
        r"|regarding|concerning"
        r"|unanswered|remaining|still)\b.{0,50})?",
        r"(?:any |more |further |other |still |got |additional )*questions?(?: (?:or|and) (?:comments?|concerns?))?",
        r"(?:don['\u2019]?t see|can['\u2019]?t find|not finding|didn['\u2019]?t find|haven['\u2019]?t found)"
        r" (?:your|an|the|my) (?:question|answer)s?\b.{0,30}",
        r"(?:didn['\u2019]?t|did not|can['\u2019]?t|cannot|couldn['\u2019]?t|not) find(?:ing)? (?:what"
        r"|something|the information)"
        r" you(?:['\u2019]re| are| were)? (?:look|want|need)\w{0,3}(?: for)?(?: .{0,20})?",
        r"(?:still )?(?:not answered|unanswered|unsure|confused|not clear|unclear)(?: yet)?|(?:is |was "
        r")?(?:your |my )?question"
        r" (?:is |was )?(?:still |yet )?(?:not (?:here|listed|answered|covered|on the list)|unanswered"
        r"|missing)(?: .{0,20})?",
        # help
        r"(?:do you )?(?:still )?need (?:more |some |any |further )*(?:help|support|assistance)(?: .{0,40})?",
        r"(?:do you )?(?:still )?(?:need|want|require) (?:more|further|additional) (?:info(?:rmation)?|details)",
        r"(?:how )?(?:can|may) we help(?: you)?(?: (?:today|now|further|with (?:anything|something"
        r"|your)\b.{0,20}|find\b.{0,20}))?",
        r"(?:how )?(?:can|may) i help you(?: today| further)?|how may i help",
        r"what (?:are you looking for|can we help you with|do you need help with)",
        # was it helpful
        r"(?:was|did you find|is) (?:this|the|that) (?:(?:[\w-]+ )?(?:answer|article|page|post|guide|content|info\w*"
        r"|faq|review|section|tutorial|video|comment) )?(?:to be )?(?:helpful|useful)"
        r"(?: (?:to|for) (?:you|me)\b.{0,15}| at all)?",
        r"(?:did|does) (?:this|that|we) (?:(?:article|page|post|answer|info\w*) )?(?:answer|help|solve)"
        r"(?: (?:you|your|the|my|out)\b.{0,40})?",
        r"(?:helpful|useful)",
        r"f(?:i|ou)nd (?:this|it)(?: \w+)? (?:helpful|useful)|how (?:helpful|useful) (?:was|is) (?:this|the) .{0,40}",
        # the reader's opinion
        r"(?:did|have) you (?:make|made|tr(?:y|ied)|liked?|enjoy(?:ed)?|loved?|cook(?:ed)?|baked?) (?:this|these|that"
        r"|it|the|our|my|any|one)\b.{0,60}",
        r"(?:love|like|enjoy)(?:d|ed)? this (?:recipe|post|article|pattern|tutorial|guide|video|story)",
        r"(?:want|wanna|would you like|like) to (?:save|e?-?mail|print|pin)"
        r" (?:this\b.{0,40}|it for later|the (?:recipe|post|article|page|pattern|guide)\b.{0,30})",
        r"did you (?:enjoy|like|love|know|spot|find what you)\b.{0,60}|did you know|did you mean:?(?: .{0,60})?",
        r"what (?:do|did|would) you think(?: .{0,50})?",
        r"how (?:do|did|would) you (?:like it|like this|rate (?:this|us|our|your|the))(?: .{0,50})?"
        r"|how would you rate .{0,50}",
        r"how (?:did we do|was (?:your|this) .{0,40})|(?:would|will) you recommend (?:us|this|it)"
        r"(?: [\w ]{0,20}to (?:an?|your|others|friends|family)\b.{0,20})?",
        r"(?:spot|spotted|found|find|noticed|see) (?:an?|any|something) ?(?:mistake|error|typo|bug|wrong|issue).{0,40}",
        r"(?:agree|disagree)(?: or (?:agree|disagree))?|(?:your )?thoughts|are you sure(?: you (?:want|wish) .{0,50})?",
        # what next
        r"what to (?:do|read|make) next(?: .{0,20})?|where to next|new here",
        r"why wait|what are you waiting for|(?:are you )?using an ad ?blocker|do you accept (?:our )?cookies",
        r"hungry for more|hungry|interested|curious|intrigued|sounds? good",
        r"interested in (?:sponsoring|volunteering|joining|helping|working|partnering|becoming|contributing|speaking"
        r"|advertising|donating|supporting)\b.{0,40}",
    ),
    what_next=(r"what(?:['\u2019]s| is| comes)? next(?: .{0,20})?",),
    requests=(
        r"(?:please |so,? |and |then |now,? |but )?(?:(?:can|could) you )?(?:tell (?:us|me)|talk (?:us|me) through"
        r"|walk (?:us|me) through|talk about|describe|explain|give (?:us|me)|share|name|introduce)\b",
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
        r"(?:still )?(?:not sure|unsure|undecided|confused|wondering|struggling|stuck)\b.{0,60}",
    ),
    tips=(
        r"(?:want|don['\u2019]?t (?:have|like|want|need)|do not have|no|out of|short on|in a|allergic|prefer|love"
        r"|feeling|your|too|not)\b.{0,60}",
    ),
    by_words="by",
    who="who whom whose who's",
    when="when date dates day days month year until deadline born founded released next latest upcoming schedule"
    " scheduled timeline",
    months="jan january feb february mar march apr april may jun june jul july aug august sep sept september oct"
    " october nov november dec december",
    lasting="can can't cannot could couldn't may might must should shouldn't would wouldn't do does don't doesn't am is"
    " are isn't aren't",
    credits="written_by asked_by answered_by authored_by posted_by published_by updated_by edited_by checked_by"
    " fact_checked_by reviewed_by medically_reviewed_by interview_by interviewed_by interview_conducted_by interview:",
    bylines=(
        r"(?:(?:over|about|almost) )?(?:\d{1,3}|an?|one) ?(?:[smhdw]|(?:sec(?:ond)?|min(?:ute)?|h(?:ou)?r|day|week"
        r"|mo(?:nth)?|y(?:ea)?r)s?) ago",
        r"\d{1,3}[- ]min(?:ute)?s?(?: of)? read(?:ing)?(?: time)?",
        r"(?:reading time|read time):? \d{1,3} min(?:ute)?s?",
    ),
    closings=(
        r"(?:if|should) (?:you|there are|there is) .{0,25}(?:(?:any|more|other|further"
        r"|additional|another|unanswered|specific) )+(?:questions?|queries|enquiries|concerns)",
        r"(?:for|with) (?:(?:any|all|more|other|further|additional) )+(?:questions?|queries"
        r"|enquiries|information|help)\b.{0,30}(?:contact|write|e-?mail|call|reach|get in touch"
        r"|ask|visit)",
        r"if (?:your question|you (?:can(?:not|['\u2019]t)|could ?n[o'\u2019]t|did"
        r" ?n[o'\u2019]t|do ?n[o'\u2019]t) (?:find|see)|we (?:have ?n[o'\u2019]t|did"
        r" ?n[o'\u2019]t))\b.{0,60}(?:answer|question|listed|looking|here)",
        r"(?:please )?(?:feel free|do not hesitate|don['\u2019]t hesitate) to (?:contact|write"
        r"|e-?mail|call|ask|reach)",
        r"still have questions",
        r"(?:(?:all|any) )?(?:other|more|further|additional) (?:questions?|queries|enquiries) (?:can|may|should|must)"
        r" be (?:sent|e-?mailed|mailed|addressed|directed|submitted)",
    ),
    read_more=(
        r"(?:(?:read|see|view|show|find out) more|(?:continue|keep) reading|(?:full )?story|more)(?: .{0,60})?",
        r"read (?:the )?(?:full |whole )?(?:article|story|post|interview)",
    ),
    see_also=(
        r"(?:also read|read (?:also|next|more(?: (?:on|about) (?:this|it))?)|(?:more on|related to) this"
        r"|related(?: (?:article|story|post|reading)s?)?|recommended reading|you (?:may|might) also like):",
    ),
    tails=(
        r"\d+ (?:likes?|repl(?:y|ies)|(?:up|down)?votes?|helpful)|report abuse|vote (?:up|down)",
        r"(?:likes?|repl(?:y|ies)|(?:up|down)?votes?|helpful) ?\(\d+\)",
        r"\d+ (?:of \d+ )?(?:people|users|members|readers) found (?:this|it)(?: \w+)? helpful|copy link|show less",
        r"rate this (?:answer|article|page)|(?:see|view|show) all(?: \d+)? (?:answers|replies|comments)",
        r"(?:(?:go |jump |scroll )?(?:back|up)|return|go|jump|scroll) (?:up )?to (?:the )?(?:(?:faq |question "
        r"|main |page )?"
        r"(?:top|start|beginning|contents?|toc|list|index|menu|faqs?|questions?|page|overview|home ?page|home)"
        r"|table of contents)(?: of .{0,20})?",
        r"(?:page )?top|top of (?:the )?page|table of contents|contents|index|back|up|prev(?:ious)?|next"
        r"|(?:next|previous) (?:question|section|page)",
        # who wrote it, and when
        r"(?:this |the )?(?:(?:page|article|document|faq|content|section) )?(?:was )?last (?:modified|updated|edited"
        r"|changed|revised|reviewed)(?::| on| at| by|(?= ?\d))[^.!?\n]{0,80}(?:\.\d[^!?\n]{0,40})?",
        r"last (?:update|change|revision|edit)(?::| on| at| by|(?= ?\d))[^.!?\n]{0,80}",
        r"[\w.-]{2,30} - \d{1,2} [a-z]{3} \d{4}|imprint|privacy(?: policy| notice)?|all rights reserved",
        r"see also:? (?:the |our )?(?:[\w-]{1,20} ){0,3}faqs?",
        r"(?:modified|updated|revised|posted|published)(?: on)?: ?[^\d\n]{0,20}\d.{0,30}",
        r"(?:copyright )?(?:\u00a9|\(?c\))[^\d.!?\n]{0,60}\d{4}[^!?\n]{0,100}|copyright \d{4}[^!?\n]{0,100}",
        r"(?:edit|improve) (?:this |the )?(?:page|section|article|faq|entry|question|doc|document)(?: on [\w ]{1,20})?",
        r"(?:edit|view|view source|view page source) on \w{1,20}|report (?:an issue|a problem) with this page",
        r"share(?: this)?(?: (?:on|with|via|article|post|page|answer)\b.{0,30})?",
        r"print(?: this page)?|pin it|tweet|advertisement|sponsored|edit|permalink",
        r"\d{1,5} (?:of|out of|von) \d{1,5} (?:people |users )?found this helpful",
        # how a post takes leave of its readers, and an interview of its guest
        r"(?:thank you|thanks|many thanks)(?: (?:so|very) much)?,? (?:[\w.]{1,20},? ){0,3}"
        r"for (?:(?:the|this) (?:interview|talk|chat|conversation)|your time|taking the time"
        r"|(?:talk|speak|chatt|join|shar)ing)\b.{0,60}",
        r"about the (?:author|guest|interviewee):.{1,150}",
        r"enjoy|happy \w{3,12}ing|pin (?:it|this|me)(?: (?:recipe|post|image|photo))? for later",
        r"xo(?:xo)?(?:,? \w{1,20})?",
        r"(?:please |don['\u2019]?t forget to |be sure to )?(?:follow|tag|find|join|connect with)"
        r" (?:(?:me|@\w{1,30})\b.{0,20} on (?:instagram|facebook|pinterest|twitter|tiktok|youtube|social)\b.{0,80}"
        r"|us on (?:instagram|facebook|pinterest|twitter|tiktok|youtube|social media)(?: for more\b.{0,60})?)",
        r"(?:and |so |then )?(?:if you (?:make|made|try|tried|loved?|liked?|enjoy(?:ed)?) (?:this|these|it|the|my|our)"
        r"\b.{0,60}|please |be sure to |don['\u2019]?t forget to )"
        r"(?:(?:leave|give) (?:an? |us |me |it |this |your ){1,2}.{0,40}(?:rating|review|comment|stars?)"
        r"|rate (?:it|this)|let (?:me|us) know (?:how (?:it|they|yours|you (?:like|get|got))|what you (?:think|thought)"
        r"|in the comments|below))\b.{0,60}",
        r"(?:i|we) (?:really )?hope (?:that )?you(?:['\u2019]ll| will)? (?:love|enjoy|like)"
        r" (?:this|these|it|the|my|our)\b.{0,80}",
        r"(?:the )?(?:full |printable )?recipe (?:is )?(?:in the card )?below\b.{0,20}",
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
        answer_labels="antwort beste_antwort",
        solution_labels="lösung musterlösung",
        short_answer_labels="antw",
        points="punkt punkte punkten pkt pkte",
        close="schließen zuklappen ausblenden",
        answering="antwortet antwortete",
        question_names="frage fragen",
        answer_names="antwort antworten",
        faq_titles=(
            r"häufig\w*(?: gestellte)? fragen|(?:oft|häufig) gefragt|(?:oft|meist) gestellte fragen"
            r"|fragen (?:und|&|\+) antworten",
            r"(?:ihre|eure|deine|allgemeine|wichtige|die wichtigsten|typische) fragen|frage (?:und|&) antwort"
            r"|^fragen$|^fragen rund um\w* [^?]*$",
        ),
        numbers={
            "2": "zwei", "3": "drei", "4": "vier", "5": "fünf", "6": "sechs", "7": "sieben", "8": "acht", "9": "neun",
            "10": "zehn", "12": "zwölf", "13": "dreizehn", "14": "vierzehn", "15": "fünfzehn", "20": "zwanzig",
            "30": "dreißig dreissig", "40": "vierzig", "50": "fünfzig", "60": "sechzig", "100": "hundert",
            "1000": "tausend",
        },
        units={
            "degree": "grad",
            "second": "sekunde sekunden", "minute": "minuten", "hour": "stunde stunden", "day": "tage tagen",
            "week": "woche wochen", "month": "monat monate monaten", "year": "jahr jahre jahren", "gram": "gramm",
        },
        short_units={
            "%": "prozent", "cm": "zentimeter zentimetern", "mm": "millimetern",
            "meter": "metern", "km": "kilometern", "kmh": "stundenkilometer", "kg": "kilogramm", "litre": "litern",
            "hour": "std", "square_meter": "quadratmeter quadratmetern qm",
            "square_km": "quadratkilometer quadratkilometern", "square_cm": "quadratzentimeter quadratzentimetern",
            "cubic_meter": "kubikmeter kubikmetern cbm", "kwh": "kilowattstunde kilowattstunden",
        },
        long_units={"kmh": "km_pro_hour", "m/s": "meter_pro_second", "mbit": "mbit_pro_second"},
        negations={"nicht": "", "kein": "keine keinen keinem keiner keines keinerlei keinesfalls keineswegs",
                   "nie": "niemals", "ohne": "", "weder": "", "niemand": "niemandem niemanden", "nichts": "",
                   "nirgends": "nirgendwo"},
        limits={
            "only": "nur ausschliesslich lediglich bloss", "except": "ausser ausgenommen abgesehen_von",
            "unless": "es_sei_denn sofern_nicht", "up_to": "bis_zu", "at_least": "mindestens wenigstens zumindest",
            "at_most": "höchstens maximal",
        },
        modals={
            "must": "muss muß musst müssen müsst musste mussten", "should": "soll sollst sollen sollt sollte sollten",
            "may": "darf darfst dürfen dürft durfte durften dürfte dürften",
            "can": "kann kannst können könnt könnte könnten konnte konnten",
        },
        opposite_sides=(
            "erlaubt gestattet / verboten untersagt", "vor / nach", "links / rechts", "linke linken / rechte rechten",
            "geöffnet offen / geschlossen", "mehr / weniger", "höher / niedriger", "kalt / warm heiß",
            "innen / außen", "vorn / hinten", "mindestens / höchstens", "pflicht / freiwillig",
        ),
        replies={"yes": "ja", "no": "nein"},
        directions="nach als statt",
        interchangeable="der die das den dem des ein eine einen einem einer eines dieser diese dieses diesen diesem"
        " ist sind hat haben und bitte danke",
        stamps="aktualisiert zuletzt_aktualisiert letzte_aktualisierung geändert zuletzt_geändert letzte_änderung"
        " bearbeitet zuletzt_bearbeitet veröffentlicht stand",
        weekdays="montag mo dienstag di mittwoch mi donnerstag do freitag fr samstag sonnabend sa sonntag so",
        offers=(
            r"nicht (?:das richtige|gefunden) ?.{0,40}|lust auf .{0,50}",
            r"(?:passwort|zugangsdaten) vergessen|(?:noch )?kein (?:konto|account|kunde).{0,20}",
            r"(?:schon|bereits) (?:kunde|mitglied|registriert|angemeldet|ein konto).{0,20}",
        ),
        by_words="von vom",
        who="wer wem wen wessen",
        when="wann seit bis datum tag monat jahr frist termin geboren",
        lasting="kann kannst können darf darfst dürfen muss müssen soll sollte sollen sollten ist sind gibt",
        credits="gefragt_von beantwortet_von geschrieben_von verfasst_von"
        " veröffentlicht_von aktualisiert_von geprüft_von medizinisch_geprüft_von"
        " interview_von das_interview_führte das_interview_führten das_gespräch_führte das_gespräch_führten"
        " die_fragen_stellte die_fragen_stellten",
        bylines=(
            r"vor (?:\d{1,3}|eine[mr]) (?:sekunden?|minuten?|min|stunden?|std|(?:tag|jahr|monat)(?:en)?|wochen?)",
            r"(?:lesezeit|lesedauer):? (?:ca\.? )?\d{1,3} min(?:uten?)?",
            r"\d{1,3} min(?:uten?)?\.? lesezeit",
        ),
        closings=(
            r"(?:weitere|andere|sonstige) fragen (?:(?:können .{0,60})?(?:richten|senden|schicken|stellen|mailen)|bitte"
            r"|nehmen wir|beantworte(?:t|n) (?:wir|ihnen|dir|euch|gerne?|unser|das|die|der)\b)",
            r"(?:wenn|falls|sollten|haben|hast) (?:sie|du|ihr) .{0,20}(?:(?:noch|weitere|andere"
            r"|zusätzliche|offene) )+fragen",
            r"(?:bei|für) (?:(?:weiteren?|allen|sonstigen|anderen) )*(?:rück)?fragen\b",
            r"(?:wenn|falls|sollte) .{0,10}(?:ihre|deine|eure) frage .{0,30}nicht",
        ),
        read_more=(r"weiterlesen|mehr (?:lesen|erfahren|dazu)|zum (?:artikel|beitrag)|(?:artikel|beitrag) lesen",),
        requests=(
            r"(?:erzählen|beschreiben|erklären|schildern|verraten) sie\b"
            r"|(?:erzähle?|beschreibe?|erkläre?|schildere?|verrate?) (?:uns|mir|doch|mal|bitte)\b",
        ),
        calls=(
            r"mein(?:ten sie|test du):?(?: .{0,60})?",
            r"(?:hast du |habt ihr |haben sie )?(?:das |dieses |unser )?rezept (?:schon )?(?:aus)?probiert",
            r"(?:(?:haben|hätten) sie |hast du )?(?:(?:das|schon) )*gewusst"
            r"|(?:wussten sie|wusstest du|wusstet ihr)(?: (?:schon|bereits|das))*",
            r"worauf warte(?:n sie|st du)(?: noch)?",
            r"(?:noch |weitere |offene )*fragen",
            r"(?:hast du|habt ihr|haben sie|du hast) (?:noch |weitere |eine |andere |konkrete |spezielle "
            r"|bestimmte )*fragen?"
            r"(?: .{0,40})?",
            r"(?:ihre |deine )?frage (?:ist )?(?:noch )?nicht (?:dabei|gefunden|beantwortet).{0,20}",
            r"(?:du |sie )?(?:brauchst|benötigst|brauchen|benötigen)(?: du| sie)? .{0,20}hilfe(?: .{0,30})?",
            r"(?:brauchst|benötigst|brauchen|benötigen|wünschen)(?: du| sie) (?:mehr|weitere|nähere)"
            r" info(?:rmationen|s)",
            r"wie können wir (?:dir|ihnen|euch)?(?: weiter)? ?helfen",
            r"(?:war|waren|fanden sie|fandest du|finden sie) (?:dies|der|die|das).{0,40} (?:hilfreich|nützlich)",
            r"(?:konnten wir|hat (?:dir|ihnen) (?:dies|der|die|das)\w*) .{0,40}(?:helfen|geholfen|weitergeholfen)",
            r"hat (?:dir|ihnen|euch) .{0,50}(?:gefallen|geschmeckt)",
            r"(?:noch |immer noch )?(?:unsicher|unentschlossen)",
            r"neugierig(?: geworden)?|interesse(?: geweckt)?|lust auf .{0,30}",
            r"(?:noch |weitere |offene |immer noch |sonst noch )*fragen(?: offen)?",
            r"(?:(?:ihre|deine|eure) )?frage (?:ist |war |wurde )?(?:noch |hier )?nicht (?:dabei|gefunden"
            r"|beantwortet|aufgeführt).{0,20}",
            r"(?:sie haben |du hast |haben sie |hast du )?(?:ihre |deine |keine |die |eine )?(?:passende )?(?:frage"
            r"|antwort)(?: .{0,20})? (?:nicht )?gefunden",
            r"(?:ist |war )?(?:noch )?etwas unklar|(?:noch )?unklarheiten|nicht fündig geworden",
            r"was (?:meinst|denkst|sagst) du(?: dazu| darüber)?|was (?:meinen|denken) sie(?: dazu)?"
            r"|was (?:meint|denkt) ihr(?: dazu)?",
            r"wurde (?:ihre|deine|eure) frage (?:hiermit |damit )?beantwortet|konnten wir (?:ihre"
            r"|deine|eure) frage(?:n)? (?:hiermit |damit )?beantworten",
        ),
        see_also=(
            r"(?:lesen sie|lest|lies)(?: dazu)? (?:auch|mehr|weiter)(?: \w+)?:|(?:mehr|weiteres) (?:dazu|zum thema):",
            r"auch interessant:",
        ),
        tails=(
            r"\d+ (?:danke|antworten|hilfreich)|(?:danke|antworten|hilfreich) ?\(\d+\)|gefällt mir",
            r"(?:(?:herzlichen|vielen|besten|lieben) dank|danke|wir (?:danken|bedanken uns)) .{0,60}"
            r"(?:gespräch|interview|zeit)",
            r"(?:teilen sie|teile|teilt) (?:diese[nrs]?|den|die|das) (?:artikel|beitrag|seite|interview)",
            r"zur person:.{1,150}",
            r"guten appetit|lasst es euch schmecken|viel spaß beim \w{3,20}",
            r"nach oben|zum anfang|zurück|teilen|anzeige|werbung",
            r"(?:zurück )?(?:nach oben|zum (?:seiten)?anfang(?: der seite)?|zum inhalt(?:sverzeichnis)?"
            r"|zur (?:übersicht|startseite|liste))",
            r"(?:zuletzt|letzte) (?:geändert|aktualisiert|bearbeitet|änderung|aktualisierung).{0,40}\d.{0,20}"
            r"|stand:? \d.{0,20}|impressum|datenschutz(?:erklärung)?|(?:diese )?seite (?:drucken|bearbeiten)|bearbeiten"
            r"|drucken",
        ),
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
        solution_labels="oplossing uitwerking",
        points="punt punten pt",
        close="sluiten verbergen",
        answering="antwoordt antwoordde",
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
            "degree": "graad graden",
            "minute": "minuten minuut", "hour": "uur uren", "day": "dag dagen", "week": "weken",
            "month": "maand maanden", "year": "jaar jaren",
        },
        short_units={
            "second": "seconde seconden", "%": "procent",
        },
        long_units={"square_meter": "vierkante_meter", "square_km": "vierkante_km", "cubic_meter": "kubieke_meter"},
        negations={"niet": "", "geen": "", "nooit": "", "zonder": "", "niets": "", "niemand": "", "nergens": "",
                   "noch": ""},
        limits={
            "only": "alleen slechts enkel uitsluitend", "except": "behalve uitgezonderd", "unless": "tenzij",
            "up_to": "tot",
            "at_least": "minstens minimaal tenminste", "at_most": "hoogstens maximaal hooguit",
        },
        modals={
            "must": "moet moeten moest moesten", "may": "mag mogen mocht mochten",
            "can": "kan kun kunt kunnen kon konden",
        },
        replies={"yes": "ja", "no": "nee"},
        directions="naar tot dan",
        interchangeable="de het een deze dit dat die is zijn heeft hebben en bedankt",
        stamps="bijgewerkt laatst_bijgewerkt laatste_update laatst_gewijzigd gewijzigd gepubliceerd geplaatst",
        weekdays="maandag ma dinsdag di woensdag wo donderdag do vrijdag vr zaterdag za zondag zo",
        offers=(r"zin in .{0,50}|wachtwoord vergeten",),
        by_words="door van",
        who="wie wiens",
        when="wanneer datum dag maand jaar",
        lasting="kan kun kunnen mag mogen moet moeten is zijn",
        credits="gevraagd_door beantwoord_door geschreven_door geplaatst_door"
        " gepubliceerd_door gecontroleerd_door interview_door",
        bylines=(
            r"(?:\d{1,3}|een) (?:seconden?|minu(?:ut|ten)|uur|dag(?:en)?|we(?:ek|ken)|maand(?:en)?|jaar) geleden",
            r"(?:leestijd:? \d{1,3} min(?:uten)?|\d{1,3} min(?:uten)?\.? (?:leestijd|lezen))",
        ),
        closings=(
            r"(?:andere|overige|verdere) vragen (?:kunt|kun|kunnen|mag) .{0,60}"
            r"(?:stellen|sturen|mailen|richten|stuur|gesteld)",
            r"(?:als|mocht|heeft|heb|hebt) (?:u|je|jij|jullie|er) .{0,20}(?:(?:nog|andere|meer"
            r"|verdere|overige) )+vragen",
            r"voor (?:(?:andere|meer|overige|verdere) )*vragen\b.{0,20}(?:kunt|kun|neem|mail|bel"
            r"|contact)",
            r"(?:staat|zit) (?:uw|je|jouw) vraag .{0,20}niet",
        ),
        read_more=(r"lees (?:meer|verder)",),
        requests=(r"(?:vertel|beschrijf|leg uit|noem|omschrijf)(?: ons| me| eens)?\b",),
        calls=(
            r"bedoelde (?:je|u):?(?: .{0,60})?",
            r"heb (?:je|jij|jullie) (?:dit|het) recept (?:al )?(?:gemaakt|geprobeerd|uitgeprobeerd)",
            r"wist (?:je|u|jij)(?: (?:dat|al))*",
            r"waar wacht (?:je|u)(?: nog)? op",
            r"(?:heb|hebt|heeft) (?:je|jij|u) (?:nog |een |andere |specifieke )*vra(?:ag|gen)(?: .{0,30})?",
            r"(?:nog )?(?:steeds )?(?:andere )?vragen|staat (?:je|uw|jouw) vraag er .{0,20}",
            r"(?:(?:heb|heeft|hebt) (?:je|u) |hebben jullie )?(?:meer |nog )*hulp nodig(?: .{0,30})?",
            r"(?:(?:heb|heeft|hebt) (?:je|u) )?(?:nog )?meer info(?:rmatie)? nodig",
            r"was (?:dit|deze) .{0,40}(?:nuttig|behulpzaam|handig)",
            r"(?:heeft|hebben) (?:dit|deze|het) .{0,40}(?:u|je|jou) (?:verder )?geholpen",
            r"(?:je |uw |jouw )?(?:vraag|antwoord) (?:hier )?niet (?:gevonden|beantwoord|erbij).{0,10}",
            r"(?:heeft u|heb je|hebt u) (?:het |uw |je |geen )?antwoord .{0,20}gevonden"
            r"|(?:kun je|kunt u) (?:het |je |uw )?antwoord niet vinden",
            r"nog (?:meer |andere |een )*(?:vraag|vragen)(?: .{0,20})?|wat (?:vind|denk) (?:je|jij|u)(?: ervan)?",
            r"(?:hoe|waarmee) kunnen we (?:je|u|jou)(?: verder)? helpen",
            r"(?:vond|vindt) (?:je|u) (?:dit|deze|dit antwoord|deze informatie"
            r"|het antwoord).{0,12} nuttig|is (?:je|uw) vraag (?:hiermee |zo )?beantwoord",
        ),
        see_also=(r"lees (?:ook|meer|verder):",),
        tails=(
            r"bedankt voor (?:het|dit) (?:gesprek|interview)",
            r"eet smakelijk",
            r"naar boven|delen",
            r"(?:terug )?naar (?:boven|begin|het begin|(?:de )?inhoud(?:sopgave)?|(?:het )?overzicht|de index|home)"
            r"|terug",
            r"laatst (?:gewijzigd|bijgewerkt|aangepast).{0,40}\d.{0,20}|(?:deze )?pagina (?:bewerken|afdrukken)"
            r"|bewerken|afdrukken|advertentie",
        ),
    ),
    Language(
        tag="fr",
        name="French",
        openers="qui que qu'est-ce quoi quand où d'où jusqu'où pourquoi comment combien quel quelle quels quelles"
        " lequel laquelle lesquels lesquelles qu'en qu'est y_a-t-il",
        opener_ends="-je -tu -il -elle t-on ons-nous sommes-nous -vous -ils -elles est-ce",
        inverted_ends="-il -ils -elle -elles",
        prepositions="à de en dans par pour avec sur sous sans chez vers depuis jusqu'à selon contre et",
        question_labels="question",
        answer_labels="réponse meilleure_réponse",
        solution_labels="corrigé solution",
        short_answer_labels="rép",
        points="point points pt pts",
        close="fermer masquer",
        answering="répond répondit",
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
            "degree": "degré degrés",
            "second": "seconde secondes", "minute": "minutes", "hour": "heure heures", "day": "jour jours",
            "week": "semaine semaines", "month": "mois", "year": "année années", "gram": "gramme grammes",
        },
        short_units={
            "meter": "mètre mètres", "km": "kilomètre kilomètres", "cm": "centimètre centimètres",
            "mm": "millimètre millimètres", "kg": "kilogramme kilogrammes",
        },
        long_units={
            "square_meter": "meter_carré meter_carrés", "square_km": "km_carré km_carrés",
            "square_cm": "cm_carré cm_carrés", "cubic_meter": "meter_cube meter_cubes",
            "business_day": "day_ouvrables day_ouvrés day_ouvrable",
            "kmh": "km_par_hour km_à_l'heure", "m/s": "meter_par_second", "%": "pour_cent",
        },
        no_plurals="moins",
        opposites="moins",
        negations={"ne": "pas n'", "jamais": "", "sans": "", "aucun": "aucune", "non": "", "rien": "",
                   "nulle_part": ""},
        limits={
            "only": "seulement uniquement exclusivement", "except": "sauf excepté hormis", "unless": "à_moins",
            "up_to": "jusqu'à jusqu'au jusqu'aux", "at_least": "au_moins", "at_most": "au_plus au_maximum",
        },
        modals={
            "must": "doit doivent devez devons faut", "should": "devrait devraient devriez devrions",
            "can": "peut peuvent pouvez pouvons peux pourrait pourraient pourriez",
        },
        opposite_sides=(
            "autorisé autorisée autorisés autorisées / interdit interdite interdits interdites", "avant / après",
            "gauche / droite", "ouvert ouverte / fermé fermée", "obligatoire / facultatif facultative",
            "chaud chaude / froid froide",
        ),
        replies={"yes": "oui", "no": "non"},
        directions="à vers",
        interchangeable="le la les un une des ce cet cette ces est sont et merci",
        stamps="mis_à_jour mise_à_jour dernière_mise_à_jour modifié dernière_modification publié",
        weekdays="lundi lun mardi mar mercredi mer jeudi jeu vendredi ven samedi sam dimanche dim",
        offers=(
            r"vous ne trouvez pas .{0,50}|envie de .{0,50}",
            r"mot de passe oublié|(?:déjà|pas encore) (?:client|membre|inscrit|un compte).{0,20}",
        ),
        by_words="par de",
        who="qui",
        when="quand date jour mois année né",
        lasting="puis-je peut-on pouvons-nous dois-je doit-on faut-il est-il est-elle sont-ils sont-elles",
        credits="demandé_par répondu_par écrit_par rédigé_par"
        " publié_par posté_par relu_par vérifié_par mis_à_jour_par propos_recueillis_par"
        " entretien_réalisé_par interview_réalisée_par",
        bylines=(
            r"il y a (?:\d{1,3}|une?) (?:secondes?|min(?:ute)?s?|h|heures?|jours?|semaines?|mois|ans?)",
            r"\d{1,3} min(?:utes?)? de lecture",
            r"temps de lecture ?:? \d{1,3} min(?:utes?)?",
        ),
        closings=(
            r"(?:toute autre question|les autres questions) (?:peut|peuvent|doit|doivent) (?:nous )?être"
            r" (?:envoyée|adressée|posée|transmise|soumise)",
            r"(?:si vous avez|si tu as|pour) (?:(?:d['\u2019]|de |des |toute |toutes |une"
            r" )?(?:autres?|encore|plus) ?)+.{0,10}(?:questions?|renseignements?|informations?)",
            r"pour toute? (?:autre )?(?:question|demande|information)",
            r"si vous ne trouvez pas .{0,20}(?:réponse|question)",
            r"n['\u2019]hésitez pas à (?:nous )?(?:contacter|écrire|appeler|poser)",
            r"si (?:votre|ta) question n['\u2019]",
        ),
        read_more=(r"lire (?:la suite|plus|l['\u2019]article)|en savoir plus",),
        requests=(
            r"(?:parlez|racontez|décrivez|expliquez|présentez|dites|parle|raconte|explique)[- ](?:nous|moi|vous)\b"
            r"|(?:décrivez|racontez|expliquez)\b",
        ),
        calls=(
            r"vouliez-vous dire(?: .{0,60})?",
            r"(?:vous avez|avez-vous|tu as|as-tu) (?:déjà )?(?:testé|essayé|réalisé|préparé|fait) (?:cette|la) recette",
            r"(?:le )?savi(?:ez-vous|ons-nous)(?: d[ée]j[àa])?|(?:le )?(?:savais|sais)-tu|vous (?:le )?saviez",
            r"cela vous a-t-il (?:aidé|été utile)",
            r"qu['\u2019]attend(?:ez-vous|s-tu)(?: encore)?",
            r"qu['\u2019]attend(?:ez-vous|s-tu) pour (?:(?:vous|nous|les?|la|en|y) |[lts]['\u2019])?"
            r"\w+(?:[ei]r|re)\b.{0,40}|pourquoi attendre",
            r"(?:vous avez |avez-vous |tu as |as-tu )?(?:encore |(?:d['\u2019])?autres? |des |une "
            r"|toujours )*questions?"
            r"(?: .{0,20})?",
            r"(?:avez-vous |vous avez |as-tu |tu as )?besoin d['\u2019](?:aide|un conseil|inspiration)(?: .{0,30})?",
            r"(?:avez-vous |vous avez |as-tu |tu as )?besoin (?:de plus )?d['\u2019](?:autres )?informations?"
            r"(?: (?:complémentaires?|supplémentaires?))?",
            r"(?:comment|en quoi) pouvons-nous vous aider",
            r"(?:cet|cette|ce) .{0,40}a-t-(?:il|elle) (?:été )?.{0,20}(?:utile|aidé)",
            r"(?:cette recette|cet article) vous .{0,10}plu?.{0,20}",
            r"(?:vous n['\u2019]avez|tu n['\u2019]as) (?:toujours )?pas (?:trouvé|obtenu) (?:(?:de|la|votre|ta"
            r"|une) )?(?:réponse|ce que)(?: .{0,30})?",
            r"(?:tu ne trouves|vous ne trouvez) pas (?:(?:de|la|votre|ta) )?réponse(?: .{0,30})?",
            r"(?:votre|ta) question (?:est |reste )?(?:toujours )?sans réponse"
            r"|(?:et (?:vous|toi),? )?qu['\u2019]en (?:pensez-vous|penses-tu)|(?:encore )?un doute",
            r"(?:est-ce que )?(?:cette|la) réponse (?:vous|t)\W?(?:a|est).{0,20}(?:aidée?|utile)"
            r"|avez-vous trouvé (?:cette|la|cet) (?:réponse|page|article) utile",
        ),
        see_also=(r"(?:à )?lire (?:aussi|également)\s?:|sur le même sujet\s?:",),
        tails=(
            r"\d+ (?:utile|réponses?)|(?:utile|répondre) ?\(\d+\)|(?:\d+ )?j['\u2019]aime(?: ?\(\d+\))?",
            r"merci .{0,40}(?:entretien|interview|cet échange)",
            r"bon(?:ne)? (?:appétit|dégustation)",
            r"haut de page|retour en haut|partager|publicité",
            r"(?:retour(?:ner)?|revenir|remonter) (?:en haut|au (?:sommaire|début|menu|haut)"
            r"|à (?:la table des matières|l['\u2019](?:index|accueil)|la liste|la faq))(?: de .{0,20})?"
            r"|haut|sommaire",
            r"dernière (?:mise à jour|modification|révision).{0,40}\d.{0,20}|modifier(?: cette page)?|imprimer",
        ),
    ),
    Language(
        tag="es",
        name="Spanish",
        openers="quién quiénes qué cuándo dónde adónde cómo cuánto cuánta cuántos cuántas cuál cuáles puedo puede"
        " podemos pueden tengo debo hay por_qué por_que es_posible es_necesario es_obligatorio es_seguro se_puede"
        " se_pueden se_necesita existe existen",
        prepositions="a ante con contra de desde durante en entre hacia hasta para por según sin sobre y",
        question_labels="pregunta",
        answer_labels="respuesta mejor_respuesta",
        solution_labels="solución",
        short_answer_labels="resp",
        points="punto puntos pto ptos",
        close="cerrar ocultar",
        answering="responde respondió contesta contestó",
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
            "degree": "grado grados",
            "second": "segundo segundos", "minute": "minuto minutos", "hour": "hora horas", "day": "día días",
            "week": "semana semanas", "month": "meses", "year": "año años", "gram": "gramo gramos",
        },
        short_units={
            "meter": "metro metros", "km": "kilómetro kilómetros", "cm": "centímetro centímetros",
            "mm": "milímetro milímetros", "kg": "kilogramo kilogramos", "litre": "litro litros",
        },
        long_units={
            "business_day": "day_hábiles day_hábil day_laborables day_laborable",
            "square_meter": "meter_cuadrado meter_cuadrados", "square_km": "km_cuadrado km_cuadrados",
            "cubic_meter": "meter_cúbico meter_cúbicos", "kmh": "km_por_hour", "%": "por_ciento",
        },
        no_plurals="menos",
        opposites="menos",
        negations={"nunca": "jamás", "ningún": "ninguno ninguna", "tampoco": "", "no": "", "sin": "", "nadie": "",
                   "nada": "", "ni": ""},
        limits={
            "only": "solo sólo solamente únicamente exclusivamente", "except": "excepto salvo", "unless": "a_menos",
            "up_to": "hasta", "at_least": "al_menos por_lo_menos como_mínimo", "at_most": "como_máximo a_lo_sumo",
        },
        modals={
            "must": "debe deben debes debemos", "should": "debería deberían deberías",
            "can": "puede pueden puedes podemos podría podrían podrías",
        },
        opposite_sides=(
            "permitido permitida / prohibido prohibida", "antes / después", "izquierda / derecha",
            "abierto abierta / cerrado cerrada", "obligatorio obligatoria / opcional",
        ),
        replies={"yes": "sí", "no": ""},
        directions="hacia hasta",
        interchangeable="el la los las un una unos unas este esta estos estas es son está están y gracias",
        stamps="actualizado actualizada última_actualización modificado última_modificación publicado",
        weekdays="lunes lun martes mar miércoles mié jueves jue viernes vie sábado sáb domingo dom",
        offers=(
            r"no encuentras? .{0,40}|ganas de .{0,50}",
            r"(?:has )?olvid(?:aste|ado) .{0,20}contraseña|ya (?:eres|tienes) .{0,30}|(?:aún )?no tienes cuenta",
        ),
        by_words="por de autor autora",
        who="quién quiénes quien quienes",
        when="cuándo cuando fecha día mes año",
        lasting="puedo puede pueden podemos debo debe es son hay",
        credits="preguntado_por respondido_por escrito_por publicado_por"
        " revisado_por actualizado_por entrevista_realizada_por",
        bylines=(
            r"hace (?:\d{1,3}|una?) (?:segundos?|min(?:uto)?s?|horas?|d\u00edas?|semanas?|mes(?:es)?|a\u00f1os?)",
            r"(?:tiempo de lectura:? \d{1,3} min(?:utos?)?|\d{1,3} min(?:utos?)? de lectura)",
        ),
        closings=(
            r"(?:otras|demás) (?:preguntas|consultas|dudas) (?:pueden|deben|se pueden) (?:ser )?"
            r"(?:envia|dirigi|hacer|plantea|consulta)",
            r"(?:si|en caso de que?) .{0,12}(?:otra|otras|más|alguna|alguna otra|cualquier"
            r"|cualquier otra) .{0,10}(?:preguntas?|dudas?|consultas?)",
            r"(?:para|ante) (?:cualquier|más|otras?) .{0,10}(?:preguntas?|dudas?|consultas?"
            r"|información)",
            r"si no (?:encuentra|has encontrado|encuentras|ha encontrado) .{0,20}(?:respuesta"
            r"|pregunta)",
            r"no (?:dudes?|duden) en (?:contactar|escribir|llamar|preguntar|ponerte|ponerse)",
            r"si (?:tu|su) (?:pregunta|duda|consulta) no",
        ),
        read_more=(r"(?:leer|ver|saber) más|seguir leyendo",),
        requests=(
            r"(?:cuéntanos|cuéntame|cuéntenos|háblanos|háblame|háblenos|explícanos|explíquenos|descríbenos|describe)\b"
            r"|(?:preséntanos|díganos|dinos)\b",
        ),
        calls=(
            r"(?:quizás? )?(?:quisiste|quiso) decir:?(?: .{0,60})?",
            r"hiciste (?:esta|la) receta",
            r"(?:ya )?(?:has|habéis|han) (?:probado|hecho|preparado) (?:ya )?(?:esta|la) receta",
            r"(?:lo )?sab(?:ía|ia)s?(?: usted)?(?: que)?",
            r"a qué esperas?(?: para .{0,40})?|qué esperas? para \w+[aei]r(?:l[aeo]s?|te|se)?\b.{0,40}",
            r"(?:aún )?(?:tienes?|tiene) (?:más |alguna |una |otras? )*(?:preguntas?|dudas?|consultas?)(?: .{0,30})?",
            r"(?:más |alguna |¿)*(?:preguntas?|dudas?)|necesitas? (?:más )?ayuda(?: .{0,30})?",
            r"necesitas? más información",
            r"(?:te |le |esta? |este )+.{0,30}(?:fue|resultado|sido)? ?útil|te ha gustado .{0,40}",
            r"(?:aún |todavía )?no (?:has|ha|habéis|han|hemos) (?:resuelto|encontrado|solucionado"
            r"|respondido(?: a)?) (?:(?:tus?|sus?|la|una|vuestra|ninguna) )?(?:dudas?|preguntas?|respuesta|consulta"
            r"|solución|lo que)(?: .{0,20})?",
            r"no (?:encuentras?|encontraste|encontró) (?:(?:tu|su|la|una) )?(?:respuesta|pregunta|duda"
            r"|lo que)(?: .{0,30})?",
            r"(?:sigues?|aún|todavía) (?:con |tienes? |teniendo )?(?:más |algunas? )?(?:dudas?"
            r"|preguntas?)(?: .{0,20})?",
            r"qué (?:te|le|os) (?:parece|ha parecido)|(?:y (?:tú|usted),? )?qué opinas?(?: tú| usted)?"
            r"|(?:cómo|en qué) (?:podemos|puedo) ayudar(?:te|le|os)",
            r"(?:te|le|os|les)? ?(?:ha sido|fue|resultó|ha resultado) (?:de ayuda|útil)(?: (?:esta|la"
            r"|este|el) (?:respuesta|información|artículo))?|(?:te|le|os) (?:ha ayudado"
            r"|ayudó) (?:esta|la) respuesta",
        ),
        see_also=(r"(?:(?:lee|lea|leer) (?:también|más)|[tl]e puede interesar(?: también)?):",),
        tails=(
            r"\d+ (?:me gusta|útil|respuestas?)|(?:me gusta|útil|respuestas?) ?\(\d+\)|me gusta",
            r"(?:muchas )?gracias por (?:la entrevista|tu tiempo|su tiempo)",
            r"(?:buen|que) (?:provecho|aproveche)|a disfrutar",
            r"volver arriba|compartir|publicidad",
            r"(?:volver|ir|regresar|subir) (?:arriba|al? (?:la )?(?:inicio|principio|índice|menú|comienzo"
            r"|tabla de contenidos?|lista|página principal|preguntas frecuentes))(?: de .{0,20})?"
            r"|subir|arriba|índice",
            r"última (?:actualización|modificación|revisión).{0,40}\d.{0,20}|editar(?: (?:esta )?página)?|imprimir",
        ),
    ),
    Language(
        tag="pt",
        name="Portuguese",
        openers="quem quando onde aonde porque porquê como quanto quanta quantos quantas qual quais posso pode podem"
        " podemos devo preciso tenho há existe existem que o_que o_quê por_que por_quê é_possível é_necessário"
        " é_obrigatório é_seguro é_preciso",
        prepositions="a ao com contra de desde do da em entre no na para por pelo até sem sob sobre e",
        question_labels="pergunta",
        answer_labels="resposta melhor_resposta",
        solution_labels="solução resolução",
        short_answer_labels="resp",
        points="ponto pontos valores",
        close="fechar ocultar",
        answering="responde respondeu",
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
            "degree": "grau graus",
            "second": "segundo segundos", "minute": "minuto minutos", "hour": "hora horas", "day": "dia dias",
            "week": "semana semanas", "month": "mês meses", "year": "ano anos",
        },
        short_units={
            "gram": "grama gramas", "meter": "metro metros", "km": "quilómetro quilómetros quilômetro quilômetros",
            "cm": "centímetro centímetros", "mm": "milímetro milímetros",
            "kg": "quilograma quilogramas quilo quilos", "litre": "litro litros",
        },
        long_units={
            "business_day": "day_úteis day_útil",
            "square_meter": "meter_quadrado meter_quadrados", "square_km": "km_quadrado km_quadrados",
            "cubic_meter": "meter_cúbico meter_cúbicos", "kmh": "km_por_hour", "%": "por_cento",
        },
        no_plurals="menos",
        opposites="menos",
        negations={"não": "nao", "sem": "", "nem": "", "nunca": "", "nenhum": "nenhuma", "ninguém": "", "nada": "",
                   "tampouco": ""},
        limits={
            "only": "só somente apenas unicamente exclusivamente", "except": "exceto salvo",
            "unless": "a_menos a_não_ser",
            "up_to": "até", "at_least": "pelo_menos no_mínimo", "at_most": "no_máximo",
        },
        modals={
            "must": "deve devem devemos", "should": "deveria deveriam", "can": "pode podem podemos poderia poderiam",
        },
        replies={"yes": "sim", "no": "não"},
        directions="até",
        interchangeable="o a os as um uma este esta estes estas é são está estão e obrigado obrigada",
        stamps="atualizado última_atualização modificado publicado",
        weekdays="segunda-feira segunda seg terça-feira terça ter quarta-feira quarta qua quinta-feira quinta"
        " qui sexta-feira sexta sex sábado sáb domingo dom",
        offers=(r"esqueceu .{0,20}senha",),
        by_words="por de autor autora",
        who="quem",
        when="quando data dia mês ano",
        lasting="posso pode podem podemos devo deve é são há",
        credits="perguntado_por respondido_por escrito_por publicado_por revisado_por atualizado_por entrevista_por",
        bylines=(
            r"h\u00e1 (?:\d{1,3}|uma?) (?:segundos?|min(?:uto)?s?|horas?|dias?|semanas?|m(?:\u00eas|eses)|anos?)",
            r"(?:tempo de leitura:? \d{1,3} min(?:utos?)?|\d{1,3} min(?:utos?)? de leitura)",
        ),
        closings=(
            r"outras (?:perguntas|dúvidas) (?:podem|devem) ser (?:envia|dirigi|encaminha|feita|esclareci)",
            r"(?:se|caso) .{0,15}(?:outras?|mais|alguma|qualquer|ainda) .{0,10}(?:perguntas?"
            r"|dúvidas?|questão|questões)",
            r"(?:para|em caso de) (?:qualquer|mais|outras?) .{0,10}(?:perguntas?|dúvidas?"
            r"|informações|questão)",
            r"(?:se|caso) não (?:encontrou|encontrar|encontre) .{0,20}(?:resposta|pergunta)",
            r"não hesite em (?:contactar|contatar|escrever|ligar|entrar)",
            r"(?:se|caso) (?:(?:a|o) )?(?:sua|tua) (?:dúvida|pergunta|questão) não",
        ),
        read_more=(r"ler mais|leia mais|saiba mais",),
        requests=(r"(?:conte|conta|fale|fala|explique|descreva|apresente|diga)(?:-nos|-me| um pouco| sobre)?\b",),
        calls=(
            r"(?:você )?quis dizer:?(?: .{0,60})?",
            r"(?:do que|o que) (?:você )?(?:está|tá) esperando|está à espera de quê",
            r"(?:já )?(?:fez|experimentou|testou|preparou) (?:esta|essa|a) receita",
            r"(?:você |vocês )?(?:já )?sab(?:ia|iam|ias)(?: que)?",
            r"o que (?:você )?está esperando|(?:de|por) que (?:está|estás) à espera",
            r"(?:ainda )?(?:tem|ficou com) (?:mais |alguma |outras? |uma )*(?:perguntas?|dúvidas?)(?: .{0,30})?",
            r"precisa(?:ndo)? de (?:mais informações|ajuda(?: .{0,30})?)",
            r"(?:esta? |este |foi )+.{0,30}útil|gostou (?:d\w+ )?.{0,30}",
            r"(?:ainda )?não (?:encontrou|achou|encontraste) (?:(?:a|uma|sua|tua|a sua) )?(?:resposta|pergunta"
            r"|dúvida|solução|o que)(?: .{0,30})?",
            r"(?:ainda )?(?:tem|com|ficou com|restou|ficou) (?:algumas? |mais |outras? )*(?:dúvidas?"
            r"|perguntas?)(?: .{0,30})?",
            r"(?:mais |outras? |alguma )*(?:dúvidas?|perguntas?)|(?:e você,? )?o que (?:você )?ach(?:ou|a)"
            r"|(?:como|em que) podemos (?:te |lhe )?ajud(?:ar|á-l[oa])",
            r"(?:isto|isso|(?:esta|a) resposta) (?:foi útil|(?:te |lhe )?ajudou)|(?:esta"
            r"|a) resposta (?:foi )?(?:útil|ajudou)",
        ),
        see_also=(r"(?:leia|veja|lê)(?: também| mais):",),
        tails=(
            r"\d+ (?:curtidas?|útil|respostas?)|(?:curtidas?|útil|respostas?) ?\(\d+\)|curtir",
            r"bom (?:apetite|proveito)",
            r"(?:voltar|ir|regressar|retornar) (?:ao?|à|para (?:o |a )?)? ?(?:topo|início|índice|cima|menu|sumário"
            r"|lista|página inicial)(?: d.{0,20})?"
            r"|topo(?: da página)?",
            r"última (?:atualização|actualização|modificação|alteração|revisão).{0,40}\d.{0,20}"
            r"|editar(?: (?:esta )?página)?|compartilhar|partilhar|publicidade|imprimir",
        ),
    ),
    Language(
        tag="it",
        name="Italian",
        openers="chi che cosa cos'è quando dove dov'è perché perchè come com'è quanto quanta quanti quante quale"
        " quali qual posso può possiamo possono devo è_possibile è_necessario è_obbligatorio è_sicuro c'è ci_sono"
        " esiste esistono si_può si_possono",
        prepositions="a al con contro da dal di in entro fino fra per presso senza sotto su tra e",
        question_labels="domanda",
        answer_labels="risposta migliore_risposta",
        solution_labels="soluzione",
        short_answer_labels="risp",
        points="punto punti pt",
        close="chiudi nascondi",
        answering="risponde rispose",
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
            "degree": "grado gradi",
            "second": "secondo secondi", "minute": "minuto minuti", "day": "giorno giorni",
            "week": "settimana settimane", "month": "mese mesi", "year": "anno anni",
        },
        short_units={
            "hour": "ora ore", "gram": "grammo grammi", "meter": "metro metri", "km": "chilometro chilometri",
            "cm": "centimetro centimetri", "mm": "millimetro millimetri",
            "kg": "chilogrammo chilogrammi chilo chili", "litre": "litro litri",
            "%": "percento", "square_meter": "mq",
        },
        long_units={
            "business_day": "day_lavorativi day_lavorativo",
            "square_meter": "meter_quadrato meter_quadrati", "square_km": "km_quadrato km_quadrati",
            "cubic_meter": "meter_cubo meter_cubi", "kmh": "km_orari km_orario km_all'ora", "%": "per_cento",
        },
        opposites="meno",
        negations={"non": "", "senza": "", "nessuno": "nessuna nessun", "mai": "", "né": "", "niente": "nulla"},
        limits={
            "only": "solo soltanto solamente unicamente esclusivamente", "except": "eccetto tranne salvo",
            "unless": "a_meno",
            "up_to": "fino_a fino_al", "at_least": "almeno come_minimo", "at_most": "al_massimo al_più",
        },
        modals={
            "must": "deve devono devi dobbiamo dovete", "should": "dovrebbe dovrebbero dovresti",
            "can": "può possono puoi possiamo potete potrebbe potrebbero",
        },
        opposite_sides=("permesso consentito / vietato", "prima / dopo", "sinistra / destra", "aperto / chiuso"),
        replies={"yes": "sì", "no": ""},
        directions="verso",
        interchangeable="il lo la i gli le un uno una questo questa questi queste è sono ha hanno e grazie",
        stamps="aggiornato aggiornata ultimo_aggiornamento modificato ultima_modifica pubblicato",
        weekdays="lunedì lun martedì mar mercoledì mer giovedì gio venerdì ven sabato sab domenica dom",
        offers=(r"voglia di .{0,50}|password dimenticata",),
        by_words="di da",
        who="chi",
        when="quando data giorno mese anno",
        lasting="posso può possono possiamo devo deve è sono",
        credits="chiesto_da risposto_da scritto_da pubblicato_da"
        " revisionato_da aggiornato_da intervista_di intervista_a_cura_di",
        bylines=(
            r"(?:\d{1,3}|un['\u2019]?a?) ?(?:second[io]|minut[io]|or[ae]|giorn[io]|settiman[ae]|mes[ei]|ann[io]) fa",
            r"(?:tempo di lettura:? \d{1,3} min(?:uti)?|\d{1,3} min(?:uti)? di lettura)",
        ),
        closings=(
            r"(?:altre|ulteriori) domande (?:possono|vanno|devono) (?:essere )?"
            r"(?:invia|post[ae]|rivolt|indirizza|spedi|inoltra)",
            r"(?:se|in caso di|qualora) .{0,12}(?:altre|ulteriori|ancora) .{0,10}(?:domande|dubbi"
            r"|informazioni)",
            r"per (?:ulteriori|altre|qualsiasi|ogni) .{0,10}(?:domand[ae]|informazion[ei]|dubbi?o?)",
            r"se non (?:trovi|trovate|trova|hai trovato|avete trovato) .{0,20}(?:risposta|domanda)",
            r"non esitare? a (?:contattar|scriver|chiamar)",
            r"se (?:la )?(?:tua|sua|vostra) domanda non",
        ),
        read_more=(r"leggi (?:tutto|di più|l['\u2019]articolo)|continua a leggere",),
        requests=(
            r"(?:raccontaci|raccontami|ci racconti|parlaci|parlami|ci parli|spiegaci|ci spieghi)\b"
            r"|(?:descrivici|descriva|descrivi)\b",
        ),
        calls=(
            r"forse cercavi:?(?: .{0,60})?",
            r"cosa stai aspettando|(?:hai|avete) (?:già )?(?:provato|fatto|preparato) (?:questa|la) ricetta",
            r"(?:lo )?sapev(?:i|ate|a)(?: che)?|lo sai(?: che)?",
            r"(?:hai|ha|avete) trovato utile .{0,25}",
            r"(?:che )?cosa aspett(?:i|ate)(?: a .{0,40})?",
            r"(?:hai|ha|avete) (?:altre |ancora |qualche |dei |delle |una |un )*(?:domand[ae]|dubbio?)(?: .{0,30})?",
            r"(?:(?:h?ai? |avete )?bisogno di|servono) (?:altre|più|ulteriori|maggiori) informazioni",
            r"(?:(?:h?ai? |avete )?bisogno di|serve) aiuto(?: .{0,30})?|(?:questo |questa |è |ti è |le )+.{0,30}utile",
            r"ti è piaciut[oa] .{0,40}",
            r"non (?:hai |avete |ha )?(?:trovato|risolto) (?:(?:la|una|il|il tuo|la tua) )?(?:risposta|domanda"
            r"|soluzione|dubbio|quello che|ciò che)(?: .{0,30})?",
            r"(?:altre |ancora |qualche )+(?:domand[ae]|dubbio?)|c(?:he|osa) ne pens[ai]"
            r"|(?:come|in cosa) possiamo (?:aiutar(?:ti|la|vi)|esserti utili)",
            r"(?:questa |la )?risposta (?:ti |vi |le )?(?:è stata|è) (?:utile|d.aiuto)|(?:ti|vi"
            r"|le) (?:è stat[oa]) (?:utile|d.aiuto|di aiuto)",
        ),
        see_also=(r"leggi anche:|per approfondire:",),
        tails=(
            r"\d+ (?:mi piace|utile|rispost[ae])|(?:mi piace|utile|rispost[ae]) ?\(\d+\)|mi piace",
            r"grazie (?:mille )?per (?:l['\u2019]intervista|la chiacchierata|il tempo)",
            r"buon appetito",
            r"torna su|condividi",
            r"(?:torna|ritorna|vai|tornare) (?:su|(?:al|all['\u2019]|alla|alle|in|ai) ?(?:inizio|indice|sommario"
            r"|men[uù]|cima|elenco|alto|domande|home|lista|faq)(?: d.{0,20})?)"
            r"|indice",
            r"ultim[oa] (?:aggiornamento|modifica|revisione).{0,40}\d.{0,20}|modifica(?: (?:questa )?pagina)?|stampa"
            r"|pubblicità",
        ),
    ),
    Language(
        tag="sv",
        name="Swedish",
        openers="vem vems vad när var varför vart varifrån hur vilken vilket vilka kan får måste är har finns ska"
        " skall behöver bör går gäller kommer fungerar kostar",
        prepositions="av efter för från i inom med mot om på till under utan vid över och",
        question_labels="fråga",
        answer_labels="svar",
        solution_labels="lösning facit",
        points="poäng p",
        close="stäng dölj",
        answering="svarar svarade",
        question_names="fraga fragor fråga",
        answer_names="svar",
        faq_titles=(r"vanliga frågor|frågor (?:och|&) svar|ofta ställda frågor|vanligaste frågorna|^frågor$",),
        units={"degree": "grad grader"},
        short_units={
            "second": "sekund sekunder", "minute": "minut minuter", "hour": "timme timmar", "day": "dag dagar",
            "week": "vecka veckor", "month": "månad månader", "year": "år", "%": "procent",
            "square_meter": "kvadratmeter", "square_km": "kvadratkilometer", "cubic_meter": "kubikmeter",
            "kwh": "kilowattimmar",
        },
        long_units={"kmh": "km_i_timmen"},
        negations={"inte": "ej icke", "aldrig": "", "utan": "", "ingen": "inget inga", "varken": ""},
        limits={
            "only": "bara endast enbart", "except": "utom förutom undantaget", "unless": "såvida", "up_to": "upp_till",
            "at_least": "minst åtminstone", "at_most": "högst maximalt",
        },
        modals={
            "must": "måste", "should": "bör borde", "may": "får fick", "can": "kan kunde kunna", "shall": "ska skall",
        },
        replies={"yes": "ja", "no": "nej"},
        directions="till än",
        interchangeable="en ett den det de är har och tack",
        stamps="uppdaterad uppdaterat senast_uppdaterad senast_ändrad publicerad",
        weekdays="måndag mån tisdag tis onsdag ons torsdag tors fredag fre lördag lör söndag sön",
        offers=(r"glömt lösenord\w*",),
        by_words="av",
        who="vem vems",
        when="när datum dag månad år",
        credits="skriven_av publicerad_av granskad_av intervju_av",
        closings=(
            r"(?:om|har) (?:du|ni) .{0,10}(?:(?:fler|andra|ytterligare|övriga|några) )+frågor",
            r"vid (?:(?:fler|andra|ytterligare|övriga) )*frågor\b",
            r"(?:hittar|hittade) du inte svar",
            r"(?:står|finns) (?:inte )?din fråga inte|om din fråga inte",
        ),
        read_more=(r"läs mer",),
        calls=(
            r"menade du:?(?: .{0,60})?",
            r"har (?:du|ni) (?:lagat|provat|bakat|testat) (?:det här )?receptet",
            r"visste du(?: (?:att|det här|redan))*",
            r"(?:var|hjälpte) (?:det|den|detta) .{0,15}(?:hjälp|hjälpsamt|användbart)",
            r"vad väntar du på",
            r"har (?:du|ni) (?:fler |en |specifik )*(?:frågor|fråga)(?: .{0,30})?|(?:fler )?frågor"
            r"|behöver du (?:mer )?hjälp(?: .{0,30})?|behöver du mer information",
            r"var .{0,40}(?:hjälpsam|nyttig)\w*(?: .{0,20})?",
            r"hitta(?:de|r) (?:du|ni) inte (?:svaret|svar|ditt svar|din fråga|det du|vad du)(?: .{0,30})?"
            r"|(?:saknar du|saknas) (?:ett )?(?:svar|din fråga).{0,20}",
            r"(?:fortfarande|andra|ytterligare|fler) frågor|undrar du över något(?: annat)?|vad tycker du"
            r"|hur kan vi hjälpa (?:dig|till)",
            r"var (?:den här |denna |det här )?(?:sidan|artikeln|svaret|informationen) (?:till hjälp|användbar)",
            r"hjälpte (?:svaret|detta|det här|detta svar|det här svaret)(?: dig)?|fick du (?:hjälp|svar på din fråga)",
        ),
        see_also=(r"läs (?:också|även|mer|mera):",),
        tails=(
            r"tack för (?:intervjun|samtalet|pratstunden)",
            r"smaklig måltid",
            r"till toppen",
            r"(?:tillbaka |upp )*till (?:början|innehåll(?:et|sförteckningen)?|start(?:sidan)?|översikten"
            r"|toppen av sidan)"
            r"|(?:tillbaka |upp )+till toppen|tillbaka|upp",
            r"senast (?:ändrad|uppdaterad|redigerad).{0,40}\d.{0,20}|redigera(?: sidan)?|skriv ut|dela",
        ),
    ),
    Language(
        tag="da",
        name="Danish",
        openers="hvem hvad hvornår hvor hvorfor hvorfra hvordan hvilken hvilket hvilke kan må skal er har findes får"
        " bør vil virker gælder koster",
        prepositions="af efter for fra i inden med mod om på til under uden ved over og",
        question_labels="spørgsmål",
        answer_labels="svar",
        solution_labels="løsning facit",
        points="point p",
        close="luk skjul",
        answering="svarer svarede",
        question_names="spoergsmaal sporgsmal spørgsmål",
        answer_names="svar",
        faq_titles=(
            r"ofte stillede|(?:hyppige|hyppigt stillede|almindelige) spørgsmål|spørgsmål (?:og|&) svar"
            r"|^spørgsmål$",
        ),
        negations={"ikke": "", "aldrig": "", "uden": "", "ingen": "intet", "hverken": ""},
        modals={"should": "bør burde", "can": "kan kunne", "shall": "skal"},
        replies={"yes": "ja", "no": "nej"},
        stamps="opdateret sidst_opdateret offentliggjort",
        weekdays="mandag man tirsdag tir onsdag ons torsdag tor fredag fre lørdag lør søndag søn",
        offers=(r"glemt .{0,10}kode\w*",),
        by_words="af",
        who="hvem hvis",
        when="hvornår dato dag måned år",
        credits="skrevet_af udgivet_af",
        closings=(
            r"(?:hvis|har) (?:du|i|de) .{0,10}(?:(?:flere|andre|yderligere|øvrige) )+spørgsmål",
            r"ved (?:(?:flere|andre|yderligere) )*spørgsmål\b",
            r"(?:finder|fandt) du ikke svar",
            r"(?:hvis|står) dit spørgsmål ikke",
        ),
        read_more=(r"læs mere",),
        calls=(
            r"mente du:?(?: .{0,60})?",
            r"har (?:du|i) (?:lavet|prøvet) (?:denne )?opskriften?",
            r"vidste du(?: (?:at|det|allerede))*",
            r"hvad venter du på",
            r"har (?:du|i) (?:flere |et |en |noen |nogle |andre )*spørgsmål(?: .{0,30})?|(?:flere )?spørgsmål",
            r"var .{0,40}(?:hjælpsom|nyttig)\w*(?: .{0,20})?",
            r"(?:fandt|finder) du ikke (?:svaret|svar|dit svar|det du|hvad du)(?: .{0,30})?"
            r"|kan du ikke finde (?:svaret|svar|dit svar)(?: .{0,30})?",
            r"(?:stadig|andre|yderligere|flere) spørgsmål|mangler du (?:et )?svar.{0,20}|hvad synes du"
            r"|hvordan kan vi hjælpe(?: dig)?",
            r"var (?:denne|dette) .{0,30}til hjælp|(?:har du )?brug for (?:hjælp(?: .{0,20})?|mere information)",
            r"(?:var|er) (?:svaret|dette|det|dette svar|denne side) (?:til hjælp|nyttigt|brugbart)"
            r"|hjalp (?:svaret|dette|dette svar)(?: dig)?|fik du svar på dit spørgsmål",
        ),
        see_also=(r"læs (?:også|mere):",),
        tails=(
            r"velbekomme",
            r"til toppen",
            r"(?:tilbage |op )*til (?:starten|begyndelsen|indhold(?:et|sfortegnelsen)?|forsiden|oversigten)"
            r"|(?:tilbage |op )+til toppen|tilbage|op",
            r"sidst (?:ændret|opdateret|redigeret).{0,40}\d.{0,20}|rediger(?: siden)?|udskriv|del",
        ),
    ),
    Language(
        tag="nb",
        name="Norwegian",
        when="når dato dag måned år",
        openers="hvem hva når hvor hvorfor hvordan hvilken hvilket hvilke kan må skal er har finnes får bør vil"
        " fungerer gjelder koster",
        prepositions="av etter for fra i innen med mot om på til under uten ved over og",
        question_labels="spørsmål",
        answer_labels="svar",
        solution_labels="løsning fasit",
        points="poeng p",
        close="lukk skjul",
        answering="svarer svarte",
        question_names="sporsmal spoersmaal spørsmål",
        answer_names="svar",
        faq_titles=(r"(?:vanlige|ofte stilte|hyppige) spørsmål|spørsmål (?:og|&) svar|^spørsmål$",),
        negations={"ikke": "ikkje", "aldri": "", "uten": "", "ingen": "intet", "verken": ""},
        modals={"should": "bør burde", "may": "får", "can": "kan kunne", "shall": "skal"},
        replies={"yes": "ja", "no": "nei"},
        stamps="oppdatert sist_oppdatert publisert",
        offers=(r"glemt .{0,10}passord\w*",),
        by_words="av",
        closings=(
            r"(?:hvis|om|har|dersom) (?:du|dere) .{0,10}(?:(?:flere|andre|ytterligere|øvrige)"
            r" )+spørsmål",
            r"ved (?:(?:flere|andre|ytterligere) )*spørsmål\b",
            r"(?:finner|fant) du ikke svar",
            r"(?:hvis|om|dersom) spørsmålet ditt ikke",
        ),
        read_more=(r"les mer",),
        calls=(
            r"hva venter du på|har (?:du|dere) (?:laget|prøvd|testet) (?:denne )?oppskriften",
            r"visste du(?: (?:at|det|allerede))*",
            r"har (?:du|dere) (?:flere |et |andre |noen )*spørsmål(?: .{0,30})?"
            r"|(?:flere|andre|fortsatt|fremdeles) spørsmål",
            r"f(?:ant|inner) du ikke (?:svar(?:et)?|det du)(?: .{0,30})?|trenger du (?:mer )?hjelp(?: .{0,20})?"
            r"|trenger du mer informasjon"
            r"|hva (?:synes|mener) du",
            r"hvordan kan vi hjelpe(?: deg)?|var (?:denne|dette|det) .{0,30}(?:nyttig|til hjelp)"
            r"|fikk du svar på .{0,30}",
            r"(?:hjalp|hjelper) (?:svaret|dette|dette svaret)(?: deg)?|fikk du (?:hjelp|svar på spørsmålet ditt)",
        ),
        see_also=(r"les (?:også|mer):",),
        tails=(
            r"til toppen",
            r"(?:tilbake |opp )*til (?:starten|innhold(?:et|sfortegnelsen)?|forsiden|oversikten)"
            r"|(?:tilbake |opp )+til toppen|tilbake|opp",
            r"sist (?:endret|oppdatert|redigert).{0,40}\d.{0,20}|skriv ut",
        ),
    ),
    Language(
        tag="fi",
        who="kuka ketkä kenen",
        credits="kirjoittanut",
        name="Finnish",
        when="milloin koska päivämäärä",
        openers="kuka ketkä kenen mikä mitä mitkä minkä milloin koska missä mistä mihin miksi miten kuinka paljonko"
        " kumpi millainen millä onko ovatko olenko voiko voinko voivatko voitteko saako saanko pitääkö täytyykö"
        " tarvitseeko tarvitsenko tarvitaanko kannattaako toimiiko maksaako löytyykö",
        negations={"ei": "eivät", "älä": "älkää", "ilman": "", "koskaan": ""},
        question_labels="kysymys",
        answer_labels="vastaus",
        solution_labels="ratkaisu",
        points="pistettä p",
        close="sulje piilota",
        answering="vastaa vastasi",
        question_names="kysymys",
        answer_names="vastaus",
        faq_titles=(r"usein kysy\w+|kysymyksiä ja vastauksia|kysymykset ja vastaukset|\bukk\b|^kysymy(?:ksiä|kset)$",),
        stamps="päivitetty viimeksi_päivitetty julkaistu",
        weekdays="maanantai ma tiistai ti keskiviikko ke torstai to perjantai pe lauantai la sunnuntai su",
        by_words="kirjoittanut",
        read_more=(r"lue lisää",),
        calls=(
            r"tarkoititko:?(?: .{0,60})?",
            r"mitä vielä odotat|(?:oletko|joko) (?:jo )?kokeil(?:lut|it) (?:tätä )?reseptiä",
            r"tiesit(?:kö|tekö)(?: että)?",
            r"(?:jäikö|onko|heräsikö) (?:sinulla |teillä |jotain |vielä )*(?:kysyttävää|kysymy(?:ksiä|s)"
            r"|epäselväksi)(?: .{0,20})?"
            r"|etkö löytänyt (?:vastausta|etsimääsi).{0,20}",
            r"tarvitsetko apua|oliko t(?:ästä|ämä) .{0,20}(?:apua|hyötyä|hyödyllinen)|mitä mieltä olet",
            r"oliko (?:vastauksesta|tästä|tästä vastauksesta|artikkelista"
            r"|sivusta) (?:sinulle )?(?:apua|hyötyä)|auttoiko (?:tämä )?vastaus(?: sinua)?"
            r"|saitko vastauksen (?:kysymykseesi)?",
        ),
        see_also=(r"lue myös:",),
        tails=(
            r"takaisin (?:ylös|(?:sivun )?alkuun|etusivulle|sisällysluetteloon)|(?:sivun )?alkuun"
            r"|viimeksi (?:muokattu|päivitetty).{0,40}\d.{0,20}|muokkaa(?: sivua)?|tulosta|jaa",
        ),
        closings=(
            r"(?:jos|mikäli) .{0,20}(?:muuta|muita|lisää|lisä|vielä) ?(?:kysyttävää|kysymyksiä)\b",
            r"(?:jos|mikäli) et löytänyt .{0,20}vastausta",
        ),
    ),
    Language(
        tag="pl",
        name="Polish",
        when="kiedy data dzień rok",
        openers="kto kogo komu co czego czemu czym kiedy gdzie skąd dokąd dlaczego jak ile ilu jaki jaka jakie"
        " jakich jakim jaką który która które których czy",
        prepositions="do dla na o od po pod przed przez przy w we z za ze i a",
        question_labels="pytanie",
        answer_labels="odpowiedź",
        solution_labels="rozwiązanie",
        short_answer_labels="odp",
        points="punkt punkty punktów pkt",
        close="zamknij zwiń",
        answering="odpowiada odpowiedział odpowiedziała",
        question_names="pytanie pytania",
        answer_names="odpowiedz odpowiedzi odpowiedź",
        who="kto",
        credits="rozmawiał rozmawiała rozmowę_przeprowadził rozmowę_przeprowadziła napisane_przez opublikowane_przez",
        faq_titles=(
            r"często zadawane|najczęściej zadawane|najczęstsze pytania|częste pytania|pytania i odpowiedzi"
            r"|^pytania$",
        ),
        units={"degree": "stopień stopnie stopni"},
        short_units={
            "second": "sekunda sekundy sekund", "minute": "minuta minuty minut", "hour": "godzina godziny godzin",
            "day": "dzień dni", "week": "tydzień tygodnie tygodni", "month": "miesiąc miesiące miesięcy",
            "year": "rok lata lat", "gram": "gramy gramów", "kg": "kilogramy kilogramów",
            "meter": "metr metry metrów", "km": "kilometr kilometry kilometrów",
            "cm": "centymetr centymetry centymetrów", "litre": "litr litry litrów", "%": "procent procenty",
        },
        long_units={
            "business_day": "day_robocze day_roboczych day_roboczy",
            "square_meter": "meter_kwadratowy meter_kwadratowe meter_kwadratowych",
            "cubic_meter": "meter_sześcienny meter_sześcienne meter_sześciennych", "kmh": "km_na_godzinę",
        },
        negations={"nie": "", "bez": "", "nigdy": "", "ani": "", "żaden": "żadna żadne żadnego żadnej żadnym żadnych",
                   "nikt": "nikogo nikomu", "nic": "niczego", "nigdzie": "", "brak": "braku"},
        limits={
            "only": "tylko wyłącznie jedynie", "except": "oprócz poza_tym", "unless": "chyba_że",
            "at_least": "co_najmniej przynajmniej",
            "at_most": "maksymalnie co_najwyżej",
        },
        modals={
            "must": "musi muszą musisz", "should": "powinien powinna powinno powinni",
            "can": "może mogą możesz można",
        },
        replies={"yes": "tak", "no": "nie"},
        stamps="zaktualizowano aktualizacja ostatnia_aktualizacja opublikowano zmieniono",
        weekdays="poniedziałek pon wtorek wt środa śr czwartek czw piątek pt sobota sob niedziela niedz",
        offers=(r"nie pamiętasz hasła",),
        by_words="autor autorka",
        closings=(
            r"(?:jeśli|jeżeli|w razie|gdyby) .{0,20}(?:dodatkow\w+|inn\w+|dalsz\w+|jakiekolwiek"
            r"|więcej|jeszcze) .{0,10}(?:pytani?a?|pytań|wątpliwości)",
            r"w (?:razie|przypadku) (?:dodatkowych |innych |dalszych |jakichkolwiek )?(?:pytań"
            r"|wątpliwości)",
            r"(?:jeśli|jeżeli) nie (?:znalazł\w*|znajdujesz) .{0,20}odpowiedzi",
            r"(?:jeśli|jeżeli) (?:twojego|państwa|pana|pani) pytania .{0,15}(?:nie|brak)",
        ),
        read_more=(r"czytaj (?:więcej|dalej)",),
        calls=(
            r"czy chodziło (?:ci )?o:?(?: .{0,60})?",
            r"(?:wy)?próbowa(?:łe?ś|łaś|liście) (?:już )?(?:ten|tego) przepisu?",
            r"(?:czy )?(?:wiesz|wiecie|wiedziałe[śs]|wiedziała[śs]|wiedzieliście)(?:,? że)?",
            r"na co czekasz",
            r"masz (?:więcej |jakieś |konkretne )*pyta(?:nia|nie|ń)|potrzebujesz (?:pomocy|więcej informacji)",
            r"czy (?:t[aeo]n? |nasz |nasza |artykuł |strona |odpowiedź |powyższ).{0,40}"
            r"(?:pomocn[eay]|pomógł|pomogła|przydatn[eay])(?: .{0,20})?",
            r"nie znala(?:złeś|złaś|złeś/aś|zł pan|zła pani|źliście)(?: państwo)? (?:odpowiedzi|tego, czego"
            r"|swojego pytania)(?: .{0,40})?",
            r"(?:nadal |wciąż |czy )?ma(?:sz|cie|ją państwo) (?:jeszcze |inne |więcej |jakieś "
            r"|dodatkowe )*(?:pyta(?:nia|nie|ń)|wątpliwości)(?: .{0,20})?",
            r"(?:dalsze|inne|jeszcze jakieś|dodatkowe) pytania|co (?:o tym )?(?:myślisz|sądzisz)"
            r"|(?:w czym|jak) możemy (?:ci )?pomóc",
            r"czy (?:ta |nasza )?odpowiedź (?:ci |cię |państwu )?(?:była pomocna|pomogła)",
        ),
        see_also=(r"(?:czytaj|przeczytaj|zobacz) (?:też|także|również|więcej):",),
        tails=(
            r"(?:bardzo )?dziękuj(?:ę|emy) za (?:rozmowę|wywiad)",
            r"smacznego",
            r"(?:powrót |wróć |przejdź )?do (?:góry|początku|spisu treści|listy pytań|indeksu|strony głównej"
            r"|pytań)(?: strony)?"
            r"|na górę|spis treści",
            r"ostatnia (?:aktualizacja|modyfikacja|zmiana).{0,40}\d.{0,20}|edytuj(?: (?:tę )?stronę)?|drukuj"
            r"|udostępnij|reklama",
        ),
    ),
    Language(
        tag="ru",
        name="Russian",
        when="когда дата день год",
        openers="кто кого кому кем что чего чему чем когда где куда откуда почему зачем отчего как каков какова"
        " каковы сколько скольких насколько какой какая какие каким какую какое какого какому какими каких каком"
        " который чей можно могу можем могут нужно нужна нужен надо должен есть_ли бывает ли правда",
        prepositions="в во на за из к ко о об от по под при про с со у до для без через и а",
        asking_words="ли",
        question_labels="вопрос",
        answer_labels="ответ лучший_ответ",
        solution_labels="решение",
        short_answer_labels="отв",
        points="балл балла баллов",
        close="закрыть свернуть скрыть",
        answering="отвечает ответил ответила",
        question_names="vopros voprosy",
        answer_names="otvet otvety",
        credits="беседовал беседовала интервью_взял интервью_взяла",
        faq_titles=(
            r"часто задаваемые|вопросы и ответы|вопрос[ы]?\W{1,3}ответ[ы]?"
            r"|(?:частые|популярные|распростран[её]нные) вопросы|\bчаво\b|^вопросы$",
        ),
        numbers={
            "2": "два две", "3": "три", "4": "четыре", "5": "пять", "6": "шесть", "7": "семь", "8": "восемь",
            "9": "девять", "10": "десять",
        },
        units={"degree": "градус градуса градусов"},
        short_units={
            "second": "секунда секунды секунд сек", "minute": "минута минуты минут мин", "hour": "час часа часов ч",
            "day": "день дня дней", "week": "неделя недели недель", "month": "месяц месяца месяцев",
            "year": "год года лет", "gram": "грамм грамма граммов г", "kg": "килограмм килограмма килограммов кг",
            "meter": "метр метра метров м", "km": "километр километра километров км",
            "cm": "сантиметр сантиметра сантиметров см", "mm": "миллиметр миллиметра миллиметров мм",
            "litre": "литр литра литров л", "%": "процент процента процентов",
        },
        long_units={
            "business_day": "рабочих_day рабочий_day",
            "square_meter": "квадратный_meter квадратных_meter кв_meter", "square_km": "квадратных_km кв_km",
            "cubic_meter": "кубических_meter куб_meter", "kmh": "km_в_hour",
        },
        opposites="минус",
        negations={"не": "", "нет": "", "ни": "", "без": "", "никогда": "", "нельзя": "", "никто": "никого никому",
                   "ничего": "ничто ничем", "никакой": "никакая никакие никаких никакого никакой-либо", "нигде": ""},
        limits={
            "only": "только лишь исключительно", "except": "кроме", "at_least": "минимум как_минимум",
            "at_most": "максимум",
        },
        modals={
            "must": "должен должна должно должны", "should": "следует",
            "can": "может могут можете можешь можно",
        },
        replies={"yes": "да", "no": "нет"},
        stamps="обновлено последнее_обновление дата_обновления опубликовано изменено",
        weekdays="понедельник пн вторник вт среда ср четверг чт пятница пт суббота сб воскресенье вс",
        offers=(r"забыли пароль",),
        by_words="автор",
        closings=(
            r"(?:если|при|в случае) .{0,25}(?:остались|остались ещё|другие|дополнительные|ещё|иные"
            r"|возникли|появились|возникновении) .{0,10}вопрос\w*",
            r"если (?:вы|ты) не наш\w+ .{0,20}(?:ответ\w*|вопрос\w*)",
            r"по (?:всем |другим |остальным |дополнительным )+вопросам",
            r"если (?:вашего|твоего|нужного) вопроса .{0,15}нет|если ваш вопрос .{0,20}не\b",
        ),
        read_more=(r"читать (?:далее|полностью)|подробнее",),
        calls=(
            r"(?:возможно, )?вы имели в виду:?(?: .{0,60})?",
            r"(?:вы )?(?:уже )?(?:пробовали|готовили) (?:этот рецепт|по этому рецепту)",
            r"(?:а )?(?:вы )?знаете ли вы|(?:а )?(?:вы )?знали(?: ли вы)?|знаешь ли ты",
            r"чего (?:же )?(?:вы )?жд[её]те",
            r"(?:у вас )?(?:остались|остался|есть) (?:конкретный )?вопросы?|у вас (?:конкретный )?вопрос|нужна помощь"
            r"|был[ао]? ли .{0,40}полезн\w*",
            r"(?:у вас )?(?:остались|есть|появились|возникли)(?: ещ[её]| какие-либо| другие"
            r"| дополнительные)? вопросы(?: .{0,30})?",
            r"не нашли (?:ответа?|нужн\w{2,3}|то, что|свой вопрос)(?: .{0,40})?|(?:ещ[её] )?вопросы"
            r"|(?:вам |тебе )?нужна (?:\w{1,20} )?(?:помощь|консультация)(?: .{0,20})?",
            r"(?:а вы )?что (?:вы )?(?:об этом )?думаете"
            r"|(?:эта |данная )?(?:статья|страница|информация) .{0,15}(?:полезна|помогла)"
            r"|(?:чем|как) (?:мы )?(?:можем|могу) (?:вам )?помочь",
            r"(?:был ли )?(?:вам |этот |данный |наш )*ответ (?:был |вам |ли )*(?:помог|полезен"
            r"|полезным)|(?:вам )?(?:помог|был) ли (?:вам )?(?:этот |данный )?ответ(?: полез\w+)?"
            r"|вам помог (?:этот |данный )?ответ|(?:эта |данная )?(?:статья|страница"
            r"|информация) была (?:вам )?полезн\w+|(?:вы )?нашли ответ на свой вопрос",
        ),
        see_also=(r"(?:читайте|смотрите|читать) (?:также|ещё|еще):",),
        tails=(
            r"(?:ответить|пожаловаться|нравится)(?: ?\(?\d+\)?)?",
            r"(?:большое )?спасибо за (?:беседу|интервью|разговор)",
            r"приятного аппетита",
            r"наверх|до верху",
            r"(?:вернуться |назад |перейти )?(?:к|в|на) (?:началу?|содержанию|оглавлению|верх|списку(?: вопросов)?"
            r"|главную)(?: страницы)?"
            r"|вернуться|назад|вверх|оглавление",
            r"последн(?:ее|яя) (?:изменение|обновление|правка|редакция).{0,40}\d.{0,20}"
            r"|(?:обновлено|изменено):? .{0,20}\d.{0,20}|править|редактировать(?: страницу)?|поделиться|реклама",
        ),
    ),
    Language(
        tag="tr",
        name="Turkish",
        when="tarih tarihi",
        openers="kim kimler ne neden niçin niye nasıl nerede nereden nereye hangi hangisi kaç acaba",
        asking_words="nasıl neden niçin niye nerede nereden nereye hangi hangisi kaç kim kimler mı mi mu mü",
        asking_ends="mı mi mu mü mıyım miyim muyum müyüm mısın misin musun müsün mıyız miyiz muyuz müyüz mısınız"
        " misiniz musunuz müsünüz mıdır midir mudur mıydı miydi muydu müydü nedir nelerdir kimdir kimlerdir"
        " nasıldır nerededir kaçtır hangisidir hangileridir ne",
        stamps="güncellendi güncelleme son_güncelleme güncellenme_tarihi",
        weekdays="pazartesi salı çarşamba perşembe cuma cumartesi pazar",
        by_words="yazar yazan",
        closings=(
            r"(?:başka|diğer|daha fazla|ek) .{0,10}(?:soru|sorun|bilgi)\w* .{0,20}(?:varsa|için"
            r"|olursa)",
            r"(?:sorunuzun|sorularınızın) (?:cevabını|yanıtını) bulamad\w+",
            r"(?:sorunuz|sorunun cevabı) .{0,15}(?:burada )?(?:yoksa|değilse)",
        ),
        question_labels="soru",
        answer_labels="cevap yanıt",
        solution_labels="çözüm",
        points="puan",
        close="kapat gizle",
        answering="yanıtlıyor yanıtladı cevapladı cevabı yanıtı",
        question_names="soru sorular",
        answer_names="cevap cevaplar yanit",
        faq_titles=(
            r"s[ıi]k(?:ça)? sorulan(?:lar)?(?: sorular)?|\bsss\b|soru(?:lar)?(?: ve | ?& ?| ?- ?| )cevap(?:lar)?"
            r"|çok sorulan|merak edilen|^sorular$",
        ),
        negations={"değil": "değildir değiller", "yok": "yoktur", "hiç": "hiçbir hiçbiri", "asla": "", "olmadan": ""},
        negated=(
            r"\w{2,}m[ae]z(?:s\w{0,5}|l[ae]r\w{0,3}|d[ıi]r?|d[ıi]n|ken)?",  # açılmaz
            r"\w{2,}m[ıiuü]yor\w{0,6}",  # açılmıyor
            r"\w{2,}m[ae]y[ıi]n(?:[ıi]z)?|\w{2,}m[ae]y(?:ac|ec)\w{2,8}|\w{2,}meyen\w{0,4}|\w{2,}mayan(?:lar\w{0,3})?",
            r"\w{2,}mamalı\w{0,5}|\w{2,}memeli\w{0,5}|\w{2,}mad[ı]\w{0,4}|\w{2,}medi(?:k|n|m|ler|niz|ği)?",
            r"\w{3,}(?:sız|süz)(?:dır|dür|lar|ler|ca|ce)?|\w{3,}siz(?:dir|ler|ce)?|\w{2,}(?:meden|(?<!ra)madan)",
        ),
        calls=(
            r"[bş]unu mu demek istedin(?:iz)?:?(?: .{0,60})?",
            r"(?:daha )?ne bekliyorsun(?:uz)?|(?:bu )?tarifi (?:dene|yap)\w{3,6} m[iı]",
            r"(?:bunu |bunları |peki )*biliyor (?:muydunuz|musunuz|muydun|musun)",
            r"(?:aradığınız|sorunuz|yanıt|cevap|cevab)\w{0,6} .{0,30}bul(?:a)?madınız mı"
            r"|(?:cevap|yanıt) bulamadınız mı",
            r"(?:başka |hâlâ |hala |daha |diğer |bir )*soru(?:nuz|larınız|n|ların)(?: m[ıiuü])? var(?: m[ıi])?"
            r"|ne düşünüyorsun(?:uz)?",
            r"yardım(?:a|ınıza)? (?:mı )?(?:ihtiyacınız|ihtiyacın|gerekiyor)(?: m[ıi])?(?: var)?(?: m[ıi])?"
            r"|yardım (?:ister misin(?:iz)?|mı lazım|lazım mı)|size nasıl yardımcı olabiliriz",
            r"(?:bu )?(?:sayfa|makale|yazı|bilgi|içerik|yanıt|cevap)\w{0,4} .{0,20}(?:yardımcı oldu|faydalı)(?: mu"
            r"| mıydı)?",
            r"(?:bu |verilen )?(?:cevap|yanıt|bilgi|makale|içerik) (?:size "
            r"|işinize )?(?:yardımcı oldu|yararlı oldu|faydalı oldu|yaradı|yararlı) ?(?:mu|mı|mıydı"
            r"|muydu)?|(?:faydalı|yararlı|yardımcı) oldu mu|(?:faydalı|yararlı) mıydı",
        ),
        see_also=(r"(?:ayrıca (?:bakınız|okuyun)|ilgili haber):",),
        tails=(
            r"(?:sayfa )?(?:başa|yukarı|başına|en üste|üste|içindekilere|listeye)(?: (?:dön|git|çık))?"
            r"|son (?:güncelleme|değişiklik|düzenleme).{0,40}\d.{0,20}|düzenle|yazdır|paylaş|reklam",
        ),
    ),
    Language(
        tag="ar",
        name="Arabic",
        openers="من متى أين لماذا كيف كم ماذا ما ماهي ماهو هل أي أيهما بكم",
        prepositions="في من إلى على عن",
        question_labels="سؤال السؤال",
        answer_labels="جواب الجواب إجابة الإجابة",
        solution_labels="الحل حل",
        stamps="آخر_تحديث تاريخ_التحديث تم_التحديث",
        close="إغلاق اغلاق",
        question_names="soal",
        answer_names="jawab",
        faq_titles=(
            r"(?:ال)?[أا]سئلة (?:ال)?(?:شائعة|متكررة|مكررة|متداولة)|سؤال وجواب|أسئلة و ?أجوبة"
            r"|(?:ال)?أسئلة (?:ال)?أكثر شيوعا",
        ),
        negations={
            "لا": "ولا فلا بلا ألا", "لم": "ولم فلم", "لن": "ولن فلن",
            "ليس": "ليست ليسوا وليس وليست لست لستم لسنا", "بدون": "دون وبدون ودون", "غير": "وغير", "عدم": "وعدم بعدم",
        },
        calls=(
            r"هل تقصد:?(?: .{0,60})?",
            r"ماذا تنتظر(?:ون|ين)?|هل جربتم? (?:هذه )?(?:ال)?وصفة",
            r"هل (?:كنت )?تعلم(?:ون|ين)?(?: أن)?|هل تعرف",
            r"هل (?:كان|كانت) (?:هذا|هذه|الإجابة|المقال) .{0,20}مفيد\w*|هل كان هذا مفيد\w*",
            r"(?:أ?لم) (?:تجد|تجدوا|تجدي) (?:ال)?(?:إجاب\w{1,3}|جواب\w{0,3}|ما)(?: .{0,30})?"
            r"|هل (?:كان|كانت) .{0,30}مفيد\w{0,2}(?: .{0,20})?",
            r"(?:هل )?(?:لا (?:تزال|يزال) )?(?:لديك|لديكم|عندك) (?:أي |أية |المزيد من )?(?:سؤال|(?:ال)?أسئلة"
            r"|استفسار|استفسارات)(?: .{0,30})?",
            r"(?:هل )?تحتاج (?:إلى )?(?:ال)?مساعدة|كيف (?:يمكننا|نستطيع) مساعدتك|ما رأيك",
            r"هل (?:كانت|ساعدتك|أفادتك|افادتك) (?:هذه )?ال(?:إ|ا)جابة(?: مفيدة)?(?: لك)?",
        ),
        tails=(
            r"(?:العودة |الرجوع )?(?:إلى|الى) (?:الأعلى|أعلى(?: الصفحة)?|البداية|القائمة|الفهرس|المحتويات"
            r"|الصفحة الرئيسية)"
            r"|آخر (?:تحديث|تعديل).{0,40}\d.{0,20}|طباعة",
        ),
        closings=(
            r"(?:إذا|إن|لو) .{0,15}(?:لديك|لديكم|عندك|كان لديك|كانت لديك).{0,15}(?:أسئلة|سؤال|استفسار)\w*",
            r"(?:إذا|إن) لم (?:تجد|تجدوا|تعثر) .{0,25}",
        ),
    ),
    Language(
        tag="hi",
        name="Hindi",
        openers="क्या क्यों कैसे कब कहाँ कहां कौन कितना कितने कितनी किस किसे",
        asking_words="क्या क्यों कैसे कब कहाँ कहां कौन कितना कितने कितनी",
        question_labels="प्रश्न सवाल",
        answer_labels="उत्तर जवाब",
        solution_labels="हल",
        points="अंक",
        question_names="prashn",
        answer_names="uttar",
        faq_titles=(
            r"(?:अक्सर|बार-बार|प्रायः) पूछे जाने वाले|सामान्य प्रश्न|प्रश्न और उत्तर|सवाल[- ]जवाब|प्रश्नोत्तर",
        ),
        negations={"नहीं": "नही", "मत": "", "न": "ना", "बिना": "बगैर"},
        calls=(
            r"क्या आपका मतलब था:?(?: .{0,60})?",
            r"(?:आप )?किस(?:का|चीज़ का) इंतज़ार (?:है|कर रहे हैं)",
            r"(?:क्या )?(?:आपके|आपका) .{0,20}(?:प्रश्न|सवाल) है(?:ं)?|क्या यह .{0,30}(?:उपयोगी|सहायक|मददगार) .{1,5}"
            r"|(?:क्या )?(?:आपको )?मदद चाहिए",
        ),
        see_also=(r"(?:(?:ये|यह|इसे) भी|और) (?:प(?:ढ़|\u095d)ें|देखें):",),
        tails=(
            r"(?:वापस )?(?:ऊपर|शीर्ष पर)(?: जाएं| जाएँ)?",
        ),
        closings=(
            r"(?:यदि|अगर) .{0,15}(?:कोई|और|अन्य).{0,15}(?:सवाल|प्रश्न)",
            r"(?:यदि|अगर) .{0,30}(?:उत्तर|जवाब) (?:नहीं|न) मिल",
        ),
    ),
    Language(
        tag="zh",
        credits="作者 发布者 發布者 回答者 撰文",
        stamps="更新时间 更新日期 更新于 最后更新 最后更新于 最后更新时间 最后修改 修改时间 发布时间 发布于"
        " 更新時間 更新於 最後更新 最後更新於 最後更新時間 最後修改 發布時間",
        weekdays="星期一 星期二 星期三 星期四 星期五 星期六 星期日 周一 周二 周三 周四 周五 周六 周日",
        name="Chinese",
        particles="如何 怎么 怎麼 怎样 怎樣 什么 什麼 甚麼 为什么 為什麼 为何 為何 多少 多久 多长 多長 多大 哪 谁 誰"
        " 吗 嗎 是否 能否 可否 会不会 會不會 能不能 可不可以 有没有 有沒有 是不是 要不要 几天 几个 幾天 幾個 何时"
        " 何時",
        asking_ends="吗 嗎 呢 没有 沒有",
        question_labels="提问 提問 问题 問題 问 問",
        answer_labels="回答 解答 答案 答 最佳答案 最佳回答 满意回答 推荐答案",
        solution_labels="解",
        points="分",
        close="关闭 關閉 收起",
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
        negations={"不": "", "没": "沒", "無": "无", "未": "", "非": "", "勿": "", "別": "别", "莫": "",
                   "否": "", "禁止": ""},
        closings=(
            r"(?:如|若|如果|如您|若您).{0,8}(?:其他|其它|更多|任何|仍有|还有|還有).{0,6}(?:问题|疑问|問題|疑問)",
            r"(?:没有|未|沒有)找到.{0,10}(?:答案|问题|問題)",
            r"(?:如果|若)?您的(?:问题|問題).{0,8}(?:没有|沒有|未|不在)",
        ),
        read_more=(r"阅读(?:更多|全文)|查看更多",),
        calls=(
            r"[你您]是不是[要想]找[：:]?.{0,60}",
            r"(?:[你您]们?)?[还還]在等什[么麼]|[你您]做[过過][这這]道菜[吗嗎]",
            r"(?:你|您)(?:知道|知不知道)(?:吗|嗎)?",
            r"(?:仍|还|還|您|你|若|如)*有(?:任何|其他|更多|别的|別的)?(?:疑问|疑問|问题|問題)(?:吗|嗎)?"
            r"|(?:您|你)?(?:怎么|怎麼)看",
            r"(?:没有|沒有|没|沒|未能?)(?:找到|解决|解決|解答)(?:您|你)?(?:需要|想要|要)?的?(?:答案|问题|問題|内容"
            r"|內容)(?:吗|嗎)?"
            r"|找不到.{0,8}答案(?:吗|嗎)?",
            r"需要(?:更多|进一步|進一步|我们|我們)?的?(?:帮助|幫助|协助|協助)(?:吗|嗎)?"
            r""
            r"|(?:本|此|这|這|该|該|以上|上述).{0,4}(?:页|頁|文|内容|內容|信息|資訊|回答|答案|解答).{0,10}(?:有帮助|有幫助|有用)(?:吗|嗎)"
            r"|.{0,12}[对對](?:您|你).{0,4}(?:有帮助|有幫助|有用)(?:吗|嗎)",
            r"(?:此|该|這個|这个|本)(?:答案|回答|解答)(?:是否|对您|對您|对你|對你)(?:有用|有帮助|有幫助|有所帮助|有所幫助)",
        ),
        tails=(
            r"已?点?赞过?(?: ?[(（]?\d+[)）]?)?|(?:回复|收藏) ?[(（]?\d+[)）]?|举报",
            r"(?:来源|來源|作者|责任编辑|責任編輯)[:：].{1,30}",
            r"返回顶部",
            r"(?:返回|回到|回)(?:页面?|頁面?|网页)?(?:顶部|頂部|顶端|頂端|目录|目錄|列表|首页|首頁|页首|頁首|上方)"
            r"|回(?:顶|頂)|(?:页|頁)首",
            r"(?:最后|最後|上次)(?:更新|修改|编辑|編輯).{0,40}\d.{0,20}|(?:编辑|編輯)(?:本页|本頁)?|分享|打印|列印",
        ),
    ),
    Language(
        tag="ja",
        credits="投稿者 執筆者 回答者 作成者",
        stamps="更新日 更新日時 最終更新 最終更新日 最終更新日時 掲載日 投稿日 改訂日",
        weekdays="月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日",
        name="Japanese",
        particles="ですか ますか とは 何 どう なぜ いつ どこ どの どれ どんな いくら 誰",
        asking_ends="か ですか ますか でしょうか ませんか のか ましたか とは 教えてください 教えて下さい",
        question_labels="質問 問 ｑ",
        answer_labels="回答 答 ａ ベストアンサー",
        solution_labels="正解 解",
        points="点",
        close="閉じる とじる",
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
        negations={
            "不": "", "無": "", "未": "", "非": "", "勿": "", "別": "", "禁止": "",
            "ない": "ません なかった なければ なくて なく ずに ぬよう",
        },
        offers=(
            r".{0,30}(?:お困り|お悩み)(?:では|じゃ)?(?:ありません|ないです|ございません)か"
            r"|.{0,30}(?:疲れて|迷って|悩んで|困って|諦めて|あきらめて)(?:は)?(?:いません|いないです|ない)か"
            r"|.{0,30}(?:準備は(?:できました|いいです|よろしいです)|お済みです|いかがです(?:でしょう)?)か",
        ),
        closings=(
            r"(?:その他|ほかに|他に|上記以外|こちら以外).{0,20}(?:質問|不明|疑問|お問い?合わ?せ).{0,40}(?:ください|下さい|まで)",
            r"ご(?:不明な?点|質問).{0,10}(?:ございましたら|ありましたら|がある場合).{0,40}",
            r"(?:該当する|お探しの)(?:質問|回答|項目|内容)が.{0,6}(?:ない|見つからない|ありません).{0,40}",
        ),
        read_more=(r"続きを読む",),
        calls=(
            r"もしかして[：:].{1,60}",
            r"(?:この|こちらの)?レシピ(?:を|は)(?:試し|試してみ|作り|作ってみ)ましたか",
            r"ご存[知じ](?:でしたか|ですか)|知ってい?ましたか|知ってた",
            r"(?:他に|ほかに|まだ|その他)?.{0,8}(?:ご不明な?点|ご質問|(?<![はに])質問|お困りのこと|疑問点?|わからないこと)(?:は|が"
            r"|など)?(?:ございま(?:す|せん)か|ありま(?:す|せん|した)か|おありですか)",
            r"(?:お探しの|ご希望の)?(?:答え|回答|情報|もの|質問)(?:は|が)見つか(?:りませんでしたか|りましたか"
            r"|りませんか|らない(?:場合|とき)?は?)",
            r".{0,15}(?:ご意見|感想)(?:.{0,8})を(?:お?聞かせ|教えて)(?:ください|下さい)。?",
            r"解決(?:しましたか|しませんでしたか|できましたか)|お困りですか"
            r"|.{0,20}(?:役に立ちましたか|参考になりましたか)",
        ),
        tails=(
            r"(?:いいね|通報(?:する)?|返信(?:する)?|参考になった)[!！]?(?: ?[(（]?\d+(?:人|件)?[)）]?)?",
            r"トップへ戻る",
            r"(?:この)?(?:ページ)?の?(?:トップ|先頭|一番上|上部|上|目次|一覧|もくじ|最初|質問一覧"
            r"|よくある質問)(?:へ|に|まで)?(?:戻る|もどる)|戻る|もどる"
            r"|(?:ページ)?(?:トップ|の先頭|の上部|の一番上)へ|(?:ページ|page) ?top",
            r"最終更新日?.{0,40}\d.{0,20}|更新日[:：].{0,40}\d.{0,20}|印刷",
        ),
    ),
    Language(
        tag="cs",
        name="Czech",
        when="kdy datum den rok",
        openers="kdo koho komu co čeho čím kdy kde kam odkud proč jak kolik jaký jaká jaké jakou jakým jakých který"
        " která které kterou můžu mohu může můžeme musím musí je_možné je_nutné je_třeba lze dá_se dají_se"
        " existuje existují",
        prepositions="do na o od po pod pro před při s u v ve z za ze k a",
        stamps="aktualizováno poslední_aktualizace naposledy_upraveno zveřejněno",
        weekdays="pondělí po úterý út středa st čtvrtek čt pátek pá sobota so neděle ne",
        by_words="autor autorka",
        closings=(
            r"(?:pokud|máte-li|jestliže) .{0,12}(?:další|jiné|ještě|nějaké) .{0,10}(?:otázky|dotazy"
            r"|otázku|dotaz)",
            r"v případě (?:dalších |jakýchkoli |jiných )?(?:dotazů|otázek)",
            r"(?:pokud|jestliže) jste nenašli .{0,20}odpověď",
            r"(?:pokud|jestliže) (?:vaše otázka|váš dotaz) (?:zde )?(?:není|nebyl)",
        ),
        negations={"ne": "není nejsou", "nikdy": "", "bez": "", "žádný": "žádná žádné žádného žádnou", "nelze": "",
                   "nesmí": "nesmíte nesmějí", "nemůže": "nemůžete nemohou", "nemusí": "nemusíte nemusejí"},
        question_labels="otázka dotaz",
        answer_labels="odpověď",
        solution_labels="řešení",
        short_answer_labels="odp",
        points="bod body bodů",
        close="zavřít skrýt",
        answering="odpovídá odpověděl odpověděla",
        question_names="otazka otazky dotaz dotazy",
        answer_names="odpoved odpovedi",
        who="kdo",
        credits="rozhovor_vedl rozhovor_vedla napsal napsala",
        faq_titles=(
            r"často kladené|(?:nej)?častější (?:dotazy|otázky)|nejčastější|časté (?:dotazy|otázky)|otázky a odpovědi"
            r"|dotazy a odpovědi|^(?:otázky|dotazy)$",
        ),
        calls=(
            r"měli jste na mysli:?(?: .{0,60})?",
            r"na co (?:ještě )?čekáš|(?:vy)?zkou[sš]eli jste (?:už )?(?:tento |tenhle )?recept",
            r"(?:věděli jste|věděl jsi|víte|víš)(?:,? že)?",
            r"na co (?:ještě )?čekáte",
            r"(?:nenašli|nenalezli) jste (?:odpověď|co |svou |svůj ).{0,40}|nenaš(?:el|la) jsi .{0,40}"
            r"|nevíte si rady.{0,20}",
            r"máte (?:ještě |další |nějak[ýéou] |jin[éý] |konkrétní )*(?:dotazy?|otázk[uy])(?: .{0,20})?"
            r"|(?:další|jiné|ještě nějaké) (?:dotazy|otázky)",
            r"potřebujete (?:po(?:moc|radit)(?: .{0,20})?|(?:více|další) informac[ei]|více informací)"
            r"|byl[ao]? (?:pro vás )?t(?:ato|ento|yto|o) .{0,40}(?:užitečn|přínosn)\w{1,3}"
            r"|pomohl[ao]? (?:vám|ti) (?:to|t(?:ato|ento|yto) .{0,40})",
            r"co si o tom myslíte|jak vám můžeme pomoci",
            r"(?:byla|je) (?:tato |naše )?odpověď (?:pro vás )?užitečná|pomohla (?:vám |ti )?(?:tato |naše )?odpověď",
        ),
        see_also=(r"(?:čtěte|přečtěte si|mohlo by vás zajímat)(?: také| i)?:",),
        tails=(
            r"děkuj(?:i|eme) za rozhovor",
            r"zpět(?: (?:nahoru|na (?:začátek|obsah|úvod|seznam|hlavní stránku|přehled)|k obsahu))?|nahoru"
            r"|na začátek(?: stránky)?",
            r"(?:poslední (?:aktualizace|změna|úprava)|naposledy (?:upraveno|změněno|aktualizováno)).{0,40}\d.{0,20}"
            r"|upravit(?: stránku)?|tisk|sdílet|reklama",
        ),
    ),
    Language(
        tag="sk",
        name="Slovak",
        stamps="aktualizované posledná_aktualizácia naposledy_upravené zverejnené publikované",
        when="kedy dátum",
        openers="kto koho komu čo čoho čím kedy kde kam odkiaľ prečo ako koľko aký aká aké akú ktorý ktorá ktoré"
        " môžem môže musím musí je_možné je_potrebné dá_sa",
        prepositions="do na o od po pod pre pred pri s so u v vo z za zo k a",
        negations={"nie": "", "nikdy": "", "bez": "", "žiadny": "žiadna žiadne", "nesmie": "nesmú nesmiete",
                   "nemôže": "nemôžu nemôžete", "nemusí": "nemusia nemusíte"},
        question_labels="otázka",
        answer_labels="odpoveď",
        solution_labels="riešenie",
        answering="odpovedá odpovedal odpovedala",
        answer_names="odpovede",
        faq_titles=(r"často kladené|najčastejšie (?:otázky|kladené)|časté otázky|otázky a odpovede|^otázky$",),
        closings=(
            r"(?:ak|pokiaľ) .{0,12}(?:ďalšie|iné|ešte|nejaké) .{0,10}(?:otázky|otázku)",
            r"v prípade (?:ďalších |akýchkoľvek |iných )?otázok",
            r"(?:ak|pokiaľ) ste nenašli .{0,20}odpoveď",
        ),
        calls=(
            r"na čo (?:ešte )?čaká(?:š|te)|(?:vy)?skúšali ste (?:už )?(?:tento )?recept",
            r"(?:máte|ešte máte|stále máte) (?:ďalšie |iné |ešte |nejaké )?otázk[yu](?: .{0,30})?"
            r"|nenašli ste (?:odpoveď|čo)(?: .{0,30})?",
            r"potrebujete (?:pomoc|poradiť)(?: .{0,20})?|bol(?:a|o)? (?:(?:tento|táto"
            r"|toto) )?.{0,20}užitočn\w{1,3}"
            r"|pomoh(?:ol|l[ao]) (?:vám|ti) (?:to|t(?:ento|áto|oto) .{0,40})"
            r"|čo si (?:o tom )?myslíte|ako vám môžeme pomôcť",
            r"(?:bola|je) (?:táto |naša )?odpoveď (?:pre vás )?užitočná|pomohla (?:vám |ti )?(?:táto |naša )?odpoveď",
        ),
        tails=(
            r"(?:späť|naspäť|návrat) (?:hore|nahor|na (?:začiatok|obsah|zoznam|úvod)(?: .{0,20})?)|hore"
            r"|(?:naposledy|posledná) (?:upraven|aktualiz|zmen).{0,40}\d.{0,20}|zdieľať|tlačiť",
        ),
    ),
    Language(
        tag="ro",
        who="cine",
        credits="scris_de publicat_de",
        name="Romanian",
        stamps="actualizat ultima_actualizare modificat ultima_modificare publicat",
        when="când data",
        openers="cine ce când unde cum cât câtă câți câte care de_ce pot poate putem trebuie există este_posibil"
        " este_necesar se_poate",
        prepositions="cu de din în la pe pentru prin până sub după și",
        by_words="de",
        negations={"nu": "", "fără": "", "niciodată": "", "niciun": "nicio", "nici": ""},
        question_labels="întrebare",
        answer_labels="răspuns",
        solution_labels="rezolvare soluție",
        answering="răspunde",
        question_names="intrebare intrebari",
        answer_names="raspuns raspunsuri",
        faq_titles=(
            r"întreb[aă]ri(?:le)? (?:cele mai )?frecvente|întreb[aă]ri (?:și|si|&) r[aă]spunsuri|intrebari frecvente"
            r"|^întreb[aă]ri$",
        ),
        calls=(
            r"ați vrut să spuneți:?(?: .{0,60})?",
            r"ce mai aștep(?:ți|tați)|ați (?:încercat|făcut|preparat) (?:această )?rețeta?",
            r"(?:știai|știați|ştiai|ştiaţi)(?: că)?",
            r"(?:mai )?(?:ai|aveți) (?:alte |și alte |vreo |o )?(?:întreb[aă]r[ie]|nelămuriri)(?: .{0,30})?"
            r"|nu (?:ai|ați) găsit (?:răspunsul?|ce)(?: .{0,30})?|alte întrebări",
            r"(?:ai|aveți) nevoie de ajutor|(?:v-)?a fost util[ăe]? .{0,30}|ce părere (?:ai|aveți)"
            r"|cum (?:te|vă) putem ajuta",
            r"(?:acest )?răspuns(?:ul)? (?:v-a |ți-a |te-a )?(?:a )?(?:fost (?:util|de ajutor"
            r"|de folos)|ajutat)|(?:v-|ți-)?a fost (?:de ajutor|de folos|util)(?: (?:acest răspuns"
            r"|răspunsul))?",
        ),
        see_also=(r"(?:citește|citiți|vezi) și:",),
        tails=(
            r"(?:înapoi )?(?:sus|la (?:început|cuprins|meniu|listă))|înapoi"
            r"|ultima (?:actualizare|modificare).{0,40}\d.{0,20}",
        ),
        closings=(
            r"dac[aă] (?:ai|aveți|aveti|mai ai|mai aveți) .{0,15}(?:alte|orice|vreo)? ?(?:întreb[aă]r[ie]|nelămuriri)",
            r"pentru (?:orice|alte|mai multe) .{0,15}(?:întreb[aă]r[ie]|informații|nelămuriri)",
            r"dac[aă] nu (?:ai|ați) găsit .{0,20}(?:răspunsul?|întrebarea)",
        ),
    ),
    Language(
        tag="hu",
        who="ki kik",
        credits="írta",
        name="Hungarian",
        stamps="frissítve utolsó_frissítés utoljára_frissítve módosítva közzétéve",
        when="mikor",
        openers="ki kik kinek mi mit mik miért mikor hol hová hova honnan hogyan hogy mennyi mennyibe mennyire hány"
        " milyen melyik meddig mivel miben mire lehet van-e lehet-e kell-e tudok-e szabad-e",
        opener_ends="-e",
        negations={"nem": "", "nincs": "nincsenek", "sem": "", "soha": "", "nélkül": "", "tilos": ""},
        question_labels="kérdés",
        answer_labels="válasz",
        answering="válaszol válaszolt válasza",
        solution_labels="megoldás",
        close="bezár bezárás",
        question_names="kerdes kerdesek",
        answer_names="valasz valaszok",
        faq_titles=(
            r"gyakori kérdések|gyakran (?:ismételt|feltett|ismétlődő) kérdések|kérdések és válaszok|\bgyik\b"
            r"|^kérdések$",
        ),
        calls=(
            r"erre gondolt(?:ál)?:?(?: .{0,60})?",
            r"mire vár(?:sz|sz még| még)|(?:már )?kipróbált(?:ad|a|átok) (?:a|ezt a) receptet",
            r"tudtad?(?:,? hogy)?",
            r"(?:maradt|van) (?:még )?kérdés(?:e|ed|ük)(?: .{0,20})?"
            r"|(?:további|egyéb|még) kérdés(?:e|ek|ed)?(?: van)?"
            r"|nem talált(?:a|ad)? .{0,30}(?:választ|kérdés\w{0,4})(?: .{0,20})?",
            r"segítség(?:re)? (?:van szüksége|kell).{0,15}|segíthetünk"
            r"|hasznos(?:nak)? .{0,10}(?:volt|találta)(?: .{0,30})?"
            r"|mi a vélemény\w{1,3}",
            r"(?:segített|hasznos volt) (?:ez )?a válasz(?: önnek)?|(?:hasznos volt"
            r"|segített)(?: ez)?(?: (?:az|a) (?:információ|válasz|cikk|oldal))?",
        ),
        see_also=(r"olvassa el (?:ezt )?is:",),
        tails=(
            r"(?:vissza |ugrás )?(?:a |az )?(?:tetejére|elejére|(?:lap|oldal) tetejére|tartalomjegyzékhez|kezdőlapra)"
            r"|vissza|utolsó (?:módosítás|frissítés).{0,40}\d.{0,20}|szerkesztés|nyomtatás",
        ),
        closings=(
            r"(?:ha|amennyiben) .{0,15}(?:további|más|egyéb|még) .{0,10}kérdés\w*",
            r"(?:ha|amennyiben) nem talál\w* .{0,20}(?:választ|kérdés\w*)",
        ),
    ),
    Language(
        tag="el",
        name="Greek",
        stamps="ενημερώθηκε τελευταία_ενημέρωση δημοσιεύτηκε δημοσιεύθηκε",
        when="πότε",
        openers="ποιος ποια ποιο ποιοι ποιες ποιον τι πότε πού που πώς πως γιατί πόσο πόση πόσοι πόσα πόσες μπορώ"
        " μπορεί μπορούμε πρέπει υπάρχει υπάρχουν",
        prepositions="σε από με για προς μέχρι κατά και",
        negations={"δεν": "δε", "μην": "μη", "όχι": "", "χωρίς": "", "ποτέ": ""},
        question_labels="ερώτηση",
        answer_labels="απάντηση",
        solution_labels="λύση",
        answering="απαντά απάντησε",
        close="κλείσιμο",
        question_names="erotisi erwtisi",
        answer_names="apantisi",
        faq_titles=(r"συχνές ερωτήσεις|συνήθεις ερωτήσεις|ερωτήσεις (?:και|&) απαντήσεις|^ερωτήσεις$",),
        calls=(
            r"μήπως εννοε(?:ίτε|ίς):?(?: .{0,60})?",
            r"τι περιμένε(?:τε|ις)|(?:δοκιμάσατε|δοκίμασες|φτιάξατε) (?:τη|αυτή τη|την) συνταγή",
            r"(?:το )?ξέρατε(?: ότι)?|(?:το )?γνωρίζ(?:ατε|ετε)(?: ότι)?",
            r"έχε(?:τε|ις) (?:ακόμ[αη] |άλλες |κι άλλες |περισσότερες |κάποια )*(?:ερωτήσεις|ερώτηση|απορίες"
            r"|απορία)(?: .{0,20})?"
            r"|δεν βρήκα?(?:τε|ς|ες) (?:την |αυτό |κάποια )?(?:απάντηση|που)(?: .{0,30})?",
            r"ήταν .{0,30}χρήσιμ\w{1,3}(?: .{0,15})?|χρειάζε(?:στε|σαι) βοήθεια|τι γνώμη έχε(?:τε|ις)",
            r"(?:σας )?(?:βοήθησε|ήταν χρήσιμη|φάνηκε χρήσιμη) (?:αυτή )?η απάντηση",
        ),
        tails=(
            r"(?:επιστροφή |πίσω )?στ(?:ην|α|ον|ο) (?:αρχή|κορυφή|περιεχόμενα|πάνω μέρος|μενού)(?: της σελίδας)?"
            r"|επιστροφή|τελευταία (?:ενημέρωση|τροποποίηση).{0,40}\d.{0,20}",
        ),
        closings=(
            r"(?:αν|εάν) έχετε .{0,15}(?:άλλες|περαιτέρω|επιπλέον|κάποια|οποιαδήποτε) .{0,10}(?:ερωτήσεις"
            r"|ερώτηση|απορίες|απορία)",
            r"για (?:οποιαδήποτε|περισσότερες|άλλες) .{0,15}(?:ερώτηση|ερωτήσεις|πληροφορίες|απορία)",
            r"(?:αν|εάν) δεν βρ(?:ήκατε|είτε) .{0,20}(?:απάντηση|ερώτηση)",
        ),
    ),
    Language(
        tag="uk",
        name="Ukrainian",
        when="коли дата",
        openers="хто кого кому що чого чим коли де куди звідки чому навіщо як скільки який яка які яке яким яку яких"
        " чи можна можу потрібно треба",
        prepositions="в у на за із з зі к о об від по під при про до для без через і та",
        stamps="оновлено останнє_оновлення опубліковано",
        weekdays="понеділок пн вівторок вт середа ср четвер чт п'ятниця пт субота сб неділя нд",
        by_words="автор",
        units={"degree": "градус градуси градусів"},
        short_units={
            "minute": "хвилина хвилини хвилин хв", "hour": "година години годин", "day": "день дні днів",
            "week": "тиждень тижні тижнів", "month": "місяць місяці місяців", "year": "рік роки років",
            "kg": "кілограм кілограми кілограмів кг", "meter": "метр метри метрів м",
            "km": "кілометр кілометри кілометрів км", "litre": "літр літри літрів л",
            "%": "відсоток відсотки відсотків",
        },
        long_units={
            "square_meter": "квадратний_meter квадратних_meter кв_meter", "cubic_meter": "кубічних_meter куб_meter",
            "kmh": "km_на_годину",
        },
        opposites="мінус",
        negations={"не": "", "ні": "", "без": "", "ніколи": "", "немає": "нема", "ніхто": ""},
        question_labels="питання запитання",
        answer_labels="відповідь",
        solution_labels="рішення",
        answering="відповідає відповів відповіла",
        close="закрити згорнути",
        question_names="pytannya pytannia zapytannya zapytannia",
        answer_names="vidpovid vidpovidi",
        faq_titles=(
            r"(?:часті|найчастіші|поширені|популярні) (?:за)?питання|часто задавані|питання (?:та|і|й) відповіді"
            r"|запитання (?:та|і|й) відповіді|питання\W{1,3}відповідь|^(?:за)?питання$",
        ),
        calls=(
            r"(?:можливо, )?ви мали на увазі:?(?: .{0,60})?",
            r"(?:на що|чого) (?:ж |ще )?(?:ви )?чекаєте|(?:вже )?(?:готували за цим рецептом|пробували цей рецепт)",
            r"(?:а )?чи знаєте ви|(?:а )?(?:ви )?знали",
            r"(?:у вас )?(?:залишились|залишилися|є|виникли)(?: ще)? (?:за)?питання(?: .{0,30})?"
            r"|не знайшли (?:відпов\w{1,4}|потрібн\w{2,3}|те, що)(?: .{0,40})?",
            r"потрібна допомога|чи була .{0,30}корисн\w{1,3}",
            r"(?:чи )?(?:вам )?(?:допомогла|була корисною|корисна) (?:вам )?(?:ця |наша )?відповідь"
            r"|(?:ця )?відповідь (?:вам )?(?:допомогла|була корисною|корисна)",
        ),
        see_also=(r"читайте також:",),
        tails=(
            r"(?:повернутися |назад )?(?:до|на) (?:початку|змісту|гори|початок|головну)(?: сторінки)?|нагору|вгору"
            r"|назад|останн(?:є|я) (?:оновлення|зміна|редагування).{0,40}\d.{0,20}|редагувати",
        ),
        closings=(
            r"(?:якщо|у разі) .{0,20}(?:залишилися|залишились|інші|додаткові|ще|виникли) .{0,10}(?:питання|запитання)",
            r"якщо (?:ви|ти) не знайш\w+ .{0,20}(?:відповід\w*|питання)",
        ),
    ),
    Language(
        tag="bg",
        name="Bulgarian",
        stamps="обновено последно_обновяване актуализирано последна_актуализация публикувано",
        when="кога",
        openers="кой коя кое кои какво какъв каква какви кога къде защо как колко мога може трябва",
        prepositions="в във на за от до с със по под при през и",
        asking_words="ли",
        negations={"не": "", "няма": "нямат", "без": "", "никога": "", "нито": ""},
        question_labels="въпрос",
        answer_labels="отговор",
        solution_labels="решение",
        answering="отговаря",
        question_names="vapros vaprosi vupros vuprosi vypros vyprosi",
        answer_names="otgovor otgovori",
        faq_titles=(r"често задавани|въпроси и отговори|^въпроси$",),
        closings=(
            r"(?:ако|при|в случай че) .{0,15}(?:други|още|допълнителни|някакви) .{0,10}въпрос\w*",
            r"ако не (?:сте|намирате|намерихте) .{0,20}(?:отговор\w*|въпрос\w*)",
        ),
        calls=(
            r"какво (?:още )?чакате|опитахте ли (?:тази )?рецептата?",
            r"(?:имате|още) (?:други |още |ли )?въпроси?(?: .{0,20})?|не намерихте (?:отговор|това).{0,30}",
            r"(?:(?:имате нужда|нуждаете се) от|нужна ви е) помощ(?: .{0,20})?"
            r"|беше ли .{0,30}полезн\w{1,3}|какво мислите"
            r"|как можем да (?:ви )?помогнем",
            r"(?:беше ли )?(?:полезен|помогна) (?:ли )?(?:ви |беше )?(?:този |ви )?отговор\w{0,2}"
            r"|беше ли (?:полезен )?(?:този )?отговор\w{0,2}(?: полезен)?",
        ),
        tails=(
            r"(?:назад|обратно|нагоре|върни се) (?:към |в )?(?:началото|горе|съдържанието|списъка"
            r"|началната страница)(?: .{0,20})?|нагоре|последна (?:промяна|редакция"
            r"|актуализация).{0,40}\d.{0,20}|сподели|печат",
        ),
    ),
    Language(
        tag="fa",
        name="Persian",
        openers="چه چرا چگونه چطور کی کجا کدام چند آیا چیست",
        prepositions="از به در با برای تا",
        asking_words="چیست چگونه چطور چرا آیا کدام کجا چقدر",
        negations={"نه": "", "نیست": "نیستند", "بدون": "", "هرگز": "", "هیچ": ""},
        negated=(r"ن(?:می|باید|شود|کنید)\w{0,12}",),
        question_labels="سوال سؤال پرسش",
        answer_labels="پاسخ جواب",
        solution_labels="حل",
        question_names="soal",
        answer_names="pasokh javab",
        faq_titles=(
            r"(?:سوالات|سؤالات) (?:متداول|رایج|پرتکرار)|پرسش[\u200c ]?های (?:متداول|رایج|پرتکرار)|پرسش و پاسخ",
        ),
        stamps="آخرین_بروزرسانی",
        calls=(
            r"منتظر چه هستید|منتظر چی هستید",
            r"(?:پاسخ|جواب) (?:(?:سوال|سؤال|پرسش) )?خود(?:تان)? را (?:پیدا نکردید|نیافتید)"
            r"|(?:هنوز )?(?:سوال|سؤال|پرسش)ی? (?:دیگری )?دارید",
            r"آیا این .{0,30}مفید بود|(?:آیا )?(?:نیاز به|به) (?:کمک|راهنمایی) (?:نیاز )?دارید",
        ),
        tails=(
            r"بازگشت به (?:بالا|فهرست|صفحه اصلی)(?: .{0,20})?|آخرین (?:ویرایش|تغییر|به.?روز.?رسانی).{0,40}\d.{0,20}",
        ),
        closings=(
            r"(?:اگر|در صورتی که|چنانچه) .{0,20}(?:سوال|سؤال|پرسش) ?(?:دیگری|بیشتری)",
            r"(?:اگر|چنانچه) (?:پاسخ|جواب) .{0,20}(?:پیدا نکردید|نیافتید)",
        ),
    ),
    Language(
        tag="he",
        name="Hebrew",
        openers="מי מה מתי איפה היכן לאן מאין למה מדוע איך כיצד כמה איזה איזו אילו האם מהו מהי מהם",
        negations={"אל": ""},
        negated=(r"[ושכה]{0,3}(?:לא|אין|אינ(?:ו|ה|ם|ן|ני|כם|ך)|איני|ללא)|[ומ]{0,2}בלי|אסור(?:ה|ים|ות)?",),
        question_labels="שאלה",
        answer_labels="תשובה",
        solution_labels="פתרון",
        stamps="עודכן עודכן_לאחרונה עדכון_אחרון פורסם",
        close="סגור סגירה",
        question_names="sheela",
        answer_names="tshuva",
        faq_titles=(r"שאלות (?:נפוצות|ותשובות|שכיחות)|שאלות ו-?תשובות|שו\"ת",),
        calls=(
            r"האם התכוונת ל:?(?: .{0,60})?",
            r"למה (?:אתם )?מחכים|למה לחכות|הכנתם את המתכון",
            r"האם (?:זה|המאמר|התשובה) (?:עזר|עזרה)(?: לך)?",
            r"(?:עדיין )?לא מצאתם? (?:את )?(?:ה?תשובה|מה)(?: .{0,20})?"
            r"|(?:יש|נשארו|נותרו) (?:לך|לכם) (?:עוד |עדיין )?שאל(?:ה|ות)(?: .{0,20})?",
            r"עוד שאלות|צריכי?ם? עזרה|זקוקי?ם? לעזרה"
            r"|(?:האם )?(?:המאמר|הדף|התשובה|המידע) .{0,10}(?:עזר|שימושי|מועיל)\w{0,2}(?: .{0,15})?|מה דעתך",
            r"האם (?:ה?תשובה|זה|המידע|המאמר|התשובה הזו) (?:היה |היתה |הייתה )?(?:מועיל(?:ה)?"
            r"|הועיל(?:ה)?|עזר(?:ה)?|שימושי(?:ת)?)(?: לך| לכם)?",
        ),
        tails=(
            r"(?:חזרה|חזור|בחזרה) (?:למעלה|לראש(?: הדף| העמוד)?|לתוכן(?: העניינים)?|לתפריט|לרשימה)"
            r"|עודכן לאחרונה.{0,40}\d.{0,20}",
        ),
        closings=(
            r"(?:אם|במידה ו)[- ]?(?:יש|נותרו|נשארו|עדיין יש).{0,15}(?:שאלות|שאלה)",
            r"(?:אם )?לא מצאתם? .{0,15}(?:תשובה|שאלה).{0,40}(?:צרו|פנו|כתבו|התקשרו)",
        ),
    ),
    Language(
        tag="th",
        name="Thai",
        particles="อย่างไร ยังไง อะไร ทำไม เมื่อไหร่ เมื่อไร ที่ไหน เท่าไหร่ เท่าไร กี่ ใคร หรือไม่ ไหม",
        negations={"ไม่": "มิได้", "อย่า": "", "ห้าม": "", "ปราศจาก": ""},
        question_labels="คำถาม ถาม",
        answer_labels="คำตอบ ตอบ",
        solution_labels="เฉลย",
        faq_titles=(r"คำถาม(?:ที่)?(?:พบ|ถาม)บ่อย|คำถามที่ถูกถามบ่อย|ถาม[- ]?ตอบ|คำถามและคำตอบ",),
        stamps="อัปเดต อัปเดตเมื่อ อัปเดตล่าสุด ปรับปรุงล่าสุด แก้ไขล่าสุด เผยแพร่เมื่อ",
        calls=(
            r"(?:คุณ)?รออะไร(?:อยู่)?(?:อีก)?",
            r"(?:ยัง)?มีคำถาม(?:เพิ่มเติม|อื่นๆ?)?(?:ไหม|หรือไม่|อีกไหม)|ไม่พบ(?:คำตอบ|สิ่งที่).{0,20}"
            r"|ต้องการความช่วยเหลือ.{0,15}",
            r"(?:บทความ|หน้า|ข้อมูล|คำตอบ)นี้.{0,20}(?:มี|เป็น)ประโยชน์.{0,20}",
        ),
        offers=(r"(?:คุณ)?สนใจ.{0,30}(?:ไหม|มั้ย|หรือไม่)",),
        tails=(
            r"กลับ(?:ไป|ขึ้น|สู่)?(?:ด้านบน|หน้าแรก|สารบัญ)",
        ),
        closings=(
            r"หาก(?:คุณ|ท่าน)?มี(?:คำถาม|ข้อสงสัย)(?:เพิ่มเติม|อื่น)",
            r"หาก(?:คุณ|ท่าน)?ไม่พบคำตอบ",
        ),
    ),
    Language(
        tag="vi",
        name="Vietnamese",
        openers="ai gì khi_nào bao_giờ ở_đâu tại_sao vì_sao làm_sao làm_thế thế_nào như_thế bao_nhiêu bao_lâu có_thể"
        " có_phải có_cần liệu",
        asking_words="gì nào sao đâu mấy bao_nhiêu bao_lâu",
        asking_ends="không chưa gì nào sao đâu",
        stamps="cập_nhật cập_nhật_lần_cuối lần_cập_nhật_cuối ngày_cập_nhật ngày_đăng",
        by_words="bởi",
        negations={"không": "", "chưa": "", "đừng": "", "chẳng": ""},
        question_labels="hỏi câu_hỏi",
        answer_labels="đáp trả_lời",
        close="đóng",
        question_names="cau-hoi cauhoi",
        answer_names="tra-loi traloi",
        faq_titles=(r"câu hỏi thường gặp|câu hỏi (?:phổ biến|hay gặp)|hỏi(?: và |[- &]+)đáp|các câu hỏi thường",),
        calls=(
            r"có phải bạn muốn tìm:?(?: .{0,60})?",
            r"(?:bạn )?còn chờ gì nữa|bạn đã (?:thử|làm) (?:công thức|món) này chưa",
            r"(?:bạn )?(?:vẫn )?(?:còn|có)(?: thêm)? (?:câu hỏi|thắc mắc)(?: .{0,20})?"
            r"|(?:bạn )?(?:chưa|không) tìm (?:thấy|được) câu trả lời(?: .{0,30})?",
            r"(?:bài viết|trang|thông tin|điều) này có .{0,20}(?:hữu ích|giúp).{0,20}"
            r"|(?:bạn )?cần (?:thêm )?(?:trợ giúp|giúp đỡ|hỗ trợ)",
            r"(?:câu trả lời|bài viết|thông tin|nội dung) này (?:có )?(?:hữu ích|giúp ích"
            r"|giúp được bạn)(?: cho bạn)?(?: không| hay không)?",
        ),
        tails=(
            r"(?:quay |trở )?(?:về|lại|lên) (?:đầu trang|mục lục|trang chủ|trên cùng)"
            r"|cập nhật lần cuối.{0,40}\d.{0,20}|chia sẻ",
        ),
        closings=(
            r"nếu (?:bạn|quý khách|anh chị) (?:có|còn|vẫn còn) .{0,20}(?:câu hỏi|thắc mắc)",
            r"nếu (?:bạn|quý khách) (?:không|chưa) tìm (?:thấy|được) .{0,15}câu trả lời",
        ),
    ),
    Language(
        tag="id",
        name="Indonesian",
        stamps="diperbarui terakhir_diperbarui pembaruan_terakhir diterbitkan",
        when="kapan tanggal",
        openers="siapa apa apakah kapan kapankah di_mana dimana dimanakah kemana mengapa kenapa bagaimana"
        " bagaimanakah berapa berapakah mana bisakah dapatkah haruskah bolehkah adakah",
        prepositions="dari ke di untuk pada dengan sampai dan",
        by_words="oleh",
        negations={"tidak": "tak", "bukan": "", "jangan": "", "tanpa": "", "belum": ""},
        question_labels="pertanyaan tanya",
        answer_labels="jawaban jawab",
        solution_labels="penyelesaian pembahasan",
        question_names="pertanyaan",
        answer_names="jawaban",
        faq_titles=(r"pertanyaan (?:yang )?(?:sering|umum|populer)|tanya(?: dan)?[ -]jawab|soalan (?:lazim|kerap)",),
        calls=(
            r"mungkin maksud anda:?(?: .{0,60})?",
            r"(?:jadi,? )?tunggu apa lagi|sudah (?:pernah )?(?:coba|mencoba) resep(?: ini)?",
            r"(?:masih |apakah |anda )*(?:punya|memiliki|ada) pertanyaan(?: .{0,20})?"
            r"|(?:belum|tidak) menemukan (?:jawaban|yang)(?: .{0,30})?",
            r"apakah (?:(?:artikel|halaman|informasi|jawaban) )?ini .{0,20}(?:membantu|bermanfaat"
            r"|berguna)(?: .{0,15})?"
            r"|(?:butuh|perlu) bantuan(?: .{0,20})?",
            r"bagaimana (?:menurut|pendapat) anda|ada yang bisa kami bantu",
        ),
        tails=(
            r"kembali ke (?:atas|daftar isi|awal|halaman utama|menu|daftar)|ke atas"
            r"|terakhir (?:diperbarui|diubah|diedit).{0,40}\d.{0,20}|bagikan|cetak",
        ),
        closings=(
            r"jika (?:anda|kamu) (?:memiliki|punya|mempunyai|masih) .{0,15}pertanyaan",
            r"(?:jika|apabila) .{0,15}(?:tidak|belum) menemukan .{0,15}(?:jawaban|pertanyaan)",
        ),
    ),
    Language(
        tag="ko",
        credits="작성자 글쓴이 답변자",
        stamps="업데이트 최종_업데이트 마지막_업데이트 수정일 최종_수정일 최종수정일 작성일 게시일",
        weekdays="월요일 화요일 수요일 목요일 금요일 토요일 일요일",
        name="Korean",
        openers="왜 언제 언제까지 언제부터 어디 어디서 어디에 어디에서 어떻게 무엇 무엇이 무엇을 무엇인가요 누가"
        " 누구 누구나 얼마 얼마나 몇 어떤 어느 무슨 뭐",
        particles="어떻게 무엇 무슨 얼마나",
        asking_words="궁금합니다 궁금해요 알려주세요",
        asking_ends="까 까요 나요 가요 인가 는가 은가 는지 은지 인지 냐 느냐 어떡하죠"
        " 어쩌죠 하죠 되죠",
        closings=(
            r"(?:기타|다른|추가|더 ?궁금|그 ?외).{0,20}(?:질문|문의|궁금).{0,40}(?:주세요|바랍니다|주십시오)",
            r"(?:원하는|찾으시는|찾는) ?(?:답변|질문|답)(?:이|을)? ?(?:없|찾지 못).{0,40}(?:주세요|바랍니다|주십시오)",
        ),
        negations={"안": "못"},
        negated=(r".{0,10}(?:않|없).{0,8}|.{0,8}아(?:니|닙|닌|닐).{0,6}|.{0,8}(?:마세요|마십시오|마시기|말아야?|못.{1,8}|금지.{0,5})",),
        question_labels="질문 문",
        answer_labels="답변 답",
        answering="답변",
        solution_labels="풀이 정답",
        points="점",
        close="닫기 접기",
        question_names="jilmun",
        answer_names="dabbyeon dapbyeon",
        faq_titles=(
            r"자주\s?(?:묻는|하는|하시는|물어보는)|자주\s?(?:찾는|묻는) ?질문|질문(?:과|과의| 및|&)? ?(?:답변|답)"
            r"|질의\s?응답|묻고\s?답하기|궁금해요",
        ),
        calls=(
            r"이것을 찾으셨나요",
            r"무엇을 (?:더 )?기다리(?:고 계신가요|시나요|세요)|(?:무엇을|뭘) 망설이(?:세요|시나요)",
            r"이 레시피(?:를|로)? 만들어 ?보셨나요",
            r"(?:혹시 )?알고 (?:계셨나요|계신가요|계셨습니까|있었나요|있나요|있었습니까)|아시나요",
            r"(?:아직|더|다른|추가)?\s?(?:궁금하?신? ?한? ?(?:점|것|사항)|질문|문의 ?사항)(?:이|가|은|도)?\s?(?:더 "
            r"|또 )?(?:있으신가요|있으세요|있나요|있습니까|있으십니까|남아 ?있나요|있으시나요)",
            r"(?:원하는|찾으시는|찾는|필요한|원하시는)?\s?(?:답변|답|정보|해답)(?:을|를|이)?\s?(?:찾지 못하셨나요"
            r"|못 찾으셨나요|찾지 못했나요|없으신가요|찾으셨나요)",
            r".{0,20}도움이 (?:되었나요|되셨나요|됐나요|되었습니까|필요하신가요|필요하세요|필요하십니까)"
            r"|무엇을 도와드릴까요|어떻게 생각하(?:세요|시나요)",
        ),
        tails=(
            r"(?:페이지\s?)?(?:맨\s?위|처음|상단|위|목차|목록)(?:으로|로)(?:\s?(?:이동|가기|돌아가기|올라가기))?"
            r"|맨\s?위|(?:최종|마지막)\s?(?:수정|업데이트|갱신)일?.{0,40}\d.{0,20}|공유|인쇄",
        ),
    ),
    Language(
        tag="hr",
        name="Croatian",
        stamps="ažurirano zadnje_ažuriranje posljednja_izmjena objavljeno",
        when="kada",
        openers="tko koga kome što šta čega čemu gdje kamo odakle kada zašto kako koliko koji koja koje"
        " je_li da_li mogu_li može_li moram_li mora_li postoji_li ima_li",
        question_labels="pitanje",
        answer_labels="odgovor",
        solution_labels="rješenje",
        answering="odgovara odgovorio odgovorila",
        question_names="pitanje pitanja",
        answer_names="odgovor odgovori",
        faq_titles=(
            r"(?:najčešć|čest)\w{1,2} (?:postavljan\w{1,2} )?pitanja|često postavljan\w{1,2}|pitanja i odgovori"
            r"|^pitanja$",
        ),
        calls=(
            r"(?:što|šta) (?:još )?čekate|jeste li isprobali (?:ovaj )?recept",
            r"(?:imate|imaš) (?:li )?(?:još |dodatn\w{1,2} |drug\w{1,2} |neko )?pitanj[ea](?: .{0,30})?"
            r"|(?:niste|nisi) (?:pronašli|našli|pronašao) .{0,30}",
            r"(?:trebate|trebaš|treba vam|potrebna vam je) (?:li )?pomoć(?: .{0,20})?"
            r"|je li (?:ovo|ov\w{1,3} (?:stranica|članak|odgovor|sadržaj)) (?:bi(?:lo|la|o) )?koris\w{1,4}",
            r"kako (?:vam|ti) možemo pomoći",
            r"(?:je li|da li je) (?:vam )?(?:ovaj )?odgovor (?:bio )?(?:koristan|pomogao)"
            r"|pomogao li vam (?:je )?(?:ovaj )?odgovor",
        ),
        tails=(
            r"(?:natrag|povratak|povratak na|nazad) (?:na )?(?:vrh|početak|sadržaj|popis)(?: .{0,20})?|na vrh"
            r"|(?:zadnja|posljednja) (?:izmjena|promjena).{0,40}\d.{0,20}|podijeli|ispiši",
        ),
        closings=(r"(?:ako|ukoliko) (?:imate|imaš) .{0,15}(?:drug|dodatn|još|neko).{0,10} ?pitanj\w",),
    ),
    Language(
        tag="sr",
        name="Serbian",
        stamps="ажурирано последња_измена објављено",
        when="kada када",
        openers="ко кога коме шта чега чему где одакле када зашто како колико који која које"
        " да_ли могу_ли може_ли има_ли",
        question_labels="питање",
        answer_labels="одговор",
        solution_labels="решење",
        question_names="pitanje",
        answer_names="odgovor",
        faq_titles=(
            r"(?:најчешћ|чест)\w{1,2} (?:постављан\w{1,2} )?питања|често постављан\w{1,2}|питања и одговори"
            r"|^питања$",
        ),
        calls=(
            r"(?:što|šta|шта) (?:još |још )?(?:čekate|чекате)",
            r"(?:имате|имаш) (?:ли )?(?:још |додатн\w{1,2} |друг\w{1,2} |неко )?питањ[ае](?: .{0,30})?"
            r"|(?:нисте|ниси) (?:пронашли|нашли) .{0,30}|(?:да ли )?вам (?:је )?потребна помоћ(?: .{0,20})?",
            r"(?:да ли (?:вам )?је|da li (?:vam )?je) (?:овај |ovaj )?(?:одговор|odgovor) (?:био "
            r"|bio )?(?:користан|помогао|koristan|pomogao)",
        ),
        tails=(r"(?:назад|повратак) на (?:врх|почетак|садржај)(?: .{0,20})?|на врх|подели|штампај",),
    ),
    Language(
        tag="sl",
        name="Slovenian",
        stamps="posodobljeno zadnja_posodobitev nazadnje_posodobljeno objavljeno",
        when="kdaj",
        openers="kdo koga komu kaj česa čemu kje kam kdaj zakaj kako koliko kateri katera katero"
        " ali_je ali_lahko ali_se ali_moram ali_imate",
        question_labels="vprašanje",
        answer_labels="odgovor",
        solution_labels="rešitev",
        answering="odgovarja",
        question_names="vprasanje vprasanja",
        answer_names="odgovor odgovori",
        faq_titles=(r"(?:najpogostejša|pogosta) vprašanja|pogosto zastavljena|vprašanja in odgovori|^vprašanja$",),
        calls=(
            r"imate (?:še )?(?:dodatna |druga |kakšno )?vprašanj[ea](?: .{0,30})?|niste našli .{0,30}"
            r"|potrebujete pomoč(?: .{0,20})?|vam je bil[ao]? .{0,20}v pomoč|kako vam lahko pomagamo",
            r"(?:vam )?je (?:bil )?(?:ta )?odgovor (?:bil )?(?:koristen|uporaben|v pomoč|pomagal)",
        ),
        tails=(r"(?:nazaj )?na (?:vrh|začetek|kazalo)(?: strani)?|nazaj|deli|natisni",),
    ),
    Language(
        tag="et",
        name="Estonian",
        stamps="uuendatud viimati_uuendatud muudetud viimati_muudetud avaldatud",
        when="millal",
        openers="kes kelle kellele kuhu millal miks kuidas kui_palju kui_kaua milline millised mis_on kus_on kus_saab"
        " kas_ma kas_on kas_saan kas_saab kas_te kas_teil",
        question_labels="küsimus",
        answer_labels="vastus",
        solution_labels="lahendus",
        answering="vastab vastas",
        question_names="kusimus kysimus",
        answer_names="vastus",
        faq_titles=(r"korduma kippuvad|korduvad küsimused|küsimused ja vastused|sagedased küsimused|^küsimused$",),
        calls=(
            r"(?:kas )?(?:teil|sul) (?:on )?(?:veel |lisa|on veel )?küsimus(?:i|ed)(?: .{0,30})?|ei leidnud .{0,30}"
            r"|(?:kas )?vaja(?:te|d)? abi(?: .{0,20})?|kuidas saame aidata"
            r"|kas (?:see|sellest) (?:(?:leht|lehest|artikkel|artiklist|vastus|vastusest|info) )?(?:oli|on) "
            r"(?:sulle |teile )?(?:kasulik|abi)",
            r"kas (?:see )?vastus (?:oli (?:kasulik|abiks)|aitas(?: teid| sind)?)",
        ),
        tails=(r"(?:tagasi )?(?:üles|algusesse)|tagasi|viimati (?:muudetud|uuendatud).{0,40}\d.{0,20}|jaga|prindi",),
    ),
    Language(
        tag="lv",
        name="Latvian",
        stamps="atjaunots atjaunināts pēdējoreiz_atjaunots publicēts",
        when="kad",
        openers="kas_ir kam kāpēc kādēļ kur kad kā_es kā_var cik kurš kura kāds kāda kādi kādas"
        " vai_ir vai_var vai_es vai_man",
        question_labels="jautājums",
        answer_labels="atbilde",
        solution_labels="risinājums",
        answering="atbild",
        question_names="jautajums jautajumi",
        answer_names="atbilde atbildes",
        faq_titles=(r"(?:biežāk|bieži) uzdot\w{1,3}|jautājumi un atbildes|biežākie jautājumi|^jautājumi$",),
        calls=(
            r"(?:vai )?(?:jums|tev) (?:ir )?(?:vēl |citi )?(?:kāds )?jautājum[is](?: .{0,30})?|neatradāt .{0,30}"
            r"|(?:vai )?(?:jums |ir )?(?:nepieciešama|(?:ne|va)?jadzīga) palīdzība"
            r"|vai šī (?:lapa|informācija|atbilde) (?:\w{1,5} )?noder\w{1,6}"
            r"|kā mēs varam (?:jums )?palīdzēt",
            r"vai (?:šī )?atbilde (?:bija noderīga|jums palīdzēja|palīdzēja)",
        ),
        tails=(r"(?:atpakaļ )?(?:uz )?(?:augšu|sākumu)|atpakaļ|dalīties|drukāt",),
    ),
    Language(
        tag="lt",
        name="Lithuanian",
        stamps="atnaujinta paskutinį_kartą_atnaujinta paskelbta",
        when="kada",
        openers="kas_yra kam ką kur kada kodėl kaip kiek kuris kuri koks kokia kokie kokios"
        " ar_galima ar_galiu ar_yra ar_reikia ar_turiu",
        question_labels="klausimas",
        answer_labels="atsakymas",
        solution_labels="sprendimas",
        answering="atsako",
        question_names="klausimas klausimai",
        answer_names="atsakymas atsakymai",
        faq_titles=(
            r"dažniausiai (?:užduodami|pasitaikantys)|dažn(?:i|ai užduodami) klausimai|klausimai ir atsakymai|^duk$"
            r"|^klausimai$",
        ),
        calls=(
            r"(?:ar )?(?:turite|turi|kilo|liko) (?:dar |daugiau |kitų )?klausimų(?: .{0,30})?|neradote .{0,30}"
            r"|(?:ar )?reikia pagalbos(?: .{0,20})?|kaip galime (?:jums )?padėti"
            r"|ar (?:ši|šis) (?:puslapis|informacija|straipsnis|atsakymas) (?:\w{1,6} )?nauding\w{1,3}",
            r"ar (?:šis )?atsakymas (?:buvo naudingas|jums padėjo|padėjo)",
        ),
        tails=(r"(?:grįžti )?(?:į )?(?:viršų|pradžią)|atgal|dalintis|spausdinti",),
    ),
    Language(
        tag="ca",
        name="Catalan",
        openers="què per_què quan quants quantes quin quina quins quines com_puc com_es on_és on_puc",
        question_labels="pregunta",
        answer_labels="resposta",
        solution_labels="solució",
        answering="respon",
        question_names="pregunta preguntes",
        answer_names="resposta respostes",
        faq_titles=(r"preguntes (?:més )?freqüents|preguntes i respostes|^preguntes$",),
        stamps="actualitzat última_actualització darrera_actualització modificat publicat",
        calls=(
            r"(?:teniu|tens|té) (?:més |alguna? |altres )?(?:preguntes|pregunta|dubtes?)(?: .{0,30})?"
            r"|no (?:heu|has) trobat .{0,30}|(?:necessiteu|necessites) ajuda(?: .{0,20})?|t'ha estat útil(?: .{0,20})?",
            r"(?:t.|us |et |li )?ha (?:estat|resultat) útil(?: (?:aquesta|la) resposta)?|(?:aquesta"
            r"|la) resposta (?:t.|us |et )?ha (?:estat útil|ajudat)",
        ),
        tails=(r"(?:tornar |torna )?(?:a dalt|a l'inici|a l'índex)(?: de (?:la )?pàgina)?|comparteix|imprimeix",),
    ),
    Language(
        tag="is",
        name="Icelandic",
        openers="hverjir hvað hvar hvaðan hvenær hvernig hvers_vegna af_hverju hversu hvaða hver_er get_ég má_ég"
        " þarf_ég er_hægt",
        question_labels="spurning",
        answer_labels="svar",
        solution_labels="lausn",
        question_names="spurning spurningar",
        answer_names="svar",
        faq_titles=(r"algengar spurningar|spurningar og svör|spurt og svarað|spurt & svarað|^spurningar$",),
        stamps="uppfært síðast_uppfært birt",
        calls=(
            r"(?:ertu|hefur þú|eruð þið) (?:með )?(?:fleiri |aðrar |einhverjar )?spurningar?(?: .{0,30})?"
            r"|(?:vantar|þarftu) (?:þig )?(?:hjálp|aðstoð)(?: .{0,20})?|fannstu ekki .{0,30}"
            r"|var (?:efnið|síðan|þetta) .{0,15}hjálpleg\w?",
        ),
        tails=(r"(?:til baka |aftur )?(?:efst|upp)(?: á síðu)?|til baka|deila|prenta",),
    ),
    Language(
        tag="ur",
        name="Urdu",
        openers="کیا کیوں کیسے کب کہاں کون کتنا کتنے کتنی کس کسے",
        asking_words="کیا کیوں کیسے کب کہاں کون کتنا کتنے کتنی",
        question_labels="سوال",
        answer_labels="جواب",
        faq_titles=(r"(?:اکثر|عام طور پر) پوچھے (?:گئے|جانے والے)|عمومی سوالات|سوال و جواب|سوالات (?:و|اور) جوابات",),
        calls=(r"(?:کیا )?آپ (?:کا|کے) .{0,20}سوال(?:ات)? ہے|(?:کیا )?(?:آپ کو )?مدد (?:چاہیے|درکار ہے)",),
        tails=(r"(?:واپس )?(?:اوپر|شروع میں)(?: جائیں)?",),
    ),
    Language(
        tag="bn",
        name="Bengali",
        openers="কি কী কে কবে কখন কোথায় কেন কীভাবে কিভাবে কত কোন কার",
        asking_words="কি কী কবে কখন কোথায় কেন কীভাবে কিভাবে কত",
        question_labels="প্রশ্ন",
        answer_labels="উত্তর",
        faq_titles=(
            r"(?:প্রায়শই|সচরাচর|বারবার|প্রায়ই) (?:জিজ্ঞাসিত|জিজ্ঞাস্য|করা)|সাধারণ (?:প্রশ্ন|জিজ্ঞাসা)",
            r"প্রশ্নোত্তর|প্রশ্ন (?:ও|এবং) উত্তর",
        ),
        calls=(r"আপনার .{0,20}প্রশ্ন আছে(?: কি)?|সাহায্য (?:লাগবে|দরকার|প্রয়োজন)(?: কি)?",),
        tails=(r"(?:উপরে|শীর্ষে)(?: যান| ফিরুন)?",),
    ),
    Language(
        tag="mr",
        name="Marathi",
        # Not among them: का, which is `of` in Hindi and may begin a line that is wrapped.
        openers="काय कसे कसा कशी कधी कुठे कोण कोणते कोणता कोणती किती कशासाठी",
        asking_words="कशी कधी कुठे कोणते कोणता कोणती किती कशासाठी",
        faq_titles=(r"(?:वारंवार|नेहमी) विचारले जाणारे|प्रश्नोत्तरे|सामान्य प्रश्न",),
        calls=(r"(?:तुम्हाला|आपल्याला) .{0,20}प्रश्न आहेत(?: का)?|मदत (?:हवी|पाहिजे)(?: आहे)?(?: का)?",),
    ),
    Language(
        tag="gu",
        name="Gujarati",
        openers="શું કેમ કેવી_રીતે ક્યારે ક્યાં કોણ કયા કયો કઈ કેટલા કેટલો કેટલી કેટલું",
        asking_words="શું કેમ ક્યારે ક્યાં કોણ કયા કયો કઈ કેટલા કેટલો કેટલી કેટલું",
        question_labels="પ્રશ્ન",
        answer_labels="જવાબ ઉત્તર",
        faq_titles=(r"(?:વારંવાર|અવારનવાર) (?:પૂછાતા|પૂછાયેલા)|પ્રશ્નોત્તરી|સામાન્ય પ્રશ્નો",),
        calls=(r"(?:તમારી પાસે|તમને) .{0,20}પ્રશ્નો? છે|મદદ જોઈએ છે",),
    ),
    Language(
        tag="pa",
        name="Punjabi",
        openers="ਕੀ ਕਿਉਂ ਕਿਵੇਂ ਕਦੋਂ ਕਿੱਥੇ ਕੌਣ ਕਿਹੜਾ ਕਿਹੜੀ ਕਿਹੜੇ ਕਿੰਨਾ ਕਿੰਨੀ ਕਿੰਨੇ",
        asking_words="ਕੀ ਕਿਉਂ ਕਿਵੇਂ ਕਦੋਂ ਕਿੱਥੇ ਕੌਣ ਕਿਹੜਾ ਕਿਹੜੀ ਕਿਹੜੇ ਕਿੰਨਾ ਕਿੰਨੀ ਕਿੰਨੇ",
        question_labels="ਸਵਾਲ ਪ੍ਰਸ਼ਨ",
        answer_labels="ਜਵਾਬ ਉੱਤਰ",
        faq_titles=(r"ਅਕਸਰ ਪੁੱਛੇ (?:ਜਾਣ ਵਾਲੇ|ਜਾਂਦੇ)|ਸਵਾਲ[- ]ਜਵਾਬ|ਆਮ ਸਵਾਲ",),
        calls=(r"(?:ਕੀ )?ਤੁਹਾਡੇ .{0,20}ਸਵਾਲ (?:ਹਨ|ਹੈ)|(?:ਕੀ )?ਮਦਦ ਚਾਹੀਦੀ ਹੈ",),
    ),
    Language(
        tag="ta",
        name="Tamil",
        openers="என்ன ஏன் எப்படி எப்போது எங்கே எங்கு யார் எது எந்த எவ்வளவு எத்தனை எவை",
        asking_words="என்ன ஏன் எப்படி எப்போது எங்கே எங்கு யார் எது எந்த எவ்வளவு எத்தனை எவை",
        question_labels="கேள்வி வினா",
        answer_labels="பதில் விடை",
        faq_titles=(r"அடிக்கடி கேட்கப்படும்|(?:கேள்வி|வினா)[- ]?(?:பதில்|விடை)(?:கள்)?|கேள்விகளும் பதில்களும்|பொதுவான கேள்விகள்",),
        calls=(r"(?:உங்களுக்கு|உங்களிடம்) .{0,20}கேள்வி(?:கள்)? (?:உள்ளதா|உள்ளனவா|இருக்கிறதா)|உதவி (?:வேண்டுமா|தேவையா)",),
    ),
    Language(
        tag="te",
        name="Telugu",
        openers="ఏమిటి ఏమి ఎందుకు ఎలా ఎప్పుడు ఎక్కడ ఎవరు ఏది ఏవి ఎంత ఎన్ని",
        asking_words="ఏమిటి ఏమి ఎందుకు ఎలా ఎప్పుడు ఎక్కడ ఎవరు ఏది ఏవి ఎంత ఎన్ని",
        question_labels="ప్రశ్న",
        answer_labels="సమాధానం జవాబు",
        faq_titles=(r"తరచుగా అడిగే|తరచూ అడిగే|ప్రశ్నలు (?:మరియు )?(?:సమాధానాలు|జవాబులు)|సాధారణ ప్రశ్నలు",),
        calls=(r"(?:మీకు|మీ వద్ద) .{0,20}ప్రశ్నలు? (?:ఉన్నాయా|ఉందా)|సహాయం (?:కావాలా|అవసరమా)",),
    ),
    Language(
        tag="kn",
        name="Kannada",
        openers="ಏನು ಏಕೆ ಯಾಕೆ ಹೇಗೆ ಯಾವಾಗ ಎಲ್ಲಿ ಯಾರು ಯಾವ ಯಾವುದು ಎಷ್ಟು",
        asking_words="ಏನು ಏಕೆ ಯಾಕೆ ಹೇಗೆ ಯಾವಾಗ ಎಲ್ಲಿ ಯಾರು ಯಾವ ಯಾವುದು ಎಷ್ಟು",
        question_labels="ಪ್ರಶ್ನೆ",
        answer_labels="ಉತ್ತರ",
        faq_titles=(r"(?:ಪದೇ ಪದೇ|ಆಗಾಗ್ಗೆ|ಹೆಚ್ಚಾಗಿ) ಕೇಳ(?:ಲಾಗುವ|ುವ)|ಪ್ರಶ್ನೋತ್ತರ(?:ಗಳು)?|ಸಾಮಾನ್ಯ ಪ್ರಶ್ನೆಗಳು",),
        calls=(r"ನಿಮ್ಮಲ್ಲಿ .{0,20}ಪ್ರಶ್ನೆ(?:ಗಳು)? (?:ಇವೆಯೇ|ಇದೆಯೇ|ಇದೆಯಾ)|ಸಹಾಯ (?:ಬೇಕೇ|ಬೇಕಾ)",),
    ),
    Language(
        tag="ml",
        name="Malayalam",
        openers="എന്ത് എന്താണ് എന്തുകൊണ്ട് എങ്ങനെ എപ്പോൾ എവിടെ ആര് ഏത് എത്ര",
        asking_words="എന്ത് എന്താണ് എന്തുകൊണ്ട് എങ്ങനെ എപ്പോൾ എവിടെ ആര് ഏത് എത്ര",
        question_labels="ചോദ്യം",
        answer_labels="ഉത്തരം",
        faq_titles=(r"പതിവ(?:ായി|് )ചോദ(?:ിക്കുന്ന|്യങ്ങൾ)|പതിവ് ചോദ്യങ്ങൾ|ചോദ്യോത്തരങ്ങൾ|ചോദ്യങ്ങളും ഉത്തരങ്ങളും",),
        calls=(r"നിങ്ങൾക്ക് .{0,20}ചോദ്യ(?:ങ്ങൾ|ം) ഉണ്ടോ|സഹായം (?:വേണോ|ആവശ്യമുണ്ടോ)",),
    ),
    Language(
        tag="ka",
        name="Georgian",
        openers="როგორ რა რატომ როდის სად ვინ რამდენი რომელი შემიძლია შეიძლება",
        asking_words="როგორ რატომ როდის სად ვინ რამდენი",
        question_labels="კითხვა შეკითხვა",
        answer_labels="პასუხი",
        faq_titles=(r"ხშირად დასმული|კითხვა[- ]პასუხი|კითხვები და პასუხები",),
        calls=(r"გაქვთ .{0,15}(?:კითხვა|შეკითხვა|კითხვები|შეკითხვები)|გჭირდებათ დახმარება",),
    ),
    Language(
        tag="sw",
        name="Swahili",
        # Not among them: lini, which is a line in Indonesian; gani and nini, which are names.
        openers="nini_maana nini_kinatokea nini_hutokea nini_kitatokea nini_tofauti wapi"
        " vipi kwanini ninawezaje naweza kwa_nini jinsi_gani",
        asking_words="kwanini",
        question_labels="swali swali_la",
        answer_labels="jibu jibu_la",
        faq_titles=(r"maswali (?:yanayoulizwa|ya mara kwa mara|na majibu)",),
        calls=(r"(?:je,? )?una (?:maswali|swali)(?: .{1,15})?|(?:je,? )?unahitaji msaada",),
    ),
    Language(
        tag="fil",
        name="Filipino",
        # Neither `saan` alone, which is `I get` in Finnish and Estonian, nor `kailan`, which is a cabbage in Malay.
        openers="paano bakit magkano gaano ano_ang sino_ang saan_ang saan_ako saan_po saan_kayo saan_maaari"
        " saan_pwede saan_puwede saan_matatagpuan saan_makikita saan_mabibili kailan_ang kailan_ako kailan_po"
        " kailan_kayo kailan_maaari kailan_dapat kailan_pwede kailan_puwede kailan_bukas kailan_nagbubukas",
        asking_words="paano bakit magkano gaano",
        question_labels="tanong",
        answer_labels="sagot",
        faq_titles=(
            r"(?:mga )?(?:madalas|karaniwang|kadalasang) .{0,6}(?:itanong|tinatanong|tanong|katanungan)",
            r"mga tanong at sagot",
        ),
        calls=(
            r"may (?:mga )?(?:tanong|katanungan) (?:ka|kayo)(?: ba| pa ba)?",
            r"kailangan (?:(?:mo|ninyo) )?(?:ba )?ng tulong",
        ),
    ),
    Language(
        tag="mk",
        name="Macedonian",
        openers="како што кога каде зошто кој која кои колку дали може",
        question_labels="прашање",
        answer_labels="одговор",
        faq_titles=(r"(?:најчесто|често) (?:поставувани|поставени)|прашања и одговори",),
        stamps="ажурирано последна_промена објавено",
        calls=(r"имате .{0,15}прашањ[ае]|(?:ви|дали ви) (?:е )?треба помош",),
    ),
    Language(
        tag="kk",
        name="Kazakh",
        openers="қалай қандай қашан қайда неге кім қанша қай нені",
        asking_words="қалай қандай қашан қайда неге кім қанша",
        question_labels="сұрақ",
        answer_labels="жауап",
        faq_titles=(r"жиі қойылатын|сұрақ[- ]?жауап|сұрақтар мен жауаптар",),
        calls=(r"(?:сізде )?сұрақтарыңыз .{0,10}бар ма|көмек керек пе",),
    ),
    Language(
        tag="az",
        name="Azerbaijani",
        openers="necə nə niyə harada haradan hansı neçə nə_vaxt nə_qədər",
        asking_words="necə niyə harada haradan hansı neçə",
        question_labels="sual",
        answer_labels="cavab",
        faq_titles=(r"(?:tez-tez|çox) (?:verilən|soruşulan)|sual[- ]cavab|suallar və cavablar",),
        calls=(
            r"(?:başqa |əlavə )?sual(?:ınız|larınız) var(?: mı| ?dır)?",
            r"kömək lazımdır|köməyə ehtiyacınız var(?: mı)?",
        ),
    ),
    Language(
        tag="af",
        name="Afrikaans",
        openers="wat waar wanneer hoe hoekom wie watter hoeveel kan mag moet",
        question_labels="vraag",
        answer_labels="antwoord",
        faq_titles=(r"(?:gereelde|algemene) vrae|vrae (?:en|&) antwoorde",),
        stamps="bygewerk laas_bygewerk opgedateer gepubliseer",
        calls=(r"het (?:jy|u|julle) (?:nog |enige |meer |ander )*vrae(?: .{0,20})?|het jy hulp nodig",),
        see_also=(r"lees ook:",),
        tails=(r"(?:terug )?na bo",),
    ),
    Language(
        tag="gl",
        name="Galician",
        openers="cando onde quen cal cales canto_tempo canto_custa como que podo",
        question_labels="pregunta",
        answer_labels="resposta",
        faq_titles=(r"preguntas (?:máis )?frecuentes|preguntas e respostas",),
        stamps="última_modificación",
        calls=(
            r"(?:aínda )?(?:tes|ten) (?:máis |algunha )*(?:preguntas?|dúbidas?)(?: .{0,20})?",
            r"(?:necesitas|precisas) axuda",
        ),
        see_also=(r"le tamén:",),
        tails=(r"volver arriba",),
    ),
    Language(
        tag="sq",
        name="Albanian",
        openers="kur pse çfarë cili cila kush ku si_mund si_të sa_kushton sa_zgjat a_mund a_ka a_është a_duhet",
        question_labels="pyetje pyetja",
        answer_labels="përgjigje përgjigja",
        faq_titles=(r"pyetjet? (?:më )?(?:të )?(?:shpeshta|shpeshtë|bëra shpesh)|pyetje (?:dhe|e) përgjigje",),
        calls=(r"(?:a )?keni (?:ende |të tjera )?pyetje(?: .{0,20})?|(?:a )?keni nevojë për ndihmë",),
        see_also=(r"lexo(?:ni)? (?:edhe|gjithashtu):",),
    ),
    Language(
        tag="be",
        name="Belarusian",
        openers="як дзе калі чаму хто што колькі куды адкуль які якая якія ці_можна ці_ёсць ці_трэба",
        question_labels="пытанне",
        answer_labels="адказ",
        faq_titles=(r"част(?:ыя|а задаваныя) пытанні|пытанні (?:і|ды) адказы|пытанне[- ]адказ",),
        calls=(r"(?:засталіся|ёсць|маеце|узніклі) (?:яшчэ |іншыя )?пытанні(?: .{0,20})?|(?:вам )?патрэбна дапамога",),
        see_also=(r"чытайце (?:таксама|яшчэ):",),
    ),
    Language(
        tag="hy",
        name="Armenian",
        openers="ինչպես որտեղ երբ ինչու ով ինչ որքան ինչքան որն կարող_եմ",
        question_labels="հարց",
        answer_labels="պատասխան",
        faq_titles=(r"հաճախ տրվող|հարց(?:եր)? (?:և|եւ|ու) պատասխան|հարց[- ]պատասխան",),
    ),
    Language(
        tag="ms",
        name="Malay",
        openers="adakah bolehkah bagaimanakah bilakah mengapakah berapakah siapakah apakah bagaimana mengapa berapa",
        question_labels="soalan",
        answer_labels="jawapan",
        faq_titles=(r"soalan[- ](?:soalan )?(?:lazim|(?:yang )?(?:kerap|sering))|soal[- ]jawab",),
        stamps="dikemas_kini terakhir_dikemas_kini",
        calls=(r"(?:ada|mempunyai) (?:sebarang )?soalan(?: .{0,20})?|(?:anda )?perlukan bantuan",),
        see_also=(r"baca juga:",),
    ),
    Language(
        tag="ne",
        name="Nepali",
        openers="कसरी किन कहिले कति कसले कुन",
        asking_words="कसरी किन कहिले कति कसले",
        faq_titles=(r"(?:बारम्बार|धेरै|प्रायः) सोधि\w+|प्रश्नोत्तर",),
        calls=(r"(?:थप |अन्य |अझै )?(?:प्रश्न|जिज्ञासा)(?:हरू)? छ(?:न्|न)?",),
    ),
    Language(
        tag="uz",
        name="Uzbek",
        openers="qanday qachon qayerda nega kim qancha nima qaysi",
        asking_words="qanday qachon qayerda qancha",
        question_labels="savol",
        answer_labels="javob",
        faq_titles=(r"ko.?p (?:so.?raladigan|beriladigan)|tez-tez (?:so.?raladigan|beriladigan)|savol[- ]javob",),
        calls=(r"(?:yana )?savol(?:ingiz|laringiz)(?: .{0,10})? bormi|yordam kerakmi",),
    ),
    Language(
        tag="mn",
        name="Mongolian",
        openers="хэрхэн хэзээ хаана яагаад хэн ямар хэдэн яаж хэд",
        asking_words="хэрхэн хэзээ хаана яагаад ямар хэдэн яаж",
        question_labels="асуулт",
        answer_labels="хариулт",
        faq_titles=(r"түгээмэл асуу\w+|асуулт[- ,](?:ба )?хариулт",),
    ),
    Language(
        tag="cy",
        name="Welsh",
        # With the words behind them: Beth and Pam are names, faint is English, ble and sut are Norwegian.
        openers="beth_yw beth_sydd beth_fydd pryd_mae pryd_fydd pwy_yw pwy_sy sut_mae sut_alla sut_gallaf ble_mae"
        " ble_alla ble_gallaf pam_mae pam_na faint_o faint_yw faint_mae pa_mor pa_fath sawl_gwaith",
        question_labels="cwestiwn",
        answer_labels="ateb",
        question_names="cwestiwn cwestiynau",
        answer_names="ateb atebion",
        faq_titles=(r"cwestiynau (?:cyffredin|a ofynnir)|cwestiynau ac atebion|cwestiwn ac ateb",),
        calls=(r"oes gen(?:nych| ti) .{0,15}(?:gwestiwn|gwestiynau)(?: .{0,15})?|angen (?:help|cymorth)",),
        tails=(r"(?:yn ôl|nôl) i(?:'r|’r) brig",),
    ),
)  # fmt: skip


def all_words(lists: Iterable[str]) -> frozenset[str]:
    """Return the words of some lists.

    >>> sorted(all_words(language.answer_labels for language in LANGUAGES if language.tag in ("da", "nb", "nl")))
    ['antwoord', 'svar']
    """
    return frozenset(word for words in lists for word in words.split())


def all_phrases(lists: Iterable[str]) -> frozenset[str]:
    """Return the words of some lists, with blanks in those of several words, which the lists join with `_`.

    >>> sorted(all_phrases(language.answer_labels for language in LANGUAGES if language.tag == "vi"))
    ['trả lời', 'đáp']
    """
    return frozenset(word.replace("_", " ") for word in all_words(lists))


def plain_form_of(tables: Iterable[Forms]) -> dict[str, str]:
    """Return the plain form of each word of some tables.

    >>> plain_form_of([{"2": "two"}, {"2": "deux", "3": "trois"}])
    {'2': '2', 'two': '2', 'deux': '2', '3': '3', 'trois': '3'}
    """
    return {word: plain for table in tables for plain, others in table.items() for word in (plain, *others.split())}


class Side(NamedTuple):
    """What a word means that has an opposite."""

    group: str
    """What both sides are called."""
    is_other: bool


def sides_of(tables: Iterable[tuple[str, ...]]) -> dict[str, Side]:
    """Return the side of each word that has an opposite.

    >>> sides_of([("left / right", "legal lawful / illegal")])["lawful"]
    Side(group='legal', is_other=False)
    """
    found: dict[str, Side] = {}
    for line in (line for table in tables for line in table):
        one, _, other = line.partition(" / ")
        group = one.split()[0]
        found |= {word: Side(group, False) for word in one.split()} | {
            word: Side(group, True) for word in other.split()
        }
    return found
