/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "runs/spk-compare-curves.h"

#include <glib/gi18n.h>
#include <math.h>

#include "figures/spk-curves-figure.h"

static const struct
{
  const char *title;
  const char *unit;
  double      factor;
} curves[SPK_N_CURVES] = {
  [SPK_CURVE_TRAIN_LOSS] = { N_ ("Training loss"), NULL, 1 },
  [SPK_CURVE_TRAIN_ACCURACY] = { N_ ("Training accuracy"), "%", 100 },
  [SPK_CURVE_VALID_LOSS] = { N_ ("Validation loss"), NULL, 1 },
  [SPK_CURVE_VALID_ACCURACY] = { N_ ("Validation accuracy"), "%", 100 },
  [SPK_CURVE_DERIVED_ACCURACY] = { N_ ("Accuracy of the derived network"), "%", 100 },
  [SPK_CURVE_ALPHA_LOSS] = { N_ ("Architecture loss"), NULL, 1 },
  [SPK_CURVE_ENTROPY] = { N_ ("Entropy of the connections"), NULL, 1 },
  [SPK_CURVE_LEARNING_RATE] = { N_ ("Learning rate"), NULL, 1 },
};

/**
 * SpkCompareCurves:
 *
 * One number of every epoch of a phase, for several runs over each other. The epoch under the pointer, or chosen with the
 * arrow keys, is that of the comparison, so that all its views show it.
 */
struct _SpkCompareCurves
{
  SpkFigureView parent_instance;

  SpkRunComparison *comparison;
  SpkPhase          phase;
  SpkCurve          curve;
  SpkCurvesFigure  *figure; /* (nullable) */
  SpkFigureStyle    style;
  SpkFigureSize     size;
};

G_DEFINE_FINAL_TYPE (SpkCompareCurves, spk_compare_curves, SPK_TYPE_FIGURE_VIEW)

static double *
scale_values (const double *values, guint n, double factor)
{
  double *scaled = g_new (double, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    scaled[i] = factor * values[i];
  return scaled;
}

static const char *
get_run_name (SpkCompareCurves *self, guint run)
{
  return spk_run_document_get_name (spk_run_comparison_get_document (self->comparison, run));
}

static void
spk_compare_curves_lay_out (SpkFigureView *view, const SpkFigureStyle *style, SpkFigureSize size)
{
  SpkCompareCurves *self = SPK_COMPARE_CURVES (view);
  guint n_runs = spk_run_comparison_get_n_runs (self->comparison);
  g_autofree SpkSeries *series = g_new0 (SpkSeries, n_runs);
  g_autoptr (GPtrArray) scaled = g_ptr_array_new_with_free_func (g_free);
  SpkCurvesPanel panel = { .y = SPK_AXIS_SPEC_INIT (_(curves[self->curve].title), curves[self->curve].unit) };
  SpkCurvesData data = { .x = SPK_AXIS_SPEC_INIT (_("epoch"), NULL), .n_panels = 1, .panels = &panel, .n_series = n_runs,
                         .series = series };

  data.x.integer = TRUE;
  for (guint run = 0; run < n_runs; run++)
    {
      const double *epochs, *values;
      guint n = spk_run_comparison_get_curve (self->comparison, run, self->curve, self->phase, &epochs, &values);

      g_ptr_array_add (scaled, scale_values (values, n, curves[self->curve].factor));
      series[run] = (SpkSeries){ .name = get_run_name (self, run), .look = spk_line_look_for (run), .n = n, .x = epochs,
                                 .y = g_ptr_array_index (scaled, run) };
    }
  g_clear_pointer (&self->figure, spk_curves_figure_free);
  self->figure = spk_curves_figure_new (&data, style, size);
  self->style = *style;
  self->size = size;
}

static void
spk_compare_curves_draw (SpkFigureView *view, cairo_t *cr)
{
  spk_curves_figure_draw (SPK_COMPARE_CURVES (view)->figure, cr);
}

/* Where the run has that epoch, its number. */
static double
find_value (SpkCompareCurves *self, guint run, int epoch)
{
  const double *epochs, *values;
  guint n = spk_run_comparison_get_curve (self->comparison, run, self->curve, self->phase, &epochs, &values);

  for (guint i = 0; i < n; i++)
    if ((int) epochs[i] == epoch)
      return curves[self->curve].factor * values[i];
  return NAN;
}

static char *
describe_epoch (SpkCompareCurves *self, int epoch)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *unit = curves[self->curve].unit;

  g_string_append_printf (text, _("epoch %d"), epoch);
  for (guint run = 0; run < spk_run_comparison_get_n_runs (self->comparison); run++)
    {
      double value = find_value (self, run, epoch);

      if (isfinite (value))
        g_string_append_printf (text, "\n%s  %.4g%s%s", get_run_name (self, run), value, unit ? " " : "", unit ? unit : "");
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
spk_compare_curves_draw_overlay (SpkFigureView *view, cairo_t *cr)
{
  SpkCompareCurves *self = SPK_COMPARE_CURVES (view);
  int epoch = spk_run_comparison_get_hover_epoch (self->comparison);
  SpkCurvesOverlay overlay = SPK_CURVES_OVERLAY_INIT;
  g_autofree char *tip = NULL;

  if (epoch < 0)
    return;
  tip = describe_epoch (self, epoch);
  overlay.cursor = epoch;
  overlay.tip = tip;
  spk_curves_figure_draw_overlay (self->figure, &overlay, cr);
}

/* The first and the last epoch of any run; FALSE where there is none. */
static gboolean
get_range (SpkCompareCurves *self, int *first, int *last)
{
  *first = G_MAXINT;
  *last = 0;
  for (guint run = 0; run < spk_run_comparison_get_n_runs (self->comparison); run++)
    {
      const double *epochs, *values;
      guint n = spk_run_comparison_get_curve (self->comparison, run, self->curve, self->phase, &epochs, &values);

      if (n == 0)
        continue;
      *first = MIN (*first, (int) epochs[0]);
      *last = MAX (*last, (int) epochs[n - 1]);
    }
  return *first <= *last;
}

static void
hover (SpkCompareCurves *self, double epoch)
{
  int first, last;

  if (get_range (self, &first, &last) && isfinite (epoch))
    spk_run_comparison_set_hover_epoch (self->comparison, CLAMP ((int) round (epoch), first, last));
}

static void
moved (GtkEventControllerMotion *controller, double x, double y, SpkCompareCurves *self)
{
  SpkRectangle plot;

  if (!self->figure)
    return;
  plot = spk_curves_figure_get_plot (self->figure, 0);
  if (spk_rectangle_contains (plot, x, y))
    hover (self, spk_curves_figure_get_x_at (self->figure, x));
  else
    spk_run_comparison_set_hover_epoch (self->comparison, -1);
}

static void
left (GtkEventControllerMotion *controller, SpkCompareCurves *self)
{
  spk_run_comparison_set_hover_epoch (self->comparison, -1);
}

static gboolean
step_hover (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  SpkCompareCurves *self = SPK_COMPARE_CURVES (widget);
  int now = spk_run_comparison_get_hover_epoch (self->comparison);

  hover (self, (now < 0 ? 0 : now) + g_variant_get_int32 (arguments));
  return TRUE;
}

static gboolean
clear_hover (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  SpkCompareCurves *self = SPK_COMPARE_CURVES (widget);
  gboolean was = spk_run_comparison_get_hover_epoch (self->comparison) >= 0;

  spk_run_comparison_set_hover_epoch (self->comparison, -1);
  return was;
}

static void
spk_compare_curves_finalize (GObject *object)
{
  SpkCompareCurves *self = SPK_COMPARE_CURVES (object);

  g_clear_object (&self->comparison);
  g_clear_pointer (&self->figure, spk_curves_figure_free);
  G_OBJECT_CLASS (spk_compare_curves_parent_class)->finalize (object);
}

static void
spk_compare_curves_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                            int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 280 : 260;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 520 : 300;
}

static void
spk_compare_curves_class_init (SpkCompareCurvesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SpkFigureViewClass *view_class = SPK_FIGURE_VIEW_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = spk_compare_curves_finalize;
  widget_class->measure = spk_compare_curves_measure;
  view_class->lay_out = spk_compare_curves_lay_out;
  view_class->draw = spk_compare_curves_draw;
  view_class->draw_overlay = spk_compare_curves_draw_overlay;

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, 0, step_hover, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, 0, step_hover, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, clear_hover, NULL);
}

