/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dashboard/spk-curves-plot.h"

#include <glib/gi18n.h>
#include <math.h>

#include "dashboard/spk-epoch-span.h"

/* No closer than so many epochs. */
#define LEAST_EPOCHS 4.0

/**
 * SpkCurvesPlot:
 *
 * Curves over the epochs of the shown run. A click shows that epoch in all views. Epochs are zoomed here, not in the
 * session: its window is one of time steps.
 */
struct _SpkCurvesPlot
{
  SpkSessionPlot parent_instance;

  SpkProgressPart  parts;
  SpkProgressData *data; /* (nullable) */
  SpkCurvesHit     pointed;
  double           low;  /* ends of what is seen; NaN: all */
  double           high;
};

G_DEFINE_FINAL_TYPE (SpkCurvesPlot, spk_curves_plot, SPK_TYPE_SESSION_PLOT)

static SpkSession *
session_of (gpointer self)
{
  return spk_session_plot_get_session (SPK_SESSION_PLOT (self));
}

/* The axis grows in steps while a run goes on, so that a point keeps its place for a while. */
static double
find_end (SpkRunDocument *document)
{
  static const double steps[] = { 1, 1.5, 2, 3, 5, 7.5 };
  SpkEpochSpan span = spk_epoch_span_of (document);

  for (double power = 10;; power *= 10)
    for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
      if (steps[i] * power >= span.recorded)
        return MIN (steps[i] * power, MAX (2, span.planned));
}

static gpointer
spk_curves_plot_layout (SpkPlotWidget *plot, const SpkFigureStyle *style, SpkFigureSize size)
{
  SpkCurvesPlot *self = SPK_CURVES_PLOT (plot);
  SpkRunDocument *document = session_of (self) ? spk_session_get_document (session_of (self)) : NULL;
  SpkCurvesData curves;

  g_clear_pointer (&self->data, spk_progress_data_free);
  if (!document || spk_run_document_get_n_epochs (document) == 0 || self->parts == 0)
    return NULL;
  self->data = spk_progress_data_new (document, spk_session_get_layer (session_of (self)), self->parts);
  curves = *spk_progress_data_get_curves (self->data);
  curves.x.low = isnan (self->low) ? 0 : self->low;
  curves.x.high = isnan (self->high) ? find_end (document) : self->high;
  return spk_curves_figure_new (&curves, style, size);
}

static const char *
spk_curves_plot_get_note (SpkPlotWidget *plot)
{
  return SPK_CURVES_PLOT (plot)->parts == 0 ? _("No curve is chosen") : _("No epoch has ended yet");
}

static void
spk_curves_plot_release (gpointer figure)
{
  spk_curves_figure_free (figure);
}

static void
spk_curves_plot_draw (gconstpointer figure, cairo_t *cr)
{
  spk_curves_figure_draw (figure, cr);
}

/* What the pointer is on here, or the epoch that it is on in another view. */
static SpkCurvesOverlay
find_hover (SpkCurvesPlot *self)
{
  const SpkHover *hover = spk_session_get_hover (session_of (self));
  SpkCurvesOverlay overlay = SPK_CURVES_OVERLAY_INIT;

  if (!hover || hover->kind != SPK_HOVER_EPOCH)
    return overlay;
  overlay.cursor = hover->epoch + 1;
  overlay.hover = self->pointed;
  return overlay;
}

static void
spk_curves_plot_draw_overlay (SpkPlotWidget *plot, gconstpointer figure, cairo_t *cr)
{
  SpkCurvesPlot *self = SPK_CURVES_PLOT (plot);
  SpkSession *session = session_of (self);
  SpkCurvesOverlay shown = SPK_CURVES_OVERLAY_INIT, hovered = find_hover (self);
  g_autofree char *tip = NULL;

  if (spk_session_get_n_epochs (session) > 0)
    shown.cursor = spk_session_get_epoch_index (session) + 1;
  spk_curves_figure_draw_overlay (figure, &shown, cr);
  if (isnan (hovered.cursor))
    return;
  if (self->pointed.panel >= 0)
    hovered.tip = tip = spk_progress_data_format (self->data, self->pointed.panel, (guint) hovered.cursor - 1);
  spk_curves_figure_draw_overlay (figure, &hovered, cr);
}

