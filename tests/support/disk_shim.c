/* Stands between a program and the C library, for tests of a failing and of a dying disk.
 *
 * Loaded by LD_PRELOAD on 64-bit Linux. Everything below the folder named by OWNERAPP_SHIM_FOLDER is watched:
 *
 * 1. With OWNERAPP_SHIM_LOG every change of it is written down, in order, once it succeeded:
 *    what was written where, what was brought to the disk, and which names came and went.
 * 2. ownerapp_fail(n, forever) lets n more syncs succeed; the next one, or all that follow,
 *    fail with EIO and bring nothing to the disk.
 *
 * A line of the log: kind, inode, offset, size, length of the first and of the second text,
 * then both. Kinds: C created, M folder made, W written, T cut to a size, S synced, X sync
 * failed, R renamed, L linked, U unlinked, A acknowledged.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

struct line {
    uint64_t kind, inode, offset, size;
    uint64_t first, second;
};

static long countdown = -1;
static int is_forever;
static long syncs;
static int log_handle = -1;
static const char *folder;
static size_t folder_length;

__attribute__((constructor)) static void begin(void)
{
    const char *path = getenv("OWNERAPP_SHIM_LOG");
    folder = getenv("OWNERAPP_SHIM_FOLDER");
    if (folder && !*folder) folder = NULL;
    folder_length = folder ? strlen(folder) : 0;
    if (path && *path)
        log_handle = (int)syscall(SYS_openat, AT_FDCWD, path,
                                  O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
}

static int is_watched(const char *path)
{
    return folder && !strncmp(path, folder, folder_length)
        && (path[folder_length] == '/' || path[folder_length] == 0);
}

/* The path of a name, absolute; links in it are not followed. */
static int name_of(int at, const char *name, char *path)
{
    if (name[0] == '/') {
        snprintf(path, PATH_MAX, "%s", name);
    } else if (at == AT_FDCWD) {
        char here[PATH_MAX];
        if (!getcwd(here, sizeof here)) return 0;
        if ((size_t)snprintf(path, PATH_MAX, "%s/%s", here, name) >= PATH_MAX) return 0;
    } else {
        return 0;
    }
    return is_watched(path);
}

static int path_of(int handle, char *path)
{
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return is_watched(path);
}

static uint64_t inode_of(int handle)
{
    struct stat state;
    return fstat(handle, &state) ? 0 : state.st_ino;
}

static void note(char kind, uint64_t inode, uint64_t offset, uint64_t size,
                 const void *first, size_t first_length, const char *second)
{
    if (log_handle < 0) return;
    int before = errno;
    struct line line = {(uint64_t)kind, inode, offset, size, first_length,
                        second ? strlen(second) : 0};
    struct iovec parts[3] = {{&line, sizeof line}, {(void *)first, first_length},
                             {(void *)second, line.second}};
    syscall(SYS_writev, log_handle, parts, 3);
    errno = before;
}

static int opened(int handle, int was_there, int flags)
{
    char path[PATH_MAX];
    if (handle >= 0 && (flags & (O_CREAT | O_TRUNC)) && path_of(handle, path)) {
        if ((flags & O_CREAT) && !was_there)
            note('C', inode_of(handle), 0, 0, path, strlen(path), NULL);
        else if (flags & O_TRUNC)
            note('T', inode_of(handle), 0, 0, path, strlen(path), NULL);
    }
    return handle;
}

static int open_at(int at, const char *name, int flags, mode_t mode)
{
    int before = errno;
    int was_there = !(flags & O_CREAT) || !faccessat(at, name, F_OK, AT_SYMLINK_NOFOLLOW);
    errno = before;
    int handle = (int)syscall(SYS_openat, at, name, flags, mode);
    return opened(handle, was_there, flags);
}

#define MODE mode_t mode = 0; \
    if (flags & (O_CREAT | O_TMPFILE)) { \
        va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); \
    }

int open(const char *name, int flags, ...) { MODE return open_at(AT_FDCWD, name, flags, mode); }
int open64(const char *name, int flags, ...) { MODE return open_at(AT_FDCWD, name, flags, mode); }
int openat(int at, const char *name, int flags, ...) { MODE return open_at(at, name, flags, mode); }
int openat64(int at, const char *name, int flags, ...)
{
    MODE return open_at(at, name, flags, mode);
}

