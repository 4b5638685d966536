// dlopen for libraries whose constructors do not survive that memory is out, as Arrow's: protobuf's
// throw, and destroy what they have made by halves; OpenSSL's report the failure by asking for more
// memory, without end; jemalloc's write through a map that was refused. No caller can catch any of
// that. So the process ends there, with status 3 and the words that belong to it, instead of by a
// signal: nothing has been written by then that could be lost.
#pragma once

#include <string>

namespace ripe::io {

// As dlopen(place, RTLD_NOW | RTLD_LOCAL).
void* OpenLibrary(const std::string& place);

}  // namespace ripe::io
