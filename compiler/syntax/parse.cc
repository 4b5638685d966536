// See parse.h. The only file that includes ANTLR. Its parser is asked for one unit at a time:
// quickly first (SLL, no bookkeeping); when that fails, once more with a strategy that notes what
// could have stood where it stopped. Its own error messages are never shown.
#include "compiler/syntax/parse.h"

#include <antlr4-runtime.h>

#include <memory>
#include <mutex>
#include <utility>

#include "Ripe.h"
#include "compiler/source/stack.h"
#include "compiler/source/unicode.h"
#include "compiler/syntax/build.h"
#include "compiler/syntax/classify.h"
#include "compiler/syntax/layout.h"
#include "compiler/syntax/lex.h"
#include "compiler/syntax/mistakes.h"
#include "compiler/syntax/tree.h"

namespace ripe::syntax {
namespace {

using diag::Id;
using Parser = antlr::Ripe;

#define RIPE_TOKEN(name, grammar) \
  static_assert(static_cast<size_t>(TokenKind::name) == Parser::grammar);
#include "compiler/syntax/tokens.inc"
#undef RIPE_TOKEN
#define RIPE_RULE(name, constant) \
  static_assert(static_cast<size_t>(Rule::name) == Parser::constant);
#include "compiler/syntax/rules.inc"
#undef RIPE_RULE

// A mistake is mended and the statement read again at most this often.
constexpr int kMaxMendings = 16;

// The stack that kMaxNesting levels may need: measured, the parser takes nearly 4 KB a level.
constexpr size_t kStackBytes = size_t{2} << 20;

class SliceToken final : public antlr4::Token {
 public:
  size_t type = EOF;
  size_t index = 0;

  std::string getText() const override { return {}; }
  size_t getType() const override { return type; }
  size_t getLine() const override { return 1; }
  size_t getCharPositionInLine() const override { return 0; }
  size_t getChannel() const override { return DEFAULT_CHANNEL; }
  size_t getTokenIndex() const override { return index; }
  size_t getStartIndex() const override { return index; }
  size_t getStopIndex() const override { return index; }
  antlr4::TokenSource* getTokenSource() const override { return nullptr; }
  antlr4::CharStream* getInputStream() const override { return nullptr; }
  std::string toString() const override { return {}; }
};

// The tokens of one unit as ANTLR wants them.
class SliceStream final : public antlr4::TokenStream {
 public:
  void Set(const std::vector<Token>& tokens) {
    if (tokens_.size() < tokens.size() + 1) tokens_.resize(tokens.size() + 1);
    for (size_t i = 0; i < tokens.size(); ++i)
      tokens_[i].type = static_cast<size_t>(tokens[i].kind);
    tokens_[tokens.size()].type = antlr4::Token::EOF;
    for (size_t i = 0; i <= tokens.size(); ++i) tokens_[i].index = i;
    count_ = tokens.size();
    at_ = 0;
  }

  antlr4::Token* LT(ssize_t k) override {
    const auto i = static_cast<ssize_t>(at_) + (k > 0 ? k - 1 : k);
    return i < 0 ? nullptr : &tokens_[std::min(static_cast<size_t>(i), count_)];
  }
  size_t LA(ssize_t k) override { return LT(k)->getType(); }
  antlr4::Token* get(size_t index) const override {
    return const_cast<SliceToken*>(&tokens_[std::min(index, count_)]);
  }
  void consume() override { at_ += at_ < count_ ? 1 : 0; }
  ssize_t mark() override { return 0; }
  void release(ssize_t) override {}
  size_t index() override { return at_; }
  void seek(size_t index) override { at_ = std::min(index, count_); }
  size_t size() override { return count_ + 1; }
  std::string getSourceName() const override { return {}; }
  antlr4::TokenSource* getTokenSource() const override { return nullptr; }
  std::string getText(const antlr4::misc::Interval&) override { return {}; }
  std::string getText() override { return {}; }
  std::string getText(antlr4::RuleContext*) override { return {}; }
  std::string getText(antlr4::Token*, antlr4::Token*) override { return {}; }

