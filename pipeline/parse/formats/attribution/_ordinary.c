/* The block and the attribution as most pages have them, told at once, compiled. Blocks: what ordinary.py does, for
lines that begin with two letters, in an answer also after the marker of an item. Attributions: what links.py does for
those that match its usual pattern.

Optional: where this was not built, the two do it all. Where a line may be boilerplate, a label or a question, or
anything else is out of the ordinary, this leaves the block to ordinary.py: tests/parse/formats/test_ordinary.py holds
them equal. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <string.h>

/* STEP and NEAR are those of noted.py. */
enum { LONGEST_OPENING = 9, MOST_DIGITS = 3, STEP = 0x203a, NEAR = 30, TABLE_SIZE = (1 << 16) / 8 };

typedef struct {
    int kind;
    const void *data;
    const uint8_t *openings;
} Page;

static inline Py_UCS4 at(const Page *page, Py_ssize_t i) { return PyUnicode_READ(page->kind, page->data, i); }

static int is_letter(Py_UCS4 c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }
static int is_blank(Py_UCS4 c) { return (c >= 9 && c <= 13) || (c >= 28 && c <= 32); }

/* Whether a character is a dash, a quote or the like, which no word has in another case. */
static int is_punctuation(Py_UCS4 c) { return c >= 0x2010 && c <= 0x2027; }

/* Whether a character surely shows something at the edge of a line. */
static int is_shown(Py_UCS4 c) { return (c > ' ' && c < 127) || (c >= 0xc0 && c < 0x250) || is_punctuation(c); }

/* Whether a character may be a mark or letter of scripts in which the mark that asks is not the last one. */
static int is_of_others(Py_UCS4 c) { return c >= 0x250 && !(c >= 0x2000 && c < 0x2070); }

/* Whether something may follow the mark of a question. */
static int may_follow_mark(Py_UCS4 c)
{
    return (c < 128 && c && strchr("\"')]*_ !", (int)c)) || c == 0x2019 || c == 0x201d;
}

/* The hash of a word with one more letter, in any case. */
static uint32_t hash_on(uint32_t hash, Py_UCS4 c) { return (hash + (c >= 'A' && c <= 'Z' ? c | 32 : c)) * 2654435769u; }

/* A word has two bits in the table. */
static int is_set(const uint8_t *table, uint32_t place) { return table[place / 8] >> place % 8 & 1; }
static int holds(const uint8_t *table, uint32_t hash)
{
    return is_set(table, hash >> 16) && is_set(table, hash & 0xffff);
}
static void set(uint8_t *table, uint32_t place) { table[place / 8] |= (uint8_t)(1 << place % 8); }

/* Whether a line may begin with one of the words, or does not begin with two letters. */
static int may_open(const Page *page, Py_ssize_t i, Py_ssize_t end)
{
    uint32_t hash = 0;
    if (end - i < 2)
        return 1;
    for (int length = 1; length <= LONGEST_OPENING && i < end; length++, i++) {
        Py_UCS4 c = at(page, i);
        if ((c >= 128 && !is_punctuation(c)) || (length <= 2 && !is_letter(c)))
            return 1;
        hash = hash_on(hash, c);
        if (length > 1 && holds(page->openings, hash))
            return 1;
    }
    return 0;
}

/* Where the text of an item begins, as in `- Tea`, `12. Tea` or `b) Tea`: no boilerplate has these before its words. */
static Py_ssize_t after_marker(const Page *page, Py_ssize_t start, Py_ssize_t end)
{
    Py_ssize_t i = start;
    while (i < end && i < start + MOST_DIGITS && at(page, i) >= '0' && at(page, i) <= '9')
        i++;
    if (i == start && i < end && (is_letter(at(page, i)) || at(page, i) == '-'))
        i++;
    int is_dash = i > start && at(page, i - 1) == '-';
    if (!is_dash && i > start && i < end && (at(page, i) == '.' || at(page, i) == ')'))
        i++;
    else if (!is_dash)
        return start;
    return i < end && at(page, i) == ' ' ? i + 1 : start;
}

