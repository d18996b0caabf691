/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "editor/spk-editor-page.h"
#include "editor/spk-motif-canvas.h"
#include "frame-recorder.h"
#include "plot-fixture.h"

/*
 * How long the frames take in which a neuron of a motif with every connection is dragged about:
 *   bench-editor [K]
 */

#define N_FRAMES 180

typedef struct
{
  SpkMotifCanvas *canvas;
  GtkGesture     *drag;
  guint           frame;
  double          x;
  double          y;
} Script;

static GtkGesture *
find_drag (SpkMotifCanvas *canvas)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (canvas));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (G_OBJECT_TYPE (controller) == GTK_TYPE_GESTURE_DRAG)
        return GTK_GESTURE (controller);
    }
  g_assert_not_reached ();
}

/* In circles, through the middle and back, as a hand does. */
static gboolean
drag_on (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Script *script = data;
  double angle = 2 * G_PI * script->frame / 60, dx = 120 * (1 - cos (angle)), dy = 90 * sin (angle);

  if (script->frame == 0)
    g_signal_emit_by_name (script->drag, "drag-begin", script->x, script->y);
  script->frame++;
  if (script->frame < N_FRAMES)
    g_signal_emit_by_name (script->drag, "drag-update", dx + 20, dy + 20);
  else if (script->frame == N_FRAMES)
    g_signal_emit_by_name (script->drag, "drag-end", dx + 20, dy + 20);
  return G_SOURCE_CONTINUE;
}

static void
settle (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + 1000 * (gint64) milliseconds;

  while (g_get_monotonic_time () < end)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (2000);
    }
}

static void
measure (guint size)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  SpkEditorPage *page = g_object_new (SPK_TYPE_EDITOR_PAGE, NULL);
  SpkMotifModel *model = spk_editor_page_get_model (page);
  g_autoptr (SpkTopology) motif = spk_topology_new_random (size, 1, 1, 0);
  Script script = { 0 };
  FrameRecorder frames;

  spk_motif_model_open_motif (model, motif, NULL, TRUE);
  script.canvas = SPK_MOTIF_CANVAS (gtk_widget_get_template_child (GTK_WIDGET (page), SPK_TYPE_EDITOR_PAGE, "canvas"));
  gtk_window_set_child (window, GTK_WIDGET (page));
  gtk_window_set_default_size (window, 1240, 800);
  gtk_window_present (window);
  settle (1500);
  g_assert_true (spk_motif_canvas_locate (script.canvas, size / 2, &script.x, &script.y));
  script.drag = find_drag (script.canvas);
  frame_recorder_init (&frames, GTK_WIDGET (window));
  gtk_widget_add_tick_callback (GTK_WIDGET (script.canvas), drag_on, &script, NULL);
  while (script.frame < N_FRAMES - 1)
    g_main_context_iteration (NULL, TRUE);
  g_print ("k = %u, %u connections, canvas of %d x %d\n", size, spk_topology_count_connections (motif),
           gtk_widget_get_width (GTK_WIDGET (script.canvas)), gtk_widget_get_height (GTK_WIDGET (script.canvas)));
  frame_recorder_print (&frames, "a neuron is dragged");
  frame_recorder_reset (&frames);
  while (script.frame <= N_FRAMES + 60)
    g_main_context_iteration (NULL, TRUE);
  frame_recorder_print (&frames, "it was let go");
  frame_recorder_clear (&frames);
  spk_motif_model_undo (model);
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  measure (argc > 1 ? (guint) CLAMP (atoi (argv[1]), 2, 256) : 64);
  return 0;
}
