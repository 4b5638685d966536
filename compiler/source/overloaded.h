// A visitor for std::visit out of lambdas, one for each kind: Overloaded{[](const A&) {...}, ...}.
#pragma once

namespace ripe::source {

template <class... F>
struct Overloaded : F... {
  using F::operator()...;
};
template <class... F>
Overloaded(F...) -> Overloaded<F...>;

}  // namespace ripe::source
