/* Texts as the numbers of their words, compiled: what numbered.py does with Arrow and numpy.

Optional: where this was not built, numbered.py does it all. What it does is the standard, and
tests/dedup/test_compiled_numbers.py holds the two equal. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <string.h>

/* --- the numbers of words --- */

/* Where each hash starts: another number in each process, so that nobody can write a page whose words have one hash. */
static uint64_t start;

typedef struct {
    const char *bytes; /* of a text that is alive */
    Py_ssize_t length;
    uint64_t hash;
} Word;

/* Different words in the order in which they were met. */
typedef struct {
    Word *words;
    Py_ssize_t count, room;
    Py_ssize_t *slots; /* the number of the word in each, from 1, found by its hash; twice as many as there is room */
} Vocabulary;

static void release(Vocabulary *known)
{
    PyMem_Free(known->words);
    PyMem_Free(known->slots);
}

/* Returns the slot of a word, or the empty one where it belongs. */
static Py_ssize_t *slot_of(const Vocabulary *known, const Word *word)
{
    uint64_t mask = 2 * known->room - 1;
    for (uint64_t at = word->hash & mask;; at = (at + 1) & mask) {
        Py_ssize_t number = known->slots[at];
        if (number == 0)
            return known->slots + at;
        const Word *other = known->words + number - 1;
        if (other->hash == word->hash && other->length == word->length
            && memcmp(other->bytes, word->bytes, word->length) == 0)
            return known->slots + at;
    }
}

/* Makes room for as many words again: 0; -1 with an error set. */
static int grow(Vocabulary *known)
{
    Py_ssize_t room = known->room ? 2 * known->room : 1 << 10;
    Word *words = PyMem_Realloc(known->words, room * sizeof(Word));
    Py_ssize_t *slots = PyMem_Calloc(2 * room, sizeof(Py_ssize_t));
    known->words = words ? words : known->words;
    if (words == NULL || slots == NULL) {
        PyMem_Free(slots);
        PyErr_NoMemory();
        return -1;
    }
    PyMem_Free(known->slots);
    known->slots = slots;
    known->room = room;
    for (Py_ssize_t at = 0; at < known->count; at++)
        *slot_of(known, words + at) = at + 1;
    return 0;
}

/* Returns the number of a word, from 1; 0 with an error set. */
static Py_ssize_t number_of(Vocabulary *known, const Word *word)
{
    if (known->count == known->room && grow(known) < 0)
        return 0;
    Py_ssize_t *slot = slot_of(known, word);
    if (*slot == 0) {
        known->words[known->count++] = *word;
        *slot = known->count;
    }
    return *slot;
}

/* Returns the bytes of a text in UTF-8, which live as long as it does; NULL with an error set. */
static const char *bytes_of(PyObject *text, Py_ssize_t *length)
{
    if (PyUnicode_Check(text))
        return PyUnicode_AsUTF8AndSize(text, length);
    PyErr_SetString(PyExc_TypeError, "number takes a list of texts");
    return NULL;
}

/* Numbers the words of a text, which blanks divide. Returns behind the last number; NULL with an error set. */
static int64_t *number_text(Vocabulary *known, const char *c, Py_ssize_t length, int64_t *to)
{
    const char *last = c + length;
    for (;; c++) {
        Word word = {.bytes = c, .hash = start}; /* FNV-1a */
        for (; c < last && *c != ' '; c++)
            word.hash = (word.hash ^ (unsigned char)*c) * 0x100000001b3u;
        word.length = c - word.bytes;
        if ((*to++ = number_of(known, &word)) == 0)
            return NULL;
        if (c == last)
            return to;
    }
}

/* Writes how many words each text has. Returns how many all have; -1 with an error set. */
static Py_ssize_t count_words(PyObject *texts, int64_t *sizes)
{
    Py_ssize_t all = 0;
    for (Py_ssize_t at = 0; at < PyList_GET_SIZE(texts); at++) {
        Py_ssize_t length;
        const char *c = bytes_of(PyList_GET_ITEM(texts, at), &length);
        if (c == NULL)
            return -1;
        sizes[at] = 1;
        for (const char *last = c + length; c < last; c++)
            sizes[at] += *c == ' ';
        all += sizes[at];
    }
    return all;
}

/* Numbers the words of all texts: 0; -1 with an error set. */
static int number_all(Vocabulary *known, PyObject *texts, int64_t *to)
{
    for (Py_ssize_t at = 0; to != NULL && at < PyList_GET_SIZE(texts); at++) {
        Py_ssize_t length;
        const char *c = bytes_of(PyList_GET_ITEM(texts, at), &length);
        to = c == NULL ? NULL : number_text(known, c, length, to);
    }
    return to == NULL ? -1 : 0;
}

