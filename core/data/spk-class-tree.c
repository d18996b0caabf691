/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/spk-class-tree.h"

#include "data/spk-data-error.h"
#include "data/spk-file.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#define MAX_CLASS 65535

typedef enum
{
  ENTRY_FOLDER,
  ENTRY_FILE,
  ENTRY_BROKEN,
} EntryKind;

static int
compare_folders (gconstpointer a, gconstpointer b)
{
  const SpkClassFolder *first = *(SpkClassFolder *const *) a;
  const SpkClassFolder *second = *(SpkClassFolder *const *) b;

  if (first->number != second->number)
    return first->number < second->number ? -1 : 1;
  return strcmp (first->path, second->path);
}

static void
class_folder_free (SpkClassFolder *folder)
{
  g_ptr_array_unref (folder->files);
  g_free (folder->path);
  g_free (folder);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkClassFolder, class_folder_free)

static GError *
path_error (SpkDataError code, const char *path, const char *what)
{
  g_autofree char *shown = g_filename_display_name (path);

  return g_error_new (SPK_DATA_ERROR, code, "%s: %s", shown, what);
}

/**
 * spk_number_parse:
 * @text: a string
 * @number: (out): its value
 *
 * Returns: whether @text is a whole number from 0 to 65535 in plain digits, without sign or blanks
 */
gboolean
spk_number_parse (const char *text, guint *number)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 0, MAX_CLASS, &value, NULL))
    return FALSE;
  *number = (guint) value;
  return TRUE;
}

static EntryKind
look_at (const char *path)
{
  struct stat status;

  if (stat (path, &status) != 0)
    return ENTRY_BROKEN;
  return S_ISDIR (status.st_mode) ? ENTRY_FOLDER : ENTRY_FILE;
}

static GError *
broken_error (const char *path)
{
  struct stat status;
  g_autofree char *what = NULL;

  errno = 0;
  if (stat (path, &status) == 0)
    return path_error (SPK_DATA_ERROR_READ, path, "changed while it was read");
  what = g_strdup_printf ("cannot be read: %s", g_strerror (errno));
  return path_error (SPK_DATA_ERROR_READ, path, what);
}

static gboolean
has_suffix (const char *name, const char *suffix)
{
  gsize length = strlen (name), wanted = strlen (suffix);

  return length > wanted && g_ascii_strcasecmp (name + length - wanted, suffix) == 0;
}

/* Takes the recordings out of the names in a class folder. What has another suffix is a note beside them, unless it is
 * a folder: recordings may hide there, so it is not passed over in silence. */
static gboolean
collect_recordings (SpkClassFolder *folder, const char *suffix, SpkDatasetBuilder *builder, GError **error)
{
  g_autoptr (GPtrArray) names = spk_folder_list (folder->path, error);

  if (names == NULL)
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *path = g_build_filename (folder->path, name, NULL);

      if (has_suffix (name, suffix))
        g_ptr_array_add (folder->files, g_strdup (name));
      else if (look_at (path) == ENTRY_FOLDER &&
               !spk_dataset_builder_excuse (builder,
                                            path_error (SPK_DATA_ERROR_FORMAT, path,
                                                        "a folder inside the folder of a class"),
                                            error))
        return FALSE;
    }
  if (folder->files->len == 0)
    {
      g_autofree char *what =
        g_strdup_printf ("the folder of class %u has no recordings (*%s)", folder->number, suffix);

      g_propagate_error (error, path_error (SPK_DATA_ERROR_EMPTY, folder->path, what));
      return FALSE;
    }
  return TRUE;
}

