/* The words of a fingerprint, compiled: what fingerprint.py does word by word, for words of ASCII; the content words of a
question; and whether a text is clean, as clean.py would leave it.

Optional: where this was not built, fingerprint.py, dedup/near/words.py and clean.py do it all. Their rules are the
standard, and tests/text/test_compiled_words.py holds them equal. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <string.h>

/* What becomes of a byte of UTF-8. */
enum { BLANK, KEPT, SIGN, MARK };
static const char SIGNS[] = "#%&@$+<=>^"; /* each a word of its own */
static const char MARKS[] = "'.,-/*:";    /* kept between the right neighbours */
typedef unsigned char Byte;
static Byte becomes[256];
static Byte says_nothing[256]; /* before white space, whatever is in front of it */
static Byte lowered[256]; /* letters in lower case, ' ' for white space, 0 for all else */
static PyObject *blank;

static int is_digit(Byte c) { return c >= '0' && c <= '9'; }
static int is_capital(Byte c) { return c >= 'A' && c <= 'Z'; }
static int is_letter(Byte c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }
static int is_kept(Byte c) { return becomes[c] == KEPT; }
static int is_word(Byte c) { return is_kept(c) || c == '_'; }
static int is_space(Byte c) { return lowered[c] == ' '; }

static int is_one_of(Byte c, const char *those)
{
    while (*those && *those != c)
        those++;
    return *those != 0;
}

/* Text in UTF-8 that grows. */
typedef struct {
    Byte *bytes;
    Py_ssize_t length, room;
    int is_ascii;
    Byte fixed[4096];
} Text;

static void begin(Text *text)
{
    text->bytes = text->fixed;
    text->length = 0;
    text->room = sizeof(text->fixed);
    text->is_ascii = 1;
}

static void end(Text *text)
{
    if (text->bytes != text->fixed)
        PyMem_Free(text->bytes);
}

