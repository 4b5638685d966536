// The names of a file that consist of several words (`webinar_attended`, `Job Title` in backticks),
// to be found again by these words in any order and form: who writes `attended webinar` means one
// of them. Made when the first such mistake asks, in one pass over the tokens.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "compiler/syntax/token.h"

namespace ripe::syntax {

// `점수가` without 가, `score를` without 를: where the sound before it says that it is a particle.
// Else as it is.
std::string_view WithoutParticle(std::string_view word);
// `참석하면`, `웨비나에` without what makes them part of a sentence.
std::string_view WithoutEnding(std::string_view word);

class JoinedNames {
 public:
  // `buffer` must outlive it.
  explicit JoinedNames(const TokenBuffer* buffer) : buffer_(buffer) {}
  // The name, as it is to be written, that is made of these words (parted by spaces); empty where
  // there is none, or more than one.
  std::string Find(std::string_view words);
  // True where the file declares this name as a field, a define or a list.
  bool Has(std::string_view name);
  // True where the file declares it as a field of another type than text.
  bool IsNoText(std::string_view name);

 private:
  void Collect();
  void CollectDeclared();
  const TokenBuffer* buffer_;
  bool collected_ = false;
  std::unordered_map<std::string, std::string>
      by_words_;  // empty where two names have the same words
  std::unordered_set<std::string_view> declared_, not_text_;
};

}  // namespace ripe::syntax
