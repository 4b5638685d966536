// The Diagnostics value: thin over the compiler's catalogue and renderers.
#include <algorithm>
#include <utility>

#include "compiler/diag/catalogue.h"
#include "compiler/diag/render.h"
#include "ripe/ripe.h"
#include "runtime/api/compile.h"

namespace ripe {
namespace {

diag::Language ToDiag(Language language) {
  return language == Language::kKorean ? diag::Language::kKorean : diag::Language::kEnglish;
}

// Adds `from`'s files to `sources` and gives `from`'s diagnostics with their spans moved there.
void Merge(const Diagnostics::Impl& from, source::SourceSet* sources,
           std::vector<diag::Diagnostic>* list) {
  if (from.sources == nullptr) return;
  std::vector<source::FileId> moved;
  for (uint32_t i = 0; i < from.sources->size(); ++i) {
    const source::SourceFile& file = from.sources->file(source::FileId{i});
    moved.push_back(sources->Add(file.path(), std::string(file.text())));
  }
  for (diag::Diagnostic d : from.list) {
    d.span.file = moved[d.span.file.value];
    for (diag::Label& label : d.labels) label.span.file = moved[label.span.file.value];
    for (diag::Fix& fix : d.fixes) fix.span.file = moved[fix.span.file.value];
    list->push_back(std::move(d));
  }
}

}  // namespace

Diagnostics::Diagnostics() : impl_(std::make_shared<Impl>()) {}
Diagnostics::Diagnostics(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}
size_t Diagnostics::errors() const { return impl_->errors; }
size_t Diagnostics::warnings() const { return impl_->warnings; }

std::vector<std::string> Diagnostics::Codes() const {
  std::vector<std::string> codes;
  for (const diag::Diagnostic& d : impl_->list) codes.emplace_back(diag::EntryOf(d.id).code);
  return codes;
}

std::string Diagnostics::Render(Format format, Language language, bool color) const {
  const source::SourceSet none;
  const source::SourceSet& sources = impl_->sources ? *impl_->sources : none;
  diag::RenderOptions options;
  options.language = ToDiag(language);
  options.color = color;
  switch (format) {
    case Format::kText:
      return diag::RenderText(sources, impl_->list, options);
    case Format::kJson:
      return diag::RenderJson(sources, impl_->list, options);
    case Format::kSarif:
      return diag::RenderSarif(sources, impl_->list, options);
    case Format::kGithub:
      return diag::RenderGithub(sources, impl_->list, options);
  }
  __builtin_unreachable();
}

void Diagnostics::Append(const Diagnostics& other) {
  if (impl_->sources == nullptr) {
    impl_ = other.impl_;
    return;
  }
  if (other.impl_->list.empty()) return;
  auto sources = std::make_shared<source::SourceSet>();
  auto merged = std::make_shared<Impl>();
  Merge(*impl_, sources.get(), &merged->list);
  Merge(*other.impl_, sources.get(), &merged->list);
  merged->sources = std::move(sources);
  merged->errors = errors() + other.errors();
  merged->warnings = warnings() + other.warnings();
  impl_ = std::move(merged);
}

bool Diagnostics::ReadFrom(const std::string& path) const {
  return impl_->sources != nullptr && api::ReadFrom(*impl_->sources, path);
}

Result<std::string> ExplainCode(std::string_view code, Language language) {
  if (const diag::Entry* entry = diag::FindCode(code))
    return diag::PageOf(*entry, ToDiag(language));
  std::string message = "there is no diagnostic \"" + std::string(code) + "\"";
  const std::vector<std::string> codes = DiagnosticCodes();
  if (!codes.empty())
    message += "; the codes go from " + codes.front() + " to " + codes.back() +
               " (`ripe explain-code` lists them)";
  return Status(StatusCode::kUsage, message);
}

std::vector<std::string> DiagnosticCodes() {
  std::vector<std::string> codes;
  for (const diag::Entry& entry : diag::Entries()) codes.emplace_back(entry.code);
  std::sort(codes.begin(), codes.end());
  return codes;
}

}  // namespace ripe