/* Where the words of a line of an answer begin: no label and no boilerplate begins as `A tea` or `- I drink` do. */
static Py_ssize_t after_first(const Page *page, Py_ssize_t start, Py_ssize_t end)
{
    Py_ssize_t i = after_marker(page, start, end);
    return i + 2 < end && (at(page, i) == 'A' || at(page, i) == 'I') && at(page, i + 1) == ' ' ? i + 2 : i;
}

/* Goes on to what is shown next, and counts the line ends before. */
static Py_ssize_t skip_blanks(const Page *page, Py_ssize_t i, Py_ssize_t end, Py_ssize_t *line_ends)
{
    for (*line_ends = 0; i < end && is_blank(at(page, i)); i++)
        *line_ends += at(page, i) == '\n';
    return i;
}

/* Where what a line shows ends; -1 where it may be no plain line. `next` is where the line ends. */
static Py_ssize_t end_of_line(const Page *page, Py_ssize_t i, Py_ssize_t end, Py_ssize_t *next)
{
    Py_UCS4 c;
    for (; i < end && (c = at(page, i)) != '\n'; i++)
        if (is_of_others(c) || c == STEP)
            return -1;
    *next = i;
    while (is_blank(at(page, i - 1)))
        i--;
    return is_shown(at(page, i - 1)) ? i : -1;
}

static int may_ask(const Page *page, Py_ssize_t end)
{
    while (may_follow_mark(at(page, end - 1)))
        end--;
    return at(page, end - 1) == '?' || !is_shown(at(page, end - 1));
}

static int holds_colon(const Page *page, Py_ssize_t i, Py_ssize_t end)
{
    for (; i < end; i++)
        if (at(page, i) == ':')
            return 1;
    return 0;
}

/* Whether a part of an answer holds what the year of a day begins with. */
static int may_hold_year(const Page *page, Py_ssize_t i, Py_ssize_t end)
{
    for (; i + 1 < end; i++)
        if (at(page, i) == '2' && at(page, i + 1) == '0')
            return 1;
    return 0;
}

/* Returns a named tuple of a type; takes over its items, of which NULL is one that could not be made. */
static PyObject *named(PyTypeObject *type, Py_ssize_t count, PyObject **items)
{
    PyObject *made = type->tp_alloc(type, count);
    for (Py_ssize_t i = 0; i < count; i++) {
        if (made == NULL || items[i] == NULL)
            Py_CLEAR(made);
        if (made != NULL)
            PyTuple_SET_ITEM(made, i, items[i]);
        else
            Py_XDECREF(items[i]);
    }
    return made;
}

static PyObject *span(Py_ssize_t start, Py_ssize_t end) { return Py_BuildValue("(nn)", start, end); }

/* What ordinary.py returns, or None where it must look itself. */
static PyObject *find(const Page *page, Py_ssize_t start, Py_ssize_t end, Py_ssize_t longest, PyTypeObject *type)
{
    Py_ssize_t next, line_ends, gap_before, gap_within;
    Py_ssize_t question = skip_blanks(page, start, end, &gap_before), question_end;
    if (may_open(page, question, end) || (question_end = end_of_line(page, question, end, &next)) < 0
        || at(page, question_end - 1) != '?' || question_end - question > longest)
        Py_RETURN_NONE;
    Py_ssize_t answer = skip_blanks(page, next, end, &gap_within), line = answer, answer_end = -1;
    while (line < end) {
        if (may_open(page, after_first(page, line, end), end)
            || (answer_end = end_of_line(page, line, end, &next)) < 0 || may_ask(page, answer_end))
            Py_RETURN_NONE;
        line = skip_blanks(page, next, end, &line_ends);
    }
    if (answer_end < 0 || holds_colon(page, question, question_end))
        Py_RETURN_NONE;
    Py_ssize_t near = answer_end - answer < NEAR ? answer_end - answer : NEAR;
    if (may_hold_year(page, answer, answer + near) || may_hold_year(page, answer_end - near, answer_end))
        Py_RETURN_NONE;
    PyObject *items[] = {span(question, question_end), span(answer, answer_end), PyLong_FromSsize_t(gap_before - 1),
                         PyLong_FromSsize_t(gap_within - 1)};
    return named(type, 4, items);
}

/* Whether a type is one of tuples with names; sets an error where it is none. */
static int is_of_tuples(PyTypeObject *type)
{
    if (PyType_IsSubtype(type, &PyTuple_Type) && type->tp_itemsize == sizeof(PyObject *))
        return 1;
    PyErr_SetString(PyExc_TypeError, "not a type of named tuples");
    return 0;
}

