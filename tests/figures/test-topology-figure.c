/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "figure-ink.h"
#include "figures/spk-matrix-figure.h"
#include "figures/spk-topology-figure.h"

static const SpkFigureSize screen = { 480, 440, 1 };

static SpkTopologyFigure *
lay_out (const SpkTopologyData *data, SpkFigureSize size)
{
  SpkFigureStyle style = figure_test_style ();

  return spk_topology_figure_new (data, &style, size);
}

static void
test_draws_every_connection (void)
{
  for (guint k = 1; k <= 64; k = 2 * k + 1)
    {
      g_autoptr (SpkTopology) motif = spk_topology_new_random (k, 0.3, 1, k);
      SpkTopologyData data = { .size = k, .topology = motif };
      g_autoptr (SpkTopologyFigure) figure = lay_out (&data, screen);

      g_assert_cmpuint (spk_topology_figure_count_edges (figure), ==, spk_topology_count_connections (motif));
      g_assert_cmpuint (spk_topology_figure_count_hidden (figure), ==, 0);
    }
}

static void
test_unlikely_connections_are_counted (void)
{
  float intra[2 * 2 * 3] = { 0.9f, 0.1f, 0, 0.01f, 0.005f, 0.985f, 0, 0, 1, 0.2f, 0.3f, 0.5f };
  SpkTopologyData data = { .size = 2, .intra = intra };
  g_autoptr (SpkTopologyFigure) figure = lay_out (&data, screen);

  g_assert_cmpuint (spk_topology_figure_count_edges (figure), ==, 2);
  g_assert_cmpuint (spk_topology_figure_count_hidden (figure), ==, 1);
}

static void
test_shows_the_likelier_type (void)
{
  float intra[2 * 2 * 3] = { 0.3f, 0.2f, 0.5f, 0.1f, 0.7f, 0.2f, 0, 0, 1, NAN, NAN, NAN };
  float lateral[2 * 2 * 3] = { 0.6f, 0.4f, 0, 0, 0, 1, 0, 0, 1, 0, 0.8f, 0.2f };
  SpkTopologyData data = { .size = 2, .intra = intra, .lateral = lateral };

  g_assert_cmpint (spk_topology_data_get_intra (&data, 0, 0).type, ==, SPK_EXCITATORY);
  g_assert_cmpint (spk_topology_data_get_intra (&data, 0, 1).type, ==, SPK_INHIBITORY);
  g_assert_cmpfloat_with_epsilon (spk_topology_data_get_intra (&data, 0, 1).probability, 0.7, 1e-6);
  g_assert_cmpfloat (spk_topology_data_get_intra (&data, 1, 1).probability, ==, 0);
  g_assert_cmpint (spk_topology_data_get_lateral (&data, 1, SPK_NEXT).type, ==, SPK_INHIBITORY);
}

static void
test_neurons_can_be_hit (void)
{
  g_autoptr (SpkTopology) motif = spk_topology_new_random (64, 0.2, 1, 1);
  SpkTopologyData data = { .size = 64, .topology = motif };
  g_autoptr (SpkTopologyFigure) figure = lay_out (&data, screen);

  for (guint i = 0; i < 64; i++)
    {
      SpkTopologyHit neuron = { .part = SPK_TOPOLOGY_NEURON, .post = i }, hit;
      double x, y;

      g_assert_true (spk_topology_figure_locate (figure, neuron, &x, &y));
      hit = spk_topology_figure_hit (figure, x, y);
      g_assert_cmpint (hit.part, ==, SPK_TOPOLOGY_NEURON);
      g_assert_cmpuint (hit.post, ==, i);
    }
}

/* One connection at a time, for at crossings another one may be as near. */
static void
test_connections_can_be_hit (void)
{
  for (guint post = 0; post < 7; post++)
    for (guint pre = 0; pre < 9; pre++)
      {
        gint8 intra[49] = { 0 }, lateral[14] = { 0 };
        SpkTopologyHit edge = { .part = pre < 7 ? SPK_TOPOLOGY_INTRA : SPK_TOPOLOGY_LATERAL, .post = post,
                                .pre = pre % 7, .side = pre == 8 ? SPK_NEXT : SPK_PREVIOUS };
        double x, y;

        if (pre < 7)
          intra[7 * post + pre] = SPK_INHIBITORY;
        else
          lateral[2 * post + edge.side] = SPK_EXCITATORY;

        g_autoptr (SpkTopology) motif = spk_topology_new (7, intra, lateral);
        SpkTopologyData data = { .size = 7, .topology = motif };
        g_autoptr (SpkTopologyFigure) figure = lay_out (&data, screen);

        g_assert_true (spk_topology_figure_locate (figure, edge, &x, &y));

        SpkTopologyHit hit = spk_topology_figure_hit (figure, x, y);

        g_assert_cmpint (hit.part, ==, edge.part);
        g_assert_cmpuint (hit.post, ==, post);
        g_assert_cmpint (hit.type, ==, pre < 7 ? SPK_INHIBITORY : SPK_EXCITATORY);
        if (pre < 7)
          g_assert_cmpuint (hit.pre, ==, pre);
        else
          g_assert_cmpint (hit.side, ==, edge.side);
      }
}

