/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The lock of a run folder: flock on its file "lock". The kernel releases it when its holder ends, however it ends. The
 * file holds the process number of its last holder, for messages only.
 */
#include "store/spk-run-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

#include <glib/gstdio.h>

/* Someone who asks whether the lock is held takes a share of it for a moment; a taker waits for that long. */
#define N_TRIES 50
#define WAIT_MICROSECONDS 2000

static void
write_holder (int fd)
{
  if (ftruncate (fd, 0) == 0)
    dprintf (fd, "%d\n", (int)getpid ());
}

static void
set_busy (const char *folder, int fd, GError **error)
{
  char text[16] = "";
  gint64 process;

  if (pread (fd, text, sizeof text - 1, 0) < 0)
    text[0] = '\0';
  process = g_ascii_strtoll (text, NULL, 10);
  if (process > 0)
    g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_BUSY,
                 "%s: another process (%" G_GINT64_FORMAT ") works on this run; stop it first", folder, process);
  else
    g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_BUSY, "%s: another process works on this run; stop it first",
                 folder);
}

/**
 * spk_run_lock_take:
 *
 * Returns: a file descriptor that holds the lock until spk_run_lock_release(); or -1, with %SPK_STORE_ERROR_BUSY if
 *   another holds it, in this process or another
 */
int
spk_run_lock_take (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, SPK_RUN_LOCK_NAME, NULL);
  int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);

  if (fd < 0)
    {
      g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_WRITE, "%s could not be opened: %s", path,
                   g_strerror (errno));
      return -1;
    }
  for (guint i = 0; i < N_TRIES; i++)
    {
      if (flock (fd, LOCK_EX | LOCK_NB) == 0)
        {
          write_holder (fd);
          return fd;
        }
      if (errno != EWOULDBLOCK && errno != EINTR)
        {
          g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_WRITE, "%s could not be locked: %s", path,
                       g_strerror (errno));
          close (fd);
          return -1;
        }
      g_usleep (WAIT_MICROSECONDS);
    }
  set_busy (folder, fd, error);
  close (fd);
  return -1;
}

void
spk_run_lock_release (int fd)
{
  close (fd);
}

/**
 * spk_run_lock_is_held:
 *
 * Returns: whether a living process, this one included, holds the lock of @folder
 */
gboolean
spk_run_lock_is_held (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, SPK_RUN_LOCK_NAME, NULL);
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gboolean held;

  if (fd < 0)
    return FALSE;
  held = flock (fd, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  close (fd);
  return held;
}
