// Diagnostics for tools: Ripe's own JSON (one array), SARIF 2.1.0, and GitHub's workflow commands. Columns count Unicode scalar
// values from 1; the end is exclusive.
#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "compiler/diag/render.h"
#include "compiler/diag/words.h"
#include "compiler/source/unicode.h"

namespace ripe::diag {
namespace {

using Json = nlohmann::ordered_json;

std::string Dump(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

std::string_view SeverityName(Severity severity) { return severity == Severity::kError ? "error" : "warning"; }

struct Region {
  source::Position begin, end;
};
Region RegionOf(const source::SourceSet& sources, source::Span span) {
  const source::SourceFile& file = sources.file(span.file);
  return {file.PositionOf(span.begin), file.PositionOf(span.end)};
}

Json PlaceJson(const source::SourceSet& sources, source::Span span) {
  const Region region = RegionOf(sources, span);
  return {{"file", sources.file(span.file).path()},
          {"line", region.begin.line},
          {"column", region.begin.column},
          {"end_line", region.end.line},
          {"end_column", region.end.column},
          {"begin", span.begin},
          {"end", span.end}};
}

// ---- SARIF ---------------------------------------------------------------------------------------------------------------

bool IsUriSafe(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == '~' || c == '/';
}

std::string UriOf(const std::string& path) {
  std::string uri = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    uri += IsUriSafe(byte) ? std::string(1, c) : fmt::format("%{:02X}", byte);
  }
  return uri;
}

Json RegionJson(const source::SourceSet& sources, source::Span span) {
  const Region region = RegionOf(sources, span);
  return {{"startLine", region.begin.line}, {"startColumn", region.begin.column}, {"endLine", region.end.line}, {"endColumn", region.end.column}};
}

Json LocationJson(const source::SourceSet& sources, source::Span span) {
  return {{"physicalLocation",
           {{"artifactLocation", {{"uri", UriOf(sources.file(span.file).path())}}}, {"region", RegionJson(sources, span)}}}};
}

Json RuleJson(const Entry& entry, Language language) {
  const std::string page = PageOf(entry, language);
  // The page's title line: the message with blanks for its arguments.
  const std::string title = page.substr(2, page.find('\n') - 2);
  Json rule = {{"id", entry.code},
               {"name", std::string(entry.name.substr(1))},
               {"shortDescription", {{"text", title}}},
               {"fullDescription", {{"text", entry.why.empty() ? title : std::string(entry.why)}}},
               {"help", {{"text", page}, {"markdown", page}}},
               {"defaultConfiguration", {{"level", SeverityName(entry.severity)}}}};
  return rule;
}

uint64_t Fnv1a(std::string_view text, uint64_t hash = 14695981039346656037u) {
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
  return hash;
}

// Stays the same when lines are added above: the code and the words of its line, with a count for equal ones.
class Fingerprints {
 public:
  std::string Of(const source::SourceSet& sources, const Diagnostic& d) {
    const source::SourceFile& file = sources.file(d.span.file);
    const std::string_view line = source::TrimSpace(file.LineText(file.PositionOf(d.span.begin).line));
    const uint64_t hash = Fnv1a(line, Fnv1a(EntryOf(d.id).code, Fnv1a(file.path())));
    return fmt::format("{:016x}:{}", hash, ++seen_[hash]);
  }

