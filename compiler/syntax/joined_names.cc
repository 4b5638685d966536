// See joined_names.h. Names meet by a key: their words without endings, in the order of the
// alphabet.
#include "compiler/syntax/joined_names.h"

#include <algorithm>
#include <vector>

namespace ripe::syntax {
namespace {

// Endings that a word changes from use to use: opened, opens, opening. Longest first.
constexpr std::string_view kEndings[] = {"ing", "ed", "es", "s"};
// What Korean makes of a noun: 참석하면, 참석함; 웨비나에, 대표면. Longest first.
constexpr std::string_view kKoreanEndings[] = {"했으면", "하면", "했음", "에서", "으로",
                                               "이면",   "이고", "이며", "시에", "한",
                                               "함",     "에",   "면",   "의"};
constexpr size_t kSyllable = 3;  // bytes

// Whether the last syllable of a word ends in a consonant. (A syllable's number, less that of 가,
// modulo 28 is its final consonant.)
bool EndsInConsonant(std::string_view word) {
  const auto byte = [&](size_t back) {
    return static_cast<uint32_t>(static_cast<unsigned char>(word[word.size() - back])) & 0x3F;
  };
  const uint32_t c = ((byte(3) & 0x0F) << 12) | (byte(2) << 6) | byte(1);
  return (c - 0xAC00) % 28 != 0;
}

std::string Stem(std::string_view written) {
  std::string word(WithoutEnding(WithoutParticle(written)));
  for (char& c : word) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  constexpr size_t kLeast = 3;  // letters that stay
  for (const std::string_view ending : kEndings) {
    if (word.size() < ending.size() + kLeast || !word.ends_with(ending)) continue;
    word.resize(word.size() - ending.size());
    break;
  }
  // priced, price; submitted, submit
  if (word.size() > kLeast && word.back() == 'e') word.pop_back();
  const size_t n = word.size();
  if (n > kLeast && word[n - 1] == word[n - 2] && static_cast<unsigned char>(word[n - 1]) < 0x80)
    word.pop_back();
  return word;
}

// Empty for a single word.
std::string KeyOf(std::string_view name) {
  std::vector<std::string> stems;
  while (!name.empty()) {
    const size_t end = std::min(name.find_first_of(" _`"), name.size());
    if (end > 0) stems.push_back(Stem(name.substr(0, end)));
    name.remove_prefix(std::min(name.size(), end + 1));
  }
  if (stems.size() < 2) return {};
  std::sort(stems.begin(), stems.end());
  std::string key;
  for (const std::string& stem : stems) key += stem + " ";
  return key;
}

}  // namespace

std::string_view WithoutEnding(std::string_view word) {
  for (const std::string_view ending : kKoreanEndings) {
    if (word.size() >= ending.size() + 2 && word.ends_with(ending))
      return word.substr(0, word.size() - ending.size());
  }
  return word;
}

std::string_view WithoutParticle(std::string_view word) {
  struct Particle {
    std::string_view word;
    bool after_consonant, after_vowel;
  };
  static constexpr Particle kParticles[] = {
      {"이", true, false}, {"은", true, false}, {"을", true, false}, {"가", false, true},
      {"는", false, true}, {"를", false, true}, {"로", false, false}};
  for (const Particle& particle : kParticles) {
    if (!word.ends_with(particle.word)) continue;
    const std::string_view noun = word.substr(0, word.size() - kSyllable);
    const unsigned last = noun.empty() ? 0 : static_cast<unsigned char>(noun.back());
    if (last < 0x80) return noun.empty() ? word : noun;  // `score가`, `MQL로`
    // Of two syllables the second is mostly the word's own: 나이, 평가.
    const bool hangul = noun.size() >= 2 * kSyllable &&
                        static_cast<unsigned char>(noun[noun.size() - kSyllable]) >= 0xEA &&
                        static_cast<unsigned char>(noun[noun.size() - kSyllable]) <= 0xED;
    const bool fits =
        hangul && (EndsInConsonant(noun) ? particle.after_consonant : particle.after_vowel);
    return fits ? noun : word;
  }
  return word;
}

void JoinedNames::Collect() {
  collected_ = true;
  for (const Token& token : buffer_->tokens) {
    if (token.kind != TokenKind::kName || token.mended()) continue;
    const std::string_view name = buffer_->Source(token);
    if (name.find_first_of(token.quoted() ? " _" : "_") == std::string_view::npos) continue;
    const std::string key = KeyOf(name);
    if (key.empty()) continue;
    const auto [it, is_new] = by_words_.emplace(key, name);
    if (!is_new && it->second != name) it->second.clear();
  }
  CollectDeclared();
}

void JoinedNames::CollectDeclared() {
  bool declares = false;  // behind `field`, up to its colon; behind `define` and `list`, up to `=`
  bool type = false;      // behind the colon
  std::vector<std::string_view> names;
  for (const Token& token : buffer_->tokens) {
    const std::string_view word = buffer_->Source(token);
    if (token.line_start()) {
      declares = type = false;
      names.clear();
    }
    if (type && word != "text" && word != "tags") not_text_.insert(names.begin(), names.end());
    type = declares && token.kind == TokenKind::kColon;
    if (token.kind == TokenKind::kColon || token.kind == TokenKind::kEq) declares = false;
    if (token.kind != TokenKind::kName) continue;
    if (declares) {
      declared_.insert(word);
      names.push_back(word);
    }
    declares = declares || (token.line_start() && (word == "field" || word == "define" || word == "list"));
  }
}

bool JoinedNames::IsNoText(std::string_view name) {
  if (!collected_) Collect();
  return not_text_.contains(name);
}

bool JoinedNames::Has(std::string_view name) {
  if (!collected_) Collect();
  return declared_.contains(name);
}

std::string JoinedNames::Find(std::string_view words) {
  if (!collected_) Collect();
  const auto it = by_words_.find(KeyOf(words));
  return it == by_words_.end() ? std::string() : it->second;
}

}  // namespace ripe::syntax