static void
test_reverse_connections_run_apart (void)
{
  static const gint8 intra[] = { 0, 1, 1, 0 };
  g_autoptr (SpkTopology) motif = spk_topology_new (2, intra, NULL);
  SpkTopologyData data = { .size = 2, .topology = motif };
  g_autoptr (SpkTopologyFigure) figure = lay_out (&data, screen);
  double ax, ay, bx, by;

  g_assert_true (spk_topology_figure_locate (figure, (SpkTopologyHit){ SPK_TOPOLOGY_INTRA, 0, 1 }, &ax, &ay));
  g_assert_true (spk_topology_figure_locate (figure, (SpkTopologyHit){ SPK_TOPOLOGY_INTRA, 1, 0 }, &bx, &by));
  g_assert_cmpfloat (hypot (ax - bx, ay - by), >, 10);
}

static void
test_sizes_can_be_hit (void)
{
  static const guint sizes[] = { 2, 4, 8, 16 };
  static const double probabilities[] = { 0.1, 0.2, 0.6, 0.1 };
  g_autoptr (SpkTopology) motif = spk_topology_new_random (8, 0.4, 1, 1);
  SpkTopologyData data = { .size = 8, .topology = motif, .n_sizes = 4, .sizes = sizes,
                           .size_probabilities = probabilities, .shown_size = 2 };
  g_autoptr (SpkTopologyFigure) figure = lay_out (&data, screen);

  for (guint i = 0; i < 4; i++)
    {
      double x, y;

      g_assert_true (spk_topology_figure_locate (figure, (SpkTopologyHit){ SPK_TOPOLOGY_SIZE, i }, &x, &y));
      g_assert_cmpint (spk_topology_figure_hit (figure, x, y).part, ==, SPK_TOPOLOGY_SIZE);
      g_assert_cmpuint (spk_topology_figure_hit (figure, x, y).post, ==, i);
    }
}

static void
test_positions_keep_their_shape (void)
{
  static const double positions[] = { 10, 10, 110, 10, 10, 60 };
  g_autoptr (SpkTopology) motif = spk_topology_new_random (3, 0.5, 1, 1);
  SpkTopologyData data = { .size = 3, .topology = motif, .positions = positions };
  g_autoptr (SpkTopologyFigure) figure = lay_out (&data, screen);
  SpkTopologyView view = spk_topology_figure_get_view (figure);

  for (guint i = 0; i < 3; i++)
    {
      double x, y;

      g_assert_true (spk_topology_figure_locate (figure, (SpkTopologyHit){ SPK_TOPOLOGY_NEURON, i }, &x, &y));
      g_assert_cmpfloat_with_epsilon (x, view.x + view.scale * positions[2 * i], 1e-9);
      g_assert_cmpfloat_with_epsilon (y, view.y + view.scale * positions[2 * i + 1], 1e-9);
    }
}

static void
test_given_view_does_not_move (void)
{
  static const double before[] = { 10, 10, 110, 10, 10, 60 }, after[] = { 10, 10, 110, 10, 300, 60 };
  g_autoptr (SpkTopology) motif = spk_topology_new_random (3, 0.5, 1, 1);
  SpkTopologyData data = { .size = 3, .topology = motif, .positions = before };
  g_autoptr (SpkTopologyFigure) first = lay_out (&data, screen);
  double ax, ay, bx, by;

  data.positions = after;
  data.view = spk_topology_figure_get_view (first);

  g_autoptr (SpkTopologyFigure) second = lay_out (&data, screen);

  g_assert_true (spk_topology_figure_locate (first, (SpkTopologyHit){ SPK_TOPOLOGY_NEURON, 1 }, &ax, &ay));
  g_assert_true (spk_topology_figure_locate (second, (SpkTopologyHit){ SPK_TOPOLOGY_NEURON, 1 }, &bx, &by));
  g_assert_cmpfloat (ax, ==, bx);
  g_assert_cmpfloat (ay, ==, by);
}

static void
test_pins_are_known (void)
{
  g_autoptr (SpkPins) pins = spk_pins_new ();
  g_autoptr (SpkTopology) motif = spk_topology_new_random (4, 1, 1, 1);
  SpkTopologyData data = { .size = 4, .topology = motif, .pins = pins };

  spk_pins_set_intra (pins, 4, 1, 2, SPK_EXCITATORY);
  spk_pins_set_lateral (pins, 4, 3, SPK_NEXT, SPK_ABSENT);
  g_assert_true (spk_topology_data_is_pinned (&data, spk_topology_data_get_intra (&data, 1, 2)));
  g_assert_false (spk_topology_data_is_pinned (&data, spk_topology_data_get_intra (&data, 2, 1)));
  g_assert_true (spk_topology_data_is_pinned (&data, spk_topology_data_get_lateral (&data, 3, SPK_NEXT)));
}

