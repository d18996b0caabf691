/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dashboard/spk-scatter-plot.h"

#include <glib/gi18n.h>
#include <math.h>

#include "figures/spk-scatter-figure.h"

/**
 * SpkScatterPlot:
 *
 * R against tau_m of the shown layer, a point a neuron. A click selects a neuron with its motif.
 */
struct _SpkScatterPlot
{
  SpkSessionPlot parent_instance;
};

G_DEFINE_FINAL_TYPE (SpkScatterPlot, spk_scatter_plot, SPK_TYPE_SESSION_PLOT)

static SpkSession *
session_of (gpointer self)
{
  return spk_session_plot_get_session (SPK_SESSION_PLOT (self));
}

/* The shown layer, if numbers of its neurons were kept. */
static const SpkLayerRecord *
get_layer (gpointer self)
{
  const SpkLayerRecord *layer = session_of (self) ? spk_session_get_layer_record (session_of (self)) : NULL;

  return layer && layer->neuron_tau_m && layer->neuron_resistance ? layer : NULL;
}

static double *
to_doubles (const float *values, guint n)
{
  double *doubles = g_new (double, n);

  for (guint i = 0; i < n; i++)
    doubles[i] = values[i];
  return doubles;
}

static gpointer
spk_scatter_plot_layout (SpkPlotWidget *plot, const SpkFigureStyle *style, SpkFigureSize size)
{
  const SpkLayerRecord *layer = get_layer (plot);
  g_autofree double *xs = NULL;
  g_autofree double *ys = NULL;
  guint motif_size;

  if (!layer)
    return NULL;
  xs = to_doubles (layer->neuron_tau_m, layer->neurons);
  ys = to_doubles (layer->neuron_resistance, layer->neurons);
  motif_size = spk_session_get_motif_size (session_of (plot));

  const SpkScatterData data = {
    .x = SPK_AXIS_SPEC_INIT (_("τₘ"), _("steps")),
    .y = SPK_AXIS_SPEC_INIT (_("R"), NULL),
    .n = layer->neurons,
    .xs = xs,
    .ys = ys,
    .motif_size = motif_size > 1 ? motif_size : 0,
  };

  return spk_scatter_figure_new (&data, style, size);
}

static const char *
spk_scatter_plot_get_note (SpkPlotWidget *plot)
{
  SpkSession *session = session_of (plot);

  return session && spk_session_get_record (session) ? _("This run kept no numbers of single neurons")
                                                     : _("No neurons yet");
}

static void
spk_scatter_plot_release (gpointer figure)
{
  spk_scatter_figure_free (figure);
}

static void
spk_scatter_plot_draw (gconstpointer figure, cairo_t *cr)
{
  spk_scatter_figure_draw (figure, cr);
}

static char *
format_tip (SpkScatterPlot *self, int neuron)
{
  const SpkLayerRecord *layer = get_layer (self);
  guint motif_size = spk_session_get_motif_size (session_of (self));
  g_autofree char *numbers = NULL;

  if (!layer || neuron < 0 || (guint) neuron >= layer->neurons)
    return NULL;
  numbers = g_strdup_printf (_("R %.2f · τₘ %.2f steps"), layer->neuron_resistance[neuron], layer->neuron_tau_m[neuron]);
  if (motif_size <= 1)
    return g_strdup_printf (_("neuron %d · %s"), neuron, numbers);
  return g_strdup_printf (_("motif %d, neuron %d · %s"), neuron / (int) motif_size, neuron, numbers);
}

static void
spk_scatter_plot_draw_overlay (SpkPlotWidget *plot, gconstpointer figure, cairo_t *cr)
{
  SpkSession *session = session_of (plot);
  const SpkHover *hover = spk_session_get_hover (session);
  SpkScatterOverlay overlay = SPK_SCATTER_OVERLAY_INIT;
  g_autofree char *tip = NULL;

  overlay.selected = spk_session_get_selected_neuron (session);
  overlay.selected_motif = spk_session_get_selected_motif (session);
  if (hover && hover->kind == SPK_HOVER_NEURON)
    overlay.hover = (int) hover->neuron;
  if (overlay.hover >= 0 && isnan (hover->time))
    overlay.tip = tip = format_tip (SPK_SCATTER_PLOT (plot), overlay.hover);
  spk_scatter_figure_draw_overlay (figure, &overlay, cr);
}

