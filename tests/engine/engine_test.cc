// Compiled code through the command, where something is wrong with it: the library is not there,
// cut short, not a library, somebody else's or of another version; LLVM refuses; the cache of
// compiled code cannot be made, written or trusted, is full or spoilt. Scores are the interpreter's
// bytes each time; `-v` says what happened, and `--engine jit` says it without being asked. And
// code that takes over in the middle of a run, at chosen rows, changes no byte.
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/support/golden.h"
#include "tests/support/run.h"

namespace ripe::test {
namespace {

namespace fs = std::filesystem;

constexpr size_t kLeads = 2000;

// Rules with texts, dates, events and a fading; leads and events for them.
std::string Rules() {
  std::string text =
      "field title, country: text\nfield size: number\nevent visit\n"
      "group fit up to 40 {\n  title contains \"VP\" +15\n  size in 200 to 1000 +10\n}\n"
      "visit in 90d +2 each up to 30 halving every 30d\n";
  for (int k = 0; k < 30; ++k)
    text += "country = \"c" + std::to_string(k) + "\" and size >= " + std::to_string(10 * k) +
            " +" + std::to_string(k % 7 + 1) + "\n";
  return text + "score >= 20 => MQL\nMQL and visit in 30d => SQL\n";
}
std::string Leads() {
  std::string text = "id,title,country,size\n";
  for (size_t i = 0; i < kLeads; ++i)
    text += std::to_string(i) + (i % 3 == 0 ? ",VP Sales,c" : ",,c") + std::to_string(i % 37) +
            "," + std::to_string(i * 7 % 1200) + "\n";
  return text;
}
std::string Events() {
  std::string text = "lead_id,type,at\n";
  for (size_t i = 0; i < kLeads; ++i)
    text += std::to_string(i * 13 % kLeads) + ",visit,2026-" + (i % 2 == 0 ? "10-1" : "11-1") +
            std::to_string(i % 10) + "\n";
  return text;
}

// The command in a folder of its own, with what a test puts beside it. Compiling begins after the
// first row, and is waited for.
class Installed {
 public:
  Installed() {
    fs::copy_file(RipeBinary(), dir_.File("ripe"));
    rules_ = dir_.Write("rules.ripe", Rules());
    leads_ = dir_.Write("leads.csv", Leads());
    events_ = dir_.Write("events.csv", Events());
  }
  RunResult Score(const std::string& engine, const std::vector<std::string>& more = {},
                  const std::vector<std::string>& environment = {}) const {
    std::vector<std::string> argv{"env", "LC_ALL=C", "RIPE_COMPILE_AFTER=1", "RIPE_BLOCK_BYTES=600",
                                  "XDG_CACHE_HOME=" + dir_.File("cache")};
    argv.insert(argv.end(), environment.begin(), environment.end());
    for (const char* word : {"ripe", "score"})
      argv.push_back(word == std::string("ripe") ? dir_.File("ripe") : word);
    argv.insert(argv.end(),
                {rules_, leads_, "--events", events_, "--as-of", "2026-11-20", "--engine", engine});
    argv.insert(argv.end(), more.begin(), more.end());
    return Run(argv);
  }
  // What the interpreter gives.
  std::string Expected() const {
    const RunResult r = Score("interpreter");
    REQUIRE(r.status == 0);
    REQUIRE(r.out.size() > 10 * kLeads);
    return r.out;
  }
  RunResult Dump() const { return Run({dir_.File("ripe"), "check", rules_, "--dump", "llvm"}); }
  // With neither $XDG_CACHE_HOME nor, where `home` is empty, $HOME.
  RunResult ScoreWithoutCacheHome(const std::string& home) const {
    std::vector<std::string> argv{"env", "-u", "XDG_CACHE_HOME", "-u", "HOME", "LC_ALL=C"};
    if (!home.empty()) argv.push_back("HOME=" + home);
    argv.insert(argv.end(), {dir_.File("ripe"), "score", rules_, leads_, "--events", events_,
                             "--as-of", "2026-11-20", "--engine", "jit", "-v"});
    return Run(argv);
  }
  std::string Library() const { return dir_.File("libripe_jit.so"); }
  const TempDir& dir() const { return dir_; }

