// A library for LD_PRELOAD that makes one chosen call of a process fail, or ends the process there. It counts the calls
// of each class from the very start of the process, before main too; tests/faults/faults.py sets it up and reads the
// counts. Not linked into anything of Ripe.
//
//   RIPE_FAULT_STATE=FILE      a file of 4,096 zero bytes, mapped: the counts, and what was hit. They outlive any death.
//   RIPE_FAULT=CLASS:N:WHAT    the N-th call of CLASS does WHAT: an errno's number; `short` (half the bytes); `kill` (the
//                              process dies before the call), `killed` (after it). N+ instead of N: that call and all that
//                              follow; with EINTR every third one, with `short` seven bytes at a time.
//   RIPE_FAULT_NO_TMPFILE=1    O_TMPFILE is not supported, as on some file systems.
//
// Calls inside libc do not pass here; fopen is therefore made of our own open and read.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define API __attribute__((visibility("default")))

enum Class { kAlloc, kMap, kRead, kWrite, kOpen, kSync, kRename, kClose, kTruncate, kThread, kStat, kMode, kClasses };
static const char* const kNames[kClasses] = {"alloc", "map",      "read",   "write", "open", "sync",
                                             "rename", "close", "truncate", "thread", "stat", "mode"};
enum What { kNothing, kError, kShort, kKill, kKilled };

// Laid out as faults.py reads it.
struct State {
  uint64_t calls[16];
  uint64_t hits;
  int64_t hit_fd;  // of the first hit; -1 where the call has none
  uint64_t hit_stdio;
};

static struct State* state;
static int ready;  // 0 not yet, 1 being made, 2 made, 3 there is nothing to do
static enum Class at_class;
static uint64_t at_call;
static int and_after, error_number, no_tmpfile;
static enum What what;

void* __libc_malloc(size_t);
void* __libc_calloc(size_t, size_t);
void* __libc_realloc(void*, size_t);
void* __libc_memalign(size_t, size_t);

