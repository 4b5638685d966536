// Ast -> Module: resolves names, merges `use`d modules, finds the type of everything, and says what
// is wrong in the author's words.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "compiler/check/module.h"
#include "compiler/diag/diag.h"
#include "compiler/source/source_set.h"
#include "compiler/syntax/ast.h"

namespace ripe::check {

// What the data has, where there is data. A column's type is set where the format brings one
// (Parquet, Arrow); CSV and JSONL leave it open, and it follows from the use.
struct Schema {
  struct Column {
    std::string name;
    std::optional<ValueType> type;
  };
  std::vector<Column> leads;
  bool has_leads = false;
  bool has_events = false;
  std::vector<Column> event_columns;
  // The event types that occur, as written in the data. Called at most once, only where an open
  // file's names depend on it
  // (`email_open_30d` may be a type of the data). May be empty.
  std::function<std::vector<std::string>()> event_types;
};

struct CheckOptions {
  const Schema* schema = nullptr;             // null: no data
  const source::FileSystem* files = nullptr;  // for `use "..."` and `list from`; null: the disk
};

// Checks the file of `ast`; loads modules and lists into `sources`. The Module is meaningful only
// while the Bag has no error. Warnings from the shape of the rules (bounds, shadowing, ...) come
// from Lint (lint.h), not from here.
Module Check(source::SourceSet* sources, const syntax::Ast& ast, const CheckOptions& options,
             diag::Bag* bag);

}  // namespace ripe::check