 private:
  std::map<uint64_t, int> seen_;
};

// All of a diagnostic's fixes as one of SARIF's; they lie in one file.
Json FixJson(const source::SourceSet& sources, const std::vector<Fix>& fixes, const std::string& help) {
  Json replacements = Json::array();
  for (const Fix& fix : fixes) replacements.push_back({{"deletedRegion", RegionJson(sources, fix.span)}, {"insertedContent", {{"text", fix.text}}}});
  Json json;
  if (!help.empty()) json["description"] = {{"text", help}};
  json["artifactChanges"] = Json::array({{{"artifactLocation", {{"uri", UriOf(sources.file(fixes[0].span.file).path())}}}, {"replacements", replacements}}});
  return json;
}

Json ResultJson(const source::SourceSet& sources, const Diagnostic& d, Language language, Fingerprints* fingerprints) {
  const Entry& entry = EntryOf(d.id);
  const std::string help = HelpOf(d, language);
  const std::string message = MessageOf(d, language);
  Json result = {{"ruleId", entry.code},
                 {"ruleIndex", static_cast<int>(entry.id)},
                 {"level", SeverityName(entry.severity)},
                 {"message", {{"text", help.empty() ? message : message + "\n" + help}}},
                 {"locations", Json::array({LocationJson(sources, d.span)})}};
  if (!d.labels.empty()) {
    Json related = Json::array();
    for (const Label& label : d.labels) {
      Json location = LocationJson(sources, label.span);
      location["id"] = related.size();
      location["message"] = {{"text", LabelText(label, language)}};
      related.push_back(location);
    }
    result["relatedLocations"] = related;
  }
  if (!d.fixes.empty()) result["fixes"] = Json::array({FixJson(sources, d.fixes, help)});
  result["partialFingerprints"] = {{"ripe/v1", fingerprints->Of(sources, d)}};
  return result;
}

// ---- GitHub --------------------------------------------------------------------------------------------------------------

std::string Escape(std::string_view text, bool property) {
  std::string out;
  for (const char c : text) {
    const bool special = c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ','));
    out += special ? fmt::format("%{:02X}", static_cast<unsigned char>(c)) : std::string(1, c);
  }
  return out;
}

}  // namespace

std::string RenderJson(const source::SourceSet& sources, std::span<const Diagnostic> list, const RenderOptions& options) {
  Json all = Json::array();
  for (const Diagnostic& d : list) {
    Json json = {{"code", EntryOf(d.id).code}, {"severity", SeverityName(EntryOf(d.id).severity)}, {"message", MessageOf(d, options.language)}};
    const std::string help = HelpOf(d, options.language);
    if (!help.empty()) json["help"] = help;
    json.update(PlaceJson(sources, d.span));
    json["labels"] = Json::array();
    for (const Label& label : d.labels) {
      Json place = PlaceJson(sources, label.span);
      place["text"] = LabelText(label, options.language);
      json["labels"].push_back(place);
    }
    json["fixes"] = Json::array();
    for (const Fix& fix : d.fixes) {
      Json place = PlaceJson(sources, fix.span);
      place["replacement"] = fix.text;
      json["fixes"].push_back(place);
    }
    all.push_back(json);
  }
  return Dump(all);
}

std::string RenderSarif(const source::SourceSet& sources, std::span<const Diagnostic> list, const RenderOptions& options) {
  Json rules = Json::array();
  for (const Entry& entry : Entries()) rules.push_back(RuleJson(entry, options.language));
  Json results = Json::array();
  Fingerprints fingerprints;
  for (const Diagnostic& d : list) results.push_back(ResultJson(sources, d, options.language, &fingerprints));
  const Json log = {
      {"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
      {"version", "2.1.0"},
      {"runs", Json::array({{{"tool", {{"driver", {{"name", "Ripe"}, {"rules", rules}}}}},
                             {"columnKind", "unicodeCodePoints"},
                             {"language", options.language == Language::kKorean ? "ko-KR" : "en-US"},
                             {"results", results}}})}};
  return Dump(log);
}

std::string RenderGithub(const source::SourceSet& sources, std::span<const Diagnostic> list, const RenderOptions& options) {
  std::string out;
  for (const Diagnostic& d : list) {
    const Entry& entry = EntryOf(d.id);
    const Region region = RegionOf(sources, d.span);
    const std::string help = HelpOf(d, options.language);
    std::string message = MessageOf(d, options.language);
    if (!help.empty()) message += "\n" + help;
    out += fmt::format("::{} file={},line={},col={}", SeverityName(entry.severity), Escape(Harmless(sources.file(d.span.file).path()), true),
                       region.begin.line, region.begin.column);
    // GitHub takes an end column only for places within one line.
    if (region.end.line == region.begin.line) out += fmt::format(",endLine={},endColumn={}", region.end.line, region.end.column);
    out += fmt::format(",title={}::{}\n", entry.code, Escape(message, false));
  }
  return out;
}

}  // namespace ripe::diag
