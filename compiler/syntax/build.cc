// Statements: parse tree -> Ast. The items of a block are read one by one, so that a broken one leaves the others.
#include "compiler/syntax/build.h"

#include "compiler/source/unicode.h"
#include "compiler/syntax/classify.h"
#include "compiler/syntax/lex.h"
#include "compiler/syntax/number.h"

namespace ripe::syntax {

using diag::Id;

Span Builder::SpanOf(const Context& c, uint32_t index) const {
  const Node& node = c.tree->nodes[index];
  const Token& first = c.unit->tokens[node.first];
  if (node.first > node.last) return buffer_.WholeLetters(first.begin, first.begin);
  return buffer_.WholeLetters(first.begin, c.unit->tokens[node.last].end);
}

Name Builder::NameOf(const Token& token) const {
  std::string_view text = buffer_.Spelling(token);
  if (token.quoted() && text.size() >= 2) text = text.substr(1, text.size() - 2);
  return {source::Nfc(text), SpanOf(token), token.quoted()};
}

TextLiteral Builder::TextOf(const Token& token) const { return {source::Nfc(TextValue(buffer_.Spelling(token))), SpanOf(token)}; }

Duration Builder::DurationOf(const Token& token) const { return {DurationSeconds(buffer_.Spelling(token)).value_or(86'400), SpanOf(token)}; }

Points Builder::PointsOf(const Token& token) {
  Token copy = token;
  return {CheckedPoints(&buffer_, &bag_, &copy), SpanOf(token)};
}

bool Builder::ReadItem(Unit* unit, Tree* tree) {
  tree->nodes.clear();
  return reader_.Read(unit, tree);
}

void Builder::Add(Unit* unit) {
  Tree tree;
  const bool readable = ReadItem(unit, &tree);
  if (!readable) {
    // The items of its blocks are still worth reading for their mistakes.
    Ast scrap;
    Builder(&buffer_, &bag_, &reader_, &scrap).ReadBlocks(unit);
    return;
  }
  const Context c{unit, &tree};
  // statementAlone -> statement -> the statement's own rule
  Children alone = Of(c, 0);
  Children child = Of(c, alone.index());
  if (auto statement = MakeStatement(c, child.index(), unit)) {
    statement->span = SpanOf(c, alone.index());
    ast_.statements.push_back(std::move(*statement));
  }
}

// Reads the blocks of a statement whose head could not be read.
void Builder::ReadBlocks(Unit* unit) {
  Tree tree;
  for (std::vector<Unit>& block : unit->blocks) {
    for (Unit& item : block) {
      if (item.place == Place::kSkipped) continue;
      if (!ReadItem(&item, &tree)) ReadBlocks(&item);
    }
  }
}

std::optional<Statement> Builder::MakeStatement(const Context& c, uint32_t index, Unit* unit) {
  Statement statement;
  Children child = Of(c, index);
  switch (c.tree->nodes[index].rule) {
    case Rule::kScoring:
      Scoring(c, index, &statement);
      break;
    case Rule::kGroup:
      statement.node = Group(c, index, unit);
      break;
    case Rule::kRequire:
      statement.node = Require(c, index);
      break;
    case Rule::kStages:
      statement.node = Stages(c, index);
      break;
    case Rule::kChecklist:
      statement.node = Checklist(c, index, unit);
      break;
    case Rule::kDefine: {
      child.Next();
      DefineStatement define;
      define.name = NameOf(child.TakeToken());
      child.Next();
      define.value = Condition(c, child.index());
      statement.node = std::move(define);
      break;
    }
    case Rule::kList:
      statement.node = List(c, index);
      break;
    case Rule::kField:
      statement.node = Field(c, index);
      break;
    case Rule::kEvents:
      statement.node = Events(c, index, unit);
      break;
    case Rule::kUse: {
      child.Next();
      UseStatement use;
      if (child.IsToken(TokenKind::kName)) {
        use.module = NameOf(child.token());
      } else {
        use.file = TextOf(child.token());
      }
      statement.node = std::move(use);
      break;
    }
    case Rule::kTimezone:
      child.Next();
      statement.node = TimezoneStatement{TextOf(child.token())};
      break;
    case Rule::kTest:
      statement.node = Test(c, index, unit);
      break;
    default:  // no other rule is a statement
      return std::nullopt;
  }
  return statement;
}

void Builder::Scoring(const Context& c, uint32_t index, Statement* out) {
  Children child = Of(c, index);
  const ExprId condition = Condition(c, child.Take());
  if (child.IsRule(Rule::kReward)) {
    out->node = PointsRule(c, condition, child.index());
    return;
  }
  Children goal = Of(c, child.index());
  goal.Accept(TokenKind::kArrow);
  out->node = StageRuleStatement{condition, NameOf(goal.token())};
}

RuleStatement Builder::PointsRule(const Context& c, ExprId condition, uint32_t reward) {
  RuleStatement rule;
  rule.condition = condition;
  Children child = Of(c, reward);
  rule.points = PointsOf(child.TakeToken());
  for (; child.IsRule(Rule::kModifier); child.Next()) {
    Children part = Of(c, child.index());
    const Token& word = part.TakeToken();
    const bool again = word.kind == TokenKind::kEach ? rule.each : word.kind == TokenKind::kUpTo ? rule.up_to.has_value() : rule.halving.has_value();
    if (again) bag_.Add(Id::kTwice, SpanOf(c, child.index()), {std::string(buffer_.Source(word))});
    if (word.kind == TokenKind::kEach) {
      rule.each = true;
      rule.each_span = SpanOf(word);
    } else if (word.kind == TokenKind::kUpTo) {
      rule.up_to = PointsOf(part.token());
    } else {
      rule.halving = DurationOf(part.token());
    }
  }
  if (child.IsToken(TokenKind::kText)) rule.label = TextOf(child.token());
  return rule;
}

GroupStatement Builder::Group(const Context& c, uint32_t index, Unit* unit) {
  GroupStatement group;
  Children child = Of(c, index);
  child.Next();
  group.name = NameOf(child.TakeToken());
  for (; child.IsRule(Rule::kCap); child.Next()) {
    Children cap = Of(c, child.index());
    const Token& word = cap.TakeToken();
    std::optional<Points>& side = word.kind == TokenKind::kUpTo ? group.up_to : group.down_to;
    if (side) bag_.Add(Id::kTwice, SpanOf(c, child.index()), {std::string(buffer_.Source(word))});
    side = PointsOf(cap.token());
  }
  Tree tree;
  for (Unit& item : unit->blocks[0]) {
    if (!ReadItem(&item, &tree)) continue;
    const Context ic{&item, &tree};
    Children rule = Of(ic, Of(ic, 0).index());
    const Span span = SpanOf(ic, Of(ic, 0).index());
    const ExprId condition = Condition(ic, rule.Take());
    group.rules.emplace_back(PointsRule(ic, condition, rule.index()), span);
  }
  return group;
}

RequireStatement Builder::Require(const Context& c, uint32_t index) {
  RequireStatement require;
  for (Children child = Of(c, index); child.more(); child.Next()) {
    if (child.IsRule(Rule::kNeed)) {
      std::vector<Name>& names = require.needs.emplace_back();
      for (Children name = Of(c, child.index()); name.more(); name.Accept(TokenKind::kOr)) names.push_back(NameOf(name.TakeToken()));
    } else if (child.IsToken(TokenKind::kName)) {
      require.stage = NameOf(child.token());
    }
  }
  return require;
}

StagesStatement Builder::Stages(const Context& c, uint32_t index) {
  StagesStatement stages;
  for (Children child = Of(c, index); child.more(); child.Next()) {
    if (child.IsToken(TokenKind::kName)) stages.ladder.push_back(NameOf(child.token()));
    if (!child.IsRule(Rule::kExits)) continue;
    for (Children name = Of(c, child.index()); name.more(); name.Next()) {
      if (name.IsToken(TokenKind::kName)) stages.exits.push_back(NameOf(name.token()));
    }
  }
  return stages;
}

ChecklistStatement Builder::Checklist(const Context& c, uint32_t index, Unit* unit) {
  ChecklistStatement checklist;
  Children child = Of(c, index);
  child.Next();
  checklist.name = NameOf(child.token());
  Tree tree;
  for (Unit& item : unit->blocks[0]) {
    if (!ReadItem(&item, &tree)) continue;
    const Context ic{&item, &tree};
    Children part = Of(ic, Of(ic, 0).index());
    ChecklistStatement::Item made;
    made.name = NameOf(part.TakeToken());
    part.Next();
    made.condition = Condition(ic, part.index());
    made.span = SpanOf(ic, Of(ic, 0).index());
    checklist.items.push_back(std::move(made));
  }
  return checklist;
}

ListStatement Builder::List(const Context& c, uint32_t index) {
  ListStatement list;
  Children child = Of(c, index);
  child.Next();
  list.name = NameOf(child.TakeToken());
  child.Next();
  if (child.IsRule(Rule::kLiterals)) {
    list.items = Literals(c, child.index()).items;
  } else {
    list.file = TextOf(child.token());
  }
  return list;
}

FieldStatement Builder::Field(const Context& c, uint32_t index) {
  FieldStatement field;
  for (Children child = Of(c, index); child.more(); child.Next()) {
    if (child.IsToken(TokenKind::kName)) field.names.push_back(NameOf(child.token()));
    if (child.IsToken(TokenKind::kType)) field.type = static_cast<types::ValueType>(child.token().row);
    if (child.IsToken(TokenKind::kText)) field.label = TextOf(child.token());
    if (!child.IsRule(Rule::kFieldOption)) continue;
    Children option = Of(c, child.index());
    const Token& word = option.TakeToken();
    if (word.kind == TokenKind::kElse) {
      if (field.otherwise.valid()) bag_.Add(Id::kTwice, SpanOf(c, child.index()), {"else"});
      field.otherwise = Literal(c, option.index());
      continue;
    }
    for (; option.more(); option.Next()) {
      if (option.IsRule(Rule::kLiteral)) field.missing.push_back(Literal(c, option.index()));
    }
  }
  return field;
}

EventStatement Builder::Events(const Context& c, uint32_t index, Unit* unit) {
  EventStatement events;
  size_t block = 0;
  for (Children child = Of(c, index); child.more(); child.Next()) {
    if (!child.IsRule(Rule::kEventType)) continue;
    Children type = Of(c, child.index());
    EventStatement::Declared declared;
    declared.name = NameOf(type.TakeToken());
    if (type.more()) declared.properties = Properties(&unit->blocks[block++]);
    events.events.push_back(std::move(declared));
  }
  return events;
}

// `{ url, referrer: text, seconds: number }`: names without a type take the next one's.
std::vector<EventStatement::Property> Builder::Properties(std::vector<Unit>* items) {
  std::vector<EventStatement::Property> properties;
  std::vector<Name> waiting;
  Tree tree;
  for (Unit& item : *items) {
    if (!ReadItem(&item, &tree)) continue;
    const Context ic{&item, &tree};
    Children part = Of(ic, Of(ic, 0).index());
    waiting.push_back(NameOf(part.TakeToken()));
    if (!part.Accept(TokenKind::kColon)) continue;
    properties.push_back({std::move(waiting), static_cast<types::ValueType>(part.token().row)});
    waiting.clear();
  }
  for (const Name& name : waiting) bag_.Add(Id::kTypeMissing, name.span, {Words(name.span), Words(name.span) + ": text"});
  return properties;
}

TestStatement Builder::Test(const Context& c, uint32_t index, Unit* unit) {
  TestStatement test;
  Children child = Of(c, index);
  child.Next();
  test.name = TextOf(child.TakeToken());
  if (child.Accept(TokenKind::kAt)) {
    const Token& at = Of(c, child.index()).token();
    test.at = at.kind == TokenKind::kText ? TextOf(at) : TextLiteral{std::string(buffer_.Spelling(at)), SpanOf(at)};
  }
  Tree tree;
  for (Unit& line : unit->blocks[0]) {
    if (!ReadItem(&line, &tree)) continue;
    const Context lc{&line, &tree};
    const uint32_t inner = Of(lc, Of(lc, 0).index()).index();
    if (tree.nodes[inner].rule == Rule::kGiven) {
      Given(lc, inner, &line, &test);
      continue;
    }
    for (Children expect = Of(lc, inner); expect.more(); expect.Next()) {
      if (expect.IsRule(Rule::kCondition)) test.expects.push_back(Condition(lc, expect.index()));
    }
  }
  return test;
}

void Builder::Given(const Context& c, uint32_t index, Unit* line, TestStatement* test) {
  size_t block = 0;
  for (Children child = Of(c, index); child.more(); child.Next()) {
    if (child.IsRule(Rule::kFact)) Fact(c, child.index(), line, &block, test);
  }
}

void Builder::Fact(const Context& c, uint32_t index, Unit* line, size_t* block, TestStatement* test) {
  Children child = Of(c, index);
  const Span span = SpanOf(c, index);
  std::optional<Token> count;
  if (child.IsToken(TokenKind::kNumber)) count = child.TakeToken();
  Name name = NameOf(child.TakeToken());
  if (child.Accept(TokenKind::kEq)) {
    TestStatement::FieldGiven given{std::move(name), {}, span};
    if (child.IsRule(Rule::kLiterals)) {
      given.values = Literals(c, child.index()).items;
    } else {
      given.values.push_back(Literal(c, child.index()));
    }
    test->givens.emplace_back(std::move(given));
    return;
  }
  TestStatement::EventGiven given;
  given.name = std::move(name);
  given.span = span;
  if (count) {
    const double value = NumberValue(buffer_.Spelling(*count));
    if (!(value >= 0 && value <= 1e6) || value != static_cast<double>(static_cast<int64_t>(value))) {
      bag_.Add(Id::kUnreadableNumber, SpanOf(*count), {std::string(buffer_.Source(*count))});
    } else {
      given.count = static_cast<int64_t>(value);
    }
  }
  for (Children part = Of(c, child.index()); part.more(); part.Next()) {
    if (part.IsToken(TokenKind::kDuration)) given.ago = DurationOf(part.token());
    if (!part.IsToken(TokenKind::kLBrace)) continue;
    Tree tree;
    for (Unit& item : line->blocks[(*block)++]) {
      if (!ReadItem(&item, &tree)) continue;
      const Context ic{&item, &tree};
      Children setting = Of(ic, Of(ic, 0).index());
      Name property = NameOf(setting.TakeToken());
      setting.Next();
      given.properties.emplace_back(std::move(property), Literal(ic, setting.index()));
    }
  }
  test->givens.emplace_back(std::move(given));
}

}  // namespace ripe::syntax
