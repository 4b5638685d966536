// See partitioned.h; how things look on disk is in spilled.h.
#include "runtime/api/partitioned.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <tuple>
#include <utility>

#include "runtime/api/read_all.h"
#include "runtime/api/spilled.h"
#include "runtime/io/chunk_work.h"

namespace ripe::api {
namespace {

static_assert(PartitionedLeads::kPartitions == 256);

// Bytes by partition, one after another.
struct Parted {
  std::string bytes;
  std::array<uint64_t, PartitionedLeads::kPartitions + 1> offsets{};
  // From sizes by partition (in offsets[p + 1]) to places.
  void Place() {
    for (size_t p = 0; p < PartitionedLeads::kPartitions; ++p) offsets[p + 1] += offsets[p];
    bytes.resize(offsets.back());
  }
  Status AppendTo(io::SpillStreams* streams) const {
    for (size_t p = 0; p < PartitionedLeads::kPartitions; ++p) {
      if (offsets[p] == offsets[p + 1]) continue;
      RIPE_RETURN_IF_ERROR(streams->Append(
          p, std::string_view(bytes).substr(offsets[p], offsets[p + 1] - offsets[p])));
    }
    return {};
  }
};

}  // namespace

columns::Answers AnswerQueue::Take(uint64_t first_row) {
  const std::lock_guard lock(mutex_);
  const auto found = waiting_.find(first_row);
  if (found == waiting_.end()) return {};
  columns::Answers answers = std::move(found->second);
  waiting_.erase(found);
  return answers;
}

PartitionedLeads::PartitionedLeads(Dataset* data, const check::Module& module,
                                   const types::Zone& zone, int64_t as_of, unsigned threads,
                                   const MemoryBudget& budget, Scorer* scorer)
    : data_(data),
      module_(module),
      zone_(zone),
      as_of_(as_of),
      threads_(threads),
      budget_(budget),
      scorer_(scorer),
      types_(scorer->plan()) {}
PartitionedLeads::~PartitionedLeads() = default;

// A part of the room for all buffers of a set of streams.
size_t PartitionedLeads::BufferBytes() const {
  return std::clamp<size_t>(budget_.room() / 8 / kPartitions, 4096, size_t{64} << 10);
}

// ---- the ids
// -----------------------------------------------------------------------------------------------

namespace {
struct PartedIds {
  Parted ids;
  std::array<uint64_t, PartitionedLeads::kPartitions> counts{};
};
}  // namespace

class PartitionedLeads::IdWork : public io::ChunkWork<io::LeadReader, PartedIds> {
 public:
  IdWork(io::LeadReader* reader, PartitionedLeads* to) : ChunkWork(reader), to_(to) {}

 private:
  Status Use(columns::LeadChunk chunk, PartedIds* made, unsigned) override {
    std::vector<uint8_t> partitions(chunk.rows);
    for (size_t row = 0; row < chunk.rows; ++row) {
      const std::string_view id = IdOf(chunk.ids, row);
      const size_t p = PartitionOf(io::LeadIndex::Hash(id));
      partitions[row] = static_cast<uint8_t>(p);
      ++made->counts[p];
      made->ids.offsets[p + 1] += SizeOfVarint(id.size()) + id.size();
    }
    made->ids.Place();
    std::array<uint64_t, kPartitions> next;
    std::copy_n(made->ids.offsets.begin(), kPartitions, next.begin());
    for (size_t row = 0; row < chunk.rows; ++row) {
      const std::string_view id = IdOf(chunk.ids, row);
      char* begin = made->ids.bytes.data() + next[partitions[row]];
      char* at = PutVarint(id.size(), begin);
      std::memcpy(at, id.data(), id.size());
      next[partitions[row]] += static_cast<uint64_t>(at - begin) + id.size();
    }
    return {};
  }
  Status Done(PartedIds* made) override {
    for (size_t p = 0; p < kPartitions; ++p) to_->id_counts_[p] += made->counts[p];
    return made->ids.AppendTo(to_->ids_.get());
  }

