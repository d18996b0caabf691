/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dashboard/spk-progress-data.h"

#include <glib/gi18n.h>
#include <math.h>

#include "dashboard/spk-epoch-span.h"

struct _SpkProgressData
{
  SpkRunDocument   *document;
  guint             layer;
  guint             n;
  double           *x;      /* [n]: place in the list of epochs, from 1 */
  GArray           *panels; /* of SpkCurvesPanel */
  GArray           *series; /* of SpkSeries, which own their names and values */
  SpkCurvesBoundary boundary;
  SpkCurvesData     curves;
};

/* A number of an epoch; NaN where the epoch has none. */
typedef double (*ReadValue) (const SpkEpochRecord *record, guint layer, guint index);

static double
read_train_accuracy (const SpkEpochRecord *record, guint layer, guint index)
{
  return 100 * record->train_accuracy;
}

static double
read_valid_accuracy (const SpkEpochRecord *record, guint layer, guint index)
{
  return 100 * record->valid_accuracy;
}

static double
read_derived_accuracy (const SpkEpochRecord *record, guint layer, guint index)
{
  return 100 * record->derived_accuracy;
}

static double
read_train_loss (const SpkEpochRecord *record, guint layer, guint index)
{
  return record->train_loss;
}

static double
read_valid_loss (const SpkEpochRecord *record, guint layer, guint index)
{
  return record->valid_loss;
}

static double
read_alpha_loss (const SpkEpochRecord *record, guint layer, guint index)
{
  return record->alpha_loss;
}

static double
read_size (const SpkEpochRecord *record, guint layer, guint index)
{
  const SpkLayerRecord *of = layer < record->n_layers ? &record->layers[layer] : NULL;

  return of && index < of->n_branches ? of->branches[index].probability : NAN;
}

static double
read_entropy (const SpkEpochRecord *record, guint layer, guint index)
{
  return layer < record->n_layers ? record->layers[layer].entropy : NAN;
}

static double
read_size_entropy (const SpkEpochRecord *record, guint layer, guint index)
{
  return layer < record->n_layers ? record->layers[layer].size_entropy : NAN;
}

static double
read_gap (const SpkEpochRecord *record, guint layer, guint index)
{
  return 100 * (record->valid_accuracy - record->derived_accuracy);
}

/* One of the curves of a panel; those without a single value are left out. */
static void
add_series (SpkProgressData *self, const char *name, guint look, ReadValue read, guint index)
{
  g_autofree double *y = g_new (double, MAX (1, self->n));
  SpkSeries series = { .panel = self->panels->len - 1, .look = spk_line_look_for (look), .n = self->n, .x = self->x };
  gboolean has_values = FALSE;

  for (guint i = 0; i < self->n; i++)
    {
      y[i] = read (spk_run_document_get_epoch (self->document, i), self->layer, index);
      has_values |= isfinite (y[i]);
    }
  if (!has_values)
    return;
  series.name = g_strdup (name);
  series.y = g_steal_pointer (&y);
  g_array_append_val (self->series, series);
}

static void
begin_panel (SpkProgressData *self, const char *title, const char *unit, double low, double high)
{
  SpkCurvesPanel panel = { .y = SPK_AXIS_SPEC_INIT (title, unit) };

  panel.y.low = low;
  panel.y.high = high;
  g_array_append_val (self->panels, panel);
}

static void
add_sizes (SpkProgressData *self)
{
  const SpkEpochRecord *first = self->n > 0 ? spk_run_document_get_epoch (self->document, 0) : NULL;
  guint n = first && self->layer < first->n_layers ? first->layers[self->layer].n_branches : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf (_("size %u"), first->layers[self->layer].branches[i].size);

      add_series (self, name, i, read_size, i);
    }
}

