"""The words that guards know: function words, numbers, units and negations, each in its plain form."""

from __future__ import annotations

FUNCTION_WORDS = frozenset(
    "a an the this that these those"
    " i me my mine myself we us our ours ourselves you your yours yourself"
    " it its itself they them their theirs themselves"
    " be am is are been being do does doing done has have having"
    " of in on at for by as about to into onto with and what which s".split()
)
"""English words that do not change what a question asks. Not among them: who, when, where, why, how, many, much;
he and she; what may, must and should be done; the past; from, or, than, before and after."""

LETTERED = frozenset(
    "vitamin hepatitis influenza type group grade class part plan phase stage level category factor protein omega"
    " section chapter schedule tier model title war series form unit route line zone appendix medicare titan".split()
)
"""Words that a letter names a kind of: `a` behind them is no article and `i` no pronoun."""

DIRECTIONS = frozenset("to from into than over under versus vs before after between per".split())
"""Words of a question that make the order of its words count: `PDF to Word` is not `Word to PDF`."""

NO_PLURALS = frozenset("news aids arms customs glasses goods lens means series species thus windows".split())
"""Words in -s that are not the plural of the word without it."""


def _table(lines: str) -> dict[str, str]:
    """Each word of a line stands for the line's first one."""
    return {word: line.split()[0] for line in lines.strip().split("\n") for word in line.split()}


SAME = _table(
    """
    he him his himself
    she her hers herself
    did was were had
    can could
    should ought
    vs versus
    """
)
"""Forms of one word that is neither a function word nor a plural."""

NUMBERS = _table(
    """
    0 zero null
    1 one
    1st first
    2 two zwei deux dois duas twee два две
    2x twice
    3 three drei trois tres três drie три
    4 four vier quatre cuatro quattro quatro четыре
    5 five fünf cinq cinco cinque vijf пять
    6 six sechs seis zes шесть
    7 seven sieben sept siete sette sete zeven семь
    8 eight acht huit ocho otto oito восемь
    9 nine neun neuf nueve nove negen девять
    10 ten zehn diez dieci dez tien десять
    11 eleven onze undici
    12 twelve zwölf douze doce dodici doze twaalf
    13 thirteen dreizehn treize trece tredici treze dertien
    14 fourteen vierzehn quatorze catorce quattordici catorze veertien
    15 fifteen fünfzehn quinze quince quindici vijftien
    16 sixteen
    17 seventeen
    18 eighteen
    19 nineteen
    20 twenty zwanzig vingt veinte venti vinte twintig
    30 thirty dreißig dreissig trente treinta trenta trinta dertig
    40 forty vierzig quarante cuarenta quaranta quarenta veertig
    50 fifty fünfzig cinquante cincuenta cinquanta cinquenta vijftig
    60 sixty sechzig
    70 seventy
    80 eighty
    90 ninety
    100 hundred hundreds hundert cien cento honderd
    1000 thousand thousands tausend mille mil duizend
    1000000 million millions
    1000000000 billion billions
    1/2 half
    1/3 third
    1/4 quarter
    """
)
NUMBER_LETTERS = frozenset("〇二三四五六七八九十百千万億亿两")
"""Numbers of scripts without spaces. Not `one`: it stands in too many other words."""

UNITS = _table(
    """
    second seconds sec secs sekunde sekunden seconde secondes segundo segundos secondo secondi
    minute minutes mins minuten minuto minutos minuti minuut
    hour hours hr hrs stunde stunden heure heures hora horas uur uren
    day days daily tage tagen jour jours día días giorno giorni dia dias dag dagen
    week weeks weekly wk wks woche wochen semaine semaines semana semanas settimana settimane weken
    month months monthly monat monate monaten mois meses mese mesi mês maand maanden
    year years yearly yr yrs annual annually jahr jahre jahren année années año años anno anni ano anos jaar jaren
    decade decades
    century centuries
    mg milligram milligrams
    mcg microgram micrograms µg μg
    gram grams gramme grammes gramm gramo gramos
    kg kilogram kilograms kilo kilos kgs
    ton tons tonne tonnes
    ounce ounces oz
    lb lbs
    pound pounds
    ml milliliter milliliters millilitre millilitres
    litre litres liter liters
    gallon gallons
    teaspoon teaspoons tsp
    tablespoon tablespoons tbsp
    cup cups
    mm millimeter millimeters millimetre millimetres
    cm centimeter centimeters centimetre centimetres
    meter meters metre metres
    km kilometer kilometers kilometre kilometres kms
    mile miles
    mph
    kmh kph
    inch inches
    foot feet ft
    yard yards
    acre acres
    hectare hectares
    degree degrees °
    celsius
    fahrenheit
    kcal
    calorie calories
    kwh
    watt watts kw
    volt volts
    hz khz mhz ghz
    kb
    mb megabyte megabytes
    gb gigabyte gigabytes
    tb terabyte terabytes
    % percent
    ‰
    $ usd dollar dollars
    € eur euro euros
    £ gbp
    ¥ yen jpy
    ₹ inr rupee rupees
    cents ¢
    psi
    january jan
    february feb
    march
    april
    june
    july
    august
    september sept
    october
    november
    december
    monday
    tuesday
    wednesday
    thursday
    friday
    saturday
    sunday
    """
)
SHORT_UNITS = _table(
    """
    second s
    minute min
    hour h
    gram g
    meter m
    litre l
    celsius c
    fahrenheit f
    °
    day d
    week w
    month mo
    year y 年 歳 岁
    month 月
    week 周 週
    day 日 天
    hour 時 时
    minute 分
    second 秒
    am
    pm
    bar
    """
)
"""Units only right behind a number."""

OPPOSITES = frozenset(
    "allowed permitted forbidden prohibited legal lawful illegal unlawful minimum maximum before after more fewer less"
    " increase increased decrease decreased higher lower above below always often sometimes rarely seldom true false"
    " dominant recessive safe unsafe dangerous possible impossible".split()
)
"""Words that turn an answer round: one for another says something else."""
NEGATIONS = _table(
    """
    not isnt arent wasnt werent dont doesnt didnt cant couldnt shouldnt wouldnt hasnt havent hadnt aint
    no
    never
    none
    nobody
    nothing
    nowhere
    neither
    nor
    without
    hardly
    unable
    nicht
    kein keine keinen keinem keiner keines
    nie niemals
    ohne
    weder
    ne pas n'
    jamais
    sans
    aucun aucune
    inte ej
    ikke
    değil
    لا
    لم
    لن
    ليس
    नहीं
    मत
    nunca jamás
    ningún ninguno ninguna
    tampoco
    non
    senza
    nessuno nessuna nessun
    não
    sem
    nem
    niet
    geen
    nooit
    zonder
    не
    нет
    ни
    без
    никогда
    不
    没 沒
    無 无
    未
    非
    勿
    別 别
    """
)