 private:
  TempDir dir_;
  std::string rules_, leads_, events_;
};

bool Has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// The interpreter does it, and says why: under -v, and without it only where compiled code was
// asked for.
void CheckInterprets(const Installed& ripe, const std::string& expected, const std::string& why,
                     bool advice = true) {
  const RunResult quiet = ripe.Score("auto");
  CHECK(quiet.status == 0);
  CHECK(quiet.out == expected);
  CHECK_FALSE(Has(quiet.err, "engine:"));
  const RunResult told = ripe.Score("auto", {"-v"});
  CHECK(told.status == 0);
  CHECK(told.out == expected);
  INFO(told.err);
  CHECK(Has(told.err, "engine: interpreted: "));
  CHECK(Has(told.err, why));
  const RunResult asked = ripe.Score("jit");
  CHECK(asked.status == 0);  // as cli.md has it: it interprets and says so
  CHECK(asked.out == expected);
  INFO(asked.err);
  CHECK(Has(asked.err, "engine: interpreted: "));
  CHECK(Has(asked.err, "--engine interpreter") == advice);
  CHECK(Has(asked.err, why));
}

#ifdef RIPE_ARROW_LIBRARY
TEST_CASE("the library of Parquet and Arrow is cut short, or something else") {
  const TempDir dir;
  const std::string rules = dir.Write("r.ripe", "a +1\n"), leads = dir.Write("l.parquet", "PAR1");
  const std::string library = dir.File("library.so");
  const auto score = [&] {
    return Run(
        {"env", "LC_ALL=C", "RIPE_ARROW_LIBRARY=" + library, RipeBinary(), "score", rules, leads});
  };
  fs::copy_file(RIPE_ARROW_LIBRARY, library);
  const uintmax_t size = fs::file_size(library);
  for (const uintmax_t left :
       {size - 1, size / 2, size / 10, uintmax_t{64}, uintmax_t{3}, uintmax_t{0}}) {
    fs::resize_file(library, left);
    const RunResult r = score();
    INFO("cut to " << left << " of " << size << ": " << r.err);
    CHECK(r.status == 2);
    CHECK(Has(r.err, "library.so cannot be loaded (it is cut short)"));
  }
  dir.Write("library.so", "no library\n");
  CHECK(Has(score().err, "library.so cannot be loaded (it is not a library)"));
  fs::remove(library);
  fs::copy_file(RIPE_JIT_FOREIGN, library);
  CHECK(Has(score().err, "library.so belongs to another version of ripe"));
}
#endif

#ifdef RIPE_JIT_LIBRARY

TEST_CASE("the library of compiled code is not there") {
  const Installed ripe;
  CheckInterprets(ripe, ripe.Expected(), "libripe_jit.so is not beside the program");
  const RunResult version = Run({ripe.dir().File("ripe"), "version"});
  CHECK(version.status == 0);
  CHECK_FALSE(Has(version.out, "LLVM"));
  fs::copy_file(RIPE_JIT_LIBRARY, ripe.Library());
  CHECK(Has(Run({ripe.dir().File("ripe"), "version"}).out, "LLVM"));
}

TEST_CASE("the library of compiled code is cut short, at any place") {
  const Installed ripe;
  const std::string expected = ripe.Expected();
  const uintmax_t size = fs::file_size(RIPE_JIT_LIBRARY);
  fs::copy_file(RIPE_JIT_LIBRARY, ripe.Library());
  // From behind: the file is cut shorter and shorter.
  for (const uintmax_t left : {size - 1, size - size / 10, size / 2, size / 100, uintmax_t{4096},
                               uintmax_t{64}, uintmax_t{10}, uintmax_t{0}}) {
    INFO("cut to " << left << " of " << size);
    fs::resize_file(ripe.Library(), left);
    CheckInterprets(ripe, expected, "libripe_jit.so cannot be loaded (it is cut short)");
  }
}

TEST_CASE("something else is in the place of the library of compiled code") {
  const Installed ripe;
  const std::string expected = ripe.Expected();
  SECTION("a text") {
    ripe.dir().Write("libripe_jit.so", "no library\n");
    CheckInterprets(ripe, expected, "libripe_jit.so cannot be loaded (it is not a library)");
  }
  SECTION("a folder") {
    fs::create_directory(ripe.Library());
    CheckInterprets(ripe, expected, "libripe_jit.so cannot be loaded (it is not a file)");
  }
  SECTION("a pipe") {
    REQUIRE(::mkfifo(ripe.Library().c_str(), 0600) == 0);
    CheckInterprets(ripe, expected, "libripe_jit.so cannot be loaded (it is not a file)");
  }
  SECTION("somebody else's library") {
    fs::copy_file(RIPE_JIT_FOREIGN, ripe.Library());
    CheckInterprets(ripe, expected, "is of another version of ripe");
  }
  SECTION("the library of another version") {
    fs::copy_file(RIPE_JIT_OTHER, ripe.Library());
    CheckInterprets(ripe, expected, "is of another version of ripe");
  }
  SECTION("a library that lacks a function") {
    fs::copy_file(RIPE_JIT_LACKING, ripe.Library());
    CheckInterprets(ripe, expected, "a_function_that_nobody_has");
    CHECK(Has(ripe.Dump().err, "a_function_that_nobody_has"));
  }
  SECTION("a library whose LLVM refuses the rules") {
    fs::copy_file(RIPE_JIT_REFUSING, ripe.Library());
    CheckInterprets(ripe, expected, "a planted refusal", false);
    const RunResult dump = ripe.Dump();
    CHECK(dump.status != 0);
    CHECK(dump.out.empty());
    CHECK(Has(dump.err, "a planted refusal"));
  }
}

// With the library in its place, and one thing wrong with the cache: what is compiled is right, and
// -v says that and why it is not kept.
class Compiling : public Installed {
 public:
  Compiling() {
    fs::copy_file(RIPE_JIT_LIBRARY, Library());
    expected = Expected();
  }
  void CheckCompiles(const std::string& home, const std::string& said) const {
    for (const char* engine : {"auto", "jit"}) {
      const RunResult r = Score(engine, {"-v"}, {"XDG_CACHE_HOME=" + home});
      INFO(engine << ": " << r.err);
      CHECK(r.status == 0);
      CHECK(r.out == expected);
      CHECK(Has(r.err, "engine: compiled "));
      CHECK(Has(r.err, said));
      CHECK_FALSE(Has(Score(engine, {}, {"XDG_CACHE_HOME=" + home}).err, "engine:"));
    }
  }
  std::string expected;
};

TEST_CASE("compiled code is kept, and used again") {
  const Compiling ripe;
  CHECK(Has(ripe.Score("auto", {"-v"}).err, "engine: compiled "));
  const RunResult again = ripe.Score("auto", {"-v"});
  CHECK(Has(again.err, "(from the cache)"));
  CHECK(again.out == ripe.expected);
  CHECK_FALSE(Has(again.err, "not kept"));
}

TEST_CASE("what another build of the library compiled is not used") {
  const Compiling ripe;
  const auto said = [&] { return ripe.Score("auto", {"-v"}).err; };
  said();
  REQUIRE(Has(said(), "(from the cache)"));
  // Where the linker noted which build it is: the lengths of "GNU" and of 20 bytes, the kind, both.
  std::string library = ReadFile(ripe.Library());
  const std::string head{'\4', 0, 0, 0, '\24', 0, 0, 0, '\3', 0, 0, 0, 'G', 'N', 'U', 0};
  const size_t at = library.find(head);
  REQUIRE(at != std::string::npos);
  REQUIRE(library.find(head, at + 1) == std::string::npos);
  const auto change = [&](size_t place) {
    library[place] = static_cast<char>(library[place] ^ 1);
    ripe.dir().Write("libripe_jit.so", library);
  };
  for (const size_t place : {at + 16, at + 35}) {  // its first and its last byte
    change(place);
    const RunResult other = ripe.Score("auto", {"-v"});
    INFO(other.err);
    CHECK(other.out == ripe.expected);
    CHECK(Has(other.err, "engine: compiled "));
    CHECK_FALSE(Has(other.err, "(from the cache)"));
    CHECK(Has(said(), "(from the cache)"));
  }
  change(at + 8);  // and one that does not say: nothing is kept
  for (int again = 0; again < 2; ++again)
    CHECK(Has(said(), "not kept: libripe_jit.so does not say which build it is"));
}

TEST_CASE("where the cache of compiled code is, with and without $XDG_CACHE_HOME and $HOME") {
  const Compiling ripe;
  const auto compiled = [&](const RunResult& r) {
    INFO(r.err);
    CHECK(r.status == 0);
    CHECK(r.out == ripe.expected);
    CHECK(Has(r.err, "engine: compiled "));
  };
  compiled(ripe.ScoreWithoutCacheHome(""));
  compiled(ripe.ScoreWithoutCacheHome("not/from/the/root"));
  const std::string home = ripe.dir().File("home");
  fs::create_directory(home);
  compiled(ripe.ScoreWithoutCacheHome(home));
  CHECK_FALSE(fs::is_empty(fs::path(home) / ".cache/ripe/jit"));
  compiled(ripe.Score("jit", {"-v"}, {"XDG_CACHE_HOME=not/from/the/root", "HOME=" + home}));
}

TEST_CASE("the cache of compiled code cannot be made or written") {
  const Compiling ripe;
  ripe.CheckCompiles("/proc/none", "not kept: ");
  ripe.CheckCompiles("/dev/null", "not kept: ");
  ripe.CheckCompiles(ripe.dir().Write("file", "x"), "not kept: ");
  // Nowhere to keep it is no fault.
  const RunResult nowhere = ripe.Score("auto", {"-v"}, {"XDG_CACHE_HOME=", "HOME="});
  CHECK(nowhere.out == ripe.expected);
  CHECK(Has(nowhere.err, "engine: compiled "));
}

TEST_CASE("the cache of compiled code is not ours alone") {
  const Compiling ripe;
  const std::string home = ripe.dir().File("home"), folder = home + "/ripe/jit";
  fs::create_directories(folder);
  SECTION("anybody may write it") {
    fs::permissions(folder, fs::perms::all);
    ripe.CheckCompiles(home, "not kept: ");
    CHECK(fs::is_empty(folder));
  }
  SECTION("somebody else's") {
    if (::chown(folder.c_str(), 12345, 12345) != 0) {
      WARN("only root can give a folder away: not tested");
      return;
    }
    ripe.CheckCompiles(home, "not kept: ");
    CHECK(fs::is_empty(folder));
  }
  SECTION("a link to a folder") {
    fs::remove(folder);
    fs::create_directory(ripe.dir().File("elsewhere"));
    fs::create_directory_symlink(ripe.dir().File("elsewhere"), folder);
    ripe.CheckCompiles(home, "not kept: ");
    CHECK(fs::is_empty(ripe.dir().File("elsewhere")));
  }
  SECTION("one that we may not write") {
    if (::geteuid() == 0) {
      WARN("root may write everything: not tested");
      return;
    }
    fs::permissions(folder, fs::perms::owner_read | fs::perms::owner_exec);
    ripe.CheckCompiles(home, "not kept: ");
    fs::permissions(folder, fs::perms::owner_all);
  }
}

TEST_CASE("the disk with the cache of compiled code is full") {
  const Compiling ripe;
  const std::string home = ripe.dir().File("home");
  fs::create_directory(home);
  if (::mount("ripe", home.c_str(), "tmpfs", 0, "size=4096,mode=0700") != 0) {
    WARN("no tmpfs can be mounted here: not tested");
    return;
  }
  ripe.CheckCompiles(home, "not kept: ");
  REQUIRE(::umount(home.c_str()) == 0);
}

TEST_CASE("the cache of compiled code is spoilt") {
  const Compiling ripe;
  const std::string home = ripe.dir().File("home");
  const std::vector<std::string> environment{"XDG_CACHE_HOME=" + home};
  REQUIRE(ripe.Score("jit", {}, environment).out == ripe.expected);
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(home + "/ripe/jit"))
    files.push_back(entry.path());
  REQUIRE(!files.empty());
  for (const bool cut : {false, true}) {
    for (const fs::path& file : files) {
      std::string bytes = ReadFile(file);
      if (cut) bytes.resize(bytes.size() / 2);
      bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 0x55);
      ripe.dir().Write(fs::relative(file, ripe.dir().path()).string(), bytes);
    }
    const RunResult r = ripe.Score("auto", {"-v"}, environment);
    INFO(r.err);
    CHECK(r.status == 0);
    CHECK(r.out == ripe.expected);
    CHECK(Has(r.err, "engine: compiled "));
    CHECK(Has(r.err, "spoilt"));
    const RunResult mended = ripe.Score("auto", {"-v"}, environment);
    CHECK(Has(mended.err, "(from the cache)"));
    CHECK_FALSE(Has(mended.err, "spoilt"));
    CHECK(mended.out == ripe.expected);
  }
}

