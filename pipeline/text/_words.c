/* The words of a fingerprint, compiled: what fingerprint.py does word by word, for words of ASCII.

Optional: where this was not built, fingerprint.py does it all. Its rules are the standard, and
tests/text/test_fingerprint.py holds the two equal. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <string.h>

/* What becomes of a character of ASCII. */
enum { BLANK, KEPT, SIGN, MARK };
static const char SIGNS[] = "#%&@$+<=>^";  /* each a word of its own */
static const char MARKS[] = "'.,-/*:";     /* kept between the right neighbours */
static unsigned char becomes[128];

static int is_digit(Py_UCS4 c) { return c >= '0' && c <= '9'; }
static int is_capital(Py_UCS4 c) { return c >= 'A' && c <= 'Z'; }
static int is_small(Py_UCS4 c) { return c >= 'a' && c <= 'z'; }
static int is_letter(Py_UCS4 c) { return is_small(c) || is_capital(c); }
static int is_kept(Py_UCS4 c) { return is_letter(c) || is_digit(c); }
static int is_word(Py_UCS4 c) { return is_kept(c) || c == '_'; }
static int is_one_of(Py_UCS4 c, const char *those) { return c && c < 128 && strchr(those, (int)c) != NULL; }

/* A text, readable a little beyond both of its ends, where there is 0. */
typedef struct {
    int kind;
    const void *data;
    Py_ssize_t start, end;
} Text;

static Py_UCS4 at(const Text *text, Py_ssize_t i)
{
    return i >= text->start && i < text->end ? PyUnicode_READ(text->kind, text->data, i) : 0;
}

/* Characters that grow. */
typedef struct {
    Py_UCS4 *chars;
    Py_ssize_t length, room;
    Py_UCS4 fixed[1024];
} Written;

