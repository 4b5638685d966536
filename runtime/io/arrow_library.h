// libripe_arrow.so, opened when the first Parquet or Arrow file is met and kept: nothing of Arrow
// is in the command itself, so that its start does not pay for it and it works without.
#pragma once

#include <string>

#include "ripe/status.h"
#include "runtime/arrow/abi.h"

namespace ripe::io {

// kUsage, with what to do, where the library is not there or does not fit. Thread-safe. `path` is
// the file that asks for it, for the message.
Result<const RipeArrowFunctions*> ArrowLibrary(const std::string& path);

// Whether a file format is one of its own, and which; RIPE_ARROW_ANY: it is not.
RipeArrowFormat ArrowFormatOf(const std::string& format);

}  // namespace ripe::io
