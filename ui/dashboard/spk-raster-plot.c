/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dashboard/spk-raster-plot.h"

#include <glib/gi18n.h>
#include <math.h>

#include "dashboard/spk-raster-source.h"
#include "dashboard/spk-time-unit.h"
#include "figures/spk-number.h"

/**
 * SpkRasterPlot:
 *
 * The spikes of the shown sample: input, neurons of the shown layer, scores of the readout. Time is zoomed through the
 * session; a click selects a neuron with its motif.
 */
struct _SpkRasterPlot
{
  SpkSessionPlot parent_instance;

  SpkRasterSource source;
  SpkRasterHit    pointed; /* a channel or a class, which are nobody else's concern */
};

G_DEFINE_FINAL_TYPE (SpkRasterPlot, spk_raster_plot, SPK_TYPE_SESSION_PLOT)

static SpkSession *
session_of (gpointer self)
{
  return spk_session_plot_get_session (SPK_SESSION_PLOT (self));
}

static gpointer
spk_raster_plot_layout (SpkPlotWidget *plot, const SpkFigureStyle *style, SpkFigureSize size)
{
  SpkRasterPlot *self = SPK_RASTER_PLOT (plot);

  if (!session_of (self) || !spk_raster_source_update (&self->source, session_of (self)))
    return NULL;
  return spk_raster_figure_new (&self->source.data, style, size);
}

static const char *
spk_raster_plot_get_note (SpkPlotWidget *plot)
{
  return _("No spikes yet");
}

static void
spk_raster_plot_release (gpointer figure)
{
  spk_raster_figure_free (figure);
}

static void
spk_raster_plot_draw (gconstpointer figure, cairo_t *cr)
{
  spk_raster_figure_draw (figure, cr);
}

/* What the session, or the pointer, is on. */
static SpkRasterHit
find_hover (SpkRasterPlot *self, double *time)
{
  const SpkHover *hover = spk_session_get_hover (session_of (self));

  *time = NAN;
  if (!hover || hover->kind != SPK_HOVER_NEURON)
    return self->pointed;
  *time = hover->time;
  return (SpkRasterHit){ .part = SPK_RASTER_NEURONS, .index = hover->neuron,
                         .step = isnan (hover->time) ? (guint) self->source.data.begin : (guint) hover->time };
}

static char *
format_rate (SpkRasterPlot *self, const SpkRasterHit *hit)
{
  guint spikes = spk_raster_data_count_spikes (&self->source.data, hit->part, hit->index);

  return spk_time_unit_format_rate (spk_time_unit_of (session_of (self)),
                                    (double) spikes / MAX (1, self->source.data.steps));
}

static char *
format_tip (SpkRasterPlot *self, const SpkRasterHit *hit, double time)
{
  const SpkRasterData *data = &self->source.data;
  g_autofree char *when = spk_time_unit_format (spk_time_unit_of (session_of (self)), isnan (time) ? hit->step : time);
  g_autofree char *rate = NULL;

  switch (hit->part)
    {
    case SPK_RASTER_SCORES:
      return g_strdup_printf (_("class %s · score %.2f"), data->class_names ? data->class_names[hit->index] : "",
                              data->scores[hit->index]);
    case SPK_RASTER_INPUT:
      rate = format_rate (self, hit);
      return g_strdup_printf (_("channel %u · %s · %s"), hit->index, when, rate);
    case SPK_RASTER_NEURONS:
      if (isnan (time))
        return NULL;
      rate = format_rate (self, hit);
      if (data->motif_size == 0)
        return g_strdup_printf (_("neuron %u · %s · %s"), hit->index, when, rate);
      return g_strdup_printf (_("motif %u, neuron %u · %s · %s"), hit->index / data->motif_size, hit->index, when, rate);
    case SPK_RASTER_NOTHING:
    default:
      return NULL;
    }
}

