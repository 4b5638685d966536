
// Generated from grammar/Ripe.g4 by ANTLR 4.9.2

#pragma once


#include "antlr4-runtime.h"


namespace ripe::syntax::antlr {


class  Ripe : public antlr4::Parser {
public:
  enum {
    NAME = 1, NUMBER = 2, TEXT = 3, DATE = 4, DATETIME = 5, DURATION = 6, 
    POINTS = 7, REGEX = 8, TYPE = 9, LPAREN = 10, RPAREN = 11, LBRACE = 12, 
    RBRACE = 13, COMMA = 14, COLON = 15, DOT = 16, SEP = 17, EQ = 18, NE = 19, 
    LT = 20, LE = 21, GT = 22, GE = 23, PLUS = 24, MINUS = 25, STAR = 26, 
    SLASH = 27, ARROW = 28, AND = 29, OR = 30, NOT = 31, NO = 32, YES_VALUE = 33, 
    NO_VALUE = 34, IN = 35, IN_TIME = 36, NEXT = 37, TO = 38, AFTER = 39, 
    IS = 40, KNOWN = 41, MISSING = 42, WHERE = 43, EVENT = 44, MATCHES = 45, 
    TEXT_OP = 46, ANY_OF = 47, ALL_OF = 48, BUILTIN = 49, AT_LEAST = 50, 
    AT_MOST = 51, EACH = 52, UP_TO = 53, DOWN_TO = 54, HALVING_EVERY = 55, 
    GROUP = 56, REQUIRE = 57, FOR = 58, STAGES = 59, EXITS = 60, CHECKLIST = 61, 
    DEFINE = 62, LIST = 63, FROM = 64, FIELD = 65, ELSE = 66, EVENTS = 67, 
    USE = 68, TIMEZONE = 69, TEST = 70, AT = 71, GIVEN = 72, EXPECT = 73, 
    AGO = 74
  };

  enum {
    RuleFile = 0, RuleStatement = 1, RuleStatementAlone = 2, RuleRuleAlone = 3, 
    RuleItemAlone = 4, RuleTestLineAlone = 5, RulePropertyAlone = 6, RuleSettingAlone = 7, 
    RuleScoring = 8, RuleReward = 9, RuleModifier = 10, RuleGoal = 11, RuleGroup = 12, 
    RuleCap = 13, RulePointsRule = 14, RuleStages = 15, RuleExits = 16, 
    RuleRequire = 17, RuleNeed = 18, RuleChecklist = 19, RuleItem = 20, 
    RuleDefine = 21, RuleList = 22, RuleField = 23, RuleFieldOption = 24, 
    RuleEvents = 25, RuleEventType = 26, RuleProperty = 27, RuleUse = 28, 
    RuleTimezone = 29, RuleTest = 30, RuleInstant = 31, RuleTestLine = 32, 
    RuleGiven = 33, RuleFact = 34, RuleOccurrence = 35, RuleSetting = 36, 
    RuleExpect = 37, RuleCondition = 38, RuleConjunction = 39, RuleNegation = 40, 
    RuleQuantified = 41, RulePredicate = 42, RuleTail = 43, RuleMembership = 44, 
    RuleTextTest = 45, RuleEventTerm = 46, RuleEventRef = 47, RuleEventSet = 48, 
    RuleMember = 49, RuleWhere = 50, RuleWhereAtom = 51, RuleWhereTail = 52, 
    RuleWhereMembership = 53, RuleWindow = 54, RuleSum = 55, RuleProduct = 56, 
    RuleAtom = 57, RuleLiteral = 58, RuleLiterals = 59, RuleListItem = 60
  };

  explicit Ripe(antlr4::TokenStream *input);
  ~Ripe();

  virtual std::string getGrammarFileName() const override;
  virtual const antlr4::atn::ATN& getATN() const override { return _atn; };
  virtual const std::vector<std::string>& getTokenNames() const override { return _tokenNames; }; // deprecated: use vocabulary instead.
  virtual const std::vector<std::string>& getRuleNames() const override;
  virtual antlr4::dfa::Vocabulary& getVocabulary() const override;


