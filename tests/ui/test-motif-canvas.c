/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "editor/spk-motif-canvas.h"
#include "motif/spk-motif-layout.h"
#include "plot-fixture.h"

typedef struct
{
  GtkWindow      *window;
  SpkMotifModel  *model;
  SpkMotifCanvas *canvas;
} Fixture;

static void
fixture_init (Fixture *self)
{
  self->window = GTK_WINDOW (gtk_window_new ());
  self->model = spk_motif_model_new ();
  self->canvas = g_object_new (SPK_TYPE_MOTIF_CANVAS, NULL);
  spk_motif_canvas_set_model (self->canvas, self->model);
  gtk_window_set_default_size (self->window, 600, 500);
  gtk_window_set_child (self->window, GTK_WIDGET (self->canvas));
  gtk_window_present (self->window);
  plot_draw (self->canvas);
}

static void
fixture_clear (Fixture *self)
{
  gtk_window_destroy (self->window);
  g_clear_object (&self->model);
  ui_settle ();
}

static SpkConnection
get (Fixture *self, guint pre, guint post)
{
  return spk_topology_get_intra (spk_motif_model_get_motif (self->model), post, pre);
}

static void
drag_neuron (Fixture *self, guint from, double to_x, double to_y, gboolean drop)
{
  double x, y;

  g_assert_true (spk_motif_canvas_locate (self->canvas, from, &x, &y));
  plot_drag_from (self->canvas, x, y, to_x - x, to_y - y, drop);
  plot_draw (self->canvas);
}

static void
connect (Fixture *self, guint from, guint to)
{
  double x, y;

  g_assert_true (spk_motif_canvas_locate (self->canvas, to, &x, &y));
  drag_neuron (self, from, x + 3, y - 2, TRUE);
}

static void
test_drag_to_a_neuron_connects (void)
{
  Fixture fixture;
  g_autoptr (SpkTopology) before = NULL;

  fixture_init (&fixture);
  connect (&fixture, 0, 2);
  g_assert_cmpint (get (&fixture, 0, 2), ==, SPK_EXCITATORY);
  connect (&fixture, 0, 2);
  g_assert_cmpint (get (&fixture, 0, 2), ==, SPK_INHIBITORY);
  connect (&fixture, 3, 1);
  g_assert_cmpint (get (&fixture, 3, 1), ==, SPK_EXCITATORY);
  /* nothing has moved */
  g_assert_null (spk_topology_get_positions (spk_motif_model_get_motif (fixture.model)));
  fixture_clear (&fixture);
}

static void
test_drag_to_free_space_moves (void)
{
  Fixture fixture;
  double x, y, new_x, new_y, other_x, other_y, still_x, still_y;

  fixture_init (&fixture);
  g_assert_true (spk_motif_canvas_locate (fixture.canvas, 1, &x, &y));
  g_assert_true (spk_motif_canvas_locate (fixture.canvas, 2, &other_x, &other_y));
  drag_neuron (&fixture, 1, x - 60, y + 40, FALSE);
  g_assert_true (spk_motif_canvas_locate (fixture.canvas, 1, &new_x, &new_y));
  g_assert_cmpfloat_with_epsilon (new_x, x - 60, 1e-6);
  g_assert_cmpuint (spk_motif_document_count_undo (spk_motif_model_get_document (fixture.model)), ==, 0);
  drag_neuron (&fixture, 1, new_x - 60, new_y + 40, TRUE);
  g_assert_cmpuint (spk_motif_document_count_undo (spk_motif_model_get_document (fixture.model)), ==, 1);
  g_assert_true (spk_motif_canvas_locate (fixture.canvas, 2, &still_x, &still_y));
  g_assert_cmpfloat (other_x, ==, still_x);
  g_assert_cmpfloat (other_y, ==, still_y);
  spk_motif_model_undo (fixture.model);
  plot_draw (fixture.canvas);
  g_assert_true (spk_motif_canvas_locate (fixture.canvas, 1, &new_x, &new_y));
  g_assert_cmpfloat (new_x, ==, x);
  fixture_clear (&fixture);
}

