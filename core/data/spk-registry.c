/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/spk-registry.h"

#include "data/spk-data-error.h"
#include "data/spk-file.h"
#include "data/spk-randman.h"
#include "data/spk-reader.h"

#define MAX_SHOWN 3

static const SpkReader *const readers[] = {
  &spk_reader_ti46,
  &spk_reader_nmnist,
  &spk_reader_sound,
};

static const SpkReader *
find_reader (const char *path)
{
  const SpkReader *best = NULL;
  SpkLikeness most = SPK_LIKENESS_NONE;

  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    {
      SpkLikeness likeness = readers[i]->probe (path);

      if (likeness > most)
        {
          most = likeness;
          best = readers[i];
        }
    }
  return best;
}

static void
append_some (GString *text, GPtrArray *names, const char *one, const char *many)
{
  g_string_append_printf (text, "%u %s", names->len, names->len == 1 ? one : many);
  for (guint i = 0; i < MIN (names->len, MAX_SHOWN); i++)
    {
      g_autofree char *shown = g_filename_display_name (g_ptr_array_index (names, i));

      g_string_append_printf (text, "%s%s", i == 0 ? " (" : ", ", shown);
    }
  if (names->len > 0)
    g_string_append (text, names->len > MAX_SHOWN ? ", ...)" : ")");
}

static char *
describe_folder (const char *path)
{
  g_autoptr (GPtrArray) names = spk_folder_list (path, NULL);
  g_autoptr (GPtrArray) folders = g_ptr_array_new ();
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  GString *text = g_string_new ("a folder of ");

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      char *name = g_ptr_array_index (names, i);
      g_autofree char *full = g_build_filename (path, name, NULL);

      g_ptr_array_add (g_file_test (full, G_FILE_TEST_IS_DIR) ? folders : files, name);
    }
  append_some (text, folders, "folder", "folders");
  g_string_append (text, " and ");
  append_some (text, files, "file", "files");
  return g_string_free (text, FALSE);
}

static void
set_unknown_format (GError **error, const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *found = g_file_test (path, G_FILE_TEST_IS_DIR) ? describe_folder (path) : g_strdup ("a file, not a folder");
  g_autoptr (GString) known = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    g_string_append_printf (known, "%s; ", readers[i]->layout);
  g_set_error (error, SPK_DATA_ERROR, SPK_DATA_ERROR_FORMAT,
               "%s: the format is not known; this is %s. Understood are: %sand generated data, “randman”", shown, found,
               known->str);
}

/* Tells what is missing or locked from what is merely of an unknown format. */
static gboolean
check_readable (const char *path, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_autofree char *shown = g_filename_display_name (path);

      g_set_error (error, SPK_DATA_ERROR, SPK_DATA_ERROR_NOT_FOUND, "%s: there is no such folder", shown);
      return FALSE;
    }
  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    return TRUE;

  g_autoptr (GPtrArray) names = spk_folder_list (path, error);

  return names != NULL;
}

static SpkDataset *
load_path (const char *path, const SpkLoadOptions *options, GError **error)
{
  if (!check_readable (path, error))
    return NULL;

  const SpkReader *reader = find_reader (path);

  if (reader == NULL)
    {
      set_unknown_format (error, path);
      return NULL;
    }
  return reader->read (path, options, error);
}

static gboolean
is_generated (const char *location)
{
  return g_str_equal (location, "randman") || g_str_has_prefix (location, "randman:");
}

/**
 * spk_dataset_make_location_absolute:
 *
 * Returns: (transfer full): @location such that it means the same in any working folder
 */
char *
spk_dataset_make_location_absolute (const char *location)
{
  return is_generated (location) ? g_strdup (location) : g_canonicalize_filename (location, NULL);
}

/**
 * spk_dataset_load:
 * @location: a folder with recordings, or "randman" or "randman:KEY=VALUE,..." for generated data, see
 *   spk_randman_parse(); write "./randman" for a folder of that name
 * @options: (nullable): how to load it
 * @error: return location for a #SPK_DATA_ERROR
 *
 * Loads a data set. The format of a folder is found by looking at what lies in it, not by its name.
 *
 * Returns: (transfer full): the data set, or %NULL
 */
SpkDataset *
spk_dataset_load (const char *location, const SpkLoadOptions *options, GError **error)
{
  static const SpkLoadOptions defaults = { 0 };

  g_return_val_if_fail (location != NULL, NULL);

  if (options == NULL)
    options = &defaults;
  if (is_generated (location))
    {
      SpkRandmanOptions randman;

      if (!spk_randman_parse (location, options->seed, &randman, error))
        return NULL;
      return spk_randman_generate (&randman, error);
    }

  g_autofree char *path = g_canonicalize_filename (location, NULL);

  return load_path (path, options, error);
}