  class FileContext;
  class StatementContext;
  class StatementAloneContext;
  class RuleAloneContext;
  class ItemAloneContext;
  class TestLineAloneContext;
  class PropertyAloneContext;
  class SettingAloneContext;
  class ScoringContext;
  class RewardContext;
  class ModifierContext;
  class GoalContext;
  class GroupContext;
  class CapContext;
  class PointsRuleContext;
  class StagesContext;
  class ExitsContext;
  class RequireContext;
  class NeedContext;
  class ChecklistContext;
  class ItemContext;
  class DefineContext;
  class ListContext;
  class FieldContext;
  class FieldOptionContext;
  class EventsContext;
  class EventTypeContext;
  class PropertyContext;
  class UseContext;
  class TimezoneContext;
  class TestContext;
  class InstantContext;
  class TestLineContext;
  class GivenContext;
  class FactContext;
  class OccurrenceContext;
  class SettingContext;
  class ExpectContext;
  class ConditionContext;
  class ConjunctionContext;
  class NegationContext;
  class QuantifiedContext;
  class PredicateContext;
  class TailContext;
  class MembershipContext;
  class TextTestContext;
  class EventTermContext;
  class EventRefContext;
  class EventSetContext;
  class MemberContext;
  class WhereContext;
  class WhereAtomContext;
  class WhereTailContext;
  class WhereMembershipContext;
  class WindowContext;
  class SumContext;
  class ProductContext;
  class AtomContext;
  class LiteralContext;
  class LiteralsContext;
  class ListItemContext; 

  class  FileContext : public antlr4::ParserRuleContext {
  public:
    FileContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *EOF();
    std::vector<StatementContext *> statement();
    StatementContext* statement(size_t i);
    std::vector<antlr4::tree::TerminalNode *> SEP();
    antlr4::tree::TerminalNode* SEP(size_t i);

   
  };

  FileContext* file();

  class  StatementContext : public antlr4::ParserRuleContext {
  public:
    StatementContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    ScoringContext *scoring();
    GroupContext *group();
    RequireContext *require();
    StagesContext *stages();
    ChecklistContext *checklist();
    DefineContext *define();
    ListContext *list();
    FieldContext *field();
    EventsContext *events();
    UseContext *use();
    TimezoneContext *timezone();
    TestContext *test();

   
  };

  StatementContext* statement();

  class  StatementAloneContext : public antlr4::ParserRuleContext {
  public:
    StatementAloneContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    StatementContext *statement();
    antlr4::tree::TerminalNode *EOF();

   
  };

  StatementAloneContext* statementAlone();

  class  RuleAloneContext : public antlr4::ParserRuleContext {
  public:
    RuleAloneContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    PointsRuleContext *pointsRule();
    antlr4::tree::TerminalNode *EOF();

   
  };

  RuleAloneContext* ruleAlone();

  class  ItemAloneContext : public antlr4::ParserRuleContext {
  public:
    ItemAloneContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    ItemContext *item();
    antlr4::tree::TerminalNode *EOF();

   
  };

  ItemAloneContext* itemAlone();

  class  TestLineAloneContext : public antlr4::ParserRuleContext {
  public:
    TestLineAloneContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    TestLineContext *testLine();
    antlr4::tree::TerminalNode *EOF();

   
  };

  TestLineAloneContext* testLineAlone();

  class  PropertyAloneContext : public antlr4::ParserRuleContext {
  public:
    PropertyAloneContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    PropertyContext *property();
    antlr4::tree::TerminalNode *EOF();

   
  };

  PropertyAloneContext* propertyAlone();

  class  SettingAloneContext : public antlr4::ParserRuleContext {
  public:
    SettingAloneContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    SettingContext *setting();
    antlr4::tree::TerminalNode *EOF();

   
  };

  SettingAloneContext* settingAlone();

  class  ScoringContext : public antlr4::ParserRuleContext {
  public:
    ScoringContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    ConditionContext *condition();
    RewardContext *reward();
    GoalContext *goal();

   
  };

  ScoringContext* scoring();

