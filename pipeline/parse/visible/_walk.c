/* The walk over the nodes of a page, compiled: it fills the arrays of walk.py.

Optional: where this was not built, the Python there does the same. tests/parse/visible/test_walk.py holds them equal. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>

/* The kinds of elements, as in walk.py. */
enum { UNSEEN = 1, SEEN = 2, OWN_LINE = 4, BREAK = 8, RULE = 16, LINK = 32, ASKS = 64 };
/* What class names say, as in walk.py. */
enum { NOISE = 1, OPENS = 2 };
/* In place of the number of an element: of the page itself, and of an element that is not read. */
enum { TOP = -1, UNREAD = -2 };

static const char *const ARRAYS[] = {
    "elements", "parents", "tags", "classes", "first", "end", "nodes", "texts", "holders", "line_of", "joined", "starts",
    "rules", "outlined",
};
enum { ELEMENTS, PARENTS, TAGS, CLASSES, FIRST, END, NODES, TEXTS, HOLDERS, LINE_OF, JOINED, STARTS, HORIZONTAL, OUTLINED, COUNT };

static PyObject *parent_name, *tag_name, *data_name, *attr_name, *class_name, *nothing, *blank;

/* An element that is read. */
typedef struct {
    Py_ssize_t parent, end; /* the piece after the last one in it */
    Py_ssize_t block; /* the block around it, or itself */
    long kind;
} Place;

typedef struct {
    PyTypeObject *text, *element;
    PyObject *kinds, *permalinks, *look, *is_panel; /* what walk.py knows of tags, texts and class names */
    PyObject *hidden;
    PyObject *lists[COUNT], *numbers, *names, *told;
    Py_ssize_t passed; /* how many of those told were met */
    Place *places;
    Py_ssize_t room, count; /* of places */
    PyObject *around; /* the parent of the last node, with its number and block */
    Py_ssize_t number, block;
    Py_ssize_t piece, line, line_block, length;
    int is_fresh, ends_blank; /* whether the next piece begins a line; whether a blank ends the last one */
} Walk;

static int add(Walk *walk, int list, PyObject *item) { return PyList_Append(walk->lists[list], item); }

/* Add what was made for that alone; NULL where it could not be made. */
static int add_new(Walk *walk, int list, PyObject *item)
{
    int failed = item == NULL || add(walk, list, item) < 0;
    Py_XDECREF(item);
    return failed ? -1 : 0;
}

static int add_number(Walk *walk, int list, Py_ssize_t number)
{
    return add_new(walk, list, PyLong_FromSsize_t(number));
}

/* Go to the place of a node: the number of its parent, and the block around it. */
static int enter(Walk *walk, PyObject *node)
{
    PyObject *parent = PyObject_GetAttr(node, parent_name);
    if (parent == NULL)
        return -1;
    if (parent == walk->around) {
        Py_DECREF(parent);
        return 0;
    }
    Py_XSETREF(walk->around, parent);
    PyObject *number = PyDict_GetItemWithError(walk->numbers, parent);
    walk->number = number != NULL ? PyLong_AsSsize_t(number) : UNREAD;
    if (walk->number >= walk->count) {
        PyErr_SetString(PyExc_IndexError, "no element of this walk has such a number");
        return -1;
    }
    walk->block = walk->number >= 0 ? walk->places[walk->number].block : TOP;
    return PyErr_Occurred() ? -1 : 0;
}

/* --- texts --- */

/* What a text says from one character to another, on one line. */
static PyObject *on_one_line(PyObject *data, Py_ssize_t start, Py_ssize_t end)
{
    int kind = PyUnicode_KIND(data), is_plain = 1;
    const void *chars = PyUnicode_DATA(data);
    Py_UCS4 before = 0;
    for (Py_ssize_t i = start; i < end && is_plain; i++) {
        Py_UCS4 c = PyUnicode_READ(kind, chars, i);
        is_plain = !(c == ' ' && before == ' ') && (c < 127 ? c >= ' ' : Py_UNICODE_ISPRINTABLE(c));
        before = c;
    }
    PyObject *text = PyUnicode_Substring(data, start, end);
    if (text == NULL || is_plain)
        return text;
    PyObject *words = PyUnicode_Split(text, NULL, -1);
    Py_DECREF(text);
    if (words == NULL)
        return NULL;
    text = PyUnicode_Join(blank, words);
    Py_DECREF(words);
    return text;
}