TEST_CASE("compiled code that takes over in the middle of a run changes no byte") {
  const Compiling ripe;
  for (const char* threads : {"1", "3"}) {
    for (const char* after : {"1", "60", "333", "1024", "1500", "1990", "2000"}) {
      const RunResult r = ripe.Score("auto", {"-v", "--threads", threads},
                                     {std::string("RIPE_COMPILE_AFTER=") + after});
      INFO("after " << after << " rows, threads " << threads << ": " << r.err);
      CHECK(r.status == 0);
      CHECK(r.out == ripe.expected);
      CHECK(Has(r.err, "engine: compiled "));
      const size_t said = r.err.find("engine: compiled ");
      CHECK(r.err.find("engine: compiled ", said + 1) == std::string::npos);  // once
    }
    // Never: what comes out is of the interpreter alone.
    const RunResult never = ripe.Score("auto", {"-v"}, {"RIPE_COMPILE_AFTER=2001"});
    CHECK(never.out == ripe.expected);
    CHECK_FALSE(Has(never.err, "engine:"));
  }
}

TEST_CASE("narrower vectors than the machine's change no byte, interpreted or compiled") {
  const Compiling ripe;
  for (const auto& [kernels, vectors] :
       {std::pair{"sse2", "128-bit vectors"}, std::pair{"avx2", "AVX2"}}) {
    const std::string variable = std::string("RIPE_KERNELS=") + kernels;
    const RunResult interpreted = ripe.Score("interpreter", {}, {variable});
    CHECK(interpreted.status == 0);
    CHECK(interpreted.out == ripe.expected);
    const RunResult compiled = ripe.Score("jit", {"-v"}, {variable});
    INFO(compiled.err);
    CHECK(compiled.status == 0);
    CHECK(compiled.out == ripe.expected);
#if defined(__x86_64__)
    const bool there = std::string(kernels) == "sse2" || __builtin_cpu_supports("avx2");
    CHECK(Has(compiled.err, std::string(" steps for ") + (there ? vectors : "128-bit vectors")));
#endif
  }
}

#else

TEST_CASE("a build without LLVM says so") {
  const Installed ripe;
  CheckInterprets(ripe, ripe.Expected(), "this ripe was built without LLVM", false);
}

#endif

}  // namespace
}  // namespace ripe::test