static void
spk_raster_plot_draw_overlay (SpkPlotWidget *plot, gconstpointer figure, cairo_t *cr)
{
  SpkRasterPlot *self = SPK_RASTER_PLOT (plot);
  SpkSession *session = session_of (self);
  SpkRasterOverlay overlay = SPK_RASTER_OVERLAY_INIT;
  g_autofree char *tip = NULL;
  double time;

  overlay.hover = find_hover (self, &time);
  overlay.cursor = time;
  overlay.tip = tip = format_tip (self, &overlay.hover, time);
  overlay.selected_neuron = spk_session_get_selected_neuron (session);
  overlay.selected_motif = spk_session_get_selected_motif (session);
  spk_raster_figure_draw_overlay (figure, &overlay, cr);
}

static char *
spk_raster_plot_describe (SpkPlotWidget *plot)
{
  SpkRasterPlot *self = SPK_RASTER_PLOT (plot);
  const SpkRasterData *data = &self->source.data;
  SpkRasterCounts counts = spk_raster_figure_get_counts (spk_plot_widget_get_figure (plot));
  SpkTimeUnit unit = spk_time_unit_of (session_of (self));
  g_autofree char *begin = spk_time_unit_format (unit, data->begin);
  g_autofree char *end = spk_time_unit_format (unit, data->end);

  g_autofree char *spikes = spk_number_format_count (counts.spikes);

  return g_strdup_printf (_("%u input channels and %u neurons, %s to %s, %s spikes. %s"), data->channels,
                          data->neurons, begin, end, spikes,
                          data->label == data->prediction ? _("Recognised.") : _("Mistaken."));
}

static void
point_at (SpkRasterPlot *self, SpkRasterHit hit)
{
  if (hit.part == self->pointed.part && hit.index == self->pointed.index && hit.step == self->pointed.step)
    return;
  self->pointed = hit;
  spk_plot_widget_invalidate_overlay (SPK_PLOT_WIDGET (self));
}

static void
spk_raster_plot_hover (SpkPlotWidget *plot, double x, double y)
{
  SpkRasterPlot *self = SPK_RASTER_PLOT (plot);
  const SpkRasterFigure *figure = spk_plot_widget_get_figure (plot);
  SpkRasterHit hit = spk_raster_figure_hit (figure, x, y);
  SpkHover hover = { .kind = SPK_HOVER_NEURON, .neuron = hit.index };

  if (hit.part == SPK_RASTER_NEURONS)
    {
      hover.time = spk_raster_figure_get_step_at (figure, x);
      point_at (self, (SpkRasterHit){ 0 });
      spk_session_set_hover (session_of (self), &hover);
      return;
    }
  spk_session_set_hover (session_of (self), NULL);
  point_at (self, hit);
}

static void
spk_raster_plot_leave (SpkPlotWidget *plot)
{
  point_at (SPK_RASTER_PLOT (plot), (SpkRasterHit){ 0 });
  SPK_PLOT_WIDGET_CLASS (spk_raster_plot_parent_class)->leave (plot);
}

static void
spk_raster_plot_pick (SpkPlotWidget *plot, double x, double y)
{
  SpkRasterHit hit = spk_raster_figure_hit (spk_plot_widget_get_figure (plot), x, y);

  spk_session_plot_pick_neuron (SPK_SESSION_PLOT (plot), hit.part == SPK_RASTER_NEURONS ? (int) hit.index : -1);
}

static int
find_row (SpkSession *session, guint neuron)
{
  guint n;
  const guint *rows = spk_session_get_rows (session, &n);

  for (guint i = 0; rows && i < n; i++)
    if (rows[i] == neuron)
      return i;
  return -1;
}

/* The keyboard's read-out starts at the selected neuron, in the middle of what is seen. */
static gboolean
spk_raster_plot_move (SpkPlotWidget *plot, int dx, int dy)
{
  SpkSession *session = session_of (plot);
  const SpkHover *last = spk_session_get_hover (session);
  gboolean goes_on = last && last->kind == SPK_HOVER_NEURON;
  SpkHover hover = { .kind = SPK_HOVER_NEURON };
  guint n_rows;
  const guint *rows = spk_session_get_rows (session, &n_rows);
  double start, end;
  int row;

  if (!rows || n_rows == 0)
    return FALSE;
  spk_session_get_window (session, &start, &end);
  row = find_row (session, goes_on ? last->neuron : (guint) MAX (0, spk_session_get_selected_neuron (session)));
  row = CLAMP (row + (goes_on ? dy : 0), 0, (int) n_rows - 1);
  hover.neuron = rows[row];
  hover.time = goes_on && !isnan (last->time) ? floor (last->time) + 0.5 + dx : floor ((start + end) / 2) + 0.5;
  hover.time = CLAMP (hover.time, start, MAX (start, end - 0.5));
  spk_session_set_hover (session, &hover);
  return TRUE;
}