  PartitionedLeads* to_;
};

// One group's results, on their way to the streams.
struct PartitionedLeads::GroupItem : io::OrderedWork::Item {
  Group group;
  std::string bytes;            // by partition of the group, one after another
  std::vector<uint64_t> sizes;  // by partition of the group
  bool any_repeated = false;
  uint64_t unknown = 0, after = 0;  // events
  std::vector<Unreadable> unreadable;
};

class PartitionedLeads::GroupWork : public io::OrderedWork {
 public:
  // `fold`: else only the repeated ids are found.
  GroupWork(PartitionedLeads* from, std::vector<Group> groups, bool fold, io::SpillStreams* out)
      : from_(from), groups_(std::move(groups)), fold_(fold), out_(out) {}
  Result<std::unique_ptr<Item>> Take(bool*) override {
    if (next_ == groups_.size()) return std::unique_ptr<Item>();
    auto item = std::make_unique<GroupItem>();
    item->group = groups_[next_++];
    return std::unique_ptr<Item>(std::move(item));
  }
  Status First(Item* base, unsigned) override {
    auto* item = static_cast<GroupItem*>(base);
    if (fold_) return from_->FoldGroup(item->group, item);
    io::LeadIndex index;
    RIPE_RETURN_IF_ERROR(from_->FillIndex(item->group, &index, nullptr, &item->bytes));
    item->any_repeated = index.size() < item->group.ids;
    for (size_t p = item->group.begin; p < item->group.end; ++p)
      item->sizes.push_back(from_->id_counts_[p]);
    return {};
  }
  Status Last(Item* base) override {
    const auto* item = static_cast<GroupItem*>(base);
    any_repeated_ = any_repeated_ || item->any_repeated;
    unknown_ += item->unknown;
    for (const Unreadable& cells : item->unreadable) AddUnreadable(cells, &unreadable_);
    after_ += item->after;
    uint64_t at = 0;
    for (size_t k = 0; k < item->sizes.size(); ++k) {
      RIPE_RETURN_IF_ERROR(out_->Append(item->group.begin + k,
                                        std::string_view(item->bytes).substr(at, item->sizes[k])));
      at += item->sizes[k];
    }
    return {};
  }
  bool any_repeated() const { return any_repeated_; }
  uint64_t unknown() const { return unknown_; }
  uint64_t after() const { return after_; }
  std::vector<Unreadable>& unreadable() { return unreadable_; }