static void
add_part (SpkProgressData *self, SpkProgressPart part)
{
  switch (part)
    {
    case SPK_PROGRESS_ACCURACY:
      begin_panel (self, _("accuracy"), "%", NAN, NAN);
      add_series (self, _("train"), 0, read_train_accuracy, 0);
      add_series (self, _("valid"), 1, read_valid_accuracy, 0);
      add_series (self, _("derived"), 2, read_derived_accuracy, 0);
      break;
    case SPK_PROGRESS_LOSS:
      begin_panel (self, _("loss"), NULL, NAN, NAN);
      add_series (self, _("train"), 0, read_train_loss, 0);
      add_series (self, _("valid"), 1, read_valid_loss, 0);
      add_series (self, _("architecture"), 2, read_alpha_loss, 0);
      break;
    case SPK_PROGRESS_SIZES:
      begin_panel (self, _("probability"), NULL, 0, 1);
      add_sizes (self);
      break;
    case SPK_PROGRESS_ENTROPY:
      begin_panel (self, _("entropy"), NULL, 0, 1);
      add_series (self, _("of types"), 0, read_entropy, 0);
      add_series (self, _("of sizes"), 1, read_size_entropy, 0);
      break;
    case SPK_PROGRESS_GAP:
      begin_panel (self, _("gap"), _("points"), NAN, NAN);
      add_series (self, _("valid − derived"), 2, read_gap, 0);
      break;
    default:
      g_return_if_reached ();
    }
}

/* Where the search has ended and the retraining begins. */
static void
add_boundary (SpkProgressData *self)
{
  guint first = spk_epoch_span_of (self->document).first_retraining;

  if (first == 0 || first >= self->n)
    return;
  self->boundary = (SpkCurvesBoundary){ first + 0.5, _("search"), _("retraining") };
  self->curves.n_boundaries = 1;
  self->curves.boundaries = &self->boundary;
}

static void
clear_series (gpointer data)
{
  SpkSeries *series = data;

  g_free ((char *) series->name);
  g_free ((double *) series->y);
}

/**
 * spk_progress_data_new:
 * @layer: whose sizes and entropies are shown
 * @parts: what is shown, a panel each
 *
 * Returns: (transfer full): the numbers of all epochs of @document
 */
SpkProgressData *
spk_progress_data_new (SpkRunDocument *document, guint layer, SpkProgressPart parts)
{
  SpkProgressData *self = g_new0 (SpkProgressData, 1);

  self->document = g_object_ref (document);
  self->layer = layer;
  self->n = spk_run_document_get_n_epochs (document);
  self->x = g_new (double, MAX (1, self->n));
  for (guint i = 0; i < self->n; i++)
    self->x[i] = i + 1;
  self->panels = g_array_new (FALSE, TRUE, sizeof (SpkCurvesPanel));
  self->series = g_array_new (FALSE, TRUE, sizeof (SpkSeries));
  g_array_set_clear_func (self->series, clear_series);
  for (guint i = 0; i < SPK_N_PROGRESS_PARTS; i++)
    if (parts & (1 << i))
      add_part (self, 1 << i);
  add_boundary (self);

  self->curves.x = (SpkAxisSpec)SPK_AXIS_SPEC_INIT (_("epoch"), NULL);
  self->curves.x.integer = TRUE;
  self->curves.n_panels = self->panels->len;
  self->curves.panels = (const SpkCurvesPanel *) self->panels->data;
  self->curves.n_series = self->series->len;
  self->curves.series = (const SpkSeries *) self->series->data;
  return self;
}

/**
 * spk_progress_data_free:
 */
void
spk_progress_data_free (SpkProgressData *self)
{
  g_object_unref (self->document);
  g_array_unref (self->panels);
  g_array_unref (self->series);
  g_free (self->x);
  g_free (self);
}

/**
 * spk_progress_data_get_curves:
 *
 * Returns: (transfer none): what the figure is made from; the ends of its horizontal axis are the caller's to set
 */
const SpkCurvesData *
spk_progress_data_get_curves (SpkProgressData *self)
{
  return &self->curves;
}

/**
 * spk_progress_data_format:
 * @panel: index of the panel
 * @point: index of the epoch
 *
 * Returns: (transfer full): all numbers of a panel at an epoch, in one line
 */
char *
spk_progress_data_format (SpkProgressData *self, int panel, guint point)
{
  GString *text = g_string_new (NULL);

  g_string_printf (text, _("epoch %u"), point + 1);
  for (guint i = 0; i < self->series->len; i++)
    {
      const SpkSeries *series = &g_array_index (self->series, SpkSeries, i);
      gboolean percent = g_strcmp0 (self->curves.panels[series->panel].y.unit, "%") == 0;

      if ((int) series->panel != panel || point >= series->n || isnan (series->y[point]))
        continue;
      g_string_append_printf (text, percent ? " · %s %.1f %%" : " · %s %.3f", series->name, series->y[point]);
    }
  return g_string_free (text, FALSE);
}
