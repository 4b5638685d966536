// Linked into the programs of the coverage build alone (coverage.py, -Wl,--wrap): a process that
// ends by _exit or _Exit, as where a compile is still under way or memory is short, runs nothing at
// its end, and what it reached would be lost.
int __llvm_profile_write_file(void);
void __real__exit(int status) __attribute__((noreturn));
void __wrap__exit(int status) __attribute__((noreturn));
void __wrap__Exit(int status) __attribute__((noreturn));

void __wrap__exit(int status) {
  __llvm_profile_write_file();
  __real__exit(status);
}

void __wrap__Exit(int status) { __wrap__exit(status); }
