/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-evaluation.h"

#include "base/spk-blas.h"
#include "search/spk-job-error.h"
#include "search/spk-job-result.h"
#include "search/spk-network-shape.h"
#include "search/spk-scoring.h"
#include "search/spk-trained-network.h"

/* Another data set of the same kind may hold some of the classes only, or number them in another order. */
static guint32 *
map_labels (const char *const *class_names, SpkDataset *dataset, GError **error)
{
  const guint n = spk_dataset_get_n_classes (dataset);
  g_autofree guint32 *map = g_new (guint32, n);

  for (guint c = 0; c < n; c++)
    {
      const char *name = spk_dataset_get_class_name (dataset, c);
      guint known = 0;

      while (class_names[known] != NULL && !g_str_equal (class_names[known], name))
        known++;
      if (class_names[known] == NULL)
        {
          g_set_error (error, SPK_JOB_ERROR, SPK_JOB_ERROR_SETTINGS, "%s: the network was not trained on class \"%s\"",
                       spk_dataset_get_source (dataset), name);
          return NULL;
        }
      map[c] = known;
    }
  return g_steal_pointer (&map);
}

static void
count_confusion (SpkEvaluation *self, const SpkOutcome *outcome)
{
  for (guint i = 0; i < outcome->n_samples; i++)
    self->confusion[outcome->labels[i] * self->n_classes + outcome->predictions[i]]++;
}

/* A feeder that speaks of the network's classes instead of the data set's. */
typedef struct
{
  SpkFeeder      feeder;
  const guint32 *map;
} MappedFeeder;

static void
fill_mapped (gpointer data, guint shard, SpkShard *into)
{
  MappedFeeder *self = data;

  spk_feeder_fill (&self->feeder, shard, into);
  for (guint lane = 0; lane < into->n_samples; lane++)
    into->labels[lane] = self->map[into->labels[lane]];
}

static void
evaluate (SpkEvaluation *self, SpkEngine *engine, const SpkBinning *binning, const guint32 *samples, guint batch,
          const guint32 *map)
{
  double loss = 0;
  guint n_correct = 0;

  for (guint first = 0; first < self->n_samples; first += batch)
    {
      MappedFeeder feeder = {
        .feeder = { .binning = binning, .samples = samples + first, .n_samples = MIN (batch, self->n_samples - first) },
        .map = map,
      };
      SpkBatch it = { .n_samples = feeder.feeder.n_samples, .fill = fill_mapped, .data = &feeder };
      const SpkOutcome *outcome = spk_engine_evaluate (engine, &it);

      loss += outcome->loss * outcome->n_samples;
      n_correct += outcome->n_correct;
      self->n_dropped += outcome->n_dropped;
      count_confusion (self, outcome);
    }
  self->loss = loss / self->n_samples;
  self->accuracy = (double) n_correct / self->n_samples;
}

/**
 * spk_evaluation_run:
 * @settings: of the run
 * @motifs: (element-type SpkTopology) (nullable): given to the run; those a search has found are in its state
 * @state: the run's state
 * @class_names: of the data the network was trained on, %NULL-terminated
 * @dataset: recordings, of the same channels
 * @samples: [@n_samples], which of them
 *
 * Returns: (transfer full) (nullable): how well the trained network does; %NULL with @error if run and data do not fit, or
 *   the run is not as far
 */
SpkEvaluation *
spk_evaluation_run (const SpkSettings *settings,
                    GPtrArray         *motifs,
                    const SpkArrays   *state,
                    const char *const *class_names,
                    SpkDataset        *dataset,
                    const guint32     *samples,
                    guint              n_samples,
                    GError           **error)
{
  const guint classes = g_strv_length ((char **) class_names);
  const SpkBinning binning = { dataset, settings->steps, spk_network_shape_duration (settings, dataset) };
  g_autofree guint32 *map = NULL;
  g_autoptr (SpkNetwork) network = NULL;
  g_autoptr (SpkPool) pool = NULL;
  g_autoptr (SpkEngine) engine = NULL;
  SpkEvaluation *self;

  network = spk_trained_network_load (settings, motifs, state, spk_dataset_get_source (dataset),
                                      spk_dataset_get_geometry (dataset)->channels, classes, error);
  if (network == NULL)
    return NULL;
  if (n_samples == 0)
    {
      g_set_error (error, SPK_JOB_ERROR, SPK_JOB_ERROR_SETTINGS, "%s: no samples to evaluate",
                   spk_dataset_get_source (dataset));
      return NULL;
    }
  map = map_labels (class_names, dataset, error);
  if (map == NULL)
    return NULL;

  spk_blas_load ();
  pool = spk_pool_new (settings->threads);
  engine = spk_engine_new (&network->spec, settings->steps, settings->batch, pool);
  spk_engine_load (engine, network);
  self = g_new0 (SpkEvaluation, 1);
  self->n_samples = n_samples;
  self->n_classes = classes;
  self->confusion = g_new0 (guint, (gsize) classes * classes);
  evaluate (self, engine, &binning, samples, settings->batch, map);
  return self;
}

void
spk_evaluation_free (SpkEvaluation *self)
{
  g_free (self->confusion);
  g_free (self);
}
