// From a whole number to a row: leads whose ids are integers need no texts. Ids that lie close
// together (most are numbered 1, 2, 3) are an array by id; others an open-addressing table. Reading
// from several threads is safe once filling is over.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace ripe::io {

class IntegerIds {
 public:
  // Gives a new id this row and true; an id that is there, its row and false.
  std::pair<int32_t, bool> Insert(int64_t id, int32_t row);
  int32_t Find(int64_t id) const;  // -1: not there
  void FindAll(std::span<const int64_t> ids, int32_t* out) const;
  size_t size() const { return size_; }
  // What it takes at most while `more` ids are inserted: as a table that grows, or an array.
  size_t BytesWith(size_t more) const;
  // A text that is how a whole number is written ("7", not "07"), as that number: what is equal as
  // text is equal as number and the other way round.
  static std::optional<int64_t> Parse(std::string_view text);

 private:
  struct Slot {
    int64_t id = 0;
    int32_t row = -1;  // free
  };
  bool Widen(int64_t id);
  void BecomeTable(size_t slots);
  size_t Home(int64_t id) const;

  size_t size_ = 0;
  bool table_ = false;
  // The array: rows_[id - first_], -1 where there is none.
  int64_t first_ = 0;
  std::vector<int32_t> rows_;
  // The table.
  std::vector<Slot> slots_;
  int shift_ = 64;
};

}  // namespace ripe::io