static int begin_line(Walk *walk)
{
    walk->line++;
    walk->line_block = walk->block;
    walk->is_fresh = 0;
    return add_number(walk, STARTS, walk->piece);
}

/* Add a piece of text, whose words lie in the data of its node from one character to another. */
static int add_piece(Walk *walk, PyObject *node, PyObject *data, Py_ssize_t start, Py_ssize_t end)
{
    PyObject *text = on_one_line(data, start, end);
    if (text == NULL)
        return -1;
    if (end - start == 1 && walk->number >= 0 && walk->places[walk->number].kind & LINK) {
        int is_permalink = PySet_Contains(walk->permalinks, text);
        if (is_permalink) {
            Py_DECREF(text);
            return is_permalink < 0 ? -1 : 0;
        }
    }
    int is_first = walk->is_fresh || walk->block != walk->line_block;
    int is_joined = !is_first && !walk->ends_blank && start == 0;
    if (add_new(walk, TEXTS, text) < 0 || (is_first && begin_line(walk) < 0)
        || add(walk, JOINED, is_joined ? Py_True : Py_False) < 0 || add(walk, NODES, node) < 0
        || add_number(walk, HOLDERS, walk->number) < 0 || add_number(walk, LINE_OF, walk->line) < 0)
        return -1;
    walk->piece++;
    if (walk->number >= 0)
        walk->places[walk->number].end = walk->piece;
    walk->ends_blank = end < PyUnicode_GET_LENGTH(data);
    return 0;
}

/* Whether a character has no width, as in the `_UNSEEN_TEXTS` of walk.py. */
static int is_unseen(Py_UCS4 c) { return c == 0xad || c == 0x180e || c == 0x200b || c == 0x2060 || c == 0xfeff; }

static int read_text(Walk *walk, PyObject *node)
{
    if (walk->number == UNREAD)
        return 0;
    PyObject *data = PyObject_GetAttr(node, data_name);
    if (data == NULL)
        return -1;
    if (!PyUnicode_Check(data)) {
        PyErr_SetString(PyExc_TypeError, "the data of a text must be a string");
        Py_DECREF(data);
        return -1;
    }
    Py_ssize_t start = 0, end = PyUnicode_GET_LENGTH(data);
    walk->length += end;
    int kind = PyUnicode_KIND(data);
    const void *chars = PyUnicode_DATA(data);
    while (start < end && Py_UNICODE_ISSPACE(PyUnicode_READ(kind, chars, start)))
        start++;
    while (start < end && Py_UNICODE_ISSPACE(PyUnicode_READ(kind, chars, end - 1)))
        end--;
    if (end - start == 1 && is_unseen(PyUnicode_READ(kind, chars, start)))
        end = start;
    int failed = start < end ? add_piece(walk, node, data, start, end) : 0;
    Py_DECREF(data);
    return failed;
}

/* --- elements --- */

/* What class names say; each is asked about once. */
static long look_at(Walk *walk, PyObject *names)
{
    if (names == nothing)
        return 0;
    PyObject *known = PyDict_GetItemWithError(walk->names, names);
    if (known != NULL || PyErr_Occurred())
        return known != NULL ? PyLong_AsLong(known) : -1;
    PyObject *found = PyObject_CallOneArg(walk->look, names);
    long look = found == NULL || PyDict_SetItem(walk->names, names, found) < 0 ? -1 : PyLong_AsLong(found);
    Py_XDECREF(found);
    return look;
}

/* Add an element to the outline if its tag, its names or an attribute says that it may ask. */
static int outline(Walk *walk, PyObject *node, long kind, long look)
{
    int is_told = walk->passed < PyList_GET_SIZE(walk->told) && PyList_GET_ITEM(walk->told, walk->passed) == node;
    walk->passed += is_told;
    return is_told || kind & ASKS || look & OPENS ? add(walk, OUTLINED, node) : 0;
}

