/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/spk-file.h"

#include "data/spk-data-error.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean
fail (GError **error, const char *path, const char *what)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, SPK_DATA_ERROR, SPK_DATA_ERROR_READ, "%s: %s", shown, what);
  return FALSE;
}

static gboolean
fail_with_errno (GError **error, const char *path, int number)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, SPK_DATA_ERROR, number == ENOENT ? SPK_DATA_ERROR_NOT_FOUND : SPK_DATA_ERROR_READ,
               "%s: cannot be read: %s", shown, g_strerror (number));
  return FALSE;
}

static gboolean
check_file (int fd, const char *path, gsize *size, GError **error)
{
  struct stat status;

  if (fstat (fd, &status) != 0)
    return fail_with_errno (error, path, errno);
  if (S_ISDIR (status.st_mode))
    return fail (error, path, "is a folder, not a recording");
  if (!S_ISREG (status.st_mode))
    return fail (error, path, "is not an ordinary file");
  if ((guint64) status.st_size > SPK_FILE_MAX_BYTES)
    return fail (error, path, "is larger than 1 GiB, too large for a recording");
  *size = status.st_size;
  return TRUE;
}

static gboolean
read_all (int fd, const char *path, GByteArray *buffer, GError **error)
{
  gsize n_read = 0;

  while (n_read < buffer->len)
    {
      gssize n = read (fd, buffer->data + n_read, buffer->len - n_read);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail_with_errno (error, path, errno);
      if (n == 0)
        break;
      n_read += n;
    }
  g_byte_array_set_size (buffer, n_read);
  return TRUE;
}

/**
 * spk_file_load:
 * @path: name of an ordinary file
 * @buffer: takes the content, replacing what was in it; meant to be used again for the next file
 * @error: return location for a #SPK_DATA_ERROR
 *
 * Reads a whole file of up to %SPK_FILE_MAX_BYTES. Never waits: a named pipe is refused, not opened for good.
 *
 * Returns: %FALSE with %SPK_DATA_ERROR_NOT_FOUND or %SPK_DATA_ERROR_READ
 */
gboolean
spk_file_load (const char *path, GByteArray *buffer, GError **error)
{
  gsize size;
  int fd = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);

  if (fd < 0)
    return fail_with_errno (error, path, errno);

  gboolean good = check_file (fd, path, &size, error);

  if (good)
    {
      g_byte_array_set_size (buffer, size);
      good = read_all (fd, path, buffer, error);
    }
  close (fd);
  return good;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * spk_folder_list:
 * @path: a folder
 * @error: return location for a #SPK_DATA_ERROR
 *
 * Returns: (transfer full) (element-type filename): the names in it by code point, hidden ones left out, or %NULL
 *   with %SPK_DATA_ERROR_NOT_FOUND or %SPK_DATA_ERROR_READ
 */
GPtrArray *
spk_folder_list (const char *path, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GDir) dir = g_dir_open (path, 0, &local);
  const char *name;

  if (dir == NULL)
    {
      gboolean is_missing = g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOENT);

      g_set_error_literal (error, SPK_DATA_ERROR, is_missing ? SPK_DATA_ERROR_NOT_FOUND : SPK_DATA_ERROR_READ,
                           local->message);
      return NULL;
    }

  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  while ((name = g_dir_read_name (dir)) != NULL)
    if (name[0] != '.')
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}
