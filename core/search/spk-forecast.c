/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-forecast.h"

#include "base/spk-floats.h"
#include "model/spk-network.h"
#include "search/spk-parts.h"
#include "search/spk-protocol.h"

/* Batches that are timed: at least so many, and more until the time is over. */
#define MIN_BATCHES     4
#define MEASURE_SECONDS 0.4

/* Samples that spk_protocol_look() evaluates. */
#define MAX_LOOKED 160

/* Pace of one phase: what a batch and an evaluated sample take. */
typedef struct
{
  double  batch;
  double  evaluation;
  guint   n_batches;
  guint64 bytes;
  guint64 n_parameters;
} Pace;

static double
seconds_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

static gboolean
train_batch (SpkProtocol *protocol, GCancellable *cancellable, GError **error)
{
  SpkEpochRecord *record = NULL;
  gboolean good;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  good = spk_protocol_advance (protocol, &record, error);
  g_clear_pointer (&record, spk_epoch_record_unref);
  return good;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* What most batches take: others on the machine make single ones slow. */
static double
median (GArray *values)
{
  g_array_sort (values, compare_doubles);
  return g_array_index (values, double, (values->len - 1) / 2);
}

static gboolean
time_batch (SpkProtocol *protocol, GCancellable *cancellable, GArray *times, GError **error)
{
  const gint64 start = g_get_monotonic_time ();
  double seconds;

  if (!train_batch (protocol, cancellable, error))
    return FALSE;
  seconds = seconds_since (start);
  g_array_append_val (times, seconds);
  return TRUE;
}

/* The first batch touches the memory: all of it is there then, and the time counts only where there is no other. */
static gboolean
time_batches (SpkProtocol *protocol, GCancellable *cancellable, Pace *pace, GError **error)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  const gint64 start = g_get_monotonic_time ();

  pace->n_batches = spk_protocol_get_progress (protocol).n_batches;
  if (!time_batch (protocol, cancellable, times, error))
    return FALSE;
  pace->bytes = spk_floats_get_allocated ();
  if (pace->n_batches > 1)
    g_array_set_size (times, 0);
  while (times->len + 1 < pace->n_batches && (times->len < MIN_BATCHES || seconds_since (start) < MEASURE_SECONDS))
    if (!time_batch (protocol, cancellable, times, error))
      return FALSE;
  pace->batch = median (times);
  return TRUE;
}

static void
look (SpkProtocol *protocol)
{
  SpkEpochRecord *record = spk_protocol_look (protocol);

  g_clear_pointer (&record, spk_epoch_record_unref);
}

/* The first look touches the memory. */
static void
time_evaluation (SpkProtocol *protocol, const SpkSettings *settings, Pace *pace)
{
  const guint n = MIN (spk_protocol_get_progress (protocol).n_batches * settings->batch, MAX_LOOKED);
  gint64 start;

  look (protocol);
  start = g_get_monotonic_time ();
  look (protocol);
  pace->evaluation = seconds_since (start) / n;
}

static gboolean
measure (SpkJobKind kind, const SpkSettings *settings, SpkDataset *dataset, GPtrArray *motifs, GCancellable *cancellable,
         Pace *pace, GError **error)
{
  g_autoptr (SpkPool) pool = spk_pool_new (settings->threads);
  const guint64 before = spk_floats_get_allocated ();
  g_autoptr (SpkProtocol) protocol = spk_protocol_new (kind, settings, dataset, motifs, NULL, pool, error);

  if (protocol == NULL)
    return FALSE;
  time_evaluation (protocol, settings, pace);
  if (!time_batches (protocol, cancellable, pace, error))
    return FALSE;
  pace->n_parameters = spk_protocol_count_parameters (protocol);
  pace->bytes -= before;
  return TRUE;
}

/* What is retrained after a search: motifs of the largest size, whose connections do not matter for the time. */
static gboolean
measure_retraining (const SpkSettings *settings, SpkDataset *dataset, GCancellable *cancellable, Pace *pace, GError **error)
{
  g_autoptr (SpkSettings) fixed = spk_settings_copy (settings);
  g_autoptr (GPtrArray) motifs = NULL;

  fixed->layer = SPK_SETTINGS_LAYER_SC_ML;
  fixed->random_motif = settings->sizes.values[settings->sizes.n - 1];
  fixed->valid_fraction = 0;
  fixed->evaluate = SPK_SETTINGS_EVALUATE_TEST;
  motifs = spk_protocol_make_random_motifs (fixed);
  return measure (SPK_JOB_TRAIN, fixed, dataset, motifs, cancellable, pace, error);
}

static double
seconds_of_epoch (const Pace *pace, double n_evaluated)
{
  return pace->n_batches * pace->batch + n_evaluated * pace->evaluation;
}

static void
sum_up (const SpkSettings *settings, const SpkSplit *parts, const Pace *first, const Pace *retraining, SpkForecast *forecast)
{
  const double half = parts->n_train / 2.0;

  if (retraining != NULL) /* relaxed and likeliest network on the held-out half */
    forecast->seconds = settings->epochs * seconds_of_epoch (first, 2 * half) +
                        settings->retrain_epochs * seconds_of_epoch (retraining, MAX_LOOKED) +
                        parts->n_test * retraining->evaluation;
  else
    forecast->seconds =
        settings->epochs * seconds_of_epoch (first, MAX (settings->valid_fraction * parts->n_train, MAX_LOOKED)) +
        parts->n_test * first->evaluation;
  forecast->samples_per_second = settings->batch / first->batch;
  forecast->n_parameters = first->n_parameters;
  forecast->bytes = first->bytes + (retraining != NULL ? retraining->bytes : 0);
}

/**
 * spk_forecast_make:
 * @motifs: (element-type SpkTopology) (nullable): of SC-ML layers to be trained
 * @cancellable: (nullable): looked at between two batches
 * @forecast: (out)
 * @error: what keeps the job from starting, a numerical failure of its first batches, or %G_IO_ERROR_CANCELLED
 *
 * Computes some batches of the job as the job would, on this machine as busy as it is now, and reckons from them. What
 * the job computes is not touched. Takes a second or so, more where a batch does.
 *
 * Returns: whether @forecast was made
 */
gboolean
spk_forecast_make (SpkJobKind kind, const SpkSettings *settings, SpkDataset *dataset, GPtrArray *motifs,
                   GCancellable *cancellable, SpkForecast *forecast, GError **error)
{
  const gboolean search = kind == SPK_JOB_SEARCH;
  g_autoptr (SpkSettings) typical = spk_settings_copy (settings);
  g_autoptr (SpkSplit) parts = spk_parts_new (settings, dataset, error);
  Pace first = { 0 }, retraining = { 0 };

  typical->warmup = 0; /* batches of the warm-up do less */
  if (parts == NULL || !measure (kind, typical, dataset, motifs, cancellable, &first, error))
    return FALSE;
  if (search && !measure_retraining (typical, dataset, cancellable, &retraining, error))
    return FALSE;
  *forecast = (SpkForecast){ 0 };
  sum_up (settings, parts, &first, search ? &retraining : NULL, forecast);
  forecast->bytes += spk_dataset_get_n_events (dataset) * sizeof (SpkEvent);
  return TRUE;
}