static SpkClassFolder *
open_class_folder (const char *path, const char *name, const char *suffix, SpkDatasetBuilder *builder, GError **error)
{
  g_autoptr (SpkClassFolder) folder = g_new0 (SpkClassFolder, 1);

  folder->path = g_strdup (path);
  folder->files = g_ptr_array_new_with_free_func (g_free);
  if (!spk_number_parse (name, &folder->number))
    {
      g_propagate_error (error, path_error (SPK_DATA_ERROR_FORMAT, path,
                                            "the folder of a class is named by a number, 0, 1, ...; this one is not"));
      return NULL;
    }
  if (!collect_recordings (folder, suffix, builder, error))
    return NULL;
  return g_steal_pointer (&folder);
}

static gboolean
check_no_class_twice (GPtrArray *folders, GError **error)
{
  for (guint i = 1; i < folders->len; i++)
    {
      SpkClassFolder *first = g_ptr_array_index (folders, i - 1);
      SpkClassFolder *second = g_ptr_array_index (folders, i);

      if (first->number == second->number)
        {
          g_autofree char *name = g_path_get_basename (first->path);
          g_autofree char *what = g_strdup_printf ("stands for class %u as “%s” does", second->number, name);

          g_propagate_error (error, path_error (SPK_DATA_ERROR_FORMAT, second->path, what));
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * spk_class_tree_scan:
 * @root: a folder whose folders are classes, named by numbers
 * @suffix: how recordings end, with the dot; upper or lower case
 * @builder: decides whether bad folders are left out
 * @error: return location for a #SPK_DATA_ERROR
 *
 * Lists a tree CLASS/RECORDING in an order that does not depend on the file system: classes as numbers, recordings by
 * code point. Files beside the class folders and files with another suffix are notes and passed over, as is all that
 * is hidden. Folders are not followed any deeper, so that a link to a folder above ends in an error, not in a circle.
 *
 * Returns: (transfer full) (element-type SpkClassFolder): the classes, or %NULL with %SPK_DATA_ERROR_FORMAT,
 *   %SPK_DATA_ERROR_EMPTY or %SPK_DATA_ERROR_READ
 */
GPtrArray *
spk_class_tree_scan (const char *root, const char *suffix, SpkDatasetBuilder *builder, GError **error)
{
  g_autoptr (GPtrArray) folders = g_ptr_array_new_with_free_func ((GDestroyNotify) class_folder_free);
  g_autoptr (GPtrArray) names = spk_folder_list (root, error);

  if (names == NULL)
    return NULL;
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (root, g_ptr_array_index (names, i), NULL);
      EntryKind kind = look_at (path);
      SpkClassFolder *folder = NULL;
      GError *reason = NULL;

      if (kind == ENTRY_FILE)
        continue;
      if (kind == ENTRY_FOLDER)
        folder = open_class_folder (path, g_ptr_array_index (names, i), suffix, builder, &reason);
      else
        reason = broken_error (path);
      if (folder != NULL)
        g_ptr_array_add (folders, folder);
      else if (!spk_dataset_builder_excuse (builder, reason, error))
        return NULL;
    }
  g_ptr_array_sort (folders, compare_folders);
  return check_no_class_twice (folders, error) ? g_steal_pointer (&folders) : NULL;
}

/**
 * spk_class_tree_first_recording:
 * @root: a folder, or no folder
 * @suffix: how recordings end, with the dot
 *
 * Looks whether @root may be a tree FOLDER/RECORDING, whatever its folders are called.
 *
 * Returns: (transfer full) (nullable): the path of one recording, %NULL where there is none
 */
char *
spk_class_tree_first_recording (const char *root, const char *suffix)
{
  g_autoptr (GPtrArray) folders = spk_folder_list (root, NULL);

  for (guint i = 0; folders != NULL && i < folders->len; i++)
    {
      g_autofree char *folder = g_build_filename (root, g_ptr_array_index (folders, i), NULL);
      g_autoptr (GPtrArray) files = spk_folder_list (folder, NULL);

      for (guint j = 0; files != NULL && j < files->len; j++)
        if (has_suffix (g_ptr_array_index (files, j), suffix))
          return g_build_filename (folder, g_ptr_array_index (files, j), NULL);
    }
  return NULL;
}
