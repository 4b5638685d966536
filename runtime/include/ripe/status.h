// Errors as values: Status says whether something worked and, if not, what to tell the user and
// which exit status follows; Result<T> is a T or a Status that is not ok. No exception crosses a
// public header. Both are plain values, safe to move between threads.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace ripe {

enum class StatusCode : uint8_t {
  kOk,
  kData,        // the rules or, under --strict, the data are wrong
  kUsage,       // wrong usage; also a column that an option names and the file lacks
  kIo,          // a file could not be read or written
  kLimit,       // a resource limit was hit
  kClosedPipe,  // nobody reads our output any more: end quietly, as success
};

// The exit status of the command for each code.
constexpr int ExitStatus(StatusCode code) {
  switch (code) {
    case StatusCode::kOk:
    case StatusCode::kClosedPipe:
      return 0;
    case StatusCode::kData:
      return 1;
    case StatusCode::kUsage:
      return 2;
    case StatusCode::kIo:
    case StatusCode::kLimit:
      return 3;
  }
  return 3;
}

// The message is one or more whole sentences for the user, without "error:" before and without a
// newline at the end. Where a place in a file is meant it begins with `file:line:column: `.
class [[nodiscard]] Status {
 public:
  Status() = default;  // ok
  Status(StatusCode code, std::string message) : code_(code), message_(std::move(message)) {}
  static Status Ok() { return {}; }

  bool ok() const { return code_ == StatusCode::kOk; }
  StatusCode code() const { return code_; }
  const std::string& message() const { return message_; }

 private:
  StatusCode code_ = StatusCode::kOk;
  std::string message_;
};

// A value, or why there is none. Ask ok() before value().
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}          // NOLINT: implicit on purpose
  Result(Status status) : status_(std::move(status)) {}  // NOLINT: `status` must not be ok
  bool ok() const { return value_.has_value(); }
  const Status& status() const { return status_; }
  T& value() { return *value_; }
  const T& value() const { return *value_; }
  T& operator*() { return *value_; }
  T* operator->() { return &*value_; }

 private:
  std::optional<T> value_;
  Status status_;
};

}  // namespace ripe

// Leaves the function with the status unless it is ok.
#define RIPE_RETURN_IF_ERROR(expression)                                                     \
  do {                                                                                       \
    if (::ripe::Status ripe_status_ = (expression); !ripe_status_.ok()) return ripe_status_; \
  } while (false)
