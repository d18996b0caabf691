/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dashboard/spk-histogram-plot.h"

#include <glib/gi18n.h>
#include <math.h>

#include "figures/spk-histogram-figure.h"
#include "figures/spk-number.h"
#include "figures/spk-shape.h"

#define N_PANELS 3

/**
 * SpkHistogramPlot:
 *
 * How the firing rates of the shown layer are distributed, against the exponential distribution that self-repair aims at,
 * with R and tau_m beside them. The selected neuron, or the one under the pointer in any view, is marked.
 *
 * Property: "logarithmic" (boolean, rw): counts on a logarithmic axis.
 */
struct _SpkHistogramPlot
{
  SpkSessionPlot parent_instance;

  gboolean        logarithmic;
  SpkHistogramHit pointed;
};

enum
{
  PROP_0,
  PROP_LOGARITHMIC,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (SpkHistogramPlot, spk_histogram_plot, SPK_TYPE_SESSION_PLOT)

static SpkSession *
session_of (gpointer self)
{
  return spk_session_plot_get_session (SPK_SESSION_PLOT (self));
}

/* Mean of the distribution aimed at; NaN where neurons do not repair themselves. */
static double
find_target (SpkSession *session)
{
  SpkRunDocument *document = spk_session_get_document (session);
  const SpkRunDescription *description = document ? spk_run_document_get_description (document) : NULL;

  return description && description->settings->plasticity ? description->settings->plasticity_mean : NAN;
}

static gpointer
spk_histogram_plot_layout (SpkPlotWidget *plot, const SpkFigureStyle *style, SpkFigureSize size)
{
  SpkHistogramPlot *self = SPK_HISTOGRAM_PLOT (plot);
  SpkSession *session = session_of (self);
  const SpkLayerRecord *layer = session ? spk_session_get_layer_record (session) : NULL;

  if (!layer)
    return NULL;

  const SpkHistogramPanel panels[N_PANELS] = {
    { .x = SPK_AXIS_SPEC_INIT (_("rate"), _("spikes/step")), .histogram = &layer->rates,
      .target_mean = find_target (session), .logarithmic = self->logarithmic },
    { .x = SPK_AXIS_SPEC_INIT (_("R"), NULL), .histogram = &layer->resistance, .target_mean = NAN,
      .logarithmic = self->logarithmic },
    { .x = SPK_AXIS_SPEC_INIT (_("τₘ"), _("steps")), .histogram = &layer->tau_m, .target_mean = NAN,
      .logarithmic = self->logarithmic },
  };
  const SpkHistogramData data = { .y_title = _("neurons × samples"), .n_panels = N_PANELS, .panels = panels };

  return spk_histogram_figure_new (&data, style, size);
}

static const char *
spk_histogram_plot_get_note (SpkPlotWidget *plot)
{
  return _("No firing rates yet");
}

static void
spk_histogram_plot_release (gpointer figure)
{
  spk_histogram_figure_free (figure);
}

static void
spk_histogram_plot_draw (gconstpointer figure, cairo_t *cr)
{
  spk_histogram_figure_draw (figure, cr);
}

static int
find_bin (const SpkHistogram *histogram, double value)
{
  double place = (value - histogram->low) / (histogram->high - histogram->low) * histogram->n_bins;

  return histogram->n_bins > 0 && place >= 0 ? (int) MIN (place, histogram->n_bins - 1) : -1;
}

/* A mark that points at the bin a neuron is in. */
static void
mark_value (SpkHistogramPlot *self, const SpkHistogramFigure *figure, guint panel, const SpkHistogram *histogram,
            const float *values, guint neuron, cairo_t *cr)
{
  const SpkFigureStyle *style = spk_plot_widget_get_style (SPK_PLOT_WIDGET (self));
  int bin = values ? find_bin (histogram, values[neuron]) : -1;
  double length = spk_figure_style_to_units (style, 6);
  SpkRectangle bar, plot;

  if (bin < 0)
    return;
  bar = spk_histogram_figure_get_bar (figure, panel, bin);
  plot = spk_histogram_figure_get_plot (figure, panel);
  if (bar.width <= 0)
    return;
  spk_figure_style_set_source (style, SPK_ROLE_ACCENT, cr);
  spk_shape_rectangle (bar, cr);
  cairo_fill (cr);
  spk_shape_arrow_head (bar.x + bar.width / 2, MAX (plot.y + length, bar.y - 1), G_PI / 2, length, length, cr);
  cairo_fill (cr);
}

static void
mark_neuron (SpkHistogramPlot *self, const SpkHistogramFigure *figure, cairo_t *cr)
{
  SpkSession *session = session_of (self);
  const SpkLayerRecord *layer = spk_session_get_layer_record (session);
  const SpkHover *hover = spk_session_get_hover (session);
  int neuron = hover && hover->kind == SPK_HOVER_NEURON ? (int) hover->neuron
                                                        : spk_session_get_selected_neuron (session);

  if (!layer || neuron < 0 || (guint) neuron >= layer->neurons)
    return;
  mark_value (self, figure, 0, &layer->rates, layer->neuron_rates, neuron, cr);
  mark_value (self, figure, 1, &layer->resistance, layer->neuron_resistance, neuron, cr);
  mark_value (self, figure, 2, &layer->tau_m, layer->neuron_tau_m, neuron, cr);
}

static char *
format_tip (const SpkHistogramHit *hit)
{
  double percent = hit->total > 0 ? 100.0 * hit->count / hit->total : 0;
  g_autofree char *count = spk_number_format_count (hit->count);

  if (hit->panel < 0 || hit->bin < 0)
    return NULL;
  if (hit->panel == 0)
    return g_strdup_printf (_("%.3g to %.3g spikes/step: %s (%.1f %%)"), hit->low, hit->high, count, percent);
  if (hit->panel == 1)
    return g_strdup_printf (_("R %.3g to %.3g: %s (%.1f %%)"), hit->low, hit->high, count, percent);
  return g_strdup_printf (_("τₘ %.3g to %.3g steps: %s (%.1f %%)"), hit->low, hit->high, count, percent);
}

static void
spk_histogram_plot_draw_overlay (SpkPlotWidget *plot, gconstpointer figure, cairo_t *cr)
{
  SpkHistogramPlot *self = SPK_HISTOGRAM_PLOT (plot);
  g_autofree char *tip = format_tip (&self->pointed);
  SpkHistogramOverlay overlay = { .hover = self->pointed, .tip = tip };

  mark_neuron (self, figure, cr);
  spk_histogram_figure_draw_overlay (figure, &overlay, cr);
}

static char *
spk_histogram_plot_describe (SpkPlotWidget *plot)
{
  SpkSession *session = session_of (plot);
  const SpkLayerRecord *layer = spk_session_get_layer_record (session);
  double target = find_target (session);
  g_autofree char *aim = isnan (target) ? g_strdup ("") : g_strdup_printf (_(", aimed at %.3f"), target);

  return g_strdup_printf (_("Mean rate %.3f spikes a step%s; %.1f %% of the neurons are silent"), layer->mean_rate, aim,
                          100 * layer->silent);
}

static void
point_at (SpkHistogramPlot *self, SpkHistogramHit hit)
{
  if (hit.panel == self->pointed.panel && hit.bin == self->pointed.bin)
    return;
  self->pointed = hit;
  spk_plot_widget_invalidate_overlay (SPK_PLOT_WIDGET (self));
}

static void
spk_histogram_plot_hover (SpkPlotWidget *plot, double x, double y)
{
  point_at (SPK_HISTOGRAM_PLOT (plot), spk_histogram_figure_hit (spk_plot_widget_get_figure (plot), x, y));
}

static void
spk_histogram_plot_leave (SpkPlotWidget *plot)
{
  point_at (SPK_HISTOGRAM_PLOT (plot), (SpkHistogramHit)SPK_HISTOGRAM_HIT_INIT);
}

/* What is at the middle of a bin, if that is shown. */
static gboolean
point_at_bin (SpkHistogramPlot *self, int panel, int bin)
{
  const SpkHistogramFigure *figure = spk_plot_widget_get_figure (SPK_PLOT_WIDGET (self));
  SpkRectangle bar = spk_histogram_figure_get_bar (figure, panel, bin);
  SpkRectangle plot = spk_histogram_figure_get_plot (figure, panel);

  if (bar.width <= 0)
    return FALSE;
  point_at (self, spk_histogram_figure_hit (figure, bar.x + bar.width / 2, plot.y + plot.height / 2));
  return TRUE;
}

static const SpkHistogram *
get_histogram (const SpkLayerRecord *layer, int panel)
{
  return panel == 0 ? &layer->rates : panel == 1 ? &layer->resistance : &layer->tau_m;
}

/* Left and right go from bin to bin, up and down from histogram to histogram. */
static gboolean
spk_histogram_plot_move (SpkPlotWidget *plot, int dx, int dy)
{
  SpkHistogramPlot *self = SPK_HISTOGRAM_PLOT (plot);
  const SpkLayerRecord *layer = spk_session_get_layer_record (session_of (self));
  int panel = CLAMP (self->pointed.panel + dy, 0, N_PANELS - 1);
  int bin = panel == self->pointed.panel ? self->pointed.bin + dx : 0;
  int n = layer ? (int) get_histogram (layer, panel)->n_bins : 0;
  int step = dx < 0 ? -1 : 1;

  for (bin = CLAMP (bin, 0, MAX (0, n - 1)); bin >= 0 && bin < n; bin += step)
    if (point_at_bin (self, panel, bin))
      return TRUE;
  return FALSE;
}

static gboolean
spk_histogram_plot_clear (SpkPlotWidget *plot)
{
  SpkHistogramPlot *self = SPK_HISTOGRAM_PLOT (plot);
  gboolean pointed = self->pointed.bin >= 0;

  spk_histogram_plot_leave (plot);
  return SPK_PLOT_WIDGET_CLASS (spk_histogram_plot_parent_class)->clear (plot) || pointed;
}

static void
spk_histogram_plot_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_LOGARITHMIC:
      g_value_set_boolean (value, SPK_HISTOGRAM_PLOT (object)->logarithmic);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spk_histogram_plot_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_LOGARITHMIC:
      spk_histogram_plot_set_logarithmic (SPK_HISTOGRAM_PLOT (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spk_histogram_plot_class_init (SpkHistogramPlotClass *klass)
{
  static const char *const data[] = { "document", "record", "layer", NULL };
  static const char *const overlay[] = { "selected-neuron", "hover", NULL };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  SpkPlotWidgetClass *plot_class = SPK_PLOT_WIDGET_CLASS (klass);

  object_class->get_property = spk_histogram_plot_get_property;
  object_class->set_property = spk_histogram_plot_set_property;
  properties[PROP_LOGARITHMIC] =
      g_param_spec_boolean ("logarithmic", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  SPK_SESSION_PLOT_CLASS (klass)->data_properties = data;
  SPK_SESSION_PLOT_CLASS (klass)->overlay_properties = overlay;
  plot_class->layout = spk_histogram_plot_layout;
  plot_class->get_note = spk_histogram_plot_get_note;
  plot_class->release = spk_histogram_plot_release;
  plot_class->draw = spk_histogram_plot_draw;
  plot_class->draw_overlay = spk_histogram_plot_draw_overlay;
  plot_class->describe = spk_histogram_plot_describe;
  plot_class->hover = spk_histogram_plot_hover;
  plot_class->leave = spk_histogram_plot_leave;
  plot_class->move = spk_histogram_plot_move;
  plot_class->clear = spk_histogram_plot_clear;
}

static void
spk_histogram_plot_init (SpkHistogramPlot *self)
{
  self->pointed = (SpkHistogramHit)SPK_HISTOGRAM_HIT_INIT;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Firing rates"), -1);
}

/**
 * spk_histogram_plot_new:
 *
 * Returns: (transfer floating): histograms without a session
 */
SpkHistogramPlot *
spk_histogram_plot_new (void)
{
  return g_object_new (SPK_TYPE_HISTOGRAM_PLOT, NULL);
}

/**
 * spk_histogram_plot_get_logarithmic:
 *
 * Returns: whether counts are on a logarithmic axis
 */
gboolean
spk_histogram_plot_get_logarithmic (SpkHistogramPlot *self)
{
  g_return_val_if_fail (SPK_IS_HISTOGRAM_PLOT (self), FALSE);

  return self->logarithmic;
}

/**
 * spk_histogram_plot_set_logarithmic:
 */
void
spk_histogram_plot_set_logarithmic (SpkHistogramPlot *self, gboolean logarithmic)
{
  g_return_if_fail (SPK_IS_HISTOGRAM_PLOT (self));

  if (self->logarithmic == logarithmic)
    return;
  self->logarithmic = logarithmic;
  spk_plot_widget_invalidate (SPK_PLOT_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOGARITHMIC]);
}
