// Writing whole files: a new text takes an old one's place at once or not at all.
#pragma once

#include <string>
#include <string_view>

#include "ripe/status.h"

namespace ripe::cli {

// Writes everything. kIo, or kClosedPipe where nobody reads the other end; `name` is for the
// message.
Status WriteAll(int fd, std::string_view bytes, std::string_view name);

// Writes beside `path`, syncs, renames. Keeps the mode of a file that is there and follows a
// symbolic link; a device or a pipe
// (/dev/stdout) is written to directly. After an error what was there before is untouched. Signals
// wait until it is done, so that ctrl-C leaves nothing behind.
Status ReplaceFile(const std::string& path, std::string_view bytes);

}  // namespace ripe::cli
