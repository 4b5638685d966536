// See format.h. The tokens are cut into statements as for parsing and printed line by line; a statement keeps its own line breaks,
// every statement and item begins a line. Then the lines of a run of rules are aligned: points under points, labels under labels.
#include "compiler/syntax/format.h"

#include <algorithm>
#include <vector>

#include "compiler/diag/diag.h"
#include "compiler/source/unicode.h"
#include "compiler/syntax/classify.h"
#include "compiler/syntax/layout.h"
#include "compiler/syntax/lex.h"

namespace ripe::syntax {
namespace {

// Conditions wider than this do not push the points of their neighbours to the right.
constexpr uint32_t kWidestAligned = 72;
// Comments behind statements are aligned up to this column.
constexpr uint32_t kWidestCommented = 90;

struct Line {
  int indent = 0;
  std::string text;     // of a rule: its condition
  std::string points;   // of a rule on one line: points and modifiers
  std::string label;    // and its label
  std::string comment;  // behind it, or alone
  bool blank_before = false;
  bool is_rule() const { return !points.empty(); }
  bool only_comment() const { return text.empty(); }
};

bool IsWordPair(TokenKind kind) {
  switch (kind) {
    case TokenKind::kTextOp:
    case TokenKind::kBuiltin:
    case TokenKind::kAnyOf:
    case TokenKind::kAllOf:
    case TokenKind::kAtLeast:
    case TokenKind::kAtMost:
    case TokenKind::kUpTo:
    case TokenKind::kDownTo:
    case TokenKind::kHalvingEvery:
      return true;
    default:  // one word, or a sign or value
      return false;
  }
}

bool SpaceBetween(TokenKind left, TokenKind right) {
  const bool opens = left == TokenKind::kLParen || left == TokenKind::kDot;
  const bool closes = right == TokenKind::kRParen || right == TokenKind::kComma || right == TokenKind::kColon || right == TokenKind::kDot;
  return !opens && !closes;
}

class Printer {
 public:
  explicit Printer(TokenBuffer* buffer) : buffer_(*buffer) {}

  void Statement(Unit* unit, int indent);
  void CommentsBefore(uint32_t offset, int indent);
  std::string Text();

 private:
  void Piece(Unit* unit, size_t index, std::string* into);
  std::string Inline(std::vector<Unit>* items);
  void Block(std::vector<Unit>* items, const Token& open, const Token& close, int indent);
  bool IsInline(const Unit& unit, const Token& open, const Token& close) const;
  bool OnOneLine(const Unit& unit) const;
  bool CommentWithin(uint32_t begin, uint32_t end) const;
  void CommentBehind(uint32_t end);
  bool InnerComments(uint32_t offset, int indent);
  std::string CommentText(const Token& comment) const;
  bool BlankBefore(uint32_t begin) const;
  std::string TokenText(const Token& token) const;
  void AlignRules();
  void AlignComments();

