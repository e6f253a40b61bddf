/* One look at a question and its answer: which rules may raise a flag, compiled.

Optional: where this was not built, look.py looks at less. It may name a rule that raises nothing, and must not miss one
that does: tests/validate/test_rules_to_try.py holds it to that. Where a letter of another alphabet might be one of ASCII in
lower case, or anything else is out of the ordinary, it names the rule. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <string.h>

/* The bits of look.py, in its order. */
enum {
    MARKUP = 1 << 0, LIST_MARKER = 1 << 1, CONTEXT = 1 << 2, NO_MARK = 1 << 3, PLACEHOLDER = 1 << 4,
    QUESTION_INSIDE = 1 << 5, REPEATS = 1 << 6, REPLACEMENT = 1 << 7, TITLE = 1 << 8, TRUNCATED = 1 << 9,
    CONTROLS = 1 << 10, MOJIBAKE = 1 << 11, PERSONAL = 1 << 12,
};

/* Of any number that find.py looks for, of one with dots, and of an address of IPv6. */
enum { LEAST_DIGITS = 7, LEAST_DOTTED = 4, WIDEST_GAP = 3, MOST_COLONS = 7 };
/* Of answers that may only hold a place, of sentences that count when they come again (twelve letters of four words), and
of those that are remembered. */
enum { SHORT = 120, SHORTEST_SENTENCE = 15, MOST_SENTENCES = 64 };

/* A text in bytes: a character of ASCII as it is, any other as what it may be part of. Zeros around it let rules look
back and ahead. */
enum { OTHER = 128, QUOTE, ELLIPSIS, FOLDED, DIGIT, PRIVATE, BRACKET, LOST };
enum { MARGIN = 8, MOST_FIXED = 2048 };
typedef unsigned char Byte;
typedef struct {
    Byte *start, *last;
    Byte *bytes, fixed[MOST_FIXED];
} Text;

static int is_letter(Byte c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }
static int is_digit(Byte c) { return (c >= '0' && c <= '9') || c == DIGIT; }
static Byte lower(Byte c) { return c >= 'A' && c <= 'Z' ? c | 32 : c; }

/* Whether a character of ASCII is part of a word. */
static int is_of_word(Byte c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '_'; }

/* Whether a character may be a blank: each of ASCII is up to the usual one, others are not told apart. */
static int may_be_blank(Byte c) { return c <= ' ' || c >= 128; }

/* Whether a character has no other case, and is no blank and no end that `is_end` does not know. */
static int is_ordinary(Byte c) { return c < 128 || c == QUOTE || c == ELLIPSIS; }

/* Whether a character is more than one of ASCII in lower case, or may be one: `fl` as one sign, the sign of Kelvin. */
static int may_fold(Py_UCS4 c)
{
    return c == 0xdf || c == 0x130 || c == 0x131 || c == 0x149 || c == 0x17f || c == 0x1f0 || (c >= 0x1e96 && c <= 0x1e9e)
        || c == 0x212a || (c >= 0xfb00 && c <= 0xfb06);
}

/* What a character may be part of that is not of ASCII. */
static Byte part_of(Py_UCS4 c)
{
    switch (c) {
    case 0x2026: return ELLIPSIS;
    case 0xb0: case 0xba: case 0xff20: case 0xfe6b: return PRIVATE;
    case 0xff08: return BRACKET;
    case 0xfffd: return LOST;
    }
    if (c >= 0x2010 && c <= 0x2027)
        return QUOTE;
    return may_fold(c) ? FOLDED : Py_UNICODE_ISDECIMAL(c) ? DIGIT : OTHER;
}