 private:
  std::vector<SliceToken> tokens_;
  size_t count_ = 0;
  size_t at_ = 0;
};

// ANTLR's prediction, but for one question: whether a comparison behind `where x` belongs to the
// `where`. ANTLR would read on to find out, mostly to the end of the statement, each time; and it
// always comes to "yes", since what can follow there without the comparison can follow with it as
// well. (`in` alone is left to it: `where x in 1 + 2 to 3` means something else.)
class Simulator final : public antlr4::atn::ParserATNSimulator {
 public:
  Simulator(Parser* parser, const antlr4::atn::ATN& atn, std::vector<antlr4::dfa::DFA>& dfas,
            antlr4::atn::PredictionContextCache& contexts)
      : ParserATNSimulator(parser, atn, dfas, contexts) {
    for (size_t i = 0; i < atn.decisionToState.size(); ++i) {
      const antlr4::atn::DecisionState* state = atn.decisionToState[i];
      if (state->ruleIndex != Parser::RuleWhere || state->transitions.empty()) continue;
      const antlr4::atn::ATNState* first = state->transitions[0]->target;
      if (first->transitions.empty()) continue;
      const auto* call = dynamic_cast<const antlr4::atn::RuleTransition*>(first->transitions[0]);
      if (call != nullptr && call->target->ruleIndex == Parser::RuleWhereTail) where_tail_ = i;
    }
  }

  size_t adaptivePredict(antlr4::TokenStream* input, size_t decision,
                         antlr4::ParserRuleContext* outer) override {
    if (decision == where_tail_ && Compares(input->LA(1), input->LA(2))) return 1;
    return ParserATNSimulator::adaptivePredict(input, decision, outer);
  }

 private:
  static bool Compares(size_t first, size_t second) {
    if (first == Parser::NOT) return second == Parser::TEXT_OP || second == Parser::MATCHES;
    switch (first) {
      case Parser::EQ:
      case Parser::NE:
      case Parser::LT:
      case Parser::LE:
      case Parser::GT:
      case Parser::GE:
      case Parser::TEXT_OP:
      case Parser::MATCHES:
      case Parser::IS:
        return true;
      default:
        return false;
    }
  }
  size_t where_tail_ = SIZE_MAX;
};

// Stops at the first error. When `noting`, collects what could have stood at the furthest place.
class Strategy final : public antlr4::DefaultErrorStrategy {
 public:
  bool noting = false;
  Failure failure;

  void Start(bool note) {
    noting = note;
    failure = {};
  }
  void reportError(antlr4::Parser*, const antlr4::RecognitionException&) override {}
  void recover(antlr4::Parser* parser, std::exception_ptr e) override {
    size_t at = parser->getInputStream()->index();
    try {
      std::rethrow_exception(e);
    } catch (const antlr4::RecognitionException& error) {
      if (error.getOffendingToken() != nullptr) at = error.getOffendingToken()->getTokenIndex();
    }
    Note(parser, at);
    throw antlr4::ParseCancellationException();
  }
  antlr4::Token* recoverInline(antlr4::Parser* parser) override {
    Note(parser, parser->getInputStream()->index());
    throw antlr4::ParseCancellationException();
  }
  void sync(antlr4::Parser* parser) override {
    if (!noting) return;
    const auto& atn = parser->getATN();
    const auto next = atn.nextTokens(atn.states[parser->getState()]);
    Merge(next, parser->getInputStream()->index());
    const size_t la = parser->getInputStream()->LA(1);
    if (next.contains(antlr4::Token::EPSILON) || next.contains(la)) return;
    throw antlr4::InputMismatchException(parser);
  }

