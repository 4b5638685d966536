// What the tables of text formats have in common: an Input that may be read several times.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "runtime/io/input.h"
#include "runtime/io/reader.h"
#include "runtime/io/rows.h"

namespace ripe::io {

class TextTable : public Table {
 public:
  Result<std::vector<std::string>> DistinctTexts(int column) override;
  Result<RowStream> OpenRows(const std::vector<int>& wanted) override;

 protected:
  TextTable(std::shared_ptr<Input> input, const SourceOptions& options)
      : input_(std::move(input)), options_(options) {
    path_ = input_->name();
  }
  virtual Result<RowStream> StartRows(const std::vector<int>& wanted) = 0;

  std::shared_ptr<Input> input_;
  SourceOptions options_;
};

Result<std::unique_ptr<Table>> OpenJsonlTable(std::shared_ptr<Input> input,
                                              const SourceOptions& options);

}  // namespace ripe::io