static void
test_stays_inside_at_any_size (void)
{
  static const guint sizes[] = { 1, 2, 3, 8, 16, 33, 64 };
  static const guint branch_sizes[] = { 2, 4, 8, 16 };
  static const double probabilities[] = { 0.1, NAN, 0.6, 1 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (double width = 170; width < 700; width += 130)
      for (double height = 170; height < 500; height += 150)
        {
          g_autoptr (SpkTopology) motif = spk_topology_new_random (sizes[i], 0.3, 1, 1);
          SpkTopologyData data = { .title = "a title that is longer than the figure is wide, and more of it, and more",
                                   .size = sizes[i], .topology = motif, .n_sizes = 4, .sizes = branch_sizes,
                                   .size_probabilities = probabilities };
          g_autoptr (SpkTopologyFigure) figure = lay_out (&data, (SpkFigureSize){ width, height, 1 });

          figure_assert_inside ((FigureDraw) spk_topology_figure_draw, figure, width, height);
        }
}

static void
test_anything_gives_a_figure (void)
{
  static const double positions[] = { 5, 5, 5, 5, NAN, 5 }, same[] = { 5, 5, 5, 5, 5, 5 };
  g_autoptr (SpkTopology) motif = spk_topology_new_random (3, 1, 1, 1);
  SpkTopologyData all[] = { { .size = 0 }, { .size = 3 }, { .size = 3, .topology = motif, .positions = positions },
                            { .size = 3, .topology = motif, .positions = same }, { .size = 5, .topology = motif } };
  SpkTopologyOverlay overlay = { 77, { SPK_TOPOLOGY_INTRA, 9, 9 }, { SPK_TOPOLOGY_NEURON, 99 }, 55, "tip" };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      SpkFigureStyle style = figure_test_style ();
      g_autoptr (SpkTopologyFigure) figure = lay_out (&all[i], screen);
      g_autoptr (SpkTopologyFigure) tiny = lay_out (&all[i], (SpkFigureSize){ 1, 1, 1 });
      g_autoptr (SpkMatrixFigure) matrix = spk_matrix_figure_new (&all[i], &style, screen);
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 480, 440);
      cairo_t *cr = cairo_create (surface);

      figure_assert_inside ((FigureDraw) spk_topology_figure_draw, figure, 480, 440);
      figure_assert_inside ((FigureDraw) spk_matrix_figure_draw, matrix, 480, 440);
      spk_topology_figure_draw (tiny, cr);
      spk_topology_figure_draw_overlay (figure, &overlay, cr);
      g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
}

static void
test_matrix_cells_can_be_hit (void)
{
  g_autoptr (SpkTopology) motif = spk_topology_new_random (16, 0.3, 1, 1);
  SpkTopologyData data = { .size = 16, .topology = motif };
  SpkFigureStyle style = figure_test_style ();
  g_autoptr (SpkMatrixFigure) figure = spk_matrix_figure_new (&data, &style, screen);

  for (guint post = 0; post < 16; post++)
    for (guint column = 0; column < 18; column++)
      {
        SpkTopologyHit item = column < 16 ? spk_topology_data_get_intra (&data, post, column)
                                          : spk_topology_data_get_lateral (&data, post, column - 16);
        SpkTopologyHit hit;
        double x, y;

        g_assert_true (spk_matrix_figure_locate (figure, item, &x, &y));
        hit = spk_matrix_figure_hit (figure, x, y);
        g_assert_cmpint (hit.part, ==, item.part);
        g_assert_cmpuint (hit.post, ==, item.post);
        g_assert_cmpuint (hit.pre, ==, item.pre);
        g_assert_cmpint (hit.side, ==, item.side);
        g_assert_cmpint (hit.type, ==, item.type);
      }
  g_assert_cmpint (spk_matrix_figure_hit (figure, 0, 0).part, ==, SPK_TOPOLOGY_NOTHING);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/topology/draws-every-connection", test_draws_every_connection);
  g_test_add_func ("/topology/unlikely-connections-are-counted", test_unlikely_connections_are_counted);
  g_test_add_func ("/topology/shows-the-likelier-type", test_shows_the_likelier_type);
  g_test_add_func ("/topology/neurons-can-be-hit", test_neurons_can_be_hit);
  g_test_add_func ("/topology/connections-can-be-hit", test_connections_can_be_hit);
  g_test_add_func ("/topology/reverse-connections-run-apart", test_reverse_connections_run_apart);
  g_test_add_func ("/topology/sizes-can-be-hit", test_sizes_can_be_hit);
  g_test_add_func ("/topology/positions-keep-their-shape", test_positions_keep_their_shape);
  g_test_add_func ("/topology/given-view-does-not-move", test_given_view_does_not_move);
  g_test_add_func ("/topology/pins-are-known", test_pins_are_known);
  g_test_add_func ("/topology/stays-inside-at-any-size", test_stays_inside_at_any_size);
  g_test_add_func ("/topology/anything-gives-a-figure", test_anything_gives_a_figure);
  g_test_add_func ("/topology/matrix-cells-can-be-hit", test_matrix_cells_can_be_hit);
  return g_test_run ();
}
