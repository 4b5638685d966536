// W1 in LuaJIT 2.1: one Lua function called from C++ with a lead's table, which is built
// beforehand.
#include <lua.hpp>

#include "tests/bench/measure.h"
#include "tests/bench/one_lead.h"

namespace ripe::bench {
namespace {

// Missing is nil, which is false.
constexpr const char* kW1 = R"(
local industries = { Software = true, Manufacturing = true, Finance = true, Healthcare = true, Telecom = true }
local countries = { KR = true, US = true, JP = true, SG = true, DE = true, GB = true }
local find, min = string.find, math.min
return function(l)
  local s = 0
  if l.webinar_attended then s = s + 20 end
  if l.email_opens_30d == 0 then s = s - 10 end
  if l.demo_requested then s = s + 40 end
  if l.trial_started then s = s + 30 end
  s = s + min(10 * l.ebook_downloads, 30)
  if l.pricing_views_30d >= 3 then s = s + 15 end
  s = s + min(l.page_views_30d, 20) + min(3 * l.email_clicks_30d, 15)
  if l.industry and industries[l.industry] then s = s + 10 end
  if l.country and countries[l.country] then s = s + 5 end
  local size = l.company_size
  if size then
    if size >= 200 and size <= 1000 then s = s + 10 end
    if size > 1000 then s = s + 15 end
    if size < 10 then s = s - 5 end
  end
  local t = l.title
  if t then
    if find(t, "VP", 1, true) or find(t, "Chief", 1, true) or find(t, "Director", 1, true) or find(t, "Head", 1, true) then s = s + 15 end
    if find(t, "Intern", 1, true) or find(t, "Student", 1, true) then s = s - 20 end
  end
  if l.personal_email then s = s - 10 end
  if l.unsubscribed then s = s - 50 end
  if l.email_bounced then s = s - 30 end
  if l.is_competitor then s = s - 100 end
  local days = l.days_since_last_activity
  if days > 30 then s = s - 15 end
  if days > 90 then s = s - 15 end
  local met, asked = l.meetings_booked >= 1, l.inquiries >= 1
  if met then s = s + 25 end
  if asked then s = s + 10 end
  local bant, budget = 0, l.budget_usd
  if budget and budget >= 10000 then s = s + 15; bant = bant + 1 end
  if budget and budget >= 100000 then s = s + 10 end
  if l.authority_confirmed then s = s + 10; bant = bant + 1 end
  if l.need_confirmed then s = s + 10; bant = bant + 1 end
  local timing = l.timing_days
  if timing and timing <= 90 then s = s + 10; bant = bant + 1 end
  local nps = l.nps
  if nps and nps >= 9 then s = s + 5 end
  if l.invites >= 3 and l.messages >= 1000 then s = s + 30 end
  if l.is_competitor or l.unsubscribed then return s, 4 end
  if s >= 100 and bant >= 3 then return s, 3 end
  if s >= 80 and (met or asked) then return s, 2 end
  if s >= 60 then return s, 1 end
  return s, 0
end
)";

// A Lua state with the function at its index 1 and the leads' tables in an array at 2.
class State {
 public:
  State(const W1Data& data, size_t leads) : lua_(luaL_newstate()) {
    if (lua_ == nullptr) Fail("LuaJIT: no state");
    luaL_openlibs(lua_);
    if (luaL_loadstring(lua_, kW1) != 0 || lua_pcall(lua_, 0, 1, 0) != 0)
      Fail(std::string("LuaJIT: ") + lua_tostring(lua_, -1));
    lua_createtable(lua_, static_cast<int>(leads), 0);
    for (size_t i = 0; i < leads; ++i) {
      Push(data, i);
      lua_rawseti(lua_, 2, static_cast<int>(i + 1));
    }
  }
  ~State() { lua_close(lua_); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  HandResult Score(size_t i) {
    lua_pushvalue(lua_, 1);
    lua_rawgeti(lua_, 2, static_cast<int>(i + 1));
    if (lua_pcall(lua_, 1, 2, 0) != 0) Fail(std::string("LuaJIT: ") + lua_tostring(lua_, -1));
    const HandResult result{static_cast<int32_t>(lua_tointeger(lua_, -2)),
                            static_cast<uint8_t>(lua_tointeger(lua_, -1))};
    lua_pop(lua_, 2);
    return result;
  }

 private:
  void Push(const W1Data& data, size_t i) {
    const HandLead l = data.Lead(i);
    lua_createtable(lua_, 0, 26);
    const std::pair<const char*, int32_t> counts[] = {
        {"company_size", l.company_size},
        {"messages", l.messages},
        {"days_since_last_activity", l.days_since_last_activity},
        {"timing_days", l.timing_days},
        {"email_opens_30d", l.email_opens_30d},
        {"email_clicks_30d", l.email_clicks_30d},
        {"page_views_30d", l.page_views_30d},
        {"pricing_views_30d", l.pricing_views_30d},
        {"ebook_downloads", l.ebook_downloads},
        {"meetings_booked", l.meetings_booked},
        {"inquiries", l.inquiries},
        {"nps", l.nps},
        {"invites", l.invites}};
    for (const auto& [name, value] : counts) {
      if (value == kMissingCount) continue;
      lua_pushinteger(lua_, value);
      lua_setfield(lua_, -2, name);
    }
    const std::pair<const char*, bool> yesno[] = {
        {"webinar_attended", l.webinar_attended}, {"demo_requested", l.demo_requested},
        {"trial_started", l.trial_started},       {"email_bounced", l.email_bounced},
        {"unsubscribed", l.unsubscribed},         {"is_competitor", l.is_competitor},
        {"personal_email", l.personal_email},     {"authority_confirmed", l.authority_confirmed},
        {"need_confirmed", l.need_confirmed}};
    for (const auto& [name, value] : yesno) {
      lua_pushboolean(lua_, value ? 1 : 0);
      lua_setfield(lua_, -2, name);
    }
    if (l.budget_usd == l.budget_usd) {
      lua_pushnumber(lua_, l.budget_usd);
      lua_setfield(lua_, -2, "budget_usd");
    }
    for (const char* name : {"title", "industry", "country"}) {
      const std::string_view text = data.Text(name, i);
      if (text.empty()) continue;
      lua_pushlstring(lua_, text.data(), text.size());
      lua_setfield(lua_, -2, name);
    }
  }

  lua_State* lua_;
};

}  // namespace

Peer MakeLuaJit(const W1Data& data, size_t leads) {
  auto state = std::make_shared<State>(data, leads);
  return {"luajit", [&data] { State(data, 1).Score(0); },
          [state](size_t i) { return state->Score(i); }};
}

}  // namespace ripe::bench