static int make_room(Text *out, Py_ssize_t more)
{
    if (out->length + more <= out->room)
        return 0;
    Py_ssize_t room = 2 * (out->length + more);
    Byte *bytes = PyMem_Malloc(room);
    if (bytes == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    memcpy(bytes, out->bytes, out->length);
    end(out);
    out->bytes = bytes;
    out->room = room;
    return 0;
}

/* One blank between words, none in front. */
static Byte *write_blank(const Byte *start, Byte *to)
{
    if (to > start && to[-1] != ' ')
        *to++ = ' ';
    return to;
}

/* The rules look at a character by its neighbours. No word is next to another: so none needs to know where it ends. */

/* Whether the operators of code of fingerprint.py may stand here. */
static int may_be_code(const Byte *c)
{
    switch (*c) {
    case '=': case '\\': return 1;
    case '!': return is_one_of(c[1], "=_(") || (is_letter(c[1]) && !is_capital(c[1]));
    case '&': return c[1] == '&';
    case '|': return c[1] == '|';
    case '~': return c[1] == '/' || is_one_of(c[-1], "=!(&|");
    case '-': return c[1] == '-' || (c[-1] == ' ' && is_capital(c[1]));
    case '*': return c[-1] && !is_space(c[-1] == ' ' ? c[-2] : c[-1]);
    default: return 0;
    }
}

/* How many bytes the blank takes that is here; 0 where there is none. */
static int blank_at(const Byte *c)
{
    if (*c < 0xC0 || *c >= 0xF0)
        return is_space(*c);
    if (*c < 0xE0)
        return Py_UNICODE_ISSPACE((*c & 0x1F) << 6 | (c[1] & 0x3F)) ? 2 : 0;
    return Py_UNICODE_ISSPACE((*c & 0x0F) << 12 | (c[1] & 0x3F) << 6 | (c[2] & 0x3F)) ? 3 : 0;
}

/* Whether its units may follow a digit. */
static int may_be_unit(const Byte *c)
{
    c += 1 + blank_at(c + 1);
    if (!is_letter(*c))
        return 0;
    return *c == 'm' ? is_one_of(c[1], "WHJVP") : is_one_of(*c, "MGTKk") && is_one_of(c[1], "bB");
}

static int is_number_minus(const Byte *c)
{
    return !is_kept(c[-1]) && !is_one_of(c[-1], "-)]}%") && !(is_one_of(c[-1], "\"'") && is_word(c[-2]))
        && is_digit(c[1] == '.' ? c[2] : c[1]);
}

static int is_grade_minus(const Byte *c)
{
    if (is_word(c[1]) || c[1] == '-' || !is_letter(c[-1]))
        return 0;
    return !is_word(c[-2]) || (is_letter(c[-2]) && !is_word(c[-3]));
}

/* Whether a mark means something between its neighbours: the opposite of _LOOSE in fingerprint.py. */
static int is_tight(const Byte *c)
{
    switch (*c) {
    case '\'': return is_kept(c[-1]) && is_kept(c[1]);
    case '.': return is_kept(c[1]) && !is_letter(c[-1]) && !is_one_of(c[-1], ".)]}%!?")
                  && (!is_digit(c[-1]) || is_digit(c[1]));
    case '-': return is_number_minus(c) || is_grade_minus(c);
    default: return is_digit(c[-1]) && is_digit(c[1]);
    }
}

/* Writes what is neither letter nor white space, of ASCII. */
static Byte *write_mark(const Byte *c, const Byte *start, Byte *to)
{
    int what = becomes[*c];
    if (what == KEPT || (what == MARK && is_tight(c))) {
        *to++ = *c;
        return to;
    }
    to = write_blank(start, to);
    if (what == SIGN) {
        *to++ = *c;
        *to++ = ' ';
    }
    return to;
}

/* Whether operators of code or units may be here. */
static int may_be_code_or_unit(const Byte *c) { return is_digit(*c) ? may_be_unit(c) : may_be_code(c); }

/* Returns where a word ends, looked at from somewhere in it; NULL where code may be in it. */
static const Byte *end_of_word(const Byte *c)
{
    for (; *c && !blank_at(c); c++)
        if (may_be_code_or_unit(c))
            return NULL;
    return c;
}

/* Writes what a mapping says that a word becomes, and makes room for as much as may follow. */
static int write_mapped(PyObject *of_word, const Byte *word, Py_ssize_t length, Text *out, Py_ssize_t rest)
{
    PyObject *key = PyUnicode_DecodeUTF8((const char *)word, length, NULL);
    PyObject *new = key ? PyObject_GetItem(of_word, key) : NULL;
    Py_XDECREF(key);
    if (new == NULL)
        return -1;
    Py_ssize_t more = 0;
    const char *bytes = NULL;
    if (!PyUnicode_Check(new))
        PyErr_SetString(PyExc_TypeError, "of_word must give texts");
    else
        bytes = PyUnicode_AsUTF8AndSize(new, &more);
    int done = bytes == NULL || make_room(out, more + 1 + rest) < 0 ? -1 : 0;
    if (done == 0) {
        Byte *to = write_blank(out->bytes, out->bytes + out->length);
        memcpy(to, bytes, more);
        out->length = to + more - out->bytes;
        out->is_ascii &= PyUnicode_IS_ASCII(new);
    }
    Py_DECREF(new);
    return done;
}

/* A byte eight times. */
#define EIGHT(byte) (0x0101010101010101u * (byte))

/* Writes eight bytes at once if they are letters and single blanks. Returns how many there are up to the last blank; -1 if
they are anything else. */
static int write_eight(const Byte *c, int is_after_blank, Byte *to)
{
#if defined(__GNUC__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    uint64_t bytes;
    memcpy(&bytes, c, 8);
    uint64_t lower = bytes | EIGHT(' '), top = EIGHT(0x80);
    uint64_t letters = (lower + EIGHT(0x80 - 'a')) & ~(lower + EIGHT(0x7F - 'z')) & top;
    uint64_t blanks = ~((bytes ^ EIGHT(' ')) + EIGHT(0x7F)) & top;
    if (bytes & top || (letters | blanks) != top || blanks & (blanks << 8 | (is_after_blank ? 0x80 : 0)))
        return -1;
    memcpy(to, &lower, 8);
    return blanks ? 8 - __builtin_clzll(blanks) / 8 : 0;
#else
    return -1;
#endif
}

/* What a byte may become at most, with the blanks around it. */
enum { MOST = 3 };

/* Writes all words: 0; 1 where code may be among them; -1 with an error set. */
static int write_all(const Byte *c, const Byte *last, PyObject *of_word, Text *out)
{
    if (make_room(out, MOST * (last - c) + 1) < 0)
        return -1;
    const Byte *word = c; /* that is being written, from `before` on */
    Byte *to = out->bytes, *before = to;
    for (;;) {
        int is_blank = to == out->bytes || to[-1] == ' ';
        for (int count; last - c >= 8 && (count = write_eight(c, is_blank, to)) >= 0; c += 8, to += 8) {
            is_blank = count == 8;
            word = count ? c + count : word;
            before = count ? to + count : before;
        }
        for (Byte letter; (letter = lowered[*c]) != 0; c++) { /* nearly all: so without a branch for blanks */
            *to = letter;
            to += !(is_blank & (letter == ' '));
            is_blank = letter == ' ';
            word = is_blank ? c + 1 : word;
            before = is_blank ? to : before;
        }
        if (c == last)
            break;
        if (is_digit(*c)) {
            while (is_digit(*c))
                *to++ = *c++;
            if (may_be_unit(c - 1))
                return 1;
            continue;
        }
        if (says_nothing[*c] && is_space(c[1])) {
            to = write_blank(out->bytes, to);
            c++;
            continue;
        }
        int blank = blank_at(c);
        if (blank) {
            to = before = write_blank(out->bytes, to);
            word = c += blank;
        } else if (*c >= 128 || (*c == '-' && c[1] == '$')) {
            if ((c = end_of_word(c)) == NULL)
                return 1;
            out->length = before - out->bytes;
            if (write_mapped(of_word, word, c - word, out, MOST * (last - c) + 1) < 0)
                return -1;
            to = out->bytes + out->length;
        } else if (may_be_code_or_unit(c))
            return 1;
        else
            to = write_mark(c++, out->bytes, to);
    }
    out->length = to - out->bytes - (to > out->bytes && to[-1] == ' ');
    return 0;
}

/* What the rules may see before a text; after it is a zero. */
enum { MARGIN = 3 };

/* Writes the words of a text, with nothing around it: as write_all; 1 also where it has a zero, or halves of characters. */
static int write_words(PyObject *text, PyObject *of_word, Text *out)
{
    PyObject *encoded = PyUnicode_IS_ASCII(text) ? Py_NewRef(text) : PyUnicode_AsUTF8String(text);
    if (encoded == NULL) {
        if (!PyErr_ExceptionMatches(PyExc_UnicodeError))
            return -1;
        PyErr_Clear();
        return 1;
    }
    int is_text = PyUnicode_Check(encoded);
    Py_ssize_t length = is_text ? PyUnicode_GET_LENGTH(encoded) : PyBytes_GET_SIZE(encoded);
    Text copied;
    begin(&copied);
    int done = make_room(&copied, length + MARGIN + 1);
    if (done == 0) {
        memset(copied.bytes, 0, MARGIN);
        memcpy(copied.bytes + MARGIN, is_text ? PyUnicode_DATA(encoded) : PyBytes_AS_STRING(encoded), length + 1);
        done = strlen((char *)copied.bytes + MARGIN) != (size_t)length
            ? 1 : write_all(copied.bytes + MARGIN, copied.bytes + MARGIN + length, of_word, out);
    }
    end(&copied);
    Py_DECREF(encoded);
    return done;
}

static PyObject *words(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count)
{
    if (count != 2 || !PyUnicode_Check(args[0])) {
        PyErr_SetString(PyExc_TypeError, "words takes a text and what becomes of its words");
        return NULL;
    }
    Text out;
    begin(&out);
    PyObject *written = NULL;
    int done = write_words(args[0], args[1], &out);
    if (done == 1)
        written = Py_NewRef(Py_None);
    else if (done == 0 && !out.is_ascii)
        written = PyUnicode_DecodeUTF8((const char *)out.bytes, out.length, NULL);
    else if (done == 0 && (written = PyUnicode_New(out.length, 127)) != NULL)
        memcpy(PyUnicode_DATA(written), out.bytes, out.length);
    end(&out);
    return written;
}

/* Writes a number in decimal digits, and a colon. Returns where that ends. */
static Byte *write_length(Py_ssize_t number, Byte *to)
{
    Byte digits[24];
    int count = 0;
    do
        digits[count++] = '0' + number % 10;
    while ((number /= 10) > 0);
    while (count > 0)
        *to++ = digits[--count];
    *to++ = ':';
    return to;
}

/* Puts a text after its length. Returns where it ends. */
static Byte *write_delimited(const Text *text, Byte *to)
{
    to = write_length(text->length, to);
    memcpy(to, text->bytes, text->length);
    return to + text->length;
}

static PyObject *pair(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count)
{
    if (count != 3 || !PyUnicode_Check(args[0]) || !PyUnicode_Check(args[1])) {
        PyErr_SetString(PyExc_TypeError, "pair takes two texts and what becomes of their words");
        return NULL;
    }
    Text one, other, whole;
    begin(&one);
    begin(&other);
    begin(&whole);
    PyObject *written = NULL;
    int done = write_words(args[0], args[2], &one);
    if (done == 0)
        done = write_words(args[1], args[2], &other);
    if (done == 1 || (done == 0 && !(one.is_ascii && other.is_ascii)))
        written = Py_NewRef(Py_None);
    else if (done == 0 && make_room(&whole, one.length + other.length + 2 * 24) == 0) {
        Byte *to = write_delimited(&other, write_delimited(&one, whole.bytes));
        written = PyBytes_FromStringAndSize((char *)whole.bytes, to - whole.bytes);
    }
    end(&one);
    end(&other);
    end(&whole);
    return written;
}

/* Texts in order, each once. */
typedef struct {
    PyObject *texts[64];
    int count;
} Ordered;

/* Puts a text among them: 0; 1 where there is no room; -1 where it is none, with an error set. */
static int put(Ordered *among, PyObject *text)
{
    int at = among->count;
    if (!PyUnicode_Check(text)) {
        PyErr_SetString(PyExc_TypeError, "forms_of must give tuples of texts");
        return -1;
    }
    for (; at > 0; at--) {
        int order = PyUnicode_Compare(among->texts[at - 1], text);
        if (order == 0)
            return 0;
        if (order < 0)
            break;
    }
    if (among->count == sizeof(among->texts) / sizeof(PyObject *))
        return 1;
    memmove(among->texts + at + 1, among->texts + at, (among->count++ - at) * sizeof(PyObject *));
    among->texts[at] = Py_NewRef(text);
    return 0;
}

/* Puts all that a mapping gives for a word among others: as `put`. */
static int put_forms(PyObject *forms_of, PyObject *word, Ordered *among)
{
    PyObject *forms = PyObject_GetItem(forms_of, word);
    int done = forms == NULL ? -1 : 0;
    if (done == 0 && !PyTuple_Check(forms)) {
        PyErr_SetString(PyExc_TypeError, "forms_of must give tuples of texts");
        done = -1;
    }
    for (Py_ssize_t at = 0; done == 0 && at < PyTuple_GET_SIZE(forms); at++)
        done = put(among, PyTuple_GET_ITEM(forms, at));
    Py_XDECREF(forms);
    return done;
}

/* Puts the forms of all words of an ASCII text in order: as above; 1 also where one is the name of something. */
static int put_all(PyObject *text, PyObject *forms_of, PyObject *nouns, Ordered *among)
{
    const Byte *c = PyUnicode_DATA(text), *last = c + PyUnicode_GET_LENGTH(text);
    while (c < last && is_space(last[-1]))
        last--;
    PyObject *before = Py_NewRef(Py_None);
    int done = 0;
    while (done == 0 && c < last) {
        while (is_space(*c))
            c++;
        const Byte *start = c;
        while (c < last && !is_space(*c))
            c++;
        PyObject *word = PyUnicode_FromKindAndData(PyUnicode_1BYTE_KIND, start, c - start);
        if (c - start == 1 && word != NULL && is_one_of(*start, "ai"))
            done = c == last && *start == 'a' ? 1 : PySet_Contains(nouns, before);
        if (done == 0)
            done = word == NULL ? -1 : put_forms(forms_of, word, among);
        Py_SETREF(before, word);
    }
    Py_XDECREF(before);
    return done;
}

static PyObject *content(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count)
{
    if (count != 3 || !PyUnicode_Check(args[0])) {
        PyErr_SetString(PyExc_TypeError, "content takes a text, the forms of its words, and nouns");
        return NULL;
    }
    Ordered found = {.count = 0};
    int done = PyUnicode_IS_ASCII(args[0]) ? put_all(args[0], args[1], args[2], &found) : 1;
    PyObject *forms = done == 0 ? PyList_New(found.count) : NULL;
    for (int at = 0; at < found.count; at++)
        if (forms != NULL)
            PyList_SET_ITEM(forms, at, found.texts[at]);
        else
            Py_DECREF(found.texts[at]);
    if (done == 1)
        return Py_NewRef(Py_None);
    PyObject *joined = forms != NULL ? PyUnicode_Join(blank, forms) : NULL;
    Py_XDECREF(forms);
    return joined;
}

/* A text of any kind. */
typedef struct {
    int kind, is_ascii;
    const void *data;
    Py_ssize_t length;
} Raw;

/* The character at a place; a line end after the last one. */
static inline Py_UCS4 raw_at(const Raw *raw, Py_ssize_t i)
{
    return i < raw->length ? PyUnicode_READ(raw->kind, raw->data, i) : '\n';
}

/* Whether a line may open with a character, as a line that goes on with none before: the _OPENS_LINE of clean.py. */
static int may_open_line(Py_UCS4 c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde) || c == '"' || c == '\'' || c == '(' || c == 0x201c
        || c == 0x2018;
}