/* Whether an element and all that is in it is no text of the page. */
static int is_left_out(Walk *walk, PyObject *node, long kind, long look)
{
    int says_nothing = look & NOISE;
    if (!says_nothing && PySet_GET_SIZE(walk->hidden))
        says_nothing = PySet_Contains(walk->hidden, node);
    if (says_nothing <= 0 || kind & SEEN)
        return says_nothing < 0 ? -1 : 0;
    PyObject *panel = PyObject_CallOneArg(walk->is_panel, node);
    int is_panel = panel == NULL ? -1 : PyObject_IsTrue(panel);
    Py_XDECREF(panel);
    return is_panel < 0 ? -1 : !is_panel;
}

static int add_element(Walk *walk, PyObject *node, PyObject *tag, PyObject *names, long kind)
{
    if (walk->count == walk->room) {
        Place *places = PyMem_Realloc(walk->places, 2 * walk->room * sizeof(Place));
        if (places == NULL) {
            PyErr_NoMemory();
            return -1;
        }
        walk->places = places;
        walk->room *= 2;
    }
    Py_ssize_t block = kind & OWN_LINE ? walk->count : walk->block;
    walk->places[walk->count] = (Place){walk->number, walk->piece, block, kind};
    if (kind & OWN_LINE)
        walk->is_fresh = 1;
    PyObject *number = PyLong_FromSsize_t(walk->count++);
    int failed = number == NULL || PyDict_SetItem(walk->numbers, node, number) < 0;
    Py_XDECREF(number);
    if (failed || add(walk, ELEMENTS, node) < 0 || add_number(walk, PARENTS, walk->number) < 0
        || add(walk, TAGS, tag) < 0 || add(walk, CLASSES, names) < 0 || add_number(walk, FIRST, walk->piece) < 0)
        return -1;
    return 0;
}

