// See splitter.h.
#include "runtime/io/splitter.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace ripe::io {
namespace {

constexpr size_t kDefaultBlock = size_t{1} << 19;
constexpr size_t kPadding = 64;  // also what simdjson and the CSV scanner read past the end
constexpr size_t kMostFree = 256;
constexpr size_t kMostExact = size_t{1} << 20;

// Of quotes, in a loop that compilers turn into vectors.
size_t CountQuotes(const char* text, size_t size) {
  size_t count = 0;
  while (size > 0) {
    const size_t n = std::min<size_t>(size, 255 * 16);
    uint8_t lanes[16] = {};
    size_t i = 0;
    for (; i + 16 <= n; i += 16) {
      for (size_t k = 0; k < 16; ++k)
        lanes[k] = static_cast<uint8_t>(lanes[k] + (text[i + k] == '"'));
    }
    for (const uint8_t lane : lanes) count += lane;
    for (; i < n; ++i) count += text[i] == '"';
    text += n;
    size -= n;
  }
  return count;
}

// The end of the last line that ends outside quotes; 0: there is none.
size_t LastLineEnd(const char* text, size_t size) {
  bool inside = CountQuotes(text, size) % 2 != 0;
  for (size_t i = size; i-- > 0;) {
    const char c = text[i];
    if (c == '"') {
      inside = !inside;
    } else if (!inside && (c == '\n' || (c == '\r' && i + 1 < size && text[i + 1] != '\n'))) {
      return i + 1;
    }
  }
  return 0;
}

}  // namespace

size_t BlockBytes(size_t wanted) {
  if (wanted == 0) {
    if (const char* text = std::getenv("RIPE_BLOCK_BYTES"))
      wanted = std::strtoull(text, nullptr, 10);
  }
  if (wanted == 0) wanted = kDefaultBlock;
  return std::min(wanted, kMaxRowBytes);
}

std::unique_ptr<char[]> BlockPool::Take() {
  {
    const std::lock_guard lock(mutex_);
    if (!free_.empty()) {
      std::unique_ptr<char[]> memory = std::move(free_.back());
      free_.pop_back();
      return memory;
    }
  }
  return std::make_unique_for_overwrite<char[]>(bytes_ + kPadding);
}

void BlockPool::Give(std::unique_ptr<char[]> memory) {
  const std::lock_guard lock(mutex_);
  if (free_.size() < kMostFree) free_.push_back(std::move(memory));
}

TextBlock::~TextBlock() {
  if (pool && memory && capacity == pool->bytes()) pool->Give(std::move(memory));
}

Result<size_t> Splitter::Read(char* out, size_t size) {
  if (pending_at_ < pending_.size()) {
    const size_t n = std::min(size, pending_.size() - pending_at_);
    std::memcpy(out, pending_.data() + pending_at_, n);
    pending_at_ += n;
    if (pending_at_ == pending_.size()) {
      pending_ = {};
      pending_at_ = 0;
    }
    return n;
  }
  if (at_end_) return size_t{0};
  Result<size_t> got = source_->Read(out, size);
  if (got.ok() && *got == 0) at_end_ = true;
  return got;
}

// Reads until `size` is `wanted`, or the end.
Status Splitter::Fill(TextBlock* block, size_t* size, size_t wanted) {
  while (*size < wanted) {
    Result<size_t> got = Read(block->memory.get() + *size, wanted - *size);
    if (!got.ok()) return got.status();
    if (*got == 0) break;
    *size += *got;
  }
  return {};
}

void Splitter::PutBack(std::string_view text) {
  pending_.replace(0, pending_at_, text);
  pending_at_ = 0;
}

void Splitter::Widen(TextBlock* block, size_t size, size_t capacity) {
  auto wider = std::make_unique_for_overwrite<char[]>(capacity + kPadding);
  std::memcpy(wider.get(), block->memory.get(), size);
  block->memory = std::move(wider);
  block->capacity = capacity;
}

std::shared_ptr<TextBlock> Splitter::NewBlock() {
  auto block = std::make_shared<TextBlock>();
  block->pool = pool_;
  block->capacity = pool_->bytes();
  block->memory = pool_->Take();
  block->epoch = epoch_;
  return block;
}

// Reads on to the end of a line that is left out.
Status Splitter::SkipRest() {
  std::string text;
  if (tail_of_) {
    text.assign(tail_of_->memory.get() + tail_begin_, tail_end_ - tail_begin_);
    tail_of_.reset();
  }
  while (true) {
    const size_t end = text.find('\n');
    if (end != std::string::npos) {
      PutBack(std::string_view(text).substr(end + 1));
      ++skipped_lines_;
      break;
    }
    text.resize(size_t{1} << 16);
    Result<size_t> got = Read(text.data(), text.size());
    if (!got.ok()) return got.status();
    text.resize(*got);
    if (*got == 0) break;
  }
  skip_line_ = false;
  return {};
}

