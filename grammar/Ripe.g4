// The grammar of Ripe, a language of rules that say when a lead is ripe for sales. docs/reference.md explains it with examples.
//
// It is a parser grammar: the tokens come from compiler/syntax/lex.cc and classify.cc, written by hand, since four things about
// them are not regular:
//   - Most keywords are words only in their place. `up`, `to`, `each`, `list`, `test`, `at` ... may be names of fields and events
//     everywhere else, so the place decides whether UP_TO or NAME arrives here.
//   - A sign glued to a number is points (`vip +20`) or a negative number (`x > -5`), by what stands before it.
//   - Layout: which newlines and commas end a statement (SEP) depends on brackets and on the words around them.
//   - Limits: size, nesting and number of tokens are checked before this grammar's parser, which recurses, is asked.
// Text operators (`contains`, `starts with`) and builtins (`count of`) come from the tables in compiler/ops/: TEXT_OP and BUILTIN
// stand for all of them, so a new row there needs no change here.
//
// The parser is called for one statement, or one item of a block, at a time (the `...Alone` rules): a mistake in one never hides
// the next. `file`, and the blocks in braces, describe how they go together.
parser grammar Ripe;

// Same names and order as compiler/syntax/tokens.inc; parse.cc asserts it.
tokens {
  // What authors make up.
  NAME, NUMBER, TEXT, DATE, DATETIME, DURATION, POINTS, REGEX, TYPE,
  // Signs. SEP is a newline, comma or semicolon that parts two statements or items.
  LPAREN, RPAREN, LBRACE, RBRACE, COMMA, COLON, DOT, SEP,
  EQ, NE, LT, LE, GT, GE, PLUS, MINUS, STAR, SLASH, ARROW,
  // Words of conditions. NO starts `no EVENT`; NO_VALUE is the opposite of YES_VALUE. EVENT is `event` in `no event in 30d`.
  // IN_TIME is `in` before a duration or `next`.
  AND, OR, NOT, NO, YES_VALUE, NO_VALUE, IN, IN_TIME, NEXT, TO, AFTER, IS, KNOWN, MISSING, WHERE, EVENT, MATCHES,
  TEXT_OP, ANY_OF, ALL_OF, BUILTIN, AT_LEAST, AT_MOST,
  // Words of rules and statements.
  EACH, UP_TO, DOWN_TO, HALVING_EVERY, GROUP, REQUIRE, FOR, STAGES, EXITS, CHECKLIST, DEFINE, LIST, FROM, FIELD, ELSE, EVENTS,
  USE, TIMEZONE, TEST, AT, GIVEN, EXPECT, AGO
}

// ---- The file --------------------------------------------------------------------------------------------------------

file : (statement (SEP statement)*)? EOF ;

statement
  : scoring | group | require | stages | checklist | define | list | field | events | use | timezone | test
  ;

statementAlone : statement EOF ;
ruleAlone : pointsRule EOF ;
itemAlone : item EOF ;
testLineAlone : testLine EOF ;
propertyAlone : property EOF ;
settingAlone : setting EOF ;

// ---- Rules -----------------------------------------------------------------------------------------------------------

// `vip +20 "VIP"` or `score >= 60 => MQL`
scoring : condition (reward | goal) ;
reward : POINTS modifier* TEXT? ;
modifier : EACH | UP_TO NUMBER | HALVING_EVERY DURATION ;
goal : ARROW NAME ;

// `group fit up to 50 { ... }`
group : GROUP NAME cap* LBRACE (pointsRule (SEP pointsRule)*)? RBRACE ;
cap : (UP_TO | DOWN_TO) NUMBER ;
pointsRule : condition reward ;

// ---- Stages ----------------------------------------------------------------------------------------------------------

// `stages Lead > MQL > SQL exits Disqualified, Recycled`
stages : STAGES NAME (GT NAME)* exits? ;
exits : EXITS NAME (COMMA NAME)* ;

// `require email, phone or mobile for SQL`
require : REQUIRE need (COMMA need)* FOR NAME ;
need : NAME (OR NAME)* ;

// ---- Names for things --------------------------------------------------------------------------------------------------

// `checklist BANT { budget = budget_usd >= 10k ... }`
checklist : CHECKLIST NAME LBRACE (item (SEP item)*)? RBRACE ;
item : NAME EQ condition ;

define : DEFINE NAME EQ condition ;

