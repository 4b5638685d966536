#include "runtime/api/event_types.h"

#include "compiler/source/unicode.h"

namespace ripe::api {

EventTypes::EventTypes(const ir::Plan& plan) {
  const auto add = [this](std::string name) {
    names_.push_back(std::move(name));
    return static_cast<uint16_t>(names_.size() - 1);
  };
  for (const ir::EventTypeName& type : plan.event_types) {
    if (type.quoted) exact_.emplace(type.name, add(type.name));
  }
  // `no event` and the like mean any type but this one.
  std::vector<std::string> keys{"stage_changed"};
  for (const ir::EventTypeName& type : plan.event_types) {
    if (!type.quoted) keys.push_back(source::NameKey(type.name));
  }
  for (const std::string& key : keys) {
    if (by_key_.contains(key)) continue;
    std::string name = key;
    while (exact_.contains(name)) name += '_';  // which the key does not see
    by_key_.emplace(key, add(std::move(name)));
  }
  std::string name = "0";
  while (exact_.contains(name) || by_key_.contains(name)) name += '0';
  other_ = add(std::move(name));
}

uint16_t EventTypes::CodeOf(std::string_view type) const {
  if (const auto exact = exact_.find(type); exact != exact_.end()) return exact->second;
  const auto found = by_key_.find(source::NameKey(type));
  return found == by_key_.end() ? other_ : found->second;
}

std::shared_ptr<const std::vector<uint16_t>> TypeCodes::Of(const io::EventSession& session,
                                                           const EventTypes& types) {
  const std::vector<std::string>& names = session.type_names();
  if (codes_ == nullptr || codes_->size() < names.size()) {
    auto codes = codes_ ? std::make_shared<std::vector<uint16_t>>(*codes_)
                        : std::make_shared<std::vector<uint16_t>>();
    while (codes->size() < names.size()) codes->push_back(types.CodeOf(names[codes->size()]));
    codes_ = std::move(codes);
  }
  return codes_;
}

}  // namespace ripe::api