static void
test_selected_neurons_move_together (void)
{
  const guint pair[] = { 0, 1 };
  Fixture fixture;
  g_autofree double *before = NULL, *after = NULL;
  double x, y;

  fixture_init (&fixture);
  before = spk_motif_layout_get (spk_motif_model_get_motif (fixture.model));
  spk_motif_model_select (fixture.model, pair, 2);
  g_assert_true (spk_motif_canvas_locate (fixture.canvas, 3, &x, &y));
  /* two neurons are not connected to a third one, even if one of them is dragged there */
  drag_neuron (&fixture, 0, x, y, TRUE);
  after = spk_motif_layout_get (spk_motif_model_get_motif (fixture.model));
  g_assert_cmpfloat_with_epsilon (after[0] - before[0], after[2] - before[2], 1e-9);
  g_assert_cmpfloat_with_epsilon (after[1] - before[1], after[3] - before[3], 1e-9);
  g_assert_cmpfloat (after[6], ==, before[6]);
  g_assert_cmpuint (spk_topology_count_connections (spk_motif_model_get_motif (fixture.model)), ==, 0);
  fixture_clear (&fixture);
}

static void
test_drag_over_free_space_selects (void)
{
  Fixture fixture;
  double x, y;
  guint n;

  fixture_init (&fixture);
  g_assert_true (spk_motif_canvas_locate (fixture.canvas, 2, &x, &y));
  plot_drag_from (fixture.canvas, x - 40, y - 40, 80, 80, TRUE);
  g_assert_cmpuint (spk_motif_model_get_selection (fixture.model, &n)[0], ==, 2);
  g_assert_cmpuint (n, ==, 1);
  plot_drag_from (fixture.canvas, 2, 2, gtk_widget_get_width (GTK_WIDGET (fixture.canvas)) - 4,
                  gtk_widget_get_height (GTK_WIDGET (fixture.canvas)) - 4, TRUE);
  spk_motif_model_get_selection (fixture.model, &n);
  g_assert_cmpuint (n, ==, 4);
  fixture_clear (&fixture);
}

static void
test_click_cycles_a_connection (void)
{
  const SpkMotifCell cell = { SPK_MOTIF_CELL_INTRA, .post = 2, .pre = 0 };
  Fixture fixture;
  double x, y;

  fixture_init (&fixture);
  spk_motif_model_set_type (fixture.model, cell, SPK_EXCITATORY);
  plot_draw (fixture.canvas);
  g_assert_true (spk_motif_canvas_locate_cell (fixture.canvas, cell, &x, &y));
  plot_click (fixture.canvas, 1, x, y);
  g_assert_cmpint (get (&fixture, 0, 2), ==, SPK_INHIBITORY);
  g_assert_cmpint (spk_motif_model_get_cell (fixture.model).kind, ==, SPK_MOTIF_CELL_INTRA);
  plot_draw (fixture.canvas);
  plot_click (fixture.canvas, 1, x, y);
  g_assert_cmpint (get (&fixture, 0, 2), ==, SPK_ABSENT);
  fixture_clear (&fixture);
}