static void
spk_compare_curves_init (SpkCompareCurves *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->curve = SPK_CURVE_VALID_ACCURACY;
  g_signal_connect (motion, "motion", G_CALLBACK (moved), self);
  g_signal_connect (motion, "leave", G_CALLBACK (left), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

static void
update_name (SpkCompareCurves *self)
{
  /* Translators: the first is a number of an epoch, as "Validation loss", the second "search" or "training" */
  g_autofree char *name = g_strdup_printf (_("%s by epoch of the %s"), _(curves[self->curve].title),
                                           self->phase == SPK_PHASE_SEARCH ? _("search") : _("training"));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * spk_compare_curves_new:
 * @phase: whose epochs are shown
 *
 * Returns: (transfer floating): validation accuracy of the runs in @comparison
 */
GtkWidget *
spk_compare_curves_new (SpkRunComparison *comparison, SpkPhase phase)
{
  SpkCompareCurves *self = g_object_new (SPK_TYPE_COMPARE_CURVES, NULL);

  self->comparison = g_object_ref (comparison);
  self->phase = phase;
  g_signal_connect_object (comparison, "changed", G_CALLBACK (spk_figure_view_invalidate), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (comparison, "notify::hover-epoch", G_CALLBACK (spk_figure_view_invalidate_overlay), self,
                           G_CONNECT_SWAPPED);
  update_name (self);
  return GTK_WIDGET (self);
}

/**
 * spk_compare_curves_set_curve:
 *
 * Chooses which number of an epoch is shown.
 */
void
spk_compare_curves_set_curve (SpkCompareCurves *self, SpkCurve curve)
{
  g_return_if_fail (SPK_IS_COMPARE_CURVES (self));
  g_return_if_fail (curve < SPK_N_CURVES);

  if (self->curve == curve)
    return;
  self->curve = curve;
  update_name (self);
  spk_figure_view_invalidate (SPK_FIGURE_VIEW (self));
}

/**
 * spk_compare_curves_get_title:
 *
 * Returns: (transfer none): the translated name of a number of an epoch
 */
const char *
spk_compare_curves_get_title (SpkCurve curve)
{
  g_return_val_if_fail (curve < SPK_N_CURVES, NULL);

  return _(curves[curve].title);
}