Result<std::shared_ptr<TextBlock>> Splitter::Next(bool* wait) {
  const std::lock_guard lock(mutex_);
  *wait = false;
  if (skip_line_) RIPE_RETURN_IF_ERROR(SkipRest());
  std::shared_ptr<TextBlock> block = NewBlock();
  size_t size = 0;
  if (tail_of_) {
    size = tail_end_ - tail_begin_;
    if (size > block->capacity) Widen(block.get(), 0, size);
    std::memcpy(block->memory.get(), tail_of_->memory.get() + tail_begin_, size);
    tail_of_.reset();
  }
  for (size_t wanted = std::max(pool_->bytes(), std::min(size + 1, kMaxRowBytes + 1));;
       wanted = std::min(wanted * 2, kMaxRowBytes + 1)) {
    if (wanted > block->capacity) Widen(block.get(), size, wanted);
    RIPE_RETURN_IF_ERROR(Fill(block.get(), &size, wanted));
    const bool at_end = at_end_ && pending_at_ == pending_.size();
    if (size == 0) return std::shared_ptr<TextBlock>();
    if (size > kMaxRowBytes && !under_way_.empty()) {
      // What cannot be taken back waits until all guesses before it are known to be right.
      tail_of_ = block;
      tail_begin_ = 0;
      tail_end_ = size;
      *wait = true;
      return std::shared_ptr<TextBlock>();
    }
    Cut(block.get(), size, at_end);
    if (block->size > 0) break;
  }
  std::memset(block->memory.get() + size, 0, kPadding);
  if (block->size < size) {
    tail_of_ = block;
    tail_begin_ = block->size;
    tail_end_ = size;
  }
  block->skipped_lines = std::exchange(skipped_lines_, 0);
  under_way_.push_back(block);
  return block;
}

bool Splitter::Finish(const std::shared_ptr<TextBlock>& block, size_t consumed) {
  const std::lock_guard lock(mutex_);
  if (block->epoch != epoch_) return false;
  under_way_.pop_front();
  if (consumed < block->size) {
    std::string back(block->text().substr(consumed));
    uint64_t skipped = 0;
    for (const auto& later : under_way_) {
      back.append(later->text());
      skipped += later->skipped_lines;
    }
    under_way_.clear();
    if (tail_of_) back.append(tail_of_->memory.get() + tail_begin_, tail_end_ - tail_begin_);
    tail_of_.reset();
    PutBack(back);
    skipped_lines_ += skipped;
    ++epoch_;
    TookBack();
  }
  return true;
}

// ---- CSV
// -----------------------------------------------------------------------------------------

void CsvSplitter::Scan(TextBlock* block, size_t size, bool at_end) {
  using End = CsvScanner::End;
  const End end = size > kMaxRowBytes ? End::kOfLimit : at_end ? End::kOfInput : End::kMore;
  auto scanner = std::make_unique<CsvScanner>(delimiter_);
  scanner->Scan(block->memory.get(), size, end);
  if (scanner->records() == 0) return;
  block->size = scanner->consumed();
  block->last = at_end && block->size == size;
  // A line without an end in all that a record may have: what follows is still part of it.
  const auto& faults = scanner->faults();
  if (end == End::kOfLimit && !faults.empty() && faults.front().record == 0 &&
      scanner->records() == 1 && block->size == size && block->memory[size - 1] != '\n') {
    SkipLine();
  }
  block->scanned = std::move(scanner);
}

void CsvSplitter::Cut(TextBlock* block, size_t size, bool at_end) {
  if (exact_ > 0 || size > kMaxRowBytes) {
    Scan(block, size, at_end);
    if (block->size > 0 && exact_ > 0) --exact_;
    return;
  }
  block->size = at_end ? size : LastLineEnd(block->memory.get(), size);
  block->last = at_end;
}

void CsvSplitter::TookBack() {
  exact_ = exact_next_;
  exact_next_ = std::min(exact_next_ * 2, kMostExact);
}

Result<std::shared_ptr<TextBlock>> CsvSplitter::FirstBlock() {
  exact_ = 1;
  bool wait = false;
  return Next(&wait);
}

void CsvSplitter::GiveBack(const std::shared_ptr<TextBlock>& block, size_t from) {
  (void)Finish(block, from);
  exact_ = 0;
  exact_next_ = 8;
}

// ---- lines
// ---------------------------------------------------------------------------------------

void LineSplitter::Cut(TextBlock* block, size_t size, bool at_end) {
  const char* text = block->memory.get();
  const void* end = memrchr(text, '\n', size);
  if (end != nullptr) {
    block->size = static_cast<size_t>(static_cast<const char*>(end) - text) + 1;
  } else if (size > kMaxRowBytes) {
    block->size = size;
    block->too_long = true;
    SkipLine();
  } else if (at_end) {
    block->size = size;
    block->last = true;
  }
}

}  // namespace ripe::io