static PyObject *words_of(const Vocabulary *known)
{
    PyObject *words = PyList_New(known->count);
    for (Py_ssize_t at = 0; words != NULL && at < known->count; at++) {
        PyObject *word = PyUnicode_DecodeUTF8(known->words[at].bytes, known->words[at].length, NULL);
        if (word == NULL)
            Py_CLEAR(words);
        else
            PyList_SET_ITEM(words, at, word);
    }
    return words;
}

static PyObject *number(PyObject *Py_UNUSED(module), PyObject *texts)
{
    if (!PyList_Check(texts)) {
        PyErr_SetString(PyExc_TypeError, "number takes a list of texts");
        return NULL;
    }
    Vocabulary known = {.words = NULL, .slots = NULL};
    PyObject *sizes = PyByteArray_FromStringAndSize(NULL, PyList_GET_SIZE(texts) * sizeof(int64_t));
    PyObject *numbers = NULL, *words = NULL;
    Py_ssize_t all = sizes != NULL ? count_words(texts, (int64_t *)PyByteArray_AS_STRING(sizes)) : -1;
    if (all >= 0)
        numbers = PyByteArray_FromStringAndSize(NULL, all * sizeof(int64_t));
    if (numbers != NULL && number_all(&known, texts, (int64_t *)PyByteArray_AS_STRING(numbers)) == 0)
        words = words_of(&known);
    release(&known);
    PyObject *found = words != NULL ? PyTuple_Pack(3, numbers, sizes, words) : NULL;
    Py_XDECREF(sizes);
    Py_XDECREF(numbers);
    Py_XDECREF(words);
    return found;
}

/* --- what sets of numbers have in common --- */

/* 64-bit numbers of a buffer. */
typedef struct {
    Py_buffer view;
    int64_t *numbers;
    Py_ssize_t count;
} Column;

static int64_t shared(const int64_t *one, const int64_t *one_end, const int64_t *other, const int64_t *other_end)
{
    int64_t found = 0;
    while (one < one_end && other < other_end) {
        int64_t left = *one, right = *other;
        found += left == right;
        one += left <= right;
        other += right <= left;
    }
    return found;
}

/* Whether a set of the given number lies in a column. */
static int is_there(int64_t set, const Column *numbers, const Column *ends)
{
    if (set < 0 || set >= ends->count - 1)
        return 0;
    int64_t start = ends->numbers[set], end = ends->numbers[set + 1];
    return 0 <= start && start <= end && end <= numbers->count;
}

static PyObject *count_shared(PyObject *Py_UNUSED(module), PyObject *args)
{
    Column columns[5];
    Column *numbers = columns, *ends = columns + 1, *left = columns + 2, *right = columns + 3, *counts = columns + 4;
    if (!PyArg_ParseTuple(args, "y*y*y*y*w*", &numbers->view, &ends->view, &left->view, &right->view, &counts->view))
        return NULL;
    for (Column *column = columns; column < columns + 5; column++) {
        column->numbers = column->view.buf;
        column->count = column->view.len / sizeof(int64_t);
    }
    int is_sound = left->count == right->count && left->count == counts->count;
    for (Column *column = columns; column < columns + 5; column++)
        is_sound &= (uintptr_t)column->numbers % sizeof(int64_t) == 0;
    for (Py_ssize_t at = 0; is_sound && at < left->count; at++) {
        int64_t one = left->numbers[at], other = right->numbers[at];
        is_sound = is_there(one, numbers, ends) && is_there(other, numbers, ends);
        if (is_sound)
            counts->numbers[at] = shared(numbers->numbers + ends->numbers[one], numbers->numbers + ends->numbers[one + 1],
                                         numbers->numbers + ends->numbers[other], numbers->numbers + ends->numbers[other + 1]);
    }
    for (Column *column = columns; column < columns + 5; column++)
        PyBuffer_Release(&column->view);
    if (is_sound)
        return Py_NewRef(Py_None);
    PyErr_SetString(PyExc_ValueError, "there are no such sets");
    return NULL;
}

static PyMethodDef functions[] = {
    {"number", number, METH_O,
     "number(texts)\n--\n\nReturn the numbers of the words of some texts, which blanks divide, one text after the other;"
     " how many\neach text has; and the words, in the order of their numbers, from 1. Numbers have 64 bits."},
    {"count_shared", count_shared, METH_VARARGS,
     "count_shared(numbers, ends, left, right, counts)\n--\n\nWrite into `counts` how many numbers the two sets of each"
     " pair have in common.\n\nA set lies in `numbers` from one of `ends` to the next, in order. All are columns of 64"
     " bits."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "_numbered", "Texts as the numbers of their words, compiled.", 0, functions, NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__numbered(void)
{
    PyObject *name = PyUnicode_FromString(module.m_name);
    if (name == NULL)
        return NULL;
    start = (uint64_t)PyObject_Hash(name);
    Py_DECREF(name);
    return PyModule_Create(&module);
}