/* Reads the two places with which an attribution begins; -1 where it has none, with an error set. */
static int read_places(PyObject *attribution, Py_ssize_t *start, Py_ssize_t *end)
{
    if (!PyTuple_Check(attribution) || PyTuple_GET_SIZE(attribution) < 2) {
        PyErr_SetString(PyExc_TypeError, "an attribution is a tuple that begins with two places");
        return -1;
    }
    *start = PyLong_AsSsize_t(PyTuple_GET_ITEM(attribution, 0));
    *end = PyLong_AsSsize_t(PyTuple_GET_ITEM(attribution, 1));
    return PyErr_Occurred() ? -1 : 0;
}

static PyObject *blocks(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *text, *attributions;
    PyTypeObject *type;
    Py_ssize_t start, longest, size;
    Page page;
    if (!PyArg_ParseTuple(args, "UnO!O!ny#", &text, &start, &PyList_Type, &attributions, &PyType_Type, &type, &longest,
                          &page.openings, &size) || !is_of_tuples(type))
        return NULL;
    page.kind = PyUnicode_KIND(text);
    page.data = PyUnicode_DATA(text);
    PyObject *found = PyList_New(0);
    for (Py_ssize_t i = 0, end, after; found != NULL && i < PyList_GET_SIZE(attributions); i++, start = after) {
        PyObject *block = NULL;
        if (read_places(PyList_GET_ITEM(attributions, i), &end, &after) < 0)
            ;
        else if (size != TABLE_SIZE || start < 0 || start > end || end > PyUnicode_GET_LENGTH(text))
            PyErr_SetString(PyExc_ValueError, "blocks takes sections of a text, and what `openings` returns");
        else
            block = find(&page, start, end, longest, type);
        if (block == NULL || PyList_Append(found, block) < 0)
            Py_CLEAR(found);
        Py_XDECREF(block);
    }
    return found;
}

/* Writes a number in decimal digits, and a sign. Returns where that ends. */
static char *write_number(Py_ssize_t number, char sign, char *to)
{
    char digits[24];
    int count = 0;
    do
        digits[count++] = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    while (count > 0)
        *to++ = digits[--count];
    *to++ = sign;
    return to;
}

/* The locator of a question and its answer, as locators.py writes it. */
static PyObject *locator_of(const Py_ssize_t places[4], Py_ssize_t first)
{
    static const char start[] = "chars=", signs[] = "-,- ";
    char locator[sizeof(start) + 4 * 24], *to = locator + sizeof(start) - 1;
    memcpy(locator, start, sizeof(start) - 1);
    for (int i = 0; i < 4; i++)
        to = write_number(first + places[i], signs[i], to);
    return PyUnicode_DecodeASCII(locator, to - locator - 1, NULL);
}

/* Makes a candidate like another one of a block of a text and its attribution. */
static PyObject *candidate_of(PyObject *text, PyObject *block, PyObject *attribution, Py_ssize_t first, PyObject *like)
{
    enum { FIELDS = 16, OWN = 5 };
    Py_ssize_t count = PyTuple_GET_SIZE(like), places[4];
    if (PyTuple_GET_SIZE(block) < 2 || !PyTuple_Check(attribution) || PyTuple_GET_SIZE(attribution) < 4 || count < OWN
        || count > FIELDS || first < 0 || read_places(PyTuple_GET_ITEM(block, 0), &places[0], &places[1]) < 0
        || read_places(PyTuple_GET_ITEM(block, 1), &places[2], &places[3]) < 0 || places[0] < 0 || places[0] > places[1]
        || places[1] > places[2] || places[2] > places[3] || places[3] > PyUnicode_GET_LENGTH(text)) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_ValueError, "a candidate is made of a block of a text and its attribution");
        return NULL;
    }
    PyObject *items[FIELDS] = {
        PyUnicode_Substring(text, places[0], places[1]), PyUnicode_Substring(text, places[2], places[3]),
        Py_NewRef(PyTuple_GET_ITEM(attribution, 2)), Py_NewRef(PyTuple_GET_ITEM(attribution, 3)), locator_of(places, first),
    };
    for (Py_ssize_t i = OWN; i < count; i++)
        items[i] = Py_NewRef(PyTuple_GET_ITEM(like, i));
    return named(Py_TYPE(like), count, items);
}