  class  RewardContext : public antlr4::ParserRuleContext {
  public:
    RewardContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *POINTS();
    std::vector<ModifierContext *> modifier();
    ModifierContext* modifier(size_t i);
    antlr4::tree::TerminalNode *TEXT();

   
  };

  RewardContext* reward();

  class  ModifierContext : public antlr4::ParserRuleContext {
  public:
    ModifierContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *EACH();
    antlr4::tree::TerminalNode *UP_TO();
    antlr4::tree::TerminalNode *NUMBER();
    antlr4::tree::TerminalNode *HALVING_EVERY();
    antlr4::tree::TerminalNode *DURATION();

   
  };

  ModifierContext* modifier();

  class  GoalContext : public antlr4::ParserRuleContext {
  public:
    GoalContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *ARROW();
    antlr4::tree::TerminalNode *NAME();

   
  };

  GoalContext* goal();

  class  GroupContext : public antlr4::ParserRuleContext {
  public:
    GroupContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *GROUP();
    antlr4::tree::TerminalNode *NAME();
    antlr4::tree::TerminalNode *LBRACE();
    antlr4::tree::TerminalNode *RBRACE();
    std::vector<CapContext *> cap();
    CapContext* cap(size_t i);
    std::vector<PointsRuleContext *> pointsRule();
    PointsRuleContext* pointsRule(size_t i);
    std::vector<antlr4::tree::TerminalNode *> SEP();
    antlr4::tree::TerminalNode* SEP(size_t i);

   
  };

  GroupContext* group();

  class  CapContext : public antlr4::ParserRuleContext {
  public:
    CapContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *NUMBER();
    antlr4::tree::TerminalNode *UP_TO();
    antlr4::tree::TerminalNode *DOWN_TO();

   
  };

  CapContext* cap();

  class  PointsRuleContext : public antlr4::ParserRuleContext {
  public:
    PointsRuleContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    ConditionContext *condition();
    RewardContext *reward();

   
  };

  PointsRuleContext* pointsRule();

  class  StagesContext : public antlr4::ParserRuleContext {
  public:
    StagesContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *STAGES();
    std::vector<antlr4::tree::TerminalNode *> NAME();
    antlr4::tree::TerminalNode* NAME(size_t i);
    std::vector<antlr4::tree::TerminalNode *> GT();
    antlr4::tree::TerminalNode* GT(size_t i);
    ExitsContext *exits();

   
  };

  StagesContext* stages();

  class  ExitsContext : public antlr4::ParserRuleContext {
  public:
    ExitsContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *EXITS();
    std::vector<antlr4::tree::TerminalNode *> NAME();
    antlr4::tree::TerminalNode* NAME(size_t i);
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);

   
  };

  ExitsContext* exits();