static char *
spk_curves_plot_describe (SpkPlotWidget *plot)
{
  SpkCurvesPlot *self = SPK_CURVES_PLOT (plot);
  guint n = spk_session_get_n_epochs (session_of (self));
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < spk_progress_data_get_curves (self->data)->n_panels && n > 0; i++)
    {
      g_autofree char *line = spk_progress_data_format (self->data, (int) i, n - 1);

      g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", line);
    }
  return g_string_free (text, FALSE);
}

static int
epoch_at (SpkCurvesPlot *self, double x)
{
  double value = spk_curves_figure_get_x_at (spk_plot_widget_get_figure (SPK_PLOT_WIDGET (self)), x);
  int n = (int) spk_session_get_n_epochs (session_of (self));

  return CLAMP ((int) lround (value) - 1, 0, MAX (0, n - 1));
}

static void
hover_epoch (SpkCurvesPlot *self, int epoch)
{
  SpkHover hover = { .kind = SPK_HOVER_EPOCH, .epoch = MAX (0, epoch) };

  spk_session_set_hover (session_of (self), epoch >= 0 ? &hover : NULL);
}

static void
point_at (SpkCurvesPlot *self, SpkCurvesHit hit)
{
  gboolean same = hit.panel == self->pointed.panel && hit.series == self->pointed.series &&
                  hit.point == self->pointed.point;

  self->pointed = hit;
  if (!same)
    spk_plot_widget_invalidate_overlay (SPK_PLOT_WIDGET (self));
}

static void
spk_curves_plot_hover (SpkPlotWidget *plot, double x, double y)
{
  SpkCurvesPlot *self = SPK_CURVES_PLOT (plot);
  SpkCurvesHit hit = spk_curves_figure_hit (spk_plot_widget_get_figure (plot), x, y);

  point_at (self, hit);
  hover_epoch (self, hit.panel < 0 ? -1 : hit.series >= 0 ? (int) hit.point : epoch_at (self, x));
}

static void
spk_curves_plot_leave (SpkPlotWidget *plot)
{
  point_at (SPK_CURVES_PLOT (plot), (SpkCurvesHit)SPK_CURVES_HIT_INIT);
  SPK_PLOT_WIDGET_CLASS (spk_curves_plot_parent_class)->leave (plot);
}

static void
spk_curves_plot_pick (SpkPlotWidget *plot, double x, double y)
{
  SpkCurvesPlot *self = SPK_CURVES_PLOT (plot);

  if (spk_curves_figure_hit (spk_plot_widget_get_figure (plot), x, y).panel >= 0)
    spk_session_set_epoch_index (session_of (self), epoch_at (self, x));
}

static void
spk_curves_plot_activate_hovered (SpkPlotWidget *plot)
{
  const SpkHover *hover = spk_session_get_hover (session_of (plot));

  if (hover && hover->kind == SPK_HOVER_EPOCH)
    spk_session_set_epoch_index (session_of (plot), hover->epoch);
}

/* Left and right go from epoch to epoch, up and down from panel to panel. */
static gboolean
spk_curves_plot_move (SpkPlotWidget *plot, int dx, int dy)
{
  SpkCurvesPlot *self = SPK_CURVES_PLOT (plot);
  SpkSession *session = session_of (self);
  const SpkHover *hover = spk_session_get_hover (session);
  int n = (int) spk_session_get_n_epochs (session), panels = spk_progress_data_get_curves (self->data)->n_panels;
  int epoch = (int) spk_session_get_epoch_index (session);
  SpkCurvesHit hit = SPK_CURVES_HIT_INIT;

  if (hover && hover->kind == SPK_HOVER_EPOCH)
    epoch = (int) hover->epoch + dx;
  hit.panel = CLAMP (MAX (0, self->pointed.panel) + dy, 0, MAX (0, panels - 1));
  point_at (self, hit);
  hover_epoch (self, CLAMP (epoch, 0, MAX (0, n - 1)));
  return TRUE;
}

static gboolean
spk_curves_plot_zoom (SpkPlotWidget *plot, double factor, double x)
{
  SpkCurvesPlot *self = SPK_CURVES_PLOT (plot);
  double end = find_end (spk_session_get_document (session_of (self)));
  double centre = spk_curves_figure_get_x_at (spk_plot_widget_get_figure (plot), x);
  double low = isnan (self->low) ? 0 : self->low, high = isnan (self->high) ? end : self->high;

  factor = MAX (factor, MIN (1, LEAST_EPOCHS / (high - low)));
  low = centre + factor * (low - centre);
  high = centre + factor * (high - centre);
  self->low = low > 0 ? low : NAN;
  self->high = high < end ? high : NAN;
  spk_plot_widget_invalidate (plot);
  return TRUE;
}

