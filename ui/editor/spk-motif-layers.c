/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "editor/spk-motif-layers.h"

#include <string.h>

#include "motif/spk-motif-layout.h"
#include "widgets/spk-picture-node.h"

/* Motifs of fewer connections are painted at once. */
#define MANY_EDGES 150
/* How many connections are looked at between two looks at the clock. */
#define PORTION 64
/* Microseconds without a change after which everything is painted into one picture again. */
#define SETTLING 250000

/**
 * Layer:
 * @motif: what was painted
 * @lifted: (nullable): the neurons that were left out
 * @node: (nullable): the picture, when it is ready
 * @image: (nullable): what is being painted
 * @next: how far that has come
 * @ready: whether all of it is there
 *
 * A picture, ready or not.
 */
typedef struct
{
  SpkTopology       *motif;
  SpkTopologyView    view;
  SpkFigureSize      size;
  SpkTopologyFigure *figure;
  gboolean          *lifted;
  GskRenderNode     *node;
  cairo_surface_t   *image;
  guint              next;
  gboolean           ready;
} Layer;

/**
 * SpkMotifLayers:
 * @motif: as it is to be seen
 * @figure: of it
 * @changed: when that was last another, microseconds
 * @shown: (nullable): the picture that is seen
 * @growing: (nullable): the picture that will be
 * @above: (nullable): neurons that are drawn over the picture
 */
struct _SpkMotifLayers
{
  SpkTopology       *motif;
  SpkTopologyView    view;
  SpkFigureSize      size;
  SpkFigureStyle     style;
  SpkTopologyFigure *figure;
  gint64             changed;
  Layer             *shown;
  Layer             *growing;
  gboolean          *above;
};

static void
layer_free (Layer *layer)
{
  spk_topology_unref (layer->motif);
  g_clear_pointer (&layer->figure, spk_topology_figure_free);
  g_clear_pointer (&layer->node, gsk_render_node_unref);
  g_clear_pointer (&layer->image, cairo_surface_destroy);
  g_free (layer->lifted);
  g_free (layer);
}

/**
 * spk_motif_layers_new:
 *
 * Returns: (transfer full): layers without a motif yet
 */
SpkMotifLayers *
spk_motif_layers_new (void)
{
  return g_new0 (SpkMotifLayers, 1);
}

/**
 * spk_motif_layers_free:
 */
void
spk_motif_layers_free (SpkMotifLayers *self)
{
  spk_motif_layers_forget (self);
  g_clear_pointer (&self->motif, spk_topology_unref);
  g_clear_pointer (&self->figure, spk_topology_figure_free);
  g_free (self->above);
  g_free (self);
}

/**
 * spk_motif_layers_forget:
 *
 * Gives the pictures up, as when nobody sees them or when they have to look otherwise.
 */
void
spk_motif_layers_forget (SpkMotifLayers *self)
{
  g_clear_pointer (&self->shown, layer_free);
  g_clear_pointer (&self->growing, layer_free);
  g_clear_pointer (&self->above, g_free);
}

static SpkTopologyFigure *
lay_out (SpkMotifLayers *self, SpkTopology *motif)
{
  g_autofree double *positions = spk_motif_layout_get (motif);
  SpkTopologyData data = { .size = spk_topology_get_size (motif), .topology = motif, .positions = positions,
                           .view = self->view };

  return spk_topology_figure_new (&data, &self->style, self->size);
}

static gboolean
row_differs (const SpkTopology *a, const SpkTopology *b, guint post)
{
  guint size = spk_topology_get_size (a);

  for (guint pre = 0; pre < size; pre++)
    if (spk_topology_get_intra (a, post, pre) != spk_topology_get_intra (b, post, pre))
      return TRUE;
  for (guint side = SPK_PREVIOUS; side <= SPK_NEXT; side++)
    if (spk_topology_get_lateral (a, post, side) != spk_topology_get_lateral (b, post, side))
      return TRUE;
  return FALSE;
}

/*
 * The neurons that have to be drawn anew where @b is to be seen instead of @a: those that moved, and those that have another
 * connection to them. %NULL where the two have nothing to do with each other.
 */
