/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/spk-sound-tree.h"

#include "data/spk-data-error.h"
#include "data/spk-file.h"
#include "data/spk-sound-file.h"

#include <string.h>
#include <sys/stat.h>

#define MAX_DEPTH      8
#define MAX_FILES      1000000
#define MAX_PROBED     64  /* names that are looked at before a folder is taken to hold no sound */
#define MAX_CLASSES    1000
#define PATTERN_SHARE  0.98 /* of the names, for a pattern to be theirs: a few strays do not hide it */

/* How published sets name their recordings, the most particular first. */
static const char *const known_patterns[] = {
  "{part}/{speaker}/{class:2}{:2}s{session}t{utterance}",    /* TI46 as sold */
  "{class}_{speaker}_{take}",                                /* Free Spoken Digit Dataset */
  "{part}/{class}/{speaker}_nohash_{take}",                  /* Speech Commands, in parts */
  "{class}/{speaker}_nohash_{take}",                         /* Speech Commands */
};

static const char *const part_names[] = { "train", "training", "test", "testing", "valid", "validation", "dev", NULL };
static const char *const suffixes[] = { ".wav", ".wave", ".flac", ".sph", ".nist", ".aif", ".aiff", ".ogg", ".oga",
                                        ".opus", NULL };

static gboolean
has_sound_suffix (const char *name)
{
  const char *point = strrchr (name, '.');

  for (guint i = 0; point != NULL && suffixes[i] != NULL; i++)
    if (g_ascii_strcasecmp (point, suffixes[i]) == 0)
      return TRUE;
  return FALSE;
}

typedef struct
{
  GPtrArray *excuses;  /* (nullable): of GError *, takes what cannot be read */
  GPtrArray *files;    /* of char *, relative */
  GArray    *parents;  /* of struct stat, the folders that are being read */
  guint      most;     /* files that are enough */
  guint      n_looked; /* names looked at */
  guint      most_looked;
} Walk;

static gboolean walk_folder (Walk *walk, const char *path, const char *relative, GError **error);

static gboolean
is_parent (const Walk *walk, const struct stat *status)
{
  for (guint i = 0; i < walk->parents->len; i++)
    {
      const struct stat *parent = &g_array_index (walk->parents, struct stat, i);

      if (parent->st_ino == status->st_ino && parent->st_dev == status->st_dev)
        return TRUE;
    }
  return FALSE;
}

static gboolean
excuse (Walk *walk, GError *reason, GError **error)
{
  if (walk->excuses == NULL)
    {
      g_propagate_error (error, reason);
      return FALSE;
    }
  g_ptr_array_add (walk->excuses, reason);
  return TRUE;
}

static gboolean
excuse_path (Walk *walk, SpkDataError code, const char *path, const char *what, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  return excuse (walk, g_error_new (SPK_DATA_ERROR, code, "%s: %s", shown, what), error);
}

static gboolean
walk_into (Walk *walk, const char *path, const char *relative, const struct stat *status, GError **error)
{
  GError *reason = NULL;

  if (is_parent (walk, status))
    return excuse_path (walk, SPK_DATA_ERROR_FORMAT, path, "a link to a folder that it lies in", error);
  if (walk->parents->len >= MAX_DEPTH)
    return excuse_path (walk, SPK_DATA_ERROR_FORMAT, path, "folders lie too deep in each other", error);
  return walk_folder (walk, path, relative, &reason) || excuse (walk, reason, error);
}

static gboolean
walk_entry (Walk *walk, const char *path, const char *relative, GError **error)
{
  struct stat status;

  walk->n_looked++;
  if (stat (path, &status) != 0)
    return !has_sound_suffix (path) ||
           excuse_path (walk, SPK_DATA_ERROR_READ, path, "cannot be read: a link to nothing", error);
  if (S_ISDIR (status.st_mode))
    return walk_into (walk, path, relative, &status, error);
  if (has_sound_suffix (path) || spk_sound_file_has_start (path))
    g_ptr_array_add (walk->files, g_strdup (relative));
  if (walk->files->len > MAX_FILES)
    {
      g_set_error (error, SPK_DATA_ERROR, SPK_DATA_ERROR_RANGE, "%s: there are more than %d recordings", path, MAX_FILES);
      return FALSE;
    }
  return TRUE;
}

static gboolean
is_done (const Walk *walk)
{
  return walk->files->len >= walk->most || walk->n_looked >= walk->most_looked;
}

static gboolean
walk_folder (Walk *walk, const char *path, const char *relative, GError **error)
{
  struct stat status;
  g_autoptr (GPtrArray) names = spk_folder_list (path, error);
  gboolean good = names != NULL;

  if (!good || stat (path, &status) != 0)
    return good;
  g_array_append_val (walk->parents, status);
  for (guint i = 0; good && i < names->len && !is_done (walk); i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *full = g_build_filename (path, name, NULL);
      g_autofree char *below = relative[0] == '\0' ? g_strdup (name) : g_build_filename (relative, name, NULL);

      good = walk_entry (walk, full, below, error);
    }
  g_array_set_size (walk->parents, walk->parents->len - 1);
  return good;
}

