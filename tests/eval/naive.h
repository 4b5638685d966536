// A second, slow opinion: a Plan's leads program evaluated one row and one instruction at a time, straight from plan.h's comments, sharing no
// code with the engine (but for texts' predicates and the table of worths). Integers that a double does not hold stay integers.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "compiler/ir/bind.h"
#include "runtime/columns/answers.h"
#include "runtime/columns/columns.h"

namespace ripe::test {

struct NaiveValue {
  bool mask = false;
  bool known = false;        // numbers and instants
  long double number = 0;    // holds every int64 and every double
  int64_t instant = 0;
};

struct NaiveRow {
  int64_t score = 0;
  std::vector<int64_t> groups, ledger;
  uint32_t stage = 0;
  std::vector<NaiveValue> outputs;
};

// A row's text; nothing where it is missing.
std::optional<std::string_view> TextAt(const columns::Column& column, size_t row);

// A lead's answer to a question, whatever the width of its column.
int64_t AnswerAt(const columns::AnswerColumn& column, size_t lead);

// `answers` may be null (no events).
NaiveRow NaiveScore(const ir::Plan& plan, const std::vector<columns::Column>& columns, size_t row, const columns::Answers* answers,
                    size_t answer_row, int64_t as_of, const types::Zone& zone);

}  // namespace ripe::test
