// The tables of a fold: from the Plan's questions and the log's type names to kinds, rows of
// increments and the grid that finds them. All is made once per as-of and log; nothing here runs
// per event.
#include <algorithm>
#include <bit>
#include <cstring>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

#include "compiler/ir/worth.h"
#include "compiler/source/unicode.h"
#include "compiler/types/calendar.h"
#include "runtime/columns/fold.h"

namespace ripe::columns {

namespace {

constexpr size_t kMostConditions = 8;          // a type's kinds are looked up by that many bits
constexpr size_t kMostGrid = size_t{1} << 20;  // entries
constexpr int64_t kFarAge = 400'000'000'000'000'000;  // beyond any age within the years 1 to 9999
constexpr int64_t kMostSpan = int64_t{1} << 49;  // ages are divided as doubles (fold_kernels.cc)
constexpr uint32_t kMostRows = UINT16_MAX;
constexpr size_t kMostCodes = 256;  // for the compare masks over bytes

int64_t Micros(int64_t seconds) {
  return seconds >= kFarAge / types::kMicrosPerSecond ? INT64_MAX
                                                      : seconds * types::kMicrosPerSecond;
}

struct Ages {
  int64_t min = 0, max = INT64_MAX;  // min <= age < max
};
Ages AgesOf(const check::Window& window) {
  switch (window.kind) {
    case check::Window::Kind::kEver:
    case check::Window::Kind::kAfter:
      return {};
    case check::Window::Kind::kLast:
      return {0, Micros(window.far_seconds)};
    case check::Window::Kind::kBetween:
      return {Micros(window.near_seconds), Micros(window.far_seconds)};
  }
  return {};
}

bool IsAfter(const ir::Question& question) {
  return question.window.kind == check::Window::Kind::kAfter;
}

int64_t WorthBound(const ir::Question& question) {
  return question.saturate_worth > 0 ? std::min(question.saturate_worth, ir::kMaxGiven)
                                     : ir::kMaxGiven;
}

// The bytes of an accumulator row: 16-bit lanes first (counts before worths, as
// fold_kernels_runs.inc wants them), then 8-bit lanes, then flags, eight a byte.
struct LaneCounts {
  size_t words = 0, bytes = 0, flags = 0;
  void Add(int lane_bits) {
    words += lane_bits == 16;
    bytes += lane_bits == 8;
    flags += lane_bits == 1;
  }
  size_t FirstFlag() const { return 2 * words + bytes; }
  size_t Bytes() const { return FirstFlag() + (flags + 7) / 8; }
};

// How an event of a type belongs to a class: never, always, or if any of these where-outputs holds.
struct Membership {
  bool always = false;
  std::vector<uint32_t> outputs;
};

// The types of a class: all of them (but the changes of stages), and what is said of some.
struct ClassTypes {
  bool any = false;
  std::map<uint32_t, Membership> named;  // by type
};

// How many bits wide a question's lane is: 1, 8, 16, or 0 where it needs a wide column.
int LaneBits(const ir::Question& question) {
  if (IsAfter(question)) return 0;
  if (question.aggregate == ops::Aggregate::kCount && question.saturate > 0) {
    if (question.saturate == 1) return 1;
    return question.saturate <= UINT8_MAX ? 8 : question.saturate <= UINT16_MAX ? 16 : 0;
  }
  if (question.aggregate == ops::Aggregate::kWorth && WorthBound(question) <= UINT16_MAX) return 16;
  return 0;
}

}  // namespace

class FoldPlanner {
 public:
  FoldPlanner(FoldPlan* out, const ir::Plan& plan, const ir::BoundPlan& bound,
              const std::vector<std::string>& types)
      : out_(*out), plan_(plan), bound_(bound), types_(types) {}
  void Run();

