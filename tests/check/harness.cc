#include "tests/check/harness.h"

#include <filesystem>
#include <optional>
#include <vector>

#include "compiler/diag/render.h"
#include "compiler/source/unicode.h"
#include "compiler/syntax/parse.h"
#include "compiler/types/types.h"

namespace ripe::test {
namespace {

class MemoryFiles : public source::FileSystem {
 public:
  explicit MemoryFiles(const std::map<std::string, std::string>& files) {
    for (const auto& [name, text] : files) files_[Canonical_(name)] = text;
  }
  source::ReadResult Read(const std::string& path) const override {
    auto it = files_.find(Canonical_(path));
    if (it == files_.end()) return {std::nullopt, "there is no such file", false};
    if (it->second == "(locked)") return {std::nullopt, "permission denied", false};
    if (it->second == "(too large)") return {std::nullopt, "too large", true};
    return {it->second, "", false};
  }
  std::string Canonical(const std::string& path) const override {
    const std::string real = Canonical_(path);
    for (const auto& [name, text] : files_) {
      if (name == real || name.starts_with(real + "/")) return real;
    }
    return real == "/home/rules" || real == "/home/rules/rules.ripe" ? real : "";
  }

 private:
  static std::string Canonical_(const std::string& path) {
    std::string real = (std::filesystem::path("/home/rules") / path).lexically_normal().string();
    if (real.size() > 1 && real.back() == '/') real.pop_back();
    return real;
  }
  std::map<std::string, std::string> files_;
};

// The items of the comment line that begins with `key`; none where there is no such line.
std::optional<std::vector<std::string>> Described(const std::string& text, const std::string& key) {
  const size_t at = text.find(key);
  if (at == std::string::npos) return std::nullopt;
  const std::string line = text.substr(at + key.size(), text.find('\n', at) - at - key.size());
  std::vector<std::string> out;
  for (size_t i = 0; i <= line.size();) {
    const size_t comma = std::min(line.find(',', i), line.size());
    out.emplace_back(source::TrimSpace(line.substr(i, comma - i)));
    i = comma + 1;
  }
  return out;
}

check::Schema::Column ColumnOf(const std::string& item) {
  const size_t space = item.rfind(' ');
  if (space != std::string::npos) {
    if (auto type = types::FindType(item.substr(space + 1))) return {item.substr(0, space), type};
  }
  return {item, std::nullopt};
}

}  // namespace

bool Checked::Has(diag::Id id) const {
  for (const diag::Diagnostic& d : bag.all()) {
    if (d.id == id) return true;
  }
  return false;
}

Checked CheckText(const std::string& text, const std::map<std::string, std::string>& files) {
  Checked out;
  const MemoryFiles memory(files);
  const source::FileId file = out.sources->Add("rules.ripe", text);
  out.ast = std::make_unique<syntax::Ast>(syntax::Parse(*out.sources, file, &out.bag));
  const std::optional<check::Schema> schema = SchemaOf(text);
  check::CheckOptions options;
  options.files = &memory;
  if (schema) options.schema = &*schema;
  out.module = check::Check(out.sources.get(), *out.ast, options, &out.bag);
  out.rendered = diag::RenderText(*out.sources, out.bag.Sorted(), {});
  return out;
}

std::optional<check::Schema> SchemaOf(const std::string& text) {
  check::Schema schema;
  const auto columns = Described(text, "# columns:"), events = Described(text, "# events:"), properties = Described(text, "# event columns:");
  schema.has_leads = columns.has_value();
  schema.has_events = events.has_value();
  if (columns) {
    for (const std::string& item : *columns) schema.leads.push_back(ColumnOf(item));
  }
  if (properties) {
    for (const std::string& item : *properties) schema.event_columns.push_back(ColumnOf(item));
  }
  if (events) schema.event_types = [events] { return *events; };
  if (!columns && !events) return std::nullopt;
  return schema;
}

const std::map<std::string, std::string>& ExampleFiles() {
  static const std::map<std::string, std::string> files = [] {
    std::map<std::string, std::string> f = {
        {"team.ripe", "define big = seats > 10\ndefine small = seats < 3\n"},
        {"sales.ripe", "define big = revenue > 1000\n"},
        {"circle.ripe", "use \"round.ripe\"\n"},
        {"round.ripe", "use \"circle.ripe\"\n"},
        {"locked.ripe", "(locked)"},
        {"large.txt", "(too large)"},
        {"domains.txt", "\xEF\xBB\xBF@a.example\r\n\r\n  @b.example  \n"},
        {"cp949.txt", "seoul\n\xBC\xAD\xBF\xEF\n"},
        {"../secret.ripe", "define secret = 1\n"},
    };
    for (int i = 0; i < 40; ++i) f["deep" + std::to_string(i) + ".ripe"] = "use \"deep" + std::to_string(i + 1) + ".ripe\"\n";
    std::string lines;
    for (int i = 0; i <= 1'000'000; ++i) lines += "x\n";
    f["long.txt"] = std::move(lines);
    return f;
  }();
  return files;
}

}  // namespace ripe::test
