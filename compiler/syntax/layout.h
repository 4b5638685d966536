// Tokens -> units: a unit is one statement, or one item of a block in braces. Decides which newlines, commas and semicolons part
// them, and makes the best of brackets that are not closed, so that a mistake in one unit never reaches the next.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "compiler/diag/diag.h"
#include "compiler/syntax/token.h"

namespace ripe::syntax {

// Where a unit stands; it decides which grammar rule reads it.
enum class Place : uint8_t { kFile, kGroup, kChecklist, kTest, kProperties, kSettings, kSkipped };

struct Unit {
  Place place = Place::kFile;
  // The word it begins with, where that is a keyword in its place: kGroup, kDefine, kGiven, ...; kName for rules and items.
  TokenKind head = TokenKind::kName;
  // Its tokens; of a block in braces only `{` and `}`.
  std::vector<Token> tokens;
  // The items of its blocks, one vector for each `{` in `tokens`.
  std::vector<std::vector<Unit>> blocks;
  bool unusable = false;  // reported as too deep or too long
  bool doubtful = false;  // mended by a guess: good for finding more mistakes of shape, not for judging what it means
  bool displaced = false;  // a mending put a name where other words stand, which the checker would quote: not judged either
};

// The keyword that the token is in its place, with what should have been written (empty: it is right).
struct StatementWord {
  TokenKind kind = TokenKind::kName;
  std::string_view meant;
};
StatementWord FindStatementWord(const TokenBuffer& buffer, size_t index, Place place);

class Layout {
 public:
  // Reports brackets without partner. `buffer` must outlive it.
  Layout(TokenBuffer* buffer, diag::Bag* bag);
  // The next statement of the file; false at the end. Empty statements are skipped.
  bool Next(Unit* unit);

 private:
  struct Open {
    uint32_t index;    // of the bracket
    bool brace;
    bool suspect;      // points or `=>` stood after it: not closed on this line means not closed at all
    uint32_t indent;   // of the line of a brace
  };
  void MatchBrackets();
  void FindLists();
  void StartOfLine(uint32_t index, std::vector<Open>* open);
  void PopParens(std::vector<Open>* open);
  void CloseByIndent(const Open& open);
  uint32_t IndentOf(const Token& token) const;
  bool GoesOnInParens(uint32_t index) const;

  void Collect(Place place, int depth, Unit* unit);
  std::vector<Unit> CollectBlock(Place place, int depth);
  void CheckSize(Unit* unit, int depth);
  bool Continues(size_t index) const;
  bool IsPointsAt(size_t index) const;
  // What of a list statement has been passed: after `field a: text` a comma parts.
  struct ListState {
    bool colon = false, missing = false, for_word = false;
    bool open_paren = false;  // one that nothing closes
    bool bare_names = false;  // `any of` and names without parentheses
  };
  bool IsMissingValue(size_t index) const;
  bool BelongsToList(const Unit& unit, const ListState& state, size_t comma) const;
  bool BlockEndsHere() const;
  bool EndsWithBlock(const Unit& unit) const;
  void SkipBlock();
  const Token& At(size_t index) const { return buffer_->tokens[index]; }
  size_t Count() const { return buffer_->tokens.size(); }

  TokenBuffer* buffer_;
  diag::Bag* bag_;
  size_t at_ = 0;
  std::unordered_set<std::string_view> lists_;
  bool uses_ = false;
  // For braces without partner: the token before which their block ends, innermost last while collecting.
  std::unordered_map<uint32_t, uint32_t> ends_before_;
  std::vector<uint32_t> block_ends_;  // of the open blocks; UINT32_MAX: at its `}`
};

}  // namespace ripe::syntax
