// `use`: loads the modules that a file names, and those that they name, each once. Embedded modules
// come from the program; files lie in or below the folder of the file that uses them, links
// resolved, so that a rules file from elsewhere cannot read the disk. A module that is used twice
// (a diamond) is loaded once; one that uses itself through others is a circle.
#include <algorithm>
#include <unordered_map>

#include "compiler/check/context.h"
#include "compiler/check/suggest.h"
#include "compiler/source/stdlib_embedded.h"
#include "compiler/source/unicode.h"
#include "compiler/syntax/parse.h"

namespace ripe::check {
namespace {

using syntax::UseStatement;

// True where `path` is `folder` or lies below it; both canonical.
bool LiesBelow(const std::string& folder, const std::string& path) {
  if (folder.empty()) return false;
  if (folder == "/") return path.starts_with("/");
  return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

class Loader {
 public:
  explicit Loader(Context* c) : c_(*c) {}

  void Follow(uint32_t unit, size_t depth) {
    stack_.push_back(unit);
    // Units move when more are loaded: the tree itself stays where it is.
    const syntax::Ast& ast = *c_.units[unit].ast;
    for (const syntax::Statement& statement : ast.statements) {
      const auto* use = std::get_if<UseStatement>(&statement.node);
      if (use == nullptr) continue;
      brought_by_ = unit == 0 ? statement.span : brought_by_;
      if (use->module) {
        UseEmbedded(unit, *use->module, depth);
      } else if (use->file) {
        UseFile(unit, *use->file, depth);
      }
    }
    stack_.pop_back();
  }

 private:
  void UseEmbedded(uint32_t from, const syntax::Name& name, size_t depth) {
    std::vector<std::string> all;
    for (const source::EmbeddedModule& module : source::EmbeddedModules()) {
      if (module.name == name.text) {
        Enter(from, name.span, "std:" + name.text, name.text, std::string(module.text), "", true,
              depth);
        return;
      }
      all.emplace_back(module.name);
    }
    std::string list;
    for (const std::string& s : all) list += (list.empty() ? "" : ", ") + s;
    if (auto near = NearestOf(&c_, name.text, [&] { return all; })) {
      diag::Diagnostic& d = c_.Error(Code::kUnknownModuleNear, name.span, {name.text, *near, list});
      d.fixes.push_back({name.span, *near});
    } else {
      c_.Error(Code::kUnknownModule, name.span, {name.text, list});
    }
    c_.names_unknown = true;
  }

  void UseFile(uint32_t from, const syntax::TextLiteral& file, size_t depth) {
    if (c_.units[from].embedded) return;  // the standard library names no files
    std::string path;
    // Already loaded: no second reading.
    std::optional<std::string> text = ReadBelow(&c_, c_.units[from].folder, file, &path);
    if (!text) {
      c_.names_unknown = true;
      return;
    }
    const std::string canonical = c_.files->Canonical(path);
    Enter(from, file.span, canonical, path, std::move(*text), FolderOf(path), false, depth);
  }

  void Enter(uint32_t from, Span span, const std::string& key, const std::string& display,
             std::string text, const std::string& folder, bool embedded, size_t depth) {
    if (auto it = by_key_.find(key); it != by_key_.end()) {
      const auto at = std::find(stack_.begin(), stack_.end(), it->second);
      if (at != stack_.end()) {
        std::string way;
        for (auto s = at; s != stack_.end(); ++s) way += c_.units[*s].display + " -> ";
        c_.Error(Code::kUseCircle, span, {display, way + c_.units[it->second].display});
      } else {
        c_.units[from].uses.push_back(it->second);
      }
      return;
    }
    if (depth >= kMaxUseDepth || c_.units.size() >= kMaxUnits) {
      c_.Error(Code::kTooManyModules, span,
               {std::to_string(kMaxUnits), std::to_string(kMaxUseDepth)});
      c_.names_unknown = true;
      return;
    }
    const auto id = static_cast<uint32_t>(c_.units.size());
    by_key_[key] = id;
    const source::FileId file =
        c_.sources->Add(embedded ? "<" + display + ">" : display, std::move(text));
    Unit unit;
    unit.owned = std::make_unique<syntax::Ast>(syntax::Parse(*c_.sources, file, c_.bag));
    unit.ast = unit.owned.get();
    unit.display = display;
    unit.folder = folder;
    unit.embedded = embedded;
    unit.brought_by = brought_by_;
    c_.units.push_back(std::move(unit));
    c_.units[from].uses.push_back(id);
    Follow(id, depth + 1);
  }

 public:
  void Register(const std::string& key, uint32_t unit) { by_key_[key] = unit; }

 private:
  Context& c_;
  std::unordered_map<std::string, uint32_t> by_key_;
  std::vector<uint32_t> stack_;
  Span brought_by_;
};

// Which units each one brings, itself not included. There are no circles left, but the order is
// free, hence the marks.
void FindReaches(Context* c, uint32_t unit, std::vector<bool>* done) {
  if ((*done)[unit]) return;
  (*done)[unit] = true;
  std::vector<bool> reaches(c->units.size());
  for (uint32_t used : c->units[unit].uses) {
    FindReaches(c, used, done);
    reaches[used] = true;
    for (size_t i = 0; i < c->units[used].reaches.size(); ++i) {
      if (c->units[used].reaches[i]) reaches[i] = true;
    }
  }
  c->units[unit].reaches = std::move(reaches);
}

bool DeclaresData(const syntax::Ast& ast) {
  for (const syntax::Statement& s : ast.statements) {
    if (std::holds_alternative<syntax::FieldStatement>(s.node) ||
        std::holds_alternative<syntax::EventStatement>(s.node))
      return true;
  }
  return false;
}

}  // namespace

std::string FolderOf(const std::string& path) {
  const size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

std::optional<std::string> ReadBelow(Context* c, const std::string& folder,
                                     const syntax::TextLiteral& name, std::string* path) {
  const std::string& written = name.value;
  if (written.empty() || written.front() == '/' || written.find('\0') != std::string::npos ||
      folder.empty()) {
    c->Error(Code::kFileOutside, name.span, {written});
    return std::nullopt;
  }
  *path = folder == "." ? written : folder == "/" ? "/" + written : folder + "/" + written;
  const std::string base = c->files->Canonical(folder);
  const std::string real = c->files->Canonical(*path);
  if (real.empty()) {
    c->Error(Code::kFileNotFound, name.span, {written, *path});
    return std::nullopt;
  }
  if (!LiesBelow(base, real)) {
    c->Error(Code::kFileOutside, name.span, {written});
    return std::nullopt;
  }
  source::ReadResult read = c->files->Read(*path);
  if (read.too_large || (read.text && c->loaded_bytes + read.text->size() > kMaxLoadedBytes)) {
    c->Error(Code::kBroughtFileTooLarge, name.span,
             {written, std::to_string(source::kMaxFileBytes >> 20)});
    return std::nullopt;
  }
  if (!read.text) {
    c->Error(Code::kFileUnreadable, name.span, {written, read.error});
    return std::nullopt;
  }
  c->loaded_bytes += read.text->size();
  return std::move(read.text);
}

void LoadUnits(Context* c, const syntax::Ast& main) {
  Unit unit;
  unit.ast = &main;
  const std::string& path = c->sources->file(main.file).path();
  unit.folder = FolderOf(path);
  const size_t slash = path.rfind('/');
  unit.display = slash == std::string::npos ? path : path.substr(slash + 1);
  c->units.push_back(std::move(unit));
  Loader loader(c);
  if (const std::string canonical = c->files->Canonical(path); !canonical.empty())
    loader.Register(canonical, 0);
  loader.Follow(0, 0);
  std::vector<bool> done(c->units.size());
  FindReaches(c, 0, &done);
  for (Unit& u : c->units) {
    u.strict = DeclaresData(*u.ast);
    if (!u.ast->complete)
      c->broken_names.insert(u.ast->names_in_broken_statements.begin(),
                             u.ast->names_in_broken_statements.end());
  }
}

}  // namespace ripe::check