 private:
  PartitionedLeads* from_;
  std::vector<Group> groups_;
  bool fold_;
  io::SpillStreams* out_;
  size_t next_ = 0;
  bool any_repeated_ = false;
  uint64_t unknown_ = 0, after_ = 0;
  std::vector<Unreadable> unreadable_;
};

// As many partitions at once as fit, and as many threads.
Status PartitionedLeads::MakeGroups(size_t bytes_a_lead, std::vector<Group>* groups,
                                    unsigned* threads) const {
  const auto needed = [&](uint64_t ids, uint64_t bytes) {
    return io::LeadIndex::ReservedBytes(ids, bytes) + ids * bytes_a_lead + 4 * kReadBuffer;
  };
  uint64_t largest = 0;
  for (size_t p = 0; p < kPartitions; ++p)
    largest = std::max(largest, needed(id_counts_[p], ids_->bytes(p)));
  const uint64_t room = budget_.room() - budget_.room() / 4;
  if (largest > room) return budget_.TooMuch("the leads of one part of 256", largest + room / 3);
  *threads = static_cast<unsigned>(std::clamp<uint64_t>(room / largest, 1, threads_));
  // There may be two items a thread under way, but only one is being worked on.
  const uint64_t each = room / *threads;
  uint64_t bytes = 0;
  for (size_t p = 0; p < kPartitions; ++p) {
    if (id_counts_[p] == 0) continue;
    if (groups->empty() ||
        needed(groups->back().ids + id_counts_[p], bytes + ids_->bytes(p)) > each) {
      groups->push_back({p, p, 0});
      bytes = 0;
    }
    groups->back().end = p + 1;
    groups->back().ids += id_counts_[p];
    bytes += ids_->bytes(p);
  }
  return {};
}

// `new_ids`: how many leads each partition has. `repeated`: a byte for each id, 1 where it is.
Status PartitionedLeads::FillIndex(const Group& group, io::LeadIndex* index,
                                   std::vector<uint64_t>* new_ids, std::string* repeated) const {
  index->Reserve(group.ids);
  if (repeated != nullptr) repeated->reserve(group.ids);
  for (size_t p = group.begin; p < group.end; ++p) {
    const size_t before = index->size();
    io::SpillStreams::Cursor cursor(ids_.get(), p, kReadBuffer);
    std::string_view id;
    while (true) {
      Result<bool> more = NextText(&cursor, &id);
      if (!more.ok()) return more.status();
      if (!*more) break;
      const bool fresh = index->Insert(id).second;
      if (repeated != nullptr) repeated->push_back(fresh ? '\0' : '\1');
    }
    if (new_ids != nullptr) new_ids->push_back(index->size() - before);
  }
  return {};
}

Status PartitionedLeads::PartIds() {
  Result<std::unique_ptr<io::SpillStreams>> ids =
      io::SpillStreams::Open(kPartitions, BufferBytes());
  if (!ids.ok()) return ids.status();
  ids_ = std::move(*ids);
  io::Report quiet;
  io::AllNumbers all;
  Result<std::unique_ptr<io::LeadReader>> reader =
      data_->ReadLeads(module_, zone_, &all, true, &quiet);
  if (!reader.ok()) return reader.status();
  IdWork id_work(reader->get(), this);
  TimedWork timed_ids(
      &id_work, scorer_->clock(),
      {.take = Phase::kReadLeads, .between = Phase::kParseLeads, .last = Phase::kPartLeads});
  RIPE_RETURN_IF_ERROR(io::RunOrdered(&timed_ids, threads_));
  RIPE_RETURN_IF_ERROR(ids_->Finish());
  Result<std::unique_ptr<io::SpillStreams>> repeated =
      io::SpillStreams::Open(kPartitions, BufferBytes());
  if (!repeated.ok()) return repeated.status();
  repeated_ = std::move(*repeated);
  std::vector<Group> groups;
  unsigned threads = 1;
  RIPE_RETURN_IF_ERROR(MakeGroups(2, &groups, &threads));
  GroupWork work(this, std::move(groups), false, repeated_.get());
  TimedWork timed(&work, scorer_->clock(),
                  {Phase::kPartLeads, Phase::kPartLeads, Phase::kPartLeads});
  RIPE_RETURN_IF_ERROR(io::RunOrdered(&timed, threads));
  any_repeated_ = work.any_repeated();
  ReturnFreeMemory();
  return repeated_->Finish();
}

// ---- the events
// --------------------------------------------------------------------------------------------

namespace {
struct PartedEvents {
  std::shared_ptr<const std::vector<uint16_t>> codes;
  Parted events;
};
}  // namespace

// Reads events, asks the where program about them, and parts them.
class PartitionedLeads::SpillWork : public io::ChunkWork<io::EventReader, PartedEvents> {
 public:
  SpillWork(io::EventReader* reader, const io::EventSession& session, PartitionedLeads* to)
      : ChunkWork(reader), session_(session), to_(to) {}

