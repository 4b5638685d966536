// The runtime's side of the JIT: opens libripe_jit.so on demand, and puts the cache between it and
// those who ask.
#include "runtime/jit/jit.h"

#include <dlfcn.h>
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <mutex>

#include "compiler/ir/shape.h"
#include "compiler/source/library_file.h"
#include "runtime/jit/cache.h"
#include "runtime/jit/library.h"

namespace ripe::jit {
namespace {

#ifdef RIPE_WITH_LLVM
// Where this very code was loaded from: the command's folder, or that of a host's library.
std::filesystem::path OwnFolder() {
  Dl_info info{};
  std::error_code error;
  if (::dladdr(reinterpret_cast<const void*>(&WhyNot), &info) == 0 || info.dli_fname == nullptr)
    return {};
  const std::filesystem::path path = std::filesystem::canonical(info.dli_fname, error);
  if (!error && path.has_parent_path()) return path.parent_path();
  return std::filesystem::canonical("/proc/self/exe", error).parent_path();
}
#endif

struct Opened {
  const LibraryApi* api = nullptr;
  std::string why;
  std::string build_id;  // of the library: other code, other id
};

Opened Open() {
#ifdef RIPE_WITH_LLVM
  constexpr const char* kName = "libripe_jit.so";
  const std::filesystem::path own = OwnFolder();
  std::string why;
  for (const std::filesystem::path& path : {own / kName, own / ".." / "lib" / "ripe" / kName}) {
    std::error_code error;
    if (!std::filesystem::exists(path, error)) continue;
    why = source::WhyNoLibrary(path.string());
    if (!why.empty()) {
      why = fmt::format("{} cannot be loaded (it {})", path.string(), why);
      continue;
    }
    // Its LLVM is its own: nothing in it may be mixed with another one in the process.
    void* library = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) {
      why = ::dlerror();
      continue;
    }
    const auto entry = reinterpret_cast<LibraryEntry>(::dlsym(library, kLibrarySymbol));
    if (entry != nullptr && entry()->build == BuildId())
      return {entry(), "", source::BuildIdAt(reinterpret_cast<const void*>(entry))};
    why = fmt::format("{} is of another version of ripe", path.string());
  }
  if (why.empty()) why = fmt::format("{} is not beside the program", kName);
  return {nullptr,
          why + ": install ripe again, or do without compiled code by --engine interpreter", ""};
#else
  return {nullptr, "this ripe was built without LLVM", ""};
#endif
}

const Opened& Library() {
  static const Opened opened = Open();
  return opened;
}

std::string Take(const LibraryApi& api, Bytes bytes) {
  std::string text(bytes.data, bytes.size);
  api.release(bytes);
  return text;
}

// With the identity of the very library that compiles: a version that somebody must remember to
// raise would let code that a mended emitter writes no longer live on in users' caches.
std::string KeyOf(const Opened& library, const ir::BoundPlan& plan, const CompileOptions& options) {
  return fmt::format("{} {} {} {} {} ", library.build_id.size(), library.build_id,
                     static_cast<int>(options.vectors), options.steps_a_function,
                     static_cast<int>(options.optimize)) +
         ir::ShapeOf(plan);
}

codegen::EmitOptions EmitOptionsOf(const CompileOptions& options) {
  return {.vectors = options.vectors, .steps_a_function = options.steps_a_function};
}

Status Refused(std::string why) {
  return {StatusCode::kLimit, "LLVM could not compile the rules: " + std::move(why)};
}

Result<Code> LinkObject(const LibraryApi& api, std::string_view object) {
  LibraryApi::Linked linked{};
  Bytes error;
  if (!api.link({object.data(), object.size()}, &linked, &error)) return Refused(Take(api, error));
  Code code;
  code.leads = linked.leads;
  code.where = linked.where;
  code.bytes = object.size();
  code.owner = std::shared_ptr<const void>(linked.code, [&api](void* c) { api.unload(c); });
  return code;
}

}  // namespace

std::string WhyNot() { return Library().why; }

Result<Code> Compile(const ir::BoundPlan& plan, const CompileOptions& options) {
  const Opened& library = Library();
  if (library.api == nullptr) return Status(StatusCode::kLimit, library.why);
  const LibraryApi& api = *library.api;
  std::string key;
  bool spoilt = false;
  const bool keeps = !options.cache.empty() && !library.build_id.empty();
  if (keeps) {
    key = KeyOf(library, plan, options);
    if (const auto object = Cache(options.cache).Load(key, &spoilt)) {
      Result<Code> code = LinkObject(api, *object);
      if (code.ok()) {
        code->from_cache = true;
        return code;
      }
      spoilt = true;
    }
  }
  Bytes bytes;
  const bool made = api.generate(plan, EmitOptionsOf(options), options.optimize, &bytes);
  const std::string object = Take(api, bytes);
  if (!made) return Refused(object);
  Result<Code> code = LinkObject(api, object);
  if (code.ok() && !options.cache.empty()) {
    const std::string why = keeps ? Cache(options.cache).Store(key, object)
                                  : "libripe_jit.so does not say which build it is";
    if (!why.empty()) {
      code->cache_note = "not kept: " + why;
    } else if (spoilt) {
      code->cache_note = "what was kept of it was spoilt, and is replaced";
    }
  }
  return code;
}

Result<std::string> Dump(const ir::BoundPlan& plan, const CompileOptions& options, DumpKind kind) {
  const Opened& library = Library();
  if (library.api == nullptr) return Status(StatusCode::kLimit, library.why);
  Bytes bytes;
  const bool made = library.api->dump(plan, EmitOptionsOf(options), options.optimize,
                                      kind == DumpKind::kAssembly, &bytes);
  std::string text = Take(*library.api, bytes);
  if (!made) return Refused(text);
  return text;
}

std::string CacheFolder() {
  const char* cache = std::getenv("XDG_CACHE_HOME");
  if (cache != nullptr && cache[0] == '/') return std::string(cache) + "/ripe/jit";
  const char* home = std::getenv("HOME");
  if (home != nullptr && home[0] == '/') return std::string(home) + "/.cache/ripe/jit";
  return {};
}

}  // namespace ripe::jit
