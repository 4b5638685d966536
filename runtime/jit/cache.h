// Compiled objects on disk, so that a process that scores once need not compile. One file an
// object, named by a hash of its key and holding the whole key, so that a collision of hashes is no
// hit. Entries: Load and Store. What is not exactly what Store wrote for this key (cut short, of
// another version, of another user, a link) is no hit either and is replaced. Writers never disturb
// readers or each other: files appear by rename.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ripe::jit {

// Machine code is loaded from here, so the folder must be ours alone: made with mode 0700; one that
// belongs to somebody else, or that others may write to, is not used.
class Cache {
 public:
  // Files beyond this in all are removed, those used longest ago first.
  static constexpr size_t kMaxBytes = size_t{256} << 20;

  explicit Cache(std::string folder) : folder_(std::move(folder)) {}
  // `*unusable` is set where a file is there and is no hit.
  std::optional<std::string> Load(std::string_view key, bool* unusable = nullptr) const;
  // Empty, or why it is not kept. That is no error: the next process compiles again.
  std::string Store(std::string_view key, std::string_view object) const;

 private:
  std::string PathOf(std::string_view key) const;
  std::optional<std::string> Read(int folder, std::string_view key, bool* found) const;
  void Trim() const;
  std::string folder_;
};

}  // namespace ripe::jit
