/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "figures/spk-text.h"
#include "figures/spk-topology-private.h"
#include "motif/spk-motif-layout.h"

#define LARGEST_RADIUS_PT  12.5
#define SMALLEST_RADIUS_PT 1.5
#define RADIUS_OF_SPACING  0.34 /* radius of a neuron as a share of the distance to its neighbour */
#define REACH_OF_RADIUS    3.1  /* loops and stubs reach so far from the middle of a neuron */
#define END_GAP_PT         1.5

static double
to_units (const SpkTopologyFigure *self, double pt)
{
  return spk_figure_style_to_units (&self->style, pt);
}

static SpkRectangle
bounds_of_positions (const SpkTopologyData *data)
{
  SpkRectangle bounds = { data->positions[0], data->positions[1], 0, 0 };

  for (guint i = 1; i < data->size; i++)
    {
      double x = data->positions[2 * i], y = data->positions[2 * i + 1];

      bounds.width = MAX (bounds.x + bounds.width, x) - MIN (bounds.x, x);
      bounds.height = MAX (bounds.y + bounds.height, y) - MIN (bounds.y, y);
      bounds.x = MIN (bounds.x, x);
      bounds.y = MIN (bounds.y, y);
    }
  return bounds;
}

static double
nearest_distance (const double *positions, guint n)
{
  double nearest = INFINITY;

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < i; j++)
      {
        double distance = hypot (positions[2 * i] - positions[2 * j], positions[2 * i + 1] - positions[2 * j + 1]);

        if (distance > 0)
          nearest = MIN (nearest, distance);
      }
  return nearest;
}

static double
radius_for (const SpkTopologyFigure *self, double spacing)
{
  return CLAMP (RADIUS_OF_SPACING * spacing, to_units (self, SMALLEST_RADIUS_PT), to_units (self, LARGEST_RADIUS_PT));
}

/* Numbers that do not fit into a neuron stand outside, beyond the loops. */
static double
label_reach (const SpkTopologyFigure *self, double radius)
{
  double needed = 0.62 * spk_text_get_line_height (TRUE, &self->style);

  return radius >= needed ? 0 : 1.3 * spk_text_get_line_height (TRUE, &self->style);
}

/* The larger the motif is drawn the larger its neurons are, and the more room is needed around them: a fixed point. */
static void
fit_view (SpkTopologyFigure *self, const double *positions)
{
  SpkTopologyData data = { .size = self->n_nodes, .positions = positions };
  SpkRectangle bounds = bounds_of_positions (&data);
  double spacing = nearest_distance (positions, self->n_nodes), margin = 0;

  self->radius = to_units (self, LARGEST_RADIUS_PT);
  for (guint round = 0; round < 12; round++)
    {
      margin = REACH_OF_RADIUS * self->radius + label_reach (self, self->radius);

      double x_scale = (self->canvas.width - 2 * margin) / MAX (bounds.width, 1e-9);
      double y_scale = (self->canvas.height - 2 * margin) / MAX (bounds.height, 1e-9);

      self->view.scale = MAX (1e-6, MIN (x_scale, y_scale));
      if (self->n_nodes > 1)
        self->radius = 0.5 * (self->radius + radius_for (self, spacing * self->view.scale));
      else
        self->radius = radius_for (self, MIN (self->canvas.width, self->canvas.height) / 3);
    }
  self->radius = MIN (self->radius, 0.5 * MIN (self->canvas.width, self->canvas.height));
  self->view.x = self->canvas.x + self->canvas.width / 2 - self->view.scale * (bounds.x + bounds.width / 2);
  self->view.y = self->canvas.y + self->canvas.height / 2 - self->view.scale * (bounds.y + bounds.height / 2);
}

