/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-seed-band.h"

#include <math.h>

/* Mean and sum of squared deviations, as Welford 1962 adds a number to them. */
typedef struct
{
  guint  n;
  double mean;
  double squares;
} Moments;

static void
moments_add (Moments *self, double value)
{
  double before = value - self->mean;

  self->n++;
  self->mean += before / self->n;
  self->squares += before * (value - self->mean);
}

static guint
find_last_epoch (GPtrArray *const *runs, guint n_runs, SpkPhase phase)
{
  guint last = 0;

  for (guint run = 0; run < n_runs; run++)
    for (guint i = 0; i < runs[run]->len; i++)
      {
        const SpkEpochRecord *record = runs[run]->pdata[i];

        if (record->phase == phase)
          last = MAX (last, record->epoch);
      }
  return last;
}

static Moments *
collect (GPtrArray *const *runs, guint n_runs, SpkPhase phase, SpkCurve curve, guint last)
{
  Moments *moments = g_new0 (Moments, last + 1);

  for (guint run = 0; run < n_runs; run++)
    for (guint i = 0; i < runs[run]->len; i++)
      {
        const SpkEpochRecord *record = runs[run]->pdata[i];
        double value = spk_curve_get_value (curve, record);

        if (record->phase == phase && isfinite (value))
          moments_add (&moments[record->epoch], value);
      }
  return moments;
}

static void
take (SpkSeedBand *self, guint epoch, const Moments *moments)
{
  double deviation = moments->n > 1 ? sqrt (moments->squares / (moments->n - 1)) : NAN;
  guint i = self->n++;

  self->epochs[i] = epoch;
  self->mean[i] = moments->mean;
  self->low[i] = moments->mean - deviation;
  self->high[i] = moments->mean + deviation;
  self->n_runs[i] = moments->n;
}

/**
 * spk_seed_band_new:
 * @runs: [@n_runs] (element-type SpkEpochRecord), epochs of each run
 * @phase: whose epochs count
 * @curve: what of them
 *
 * Returns: (transfer full): the epochs in which some run has the number
 */
SpkSeedBand *
spk_seed_band_new (GPtrArray *const *runs, guint n_runs, SpkPhase phase, SpkCurve curve)
{
  guint last = find_last_epoch (runs, n_runs, phase);
  g_autofree Moments *moments = collect (runs, n_runs, phase, curve, last);
  SpkSeedBand *self = g_new0 (SpkSeedBand, 1);

  self->epochs = g_new (double, last + 1);
  self->mean = g_new (double, last + 1);
  self->low = g_new (double, last + 1);
  self->high = g_new (double, last + 1);
  self->n_runs = g_new (guint, last + 1);
  for (guint epoch = 0; epoch <= last; epoch++)
    if (moments[epoch].n > 0)
      take (self, epoch, &moments[epoch]);
  return self;
}

/**
 * spk_seed_band_free:
 */
void
spk_seed_band_free (SpkSeedBand *self)
{
  g_free (self->epochs);
  g_free (self->mean);
  g_free (self->low);
  g_free (self->high);
  g_free (self->n_runs);
  g_free (self);
}
