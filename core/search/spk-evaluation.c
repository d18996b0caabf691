/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-evaluation.h"

#include "base/spk-blas.h"
#include "model/spk-topology-arrays.h"
#include "search/spk-job-error.h"
#include "search/spk-job-result.h"
#include "search/spk-network-shape.h"
#include "search/spk-scoring.h"

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

/* Motifs derived by a search are part of its state, those of a training are given. */
static GPtrArray *
motifs_of (const SpkSettings *settings, GPtrArray *motifs, const SpkArrays *state)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) spk_topology_unref);

  for (guint l = 0; l < settings->neurons.n; l++)
    {
      g_autofree char *name = g_strdup_printf ("motif/layer%u", l);
      SpkTopology *motif = spk_topology_restore_arrays (name, state);

      if (motif == NULL)
        {
          g_ptr_array_unref (found);
          return motifs != NULL ? g_ptr_array_ref (motifs) : NULL;
        }
      g_ptr_array_add (found, motif);
    }
  return found;
}

static guint
count_channels (const SpkArrays *state, GError **error)
{
  const SpkArray *weights = spk_arrays_find (state, "train/network/layer0/W");

  if (weights == NULL || weights->rank != 2)
    {
      g_set_error (error, SPK_JOB_ERROR, SPK_JOB_ERROR_CHECKPOINT,
                   "the run holds no trained network yet: its search has not come to an end; resume it first");
      return 0;
    }
  return (guint) weights->dims[0];
}

static SpkNetwork *
load_network (const SpkSettings *settings, GPtrArray *motifs, const SpkArrays *state, guint channels, guint classes,
              GError **error)
{
  g_autoptr (GPtrArray) own_motifs = motifs_of (settings, motifs, state);
  g_autoptr (SpkSettings) shape = spk_settings_copy (settings);
  g_autoptr (SpkNetwork) network = NULL;
  SpkNetworkSpec spec;
  guint64 kind;

  if (!spk_arrays_get_uint64 (state, "kind", &kind, error))
    return NULL;
  if (kind == SPK_JOB_SEARCH) /* whatever kind the settings name: it is of trainings */
    shape->layer = SPK_SETTINGS_LAYER_SC_ML;
  if (!spk_network_shape_make (shape, FALSE, own_motifs, channels, classes, &spec, error))
    return NULL;
  network = spk_network_new (&spec);
  spk_network_spec_clear (&spec);
  if (!spk_network_restore (network, network->values, "train/network/", state, error))
    return NULL;
  return g_steal_pointer (&network);
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
  const guint channels = count_channels (state, error);
  const guint classes = g_strv_length ((char **) class_names);
  const SpkBinning binning = { dataset, settings->steps, spk_network_shape_duration (settings, dataset) };
  g_autofree guint32 *map = NULL;
  g_autoptr (SpkNetwork) network = NULL;
  g_autoptr (SpkPool) pool = NULL;
  g_autoptr (SpkEngine) engine = NULL;
  SpkEvaluation *self;

  if (channels == 0)
    return NULL;
  if (channels != spk_dataset_get_geometry (dataset)->channels || n_samples == 0)
    {
      g_set_error (error, SPK_JOB_ERROR, SPK_JOB_ERROR_SETTINGS,
                   n_samples == 0 ? "%s: no samples to evaluate"
                                  : "%s: recordings of %u channels, but the network was trained on %u",
                   spk_dataset_get_source (dataset), spk_dataset_get_geometry (dataset)->channels, channels);
      return NULL;
    }
  map = map_labels (class_names, dataset, error);
  network = map != NULL ? load_network (settings, motifs, state, channels, classes, error) : NULL;
  if (network == NULL)
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
