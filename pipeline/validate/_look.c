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
/* Of answers that may only hold a place, of sentences that count when they come again (letters: in words of twelve
characters each second may be an apostrophe), and of what is remembered. */
enum { SHORT = 120, LEAST_LETTERS = 6, MOST_SENTENCES = 64, MOST_LETTERS = 4096 };

/* A text with some zeros after it, so that rules may look ahead. */
enum { MARGIN = 3, MOST_FIXED = 2048 };
typedef struct {
    Py_UCS4 *chars;
    Py_ssize_t length;
    Py_UCS4 fixed[MOST_FIXED];
} Text;

static int copy(PyObject *text, Text *copied)
{
    copied->length = PyUnicode_GET_LENGTH(text);
    copied->chars = copied->fixed;
    if (copied->length > MOST_FIXED - MARGIN) {
        copied->chars = PyMem_New(Py_UCS4, copied->length + MARGIN);
        if (copied->chars == NULL) {
            PyErr_NoMemory();
            return -1;
        }
    }
    memset(copied->chars + copied->length, 0, MARGIN * sizeof(Py_UCS4));
    return PyUnicode_AsUCS4(text, copied->chars, copied->length, 0) ? 0 : -1;
}

static void end(Text *copied)
{
    if (copied->chars != copied->fixed)
        PyMem_Free(copied->chars);
}

/* The character at a place, up to MARGIN - 1 after the last. */
static inline Py_UCS4 at(const Text *text, Py_ssize_t i) { return text->chars[i]; }

static int is_letter(Py_UCS4 c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }
static int is_digit(Py_UCS4 c) { return c >= '0' && c <= '9'; }
static Py_UCS4 lower(Py_UCS4 c) { return c >= 'A' && c <= 'Z' ? c | 32 : c; }

/* Whether a character may be a blank: each of ASCII is up to the usual one, others are not told apart. */
static int may_be_blank(Py_UCS4 c) { return c <= ' ' || c >= 128; }

/* Whether some ASCII letters, in any case, stand at a place. */
static int stands(const Text *text, Py_ssize_t i, const char *word)
{
    for (; *word; i++, word++)
        if (lower(at(text, i)) != (Py_UCS4)*word)
            return 0;
    return 1;
}

/* Whether a character is more than one of ASCII in lower case, or may be one: `fl` as one sign, the sign of Kelvin. */
static int may_fold(Py_UCS4 c)
{
    return c == 0xdf || c == 0x130 || c == 0x131 || c == 0x149 || c == 0x17f || c == 0x1f0 || (c >= 0x1e96 && c <= 0x1e9e)
        || c == 0x212a || (c >= 0xfb00 && c <= 0xfb06);
}

/* --- signs of markup and personal data --- */

/* Whether a sign may begin what is left of markup, by what comes after it: `[/`, `{{`, `&nbsp;`. */
static int may_be_markup(const Text *text, Py_ssize_t i)
{
    Py_UCS4 next = at(text, i + 1);
    switch (at(text, i)) {
    case '\\': return 1;
    case '[': return next == '/' || next == '[' || next >= 128 || is_letter(next);
    case '{': return next == '{' || next == '%' || next == '$' || is_letter(next);
    case '<': return next == '%' || next == '?' || next == '!' || next == '/' || is_letter(next);
    case '&': return next == '#' || is_letter(next);
    case '%': return next == '%' || next == '_' || next >= 128 || is_letter(next) || is_digit(next);
    case '$': return next == '{';
    case '@': return next == '@';
    case '_': return next == '_';
    case ';': return i > 0 && at(text, i - 1) == 'p';
    default: return 0;
    }
}

/* Whether an address of e-mail may go on after a bracket as people spell it: ` (at) `. */
static int may_be_spelled(const Text *text, Py_ssize_t i)
{
    Py_UCS4 c = at(text, i + 1);
    if (c <= ' ' && i + 1 < text->length)
        c = at(text, ++i + 1);
    Py_UCS4 next = lower(at(text, i + 2));
    switch (lower(c)) {
    case 'a': return next == 't' || next == 'r';
    case 'd': return next == 'o';
    case 'p': return next == 'o' || next == 'u' || next == 'e';
    case 'c': return next == 'h' || next == 'o';
    case '#': case '@': case '.': return 1;
    default: return c >= 128;
    }
}

/* Whether a name of an address of e-mail may end before a place. */
static int may_end_name(const Text *text, Py_ssize_t i)
{
    Py_UCS4 c = i > 0 ? at(text, i - 1) : 0;
    return c >= 128 || is_letter(c) || is_digit(c) || c == '_' || c == '+' || c == '-' || c == '.';
}