  TokenBuffer& buffer_;
  std::vector<Line> lines_;
  size_t comment_ = 0;     // the next one to print
  uint32_t last_end_ = 0;  // of what was printed
  bool block_begins_ = true;
};

std::string Printer::TokenText(const Token& token) const {
  const std::string_view source = buffer_.Source(token);
  if (!IsWordPair(token.kind)) return std::string(source);
  // Two words, whatever stands between them: inside ( ) that may be a line break and a comment.
  const size_t first = source.find_first_of(" \t\r\n#"), last = source.find_last_of(" \t\r\n");
  if (last == std::string_view::npos) return std::string(source);
  return std::string(source.substr(0, first)) + " " + std::string(source.substr(last + 1));
}

std::string Printer::CommentText(const Token& comment) const { return std::string(source::TrimSpace(buffer_.Source(comment))); }

bool Printer::BlankBefore(uint32_t begin) const {
  if (lines_.empty() || block_begins_) return false;
  const std::string_view gap = buffer_.file->text().substr(last_end_, begin - last_end_);
  int newlines = 0;
  for (size_t i = 0; i < gap.size(); ++i) {
    if (gap[i] == '\n' || (gap[i] == '\r' && (i + 1 == gap.size() || gap[i + 1] != '\n'))) ++newlines;
  }
  return newlines >= 2;
}

// Comments on lines of their own before `offset`.
void Printer::CommentsBefore(uint32_t offset, int indent) {
  for (; comment_ < buffer_.comments.size() && buffer_.comments[comment_].begin < offset; ++comment_) {
    const Token& comment = buffer_.comments[comment_];
    Line line;
    line.indent = indent;
    line.comment = CommentText(comment);
    line.blank_before = BlankBefore(comment.begin);
    lines_.push_back(std::move(line));
    last_end_ = comment.end;
    block_begins_ = false;
  }
}

// The comment on the line on which a statement or brace has ended.
void Printer::CommentBehind(uint32_t end) {
  last_end_ = end;
  if (comment_ >= buffer_.comments.size()) return;
  const Token& comment = buffer_.comments[comment_];
  const std::string_view gap = buffer_.file->text().substr(end, comment.begin - end);
  if (gap.find_first_not_of(" \t,;") != std::string_view::npos) return;
  lines_.back().comment = CommentText(comment);
  last_end_ = comment.end;
  ++comment_;
}

// Comments between the tokens of one statement; true where the next token must begin a line.
bool Printer::InnerComments(uint32_t offset, int indent) {
  bool any = false;
  for (; comment_ < buffer_.comments.size() && buffer_.comments[comment_].begin < offset; ++comment_) {
    const Token& comment = buffer_.comments[comment_];
    if (!comment.line_start() && lines_.back().comment.empty()) {
      lines_.back().comment = CommentText(comment);
    } else {
      Line line;
      line.indent = indent;
      line.comment = CommentText(comment);
      lines_.push_back(std::move(line));
    }
    any = true;
  }
  return any;
}

bool Printer::CommentWithin(uint32_t begin, uint32_t end) const {
  for (size_t i = comment_; i < buffer_.comments.size() && buffer_.comments[i].begin < end; ++i) {
    if (buffer_.comments[i].begin >= begin) return true;
  }
  return false;
}

bool Printer::OnOneLine(const Unit& unit) const {
  for (size_t i = 1; i < unit.tokens.size(); ++i) {
    if (unit.tokens[i].line_start()) return false;
  }
  return !CommentWithin(unit.tokens.front().begin, unit.tokens.back().end);
}

// Properties and settings stay on the line where the author had them so.
bool Printer::IsInline(const Unit& unit, const Token& open, const Token& close) const {
  if (unit.head != TokenKind::kEvents && unit.head != TokenKind::kGiven) return false;
  const std::string_view inside = buffer_.file->text().substr(open.end, close.begin - open.end);
  return inside.find_first_of("\r\n") == std::string_view::npos;
}

std::string Printer::Inline(std::vector<Unit>* items) {
  std::string out = "{ ";
  for (Unit& item : *items) {
    if (&item != items->data()) out += ", ";
    diag::Bag ignored;
    Classify(&buffer_, &ignored, &item);
    for (size_t i = 0; i < item.tokens.size(); ++i) Piece(&item, i, &out);
  }
  return out + (items->empty() ? "}" : " }");
}

// Appends the token with the space before it.
void Printer::Piece(Unit* unit, size_t index, std::string* into) {
  const bool begins = into->empty() || into->back() == ' ';
  if (!begins && index > 0 && SpaceBetween(unit->tokens[index - 1].kind, unit->tokens[index].kind)) *into += ' ';
  *into += TokenText(unit->tokens[index]);
}

void Printer::Block(std::vector<Unit>* items, const Token& open, const Token& close, int indent) {
  CommentBehind(open.end);
  block_begins_ = true;
  for (Unit& item : *items) Statement(&item, indent + 1);
  CommentsBefore(close.begin, indent + 1);
  Line line;
  line.indent = indent;
  line.text = "}";
  lines_.push_back(std::move(line));
  block_begins_ = false;
  last_end_ = close.end;
}

void Printer::Statement(Unit* unit, int indent) {
  diag::Bag ignored;
  Classify(&buffer_, &ignored, unit);
  const std::vector<Token>& tokens = unit->tokens;
  CommentsBefore(tokens.front().begin, indent);
  Line first;
  first.indent = indent;
  first.blank_before = BlankBefore(tokens.front().begin);
  lines_.push_back(std::move(first));
  block_begins_ = false;
  const bool rule = unit->head == TokenKind::kName && unit->place != Place::kChecklist && OnOneLine(*unit);
  bool points = false;
  int parens = 0;
  size_t block = 0;
  for (size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    const bool opens_block = token.kind == TokenKind::kLBrace;
    if (token.kind == TokenKind::kRParen) --parens;
    const int inner = indent + (token.kind == TokenKind::kRParen ? parens : std::max(1, parens));
    const bool commented = i > 0 && InnerComments(token.begin, indent + 1);
    if (i > 0 && (commented || (token.line_start() && !opens_block))) {
      Line next;
      next.indent = inner;
      lines_.push_back(std::move(next));
    }
    if (token.kind == TokenKind::kLParen) ++parens;
    points = points || token.kind == TokenKind::kPoints;
    Line& line = lines_.back();
    if (opens_block) {
      const Token& close = tokens[i + 1];
      if (IsInline(*unit, token, close)) {
        line.text += (line.text.empty() ? "" : " ") + Inline(&unit->blocks[block++]);
      } else {
        line.text += line.text.empty() ? "{" : " {";
        Block(&unit->blocks[block++], token, close, indent);
      }
      ++i;
      continue;
    }
    if (rule && points) {
      const bool label = token.kind == TokenKind::kText;
      Piece(unit, i, label ? &line.label : &line.points);
    } else {
      Piece(unit, i, &line.text);
    }
  }
  CommentBehind(tokens.back().end);
}

// Runs of rules on neighbouring lines: points under points, labels under labels.
void Printer::AlignRules() {
  for (size_t begin = 0; begin < lines_.size();) {
    size_t end = begin + 1;
    while (end < lines_.size() && !lines_[end].blank_before && lines_[end].indent == lines_[begin].indent &&
           (lines_[end].is_rule() || lines_[end].only_comment())) {
      ++end;
    }
    uint32_t condition = 0, points = 0;
    for (size_t i = begin; i < end; ++i) {
      const uint32_t width = source::DisplayWidth(lines_[i].text);
      if (!lines_[i].is_rule()) continue;
      if (width > kWidestAligned) continue;
      condition = std::max(condition, width);
      if (!lines_[i].label.empty()) points = std::max(points, source::DisplayWidth(lines_[i].points));
    }
    for (size_t i = begin; i < end; ++i) {
      Line& line = lines_[i];
      if (!line.is_rule()) continue;
      const uint32_t width = source::DisplayWidth(line.text);
      line.text.append(width < condition ? condition - width + 2 : 2, ' ');
      line.text += line.points;
      if (line.label.empty()) continue;
      // A rule that reaches beyond the column has its label right behind it.
      const uint32_t own = source::DisplayWidth(line.points);
      line.text.append(width <= condition ? points - own + 2 : 2, ' ');
      line.text += line.label;
    }
    begin = end;
  }
}

// Comments behind neighbouring lines, under each other.
void Printer::AlignComments() {
  const auto width = [&](size_t i) { return static_cast<uint32_t>(2 * lines_[i].indent) + source::DisplayWidth(lines_[i].text); };
  const auto has_comment = [&](size_t i) { return !lines_[i].only_comment() && !lines_[i].comment.empty(); };
  for (size_t begin = 0; begin < lines_.size();) {
    size_t end = begin + 1;
    while (has_comment(begin) && end < lines_.size() && has_comment(end) && !lines_[end].blank_before) ++end;
    uint32_t widest = 0;
    for (size_t i = begin; i < end; ++i) {
      if (has_comment(i) && width(i) <= kWidestCommented) widest = std::max(widest, width(i));
    }
    for (size_t i = begin; i < end; ++i) {
      if (!has_comment(i)) continue;
      const uint32_t own = width(i);
      lines_[i].text.append(own < widest ? widest - own + 2 : 2, ' ');
      lines_[i].text += lines_[i].comment;
      lines_[i].comment.clear();
    }
    begin = end;
  }
}

std::string Printer::Text() {
  AlignRules();
  AlignComments();
  std::string out;
  for (const Line& line : lines_) {
    if (line.blank_before) out += '\n';
    const std::string& text = line.only_comment() ? line.comment : line.text;
    if (!text.empty()) out.append(static_cast<size_t>(2 * line.indent), ' ');
    out += text;
    out += '\n';
  }
  return out;
}

}  // namespace

std::string Format(const source::SourceSet& sources, source::FileId file) {
  diag::Bag bag;
  TokenBuffer buffer;
  if (!Lex(sources, file, &bag, &buffer)) return std::string(sources.file(file).text());
  Layout layout(&buffer, &bag);
  Printer printer(&buffer);
  Unit unit;
  while (layout.Next(&unit)) printer.Statement(&unit, 0);
  printer.CommentsBefore(UINT32_MAX, 0);
  return printer.Text();
}

}  // namespace ripe::syntax
