// Target `packed`: bytes on their way to text (gzip, zstd, encodings). The first byte chooses: the
// rest is the file as it stands, or it is packed here and must come out the same, or packed and
// then damaged. However small the pieces in which it is read, the text and the error are the same.
#include <fmt/format.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <array>

#include "runtime/io/input.h"
#include "tests/fuzz/fuzz.h"

namespace ripe::fuzz {
namespace {

constexpr std::array<const char*, 8> kEncodings = {"",         "utf-8",  "cp949", "utf-16",
                                                   "utf-16be", "euc-kr", "utf-7", "iso-2022-kr"};
constexpr size_t kMost = size_t{1} << 22;  // a bomb need not be read to its end

struct Text {
  std::string bytes;
  Status status;
};

Text ReadText(const std::string& path, const std::string& encoding, size_t piece) {
  Text text;
  auto input = io::Input::Open(path);
  Require(input.ok(), "a file in memory opens");
  bool validate = false;
  auto source = io::OpenText(*input, encoding, &validate);
  if (!source.ok()) {
    text.status = source.status();
    return text;
  }
  std::string buffer(piece, '\0');
  while (text.bytes.size() < kMost) {
    Result<size_t> got = (*source)->Read(buffer.data(), buffer.size());
    if (!got.ok()) {
      text.status = got.status();
      break;
    }
    if (*got == 0) break;
    Require(*got <= piece, "no more is read than asked for");
    text.bytes.append(buffer, 0, *got);
  }
  text.bytes.resize(std::min(text.bytes.size(), kMost));
  return text;
}

std::string Gzip(std::string_view bytes) {
  z_stream z{};
  if (deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) Fail("zlib");
  std::string out(deflateBound(&z, bytes.size()) + 32, '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  z.avail_in = static_cast<uInt>(bytes.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  const int done = deflate(&z, Z_FINISH);
  out.resize(z.total_out);
  deflateEnd(&z);
  Require(done == Z_STREAM_END, "zlib packs");
  return out;
}

std::string Zstd(std::string_view bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  const size_t size = ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 1);
  Require(ZSTD_isError(size) == 0, "zstd packs");
  out.resize(size);
  return out;
}

bool StartsLikePacked(std::string_view bytes) {
  return bytes.starts_with("\x1f\x8b") || bytes.starts_with("\x28\xb5\x2f\xfd");
}

// Read in large pieces and in small ones; gives the text.
Text ReadTwice(std::string_view bytes, const std::string& encoding) {
  const MemoryFile file(bytes);
  Text whole = ReadText(file.path(), encoding, 65536);
  const Text pieces = ReadText(file.path(), encoding, bytes.size() % 2 == 0 ? 1 : 71);
  // Before an error more or less of the text may have been handed out: none of it is used.
  const size_t common =
      whole.status.ok() ? kMost : std::min(whole.bytes.size(), pieces.bytes.size());
  RequireSame(whole.bytes.substr(0, common), pieces.bytes.substr(0, common),
              "the text does not depend on the pieces it is read in");
  // Of two errors, of packing and of encoding, either may be met first.
  Require(whole.status.ok() == pieces.status.ok(),
          "an error does not depend on the pieces a text is read in");
  if (!StartsLikePacked(bytes))
    RequireSame(whole.status.message(), pieces.status.message(),
                "the error does not depend on the pieces a text is read in");
  return whole;
}

}  // namespace

void RunPacked(std::string_view input) {
  const unsigned options = TakeOptions(&input);
  const std::string encoding = kEncodings[options >> 3 & 7];
  const unsigned mode = options & 7;
  if (mode < 2) {
    ReadTwice(input, encoding);
    return;
  }
  std::string packed = mode % 2 == 0 ? Gzip(input) : Zstd(input);
  const Text direct = ReadTwice(input, encoding);
  if (mode < 4) {
    const Text text = ReadTwice(packed, encoding);
    if (StartsLikePacked(input)) return;  // unpacked once only, which direct reading is too
    if (direct.status.ok())
      RequireSame(text.bytes, direct.bytes, "packed and unpacked is the same");
    RequireSame(text.status.ok() ? "" : "error", direct.status.ok() ? "" : "error",
                "packed and unpacked ends the same");
  } else if (mode < 6) {
    // Cut short: an error, whatever has been read.
    packed.pop_back();
    Require(!ReadTwice(packed, encoding).status.ok(),
            "a packed file that is cut short is an error");
  } else {
    for (size_t i = 0; i + 1 < input.size() && i < 6; i += 2)
      packed[static_cast<uint8_t>(input[i]) % packed.size()] ^= input[i + 1];
    ReadTwice(packed, encoding);
  }
}

}  // namespace ripe::fuzz