 private:
  Status Merged(PartedEvents* made) override {
    RIPE_RETURN_IF_ERROR(EventIdsFit(session_, to_->budget_));
    made->codes = codes_.Of(session_, to_->types_);
    return {};
  }
  Status Use(columns::EventChunk chunk, PartedEvents* made, unsigned) override {
    if (chunk.rows > 0) Encode(chunk, *made->codes, &made->events);
    return {};
  }
  Status Done(PartedEvents* made) override { return made->events.AppendTo(to_->events_.get()); }
  void Encode(const columns::EventChunk& chunk, const std::vector<uint16_t>& codes,
              Parted* out) const;

  const io::EventSession& session_;
  PartitionedLeads* to_;
  TypeCodes codes_;
};

void PartitionedLeads::SpillWork::Encode(const columns::EventChunk& chunk,
                                         const std::vector<uint16_t>& codes, Parted* out) const {
  std::vector<std::vector<uint8_t>> masks;
  to_->scorer_->Where(chunk, &masks);
  const size_t mask_bytes = (masks.size() + 7) / 8;
  const size_t fixed =
      sizeof(uint16_t) + sizeof(int64_t) + mask_bytes + to_->summed_.size() * sizeof(double);
  std::vector<uint8_t> partitions(chunk.rows);
  for (size_t row = 0; row < chunk.rows; ++row) {
    const std::string_view id = IdOf(chunk.lead_ids, row);
    const size_t p = PartitionOf(io::LeadIndex::Hash(id));
    partitions[row] = static_cast<uint8_t>(p);
    out->offsets[p + 1] += SizeOfVarint(id.size()) + id.size() + fixed;
  }
  out->Place();
  std::array<uint64_t, kPartitions> next;
  std::copy_n(out->offsets.begin(), kPartitions, next.begin());
  for (size_t row = 0; row < chunk.rows; ++row) {
    const std::string_view id = IdOf(chunk.lead_ids, row);
    char* begin = out->bytes.data() + next[partitions[row]];
    char* at = PutVarint(id.size(), begin);
    std::memcpy(at, id.data(), id.size());
    at = Put(codes[chunk.types[row]], at + id.size());
    at = Put(chunk.times[row], at);
    std::memset(at, 0, mask_bytes);
    for (size_t k = 0; k < masks.size(); ++k)
      at[k / 8] = static_cast<char>(at[k / 8] | (masks[k][row] & 1) << (k % 8));
    at += mask_bytes;
    for (const uint32_t property : to_->summed_) {
      at = Put(property < chunk.properties.size() ? AmountAt(chunk.properties[property], row)
                                                  : std::numeric_limits<double>::quiet_NaN(),
               at);
    }
    next[partitions[row]] += static_cast<uint64_t>(at - begin);
  }
}

Status PartitionedLeads::FoldGroup(const Group& group, GroupItem* item) const {
  io::LeadIndex index;
  std::vector<uint64_t> new_ids;
  RIPE_RETURN_IF_ERROR(FillIndex(group, &index, &new_ids, nullptr));
  Folding folding(scorer_, types_.names(), index.size(), 1);
  EventBatch batch(masks_, summed_, scorer_->plan().properties.size());
  for (int pass = 0; pass < folding.passes(); ++pass) {
    folding.BeginPass();
    uint64_t unknown = 0, after = 0;
    for (size_t p = group.begin; p < group.end; ++p) {
      io::SpillStreams::Cursor cursor(events_.get(), p, 2 * kReadBuffer);
      while (true) {
        Result<bool> more = batch.Next(&cursor, index, &unknown);
        if (!more.ok()) return more.status();
        if (!*more) break;
        const columns::EventChunk& chunk = batch.chunk();
        for (size_t i = 0; i < chunk.rows; ++i) after += chunk.times[i] > as_of_;
        folding.FoldMasked(chunk, batch.masks());
      }
    }
    folding.EndPass();
    item->unknown = unknown;
    item->after = after;
  }
  RIPE_RETURN_IF_ERROR(FindUnreadable(group, index, &item->unreadable));
  const columns::Answers answers = folding.Finish();
  item->bytes.resize(index.size() * answer_bytes_);
  size_t offset = 0;
  for (const columns::AnswerColumn& column : answers.columns) {
    const size_t size = columns::SizeOf(column.type);
    const char* from = column.as<char>();
    char* to = item->bytes.data() + offset;
    for (size_t row = 0; row < index.size(); ++row, from += size, to += answer_bytes_)
      std::memcpy(to, from, size);
    offset += size;
  }
  for (const uint64_t count : new_ids) item->sizes.push_back(count * answer_bytes_);
  return {};
}

// Every event into its partition.
Status PartitionedLeads::SpillEvents(io::Report* report) {
  Result<std::unique_ptr<io::SpillStreams>> events =
      io::SpillStreams::Open(kPartitions, BufferBytes());
  if (!events.ok()) return events.status();
  events_ = std::move(*events);
  Result<std::unique_ptr<io::SpillStreams>> unreadable = io::SpillStreams::Open(kPartitions, 4096);
  if (!unreadable.ok()) return unreadable.status();
  unreadable_ = std::move(*unreadable);
  Status status;
  io::EventSession session;
  for (uint32_t table = 0; table < data_->event_tables() && status.ok(); ++table) {
    Result<std::unique_ptr<io::EventReader>> reader = data_->ReadEventsWithIds(
        table, module_, zone_, &session, report,
        [this, table](std::string_view id, const io::UnreadableCells& cells) {
          return SpillUnreadable(table, id, cells);
        });
    if (!reader.ok()) return reader.status();
    SpillWork work(reader->get(), session, this);
    TimedWork timed(
        &work, scorer_->clock(),
        {.take = Phase::kReadEvents, .between = Phase::kParseEvents, .last = Phase::kParseEvents});
    status = io::RunOrdered(&timed, threads_);
  }
  RIPE_RETURN_IF_ERROR(events_->Finish());
  RIPE_RETURN_IF_ERROR(unreadable_->Finish());
  ReturnFreeMemory();
  return status;
}

Status PartitionedLeads::SpillUnreadable(uint32_t table, std::string_view lead_id,
                                         const io::UnreadableCells& cells) {
  const std::string numbers =
      fmt::format("{} {} {}", table, cells.example_line, cells.example_column);
  std::string record;
  for (const std::string_view text :
       {lead_id, std::string_view(numbers), std::string_view(cells.file),
        std::string_view(cells.column), std::string_view(cells.type),
        std::string_view(cells.example)}) {
    char size[10];
    record.append(size, static_cast<size_t>(PutVarint(text.size(), size) - size));
    record.append(text);
  }
  return unreadable_->Append(PartitionOf(io::LeadIndex::Hash(lead_id)), record);
}

void PartitionedLeads::AddUnreadable(Unreadable next, std::vector<Unreadable>* to) {
  for (Unreadable& have : *to) {
    if (have.table != next.table || have.cells.column != next.cells.column ||
        have.cells.type != next.cells.type)
      continue;
    const uint64_t count = have.cells.count + next.cells.count;
    if (std::tie(next.cells.example_line, next.cells.example_column) <
        std::tie(have.cells.example_line, have.cells.example_column))
      have = std::move(next);
    have.cells.count = count;
    return;
  }
  to->push_back(std::move(next));
}

Status PartitionedLeads::FindUnreadable(const Group& group, const io::LeadIndex& index,
                                        std::vector<Unreadable>* out) const {
  for (size_t p = group.begin; p < group.end; ++p) {
    io::SpillStreams::Cursor cursor(unreadable_.get(), p, 4096);
    std::string_view text;
    while (true) {
      Result<bool> more = NextText(&cursor, &text);
      if (!more.ok()) return more.status();
      if (!*more) break;
      const bool known = index.Find(text) >= 0;
      Unreadable next;
      std::string numbers;
      for (std::string* part : {&numbers, &next.cells.file, &next.cells.column, &next.cells.type,
                                &next.cells.example}) {
        more = NextText(&cursor, &text);
        if (!more.ok()) return more.status();
        if (!*more) return Broken();
        *part = text;
      }
      if (!known) continue;
      next.cells.count = 1;
      char* at = numbers.data();
      next.table = static_cast<uint32_t>(std::strtoul(at, &at, 10));
      next.cells.example_line = std::strtoull(at, &at, 10);
      next.cells.example_column = std::strtoull(at, &at, 10);
      AddUnreadable(std::move(next), out);
    }
  }
  return {};
}

Result<PartitionedLeads::Folded> PartitionedLeads::FoldEvents(io::Report* report) {
  for (const ir::Question& question : scorer_->plan().questions) {
    if (question.aggregate == ops::Aggregate::kSum &&
        std::find(summed_.begin(), summed_.end(), question.property) == summed_.end())
      summed_.push_back(question.property);
  }
  {
    // What the answers look like, and the where program's outputs.
    Folding none(scorer_, types_.names(), 0, 1);
    bytes_a_lead_ = none.BytesALead();
    for (int pass = 0; pass < none.passes(); ++pass) {
      none.BeginPass();
      none.EndPass();
    }
    for (const columns::AnswerColumn& column : none.Finish().columns) {
      answer_types_.push_back(column.type);
      answer_bytes_ += columns::SizeOf(column.type);
    }
    std::vector<std::vector<uint8_t>> masks;
    scorer_->Where({}, &masks);
    masks_ = masks.size();
  }
  // Under --strict the first thing wrong may be a cell that was put by before.
  const Status spilled = SpillEvents(report);
  if (!spilled.ok() && spilled.code() != StatusCode::kData) return spilled;
  Result<std::unique_ptr<io::SpillStreams>> answers =
      io::SpillStreams::Open(kPartitions, BufferBytes());
  if (!answers.ok()) return answers.status();
  answers_ = std::move(*answers);
  std::vector<Group> groups;
  unsigned threads = 1;
  // Answers are there twice for a moment, as columns and as rows.
  RIPE_RETURN_IF_ERROR(MakeGroups(bytes_a_lead_ + 2 * answer_bytes_, &groups, &threads));
  uint64_t events_of_nobody = 0;
  for (size_t p = 0; p < kPartitions; ++p) {
    if (id_counts_[p] == 0) events_of_nobody += events_->bytes(p);
  }
  if (events_of_nobody > 0) AddEmptyPartitions(&groups);
  GroupWork work(this, std::move(groups), true, answers_.get());
  TimedWork timed(&work, scorer_->clock(),
                  {Phase::kFoldEvents, Phase::kFoldEvents, Phase::kFoldEvents});
  RIPE_RETURN_IF_ERROR(io::RunOrdered(&timed, threads));
  std::vector<Unreadable>& cells = work.unreadable();
  std::sort(cells.begin(), cells.end(), [](const Unreadable& a, const Unreadable& b) {
    return std::tie(a.table, a.cells.example_line, a.cells.example_column) <
           std::tie(b.table, b.cells.example_line, b.cells.example_column);
  });
  for (const Unreadable& u : cells) RIPE_RETURN_IF_ERROR(report->AddUnreadable(u.cells));
  RIPE_RETURN_IF_ERROR(spilled);
  report->events().unknown_leads += work.unknown();
  events_.reset();
  unreadable_.reset();
  ReturnFreeMemory();
  RIPE_RETURN_IF_ERROR(answers_->Finish());
  return Folded{work.after()};
}

// Partitions without leads may have events, which are to be counted.
void PartitionedLeads::AddEmptyPartitions(std::vector<Group>* groups) const {
  std::array<bool, kPartitions> there{};
  for (const Group& group : *groups)
    std::fill_n(there.begin() + static_cast<ptrdiff_t>(group.begin), group.end - group.begin, true);
  for (size_t p = 0; p < kPartitions; ++p) {
    if (!there[p] && events_->bytes(p) > 0) groups->push_back({p, p + 1, 0});
  }
}

// ---- the pass over the leads
// -------------------------------------------------------------------------------

class PartitionedLeads::Numbering : public io::LeadNumbers {
 public:
  Numbering(const PartitionedLeads& from, AnswerQueue* answers) : from_(from), queue_(answers) {
    for (size_t p = 0; p < kPartitions; ++p) {
      ids_.emplace_back(from.ids_.get(), p, kCursorBytes);
      repeated_.emplace_back(from.repeated_.get(), p, kCursorBytes / 8);
      if (answers != nullptr) answers_.emplace_back(from.answers_.get(), p, kCursorBytes);
    }
  }
  Status Number(const std::string& file, const io::RawTexts& ids, std::span<const uint64_t> hashes,
                std::vector<uint8_t>* repeated) override;
  Status AtEnd(const std::string& file) const {
    return taken_ == from_.id_counts_ ? Status() : io::FileChanged(file);
  }

