// The cache of compiled objects against everything that can be wrong with files: whatever is found,
// the compile is right, and what is not exactly what was stored is never loaded. Files are looked
// at through Cache, folders and whole compiles through jit::Compile.
#include "runtime/jit/cache.h"

#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/agree/agree.h"
#include "tests/support/run.h"

namespace ripe::test {
namespace {

namespace fs = std::filesystem;
using jit::Cache;

std::string ReadFile(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}
void WriteFile(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

std::vector<fs::path> FilesIn(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
  return files;
}

// A cache with one entry.
class Stored {
 public:
  explicit Stored(std::string object = std::string("\x7f"
                                                   "ELF and more") +
                                       std::string(300, '\0'))
      : object_(std::move(object)), cache_(dir_.File("jit")) {
    cache_.Store(kKey, object_);
    const std::vector<fs::path> files = FilesIn(folder());
    REQUIRE(files.size() == 1);
    file_ = files[0];
    bytes_ = ReadFile(file_);
    REQUIRE(Hit());
  }
  bool Hit() const {
    const auto found = cache_.Load(kKey);
    if (found.has_value()) REQUIRE(*found == object_);
    return found.has_value();
  }
  // Storing once more mends whatever was there.
  bool Mended() const {
    cache_.Store(kKey, object_);
    return Hit();
  }
  fs::path folder() const { return dir_.File("jit"); }
  const fs::path& file() const { return file_; }
  const std::string& bytes() const { return bytes_; }
  const TempDir& dir() const { return dir_; }
  const Cache& cache() const { return cache_; }

  static constexpr const char* kKey = "version 1, AVX2, shape 12345";

 private:
  TempDir dir_;
  std::string object_;
  Cache cache_;
  fs::path file_;
  std::string bytes_;
};

TEST_CASE("cached objects: cut at every length, or with any byte changed, are no hit", "[cache]") {
  const Stored stored;
  for (size_t size = 0; size < stored.bytes().size(); ++size) {
    WriteFile(stored.file(), stored.bytes().substr(0, size));
    REQUIRE(!stored.Hit());
  }
  for (size_t at = 0; at < stored.bytes().size(); ++at) {
    for (const int flip : {1, 0x80, 0xff}) {
      std::string bytes = stored.bytes();
      bytes[at] = static_cast<char>(bytes[at] ^ flip);
      WriteFile(stored.file(), bytes);
      REQUIRE(!stored.Hit());
    }
  }
  WriteFile(stored.file(), stored.bytes() + "x");
  CHECK(!stored.Hit());
  CHECK(stored.Mended());
}

TEST_CASE("cached objects: another key under the same name is no hit", "[cache]") {
  const Stored stored;
  // Of equal length, of another, and one that begins alike.
  for (const char* other : {"version 2, AVX2, shape 12345", "v", "version 1, AVX2, shape 123456"}) {
    CHECK(!stored.cache().Load(other));
    const TempDir dir;
    Cache second(dir.File("jit"));
    second.Store(other, "another object");
    const std::vector<fs::path> files = FilesIn(dir.File("jit"));
    REQUIRE(files.size() == 1);
    REQUIRE(files[0].filename() != stored.file().filename());
    fs::copy_file(files[0], stored.file(), fs::copy_options::overwrite_existing);
    CHECK(!stored.Hit());
    CHECK(stored.Mended());
  }
}

TEST_CASE("cached objects: others' files, links and what others may write are no hit", "[cache]") {
  SECTION("a file that the group may write") {
    const Stored stored;
    fs::permissions(stored.file(), fs::perms::group_write, fs::perm_options::add);
    CHECK(!stored.Hit());
    CHECK(stored.Mended());
  }
  SECTION("a folder that anybody may write") {
    const Stored stored;
    fs::permissions(stored.folder(), fs::perms::others_write, fs::perm_options::add);
    CHECK(!stored.Hit());
    CHECK(!stored.Mended());  // it is not used
    fs::permissions(stored.folder(), fs::perms::others_write, fs::perm_options::remove);
    CHECK(stored.Hit());
  }
  SECTION("a link to a good file") {
    const Stored stored;
    const fs::path elsewhere = stored.dir().File("elsewhere.o");
    fs::rename(stored.file(), elsewhere);
    fs::create_symlink(elsewhere, stored.file());
    CHECK(!stored.Hit());
    CHECK(stored.Mended());
    CHECK(!fs::is_symlink(stored.file()));
    CHECK(ReadFile(elsewhere) == stored.bytes());  // nobody wrote through the link
  }
  SECTION("a link to a good folder") {
    const Stored stored;
    const fs::path elsewhere = stored.dir().File("elsewhere");
    fs::rename(stored.folder(), elsewhere);
    fs::create_directory_symlink(elsewhere, stored.folder());
    CHECK(!stored.Hit());
    CHECK(!stored.Mended());
  }
  SECTION("a folder or a pipe in place of the file") {
    const Stored stored;
    fs::remove(stored.file());
    fs::create_directory(stored.file());
    CHECK(!stored.Hit());
    CHECK(!stored.Mended());
    fs::remove(stored.file());
    REQUIRE(::mkfifo(stored.file().c_str(), 0600) == 0);
    CHECK(!stored.Hit());  // and does not wait for a writer
    CHECK(stored.Mended());
    CHECK(FilesIn(stored.folder()).size() == 1);
  }
  SECTION("another user's file and folder") {
    if (::geteuid() != 0) {
      WARN("only root can give files away");
      return;
    }
    const Stored stored;
    REQUIRE(::chown(stored.file().c_str(), 65534, 65534) == 0);
    CHECK(!stored.Hit());
    CHECK(stored.Mended());
    REQUIRE(::chown(stored.folder().c_str(), 65534, 65534) == 0);
    CHECK(!stored.Hit());
    CHECK(!stored.Mended());
  }
}

TEST_CASE("cached objects: writers of the same key, in many processes, never disturb a reader",
          "[cache]") {
  const Stored stored(std::string(200'000, 'q'));
  std::vector<pid_t> writers;
  for (int w = 0; w < 4; ++w) {
    const pid_t pid = ::fork();
    REQUIRE(pid >= 0);
    if (pid == 0) {
      for (int k = 0; k < 60; ++k) stored.cache().Store(Stored::kKey, std::string(200'000, 'q'));
      ::_exit(0);
    }
    writers.push_back(pid);
  }
  for (int k = 0; k < 300; ++k) REQUIRE(stored.Hit());
  for (const pid_t pid : writers) {
    int status = 1;
    REQUIRE(::waitpid(pid, &status, 0) == pid);
    CHECK(status == 0);
  }
  CHECK(stored.Hit());
  CHECK(FilesIn(stored.folder()).size() == 1);  // no temporary file is left
}

TEST_CASE("cached objects: beyond the limit those used longest ago go", "[cache]") {
  const TempDir dir;
  Cache cache(dir.File("jit"));
  // Sparse files of the cache's own names count by their length.
  cache.Store("newest", "kept");
  const std::vector<fs::path> first = FilesIn(dir.File("jit"));
  REQUIRE(first.size() == 1);
  for (int k = 0; k < 5; ++k) {
    const fs::path old = fs::path(dir.File("jit")) / ("old" + std::to_string(k) + ".o");
    WriteFile(old, "");
    fs::resize_file(old, Cache::kMaxBytes / 4);
    fs::last_write_time(old, fs::file_time_type::clock::now() - std::chrono::hours(100 - k));
  }
  const std::string large(Cache::kMaxBytes / 64, 'o');  // after so much the folder is looked through
  cache.Store("another", large);
  CHECK(cache.Load("newest") == "kept");
  CHECK(cache.Load("another") == large);
  uintmax_t total = 0;
  for (const fs::path& file : FilesIn(dir.File("jit"))) total += fs::file_size(file);
  CHECK(total <= Cache::kMaxBytes / 2);
  CHECK(!fs::exists(fs::path(dir.File("jit")) / "old0.o"));
  CHECK(fs::exists(fs::path(dir.File("jit")) / "old4.o"));
  // A file longer than the whole cache is nobody's object.
  const std::string name = first[0].filename();
  fs::resize_file(first[0], Cache::kMaxBytes + 1);
  CHECK(!cache.Load("newest"));
}

TEST_CASE("cached objects: below the limit nothing goes, and what is no file stays", "[cache]") {
  const TempDir dir;
  Cache cache(dir.File("jit"));
  cache.Store("first", "kept");
  const fs::path folder = fs::path(dir.File("jit")) / "folder.o";
  fs::create_directory(folder);
  const std::string large(Cache::kMaxBytes / 64, 'l');  // after so much the folder is looked through
  cache.Store("second", large);
  CHECK(cache.Load("first") == "kept");
  CHECK(cache.Load("second") == large);
  CHECK(fs::is_directory(folder));
}

TEST_CASE("cached objects: one that was loaded counts as used just now", "[cache]") {
  const TempDir dir;
  Cache cache(dir.File("jit"));
  cache.Store("often", "kept");
  const fs::path often = FilesIn(dir.File("jit")).at(0);
  fs::last_write_time(often, fs::file_time_type::clock::now() - std::chrono::hours(200));
  for (int k = 0; k < 5; ++k) {
    const fs::path old = fs::path(dir.File("jit")) / ("old" + std::to_string(k) + ".o");
    WriteFile(old, "");
    fs::resize_file(old, Cache::kMaxBytes / 4);
    fs::last_write_time(old, fs::file_time_type::clock::now() - std::chrono::hours(100 - k));
  }
  CHECK(cache.Load("often") == "kept");
  cache.Store("another", std::string(Cache::kMaxBytes / 64, 'o'));
  CHECK(!fs::exists(fs::path(dir.File("jit")) / "old0.o"));
  CHECK(cache.Load("often") == "kept");
}

TEST_CASE("cached objects: small ones, too, are looked through in time, not each time", "[cache]") {
  const TempDir dir;
  Cache cache(dir.File("jit"));
  cache.Store("first", "kept");
  const fs::path old = fs::path(dir.File("jit")) / "old.o";
  int looked = 0;
  constexpr int kStores = 400;
  const std::string object(Cache::kMaxBytes / 64 / 40, 'o');
  for (int k = 0; k < kStores; ++k) {
    if (!fs::exists(old)) {
      WriteFile(old, "");
      fs::resize_file(old, Cache::kMaxBytes);
      fs::last_write_time(old, fs::file_time_type::clock::now() - std::chrono::hours(100));
    }
    cache.Store("small " + std::to_string(k), object);
    if (!fs::exists(old)) ++looked;
  }
  CHECK(looked >= 3);  // ten are expected
  CHECK(looked <= 25);
}

// ---- whole compiles
// -------------------------------------------------------------------------------------------

bool Skipped() {
  const std::string why = NoCompiler();
  if (!why.empty()) WARN("skipped, there is no compiled code here: " << why);
  return !why.empty();
}

// Compiles with a cache and checks the code; whether it came from the cache.
bool CompilesRight(const Case& c, const std::string& folder) {
  const auto program = interp::Program::Make(c.data.plan, c.layout);
  Result<jit::Code> code =
      jit::Compile(program->bound(), {.vectors = jit::Vectors::kBits128, .cache = folder});
  REQUIRE(code.ok());
  program->Adopt(code->leads, code->where, code->owner);
  REQUIRE(Run(program, c.data, c.rows, c.rows, interp::BestIsa(), {}).Difference(c.want) == "");
  return code->from_cache;
}

Case Small() {
  Case c = RandomCase(5, 8, 200);
  REQUIRE(Prepare(&c, false) == "");
  return c;
}

TEST_CASE("compiling with a cache: once made, then loaded, for each kind of code", "[cache]") {
  if (Skipped()) return;
  const TempDir dir;
  const Case c = Small();
  CHECK(!CompilesRight(c, dir.File("a/b/jit")));
  CHECK(CompilesRight(c, dir.File("a/b/jit")));
  // Other vectors, other functions, optimised: keys of their own.
  const ir::BoundPlan bound = ir::Bind(*c.data.plan, c.layout);
  const jit::CompileOptions other[] = {
      {.vectors = jit::Vectors::kOneRow, .cache = dir.File("a/b/jit")},
      {.optimize = true, .cache = dir.File("a/b/jit")},
      {.steps_a_function = 3, .cache = dir.File("a/b/jit")}};
  for (const jit::CompileOptions& options : other) {
    for (const bool again : {false, true}) {
      Result<jit::Code> code = jit::Compile(bound, options);
      REQUIRE(code.ok());
      CHECK(code->from_cache == again);
    }
  }
  CHECK(FilesIn(dir.File("a/b/jit")).size() == 4);
  struct stat info{};
  REQUIRE(::stat(dir.File("a/b/jit").c_str(), &info) == 0);
  CHECK((info.st_mode & 0777) == 0700);
}

TEST_CASE("compiling with a cache: a spoilt object is compiled anew and replaced", "[cache]") {
  if (Skipped()) return;
  const TempDir dir;
  const Case c = Small();
  CHECK(!CompilesRight(c, dir.File("jit")));
  const std::vector<fs::path> files = FilesIn(dir.File("jit"));
  REQUIRE(files.size() == 1);
  const std::string good = ReadFile(files[0]);
  for (size_t k = 0; k < 20; ++k) {
    std::string bad = k % 2 == 0 ? good.substr(0, good.size() * k / 20) : good;
    if (k % 2 != 0) bad[good.size() * k / 20] ^= 0x10;
    WriteFile(files[0], bad);
    CHECK(!CompilesRight(c, dir.File("jit")));
    CHECK(ReadFile(files[0]) == good);
  }
  CHECK(CompilesRight(c, dir.File("jit")));
}

TEST_CASE("compiling with a cache: an object that is whole but no object is compiled anew",
          "[cache]") {
  if (Skipped()) return;
  // The hash is no signature: a file of ours can hold what does not link, say of a broken version.
  const TempDir dir;
  const Case c = Small();
  CHECK(!CompilesRight(c, dir.File("jit")));
  const fs::path file = FilesIn(dir.File("jit"))[0];
  const std::string good = ReadFile(file);
  uint64_t key_size = 0;
  std::memcpy(&key_size, good.data() + 8, sizeof(key_size));
  const std::string key = good.substr(24, key_size);  // behind the word and two lengths
  for (const std::string& object : {std::string(), std::string("no object"),
                                    std::string("\x7f"
                                                "ELF")}) {
    Cache(dir.File("jit")).Store(key, object);
    REQUIRE(Cache(dir.File("jit")).Load(key) == object);
    CHECK(!CompilesRight(c, dir.File("jit")));
    CHECK(ReadFile(file) == good);
  }
}

TEST_CASE("compiling with a cache: folders that cannot be made or written", "[cache]") {
  if (Skipped()) return;
  const Case c = Small();
  for (const char* folder : {"/proc/none/jit", "/dev/null/jit", "/dev/null", ""}) {
    INFO(folder);
    CHECK(!CompilesRight(c, folder));
  }
  const TempDir dir;
  CHECK(!CompilesRight(c, dir.Write("file", "not a folder")));
  CHECK(ReadFile(dir.File("file")) == "not a folder");
  CHECK(!CompilesRight(c, dir.File("file") + "/jit"));
}

TEST_CASE("compiling with a cache: the disk is full", "[cache]") {
  if (Skipped()) return;
  const TempDir dir;
  fs::create_directory(dir.File("disk"));
  if (::mount("ripe", dir.File("disk").c_str(), "tmpfs", 0, "size=4096,mode=0700") != 0) {
    WARN("no tmpfs can be mounted here");
    return;
  }
  const Case c = Small();
  CHECK(!CompilesRight(c, dir.File("disk/jit")));
  CHECK(!CompilesRight(c, dir.File("disk/jit")));
  if (fs::exists(dir.File("disk/jit"))) CHECK(FilesIn(dir.File("disk/jit")).empty());
  REQUIRE(::umount(dir.File("disk").c_str()) == 0);
}

TEST_CASE("compiling with a cache: processes at once", "[cache]") {
  if (Skipped()) return;
  const TempDir dir;
  const Case c = Small();
  std::vector<pid_t> processes;
  for (int p = 0; p < 4; ++p) {
    const pid_t pid = ::fork();
    REQUIRE(pid >= 0);
    if (pid == 0) {
      bool right = true;
      for (int k = 0; k < 10; ++k) {
        std::error_code gone;  // others remove it too
        if (k == 5) fs::remove_all(dir.File("jit"), gone);
        const auto program = interp::Program::Make(c.data.plan, c.layout);
        Result<jit::Code> code = jit::Compile(program->bound(), {.cache = dir.File("jit")});
        right = right && code.ok();
        if (!right) break;
        program->Adopt(code->leads, code->where, code->owner);
        right =
            Run(program, c.data, c.rows, c.rows, interp::BestIsa(), {}).Difference(c.want).empty();
      }
      ::_exit(right ? 0 : 1);
    }
    processes.push_back(pid);
  }
  for (const pid_t pid : processes) {
    int status = 1;
    REQUIRE(::waitpid(pid, &status, 0) == pid);
    CHECK(status == 0);
  }
}

}  // namespace
}  // namespace ripe::test
