/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures/spk-text-cache.h"

/* More than the labels of all figures of a window; then it begins anew. */
#define MOST_LAYOUTS 1000

static void
free_layouts (gpointer layouts)
{
  g_hash_table_unref (layouts);
}

/* Layouts of this thread by key: what Pango makes belongs to the thread that made it. */
static GPrivate layouts_of_thread = G_PRIVATE_INIT (free_layouts);

static GHashTable *
get_layouts (void)
{
  GHashTable *layouts = g_private_get (&layouts_of_thread);

  if (layouts == NULL)
    {
      layouts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
      g_private_set (&layouts_of_thread, layouts);
    }
  return layouts;
}

/**
 * spk_text_cache_look_up:
 * @key: text and all that decides how it is laid out
 *
 * The labels of a figure are measured several times while it is laid out, and again by the next figure; shaping them each
 * time took longer than all else.
 *
 * Returns: (transfer none) (nullable): its layout, if this thread has made it before
 */
PangoLayout *
spk_text_cache_look_up (const char *key)
{
  return g_hash_table_lookup (get_layouts (), key);
}

/**
 * spk_text_cache_add:
 * @layout: (transfer full): not to be changed any more
 *
 * Returns: (transfer none): @layout
 */
PangoLayout *
spk_text_cache_add (const char *key, PangoLayout *layout)
{
  GHashTable *layouts = get_layouts ();

  if (g_hash_table_size (layouts) >= MOST_LAYOUTS)
    g_hash_table_remove_all (layouts);
  g_hash_table_insert (layouts, g_strdup (key), layout);
  return layout;
}