/* Makes a piece of boilerplate like another one where an attribution is. */
static PyObject *piece_of(PyObject *attribution, PyObject *like)
{
    PyObject *items[] = {Py_NewRef(PyTuple_GET_ITEM(like, 0)), Py_NewRef(PyTuple_GET_ITEM(attribution, 0)),
                         Py_NewRef(PyTuple_GET_ITEM(attribution, 1))};
    return named(Py_TYPE(like), 3, items);
}

static PyObject *pairs(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *text, *sections, *attributions, *like, *piece;
    Py_ssize_t first;
    if (!PyArg_ParseTuple(args, "UO!O!nO!O!", &text, &PyList_Type, &sections, &PyList_Type, &attributions, &first,
                          &PyTuple_Type, &like, &PyTuple_Type, &piece))
        return NULL;
    if (PyList_GET_SIZE(sections) != PyList_GET_SIZE(attributions) || PyTuple_GET_SIZE(piece) != 3)
        return PyErr_Format(PyExc_ValueError, "each section has one attribution, and a piece of boilerplate three items");
    PyObject *found = PyList_New(0);
    for (Py_ssize_t i = 0; found != NULL && i < PyList_GET_SIZE(sections); i++) {
        PyObject *section = PyList_GET_ITEM(sections, i), *attribution = PyList_GET_ITEM(attributions, i);
        PyObject *made = Py_None;
        if (PyTuple_Check(section)) {
            PyObject *candidate = candidate_of(text, section, attribution, first, like);
            PyObject *of = candidate != NULL ? piece_of(attribution, piece) : NULL;
            made = of != NULL ? PyTuple_Pack(2, candidate, of) : NULL;
            Py_XDECREF(candidate);
            Py_XDECREF(of);
        } else
            Py_INCREF(made);
        if (made == NULL || PyList_Append(found, made) < 0)
            Py_CLEAR(found);
        Py_XDECREF(made);
    }
    return found;
}

/* --- attributions --- */

static const char USUAL[] = "Takedown request   |   View complete answer on ";
enum { USUAL_VIEW = 23, USUAL_LENGTH = sizeof(USUAL) - 1 };