/* How many characters the bullet or number takes that opens an item, as it is written when it is clean. */
static int length_of_marker(const Raw *raw, Py_ssize_t i)
{
    int digits = 0;
    while (digits < 3 && raw_at(raw, i + digits) >= '0' && raw_at(raw, i + digits) <= '9')
        digits++;
    Py_UCS4 sign = raw_at(raw, i + digits);
    return (digits ? sign == '.' : sign == '-') && raw_at(raw, i + digits + 1) == ' ' ? digits + 2 : 0;
}

/* As `end_of_clean`, for a text of ASCII: many characters at once. */
static Py_ssize_t end_of_clean_ascii(const Byte *text, Py_ssize_t i, Py_ssize_t length)
{
    const Byte *start = text + i, *found = i < length ? memchr(start, '\n', length - i) : NULL;
    const Byte *end = found ? found : text + length;
    Byte any = end == start || *start == ' ' || end[-1] == ' ';
    for (const Byte *c = start; c < end; c++) /* after the last one is a line end or a zero */
        any |= (c[0] < ' ') | (c[0] == 0x7f) | ((c[0] == ' ') & (c[1] == ' '));
    return any ? -1 : end - text;
}

/* Where a line ends in which nothing is to be cleaned but its start; -1 where there may be something. */
static Py_ssize_t end_of_clean(const Raw *raw, Py_ssize_t i)
{
    if (raw->is_ascii)
        return i > raw->length ? -1 : end_of_clean_ascii(raw->data, i, raw->length);
    Py_UCS4 c, last = ' ';
    for (; (c = raw_at(raw, i)) != '\n'; last = c, i++)
        if (c < ' ' || c == 0x7f || (c == ' ' && last == ' ') || (c >= 128 && !Py_UNICODE_ISPRINTABLE(c)))
            return -1;
    return last == ' ' ? -1 : i;
}