  class  RequireContext : public antlr4::ParserRuleContext {
  public:
    RequireContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *REQUIRE();
    std::vector<NeedContext *> need();
    NeedContext* need(size_t i);
    antlr4::tree::TerminalNode *FOR();
    antlr4::tree::TerminalNode *NAME();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);

   
  };

  RequireContext* require();

  class  NeedContext : public antlr4::ParserRuleContext {
  public:
    NeedContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    std::vector<antlr4::tree::TerminalNode *> NAME();
    antlr4::tree::TerminalNode* NAME(size_t i);
    std::vector<antlr4::tree::TerminalNode *> OR();
    antlr4::tree::TerminalNode* OR(size_t i);

   
  };

  NeedContext* need();

  class  ChecklistContext : public antlr4::ParserRuleContext {
  public:
    ChecklistContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *CHECKLIST();
    antlr4::tree::TerminalNode *NAME();
    antlr4::tree::TerminalNode *LBRACE();
    antlr4::tree::TerminalNode *RBRACE();
    std::vector<ItemContext *> item();
    ItemContext* item(size_t i);
    std::vector<antlr4::tree::TerminalNode *> SEP();
    antlr4::tree::TerminalNode* SEP(size_t i);

   
  };

  ChecklistContext* checklist();

  class  ItemContext : public antlr4::ParserRuleContext {
  public:
    ItemContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *NAME();
    antlr4::tree::TerminalNode *EQ();
    ConditionContext *condition();

   
  };

  ItemContext* item();

  class  DefineContext : public antlr4::ParserRuleContext {
  public:
    DefineContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *DEFINE();
    antlr4::tree::TerminalNode *NAME();
    antlr4::tree::TerminalNode *EQ();
    ConditionContext *condition();

   
  };

  DefineContext* define();

  class  ListContext : public antlr4::ParserRuleContext {
  public:
    ListContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *LIST();
    antlr4::tree::TerminalNode *NAME();
    antlr4::tree::TerminalNode *EQ();
    LiteralsContext *literals();
    antlr4::tree::TerminalNode *FROM();
    antlr4::tree::TerminalNode *TEXT();

   
  };

  ListContext* list();

  class  FieldContext : public antlr4::ParserRuleContext {
  public:
    FieldContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *FIELD();
    std::vector<antlr4::tree::TerminalNode *> NAME();
    antlr4::tree::TerminalNode* NAME(size_t i);
    antlr4::tree::TerminalNode *COLON();
    antlr4::tree::TerminalNode *TYPE();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);
    std::vector<FieldOptionContext *> fieldOption();
    FieldOptionContext* fieldOption(size_t i);
    antlr4::tree::TerminalNode *TEXT();

   
  };

  FieldContext* field();

  class  FieldOptionContext : public antlr4::ParserRuleContext {
  public:
    FieldOptionContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *MISSING();
    std::vector<LiteralContext *> literal();
    LiteralContext* literal(size_t i);
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);
    antlr4::tree::TerminalNode *ELSE();

   
  };

  FieldOptionContext* fieldOption();

  class  EventsContext : public antlr4::ParserRuleContext {
  public:
    EventsContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *EVENTS();
    std::vector<EventTypeContext *> eventType();
    EventTypeContext* eventType(size_t i);
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);

   
  };

  EventsContext* events();

  class  EventTypeContext : public antlr4::ParserRuleContext {
  public:
    EventTypeContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *NAME();
    antlr4::tree::TerminalNode *LBRACE();
    antlr4::tree::TerminalNode *RBRACE();
    std::vector<PropertyContext *> property();
    PropertyContext* property(size_t i);
    std::vector<antlr4::tree::TerminalNode *> SEP();
    antlr4::tree::TerminalNode* SEP(size_t i);

   
  };

  EventTypeContext* eventType();

  class  PropertyContext : public antlr4::ParserRuleContext {
  public:
    PropertyContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *NAME();
    antlr4::tree::TerminalNode *COLON();
    antlr4::tree::TerminalNode *TYPE();

   
  };

  PropertyContext* property();

  class  UseContext : public antlr4::ParserRuleContext {
  public:
    UseContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *USE();
    antlr4::tree::TerminalNode *NAME();
    antlr4::tree::TerminalNode *TEXT();

   
  };

  UseContext* use();

  class  TimezoneContext : public antlr4::ParserRuleContext {
  public:
    TimezoneContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *TIMEZONE();
    antlr4::tree::TerminalNode *TEXT();

   
  };

  TimezoneContext* timezone();

  class  TestContext : public antlr4::ParserRuleContext {
  public:
    TestContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *TEST();
    antlr4::tree::TerminalNode *TEXT();
    antlr4::tree::TerminalNode *LBRACE();
    antlr4::tree::TerminalNode *RBRACE();
    antlr4::tree::TerminalNode *AT();
    InstantContext *instant();
    std::vector<TestLineContext *> testLine();
    TestLineContext* testLine(size_t i);
    std::vector<antlr4::tree::TerminalNode *> SEP();
    antlr4::tree::TerminalNode* SEP(size_t i);

   
  };

  TestContext* test();

  class  InstantContext : public antlr4::ParserRuleContext {
  public:
    InstantContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *DATE();
    antlr4::tree::TerminalNode *DATETIME();
    antlr4::tree::TerminalNode *TEXT();

   
  };

  InstantContext* instant();

  class  TestLineContext : public antlr4::ParserRuleContext {
  public:
    TestLineContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    GivenContext *given();
    ExpectContext *expect();

   
  };

  TestLineContext* testLine();

  class  GivenContext : public antlr4::ParserRuleContext {
  public:
    GivenContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *GIVEN();
    std::vector<FactContext *> fact();
    FactContext* fact(size_t i);
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);

   
  };

  GivenContext* given();

  class  FactContext : public antlr4::ParserRuleContext {
  public:
    FactContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *NAME();
    antlr4::tree::TerminalNode *EQ();
    OccurrenceContext *occurrence();
    LiteralContext *literal();
    LiteralsContext *literals();
    antlr4::tree::TerminalNode *NUMBER();

   
  };

  FactContext* fact();

  class  OccurrenceContext : public antlr4::ParserRuleContext {
  public:
    OccurrenceContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *LBRACE();
    antlr4::tree::TerminalNode *RBRACE();
    antlr4::tree::TerminalNode *DURATION();
    antlr4::tree::TerminalNode *AGO();
    std::vector<SettingContext *> setting();
    SettingContext* setting(size_t i);
    std::vector<antlr4::tree::TerminalNode *> SEP();
    antlr4::tree::TerminalNode* SEP(size_t i);

   
  };

  OccurrenceContext* occurrence();

  class  SettingContext : public antlr4::ParserRuleContext {
  public:
    SettingContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *NAME();
    antlr4::tree::TerminalNode *EQ();
    LiteralContext *literal();

   
  };

  SettingContext* setting();

  class  ExpectContext : public antlr4::ParserRuleContext {
  public:
    ExpectContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *EXPECT();
    std::vector<ConditionContext *> condition();
    ConditionContext* condition(size_t i);
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);

   
  };

  ExpectContext* expect();

  class  ConditionContext : public antlr4::ParserRuleContext {
  public:
    ConditionContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    std::vector<ConjunctionContext *> conjunction();
    ConjunctionContext* conjunction(size_t i);
    std::vector<antlr4::tree::TerminalNode *> OR();
    antlr4::tree::TerminalNode* OR(size_t i);

   
  };

  ConditionContext* condition();

  class  ConjunctionContext : public antlr4::ParserRuleContext {
  public:
    ConjunctionContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    std::vector<NegationContext *> negation();
    NegationContext* negation(size_t i);
    std::vector<antlr4::tree::TerminalNode *> AND();
    antlr4::tree::TerminalNode* AND(size_t i);

   
  };

  ConjunctionContext* conjunction();

  class  NegationContext : public antlr4::ParserRuleContext {
  public:
    NegationContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    PredicateContext *predicate();
    QuantifiedContext *quantified();
    std::vector<antlr4::tree::TerminalNode *> NOT();
    antlr4::tree::TerminalNode* NOT(size_t i);

   
  };

  NegationContext* negation();

  class  QuantifiedContext : public antlr4::ParserRuleContext {
  public:
    QuantifiedContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    EventTermContext *eventTerm();
    antlr4::tree::TerminalNode *NO();
    antlr4::tree::TerminalNode *NUMBER();
    antlr4::tree::TerminalNode *AT_LEAST();
    antlr4::tree::TerminalNode *AT_MOST();

   
  };

  QuantifiedContext* quantified();

  class  PredicateContext : public antlr4::ParserRuleContext {
  public:
    PredicateContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    SumContext *sum();
    TailContext *tail();

   
  };

  PredicateContext* predicate();

  class  TailContext : public antlr4::ParserRuleContext {
  public:
    TailContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    SumContext *sum();
    antlr4::tree::TerminalNode *EQ();
    antlr4::tree::TerminalNode *NE();
    antlr4::tree::TerminalNode *LT();
    antlr4::tree::TerminalNode *LE();
    antlr4::tree::TerminalNode *GT();
    antlr4::tree::TerminalNode *GE();
    MembershipContext *membership();
    TextTestContext *textTest();
    antlr4::tree::TerminalNode *MATCHES();
    antlr4::tree::TerminalNode *REGEX();
    WindowContext *window();
    antlr4::tree::TerminalNode *NOT();
    antlr4::tree::TerminalNode *IS();
    antlr4::tree::TerminalNode *KNOWN();
    antlr4::tree::TerminalNode *MISSING();
    WhereContext *where();

   
  };

  TailContext* tail();

  class  MembershipContext : public antlr4::ParserRuleContext {
  public:
    MembershipContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *IN();
    LiteralsContext *literals();
    std::vector<SumContext *> sum();
    SumContext* sum(size_t i);
    antlr4::tree::TerminalNode *TO();

   
  };

  MembershipContext* membership();

  class  TextTestContext : public antlr4::ParserRuleContext {
  public:
    TextTestContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *TEXT_OP();
    antlr4::tree::TerminalNode *TEXT();
    antlr4::tree::TerminalNode *NAME();
    LiteralsContext *literals();
    antlr4::tree::TerminalNode *ANY_OF();
    antlr4::tree::TerminalNode *ALL_OF();

   
  };

  TextTestContext* textTest();

  class  EventTermContext : public antlr4::ParserRuleContext {
  public:
    EventTermContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    EventRefContext *eventRef();
    WhereContext *where();
    WindowContext *window();

   
  };

  EventTermContext* eventTerm();

  class  EventRefContext : public antlr4::ParserRuleContext {
  public:
    EventRefContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *NAME();
    antlr4::tree::TerminalNode *EVENT();
    EventSetContext *eventSet();

   
  };

  EventRefContext* eventRef();

  class  EventSetContext : public antlr4::ParserRuleContext {
  public:
    EventSetContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *ANY_OF();
    antlr4::tree::TerminalNode *LPAREN();
    std::vector<MemberContext *> member();
    MemberContext* member(size_t i);
    antlr4::tree::TerminalNode *RPAREN();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);

   
  };

  EventSetContext* eventSet();

  class  MemberContext : public antlr4::ParserRuleContext {
  public:
    MemberContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *NAME();
    WhereContext *where();

   
  };

  MemberContext* member();

  class  WhereContext : public antlr4::ParserRuleContext {
  public:
    WhereContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *WHERE();
    antlr4::tree::TerminalNode *LPAREN();
    ConditionContext *condition();
    antlr4::tree::TerminalNode *RPAREN();
    WhereAtomContext *whereAtom();
    std::vector<antlr4::tree::TerminalNode *> NOT();
    antlr4::tree::TerminalNode* NOT(size_t i);
    WhereTailContext *whereTail();

   
  };

  WhereContext* where();

  class  WhereAtomContext : public antlr4::ParserRuleContext {
  public:
    WhereAtomContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    LiteralContext *literal();
    std::vector<antlr4::tree::TerminalNode *> NAME();
    antlr4::tree::TerminalNode* NAME(size_t i);
    antlr4::tree::TerminalNode *DOT();
    antlr4::tree::TerminalNode *BUILTIN();
    EventRefContext *eventRef();
    EventSetContext *eventSet();
    antlr4::tree::TerminalNode *EVENT();

   
  };

  WhereAtomContext* whereAtom();

  class  WhereTailContext : public antlr4::ParserRuleContext {
  public:
    WhereTailContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    AtomContext *atom();
    antlr4::tree::TerminalNode *EQ();
    antlr4::tree::TerminalNode *NE();
    antlr4::tree::TerminalNode *LT();
    antlr4::tree::TerminalNode *LE();
    antlr4::tree::TerminalNode *GT();
    antlr4::tree::TerminalNode *GE();
    WhereMembershipContext *whereMembership();
    TextTestContext *textTest();
    antlr4::tree::TerminalNode *MATCHES();
    antlr4::tree::TerminalNode *REGEX();
    antlr4::tree::TerminalNode *NOT();
    antlr4::tree::TerminalNode *IS();
    antlr4::tree::TerminalNode *KNOWN();
    antlr4::tree::TerminalNode *MISSING();

   
  };

  WhereTailContext* whereTail();

  class  WhereMembershipContext : public antlr4::ParserRuleContext {
  public:
    WhereMembershipContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *IN();
    LiteralsContext *literals();
    std::vector<AtomContext *> atom();
    AtomContext* atom(size_t i);
    antlr4::tree::TerminalNode *TO();

   
  };

  WhereMembershipContext* whereMembership();

  class  WindowContext : public antlr4::ParserRuleContext {
  public:
    WindowContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *IN_TIME();
    antlr4::tree::TerminalNode *NEXT();
    std::vector<antlr4::tree::TerminalNode *> DURATION();
    antlr4::tree::TerminalNode* DURATION(size_t i);
    antlr4::tree::TerminalNode *TO();
    antlr4::tree::TerminalNode *AFTER();
    EventRefContext *eventRef();

   
  };

  WindowContext* window();

  class  SumContext : public antlr4::ParserRuleContext {
  public:
    SumContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    std::vector<ProductContext *> product();
    ProductContext* product(size_t i);
    std::vector<antlr4::tree::TerminalNode *> PLUS();
    antlr4::tree::TerminalNode* PLUS(size_t i);
    std::vector<antlr4::tree::TerminalNode *> MINUS();
    antlr4::tree::TerminalNode* MINUS(size_t i);

   
  };

  SumContext* sum();

  class  ProductContext : public antlr4::ParserRuleContext {
  public:
    ProductContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    std::vector<AtomContext *> atom();
    AtomContext* atom(size_t i);
    std::vector<antlr4::tree::TerminalNode *> STAR();
    antlr4::tree::TerminalNode* STAR(size_t i);
    std::vector<antlr4::tree::TerminalNode *> SLASH();
    antlr4::tree::TerminalNode* SLASH(size_t i);

   
  };

  ProductContext* product();

  class  AtomContext : public antlr4::ParserRuleContext {
  public:
    AtomContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    LiteralContext *literal();
    std::vector<antlr4::tree::TerminalNode *> NAME();
    antlr4::tree::TerminalNode* NAME(size_t i);
    antlr4::tree::TerminalNode *DOT();
    antlr4::tree::TerminalNode *LPAREN();
    ConditionContext *condition();
    antlr4::tree::TerminalNode *RPAREN();
    antlr4::tree::TerminalNode *BUILTIN();
    EventRefContext *eventRef();
    WhereContext *where();
    WindowContext *window();
    EventSetContext *eventSet();
    antlr4::tree::TerminalNode *EVENT();

   
  };

  AtomContext* atom();

  class  LiteralContext : public antlr4::ParserRuleContext {
  public:
    LiteralContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *NUMBER();
    antlr4::tree::TerminalNode *TEXT();
    antlr4::tree::TerminalNode *DATE();
    antlr4::tree::TerminalNode *YES_VALUE();
    antlr4::tree::TerminalNode *NO_VALUE();

   
  };

  LiteralContext* literal();

  class  LiteralsContext : public antlr4::ParserRuleContext {
  public:
    LiteralsContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *LPAREN();
    std::vector<ListItemContext *> listItem();
    ListItemContext* listItem(size_t i);
    antlr4::tree::TerminalNode *RPAREN();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);

   
  };

  LiteralsContext* literals();

  class  ListItemContext : public antlr4::ParserRuleContext {
  public:
    ListItemContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    LiteralContext *literal();
    antlr4::tree::TerminalNode *NAME();

   
  };

  ListItemContext* listItem();


private:
  static std::vector<antlr4::dfa::DFA> _decisionToDFA;
  static antlr4::atn::PredictionContextCache _sharedContextCache;
  static std::vector<std::string> _ruleNames;
  static std::vector<std::string> _tokenNames;

  static std::vector<std::string> _literalNames;
  static std::vector<std::string> _symbolicNames;
  static antlr4::dfa::Vocabulary _vocabulary;
  static antlr4::atn::ATN _atn;
  static std::vector<uint16_t> _serializedATN;


  struct Initializer {
    Initializer();
  };
  static Initializer _init;
};

}  // namespace ripe::syntax::antlr