static void
spk_raster_plot_activate_hovered (SpkPlotWidget *plot)
{
  const SpkHover *hover = spk_session_get_hover (session_of (plot));

  if (hover && hover->kind == SPK_HOVER_NEURON)
    spk_session_plot_pick_neuron (SPK_SESSION_PLOT (plot), hover->neuron);
}

static gboolean
spk_raster_plot_zoom (SpkPlotWidget *plot, double factor, double x)
{
  double step = spk_raster_figure_get_step_at (spk_plot_widget_get_figure (plot), x);

  spk_session_zoom_window (session_of (plot), 1 / factor, step);
  return TRUE;
}

static SpkRectangle
spk_raster_plot_get_plot (SpkPlotWidget *plot)
{
  const SpkRasterFigure *figure = spk_plot_widget_get_figure (plot);

  return figure ? spk_raster_figure_get_band (figure, SPK_RASTER_NEURONS) : (SpkRectangle){ 0 };
}

static gboolean
spk_raster_plot_pan (SpkPlotWidget *plot, double distance)
{
  SpkSession *session = session_of (plot);
  double start, end, moved;

  spk_session_get_window (session, &start, &end);
  spk_session_pan_window (session, distance / MAX (1, spk_raster_plot_get_plot (plot).width) * (end - start));
  spk_session_get_window (session, &moved, &end);
  return moved != start;
}

static void
spk_raster_plot_reset_zoom (SpkPlotWidget *plot)
{
  spk_session_reset_window (session_of (plot));
}

static void
spk_raster_plot_dispose (GObject *object)
{
  spk_raster_source_clear (&SPK_RASTER_PLOT (object)->source);
  G_OBJECT_CLASS (spk_raster_plot_parent_class)->dispose (object);
}

static void
spk_raster_plot_class_init (SpkRasterPlotClass *klass)
{
  static const char *const data[] = { "document", "probe", "layer", "motif-size", "rows", "order",
                                      "window-start", "window-end", NULL };
  static const char *const overlay[] = { "selected-neuron", "selected-motif", "hover", NULL };
  SpkPlotWidgetClass *plot_class = SPK_PLOT_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spk_raster_plot_dispose;
  SPK_SESSION_PLOT_CLASS (klass)->data_properties = data;
  SPK_SESSION_PLOT_CLASS (klass)->overlay_properties = overlay;
  plot_class->layout = spk_raster_plot_layout;
  plot_class->get_note = spk_raster_plot_get_note;
  plot_class->release = spk_raster_plot_release;
  plot_class->draw = spk_raster_plot_draw;
  plot_class->draw_overlay = spk_raster_plot_draw_overlay;
  plot_class->describe = spk_raster_plot_describe;
  plot_class->hover = spk_raster_plot_hover;
  plot_class->leave = spk_raster_plot_leave;
  plot_class->pick = spk_raster_plot_pick;
  plot_class->activate_hovered = spk_raster_plot_activate_hovered;
  plot_class->move = spk_raster_plot_move;
  plot_class->zoom = spk_raster_plot_zoom;
  plot_class->pan = spk_raster_plot_pan;
  plot_class->reset_zoom = spk_raster_plot_reset_zoom;
  plot_class->get_plot = spk_raster_plot_get_plot;
}

static void
spk_raster_plot_init (SpkRasterPlot *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Spikes"), -1);
}

/**
 * spk_raster_plot_new:
 *
 * Returns: (transfer floating): a raster without a session
 */
SpkRasterPlot *
spk_raster_plot_new (void)
{
  return g_object_new (SPK_TYPE_RASTER_PLOT, NULL);
}
