// See catalogue_ko.h. The texts are in catalogue_ko_*.inc: RIPE_KO(name, message, help, why) and RIPE_KO_LABEL(name, text), in any order.
// Particles follow Korean words only, never an argument, since 을/를 and 이/가 depend on the sound before them.
#include "compiler/diag/catalogue_ko.h"

#include <array>

namespace ripe::diag {
namespace {

using Table = std::array<Translation, static_cast<size_t>(Id::kCount)>;

constexpr Table MakeTable() {
  Table table{};
#define RIPE_KO(name, message, help, why) table[static_cast<size_t>(Id::name)] = {message, help, why};
#include "compiler/diag/catalogue_ko_check.inc"
#include "compiler/diag/catalogue_ko_lint.inc"
#include "compiler/diag/catalogue_ko_syntax.inc"
#undef RIPE_KO
  return table;
}

using Labels = std::array<std::string_view, static_cast<size_t>(LabelId::kCount)>;

constexpr Labels MakeLabels() {
  Labels labels{};
#define RIPE_KO_LABEL(name, text) labels[static_cast<size_t>(LabelId::name)] = text;
#include "compiler/diag/catalogue_ko_labels.inc"
#undef RIPE_KO_LABEL
  return labels;
}

constexpr Table kTable = MakeTable();
constexpr Labels kLabels = MakeLabels();

}  // namespace

const Translation* KoreanOf(Id id) {
  const Translation& translation = kTable[static_cast<size_t>(id)];
  return translation.message.empty() ? nullptr : &translation;
}

std::string_view KoreanLabel(LabelId id) { return kLabels[static_cast<size_t>(id)]; }

}  // namespace ripe::diag