 private:
  void Note(antlr4::Parser* parser, size_t at) {
    if (!noting) return;
    if (at == parser->getInputStream()->index()) {
      Merge(parser->getExpectedTokens(), at);
    } else if (at > failure.at) {
      failure = {at, {}};
    }
  }
  void Merge(const antlr4::misc::IntervalSet& set, size_t at) {
    if (at < failure.at) return;
    if (at > failure.at) failure = {at, {}};
    for (const antlr4::misc::Interval& interval : set.getIntervals()) {
      for (ssize_t type = interval.a; type <= interval.b; ++type) {
        if (type == -1) failure.expected.set(0);  // the end
        if (type > 0 && type < 128) failure.expected.set(static_cast<size_t>(type));
      }
    }
  }
};

// ANTLR's tree as ours.
void Copy(antlr4::ParserRuleContext* context, Tree* out) {
  const size_t index = out->nodes.size();
  out->nodes.push_back({static_cast<Rule>(context->getRuleIndex()), UINT32_MAX, 0, 0});
  bool any = false;
  for (antlr4::tree::ParseTree* child : context->children) {
    const size_t at = out->nodes.size();
    if (auto* leaf = dynamic_cast<antlr4::tree::TerminalNode*>(child)) {
      if (leaf->getSymbol()->getType() == antlr4::Token::EOF) continue;
      const auto token = static_cast<uint32_t>(leaf->getSymbol()->getTokenIndex());
      out->nodes.push_back({Rule::kToken, token, token, static_cast<uint32_t>(at + 1)});
    } else {
      Copy(static_cast<antlr4::ParserRuleContext*>(child), out);
    }
    const Node& made = out->nodes[at];
    if (made.first > made.last) continue;  // an empty rule
    Node& node = out->nodes[index];
    if (!any) node.first = made.first;
    any = true;
    node.last = made.last;
  }
  Node& node = out->nodes[index];
  node.end = static_cast<uint32_t>(out->nodes.size());
  if (!any)
    node.first = static_cast<uint32_t>(std::min<size_t>(
        context->getStart() ? context->getStart()->getTokenIndex() : 0, UINT32_MAX - 1));
}

// The parser object: made once, used under a lock, since its prediction cache is shared and not
// safe.
class Engine {
 public:
  Engine() : parser_(&stream_), strategy_(std::make_shared<Strategy>()) {
    parser_.removeErrorListeners();
    parser_.setErrorHandler(strategy_);
    auto* theirs = parser_.getInterpreter<antlr4::atn::ParserATNSimulator>();
    // The old one goes when it is replaced; what it refers to is the parser's.
    parser_.setInterpreter(new Simulator(&parser_, parser_.getATN(), theirs->decisionToDFA,
                                         theirs->getSharedContextCache()));
  }
  static Engine& Get() {
    static Engine* engine = new Engine;  // never destroyed: threads may still use it at exit
    return *engine;
  }
  static std::mutex& Lock() {
    static std::mutex* mutex = new std::mutex;
    return *mutex;
  }

  bool Read(const Unit& unit, Tree* tree) {
    if (!Attempt(unit, antlr4::atn::PredictionMode::SLL, false, tree))
      return Attempt(unit, antlr4::atn::PredictionMode::LL, true, tree);
    return true;
  }
  const Failure& failure() const { return strategy_->failure; }

 private:
  bool Attempt(const Unit& unit, antlr4::atn::PredictionMode mode, bool noting, Tree* tree) {
    stream_.Set(unit.tokens);
    parser_.reset();
    parser_.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(mode);
    strategy_->Start(noting);
    tree->nodes.clear();
    try {
      Copy(Start(unit.place), tree);
      return true;
    } catch (const antlr4::ParseCancellationException&) {
      return false;
    }
  }
  antlr4::ParserRuleContext* Start(Place place) {
    switch (place) {
      case Place::kFile:
      case Place::kSkipped:
        return parser_.statementAlone();
      case Place::kGroup:
        return parser_.ruleAlone();
      case Place::kChecklist:
        return parser_.itemAlone();
      case Place::kTest:
        return parser_.testLineAlone();
      case Place::kProperties:
        return parser_.propertyAlone();
      case Place::kSettings:
        return parser_.settingAlone();
    }
    return parser_.statementAlone();
  }

