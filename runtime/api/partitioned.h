// Leads that are too many to be held at once, not even as an index of their ids: they are parted by
// a hash of the id, and so are the events; both wait on disk, and parts that fit into memory are
// worked off one after another. What comes out, which ids are repeated and what the events of each
// lead answer, is on disk too, in the order of the leads of each part: a last pass over the file of
// leads takes it from there, lead by lead, so the output has the leads' order and nothing is
// sorted. Results are those of a run that holds everything.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "runtime/api/dataset.h"
#include "runtime/api/event_types.h"
#include "runtime/api/memory.h"
#include "runtime/api/scorer.h"
#include "runtime/columns/answers.h"
#include "runtime/io/lead_numbers.h"
#include "runtime/io/spill.h"

namespace ripe::api {

// The answers of the leads of chunks on their way, by the number of the first.
class AnswerQueue {
 public:
  void Push(uint64_t first_row, columns::Answers answers) {
    const std::lock_guard lock(mutex_);
    waiting_.emplace(first_row, std::move(answers));
  }
  columns::Answers Take(uint64_t first_row);

 private:
  std::mutex mutex_;
  std::map<uint64_t, columns::Answers> waiting_;
};

class PartitionedLeads {
 public:
  static constexpr size_t kPartitions = 256;

  PartitionedLeads(Dataset* data, const check::Module& module, const types::Zone& zone,
                   int64_t as_of, unsigned threads, const MemoryBudget& budget, Scorer* scorer);
  ~PartitionedLeads();

  // A pass over the leads' ids, and which of them are repeated. Reports nothing.
  Status PartIds();
  // The events of all tables, folded. What is wrong with the properties of events of unknown leads
  // does not matter; which these are is known only part by part, so it is said at the end.
  struct Folded {
    uint64_t after_as_of = 0;
  };
  Result<Folded> FoldEvents(io::Report* report);
  // For a pass over the leads after that. With `answers`, those of each chunk's leads go there.
  std::unique_ptr<io::LeadNumbers> Numbers(AnswerQueue* answers) const;
  // At the end of such a pass: kIo where leads are lacking.
  Status AtEnd(const io::LeadNumbers& numbers) const;

 private:
  class IdWork;
  class SpillWork;
  class GroupWork;
  class Numbering;
  // Partitions begin .. end - 1, worked off together.
  struct Group {
    size_t begin = 0, end = 0;
    uint64_t ids = 0;
  };
  struct GroupItem;
  // Cells of events' properties that cannot be read, of one column: their number and the first.
  struct Unreadable {
    uint32_t table = 0;
    io::UnreadableCells cells;
  };
  static void AddUnreadable(Unreadable next, std::vector<Unreadable>* to);
  Status SpillUnreadable(uint32_t table, std::string_view lead_id,
                         const io::UnreadableCells& cells);
  Status FindUnreadable(const Group& group, const io::LeadIndex& index,
                        std::vector<Unreadable>* out) const;
  Status SpillEvents(io::Report* report);
  Status MakeGroups(size_t bytes_a_lead, std::vector<Group>* groups, unsigned* threads) const;
  Status FillIndex(const Group& group, io::LeadIndex* index, std::vector<uint64_t>* new_ids,
                   std::string* repeated) const;
  Status FoldGroup(const Group& group, GroupItem* item) const;
  void AddEmptyPartitions(std::vector<Group>* groups) const;
  size_t BufferBytes() const;

  Dataset* data_;
  const check::Module& module_;
  const types::Zone& zone_;
  int64_t as_of_;
  unsigned threads_;
  const MemoryBudget& budget_;
  Scorer* scorer_;
  EventTypes types_;
  std::vector<uint32_t> summed_;  // properties
  std::vector<ir::Physical> answer_types_;
  size_t answer_bytes_ = 0;  // of a lead
  size_t bytes_a_lead_ = 0;  // while folding
  size_t masks_ = 0;         // where-outputs
  std::unique_ptr<io::SpillStreams> ids_, repeated_, events_, unreadable_, answers_;
  std::array<uint64_t, kPartitions> id_counts_{};
  bool any_repeated_ = false;
};

}  // namespace ripe::api
