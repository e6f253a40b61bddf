/* Short names of things, compiled: what digest.py does, with the instructions that a processor has for sha256.

Optional: where this was not built, or the processor has none, digest.py does it with hashlib, which takes some times as
long for a short text. tests/text/test_compiled_digest.py holds the two equal. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <string.h>

/* Bytes of a block, and of the length that ends the last one; hex digits of a name. */
enum { BLOCK = 64, END = 8, DIGITS = 16 };

#if defined(__x86_64__) && defined(__GNUC__)
#include <cpuid.h>
#include <immintrin.h>

static int has_instructions(void)
{
    unsigned int a, b, c, d;
    if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_SSSE3) || !(c & bit_SSE4_1))
        return 0;
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) && b & 1u << 29;
}

/* The fractions of the cube roots of the first 64 primes, and of the square roots of the first eight. */
static const uint32_t ROOTS[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};
enum {
    A = 0x6a09e667, B = (int)0xbb67ae85, C = 0x3c6ef372, D = (int)0xa54ff53a, E = 0x510e527f, F = (int)0x9b05688c,
    G = 0x1f83d9ab, H = 0x5be0cd19,
};

/* Returns the first 64 bits of the sha256 of some whole blocks. */
__attribute__((target("sha,sse4.1,ssse3"))) static uint64_t hash(const unsigned char *block, Py_ssize_t blocks)
{
    const __m128i in_order = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    __m128i abef = _mm_set_epi32(A, B, E, F), cdgh = _mm_set_epi32(C, D, G, H);
    for (; blocks; blocks--, block += BLOCK) {
        __m128i abef_before = abef, cdgh_before = cdgh, words[4];
        for (int i = 0; i < 16; i++) { /* four rounds each */
            __m128i *word = words + i % 4, *last = words + (i + 3) % 4;
            if (i < 4)
                *word = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)block + i), in_order);
            else {
                __m128i sum = _mm_sha256msg1_epu32(*word, words[(i + 1) % 4]);
                *word = _mm_sha256msg2_epu32(_mm_add_epi32(sum, _mm_alignr_epi8(*last, words[(i + 2) % 4], 4)), *last);
            }
            __m128i key = _mm_add_epi32(*word, _mm_loadu_si128((const __m128i *)ROOTS + i));
            cdgh = _mm_sha256rnds2_epu32(cdgh, abef, key);
            abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(key, 0x0e));
        }
        abef = _mm_add_epi32(abef, abef_before);
        cdgh = _mm_add_epi32(cdgh, cdgh_before);
    }
    return (uint64_t)_mm_extract_epi64(abef, 1);
}

#else

static int has_instructions(void) { return 0; }
static uint64_t hash(const unsigned char *Py_UNUSED(block), Py_ssize_t Py_UNUSED(blocks)) { return 0; }

#endif

/* Bytes that grow, with room for what ends them. */
typedef struct {
    unsigned char *bytes;
    Py_ssize_t length, room;
    unsigned char fixed[4096];
} Content;

static void begin(Content *content)
{
    content->bytes = content->fixed;
    content->length = 0;
    content->room = sizeof(content->fixed) - BLOCK - END;
}

static void end(Content *content)
{
    if (content->bytes != content->fixed)
        PyMem_Free(content->bytes);
}

/* Adds some bytes; -1 where there is no memory for them, with an error set. */
static int add(Content *content, const void *bytes, Py_ssize_t length)
{
    if (length > content->room - content->length) {
        Py_ssize_t room = 2 * (content->length + length);
        unsigned char *moved = PyMem_Malloc(room + BLOCK + END);
        if (moved == NULL) {
            PyErr_NoMemory();
            return -1;
        }
        memcpy(moved, content->bytes, content->length);
        end(content);
        content->bytes = moved;
        content->room = room;
    }
    memcpy(content->bytes + content->length, bytes, length);
    content->length += length;
    return 0;
}

/* Adds the length of some bytes, a colon and the bytes: as `add`. */
static int add_delimited(Content *content, const void *bytes, Py_ssize_t length)
{
    char number[24], *digit = number + sizeof(number);
    Py_ssize_t left = length;
    *--digit = ':';
    do
        *--digit = (char)('0' + left % 10);
    while ((left /= 10) > 0);
    return add(content, digit, number + sizeof(number) - digit) < 0 ? -1 : add(content, bytes, length);
}

/* Adds a text in UTF-8 after its length: as `add`. */
static int add_text(Content *content, PyObject *text)
{
    if (!PyUnicode_Check(text)) {
        PyErr_SetString(PyExc_TypeError, "a digest is made of texts");
        return -1;
    }
    if (PyUnicode_IS_ASCII(text))
        return add_delimited(content, PyUnicode_DATA(text), PyUnicode_GET_LENGTH(text));
    PyObject *encoded = PyUnicode_AsEncodedString(text, "utf-8", "surrogatepass");
    int done = encoded == NULL ? -1 : add_delimited(content, PyBytes_AS_STRING(encoded), PyBytes_GET_SIZE(encoded));
    Py_XDECREF(encoded);
    return done;
}

/* The first hex digits of the sha256 of all bytes. */
static PyObject *name_of(Content *content)
{
    Py_ssize_t length = content->length, blocks = (length + END) / BLOCK + 1;
    uint64_t bits = 8 * (uint64_t)length;
    unsigned char *bytes = content->bytes;
    memset(bytes + length, 0, blocks * BLOCK - length);
    bytes[length] = 0x80;
    for (int i = 1; i <= END; i++, bits >>= 8)
        bytes[blocks * BLOCK - i] = bits & 0xff;
    uint64_t number = hash(bytes, blocks);
    PyObject *name = PyUnicode_New(DIGITS, 127);
    for (int i = DIGITS; name != NULL && i-- > 0; number >>= 4)
        PyUnicode_1BYTE_DATA(name)[i] = "0123456789abcdef"[number & 15];
    return name;
}

static PyObject *digest(PyObject *Py_UNUSED(module), PyObject *const *parts, Py_ssize_t count)
{
    Content content;
    begin(&content);
    int done = 0;
    for (Py_ssize_t i = 0; done == 0 && i < count; i++)
        done = add_text(&content, parts[i]);
    PyObject *name = done == 0 ? name_of(&content) : NULL;
    end(&content);
    return name;
}

static PyObject *short_sha256(PyObject *Py_UNUSED(module), PyObject *bytes)
{
    if (!PyBytes_Check(bytes)) {
        PyErr_SetString(PyExc_TypeError, "short_sha256 takes bytes");
        return NULL;
    }
    Content content;
    begin(&content);
    PyObject *name = add(&content, PyBytes_AS_STRING(bytes), PyBytes_GET_SIZE(bytes)) < 0 ? NULL : name_of(&content);
    end(&content);
    return name;
}

static PyMethodDef functions[] = {
    {"digest", (PyCFunction)(void (*)(void))digest, METH_FASTCALL,
     "digest(*parts)\n--\n\nReturn 16 hex digits of sha256 over some texts, each after its length in bytes."},
    {"short_sha256", short_sha256, METH_O,
     "short_sha256(content)\n--\n\nReturn the first 16 hex digits of sha256."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "_digest", "Short names of things, compiled.", 0, functions, NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__digest(void)
{
    if (!has_instructions()) {
        PyErr_SetString(PyExc_ImportError, "this processor has no instructions for sha256");
        return NULL;
    }
    return PyModule_Create(&module);
}
