
// Generated from grammar/Ripe.g4 by ANTLR 4.9.2



#include "Ripe.h"


using namespace antlrcpp;
using namespace ripe::syntax::antlr;
using namespace antlr4;

Ripe::Ripe(TokenStream *input) : Parser(input) {
  _interpreter = new atn::ParserATNSimulator(this, _atn, _decisionToDFA, _sharedContextCache);
}

Ripe::~Ripe() {
  delete _interpreter;
}

std::string Ripe::getGrammarFileName() const {
  return "Ripe.g4";
}

const std::vector<std::string>& Ripe::getRuleNames() const {
  return _ruleNames;
}

dfa::Vocabulary& Ripe::getVocabulary() const {
  return _vocabulary;
}


//----------------- FileContext ------------------------------------------------------------------

Ripe::FileContext::FileContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* Ripe::FileContext::EOF() {
  return getToken(Ripe::EOF, 0);
}

std::vector<Ripe::StatementContext *> Ripe::FileContext::statement() {
  return getRuleContexts<Ripe::StatementContext>();
}

Ripe::StatementContext* Ripe::FileContext::statement(size_t i) {
  return getRuleContext<Ripe::StatementContext>(i);
}

std::vector<tree::TerminalNode *> Ripe::FileContext::SEP() {
  return getTokens(Ripe::SEP);
}

tree::TerminalNode* Ripe::FileContext::SEP(size_t i) {
  return getToken(Ripe::SEP, i);
}


size_t Ripe::FileContext::getRuleIndex() const {
  return Ripe::RuleFile;
}