static gboolean *
compare (const SpkTopology *a, const SpkTopology *b, guint *n)
{
  guint size = spk_topology_get_size (a);
  g_autofree double *from = NULL, *to = NULL;
  gboolean *changed;

  *n = 0;
  if (size != spk_topology_get_size (b))
    return NULL;
  from = spk_motif_layout_get (a);
  to = spk_motif_layout_get (b);
  changed = g_new0 (gboolean, size);
  for (guint i = 0; a != b && i < size; i++)
    {
      changed[i] = from[2 * i] != to[2 * i] || from[2 * i + 1] != to[2 * i + 1] || row_differs (a, b, i);
      *n += changed[i];
    }
  return changed;
}

/* Whether a picture that lacks @lifted can stay the background of what has these @changed neurons. */
static gboolean
covers (const gboolean *lifted, const gboolean *changed, guint size)
{
  for (guint i = 0; i < size; i++)
    if (changed[i] && !(lifted && lifted[i]))
      return FALSE;
  return TRUE;
}

/* @lifted: (transfer full) (nullable) */
static void
start (SpkMotifLayers *self, gboolean *lifted)
{
  Layer *layer = g_new0 (Layer, 1);

  layer->motif = spk_topology_ref (self->motif);
  layer->view = self->view;
  layer->size = self->size;
  layer->lifted = lifted;
  layer->figure = lay_out (self, self->motif);
  layer->image = spk_picture_node_make_image (self->size);
  g_clear_pointer (&self->growing, layer_free);
  self->growing = layer;
}

static void
find_above (SpkMotifLayers *self)
{
  guint size = spk_topology_get_size (self->motif), n;

  g_clear_pointer (&self->above, g_free);
  if (!self->shown)
    return;
  self->above = compare (self->shown->motif, self->motif, &n);
  for (guint i = 0; self->above && self->shown->lifted && i < size; i++)
    {
      self->above[i] |= self->shown->lifted[i];
      n += self->above[i];
    }
  if (n == 0)
    g_clear_pointer (&self->above, g_free);
}

static gboolean
same_place (const Layer *layer, SpkTopologyView view, SpkFigureSize size)
{
  return memcmp (&layer->view, &view, sizeof view) == 0 && layer->size.width == size.width &&
         layer->size.height == size.height && layer->size.pixels_per_unit == size.pixels_per_unit;
}

static void
retarget (SpkMotifLayers *self)
{
  Layer *target = self->growing ? self->growing : self->shown;
  guint size = spk_topology_get_size (self->motif), n;
  g_autofree gboolean *changed = NULL;

  if (!target || !same_place (target, self->view, self->size))
    {
      start (self, NULL);
      return;
    }
  changed = compare (target->motif, self->motif, &n);
  if (changed && covers (target->lifted, changed, size))
    return;
  if (!changed || spk_topology_figure_count_edges (self->figure) < MANY_EDGES || n > size / 2)
    start (self, NULL);
  else
    start (self, g_steal_pointer (&changed));
}

/**
 * spk_motif_layers_update:
 * @motif: what is to be seen
 * @view: of the positions
 * @now: microseconds
 *
 * Says what is to be seen; painting it is left to spk_motif_layers_paint().
 */
void
spk_motif_layers_update (SpkMotifLayers *self, SpkTopology *motif, SpkTopologyView view, const SpkFigureStyle *style,
                         SpkFigureSize size, gint64 now)
{
  SpkTopology *before = self->motif;

  self->motif = spk_topology_ref (motif);
  g_clear_pointer (&before, spk_topology_unref);
  self->view = view;
  self->style = *style;
  self->size = size;
  self->changed = now;
  g_clear_pointer (&self->figure, spk_topology_figure_free);
  self->figure = lay_out (self, motif);
  retarget (self);
  find_above (self);
}

