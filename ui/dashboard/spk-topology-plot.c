/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dashboard/spk-topology-plot.h"

#include <glib/gi18n.h>
#include <math.h>

#include "dashboard/spk-topology-source.h"
#include "figures/spk-topology-figure.h"

/**
 * SpkTopologyPlot:
 *
 * The motif of the shown layer: its connections with their probabilities, and how likely each size is. Its neurons
 * are those of the selected motif, or of the first one.
 *
 * Property: "chosen-size" (uint, rw): the searched size that is shown, 0 for the likeliest.
 */
struct _SpkTopologyPlot
{
  SpkSessionPlot parent_instance;

  SpkTopologySource source;
  guint             chosen_size;
  int               pointed_size; /* index of the bar under the pointer, -1 for none */
};

enum
{
  PROP_0,
  PROP_CHOSEN_SIZE,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (SpkTopologyPlot, spk_topology_plot, SPK_TYPE_SESSION_PLOT)

static SpkSession *
session_of (gpointer self)
{
  return spk_session_plot_get_session (SPK_SESSION_PLOT (self));
}

static gpointer
spk_topology_plot_layout (SpkPlotWidget *plot, const SpkFigureStyle *style, SpkFigureSize size)
{
  SpkTopologyPlot *self = SPK_TOPOLOGY_PLOT (plot);

  if (!session_of (self) || !spk_topology_source_update (&self->source, session_of (self), self->chosen_size))
    return NULL;
  return spk_topology_figure_new (&self->source.data, style, size);
}

static const char *
spk_topology_plot_get_note (SpkPlotWidget *plot)
{
  SpkSession *session = session_of (plot);

  return session && spk_session_get_record (session) ? _("This layer has no motif") : _("No motif yet");
}

static void
spk_topology_plot_release (gpointer figure)
{
  spk_topology_figure_free (figure);
}

static void
spk_topology_plot_draw (gconstpointer figure, cairo_t *cr)
{
  spk_topology_figure_draw (figure, cr);
}

/* Whether the neurons of what is shown are those of the layer, which has motifs of the likeliest size. */
static gboolean
shows_neurons (SpkTopologyPlot *self)
{
  return self->source.data.size == spk_session_get_motif_size (session_of (self));
}

static guint
motif_of (SpkTopologyPlot *self)
{
  return MAX (0, spk_session_get_selected_motif (session_of (self)));
}

static SpkTopologyHit
find_hover (SpkTopologyPlot *self)
{
  const SpkHover *hover = spk_session_get_hover (session_of (self));
  guint size = self->source.data.size;

  if (self->pointed_size >= 0)
    return (SpkTopologyHit){ .part = SPK_TOPOLOGY_SIZE, .post = self->pointed_size };
  if (!hover)
    return (SpkTopologyHit){ 0 };
  if (hover->kind == SPK_HOVER_NEURON && shows_neurons (self))
    return (SpkTopologyHit){ .part = SPK_TOPOLOGY_NEURON, .post = hover->neuron % size };
  if (hover->kind == SPK_HOVER_CONNECTION && hover->pre < size && hover->post < size)
    return spk_topology_data_get_intra (&self->source.data, hover->post, hover->pre);
  if (hover->kind == SPK_HOVER_LATERAL && hover->post < size)
    return spk_topology_data_get_lateral (&self->source.data, hover->post, hover->side);
  return (SpkTopologyHit){ 0 };
}

static char *
format_connection (const SpkTopologyHit *hit)
{
  const char *type = hit->type == SPK_EXCITATORY ? _("excitatory") : _("inhibitory");

  if (hit->part == SPK_TOPOLOGY_INTRA)
    return g_strdup_printf (_("%u → %u · %s · p = %.2f"), hit->pre, hit->post, type, hit->probability);
  return g_strdup_printf (hit->side == SPK_PREVIOUS ? _("previous motif → %u · %s · p = %.2f")
                                                    : _("next motif → %u · %s · p = %.2f"),
                          hit->post, type, hit->probability);
}

/* Mean over the neurons at a place in all motifs, spikes a step; NaN where it is not known. */
static double
mean_rate_at (SpkTopologyPlot *self, guint position)
{
  const SpkLayerRecord *layer = spk_session_get_layer_record (session_of (self));
  guint size = self->source.data.size, n = 0;
  double sum = 0;

  if (!layer || !layer->neuron_rates)
    return NAN;
  for (guint neuron = position; neuron < layer->neurons; neuron += size, n++)
    sum += layer->neuron_rates[neuron];
  return n > 0 ? sum / n : NAN;
}

static char *
format_neuron (SpkTopologyPlot *self, guint position)
{
  double rate = mean_rate_at (self, position);

  if (isnan (rate))
    return g_strdup_printf (_("neuron %u"), position);
  return g_strdup_printf (_("neuron %u · %.3f spikes a step in all motifs"), position, rate);
}

/* Only beside the pointer, not where another view's pointer is. */
static char *
format_tip (SpkTopologyPlot *self, const SpkTopologyHit *hit)
{
  const SpkHover *hover = spk_session_get_hover (session_of (self));

  switch (hit->part)
    {
    case SPK_TOPOLOGY_SIZE:
      return g_strdup_printf (_("size %u · p = %.2f"), self->source.sizes[hit->post],
                              self->source.probabilities[hit->post]);
    case SPK_TOPOLOGY_NEURON:
      return isnan (hover->time) ? format_neuron (self, hit->post) : NULL;
    case SPK_TOPOLOGY_INTRA:
    case SPK_TOPOLOGY_LATERAL:
      return format_connection (hit);
    case SPK_TOPOLOGY_NOTHING:
    default:
      return NULL;
    }
}

static void
spk_topology_plot_draw_overlay (SpkPlotWidget *plot, gconstpointer figure, cairo_t *cr)
{
  SpkTopologyPlot *self = SPK_TOPOLOGY_PLOT (plot);
  int selected = spk_session_get_selected_neuron (session_of (self));
  SpkTopologyOverlay overlay = SPK_TOPOLOGY_OVERLAY_INIT;
  g_autofree char *tip = NULL;

  overlay.hover = find_hover (self);
  overlay.tip = tip = format_tip (self, &overlay.hover);
  if (selected >= 0 && shows_neurons (self))
    overlay.selected_neuron = selected % (int) self->source.data.size;
  spk_topology_figure_draw_overlay (figure, &overlay, cr);
}

static char *
spk_topology_plot_describe (SpkPlotWidget *plot)
{
  SpkTopologyPlot *self = SPK_TOPOLOGY_PLOT (plot);
  const SpkTopologyData *data = &self->source.data;
  guint edges = spk_topology_figure_count_edges (spk_plot_widget_get_figure (plot));
  g_autofree char *connections =
      g_strdup_printf (ngettext ("%u connection drawn", "%u connections drawn", edges), edges);

  if (data->n_sizes == 0)
    return g_strdup_printf (_("Motif of %u neurons, %s"), data->size, connections);
  return g_strdup_printf (_("Motif of %u neurons with probability %.2f, %s"), data->size,
                          data->size_probabilities[data->shown_size], connections);
}

static void
point_at_size (SpkTopologyPlot *self, int index)
{
  if (self->pointed_size == index)
    return;
  self->pointed_size = index;
  spk_plot_widget_invalidate_overlay (SPK_PLOT_WIDGET (self));
}

static void
set_hover (SpkTopologyPlot *self, SpkTopologyHit hit)
{
  SpkHover hover = { .pre = hit.pre, .post = hit.post, .side = hit.side };

  if (hit.part == SPK_TOPOLOGY_INTRA)
    hover = (SpkHover){ .kind = SPK_HOVER_CONNECTION, .pre = hit.pre, .post = hit.post };
  else if (hit.part == SPK_TOPOLOGY_LATERAL)
    hover = (SpkHover){ .kind = SPK_HOVER_LATERAL, .post = hit.post, .side = hit.side };
  else if (hit.part == SPK_TOPOLOGY_NEURON && shows_neurons (self))
    hover = (SpkHover){ .kind = SPK_HOVER_NEURON, .time = NAN,
                        .neuron = motif_of (self) * self->source.data.size + hit.post };
  else
    hover.kind = SPK_HOVER_NONE;
  spk_session_set_hover (session_of (self), hover.kind == SPK_HOVER_NONE ? NULL : &hover);
}

static void
spk_topology_plot_hover (SpkPlotWidget *plot, double x, double y)
{
  SpkTopologyPlot *self = SPK_TOPOLOGY_PLOT (plot);
  SpkTopologyHit hit = spk_topology_figure_hit (spk_plot_widget_get_figure (plot), x, y);

  point_at_size (self, hit.part == SPK_TOPOLOGY_SIZE ? (int) hit.post : -1);
  set_hover (self, hit);
}

static void
spk_topology_plot_leave (SpkPlotWidget *plot)
{
  point_at_size (SPK_TOPOLOGY_PLOT (plot), -1);
  SPK_PLOT_WIDGET_CLASS (spk_topology_plot_parent_class)->leave (plot);
}

/* The bar of the likeliest size, or of the chosen one, returns to following the likeliest. */
static void
pick_size (SpkTopologyPlot *self, guint index)
{
  const SpkLayerRecord *layer = spk_session_get_layer_record (session_of (self));
  guint size = self->source.sizes[index];
  gboolean follows = size == self->chosen_size || index == spk_layer_record_find_likeliest (layer);

  spk_topology_plot_set_chosen_size (self, follows ? 0 : size);
}

static void
pick_hit (SpkTopologyPlot *self, SpkTopologyHit hit)
{
  if (hit.part == SPK_TOPOLOGY_SIZE)
    pick_size (self, hit.post);
  else if (hit.part == SPK_TOPOLOGY_NEURON && shows_neurons (self))
    spk_session_plot_pick_neuron (SPK_SESSION_PLOT (self), motif_of (self) * self->source.data.size + hit.post);
  else if (hit.part == SPK_TOPOLOGY_NOTHING)
    spk_session_plot_pick_neuron (SPK_SESSION_PLOT (self), -1);
}

static void
spk_topology_plot_pick (SpkPlotWidget *plot, double x, double y)
{
  pick_hit (SPK_TOPOLOGY_PLOT (plot), spk_topology_figure_hit (spk_plot_widget_get_figure (plot), x, y));
}

static void
spk_topology_plot_activate_hovered (SpkPlotWidget *plot)
{
  SpkTopologyPlot *self = SPK_TOPOLOGY_PLOT (plot);

  pick_hit (self, find_hover (self));
}

/* Left and right go from neuron to neuron, up and down through the connections that end there. */
static gboolean
spk_topology_plot_move (SpkPlotWidget *plot, int dx, int dy)
{
  SpkTopologyPlot *self = SPK_TOPOLOGY_PLOT (plot);
  int size = (int) self->source.data.size, pre = -1, post;
  SpkTopologyHit last = find_hover (self), next;

  if (size == 0)
    return FALSE;
  if (last.part == SPK_TOPOLOGY_NOTHING || last.part == SPK_TOPOLOGY_SIZE)
    {
      set_hover (self, (SpkTopologyHit){ .part = SPK_TOPOLOGY_NEURON });
      return TRUE;
    }
  if (last.part == SPK_TOPOLOGY_INTRA)
    pre = (int) last.pre;
  else if (last.part == SPK_TOPOLOGY_LATERAL)
    pre = size + (int) last.side;
  post = (((int) last.post + dx) % size + size) % size;
  pre = CLAMP (pre + dy, -1, size + 1);
  if (pre < 0)
    next = (SpkTopologyHit){ .part = SPK_TOPOLOGY_NEURON, .post = post };
  else if (pre < size)
    next = (SpkTopologyHit){ .part = SPK_TOPOLOGY_INTRA, .post = post, .pre = pre };
  else
    next = (SpkTopologyHit){ .part = SPK_TOPOLOGY_LATERAL, .post = post, .side = pre - size };
  set_hover (self, next);
  return TRUE;
}

static void
spk_topology_plot_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_CHOSEN_SIZE:
      g_value_set_uint (value, SPK_TOPOLOGY_PLOT (object)->chosen_size);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spk_topology_plot_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_CHOSEN_SIZE:
      spk_topology_plot_set_chosen_size (SPK_TOPOLOGY_PLOT (object), g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spk_topology_plot_dispose (GObject *object)
{
  spk_topology_source_clear (&SPK_TOPOLOGY_PLOT (object)->source);
  G_OBJECT_CLASS (spk_topology_plot_parent_class)->dispose (object);
}

static void
spk_topology_plot_class_init (SpkTopologyPlotClass *klass)
{
  static const char *const data[] = { "record", "layer", NULL };
  static const char *const overlay[] = { "motif-size", "selected-neuron", "selected-motif", "hover", NULL };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  SpkPlotWidgetClass *plot_class = SPK_PLOT_WIDGET_CLASS (klass);

  object_class->dispose = spk_topology_plot_dispose;
  object_class->get_property = spk_topology_plot_get_property;
  object_class->set_property = spk_topology_plot_set_property;
  properties[PROP_CHOSEN_SIZE] =
      g_param_spec_uint ("chosen-size", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  SPK_SESSION_PLOT_CLASS (klass)->data_properties = data;
  SPK_SESSION_PLOT_CLASS (klass)->overlay_properties = overlay;
  plot_class->layout = spk_topology_plot_layout;
  plot_class->get_note = spk_topology_plot_get_note;
  plot_class->release = spk_topology_plot_release;
  plot_class->draw = spk_topology_plot_draw;
  plot_class->draw_overlay = spk_topology_plot_draw_overlay;
  plot_class->describe = spk_topology_plot_describe;
  plot_class->hover = spk_topology_plot_hover;
  plot_class->leave = spk_topology_plot_leave;
  plot_class->pick = spk_topology_plot_pick;
  plot_class->activate_hovered = spk_topology_plot_activate_hovered;
  plot_class->move = spk_topology_plot_move;
}

static void
spk_topology_plot_init (SpkTopologyPlot *self)
{
  self->pointed_size = -1;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Motif"), -1);
}

/**
 * spk_topology_plot_new:
 *
 * Returns: (transfer floating): a motif without a session
 */
SpkTopologyPlot *
spk_topology_plot_new (void)
{
  return g_object_new (SPK_TYPE_TOPOLOGY_PLOT, NULL);
}

/**
 * spk_topology_plot_get_chosen_size:
 *
 * Returns: the searched size that is shown, 0 for the likeliest
 */
guint
spk_topology_plot_get_chosen_size (SpkTopologyPlot *self)
{
  g_return_val_if_fail (SPK_IS_TOPOLOGY_PLOT (self), 0);

  return self->chosen_size;
}

/**
 * spk_topology_plot_set_chosen_size:
 * @size: one of the searched sizes, 0 for the likeliest
 */
void
spk_topology_plot_set_chosen_size (SpkTopologyPlot *self, guint size)
{
  g_return_if_fail (SPK_IS_TOPOLOGY_PLOT (self));

  if (self->chosen_size == size)
    return;
  self->chosen_size = size;
  spk_plot_widget_invalidate (SPK_PLOT_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOSEN_SIZE]);
}
