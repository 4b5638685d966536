// The precompiled header: the standard headers that cost most, and fmt. It only saves time: every
// file still includes what it uses (`./dev lint` compiles without it).
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>
