/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/spk-name-pattern.h"

#include "data/spk-data-error.h"

#include <string.h>

#define MAX_PATTERN 256
#define MAX_WIDTH   64

struct _SpkNamePattern
{
  char   *text;
  GStrv   fields;   /* names of the fields that have one, in the order of the pattern */
  guint   n_fields;
  guint   n_slashes;
  GRegex *regex;    /* one capture a named field */
};

static gboolean G_GNUC_PRINTF (3, 4)
fail (GError **error, const char *text, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, SPK_DATA_ERROR, SPK_DATA_ERROR_ARGUMENT, "name pattern “%s”: %s", text, what);
  return FALSE;
}

static gboolean
is_field_name (const char *name)
{
  for (const char *c = name; *c != '\0'; c++)
    if (!g_ascii_islower (*c))
      return FALSE;
  return TRUE;
}

/* Appends what a field matches. @inside is what stands between its braces. */
static gboolean
append_field (SpkNamePattern *self, const char *inside, GPtrArray *names, GString *regex, GError **error)
{
  g_auto (GStrv) sides = g_strsplit (inside, ":", 2);
  const char *name = sides[0] != NULL ? sides[0] : "";
  guint64 width = 0;

  if (!is_field_name (name))
    return fail (error, self->text, "“%s” is no name of a field; small letters are", name);
  if (sides[0] != NULL && sides[1] != NULL &&
      !g_ascii_string_to_unsigned (sides[1], 10, 1, MAX_WIDTH, &width, NULL))
    return fail (error, self->text, "“%s” is no width, 1 to %d", sides[1], MAX_WIDTH);
  if (name[0] != '\0' && g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    return fail (error, self->text, "the field “%s” comes twice", name);
  g_string_append (regex, name[0] != '\0' ? "(" : "(?:");
  if (width > 0)
    g_string_append_printf (regex, "[^/]{%u})", (guint) width);
  else
    g_string_append (regex, "[^/]+?)");
  if (name[0] != '\0')
    g_ptr_array_add (names, g_strdup (name));
  return TRUE;
}

static gboolean
translate (SpkNamePattern *self, GPtrArray *names, GString *regex, GError **error)
{
  const char *at = self->text;

  g_string_append (regex, "^(?:.*/)?");
  while (*at != '\0')
    {
      gsize length = strcspn (at, "{}");
      g_autofree char *plain = g_regex_escape_string (at, (int) length);

      g_string_append (regex, plain);
      at += length;
      if (*at == '\0')
        break;

      const char *end = strpbrk (at + 1, "{}");

      if (*at == '}' || end == NULL || *end != '}')
        return fail (error, self->text, "the braces do not match");

      g_autofree char *inside = g_strndup (at + 1, end - at - 1);

      if (!append_field (self, inside, names, regex, error))
        return FALSE;
      at = end + 1;
    }
  g_string_append (regex, "$");
  return TRUE;
}

/**
 * spk_name_pattern_new:
 * @text: as "{class}_{speaker}_{take}"; must have a field "class"
 * @error: return location for %SPK_DATA_ERROR_ARGUMENT, which says what is wrong with @text
 *
 * Returns: (transfer full): the pattern, or %NULL
 */
SpkNamePattern *
spk_name_pattern_new (const char *text, GError **error)
{
  g_autoptr (SpkNamePattern) self = g_new0 (SpkNamePattern, 1);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) regex = g_string_new (NULL);

  self->text = g_utf8_make_valid (text, MIN (strlen (text), MAX_PATTERN + 1));
  if (strlen (text) > MAX_PATTERN)
    {
      fail (error, "...", "is longer than %d characters", MAX_PATTERN);
      return NULL;
    }
  if (!translate (self, names, regex, error))
    return NULL;
  if (!g_ptr_array_find_with_equal_func (names, "class", g_str_equal, NULL))
    {
      fail (error, self->text, "there must be a field {class}, as in {class}_{speaker}_{take}");
      return NULL;
    }
  self->regex = g_regex_new (regex->str, G_REGEX_DOLLAR_ENDONLY | G_REGEX_DOTALL, 0, error);
  if (self->regex == NULL)
    return NULL;
  self->n_fields = names->len;
  g_ptr_array_add (names, NULL);
  self->fields = (GStrv) g_ptr_array_steal (names, NULL);
  for (const char *c = text; *c != '\0'; c++)
    self->n_slashes += *c == '/';
  return g_steal_pointer (&self);
}

void
spk_name_pattern_free (SpkNamePattern *self)
{
  g_clear_pointer (&self->regex, g_regex_unref);
  g_strfreev (self->fields);
  g_free (self->text);
  g_free (self);
}

const char *
spk_name_pattern_get_text (const SpkNamePattern *self)
{
  return self->text;
}

/**
 * spk_name_pattern_get_fields:
 *
 * Returns: (transfer none): names of the fields, "class" among them, %NULL-terminated
 */
const char *const *
spk_name_pattern_get_fields (const SpkNamePattern *self)
{
  return (const char *const *) self->fields;
}

/* The part of a path that is looked at: the file with as many folders as the pattern has, without the ending. */
static char *
cut_path (const SpkNamePattern *self, const char *path)
{
  const char *start = path + strlen (path);
  guint n_slashes = 0;

  while (start > path && (start[-1] != '/' || n_slashes++ < self->n_slashes))
    start--;

  char *text = g_utf8_make_valid (start, -1);
  char *name = strrchr (text, '/');
  char *point = strrchr (name != NULL ? name : text, '.');

  if (point != NULL)
    *point = '\0';
  return text;
}

/**
 * spk_name_pattern_match:
 * @path: name of a recording with folders before it
 *
 * Returns: (transfer full) (nullable): what stands in each field, in the order of spk_name_pattern_get_fields(), or
 *   %NULL where the name is made up otherwise
 */
GStrv
spk_name_pattern_match (const SpkNamePattern *self, const char *path)
{
  g_autofree char *text = cut_path (self, path);
  g_autoptr (GMatchInfo) match = NULL;

  if (!g_regex_match (self->regex, text, 0, &match))
    return NULL;

  GStrv values = g_new0 (char *, self->n_fields + 1);

  for (guint i = 0; i < self->n_fields; i++)
    values[i] = g_match_info_fetch (match, (int) i + 1);
  return values;
}
