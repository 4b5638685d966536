// Rules as marketers say them in English and Korean, and as spreadsheets and SQL write them: each
// line is one error, whose help is the right line in both languages, and that line is read without
// a word.
#include <catch2/catch.hpp>

#include "compiler/diag/catalogue.h"
#include "tests/parse/harness.h"

namespace ripe::test {
namespace {

struct Sentence {
  const char* line;
  const char* code;
  const char* right;
};

const Sentence kSentences[] = {
    {"title in any of CEO, CTO, VP +10", "R063", "title in (\"CEO\", \"CTO\", \"VP\") +10"},
    {"title has CEO word +10", "R051", "title has word \"CEO\" +10"},
    {"size between 3, 5 +10", "R059", "size in 3 to 5 +10"},
    {"size between 3 and 5 +10", "R059", "size in 3 to 5 +10"},
    {"size from 3 to 5 +10", "R059", "size in 3 to 5 +10"},
    {"vip() +5", "R058", "vip +5"},
    {"if vip give 5", "R054", "vip +5"},
    {"when webinar_attended add 20", "R054", "webinar_attended +20"},
    {"if vip then +5 points", "R054", "vip +5"},
    {"add 20 if webinar_attended", "R024", "webinar_attended +20"},
    {"give 5 points when vip", "R024", "vip +5"},
    {"if score >= 60 MQL", "R054", "score >= 60 => MQL"},
    {"score => 60 = MQL", "R047", "score >= 60 => MQL"},
    {"signed in 30d >= 2026-01-01 +10", "R061", "signed in 30d and signed >= 2026-01-01 +10"},
    {"webinar attended +20", "R068", "webinar_attended +20"},
    {"웨비나 참석 +20", "R068", "웨비나_참석 +20"},
    {"no email open in 30 days -10", "R068", "no email_open in 30d -10"},
    {"not opened email 30d -10", "R068", "not opened_email in 30d -10"},
    {"visited pricing page 3 times in 7 days +15", "R068",
     "at least 3 visited_pricing_page in 7d +15"},
    {"pricing_page_visit x3 +5", "R071", "at least 3 pricing_page_visit +5"},
    {"country is not Korea -5", "R051", "country != \"Korea\" -5"},
    {"if title = CEO then +10", "R054", "title = \"CEO\" +10"},
    {"if title is CEO or title is CTO then add 10 points", "R054",
     "title = \"CEO\" or title = \"CTO\" +10"},
    {"title is CEO or CTO +10", "R051", "title in (\"CEO\", \"CTO\") +10"},
    {"company size more than 200 +10", "R068", "company_size > 200 +10"},
    {"company_size over 500 employees +15", "R051", "company_size > 500 +15"},
    {"company size between 200 and 1000 employees +10", "R068", "company_size in 200 to 1000 +10"},
    {"visited the pricing page in the last 7 days +10", "R068", "visited_pricing_page in 7d +10"},
    {"visited pricing page more than 3 times +10", "R068", "visited_pricing_page > 3 +10"},
    {"has not opened an email in 30 days -10", "R068", "not opened_email in 30d -10"},
    {"did not open email in 30 days -10", "R068", "not open_email in 30d -10"},
    {"downloaded whitepaper +5", "R068", "downloaded_whitepaper +5"},
    {"requested a demo = +50", "R068", "requested_demo +50"},
    {"demo requested: 50 points", "R068", "demo_requested +50"},
    {"country is one of US, UK, Canada +10", "R063", "country in (\"US\", \"UK\", \"Canada\") +10"},
    {"industry is either SaaS or Fintech +10", "R051", "industry in (\"SaaS\", \"Fintech\") +10"},
    {"subtract 10 if unsubscribed", "R024", "unsubscribed -10"},
    {"minus 5 if email bounced", "R068", "email_bounced -5"},
    {"deduct 10 points when unsubscribed", "R024", "unsubscribed -10"},
    {"+10 if title contains \"CEO\"", "R024", "title contains \"CEO\" +10"},
    {"10 points for every webinar", "R024", "webinar +10 each"},
    {"5 points per page_view up to 20", "R024", "page_view +5 each up to 20"},
    {"add 5 for each page_view", "R024", "page_view +5 each"},
    {"if score is more than 60 then stage is MQL", "R054", "score > 60 => MQL"},
    {"if score > 60 move to MQL", "R054", "score > 60 => MQL"},
    {"score over 60 is MQL", "R051", "score > 60 => MQL"},
    {"score >= 60 then MQL", "R054", "score >= 60 => MQL"},
    {"MQL when score is 60 or more", "R078", "score >= 60 => MQL"},
    {"email ends in gmail.com -5", "R051", "email ends with \"gmail.com\" -5"},
    {"free email -5", "R068", "free_email -5"},
    {"job title includes manager +5", "R068", "job_title has word \"manager\" +5"},
    {"title is not intern +5", "R051", "title != \"intern\" +5"},
    {"signed up within 7 days +10", "R068", "signed_up in 7d +10"},
    {"signed up this week +10", "R068", "signed_up in 7d +10"},
    {"page_view at least 3 times in last 7 days +10", "R071", "at least 3 page_view in 7d +10"},
    {"page views > 5 +5", "R068", "page_views > 5 +5"},
    {"number of page views > 5 +5", "R068", "count of page_views > 5 +5"},
    {"any of webinar, demo +10", "R063", "any of (webinar, demo) +10"},
    {"vip customers +10", "R068", "vip_customers +10"},
    {"vip: yes +10", "R096", "vip = yes +10"},
    {"if vip: +10", "R054", "vip +10"},
    {"if (vip) +10", "R054", "(vip) +10"},
    {"if (vip and active) +10", "R054", "(vip and active) +10"},
    {"when score reaches 60 => MQL", "R054", "score >= 60 => MQL"},
    {"웨비나 참석하면 +20", "R068", "웨비나_참석 +20"},
    {"웨비나에 참석 +20", "R068", "웨비나_참석 +20"},
    {"직급이 대표면 +10", "R051", "직급 = \"대표\" +10"},
    {"직급이 대표 +10", "R051", "직급 = \"대표\" +10"},
    {"직급에 \"대표\" 포함 +10", "R051", "직급 contains \"대표\" +10"},
    {"직급 \"대표\" 포함 +10", "R051", "직급 contains \"대표\" +10"},
    {"직급에 대표 포함 +10", "R051", "직급 contains \"대표\" +10"},
    {"직급은 CEO 또는 CTO +10", "R051", "직급 in (\"CEO\", \"CTO\") +10"},
    {"회사규모 200명 이상 +10", "R050", "회사규모 >= 200 +10"},
    {"회사규모 200 이상 +10", "R050", "회사규모 >= 200 +10"},
    {"회사규모가 200명 이상이면 +10", "R050", "회사규모 >= 200 +10"},
    {"회사규모 200 이상 1000 이하 +10", "R050", "회사규모 in 200 to 1000 +10"},
    {"회사규모 200~1000 +10", "R060", "회사규모 in 200 to 1000 +10"},
    {"최근 30일 이내 웨비나 참석 +20", "R068", "웨비나_참석 in 30d +20"},
    {"가격페이지 방문 3회 이상 +15", "R068", "at least 3 가격페이지_방문 +15"},
    {"30일 이내 이메일 오픈 없음 -10", "R068", "no 이메일_오픈 in 30d -10"},
    {"이메일 오픈 30일 없음 -10", "R068", "no 이메일_오픈 in 30d -10"},
    {"점수 60 이상이면 MQL", "R050", "점수 >= 60 => MQL"},
    {"점수가 60점 이상이면 MQL로", "R050", "점수 >= 60 => MQL"},
    {"score가 60 이상 => MQL", "R050", "score >= 60 => MQL"},
    {"score 60 이상 => MQL", "R050", "score >= 60 => MQL"},
    {"60점 이상이면 => MQL", "R050", "score >= 60 => MQL"},
    {"vip 또는 active +5", "R050", "vip or active +5"},
    {"vip 이고 active 이면 +5", "R054", "vip and active +5"},
    {"vip 고객 5점", "R068", "vip_고객 +5"},
    {"만약 vip 이면 +5", "R054", "vip +5"},
    {"score＞＝６０ ＝＞ MQL", "R008", "score >= 60 => MQL"},
    {"업종 = “제조업” 또는 “금융업” +10", "R050", "업종 in (\"제조업\", \"금융업\") +10"},
    {"업종 = 제조업 또는 금융업 +10", "R050", "업종 in (\"제조업\", \"금융업\") +10"},
    {"예산 5천만원 이상 +10", "R050", "예산 >= 50000000 +10"},
    {"예산 1억 이상 +10", "R050", "예산 >= 1억 +10"},
    {"국가가 한국이 아니면 -5", "R051", "국가 != \"한국\" -5"},
    {"데모 신청 +50", "R068", "데모_신청 +50"},
    {"이메일 없음 -10", "R050", "이메일 is missing -10"},
    {"이메일이 없으면 -10", "R050", "이메일 is missing -10"},
    {"전화번호 있음 +5", "R050", "전화번호 is known +5"},
    {"데모_신청 3회 이상 +10", "R050", "at least 3 데모_신청 +10"},
    {"IF(vip, 5, 0)", "R058", "vip +5"},
    {"=IF(vip, 5, 0)", "R054", "vip +5"},
    {"=IF(title=\"CEO\",10,0)", "R054", "title = \"CEO\" +10"},
    {"IF(score>=60,\"MQL\",\"\")", "R058", "score >= 60 => MQL"},
    {"AND(vip, active) +5", "R058", "(vip and active) +5"},
    {"OR(vip, active) +5", "R058", "(vip or active) +5"},
    {"NOT(vip) -5", "R058", "not (vip) -5"},
    {"IF(AND(vip, active), 5)", "R058", "(vip and active) +5"},
    {"ISBLANK(email) -5", "R058", "email is missing -5"},
    {"NOT(ISBLANK(email)) +5", "R058", "not (email is missing) +5"},
    {"CONTAINS(title, \"CEO\") +10", "R058", "title contains \"CEO\" +10"},
    {"LOWER(title) = \"ceo\" +10", "R058", "title = \"ceo\" +10"},
    {"COUNTIF(page_view) > 3 +5", "R058", "count of page_view > 3 +5"},
    {"COUNT(page_view) > 3 +5", "R058", "count of page_view > 3 +5"},
    {"title LIKE '%ceo%' +10", "R051", "title contains \"ceo\" +10"},
    {"title LIKE 'ceo%' +10", "R051", "title starts with \"ceo\" +10"},
    {"title NOT LIKE '%intern%' +10", "R051", "title not contains \"intern\" +10"},
    {"country IN ['KR','JP'] +5", "R049", "country in (\"KR\", \"JP\") +5"},
    {"country IN ('KR','JP') +5", "R049", "country in (\"KR\", \"JP\") +5"},
    {"country NOT IN ('KR','JP') -5", "R049", "country not in (\"KR\", \"JP\") -5"},
    {"title contains any \"CEO\", \"CTO\" +10", "R063",
     "title contains any of (\"CEO\", \"CTO\") +10"},
    {"title is any of \"CEO\", \"CTO\" +10", "R063", "title in (\"CEO\", \"CTO\") +10"},
    {"email IS NOT NULL +5", "R052", "email is known +5"},
    {"email IS NULL -5", "R052", "email is missing -5"},
    {"signup BETWEEN '2026-01-01' AND '2026-06-30' +5", "R059",
     "signup in 2026-01-01 to 2026-06-30 +5"},
    {"WHERE vip +5", "R054", "vip +5"},
    {"title matches '.*ceo.*' +10", "R065", "title matches /.*ceo.*/ +10"},
    {"score >= 60 -> \"MQL\"", "R040", "score >= 60 => MQL"},
    {"company_size number", "R095", "field company_size: number"},
    {"country <> 'KR' -5", "R046", "country != \"KR\" -5"},
    {"vip && title == 'CEO' +5", "R045", "vip and title = \"CEO\" +5"},
    {"signup >= DATE('2026-01-01') +5", "R058", "signup >= 2026-01-01 +5"},
    {"last_visit more than 30 days ago -10", "R051", "days since last_visit > 30 -10"},
    {"last_visit was over 2 weeks ago and vip -10", "R051",
     "days since last_visit > 14 and vip -10"},
    {"last visit was more than 30 days ago -10", "R068", "days since last_visit > 30 -10"},
    {"vip and 마지막_방문 30일 이상 지남 -10", "R051", "vip and days since 마지막_방문 >= 30 -10"},
    {"마지막_방문이 30일 이상 지났으면 -10", "R051", "days since 마지막_방문 >= 30 -10"},
};

// Of a file that has these names.
const Sentence kKnownNames[] = {
    {"webinar attended +20", "R041", "webinar_attended +20"},
    {"attended webinar +20", "R041", "webinar_attended +20"},
    {"attended the webinars in last 30 days +20", "R041", "webinar_attended in 30d +20"},
    {"not opened email 30d -10", "R041", "not email_open in 30d -10"},
    {"no email open in 30 days -10", "R041", "no email_open in 30d -10"},
    {"웨비나 참석 +20", "R041", "웨비나_참석 +20"},
    {"웨비나에 참석하면 +20", "R041", "웨비나_참석 +20"},
    {"job title contains \"CEO\" +10", "R041", "`Job Title` contains \"CEO\" +10"},
};
const char* const kNames =
    "event webinar_attended, email_open, 웨비나_참석\n`Job Title` is known +1\n";

void CheckSentence(const std::string& before, const Sentence& sentence) {
  const Parsed parsed(before + sentence.line + "\nlast +1\n");
  INFO(sentence.line << "\n" << parsed.Rendered());
  REQUIRE(parsed.bag.all().size() == 1);
  const diag::Diagnostic& d = parsed.bag.all()[0];
  CHECK(diag::EntryOf(d.id).code == sentence.code);
  CHECK((d.span.begin >= before.size() &&
         d.span.end <= before.size() + std::string_view(sentence.line).size()));
  for (const diag::Language language : {diag::Language::kEnglish, diag::Language::kKorean}) {
    INFO(diag::HelpOf(d, language));
    CHECK(diag::HelpOf(d, language).find("\"" + std::string(sentence.right) + "\"") !=
          std::string::npos);
  }
  const Parsed right(before + sentence.right + "\nlast +1\n");
  INFO(sentence.right << "\n" << right.Rendered());
  CHECK(right.bag.all().empty());
}

}  // namespace

TEST_CASE("a sentence is one error, and its help the right line") {
  for (const Sentence& sentence : kSentences) CheckSentence("first +1\n", sentence);
}

TEST_CASE("words side by side are the name that the file has") {
  for (const Sentence& sentence : kKnownNames) CheckSentence(kNames, sentence);
}

TEST_CASE("two names of the same words: neither is taken") {
  const Parsed parsed("event email_open, open_email\nopened email +5");
  REQUIRE(parsed.bag.all().size() == 1);
  CHECK(parsed.bag.all()[0].id == diag::Id::kTwoConditions);
}

// Of a file that declares what is compared: a number is no text.
TEST_CASE("a word beside a field that is no text gets no quotes") {
  const Parsed number("field n: number\nn is big +1");
  REQUIRE(number.bag.all().size() == 1);
  CHECK(diag::HelpOf(number.bag.all()[0], diag::Language::kEnglish).find("\"n = big +1\"") !=
        std::string::npos);
  const Parsed known("field home, country: text\ncountry is home +1");
  REQUIRE(known.bag.all().size() == 1);
  CHECK(diag::HelpOf(known.bag.all()[0], diag::Language::kEnglish).find("\"country = home +1\"") !=
        std::string::npos);
}

// A name that only looks like a Korean noun with a particle stays as it is.
TEST_CASE("particles are taken from names only where the sound before them fits") {
  for (const char* line : {"회원나이 30 이상 +5", "상품단가 30 이상 +5", "나이 30 이상 +5"}) {
    const Parsed parsed(line);
    REQUIRE(parsed.bag.all().size() == 1);
    const std::string name = std::string(line).substr(0, std::string(line).find(' '));
    CHECK(diag::HelpOf(parsed.bag.all()[0], diag::Language::kKorean)
              .find("\"" + name + " >= 30 +5\"") != std::string::npos);
  }
}

// What one mistake's message says must not hide another kind of mistake on the same line.
TEST_CASE("an ambiguity in a sentence is said beside it") {
  CHECK(Parsed("if webinar in 30m then +5").Has(diag::Id::kMinuteOrMonth));
  CHECK(Parsed("if signup > 2026-02-30 then +5").Has(diag::Id::kBadDate));
}

// Whatever the guesses know as a word of sentences stays a name where a valid rule has it as a
// name.
TEST_CASE("words like those of a sentence are names where they stand as names") {
  for (const char* line :
       {"add +5", "between = 3 +5", "from in 3 to 5 +5", "give and points +5", "포함 = \"a\" +5",
        "x3 +5", "the or a +5", "define between = 3 < 4\nbetween +5, one +5",
        "가격 in 목록 +5, b +5", "country in targets +5, vip +5", "has and word +5"}) {
    INFO(line << "\n" << Parsed(line).Rendered());
    CHECK(Parsed(line).bag.all().empty());
  }
}

}  // namespace ripe::test