static PyObject *clean_lines(PyObject *Py_UNUSED(module), PyObject *text)
{
    if (!PyUnicode_Check(text)) {
        PyErr_SetString(PyExc_TypeError, "clean_lines takes a text");
        return NULL;
    }
    Raw raw = {PyUnicode_KIND(text), PyUnicode_IS_ASCII(text), PyUnicode_DATA(text), PyUnicode_GET_LENGTH(text)};
    Py_ssize_t lines = 0, i = 0;
    for (; i <= raw.length; i++) {
        Py_UCS4 c = raw_at(&raw, i);
        int marker = length_of_marker(&raw, i), is_opened = marker || may_open_line(c);
        if (lines && c == '\n') /* a paragraph */
            is_opened = may_open_line(raw_at(&raw, ++i));
        Py_ssize_t end = end_of_clean(&raw, i);
        int is_only = lines == 0 && end == raw.length && (is_opened || (c < 128 && is_letter((Byte)c)));
        if (end < 0 || !(is_only || (is_opened && end > i + (marker ? marker : 1))))
            return PyLong_FromLong(0);
        lines++;
        i = end;
    }
    return PyLong_FromSsize_t(lines);
}

static PyMethodDef functions[] = {
    {"clean_lines", clean_lines, METH_O,
     "clean_lines(text)\n--\n\nReturn how many lines a text has that is clean already; 0 where that is not sure."},
    {"words", (PyCFunction)(void (*)(void))words, METH_FASTCALL,
     "words(text, of_word)\n--\n\nReturn the words of a text in the form of a fingerprint, one blank between.\n\n"
     "Words with other letters than those of ASCII are looked up in `of_word`. None where operators of code or units\n"
     "may be in the text."},
    {"pair", (PyCFunction)(void (*)(void))pair, METH_FASTCALL,
     "pair(question, answer, of_word)\n--\n\nReturn the words of both, each after its length: what their id is made of."
     "\n\nNone where `words` is None of one of them, or is not ASCII."},
    {"content", (PyCFunction)(void (*)(void))content, METH_FASTCALL,
     "content(text, forms_of, nouns)\n--\n\nReturn what `forms_of` gives for the words of a text, each once and in order,"
     " one blank between.\n\nNone where the text is not ASCII, has too many words, or `a` or `i` in it may name something:"
     " `a` at its end, or\neither after one of `nouns`."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "_words", "The words of a fingerprint, and whether a text is clean, compiled.", 0, functions,
    NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__words(void)
{
    for (int c = 1; c < 128; c++) {
        becomes[c] = is_letter(c) || is_digit(c) ? KEPT : is_one_of(c, SIGNS) ? SIGN : is_one_of(c, MARKS) ? MARK : BLANK;
        says_nothing[c] = is_one_of(c, ".,:;?\"()[]");
        lowered[c] = is_letter(c) ? c | 32 : Py_UNICODE_ISSPACE(c) ? ' ' : 0;
    }
    if (blank == NULL && (blank = PyUnicode_InternFromString(" ")) == NULL)
        return NULL;
    return PyModule_Create(&module);
}
