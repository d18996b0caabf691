/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "editor/spk-motif-matrix.h"
#include "figures/spk-matrix-figure.h"
#include "plot-fixture.h"

typedef struct
{
  GtkWindow      *window;
  SpkMotifModel  *model;
  SpkMotifMatrix *matrix;
} Fixture;

static void
fixture_init (Fixture *self)
{
  self->window = GTK_WINDOW (gtk_window_new ());
  self->model = spk_motif_model_new ();
  self->matrix = g_object_new (SPK_TYPE_MOTIF_MATRIX, NULL);
  spk_motif_matrix_set_model (self->matrix, self->model);
  gtk_window_set_default_size (self->window, 400, 400);
  gtk_window_set_child (self->window, GTK_WIDGET (self->matrix));
  gtk_window_present (self->window);
  plot_draw (self->matrix);
}

static void
fixture_clear (Fixture *self)
{
  gtk_window_destroy (self->window);
  g_clear_object (&self->model);
  ui_settle ();
}

static void
click (Fixture *self, int n_press, SpkTopologyHit place)
{
  double x, y;

  g_assert_true (spk_matrix_figure_locate (spk_plot_widget_get_figure (SPK_PLOT_WIDGET (self->matrix)), place, &x, &y));
  plot_click (self->matrix, n_press, x, y);
  plot_draw (self->matrix);
}

static void
test_click_cycles_a_cell (void)
{
  const SpkTopologyHit place = { .part = SPK_TOPOLOGY_INTRA, .post = 2, .pre = 1 };
  const SpkTopologyHit lateral = { .part = SPK_TOPOLOGY_LATERAL, .post = 3, .side = SPK_NEXT };
  Fixture fixture;

  fixture_init (&fixture);
  click (&fixture, 1, place);
  g_assert_cmpint (spk_topology_get_intra (spk_motif_model_get_motif (fixture.model), 2, 1), ==, SPK_EXCITATORY);
  /* quickly once more */
  click (&fixture, 2, place);
  g_assert_cmpint (spk_topology_get_intra (spk_motif_model_get_motif (fixture.model), 2, 1), ==, SPK_INHIBITORY);
  click (&fixture, 1, lateral);
  g_assert_cmpint (spk_topology_get_lateral (spk_motif_model_get_motif (fixture.model), 3, SPK_NEXT), ==,
                   SPK_EXCITATORY);
  g_assert_cmpint (spk_motif_model_get_cell (fixture.model).kind, ==, SPK_MOTIF_CELL_LATERAL);
  fixture_clear (&fixture);
}

static void
test_arrows_go_from_cell_to_cell (void)
{
  Fixture fixture;
  SpkPlotWidgetClass *klass;
  g_autofree char *text = NULL;
  SpkMotifCell cell;

  fixture_init (&fixture);
  klass = SPK_PLOT_WIDGET_GET_CLASS (fixture.matrix);
  g_assert_true (klass->move (SPK_PLOT_WIDGET (fixture.matrix), 0, 1));
  g_assert_true (klass->move (SPK_PLOT_WIDGET (fixture.matrix), 0, 1));
  g_assert_true (klass->move (SPK_PLOT_WIDGET (fixture.matrix), 10, 0));
  cell = spk_motif_model_get_cell (fixture.model);
  g_assert_cmpint (cell.kind, ==, SPK_MOTIF_CELL_LATERAL);
  g_assert_cmpint (cell.side, ==, SPK_NEXT);
  g_assert_cmpuint (cell.post, ==, 1);
  klass->activate_hovered (SPK_PLOT_WIDGET (fixture.matrix));
  g_assert_cmpint (spk_motif_model_get_type_at (fixture.model, cell), ==, SPK_EXCITATORY);
  text = plot_get_description (fixture.matrix);
  g_assert_nonnull (strstr (text, "next motif → 1: excitatory"));
  g_assert_true (klass->clear (SPK_PLOT_WIDGET (fixture.matrix)));
  g_assert_false (klass->clear (SPK_PLOT_WIDGET (fixture.matrix)));
  fixture_clear (&fixture);
}

static void
test_only_what_changes_is_drawn (void)
{
  Fixture fixture;
  SpkPlotCounts before, work;

  fixture_init (&fixture);
  before = spk_plot_widget_get_counts (SPK_PLOT_WIDGET (fixture.matrix));
  spk_motif_model_select_one (fixture.model, 2);
  spk_motif_model_move_selected (fixture.model, 1, 1);
  plot_draw (fixture.matrix);
  work = plot_work_since (fixture.matrix, before);
  g_assert_cmpuint (work.paints, ==, 0);
  g_assert_cmpuint (work.overlays, >, 0);
  fixture_clear (&fixture);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/motif-matrix/click-cycles-a-cell", test_click_cycles_a_cell);
  g_test_add_func ("/motif-matrix/arrows-go-from-cell-to-cell", test_arrows_go_from_cell_to_cell);
  g_test_add_func ("/motif-matrix/only-what-changes-is-drawn", test_only_what_changes_is_drawn);
  return g_test_run ();
}
