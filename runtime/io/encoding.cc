// Other encodings than UTF-8, through iconv: what Korean Excel writes (cp949, of which euc-kr is a
// part), UTF-16, and whatever else the system knows. A byte that is not of the encoding is an error
// with its line and offset: data is never guessed at.
#include <fmt/format.h>
#include <iconv.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

#include "runtime/io/input.h"

namespace ripe::io {
namespace {

constexpr size_t kRawSize = size_t{1} << 16;

// Lower case, without '-' and '_': "UTF-8", "utf_8" and "utf8" are one.
std::string Squeezed(const std::string& name) {
  std::string out;
  for (char c : name) {
    if (c == '-' || c == '_' || c == ' ') continue;
    out.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  }
  return out;
}

// The name iconv knows. Excel's "euc-kr" is cp949, which has more syllables; "latin1" of Windows
// programs is cp1252 by the same custom on the web, but here a user who says latin1 gets latin1.
std::string IconvName(const std::string& encoding) {
  const std::string name = Squeezed(encoding);
  if (name == "euckr" || name == "ksc5601" || name == "ksc56011987" || name == "uhc" ||
      name == "ms949")
    return "CP949";
  if (name == "latin1") return "ISO-8859-1";
  if (name == "windows1252") return "CP1252";
  if (name == "sjis" || name == "shiftjis") return "CP932";
  return encoding;
}

class Decoder : public ByteSource {
 public:
  Decoder(iconv_t iconv, std::string encoding, std::unique_ptr<ByteSource> raw, std::string name)
      : iconv_(iconv),
        encoding_(std::move(encoding)),
        raw_(std::move(raw)),
        name_(std::move(name)),
        in_(kRawSize) {}
  ~Decoder() override { iconv_close(iconv_); }

  Result<size_t> Read(char* out, size_t size) override {
    // A character may need 4 bytes, which `size` might not have; then a small buffer serves.
    if (at_ == ready_.size() && size < 64) {
      ready_.resize(256);
      at_ = 0;
      Result<size_t> got = Convert(ready_.data(), ready_.size());
      ready_.resize(got.ok() ? *got : 0);
      if (!got.ok()) return got;
    }
    if (at_ < ready_.size()) {
      const size_t n = std::min(size, ready_.size() - at_);
      std::memcpy(out, ready_.data() + at_, n);
      at_ += n;
      return n;
    }
    if (size < 64) return size_t{0};
    return Convert(out, size);
  }

 private:
  Result<size_t> Convert(char* out, size_t size) {
    char* target = out;
    size_t room = size;
    while (target == out) {
      if (!end_ && in_size_ < 16) {
        std::memmove(in_.data(), in_.data() + in_at_, in_size_);
        in_at_ = 0;
        Result<size_t> got = raw_->Read(in_.data() + in_size_, in_.size() - in_size_);
        if (!got.ok()) return got;
        end_ = *got == 0;
        in_size_ += *got;
        if (!end_ && in_size_ < 16) continue;
      }
      if (in_size_ == 0) return size_t{0};
      char* source = in_.data() + in_at_;
      char* const before = source;
      const size_t code = iconv(iconv_, &source, &in_size_, &target, &room);
      const int error = code == static_cast<size_t>(-1) ? errno : 0;
      const size_t taken = static_cast<size_t>(source - before);
      in_at_ += taken;
      offset_ += taken;
      lines_ += static_cast<uint64_t>(std::count(out, target, '\n'));
      SkipMark(out, &target, &room);
      // E2BIG: full, come again. EINVAL: a character goes on in the next piece, unless there is
      // none.
      if (error == EILSEQ || (error == EINVAL && end_)) return Wrong(error == EINVAL);
    }
    return static_cast<size_t>(target - out);
  }

  // The byte-order mark of UTF-16LE and the like becomes U+FEFF, which is not part of the text.
  void SkipMark(char* out, char** target, size_t* room) {
    if (!first_ || *target - out < 3) return;
    first_ = false;
    if (std::memcmp(out, "\xef\xbb\xbf", 3) != 0) return;
    std::memmove(out, out + 3, static_cast<size_t>(*target - out - 3));
    *target -= 3;
    *room += 3;
  }

  Status Wrong(bool cut) {
    return {StatusCode::kIo,
            fmt::format("{}:{}: {} at byte {} is not valid in the encoding {}.", name_, lines_ + 1,
                        cut ? "the last character, cut off"
                            : fmt::format("0x{:02X}", static_cast<uint8_t>(in_[in_at_])),
                        offset_ + 1, encoding_)};
  }

  iconv_t iconv_;
  std::string encoding_;
  std::unique_ptr<ByteSource> raw_;
  std::string name_;
  std::vector<char> in_;
  size_t in_at_ = 0, in_size_ = 0;
  uint64_t offset_ = 0;
  uint64_t lines_ = 0;
  bool end_ = false;
  bool first_ = true;
  std::string ready_;
  size_t at_ = 0;
};

}  // namespace

bool IsUtf8Name(const std::string& encoding) {
  const std::string name = Squeezed(encoding);
  return name.empty() || name == "utf8" || name == "utf8sig" || name == "utf8bom" ||
         name == "ascii" || name == "usascii";
}

Result<std::unique_ptr<ByteSource>> MakeDecoder(const std::string& encoding,
                                                std::unique_ptr<ByteSource> raw, std::string name) {
  const iconv_t iconv = iconv_open("UTF-8", IconvName(encoding).c_str());
  if (iconv == reinterpret_cast<iconv_t>(-1)) {
    return Status(StatusCode::kUsage,
                  fmt::format("The encoding \"{}\" is not known here. Known are utf-8, utf-16, "
                              "cp949, euc-kr, cp1252, latin1 and what `iconv -l` "
                              "lists.",
                              encoding));
  }
  return std::unique_ptr<ByteSource>(
      std::make_unique<Decoder>(iconv, encoding, std::move(raw), std::move(name)));
}

}  // namespace ripe::io
