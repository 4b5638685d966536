// The boundary between ripe and libripe_arrow.so, the optional library that holds all of Arrow's
// and Parquet's code: a table of plain C functions, asked for once by RipeArrowTable (loaded by
// runtime/io/arrow_library.cc). Tables of data cross it as the Arrow C Data Interface, whose three
// structs are declared here as its specification has them, so that neither side needs the other's
// headers and no C++ type or exception passes. The library opens no files: it reads and writes
// through functions that it is given.
#pragma once

#include <stdint.h>

// The names and guards are those of the specification (arrow.apache.org, "The Arrow C data
// interface"): a file that includes Arrow's own headers sees one declaration.
extern "C" {

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};

#endif  // ARROW_C_DATA_INTERFACE

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
  const char* (*get_last_error)(struct ArrowArrayStream*);
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
};

#endif  // ARROW_C_STREAM_INTERFACE

// Raised with every change of this file: a library of another number is refused.
#define RIPE_ARROW_ABI 1

// What went wrong: text for the user, cut to the room there is, without the file's name.
struct RipeArrowError {
  char text[1024];
};

// A file that can be read anywhere, from several threads at once. `read_at` gives the bytes read,
// fewer than `size` only at the end, or -1.
struct RipeArrowSource {
  void* context;
  int64_t size;
  int64_t (*read_at)(void* context, int64_t offset, void* out, int64_t size);
};
// Where a file goes, in order. Not 0: it could not be written.
struct RipeArrowSink {
  void* context;
  int (*write)(void* context, const void* data, int64_t size);
};

enum RipeArrowFormat {
  RIPE_ARROW_ANY = 0,  // reading: what the file's first bytes say
  RIPE_ARROW_PARQUET = 1,
  RIPE_ARROW_FILE = 2,    // Arrow IPC, the form with a footer (.arrow, Feather 2)
  RIPE_ARROW_STREAM = 3,  // Arrow IPC, the form without (.arrows)
};

struct RipeArrowReader;
struct RipeArrowWriter;

// Functions that give int: 0 is success; otherwise `error` says why.
struct RipeArrowFunctions {
  uint32_t abi;
  const char* arrow_version;

  // A file whose header (or footer) is read and found good; null where it is not. `source` is
  // copied, its context must live until close_reader. `threads` share the decoding.
  struct RipeArrowReader* (*open_reader)(const struct RipeArrowSource* source,
                                         enum RipeArrowFormat format, unsigned threads,
                                         struct RipeArrowError* error);
  int (*schema)(struct RipeArrowReader*, struct ArrowSchema* out, struct RipeArrowError* error);
  // Starts reading these columns (indices into the schema, ascending) from the first row. Each
  // array of the stream is a struct of them in this order, of at most RIPE_ARROW_BATCH rows. Texts
  // come as dictionaries where the file has them so. A stream may outlive the next one and its
  // reader's close_reader, not the source.
  int (*read)(struct RipeArrowReader*, const int* columns, int column_count,
              struct ArrowArrayStream* out, struct RipeArrowError* error);
  void (*close_reader)(struct RipeArrowReader*);

  // Takes `schema` over. Batches are written as they come: equal batches give equal bytes, whatever
  // `threads`.
  struct RipeArrowWriter* (*open_writer)(const struct RipeArrowSink* sink,
                                         enum RipeArrowFormat format, unsigned threads,
                                         struct ArrowSchema* schema, struct RipeArrowError* error);
  // Takes `batch` over, also where it fails.
  int (*write)(struct RipeArrowWriter*, struct ArrowArray* batch, struct RipeArrowError* error);
  int (*finish)(struct RipeArrowWriter*, struct RipeArrowError* error);
  // Without finish: nothing more is written.
  void (*close_writer)(struct RipeArrowWriter*);
};

#define RIPE_ARROW_BATCH 65536

// The library's one symbol; null where `abi` is not its own.
typedef const struct RipeArrowFunctions* (*RipeArrowTableFunction)(uint32_t abi);
}
