/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "motif/spk-motif-library.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include <glib/gstdio.h>

#include "motif/spk-motif-builtin.h"
#include "motif/spk-motif-file.h"
#include "store/spk-file.h"
#include "store/spk-run-index.h"
#include "store/spk-topology-file.h"

#define ENDING ".json"

/* Bytes of a file's name: less than any file system allows. */
#define MAX_NAME_BYTES 120

static SpkMotifEntry *
entry_new (SpkMotifOrigin origin, const char *name)
{
  SpkMotifEntry *self = g_new0 (SpkMotifEntry, 1);

  self->origin = origin;
  self->name = g_strdup (name);
  self->accuracy = NAN;
  return self;
}

SpkMotifEntry *
spk_motif_entry_copy (const SpkMotifEntry *self)
{
  SpkMotifEntry *copy = g_memdup2 (self, sizeof (SpkMotifEntry));

  copy->name = g_strdup (self->name);
  copy->summary = g_strdup (self->summary);
  copy->motif = self->motif != NULL ? spk_topology_ref (self->motif) : NULL;
  copy->problem = g_strdup (self->problem);
  copy->path = g_strdup (self->path);
  return copy;
}

void
spk_motif_entry_free (SpkMotifEntry *self)
{
  g_free (self->name);
  g_free (self->summary);
  g_clear_pointer (&self->motif, spk_topology_unref);
  g_free (self->problem);
  g_free (self->path);
  g_free (self);
}

static gboolean
contains (const char *text, const char *folded_word)
{
  g_autofree char *folded = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return folded != NULL && strstr (folded, folded_word) != NULL;
}

/**
 * spk_motif_entry_matches:
 * @words: (nullable): words separated by blanks
 *
 * Returns: whether each of the words is part of the name, the summary or the path, upper or lower case
 */
gboolean
spk_motif_entry_matches (const SpkMotifEntry *self, const char *words)
{
  g_autofree char *folded = g_utf8_casefold (words != NULL ? words : "", -1);
  g_auto (GStrv) parts = g_strsplit_set (folded, " \t\n", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (!contains (self->name, parts[i]) && !contains (self->summary, parts[i]) && !contains (self->path, parts[i]))
      return FALSE;
  return TRUE;
}

/**
 * spk_motif_library_folder:
 *
 * Returns: (transfer full): where the user's own motifs lie; it need not exist
 */
char *
spk_motif_library_folder (void)
{
  g_autofree char *data = spk_data_folder ();

  return g_build_filename (data, "motifs", NULL);
}

/* --- Built-in --- */

static void
list_builtins (GPtrArray *entries)
{
  for (guint i = 0; i < spk_motif_builtin_count (); i++)
    {
      const SpkMotifBuiltin *builtin = spk_motif_builtin_get (i);
      SpkMotifEntry *entry = entry_new (SPK_MOTIF_BUILTIN, builtin->name);

      entry->summary = g_strdup (builtin->summary);
      entry->motif = spk_motif_builtin_make (builtin, 0, SPK_BUILTIN_DENSITY, 1, NULL);
      g_ptr_array_add (entries, entry);
    }
}

/* --- The user's own --- */

static gint64
find_time (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 ? status.st_mtime : 0;
}

/* The name of a file is that of its motif, where the file does not say: somebody put it there. */
static SpkMotifEntry *
read_own (const char *folder, const char *file)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autofree char *shown = g_filename_display_name (file);
  g_autoptr (GError) problem = NULL;
  g_autoptr (SpkTopology) motif = spk_topology_load (path, &problem);
  SpkMotifEntry *entry;

  shown[strlen (shown) - MIN (strlen (shown), strlen (ENDING))] = '\0';
  entry = entry_new (SPK_MOTIF_OWN, motif != NULL && spk_topology_get_name (motif) != NULL ? spk_topology_get_name (motif)
                                                                                           : shown);
  entry->motif = g_steal_pointer (&motif);
  entry->problem = problem != NULL ? g_strdup (problem->message) : NULL;
  entry->time = find_time (path);
  entry->path = g_steal_pointer (&path);
  return entry;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const SpkMotifEntry *const *first = a, *const *second = b;
  const int order = g_utf8_collate ((*first)->name, (*second)->name);

  return order != 0 ? order : g_strcmp0 ((*first)->path, (*second)->path);
}

/* A folder that is not there holds nothing. */
static void
list_own (GPtrArray *entries)
{
  g_autofree char *folder = spk_motif_library_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) own = g_ptr_array_new ();
  const char *file;

  while (dir != NULL && (file = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (file, ENDING) && file[0] != '.')
      g_ptr_array_add (own, read_own (folder, file));
  g_ptr_array_sort (own, compare_names);
  for (guint i = 0; i < own->len; i++)
    g_ptr_array_add (entries, own->pdata[i]);
}

