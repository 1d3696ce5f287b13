/* A file system that fails: of the calls on files below a folder, the one with a given number returns an error, or all
   from there on. To be preloaded; armed by faults_arm(), counted by faults_count(). */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static char folder[4096];
static int at = -1, error_number, lasting, count;
static char ours[4096];

void faults_arm(const char *below, int number, int error, int from_then_on) {
    strncpy(folder, below, sizeof folder - 1);
    at = number, error_number = error, lasting = from_then_on, count = 0;
}
int faults_count(void) { return count; }

static int fails(int mine) {
    if (at < 0 || !mine) return 0;
    count++;
    if (count == at || (lasting && at > 0 && count > at)) {
        errno = error_number;
        return 1;
    }
    return 0;
}
static int below(const char *path) { return folder[0] && path && !strncmp(path, folder, strlen(folder)); }
static int held(int fd) { return fd >= 0 && fd < (int)sizeof ours && ours[fd]; }
static int opened(int fd, const char *path) {
    if (fd >= 0 && fd < (int)sizeof ours) ours[fd] = below(path);
    return fd;
}
#define REAL(name) \
    static __typeof__(&name) real; \
    if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        va_list more; va_start(more, flags); mode_t mode = va_arg(more, mode_t); va_end(more); \
        REAL(name); \
        return fails(below(path)) ? -1 : opened(real(path, flags, mode), path); \
    }
OPEN(open)
OPEN(open64)
#define ON_PATH(name) int name(const char *path) { REAL(name); return fails(below(path)) ? -1 : real(path); }
ON_PATH(unlink)
ON_PATH(rmdir)
#define ON_MODE(name) int name(const char *path, mode_t mode) { REAL(name); return fails(below(path)) ? -1 : real(path, mode); }
ON_MODE(mkdir)
ON_MODE(chmod)
#define ON_STAT(name, kind) int name(const char *path, struct kind *there) { REAL(name); return fails(below(path)) ? -1 : real(path, there); }
ON_STAT(stat, stat)
ON_STAT(stat64, stat64)
ON_STAT(lstat, stat)
ON_STAT(lstat64, stat64)
int fstat64(int fd, struct stat64 *there) { REAL(fstat64); return fails(held(fd)) ? -1 : real(fd, there); }
int fstat(int fd, struct stat *there) { REAL(fstat); return fails(held(fd)) ? -1 : real(fd, there); }
int fstatat64(int fd, const char *path, struct stat64 *there, int flags) { REAL(fstatat64); return fails(below(path) || held(fd)) ? -1 : real(fd, path, there, flags); }
int rename(const char *from, const char *to) { REAL(rename); return fails(below(to)) ? -1 : real(from, to); }
int chown(const char *path, uid_t user, gid_t group) { REAL(chown); return fails(below(path)) ? -1 : real(path, user, group); }
int fsync(int fd) { REAL(fsync); return fails(held(fd)) ? -1 : real(fd); }
int flock(int fd, int how) { REAL(flock); return fails(held(fd)) ? -1 : real(fd, how); }
ssize_t read(int fd, void *to, size_t most) { REAL(read); return fails(held(fd)) ? -1 : real(fd, to, most); }
ssize_t write(int fd, const void *from, size_t most) { REAL(write); return fails(held(fd)) ? -1 : real(fd, from, most); }
int close(int fd) {
    REAL(close);
    int mine = held(fd);
    if (mine) ours[fd] = 0;
    int done = real(fd);
    return fails(mine) ? -1 : done;
}
DIR *opendir(const char *path) { REAL(opendir); return fails(below(path)) ? NULL : real(path); }
