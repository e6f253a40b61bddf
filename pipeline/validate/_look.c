/* One look at a question and its answer: which rules may raise a flag, compiled.

Optional: where this was not built, look.py looks at less. It may name a rule that raises nothing, and must not miss one
that does: tests/validate/test_rules_to_try.py holds it to that. Where a letter of another alphabet might be one of ASCII in
lower case, or anything else is out of the ordinary, it names the rule. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <string.h>

/* The bits of look.py, in its order. */
enum {
    MARKUP = 1 << 0, LIST_MARKER = 1 << 1, CONTEXT = 1 << 2, NO_MARK = 1 << 3, PLACEHOLDER = 1 << 4,
    QUESTION_INSIDE = 1 << 5, REPEATS = 1 << 6, REPLACEMENT = 1 << 7, TITLE = 1 << 8, TRUNCATED = 1 << 9,
    CONTROLS = 1 << 10, MOJIBAKE = 1 << 11, PERSONAL = 1 << 12,
};

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

enum { OF_MARKUP = 1, OF_SPELLING = 2 };
enum { SHORTEST_NUMBER = 6, LEAST_DIGITS = 4, WIDEST_GAP = 3 }; /* of any number that find.py looks for */
static unsigned char signs[128]; /* what a sign of ASCII may be part of */

static void set_signs(const char *those, int bit)
{
    for (; *those; those++)
        signs[(int)*those] = (unsigned char)(signs[(int)*those] | bit);
}

