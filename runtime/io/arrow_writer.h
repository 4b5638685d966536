// Writing Parquet and Arrow: the TableWriter of those formats.
#pragma once

#include <memory>
#include <vector>

#include "runtime/arrow/abi.h"
#include "runtime/io/writer.h"

namespace ripe::io {

// Texts as utf8 (those that repeat as dictionaries of it, whole numbers as int64), points and numbers as double, counts as
// int64. Rows go out in batches of RIPE_ARROW_BATCH whatever batches come, so that the bytes do not
// depend on these. kUsage where there is no library, or the name ends in .gz or .zst.
Result<std::unique_ptr<TableWriter>> OpenArrowWriter(const WriterOptions& options,
                                                     RipeArrowFormat format,
                                                     std::vector<OutputColumn> columns);

}  // namespace ripe::io
