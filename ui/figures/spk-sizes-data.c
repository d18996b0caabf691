/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures/spk-sizes-data.h"

#include <glib/gi18n.h>
#include <math.h>

struct _SpkSizesData
{
  guint          n_epochs;
  guint          n_sizes;
  double        *epochs;        /* [n_epochs] */
  double        *probabilities; /* [n_sizes][n_epochs] */
  char         **names;         /* [n_sizes] */
  SpkSeries     *series;        /* [n_sizes] */
  SpkCurvesPanel panel;
  SpkCurvesData  data;
};

/* The layer of an epoch that still searches, or nothing. */
static const SpkLayerRecord *
get_layer (const SpkEpochRecord *record, guint layer)
{
  gboolean searched = record->phase == SPK_PHASE_SEARCH && layer < record->n_layers &&
                      record->layers[layer].n_branches > 0;

  return searched ? &record->layers[layer] : NULL;
}

static void
fill (SpkSizesData *self, GPtrArray *records, guint layer)
{
  for (guint i = 0; i < records->len; i++)
    {
      const SpkEpochRecord *record = records->pdata[i];
      const SpkLayerRecord *it = get_layer (record, layer);

      if (it == NULL)
        continue;
      self->epochs[self->n_epochs] = record->epoch;
      for (guint s = 0; s < self->n_sizes; s++)
        self->probabilities[(gsize) s * records->len + self->n_epochs] = s < it->n_branches ? it->branches[s].probability
                                                                                            : NAN;
      self->n_epochs++;
    }
}

static const SpkLayerRecord *
find_first (GPtrArray *records, guint layer)
{
  for (guint i = 0; i < records->len; i++)
    if (get_layer (records->pdata[i], layer) != NULL)
      return get_layer (records->pdata[i], layer);
  return NULL;
}

/**
 * spk_sizes_data_new:
 * @records: (element-type SpkEpochRecord): epochs of a run; only read during the call
 * @layer: index of the layer
 *
 * Returns: (transfer full): the probabilities; no series in a run that searched no sizes
 */
SpkSizesData *
spk_sizes_data_new (GPtrArray *records, guint layer)
{
  SpkSizesData *self = g_new0 (SpkSizesData, 1);
  const SpkLayerRecord *first = find_first (records, layer);

  self->n_sizes = first != NULL ? first->n_branches : 0;
  self->epochs = g_new (double, records->len + 1);
  self->probabilities = g_new (double, (gsize) self->n_sizes * records->len + 1);
  self->names = g_new0 (char *, self->n_sizes + 1);
  self->series = g_new0 (SpkSeries, self->n_sizes + 1);
  fill (self, records, layer);
  for (guint s = 0; s < self->n_sizes; s++)
    {
      self->names[s] = g_strdup_printf ("k = %u", first->branches[s].size);
      self->series[s] = (SpkSeries){ .name = self->names[s], .look = spk_line_look_for (s), .n = self->n_epochs,
                                     .x = self->epochs, .y = self->probabilities + (gsize) s * records->len };
    }
  self->panel = (SpkCurvesPanel){ .y = SPK_AXIS_SPEC_INIT (_("probability of the size"), NULL) };
  self->panel.y.low = 0;
  self->panel.y.high = 1;
  self->data = (SpkCurvesData){ .x = SPK_AXIS_SPEC_INIT (_("epoch"), NULL), .n_panels = 1, .panels = &self->panel,
                                .n_series = self->n_sizes, .series = self->series, .names_at_ends = TRUE };
  self->data.x.integer = TRUE;
  return self;
}

/**
 * spk_sizes_data_free:
 */
void
spk_sizes_data_free (SpkSizesData *self)
{
  g_free (self->epochs);
  g_free (self->probabilities);
  g_strfreev (self->names);
  g_free (self->series);
  g_free (self);
}

/**
 * spk_sizes_data_get_curves:
 *
 * Returns: (transfer none): as long as @self lives
 */
const SpkCurvesData *
spk_sizes_data_get_curves (const SpkSizesData *self)
{
  return &self->data;
}
