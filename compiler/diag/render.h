// Diagnostics for people and for tools. Text marks the place under the author's line (in terminal cells, so that Hangul and emoji
// line up); JSON is one array; SARIF 2.1.0 declares every rule of the catalogue; GitHub's form is its workflow commands.
// Every text line form starts with `file:line:column:`.
#pragma once

#include <span>
#include <string>

#include "compiler/diag/catalogue.h"
#include "compiler/source/source_set.h"

namespace ripe::diag {

struct RenderOptions {
  Language language = Language::kEnglish;
  bool color = false;  // ANSI escapes
};

std::string RenderText(const source::SourceSet& sources, std::span<const Diagnostic> list, const RenderOptions& options);
std::string RenderJson(const source::SourceSet& sources, std::span<const Diagnostic> list, const RenderOptions& options);
std::string RenderSarif(const source::SourceSet& sources, std::span<const Diagnostic> list, const RenderOptions& options);
std::string RenderGithub(const source::SourceSet& sources, std::span<const Diagnostic> list, const RenderOptions& options);

}  // namespace ripe::diag