  SliceStream stream_;
  Parser parser_;
  std::shared_ptr<Strategy> strategy_;
};

// Reads units, mends their mistakes, and remembers the names in those that cannot be read.
class Reader final : public UnitReader {
 public:
  Reader(TokenBuffer* buffer, diag::Bag* bag, Ast* ast) : buffer_(buffer), bag_(bag), ast_(ast), names_(buffer) {}
  bool full() const { return full_; }

  bool Read(Unit* unit, Tree* tree) override {
    if (++units_ > kMaxStatements) {
      full_ = true;
      if (units_ == kMaxStatements + 1)
        bag_->Add(Id::kStatementTooLong, buffer_->SpanOf(unit->tokens[0]),
                  {std::to_string(kMaxStatements)});
      return Broken(*unit);
    }
    if (unit->unusable) return Broken(*unit);
    const size_t errors = bag_->error_count();
    const bool bad = HasBad(*unit);
    Classify(buffer_, bag_, unit);
    if (bad) return Broken(*unit);
    Engine& engine = Engine::Get();
    const source::Span span = source::Cover(buffer_->SpanOf(unit->tokens.front()), buffer_->SpanOf(unit->tokens.back()));
    for (int i = 0; i < kMaxMendings; ++i) {
      if (engine.Read(*unit, tree)) {
        if (i > 0 || bag_->error_count() > errors || HasReported(*unit)) SayOnce(buffer_, bag_, unit, &names_, span, i > 0);
        return (!unit->doubtful && !unit->displaced) || Broken(*unit);
      }
      const Failure failure = engine.failure();
      switch (MendMistake(buffer_, bag_, unit, &names_, failure)) {
        case Mending::kMended:
          continue;
        case Mending::kReported:
          return Broken(*unit);
        case Mending::kUnknown:
          // A mistake in this unit that was reported already may be the cause.
          if (bag_->error_count() == errors && !HasReported(*unit))
            ReportUnexpected(*buffer_, bag_, *unit, failure);
          return Broken(*unit);
      }
    }
    return Broken(*unit);
  }

 private:
  static bool HasBad(const Unit& unit) {
    for (const Token& token : unit.tokens) {
      if (token.kind == TokenKind::kBad) return true;
    }
    return false;
  }
  static bool HasReported(const Unit& unit) {
    for (const Token& token : unit.tokens) {
      if (token.mended() || token.unmatched()) return true;
    }
    return false;
  }
  bool Broken(const Unit& unit) {
    ast_->complete = false;
    for (const Token& token : unit.tokens) {
      if (token.kind != TokenKind::kName ||
          ast_->names_in_broken_statements.size() >= kMaxStatementTokens)
        continue;
      std::string_view name = buffer_->Spelling(token);
      if (token.quoted() && name.size() >= 2) name = name.substr(1, name.size() - 2);
      ast_->names_in_broken_statements.push_back(source::Nfc(name));
    }
    return false;
  }

  TokenBuffer* buffer_;
  diag::Bag* bag_;
  Ast* ast_;
  JoinedNames names_;
  size_t units_ = 0;
  bool full_ = false;
};

}  // namespace

Ast Parse(const source::SourceSet& sources, source::FileId file, diag::Bag* bag) {
  Ast ast;
  ast.file = file;
  TokenBuffer buffer;
  if (!Lex(sources, file, bag, &buffer)) {
    ast.complete = false;
    return ast;
  }
  Layout layout(&buffer, bag);
  const std::lock_guard<std::mutex> lock(Engine::Lock());
  Reader reader(&buffer, bag, &ast);
  Builder builder(&buffer, bag, &reader, &ast);
  source::WithStack(kStackBytes, [&] {
    Unit unit;
    while (bag->dropped() == 0 && !reader.full() && layout.Next(&unit)) builder.Add(&unit);
    builder.CheckFile();
  });
  if (buffer.stopped || bag->dropped() > 0) ast.complete = false;
  return ast;
}

}  // namespace ripe::syntax
