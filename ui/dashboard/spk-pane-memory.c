/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dashboard/spk-pane-memory.h"

#include <math.h>

/* What is remembered of a paned; kept with it. */
typedef struct
{
  GSettings *settings;
  char      *key;
  double     share;        /* of the room that the start child has */
  int        max_position; /* at the last allocation */
  gboolean   suspended;
} Memory;

static void
memory_free (gpointer data)
{
  Memory *memory = data;

  g_object_unref (memory->settings);
  g_free (memory->key);
  g_free (memory);
}

static int
get_max_position (GtkPaned *paned)
{
  int position;

  g_object_get (paned, "max-position", &position, NULL);
  return position;
}

static int
get_room (GtkPaned *paned)
{
  gboolean beside = gtk_orientable_get_orientation (GTK_ORIENTABLE (paned)) == GTK_ORIENTATION_HORIZONTAL;

  return beside ? gtk_widget_get_width (GTK_WIDGET (paned)) : gtk_widget_get_height (GTK_WIDGET (paned));
}

/* The position that a share comes to, as far as both children have the room that they need. */
static int
get_position_for (GtkPaned *paned, double share)
{
  int least, most;

  g_object_get (paned, "min-position", &least, "max-position", &most, NULL);
  return CLAMP ((int) round (share * get_room (paned)), least, most);
}

/* Another size: the share stays. */
static void
max_position_changed (GtkPaned *paned, GParamSpec *pspec, gpointer data)
{
  Memory *memory = data;

  memory->max_position = get_max_position (paned);
  if (!memory->suspended && get_room (paned) > 0)
    gtk_paned_set_position (paned, get_position_for (paned, memory->share));
}

/* The same size: somebody has moved it. */
static void
position_changed (GtkPaned *paned, GParamSpec *pspec, gpointer data)
{
  Memory *memory = data;
  int position = gtk_paned_get_position (paned);

  if (memory->suspended || memory->max_position <= 0 || get_max_position (paned) != memory->max_position ||
      position == get_position_for (paned, memory->share))
    return;
  memory->share = (double) position / get_room (paned);
  g_settings_set_double (memory->settings, memory->key, memory->share);
}

/**
 * spk_pane_memory_attach:
 * @key: of type double, in [0, 1]
 *
 * Keeps the share of the room that the start child of @paned has, whatever the size, and remembers it in @settings.
 */
void
spk_pane_memory_attach (GtkPaned *paned, GSettings *settings, const char *key)
{
  Memory *memory = g_new0 (Memory, 1);

  memory->settings = g_object_ref (settings);
  memory->key = g_strdup (key);
  memory->share = g_settings_get_double (settings, key);
  g_object_set_data_full (G_OBJECT (paned), "spk-pane-memory", memory, memory_free);
  g_signal_connect (paned, "notify::max-position", G_CALLBACK (max_position_changed), memory);
  g_signal_connect (paned, "notify::position", G_CALLBACK (position_changed), memory);
}

/**
 * spk_pane_memory_suspend:
 * @suspended: %TRUE while positions mean something else, as in another orientation
 */
void
spk_pane_memory_suspend (GtkPaned *paned, gboolean suspended)
{
  Memory *memory = g_object_get_data (G_OBJECT (paned), "spk-pane-memory");

  memory->suspended = suspended;
  memory->max_position = 0;
  g_object_set (paned, "position-set", FALSE, NULL);
}