static PyObject *class_names(PyObject *node)
{
    PyObject *arguments[] = {node, class_name};
    PyObject *names = PyObject_VectorcallMethod(attr_name, arguments, 2 | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
    if (names == Py_None)
        Py_SETREF(names, Py_NewRef(nothing));
    return names;
}

static int read_seen_element(Walk *walk, PyObject *node, PyObject *tag, PyObject *names, long kind, long look)
{
    int leaves = is_left_out(walk, node, kind, look);
    return leaves < 0 || (!leaves && add_element(walk, node, tag, names, kind) < 0) ? -1 : 0;
}

static int read_element(Walk *walk, PyObject *node)
{
    PyObject *tag = PyObject_GetAttr(node, tag_name);
    if (tag == NULL)
        return -1;
    PyObject *known = PyDict_GetItemWithError(walk->kinds, tag);
    long kind = known != NULL ? PyLong_AsLong(known) : 0;
    PyObject *names = PyErr_Occurred() ? NULL : class_names(node);
    long look = names != NULL ? look_at(walk, names) : -1;
    int failed = 0;
    if (look < 0 || outline(walk, node, kind, look) < 0)
        failed = -1;
    else if (walk->number != UNREAD && !(kind & UNSEEN))
        failed = read_seen_element(walk, node, tag, names, kind, look);
    else {
        if (kind & BREAK)
            walk->is_fresh = 1;
        if (kind & RULE)
            failed = add_number(walk, HORIZONTAL, walk->piece);
    }
    Py_XDECREF(names);
    Py_DECREF(tag);
    return failed;
}

/* --- the walk --- */

/* Add where each element ends: what is in it ends there, too. */
static int add_ends(Walk *walk)
{
    Place *places = walk->places;
    for (Py_ssize_t i = walk->count - 1; i >= 0; i--)
        if (places[i].parent >= 0 && places[places[i].parent].end < places[i].end)
            places[places[i].parent].end = places[i].end;
    for (Py_ssize_t i = 0; i < walk->count; i++)
        if (add_number(walk, END, places[i].end) < 0)
            return -1;
    return 0;
}

static int read_nodes(Walk *walk, PyObject *nodes)
{
    PyObject *node;
    int failed = 0;
    while (!failed && (node = PyIter_Next(nodes)) != NULL) {
        if (PyObject_TypeCheck(node, walk->text))
            failed = enter(walk, node) < 0 || read_text(walk, node) < 0;
        else if (PyObject_TypeCheck(node, walk->element))
            failed = enter(walk, node) < 0 || read_element(walk, node) < 0;
        Py_DECREF(node);
    }
    return failed || PyErr_Occurred() || add_number(walk, STARTS, walk->piece) < 0 ? -1 : add_ends(walk);
}

static int set_length(Walk *walk, PyObject *arrays)
{
    PyObject *length = PyLong_FromSsize_t(walk->length);
    int failed = length == NULL || PyObject_SetAttrString(arrays, "length", length) < 0;
    Py_XDECREF(length);
    return failed ? -1 : 0;
}

/* Take the lists and the dictionaries that are to be filled. */
static int take_arrays(Walk *walk, PyObject *arrays)
{
    for (int i = 0; i < COUNT; i++) {
        walk->lists[i] = PyObject_GetAttrString(arrays, ARRAYS[i]);
        if (walk->lists[i] == NULL || !PyList_Check(walk->lists[i]))
            return -1;
    }
    walk->numbers = PyObject_GetAttrString(arrays, "numbers");
    if (walk->numbers == NULL || !PyDict_Check(walk->numbers))
        return -1;
    walk->names = PyObject_GetAttrString(arrays, "names");
    if (walk->names == NULL || !PyDict_Check(walk->names))
        return -1;
    walk->told = PyObject_GetAttrString(arrays, "told");
    return walk->told != NULL && PyList_Check(walk->told) ? 0 : -1;
}

static PyObject *fill(PyObject *Py_UNUSED(module), PyObject *args)
{
    Walk walk = {.number = UNREAD, .block = TOP, .line = -1, .line_block = TOP, .is_fresh = 1, .room = 256};
    PyObject *arrays, *nodes, *iterator = NULL;
    if (!PyArg_ParseTuple(args, "OOO!(O!O!O!O!OO)", &arrays, &nodes, &PySet_Type, &walk.hidden, &PyType_Type, &walk.text,
                          &PyType_Type, &walk.element, &PyDict_Type, &walk.kinds, &PyFrozenSet_Type, &walk.permalinks,
                          &walk.look, &walk.is_panel))
        return NULL;
    int failed = take_arrays(&walk, arrays);
    if (failed && !PyErr_Occurred())
        PyErr_SetString(PyExc_TypeError, "these are no arrays to fill");
    walk.places = PyMem_New(Place, walk.room);
    if (!failed && walk.places != NULL)
        iterator = PyObject_GetIter(nodes);
    failed = iterator == NULL || read_nodes(&walk, iterator) < 0 || set_length(&walk, arrays) < 0;
    Py_XDECREF(iterator);
    PyMem_Free(walk.places);
    Py_XDECREF(walk.names);
    Py_XDECREF(walk.told);
    Py_XDECREF(walk.around);
    Py_XDECREF(walk.numbers);
    for (int i = 0; i < COUNT; i++)
        Py_XDECREF(walk.lists[i]);
    if (!failed)
        return Py_NewRef(Py_None);
    return PyErr_Occurred() ? NULL : PyErr_NoMemory();
}

static PyMethodDef functions[] = {
    {"fill", fill, METH_VARARGS,
     "fill(arrays, nodes, hidden, looks)\n--\n\nFill the arrays of a page with its nodes, which come in document order."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "_walk", "The walk over the nodes of a page, compiled.", 0, functions, NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__walk(void)
{
    parent_name = PyUnicode_InternFromString("parent");
    tag_name = PyUnicode_InternFromString("tag");
    data_name = PyUnicode_InternFromString("data");
    attr_name = PyUnicode_InternFromString("attr");
    class_name = PyUnicode_InternFromString("class");
    nothing = PyUnicode_InternFromString("");
    blank = PyUnicode_InternFromString(" ");
    return PyErr_Occurred() ? NULL : PyModule_Create(&module);
}