 private:
  // A question, or the newest event of a class for `after`, in terms of a layer.
  struct Item {
    uint32_t events = 0;  // class
    Ages ages;
    int lane_bits = 0;
    AnswerPlace place;
    bool reported = true;  // has an answer
    WideOp wide;           // lane_bits 0
    bool worth = false;    // lanes: the increment is worths[worths][age in days], else 1
    uint32_t worths = 0;
  };
  void MatchTypes();
  void MakeItems();
  uint32_t OtherOf(check::ClassId events);
  Item MakeItem(uint32_t question);
  std::vector<std::vector<Item>> Split(const std::vector<Item>& items) const;
  // The items of one layer, while it is being filled.
  struct Part {
    // False, and nothing has happened, where the item does not fit in.
    bool Take(const Item& item, const FoldPlanner& planner);
    std::vector<Item> items;
    LaneCounts lanes;
    std::set<uint32_t> classes;
    std::unordered_map<uint32_t, std::set<std::vector<uint32_t>>> conditions;  // by type
  };

  bool IsStageChange(uint32_t type) const {
    return std::find(stage_changes_.begin(), stage_changes_.end(), type) != stage_changes_.end();
  }
  FoldLayer MakeLayer(std::vector<Item> items);
  void MakeKinds(const std::vector<Item>& items, FoldLayer* layer);
  void PlaceLanes(std::vector<Item>* items, FoldLayer* layer);
  void MakeEdges(const std::vector<Item>& items, FoldLayer* layer);
  void MakeGrid(FoldLayer* layer);
  void MakeRuns(const std::vector<Item>& items, FoldLayer* layer) const;
  void AddWide(const std::vector<Item>& items, FoldLayer* layer) const;
  std::vector<uint8_t> RowAt(const std::vector<Item>& items, uint32_t kind, int64_t age,
                             size_t width) const;