static void
place_nodes (SpkTopologyFigure *self, const SpkTopologyData *data)
{
  g_autofree double *positions = spk_motif_layout_choose (data->size, data->positions);
  double middle_x = 0, middle_y = 0;

  if (data->view.scale > 0)
    {
      self->view = data->view;
      self->radius = data->view.radius > 0
                         ? data->view.radius
                         : radius_for (self, nearest_distance (positions, data->size) * data->view.scale);
    }
  else
    fit_view (self, positions);

  for (guint i = 0; i < self->n_nodes; i++)
    {
      self->nodes[i].x = self->view.x + self->view.scale * positions[2 * i];
      self->nodes[i].y = self->view.y + self->view.scale * positions[2 * i + 1];
      middle_x += self->nodes[i].x / self->n_nodes;
      middle_y += self->nodes[i].y / self->n_nodes;
    }
  for (guint i = 0; i < self->n_nodes; i++)
    {
      double dx = self->nodes[i].x - middle_x, dy = self->nodes[i].y - middle_y;

      self->nodes[i].outward = hypot (dx, dy) > 1e-6 ? atan2 (dy, dx) : -G_PI / 2;
    }
  self->labels_outside = label_reach (self, self->radius) > 0;
  self->gap = MIN (to_units (self, END_GAP_PT), 0.3 * self->radius);
}

/**
 * spk_topology_figure_route:
 *
 * Returns: where a connection of the motif runs, whether it is drawn or not
 */
SpkEdgePath
spk_topology_figure_route (const SpkTopologyFigure *self, SpkTopologyHit hit)
{
  const SpkTopologyNode *post = &self->nodes[hit.post];
  double aside = G_PI / 3.1;

  if (hit.part == SPK_TOPOLOGY_LATERAL)
    return spk_edge_path_stub (post->x, post->y, post->outward + (hit.side == SPK_PREVIOUS ? -aside : aside),
                               self->radius, self->gap);
  if (hit.post == hit.pre)
    return spk_edge_path_loop (post->x, post->y, post->outward, self->radius, self->gap);
  return spk_edge_path_between (self->nodes[hit.pre].x, self->nodes[hit.pre].y, post->x, post->y, self->radius,
                                self->gap);
}

static void
add_edge (SpkTopologyFigure *self, const SpkTopologyData *data, SpkTopologyHit hit)
{
  gboolean pinned = spk_topology_data_is_pinned (data, hit);

  if (hit.probability <= 0)
    return;
  if (hit.probability < SPK_TOPOLOGY_LEAST_PROBABILITY)
    {
      self->n_hidden++;
      return;
    }
  self->has_lateral |= hit.part == SPK_TOPOLOGY_LATERAL;
  self->has_pins |= pinned;
  self->edges[self->n_edges++] = (SpkTopologyEdge){ hit, pinned, spk_topology_figure_route (self, hit) };
}

static int
compare_probability (gconstpointer a, gconstpointer b, gpointer user_data)
{
  double first = ((const SpkTopologyEdge *) a)->hit.probability;
  double second = ((const SpkTopologyEdge *) b)->hit.probability;

  return (first > second) - (first < second);
}

/* The likely ones last, so that they lie over the others. */
static void
add_edges (SpkTopologyFigure *self, const SpkTopologyData *data)
{
  guint k = self->n_nodes;

  self->edges = g_new (SpkTopologyEdge, (gsize) k * k + 2 * k);
  for (guint post = 0; post < k; post++)
    {
      for (guint pre = 0; pre < k; pre++)
        add_edge (self, data, spk_topology_data_get_intra (data, post, pre));
      add_edge (self, data, spk_topology_data_get_lateral (data, post, SPK_PREVIOUS));
      add_edge (self, data, spk_topology_data_get_lateral (data, post, SPK_NEXT));
    }
  g_qsort_with_data (self->edges, (int) self->n_edges, sizeof *self->edges, compare_probability, NULL);
}

