/* The block as most pages have it, told at once, compiled: what ordinary.py does, for lines that begin with two
letters, in an answer also after the marker of an item.

Optional: where this was not built, ordinary.py does it all. Where a line may be boilerplate, a label or a question, or
anything else is out of the ordinary, this leaves the block to it: tests/parse/formats/test_ordinary.py holds the two
equal. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <string.h>

/* STEP and NEAR are those of noted.py. */
enum { LONGEST_OPENING = 6, MOST_DIGITS = 3, STEP = 0x203a, NEAR = 30, TABLE_SIZE = (1 << 16) / 8 };

typedef struct {
    int kind;
    const void *data;
    const uint8_t *openings;
} Page;

static inline Py_UCS4 at(const Page *page, Py_ssize_t i) { return PyUnicode_READ(page->kind, page->data, i); }

static int is_letter(Py_UCS4 c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }
static int is_blank(Py_UCS4 c) { return (c >= 9 && c <= 13) || (c >= 28 && c <= 32); }

/* Whether a character surely shows something at the edge of a line. */
static int is_shown(Py_UCS4 c)
{
    return (c > ' ' && c < 127) || (c >= 0xc0 && c < 0x250) || (c >= 0x2010 && c <= 0x2027);
}

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
        if (c >= 128 || (length <= 2 && !is_letter(c)))
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

/* What ordinary.py returns, or None where it must look itself. */
static PyObject *find(const Page *page, Py_ssize_t start, Py_ssize_t end, Py_ssize_t longest)
{
    Py_ssize_t next, line_ends, gap_before, gap_within;
    Py_ssize_t question = skip_blanks(page, start, end, &gap_before), question_end;
    if (may_open(page, question, end) || (question_end = end_of_line(page, question, end, &next)) < 0
        || at(page, question_end - 1) != '?' || question_end - question > longest)
        Py_RETURN_NONE;
    Py_ssize_t answer = skip_blanks(page, next, end, &gap_within), line = answer, answer_end = -1;
    while (line < end) {
        if (may_open(page, after_marker(page, line, end), end)
            || (answer_end = end_of_line(page, line, end, &next)) < 0 || may_ask(page, answer_end))
            Py_RETURN_NONE;
        line = skip_blanks(page, next, end, &line_ends);
    }
    if (answer_end < 0 || holds_colon(page, question, question_end))
        Py_RETURN_NONE;
    Py_ssize_t near = answer_end - answer < NEAR ? answer_end - answer : NEAR;
    if (may_hold_year(page, answer, answer + near) || may_hold_year(page, answer_end - near, answer_end))
        Py_RETURN_NONE;
    return Py_BuildValue("(nn)(nn)nn", question, question_end, answer, answer_end, gap_before - 1, gap_within - 1);
}

static PyObject *block(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *text;
    Py_ssize_t start, end, longest, size;
    Page page;
    if (!PyArg_ParseTuple(args, "Unnny#", &text, &start, &end, &longest, &page.openings, &size))
        return NULL;
    if (size != TABLE_SIZE || start < 0 || start > end || end > PyUnicode_GET_LENGTH(text)) {
        PyErr_SetString(PyExc_ValueError, "block takes a section of a text, and what `openings` returns");
        return NULL;
    }
    page.kind = PyUnicode_KIND(text);
    page.data = PyUnicode_DATA(text);
    return find(&page, start, end, longest);
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
    {"block", block, METH_VARARGS,
     "block(text, start, end, longest, openings)\n--\n\nReturn the ordinary block that a section of a text consists of: "
     "its question and answer as spans,\nand the blank lines before each. None where that is not sure."},
    {"openings", openings, METH_O,
     "openings(words)\n--\n\nReturn words of two letters or more, with which a line of the block may not begin, for "
     "`block`."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "_ordinary", "The block as most pages have it, compiled.", 0, functions, NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__ordinary(void) { return PyModule_Create(&module); }
