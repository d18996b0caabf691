/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/spk-file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

/* What our JSON files may hold; the parser recurses, so nesting is bounded before it sees the text. */
#define MAX_JSON_BYTES (256 * 1024 * 1024)
#define MAX_JSON_NESTING 64

GQuark
spk_store_error_quark (void)
{
  return g_quark_from_static_string ("spk-store-error-quark");
}

/**
 * spk_file_write:
 * @path: file to make or replace
 * @data: (array length=length): its contents
 *
 * Replaces a file at once: whatever is killed when, and after a power loss, it holds either its old or its new
 * contents; and once this function returned, the new ones.
 *
 * Returns: whether it was written; else @error is %SPK_STORE_ERROR_WRITE and the old file stays
 */
gboolean
spk_file_write (const char *path, gconstpointer data, gsize length, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (g_file_set_contents_full (path, data, length, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0644,
                                &cause))
    return TRUE;
  g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_WRITE, "%s could not be written: %s", path, cause->message);
  return FALSE;
}

/**
 * spk_file_write_json:
 * @path: file to make or replace
 *
 * spk_file_write() of indented JSON.
 */
gboolean
spk_file_write_json (const char *path, JsonNode *node, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *json = json_to_string (node, TRUE);

  g_string_append (text, json);
  g_string_append_c (text, '\n');
  return spk_file_write (path, text->str, text->len, error);
}

/**
 * spk_file_read:
 * @path: a file of any origin
 * @text: (out) (transfer full): its bytes, and a zero after them
 * @length: (out): without that zero
 *
 * Returns: %FALSE with %SPK_STORE_ERROR_NOT_FOUND, or with %SPK_STORE_ERROR_FORMAT where it is no file or too large to be
 *   one of ours
 */
gboolean
spk_file_read (const char *path, char **text, gsize *length, GError **error)
{
  g_autoptr (GError) cause = NULL;
  GStatBuf status;

  if (g_stat (path, &status) != 0)
    {
      g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_NOT_FOUND, "%s: %s", path, g_strerror (errno));
      return FALSE;
    }
  if (!S_ISREG (status.st_mode))
    {
      g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_FORMAT, "%s is not a file", path);
      return FALSE;
    }
  if (status.st_size > MAX_JSON_BYTES)
    {
      g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_FORMAT, "%s is larger than any file of ours", path);
      return FALSE;
    }
  if (!g_file_get_contents (path, text, length, &cause))
    {
      g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_NOT_FOUND, "%s could not be read: %s", path, cause->message);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_nesting (const char *path, const char *text, gsize length, GError **error)
{
  gboolean in_string = FALSE;
  guint depth = 0;
  guint line = 1;

  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];

      if (c == '\n')
        line++;
      if (in_string)
        {
          if (c == '\\')
            i++;
          else if (c == '"')
            in_string = FALSE;
        }
      else if (c == '"')
        in_string = TRUE;
      else if (c == '[' || c == '{')
        depth++;
      else if ((c == ']' || c == '}') && depth > 0)
        depth--;
      if (depth > MAX_JSON_NESTING)
        {
          g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_FORMAT, "%s:%u: nested deeper than %d levels", path,
                       line, MAX_JSON_NESTING);
          return FALSE;
        }
    }
  return TRUE;
}

/* The parser says "<data>:LINE:COLUMN: Parse error: ..."; a reader wants the name of the file there. */
static void
set_syntax_error (const char *path, const GError *cause, GError **error)
{
  const char *message = cause->message;

  if (g_str_has_prefix (message, "<data>"))
    g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_FORMAT, "%s%s", path, message + strlen ("<data>"));
  else
    g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_FORMAT, "%s: %s", path, message);
}

/**
 * spk_file_parse_json:
 * @path: name of @text in messages
 * @text: (array length=length): JSON of any origin
 *
 * Returns: (transfer full): its root; or %NULL with %SPK_STORE_ERROR_FORMAT naming @path and line
 */
JsonNode *
spk_file_parse_json (const char *path, const char *text, gsize length, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) cause = NULL;
  JsonNode *root;

  if (!check_nesting (path, text, length, error))
    return NULL;
  parser = json_parser_new ();
  if (!json_parser_load_from_data (parser, text, (gssize)length, &cause))
    {
      set_syntax_error (path, cause, error);
      return NULL;
    }
  root = json_parser_steal_root (parser);
  if (root == NULL)
    g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_FORMAT, "%s is empty", path);
  return root;
}

/**
 * spk_file_read_json:
 * @path: a JSON file, of any origin
 *
 * Returns: (transfer full): its root; or %NULL with %SPK_STORE_ERROR_NOT_FOUND, or with %SPK_STORE_ERROR_FORMAT
 *   naming file and line
 */
JsonNode *
spk_file_read_json (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  gsize length = 0;

  if (!spk_file_read (path, &text, &length, error))
    return NULL;
  return spk_file_parse_json (path, text, length, error);
}

/* A new name is on the disk only once the folder that holds it is. */
static void
sync_folder (const char *path)
{
  int fd = g_open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

/**
 * spk_file_make_folder:
 * @path: a folder that may exist
 *
 * Makes a folder and its parents, and puts their names on the disk.
 */
gboolean
spk_file_make_folder (const char *path, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (path);

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return TRUE;
  if (!g_str_equal (parent, path) && !spk_file_make_folder (parent, error))
    return FALSE;
  if (g_mkdir (path, 0777) != 0 && errno != EEXIST)
    {
      g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_WRITE, "%s could not be made: %s", path, g_strerror (errno));
      return FALSE;
    }
  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_EXISTS, "%s is in the way: it is not a folder", path);
      return FALSE;
    }
  sync_folder (parent);
  return TRUE;
}

/**
 * spk_file_remove_temporaries:
 * @name: name of a file in @folder that spk_file_write() writes
 *
 * Removes what a process left that was killed while it wrote @name. Nobody else may be writing it.
 */
void
spk_file_remove_temporaries (const char *folder, const char *name)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autofree char *prefix = g_strconcat (name, ".", NULL);
  const char *entry;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, entry, NULL);

      if (g_str_has_prefix (entry, prefix) && strlen (entry) == strlen (prefix) + 6)
        g_unlink (path);
    }
}