/* Whether a sign may be part of personal data, masked or not; `colons` are those before it. */
static int may_be_personal(const Text *text, Py_ssize_t i, int *colons)
{
    switch (at(text, i)) {
    case '_': case 0xb0: case 0xba: case 0xff20: case 0xfe6b: return 1;
    case '@': return may_end_name(text, i);
    case '%': return stands(text, i, "%40");
    case '(': case '[': case '{': case '<': case '&': case 0xff08: return may_be_spelled(text, i);
    case ':': return ++*colons >= MOST_COLONS || at(text, i + 1) == ':';
    default: return 0;
    }
}

/* A row of digits and signs: digits and dots in it, and signs since the last digit. */
typedef struct {
    int digits, dots, gap;
} Row;

/* Goes on to a character that is no letter; returns whether the row may be a number that find.py looks for. */
static int goes_on_as_number(Row *row, Py_UCS4 c)
{
    if (is_digit(c) || (c >= 128 && Py_UNICODE_ISDECIMAL(c))) {
        row->gap = 0;
        return ++row->digits >= (row->dots ? LEAST_DOTTED : LEAST_DIGITS);
    }
    if (c == '_' || c == '\n' || ++row->gap > WIDEST_GAP)
        row->digits = row->dots = 0;
    else if (c == '.' && row->digits)
        row->dots = 1;
    return 0;
}

/* --- words after a blank --- */

static const char *const PRONOUNS[] = {"it", "this", "that", "they", "these", "those", "he", "she", NULL};
/* The second words of all filler. */
static const char *const FILLER[] = {
    "ipsum", "sit amet", "adipis", "sadipscing", "ut labore", "enim", "nostrud", "aute", "sint", "diam", "vero", "clita",
    NULL,
};
/* The second letters that they have after each first one, a bit each. */
static uint32_t seconds_of_filler[128];

static uint32_t bit_of(Py_UCS4 letter) { return 1u << (letter & 31); }

static int is_pronoun(const Text *text, Py_ssize_t i)
{
    for (const char *const *word = PRONOUNS; *word; word++) {
        if (!stands(text, i, *word))
            continue;
        Py_UCS4 after = at(text, i + (Py_ssize_t)strlen(*word));
        if (!is_letter(after) && !is_digit(after) && after != '_')
            return 1;
    }
    return 0;
}

static int is_filler(const Text *text, Py_ssize_t i)
{
    Py_UCS4 first = lower(at(text, i));
    if (first >= 128 || !(seconds_of_filler[first] & bit_of(at(text, i + 1))))
        return 0;
    for (const char *const *word = FILLER; *word; word++)
        if (stands(text, i, *word))
            return 1;
    return 0;
}

/* --- sentences of an answer --- */

/* All letters, digits and underscores, in lower case, where those of the sentence begin, and the hashes of those before. */
typedef struct {
    uint64_t known[MOST_SENTENCES];
    int count; /* of hashes */
    size_t start, letter_count;
    unsigned char letters[MOST_LETTERS];
} Sentences;

/* The hash of some letters, eight at a time. */
static uint64_t hash_of(const unsigned char *letters, size_t count)
{
    uint64_t hash = count, eight = 0;
    for (; count; letters += sizeof(eight), count -= count < sizeof(eight) ? count : sizeof(eight)) {
        memcpy(&eight, letters, count < sizeof(eight) ? count : sizeof(eight));
        hash = (hash ^ eight) * 0x9e3779b97f4a7c15;
        hash ^= hash >> 32;
    }
    return hash;
}

/* Ends a sentence; returns whether it may have come before. */
static int ends_again(Sentences *sentences)
{
    size_t count = sentences->letter_count - sentences->start;
    uint64_t hash = hash_of(sentences->letters + sentences->start, count);
    sentences->start = sentences->letter_count;
    if (count < LEAST_LETTERS)
        return 0;
    for (int n = 0; n < sentences->count; n++)
        if (sentences->known[n] == hash)
            return 1;
    if (sentences->count == MOST_SENTENCES)
        return 1;
    sentences->known[sentences->count++] = hash;
    return 0;
}

static int is_end(Py_UCS4 c) { return c == '.' || c == '!' || c == '?' || c == '\n' || c == 0x2026; }

/* Whether a character has no other case, and is no blank and no end that `is_end` does not know. */
static int is_ordinary(Py_UCS4 c) { return c < 128 || (c >= 0x2010 && c <= 0x2027); }

/* Goes on to one of these; returns whether there were too many. */
static int goes_on_too_long(Sentences *sentences, Py_UCS4 c)
{
    if (sentences->letter_count == MOST_LETTERS)
        return 1;
    sentences->letters[sentences->letter_count++] = (unsigned char)c;
    return 0;
}

/* Goes on to another character; returns whether the answer may say something twice, as far as it is known. */
static int may_repeat(Sentences *sentences, const Text *text, Py_ssize_t i)
{
    Py_UCS4 c = at(text, i);
    if (!is_ordinary(c) || (c == '`' && stands(text, i, "```")))
        return 1;
    return is_end(c) && ends_again(sentences);
}