  FoldPlan& out_;
  const ir::Plan& plan_;
  const ir::BoundPlan& bound_;
  const std::vector<std::string>& types_;
  std::vector<ClassTypes> membership_;   // by class
  std::vector<uint32_t> stage_changes_;  // the types of that name
  std::vector<Item> items_, other_items_;
  std::vector<uint32_t> other_classes_;
  std::map<uint32_t, uint32_t> place_of_other_;  // of a class in it
  // Of the layer at hand, which has some of all classes: by kind the places of its classes,
  // ascending. Few of many: types times classes may be more than fit into memory.
  std::vector<std::vector<uint32_t>> signatures_;
  std::vector<uint32_t> place_in_signature_;  // by class
  bool IsOf(uint32_t kind, const Item& item) const {
    const std::vector<uint32_t>& places = signatures_[kind];
    return std::binary_search(places.begin(), places.end(), place_in_signature_[item.events]);
  }
};

void FoldPlanner::Run() {
  out_.answer_types_ = bound_.answers;
  MatchTypes();
  MakeItems();
  for (const std::vector<Item>& part : Split(other_items_)) out_.first_.push_back(MakeLayer(part));
  for (const std::vector<Item>& part : Split(items_)) out_.layers_.push_back(MakeLayer(part));
}

// Types by what they are called, so that a class looks at its own only: with thousands of both,
// each against each would take longer than the events.
void FoldPlanner::MatchTypes() {
  std::unordered_map<std::string, std::vector<uint32_t>> by_key, by_name;
  for (uint32_t t = 0; t < types_.size(); ++t) {
    by_key[source::NameKey(types_[t])].push_back(t);
    by_name[types_[t]].push_back(t);
  }
  stage_changes_ = by_key["stage_changed"];
  std::vector<std::vector<uint32_t>> matching;  // by event type of the plan
  for (const ir::EventTypeName& type : plan_.event_types)
    matching.push_back(type.quoted ? by_name[type.name] : by_key[source::NameKey(type.name)]);
  for (const ir::EventClass& events : plan_.classes) {
    ClassTypes& types = membership_.emplace_back();
    types.any = events.any_type;
    for (const ir::EventClass::Member& member : events.members) {
      for (const uint32_t t : matching[member.type]) {
        Membership& membership = types.named[t];
        if (member.where) {
          membership.outputs.push_back(*member.where);
        } else {
          membership.always = true;
        }
      }
    }
    for (auto& [t, membership] : types.named) {
      membership.always = membership.always || (types.any && !IsStageChange(t));
      std::sort(membership.outputs.begin(), membership.outputs.end());
      if (membership.always) membership.outputs.clear();
    }
  }
}

void FoldPlanner::MakeItems() {
  for (uint32_t q = 0; q < plan_.questions.size(); ++q) items_.push_back(MakeItem(q));
  for (size_t k = 0; k < other_classes_.size(); ++k) {
    Item item{.events = other_classes_[k], .reported = false};
    item.wide = {.aggregate = ops::Aggregate::kNewest, .slot = static_cast<uint32_t>(k)};
    other_items_.push_back(item);
  }
  out_.others_ = static_cast<uint32_t>(other_classes_.size());
}

uint32_t FoldPlanner::OtherOf(check::ClassId events) {
  const auto [it, is_new] =
      place_of_other_.try_emplace(events.value, static_cast<uint32_t>(other_classes_.size()));
  if (is_new) other_classes_.push_back(events.value);
  return it->second;
}

FoldPlanner::Item FoldPlanner::MakeItem(uint32_t q) {
  const ir::Question& question = plan_.questions[q];
  Item item{
      .events = question.events, .ages = AgesOf(question.window), .lane_bits = LaneBits(question)};
  item.place.question = q;
  const bool held = question.aggregate == ops::Aggregate::kCount && question.saturate > 0;
  item.place.most = held ? question.saturate : INT64_MAX;
  if (question.aggregate == ops::Aggregate::kWorth) {
    const ir::Fading& fading = plan_.fadings[question.fading];
    item.worth = true;
    item.place.negative = fading.points < 0;
    item.place.most = WorthBound(question);
    item.worths = static_cast<uint32_t>(out_.worths_.size());
    out_.worths_.push_back(
        ir::WorthTable(fading.points < 0 ? -fading.points : fading.points, fading.halving_days));
  }
  if (item.lane_bits > 0) {
    using Kind = AnswerPlace::Kind;
    item.place.kind = item.lane_bits == 1   ? Kind::kFlag
                      : item.lane_bits == 8 ? Kind::kLane8
                                            : Kind::kLane16;
    return item;
  }
  item.wide = {.aggregate = question.aggregate,
               .min_age = item.ages.min,
               .max_age = item.ages.max,
               .property = question.property,
               .worths = item.worths,
               .bound = item.place.most};
  if (IsAfter(question)) item.wide.after = OtherOf(question.window.after);
  if (question.aggregate == ops::Aggregate::kSum) {
    item.place.kind = AnswerPlace::Kind::kSum;
    item.wide.slot = out_.sums_++;
  } else {
    item.wide.slot = out_.wide_++;
    out_.wide_start_.push_back(question.aggregate == ops::Aggregate::kNewest ? types::kMissingTime
                                                                             : 0);
  }
  item.place.offset = item.wide.slot;
  return item;
}

// ---- layers
// ------------------------------------------------------------------------------------------------------

bool FoldPlanner::Part::Take(const Item& item, const FoldPlanner& planner) {
  LaneCounts more = lanes;
  more.Add(item.lane_bits);
  if (more.Bytes() > kMostSections * kSection) return false;
  if (!classes.contains(item.events)) {
    // Of each type, so many different sets of conditions.
    const std::map<uint32_t, Membership>& members = planner.membership_[item.events].named;
    for (const auto& [t, member] : members) {
      if (member.outputs.empty()) continue;
      const auto of_type = conditions.find(t);
      if (of_type == conditions.end() || of_type->second.contains(member.outputs)) continue;
      if (of_type->second.size() >= kMostConditions) return false;
    }
    for (const auto& [t, member] : members) {
      if (!member.outputs.empty()) conditions[t].insert(member.outputs);
    }
    classes.insert(item.events);
  }
  lanes = more;
  items.push_back(item);
  return true;
}

std::vector<std::vector<FoldPlanner::Item>> FoldPlanner::Split(
    const std::vector<Item>& items) const {
  std::vector<std::vector<Item>> parts;
  Part part;
  for (const Item& item : items) {
    if (part.Take(item, *this)) continue;
    if (!part.items.empty()) parts.push_back(std::move(part.items));
    part = Part();
    // One alone is a part whatever it needs.
    if (!part.Take(item, *this)) parts.push_back({item});
  }
  if (!part.items.empty()) parts.push_back(std::move(part.items));
  return parts;
}

FoldLayer FoldPlanner::MakeLayer(std::vector<Item> items) {
  FoldLayer layer;
  MakeKinds(items, &layer);
  PlaceLanes(&items, &layer);
  for (const Item& item : items) {
    if (item.reported) layer.answers.push_back(item.place);
    layer.any_wide |= item.lane_bits == 0;
  }
  AddWide(items, &layer);
  if (layer.sections > 0) {
    std::erase_if(items, [](const Item& item) { return item.lane_bits == 0; });
    MakeEdges(items, &layer);
    MakeGrid(&layer);
    if (layer.stride > 0) MakeRuns(items, &layer);
  }
  return layer;
}

// By kind, the sums without lanes that its events go into.
void FoldPlanner::AddWide(const std::vector<Item>& items, FoldLayer* layer) const {
  std::unordered_map<uint32_t, std::vector<uint32_t>> of_place;  // indices of items
  for (uint32_t k = 0; k < items.size(); ++k) {
    if (items[k].lane_bits == 0) of_place[place_in_signature_[items[k].events]].push_back(k);
  }
  for (uint32_t kind = 0; kind < layer->kind_count; ++kind) {
    layer->wide_begin.push_back(static_cast<uint32_t>(layer->wide.size()));
    std::vector<uint32_t> found;
    for (const uint32_t place : of_place.empty() ? std::vector<uint32_t>{} : signatures_[kind]) {
      const auto at = of_place.find(place);
      if (at != of_place.end()) found.insert(found.end(), at->second.begin(), at->second.end());
    }
    std::sort(found.begin(), found.end());
    for (const uint32_t k : found) layer->wide.push_back(items[k].wide);
  }
  layer->wide_begin.push_back(static_cast<uint32_t>(layer->wide.size()));
}

void FoldPlanner::MakeKinds(const std::vector<Item>& items, FoldLayer* layer) {
  std::set<uint32_t> classes;
  for (const Item& item : items) classes.insert(item.events);
  // The places of the classes that have all types, and by type what belongs to it of the others.
  std::vector<uint32_t> of_any;
  std::vector<std::vector<std::pair<uint32_t, const Membership*>>> named(types_.size());
  place_in_signature_.resize(plan_.classes.size());
  uint32_t places = 0;
  for (const uint32_t c : classes) {
    place_in_signature_[c] = places;
    if (membership_[c].any) of_any.push_back(places);
    for (const auto& [t, membership] : membership_[c].named)
      named[t].emplace_back(places, &membership);
    ++places;
  }
  std::map<std::vector<uint32_t>, uint32_t> kinds;  // by the places that are set, in order
  signatures_.clear();
  for (uint32_t t = 0; t < types_.size(); ++t) {
    FoldLayer::TypeKinds& type = layer->types.emplace_back();
    type.first = static_cast<uint32_t>(layer->kinds.size());
    std::vector<std::vector<uint32_t>> own;
    for (const auto& [place, member] : named[t]) {
      if (!member->outputs.empty() &&
          std::find(own.begin(), own.end(), member->outputs) == own.end())
        own.push_back(member->outputs);
    }
    for (const std::vector<uint32_t>& outputs : own) {
      auto place = std::find(layer->conditions.begin(), layer->conditions.end(), outputs);
      if (place == layer->conditions.end()) place = layer->conditions.insert(place, outputs);
      type.conditions.push_back(static_cast<uint32_t>(place - layer->conditions.begin()));
    }
    for (uint32_t bits = 0; bits < (1U << own.size()); ++bits) {
      std::vector<uint32_t> set;
      if (!IsStageChange(t)) set = of_any;
      for (const auto& [place, member] : named[t]) {
        const auto at = std::find(own.begin(), own.end(), member->outputs);
        if (member->always || (at != own.end() && (bits >> (at - own.begin()) & 1)))
          set.push_back(place);
      }
      std::sort(set.begin(), set.end());
      set.erase(std::unique(set.begin(), set.end()), set.end());
      const auto [found, added] = kinds.try_emplace(set, static_cast<uint32_t>(signatures_.size()));
      if (added) signatures_.push_back(set);
      layer->kinds.push_back(found->second);
    }
  }
  layer->kind_count = static_cast<uint32_t>(signatures_.size());
}

void FoldPlanner::PlaceLanes(std::vector<Item>* items, FoldLayer* layer) {
  LaneCounts lanes;
  for (const Item& item : *items) lanes.Add(item.lane_bits);
  layer->sections = static_cast<int>((lanes.Bytes() + kSection - 1) / kSection);
  const size_t width = static_cast<size_t>(layer->sections) * kSection;
  layer->words.assign(width, 0);
  layer->bits.assign(width, 0);
  std::fill_n(layer->words.begin(), 2 * lanes.words, 0xFF);
  std::fill(layer->bits.begin() + static_cast<ptrdiff_t>(lanes.FirstFlag()), layer->bits.end(),
            0xFF);
  std::stable_partition(items->begin(), items->end(), [](const Item& item) { return !item.worth; });
  LaneCounts next;
  for (Item& item : *items) {
    if (item.lane_bits == 16) item.place.offset = static_cast<uint32_t>(2 * next.words);
    if (item.lane_bits == 8)
      item.place.offset = static_cast<uint32_t>(2 * lanes.words + next.bytes);
    if (item.lane_bits == 1) {
      item.place.offset = static_cast<uint32_t>(lanes.FirstFlag() + next.flags / 8);
      item.place.bit = static_cast<uint8_t>(next.flags % 8);
    }
    next.Add(item.lane_bits);
  }
}

// ---- rows
// --------------------------------------------------------------------------------------------------------

std::vector<uint8_t> FoldPlanner::RowAt(const std::vector<Item>& items, uint32_t kind, int64_t age,
                                        size_t width) const {
  std::vector<uint8_t> row(width, 0);
  for (const Item& item : items) {
    if (age < item.ages.min || age >= item.ages.max || !IsOf(kind, item)) continue;
    if (item.lane_bits < 16) {
      row[item.place.offset] |= static_cast<uint8_t>(1U << item.place.bit);
      continue;
    }
    int64_t add = 1;
    if (item.worth) {
      const std::vector<int64_t>& worths = out_.worths_[item.worths];
      const auto day = static_cast<size_t>(age / types::kMicrosPerDay);
      add = day < worths.size() ? std::min<int64_t>(worths[day], UINT16_MAX) : 0;
    }
    const auto lane = static_cast<uint16_t>(add);
    std::memcpy(row.data() + item.place.offset, &lane, sizeof(lane));
  }
  return row;
}

void FoldPlanner::MakeEdges(const std::vector<Item>& items, FoldLayer* layer) {
  const size_t width = static_cast<size_t>(layer->sections) * kSection;
  std::map<std::vector<uint8_t>, uint32_t> rows;
  std::vector<uint8_t> table;
  const auto row_of = [&](const std::vector<uint8_t>& row) {
    const auto [found, added] = rows.try_emplace(row, static_cast<uint32_t>(rows.size()));
    if (added) table.insert(table.end(), row.begin(), row.end());
    return found->second;
  };
  row_of(std::vector<uint8_t>(width, 0));
  layer->edges.resize(layer->kind_count);
  for (uint32_t kind = 0; kind < layer->kind_count; ++kind) {
    std::set<int64_t> ages;
    for (const Item& item : items) {
      if (!IsOf(kind, item)) continue;
      ages.insert({item.ages.min, item.ages.max});
      if (!item.worth) continue;
      const std::vector<int64_t>& worths = out_.worths_[item.worths];
      for (size_t day = 1; day <= worths.size(); ++day) {
        if (day == worths.size() || worths[day] != worths[day - 1]) {
          ages.insert(static_cast<int64_t>(day) * types::kMicrosPerDay);
        }
      }
    }
    FoldLayer::Edges& edges = layer->edges[kind];
    edges.rows.push_back(row_of(RowAt(items, kind, 0, width)));
    for (const int64_t age : ages) {
      if (age <= 0 || age >= kFarAge) continue;
      const uint32_t row = row_of(RowAt(items, kind, age, width));
      if (row == edges.rows.back()) continue;
      edges.at.push_back(age);
      edges.rows.push_back(row);
    }
  }
  layer->row_count = static_cast<uint32_t>(rows.size());
  layer->table.assign(table.size() + 64, 0);
  uint8_t* aligned =
      layer->table.data() + (64 - reinterpret_cast<uintptr_t>(layer->table.data()) % 64) % 64;
  std::memcpy(aligned, table.data(), table.size());
  layer->rows = aligned;
}

void FoldPlanner::MakeGrid(FoldLayer* layer) {
  int64_t unit = 0, last = 0;
  for (const FoldLayer::Edges& edges : layer->edges) {
    for (const int64_t age : edges.at) unit = std::gcd(unit, age);
    if (!edges.at.empty()) last = std::max(last, edges.at.back());
  }
  if (unit == 0) unit = types::kMicrosPerDay;
  const int64_t stride = last / unit + 1;
  const bool fits = last <= kMostSpan &&
                    stride <= static_cast<int64_t>(kMostGrid / std::max(1U, layer->kind_count)) &&
                    layer->row_count <= kMostRows;
  if (!fits) return;
  layer->unit = unit;
  layer->stride = static_cast<uint32_t>(stride);
  for (const FoldLayer::Edges& edges : layer->edges) {
    layer->grid.push_back(0);  // after as-of
    size_t at = 0;
    for (int64_t bucket = 0; bucket < stride; ++bucket) {
      while (at < edges.at.size() && edges.at[at] <= bucket * unit) ++at;
      layer->grid.push_back(static_cast<uint16_t>(edges.rows[at]));
    }
  }
  layer->grid.push_back(0);  // vectors read one further
  if (!layer->conditions.empty()) return;
  for (const uint32_t kind : layer->kinds) layer->starts.push_back(kind * (layer->stride + 1));
}

void FoldPlanner::MakeRuns(const std::vector<Item>& items, FoldLayer* layer) const {
  const bool by_type = layer->conditions.empty() && types_.size() <= kMostCodes;
  const size_t codes = by_type ? types_.size() : layer->kind_count;
  if (codes > kMostCodes) return;
  const auto kind_of = [&](size_t code) {
    return by_type ? layer->kinds[layer->types[code].first] : static_cast<uint32_t>(code);
  };
  std::vector<RunQuestion> questions;
  for (const Item& item : items) {
    RunQuestion question{.lane_bits = item.lane_bits, .offset = item.place.offset};
    for (size_t code = 0; code < codes; ++code) {
      if (IsOf(kind_of(code), item)) question.codes.push_back(static_cast<uint8_t>(code));
    }
    if (question.codes.empty()) {
      // No events, no edges: the grid need not know such a question's window. Counts keep the place
      // of their lane.
      if (!item.worth) questions.push_back(question);
      continue;
    }
    if (item.worth) {
      const uint32_t kind = kind_of(question.codes.front());
      for (uint32_t bucket = 0; bucket <= layer->stride; ++bucket) {
        uint16_t lane = 0;
        const size_t width = static_cast<size_t>(layer->sections) * kSection;
        const size_t row = layer->grid[kind * (layer->stride + 1) + bucket];
        std::memcpy(&lane, layer->rows + row * width + item.place.offset, sizeof(lane));
        question.worth.push_back(lane);
      }
      questions.push_back(std::move(question));
      continue;
    }
    // The ends of windows are edges of the grid; bucket 0 is after as-of.
    const int64_t last = item.ages.max >= kFarAge ? layer->stride : item.ages.max / layer->unit;
    const int64_t first = 1 + std::min(item.ages.min, kFarAge) / layer->unit;
    question.last = static_cast<uint32_t>(last);
    question.first = static_cast<uint32_t>(std::min<int64_t>(first, UINT32_MAX));
    questions.push_back(std::move(question));
  }
  layer->runs = MakeRunPlan(questions, static_cast<uint32_t>(codes), layer->stride);
  layer->runs.by_type = by_type;
}

FoldPlan::FoldPlan(const ir::Plan& plan, const ir::BoundPlan& bound, int64_t as_of,
                   const std::vector<std::string>& types)
    : as_of_(as_of) {
  FoldPlanner(this, plan, bound, types).Run();
}

bool FoldPlan::needs_where(int pass) const {
  const std::vector<FoldLayer>& all = layers(pass);
  return std::any_of(all.begin(), all.end(),
                     [](const FoldLayer& layer) { return !layer.conditions.empty(); });
}

}  // namespace ripe::columns
