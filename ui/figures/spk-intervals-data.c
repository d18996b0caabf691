/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures/spk-intervals-data.h"

#include <glib/gi18n.h>
#include <math.h>

#include "figures/spk-number.h"
#include "search/spk-spike-intervals.h"

enum
{
  PANEL_INTERVALS,
  PANEL_VARIATION,
  PANEL_TIMES,
};

/**
 * spk_bin_rule_get_name:
 *
 * Returns: (transfer none): the rule in words, as a figure states it
 */
const char *
spk_bin_rule_get_name (SpkBinRule rule)
{
  switch (rule)
    {
    case SPK_BINS_FREEDMAN_DIACONIS:
      return _("bins: Freedman-Diaconis");
    case SPK_BINS_STURGES:
      return _("bins: Sturges");
    case SPK_BINS_LARGEST_NUMBER:
      return _("bins: as many as are drawn");
    case SPK_BINS_NONE:
    default:
      return "";
    }
}

static SpkSpikeIntervals *
gather (const SpkIntervalsRequest *request, guint neurons)
{
  SpkSpikeIntervals *intervals = spk_spike_intervals_new (neurons);

  for (guint i = 0; i < request->record->n_probes; i++)
    {
      const SpkProbe *probe = request->record->probes[i];
      g_autoptr (GBytes) bits = NULL;

      if ((request->probe >= 0 && (guint) request->probe != i) || request->layer >= probe->n_layers ||
          probe->neurons[request->layer] != neurons)
        continue;
      bits = spk_probe_unpack_spikes (probe, request->layer);
      if (bits != NULL)
        spk_spike_intervals_add (intervals, g_bytes_get_data (bits, NULL), probe->steps, request->chosen);
    }
  return intervals;
}

/* A histogram of @values times @unit, which are whole where @whole. */
static void
fill_panel (SpkIntervalsData *self, guint panel, const double *values, gsize n, double unit, gboolean whole)
{
  SpkHistogram *histogram = &self->histograms[panel];
  SpkBinRule rule = spk_bin_rule_count (values, n, whole ? 1 : 0, histogram);
  const char *name = spk_bin_rule_get_name (rule);

  histogram->low *= unit;
  histogram->high *= unit;
  if (rule != SPK_BINS_NONE)
    {
      g_autofree char *width = spk_number_format ((histogram->high - histogram->low) / histogram->n_bins, 3);

      /* The small panels have no room for names. */
      self->notes[panel] = panel == PANEL_INTERVALS ? g_strdup_printf ("%s, %s", name, width)
                                                    : g_strdup_printf (_("bins of %s"), width);
    }
  self->panels[panel].histogram = histogram;
  self->panels[panel].target_mean = NAN;
  self->panels[panel].note = self->notes[panel];
}

static void
fill_variation (SpkIntervalsData *self, const SpkSpikeIntervals *intervals, guint neurons)
{
  g_autofree double *variation = g_new (double, neurons + 1);
  double sum = 0;
  guint n = 0;

  for (guint i = 0; i < neurons; i++)
    {
      variation[i] = spk_spike_intervals_get_variation (intervals, i);
      if (isnan (variation[i]))
        continue;
      sum += variation[i];
      n++;
    }
  self->mean_variation = n > 0 ? sum / n : NAN;
  fill_panel (self, PANEL_VARIATION, variation, neurons, 1, FALSE);
}

/**
 * spk_intervals_data_init:
 * @self: (out caller-allocates): freed with spk_intervals_data_clear(); it points into itself and must not be moved
 *
 * Counts intervals, their variation and times of the spikes that an epoch has kept.
 */
void
spk_intervals_data_init (SpkIntervalsData *self, const SpkIntervalsRequest *request)
{
  const SpkEpochRecord *record = request->record;
  guint neurons = request->layer < record->n_layers ? record->layers[request->layer].neurons : 0;
  g_autoptr (SpkSpikeIntervals) intervals = gather (request, neurons);
  const double *values;
  gsize n;

  *self = (SpkIntervalsData){ .data = { .y_title = _("count"), .n_panels = SPK_INTERVALS_N_PANELS } };
  self->data.panels = self->panels;
  self->panels[PANEL_INTERVALS].x = (SpkAxisSpec) SPK_AXIS_SPEC_INIT (_("interval between spikes"), request->time_unit);
  self->panels[PANEL_INTERVALS].logarithmic = request->logarithmic;
  self->panels[PANEL_VARIATION].x = (SpkAxisSpec) SPK_AXIS_SPEC_INIT (_("CV of a neuron"), NULL);
  self->panels[PANEL_TIMES].x = (SpkAxisSpec) SPK_AXIS_SPEC_INIT (_("spike time"), request->time_unit);

  values = spk_spike_intervals_get_intervals (intervals, &n);
  self->n_intervals = (guint) n;
  fill_panel (self, PANEL_INTERVALS, values, n, request->step, TRUE);
  fill_variation (self, intervals, neurons);
  values = spk_spike_intervals_get_times (intervals, &n);
  fill_panel (self, PANEL_TIMES, values, n, request->step, TRUE);
}

/**
 * spk_intervals_data_clear:
 *
 * Frees what @self holds.
 */
void
spk_intervals_data_clear (SpkIntervalsData *self)
{
  for (guint i = 0; i < SPK_INTERVALS_N_PANELS; i++)
    {
      g_free (self->histograms[i].counts);
      g_free (self->notes[i]);
    }
}