/* Whether the bars in the upper right corner leave a circle in the canvas alone. */
static gboolean
corner_is_free (const SpkTopologyFigure *self)
{
  double radius = MIN (self->canvas.width, self->canvas.height) / 2;
  double dx = self->canvas.width / 2 - self->sizes.place.width, dy = self->canvas.height / 2 - self->sizes.place.height;

  return (dx > 0 && dy > 0 && hypot (dx, dy) > radius) || dx > radius || dy > radius;
}

/* Bars of the sizes stand in the corner, or take a column or some rows if they would lie over the motif. */
static void
make_room_for_sizes (SpkTopologyFigure *self)
{
  SpkRectangle *bars = &self->sizes.place, *canvas = &self->canvas;

  bars->x = canvas->x + canvas->width - bars->width;
  bars->y = canvas->y;
  if (self->sizes.n == 0 || corner_is_free (self))
    return;
  if (MIN (canvas->width - bars->width, canvas->height) >= MIN (canvas->width, canvas->height - bars->height))
    canvas->width = MAX (1, canvas->width - bars->width);
  else
    {
      canvas->y += bars->height;
      canvas->height = MAX (1, canvas->height - bars->height);
    }
}

static void
lay_out_canvas (SpkTopologyFigure *self)
{
  double top = spk_text_get_title_height (self->title, &self->style);
  double legend = self->style.legend ? spk_topology_figure_draw_legend (self, 0, NULL) : 0;

  self->legend_top = self->size.height - legend;
  self->canvas = (SpkRectangle){ 0, top, MAX (1, self->size.width), MAX (1, self->legend_top - top) };
  make_room_for_sizes (self);
}

/**
 * spk_topology_figure_new:
 * @data: only read during the call
 * @style: copied
 *
 * Lays a motif out. May be called in any thread.
 *
 * Returns: (transfer full): the figure
 */
SpkTopologyFigure *
spk_topology_figure_new (const SpkTopologyData *data, const SpkFigureStyle *style, SpkFigureSize size)
{
  SpkTopologyFigure *self = g_new0 (SpkTopologyFigure, 1);

  self->style = *style;
  self->size = size;
  self->title = g_strdup (data->title);
  self->relaxed = data->intra != NULL;
  self->n_nodes = data->size;
  self->nodes = g_new0 (SpkTopologyNode, data->size);
  spk_size_bars_init (&self->sizes, data->n_sizes, data->sizes, data->size_probabilities, data->shown_size, style);
  self->has_pins = data->pins != NULL;
  self->has_lateral = data->lateral != NULL || data->intra == NULL;
  lay_out_canvas (self);
  if (self->n_nodes > 0)
    {
      place_nodes (self, data);
      add_edges (self, data);
    }
  return self;
}

/**
 * spk_topology_figure_free:
 */
void
spk_topology_figure_free (SpkTopologyFigure *self)
{
  spk_size_bars_clear (&self->sizes);
  g_free (self->title);
  g_free (self->nodes);
  g_free (self->edges);
  g_free (self);
}

/**
 * spk_topology_figure_get_view:
 *
 * Returns: how positions become user units: what to give to the next figure so that nothing moves as the motif changes
 */
SpkTopologyView
spk_topology_figure_get_view (const SpkTopologyFigure *self)
{
  SpkTopologyView view = self->view;

  view.radius = self->radius;
  return view;
}

/**
 * spk_topology_figure_get_radius:
 *
 * Returns: radius of a neuron, user units
 */
double
spk_topology_figure_get_radius (const SpkTopologyFigure *self)
{
  return self->radius;
}

/**
 * spk_topology_figure_count_edges:
 *
 * Returns: number of connections that are drawn
 */
guint
spk_topology_figure_count_edges (const SpkTopologyFigure *self)
{
  return self->n_edges;
}

/**
 * spk_topology_figure_count_hidden:
 *
 * Returns: number of connections that are too unlikely to be drawn, as the corner says
 */
guint
spk_topology_figure_count_hidden (const SpkTopologyFigure *self)
{
  return self->n_hidden;
}
