// See arrow_library.h.
#include "runtime/io/arrow_library.h"

#include <dlfcn.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <vector>

#include "compiler/source/library_file.h"
#include "runtime/io/open_library.h"

namespace ripe::io {
namespace {

constexpr const char* kName = "libripe_arrow.so";

// The folder of the program or shared library that this code is in.
std::string OwnFolder() {
  Dl_info info;
  std::string own;
  if (dladdr(reinterpret_cast<const void*>(&ArrowLibrary), &info) != 0 && info.dli_fname != nullptr)
    own = info.dli_fname;
  // A program is known by the name it was called with, which need not be a path.
  char exe[4096];
  if (const ssize_t n = readlink("/proc/self/exe", exe, sizeof(exe));
      n > 0 && !own.ends_with(".so")) {
    own.assign(exe, static_cast<size_t>(n));
  }
  const size_t slash = own.rfind('/');
  return slash == std::string::npos ? "." : own.substr(0, slash);
}

struct Loaded {
  const RipeArrowFunctions* functions = nullptr;
  std::string why;  // where there are none
  bool no_memory = false;
};

// The dynamic linker's words where an address space is too small for the libraries.
bool IsMemory(const std::string& why) {
  for (const char* words : {"failed to map segment", "Cannot allocate memory", "out of memory",
                            "cannot create shared object descriptor", "cannot allocate memory"}) {
    if (why.find(words) != std::string::npos) return true;
  }
  return false;
}

Loaded Load() {
  std::vector<std::string> places;
  if (const char* named = std::getenv("RIPE_ARROW_LIBRARY"); named != nullptr && *named != '\0') {
    places = {named};
  } else {
    const std::string folder = OwnFolder();
    places = {folder + "/" + kName, folder + "/../lib/" + kName};
  }
  for (const std::string& place : places) {
    if (access(place.c_str(), F_OK) != 0) continue;
    if (const std::string why = source::WhyNoLibrary(place); !why.empty())
      return {nullptr, fmt::format("{} cannot be loaded (it {})", place, why)};
    void* library = OpenLibrary(place);
    if (library == nullptr) {
      const char* error = dlerror();
      const std::string why = error == nullptr ? "no reason given" : error;
      return {nullptr, fmt::format("{} cannot be loaded ({})", place, why), IsMemory(why)};
    }
    const auto table = reinterpret_cast<RipeArrowTableFunction>(dlsym(library, "RipeArrowTable"));
    const RipeArrowFunctions* functions = table == nullptr ? nullptr : table(RIPE_ARROW_ABI);
    if (functions == nullptr || functions->abi != RIPE_ARROW_ABI) {
      dlclose(library);
      return {nullptr, fmt::format("{} belongs to another version of ripe", place)};
    }
    return {functions, {}};
  }
  return {nullptr, fmt::format("there is no {}", places[0])};
}

}  // namespace

Result<const RipeArrowFunctions*> ArrowLibrary(const std::string& path) {
  static const Loaded loaded = Load();
  if (loaded.functions != nullptr) return loaded.functions;
  if (loaded.no_memory) {
    return Status(
        StatusCode::kLimit,
        fmt::format("{}: there is not enough memory for Parquet and Arrow: {}.", path, loaded.why));
  }
  return Status(StatusCode::kUsage,
                fmt::format("{}: this build of ripe has no Parquet and Arrow: {}. `./dev build` "
                            "makes that library (with pyarrow 26.0.1 from PyPI); or use CSV or "
                            "JSONL files.",
                            path, loaded.why));
}

RipeArrowFormat ArrowFormatOf(const std::string& format) {
  if (format == "parquet" || format == "pq") return RIPE_ARROW_PARQUET;
  if (format == "arrow" || format == "feather" || format == "ipc") return RIPE_ARROW_FILE;
  if (format == "arrows") return RIPE_ARROW_STREAM;
  return RIPE_ARROW_ANY;
}

}  // namespace ripe::io
