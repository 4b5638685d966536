// One lead at a time, as a service scores them: Ripe's engines over a record of one row, the
// hand-written function, and the expression engines that a C++ program could use instead, each over
// leads in its own native form.
#pragma once

#include "tests/bench/w1_data.h"

namespace ripe::bench {

void RunOneLead(const W1Data& data, int rounds);
// `leads` leads with their right scores and stages as JSON lines: the input of peers in other
// languages.
void PrintLeads(const W1Data& data, size_t leads);

// An engine that scores prepared leads one by one. The result of lead i is points and a HandStage.
struct Peer {
  std::string engine;
  // Reads the rules and scores the first lead; called again and again, each time from nothing.
  std::function<void()> compile;
  std::function<HandResult(size_t lead)> score;
};
// Those that this build has; each keeps what it needs of the first `leads` leads.
std::vector<Peer> MakePeers(const W1Data& data, size_t leads);
Peer MakeExprtk(const W1Data& data, size_t leads);
Peer MakeLuaJit(const W1Data& data, size_t leads);

}  // namespace ripe::bench