static GPtrArray *
walk_root (const char *root, GPtrArray *excuses, guint most, guint most_looked, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) parents = g_array_new (FALSE, FALSE, sizeof (struct stat));
  Walk walk = { excuses, files, parents, most, 0, most_looked };

  return walk_folder (&walk, root, "", error) ? g_steal_pointer (&files) : NULL;
}

/**
 * spk_sound_tree_list:
 * @root: a folder
 * @excuses: (nullable) (element-type GError): takes what is wrong with folders and links, which are left out; with %NULL
 *   it is an error
 * @error: return location for a #SPK_DATA_ERROR
 *
 * Lists the sound files in @root and in the folders in it, eight deep: those with the ending of one and those that begin
 * like one. Links that lead in a circle are not followed.
 *
 * Returns: (transfer full) (element-type filename): names relative to @root, by code point folder by folder, or %NULL
 */
GPtrArray *
spk_sound_tree_list (const char *root, GPtrArray *excuses, GError **error)
{
  return walk_root (root, excuses, G_MAXUINT, G_MAXUINT, error);
}

/**
 * spk_sound_tree_find_first:
 * @root: a folder, or no folder
 *
 * Returns: (transfer full) (nullable): the name, relative to @root, of one sound file in it, without looking far
 */
char *
spk_sound_tree_find_first (const char *root)
{
  g_autoptr (GPtrArray) excuses = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  g_autoptr (GPtrArray) files = walk_root (root, excuses, 1, MAX_PROBED, NULL);

  return files != NULL && files->len > 0 ? g_strdup (g_ptr_array_index (files, 0)) : NULL;
}

/* Whether nearly all names are made up like this, and of few enough classes that they can be classes. */
static gboolean
suits (const SpkNamePattern *pattern, GPtrArray *files)
{
  g_autoptr (GHashTable) classes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *const *fields = spk_name_pattern_get_fields (pattern);
  guint n_matches = 0;

  for (guint i = 0; i < files->len; i++)
    {
      g_auto (GStrv) values = spk_name_pattern_match (pattern, g_ptr_array_index (files, i));

      if (values == NULL)
        continue;
      n_matches++;
      for (guint f = 0; fields[f] != NULL; f++)
        if (g_str_equal (fields[f], "class"))
          g_hash_table_add (classes, g_strdup (values[f]));
      if (g_hash_table_size (classes) > MAX_CLASSES)
        return FALSE;
    }
  return n_matches >= PATTERN_SHARE * files->len && g_hash_table_size (classes) > 1 &&
         2 * g_hash_table_size (classes) <= MAX (n_matches, 4);
}

static gboolean
is_part_name (const char *name)
{
  g_autofree char *small = g_ascii_strdown (name, -1);

  return g_strv_contains (part_names, small);
}

/* Whether every name has at least @n folders before it, the first of them called like a part where @in_parts. */
static gboolean
lie_in_folders (GPtrArray *files, guint n, gboolean in_parts)
{
  for (guint i = 0; i < files->len; i++)
    {
      g_auto (GStrv) names = g_strsplit (g_ptr_array_index (files, i), "/", -1);

      if (g_strv_length (names) != n + 1 || (in_parts && !is_part_name (names[0])))
        return FALSE;
    }
  return files->len > 0;
}

/**
 * spk_sound_tree_find_pattern:
 * @root: for messages
 * @files: names of recordings, relative to @root
 * @error: return location for a #SPK_DATA_ERROR
 *
 * Finds how recordings are named: as those of a published set, or else by the folder of their class.
 *
 * Returns: (transfer full): the pattern, or %NULL with %SPK_DATA_ERROR_FORMAT
 */
SpkNamePattern *
spk_sound_tree_find_pattern (const char *root, GPtrArray *files, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (known_patterns); i++)
    {
      g_autoptr (SpkNamePattern) pattern = spk_name_pattern_new (known_patterns[i], NULL);

      if (suits (pattern, files))
        return g_steal_pointer (&pattern);
    }
  if (lie_in_folders (files, 2, TRUE))
    return spk_name_pattern_new ("{part}/{class}/{}", error);
  if (lie_in_folders (files, 1, FALSE))
    return spk_name_pattern_new ("{class}/{}", error);

  g_autofree char *shown = g_filename_display_name (root);
  g_autofree char *example = g_filename_display_name (files->len > 0 ? g_ptr_array_index (files, 0) : "");

  g_set_error (error, SPK_DATA_ERROR, SPK_DATA_ERROR_FORMAT,
               "%s: %u sound files, but what they are called does not tell their classes (the first is “%s”). Put each "
               "class into a folder of its own, or say how they are named, as {class}_{speaker}_{take}", shown,
               files->len, example);
  return NULL;
}
