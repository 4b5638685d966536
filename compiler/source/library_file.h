// Whether a file can be opened as a shared library at all. dlopen maps what the file's headers say
// without a look at its length: of a library that was cut short (a full disk, a copy under way) the
// pages behind its end end the process by SIGBUS, and a pipe would be waited for. Entries:
// WhyNoLibrary, to be asked before dlopen, and BuildIdAt of what is open.
#pragma once

#include <string>

namespace ripe::source {

// Empty, or what is wrong with the file, in words that follow its name: "is cut short".
std::string WhyNoLibrary(const std::string& path);

// The bytes by which the linker tells one build of a library (or of the program) from another: of
// what has this address in it. Empty: it was linked without.
std::string BuildIdAt(const void* address);

}  // namespace ripe::source