static int make_room(Written *out, Py_ssize_t more)
{
    if (out->length + more <= out->room)
        return 0;
    Py_ssize_t room = 2 * (out->length + more);
    Py_UCS4 *chars = PyMem_New(Py_UCS4, room);
    if (chars == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    memcpy(chars, out->chars, out->length * sizeof(Py_UCS4));
    if (out->chars != out->fixed)
        PyMem_Free(out->chars);
    out->chars = chars;
    out->room = room;
    return 0;
}

/* One blank between words, none in front. */
static void write_blank(Written *out)
{
    if (out->length && out->chars[out->length - 1] != ' ')
        out->chars[out->length++] = ' ';
}

/* Whether the operators of code or the units of fingerprint.py may stand at a place. */
static int may_be_code(const Text *text, Py_ssize_t i)
{
    Py_UCS4 before = at(text, i - 1), after = at(text, i + 1);
    switch (at(text, i)) {
    case '=': case '\\': return 1;
    case '!': return after == '=' || after == '_' || after == '(' || is_small(after);
    case '&': return after == '&';
    case '|': return after == '|';
    case '~': return after == '/' || is_one_of(before, "=!(&|");
    case '-': return after == '-' || (before == ' ' && is_capital(after));
    case '*': return before && !Py_UNICODE_ISSPACE(before == ' ' ? at(text, i - 2) : before);
    default: return 0;
    }
}

static int may_be_unit(const Text *text, Py_ssize_t i)
{
    i += Py_UNICODE_ISSPACE(at(text, i + 1)) ? 2 : 1;
    return at(text, i) == 'm' ? is_one_of(at(text, i + 1), "WHJVP")
                              : is_one_of(at(text, i), "MGTKk") && is_one_of(at(text, i + 1), "bB");
}

static int is_number_minus(const Text *word, Py_ssize_t i)
{
    Py_UCS4 before = at(word, i - 1), after = at(word, i + 1);
    return !is_kept(before) && !is_one_of(before, "-)]}%")
        && !(is_word(at(word, i - 2)) && is_one_of(before, "\"'"))
        && is_digit(after == '.' ? at(word, i + 2) : after);
}

static int is_grade_minus(const Text *word, Py_ssize_t i)
{
    Py_UCS4 after = at(word, i + 1);
    if (is_word(after) || after == '-' || !is_letter(at(word, i - 1)))
        return 0;
    return !is_word(at(word, i - 2)) || (is_letter(at(word, i - 2)) && !is_word(at(word, i - 3)));
}

/* Whether a mark means something between its neighbours: the opposite of _LOOSE in fingerprint.py. */
static int is_tight(const Text *word, Py_ssize_t i)
{
    Py_UCS4 before = at(word, i - 1), after = at(word, i + 1);
    switch (at(word, i)) {
    case '\'': return is_kept(before) && is_kept(after);
    case '.': return is_kept(after) && !is_letter(before) && !is_one_of(before, ".)]}%!?")
                  && (!is_digit(before) || is_digit(after));
    case '-': return is_number_minus(word, i) || is_grade_minus(word, i);
    default: return is_digit(before) && is_digit(after);
    }
}

/* Writes a word of ASCII. */
static int write_word(const Text *word, Written *out)
{
    if (make_room(out, 3 * (word->end - word->start) + 1) < 0)
        return -1;
    write_blank(out);
    for (Py_ssize_t i = word->start; i < word->end; i++) {
        Py_UCS4 c = PyUnicode_READ(word->kind, word->data, i);
        int what = becomes[c];
        if (what == KEPT || (what == MARK && is_tight(word, i)))
            out->chars[out->length++] = is_capital(c) ? c + 32 : c;
        else
            write_blank(out);
        if (what == SIGN) {
            out->chars[out->length++] = c;
            out->chars[out->length++] = ' ';
        }
    }
    return 0;
}

/* Writes what a mapping says that a word becomes. */
static int write_mapped(PyObject *of_word, PyObject *text, const Text *word, Written *out)
{
    PyObject *key = PyUnicode_Substring(text, word->start, word->end);
    PyObject *new = key ? PyObject_GetItem(of_word, key) : NULL;
    Py_XDECREF(key);
    if (new == NULL)
        return -1;
    int done = -1;
    if (!PyUnicode_Check(new))
        PyErr_SetString(PyExc_TypeError, "of_word must give texts");
    else if (make_room(out, PyUnicode_GET_LENGTH(new) + 1) == 0) {
        write_blank(out);
        for (Py_ssize_t i = 0; i < PyUnicode_GET_LENGTH(new); i++)
            out->chars[out->length++] = PyUnicode_READ_CHAR(new, i);
        done = 0;
    }
    Py_DECREF(new);
    return done;
}

/* Writes all words: 0; 1 where code may be among them; -1 with an error set. */
static int write_all(PyObject *text, PyObject *of_word, Written *out)
{
    Text all = {PyUnicode_KIND(text), PyUnicode_DATA(text), 0, PyUnicode_GET_LENGTH(text)};
    for (Py_ssize_t i = 0; i < all.end; i++) {
        Text word = {all.kind, all.data, i, i};
        int is_plain = 1;
        for (; word.end < all.end; word.end++) {
            Py_UCS4 c = PyUnicode_READ(all.kind, all.data, word.end);
            if (Py_UNICODE_ISSPACE(c))
                break;
            if (c >= 128 || (c == '-' && at(&all, word.end + 1) == '$'))
                is_plain = 0;
            else if (is_digit(c) ? may_be_unit(&all, word.end) : !is_letter(c) && may_be_code(&all, word.end))
                return 1;
        }
        i = word.end;
        if (word.end > word.start && (is_plain ? write_word(&word, out) : write_mapped(of_word, text, &word, out)) < 0)
            return -1;
    }
    return 0;
}

static PyObject *words(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count)
{
    if (count != 2 || !PyUnicode_Check(args[0])) {
        PyErr_SetString(PyExc_TypeError, "words takes a text and what becomes of its words");
        return NULL;
    }
    Written out;
    out.chars = out.fixed;
    out.length = 0;
    out.room = sizeof(out.fixed) / sizeof(*out.fixed);
    PyObject *written = NULL;
    int done = write_all(args[0], args[1], &out);
    if (done == 0) {
        if (out.length && out.chars[out.length - 1] == ' ')
            out.length--;
        written = PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, out.chars, out.length);
    }
    else if (done == 1)
        written = Py_NewRef(Py_None);
    if (out.chars != out.fixed)
        PyMem_Free(out.chars);
    return written;
}

static PyMethodDef functions[] = {
    {"words", (PyCFunction)(void (*)(void))words, METH_FASTCALL,
     "words(text, of_word)\n--\n\nReturn the words of a text in the form of a fingerprint, one blank between.\n\n"
     "Words with other letters than those of ASCII are looked up in `of_word`. None where operators of code or units\n"
     "may be in the text."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "_words", "The words of a fingerprint, compiled.", 0, functions, NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__words(void)
{
    for (int c = 0; c < 128; c++)
        becomes[c] = is_kept(c) ? KEPT : is_one_of(c, SIGNS) ? SIGN : is_one_of(c, MARKS) ? MARK : BLANK;
    return PyModule_Create(&module);
}
