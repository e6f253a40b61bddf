/* The words of a fingerprint, compiled: what fingerprint.py does word by word, for words of ASCII.

Optional: where this was not built, fingerprint.py does it all. Its rules are the standard, and
tests/text/test_compiled_words.py holds the two equal. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <string.h>

/* What becomes of a character of ASCII. */
enum { BLANK, KEPT, SIGN, MARK };
static const char SIGNS[] = "#%&@$+<=>^"; /* each a word of its own */
static const char MARKS[] = "'.,-/*:";    /* kept between the right neighbours */
static unsigned char becomes[128];

static int is_digit(Py_UCS4 c) { return c >= '0' && c <= '9'; }
static int is_capital(Py_UCS4 c) { return c >= 'A' && c <= 'Z'; }
static int is_letter(Py_UCS4 c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }
static int is_kept(Py_UCS4 c) { return c < 128 && becomes[c] == KEPT; }
static int is_word(Py_UCS4 c) { return is_kept(c) || c == '_'; }
static int is_one_of(Py_UCS4 c, const char *those) { return c && c < 128 && strchr(those, (int)c) != NULL; }

/* Characters that grow. */
typedef struct {
    Py_UCS4 *chars;
    Py_ssize_t length, room;
    Py_UCS4 fixed[2048];
} Chars;

static void begin(Chars *chars)
{
    chars->chars = chars->fixed;
    chars->length = 0;
    chars->room = sizeof(chars->fixed) / sizeof(*chars->fixed);
}

static void end(Chars *chars)
{
    if (chars->chars != chars->fixed)
        PyMem_Free(chars->chars);
}

static int make_room(Chars *out, Py_ssize_t more)
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
    end(out);
    out->chars = chars;
    out->room = room;
    return 0;
}

/* One blank between words, none in front. */
static void write_blank(Chars *out)
{
    if (out->length && out->chars[out->length - 1] != ' ')
        out->chars[out->length++] = ' ';
}

/* The rules look at a character by its neighbours. No word is next to another: so none needs to know where it ends. */

/* Whether the operators of code of fingerprint.py may stand here. */
static int may_be_code(const Py_UCS4 *c)
{
    switch (*c) {
    case '=': case '\\': return 1;
    case '!': return is_one_of(c[1], "=_(") || (is_letter(c[1]) && !is_capital(c[1]));
    case '&': return c[1] == '&';
    case '|': return c[1] == '|';
    case '~': return c[1] == '/' || is_one_of(c[-1], "=!(&|");
    case '-': return c[1] == '-' || (c[-1] == ' ' && is_capital(c[1]));
    case '*': return c[-1] && !Py_UNICODE_ISSPACE(c[-1] == ' ' ? c[-2] : c[-1]);
    default: return 0;
    }
}

/* Whether its units may follow a digit. */
static int may_be_unit(const Py_UCS4 *c)
{
    c += Py_UNICODE_ISSPACE(c[1]) ? 2 : 1;
    return *c == 'm' ? is_one_of(c[1], "WHJVP") : is_one_of(*c, "MGTKk") && is_one_of(c[1], "bB");
}

static int is_number_minus(const Py_UCS4 *c)
{
    return !is_kept(c[-1]) && !is_one_of(c[-1], "-)]}%") && !(is_one_of(c[-1], "\"'") && is_word(c[-2]))
        && is_digit(c[1] == '.' ? c[2] : c[1]);
}

static int is_grade_minus(const Py_UCS4 *c)
{
    if (is_word(c[1]) || c[1] == '-' || !is_letter(c[-1]))
        return 0;
    return !is_word(c[-2]) || (is_letter(c[-2]) && !is_word(c[-3]));
}

/* Whether a mark means something between its neighbours: the opposite of _LOOSE in fingerprint.py. */
static int is_tight(const Py_UCS4 *c)
{
    switch (*c) {
    case '\'': return is_kept(c[-1]) && is_kept(c[1]);
    case '.': return is_kept(c[1]) && !is_letter(c[-1]) && !is_one_of(c[-1], ".)]}%!?")
                  && (!is_digit(c[-1]) || is_digit(c[1]));
    case '-': return is_number_minus(c) || is_grade_minus(c);
    default: return is_digit(c[-1]) && is_digit(c[1]);
    }
}

/* Writes a word of ASCII. */
static int write_word(const Py_UCS4 *word, Py_ssize_t length, Chars *out)
{
    if (make_room(out, 3 * length + 1) < 0)
        return -1;
    write_blank(out);
    for (const Py_UCS4 *c = word; c < word + length; c++) {
        int what = becomes[*c];
        if (what == KEPT || (what == MARK && is_tight(c)))
            out->chars[out->length++] = is_capital(*c) ? *c + 32 : *c;
        else
            write_blank(out);
        if (what == SIGN) {
            out->chars[out->length++] = *c;
            out->chars[out->length++] = ' ';
        }
    }
    return 0;
}

/* Writes what a mapping says that a word becomes. */
static int write_mapped(PyObject *of_word, const Py_UCS4 *word, Py_ssize_t length, Chars *out)
{
    PyObject *key = PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, word, length);
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
static int write_all(const Py_UCS4 *text, Py_ssize_t length, PyObject *of_word, Chars *out)
{
    for (const Py_UCS4 *c = text; c < text + length; c++) {
        const Py_UCS4 *word = c;
        int is_plain = 1;
        for (; c < text + length; c++) {
            if (is_letter(*c))
                continue;
            if (Py_UNICODE_ISSPACE(*c))
                break;
            if (is_digit(*c) ? may_be_unit(c) : may_be_code(c))
                return 1;
            if (*c >= 128 || (*c == '-' && c[1] == '$'))
                is_plain = 0;
        }
        if (c > word && (is_plain ? write_word(word, c - word, out) : write_mapped(of_word, word, c - word, out)) < 0)
            return -1;
    }
    return 0;
}

/* What the rules may see around a text. */
enum { MARGIN = 3 };

/* Copies a text, with nothing around it. */
static int copy(PyObject *text, Chars *copied)
{
    Py_ssize_t length = PyUnicode_GET_LENGTH(text);
    if (make_room(copied, length + 2 * MARGIN) < 0)
        return -1;
    memset(copied->chars, 0, MARGIN * sizeof(Py_UCS4));
    memset(copied->chars + MARGIN + length, 0, MARGIN * sizeof(Py_UCS4));
    return PyUnicode_AsUCS4(text, copied->chars + MARGIN, length, 0) ? 0 : -1;
}

static PyObject *words(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count)
{
    if (count != 2 || !PyUnicode_Check(args[0])) {
        PyErr_SetString(PyExc_TypeError, "words takes a text and what becomes of its words");
        return NULL;
    }
    Chars copied, out;
    begin(&copied);
    begin(&out);
    PyObject *written = NULL;
    int done = copy(args[0], &copied);
    if (done == 0)
        done = write_all(copied.chars + MARGIN, PyUnicode_GET_LENGTH(args[0]), args[1], &out);
    if (done == 0) {
        if (out.length && out.chars[out.length - 1] == ' ')
            out.length--;
        written = PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, out.chars, out.length);
    }
    else if (done == 1)
        written = Py_NewRef(Py_None);
    end(&copied);
    end(&out);
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
        becomes[c] = is_letter(c) || is_digit(c) ? KEPT : is_one_of(c, SIGNS) ? SIGN : is_one_of(c, MARKS) ? MARK : BLANK;
    return PyModule_Create(&module);
}