static char *
spk_scatter_plot_describe (SpkPlotWidget *plot)
{
  const SpkLayerRecord *layer = get_layer (plot);
  double resistance = 0, tau_m = 0;

  for (guint i = 0; layer && i < layer->neurons; i++)
    {
      resistance += layer->neuron_resistance[i] / layer->neurons;
      tau_m += layer->neuron_tau_m[i] / layer->neurons;
    }
  return g_strdup_printf (_("%u neurons, mean R %.2f, mean τₘ %.2f steps"), layer ? layer->neurons : 0, resistance,
                          tau_m);
}

static void
hover_neuron (SpkScatterPlot *self, int neuron)
{
  SpkHover hover = { .kind = SPK_HOVER_NEURON, .neuron = MAX (0, neuron), .time = NAN };

  spk_session_set_hover (session_of (self), neuron >= 0 ? &hover : NULL);
}

static void
spk_scatter_plot_hover (SpkPlotWidget *plot, double x, double y)
{
  hover_neuron (SPK_SCATTER_PLOT (plot), spk_scatter_figure_hit (spk_plot_widget_get_figure (plot), x, y));
}

static void
spk_scatter_plot_pick (SpkPlotWidget *plot, double x, double y)
{
  spk_session_plot_pick_neuron (SPK_SESSION_PLOT (plot),
                                spk_scatter_figure_hit (spk_plot_widget_get_figure (plot), x, y));
}

static void
spk_scatter_plot_activate_hovered (SpkPlotWidget *plot)
{
  const SpkHover *hover = spk_session_get_hover (session_of (plot));

  if (hover && hover->kind == SPK_HOVER_NEURON)
    spk_session_plot_pick_neuron (SPK_SESSION_PLOT (plot), (int) hover->neuron);
}

/* From neuron to neuron, by index. */
static gboolean
spk_scatter_plot_move (SpkPlotWidget *plot, int dx, int dy)
{
  SpkSession *session = session_of (plot);
  const SpkLayerRecord *layer = get_layer (plot);
  const SpkHover *hover = spk_session_get_hover (session);
  int neuron = MAX (0, spk_session_get_selected_neuron (session));

  if (!layer)
    return FALSE;
  if (hover && hover->kind == SPK_HOVER_NEURON)
    neuron = (int) hover->neuron + dx + dy;
  hover_neuron (SPK_SCATTER_PLOT (plot), CLAMP (neuron, 0, (int) layer->neurons - 1));
  return TRUE;
}

static void
spk_scatter_plot_class_init (SpkScatterPlotClass *klass)
{
  static const char *const data[] = { "record", "layer", "motif-size", NULL };
  static const char *const overlay[] = { "selected-neuron", "selected-motif", "hover", NULL };
  SpkPlotWidgetClass *plot_class = SPK_PLOT_WIDGET_CLASS (klass);

  SPK_SESSION_PLOT_CLASS (klass)->data_properties = data;
  SPK_SESSION_PLOT_CLASS (klass)->overlay_properties = overlay;
  plot_class->layout = spk_scatter_plot_layout;
  plot_class->get_note = spk_scatter_plot_get_note;
  plot_class->release = spk_scatter_plot_release;
  plot_class->draw = spk_scatter_plot_draw;
  plot_class->draw_overlay = spk_scatter_plot_draw_overlay;
  plot_class->describe = spk_scatter_plot_describe;
  plot_class->hover = spk_scatter_plot_hover;
  plot_class->pick = spk_scatter_plot_pick;
  plot_class->activate_hovered = spk_scatter_plot_activate_hovered;
  plot_class->move = spk_scatter_plot_move;
}

static void
spk_scatter_plot_init (SpkScatterPlot *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("R and τₘ"), -1);
}

/**
 * spk_scatter_plot_new:
 *
 * Returns: (transfer floating): a scatter plot without a session
 */
SpkScatterPlot *
spk_scatter_plot_new (void)
{
  return g_object_new (SPK_TYPE_SCATTER_PLOT, NULL);
}
