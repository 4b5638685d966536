// RIPE_INDEPENDENT before a loop: what one turn writes no other reads, which the compiler cannot see
// where pointers come from outside. Only g++, which the product is built with, has the words for
// that; clang, which checks it while the program runs, would take its own as a demand for vectors
// and warn where it has none.
#pragma once

#if defined(__clang__)
#define RIPE_INDEPENDENT
#else
#define RIPE_INDEPENDENT _Pragma("GCC ivdep")
#endif