ssize_t write(int handle, const void *data, size_t length)
{
    char path[PATH_MAX];
    int is_ours = path_of(handle, path);
    off_t at = is_ours ? lseek(handle, 0, SEEK_CUR) : 0;
    ssize_t done = syscall(SYS_write, handle, data, length);
    if (is_ours && done > 0) note('W', inode_of(handle), (uint64_t)at, 0, data, (size_t)done, path);
    return done;
}

ssize_t pwrite64(int handle, const void *data, size_t length, off64_t at)
{
    char path[PATH_MAX];
    ssize_t done = syscall(SYS_pwrite64, handle, data, length, at);
    if (done > 0 && path_of(handle, path))
        note('W', inode_of(handle), (uint64_t)at, 0, data, (size_t)done, path);
    return done;
}

ssize_t pwrite(int handle, const void *data, size_t length, off_t at)
{
    return pwrite64(handle, data, length, at);
}

int ftruncate64(int handle, off64_t size)
{
    char path[PATH_MAX];
    int done = (int)syscall(SYS_ftruncate, handle, size);
    if (!done && path_of(handle, path))
        note('T', inode_of(handle), 0, (uint64_t)size, path, strlen(path), NULL);
    return done;
}

int ftruncate(int handle, off_t size) { return ftruncate64(handle, size); }

static int synced(int handle, long call)
{
    char path[PATH_MAX];
    if (!path_of(handle, path)) return (int)syscall(call, handle);
    syncs++;
    if (countdown > 0) {
        countdown--;
    } else if (countdown == 0) {
        if (!is_forever) countdown = -1;
        note('X', inode_of(handle), 0, 0, path, strlen(path), NULL);
        errno = EIO;
        return -1;
    }
    int done = (int)syscall(call, handle);
    if (!done) note('S', inode_of(handle), 0, 0, path, strlen(path), NULL);
    return done;
}

int fsync(int handle) { return synced(handle, SYS_fsync); }
int fdatasync(int handle) { return synced(handle, SYS_fdatasync); }

static int rename_at(int from_at, const char *from, int to_at, const char *to)
{
    char old[PATH_MAX], new[PATH_MAX];
    int is_ours = name_of(from_at, from, old) && name_of(to_at, to, new);
    int done = (int)syscall(SYS_renameat2, from_at, from, to_at, to, 0);
    if (!done && is_ours) note('R', 0, 0, 0, old, strlen(old), new);
    return done;
}

int rename(const char *from, const char *to) { return rename_at(AT_FDCWD, from, AT_FDCWD, to); }
int renameat(int from_at, const char *from, int to_at, const char *to)
{
    return rename_at(from_at, from, to_at, to);
}

int linkat(int from_at, const char *from, int to_at, const char *to, int flags)
{
    char old[PATH_MAX], new[PATH_MAX];
    int is_ours = name_of(from_at, from, old) && name_of(to_at, to, new);
    int done = (int)syscall(SYS_linkat, from_at, from, to_at, to, flags);
    if (!done && is_ours) note('L', 0, 0, 0, old, strlen(old), new);
    return done;
}

int link(const char *from, const char *to) { return linkat(AT_FDCWD, from, AT_FDCWD, to, 0); }

int unlinkat(int at, const char *name, int flags)
{
    char path[PATH_MAX];
    int is_ours = name_of(at, name, path);
    int done = (int)syscall(SYS_unlinkat, at, name, flags);
    if (!done && is_ours) note('U', 0, 0, 0, path, strlen(path), NULL);
    return done;
}

int unlink(const char *name) { return unlinkat(AT_FDCWD, name, 0); }
int rmdir(const char *name) { return unlinkat(AT_FDCWD, name, AT_REMOVEDIR); }

int mkdirat(int at, const char *name, mode_t mode)
{
    char path[PATH_MAX];
    int is_ours = name_of(at, name, path);
    int done = (int)syscall(SYS_mkdirat, at, name, mode);
    if (!done && is_ours) note('M', 0, 0, 0, path, strlen(path), NULL);
    return done;
}

int mkdir(const char *name, mode_t mode) { return mkdirat(AT_FDCWD, name, mode); }

/* Called by the tests. */
void ownerapp_acknowledge(uint64_t number) { note('A', number, 0, 0, NULL, 0, NULL); }
void ownerapp_fail(long after, int forever) { countdown = after; is_forever = forever; }
long ownerapp_syncs(void) { return syncs; }
