// The event types that a Plan can tell apart, known before any event is read: so events are folded
// while they are read, and need not be held until all types of the data are known.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ir/plan.h"
#include "runtime/io/reader.h"

namespace ripe::api {

class EventTypes {
 public:
  explicit EventTypes(const ir::Plan& plan);
  // A name for each code: any type of the data is to the Plan what one of these is.
  const std::vector<std::string>& names() const { return names_; }
  uint16_t CodeOf(std::string_view type) const;

 private:
  std::vector<std::string> names_;
  std::map<std::string, uint16_t, std::less<>> exact_;   // types in backticks, to the letter
  std::map<std::string, uint16_t, std::less<>> by_key_;  // the others, by source::NameKey
  uint16_t other_ = 0;
};

// The codes of the types that a session has met so far, for each of its codes. In the order of the
// file, on one thread at a time; what it gave stays as it is.
class TypeCodes {
 public:
  std::shared_ptr<const std::vector<uint16_t>> Of(const io::EventSession& session,
                                                  const EventTypes& types);

 private:
  std::shared_ptr<const std::vector<uint16_t>> codes_;
};

}  // namespace ripe::api