// `list targets = ("Software", "Finance")`, `list competitors from "competitors.txt"`
list : LIST NAME (EQ literals | FROM TEXT) ;

// `field title, industry: text missing "Select" else "unknown" "Job title"`
field : FIELD NAME (COMMA NAME)* COLON TYPE fieldOption* TEXT? ;
fieldOption : MISSING literal (COMMA literal)* | ELSE literal ;

// `event email_open, page_view { url: text, seconds: number }`
events : EVENTS eventType (COMMA eventType)* ;
eventType : NAME (LBRACE (property (SEP property)*)? RBRACE)? ;
property : NAME (COLON TYPE)? ;

use : USE (NAME | TEXT) ;
timezone : TIMEZONE TEXT ;

// ---- Tests -------------------------------------------------------------------------------------------------------------

// `test "a decision maker" at 2026-03-01 { given title = "CEO", 3 page_view { url = "/pricing" } 2d ago  expect MQL }`
test : TEST TEXT (AT instant)? LBRACE (testLine (SEP testLine)*)? RBRACE ;
instant : DATE | DATETIME | TEXT ;
testLine : given | expect ;
given : GIVEN fact (COMMA fact)* ;
fact : NAME (EQ (literal | literals) | occurrence) | NUMBER NAME occurrence ;
occurrence : (LBRACE (setting (SEP setting)*)? RBRACE)? (DURATION AGO)? ;
setting : NAME EQ literal ;
expect : EXPECT condition (COMMA condition)* ;

// ---- Conditions --------------------------------------------------------------------------------------------------------

condition : conjunction (OR conjunction)* ;
conjunction : negation (AND negation)* ;
negation : NOT* (predicate | quantified) ;

// `no email_open in 30d`, `at least 3 page_view where url contains "/pricing" in 14d`
quantified : (NO | (AT_LEAST | AT_MOST) NUMBER) eventTerm ;

// A value alone (a yesno field, a stage, an event), or with what is asked about it. After an event's name stand `where` and a
// window; a window may also follow a date's.
predicate : sum tail? ;
tail
  : (EQ | NE | LT | LE | GT | GE) sum
  | NOT? (membership | textTest | MATCHES REGEX | window)
  | IS (KNOWN | MISSING)
  | where window?
  ;
// `in 200 to 1000`, `in ("KR", "JP")`, `in target_industries`
membership : IN (literals | sum (TO sum)?) ;
// `contains "VP"`, `has word any of ("CEO", "CTO")`, `ends with free_domains`
textTest : TEXT_OP (ANY_OF | ALL_OF)? (TEXT | NAME | literals) ;

eventTerm : eventRef where? window? ;
eventRef : NAME | EVENT | eventSet ;
// `any of (email_open, page_view where url contains "/pricing")`
eventSet : ANY_OF LPAREN member (COMMA member)* COMMA? RPAREN ;
member : NAME where? ;
// One comparison over the event's own properties; more go in parentheses, and then that is all: what follows the parenthesis belongs to
// the events (`count of page_view where (seconds > 5) < 10`). Its sides are atoms, so that what follows a comparison
// (`count of page_view where seconds > 5 in 7d + 1`) is never taken for a part of it either.
where : WHERE NOT* (LPAREN condition RPAREN | whereAtom whereTail?) ;
whereAtom
  : literal
  | NAME (DOT NAME)?
  | BUILTIN eventRef (DOT NAME)?
  | eventSet
  | EVENT
  ;
whereTail
  : (EQ | NE | LT | LE | GT | GE) atom
  | NOT? (whereMembership | textTest | MATCHES REGEX)
  | IS (KNOWN | MISSING)
  ;
whereMembership : IN (literals | atom (TO atom)?) ;

window
  : IN_TIME NEXT DURATION
  | IN_TIME DURATION (TO DURATION)?
  | AFTER eventRef
  ;

// ---- Values ------------------------------------------------------------------------------------------------------------

sum : product ((PLUS | MINUS) product)* ;
product : atom ((STAR | SLASH) atom)* ;
atom
  : literal
  | NAME (DOT NAME)?
  | LPAREN condition RPAREN
  | BUILTIN eventRef (DOT NAME)? where? window?
  | eventSet
  | EVENT
  ;

literal : NUMBER | TEXT | DATE | YES_VALUE | NO_VALUE ;
// In parentheses; a trailing comma is allowed. Names are those of defines.
literals : LPAREN listItem (COMMA listItem)* COMMA? RPAREN ;
listItem : literal | NAME ;
