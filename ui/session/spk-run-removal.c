/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/spk-run-removal.h"

#include <errno.h>
#include <stdio.h>

#include <glib/gstdio.h>

#include "store/spk-run-lock.h"
#include "store/spk-run.h"

struct _SpkRunRemoval
{
  char   *folder;
  char   *aside;
  SpkRun *run; /* holds the lock; NULL where there was no folder */
};

static char *
name_aside (const char *folder)
{
  return g_strconcat (folder, ".deleted", NULL);
}

static gboolean
move (const char *from, const char *to, GError **error)
{
  if (!g_file_test (to, G_FILE_TEST_EXISTS) && g_rename (from, to) == 0)
    return TRUE;
  g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_WRITE, "%s could not be moved to %s: %s", from, to,
               g_strerror (g_file_test (to, G_FILE_TEST_EXISTS) ? EEXIST : errno));
  return FALSE;
}

/**
 * spk_run_removal_begin:
 * @folder: of a run; one that does not exist is no error
 *
 * Moves it aside.
 *
 * Returns: (transfer full) (nullable): %NULL with %SPK_STORE_ERROR_BUSY while something works on the run, or with
 *   %SPK_STORE_ERROR_WRITE
 */
SpkRunRemoval *
spk_run_removal_begin (const char *folder, GError **error)
{
  g_autoptr (SpkRunRemoval) self = g_new0 (SpkRunRemoval, 1);

  self->folder = g_strdup (folder);
  self->aside = name_aside (folder);
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    return g_steal_pointer (&self);
  self->run = spk_run_open (folder, error);
  if (self->run == NULL || !spk_run_lock (self->run, error) || !move (self->folder, self->aside, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * spk_run_removal_free:
 *
 * Gives the lock back; the folder stays where it is.
 */
void
spk_run_removal_free (SpkRunRemoval *self)
{
  g_clear_pointer (&self->run, spk_run_free);
  g_free (self->folder);
  g_free (self->aside);
  g_free (self);
}

/**
 * spk_run_removal_undo:
 *
 * Puts the folder back.
 */
gboolean
spk_run_removal_undo (SpkRunRemoval *self, GError **error)
{
  return self->run == NULL || move (self->aside, self->folder, error);
}

/* Symbolic links are removed, not followed. */
static gboolean
remove_tree (const char *path, GError **error)
{
  GStatBuf status;

  if (g_lstat (path, &status) == 0 && S_ISDIR (status.st_mode))
    {
      g_autoptr (GDir) dir = g_dir_open (path, 0, error);
      const char *name;

      if (dir == NULL)
        return FALSE;
      while ((name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          if (!remove_tree (child, error))
            return FALSE;
        }
    }
  if (g_remove (path) == 0 || errno == ENOENT)
    return TRUE;
  g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_WRITE, "%s could not be removed: %s", path, g_strerror (errno));
  return FALSE;
}

/**
 * spk_run_removal_commit:
 *
 * Deletes the folder with all that is in it.
 */
gboolean
spk_run_removal_commit (SpkRunRemoval *self, GError **error)
{
  return self->run == NULL || remove_tree (self->aside, error);
}

/**
 * spk_run_removal_recover:
 * @folder: where a run should be
 *
 * Puts back what a program that was killed has left aside.
 *
 * Returns: whether there was such a thing
 */
gboolean
spk_run_removal_recover (const char *folder)
{
  g_autofree char *aside = name_aside (folder);

  return !g_file_test (folder, G_FILE_TEST_EXISTS) && g_file_test (aside, G_FILE_TEST_IS_DIR) &&
         !spk_run_lock_is_held (aside) && move (aside, folder, NULL);
}