static int is_two_halves(const Sentences *sentences)
{
    size_t count = sentences->letter_count;
    return count && count % 2 == 0 && !memcmp(sentences->letters, sentences->letters + count / 2, count / 2);
}

/* --- question and answer --- */

static int opens_as_item(const Text *text)
{
    Py_UCS4 first = at(text, 0);
    for (Py_ssize_t i = 1; first == lower(first) && i < 6 && i + 1 < text->length; i++)
        if ((at(text, i) == '.' || at(text, i) == ')') && may_be_blank(at(text, i + 1)))
            return 1;
    return 0;
}

/* What any character but a letter may be part of, in question or answer. */
static int look_for_signs(const Text *text, Py_ssize_t i, Row *row, int *colons)
{
    return (may_be_markup(text, i) ? MARKUP : 0) | (may_be_personal(text, i, colons) ? PERSONAL : 0)
        | (goes_on_as_number(row, at(text, i)) ? PERSONAL : 0) | (at(text, i) == 0xfffd ? REPLACEMENT : 0);
}

static int is_lost_escape(const Text *text, Py_ssize_t i)
{
    return at(text, i) == 'u' && (at(text, i + 1) == '0' || at(text, i + 1) == '2') && at(text, i + 2) == '0';
}

static int look_at_question(const Text *text, int *colons)
{
    int found = text->length && at(text, text->length - 1) == '?' ? 0 : NO_MARK;
    Row row = {0, 0, 0};
    for (Py_ssize_t i = 0; i < text->length; i++) {
        Py_UCS4 c = at(text, i);
        if (is_letter(c)) {
            row.digits = row.dots = 0;
            found |= is_lost_escape(text, i) ? MARKUP : 0;
        }
        else if (c == ' ')
            found |= (is_pronoun(text, i + 1) ? CONTEXT : 0) | (goes_on_as_number(&row, c) ? PERSONAL : 0);
        else
            found |= look_for_signs(text, i, &row, colons) | (may_fold(c) ? CONTEXT : 0);
    }
    return found;
}

/* What some character of an answer but letters and blanks may be part of there. */
static int look_at_sign(const Text *text, Py_ssize_t i)
{
    switch (at(text, i)) {
    case '.': return stands(text, i, "...") || stands(text, i, ". . .") ? TRUNCATED : 0;
    case 0x2026: return TRUNCATED;
    default: return may_fold(at(text, i)) ? PLACEHOLDER : 0;
    }
}

/* Whether the line that ends before a place may ask, or be a title where it is the first. */
static int look_at_line(const Text *text, Py_ssize_t end, int is_first)
{
    Py_UCS4 last = end > 0 ? at(text, end - 1) : 0;
    int is_sentence = last == '.' || last == ',' || last == '!' || last == ':';
    return (last == '?' ? QUESTION_INSIDE : 0) | (is_first && !is_sentence ? TITLE : 0);
}

static int look_at_answer(const Text *text, int *colons)
{
    int lines = 0, is_of_others = 0; /* line ends, and whether other characters than the usual are there */
    int found = (text->length <= SHORT ? PLACEHOLDER : 0) | (opens_as_item(text) ? LIST_MARKER : 0);
    Row row = {0, 0, 0};
    Sentences sentences;
    sentences.count = 0;
    sentences.start = sentences.letter_count = 0;
    for (Py_ssize_t i = 0; i < text->length; i++) {
        Py_UCS4 c = at(text, i);
        if (is_letter(c)) {
            row.digits = row.dots = 0;
            found |= is_lost_escape(text, i) ? MARKUP : 0;
            found |= goes_on_too_long(&sentences, lower(c)) ? REPEATS : 0;
        }
        else if (c == ' ')
            found |= (is_filler(text, i + 1) ? PLACEHOLDER : 0) | (goes_on_as_number(&row, c) ? PERSONAL : 0);
        else {
            found |= look_for_signs(text, i, &row, colons) | look_at_sign(text, i);
            found |= c == '\n' ? look_at_line(text, i, lines++ == 0) : 0;
            is_of_others |= !is_ordinary(c);
            int is_of_word = is_digit(c) || c == '_';
            found |= (is_of_word ? goes_on_too_long(&sentences, c) : may_repeat(&sentences, text, i)) ? REPEATS : 0;
        }
    }
    if (lines) /* the marks of other scripts are not told apart */
        found |= look_at_line(text, text->length, 0) | (is_of_others ? QUESTION_INSIDE | TITLE : 0);
    return found | (ends_again(&sentences) || is_two_halves(&sentences) ? REPEATS : 0);
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
    for (const char *const *word = FILLER; *word; word++)
        seconds_of_filler[(int)**word] |= bit_of((Py_UCS4)(*word)[1]);
    return PyModule_Create(&module);
}