/* --- Found by runs --- */

static void
add_found (GPtrArray *entries, const SpkRunEntry *run, guint layer, guint n_layers, SpkTopology *motif)
{
  SpkMotifEntry *entry = entry_new (SPK_MOTIF_FOUND, run->name);

  if (n_layers > 1)
    {
      g_free (entry->name);
      entry->name = g_strdup_printf ("%s, layer %u", run->name, layer + 1);
    }
  entry->summary = g_strdup_printf ("found in %s", run->data_kind);
  entry->motif = spk_topology_ref (motif);
  entry->path = g_strdup (run->folder);
  entry->accuracy = run->test;
  entry->time = run->created;
  g_ptr_array_add (entries, entry);
}

static void
list_found_by (GPtrArray *entries, const SpkRunEntry *run)
{
  g_autofree char *path = g_build_filename (run->folder, "result.json", NULL);
  g_autoptr (GError) problem = NULL;
  g_autoptr (GPtrArray) motifs = NULL;

  if (run->kind != SPK_JOB_SEARCH || run->state != SPK_RUN_FINISHED)
    return;
  motifs = spk_topology_load_all (path, &problem);
  if (motifs == NULL)
    {
      SpkMotifEntry *entry = entry_new (SPK_MOTIF_FOUND, run->name);

      entry->problem = g_strdup (problem->message);
      entry->path = g_strdup (run->folder);
      g_ptr_array_add (entries, entry);
      return;
    }
  for (guint i = 0; i < motifs->len; i++)
    add_found (entries, run, i, motifs->len, motifs->pdata[i]);
}

/* Opening an index makes it, which looking for motifs should not. */
static gboolean
has_index (void)
{
  g_autofree char *data = spk_data_folder ();
  g_autofree char *path = g_build_filename (data, "index.db", NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static gboolean
list_found (GPtrArray *entries, GError **error)
{
  g_autoptr (SpkRunIndex) index = NULL;
  g_autoptr (GPtrArray) runs = NULL;

  if (!has_index ())
    return TRUE;
  index = spk_run_index_open (error);
  runs = index != NULL ? spk_run_index_list (index, error) : NULL;
  if (runs == NULL)
    return FALSE;
  for (guint i = 0; i < runs->len; i++)
    list_found_by (entries, runs->pdata[i]);
  return TRUE;
}

/* --- All --- */

static void
drop_unmatched (GPtrArray *entries, const char *words)
{
  for (guint i = entries->len; i > 0; i--)
    if (!spk_motif_entry_matches (entries->pdata[i - 1], words))
      g_ptr_array_remove_index (entries, i - 1);
}

/**
 * spk_motif_library_list:
 * @origins: which motifs
 * @words: (nullable): only those that spk_motif_entry_matches()
 *
 * Reads files: not for a thread that draws.
 *
 * Returns: (transfer full) (element-type SpkMotifEntry): built-in motifs, then the user's own by name, then found ones as the
 *   index of runs lists them. What cannot be read is there too, with the problem. %NULL with an error where the index cannot be
 *   opened
 */
GPtrArray *
spk_motif_library_list (SpkMotifOrigin origins, const char *words, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) spk_motif_entry_free);

  if (origins & SPK_MOTIF_BUILTIN)
    list_builtins (entries);
  if (origins & SPK_MOTIF_OWN)
    list_own (entries);
  if ((origins & SPK_MOTIF_FOUND) && !list_found (entries, error))
    return NULL;
  drop_unmatched (entries, words);
  return g_steal_pointer (&entries);
}

static SpkMotifEntry *
take_named (GPtrArray *entries, const char *name)
{
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const SpkMotifEntry *entry = entries->pdata[i];

      if (g_str_equal (entry->name, name))
        return spk_motif_entry_copy (entry);
    }
  return NULL;
}

/**
 * spk_motif_library_find:
 * @name: of one of the user's own motifs
 *
 * Returns: (transfer full): the motif; or %NULL with %SPK_STORE_ERROR_NOT_FOUND
 */
SpkMotifEntry *
spk_motif_library_find (const char *name, GError **error)
{
  g_autoptr (GPtrArray) own = spk_motif_library_list (SPK_MOTIF_OWN, NULL, NULL);
  SpkMotifEntry *entry = take_named (own, name);

  if (entry == NULL)
    {
      g_autofree char *folder = spk_motif_library_folder ();

      g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_NOT_FOUND, "no motif of yours is called \"%s\" (%s)", name, folder);
    }
  return entry;
}

