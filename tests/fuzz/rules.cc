// Targets `rules` and `format`. Sections: the rules, a module (any `use "….ripe"`), a list (any
// `from "….txt"`), the leads' columns
// (`name type, name`) and the event types; without the last two there is no data. Whatever the
// bytes, every phase comes to an end; diagnostics lie within their files and can be shown in each
// form; what has no errors lowers to a Plan that verifies and binds; the formatter is stable and
// changes no meaning.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "compiler/check/check.h"
#include "compiler/check/lint.h"
#include "compiler/diag/render.h"
#include "compiler/ir/bind.h"
#include "compiler/ir/lower.h"
#include "compiler/source/unicode.h"
#include "compiler/syntax/format.h"
#include "compiler/syntax/parse.h"
#include "tests/fuzz/fuzz.h"

namespace ripe::fuzz {
namespace {

class Files : public source::FileSystem {
 public:
  Files(std::string_view module, std::string_view list) : module_(module), list_(list) {}
  source::ReadResult Read(const std::string& path) const override {
    if (path.ends_with(".ripe")) return {module_, "", false};
    if (path.ends_with(".txt")) return {list_, "", false};
    return {std::nullopt, "there is no such file", false};
  }
  std::string Canonical(const std::string& path) const override {
    return ("/rules" / std::filesystem::path(path)).lexically_normal();
  }

 private:
  std::string module_, list_;
};

check::Schema SchemaOf(std::string_view columns, std::string_view types) {
  check::Schema schema;
  const auto items = [](std::string_view text, auto&& each) {
    while (!text.empty()) {
      const size_t comma = std::min(text.find(','), text.size());
      const std::string_view item = source::TrimSpace(text.substr(0, comma));
      if (!item.empty()) each(item);
      text.remove_prefix(std::min(comma + 1, text.size()));
    }
  };
  items(columns, [&](std::string_view item) {
    const size_t space = item.rfind(' ');
    std::optional<types::ValueType> type;
    if (space != std::string_view::npos) {
      for (const auto t :
           {types::ValueType::kNumber, types::ValueType::kText, types::ValueType::kYesNo,
            types::ValueType::kDate, types::ValueType::kTime, types::ValueType::kTags}) {
        if (types::TypeName(t) == item.substr(space + 1)) type = t;
      }
    }
    if (type) item = item.substr(0, space);
    // Names of columns come from readers, which let only UTF-8 through.
    if (source::FindInvalidUtf8(item) == std::string_view::npos)
      schema.leads.push_back({std::string(item), type});
  });
  std::vector<std::string> names;
  items(types, [&](std::string_view item) {
    if (source::FindInvalidUtf8(item) == std::string_view::npos) names.emplace_back(item);
  });
  schema.has_leads = !schema.leads.empty();
  schema.has_events = !names.empty();
  if (schema.has_events)
    schema.event_columns = {
        {"lead_id", {}}, {"type", {}}, {"time", {}}, {"url", {}}, {"amount", {}}};
  schema.event_types = [names] { return names; };
  return schema;
}

struct Read {
  source::SourceSet sources;
  source::FileId file;
  diag::Bag bag;
  syntax::Ast ast;
  check::Module module;

