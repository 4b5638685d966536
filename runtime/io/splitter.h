// Cutting the text of a file into blocks of whole records, as fast as it can be read. A block ends
// with the last line end of what was read that lies outside quotes. For CSV this is a guess: quotes
// are only counted, and one that stands where RFC 4180 has none (`5" disk`) turns the count.
// Whoever reads a block finds out whether it ends with a record and says so by Finish, block by
// block in order; a wrong guess takes everything from there on back, and the next blocks are cut by
// the scanner itself. So blocks are right whatever the text is, and the cheap guess is enough for
// nearly every file.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "ripe/status.h"
#include "runtime/io/csv_scan.h"
#include "runtime/io/input.h"

namespace ripe::io {

// A row of more bytes than this is rejected: a quote that is never closed must not take the memory
// of the whole file.
inline constexpr size_t kMaxRowBytes = size_t{64} << 20;

// How large blocks are: `wanted`, else $RIPE_BLOCK_BYTES (for tests), else half a megabyte.
size_t BlockBytes(size_t wanted);

// Memory of blocks for use again: fresh pages cost more than reading into them.
class BlockPool {
 public:
  explicit BlockPool(size_t bytes) : bytes_(bytes) {}
  size_t bytes() const { return bytes_; }
  std::unique_ptr<char[]> Take();
  void Give(std::unique_ptr<char[]> memory);

 private:
  size_t bytes_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<char[]>> free_;
};

struct TextBlock {
  TextBlock() = default;
  ~TextBlock();
  TextBlock(const TextBlock&) = delete;
  TextBlock& operator=(const TextBlock&) = delete;

  std::shared_ptr<BlockPool> pool;
  std::unique_ptr<char[]> memory;
  size_t capacity = 0;
  size_t size = 0;             // whole records; 64 bytes more are readable
  bool last = false;           // the input ends here: the last record needs no line end
  bool too_long = false;       // not a record but the beginning of one that is too long (JSONL)
  uint64_t epoch = 0;          // of the splitter when it was cut
  uint64_t skipped_lines = 0;  // before it, left out
  std::unique_ptr<CsvScanner> scanned;  // its records, where it was cut by the scanner
  std::string_view text() const { return {memory.get(), size}; }
};

// Thread-safe; blocks come in the order in which Next is called.
class Splitter {
 public:
  Splitter(std::unique_ptr<ByteSource> source, size_t block_bytes)
      : source_(std::move(source)), pool_(std::make_shared<BlockPool>(block_bytes)) {}
  virtual ~Splitter() = default;

  // The next block; null at the end, or (`*wait`) where blocks must be finished before there can be
  // more.
  Result<std::shared_ptr<TextBlock>> Next(bool* wait);
  // False: the block was taken back in the meantime and is to be forgotten. Else the block is over;
  // what follows its first `consumed` bytes will come again, where it is not all.
  bool Finish(const std::shared_ptr<TextBlock>& block, size_t consumed);

 protected:
  // Cuts text[0, size): sets the block's size, or leaves it 0 where more text is needed. `at_end`:
  // the input has no more.
  virtual void Cut(TextBlock* block, size_t size, bool at_end) = 0;
  virtual void TookBack() {}
  // The rest of the line is to be left out.
  void SkipLine() { skip_line_ = true; }
  // Puts text before what comes next.
  void PutBack(std::string_view text);

 private:
  Result<size_t> Read(char* out, size_t size);
  Status Fill(TextBlock* block, size_t* size, size_t wanted);
  Status SkipRest();
  std::shared_ptr<TextBlock> NewBlock();
  static void Widen(TextBlock* block, size_t size, size_t capacity);

  std::mutex mutex_;
  std::unique_ptr<ByteSource> source_;
  std::shared_ptr<BlockPool> pool_;
  bool at_end_ = false;  // of the source
  bool skip_line_ = false;
  uint64_t skipped_lines_ = 0;
  uint64_t epoch_ = 0;
  std::string pending_;  // text that comes before the source's
  size_t pending_at_ = 0;
  std::shared_ptr<TextBlock> tail_of_;  // what was read behind a block begins the next
  size_t tail_begin_ = 0, tail_end_ = 0;
  std::deque<std::shared_ptr<TextBlock>> under_way_;  // given away, not finished
};

class CsvSplitter : public Splitter {
 public:
  CsvSplitter(std::unique_ptr<ByteSource> text, char delimiter, size_t block_bytes)
      : Splitter(std::move(text), block_bytes), delimiter_(delimiter) {}
  // For the header, which comes first: a block cut by the scanner, and what follows its first
  // `from` bytes put back.
  Result<std::shared_ptr<TextBlock>> FirstBlock();
  void GiveBack(const std::shared_ptr<TextBlock>& block, size_t from);

 protected:
  void Cut(TextBlock* block, size_t size, bool at_end) override;
  void TookBack() override;

 private:
  void Scan(TextBlock* block, size_t size, bool at_end);

  char delimiter_;
  size_t exact_ = 1;       // so many blocks are cut by the scanner
  size_t exact_next_ = 8;  // and so many after the next wrong guess
};

// Line by line.
class LineSplitter : public Splitter {
 public:
  using Splitter::Splitter;

 protected:
  void Cut(TextBlock* block, size_t size, bool at_end) override;
};

}  // namespace ripe::io