/* Letters and digits of any script stay, the rest becomes a dash. */
static char *
make_file_name (const char *name)
{
  GString *text = g_string_new (NULL);

  for (const char *at = name; *at != '\0' && text->len < MAX_NAME_BYTES; at = g_utf8_next_char (at))
    {
      const gunichar c = g_utf8_get_char (at);

      if (g_unichar_isalnum (c) || c == '_')
        g_string_append_unichar (text, g_unichar_tolower (c));
      else if (text->len > 0 && text->str[text->len - 1] != '-')
        g_string_append_c (text, '-');
    }
  while (text->len > 0 && text->str[text->len - 1] == '-')
    g_string_truncate (text, text->len - 1);
  if (text->len == 0)
    g_string_append (text, "motif");
  return g_string_free (text, FALSE);
}

/* Different names may lead to one file name, and files may be there that say another name: takes the first that is free. */
static char *
choose_path (const char *folder, const char *name)
{
  g_autofree char *base = make_file_name (name);
  char *path = g_strconcat (folder, G_DIR_SEPARATOR_S, base, ENDING, NULL);

  for (guint number = 2; g_file_test (path, G_FILE_TEST_EXISTS); number++)
    {
      g_free (path);
      path = g_strdup_printf ("%s%s%s-%u%s", folder, G_DIR_SEPARATOR_S, base, number, ENDING);
    }
  return path;
}

static char *
check_name (const char *name, GError **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (name));

  if (*trimmed != '\0' && g_utf8_validate (trimmed, -1, NULL))
    return g_steal_pointer (&trimmed);
  g_set_error_literal (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_FORMAT, "a motif in the library needs a name; give it one");
  return NULL;
}

/* The entry of that name, if there is one; no error. */
static SpkMotifEntry *
find_quietly (const char *name)
{
  return spk_motif_library_find (name, NULL);
}

/**
 * spk_motif_library_save:
 * @name: what it is to be called
 * @replace: whether a motif of that name may be replaced
 *
 * Makes @motif one of the user's own.
 *
 * Returns: (transfer full): its file; or %NULL with %SPK_STORE_ERROR_EXISTS, or what kept it from being written
 */
char *
spk_motif_library_save (const SpkTopology *motif, const char *name, gboolean replace, GError **error)
{
  g_autofree char *folder = spk_motif_library_folder ();
  g_autofree char *good_name = check_name (name, error);
  g_autoptr (SpkMotifEntry) before = good_name != NULL ? find_quietly (good_name) : NULL;
  g_autoptr (SpkTopology) named = NULL;
  g_autofree char *path = NULL;

  if (good_name == NULL)
    return NULL;
  if (before != NULL && !replace)
    {
      g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_EXISTS, "a motif called \"%s\" is in the library; choose another name",
                   good_name);
      return NULL;
    }
  if (!spk_file_make_folder (folder, error))
    return NULL;
  named = spk_topology_with_name (motif, good_name);
  path = before != NULL ? g_strdup (before->path) : choose_path (folder, good_name);
  return spk_topology_save (named, path, error) ? g_steal_pointer (&path) : NULL;
}

static gboolean
check_own (const SpkMotifEntry *entry, GError **error)
{
  if (entry->origin == SPK_MOTIF_OWN && entry->path != NULL)
    return TRUE;
  g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_WRITE,
               entry->origin == SPK_MOTIF_BUILTIN ? "\"%s\" is built in; save it under a name of your own to change it"
                                                  : "\"%s\" belongs to a run; save it under a name of your own to change it",
               entry->name);
  return FALSE;
}

/**
 * spk_motif_library_rename:
 * @entry: one of the user's own
 * @name: what it is to be called
 *
 * The file keeps its name until the new one is written: nothing is lost if it cannot be.
 *
 * Returns: (transfer full): its file now; or %NULL with an error
 */
char *
spk_motif_library_rename (const SpkMotifEntry *entry, const char *name, GError **error)
{
  g_autofree char *good_name = check_name (name, error);
  g_autofree char *path = NULL;

  if (good_name == NULL || !check_own (entry, error))
    return NULL;
  if (entry->motif == NULL)
    {
      g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_FORMAT, "%s", entry->problem);
      return NULL;
    }
  if (g_str_equal (good_name, entry->name))
    return g_strdup (entry->path);
  path = spk_motif_library_save (entry->motif, good_name, FALSE, error);
  if (path == NULL || !spk_motif_library_delete (entry, error))
    return NULL;
  return g_steal_pointer (&path);
}

/**
 * spk_motif_library_delete:
 * @entry: one of the user's own
 *
 * Removes its file. Whoever wants it back saves the entry's motif again.
 */
gboolean
spk_motif_library_delete (const SpkMotifEntry *entry, GError **error)
{
  if (!check_own (entry, error))
    return FALSE;
  if (g_unlink (entry->path) == 0)
    return TRUE;
  g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_WRITE, "%s could not be removed: %s", entry->path, g_strerror (errno));
  return FALSE;
}