 private:
  static constexpr size_t kCursorBytes = 8192;
  Status TakeAnswers(size_t partition, size_t row);

  const PartitionedLeads& from_;
  AnswerQueue* queue_;
  std::vector<io::SpillStreams::Cursor> ids_, repeated_, answers_;
  std::array<uint64_t, kPartitions> taken_{};
  uint64_t next_row_ = 0;
  columns::Answers now_;  // of the ids at hand
};

Status PartitionedLeads::Numbering::Number(const std::string& file, const io::RawTexts& ids,
                                           std::span<const uint64_t> hashes,
                                           std::vector<uint8_t>* repeated) {
  if (queue_ != nullptr) now_.Reset(from_.answer_types_, ids.size());
  size_t fresh = 0;
  for (size_t i = 0; i < ids.size(); ++i) {
    const size_t p = PartitionOf(hashes[i]);
    std::string_view id;
    Result<bool> more = NextText(&ids_[p], &id);
    if (!more.ok()) return more.status();
    if (!*more || id != ids.at(i)) return io::FileChanged(file);
    ++taken_[p];
    if (from_.any_repeated_) {
      Result<std::string_view> mark = repeated_[p].Peek(1);
      if (!mark.ok()) return mark.status();
      if (mark->empty()) return Broken();
      const bool again = (*mark)[0] != '\0';
      repeated_[p].Skip(1);
      if (again) {
        repeated->resize(ids.size());
        (*repeated)[i] = 1;
        continue;
      }
    }
    if (queue_ != nullptr) RIPE_RETURN_IF_ERROR(TakeAnswers(p, fresh));
    ++fresh;
  }
  if (queue_ != nullptr && fresh > 0) {
    now_.leads = fresh;
    queue_->Push(next_row_, std::exchange(now_, {}));
  }
  next_row_ += fresh;
  return {};
}

Status PartitionedLeads::Numbering::TakeAnswers(size_t partition, size_t row) {
  if (from_.answer_bytes_ == 0) return {};
  io::SpillStreams::Cursor& cursor = answers_[partition];
  Result<std::string_view> bytes = cursor.Peek(from_.answer_bytes_);
  if (!bytes.ok()) return bytes.status();
  if (bytes->size() < from_.answer_bytes_) return Broken();
  const char* at = bytes->data();
  for (columns::AnswerColumn& column : now_.columns) {
    const size_t size = columns::SizeOf(column.type);
    std::memcpy(column.as<char>() + row * size, at, size);
    at += size;
  }
  cursor.Skip(from_.answer_bytes_);
  return {};
}

std::unique_ptr<io::LeadNumbers> PartitionedLeads::Numbers(AnswerQueue* answers) const {
  return std::make_unique<Numbering>(*this, answers);
}

Status PartitionedLeads::AtEnd(const io::LeadNumbers& numbers) const {
  return static_cast<const Numbering&>(numbers).AtEnd(data_->leads_path());
}

}  // namespace ripe::api
