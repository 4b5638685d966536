// Arrow's threads, started before anything depends on them. Arrow starts one when a task finds none
// idle, and where the system has no more threads it throws from the middle of a loop over columns,
// whose other tasks still read what is being torn down.
#pragma once

namespace ripe::arrow_library {

// Whether Arrow may spread work over this many threads: they are there (or as many as
// columns can use), and more than one. Once
// a thread could not be started, never again in this process.
bool HaveThreads(unsigned threads);

}  // namespace ripe::arrow_library
