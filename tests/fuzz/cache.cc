// Target `cache`: the files of compiled code. From them machine code is loaded, so a file is either
// exactly what Store wrote for the key, or nothing. Sections: the key; then the first byte chooses
// whether the rest is the file itself, or an object whose file is cut, lengthened, overwritten in
// places or that of another key.
#include "runtime/jit/cache.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "tests/fuzz/fuzz.h"

namespace ripe::fuzz {
namespace {

namespace fs = std::filesystem;

void Write(const fs::path& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

fs::path OnlyFileOf(const fs::path& folder) {
  fs::path found;
  size_t count = 0;
  for (const auto& entry : fs::directory_iterator(folder)) {
    found = entry.path();
    ++count;
  }
  Require(count == 1, "storing leaves one file and no temporary ones");
  return found;
}

std::string Damaged(std::string file, unsigned how, std::string_view by) {
  const auto number = [&](size_t i) {
    return i < by.size() ? static_cast<uint8_t>(by[i]) : size_t{i * 37 + 1};
  };
  switch (how % 4) {
    case 0:
      return std::string(by);  // the file is the input
    case 1:
      file.resize(number(0) * 256 % (file.size() + 1));
      return file;
    case 2:
      return file.append(by.substr(0, 40)).append("x");
    default:
      for (size_t i = 0; i < 6 && i + 2 < by.size(); i += 3) {
        const size_t at = (number(i) * 256 + number(i + 1)) % file.size();
        file[at] = static_cast<char>(file[at] ^ by[i + 2]);
      }
      return file;
  }
}

}  // namespace

void RunCache(std::string_view input) {
  const auto sections = Sections(input, 2);
  const std::string_view key = sections[0];
  std::string_view object = sections[1];
  const unsigned how = TakeOptions(&object);
  const fs::path folder = fs::path(Folder()) / "cache";
  fs::remove_all(folder);
  const jit::Cache cache(folder.string());
  Require(!cache.Load(key), "what was never stored is not there");
  cache.Store(key, object);
  const auto loaded = cache.Load(key);
  Require(loaded.has_value(), "what was stored is there");
  RequireSame(*loaded, object, "what was stored is what is loaded");
  const std::string other = std::string(key) + "'";
  Require(!cache.Load(other), "another key finds nothing");
  const fs::path path = OnlyFileOf(folder);
  const std::string stored = ReadFile(path);
  const std::string damaged = Damaged(stored, how, object);
  Write(path, damaged);
  const auto after = cache.Load(key);
  Require(after.has_value() == (damaged == stored),
          "a file that is not what was stored is nothing");
  // Under the other key's name, the file is still this key's.
  cache.Store(other, object);
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path() != path) Write(entry.path(), stored);
  }
  Require(!cache.Load(other), "a file of another key is nothing");
  cache.Store(key, object);
  Require(cache.Load(key) == std::string(object), "a damaged file is replaced");
}

}  // namespace ripe::fuzz