static void
show_grown (SpkMotifLayers *self)
{
  Layer *layer = g_steal_pointer (&self->growing);

  layer->node = spk_picture_node_new (layer->image, layer->size);
  g_clear_pointer (&layer->image, cairo_surface_destroy);
  g_clear_pointer (&layer->figure, spk_topology_figure_free);
  g_clear_pointer (&self->shown, layer_free);
  self->shown = layer;
  find_above (self);
}

/* At once where there is nothing to be seen until then, or not much to do. */
static gboolean
is_urgent (SpkMotifLayers *self)
{
  return !self->shown || spk_topology_figure_count_edges (self->growing->figure) < MANY_EDGES;
}

static void
grow (SpkMotifLayers *self, gint64 end, gboolean urgent)
{
  Layer *layer = self->growing;
  cairo_t *cr = cairo_create (layer->image);

  if (layer->next == 0)
    {
      spk_figure_style_set_source (&self->style, SPK_ROLE_BACKGROUND, cr);
      cairo_paint (cr);
    }
  do
    layer->ready = spk_topology_figure_draw_some (layer->figure, &layer->next, PORTION, layer->lifted, cr);
  while (!layer->ready && (urgent || g_get_monotonic_time () < end));
  cairo_destroy (cr);
}

/* That all of the canvas is another takes a frame of its own. */
static void
grow_or_show (SpkMotifLayers *self, gint64 budget)
{
  gboolean urgent = is_urgent (self), ready = self->growing->ready;

  if (!ready)
    grow (self, g_get_monotonic_time () + budget, urgent);
  if (self->growing->ready && (ready || urgent))
    show_grown (self);
}

/**
 * spk_motif_layers_paint:
 * @now: microseconds
 * @budget: how long it may take, microseconds
 *
 * Goes on with painting.
 *
 * Returns: whether there is nothing left to paint
 */
gboolean
spk_motif_layers_paint (SpkMotifLayers *self, gint64 now, gint64 budget)
{
  if (!self->motif)
    return TRUE;
  if (!self->growing && self->above && now - self->changed >= SETTLING)
    start (self, NULL);
  if (self->growing)
    grow_or_show (self, budget);
  return !self->growing && !self->above;
}

/* A picture of another view is moved and stretched until there is one of this view. */
static void
place_picture (SpkMotifLayers *self, GtkSnapshot *snapshot)
{
  const Layer *layer = self->shown;
  double scale = self->view.scale / layer->view.scale;

  if (same_place (layer, self->view, layer->size))
    return;
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (self->view.x - scale * layer->view.x,
                                                          self->view.y - scale * layer->view.y));
  gtk_snapshot_scale (snapshot, scale, scale);
}

static void
append_background (SpkMotifLayers *self, GtkSnapshot *snapshot)
{
  SpkColour colour = self->style.colours[SPK_ROLE_BACKGROUND];

  gtk_snapshot_append_color (snapshot, &(GdkRGBA){ colour.red, colour.green, colour.blue, 1 },
                             &GRAPHENE_RECT_INIT (0, 0, self->size.width, self->size.height));
}

/**
 * spk_motif_layers_snapshot:
 *
 * Shows what was painted, and draws what is to be drawn over it.
 */
void
spk_motif_layers_snapshot (SpkMotifLayers *self, GtkSnapshot *snapshot)
{
  if (!self->shown)
    return;
  if (!same_place (self->shown, self->view, self->size))
    append_background (self, snapshot);
  gtk_snapshot_save (snapshot);
  place_picture (self, snapshot);
  gtk_snapshot_append_node (snapshot, self->shown->node);
  gtk_snapshot_restore (snapshot);
  if (self->above)
    {
      cairo_t *cr = gtk_snapshot_append_cairo (snapshot,
                                               &GRAPHENE_RECT_INIT (0, 0, self->size.width, self->size.height));

      spk_topology_figure_draw_lifted (self->figure, self->above, cr);
      cairo_destroy (cr);
    }
}

/**
 * spk_motif_layers_get_figure:
 *
 * Returns: (transfer none) (nullable): the figure of the motif as it is to be seen
 */
const SpkTopologyFigure *
spk_motif_layers_get_figure (SpkMotifLayers *self)
{
  return self->figure;
}