Ripe::FileContext* Ripe::file() {
  FileContext *_localctx = _tracker.createInstance<FileContext>(_ctx, getState());
  enterRule(_localctx, 0, Ripe::RuleFile);
  size_t _la = 0;

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(130);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if ((((_la & ~ 0x3fULL) == 0) &&
      ((1ULL << _la) & ((1ULL << Ripe::NAME)
      | (1ULL << Ripe::NUMBER)
      | (1ULL << Ripe::TEXT)
      | (1ULL << Ripe::DATE)
      | (1ULL << Ripe::LPAREN)
      | (1ULL << Ripe::NOT)
      | (1ULL << Ripe::NO)
      | (1ULL << Ripe::YES_VALUE)
      | (1ULL << Ripe::NO_VALUE)
      | (1ULL << Ripe::EVENT)
      | (1ULL << Ripe::ANY_OF)
      | (1ULL << Ripe::BUILTIN)
      | (1ULL << Ripe::AT_LEAST)
      | (1ULL << Ripe::AT_MOST)
      | (1ULL << Ripe::GROUP)
      | (1ULL << Ripe::REQUIRE)
      | (1ULL << Ripe::STAGES)
      | (1ULL << Ripe::CHECKLIST)
      | (1ULL << Ripe::DEFINE)
      | (1ULL << Ripe::LIST))) != 0) || ((((_la - 65) & ~ 0x3fULL) == 0) &&
      ((1ULL << (_la - 65)) & ((1ULL << (Ripe::FIELD - 65))
      | (1ULL << (Ripe::EVENTS - 65))
      | (1ULL << (Ripe::USE - 65))
      | (1ULL << (Ripe::TIMEZONE - 65))
      | (1ULL << (Ripe::TEST - 65)))) != 0)) {
      setState(122);
      statement();
      setState(127);
      _errHandler->sync(this);
      _la = _input->LA(1);
      while (_la == Ripe::SEP) {
        setState(123);
        match(Ripe::SEP);
        setState(124);
        statement();
        setState(129);
        _errHandler->sync(this);
        _la = _input->LA(1);
      }
    }
    setState(132);
    match(Ripe::EOF);
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- StatementContext ------------------------------------------------------------------

Ripe::StatementContext::StatementContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

Ripe::ScoringContext* Ripe::StatementContext::scoring() {
  return getRuleContext<Ripe::ScoringContext>(0);
}

Ripe::GroupContext* Ripe::StatementContext::group() {
  return getRuleContext<Ripe::GroupContext>(0);
}

Ripe::RequireContext* Ripe::StatementContext::require() {
  return getRuleContext<Ripe::RequireContext>(0);
}

Ripe::StagesContext* Ripe::StatementContext::stages() {
  return getRuleContext<Ripe::StagesContext>(0);
}

Ripe::ChecklistContext* Ripe::StatementContext::checklist() {
  return getRuleContext<Ripe::ChecklistContext>(0);
}

Ripe::DefineContext* Ripe::StatementContext::define() {
  return getRuleContext<Ripe::DefineContext>(0);
}

Ripe::ListContext* Ripe::StatementContext::list() {
  return getRuleContext<Ripe::ListContext>(0);
}

Ripe::FieldContext* Ripe::StatementContext::field() {
  return getRuleContext<Ripe::FieldContext>(0);
}

Ripe::EventsContext* Ripe::StatementContext::events() {
  return getRuleContext<Ripe::EventsContext>(0);
}

Ripe::UseContext* Ripe::StatementContext::use() {
  return getRuleContext<Ripe::UseContext>(0);
}

Ripe::TimezoneContext* Ripe::StatementContext::timezone() {
  return getRuleContext<Ripe::TimezoneContext>(0);
}

Ripe::TestContext* Ripe::StatementContext::test() {
  return getRuleContext<Ripe::TestContext>(0);
}


size_t Ripe::StatementContext::getRuleIndex() const {
  return Ripe::RuleStatement;
}


Ripe::StatementContext* Ripe::statement() {
  StatementContext *_localctx = _tracker.createInstance<StatementContext>(_ctx, getState());
  enterRule(_localctx, 2, Ripe::RuleStatement);

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    setState(146);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case Ripe::NAME:
      case Ripe::NUMBER:
      case Ripe::TEXT:
      case Ripe::DATE:
      case Ripe::LPAREN:
      case Ripe::NOT:
      case Ripe::NO:
      case Ripe::YES_VALUE:
      case Ripe::NO_VALUE:
      case Ripe::EVENT:
      case Ripe::ANY_OF:
      case Ripe::BUILTIN:
      case Ripe::AT_LEAST:
      case Ripe::AT_MOST: {
        enterOuterAlt(_localctx, 1);
        setState(134);
        scoring();
        break;
      }

      case Ripe::GROUP: {
        enterOuterAlt(_localctx, 2);
        setState(135);
        group();
        break;
      }

      case Ripe::REQUIRE: {
        enterOuterAlt(_localctx, 3);
        setState(136);
        require();
        break;
      }

      case Ripe::STAGES: {
        enterOuterAlt(_localctx, 4);
        setState(137);
        stages();
        break;
      }

      case Ripe::CHECKLIST: {
        enterOuterAlt(_localctx, 5);
        setState(138);
        checklist();
        break;
      }

      case Ripe::DEFINE: {
        enterOuterAlt(_localctx, 6);
        setState(139);
        define();
        break;
      }

      case Ripe::LIST: {
        enterOuterAlt(_localctx, 7);
        setState(140);
        list();
        break;
      }

      case Ripe::FIELD: {
        enterOuterAlt(_localctx, 8);
        setState(141);
        field();
        break;
      }

      case Ripe::EVENTS: {
        enterOuterAlt(_localctx, 9);
        setState(142);
        events();
        break;
      }

      case Ripe::USE: {
        enterOuterAlt(_localctx, 10);
        setState(143);
        use();
        break;
      }

      case Ripe::TIMEZONE: {
        enterOuterAlt(_localctx, 11);
        setState(144);
        timezone();
        break;
      }

      case Ripe::TEST: {
        enterOuterAlt(_localctx, 12);
        setState(145);
        test();
        break;
      }

    default:
      throw NoViableAltException(this);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- StatementAloneContext ------------------------------------------------------------------

Ripe::StatementAloneContext::StatementAloneContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

Ripe::StatementContext* Ripe::StatementAloneContext::statement() {
  return getRuleContext<Ripe::StatementContext>(0);
}

tree::TerminalNode* Ripe::StatementAloneContext::EOF() {
  return getToken(Ripe::EOF, 0);
}


size_t Ripe::StatementAloneContext::getRuleIndex() const {
  return Ripe::RuleStatementAlone;
}


Ripe::StatementAloneContext* Ripe::statementAlone() {
  StatementAloneContext *_localctx = _tracker.createInstance<StatementAloneContext>(_ctx, getState());
  enterRule(_localctx, 4, Ripe::RuleStatementAlone);

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(148);
    statement();
    setState(149);
    match(Ripe::EOF);
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- RuleAloneContext ------------------------------------------------------------------

Ripe::RuleAloneContext::RuleAloneContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

Ripe::PointsRuleContext* Ripe::RuleAloneContext::pointsRule() {
  return getRuleContext<Ripe::PointsRuleContext>(0);
}

tree::TerminalNode* Ripe::RuleAloneContext::EOF() {
  return getToken(Ripe::EOF, 0);
}


size_t Ripe::RuleAloneContext::getRuleIndex() const {
  return Ripe::RuleRuleAlone;
}


Ripe::RuleAloneContext* Ripe::ruleAlone() {
  RuleAloneContext *_localctx = _tracker.createInstance<RuleAloneContext>(_ctx, getState());
  enterRule(_localctx, 6, Ripe::RuleRuleAlone);

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(151);
    pointsRule();
    setState(152);
    match(Ripe::EOF);
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- ItemAloneContext ------------------------------------------------------------------

Ripe::ItemAloneContext::ItemAloneContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

Ripe::ItemContext* Ripe::ItemAloneContext::item() {
  return getRuleContext<Ripe::ItemContext>(0);
}

tree::TerminalNode* Ripe::ItemAloneContext::EOF() {
  return getToken(Ripe::EOF, 0);
}


size_t Ripe::ItemAloneContext::getRuleIndex() const {
  return Ripe::RuleItemAlone;
}


Ripe::ItemAloneContext* Ripe::itemAlone() {
  ItemAloneContext *_localctx = _tracker.createInstance<ItemAloneContext>(_ctx, getState());
  enterRule(_localctx, 8, Ripe::RuleItemAlone);

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(154);
    item();
    setState(155);
    match(Ripe::EOF);
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- TestLineAloneContext ------------------------------------------------------------------

Ripe::TestLineAloneContext::TestLineAloneContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

Ripe::TestLineContext* Ripe::TestLineAloneContext::testLine() {
  return getRuleContext<Ripe::TestLineContext>(0);
}

tree::TerminalNode* Ripe::TestLineAloneContext::EOF() {
  return getToken(Ripe::EOF, 0);
}


size_t Ripe::TestLineAloneContext::getRuleIndex() const {
  return Ripe::RuleTestLineAlone;
}


Ripe::TestLineAloneContext* Ripe::testLineAlone() {
  TestLineAloneContext *_localctx = _tracker.createInstance<TestLineAloneContext>(_ctx, getState());
  enterRule(_localctx, 10, Ripe::RuleTestLineAlone);

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(157);
    testLine();
    setState(158);
    match(Ripe::EOF);
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- PropertyAloneContext ------------------------------------------------------------------

Ripe::PropertyAloneContext::PropertyAloneContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

Ripe::PropertyContext* Ripe::PropertyAloneContext::property() {
  return getRuleContext<Ripe::PropertyContext>(0);
}

tree::TerminalNode* Ripe::PropertyAloneContext::EOF() {
  return getToken(Ripe::EOF, 0);
}


size_t Ripe::PropertyAloneContext::getRuleIndex() const {
  return Ripe::RulePropertyAlone;
}


Ripe::PropertyAloneContext* Ripe::propertyAlone() {
  PropertyAloneContext *_localctx = _tracker.createInstance<PropertyAloneContext>(_ctx, getState());
  enterRule(_localctx, 12, Ripe::RulePropertyAlone);

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(160);
    property();
    setState(161);
    match(Ripe::EOF);
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- SettingAloneContext ------------------------------------------------------------------

Ripe::SettingAloneContext::SettingAloneContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

Ripe::SettingContext* Ripe::SettingAloneContext::setting() {
  return getRuleContext<Ripe::SettingContext>(0);
}

tree::TerminalNode* Ripe::SettingAloneContext::EOF() {
  return getToken(Ripe::EOF, 0);
}


size_t Ripe::SettingAloneContext::getRuleIndex() const {
  return Ripe::RuleSettingAlone;
}


Ripe::SettingAloneContext* Ripe::settingAlone() {
  SettingAloneContext *_localctx = _tracker.createInstance<SettingAloneContext>(_ctx, getState());
  enterRule(_localctx, 14, Ripe::RuleSettingAlone);

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(163);
    setting();
    setState(164);
    match(Ripe::EOF);
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- ScoringContext ------------------------------------------------------------------

Ripe::ScoringContext::ScoringContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

Ripe::ConditionContext* Ripe::ScoringContext::condition() {
  return getRuleContext<Ripe::ConditionContext>(0);
}

Ripe::RewardContext* Ripe::ScoringContext::reward() {
  return getRuleContext<Ripe::RewardContext>(0);
}

Ripe::GoalContext* Ripe::ScoringContext::goal() {
  return getRuleContext<Ripe::GoalContext>(0);
}


size_t Ripe::ScoringContext::getRuleIndex() const {
  return Ripe::RuleScoring;
}


Ripe::ScoringContext* Ripe::scoring() {
  ScoringContext *_localctx = _tracker.createInstance<ScoringContext>(_ctx, getState());
  enterRule(_localctx, 16, Ripe::RuleScoring);

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(166);
    condition();
    setState(169);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case Ripe::POINTS: {
        setState(167);
        reward();
        break;
      }

      case Ripe::ARROW: {
        setState(168);
        goal();
        break;
      }

    default:
      throw NoViableAltException(this);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- RewardContext ------------------------------------------------------------------

Ripe::RewardContext::RewardContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* Ripe::RewardContext::POINTS() {
  return getToken(Ripe::POINTS, 0);
}

std::vector<Ripe::ModifierContext *> Ripe::RewardContext::modifier() {
  return getRuleContexts<Ripe::ModifierContext>();
}

Ripe::ModifierContext* Ripe::RewardContext::modifier(size_t i) {
  return getRuleContext<Ripe::ModifierContext>(i);
}

tree::TerminalNode* Ripe::RewardContext::TEXT() {
  return getToken(Ripe::TEXT, 0);
}


size_t Ripe::RewardContext::getRuleIndex() const {
  return Ripe::RuleReward;
}


Ripe::RewardContext* Ripe::reward() {
  RewardContext *_localctx = _tracker.createInstance<RewardContext>(_ctx, getState());
  enterRule(_localctx, 18, Ripe::RuleReward);
  size_t _la = 0;

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(171);
    match(Ripe::POINTS);
    setState(175);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while ((((_la & ~ 0x3fULL) == 0) &&
      ((1ULL << _la) & ((1ULL << Ripe::EACH)
      | (1ULL << Ripe::UP_TO)
      | (1ULL << Ripe::HALVING_EVERY))) != 0)) {
      setState(172);
      modifier();
      setState(177);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
    setState(179);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == Ripe::TEXT) {
      setState(178);
      match(Ripe::TEXT);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- ModifierContext ------------------------------------------------------------------

Ripe::ModifierContext::ModifierContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* Ripe::ModifierContext::EACH() {
  return getToken(Ripe::EACH, 0);
}

tree::TerminalNode* Ripe::ModifierContext::UP_TO() {
  return getToken(Ripe::UP_TO, 0);
}

tree::TerminalNode* Ripe::ModifierContext::NUMBER() {
  return getToken(Ripe::NUMBER, 0);
}

tree::TerminalNode* Ripe::ModifierContext::HALVING_EVERY() {
  return getToken(Ripe::HALVING_EVERY, 0);
}

tree::TerminalNode* Ripe::ModifierContext::DURATION() {
  return getToken(Ripe::DURATION, 0);
}


size_t Ripe::ModifierContext::getRuleIndex() const {
  return Ripe::RuleModifier;
}


Ripe::ModifierContext* Ripe::modifier() {
  ModifierContext *_localctx = _tracker.createInstance<ModifierContext>(_ctx, getState());
  enterRule(_localctx, 20, Ripe::RuleModifier);

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    setState(186);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case Ripe::EACH: {
        enterOuterAlt(_localctx, 1);
        setState(181);
        match(Ripe::EACH);
        break;
      }

      case Ripe::UP_TO: {
        enterOuterAlt(_localctx, 2);
        setState(182);
        match(Ripe::UP_TO);
        setState(183);
        match(Ripe::NUMBER);
        break;
      }

      case Ripe::HALVING_EVERY: {
        enterOuterAlt(_localctx, 3);
        setState(184);
        match(Ripe::HALVING_EVERY);
        setState(185);
        match(Ripe::DURATION);
        break;
      }

    default:
      throw NoViableAltException(this);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- GoalContext ------------------------------------------------------------------

Ripe::GoalContext::GoalContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* Ripe::GoalContext::ARROW() {
  return getToken(Ripe::ARROW, 0);
}

tree::TerminalNode* Ripe::GoalContext::NAME() {
  return getToken(Ripe::NAME, 0);
}


size_t Ripe::GoalContext::getRuleIndex() const {
  return Ripe::RuleGoal;
}


Ripe::GoalContext* Ripe::goal() {
  GoalContext *_localctx = _tracker.createInstance<GoalContext>(_ctx, getState());
  enterRule(_localctx, 22, Ripe::RuleGoal);

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(188);
    match(Ripe::ARROW);
    setState(189);
    match(Ripe::NAME);
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- GroupContext ------------------------------------------------------------------

Ripe::GroupContext::GroupContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* Ripe::GroupContext::GROUP() {
  return getToken(Ripe::GROUP, 0);
}

tree::TerminalNode* Ripe::GroupContext::NAME() {
  return getToken(Ripe::NAME, 0);
}

tree::TerminalNode* Ripe::GroupContext::LBRACE() {
  return getToken(Ripe::LBRACE, 0);
}

tree::TerminalNode* Ripe::GroupContext::RBRACE() {
  return getToken(Ripe::RBRACE, 0);
}

std::vector<Ripe::CapContext *> Ripe::GroupContext::cap() {
  return getRuleContexts<Ripe::CapContext>();
}

Ripe::CapContext* Ripe::GroupContext::cap(size_t i) {
  return getRuleContext<Ripe::CapContext>(i);
}

std::vector<Ripe::PointsRuleContext *> Ripe::GroupContext::pointsRule() {
  return getRuleContexts<Ripe::PointsRuleContext>();
}

Ripe::PointsRuleContext* Ripe::GroupContext::pointsRule(size_t i) {
  return getRuleContext<Ripe::PointsRuleContext>(i);
}

std::vector<tree::TerminalNode *> Ripe::GroupContext::SEP() {
  return getTokens(Ripe::SEP);
}

tree::TerminalNode* Ripe::GroupContext::SEP(size_t i) {
  return getToken(Ripe::SEP, i);
}


size_t Ripe::GroupContext::getRuleIndex() const {
  return Ripe::RuleGroup;
}


Ripe::GroupContext* Ripe::group() {
  GroupContext *_localctx = _tracker.createInstance<GroupContext>(_ctx, getState());
  enterRule(_localctx, 24, Ripe::RuleGroup);
  size_t _la = 0;

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(191);
    match(Ripe::GROUP);
    setState(192);
    match(Ripe::NAME);
    setState(196);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (_la == Ripe::UP_TO

    || _la == Ripe::DOWN_TO) {
      setState(193);
      cap();
      setState(198);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
    setState(199);
    match(Ripe::LBRACE);
    setState(208);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if ((((_la & ~ 0x3fULL) == 0) &&
      ((1ULL << _la) & ((1ULL << Ripe::NAME)
      | (1ULL << Ripe::NUMBER)
      | (1ULL << Ripe::TEXT)
      | (1ULL << Ripe::DATE)
      | (1ULL << Ripe::LPAREN)
      | (1ULL << Ripe::NOT)
      | (1ULL << Ripe::NO)
      | (1ULL << Ripe::YES_VALUE)
      | (1ULL << Ripe::NO_VALUE)
      | (1ULL << Ripe::EVENT)
      | (1ULL << Ripe::ANY_OF)
      | (1ULL << Ripe::BUILTIN)
      | (1ULL << Ripe::AT_LEAST)
      | (1ULL << Ripe::AT_MOST))) != 0)) {
      setState(200);
      pointsRule();
      setState(205);
      _errHandler->sync(this);
      _la = _input->LA(1);
      while (_la == Ripe::SEP) {
        setState(201);
        match(Ripe::SEP);
        setState(202);
        pointsRule();
        setState(207);
        _errHandler->sync(this);
        _la = _input->LA(1);
      }
    }
    setState(210);
    match(Ripe::RBRACE);
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- CapContext ------------------------------------------------------------------

Ripe::CapContext::CapContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* Ripe::CapContext::NUMBER() {
  return getToken(Ripe::NUMBER, 0);
}

tree::TerminalNode* Ripe::CapContext::UP_TO() {
  return getToken(Ripe::UP_TO, 0);
}

tree::TerminalNode* Ripe::CapContext::DOWN_TO() {
  return getToken(Ripe::DOWN_TO, 0);
}


size_t Ripe::CapContext::getRuleIndex() const {
  return Ripe::RuleCap;
}


Ripe::CapContext* Ripe::cap() {
  CapContext *_localctx = _tracker.createInstance<CapContext>(_ctx, getState());
  enterRule(_localctx, 26, Ripe::RuleCap);
  size_t _la = 0;

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(212);
    _la = _input->LA(1);
    if (!(_la == Ripe::UP_TO

    || _la == Ripe::DOWN_TO)) {
    _errHandler->recoverInline(this);
    }
    else {
      _errHandler->reportMatch(this);
      consume();
    }
    setState(213);
    match(Ripe::NUMBER);
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- PointsRuleContext ------------------------------------------------------------------

Ripe::PointsRuleContext::PointsRuleContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

Ripe::ConditionContext* Ripe::PointsRuleContext::condition() {
  return getRuleContext<Ripe::ConditionContext>(0);
}

Ripe::RewardContext* Ripe::PointsRuleContext::reward() {
  return getRuleContext<Ripe::RewardContext>(0);
}


size_t Ripe::PointsRuleContext::getRuleIndex() const {
  return Ripe::RulePointsRule;
}


Ripe::PointsRuleContext* Ripe::pointsRule() {
  PointsRuleContext *_localctx = _tracker.createInstance<PointsRuleContext>(_ctx, getState());
  enterRule(_localctx, 28, Ripe::RulePointsRule);

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(215);
    condition();
    setState(216);
    reward();
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- StagesContext ------------------------------------------------------------------

Ripe::StagesContext::StagesContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* Ripe::StagesContext::STAGES() {
  return getToken(Ripe::STAGES, 0);
}

std::vector<tree::TerminalNode *> Ripe::StagesContext::NAME() {
  return getTokens(Ripe::NAME);
}

tree::TerminalNode* Ripe::StagesContext::NAME(size_t i) {
  return getToken(Ripe::NAME, i);
}

std::vector<tree::TerminalNode *> Ripe::StagesContext::GT() {
  return getTokens(Ripe::GT);
}

tree::TerminalNode* Ripe::StagesContext::GT(size_t i) {
  return getToken(Ripe::GT, i);
}

Ripe::ExitsContext* Ripe::StagesContext::exits() {
  return getRuleContext<Ripe::ExitsContext>(0);
}


size_t Ripe::StagesContext::getRuleIndex() const {
  return Ripe::RuleStages;
}


Ripe::StagesContext* Ripe::stages() {
  StagesContext *_localctx = _tracker.createInstance<StagesContext>(_ctx, getState());
  enterRule(_localctx, 30, Ripe::RuleStages);
  size_t _la = 0;

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(218);
    match(Ripe::STAGES);
    setState(219);
    match(Ripe::NAME);
    setState(224);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (_la == Ripe::GT) {
      setState(220);
      match(Ripe::GT);
      setState(221);
      match(Ripe::NAME);
      setState(226);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
    setState(228);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == Ripe::EXITS) {
      setState(227);
      exits();
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- ExitsContext ------------------------------------------------------------------

Ripe::ExitsContext::ExitsContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* Ripe::ExitsContext::EXITS() {
  return getToken(Ripe::EXITS, 0);
}

std::vector<tree::TerminalNode *> Ripe::ExitsContext::NAME() {
  return getTokens(Ripe::NAME);
}

tree::TerminalNode* Ripe::ExitsContext::NAME(size_t i) {
  return getToken(Ripe::NAME, i);
}

std::vector<tree::TerminalNode *> Ripe::ExitsContext::COMMA() {
  return getTokens(Ripe::COMMA);
}

tree::TerminalNode* Ripe::ExitsContext::COMMA(size_t i) {
  return getToken(Ripe::COMMA, i);
}


size_t Ripe::ExitsContext::getRuleIndex() const {
  return Ripe::RuleExits;
}


Ripe::ExitsContext* Ripe::exits() {
  ExitsContext *_localctx = _tracker.createInstance<ExitsContext>(_ctx, getState());
  enterRule(_localctx, 32, Ripe::RuleExits);
  size_t _la = 0;

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(230);
    match(Ripe::EXITS);
    setState(231);
    match(Ripe::NAME);
    setState(236);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (_la == Ripe::COMMA) {
      setState(232);
      match(Ripe::COMMA);
      setState(233);
      match(Ripe::NAME);
      setState(238);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- RequireContext ------------------------------------------------------------------

Ripe::RequireContext::RequireContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* Ripe::RequireContext::REQUIRE() {
  return getToken(Ripe::REQUIRE, 0);
}

std::vector<Ripe::NeedContext *> Ripe::RequireContext::need() {
  return getRuleContexts<Ripe::NeedContext>();
}

Ripe::NeedContext* Ripe::RequireContext::need(size_t i) {
  return getRuleContext<Ripe::NeedContext>(i);
}

tree::TerminalNode* Ripe::RequireContext::FOR() {
  return getToken(Ripe::FOR, 0);
}

tree::TerminalNode* Ripe::RequireContext::NAME() {
  return getToken(Ripe::NAME, 0);
}

std::vector<tree::TerminalNode *> Ripe::RequireContext::COMMA() {
  return getTokens(Ripe::COMMA);
}

tree::TerminalNode* Ripe::RequireContext::COMMA(size_t i) {
  return getToken(Ripe::COMMA, i);
}


size_t Ripe::RequireContext::getRuleIndex() const {
  return Ripe::RuleRequire;
}


Ripe::RequireContext* Ripe::require() {
  RequireContext *_localctx = _tracker.createInstance<RequireContext>(_ctx, getState());
  enterRule(_localctx, 34, Ripe::RuleRequire);
  size_t _la = 0;

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(239);
    match(Ripe::REQUIRE);
    setState(240);
    need();
    setState(245);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (_la == Ripe::COMMA) {
      setState(241);
      match(Ripe::COMMA);
      setState(242);
      need();
      setState(247);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
    setState(248);
    match(Ripe::FOR);
    setState(249);
    match(Ripe::NAME);
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- NeedContext ------------------------------------------------------------------

Ripe::NeedContext::NeedContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

std::vector<tree::TerminalNode *> Ripe::NeedContext::NAME() {
  return getTokens(Ripe::NAME);
}

tree::TerminalNode* Ripe::NeedContext::NAME(size_t i) {
  return getToken(Ripe::NAME, i);
}

std::vector<tree::TerminalNode *> Ripe::NeedContext::OR() {
  return getTokens(Ripe::OR);
}

tree::TerminalNode* Ripe::NeedContext::OR(size_t i) {
  return getToken(Ripe::OR, i);
}


size_t Ripe::NeedContext::getRuleIndex() const {
  return Ripe::RuleNeed;
}


Ripe::NeedContext* Ripe::need() {
  NeedContext *_localctx = _tracker.createInstance<NeedContext>(_ctx, getState());
  enterRule(_localctx, 36, Ripe::RuleNeed);
  size_t _la = 0;

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(251);
    match(Ripe::NAME);
    setState(256);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (_la == Ripe::OR) {
      setState(252);
      match(Ripe::OR);
      setState(253);
      match(Ripe::NAME);
      setState(258);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- ChecklistContext ------------------------------------------------------------------

Ripe::ChecklistContext::ChecklistContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* Ripe::ChecklistContext::CHECKLIST() {
  return getToken(Ripe::CHECKLIST, 0);
}

tree::TerminalNode* Ripe::ChecklistContext::NAME() {
  return getToken(Ripe::NAME, 0);
}

tree::TerminalNode* Ripe::ChecklistContext::LBRACE() {
  return getToken(Ripe::LBRACE, 0);
}

tree::TerminalNode* Ripe::ChecklistContext::RBRACE() {
  return getToken(Ripe::RBRACE, 0);
}

std::vector<Ripe::ItemContext *> Ripe::ChecklistContext::item() {
  return getRuleContexts<Ripe::ItemContext>();
}

Ripe::ItemContext* Ripe::ChecklistContext::item(size_t i) {
  return getRuleContext<Ripe::ItemContext>(i);
}

std::vector<tree::TerminalNode *> Ripe::ChecklistContext::SEP() {
  return getTokens(Ripe::SEP);
}

tree::TerminalNode* Ripe::ChecklistContext::SEP(size_t i) {
  return getToken(Ripe::SEP, i);
}


size_t Ripe::ChecklistContext::getRuleIndex() const {
  return Ripe::RuleChecklist;
}


Ripe::ChecklistContext* Ripe::checklist() {
  ChecklistContext *_localctx = _tracker.createInstance<ChecklistContext>(_ctx, getState());
  enterRule(_localctx, 38, Ripe::RuleChecklist);
  size_t _la = 0;

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(259);
    match(Ripe::CHECKLIST);
    setState(260);
    match(Ripe::NAME);
    setState(261);
    match(Ripe::LBRACE);
    setState(270);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == Ripe::NAME) {
      setState(262);
      item();
      setState(267);
      _errHandler->sync(this);
      _la = _input->LA(1);
      while (_la == Ripe::SEP) {
        setState(263);
        match(Ripe::SEP);
        setState(264);
        item();
        setState(269);
        _errHandler->sync(this);
        _la = _input->LA(1);
      }
    }
    setState(272);
    match(Ripe::RBRACE);
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- ItemContext ------------------------------------------------------------------

Ripe::ItemContext::ItemContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* Ripe::ItemContext::NAME() {
  return getToken(Ripe::NAME, 0);
}

tree::TerminalNode* Ripe::ItemContext::EQ() {
  return getToken(Ripe::EQ, 0);
}

Ripe::ConditionContext* Ripe::ItemContext::condition() {
  return getRuleContext<Ripe::ConditionContext>(0);
}


size_t Ripe::ItemContext::getRuleIndex() const {
  return Ripe::RuleItem;
}


Ripe::ItemContext* Ripe::item() {
  ItemContext *_localctx = _tracker.createInstance<ItemContext>(_ctx, getState());
  enterRule(_localctx, 40, Ripe::RuleItem);

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(274);
    match(Ripe::NAME);
    setState(275);
    match(Ripe::EQ);
    setState(276);
    condition();
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- DefineContext ------------------------------------------------------------------

Ripe::DefineContext::DefineContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* Ripe::DefineContext::DEFINE() {
  return getToken(Ripe::DEFINE, 0);
}

tree::TerminalNode* Ripe::DefineContext::NAME() {
  return getToken(Ripe::NAME, 0);
}

tree::TerminalNode* Ripe::DefineContext::EQ() {
  return getToken(Ripe::EQ, 0);
}

Ripe::ConditionContext* Ripe::DefineContext::condition() {
  return getRuleContext<Ripe::ConditionContext>(0);
}


size_t Ripe::DefineContext::getRuleIndex() const {
  return Ripe::RuleDefine;
}


Ripe::DefineContext* Ripe::define() {
  DefineContext *_localctx = _tracker.createInstance<DefineContext>(_ctx, getState());
  enterRule(_localctx, 42, Ripe::RuleDefine);

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(278);
    match(Ripe::DEFINE);
    setState(279);
    match(Ripe::NAME);
    setState(280);
    match(Ripe::EQ);
    setState(281);
    condition();
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- ListContext ------------------------------------------------------------------

Ripe::ListContext::ListContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* Ripe::ListContext::LIST() {
  return getToken(Ripe::LIST, 0);
}

tree::TerminalNode* Ripe::ListContext::NAME() {
  return getToken(Ripe::NAME, 0);
}

tree::TerminalNode* Ripe::ListContext::EQ() {
  return getToken(Ripe::EQ, 0);
}

Ripe::LiteralsContext* Ripe::ListContext::literals() {
  return getRuleContext<Ripe::LiteralsContext>(0);
}

tree::TerminalNode* Ripe::ListContext::FROM() {
  return getToken(Ripe::FROM, 0);
}

tree::TerminalNode* Ripe::ListContext::TEXT() {
  return getToken(Ripe::TEXT, 0);
}


size_t Ripe::ListContext::getRuleIndex() const {
  return Ripe::RuleList;
}


Ripe::ListContext* Ripe::list() {
  ListContext *_localctx = _tracker.createInstance<ListContext>(_ctx, getState());
  enterRule(_localctx, 44, Ripe::RuleList);

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(283);
    match(Ripe::LIST);
    setState(284);
    match(Ripe::NAME);
    setState(289);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case Ripe::EQ: {
        setState(285);
        match(Ripe::EQ);
        setState(286);
        literals();
        break;
      }

      case Ripe::FROM: {
        setState(287);
        match(Ripe::FROM);
        setState(288);
        match(Ripe::TEXT);
        break;
      }

    default:
      throw NoViableAltException(this);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- FieldContext ------------------------------------------------------------------

Ripe::FieldContext::FieldContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* Ripe::FieldContext::FIELD() {
  return getToken(Ripe::FIELD, 0);
}

std::vector<tree::TerminalNode *> Ripe::FieldContext::NAME() {
  return getTokens(Ripe::NAME);
}

tree::TerminalNode* Ripe::FieldContext::NAME(size_t i) {
  return getToken(Ripe::NAME, i);
}

tree::TerminalNode* Ripe::FieldContext::COLON() {
  return getToken(Ripe::COLON, 0);
}

tree::TerminalNode* Ripe::FieldContext::TYPE() {
  return getToken(Ripe::TYPE, 0);
}

std::vector<tree::TerminalNode *> Ripe::FieldContext::COMMA() {
  return getTokens(Ripe::COMMA);
}

tree::TerminalNode* Ripe::FieldContext::COMMA(size_t i) {
  return getToken(Ripe::COMMA, i);
}

std::vector<Ripe::FieldOptionContext *> Ripe::FieldContext::fieldOption() {
  return getRuleContexts<Ripe::FieldOptionContext>();
}

Ripe::FieldOptionContext* Ripe::FieldContext::fieldOption(size_t i) {
  return getRuleContext<Ripe::FieldOptionContext>(i);
}

tree::TerminalNode* Ripe::FieldContext::TEXT() {
  return getToken(Ripe::TEXT, 0);
}


size_t Ripe::FieldContext::getRuleIndex() const {
  return Ripe::RuleField;
}


Ripe::FieldContext* Ripe::field() {
  FieldContext *_localctx = _tracker.createInstance<FieldContext>(_ctx, getState());
  enterRule(_localctx, 46, Ripe::RuleField);
  size_t _la = 0;

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(291);
    match(Ripe::FIELD);
    setState(292);
    match(Ripe::NAME);
    setState(297);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (_la == Ripe::COMMA) {
      setState(293);
      match(Ripe::COMMA);
      setState(294);
      match(Ripe::NAME);
      setState(299);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
    setState(300);
    match(Ripe::COLON);
    setState(301);
    match(Ripe::TYPE);
    setState(305);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (_la == Ripe::MISSING

    || _la == Ripe::ELSE) {
      setState(302);
      fieldOption();
      setState(307);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
    setState(309);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == Ripe::TEXT) {
      setState(308);
      match(Ripe::TEXT);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- FieldOptionContext ------------------------------------------------------------------

Ripe::FieldOptionContext::FieldOptionContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* Ripe::FieldOptionContext::MISSING() {
  return getToken(Ripe::MISSING, 0);
}

std::vector<Ripe::LiteralContext *> Ripe::FieldOptionContext::literal() {
  return getRuleContexts<Ripe::LiteralContext>();
}

Ripe::LiteralContext* Ripe::FieldOptionContext::literal(size_t i) {
  return getRuleContext<Ripe::LiteralContext>(i);
}

std::vector<tree::TerminalNode *> Ripe::FieldOptionContext::COMMA() {
  return getTokens(Ripe::COMMA);
}

tree::TerminalNode* Ripe::FieldOptionContext::COMMA(size_t i) {
  return getToken(Ripe::COMMA, i);
}

tree::TerminalNode* Ripe::FieldOptionContext::ELSE() {
  return getToken(Ripe::ELSE, 0);
}


size_t Ripe::FieldOptionContext::getRuleIndex() const {
  return Ripe::RuleFieldOption;
}


Ripe::FieldOptionContext* Ripe::fieldOption() {
  FieldOptionContext *_localctx = _tracker.createInstance<FieldOptionContext>(_ctx, getState());
  enterRule(_localctx, 48, Ripe::RuleFieldOption);
  size_t _la = 0;

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    setState(322);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case Ripe::MISSING: {
        enterOuterAlt(_localctx, 1);
        setState(311);
        match(Ripe::MISSING);
        setState(312);
        literal();
        setState(317);
        _errHandler->sync(this);
        _la = _input->LA(1);
        while (_la == Ripe::COMMA) {
          setState(313);
          match(Ripe::COMMA);
          setState(314);
          literal();
          setState(319);
          _errHandler->sync(this);
          _la = _input->LA(1);
        }
        break;
      }

      case Ripe::ELSE: {
        enterOuterAlt(_localctx, 2);
        setState(320);
        match(Ripe::ELSE);
        setState(321);
        literal();
        break;
      }

    default:
      throw NoViableAltException(this);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- EventsContext ------------------------------------------------------------------

Ripe::EventsContext::EventsContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* Ripe::EventsContext::EVENTS() {
  return getToken(Ripe::EVENTS, 0);
}

std::vector<Ripe::EventTypeContext *> Ripe::EventsContext::eventType() {
  return getRuleContexts<Ripe::EventTypeContext>();
}

Ripe::EventTypeContext* Ripe::EventsContext::eventType(size_t i) {
  return getRuleContext<Ripe::EventTypeContext>(i);
}

std::vector<tree::TerminalNode *> Ripe::EventsContext::COMMA() {
  return getTokens(Ripe::COMMA);
}

tree::TerminalNode* Ripe::EventsContext::COMMA(size_t i) {
  return getToken(Ripe::COMMA, i);
}


size_t Ripe::EventsContext::getRuleIndex() const {
  return Ripe::RuleEvents;
}


Ripe::EventsContext* Ripe::events() {
  EventsContext *_localctx = _tracker.createInstance<EventsContext>(_ctx, getState());
  enterRule(_localctx, 50, Ripe::RuleEvents);
  size_t _la = 0;

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(324);
    match(Ripe::EVENTS);
    setState(325);
    eventType();
    setState(330);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (_la == Ripe::COMMA) {
      setState(326);
      match(Ripe::COMMA);
      setState(327);
      eventType();
      setState(332);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- EventTypeContext ------------------------------------------------------------------

Ripe::EventTypeContext::EventTypeContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* Ripe::EventTypeContext::NAME() {
  return getToken(Ripe::NAME, 0);
}

tree::TerminalNode* Ripe::EventTypeContext::LBRACE() {
  return getToken(Ripe::LBRACE, 0);
}

tree::TerminalNode* Ripe::EventTypeContext::RBRACE() {
  return getToken(Ripe::RBRACE, 0);
}

std::vector<Ripe::PropertyContext *> Ripe::EventTypeContext::property() {
  return getRuleContexts<Ripe::PropertyContext>();
}

Ripe::PropertyContext* Ripe::EventTypeContext::property(size_t i) {
  return getRuleContext<Ripe::PropertyContext>(i);
}

std::vector<tree::TerminalNode *> Ripe::EventTypeContext::SEP() {
  return getTokens(Ripe::SEP);
}

tree::TerminalNode* Ripe::EventTypeContext::SEP(size_t i) {
  return getToken(Ripe::SEP, i);
}


size_t Ripe::EventTypeContext::getRuleIndex() const {
  return Ripe::RuleEventType;
}


Ripe::EventTypeContext* Ripe::eventType() {
  EventTypeContext *_localctx = _tracker.createInstance<EventTypeContext>(_ctx, getState());
  enterRule(_localctx, 52, Ripe::RuleEventType);
  size_t _la = 0;

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(333);
    match(Ripe::NAME);
    setState(346);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == Ripe::LBRACE) {
      setState(334);
      match(Ripe::LBRACE);
      setState(343);
      _errHandler->sync(this);

      _la = _input->LA(1);
      if (_la == Ripe::NAME) {
        setState(335);
        property();
        setState(340);
        _errHandler->sync(this);
        _la = _input->LA(1);
        while (_la == Ripe::SEP) {
          setState(336);
          match(Ripe::SEP);
          setState(337);
          property();
          setState(342);
          _errHandler->sync(this);
          _la = _input->LA(1);
        }
      }
      setState(345);
      match(Ripe::RBRACE);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- PropertyContext ------------------------------------------------------------------

Ripe::PropertyContext::PropertyContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* Ripe::PropertyContext::NAME() {
  return getToken(Ripe::NAME, 0);
}

tree::TerminalNode* Ripe::PropertyContext::COLON() {
  return getToken(Ripe::COLON, 0);
}

tree::TerminalNode* Ripe::PropertyContext::TYPE() {
  return getToken(Ripe::TYPE, 0);
}


size_t Ripe::PropertyContext::getRuleIndex() const {
  return Ripe::RuleProperty;
}


Ripe::PropertyContext* Ripe::property() {
  PropertyContext *_localctx = _tracker.createInstance<PropertyContext>(_ctx, getState());
  enterRule(_localctx, 54, Ripe::RuleProperty);
  size_t _la = 0;

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(348);
    match(Ripe::NAME);
    setState(351);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == Ripe::COLON) {
      setState(349);
      match(Ripe::COLON);
      setState(350);
      match(Ripe::TYPE);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- UseContext ------------------------------------------------------------------

Ripe::UseContext::UseContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* Ripe::UseContext::USE() {
  return getToken(Ripe::USE, 0);
}

tree::TerminalNode* Ripe::UseContext::NAME() {
  return getToken(Ripe::NAME, 0);
}

tree::TerminalNode* Ripe::UseContext::TEXT() {
  return getToken(Ripe::TEXT, 0);
}


size_t Ripe::UseContext::getRuleIndex() const {
  return Ripe::RuleUse;
}


Ripe::UseContext* Ripe::use() {
  UseContext *_localctx = _tracker.createInstance<UseContext>(_ctx, getState());
  enterRule(_localctx, 56, Ripe::RuleUse);
  size_t _la = 0;

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(353);
    match(Ripe::USE);
    setState(354);
    _la = _input->LA(1);
    if (!(_la == Ripe::NAME

    || _la == Ripe::TEXT)) {
    _errHandler->recoverInline(this);
    }
    else {
      _errHandler->reportMatch(this);
      consume();
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- TimezoneContext ------------------------------------------------------------------

Ripe::TimezoneContext::TimezoneContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* Ripe::TimezoneContext::TIMEZONE() {
  return getToken(Ripe::TIMEZONE, 0);
}

tree::TerminalNode* Ripe::TimezoneContext::TEXT() {
  return getToken(Ripe::TEXT, 0);
}


size_t Ripe::TimezoneContext::getRuleIndex() const {
  return Ripe::RuleTimezone;
}


Ripe::TimezoneContext* Ripe::timezone() {
  TimezoneContext *_localctx = _tracker.createInstance<TimezoneContext>(_ctx, getState());
  enterRule(_localctx, 58, Ripe::RuleTimezone);

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(356);
    match(Ripe::TIMEZONE);
    setState(357);
    match(Ripe::TEXT);
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- TestContext ------------------------------------------------------------------

Ripe::TestContext::TestContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* Ripe::TestContext::TEST() {
  return getToken(Ripe::TEST, 0);
}

tree::TerminalNode* Ripe::TestContext::TEXT() {
  return getToken(Ripe::TEXT, 0);
}

tree::TerminalNode* Ripe::TestContext::LBRACE() {
  return getToken(Ripe::LBRACE, 0);
}

tree::TerminalNode* Ripe::TestContext::RBRACE() {
  return getToken(Ripe::RBRACE, 0);
}

tree::TerminalNode* Ripe::TestContext::AT() {
  return getToken(Ripe::AT, 0);
}

Ripe::InstantContext* Ripe::TestContext::instant() {
  return getRuleContext<Ripe::InstantContext>(0);
}

std::vector<Ripe::TestLineContext *> Ripe::TestContext::testLine() {
  return getRuleContexts<Ripe::TestLineContext>();
}

Ripe::TestLineContext* Ripe::TestContext::testLine(size_t i) {
  return getRuleContext<Ripe::TestLineContext>(i);
}

std::vector<tree::TerminalNode *> Ripe::TestContext::SEP() {
  return getTokens(Ripe::SEP);
}

tree::TerminalNode* Ripe::TestContext::SEP(size_t i) {
  return getToken(Ripe::SEP, i);
}


size_t Ripe::TestContext::getRuleIndex() const {
  return Ripe::RuleTest;
}


Ripe::TestContext* Ripe::test() {
  TestContext *_localctx = _tracker.createInstance<TestContext>(_ctx, getState());
  enterRule(_localctx, 60, Ripe::RuleTest);
  size_t _la = 0;

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(359);
    match(Ripe::TEST);
    setState(360);
    match(Ripe::TEXT);
    setState(363);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == Ripe::AT) {
      setState(361);
      match(Ripe::AT);
      setState(362);
      instant();
    }
    setState(365);
    match(Ripe::LBRACE);
    setState(374);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == Ripe::GIVEN

    || _la == Ripe::EXPECT) {
      setState(366);
      testLine();
      setState(371);
      _errHandler->sync(this);
      _la = _input->LA(1);
      while (_la == Ripe::SEP) {
        setState(367);
        match(Ripe::SEP);
        setState(368);
        testLine();
        setState(373);
        _errHandler->sync(this);
        _la = _input->LA(1);
      }
    }
    setState(376);
    match(Ripe::RBRACE);
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- InstantContext ------------------------------------------------------------------

Ripe::InstantContext::InstantContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* Ripe::InstantContext::DATE() {
  return getToken(Ripe::DATE, 0);
}

tree::TerminalNode* Ripe::InstantContext::DATETIME() {
  return getToken(Ripe::DATETIME, 0);
}

tree::TerminalNode* Ripe::InstantContext::TEXT() {
  return getToken(Ripe::TEXT, 0);
}


size_t Ripe::InstantContext::getRuleIndex() const {
  return Ripe::RuleInstant;
}


Ripe::InstantContext* Ripe::instant() {
  InstantContext *_localctx = _tracker.createInstance<InstantContext>(_ctx, getState());
  enterRule(_localctx, 62, Ripe::RuleInstant);
  size_t _la = 0;

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(378);
    _la = _input->LA(1);
    if (!((((_la & ~ 0x3fULL) == 0) &&
      ((1ULL << _la) & ((1ULL << Ripe::TEXT)
      | (1ULL << Ripe::DATE)
      | (1ULL << Ripe::DATETIME))) != 0))) {
    _errHandler->recoverInline(this);
    }
    else {
      _errHandler->reportMatch(this);
      consume();
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- TestLineContext ------------------------------------------------------------------

Ripe::TestLineContext::TestLineContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

Ripe::GivenContext* Ripe::TestLineContext::given() {
  return getRuleContext<Ripe::GivenContext>(0);
}

Ripe::ExpectContext* Ripe::TestLineContext::expect() {
  return getRuleContext<Ripe::ExpectContext>(0);
}


size_t Ripe::TestLineContext::getRuleIndex() const {
  return Ripe::RuleTestLine;
}


Ripe::TestLineContext* Ripe::testLine() {
  TestLineContext *_localctx = _tracker.createInstance<TestLineContext>(_ctx, getState());
  enterRule(_localctx, 64, Ripe::RuleTestLine);

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    setState(382);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case Ripe::GIVEN: {
        enterOuterAlt(_localctx, 1);
        setState(380);
        given();
        break;
      }

      case Ripe::EXPECT: {
        enterOuterAlt(_localctx, 2);
        setState(381);
        expect();
        break;
      }

    default:
      throw NoViableAltException(this);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- GivenContext ------------------------------------------------------------------

Ripe::GivenContext::GivenContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* Ripe::GivenContext::GIVEN() {
  return getToken(Ripe::GIVEN, 0);
}

std::vector<Ripe::FactContext *> Ripe::GivenContext::fact() {
  return getRuleContexts<Ripe::FactContext>();
}

Ripe::FactContext* Ripe::GivenContext::fact(size_t i) {
  return getRuleContext<Ripe::FactContext>(i);
}

std::vector<tree::TerminalNode *> Ripe::GivenContext::COMMA() {
  return getTokens(Ripe::COMMA);
}

tree::TerminalNode* Ripe::GivenContext::COMMA(size_t i) {
  return getToken(Ripe::COMMA, i);
}


size_t Ripe::GivenContext::getRuleIndex() const {
  return Ripe::RuleGiven;
}


Ripe::GivenContext* Ripe::given() {
  GivenContext *_localctx = _tracker.createInstance<GivenContext>(_ctx, getState());
  enterRule(_localctx, 66, Ripe::RuleGiven);
  size_t _la = 0;

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(384);
    match(Ripe::GIVEN);
    setState(385);
    fact();
    setState(390);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (_la == Ripe::COMMA) {
      setState(386);
      match(Ripe::COMMA);
      setState(387);
      fact();
      setState(392);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- FactContext ------------------------------------------------------------------

Ripe::FactContext::FactContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* Ripe::FactContext::NAME() {
  return getToken(Ripe::NAME, 0);
}

tree::TerminalNode* Ripe::FactContext::EQ() {
  return getToken(Ripe::EQ, 0);
}

Ripe::OccurrenceContext* Ripe::FactContext::occurrence() {
  return getRuleContext<Ripe::OccurrenceContext>(0);
}

Ripe::LiteralContext* Ripe::FactContext::literal() {
  return getRuleContext<Ripe::LiteralContext>(0);
}

Ripe::LiteralsContext* Ripe::FactContext::literals() {
  return getRuleContext<Ripe::LiteralsContext>(0);
}

tree::TerminalNode* Ripe::FactContext::NUMBER() {
  return getToken(Ripe::NUMBER, 0);
}


size_t Ripe::FactContext::getRuleIndex() const {
  return Ripe::RuleFact;
}


Ripe::FactContext* Ripe::fact() {
  FactContext *_localctx = _tracker.createInstance<FactContext>(_ctx, getState());
  enterRule(_localctx, 68, Ripe::RuleFact);

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    setState(405);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case Ripe::NAME: {
        enterOuterAlt(_localctx, 1);
        setState(393);
        match(Ripe::NAME);
        setState(400);
        _errHandler->sync(this);
        switch (_input->LA(1)) {
          case Ripe::EQ: {
            setState(394);
            match(Ripe::EQ);
            setState(397);
            _errHandler->sync(this);
            switch (_input->LA(1)) {
              case Ripe::NUMBER:
              case Ripe::TEXT:
              case Ripe::DATE:
              case Ripe::YES_VALUE:
              case Ripe::NO_VALUE: {
                setState(395);
                literal();
                break;
              }

              case Ripe::LPAREN: {
                setState(396);
                literals();
                break;
              }

            default:
              throw NoViableAltException(this);
            }
            break;
          }

          case Ripe::EOF:
          case Ripe::DURATION:
          case Ripe::LBRACE:
          case Ripe::RBRACE:
          case Ripe::COMMA:
          case Ripe::SEP: {
            setState(399);
            occurrence();
            break;
          }

        default:
          throw NoViableAltException(this);
        }
        break;
      }

      case Ripe::NUMBER: {
        enterOuterAlt(_localctx, 2);
        setState(402);
        match(Ripe::NUMBER);
        setState(403);
        match(Ripe::NAME);
        setState(404);
        occurrence();
        break;
      }

    default:
      throw NoViableAltException(this);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- OccurrenceContext ------------------------------------------------------------------

Ripe::OccurrenceContext::OccurrenceContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* Ripe::OccurrenceContext::LBRACE() {
  return getToken(Ripe::LBRACE, 0);
}

tree::TerminalNode* Ripe::OccurrenceContext::RBRACE() {
  return getToken(Ripe::RBRACE, 0);
}

tree::TerminalNode* Ripe::OccurrenceContext::DURATION() {
  return getToken(Ripe::DURATION, 0);
}

tree::TerminalNode* Ripe::OccurrenceContext::AGO() {
  return getToken(Ripe::AGO, 0);
}

std::vector<Ripe::SettingContext *> Ripe::OccurrenceContext::setting() {
  return getRuleContexts<Ripe::SettingContext>();
}

Ripe::SettingContext* Ripe::OccurrenceContext::setting(size_t i) {
  return getRuleContext<Ripe::SettingContext>(i);
}

std::vector<tree::TerminalNode *> Ripe::OccurrenceContext::SEP() {
  return getTokens(Ripe::SEP);
}

tree::TerminalNode* Ripe::OccurrenceContext::SEP(size_t i) {
  return getToken(Ripe::SEP, i);
}


size_t Ripe::OccurrenceContext::getRuleIndex() const {
  return Ripe::RuleOccurrence;
}


Ripe::OccurrenceContext* Ripe::occurrence() {
  OccurrenceContext *_localctx = _tracker.createInstance<OccurrenceContext>(_ctx, getState());
  enterRule(_localctx, 70, Ripe::RuleOccurrence);
  size_t _la = 0;

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(419);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == Ripe::LBRACE) {
      setState(407);
      match(Ripe::LBRACE);
      setState(416);
      _errHandler->sync(this);

      _la = _input->LA(1);
      if (_la == Ripe::NAME) {
        setState(408);
        setting();
        setState(413);
        _errHandler->sync(this);
        _la = _input->LA(1);
        while (_la == Ripe::SEP) {
          setState(409);
          match(Ripe::SEP);
          setState(410);
          setting();
          setState(415);
          _errHandler->sync(this);
          _la = _input->LA(1);
        }
      }
      setState(418);
      match(Ripe::RBRACE);
    }
    setState(423);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == Ripe::DURATION) {
      setState(421);
      match(Ripe::DURATION);
      setState(422);
      match(Ripe::AGO);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- SettingContext ------------------------------------------------------------------

Ripe::SettingContext::SettingContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* Ripe::SettingContext::NAME() {
  return getToken(Ripe::NAME, 0);
}

tree::TerminalNode* Ripe::SettingContext::EQ() {
  return getToken(Ripe::EQ, 0);
}

Ripe::LiteralContext* Ripe::SettingContext::literal() {
  return getRuleContext<Ripe::LiteralContext>(0);
}


size_t Ripe::SettingContext::getRuleIndex() const {
  return Ripe::RuleSetting;
}


Ripe::SettingContext* Ripe::setting() {
  SettingContext *_localctx = _tracker.createInstance<SettingContext>(_ctx, getState());
  enterRule(_localctx, 72, Ripe::RuleSetting);

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(425);
    match(Ripe::NAME);
    setState(426);
    match(Ripe::EQ);
    setState(427);
    literal();
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- ExpectContext ------------------------------------------------------------------

Ripe::ExpectContext::ExpectContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* Ripe::ExpectContext::EXPECT() {
  return getToken(Ripe::EXPECT, 0);
}

std::vector<Ripe::ConditionContext *> Ripe::ExpectContext::condition() {
  return getRuleContexts<Ripe::ConditionContext>();
}

Ripe::ConditionContext* Ripe::ExpectContext::condition(size_t i) {
  return getRuleContext<Ripe::ConditionContext>(i);
}

std::vector<tree::TerminalNode *> Ripe::ExpectContext::COMMA() {
  return getTokens(Ripe::COMMA);
}

tree::TerminalNode* Ripe::ExpectContext::COMMA(size_t i) {
  return getToken(Ripe::COMMA, i);
}


size_t Ripe::ExpectContext::getRuleIndex() const {
  return Ripe::RuleExpect;
}


Ripe::ExpectContext* Ripe::expect() {
  ExpectContext *_localctx = _tracker.createInstance<ExpectContext>(_ctx, getState());
  enterRule(_localctx, 74, Ripe::RuleExpect);
  size_t _la = 0;

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(429);
    match(Ripe::EXPECT);
    setState(430);
    condition();
    setState(435);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (_la == Ripe::COMMA) {
      setState(431);
      match(Ripe::COMMA);
      setState(432);
      condition();
      setState(437);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- ConditionContext ------------------------------------------------------------------

Ripe::ConditionContext::ConditionContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

std::vector<Ripe::ConjunctionContext *> Ripe::ConditionContext::conjunction() {
  return getRuleContexts<Ripe::ConjunctionContext>();
}

Ripe::ConjunctionContext* Ripe::ConditionContext::conjunction(size_t i) {
  return getRuleContext<Ripe::ConjunctionContext>(i);
}

std::vector<tree::TerminalNode *> Ripe::ConditionContext::OR() {
  return getTokens(Ripe::OR);
}

tree::TerminalNode* Ripe::ConditionContext::OR(size_t i) {
  return getToken(Ripe::OR, i);
}


size_t Ripe::ConditionContext::getRuleIndex() const {
  return Ripe::RuleCondition;
}


Ripe::ConditionContext* Ripe::condition() {
  ConditionContext *_localctx = _tracker.createInstance<ConditionContext>(_ctx, getState());
  enterRule(_localctx, 76, Ripe::RuleCondition);
  size_t _la = 0;

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(438);
    conjunction();
    setState(443);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (_la == Ripe::OR) {
      setState(439);
      match(Ripe::OR);
      setState(440);
      conjunction();
      setState(445);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- ConjunctionContext ------------------------------------------------------------------

Ripe::ConjunctionContext::ConjunctionContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

std::vector<Ripe::NegationContext *> Ripe::ConjunctionContext::negation() {
  return getRuleContexts<Ripe::NegationContext>();
}

Ripe::NegationContext* Ripe::ConjunctionContext::negation(size_t i) {
  return getRuleContext<Ripe::NegationContext>(i);
}

std::vector<tree::TerminalNode *> Ripe::ConjunctionContext::AND() {
  return getTokens(Ripe::AND);
}

tree::TerminalNode* Ripe::ConjunctionContext::AND(size_t i) {
  return getToken(Ripe::AND, i);
}


size_t Ripe::ConjunctionContext::getRuleIndex() const {
  return Ripe::RuleConjunction;
}


Ripe::ConjunctionContext* Ripe::conjunction() {
  ConjunctionContext *_localctx = _tracker.createInstance<ConjunctionContext>(_ctx, getState());
  enterRule(_localctx, 78, Ripe::RuleConjunction);
  size_t _la = 0;

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(446);
    negation();
    setState(451);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (_la == Ripe::AND) {
      setState(447);
      match(Ripe::AND);
      setState(448);
      negation();
      setState(453);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- NegationContext ------------------------------------------------------------------

Ripe::NegationContext::NegationContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

Ripe::PredicateContext* Ripe::NegationContext::predicate() {
  return getRuleContext<Ripe::PredicateContext>(0);
}

Ripe::QuantifiedContext* Ripe::NegationContext::quantified() {
  return getRuleContext<Ripe::QuantifiedContext>(0);
}

std::vector<tree::TerminalNode *> Ripe::NegationContext::NOT() {
  return getTokens(Ripe::NOT);
}

tree::TerminalNode* Ripe::NegationContext::NOT(size_t i) {
  return getToken(Ripe::NOT, i);
}


size_t Ripe::NegationContext::getRuleIndex() const {
  return Ripe::RuleNegation;
}


Ripe::NegationContext* Ripe::negation() {
  NegationContext *_localctx = _tracker.createInstance<NegationContext>(_ctx, getState());
  enterRule(_localctx, 80, Ripe::RuleNegation);
  size_t _la = 0;

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(457);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (_la == Ripe::NOT) {
      setState(454);
      match(Ripe::NOT);
      setState(459);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
    setState(462);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case Ripe::NAME:
      case Ripe::NUMBER:
      case Ripe::TEXT:
      case Ripe::DATE:
      case Ripe::LPAREN:
      case Ripe::YES_VALUE:
      case Ripe::NO_VALUE:
      case Ripe::EVENT:
      case Ripe::ANY_OF:
      case Ripe::BUILTIN: {
        setState(460);
        predicate();
        break;
      }

      case Ripe::NO:
      case Ripe::AT_LEAST:
      case Ripe::AT_MOST: {
        setState(461);
        quantified();
        break;
      }

    default:
      throw NoViableAltException(this);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- QuantifiedContext ------------------------------------------------------------------

Ripe::QuantifiedContext::QuantifiedContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

Ripe::EventTermContext* Ripe::QuantifiedContext::eventTerm() {
  return getRuleContext<Ripe::EventTermContext>(0);
}

tree::TerminalNode* Ripe::QuantifiedContext::NO() {
  return getToken(Ripe::NO, 0);
}

tree::TerminalNode* Ripe::QuantifiedContext::NUMBER() {
  return getToken(Ripe::NUMBER, 0);
}

tree::TerminalNode* Ripe::QuantifiedContext::AT_LEAST() {
  return getToken(Ripe::AT_LEAST, 0);
}

tree::TerminalNode* Ripe::QuantifiedContext::AT_MOST() {
  return getToken(Ripe::AT_MOST, 0);
}


size_t Ripe::QuantifiedContext::getRuleIndex() const {
  return Ripe::RuleQuantified;
}


Ripe::QuantifiedContext* Ripe::quantified() {
  QuantifiedContext *_localctx = _tracker.createInstance<QuantifiedContext>(_ctx, getState());
  enterRule(_localctx, 82, Ripe::RuleQuantified);
  size_t _la = 0;

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(467);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case Ripe::NO: {
        setState(464);
        match(Ripe::NO);
        break;
      }

      case Ripe::AT_LEAST:
      case Ripe::AT_MOST: {
        setState(465);
        _la = _input->LA(1);
        if (!(_la == Ripe::AT_LEAST

        || _la == Ripe::AT_MOST)) {
        _errHandler->recoverInline(this);
        }
        else {
          _errHandler->reportMatch(this);
          consume();
        }
        setState(466);
        match(Ripe::NUMBER);
        break;
      }

    default:
      throw NoViableAltException(this);
    }
    setState(469);
    eventTerm();
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- PredicateContext ------------------------------------------------------------------

Ripe::PredicateContext::PredicateContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

Ripe::SumContext* Ripe::PredicateContext::sum() {
  return getRuleContext<Ripe::SumContext>(0);
}

Ripe::TailContext* Ripe::PredicateContext::tail() {
  return getRuleContext<Ripe::TailContext>(0);
}


size_t Ripe::PredicateContext::getRuleIndex() const {
  return Ripe::RulePredicate;
}


Ripe::PredicateContext* Ripe::predicate() {
  PredicateContext *_localctx = _tracker.createInstance<PredicateContext>(_ctx, getState());
  enterRule(_localctx, 84, Ripe::RulePredicate);
  size_t _la = 0;

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(471);
    sum();
    setState(473);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if ((((_la & ~ 0x3fULL) == 0) &&
      ((1ULL << _la) & ((1ULL << Ripe::EQ)
      | (1ULL << Ripe::NE)
      | (1ULL << Ripe::LT)
      | (1ULL << Ripe::LE)
      | (1ULL << Ripe::GT)
      | (1ULL << Ripe::GE)
      | (1ULL << Ripe::NOT)
      | (1ULL << Ripe::IN)
      | (1ULL << Ripe::IN_TIME)
      | (1ULL << Ripe::AFTER)
      | (1ULL << Ripe::IS)
      | (1ULL << Ripe::WHERE)
      | (1ULL << Ripe::MATCHES)
      | (1ULL << Ripe::TEXT_OP))) != 0)) {
      setState(472);
      tail();
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- TailContext ------------------------------------------------------------------

Ripe::TailContext::TailContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

Ripe::SumContext* Ripe::TailContext::sum() {
  return getRuleContext<Ripe::SumContext>(0);
}

tree::TerminalNode* Ripe::TailContext::EQ() {
  return getToken(Ripe::EQ, 0);
}

tree::TerminalNode* Ripe::TailContext::NE() {
  return getToken(Ripe::NE, 0);
}

tree::TerminalNode* Ripe::TailContext::LT() {
  return getToken(Ripe::LT, 0);
}

tree::TerminalNode* Ripe::TailContext::LE() {
  return getToken(Ripe::LE, 0);
}

tree::TerminalNode* Ripe::TailContext::GT() {
  return getToken(Ripe::GT, 0);
}

tree::TerminalNode* Ripe::TailContext::GE() {
  return getToken(Ripe::GE, 0);
}

Ripe::MembershipContext* Ripe::TailContext::membership() {
  return getRuleContext<Ripe::MembershipContext>(0);
}

Ripe::TextTestContext* Ripe::TailContext::textTest() {
  return getRuleContext<Ripe::TextTestContext>(0);
}

tree::TerminalNode* Ripe::TailContext::MATCHES() {
  return getToken(Ripe::MATCHES, 0);
}

tree::TerminalNode* Ripe::TailContext::REGEX() {
  return getToken(Ripe::REGEX, 0);
}

Ripe::WindowContext* Ripe::TailContext::window() {
  return getRuleContext<Ripe::WindowContext>(0);
}

tree::TerminalNode* Ripe::TailContext::NOT() {
  return getToken(Ripe::NOT, 0);
}

tree::TerminalNode* Ripe::TailContext::IS() {
  return getToken(Ripe::IS, 0);
}

tree::TerminalNode* Ripe::TailContext::KNOWN() {
  return getToken(Ripe::KNOWN, 0);
}

tree::TerminalNode* Ripe::TailContext::MISSING() {
  return getToken(Ripe::MISSING, 0);
}

Ripe::WhereContext* Ripe::TailContext::where() {
  return getRuleContext<Ripe::WhereContext>(0);
}


size_t Ripe::TailContext::getRuleIndex() const {
  return Ripe::RuleTail;
}


Ripe::TailContext* Ripe::tail() {
  TailContext *_localctx = _tracker.createInstance<TailContext>(_ctx, getState());
  enterRule(_localctx, 86, Ripe::RuleTail);
  size_t _la = 0;

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    setState(493);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case Ripe::EQ:
      case Ripe::NE:
      case Ripe::LT:
      case Ripe::LE:
      case Ripe::GT:
      case Ripe::GE: {
        enterOuterAlt(_localctx, 1);
        setState(475);
        _la = _input->LA(1);
        if (!((((_la & ~ 0x3fULL) == 0) &&
          ((1ULL << _la) & ((1ULL << Ripe::EQ)
          | (1ULL << Ripe::NE)
          | (1ULL << Ripe::LT)
          | (1ULL << Ripe::LE)
          | (1ULL << Ripe::GT)
          | (1ULL << Ripe::GE))) != 0))) {
        _errHandler->recoverInline(this);
        }
        else {
          _errHandler->reportMatch(this);
          consume();
        }
        setState(476);
        sum();
        break;
      }

      case Ripe::NOT:
      case Ripe::IN:
      case Ripe::IN_TIME:
      case Ripe::AFTER:
      case Ripe::MATCHES:
      case Ripe::TEXT_OP: {
        enterOuterAlt(_localctx, 2);
        setState(478);
        _errHandler->sync(this);

        _la = _input->LA(1);
        if (_la == Ripe::NOT) {
          setState(477);
          match(Ripe::NOT);
        }
        setState(485);
        _errHandler->sync(this);
        switch (_input->LA(1)) {
          case Ripe::IN: {
            setState(480);
            membership();
            break;
          }

          case Ripe::TEXT_OP: {
            setState(481);
            textTest();
            break;
          }

          case Ripe::MATCHES: {
            setState(482);
            match(Ripe::MATCHES);
            setState(483);
            match(Ripe::REGEX);
            break;
          }

          case Ripe::IN_TIME:
          case Ripe::AFTER: {
            setState(484);
            window();
            break;
          }

        default:
          throw NoViableAltException(this);
        }
        break;
      }

      case Ripe::IS: {
        enterOuterAlt(_localctx, 3);
        setState(487);
        match(Ripe::IS);
        setState(488);
        _la = _input->LA(1);
        if (!(_la == Ripe::KNOWN

        || _la == Ripe::MISSING)) {
        _errHandler->recoverInline(this);
        }
        else {
          _errHandler->reportMatch(this);
          consume();
        }
        break;
      }

      case Ripe::WHERE: {
        enterOuterAlt(_localctx, 4);
        setState(489);
        where();
        setState(491);
        _errHandler->sync(this);

        _la = _input->LA(1);
        if (_la == Ripe::IN_TIME

        || _la == Ripe::AFTER) {
          setState(490);
          window();
        }
        break;
      }

    default:
      throw NoViableAltException(this);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- MembershipContext ------------------------------------------------------------------

Ripe::MembershipContext::MembershipContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* Ripe::MembershipContext::IN() {
  return getToken(Ripe::IN, 0);
}

Ripe::LiteralsContext* Ripe::MembershipContext::literals() {
  return getRuleContext<Ripe::LiteralsContext>(0);
}

std::vector<Ripe::SumContext *> Ripe::MembershipContext::sum() {
  return getRuleContexts<Ripe::SumContext>();
}

Ripe::SumContext* Ripe::MembershipContext::sum(size_t i) {
  return getRuleContext<Ripe::SumContext>(i);
}

tree::TerminalNode* Ripe::MembershipContext::TO() {
  return getToken(Ripe::TO, 0);
}


size_t Ripe::MembershipContext::getRuleIndex() const {
  return Ripe::RuleMembership;
}


Ripe::MembershipContext* Ripe::membership() {
  MembershipContext *_localctx = _tracker.createInstance<MembershipContext>(_ctx, getState());
  enterRule(_localctx, 88, Ripe::RuleMembership);
  size_t _la = 0;

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(495);
    match(Ripe::IN);
    setState(502);
    _errHandler->sync(this);
    switch (getInterpreter<atn::ParserATNSimulator>()->adaptivePredict(_input, 52, _ctx)) {
    case 1: {
      setState(496);
      literals();
      break;
    }

    case 2: {
      setState(497);
      sum();
      setState(500);
      _errHandler->sync(this);

      _la = _input->LA(1);
      if (_la == Ripe::TO) {
        setState(498);
        match(Ripe::TO);
        setState(499);
        sum();
      }
      break;
    }

    default:
      break;
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- TextTestContext ------------------------------------------------------------------

Ripe::TextTestContext::TextTestContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* Ripe::TextTestContext::TEXT_OP() {
  return getToken(Ripe::TEXT_OP, 0);
}

tree::TerminalNode* Ripe::TextTestContext::TEXT() {
  return getToken(Ripe::TEXT, 0);
}

tree::TerminalNode* Ripe::TextTestContext::NAME() {
  return getToken(Ripe::NAME, 0);
}

Ripe::LiteralsContext* Ripe::TextTestContext::literals() {
  return getRuleContext<Ripe::LiteralsContext>(0);
}

tree::TerminalNode* Ripe::TextTestContext::ANY_OF() {
  return getToken(Ripe::ANY_OF, 0);
}

tree::TerminalNode* Ripe::TextTestContext::ALL_OF() {
  return getToken(Ripe::ALL_OF, 0);
}


size_t Ripe::TextTestContext::getRuleIndex() const {
  return Ripe::RuleTextTest;
}


Ripe::TextTestContext* Ripe::textTest() {
  TextTestContext *_localctx = _tracker.createInstance<TextTestContext>(_ctx, getState());
  enterRule(_localctx, 90, Ripe::RuleTextTest);
  size_t _la = 0;

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(504);
    match(Ripe::TEXT_OP);
    setState(506);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == Ripe::ANY_OF

    || _la == Ripe::ALL_OF) {
      setState(505);
      _la = _input->LA(1);
      if (!(_la == Ripe::ANY_OF

      || _la == Ripe::ALL_OF)) {
      _errHandler->recoverInline(this);
      }
      else {
        _errHandler->reportMatch(this);
        consume();
      }
    }
    setState(511);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case Ripe::TEXT: {
        setState(508);
        match(Ripe::TEXT);
        break;
      }

      case Ripe::NAME: {
        setState(509);
        match(Ripe::NAME);
        break;
      }

      case Ripe::LPAREN: {
        setState(510);
        literals();
        break;
      }

    default:
      throw NoViableAltException(this);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- EventTermContext ------------------------------------------------------------------

Ripe::EventTermContext::EventTermContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

Ripe::EventRefContext* Ripe::EventTermContext::eventRef() {
  return getRuleContext<Ripe::EventRefContext>(0);
}

Ripe::WhereContext* Ripe::EventTermContext::where() {
  return getRuleContext<Ripe::WhereContext>(0);
}

Ripe::WindowContext* Ripe::EventTermContext::window() {
  return getRuleContext<Ripe::WindowContext>(0);
}


size_t Ripe::EventTermContext::getRuleIndex() const {
  return Ripe::RuleEventTerm;
}


Ripe::EventTermContext* Ripe::eventTerm() {
  EventTermContext *_localctx = _tracker.createInstance<EventTermContext>(_ctx, getState());
  enterRule(_localctx, 92, Ripe::RuleEventTerm);
  size_t _la = 0;

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(513);
    eventRef();
    setState(515);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == Ripe::WHERE) {
      setState(514);
      where();
    }
    setState(518);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == Ripe::IN_TIME

    || _la == Ripe::AFTER) {
      setState(517);
      window();
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- EventRefContext ------------------------------------------------------------------

Ripe::EventRefContext::EventRefContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* Ripe::EventRefContext::NAME() {
  return getToken(Ripe::NAME, 0);
}

tree::TerminalNode* Ripe::EventRefContext::EVENT() {
  return getToken(Ripe::EVENT, 0);
}

Ripe::EventSetContext* Ripe::EventRefContext::eventSet() {
  return getRuleContext<Ripe::EventSetContext>(0);
}


size_t Ripe::EventRefContext::getRuleIndex() const {
  return Ripe::RuleEventRef;
}


Ripe::EventRefContext* Ripe::eventRef() {
  EventRefContext *_localctx = _tracker.createInstance<EventRefContext>(_ctx, getState());
  enterRule(_localctx, 94, Ripe::RuleEventRef);

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    setState(523);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case Ripe::NAME: {
        enterOuterAlt(_localctx, 1);
        setState(520);
        match(Ripe::NAME);
        break;
      }

      case Ripe::EVENT: {
        enterOuterAlt(_localctx, 2);
        setState(521);
        match(Ripe::EVENT);
        break;
      }

      case Ripe::ANY_OF: {
        enterOuterAlt(_localctx, 3);
        setState(522);
        eventSet();
        break;
      }

    default:
      throw NoViableAltException(this);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- EventSetContext ------------------------------------------------------------------

Ripe::EventSetContext::EventSetContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* Ripe::EventSetContext::ANY_OF() {
  return getToken(Ripe::ANY_OF, 0);
}

tree::TerminalNode* Ripe::EventSetContext::LPAREN() {
  return getToken(Ripe::LPAREN, 0);
}

std::vector<Ripe::MemberContext *> Ripe::EventSetContext::member() {
  return getRuleContexts<Ripe::MemberContext>();
}

Ripe::MemberContext* Ripe::EventSetContext::member(size_t i) {
  return getRuleContext<Ripe::MemberContext>(i);
}

tree::TerminalNode* Ripe::EventSetContext::RPAREN() {
  return getToken(Ripe::RPAREN, 0);
}

std::vector<tree::TerminalNode *> Ripe::EventSetContext::COMMA() {
  return getTokens(Ripe::COMMA);
}

tree::TerminalNode* Ripe::EventSetContext::COMMA(size_t i) {
  return getToken(Ripe::COMMA, i);
}


size_t Ripe::EventSetContext::getRuleIndex() const {
  return Ripe::RuleEventSet;
}


Ripe::EventSetContext* Ripe::eventSet() {
  EventSetContext *_localctx = _tracker.createInstance<EventSetContext>(_ctx, getState());
  enterRule(_localctx, 96, Ripe::RuleEventSet);
  size_t _la = 0;

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    size_t alt;
    enterOuterAlt(_localctx, 1);
    setState(525);
    match(Ripe::ANY_OF);
    setState(526);
    match(Ripe::LPAREN);
    setState(527);
    member();
    setState(532);
    _errHandler->sync(this);
    alt = getInterpreter<atn::ParserATNSimulator>()->adaptivePredict(_input, 58, _ctx);
    while (alt != 2 && alt != atn::ATN::INVALID_ALT_NUMBER) {
      if (alt == 1) {
        setState(528);
        match(Ripe::COMMA);
        setState(529);
        member(); 
      }
      setState(534);
      _errHandler->sync(this);
      alt = getInterpreter<atn::ParserATNSimulator>()->adaptivePredict(_input, 58, _ctx);
    }
    setState(536);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == Ripe::COMMA) {
      setState(535);
      match(Ripe::COMMA);
    }
    setState(538);
    match(Ripe::RPAREN);
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- MemberContext ------------------------------------------------------------------

Ripe::MemberContext::MemberContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* Ripe::MemberContext::NAME() {
  return getToken(Ripe::NAME, 0);
}

Ripe::WhereContext* Ripe::MemberContext::where() {
  return getRuleContext<Ripe::WhereContext>(0);
}


size_t Ripe::MemberContext::getRuleIndex() const {
  return Ripe::RuleMember;
}


Ripe::MemberContext* Ripe::member() {
  MemberContext *_localctx = _tracker.createInstance<MemberContext>(_ctx, getState());
  enterRule(_localctx, 98, Ripe::RuleMember);
  size_t _la = 0;

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(540);
    match(Ripe::NAME);
    setState(542);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == Ripe::WHERE) {
      setState(541);
      where();
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- WhereContext ------------------------------------------------------------------

Ripe::WhereContext::WhereContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* Ripe::WhereContext::WHERE() {
  return getToken(Ripe::WHERE, 0);
}

tree::TerminalNode* Ripe::WhereContext::LPAREN() {
  return getToken(Ripe::LPAREN, 0);
}

Ripe::ConditionContext* Ripe::WhereContext::condition() {
  return getRuleContext<Ripe::ConditionContext>(0);
}

tree::TerminalNode* Ripe::WhereContext::RPAREN() {
  return getToken(Ripe::RPAREN, 0);
}

Ripe::WhereAtomContext* Ripe::WhereContext::whereAtom() {
  return getRuleContext<Ripe::WhereAtomContext>(0);
}

std::vector<tree::TerminalNode *> Ripe::WhereContext::NOT() {
  return getTokens(Ripe::NOT);
}

tree::TerminalNode* Ripe::WhereContext::NOT(size_t i) {
  return getToken(Ripe::NOT, i);
}

Ripe::WhereTailContext* Ripe::WhereContext::whereTail() {
  return getRuleContext<Ripe::WhereTailContext>(0);
}


size_t Ripe::WhereContext::getRuleIndex() const {
  return Ripe::RuleWhere;
}


Ripe::WhereContext* Ripe::where() {
  WhereContext *_localctx = _tracker.createInstance<WhereContext>(_ctx, getState());
  enterRule(_localctx, 100, Ripe::RuleWhere);
  size_t _la = 0;

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(544);
    match(Ripe::WHERE);
    setState(548);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (_la == Ripe::NOT) {
      setState(545);
      match(Ripe::NOT);
      setState(550);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
    setState(559);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case Ripe::LPAREN: {
        setState(551);
        match(Ripe::LPAREN);
        setState(552);
        condition();
        setState(553);
        match(Ripe::RPAREN);
        break;
      }

      case Ripe::NAME:
      case Ripe::NUMBER:
      case Ripe::TEXT:
      case Ripe::DATE:
      case Ripe::YES_VALUE:
      case Ripe::NO_VALUE:
      case Ripe::EVENT:
      case Ripe::ANY_OF:
      case Ripe::BUILTIN: {
        setState(555);
        whereAtom();
        setState(557);
        _errHandler->sync(this);

        switch (getInterpreter<atn::ParserATNSimulator>()->adaptivePredict(_input, 62, _ctx)) {
        case 1: {
          setState(556);
          whereTail();
          break;
        }

        default:
          break;
        }
        break;
      }

    default:
      throw NoViableAltException(this);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- WhereAtomContext ------------------------------------------------------------------

Ripe::WhereAtomContext::WhereAtomContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

Ripe::LiteralContext* Ripe::WhereAtomContext::literal() {
  return getRuleContext<Ripe::LiteralContext>(0);
}

std::vector<tree::TerminalNode *> Ripe::WhereAtomContext::NAME() {
  return getTokens(Ripe::NAME);
}

tree::TerminalNode* Ripe::WhereAtomContext::NAME(size_t i) {
  return getToken(Ripe::NAME, i);
}

tree::TerminalNode* Ripe::WhereAtomContext::DOT() {
  return getToken(Ripe::DOT, 0);
}

tree::TerminalNode* Ripe::WhereAtomContext::BUILTIN() {
  return getToken(Ripe::BUILTIN, 0);
}

Ripe::EventRefContext* Ripe::WhereAtomContext::eventRef() {
  return getRuleContext<Ripe::EventRefContext>(0);
}

Ripe::EventSetContext* Ripe::WhereAtomContext::eventSet() {
  return getRuleContext<Ripe::EventSetContext>(0);
}

tree::TerminalNode* Ripe::WhereAtomContext::EVENT() {
  return getToken(Ripe::EVENT, 0);
}


size_t Ripe::WhereAtomContext::getRuleIndex() const {
  return Ripe::RuleWhereAtom;
}


Ripe::WhereAtomContext* Ripe::whereAtom() {
  WhereAtomContext *_localctx = _tracker.createInstance<WhereAtomContext>(_ctx, getState());
  enterRule(_localctx, 102, Ripe::RuleWhereAtom);
  size_t _la = 0;

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    setState(575);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case Ripe::NUMBER:
      case Ripe::TEXT:
      case Ripe::DATE:
      case Ripe::YES_VALUE:
      case Ripe::NO_VALUE: {
        enterOuterAlt(_localctx, 1);
        setState(561);
        literal();
        break;
      }

      case Ripe::NAME: {
        enterOuterAlt(_localctx, 2);
        setState(562);
        match(Ripe::NAME);
        setState(565);
        _errHandler->sync(this);

        _la = _input->LA(1);
        if (_la == Ripe::DOT) {
          setState(563);
          match(Ripe::DOT);
          setState(564);
          match(Ripe::NAME);
        }
        break;
      }

      case Ripe::BUILTIN: {
        enterOuterAlt(_localctx, 3);
        setState(567);
        match(Ripe::BUILTIN);
        setState(568);
        eventRef();
        setState(571);
        _errHandler->sync(this);

        _la = _input->LA(1);
        if (_la == Ripe::DOT) {
          setState(569);
          match(Ripe::DOT);
          setState(570);
          match(Ripe::NAME);
        }
        break;
      }

      case Ripe::ANY_OF: {
        enterOuterAlt(_localctx, 4);
        setState(573);
        eventSet();
        break;
      }

      case Ripe::EVENT: {
        enterOuterAlt(_localctx, 5);
        setState(574);
        match(Ripe::EVENT);
        break;
      }

    default:
      throw NoViableAltException(this);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- WhereTailContext ------------------------------------------------------------------

Ripe::WhereTailContext::WhereTailContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

Ripe::AtomContext* Ripe::WhereTailContext::atom() {
  return getRuleContext<Ripe::AtomContext>(0);
}

tree::TerminalNode* Ripe::WhereTailContext::EQ() {
  return getToken(Ripe::EQ, 0);
}

tree::TerminalNode* Ripe::WhereTailContext::NE() {
  return getToken(Ripe::NE, 0);
}

tree::TerminalNode* Ripe::WhereTailContext::LT() {
  return getToken(Ripe::LT, 0);
}

tree::TerminalNode* Ripe::WhereTailContext::LE() {
  return getToken(Ripe::LE, 0);
}

tree::TerminalNode* Ripe::WhereTailContext::GT() {
  return getToken(Ripe::GT, 0);
}

tree::TerminalNode* Ripe::WhereTailContext::GE() {
  return getToken(Ripe::GE, 0);
}

Ripe::WhereMembershipContext* Ripe::WhereTailContext::whereMembership() {
  return getRuleContext<Ripe::WhereMembershipContext>(0);
}

Ripe::TextTestContext* Ripe::WhereTailContext::textTest() {
  return getRuleContext<Ripe::TextTestContext>(0);
}

tree::TerminalNode* Ripe::WhereTailContext::MATCHES() {
  return getToken(Ripe::MATCHES, 0);
}

tree::TerminalNode* Ripe::WhereTailContext::REGEX() {
  return getToken(Ripe::REGEX, 0);
}

tree::TerminalNode* Ripe::WhereTailContext::NOT() {
  return getToken(Ripe::NOT, 0);
}

tree::TerminalNode* Ripe::WhereTailContext::IS() {
  return getToken(Ripe::IS, 0);
}

tree::TerminalNode* Ripe::WhereTailContext::KNOWN() {
  return getToken(Ripe::KNOWN, 0);
}

tree::TerminalNode* Ripe::WhereTailContext::MISSING() {
  return getToken(Ripe::MISSING, 0);
}


size_t Ripe::WhereTailContext::getRuleIndex() const {
  return Ripe::RuleWhereTail;
}


Ripe::WhereTailContext* Ripe::whereTail() {
  WhereTailContext *_localctx = _tracker.createInstance<WhereTailContext>(_ctx, getState());
  enterRule(_localctx, 104, Ripe::RuleWhereTail);
  size_t _la = 0;

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    setState(590);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case Ripe::EQ:
      case Ripe::NE:
      case Ripe::LT:
      case Ripe::LE:
      case Ripe::GT:
      case Ripe::GE: {
        enterOuterAlt(_localctx, 1);
        setState(577);
        _la = _input->LA(1);
        if (!((((_la & ~ 0x3fULL) == 0) &&
          ((1ULL << _la) & ((1ULL << Ripe::EQ)
          | (1ULL << Ripe::NE)
          | (1ULL << Ripe::LT)
          | (1ULL << Ripe::LE)
          | (1ULL << Ripe::GT)
          | (1ULL << Ripe::GE))) != 0))) {
        _errHandler->recoverInline(this);
        }
        else {
          _errHandler->reportMatch(this);
          consume();
        }
        setState(578);
        atom();
        break;
      }

      case Ripe::NOT:
      case Ripe::IN:
      case Ripe::MATCHES:
      case Ripe::TEXT_OP: {
        enterOuterAlt(_localctx, 2);
        setState(580);
        _errHandler->sync(this);

        _la = _input->LA(1);
        if (_la == Ripe::NOT) {
          setState(579);
          match(Ripe::NOT);
        }
        setState(586);
        _errHandler->sync(this);
        switch (_input->LA(1)) {
          case Ripe::IN: {
            setState(582);
            whereMembership();
            break;
          }

          case Ripe::TEXT_OP: {
            setState(583);
            textTest();
            break;
          }

          case Ripe::MATCHES: {
            setState(584);
            match(Ripe::MATCHES);
            setState(585);
            match(Ripe::REGEX);
            break;
          }

        default:
          throw NoViableAltException(this);
        }
        break;
      }

      case Ripe::IS: {
        enterOuterAlt(_localctx, 3);
        setState(588);
        match(Ripe::IS);
        setState(589);
        _la = _input->LA(1);
        if (!(_la == Ripe::KNOWN

        || _la == Ripe::MISSING)) {
        _errHandler->recoverInline(this);
        }
        else {
          _errHandler->reportMatch(this);
          consume();
        }
        break;
      }

    default:
      throw NoViableAltException(this);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- WhereMembershipContext ------------------------------------------------------------------

Ripe::WhereMembershipContext::WhereMembershipContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* Ripe::WhereMembershipContext::IN() {
  return getToken(Ripe::IN, 0);
}

Ripe::LiteralsContext* Ripe::WhereMembershipContext::literals() {
  return getRuleContext<Ripe::LiteralsContext>(0);
}

std::vector<Ripe::AtomContext *> Ripe::WhereMembershipContext::atom() {
  return getRuleContexts<Ripe::AtomContext>();
}

Ripe::AtomContext* Ripe::WhereMembershipContext::atom(size_t i) {
  return getRuleContext<Ripe::AtomContext>(i);
}

tree::TerminalNode* Ripe::WhereMembershipContext::TO() {
  return getToken(Ripe::TO, 0);
}


size_t Ripe::WhereMembershipContext::getRuleIndex() const {
  return Ripe::RuleWhereMembership;
}


Ripe::WhereMembershipContext* Ripe::whereMembership() {
  WhereMembershipContext *_localctx = _tracker.createInstance<WhereMembershipContext>(_ctx, getState());
  enterRule(_localctx, 106, Ripe::RuleWhereMembership);

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(592);
    match(Ripe::IN);
    setState(599);
    _errHandler->sync(this);
    switch (getInterpreter<atn::ParserATNSimulator>()->adaptivePredict(_input, 71, _ctx)) {
    case 1: {
      setState(593);
      literals();
      break;
    }

    case 2: {
      setState(594);
      atom();
      setState(597);
      _errHandler->sync(this);

      switch (getInterpreter<atn::ParserATNSimulator>()->adaptivePredict(_input, 70, _ctx)) {
      case 1: {
        setState(595);
        match(Ripe::TO);
        setState(596);
        atom();
        break;
      }

      default:
        break;
      }
      break;
    }

    default:
      break;
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- WindowContext ------------------------------------------------------------------

Ripe::WindowContext::WindowContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* Ripe::WindowContext::IN_TIME() {
  return getToken(Ripe::IN_TIME, 0);
}

tree::TerminalNode* Ripe::WindowContext::NEXT() {
  return getToken(Ripe::NEXT, 0);
}

std::vector<tree::TerminalNode *> Ripe::WindowContext::DURATION() {
  return getTokens(Ripe::DURATION);
}

tree::TerminalNode* Ripe::WindowContext::DURATION(size_t i) {
  return getToken(Ripe::DURATION, i);
}

tree::TerminalNode* Ripe::WindowContext::TO() {
  return getToken(Ripe::TO, 0);
}

tree::TerminalNode* Ripe::WindowContext::AFTER() {
  return getToken(Ripe::AFTER, 0);
}

Ripe::EventRefContext* Ripe::WindowContext::eventRef() {
  return getRuleContext<Ripe::EventRefContext>(0);
}


size_t Ripe::WindowContext::getRuleIndex() const {
  return Ripe::RuleWindow;
}


Ripe::WindowContext* Ripe::window() {
  WindowContext *_localctx = _tracker.createInstance<WindowContext>(_ctx, getState());
  enterRule(_localctx, 108, Ripe::RuleWindow);

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    setState(612);
    _errHandler->sync(this);
    switch (getInterpreter<atn::ParserATNSimulator>()->adaptivePredict(_input, 73, _ctx)) {
    case 1: {
      enterOuterAlt(_localctx, 1);
      setState(601);
      match(Ripe::IN_TIME);
      setState(602);
      match(Ripe::NEXT);
      setState(603);
      match(Ripe::DURATION);
      break;
    }

    case 2: {
      enterOuterAlt(_localctx, 2);
      setState(604);
      match(Ripe::IN_TIME);
      setState(605);
      match(Ripe::DURATION);
      setState(608);
      _errHandler->sync(this);

      switch (getInterpreter<atn::ParserATNSimulator>()->adaptivePredict(_input, 72, _ctx)) {
      case 1: {
        setState(606);
        match(Ripe::TO);
        setState(607);
        match(Ripe::DURATION);
        break;
      }

      default:
        break;
      }
      break;
    }

    case 3: {
      enterOuterAlt(_localctx, 3);
      setState(610);
      match(Ripe::AFTER);
      setState(611);
      eventRef();
      break;
    }

    default:
      break;
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- SumContext ------------------------------------------------------------------

Ripe::SumContext::SumContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

std::vector<Ripe::ProductContext *> Ripe::SumContext::product() {
  return getRuleContexts<Ripe::ProductContext>();
}

Ripe::ProductContext* Ripe::SumContext::product(size_t i) {
  return getRuleContext<Ripe::ProductContext>(i);
}

std::vector<tree::TerminalNode *> Ripe::SumContext::PLUS() {
  return getTokens(Ripe::PLUS);
}

tree::TerminalNode* Ripe::SumContext::PLUS(size_t i) {
  return getToken(Ripe::PLUS, i);
}

std::vector<tree::TerminalNode *> Ripe::SumContext::MINUS() {
  return getTokens(Ripe::MINUS);
}

tree::TerminalNode* Ripe::SumContext::MINUS(size_t i) {
  return getToken(Ripe::MINUS, i);
}


size_t Ripe::SumContext::getRuleIndex() const {
  return Ripe::RuleSum;
}


Ripe::SumContext* Ripe::sum() {
  SumContext *_localctx = _tracker.createInstance<SumContext>(_ctx, getState());
  enterRule(_localctx, 110, Ripe::RuleSum);
  size_t _la = 0;

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(614);
    product();
    setState(619);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (_la == Ripe::PLUS

    || _la == Ripe::MINUS) {
      setState(615);
      _la = _input->LA(1);
      if (!(_la == Ripe::PLUS

      || _la == Ripe::MINUS)) {
      _errHandler->recoverInline(this);
      }
      else {
        _errHandler->reportMatch(this);
        consume();
      }
      setState(616);
      product();
      setState(621);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- ProductContext ------------------------------------------------------------------

Ripe::ProductContext::ProductContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

std::vector<Ripe::AtomContext *> Ripe::ProductContext::atom() {
  return getRuleContexts<Ripe::AtomContext>();
}

Ripe::AtomContext* Ripe::ProductContext::atom(size_t i) {
  return getRuleContext<Ripe::AtomContext>(i);
}

std::vector<tree::TerminalNode *> Ripe::ProductContext::STAR() {
  return getTokens(Ripe::STAR);
}

tree::TerminalNode* Ripe::ProductContext::STAR(size_t i) {
  return getToken(Ripe::STAR, i);
}

std::vector<tree::TerminalNode *> Ripe::ProductContext::SLASH() {
  return getTokens(Ripe::SLASH);
}

tree::TerminalNode* Ripe::ProductContext::SLASH(size_t i) {
  return getToken(Ripe::SLASH, i);
}


size_t Ripe::ProductContext::getRuleIndex() const {
  return Ripe::RuleProduct;
}


Ripe::ProductContext* Ripe::product() {
  ProductContext *_localctx = _tracker.createInstance<ProductContext>(_ctx, getState());
  enterRule(_localctx, 112, Ripe::RuleProduct);
  size_t _la = 0;

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(622);
    atom();
    setState(627);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (_la == Ripe::STAR

    || _la == Ripe::SLASH) {
      setState(623);
      _la = _input->LA(1);
      if (!(_la == Ripe::STAR

      || _la == Ripe::SLASH)) {
      _errHandler->recoverInline(this);
      }
      else {
        _errHandler->reportMatch(this);
        consume();
      }
      setState(624);
      atom();
      setState(629);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- AtomContext ------------------------------------------------------------------

Ripe::AtomContext::AtomContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

Ripe::LiteralContext* Ripe::AtomContext::literal() {
  return getRuleContext<Ripe::LiteralContext>(0);
}

std::vector<tree::TerminalNode *> Ripe::AtomContext::NAME() {
  return getTokens(Ripe::NAME);
}

tree::TerminalNode* Ripe::AtomContext::NAME(size_t i) {
  return getToken(Ripe::NAME, i);
}

tree::TerminalNode* Ripe::AtomContext::DOT() {
  return getToken(Ripe::DOT, 0);
}

tree::TerminalNode* Ripe::AtomContext::LPAREN() {
  return getToken(Ripe::LPAREN, 0);
}

Ripe::ConditionContext* Ripe::AtomContext::condition() {
  return getRuleContext<Ripe::ConditionContext>(0);
}

tree::TerminalNode* Ripe::AtomContext::RPAREN() {
  return getToken(Ripe::RPAREN, 0);
}

tree::TerminalNode* Ripe::AtomContext::BUILTIN() {
  return getToken(Ripe::BUILTIN, 0);
}

Ripe::EventRefContext* Ripe::AtomContext::eventRef() {
  return getRuleContext<Ripe::EventRefContext>(0);
}

Ripe::WhereContext* Ripe::AtomContext::where() {
  return getRuleContext<Ripe::WhereContext>(0);
}

Ripe::WindowContext* Ripe::AtomContext::window() {
  return getRuleContext<Ripe::WindowContext>(0);
}

Ripe::EventSetContext* Ripe::AtomContext::eventSet() {
  return getRuleContext<Ripe::EventSetContext>(0);
}

tree::TerminalNode* Ripe::AtomContext::EVENT() {
  return getToken(Ripe::EVENT, 0);
}


size_t Ripe::AtomContext::getRuleIndex() const {
  return Ripe::RuleAtom;
}


Ripe::AtomContext* Ripe::atom() {
  AtomContext *_localctx = _tracker.createInstance<AtomContext>(_ctx, getState());
  enterRule(_localctx, 114, Ripe::RuleAtom);
  size_t _la = 0;

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    setState(654);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case Ripe::NUMBER:
      case Ripe::TEXT:
      case Ripe::DATE:
      case Ripe::YES_VALUE:
      case Ripe::NO_VALUE: {
        enterOuterAlt(_localctx, 1);
        setState(630);
        literal();
        break;
      }

      case Ripe::NAME: {
        enterOuterAlt(_localctx, 2);
        setState(631);
        match(Ripe::NAME);
        setState(634);
        _errHandler->sync(this);

        _la = _input->LA(1);
        if (_la == Ripe::DOT) {
          setState(632);
          match(Ripe::DOT);
          setState(633);
          match(Ripe::NAME);
        }
        break;
      }

      case Ripe::LPAREN: {
        enterOuterAlt(_localctx, 3);
        setState(636);
        match(Ripe::LPAREN);
        setState(637);
        condition();
        setState(638);
        match(Ripe::RPAREN);
        break;
      }

      case Ripe::BUILTIN: {
        enterOuterAlt(_localctx, 4);
        setState(640);
        match(Ripe::BUILTIN);
        setState(641);
        eventRef();
        setState(644);
        _errHandler->sync(this);

        _la = _input->LA(1);
        if (_la == Ripe::DOT) {
          setState(642);
          match(Ripe::DOT);
          setState(643);
          match(Ripe::NAME);
        }
        setState(647);
        _errHandler->sync(this);

        switch (getInterpreter<atn::ParserATNSimulator>()->adaptivePredict(_input, 78, _ctx)) {
        case 1: {
          setState(646);
          where();
          break;
        }

        default:
          break;
        }
        setState(650);
        _errHandler->sync(this);

        switch (getInterpreter<atn::ParserATNSimulator>()->adaptivePredict(_input, 79, _ctx)) {
        case 1: {
          setState(649);
          window();
          break;
        }

        default:
          break;
        }
        break;
      }

      case Ripe::ANY_OF: {
        enterOuterAlt(_localctx, 5);
        setState(652);
        eventSet();
        break;
      }

      case Ripe::EVENT: {
        enterOuterAlt(_localctx, 6);
        setState(653);
        match(Ripe::EVENT);
        break;
      }

    default:
      throw NoViableAltException(this);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- LiteralContext ------------------------------------------------------------------

Ripe::LiteralContext::LiteralContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* Ripe::LiteralContext::NUMBER() {
  return getToken(Ripe::NUMBER, 0);
}

tree::TerminalNode* Ripe::LiteralContext::TEXT() {
  return getToken(Ripe::TEXT, 0);
}

tree::TerminalNode* Ripe::LiteralContext::DATE() {
  return getToken(Ripe::DATE, 0);
}

tree::TerminalNode* Ripe::LiteralContext::YES_VALUE() {
  return getToken(Ripe::YES_VALUE, 0);
}

tree::TerminalNode* Ripe::LiteralContext::NO_VALUE() {
  return getToken(Ripe::NO_VALUE, 0);
}


size_t Ripe::LiteralContext::getRuleIndex() const {
  return Ripe::RuleLiteral;
}


Ripe::LiteralContext* Ripe::literal() {
  LiteralContext *_localctx = _tracker.createInstance<LiteralContext>(_ctx, getState());
  enterRule(_localctx, 116, Ripe::RuleLiteral);
  size_t _la = 0;

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(656);
    _la = _input->LA(1);
    if (!((((_la & ~ 0x3fULL) == 0) &&
      ((1ULL << _la) & ((1ULL << Ripe::NUMBER)
      | (1ULL << Ripe::TEXT)
      | (1ULL << Ripe::DATE)
      | (1ULL << Ripe::YES_VALUE)
      | (1ULL << Ripe::NO_VALUE))) != 0))) {
    _errHandler->recoverInline(this);
    }
    else {
      _errHandler->reportMatch(this);
      consume();
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- LiteralsContext ------------------------------------------------------------------

Ripe::LiteralsContext::LiteralsContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* Ripe::LiteralsContext::LPAREN() {
  return getToken(Ripe::LPAREN, 0);
}

std::vector<Ripe::ListItemContext *> Ripe::LiteralsContext::listItem() {
  return getRuleContexts<Ripe::ListItemContext>();
}

Ripe::ListItemContext* Ripe::LiteralsContext::listItem(size_t i) {
  return getRuleContext<Ripe::ListItemContext>(i);
}

tree::TerminalNode* Ripe::LiteralsContext::RPAREN() {
  return getToken(Ripe::RPAREN, 0);
}

std::vector<tree::TerminalNode *> Ripe::LiteralsContext::COMMA() {
  return getTokens(Ripe::COMMA);
}

tree::TerminalNode* Ripe::LiteralsContext::COMMA(size_t i) {
  return getToken(Ripe::COMMA, i);
}


size_t Ripe::LiteralsContext::getRuleIndex() const {
  return Ripe::RuleLiterals;
}


Ripe::LiteralsContext* Ripe::literals() {
  LiteralsContext *_localctx = _tracker.createInstance<LiteralsContext>(_ctx, getState());
  enterRule(_localctx, 118, Ripe::RuleLiterals);
  size_t _la = 0;

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    size_t alt;
    enterOuterAlt(_localctx, 1);
    setState(658);
    match(Ripe::LPAREN);
    setState(659);
    listItem();
    setState(664);
    _errHandler->sync(this);
    alt = getInterpreter<atn::ParserATNSimulator>()->adaptivePredict(_input, 81, _ctx);
    while (alt != 2 && alt != atn::ATN::INVALID_ALT_NUMBER) {
      if (alt == 1) {
        setState(660);
        match(Ripe::COMMA);
        setState(661);
        listItem(); 
      }
      setState(666);
      _errHandler->sync(this);
      alt = getInterpreter<atn::ParserATNSimulator>()->adaptivePredict(_input, 81, _ctx);
    }
    setState(668);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == Ripe::COMMA) {
      setState(667);
      match(Ripe::COMMA);
    }
    setState(670);
    match(Ripe::RPAREN);
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- ListItemContext ------------------------------------------------------------------

Ripe::ListItemContext::ListItemContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

Ripe::LiteralContext* Ripe::ListItemContext::literal() {
  return getRuleContext<Ripe::LiteralContext>(0);
}

tree::TerminalNode* Ripe::ListItemContext::NAME() {
  return getToken(Ripe::NAME, 0);
}


size_t Ripe::ListItemContext::getRuleIndex() const {
  return Ripe::RuleListItem;
}


Ripe::ListItemContext* Ripe::listItem() {
  ListItemContext *_localctx = _tracker.createInstance<ListItemContext>(_ctx, getState());
  enterRule(_localctx, 120, Ripe::RuleListItem);

#if __cplusplus > 201703L
  auto onExit = finally([=, this] {
#else
  auto onExit = finally([=] {
#endif
    exitRule();
  });
  try {
    setState(674);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case Ripe::NUMBER:
      case Ripe::TEXT:
      case Ripe::DATE:
      case Ripe::YES_VALUE:
      case Ripe::NO_VALUE: {
        enterOuterAlt(_localctx, 1);
        setState(672);
        literal();
        break;
      }

      case Ripe::NAME: {
        enterOuterAlt(_localctx, 2);
        setState(673);
        match(Ripe::NAME);
        break;
      }

    default:
      throw NoViableAltException(this);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

// Static vars and initialization.
std::vector<dfa::DFA> Ripe::_decisionToDFA;
atn::PredictionContextCache Ripe::_sharedContextCache;

// We own the ATN which in turn owns the ATN states.
atn::ATN Ripe::_atn;
std::vector<uint16_t> Ripe::_serializedATN;

std::vector<std::string> Ripe::_ruleNames = {
  "file", "statement", "statementAlone", "ruleAlone", "itemAlone", "testLineAlone", 
  "propertyAlone", "settingAlone", "scoring", "reward", "modifier", "goal", 
  "group", "cap", "pointsRule", "stages", "exits", "require", "need", "checklist", 
  "item", "define", "list", "field", "fieldOption", "events", "eventType", 
  "property", "use", "timezone", "test", "instant", "testLine", "given", 
  "fact", "occurrence", "setting", "expect", "condition", "conjunction", 
  "negation", "quantified", "predicate", "tail", "membership", "textTest", 
  "eventTerm", "eventRef", "eventSet", "member", "where", "whereAtom", "whereTail", 
  "whereMembership", "window", "sum", "product", "atom", "literal", "literals", 
  "listItem"
};

std::vector<std::string> Ripe::_literalNames = {
};

std::vector<std::string> Ripe::_symbolicNames = {
  "", "NAME", "NUMBER", "TEXT", "DATE", "DATETIME", "DURATION", "POINTS", 
  "REGEX", "TYPE", "LPAREN", "RPAREN", "LBRACE", "RBRACE", "COMMA", "COLON", 
  "DOT", "SEP", "EQ", "NE", "LT", "LE", "GT", "GE", "PLUS", "MINUS", "STAR", 
  "SLASH", "ARROW", "AND", "OR", "NOT", "NO", "YES_VALUE", "NO_VALUE", "IN", 
  "IN_TIME", "NEXT", "TO", "AFTER", "IS", "KNOWN", "MISSING", "WHERE", "EVENT", 
  "MATCHES", "TEXT_OP", "ANY_OF", "ALL_OF", "BUILTIN", "AT_LEAST", "AT_MOST", 
  "EACH", "UP_TO", "DOWN_TO", "HALVING_EVERY", "GROUP", "REQUIRE", "FOR", 
  "STAGES", "EXITS", "CHECKLIST", "DEFINE", "LIST", "FROM", "FIELD", "ELSE", 
  "EVENTS", "USE", "TIMEZONE", "TEST", "AT", "GIVEN", "EXPECT", "AGO"
};

dfa::Vocabulary Ripe::_vocabulary(_literalNames, _symbolicNames);

std::vector<std::string> Ripe::_tokenNames;

Ripe::Initializer::Initializer() {
	for (size_t i = 0; i < _symbolicNames.size(); ++i) {
		std::string name = _vocabulary.getLiteralName(i);
		if (name.empty()) {
			name = _vocabulary.getSymbolicName(i);
		}

		if (name.empty()) {
			_tokenNames.push_back("<INVALID>");
		} else {
      _tokenNames.push_back(name);
    }
	}

  static const uint16_t serializedATNSegment0[] = {
    0x3, 0x608b, 0xa72a, 0x8133, 0xb9ed, 0x417c, 0x3be7, 0x7786, 0x5964, 
       0x3, 0x4c, 0x2a7, 0x4, 0x2, 0x9, 0x2, 0x4, 0x3, 0x9, 0x3, 0x4, 0x4, 
       0x9, 0x4, 0x4, 0x5, 0x9, 0x5, 0x4, 0x6, 0x9, 0x6, 0x4, 0x7, 0x9, 
       0x7, 0x4, 0x8, 0x9, 0x8, 0x4, 0x9, 0x9, 0x9, 0x4, 0xa, 0x9, 0xa, 
       0x4, 0xb, 0x9, 0xb, 0x4, 0xc, 0x9, 0xc, 0x4, 0xd, 0x9, 0xd, 0x4, 
       0xe, 0x9, 0xe, 0x4, 0xf, 0x9, 0xf, 0x4, 0x10, 0x9, 0x10, 0x4, 0x11, 
       0x9, 0x11, 0x4, 0x12, 0x9, 0x12, 0x4, 0x13, 0x9, 0x13, 0x4, 0x14, 
       0x9, 0x14, 0x4, 0x15, 0x9, 0x15, 0x4, 0x16, 0x9, 0x16, 0x4, 0x17, 
       0x9, 0x17, 0x4, 0x18, 0x9, 0x18, 0x4, 0x19, 0x9, 0x19, 0x4, 0x1a, 
       0x9, 0x1a, 0x4, 0x1b, 0x9, 0x1b, 0x4, 0x1c, 0x9, 0x1c, 0x4, 0x1d, 
       0x9, 0x1d, 0x4, 0x1e, 0x9, 0x1e, 0x4, 0x1f, 0x9, 0x1f, 0x4, 0x20, 
       0x9, 0x20, 0x4, 0x21, 0x9, 0x21, 0x4, 0x22, 0x9, 0x22, 0x4, 0x23, 
       0x9, 0x23, 0x4, 0x24, 0x9, 0x24, 0x4, 0x25, 0x9, 0x25, 0x4, 0x26, 
       0x9, 0x26, 0x4, 0x27, 0x9, 0x27, 0x4, 0x28, 0x9, 0x28, 0x4, 0x29, 
       0x9, 0x29, 0x4, 0x2a, 0x9, 0x2a, 0x4, 0x2b, 0x9, 0x2b, 0x4, 0x2c, 
       0x9, 0x2c, 0x4, 0x2d, 0x9, 0x2d, 0x4, 0x2e, 0x9, 0x2e, 0x4, 0x2f, 
       0x9, 0x2f, 0x4, 0x30, 0x9, 0x30, 0x4, 0x31, 0x9, 0x31, 0x4, 0x32, 
       0x9, 0x32, 0x4, 0x33, 0x9, 0x33, 0x4, 0x34, 0x9, 0x34, 0x4, 0x35, 
       0x9, 0x35, 0x4, 0x36, 0x9, 0x36, 0x4, 0x37, 0x9, 0x37, 0x4, 0x38, 
       0x9, 0x38, 0x4, 0x39, 0x9, 0x39, 0x4, 0x3a, 0x9, 0x3a, 0x4, 0x3b, 
       0x9, 0x3b, 0x4, 0x3c, 0x9, 0x3c, 0x4, 0x3d, 0x9, 0x3d, 0x4, 0x3e, 
       0x9, 0x3e, 0x3, 0x2, 0x3, 0x2, 0x3, 0x2, 0x7, 0x2, 0x80, 0xa, 0x2, 
       0xc, 0x2, 0xe, 0x2, 0x83, 0xb, 0x2, 0x5, 0x2, 0x85, 0xa, 0x2, 0x3, 
       0x2, 0x3, 0x2, 0x3, 0x3, 0x3, 0x3, 0x3, 0x3, 0x3, 0x3, 0x3, 0x3, 
       0x3, 0x3, 0x3, 0x3, 0x3, 0x3, 0x3, 0x3, 0x3, 0x3, 0x3, 0x3, 0x3, 
       0x3, 0x5, 0x3, 0x95, 0xa, 0x3, 0x3, 0x4, 0x3, 0x4, 0x3, 0x4, 0x3, 
       0x5, 0x3, 0x5, 0x3, 0x5, 0x3, 0x6, 0x3, 0x6, 0x3, 0x6, 0x3, 0x7, 
       0x3, 0x7, 0x3, 0x7, 0x3, 0x8, 0x3, 0x8, 0x3, 0x8, 0x3, 0x9, 0x3, 
       0x9, 0x3, 0x9, 0x3, 0xa, 0x3, 0xa, 0x3, 0xa, 0x5, 0xa, 0xac, 0xa, 
       0xa, 0x3, 0xb, 0x3, 0xb, 0x7, 0xb, 0xb0, 0xa, 0xb, 0xc, 0xb, 0xe, 
       0xb, 0xb3, 0xb, 0xb, 0x3, 0xb, 0x5, 0xb, 0xb6, 0xa, 0xb, 0x3, 0xc, 
       0x3, 0xc, 0x3, 0xc, 0x3, 0xc, 0x3, 0xc, 0x5, 0xc, 0xbd, 0xa, 0xc, 
       0x3, 0xd, 0x3, 0xd, 0x3, 0xd, 0x3, 0xe, 0x3, 0xe, 0x3, 0xe, 0x7, 
       0xe, 0xc5, 0xa, 0xe, 0xc, 0xe, 0xe, 0xe, 0xc8, 0xb, 0xe, 0x3, 0xe, 
       0x3, 0xe, 0x3, 0xe, 0x3, 0xe, 0x7, 0xe, 0xce, 0xa, 0xe, 0xc, 0xe, 
       0xe, 0xe, 0xd1, 0xb, 0xe, 0x5, 0xe, 0xd3, 0xa, 0xe, 0x3, 0xe, 0x3, 
       0xe, 0x3, 0xf, 0x3, 0xf, 0x3, 0xf, 0x3, 0x10, 0x3, 0x10, 0x3, 0x10, 
       0x3, 0x11, 0x3, 0x11, 0x3, 0x11, 0x3, 0x11, 0x7, 0x11, 0xe1, 0xa, 
       0x11, 0xc, 0x11, 0xe, 0x11, 0xe4, 0xb, 0x11, 0x3, 0x11, 0x5, 0x11, 
       0xe7, 0xa, 0x11, 0x3, 0x12, 0x3, 0x12, 0x3, 0x12, 0x3, 0x12, 0x7, 
       0x12, 0xed, 0xa, 0x12, 0xc, 0x12, 0xe, 0x12, 0xf0, 0xb, 0x12, 0x3, 
       0x13, 0x3, 0x13, 0x3, 0x13, 0x3, 0x13, 0x7, 0x13, 0xf6, 0xa, 0x13, 
       0xc, 0x13, 0xe, 0x13, 0xf9, 0xb, 0x13, 0x3, 0x13, 0x3, 0x13, 0x3, 
       0x13, 0x3, 0x14, 0x3, 0x14, 0x3, 0x14, 0x7, 0x14, 0x101, 0xa, 0x14, 
       0xc, 0x14, 0xe, 0x14, 0x104, 0xb, 0x14, 0x3, 0x15, 0x3, 0x15, 0x3, 
       0x15, 0x3, 0x15, 0x3, 0x15, 0x3, 0x15, 0x7, 0x15, 0x10c, 0xa, 0x15, 
       0xc, 0x15, 0xe, 0x15, 0x10f, 0xb, 0x15, 0x5, 0x15, 0x111, 0xa, 0x15, 
       0x3, 0x15, 0x3, 0x15, 0x3, 0x16, 0x3, 0x16, 0x3, 0x16, 0x3, 0x16, 
       0x3, 0x17, 0x3, 0x17, 0x3, 0x17, 0x3, 0x17, 0x3, 0x17, 0x3, 0x18, 
       0x3, 0x18, 0x3, 0x18, 0x3, 0x18, 0x3, 0x18, 0x3, 0x18, 0x5, 0x18, 
       0x124, 0xa, 0x18, 0x3, 0x19, 0x3, 0x19, 0x3, 0x19, 0x3, 0x19, 0x7, 
       0x19, 0x12a, 0xa, 0x19, 0xc, 0x19, 0xe, 0x19, 0x12d, 0xb, 0x19, 0x3, 
       0x19, 0x3, 0x19, 0x3, 0x19, 0x7, 0x19, 0x132, 0xa, 0x19, 0xc, 0x19, 
       0xe, 0x19, 0x135, 0xb, 0x19, 0x3, 0x19, 0x5, 0x19, 0x138, 0xa, 0x19, 
       0x3, 0x1a, 0x3, 0x1a, 0x3, 0x1a, 0x3, 0x1a, 0x7, 0x1a, 0x13e, 0xa, 
       0x1a, 0xc, 0x1a, 0xe, 0x1a, 0x141, 0xb, 0x1a, 0x3, 0x1a, 0x3, 0x1a, 
       0x5, 0x1a, 0x145, 0xa, 0x1a, 0x3, 0x1b, 0x3, 0x1b, 0x3, 0x1b, 0x3, 
       0x1b, 0x7, 0x1b, 0x14b, 0xa, 0x1b, 0xc, 0x1b, 0xe, 0x1b, 0x14e, 0xb, 
       0x1b, 0x3, 0x1c, 0x3, 0x1c, 0x3, 0x1c, 0x3, 0x1c, 0x3, 0x1c, 0x7, 
       0x1c, 0x155, 0xa, 0x1c, 0xc, 0x1c, 0xe, 0x1c, 0x158, 0xb, 0x1c, 0x5, 
       0x1c, 0x15a, 0xa, 0x1c, 0x3, 0x1c, 0x5, 0x1c, 0x15d, 0xa, 0x1c, 0x3, 
       0x1d, 0x3, 0x1d, 0x3, 0x1d, 0x5, 0x1d, 0x162, 0xa, 0x1d, 0x3, 0x1e, 
       0x3, 0x1e, 0x3, 0x1e, 0x3, 0x1f, 0x3, 0x1f, 0x3, 0x1f, 0x3, 0x20, 
       0x3, 0x20, 0x3, 0x20, 0x3, 0x20, 0x5, 0x20, 0x16e, 0xa, 0x20, 0x3, 
       0x20, 0x3, 0x20, 0x3, 0x20, 0x3, 0x20, 0x7, 0x20, 0x174, 0xa, 0x20, 
       0xc, 0x20, 0xe, 0x20, 0x177, 0xb, 0x20, 0x5, 0x20, 0x179, 0xa, 0x20, 
       0x3, 0x20, 0x3, 0x20, 0x3, 0x21, 0x3, 0x21, 0x3, 0x22, 0x3, 0x22, 
       0x5, 0x22, 0x181, 0xa, 0x22, 0x3, 0x23, 0x3, 0x23, 0x3, 0x23, 0x3, 
       0x23, 0x7, 0x23, 0x187, 0xa, 0x23, 0xc, 0x23, 0xe, 0x23, 0x18a, 0xb, 
       0x23, 0x3, 0x24, 0x3, 0x24, 0x3, 0x24, 0x3, 0x24, 0x5, 0x24, 0x190, 
       0xa, 0x24, 0x3, 0x24, 0x5, 0x24, 0x193, 0xa, 0x24, 0x3, 0x24, 0x3, 
       0x24, 0x3, 0x24, 0x5, 0x24, 0x198, 0xa, 0x24, 0x3, 0x25, 0x3, 0x25, 
       0x3, 0x25, 0x3, 0x25, 0x7, 0x25, 0x19e, 0xa, 0x25, 0xc, 0x25, 0xe, 
       0x25, 0x1a1, 0xb, 0x25, 0x5, 0x25, 0x1a3, 0xa, 0x25, 0x3, 0x25, 0x5, 
       0x25, 0x1a6, 0xa, 0x25, 0x3, 0x25, 0x3, 0x25, 0x5, 0x25, 0x1aa, 0xa, 
       0x25, 0x3, 0x26, 0x3, 0x26, 0x3, 0x26, 0x3, 0x26, 0x3, 0x27, 0x3, 
       0x27, 0x3, 0x27, 0x3, 0x27, 0x7, 0x27, 0x1b4, 0xa, 0x27, 0xc, 0x27, 
       0xe, 0x27, 0x1b7, 0xb, 0x27, 0x3, 0x28, 0x3, 0x28, 0x3, 0x28, 0x7, 
       0x28, 0x1bc, 0xa, 0x28, 0xc, 0x28, 0xe, 0x28, 0x1bf, 0xb, 0x28, 0x3, 
       0x29, 0x3, 0x29, 0x3, 0x29, 0x7, 0x29, 0x1c4, 0xa, 0x29, 0xc, 0x29, 
       0xe, 0x29, 0x1c7, 0xb, 0x29, 0x3, 0x2a, 0x7, 0x2a, 0x1ca, 0xa, 0x2a, 
       0xc, 0x2a, 0xe, 0x2a, 0x1cd, 0xb, 0x2a, 0x3, 0x2a, 0x3, 0x2a, 0x5, 
       0x2a, 0x1d1, 0xa, 0x2a, 0x3, 0x2b, 0x3, 0x2b, 0x3, 0x2b, 0x5, 0x2b, 
       0x1d6, 0xa, 0x2b, 0x3, 0x2b, 0x3, 0x2b, 0x3, 0x2c, 0x3, 0x2c, 0x5, 
       0x2c, 0x1dc, 0xa, 0x2c, 0x3, 0x2d, 0x3, 0x2d, 0x3, 0x2d, 0x5, 0x2d, 
       0x1e1, 0xa, 0x2d, 0x3, 0x2d, 0x3, 0x2d, 0x3, 0x2d, 0x3, 0x2d, 0x3, 
       0x2d, 0x5, 0x2d, 0x1e8, 0xa, 0x2d, 0x3, 0x2d, 0x3, 0x2d, 0x3, 0x2d, 
       0x3, 0x2d, 0x5, 0x2d, 0x1ee, 0xa, 0x2d, 0x5, 0x2d, 0x1f0, 0xa, 0x2d, 
       0x3, 0x2e, 0x3, 0x2e, 0x3, 0x2e, 0x3, 0x2e, 0x3, 0x2e, 0x5, 0x2e, 
       0x1f7, 0xa, 0x2e, 0x5, 0x2e, 0x1f9, 0xa, 0x2e, 0x3, 0x2f, 0x3, 0x2f, 
       0x5, 0x2f, 0x1fd, 0xa, 0x2f, 0x3, 0x2f, 0x3, 0x2f, 0x3, 0x2f, 0x5, 
       0x2f, 0x202, 0xa, 0x2f, 0x3, 0x30, 0x3, 0x30, 0x5, 0x30, 0x206, 0xa, 
       0x30, 0x3, 0x30, 0x5, 0x30, 0x209, 0xa, 0x30, 0x3, 0x31, 0x3, 0x31, 
       0x3, 0x31, 0x5, 0x31, 0x20e, 0xa, 0x31, 0x3, 0x32, 0x3, 0x32, 0x3, 
       0x32, 0x3, 0x32, 0x3, 0x32, 0x7, 0x32, 0x215, 0xa, 0x32, 0xc, 0x32, 
       0xe, 0x32, 0x218, 0xb, 0x32, 0x3, 0x32, 0x5, 0x32, 0x21b, 0xa, 0x32, 
       0x3, 0x32, 0x3, 0x32, 0x3, 0x33, 0x3, 0x33, 0x5, 0x33, 0x221, 0xa, 
       0x33, 0x3, 0x34, 0x3, 0x34, 0x7, 0x34, 0x225, 0xa, 0x34, 0xc, 0x34, 
       0xe, 0x34, 0x228, 0xb, 0x34, 0x3, 0x34, 0x3, 0x34, 0x3, 0x34, 0x3, 
       0x34, 0x3, 0x34, 0x3, 0x34, 0x5, 0x34, 0x230, 0xa, 0x34, 0x5, 0x34, 
       0x232, 0xa, 0x34, 0x3, 0x35, 0x3, 0x35, 0x3, 0x35, 0x3, 0x35, 0x5, 
       0x35, 0x238, 0xa, 0x35, 0x3, 0x35, 0x3, 0x35, 0x3, 0x35, 0x3, 0x35, 
       0x5, 0x35, 0x23e, 0xa, 0x35, 0x3, 0x35, 0x3, 0x35, 0x5, 0x35, 0x242, 
       0xa, 0x35, 0x3, 0x36, 0x3, 0x36, 0x3, 0x36, 0x5, 0x36, 0x247, 0xa, 
       0x36, 0x3, 0x36, 0x3, 0x36, 0x3, 0x36, 0x3, 0x36, 0x5, 0x36, 0x24d, 
       0xa, 0x36, 0x3, 0x36, 0x3, 0x36, 0x5, 0x36, 0x251, 0xa, 0x36, 0x3, 
       0x37, 0x3, 0x37, 0x3, 0x37, 0x3, 0x37, 0x3, 0x37, 0x5, 0x37, 0x258, 
       0xa, 0x37, 0x5, 0x37, 0x25a, 0xa, 0x37, 0x3, 0x38, 0x3, 0x38, 0x3, 
       0x38, 0x3, 0x38, 0x3, 0x38, 0x3, 0x38, 0x3, 0x38, 0x5, 0x38, 0x263, 
       0xa, 0x38, 0x3, 0x38, 0x3, 0x38, 0x5, 0x38, 0x267, 0xa, 0x38, 0x3, 
       0x39, 0x3, 0x39, 0x3, 0x39, 0x7, 0x39, 0x26c, 0xa, 0x39, 0xc, 0x39, 
       0xe, 0x39, 0x26f, 0xb, 0x39, 0x3, 0x3a, 0x3, 0x3a, 0x3, 0x3a, 0x7, 
       0x3a, 0x274, 0xa, 0x3a, 0xc, 0x3a, 0xe, 0x3a, 0x277, 0xb, 0x3a, 0x3, 
       0x3b, 0x3, 0x3b, 0x3, 0x3b, 0x3, 0x3b, 0x5, 0x3b, 0x27d, 0xa, 0x3b, 
       0x3, 0x3b, 0x3, 0x3b, 0x3, 0x3b, 0x3, 0x3b, 0x3, 0x3b, 0x3, 0x3b, 
       0x3, 0x3b, 0x3, 0x3b, 0x5, 0x3b, 0x287, 0xa, 0x3b, 0x3, 0x3b, 0x5, 
       0x3b, 0x28a, 0xa, 0x3b, 0x3, 0x3b, 0x5, 0x3b, 0x28d, 0xa, 0x3b, 0x3, 
       0x3b, 0x3, 0x3b, 0x5, 0x3b, 0x291, 0xa, 0x3b, 0x3, 0x3c, 0x3, 0x3c, 
       0x3, 0x3d, 0x3, 0x3d, 0x3, 0x3d, 0x3, 0x3d, 0x7, 0x3d, 0x299, 0xa, 
       0x3d, 0xc, 0x3d, 0xe, 0x3d, 0x29c, 0xb, 0x3d, 0x3, 0x3d, 0x5, 0x3d, 
       0x29f, 0xa, 0x3d, 0x3, 0x3d, 0x3, 0x3d, 0x3, 0x3e, 0x3, 0x3e, 0x5, 
       0x3e, 0x2a5, 0xa, 0x3e, 0x3, 0x3e, 0x2, 0x2, 0x3f, 0x2, 0x4, 0x6, 
       0x8, 0xa, 0xc, 0xe, 0x10, 0x12, 0x14, 0x16, 0x18, 0x1a, 0x1c, 0x1e, 
       0x20, 0x22, 0x24, 0x26, 0x28, 0x2a, 0x2c, 0x2e, 0x30, 0x32, 0x34, 
       0x36, 0x38, 0x3a, 0x3c, 0x3e, 0x40, 0x42, 0x44, 0x46, 0x48, 0x4a, 
       0x4c, 0x4e, 0x50, 0x52, 0x54, 0x56, 0x58, 0x5a, 0x5c, 0x5e, 0x60, 
       0x62, 0x64, 0x66, 0x68, 0x6a, 0x6c, 0x6e, 0x70, 0x72, 0x74, 0x76, 
       0x78, 0x7a, 0x2, 0xc, 0x3, 0x2, 0x37, 0x38, 0x4, 0x2, 0x3, 0x3, 0x5, 
       0x5, 0x3, 0x2, 0x5, 0x7, 0x3, 0x2, 0x34, 0x35, 0x3, 0x2, 0x14, 0x19, 
       0x3, 0x2, 0x2b, 0x2c, 0x3, 0x2, 0x31, 0x32, 0x3, 0x2, 0x1a, 0x1b, 
       0x3, 0x2, 0x1c, 0x1d, 0x4, 0x2, 0x4, 0x6, 0x23, 0x24, 0x2, 0x2d8, 
       0x2, 0x84, 0x3, 0x2, 0x2, 0x2, 0x4, 0x94, 0x3, 0x2, 0x2, 0x2, 0x6, 
       0x96, 0x3, 0x2, 0x2, 0x2, 0x8, 0x99, 0x3, 0x2, 0x2, 0x2, 0xa, 0x9c, 
       0x3, 0x2, 0x2, 0x2, 0xc, 0x9f, 0x3, 0x2, 0x2, 0x2, 0xe, 0xa2, 0x3, 
       0x2, 0x2, 0x2, 0x10, 0xa5, 0x3, 0x2, 0x2, 0x2, 0x12, 0xa8, 0x3, 0x2, 
       0x2, 0x2, 0x14, 0xad, 0x3, 0x2, 0x2, 0x2, 0x16, 0xbc, 0x3, 0x2, 0x2, 
       0x2, 0x18, 0xbe, 0x3, 0x2, 0x2, 0x2, 0x1a, 0xc1, 0x3, 0x2, 0x2, 0x2, 
       0x1c, 0xd6, 0x3, 0x2, 0x2, 0x2, 0x1e, 0xd9, 0x3, 0x2, 0x2, 0x2, 0x20, 
       0xdc, 0x3, 0x2, 0x2, 0x2, 0x22, 0xe8, 0x3, 0x2, 0x2, 0x2, 0x24, 0xf1, 
       0x3, 0x2, 0x2, 0x2, 0x26, 0xfd, 0x3, 0x2, 0x2, 0x2, 0x28, 0x105, 
       0x3, 0x2, 0x2, 0x2, 0x2a, 0x114, 0x3, 0x2, 0x2, 0x2, 0x2c, 0x118, 
       0x3, 0x2, 0x2, 0x2, 0x2e, 0x11d, 0x3, 0x2, 0x2, 0x2, 0x30, 0x125, 
       0x3, 0x2, 0x2, 0x2, 0x32, 0x144, 0x3, 0x2, 0x2, 0x2, 0x34, 0x146, 
       0x3, 0x2, 0x2, 0x2, 0x36, 0x14f, 0x3, 0x2, 0x2, 0x2, 0x38, 0x15e, 
       0x3, 0x2, 0x2, 0x2, 0x3a, 0x163, 0x3, 0x2, 0x2, 0x2, 0x3c, 0x166, 
       0x3, 0x2, 0x2, 0x2, 0x3e, 0x169, 0x3, 0x2, 0x2, 0x2, 0x40, 0x17c, 
       0x3, 0x2, 0x2, 0x2, 0x42, 0x180, 0x3, 0x2, 0x2, 0x2, 0x44, 0x182, 
       0x3, 0x2, 0x2, 0x2, 0x46, 0x197, 0x3, 0x2, 0x2, 0x2, 0x48, 0x1a5, 
       0x3, 0x2, 0x2, 0x2, 0x4a, 0x1ab, 0x3, 0x2, 0x2, 0x2, 0x4c, 0x1af, 
       0x3, 0x2, 0x2, 0x2, 0x4e, 0x1b8, 0x3, 0x2, 0x2, 0x2, 0x50, 0x1c0, 
       0x3, 0x2, 0x2, 0x2, 0x52, 0x1cb, 0x3, 0x2, 0x2, 0x2, 0x54, 0x1d5, 
       0x3, 0x2, 0x2, 0x2, 0x56, 0x1d9, 0x3, 0x2, 0x2, 0x2, 0x58, 0x1ef, 
       0x3, 0x2, 0x2, 0x2, 0x5a, 0x1f1, 0x3, 0x2, 0x2, 0x2, 0x5c, 0x1fa, 
       0x3, 0x2, 0x2, 0x2, 0x5e, 0x203, 0x3, 0x2, 0x2, 0x2, 0x60, 0x20d, 
       0x3, 0x2, 0x2, 0x2, 0x62, 0x20f, 0x3, 0x2, 0x2, 0x2, 0x64, 0x21e, 
       0x3, 0x2, 0x2, 0x2, 0x66, 0x222, 0x3, 0x2, 0x2, 0x2, 0x68, 0x241, 
       0x3, 0x2, 0x2, 0x2, 0x6a, 0x250, 0x3, 0x2, 0x2, 0x2, 0x6c, 0x252, 
       0x3, 0x2, 0x2, 0x2, 0x6e, 0x266, 0x3, 0x2, 0x2, 0x2, 0x70, 0x268, 
       0x3, 0x2, 0x2, 0x2, 0x72, 0x270, 0x3, 0x2, 0x2, 0x2, 0x74, 0x290, 
       0x3, 0x2, 0x2, 0x2, 0x76, 0x292, 0x3, 0x2, 0x2, 0x2, 0x78, 0x294, 
       0x3, 0x2, 0x2, 0x2, 0x7a, 0x2a4, 0x3, 0x2, 0x2, 0x2, 0x7c, 0x81, 
       0x5, 0x4, 0x3, 0x2, 0x7d, 0x7e, 0x7, 0x13, 0x2, 0x2, 0x7e, 0x80, 
       0x5, 0x4, 0x3, 0x2, 0x7f, 0x7d, 0x3, 0x2, 0x2, 0x2, 0x80, 0x83, 0x3, 
       0x2, 0x2, 0x2, 0x81, 0x7f, 0x3, 0x2, 0x2, 0x2, 0x81, 0x82, 0x3, 0x2, 
       0x2, 0x2, 0x82, 0x85, 0x3, 0x2, 0x2, 0x2, 0x83, 0x81, 0x3, 0x2, 0x2, 
       0x2, 0x84, 0x7c, 0x3, 0x2, 0x2, 0x2, 0x84, 0x85, 0x3, 0x2, 0x2, 0x2, 
       0x85, 0x86, 0x3, 0x2, 0x2, 0x2, 0x86, 0x87, 0x7, 0x2, 0x2, 0x3, 0x87, 
       0x3, 0x3, 0x2, 0x2, 0x2, 0x88, 0x95, 0x5, 0x12, 0xa, 0x2, 0x89, 0x95, 
       0x5, 0x1a, 0xe, 0x2, 0x8a, 0x95, 0x5, 0x24, 0x13, 0x2, 0x8b, 0x95, 
       0x5, 0x20, 0x11, 0x2, 0x8c, 0x95, 0x5, 0x28, 0x15, 0x2, 0x8d, 0x95, 
       0x5, 0x2c, 0x17, 0x2, 0x8e, 0x95, 0x5, 0x2e, 0x18, 0x2, 0x8f, 0x95, 
       0x5, 0x30, 0x19, 0x2, 0x90, 0x95, 0x5, 0x34, 0x1b, 0x2, 0x91, 0x95, 
       0x5, 0x3a, 0x1e, 0x2, 0x92, 0x95, 0x5, 0x3c, 0x1f, 0x2, 0x93, 0x95, 
       0x5, 0x3e, 0x20, 0x2, 0x94, 0x88, 0x3, 0x2, 0x2, 0x2, 0x94, 0x89, 
       0x3, 0x2, 0x2, 0x2, 0x94, 0x8a, 0x3, 0x2, 0x2, 0x2, 0x94, 0x8b, 0x3, 
       0x2, 0x2, 0x2, 0x94, 0x8c, 0x3, 0x2, 0x2, 0x2, 0x94, 0x8d, 0x3, 0x2, 
       0x2, 0x2, 0x94, 0x8e, 0x3, 0x2, 0x2, 0x2, 0x94, 0x8f, 0x3, 0x2, 0x2, 
       0x2, 0x94, 0x90, 0x3, 0x2, 0x2, 0x2, 0x94, 0x91, 0x3, 0x2, 0x2, 0x2, 
       0x94, 0x92, 0x3, 0x2, 0x2, 0x2, 0x94, 0x93, 0x3, 0x2, 0x2, 0x2, 0x95, 
       0x5, 0x3, 0x2, 0x2, 0x2, 0x96, 0x97, 0x5, 0x4, 0x3, 0x2, 0x97, 0x98, 
       0x7, 0x2, 0x2, 0x3, 0x98, 0x7, 0x3, 0x2, 0x2, 0x2, 0x99, 0x9a, 0x5, 
       0x1e, 0x10, 0x2, 0x9a, 0x9b, 0x7, 0x2, 0x2, 0x3, 0x9b, 0x9, 0x3, 
       0x2, 0x2, 0x2, 0x9c, 0x9d, 0x5, 0x2a, 0x16, 0x2, 0x9d, 0x9e, 0x7, 
       0x2, 0x2, 0x3, 0x9e, 0xb, 0x3, 0x2, 0x2, 0x2, 0x9f, 0xa0, 0x5, 0x42, 
       0x22, 0x2, 0xa0, 0xa1, 0x7, 0x2, 0x2, 0x3, 0xa1, 0xd, 0x3, 0x2, 0x2, 
       0x2, 0xa2, 0xa3, 0x5, 0x38, 0x1d, 0x2, 0xa3, 0xa4, 0x7, 0x2, 0x2, 
       0x3, 0xa4, 0xf, 0x3, 0x2, 0x2, 0x2, 0xa5, 0xa6, 0x5, 0x4a, 0x26, 
       0x2, 0xa6, 0xa7, 0x7, 0x2, 0x2, 0x3, 0xa7, 0x11, 0x3, 0x2, 0x2, 0x2, 
       0xa8, 0xab, 0x5, 0x4e, 0x28, 0x2, 0xa9, 0xac, 0x5, 0x14, 0xb, 0x2, 
       0xaa, 0xac, 0x5, 0x18, 0xd, 0x2, 0xab, 0xa9, 0x3, 0x2, 0x2, 0x2, 
       0xab, 0xaa, 0x3, 0x2, 0x2, 0x2, 0xac, 0x13, 0x3, 0x2, 0x2, 0x2, 0xad, 
       0xb1, 0x7, 0x9, 0x2, 0x2, 0xae, 0xb0, 0x5, 0x16, 0xc, 0x2, 0xaf, 
       0xae, 0x3, 0x2, 0x2, 0x2, 0xb0, 0xb3, 0x3, 0x2, 0x2, 0x2, 0xb1, 0xaf, 
       0x3, 0x2, 0x2, 0x2, 0xb1, 0xb2, 0x3, 0x2, 0x2, 0x2, 0xb2, 0xb5, 0x3, 
       0x2, 0x2, 0x2, 0xb3, 0xb1, 0x3, 0x2, 0x2, 0x2, 0xb4, 0xb6, 0x7, 0x5, 
       0x2, 0x2, 0xb5, 0xb4, 0x3, 0x2, 0x2, 0x2, 0xb5, 0xb6, 0x3, 0x2, 0x2, 
       0x2, 0xb6, 0x15, 0x3, 0x2, 0x2, 0x2, 0xb7, 0xbd, 0x7, 0x36, 0x2, 
       0x2, 0xb8, 0xb9, 0x7, 0x37, 0x2, 0x2, 0xb9, 0xbd, 0x7, 0x4, 0x2, 
       0x2, 0xba, 0xbb, 0x7, 0x39, 0x2, 0x2, 0xbb, 0xbd, 0x7, 0x8, 0x2, 
       0x2, 0xbc, 0xb7, 0x3, 0x2, 0x2, 0x2, 0xbc, 0xb8, 0x3, 0x2, 0x2, 0x2, 
       0xbc, 0xba, 0x3, 0x2, 0x2, 0x2, 0xbd, 0x17, 0x3, 0x2, 0x2, 0x2, 0xbe, 
       0xbf, 0x7, 0x1e, 0x2, 0x2, 0xbf, 0xc0, 0x7, 0x3, 0x2, 0x2, 0xc0, 
       0x19, 0x3, 0x2, 0x2, 0x2, 0xc1, 0xc2, 0x7, 0x3a, 0x2, 0x2, 0xc2, 
       0xc6, 0x7, 0x3, 0x2, 0x2, 0xc3, 0xc5, 0x5, 0x1c, 0xf, 0x2, 0xc4, 
       0xc3, 0x3, 0x2, 0x2, 0x2, 0xc5, 0xc8, 0x3, 0x2, 0x2, 0x2, 0xc6, 0xc4, 
       0x3, 0x2, 0x2, 0x2, 0xc6, 0xc7, 0x3, 0x2, 0x2, 0x2, 0xc7, 0xc9, 0x3, 
       0x2, 0x2, 0x2, 0xc8, 0xc6, 0x3, 0x2, 0x2, 0x2, 0xc9, 0xd2, 0x7, 0xe, 
       0x2, 0x2, 0xca, 0xcf, 0x5, 0x1e, 0x10, 0x2, 0xcb, 0xcc, 0x7, 0x13, 
       0x2, 0x2, 0xcc, 0xce, 0x5, 0x1e, 0x10, 0x2, 0xcd, 0xcb, 0x3, 0x2, 
       0x2, 0x2, 0xce, 0xd1, 0x3, 0x2, 0x2, 0x2, 0xcf, 0xcd, 0x3, 0x2, 0x2, 
       0x2, 0xcf, 0xd0, 0x3, 0x2, 0x2, 0x2, 0xd0, 0xd3, 0x3, 0x2, 0x2, 0x2, 
       0xd1, 0xcf, 0x3, 0x2, 0x2, 0x2, 0xd2, 0xca, 0x3, 0x2, 0x2, 0x2, 0xd2, 
       0xd3, 0x3, 0x2, 0x2, 0x2, 0xd3, 0xd4, 0x3, 0x2, 0x2, 0x2, 0xd4, 0xd5, 
       0x7, 0xf, 0x2, 0x2, 0xd5, 0x1b, 0x3, 0x2, 0x2, 0x2, 0xd6, 0xd7, 0x9, 
       0x2, 0x2, 0x2, 0xd7, 0xd8, 0x7, 0x4, 0x2, 0x2, 0xd8, 0x1d, 0x3, 0x2, 
       0x2, 0x2, 0xd9, 0xda, 0x5, 0x4e, 0x28, 0x2, 0xda, 0xdb, 0x5, 0x14, 
       0xb, 0x2, 0xdb, 0x1f, 0x3, 0x2, 0x2, 0x2, 0xdc, 0xdd, 0x7, 0x3d, 
       0x2, 0x2, 0xdd, 0xe2, 0x7, 0x3, 0x2, 0x2, 0xde, 0xdf, 0x7, 0x18, 
       0x2, 0x2, 0xdf, 0xe1, 0x7, 0x3, 0x2, 0x2, 0xe0, 0xde, 0x3, 0x2, 0x2, 
       0x2, 0xe1, 0xe4, 0x3, 0x2, 0x2, 0x2, 0xe2, 0xe0, 0x3, 0x2, 0x2, 0x2, 
       0xe2, 0xe3, 0x3, 0x2, 0x2, 0x2, 0xe3, 0xe6, 0x3, 0x2, 0x2, 0x2, 0xe4, 
       0xe2, 0x3, 0x2, 0x2, 0x2, 0xe5, 0xe7, 0x5, 0x22, 0x12, 0x2, 0xe6, 
       0xe5, 0x3, 0x2, 0x2, 0x2, 0xe6, 0xe7, 0x3, 0x2, 0x2, 0x2, 0xe7, 0x21, 
       0x3, 0x2, 0x2, 0x2, 0xe8, 0xe9, 0x7, 0x3e, 0x2, 0x2, 0xe9, 0xee, 
       0x7, 0x3, 0x2, 0x2, 0xea, 0xeb, 0x7, 0x10, 0x2, 0x2, 0xeb, 0xed, 
       0x7, 0x3, 0x2, 0x2, 0xec, 0xea, 0x3, 0x2, 0x2, 0x2, 0xed, 0xf0, 0x3, 
       0x2, 0x2, 0x2, 0xee, 0xec, 0x3, 0x2, 0x2, 0x2, 0xee, 0xef, 0x3, 0x2, 
       0x2, 0x2, 0xef, 0x23, 0x3, 0x2, 0x2, 0x2, 0xf0, 0xee, 0x3, 0x2, 0x2, 
       0x2, 0xf1, 0xf2, 0x7, 0x3b, 0x2, 0x2, 0xf2, 0xf7, 0x5, 0x26, 0x14, 
       0x2, 0xf3, 0xf4, 0x7, 0x10, 0x2, 0x2, 0xf4, 0xf6, 0x5, 0x26, 0x14, 
       0x2, 0xf5, 0xf3, 0x3, 0x2, 0x2, 0x2, 0xf6, 0xf9, 0x3, 0x2, 0x2, 0x2, 
       0xf7, 0xf5, 0x3, 0x2, 0x2, 0x2, 0xf7, 0xf8, 0x3, 0x2, 0x2, 0x2, 0xf8, 
       0xfa, 0x3, 0x2, 0x2, 0x2, 0xf9, 0xf7, 0x3, 0x2, 0x2, 0x2, 0xfa, 0xfb, 
       0x7, 0x3c, 0x2, 0x2, 0xfb, 0xfc, 0x7, 0x3, 0x2, 0x2, 0xfc, 0x25, 
       0x3, 0x2, 0x2, 0x2, 0xfd, 0x102, 0x7, 0x3, 0x2, 0x2, 0xfe, 0xff, 
       0x7, 0x20, 0x2, 0x2, 0xff, 0x101, 0x7, 0x3, 0x2, 0x2, 0x100, 0xfe, 
       0x3, 0x2, 0x2, 0x2, 0x101, 0x104, 0x3, 0x2, 0x2, 0x2, 0x102, 0x100, 
       0x3, 0x2, 0x2, 0x2, 0x102, 0x103, 0x3, 0x2, 0x2, 0x2, 0x103, 0x27, 
       0x3, 0x2, 0x2, 0x2, 0x104, 0x102, 0x3, 0x2, 0x2, 0x2, 0x105, 0x106, 
       0x7, 0x3f, 0x2, 0x2, 0x106, 0x107, 0x7, 0x3, 0x2, 0x2, 0x107, 0x110, 
       0x7, 0xe, 0x2, 0x2, 0x108, 0x10d, 0x5, 0x2a, 0x16, 0x2, 0x109, 0x10a, 
       0x7, 0x13, 0x2, 0x2, 0x10a, 0x10c, 0x5, 0x2a, 0x16, 0x2, 0x10b, 0x109, 
       0x3, 0x2, 0x2, 0x2, 0x10c, 0x10f, 0x3, 0x2, 0x2, 0x2, 0x10d, 0x10b, 
       0x3, 0x2, 0x2, 0x2, 0x10d, 0x10e, 0x3, 0x2, 0x2, 0x2, 0x10e, 0x111, 
       0x3, 0x2, 0x2, 0x2, 0x10f, 0x10d, 0x3, 0x2, 0x2, 0x2, 0x110, 0x108, 
       0x3, 0x2, 0x2, 0x2, 0x110, 0x111, 0x3, 0x2, 0x2, 0x2, 0x111, 0x112, 
       0x3, 0x2, 0x2, 0x2, 0x112, 0x113, 0x7, 0xf, 0x2, 0x2, 0x113, 0x29, 
       0x3, 0x2, 0x2, 0x2, 0x114, 0x115, 0x7, 0x3, 0x2, 0x2, 0x115, 0x116, 
       0x7, 0x14, 0x2, 0x2, 0x116, 0x117, 0x5, 0x4e, 0x28, 0x2, 0x117, 0x2b, 
       0x3, 0x2, 0x2, 0x2, 0x118, 0x119, 0x7, 0x40, 0x2, 0x2, 0x119, 0x11a, 
       0x7, 0x3, 0x2, 0x2, 0x11a, 0x11b, 0x7, 0x14, 0x2, 0x2, 0x11b, 0x11c, 
       0x5, 0x4e, 0x28, 0x2, 0x11c, 0x2d, 0x3, 0x2, 0x2, 0x2, 0x11d, 0x11e, 
       0x7, 0x41, 0x2, 0x2, 0x11e, 0x123, 0x7, 0x3, 0x2, 0x2, 0x11f, 0x120, 
       0x7, 0x14, 0x2, 0x2, 0x120, 0x124, 0x5, 0x78, 0x3d, 0x2, 0x121, 0x122, 
       0x7, 0x42, 0x2, 0x2, 0x122, 0x124, 0x7, 0x5, 0x2, 0x2, 0x123, 0x11f, 
       0x3, 0x2, 0x2, 0x2, 0x123, 0x121, 0x3, 0x2, 0x2, 0x2, 0x124, 0x2f, 
       0x3, 0x2, 0x2, 0x2, 0x125, 0x126, 0x7, 0x43, 0x2, 0x2, 0x126, 0x12b, 
       0x7, 0x3, 0x2, 0x2, 0x127, 0x128, 0x7, 0x10, 0x2, 0x2, 0x128, 0x12a, 
       0x7, 0x3, 0x2, 0x2, 0x129, 0x127, 0x3, 0x2, 0x2, 0x2, 0x12a, 0x12d, 
       0x3, 0x2, 0x2, 0x2, 0x12b, 0x129, 0x3, 0x2, 0x2, 0x2, 0x12b, 0x12c, 
       0x3, 0x2, 0x2, 0x2, 0x12c, 0x12e, 0x3, 0x2, 0x2, 0x2, 0x12d, 0x12b, 
       0x3, 0x2, 0x2, 0x2, 0x12e, 0x12f, 0x7, 0x11, 0x2, 0x2, 0x12f, 0x133, 
       0x7, 0xb, 0x2, 0x2, 0x130, 0x132, 0x5, 0x32, 0x1a, 0x2, 0x131, 0x130, 
       0x3, 0x2, 0x2, 0x2, 0x132, 0x135, 0x3, 0x2, 0x2, 0x2, 0x133, 0x131, 
       0x3, 0x2, 0x2, 0x2, 0x133, 0x134, 0x3, 0x2, 0x2, 0x2, 0x134, 0x137, 
       0x3, 0x2, 0x2, 0x2, 0x135, 0x133, 0x3, 0x2, 0x2, 0x2, 0x136, 0x138, 
       0x7, 0x5, 0x2, 0x2, 0x137, 0x136, 0x3, 0x2, 0x2, 0x2, 0x137, 0x138, 
       0x3, 0x2, 0x2, 0x2, 0x138, 0x31, 0x3, 0x2, 0x2, 0x2, 0x139, 0x13a, 
       0x7, 0x2c, 0x2, 0x2, 0x13a, 0x13f, 0x5, 0x76, 0x3c, 0x2, 0x13b, 0x13c, 
       0x7, 0x10, 0x2, 0x2, 0x13c, 0x13e, 0x5, 0x76, 0x3c, 0x2, 0x13d, 0x13b, 
       0x3, 0x2, 0x2, 0x2, 0x13e, 0x141, 0x3, 0x2, 0x2, 0x2, 0x13f, 0x13d, 
       0x3, 0x2, 0x2, 0x2, 0x13f, 0x140, 0x3, 0x2, 0x2, 0x2, 0x140, 0x145, 
       0x3, 0x2, 0x2, 0x2, 0x141, 0x13f, 0x3, 0x2, 0x2, 0x2, 0x142, 0x143, 
       0x7, 0x44, 0x2, 0x2, 0x143, 0x145, 0x5, 0x76, 0x3c, 0x2, 0x144, 0x139, 
       0x3, 0x2, 0x2, 0x2, 0x144, 0x142, 0x3, 0x2, 0x2, 0x2, 0x145, 0x33, 
       0x3, 0x2, 0x2, 0x2, 0x146, 0x147, 0x7, 0x45, 0x2, 0x2, 0x147, 0x14c, 
       0x5, 0x36, 0x1c, 0x2, 0x148, 0x149, 0x7, 0x10, 0x2, 0x2, 0x149, 0x14b, 
       0x5, 0x36, 0x1c, 0x2, 0x14a, 0x148, 0x3, 0x2, 0x2, 0x2, 0x14b, 0x14e, 
       0x3, 0x2, 0x2, 0x2, 0x14c, 0x14a, 0x3, 0x2, 0x2, 0x2, 0x14c, 0x14d, 
       0x3, 0x2, 0x2, 0x2, 0x14d, 0x35, 0x3, 0x2, 0x2, 0x2, 0x14e, 0x14c, 
       0x3, 0x2, 0x2, 0x2, 0x14f, 0x15c, 0x7, 0x3, 0x2, 0x2, 0x150, 0x159, 
       0x7, 0xe, 0x2, 0x2, 0x151, 0x156, 0x5, 0x38, 0x1d, 0x2, 0x152, 0x153, 
       0x7, 0x13, 0x2, 0x2, 0x153, 0x155, 0x5, 0x38, 0x1d, 0x2, 0x154, 0x152, 
       0x3, 0x2, 0x2, 0x2, 0x155, 0x158, 0x3, 0x2, 0x2, 0x2, 0x156, 0x154, 
       0x3, 0x2, 0x2, 0x2, 0x156, 0x157, 0x3, 0x2, 0x2, 0x2, 0x157, 0x15a, 
       0x3, 0x2, 0x2, 0x2, 0x158, 0x156, 0x3, 0x2, 0x2, 0x2, 0x159, 0x151, 
       0x3, 0x2, 0x2, 0x2, 0x159, 0x15a, 0x3, 0x2, 0x2, 0x2, 0x15a, 0x15b, 
       0x3, 0x2, 0x2, 0x2, 0x15b, 0x15d, 0x7, 0xf, 0x2, 0x2, 0x15c, 0x150, 
       0x3, 0x2, 0x2, 0x2, 0x15c, 0x15d, 0x3, 0x2, 0x2, 0x2, 0x15d, 0x37, 
       0x3, 0x2, 0x2, 0x2, 0x15e, 0x161, 0x7, 0x3, 0x2, 0x2, 0x15f, 0x160, 
       0x7, 0x11, 0x2, 0x2, 0x160, 0x162, 0x7, 0xb, 0x2, 0x2, 0x161, 0x15f, 
       0x3, 0x2, 0x2, 0x2, 0x161, 0x162, 0x3, 0x2, 0x2, 0x2, 0x162, 0x39, 
       0x3, 0x2, 0x2, 0x2, 0x163, 0x164, 0x7, 0x46, 0x2, 0x2, 0x164, 0x165, 
       0x9, 0x3, 0x2, 0x2, 0x165, 0x3b, 0x3, 0x2, 0x2, 0x2, 0x166, 0x167, 
       0x7, 0x47, 0x2, 0x2, 0x167, 0x168, 0x7, 0x5, 0x2, 0x2, 0x168, 0x3d, 
       0x3, 0x2, 0x2, 0x2, 0x169, 0x16a, 0x7, 0x48, 0x2, 0x2, 0x16a, 0x16d, 
       0x7, 0x5, 0x2, 0x2, 0x16b, 0x16c, 0x7, 0x49, 0x2, 0x2, 0x16c, 0x16e, 
       0x5, 0x40, 0x21, 0x2, 0x16d, 0x16b, 0x3, 0x2, 0x2, 0x2, 0x16d, 0x16e, 
       0x3, 0x2, 0x2, 0x2, 0x16e, 0x16f, 0x3, 0x2, 0x2, 0x2, 0x16f, 0x178, 
       0x7, 0xe, 0x2, 0x2, 0x170, 0x175, 0x5, 0x42, 0x22, 0x2, 0x171, 0x172, 
       0x7, 0x13, 0x2, 0x2, 0x172, 0x174, 0x5, 0x42, 0x22, 0x2, 0x173, 0x171, 
       0x3, 0x2, 0x2, 0x2, 0x174, 0x177, 0x3, 0x2, 0x2, 0x2, 0x175, 0x173, 
       0x3, 0x2, 0x2, 0x2, 0x175, 0x176, 0x3, 0x2, 0x2, 0x2, 0x176, 0x179, 
       0x3, 0x2, 0x2, 0x2, 0x177, 0x175, 0x3, 0x2, 0x2, 0x2, 0x178, 0x170, 
       0x3, 0x2, 0x2, 0x2, 0x178, 0x179, 0x3, 0x2, 0x2, 0x2, 0x179, 0x17a, 
       0x3, 0x2, 0x2, 0x2, 0x17a, 0x17b, 0x7, 0xf, 0x2, 0x2, 0x17b, 0x3f, 
       0x3, 0x2, 0x2, 0x2, 0x17c, 0x17d, 0x9, 0x4, 0x2, 0x2, 0x17d, 0x41, 
       0x3, 0x2, 0x2, 0x2, 0x17e, 0x181, 0x5, 0x44, 0x23, 0x2, 0x17f, 0x181, 
       0x5, 0x4c, 0x27, 0x2, 0x180, 0x17e, 0x3, 0x2, 0x2, 0x2, 0x180, 0x17f, 
       0x3, 0x2, 0x2, 0x2, 0x181, 0x43, 0x3, 0x2, 0x2, 0x2, 0x182, 0x183, 
       0x7, 0x4a, 0x2, 0x2, 0x183, 0x188, 0x5, 0x46, 0x24, 0x2, 0x184, 0x185, 
       0x7, 0x10, 0x2, 0x2, 0x185, 0x187, 0x5, 0x46, 0x24, 0x2, 0x186, 0x184, 
       0x3, 0x2, 0x2, 0x2, 0x187, 0x18a, 0x3, 0x2, 0x2, 0x2, 0x188, 0x186, 
       0x3, 0x2, 0x2, 0x2, 0x188, 0x189, 0x3, 0x2, 0x2, 0x2, 0x189, 0x45, 
       0x3, 0x2, 0x2, 0x2, 0x18a, 0x188, 0x3, 0x2, 0x2, 0x2, 0x18b, 0x192, 
       0x7, 0x3, 0x2, 0x2, 0x18c, 0x18f, 0x7, 0x14, 0x2, 0x2, 0x18d, 0x190, 
       0x5, 0x76, 0x3c, 0x2, 0x18e, 0x190, 0x5, 0x78, 0x3d, 0x2, 0x18f, 
       0x18d, 0x3, 0x2, 0x2, 0x2, 0x18f, 0x18e, 0x3, 0x2, 0x2, 0x2, 0x190, 
       0x193, 0x3, 0x2, 0x2, 0x2, 0x191, 0x193, 0x5, 0x48, 0x25, 0x2, 0x192, 
       0x18c, 0x3, 0x2, 0x2, 0x2, 0x192, 0x191, 0x3, 0x2, 0x2, 0x2, 0x193, 
       0x198, 0x3, 0x2, 0x2, 0x2, 0x194, 0x195, 0x7, 0x4, 0x2, 0x2, 0x195, 
       0x196, 0x7, 0x3, 0x2, 0x2, 0x196, 0x198, 0x5, 0x48, 0x25, 0x2, 0x197, 
       0x18b, 0x3, 0x2, 0x2, 0x2, 0x197, 0x194, 0x3, 0x2, 0x2, 0x2, 0x198, 
       0x47, 0x3, 0x2, 0x2, 0x2, 0x199, 0x1a2, 0x7, 0xe, 0x2, 0x2, 0x19a, 
       0x19f, 0x5, 0x4a, 0x26, 0x2, 0x19b, 0x19c, 0x7, 0x13, 0x2, 0x2, 0x19c, 
       0x19e, 0x5, 0x4a, 0x26, 0x2, 0x19d, 0x19b, 0x3, 0x2, 0x2, 0x2, 0x19e, 
       0x1a1, 0x3, 0x2, 0x2, 0x2, 0x19f, 0x19d, 0x3, 0x2, 0x2, 0x2, 0x19f, 
       0x1a0, 0x3, 0x2, 0x2, 0x2, 0x1a0, 0x1a3, 0x3, 0x2, 0x2, 0x2, 0x1a1, 
       0x19f, 0x3, 0x2, 0x2, 0x2, 0x1a2, 0x19a, 0x3, 0x2, 0x2, 0x2, 0x1a2, 
       0x1a3, 0x3, 0x2, 0x2, 0x2, 0x1a3, 0x1a4, 0x3, 0x2, 0x2, 0x2, 0x1a4, 
       0x1a6, 0x7, 0xf, 0x2, 0x2, 0x1a5, 0x199, 0x3, 0x2, 0x2, 0x2, 0x1a5, 
       0x1a6, 0x3, 0x2, 0x2, 0x2, 0x1a6, 0x1a9, 0x3, 0x2, 0x2, 0x2, 0x1a7, 
       0x1a8, 0x7, 0x8, 0x2, 0x2, 0x1a8, 0x1aa, 0x7, 0x4c, 0x2, 0x2, 0x1a9, 
       0x1a7, 0x3, 0x2, 0x2, 0x2, 0x1a9, 0x1aa, 0x3, 0x2, 0x2, 0x2, 0x1aa, 
       0x49, 0x3, 0x2, 0x2, 0x2, 0x1ab, 0x1ac, 0x7, 0x3, 0x2, 0x2, 0x1ac, 
       0x1ad, 0x7, 0x14, 0x2, 0x2, 0x1ad, 0x1ae, 0x5, 0x76, 0x3c, 0x2, 0x1ae, 
       0x4b, 0x3, 0x2, 0x2, 0x2, 0x1af, 0x1b0, 0x7, 0x4b, 0x2, 0x2, 0x1b0, 
       0x1b5, 0x5, 0x4e, 0x28, 0x2, 0x1b1, 0x1b2, 0x7, 0x10, 0x2, 0x2, 0x1b2, 
       0x1b4, 0x5, 0x4e, 0x28, 0x2, 0x1b3, 0x1b1, 0x3, 0x2, 0x2, 0x2, 0x1b4, 
       0x1b7, 0x3, 0x2, 0x2, 0x2, 0x1b5, 0x1b3, 0x3, 0x2, 0x2, 0x2, 0x1b5, 
       0x1b6, 0x3, 0x2, 0x2, 0x2, 0x1b6, 0x4d, 0x3, 0x2, 0x2, 0x2, 0x1b7, 
       0x1b5, 0x3, 0x2, 0x2, 0x2, 0x1b8, 0x1bd, 0x5, 0x50, 0x29, 0x2, 0x1b9, 
       0x1ba, 0x7, 0x20, 0x2, 0x2, 0x1ba, 0x1bc, 0x5, 0x50, 0x29, 0x2, 0x1bb, 
       0x1b9, 0x3, 0x2, 0x2, 0x2, 0x1bc, 0x1bf, 0x3, 0x2, 0x2, 0x2, 0x1bd, 
       0x1bb, 0x3, 0x2, 0x2, 0x2, 0x1bd, 0x1be, 0x3, 0x2, 0x2, 0x2, 0x1be, 
       0x4f, 0x3, 0x2, 0x2, 0x2, 0x1bf, 0x1bd, 0x3, 0x2, 0x2, 0x2, 0x1c0, 
       0x1c5, 0x5, 0x52, 0x2a, 0x2, 0x1c1, 0x1c2, 0x7, 0x1f, 0x2, 0x2, 0x1c2, 
       0x1c4, 0x5, 0x52, 0x2a, 0x2, 0x1c3, 0x1c1, 0x3, 0x2, 0x2, 0x2, 0x1c4, 
       0x1c7, 0x3, 0x2, 0x2, 0x2, 0x1c5, 0x1c3, 0x3, 0x2, 0x2, 0x2, 0x1c5, 
       0x1c6, 0x3, 0x2, 0x2, 0x2, 0x1c6, 0x51, 0x3, 0x2, 0x2, 0x2, 0x1c7, 
       0x1c5, 0x3, 0x2, 0x2, 0x2, 0x1c8, 0x1ca, 0x7, 0x21, 0x2, 0x2, 0x1c9, 
       0x1c8, 0x3, 0x2, 0x2, 0x2, 0x1ca, 0x1cd, 0x3, 0x2, 0x2, 0x2, 0x1cb, 
       0x1c9, 0x3, 0x2, 0x2, 0x2, 0x1cb, 0x1cc, 0x3, 0x2, 0x2, 0x2, 0x1cc, 
       0x1d0, 0x3, 0x2, 0x2, 0x2, 0x1cd, 0x1cb, 0x3, 0x2, 0x2, 0x2, 0x1ce, 
       0x1d1, 0x5, 0x56, 0x2c, 0x2, 0x1cf, 0x1d1, 0x5, 0x54, 0x2b, 0x2, 
       0x1d0, 0x1ce, 0x3, 0x2, 0x2, 0x2, 0x1d0, 0x1cf, 0x3, 0x2, 0x2, 0x2, 
       0x1d1, 0x53, 0x3, 0x2, 0x2, 0x2, 0x1d2, 0x1d6, 0x7, 0x22, 0x2, 0x2, 
       0x1d3, 0x1d4, 0x9, 0x5, 0x2, 0x2, 0x1d4, 0x1d6, 0x7, 0x4, 0x2, 0x2, 
       0x1d5, 0x1d2, 0x3, 0x2, 0x2, 0x2, 0x1d5, 0x1d3, 0x3, 0x2, 0x2, 0x2, 
       0x1d6, 0x1d7, 0x3, 0x2, 0x2, 0x2, 0x1d7, 0x1d8, 0x5, 0x5e, 0x30, 
       0x2, 0x1d8, 0x55, 0x3, 0x2, 0x2, 0x2, 0x1d9, 0x1db, 0x5, 0x70, 0x39, 
       0x2, 0x1da, 0x1dc, 0x5, 0x58, 0x2d, 0x2, 0x1db, 0x1da, 0x3, 0x2, 
       0x2, 0x2, 0x1db, 0x1dc, 0x3, 0x2, 0x2, 0x2, 0x1dc, 0x57, 0x3, 0x2, 
       0x2, 0x2, 0x1dd, 0x1de, 0x9, 0x6, 0x2, 0x2, 0x1de, 0x1f0, 0x5, 0x70, 
       0x39, 0x2, 0x1df, 0x1e1, 0x7, 0x21, 0x2, 0x2, 0x1e0, 0x1df, 0x3, 
       0x2, 0x2, 0x2, 0x1e0, 0x1e1, 0x3, 0x2, 0x2, 0x2, 0x1e1, 0x1e7, 0x3, 
       0x2, 0x2, 0x2, 0x1e2, 0x1e8, 0x5, 0x5a, 0x2e, 0x2, 0x1e3, 0x1e8, 
       0x5, 0x5c, 0x2f, 0x2, 0x1e4, 0x1e5, 0x7, 0x2f, 0x2, 0x2, 0x1e5, 0x1e8, 
       0x7, 0xa, 0x2, 0x2, 0x1e6, 0x1e8, 0x5, 0x6e, 0x38, 0x2, 0x1e7, 0x1e2, 
       0x3, 0x2, 0x2, 0x2, 0x1e7, 0x1e3, 0x3, 0x2, 0x2, 0x2, 0x1e7, 0x1e4, 
       0x3, 0x2, 0x2, 0x2, 0x1e7, 0x1e6, 0x3, 0x2, 0x2, 0x2, 0x1e8, 0x1f0, 
       0x3, 0x2, 0x2, 0x2, 0x1e9, 0x1ea, 0x7, 0x2a, 0x2, 0x2, 0x1ea, 0x1f0, 
       0x9, 0x7, 0x2, 0x2, 0x1eb, 0x1ed, 0x5, 0x66, 0x34, 0x2, 0x1ec, 0x1ee, 
       0x5, 0x6e, 0x38, 0x2, 0x1ed, 0x1ec, 0x3, 0x2, 0x2, 0x2, 0x1ed, 0x1ee, 
       0x3, 0x2, 0x2, 0x2, 0x1ee, 0x1f0, 0x3, 0x2, 0x2, 0x2, 0x1ef, 0x1dd, 
       0x3, 0x2, 0x2, 0x2, 0x1ef, 0x1e0, 0x3, 0x2, 0x2, 0x2, 0x1ef, 0x1e9, 
       0x3, 0x2, 0x2, 0x2, 0x1ef, 0x1eb, 0x3, 0x2, 0x2, 0x2, 0x1f0, 0x59, 
       0x3, 0x2, 0x2, 0x2, 0x1f1, 0x1f8, 0x7, 0x25, 0x2, 0x2, 0x1f2, 0x1f9, 
       0x5, 0x78, 0x3d, 0x2, 0x1f3, 0x1f6, 0x5, 0x70, 0x39, 0x2, 0x1f4, 
       0x1f5, 0x7, 0x28, 0x2, 0x2, 0x1f5, 0x1f7, 0x5, 0x70, 0x39, 0x2, 0x1f6, 
       0x1f4, 0x3, 0x2, 0x2, 0x2, 0x1f6, 0x1f7, 0x3, 0x2, 0x2, 0x2, 0x1f7, 
       0x1f9, 0x3, 0x2, 0x2, 0x2, 0x1f8, 0x1f2, 0x3, 0x2, 0x2, 0x2, 0x1f8, 
       0x1f3, 0x3, 0x2, 0x2, 0x2, 0x1f9, 0x5b, 0x3, 0x2, 0x2, 0x2, 0x1fa, 
       0x1fc, 0x7, 0x30, 0x2, 0x2, 0x1fb, 0x1fd, 0x9, 0x8, 0x2, 0x2, 0x1fc, 
       0x1fb, 0x3, 0x2, 0x2, 0x2, 0x1fc, 0x1fd, 0x3, 0x2, 0x2, 0x2, 0x1fd, 
       0x201, 0x3, 0x2, 0x2, 0x2, 0x1fe, 0x202, 0x7, 0x5, 0x2, 0x2, 0x1ff, 
       0x202, 0x7, 0x3, 0x2, 0x2, 0x200, 0x202, 0x5, 0x78, 0x3d, 0x2, 0x201, 
       0x1fe, 0x3, 0x2, 0x2, 0x2, 0x201, 0x1ff, 0x3, 0x2, 0x2, 0x2, 0x201, 
       0x200, 0x3, 0x2, 0x2, 0x2, 0x202, 0x5d, 0x3, 0x2, 0x2, 0x2, 0x203, 
       0x205, 0x5, 0x60, 0x31, 0x2, 0x204, 0x206, 0x5, 0x66, 0x34, 0x2, 
       0x205, 0x204, 0x3, 0x2, 0x2, 0x2, 0x205, 0x206, 0x3, 0x2, 0x2, 0x2, 
       0x206, 0x208, 0x3, 0x2, 0x2, 0x2, 0x207, 0x209, 0x5, 0x6e, 0x38, 
       0x2, 0x208, 0x207, 0x3, 0x2, 0x2, 0x2, 0x208, 0x209, 0x3, 0x2, 0x2, 
       0x2, 0x209, 0x5f, 0x3, 0x2, 0x2, 0x2, 0x20a, 0x20e, 0x7, 0x3, 0x2, 
       0x2, 0x20b, 0x20e, 0x7, 0x2e, 0x2, 0x2, 0x20c, 0x20e, 0x5, 0x62, 
       0x32, 0x2, 0x20d, 0x20a, 0x3, 0x2, 0x2, 0x2, 0x20d, 0x20b, 0x3, 0x2, 
       0x2, 0x2, 0x20d, 0x20c, 0x3, 0x2, 0x2, 0x2, 0x20e, 0x61, 0x3, 0x2, 
       0x2, 0x2, 0x20f, 0x210, 0x7, 0x31, 0x2, 0x2, 0x210, 0x211, 0x7, 0xc, 
       0x2, 0x2, 0x211, 0x216, 0x5, 0x64, 0x33, 0x2, 0x212, 0x213, 0x7, 
       0x10, 0x2, 0x2, 0x213, 0x215, 0x5, 0x64, 0x33, 0x2, 0x214, 0x212, 
       0x3, 0x2, 0x2, 0x2, 0x215, 0x218, 0x3, 0x2, 0x2, 0x2, 0x216, 0x214, 
       0x3, 0x2, 0x2, 0x2, 0x216, 0x217, 0x3, 0x2, 0x2, 0x2, 0x217, 0x21a, 
       0x3, 0x2, 0x2, 0x2, 0x218, 0x216, 0x3, 0x2, 0x2, 0x2, 0x219, 0x21b, 
       0x7, 0x10, 0x2, 0x2, 0x21a, 0x219, 0x3, 0x2, 0x2, 0x2, 0x21a, 0x21b, 
       0x3, 0x2, 0x2, 0x2, 0x21b, 0x21c, 0x3, 0x2, 0x2, 0x2, 0x21c, 0x21d, 
       0x7, 0xd, 0x2, 0x2, 0x21d, 0x63, 0x3, 0x2, 0x2, 0x2, 0x21e, 0x220, 
       0x7, 0x3, 0x2, 0x2, 0x21f, 0x221, 0x5, 0x66, 0x34, 0x2, 0x220, 0x21f, 
       0x3, 0x2, 0x2, 0x2, 0x220, 0x221, 0x3, 0x2, 0x2, 0x2, 0x221, 0x65, 
       0x3, 0x2, 0x2, 0x2, 0x222, 0x226, 0x7, 0x2d, 0x2, 0x2, 0x223, 0x225, 
       0x7, 0x21, 0x2, 0x2, 0x224, 0x223, 0x3, 0x2, 0x2, 0x2, 0x225, 0x228, 
       0x3, 0x2, 0x2, 0x2, 0x226, 0x224, 0x3, 0x2, 0x2, 0x2, 0x226, 0x227, 
       0x3, 0x2, 0x2, 0x2, 0x227, 0x231, 0x3, 0x2, 0x2, 0x2, 0x228, 0x226, 
       0x3, 0x2, 0x2, 0x2, 0x229, 0x22a, 0x7, 0xc, 0x2, 0x2, 0x22a, 0x22b, 
       0x5, 0x4e, 0x28, 0x2, 0x22b, 0x22c, 0x7, 0xd, 0x2, 0x2, 0x22c, 0x232, 
       0x3, 0x2, 0x2, 0x2, 0x22d, 0x22f, 0x5, 0x68, 0x35, 0x2, 0x22e, 0x230, 
       0x5, 0x6a, 0x36, 0x2, 0x22f, 0x22e, 0x3, 0x2, 0x2, 0x2, 0x22f, 0x230, 
       0x3, 0x2, 0x2, 0x2, 0x230, 0x232, 0x3, 0x2, 0x2, 0x2, 0x231, 0x229, 
       0x3, 0x2, 0x2, 0x2, 0x231, 0x22d, 0x3, 0x2, 0x2, 0x2, 0x232, 0x67, 
       0x3, 0x2, 0x2, 0x2, 0x233, 0x242, 0x5, 0x76, 0x3c, 0x2, 0x234, 0x237, 
       0x7, 0x3, 0x2, 0x2, 0x235, 0x236, 0x7, 0x12, 0x2, 0x2, 0x236, 0x238, 
       0x7, 0x3, 0x2, 0x2, 0x237, 0x235, 0x3, 0x2, 0x2, 0x2, 0x237, 0x238, 
       0x3, 0x2, 0x2, 0x2, 0x238, 0x242, 0x3, 0x2, 0x2, 0x2, 0x239, 0x23a, 
       0x7, 0x33, 0x2, 0x2, 0x23a, 0x23d, 0x5, 0x60, 0x31, 0x2, 0x23b, 0x23c, 
       0x7, 0x12, 0x2, 0x2, 0x23c, 0x23e, 0x7, 0x3, 0x2, 0x2, 0x23d, 0x23b, 
       0x3, 0x2, 0x2, 0x2, 0x23d, 0x23e, 0x3, 0x2, 0x2, 0x2, 0x23e, 0x242, 
       0x3, 0x2, 0x2, 0x2, 0x23f, 0x242, 0x5, 0x62, 0x32, 0x2, 0x240, 0x242, 
       0x7, 0x2e, 0x2, 0x2, 0x241, 0x233, 0x3, 0x2, 0x2, 0x2, 0x241, 0x234, 
       0x3, 0x2, 0x2, 0x2, 0x241, 0x239, 0x3, 0x2, 0x2, 0x2, 0x241, 0x23f, 
       0x3, 0x2, 0x2, 0x2, 0x241, 0x240, 0x3, 0x2, 0x2, 0x2, 0x242, 0x69, 
       0x3, 0x2, 0x2, 0x2, 0x243, 0x244, 0x9, 0x6, 0x2, 0x2, 0x244, 0x251, 
       0x5, 0x74, 0x3b, 0x2, 0x245, 0x247, 0x7, 0x21, 0x2, 0x2, 0x246, 0x245, 
       0x3, 0x2, 0x2, 0x2, 0x246, 0x247, 0x3, 0x2, 0x2, 0x2, 0x247, 0x24c, 
       0x3, 0x2, 0x2, 0x2, 0x248, 0x24d, 0x5, 0x6c, 0x37, 0x2, 0x249, 0x24d, 
       0x5, 0x5c, 0x2f, 0x2, 0x24a, 0x24b, 0x7, 0x2f, 0x2, 0x2, 0x24b, 0x24d, 
       0x7, 0xa, 0x2, 0x2, 0x24c, 0x248, 0x3, 0x2, 0x2, 0x2, 0x24c, 0x249, 
       0x3, 0x2, 0x2, 0x2, 0x24c, 0x24a, 0x3, 0x2, 0x2, 0x2, 0x24d, 0x251, 
       0x3, 0x2, 0x2, 0x2, 0x24e, 0x24f, 0x7, 0x2a, 0x2, 0x2, 0x24f, 0x251, 
       0x9, 0x7, 0x2, 0x2, 0x250, 0x243, 0x3, 0x2, 0x2, 0x2, 0x250, 0x246, 
       0x3, 0x2, 0x2, 0x2, 0x250, 0x24e, 0x3, 0x2, 0x2, 0x2, 0x251, 0x6b, 
       0x3, 0x2, 0x2, 0x2, 0x252, 0x259, 0x7, 0x25, 0x2, 0x2, 0x253, 0x25a, 
       0x5, 0x78, 0x3d, 0x2, 0x254, 0x257, 0x5, 0x74, 0x3b, 0x2, 0x255, 
       0x256, 0x7, 0x28, 0x2, 0x2, 0x256, 0x258, 0x5, 0x74, 0x3b, 0x2, 0x257, 
       0x255, 0x3, 0x2, 0x2, 0x2, 0x257, 0x258, 0x3, 0x2, 0x2, 0x2, 0x258, 
       0x25a, 0x3, 0x2, 0x2, 0x2, 0x259, 0x253, 0x3, 0x2, 0x2, 0x2, 0x259, 
       0x254, 0x3, 0x2, 0x2, 0x2, 0x25a, 0x6d, 0x3, 0x2, 0x2, 0x2, 0x25b, 
       0x25c, 0x7, 0x26, 0x2, 0x2, 0x25c, 0x25d, 0x7, 0x27, 0x2, 0x2, 0x25d, 
       0x267, 0x7, 0x8, 0x2, 0x2, 0x25e, 0x25f, 0x7, 0x26, 0x2, 0x2, 0x25f, 
       0x262, 0x7, 0x8, 0x2, 0x2, 0x260, 0x261, 0x7, 0x28, 0x2, 0x2, 0x261, 
       0x263, 0x7, 0x8, 0x2, 0x2, 0x262, 0x260, 0x3, 0x2, 0x2, 0x2, 0x262, 
       0x263, 0x3, 0x2, 0x2, 0x2, 0x263, 0x267, 0x3, 0x2, 0x2, 0x2, 0x264, 
       0x265, 0x7, 0x29, 0x2, 0x2, 0x265, 0x267, 0x5, 0x60, 0x31, 0x2, 0x266, 
       0x25b, 0x3, 0x2, 0x2, 0x2, 0x266, 0x25e, 0x3, 0x2, 0x2, 0x2, 0x266, 
       0x264, 0x3, 0x2, 0x2, 0x2, 0x267, 0x6f, 0x3, 0x2, 0x2, 0x2, 0x268, 
       0x26d, 0x5, 0x72, 0x3a, 0x2, 0x269, 0x26a, 0x9, 0x9, 0x2, 0x2, 0x26a, 
       0x26c, 0x5, 0x72, 0x3a, 0x2, 0x26b, 0x269, 0x3, 0x2, 0x2, 0x2, 0x26c, 
       0x26f, 0x3, 0x2, 0x2, 0x2, 0x26d, 0x26b, 0x3, 0x2, 0x2, 0x2, 0x26d, 
       0x26e, 0x3, 0x2, 0x2, 0x2, 0x26e, 0x71, 0x3, 0x2, 0x2, 0x2, 0x26f, 
       0x26d, 0x3, 0x2, 0x2, 0x2, 0x270, 0x275, 0x5, 0x74, 0x3b, 0x2, 0x271, 
       0x272, 0x9, 0xa, 0x2, 0x2, 0x272, 0x274, 0x5, 0x74, 0x3b, 0x2, 0x273, 
       0x271, 0x3, 0x2, 0x2, 0x2, 0x274, 0x277, 0x3, 0x2, 0x2, 0x2, 0x275, 
       0x273, 0x3, 0x2, 0x2, 0x2, 0x275, 0x276, 0x3, 0x2, 0x2, 0x2, 0x276, 
       0x73, 0x3, 0x2, 0x2, 0x2, 0x277, 0x275, 0x3, 0x2, 0x2, 0x2, 0x278, 
       0x291, 0x5, 0x76, 0x3c, 0x2, 0x279, 0x27c, 0x7, 0x3, 0x2, 0x2, 0x27a, 
       0x27b, 0x7, 0x12, 0x2, 0x2, 0x27b, 0x27d, 0x7, 0x3, 0x2, 0x2, 0x27c, 
       0x27a, 0x3, 0x2, 0x2, 0x2, 0x27c, 0x27d, 0x3, 0x2, 0x2, 0x2, 0x27d, 
       0x291, 0x3, 0x2, 0x2, 0x2, 0x27e, 0x27f, 0x7, 0xc, 0x2, 0x2, 0x27f, 
       0x280, 0x5, 0x4e, 0x28, 0x2, 0x280, 0x281, 0x7, 0xd, 0x2, 0x2, 0x281, 
       0x291, 0x3, 0x2, 0x2, 0x2, 0x282, 0x283, 0x7, 0x33, 0x2, 0x2, 0x283, 
       0x286, 0x5, 0x60, 0x31, 0x2, 0x284, 0x285, 0x7, 0x12, 0x2, 0x2, 0x285, 
       0x287, 0x7, 0x3, 0x2, 0x2, 0x286, 0x284, 0x3, 0x2, 0x2, 0x2, 0x286, 
       0x287, 0x3, 0x2, 0x2, 0x2, 0x287, 0x289, 0x3, 0x2, 0x2, 0x2, 0x288, 
       0x28a, 0x5, 0x66, 0x34, 0x2, 0x289, 0x288, 0x3, 0x2, 0x2, 0x2, 0x289, 
       0x28a, 0x3, 0x2, 0x2, 0x2, 0x28a, 0x28c, 0x3, 0x2, 0x2, 0x2, 0x28b, 
       0x28d, 0x5, 0x6e, 0x38, 0x2, 0x28c, 0x28b, 0x3, 0x2, 0x2, 0x2, 0x28c, 
       0x28d, 0x3, 0x2, 0x2, 0x2, 0x28d, 0x291, 0x3, 0x2, 0x2, 0x2, 0x28e, 
       0x291, 0x5, 0x62, 0x32, 0x2, 0x28f, 0x291, 0x7, 0x2e, 0x2, 0x2, 0x290, 
       0x278, 0x3, 0x2, 0x2, 0x2, 0x290, 0x279, 0x3, 0x2, 0x2, 0x2, 0x290, 
       0x27e, 0x3, 0x2, 0x2, 0x2, 0x290, 0x282, 0x3, 0x2, 0x2, 0x2, 0x290, 
       0x28e, 0x3, 0x2, 0x2, 0x2, 0x290, 0x28f, 0x3, 0x2, 0x2, 0x2, 0x291, 
       0x75, 0x3, 0x2, 0x2, 0x2, 0x292, 0x293, 0x9, 0xb, 0x2, 0x2, 0x293, 
       0x77, 0x3, 0x2, 0x2, 0x2, 0x294, 0x295, 0x7, 0xc, 0x2, 0x2, 0x295, 
       0x29a, 0x5, 0x7a, 0x3e, 0x2, 0x296, 0x297, 0x7, 0x10, 0x2, 0x2, 0x297, 
       0x299, 0x5, 0x7a, 0x3e, 0x2, 0x298, 0x296, 0x3, 0x2, 0x2, 0x2, 0x299, 
       0x29c, 0x3, 0x2, 0x2, 0x2, 0x29a, 0x298, 0x3, 0x2, 0x2, 0x2, 0x29a, 
       0x29b, 0x3, 0x2, 0x2, 0x2, 0x29b, 0x29e, 0x3, 0x2, 0x2, 0x2, 0x29c, 
       0x29a, 0x3, 0x2, 0x2, 0x2, 0x29d, 0x29f, 0x7, 0x10, 0x2, 0x2, 0x29e, 
       0x29d, 0x3, 0x2, 0x2, 0x2, 0x29e, 0x29f, 0x3, 0x2, 0x2, 0x2, 0x29f, 
       0x2a0, 0x3, 0x2, 0x2, 0x2, 0x2a0, 0x2a1, 0x7, 0xd, 0x2, 0x2, 0x2a1, 
       0x79, 0x3, 0x2, 0x2, 0x2, 0x2a2, 0x2a5, 0x5, 0x76, 0x3c, 0x2, 0x2a3, 
       0x2a5, 0x7, 0x3, 0x2, 0x2, 0x2a4, 0x2a2, 0x3, 0x2, 0x2, 0x2, 0x2a4, 
       0x2a3, 0x3, 0x2, 0x2, 0x2, 0x2a5, 0x7b, 0x3, 0x2, 0x2, 0x2, 0x56, 
       0x81, 0x84, 0x94, 0xab, 0xb1, 0xb5, 0xbc, 0xc6, 0xcf, 0xd2, 0xe2, 
       0xe6, 0xee, 0xf7, 0x102, 0x10d, 0x110, 0x123, 0x12b, 0x133, 0x137, 
       0x13f, 0x144, 0x14c, 0x156, 0x159, 0x15c, 0x161, 0x16d, 0x175, 0x178, 
       0x180, 0x188, 0x18f, 0x192, 0x197, 0x19f, 0x1a2, 0x1a5, 0x1a9, 0x1b5, 
       0x1bd, 0x1c5, 0x1cb, 0x1d0, 0x1d5, 0x1db, 0x1e0, 0x1e7, 0x1ed, 0x1ef, 
       0x1f6, 0x1f8, 0x1fc, 0x201, 0x205, 0x208, 0x20d, 0x216, 0x21a, 0x220, 
       0x226, 0x22f, 0x231, 0x237, 0x23d, 0x241, 0x246, 0x24c, 0x250, 0x257, 
       0x259, 0x262, 0x266, 0x26d, 0x275, 0x27c, 0x286, 0x289, 0x28c, 0x290, 
       0x29a, 0x29e, 0x2a4, 
  };

  _serializedATN.insert(_serializedATN.end(), serializedATNSegment0,
    serializedATNSegment0 + sizeof(serializedATNSegment0) / sizeof(serializedATNSegment0[0]));


  atn::ATNDeserializer deserializer;
  _atn = deserializer.deserialize(_serializedATN);

  size_t count = _atn.getNumberOfDecisions();
  _decisionToDFA.reserve(count);
  for (size_t i = 0; i < count; i++) { 
    _decisionToDFA.emplace_back(_atn.getDecisionState(i), i);
  }
}

Ripe::Initializer Ripe::_init;
