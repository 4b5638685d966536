// See progress.h.
#include "runtime/cli/progress.h"

#include <unistd.h>

#include <string>

#include "runtime/cli/replace_file.h"

namespace ripe::cli {
namespace {

constexpr std::chrono::milliseconds kFirst{1000}, kStep{100};

void Say(const std::string& text) { (void)WriteAll(STDERR_FILENO, text, "standard error"); }

}  // namespace

Progress::Progress(const Console& console, bool to_terminal)
    : console_(console),
      wanted_(!console.quiet() && !to_terminal && console.err_is_terminal()),
      begin_(Clock::now()),
      next_(begin_ + kFirst) {}

void Progress::Update(uint64_t leads_done) {
  if (!wanted_) return;
  const Clock::time_point now = Clock::now();
  if (now < next_) return;
  next_ = now + kStep;
  const double seconds = std::chrono::duration<double>(now - begin_).count();
  const std::string count = Grouped(leads_done);
  const std::string rate =
      Grouped(static_cast<uint64_t>(static_cast<double>(leads_done) / seconds));
  // A bar of eight cells in which one mark wanders.
  std::string bar(8, '.');
  const unsigned at = turn_++ % 14;
  bar[at < 8 ? at : 14 - at] = '#';
  Say(fmt::format("\r[{}] {}\x1b[K", bar,
                  Fill({"{0} leads scored, {1} a second", "리드 {0}명 완료, 초당 {1}명"},
                       console_.language(), count, rate)));
  shown_ = true;
}

void Progress::Clear() {
  if (shown_) Say("\r\x1b[K");
  shown_ = false;
}

}  // namespace ripe::cli