  Read(std::string text, const std::vector<std::string_view>& sections)
      : file(sources.Add("rules.ripe", std::move(text))) {
    ast = syntax::Parse(sources, file, &bag);
    const Files files(sections[1], sections[2]);
    const check::Schema schema = SchemaOf(sections[3], sections[4]);
    check::CheckOptions options;
    options.files = &files;
    options.schema = schema.has_leads ? &schema : nullptr;
    module = check::Check(&sources, ast, options, &bag);
    if (!bag.has_errors()) check::Lint(sources, ast, module, &bag);
  }
  std::vector<std::string> Codes() const {
    std::vector<std::string> codes;
    for (const diag::Diagnostic& d : bag.all())
      codes.push_back(std::to_string(static_cast<int>(d.id)));
    std::sort(codes.begin(), codes.end());
    return codes;
  }
};

void CheckSpan(const source::SourceSet& sources, source::Span span) {
  Require(span.file.value < sources.size(), "a diagnostic points to a file that is there");
  Require(span.begin <= span.end && span.end <= sources.file(span.file).text().size(),
          "a diagnostic lies within its file");
}

void CheckDiagnostics(const Read& read) {
  const auto sorted = read.bag.Sorted();
  for (const diag::Diagnostic& d : sorted) {
    CheckSpan(read.sources, d.span);
    for (const diag::Label& label : d.labels) CheckSpan(read.sources, label.span);
    for (const diag::Fix& fix : d.fixes) CheckSpan(read.sources, fix.span);
  }
  for (const auto language : {diag::Language::kEnglish, diag::Language::kKorean}) {
    const diag::RenderOptions options{.language = language,
                                      .color = language == diag::Language::kKorean};
    const std::string text = diag::RenderText(read.sources, sorted, options);
    Require(text.empty() == sorted.empty(), "diagnostics have words");
    Require(source::FindInvalidUtf8(text) == std::string::npos, "diagnostics are UTF-8");
    for (const auto render : {diag::RenderJson, diag::RenderGithub, diag::RenderSarif}) {
      // SARIF declares the whole catalogue each time: for some inputs will do.
      if (render == diag::RenderSarif && sorted.size() % 8 != 3) continue;
      Require(source::FindInvalidUtf8(render(read.sources, sorted, options)) == std::string::npos,
              "diagnostics are UTF-8");
    }
  }
}

ir::ColumnLayout LayoutOf(types::ValueType type) {
  switch (type) {
    case types::ValueType::kNumber:
      return {ir::Physical::kF64};
    case types::ValueType::kYesNo:
      return {ir::Physical::kYesNo8};
    case types::ValueType::kDate:
      return {ir::Physical::kDate32};
    case types::ValueType::kTime:
      return {ir::Physical::kTime64};
    case types::ValueType::kText:
      return {ir::Physical::kCode8};
    case types::ValueType::kTags:
      return {ir::Physical::kTagLists};
  }
  return {};
}

void CheckPlan(const check::Module& module) {
  const ir::Plan plan = ir::Lower(module);
  const std::string wrong = ir::Verify(plan);
  if (!wrong.empty()) Fail("the Plan does not verify: " + wrong);
  ir::Layout layout;
  for (const check::Field& f : plan.fields) layout.fields.push_back(LayoutOf(f.type));
  for (const check::Property& p : plan.properties) layout.properties.push_back(LayoutOf(p.type));
  const auto zone = types::Zone::Find(plan.timezone);
  Require(zone.has_value(), "a Plan's zone exists");
  for (const ir::Layout& each : {ir::Layout(), layout}) {
    const ir::BoundPlan bound = ir::Bind(plan, each);
    Require(!ir::Print(bound).empty(), "a bound Plan can be shown");
    const ir::Params params = ir::ResolveParams(plan, bound, int64_t{1'795'000'000'000'000}, *zone);
    Require(params.unit > 0, "points have a unit");
  }
}

}  // namespace

void RunRules(std::string_view input) {
  const auto sections = Sections(input, 5);
  const Read read(std::string(sections[0]), sections);
  CheckDiagnostics(read);
  if (!read.bag.has_errors()) CheckPlan(read.module);
}

void RunFormat(std::string_view input) {
  const auto sections = Sections(input, 5);
  const auto parses = [](const std::string& text, std::string* laid_out) {
    source::SourceSet sources;
    diag::Bag bag;
    const source::FileId file = sources.Add("rules.ripe", text);
    syntax::Parse(sources, file, &bag);
    if (bag.has_errors()) return false;
    *laid_out = syntax::Format(sources, file);
    return true;
  };
  const std::string before(sections[0]);
  std::string once, twice;
  if (!parses(before, &once)) return;
  if (!parses(once, &twice)) Fail("what the formatter wrote does not parse:\n" + once);
  RequireSame(once, twice, "formatting twice is formatting once");
  const Read a(before, sections), b(once, sections);
  const auto codes_a = a.Codes(), codes_b = b.Codes();
  RequireSame(fmt::format("{}", fmt::join(codes_a, " ")),
              fmt::format("{}", fmt::join(codes_b, " ")), "formatting changes no diagnostic");
  if (!a.bag.has_errors())
    RequireSame(ir::Print(ir::Lower(a.module)), ir::Print(ir::Lower(b.module)),
                "formatting changes no meaning");
}

}  // namespace ripe::fuzz
