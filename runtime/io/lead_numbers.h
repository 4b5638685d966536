// Which rows of a file of leads are leads: each id gets the next number, and a row whose id
// occurred before is left out. How that is known depends on the pass: the first fills a LeadIndex;
// a second one over the same file only compares with it; where there is too little memory for an
// index, it was worked out piece by piece (api/partitioned.h). Readers ask in the order of the
// file, on one thread at a time.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "ripe/status.h"
#include "runtime/io/column_builder.h"
#include "runtime/io/lead_index.h"

namespace ripe::io {

class LeadNumbers {
 public:
  virtual ~LeadNumbers() = default;
  // Sets `*repeated` to a mark for each id, 1 for those to be left out; leaves it empty where there
  // are none. `hashes` are LeadIndex::Hash of the ids, `file` is for messages.
  virtual Status Number(const std::string& file, const RawTexts& ids,
                        std::span<const uint64_t> hashes, std::vector<uint8_t>* repeated) = 0;
  // The same for a file whose ids are all integers. Only where UseIntegers says yes, before the
  // first row; else they come as texts.
  virtual bool UseIntegers() { return false; }
  virtual Status NumberIntegers(const std::string& file, std::span<const int64_t> ids,
                                std::vector<uint8_t>* repeated);
};

// The first pass: fills the index. kLimit where there are more leads than it can number.
class IndexNumbers : public LeadNumbers {
 public:
  explicit IndexNumbers(LeadIndex* index) : index_(index) {}
  Status Number(const std::string& file, const RawTexts& ids, std::span<const uint64_t> hashes,
                std::vector<uint8_t>* repeated) override;
  bool UseIntegers() override;
  Status NumberIntegers(const std::string& file, std::span<const int64_t> ids,
                        std::vector<uint8_t>* repeated) override;

 private:
  LeadIndex* index_;
};

// A pass over a file that was read before: `index` is full, and the ids must be the same again
// (kIo: the file has changed). Nothing is hashed but the ids that occur again.
class SameNumbers : public LeadNumbers {
 public:
  explicit SameNumbers(const LeadIndex* index) : index_(index) {}
  Status Number(const std::string& file, const RawTexts& ids, std::span<const uint64_t> hashes,
                std::vector<uint8_t>* repeated) override;
  bool UseIntegers() override { return index_->integers() != nullptr; }
  Status NumberIntegers(const std::string& file, std::span<const int64_t> ids,
                        std::vector<uint8_t>* repeated) override;
  // At the end of the file: that no lead is lacking.
  Status AtEnd(const std::string& file) const;

 private:
  const LeadIndex* index_;
  size_t next_ = 0;
};

// Every row with an id, for a pass that only wants the ids.
class AllNumbers : public LeadNumbers {
 public:
  Status Number(const std::string&, const RawTexts&, std::span<const uint64_t>,
                std::vector<uint8_t>*) override {
    return {};
  }
};

Status FileChanged(const std::string& file);

}  // namespace ripe::io