/* Whether an address of e-mail may go on after a bracket as people spell it: ` (at) `. */
static int may_be_spelled(const Text *text, Py_ssize_t i)
{
    Py_UCS4 c = at(text, i + 1);
    if (i + 1 < text->length && may_be_blank(c))
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

/* The rules that look for signs in both texts; `colons` are those of both. */
static int look_for_signs(const Text *text, int *colons)
{
    int found = 0;
    int row = 0, digits = 0, gap = 0; /* characters and digits of a row without letters, and signs since the last */
    for (Py_ssize_t i = 0; i < text->length; i++) {
        Py_UCS4 c = at(text, i);
        if (is_letter(c)) {
            row = digits = 0;
            if (c == 'u' && (at(text, i + 1) == '0' || at(text, i + 1) == '2') && at(text, i + 2) == '0')
                found |= MARKUP;
            continue;
        }
        int is_of_number = is_digit(c) || (c >= 128 && Py_UNICODE_ISDECIMAL(c));
        if (c == '_' || c == '\n' || (!is_of_number && ++gap > WIDEST_GAP))
            row = digits = 0;
        else if (row || is_of_number)
            row++;
        if (is_of_number) {
            gap = 0;
            if (++digits >= LEAST_DIGITS && row >= SHORTEST_NUMBER)
                found |= PERSONAL;
        }
        if (c < 128) {
            if (signs[c] & OF_MARKUP)
                found |= MARKUP;
            if (signs[c] & OF_SPELLING && may_be_spelled(text, i))
                found |= PERSONAL;
            if (c == '@' || c == '_' || (c == '%' && stands(text, i, "%40")))
                found |= PERSONAL;
            if (c == ':' && (++*colons >= 7 || at(text, i + 1) == ':'))
                found |= PERSONAL;
        }
        else if (c == 0xb0 || c == 0xba || c == 0xff20 || c == 0xfe6b)
            found |= PERSONAL;
        else if (c == 0xfffd)
            found |= REPLACEMENT;
    }
    return found;
}

/* --- the question --- */

static const char *const PRONOUNS[] = {"it", "this", "that", "they", "these", "those", "he", "she"};

static int is_pronoun(const Text *text, Py_ssize_t i)
{
    for (size_t n = 0; n < sizeof(PRONOUNS) / sizeof(*PRONOUNS); n++) {
        if (!stands(text, i, PRONOUNS[n]))
            continue;
        Py_UCS4 after = at(text, i + (Py_ssize_t)strlen(PRONOUNS[n]));
        if (!is_letter(after) && !is_digit(after) && after != '_')
            return 1;
    }
    return 0;
}

static int look_at_question(const Text *text)
{
    int found = text->length && at(text, text->length - 1) == '?' ? 0 : NO_MARK;
    for (Py_ssize_t i = 0; i < text->length; i++) {
        Py_UCS4 c = at(text, i);
        if (c == ' ' ? is_pronoun(text, i + 1) : may_fold(c))
            return found | CONTEXT;
    }
    return found;
}

/* --- the answer --- */

enum { SHORT = 120, LEAST_SHOWN = 12, MOST_SENTENCES = 64, MOST_LETTERS = 4096 };

/* The second words of all filler, which a blank comes before. */
static const char *const FILLER[] = {
    "ipsum", "sit amet", "adipis", "sadipscing", "ut labore", "enim", "nostrud", "aute", "sint", "diam", "vero", "clita",
};

static char opens_filler[128];

static int is_filler(const Text *text, Py_ssize_t i)
{
    Py_UCS4 first = lower(at(text, i));
    for (size_t n = 0; first < 128 && opens_filler[first] && n < sizeof(FILLER) / sizeof(*FILLER); n++)
        if (stands(text, i, FILLER[n]))
            return 1;
    return 0;
}

static int opens_as_item(const Text *text)
{
    Py_UCS4 first = at(text, 0);
    for (Py_ssize_t i = 1; first == lower(first) && i < 6 && i + 1 < text->length; i++)
        if ((at(text, i) == '.' || at(text, i) == ')') && may_be_blank(at(text, i + 1)))
            return 1;
    return 0;
}

/* The sentences of an answer, by hashes of their characters in lower case. */
typedef struct {
    unsigned long long hash, shown, known[MOST_SENTENCES];
    int length, count; /* characters of this one but blanks, and how many of some length came before it */
} Sentences;

static void go_on(Sentences *sentences, Py_UCS4 c)
{
    sentences->hash = (sentences->hash ^ c) * 1099511628211ULL;
    if (c > ' ') {
        sentences->shown = sentences->hash;
        sentences->length++;
    }
    else if (!sentences->length)
        sentences->hash = 0;
}

/* Ends a sentence; returns whether it may have come before. */
static int ends_again(Sentences *sentences)
{
    int is_again = 0;
    if (sentences->length >= LEAST_SHOWN) {
        for (int n = 0; n < sentences->count; n++)
            is_again |= sentences->known[n] == sentences->shown;
        if (sentences->count == MOST_SENTENCES)
            is_again = 1;
        else
            sentences->known[sentences->count++] = sentences->shown;
    }
    sentences->hash = 0;
    sentences->length = 0;
    return is_again;
}

static int is_end(Py_UCS4 c) { return c == '.' || c == '!' || c == '?' || c == '\n' || c == 0x2026; }

/* Whether a character has no other case, and is no blank and no end that `is_end` does not know. */
static int is_ordinary(Py_UCS4 c) { return c < 128 || (c >= 0x2010 && c <= 0x2027); }

/* Whether an answer may say something twice. */
static int may_repeat(const Text *text)
{
    unsigned char letters[MOST_LETTERS];
    Py_ssize_t count = 0;
    Sentences sentences = {0};
    for (Py_ssize_t i = 0; i < text->length; i++) {
        Py_UCS4 c = lower(at(text, i));
        if (!is_ordinary(c) || count == MOST_LETTERS || (c == '`' && stands(text, i, "```")))
            return 1;
        if (is_letter(c) || is_digit(c))
            letters[count++] = (unsigned char)c;
        if (!is_end(c))
            go_on(&sentences, c);
        else if (ends_again(&sentences))
            return 1;
    }
    return ends_again(&sentences) || (count && count % 2 == 0 && !memcmp(letters, letters + count / 2, (size_t)count / 2));
}

static int look_at_answer(const Text *text)
{
    int found = text->length <= SHORT ? PLACEHOLDER : 0;
    for (Py_ssize_t i = 0; i < text->length; i++) {
        Py_UCS4 c = at(text, i);
        if (is_letter(c))
            continue;
        if (c == '\n')
            found |= QUESTION_INSIDE | TITLE;
        else if (c == 0x2026)
            found |= TRUNCATED;
        else if (c == '.' && (stands(text, i, "...") || stands(text, i, ". . .")))
            found |= TRUNCATED;
        else if (c == ' ' ? is_filler(text, i + 1) : may_fold(c))
            found |= PLACEHOLDER;
    }
    return found | (opens_as_item(text) ? LIST_MARKER : 0) | (may_repeat(text) ? REPEATS : 0);
}

/* --- both as the page has them --- */

static int is_control(Py_UCS4 c)
{
    return (c < ' ') & ((c < 9) | (c > 13))
        || (c >= 0x7f && c < 0xa0) || c == 0x61c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e)
            || (c >= 0x2066 && c <= 0x2069);
}

static int look_at_raw(PyObject *text)
{
    int found = 0, is_other = 0, kind = PyUnicode_KIND(text);
    const void *data = PyUnicode_DATA(text);
    Py_ssize_t length = PyUnicode_GET_LENGTH(text);
    if (PyUnicode_IS_ASCII(text)) { /* the same, some characters at once */
        for (Py_ssize_t i = 0; i < length; i++)
            found |= is_control(((const Py_UCS1 *)data)[i]);
        return found ? CONTROLS : 0;
    }
    for (Py_ssize_t i = 0; i < length; i++) {
        Py_UCS4 c = PyUnicode_READ(kind, data, i);
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
        found |= look_for_signs(&text, &colons) | (n ? look_at_answer(&text) : look_at_question(&text));
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
    for (size_t n = 0; n < sizeof(FILLER) / sizeof(*FILLER); n++)
        opens_filler[(int)*FILLER[n]] = 1;
    set_signs("[={%<$@&;\\_", OF_MARKUP);
    set_signs("([{<&", OF_SPELLING);
    return PyModule_Create(&module);
}