static void
test_slots_of_the_selected_neuron_can_be_clicked (void)
{
  const SpkMotifCell loop = { SPK_MOTIF_CELL_INTRA, .post = 0, .pre = 0 };
  const SpkMotifCell stub = { SPK_MOTIF_CELL_LATERAL, .post = 0, .side = SPK_PREVIOUS };
  Fixture fixture;
  double x, y;

  fixture_init (&fixture);
  /* where they would be is known from where they are */
  spk_motif_model_set_type (fixture.model, loop, SPK_EXCITATORY);
  spk_motif_model_set_type (fixture.model, stub, SPK_EXCITATORY);
  plot_draw (fixture.canvas);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (spk_motif_canvas_locate_cell (fixture.canvas, i ? stub : loop, &x, &y));
      spk_motif_model_set_type (fixture.model, i ? stub : loop, SPK_ABSENT);
      plot_draw (fixture.canvas);
      spk_motif_model_select_one (fixture.model, -1);
      plot_click (fixture.canvas, 1, x, y);
      g_assert_cmpint (spk_motif_model_get_type_at (fixture.model, i ? stub : loop), ==, SPK_ABSENT);
      spk_motif_model_select_one (fixture.model, 0);
      plot_click (fixture.canvas, 1, x, y);
      g_assert_cmpint (spk_motif_model_get_type_at (fixture.model, i ? stub : loop), ==, SPK_EXCITATORY);
      plot_draw (fixture.canvas);
    }
  fixture_clear (&fixture);
}

static void
test_double_clicks (void)
{
  Fixture fixture;
  double x, y;

  fixture_init (&fixture);
  g_assert_true (spk_motif_canvas_locate (fixture.canvas, 3, &x, &y));
  plot_click (fixture.canvas, 2, x, y);
  g_assert_cmpint (get (&fixture, 3, 3), ==, SPK_EXCITATORY);
  plot_click (fixture.canvas, 2, 200, 211);
  g_assert_cmpuint (spk_topology_get_size (spk_motif_model_get_motif (fixture.model)), ==, 5);
  plot_draw (fixture.canvas);
  g_assert_true (spk_motif_canvas_locate (fixture.canvas, 4, &x, &y));
  g_assert_cmpfloat_with_epsilon (x, 200, 1e-6);
  g_assert_cmpfloat_with_epsilon (y, 211, 1e-6);
  fixture_clear (&fixture);
}

static void
test_edits_and_undo_leave_the_zoom (void)
{
  Fixture fixture;
  double zoom, x, y, same_x, same_y;

  fixture_init (&fixture);
  spk_motif_canvas_zoom (fixture.canvas, 2);
  zoom = spk_motif_canvas_get_zoom (fixture.canvas);
  g_assert_cmpfloat_with_epsilon (zoom, 2, 1e-9);
  g_assert_true (spk_motif_canvas_locate (fixture.canvas, 0, &x, &y));
  plot_click (fixture.canvas, 2, 30, 30);
  plot_draw (fixture.canvas);
  spk_motif_model_undo (fixture.model);
  plot_draw (fixture.canvas);
  g_assert_cmpfloat (spk_motif_canvas_get_zoom (fixture.canvas), ==, zoom);
  g_assert_true (spk_motif_canvas_locate (fixture.canvas, 0, &same_x, &same_y));
  g_assert_cmpfloat (x, ==, same_x);
  spk_motif_canvas_fit (fixture.canvas);
  plot_draw (fixture.canvas);
  g_assert_cmpfloat (spk_motif_canvas_get_zoom (fixture.canvas), ==, 1);
  fixture_clear (&fixture);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/motif-canvas/drag-to-a-neuron-connects", test_drag_to_a_neuron_connects);
  g_test_add_func ("/motif-canvas/drag-to-free-space-moves", test_drag_to_free_space_moves);
  g_test_add_func ("/motif-canvas/selected-neurons-move-together", test_selected_neurons_move_together);
  g_test_add_func ("/motif-canvas/drag-over-free-space-selects", test_drag_over_free_space_selects);
  g_test_add_func ("/motif-canvas/click-cycles-a-connection", test_click_cycles_a_connection);
  g_test_add_func ("/motif-canvas/slots", test_slots_of_the_selected_neuron_can_be_clicked);
  g_test_add_func ("/motif-canvas/double-clicks", test_double_clicks);
  g_test_add_func ("/motif-canvas/edits-and-undo-leave-the-zoom", test_edits_and_undo_leave_the_zoom);
  return g_test_run ();
}