static int copy(PyObject *text, Text *copied)
{
    Py_ssize_t length = PyUnicode_GET_LENGTH(text);
    int kind = PyUnicode_KIND(text);
    const void *data = PyUnicode_DATA(text);
    copied->bytes = copied->fixed;
    if (length + 2 * MARGIN > MOST_FIXED && (copied->bytes = PyMem_Malloc(length + 2 * MARGIN)) == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    copied->start = copied->bytes + MARGIN;
    copied->last = copied->start + length;
    memset(copied->bytes, 0, MARGIN);
    memset(copied->last, 0, MARGIN);
    if (PyUnicode_IS_ASCII(text))
        memcpy(copied->start, data, length);
    else
        for (Py_ssize_t i = 0; i < length; i++) {
            Py_UCS4 c = PyUnicode_READ(kind, data, i);
            copied->start[i] = c < 128 ? (Byte)c : part_of(c);
        }
    return 0;
}

static void end(Text *copied)
{
    if (copied->bytes != copied->fixed)
        PyMem_Free(copied->bytes);
}

/* A walk over the characters of a text that may be part of something: not letters, commas, quotes. */
enum { AT_ONCE = 256 };
typedef struct {
    const Byte *next, *last; /* those that are not listed yet */
    int at, count;
    const Byte *listed[AT_ONCE];
} Walk;
static Byte matters[256]; /* 1 for these characters */

static void begin(Walk *walk, const Text *text)
{
    walk->next = text->start;
    walk->last = text->last;
    walk->at = walk->count = 0;
}

/* The next of these characters, or NULL. They are listed without a branch, which the processor could not foretell. */
static const Byte *go_on(Walk *walk)
{
    while (walk->at == walk->count) {
        const Byte *c = walk->next, *end = walk->last - c > AT_ONCE ? c + AT_ONCE : walk->last;
        if (c == end)
            return NULL;
        int count = 0;
        for (; c < end; c++) {
            walk->listed[count] = c;
            count += matters[*c];
        }
        walk->next = end;
        walk->at = 0;
        walk->count = count;
    }
    return walk->listed[walk->at++];
}

/* Whether some ASCII letters, in any case, stand here. */
static int stands(const Byte *c, const char *word)
{
    for (; *word; c++, word++)
        if (lower(*c) != (Byte)*word)
            return 0;
    return 1;
}

/* --- signs of markup and personal data --- */

/* PERSONAL if an address of e-mail may go on after a bracket as people spell it: ` (at) `. */
static int may_be_spelled(const Byte *bracket)
{
    const Byte *c = bracket + 1 + (bracket[1] <= ' ');
    Byte next = lower(c[1]);
    int is_so = *c >= 128;
    switch (lower(*c)) {
    case 'a': is_so = next == 't' || next == 'r'; break;
    case 'd': is_so = next == 'o'; break;
    case 'p': is_so = next == 'o' || next == 'u' || next == 'e'; break;
    case 'c': is_so = next == 'h' || next == 'o'; break;
    case '#': case '@': case '.': is_so = 1;
    }
    return is_so ? PERSONAL : 0;
}

/* Whether a name of an address of e-mail may end with a character. */
static int may_end_name(Byte c)
{
    return c >= 128 || is_letter(c) || is_digit(c) || c == '_' || c == '+' || c == '-' || c == '.';
}

/* Whether a number that find.py looks for may begin with a digit. */
static int may_be_number(const Byte *c)
{
    int digits = 0, dots = 0;
    for (int gap = 0; gap <= WIDEST_GAP && !is_letter(*c) && *c != '_' && *c != '\n'; c++) {
        if (is_digit(*c)) {
            gap = 0;
            if (++digits >= (dots ? LEAST_DOTTED : LEAST_DIGITS))
                return 1;
        } else {
            gap++;
            dots |= *c == '.';
        }
    }
    return 0;
}

/* What may be at the first of some digits: a number, or an escape that lost its backslash. */
static int look_at_digits(const Byte *c)
{
    int is_lost_escape = c[-1] == 'u' && (*c == '0' || *c == '2') && c[1] == '0';
    return (may_be_number(c) ? PERSONAL : 0) | (is_lost_escape ? MARKUP : 0);
}

/* What a sign may be part of, in question or answer, by what is around it: of what is left of markup (`[/`, `{{`, `&nbsp;`),
or of personal data, masked or not. `colons` are those before it. */
static int look_at_sign(const Byte *c, int *colons)
{
    Byte next = c[1];
    int is_name = is_letter(next);
    switch (*c) {
    case '\\': return MARKUP;
    case '[': return may_be_spelled(c) | (next == '/' || next == '[' || next >= 128 || is_name ? MARKUP : 0);
    case '{': return may_be_spelled(c) | (next == '{' || next == '%' || next == '$' || is_name ? MARKUP : 0);
    case '<': return may_be_spelled(c) | (next == '%' || next == '?' || next == '!' || next == '/' || is_name ? MARKUP : 0);
    case '&': return may_be_spelled(c) | (next == '#' || is_name ? MARKUP : 0);
    case '(': case BRACKET: return may_be_spelled(c);
    case '%': return (next == '%' || next >= 128 || is_of_word(next) ? MARKUP : 0) | (stands(c, "%40") ? PERSONAL : 0);
    case '$': return next == '{' ? MARKUP : 0;
    case '@': return (next == '@' ? MARKUP : 0) | (may_end_name(c[-1]) ? PERSONAL : 0);
    case '_': return (next == '_' ? MARKUP : 0) | PERSONAL;
    case ';': return c[-1] == 'p' ? MARKUP : 0;
    case ':': return ++*colons >= MOST_COLONS || next == ':' ? PERSONAL : 0;
    case PRIVATE: return PERSONAL;
    case LOST: return REPLACEMENT;
    default: return 0;
    }
}

/* --- words after a blank --- */

static const char *const PRONOUNS[] = {"it", "this", "that", "they", "them", "these", "those", "he", "she", NULL};
/* The second words of all filler. */
static const char *const FILLER[] = {
    "ipsum", "sit amet", "adipis", "sadipscing", "ut labore", "enim", "nostrud", "aute", "sint", "diam", "vero", "clita",
    NULL,
};
/* Bits by hash, set for the first four letters of each. */
static Byte openings_of_filler[1 << 9];

static uint32_t hash_of_four(const Byte *c)
{
    uint32_t four;
    memcpy(&four, c, 4);
    return (four | 0x20202020) * 0x9e3779b1u >> 20;
}

static int may_be_filler(const Byte *c)
{
    uint32_t hash = hash_of_four(c);
    return openings_of_filler[hash / 8] >> hash % 8 & 1;
}

static void add_filler(const Byte *c)
{
    uint32_t hash = hash_of_four(c);
    openings_of_filler[hash / 8] |= (Byte)(1 << hash % 8);
}

static int is_filler(const Byte *c)
{
    for (const char *const *word = FILLER; *word; word++)
        if (stands(c, *word))
            return 1;
    return 0;
}

static int is_pronoun(const Byte *c)
{
    for (const char *const *word = PRONOUNS; *word; word++) {
        if (!stands(c, *word))
            continue;
        Byte after = c[strlen(*word)];
        if (!is_letter(after) && !is_digit(after) && after != '_')
            return 1;
    }
    return 0;
}

/* --- sentences of an answer --- */

/* Where the sentence begins, and the hashes of those before. */
typedef struct {
    const Byte *start;
    int count;
    uint64_t known[MOST_SENTENCES];
} Sentences;

/* A byte eight times. */
#define EIGHT(byte) (0x0101010101010101u * (byte))

/* A hash of some characters in lower case, eight at a time; not all signs are told apart. */
static uint64_t hash_of(const Byte *c, size_t count)
{
    uint64_t hash = count, key = 0x9e3779b97f4a7c15, eight = 0;
    for (; count >= 8; c += 8, count -= 8, key *= 3) {
        memcpy(&eight, c, 8);
        hash += (eight | EIGHT(' ')) * key;
    }
    memcpy(&eight, c, count);
    return hash + (eight | EIGHT(' ')) * key;
}

/* Ends a sentence; returns whether it may have come before. */
static int ends_again(Sentences *sentences, const Byte *end)
{
    const Byte *start = sentences->start;
    sentences->start = end + 1;
    while (start < end && *start <= ' ')
        start++;
    while (start < end && end[-1] <= ' ')
        end--;
    if (end - start < SHORTEST_SENTENCE)
        return 0;
    uint64_t hash = hash_of(start, end - start);
    for (int n = 0; n < sentences->count; n++)
        if (sentences->known[n] == hash)
            return 1;
    if (sentences->count == MOST_SENTENCES)
        return 1;
    sentences->known[sentences->count++] = hash;
    return 0;
}

static int is_end(Byte c) { return c == '.' || c == '!' || c == '?' || c == '\n' || c == ELLIPSIS; }

/* Whether each letter comes an even number of times, as in a text that is there twice: then the xor of all is 0. */
static int may_be_two_halves(const Text *text)
{
    uint64_t all = 0, eight, first = EIGHT(0x80);
    for (const Byte *c = text->start; c < text->last; c += 8) {
        memcpy(&eight, c, 8);
        uint64_t lower = (eight | EIGHT(' ')) & ~first;
        uint64_t letters = (lower + EIGHT(0x80 - 'a')) & ~(lower + EIGHT(0x7F - 'z')) & ~eight & first;
        all ^= lower & (letters - (letters >> 7));
    }
    all ^= all >> 32;
    all ^= all >> 16;
    return !((all ^ all >> 8) & 0x7f);
}

/* Whether the letters of a text are some letters and the same once more, in any case. */
static int is_two_halves(const Text *text)
{
    Py_ssize_t count = 0, half = 0;
    for (const Byte *c = text->start; c < text->last; c++)
        count += is_of_word(*c);
    const Byte *one = text->start, *other = one;
    while (half < count / 2)
        half += is_of_word(*other++);
    for (; half > 0; half--, one++, other++) {
        while (!is_of_word(*one))
            one++;
        while (!is_of_word(*other))
            other++;
        if (lower(*one) != lower(*other))
            return 0;
    }
    return count && count % 2 == 0;
}

/* --- question and answer --- */

static int look_at_question(const Text *text, int *colons)
{
    int found = text->last[-1] == '?' ? 0 : NO_MARK;
    Walk walk;
    begin(&walk, text);
    for (const Byte *c; (c = go_on(&walk)) != NULL;) {
        if (*c == ' ')
            found |= is_pronoun(c + 1) ? CONTEXT : 0;
        else if (is_digit(*c))
            found |= is_digit(c[-1]) ? 0 : look_at_digits(c);
        else
            found |= look_at_sign(c, colons) | (*c == FOLDED ? CONTEXT : 0);
    }
    return found;
}

static int opens_as_item(const Text *text)
{
    const Byte *first = text->start;
    for (const Byte *c = first + 1; *first == lower(*first) && c < first + 6 && c + 1 < text->last; c++)
        if ((*c == '.' || *c == ')') && may_be_blank(c[1]))
            return 1;
    return 0;
}

enum { MOST_CLOSING = 32 }; /* signs (chosen) that are passed over */

/* Whether an ellipsis is here that may be the beginning or end of a line, or after a sentence. */
static int may_be_truncated(const Byte *c)
{
    int width = *c == ELLIPSIS ? 1 : *c != '.' ? 0 : stands(c, "...") ? 3 : stands(c, ". . .") ? 5 : 0;
    if (!width)
        return 0;
    if (!c[-1] || c[-1] == '\n' || (may_be_blank(c[-1]) && (may_be_blank(c[-2]) || is_end(c[-2]))))
        return 1;
    const Byte *most = c + width + MOST_CLOSING;
    for (c += width; *c == '.' || *c == '"' || *c == '\'' || *c == ')' || *c == ']' || *c == ' ' || *c == QUOTE; c++)
        if (c == most) /* so that a text of these alone takes no square */
            return 1;
    return !*c || *c == '\n';
}

/* Whether the line that ends here may ask, or be a title where it is the first. */
static int look_at_line(const Byte *end, int is_first)
{
    Byte last = end[-1];
    int is_sentence = last == '.' || last == ',' || last == '!' || last == ':';
    return (last == '?' ? QUESTION_INSIDE : 0) | (is_first && !is_sentence ? TITLE : 0);
}

static int look_at_answer(const Text *text, int *colons)
{
    int found = (text->last - text->start <= SHORT ? PLACEHOLDER : 0) | (opens_as_item(text) ? LIST_MARKER : 0);
    int lines = 0, is_of_others = 0; /* line ends, and whether other characters than the usual are there */
    Sentences sentences;
    sentences.start = text->start;
    sentences.count = 0;
    Walk walk;
    begin(&walk, text);
    for (const Byte *c; (c = go_on(&walk)) != NULL;) {
        if (*c == ' ')
            found |= may_be_filler(c + 1) && is_filler(c + 1) ? PLACEHOLDER : 0;
        else if (is_digit(*c)) {
            found |= (is_digit(c[-1]) ? 0 : look_at_digits(c)) | (*c == DIGIT ? REPEATS : 0);
            is_of_others |= *c == DIGIT;
        } else if (is_end(*c)) {
            found |= (may_be_truncated(c) ? TRUNCATED : 0) | (ends_again(&sentences, c) ? REPEATS : 0);
            found |= *c == '\n' ? look_at_line(c, lines++ == 0) : 0;
        } else {
            found |= look_at_sign(c, colons) | (*c == FOLDED ? PLACEHOLDER : 0);
            found |= !is_ordinary(*c) || stands(c, "```") ? REPEATS : 0;
            is_of_others |= !is_ordinary(*c);
        }
    }
    if (lines) /* the marks of other scripts are not told apart */
        found |= look_at_line(text->last, 0) | (is_of_others ? QUESTION_INSIDE | TITLE : 0);
    return found | (ends_again(&sentences, text->last) || (may_be_two_halves(text) && is_two_halves(text)) ? REPEATS : 0);
}

/* --- both as the page has them --- */

static int is_control_of_ascii(unsigned char c) { return ((c < ' ') & ((c < 9) | (c > 13))) | (c == 0x7f); }

static int is_control(Py_UCS4 c)
{
    return (c < 128 && is_control_of_ascii((unsigned char)c)) || (c >= 0x80 && c < 0xa0) || c == 0x61c || c == 0x200e
        || c == 0x200f || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static int look_at_raw(PyObject *text)
{
    int found = 0, is_other = 0, kind = PyUnicode_KIND(text);
    const void *data = PyUnicode_DATA(text);
    Py_ssize_t length = PyUnicode_GET_LENGTH(text);
    if (PyUnicode_IS_ASCII(text)) { /* the same, some characters at once */
        unsigned char any = 0;
        for (Py_ssize_t i = 0; i < length; i++)
            any |= (unsigned char)is_control_of_ascii(((const Py_UCS1 *)data)[i]);
        return any ? CONTROLS : 0;
    }
    for (Py_ssize_t i = 0; i < length; i++) {
        Py_UCS4 c = PyUnicode_READ(kind, data, i);
        if (c >= ' ' && c < 0x7f) {
            is_other = 0;
            continue;
        }
        if (is_control(c))
            found |= CONTROLS;
        if (c >= 128 && is_other)
            found |= MOJIBAKE;
        is_other = c >= 128;
    }
    return found;
}

static PyObject *look(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count)
{
    if (count != 3 || !PyUnicode_Check(args[0]) || !PyUnicode_Check(args[1]) || !PyUnicode_Check(args[2])) {
        PyErr_SetString(PyExc_TypeError, "look takes a question, its answer, and both before cleaning");
        return NULL;
    }
    int found = look_at_raw(args[2]), colons = 0;
    Text text;
    for (int n = 0; n < 2; n++) {
        if (copy(args[n], &text) < 0)
            return NULL;
        found |= n ? look_at_answer(&text, &colons) : look_at_question(&text, &colons);
        end(&text);
    }
    return PyLong_FromLong(found);
}

static PyMethodDef functions[] = {
    {"look", (PyCFunction)(void (*)(void))look, METH_FASTCALL,
     "look(question, answer, raw)\n--\n\nReturn which rules may raise a flag, as bits in the order of `look.RULES`."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "_look", "One look at a question and its answer, compiled.", 0, functions,
    NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__look(void)
{
    for (int c = 0; c < 256; c++)
        matters[c] = (c >= 128 && c != QUOTE) || is_digit((Byte)c) || (c && strchr(" .!?\n\\[{<&(%$@_;:`", c));
    for (const char *const *word = FILLER; *word; word++)
        add_filler((const Byte *)*word);
    return PyModule_Create(&module);
}
