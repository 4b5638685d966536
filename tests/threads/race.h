// What the tests of threads share: AtOnce starts threads that all wait for the last one and then
// go, so that what they do first they do at the same time. Catch2's assertions are not for threads:
// a thread says what is wrong as a text, and Nothing tells whether any did. Each test compares what
// many threads get with what one gets alone; that no two of them touch the same memory unguarded is
// seen by ThreadSanitizer (`./dev tsan`), which ends the program with status 66 where they do.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace ripe::test {

// work(0) .. work(threads - 1) on a thread each, at once. What they say is wrong, empty texts left
// out; an exception is wrong too.
std::vector<std::string> AtOnce(size_t threads, const std::function<std::string(size_t)>& work);

// Empty where both are the same, else where they part first.
std::string Parting(const std::string& want, const std::string& got);

// Rules of all kinds: groups, caps, events with windows and fading, texts, stages, a requirement,
// tests; `rules` more for points, so that they are worth compiling.
std::string WideRules(size_t rules);

// Leads and events for WideRules: the same for the same number.
std::string WideLeads(size_t leads);
std::string WideLeadsJsonl(size_t leads);
std::string WideEvents(size_t leads);
inline constexpr const char* kWideAsOf = "2026-11-20";

}  // namespace ripe::test