static void Prepare(void) {
  const char* path = getenv("RIPE_FAULT_STATE");
  if (path == NULL) {
    if (environ != NULL) ready = 3;
    return;
  }
  ready = 1;
  const long fd = syscall(SYS_openat, AT_FDCWD, path, O_RDWR, 0);
  if (fd < 0) _exit(97);
  const long where = syscall(SYS_mmap, NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  syscall(SYS_close, fd);
  if (where == -1) _exit(97);
  no_tmpfile = getenv("RIPE_FAULT_NO_TMPFILE") != NULL;
  const char* fault = getenv("RIPE_FAULT");
  if (fault != NULL) {
    const char* colon = strchr(fault, ':');
    if (colon == NULL) _exit(97);
    int found = 0;
    for (int c = 0; c < kClasses; ++c) {
      if (strlen(kNames[c]) == (size_t)(colon - fault) && strncmp(kNames[c], fault, (size_t)(colon - fault)) == 0) {
        at_class = (enum Class)c;
        found = 1;
      }
    }
    if (!found) _exit(97);
    char* end = NULL;
    at_call = strtoull(colon + 1, &end, 10);
    if (*end == '+') ++and_after, ++end;
    if (*end != ':') _exit(97);
    ++end;
    if (strcmp(end, "short") == 0) {
      what = kShort;
    } else if (strcmp(end, "kill") == 0) {
      what = kKill;
    } else if (strcmp(end, "killed") == 0) {
      what = kKilled;
    } else {
      what = kError;
      error_number = atoi(end);
    }
  }
  state = (struct State*)where;
  __atomic_store_n(&ready, 2, __ATOMIC_RELEASE);
}

static void Die(void) {
  syscall(SYS_kill, syscall(SYS_getpid), SIGKILL);
  for (;;) {
  }
}

// What this call shall do. Sets errno where it shall fail.
static enum What Call(enum Class c, int fd) {
  if (__atomic_load_n(&ready, __ATOMIC_ACQUIRE) != 2) {
    if (ready == 0) Prepare();
    if (ready != 2) return kNothing;
  }
  const uint64_t call = __atomic_add_fetch(&state->calls[c], 1, __ATOMIC_RELAXED);
  if (what == kNothing || c != at_class || call < at_call || (call > at_call && !and_after)) return kNothing;
  if (what == kError && error_number == EINTR && (call - at_call) % 3 != 0) return kNothing;
  if (__atomic_fetch_add(&state->hits, 1, __ATOMIC_RELAXED) == 0) state->hit_fd = fd;
  if (fd >= 0 && fd <= 2) __atomic_fetch_add(&state->hit_stdio, 1, __ATOMIC_RELAXED);
  if (what == kKill) Die();
  if (what == kError) errno = error_number;
  return what;
}

static long After(enum What w, long result) {
  if (w == kKilled) Die();
  return result;
}

static size_t Part(enum What w, size_t size) {
  if (w != kShort || size <= 1) return size;
  return and_after ? (size < 7 ? size : 7) : size / 2;
}

// ---- memory ----
API void* malloc(size_t size) { return Call(kAlloc, -1) == kError ? NULL : __libc_malloc(size); }
API void* calloc(size_t n, size_t size) { return Call(kAlloc, -1) == kError ? NULL : __libc_calloc(n, size); }
API void* realloc(void* old, size_t size) { return Call(kAlloc, -1) == kError ? NULL : __libc_realloc(old, size); }
API void* memalign(size_t align, size_t size) {
  return Call(kAlloc, -1) == kError ? NULL : __libc_memalign(align, size);
}
API void* aligned_alloc(size_t align, size_t size) {
  return Call(kAlloc, -1) == kError ? NULL : __libc_memalign(align, size);
}
API int posix_memalign(void** out, size_t align, size_t size) {
  if (Call(kAlloc, -1) == kError) return ENOMEM;
  *out = __libc_memalign(align, size);
  return *out == NULL ? ENOMEM : 0;
}
API void* mmap(void* where, size_t size, int protection, int flags, int fd, off_t offset) {
  if (Call(kMap, -1) == kError) return MAP_FAILED;
  return (void*)syscall(SYS_mmap, where, size, protection, flags, fd, offset);
}
API void* mmap64(void* where, size_t size, int protection, int flags, int fd, off_t offset) {
  return mmap(where, size, protection, flags, fd, offset);
}

// ---- reading and writing ----
API ssize_t read(int fd, void* out, size_t size) {
  const enum What w = Call(kRead, fd);
  return w == kError ? -1 : After(w, syscall(SYS_read, fd, out, Part(w, size)));
}
API ssize_t pread(int fd, void* out, size_t size, off_t offset) {
  const enum What w = Call(kRead, fd);
  return w == kError ? -1 : After(w, syscall(SYS_pread64, fd, out, Part(w, size), offset));
}
API ssize_t pread64(int fd, void* out, size_t size, off_t offset) { return pread(fd, out, size, offset); }
API ssize_t write(int fd, const void* bytes, size_t size) {
  const enum What w = Call(kWrite, fd);
  return w == kError ? -1 : After(w, syscall(SYS_write, fd, bytes, Part(w, size)));
}
API ssize_t pwrite(int fd, const void* bytes, size_t size, off_t offset) {
  const enum What w = Call(kWrite, fd);
  return w == kError ? -1 : After(w, syscall(SYS_pwrite64, fd, bytes, Part(w, size), offset));
}
API ssize_t pwrite64(int fd, const void* bytes, size_t size, off_t offset) { return pwrite(fd, bytes, size, offset); }

// ---- names and folders ----
static int OpenAt(int folder, const char* path, int flags, mode_t mode) {
  const enum What w = Call(kOpen, -1);
  if (w == kError) return -1;
  if (no_tmpfile && (flags & O_TMPFILE) == O_TMPFILE) {
    errno = EOPNOTSUPP;
    return -1;
  }
  return (int)After(w, syscall(SYS_openat, folder, path, flags, mode));
}
#define MODE_OF(flags, last)                                \
  mode_t mode = 0;                                          \
  if (((flags) & O_CREAT) || ((flags) & O_TMPFILE) == O_TMPFILE) { \
    va_list list;                                           \
    va_start(list, last);                                   \
    mode = va_arg(list, mode_t);                            \
    va_end(list);                                           \
  }
API int open(const char* path, int flags, ...) {
  MODE_OF(flags, flags)
  return OpenAt(AT_FDCWD, path, flags, mode);
}
API int open64(const char* path, int flags, ...) {
  MODE_OF(flags, flags)
  return OpenAt(AT_FDCWD, path, flags, mode);
}
API int openat(int folder, const char* path, int flags, ...) {
  MODE_OF(flags, flags)
  return OpenAt(folder, path, flags, mode);
}
API int openat64(int folder, const char* path, int flags, ...) {
  MODE_OF(flags, flags)
  return OpenAt(folder, path, flags, mode);
}
API int mkostemp(char* pattern, int flags) {
  static int (*real)(char*, int);
  if (real == NULL) real = (int (*)(char*, int))dlsym(RTLD_NEXT, "mkostemp");
  const enum What w = Call(kOpen, -1);
  return w == kError ? -1 : (int)After(w, real(pattern, flags));
}
API int mkostemp64(char* pattern, int flags) { return mkostemp(pattern, flags); }
API int close(int fd) {
  const enum What w = Call(kClose, fd);
  const int error = errno;
  const long result = syscall(SYS_close, fd);  // Linux closes the file whatever it returns
  if (w != kError) return (int)After(w, result);
  errno = error;
  return -1;
}
API int fsync(int fd) {
  const enum What w = Call(kSync, fd);
  return w == kError ? -1 : (int)After(w, syscall(SYS_fsync, fd));
}
API int fdatasync(int fd) {
  const enum What w = Call(kSync, fd);
  return w == kError ? -1 : (int)After(w, syscall(SYS_fdatasync, fd));
}
API int ftruncate(int fd, off_t size) {
  const enum What w = Call(kTruncate, fd);
  return w == kError ? -1 : (int)After(w, syscall(SYS_ftruncate, fd, size));
}
API int ftruncate64(int fd, off_t size) { return ftruncate(fd, size); }
API int renameat2(int from, const char* a, int to, const char* b, unsigned flags) {
  const enum What w = Call(kRename, -1);
  return w == kError ? -1 : (int)After(w, syscall(SYS_renameat2, from, a, to, b, flags));
}
API int rename(const char* a, const char* b) { return renameat2(AT_FDCWD, a, AT_FDCWD, b, 0); }
API int renameat(int from, const char* a, int to, const char* b) { return renameat2(from, a, to, b, 0); }
API int linkat(int from, const char* a, int to, const char* b, int flags) {
  const enum What w = Call(kRename, -1);
  return w == kError ? -1 : (int)After(w, syscall(SYS_linkat, from, a, to, b, flags));
}
API int fstat(int fd, struct stat* info) {
  const enum What w = Call(kStat, fd);
  return w == kError ? -1 : (int)After(w, syscall(SYS_fstat, fd, info));
}
API int stat(const char* path, struct stat* info) {
  const enum What w = Call(kStat, -1);
  return w == kError ? -1 : (int)After(w, syscall(SYS_newfstatat, AT_FDCWD, path, info, 0));
}
API int fchmod(int fd, mode_t mode) {
  const enum What w = Call(kMode, fd);
  return w == kError ? -1 : (int)After(w, syscall(SYS_fchmod, fd, mode));
}

// ---- threads ----
API int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*run)(void*), void* argument) {
  static int (*real)(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*);
  if (real == NULL)
    real = (int (*)(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*))dlsym(RTLD_NEXT, "pthread_create");
  if (Call(kThread, -1) == kError) return error_number;
  return real(thread, attributes, run, argument);
}

// ---- streams: reading, of our own calls ----
static ssize_t CookieRead(void* cookie, char* out, size_t size) { return read((int)(intptr_t)cookie, out, size); }
static int CookieSeek(void* cookie, off64_t* offset, int whence) {
  const off64_t at = lseek64((int)(intptr_t)cookie, *offset, whence);
  if (at < 0) return -1;
  *offset = at;
  return 0;
}
static int CookieClose(void* cookie) { return close((int)(intptr_t)cookie); }
API FILE* fopen(const char* path, const char* mode) {
  if (mode[0] != 'r' || strchr(mode, '+') != NULL) {
    static FILE* (*real)(const char*, const char*);
    if (real == NULL) real = (FILE * (*)(const char*, const char*)) dlsym(RTLD_NEXT, "fopen");
    return real(path, mode);
  }
  const int fd = open(path, O_RDONLY);
  if (fd < 0) return NULL;
  const cookie_io_functions_t functions = {CookieRead, NULL, CookieSeek, CookieClose};
  FILE* file = fopencookie((void*)(intptr_t)fd, "r", functions);
  if (file == NULL) syscall(SYS_close, fd);
  return file;
}
API FILE* fopen64(const char* path, const char* mode) { return fopen(path, mode); }