static SpkRectangle
spk_curves_plot_get_plot (SpkPlotWidget *plot)
{
  const SpkCurvesFigure *figure = spk_plot_widget_get_figure (plot);

  return figure ? spk_curves_figure_get_plot (figure, 0) : (SpkRectangle){ 0 };
}

static gboolean
spk_curves_plot_pan (SpkPlotWidget *plot, double distance)
{
  SpkCurvesPlot *self = SPK_CURVES_PLOT (plot);
  double end = find_end (spk_session_get_document (session_of (self)));
  double low = isnan (self->low) ? 0 : self->low, high = isnan (self->high) ? end : self->high;
  double epochs = distance / MAX (1, spk_curves_plot_get_plot (plot).width) * (high - low);

  epochs = CLAMP (epochs, -low, MAX (0, end - high));
  if (epochs == 0)
    return FALSE;
  self->low = low + epochs;
  self->high = high + epochs;
  spk_plot_widget_invalidate (plot);
  return TRUE;
}

static void
spk_curves_plot_reset_zoom (SpkPlotWidget *plot)
{
  SpkCurvesPlot *self = SPK_CURVES_PLOT (plot);

  self->low = self->high = NAN;
  spk_plot_widget_invalidate (plot);
}

static void
spk_curves_plot_dispose (GObject *object)
{
  g_clear_pointer (&SPK_CURVES_PLOT (object)->data, spk_progress_data_free);
  G_OBJECT_CLASS (spk_curves_plot_parent_class)->dispose (object);
}

static void
spk_curves_plot_class_init (SpkCurvesPlotClass *klass)
{
  static const char *const data[] = { "document", "n-epochs", "layer", NULL };
  static const char *const overlay[] = { "epoch-index", "hover", NULL };
  SpkPlotWidgetClass *plot_class = SPK_PLOT_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spk_curves_plot_dispose;
  SPK_SESSION_PLOT_CLASS (klass)->data_properties = data;
  SPK_SESSION_PLOT_CLASS (klass)->overlay_properties = overlay;
  plot_class->layout = spk_curves_plot_layout;
  plot_class->get_note = spk_curves_plot_get_note;
  plot_class->release = spk_curves_plot_release;
  plot_class->draw = spk_curves_plot_draw;
  plot_class->draw_overlay = spk_curves_plot_draw_overlay;
  plot_class->describe = spk_curves_plot_describe;
  plot_class->hover = spk_curves_plot_hover;
  plot_class->leave = spk_curves_plot_leave;
  plot_class->pick = spk_curves_plot_pick;
  plot_class->activate_hovered = spk_curves_plot_activate_hovered;
  plot_class->move = spk_curves_plot_move;
  plot_class->zoom = spk_curves_plot_zoom;
  plot_class->pan = spk_curves_plot_pan;
  plot_class->reset_zoom = spk_curves_plot_reset_zoom;
  plot_class->get_plot = spk_curves_plot_get_plot;
}

static void
spk_curves_plot_init (SpkCurvesPlot *self)
{
  self->parts = SPK_PROGRESS_ACCURACY | SPK_PROGRESS_LOSS;
  self->pointed = (SpkCurvesHit)SPK_CURVES_HIT_INIT;
  self->low = self->high = NAN;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Progress"), -1);
}

/**
 * spk_curves_plot_new:
 *
 * Returns: (transfer floating): curves without a session
 */
SpkCurvesPlot *
spk_curves_plot_new (void)
{
  return g_object_new (SPK_TYPE_CURVES_PLOT, NULL);
}

/**
 * spk_curves_plot_get_parts:
 *
 * Returns: what is shown, a panel each
 */
SpkProgressPart
spk_curves_plot_get_parts (SpkCurvesPlot *self)
{
  g_return_val_if_fail (SPK_IS_CURVES_PLOT (self), 0);

  return self->parts;
}

/**
 * spk_curves_plot_set_parts:
 * @parts: what is shown, a panel each
 */
void
spk_curves_plot_set_parts (SpkCurvesPlot *self, SpkProgressPart parts)
{
  g_return_if_fail (SPK_IS_CURVES_PLOT (self));

  if (self->parts == parts)
    return;
  self->parts = parts;
  spk_plot_widget_invalidate (SPK_PLOT_WIDGET (self));
}