static int is_blank_of_line(Py_UCS4 c) { return c == ' ' || c == '\t' || c == 0xa0; }
static int is_of_host(Py_UCS4 c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-'; }

/* Whether a mark stands before a place that belongs to what follows: of a link or of emphasis, or a bullet. */
static int has_mark_before(const Page *page, Py_ssize_t i)
{
    Py_UCS4 c = i > 0 ? at(page, i - 1) : 0;
    if (c == '*' || c == '_' || c == '|' || c == '(')
        return 1;
    Py_UCS4 before = is_blank_of_line(c) && i > 1 ? at(page, i - 2) : 0;
    return (before && before < 128 && strchr("-*+#", (int)before)) || before == 0x2022 || before == 0xb7;
}

/* Whether all but the host of a usual attribution begins at a place. */
static int opens_as_usual(const Page *page, Py_ssize_t start, Py_ssize_t length)
{
    if (start < 0 || length - start <= USUAL_LENGTH || has_mark_before(page, start))
        return 0;
    for (Py_ssize_t i = 0; i < USUAL_LENGTH; i++) {
        Py_UCS4 c = at(page, start + i);
        if (c != (Py_UCS4)USUAL[i] && !(c == 0xa0 && (i == 17 || i == 18 || i == 20 || i == 21)))
            return 0;
    }
    return 1;
}

/* Where the host of a usual attribution ends; -1 where it has none, or more than a host follows. */
static Py_ssize_t end_of_host(const Page *page, Py_ssize_t i, Py_ssize_t length)
{
    Py_ssize_t end = i;
    while (end < length && is_of_host(at(page, end)))
        end++;
    if (end == i || at(page, end - 1) == '.' || at(page, end - 1) == '-')
        return -1;
    Py_UCS4 c = end < length ? at(page, end) : ' ', next = end + 1 < length ? at(page, end + 1) : 0;
    return Py_UNICODE_ISSPACE(c) && !((c == ' ' || c == 0xa0) && (next == '<' || next == '.')) ? end : -1;
}

/* The attribution whose `View` is at a place, if it is a usual one; else that place. */
static PyObject *attribution_at(PyObject *text, const Page *page, Py_ssize_t view, PyTypeObject *type)
{
    Py_ssize_t start = view - USUAL_VIEW, host = start + USUAL_LENGTH, length = PyUnicode_GET_LENGTH(text);
    Py_ssize_t end = opens_as_usual(page, start, length) ? end_of_host(page, host, length) : -1;
    if (end < 0)
        return PyLong_FromSsize_t(view);
    PyObject *items[] = {PyLong_FromSsize_t(start), PyLong_FromSsize_t(end), PyUnicode_Substring(text, host, end),
                         Py_NewRef(Py_None)};
    return named(type, 4, items);
}

/* How far after a place the letter of `view` that is there lets the word end; as far as the word is long for others. */
static Py_ssize_t reach(Py_UCS4 c)
{
    switch (c < 128 ? c | 32 : c) {
    case 'w': return 0;
    case 'e': return 1;
    case 'i': return 2;
    case 'v': return 3;
    default: return 4;
    }
}

static PyObject *attributions(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *text;
    PyTypeObject *type;
    if (!PyArg_ParseTuple(args, "UO!", &text, &PyType_Type, &type) || !is_of_tuples(type))
        return NULL;
    Page page = {PyUnicode_KIND(text), PyUnicode_DATA(text), NULL};
    PyObject *found = PyList_New(0);
    for (Py_ssize_t i = 3, left; found != NULL && i < PyUnicode_GET_LENGTH(text); i += left ? left : 4) {
        left = reach(at(&page, i));
        if (left || reach(at(&page, i - 1)) != 1 || reach(at(&page, i - 2)) != 2 || reach(at(&page, i - 3)) != 3)
            continue;
        PyObject *each = attribution_at(text, &page, i - 3, type);
        if (each == NULL || PyList_Append(found, each) < 0)
            Py_CLEAR(found);
        Py_XDECREF(each);
    }
    return found;
}

static PyObject *openings(PyObject *Py_UNUSED(module), PyObject *words)
{
    uint8_t table[TABLE_SIZE] = {0};
    PyObject *word, *each = PyObject_GetIter(words);
    while (each && (word = PyIter_Next(each))) {
        Py_ssize_t length = PyUnicode_Check(word) ? PyUnicode_GET_LENGTH(word) : 0;
        uint32_t hash = 0;
        for (Py_ssize_t i = 0; i < length && i < LONGEST_OPENING; i++)
            hash = hash_on(hash, PyUnicode_READ_CHAR(word, i));
        set(table, hash >> 16);
        set(table, hash & 0xffff);
        Py_DECREF(word);
    }
    Py_XDECREF(each);
    return PyErr_Occurred() ? NULL : PyBytes_FromStringAndSize((char *)table, sizeof(table));
}

static PyMethodDef functions[] = {
    {"attributions", attributions, METH_VARARGS,
     "attributions(text, kind)\n--\n\nReturn where a text says `view`, in any letter case: a usual attribution as one\n"
     "of the kind of named tuples, else that place."},
    {"blocks", blocks, METH_VARARGS,
     "blocks(text, start, attributions, kind, longest, openings)\n--\n\nReturn the ordinary block that the section of"
     " a text before each attribution consists of, from `start` on,\nas one of the kind of named tuples: its question"
     " and answer as spans, and the blank lines before each.\nNone where that is not sure."},
    {"pairs", pairs, METH_VARARGS,
     "pairs(text, sections, attributions, first, like, piece)\n--\n\nReturn the candidate of each section of a text that"
     " is an ordinary block and the attribution after it, in all else\nlike another one, and the attribution as such a"
     " piece of boilerplate; None for any other section. `first` is where\nthe text begins in a longer one."},
    {"openings", openings, METH_O,
     "openings(words)\n--\n\nReturn words of two letters or more, with which a line of the block may not begin, for "
     "`block`."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "_ordinary", "The block and the attribution as most pages have them, compiled.", 0, functions,
    NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__ordinary(void) { return PyModule_Create(&module); }
