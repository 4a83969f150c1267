/* Lets calls that change files below one folder fail, from the n-th on. Loaded before the C library (LD_PRELOAD).

   Built and steered by faults.py: a small shared file holds how many calls there were and which one is to fail, so
   that the program and its children count together. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

struct orders { long count, at, error, lasts; char root[PATH_MAX]; };
static struct orders *orders;

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("TORTURE_ORDERS");
  int handle = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
  if (handle < 0) return;
  void *place = mmap(NULL, sizeof *orders, PROT_READ | PROT_WRITE, MAP_SHARED, handle, 0);
  close(handle);
  if (place != MAP_FAILED) orders = place;
}

static int below(const char *path) {
  size_t length = orders ? strlen(orders->root) : 0;
  return length && path && !strncmp(path, orders->root, length) && (path[length] == '/' || !path[length]);
}

static int fails(int is_below) {
  if (!is_below) return 0;
  long now = __atomic_add_fetch(&orders->count, 1, __ATOMIC_SEQ_CST);
  if (!orders->at || now < orders->at || (now > orders->at && !orders->lasts)) return 0;
  errno = (int)orders->error;
  return 1;
}

static int open_below(int handle) {
  char link[64], path[PATH_MAX];
  if (!orders || !orders->root[0]) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return below(path);
}

#define REAL(name) static __typeof__(name) *real; if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

#define OPEN(name)                                                                                                    \
  int name(const char *path, int flags, ...) {                                                                        \
    REAL(name);                                                                                                       \
    va_list more; va_start(more, flags);                                                                              \
    mode_t mode = (flags & O_CREAT) ? va_arg(more, mode_t) : 0;                                                       \
    va_end(more);                                                                                                     \
    if ((flags & O_CREAT) && fails(below(path))) return -1;                                                           \
    return real(path, flags, mode);                                                                                   \
  }
OPEN(open)
OPEN(open64)

#define HANDLE(name, result, arguments, passed)                                                                       \
  result name arguments {                                                                                             \
    REAL(name);                                                                                                       \
    if (fails(open_below(handle))) return -1;                                                                         \
    return real passed;                                                                                               \
  }
HANDLE(write, ssize_t, (int handle, const void *from, size_t size), (handle, from, size))
HANDLE(pwrite, ssize_t, (int handle, const void *from, size_t size, off_t at), (handle, from, size, at))
HANDLE(pwrite64, ssize_t, (int handle, const void *from, size_t size, off64_t at), (handle, from, size, at))
HANDLE(writev, ssize_t, (int handle, const struct iovec *from, int count), (handle, from, count))
HANDLE(fsync, int, (int handle), (handle))
HANDLE(fdatasync, int, (int handle), (handle))
HANDLE(ftruncate, int, (int handle, off_t size), (handle, size))
HANDLE(ftruncate64, int, (int handle, off64_t size), (handle, size))

#define NAME(name, arguments, passed)                                                                                 \
  int name arguments {                                                                                                \
    REAL(name);                                                                                                       \
    if (fails(below(path))) return -1;                                                                                \
    return real passed;                                                                                               \
  }
NAME(rename, (const char *path, const char *other), (path, other))
NAME(unlink, (const char *path), (path))
NAME(mkdir, (const char *path, mode_t mode), (path, mode))
NAME(chmod, (const char *path, mode_t mode), (path, mode))
