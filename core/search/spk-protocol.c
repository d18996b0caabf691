/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-protocol.h"

#include <math.h>
#include <string.h>

#include "model/spk-derivation.h"
#include "model/spk-topology-arrays.h"
#include "search/spk-job-error.h"
#include "search/spk-network-shape.h"
#include "search/spk-parts.h"

/* Stream of the cut into halves: it must differ from those of the split into training and test samples. */
#define STREAM_HALVES 101

struct _SpkProtocol
{
  SpkJobKind   kind;
  SpkSettings *settings;
  SpkBinning   binning;
  SpkSplit    *split;
  GArray      *train; /* guint32: samples that weights are trained on in this phase */
  GArray      *valid; /* guint32: held out in this phase */
  SpkPool     *pool;
  GPtrArray   *motifs; /* of the fixed network: given, or derived; NULL before */
  GPtrArray   *pins;   /* SpkPins or NULL, one a layer; NULL where there are none */
  guint        channels;
  guint        classes;

  SpkPhase     phase;
  SpkTrainer  *trainer;
  SpkJobResult *result;

  /* saved */
  double       best_valid;
  double       search_valid;   /* of the relaxed network, after its last epoch */
  double       search_derived; /* of the derived network with inherited weights */
  double       train_valid;
  guint64      search_epochs;
  guint64      train_epochs;
  double       search_seconds;
  double       train_seconds;
};

static void
free_pins (gpointer pins)
{
  if (pins != NULL)
    spk_pins_free (pins);
}

static GPtrArray *
copy_pins (GPtrArray *pins)
{
  GPtrArray *copy;

  if (pins == NULL)
    return NULL;
  copy = g_ptr_array_new_with_free_func (free_pins);
  for (guint i = 0; i < pins->len; i++)
    {
      const SpkPins *it = g_ptr_array_index (pins, i);

      g_ptr_array_add (copy, it != NULL ? spk_pins_copy (it) : NULL);
    }
  return copy;
}

/* A share that is held out to be evaluated on is not held out a second time. */
static gboolean
is_watched (const SpkProtocol *self)
{
  return self->kind == SPK_JOB_TRAIN && self->settings->valid_fraction > 0 &&
         self->settings->evaluate == SPK_SETTINGS_EVALUATE_TEST;
}

/* Cuts the training samples: halves for a search, a share to watch for a training, none for a retraining. */
static void
cut_samples (SpkProtocol *self)
{

  g_clear_pointer (&self->train, g_array_unref);
  g_clear_pointer (&self->valid, g_array_unref);
  if (self->phase == SPK_PHASE_SEARCH)
    {
      spk_split_stratified (self->binning.dataset, self->split->train, self->split->n_train, 0.5, self->settings->seed,
                            STREAM_HALVES, &self->valid, &self->train);
      return;
    }
  if (is_watched (self))
    {
      spk_parts_hold_out (self->settings, self->binning.dataset, self->split, &self->valid, &self->train);
      return;
    }
  self->valid = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->train = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_append_vals (self->train, self->split->train, self->split->n_train);
}

static gboolean
check_samples (SpkProtocol *self, GError **error)
{
  if (self->train->len > 0 && (self->phase != SPK_PHASE_SEARCH || self->valid->len > 0))
    return TRUE;
  g_set_error (error, SPK_JOB_ERROR, SPK_JOB_ERROR_SETTINGS,
               "%u training samples are too few to hold any out; choose another split or valid-fraction", self->split->n_train);
  return FALSE;
}

static gboolean
make_spec (const SpkProtocol *self, SpkNetworkSpec *spec, GError **error)
{
  SpkSettings *settings = self->settings;
  const guint layer = settings->layer;
  gboolean good;

  if (self->kind == SPK_JOB_SEARCH)
    settings->layer = SPK_SETTINGS_LAYER_SC_ML;
  good = spk_network_shape_make (settings, self->phase == SPK_PHASE_SEARCH, self->motifs, self->channels, self->classes, spec,
                                 error);
  settings->layer = layer;
  return good;
}

static gboolean
is_searched (const SpkSettings *settings, guint size)
{
  for (guint i = 0; i < settings->sizes.n; i++)
    if (settings->sizes.values[i] == size)
      return TRUE;
  return FALSE;
}

static gboolean
check_pins (const SpkProtocol *self, GError **error)
{
  if (self->pins == NULL)
    return TRUE;
  if (self->pins->len != self->settings->neurons.n)
    {
      g_set_error (error, SPK_JOB_ERROR, SPK_JOB_ERROR_SETTINGS, "pins for %u layers, but there are %u",
                   self->pins->len, self->settings->neurons.n);
      return FALSE;
    }
  for (guint l = 0; l < self->pins->len; l++)
    {
      const SpkPins *pins = g_ptr_array_index (self->pins, l);
      const guint size = pins != NULL ? spk_pins_get_size (pins) : 0;

      if (size == 0 || is_searched (self->settings, size))
        continue;
      g_set_error (error, SPK_JOB_ERROR, SPK_JOB_ERROR_SETTINGS,
                   "layer %u: the pinned motif size %u is none of those searched; add it to sizes", l + 1, size);
      return FALSE;
    }
  return TRUE;
}

/* Opens the current phase at its first batch. */
static gboolean
open_phase (SpkProtocol *self, GError **error)
{
  const gboolean search = self->phase == SPK_PHASE_SEARCH;
  const guint n_epochs = search || self->kind == SPK_JOB_TRAIN ? self->settings->epochs : self->settings->retrain_epochs;
  SpkNetworkSpec spec;

  cut_samples (self);
  if (!check_samples (self, error) || !make_spec (self, &spec, error))
    return FALSE;

  const SpkTrainerData data = {
    .binning = self->binning,
    .train = (const guint32 *) (gpointer) self->train->data,
    .n_train = self->train->len,
    .valid = (const guint32 *) (gpointer) self->valid->data,
    .n_valid = self->valid->len,
  };

  g_clear_pointer (&self->trainer, spk_trainer_free);
  self->trainer = spk_trainer_new (self->phase, &spec, self->settings, &data,
                                   search && self->pins != NULL ? (SpkPins *const *) self->pins->pdata : NULL, n_epochs,
                                   self->pool);
  spk_network_spec_clear (&spec);
  return TRUE;
}

/**
 * spk_protocol_new:
 * @settings: copied
 * @motifs: (element-type SpkTopology) (nullable): of SC-ML layers to be trained
 * @pins: (element-type SpkPins) (nullable): for a search, one a layer, %NULL where a layer has none
 * @pool: (unowned): threads
 *
 * Returns: (transfer full) (nullable): a protocol before its first batch; %NULL with @error if settings, motifs and data
 *   do not fit
 */
SpkProtocol *
spk_protocol_new (SpkJobKind         kind,
                  const SpkSettings *settings,
                  SpkDataset        *dataset,
                  GPtrArray         *motifs,
                  GPtrArray         *pins,
                  SpkPool           *pool,
                  GError           **error)
{
  g_autoptr (SpkProtocol) self = g_new0 (SpkProtocol, 1);

  self->kind = kind;
  self->settings = spk_settings_copy (settings);
  self->binning = (SpkBinning){ .dataset = spk_dataset_ref (dataset),
                                .steps = settings->steps,
                                .duration_us = spk_network_shape_duration (settings, dataset) };
  self->pool = pool;
  self->motifs = motifs != NULL ? g_ptr_array_ref (motifs) : NULL;
  self->pins = copy_pins (pins);
  self->channels = spk_dataset_get_geometry (dataset)->channels;
  self->classes = spk_dataset_get_n_classes (dataset);
  self->phase = kind == SPK_JOB_SEARCH ? SPK_PHASE_SEARCH : SPK_PHASE_TRAIN;
  self->best_valid = self->search_valid = self->search_derived = self->train_valid = NAN;

  self->split = spk_parts_new (settings, dataset, error);
  if (self->split == NULL || !check_pins (self, error) || !open_phase (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
spk_protocol_free (SpkProtocol *self)
{
  g_clear_pointer (&self->trainer, spk_trainer_free);
  g_clear_pointer (&self->result, spk_job_result_free);
  g_clear_pointer (&self->split, spk_split_free);
  g_clear_pointer (&self->train, g_array_unref);
  g_clear_pointer (&self->valid, g_array_unref);
  g_clear_pointer (&self->motifs, g_ptr_array_unref);
  g_clear_pointer (&self->pins, g_ptr_array_unref);
  spk_dataset_unref (self->binning.dataset);
  spk_settings_free (self->settings);
  g_free (self);
}

gboolean
spk_protocol_is_done (const SpkProtocol *self)
{
  return self->result != NULL;
}

SpkPhase
spk_protocol_get_phase (const SpkProtocol *self)
{
  return self->phase;
}

/**
 * spk_protocol_look:
 *
 * Returns: (transfer full) (nullable): how the network looks before its first batch, as epoch 0; %NULL if the protocol has
 *   advanced
 */
SpkEpochRecord *
spk_protocol_look (SpkProtocol *self)
{
  const SpkProgress progress = spk_protocol_get_progress (self);
  const gboolean fresh = progress.epoch == 1 && progress.batch == 0;

  return fresh && self->search_epochs == 0 ? spk_trainer_look (self->trainer) : NULL;
}

SpkProgress
spk_protocol_get_progress (const SpkProtocol *self)
{
  return spk_trainer_get_progress (self->trainer);
}

/**
 * spk_protocol_get_seconds:
 *
 * Returns: time spent computing so far, over all sessions of the job
 */
double
spk_protocol_get_seconds (const SpkProtocol *self)
{
  return self->search_seconds + self->train_seconds;
}

/**
 * spk_protocol_count_parameters:
 *
 * Returns: trained weights of the network of this phase
 */
guint64
spk_protocol_count_parameters (const SpkProtocol *self)
{
  return spk_network_count_weights (spk_trainer_get_network (self->trainer));
}

/**
 * spk_protocol_get_best:
 *
 * Returns: best validation accuracy of an epoch so far, NaN where there is none
 */
double
spk_protocol_get_best (const SpkProtocol *self)
{
  return self->best_valid;
}

/**
 * spk_protocol_get_share:
 *
 * Returns: estimate of how much of the whole work is done, in [0, 1]; a search batch counts for two of training
 */
double
spk_protocol_get_share (const SpkProtocol *self)
{
  const SpkSettings *settings = self->settings;
  const SpkProgress progress = spk_protocol_get_progress (self);
  const double search = self->kind == SPK_JOB_SEARCH ? (double) settings->epochs : 0; /* two steps on half of the samples */
  const double train = self->kind == SPK_JOB_SEARCH ? settings->retrain_epochs : settings->epochs;
  const double here = progress.epoch - 1.0 + (double) progress.batch / progress.n_batches;
  const double done = self->phase == SPK_PHASE_SEARCH ? here : search + here;

  if (self->result != NULL)
    return 1;
  return CLAMP (done / MAX (search + train, 1), 0, 1);
}

/* The search is over: its likeliest network becomes the fixed one. */
static gboolean
open_retraining (SpkProtocol *self, GError **error)
{
  g_autoptr (SpkNetwork) inherited = spk_derivation_inherit (spk_trainer_get_network (self->trainer));
  GPtrArray *motifs = g_ptr_array_new_with_free_func ((GDestroyNotify) spk_topology_unref);

  for (guint l = 0; l < inherited->spec.n_layers; l++)
    g_ptr_array_add (motifs, spk_topology_ref (inherited->spec.layers[l].topology));
  g_clear_pointer (&self->motifs, g_ptr_array_unref);
  self->motifs = motifs;
  self->phase = SPK_PHASE_TRAIN;
  if (!open_phase (self, error))
    return FALSE;
  if (self->settings->retrain_epochs == 0) /* nothing is trained anew: keep what was found */
    memcpy (spk_trainer_get_network (self->trainer)->values, inherited->values, inherited->n_values * sizeof (float));
  return TRUE;
}

static void
count_confusion (const SpkEngine *engine, const SpkOutcome *outcome, gpointer data)
{
  SpkJobResult *result = data;

  for (guint i = 0; i < outcome->n_samples; i++)
    result->confusion[outcome->labels[i] * result->n_classes + outcome->predictions[i]]++;
}

/* The only place that looks at test samples, or at those that settings name in place of them. */
static void
score_test (SpkProtocol *self, SpkJobResult *result)
{
  SpkEngine *engine = spk_trainer_get_engine (self->trainer);
  SpkScore score;

  spk_engine_load (engine, spk_trainer_get_network (self->trainer));
  score = spk_scoring_run (engine, &self->binning, self->split->test, self->split->n_test, self->settings->batch,
                           count_confusion, result);
  result->test_accuracy = score.accuracy;
  result->test_loss = score.loss;
  result->n_test = score.n_samples;
}

static void
make_result (SpkProtocol *self)
{
  SpkJobResult *result = g_new0 (SpkJobResult, 1);
  const SpkNetwork *network = spk_trainer_get_network (self->trainer);
  const gboolean search = self->kind == SPK_JOB_SEARCH;

  result->n_classes = self->classes;
  result->confusion = g_new0 (guint, (gsize) self->classes * self->classes);
  score_test (self, result);
  result->valid_accuracy = search ? self->search_valid : self->train_valid;
  result->derived_accuracy = self->search_derived;
  result->discretisation_gap = self->search_valid - self->search_derived;
  result->search_epochs = (guint) self->search_epochs;
  result->train_epochs = (guint) self->train_epochs;
  result->search_seconds = self->search_seconds;
  result->train_seconds = self->train_seconds;
  result->n_parameters = spk_network_count_weights (network);
  result->n_recurrent = spk_network_count_recurrent (network);
  result->motifs = g_ptr_array_new_with_free_func ((GDestroyNotify) spk_topology_unref);
  for (guint l = 0; l < network->spec.n_layers; l++)
    if (network->spec.layers[l].topology != NULL)
      g_ptr_array_add (result->motifs, spk_topology_ref (network->spec.layers[l].topology));
  self->result = result;
}

static void
note_epoch (SpkProtocol *self, const SpkEpochRecord *record)
{
  if (!isnan (record->valid_accuracy))
    self->best_valid = isnan (self->best_valid) ? record->valid_accuracy : MAX (self->best_valid, record->valid_accuracy);
  if (self->phase == SPK_PHASE_SEARCH)
    {
      self->search_valid = record->valid_accuracy;
      self->search_derived = record->derived_accuracy;
      self->search_epochs = record->epoch;
    }
  else
    {
      self->train_valid = record->valid_accuracy;
      self->train_epochs = record->epoch;
    }
}

static gboolean
advance (SpkProtocol *self, SpkEpochRecord **record, GError **error)
{
  if (spk_trainer_is_done (self->trainer))
    {
      if (self->phase == SPK_PHASE_SEARCH)
        return open_retraining (self, error);
      make_result (self);
      return TRUE;
    }
  if (!spk_trainer_epoch_is_over (self->trainer))
    return spk_trainer_train_batch (self->trainer, error);
  *record = spk_trainer_finish_epoch (self->trainer, error);
  if (*record == NULL)
    return FALSE;
  note_epoch (self, *record);
  return TRUE;
}

/**
 * spk_protocol_advance:
 * @record: (out) (nullable) (transfer full): record of an epoch, if this step finished one
 *
 * Does the next step: a batch, the look at an epoch's end, the change from search to retraining, or the evaluation at
 * the end, after which spk_protocol_is_done() is true. Must not be called then.
 *
 * Returns: %FALSE with @error if the numbers have gone wrong; the protocol is then of no use
 */
gboolean
spk_protocol_advance (SpkProtocol *self, SpkEpochRecord **record, GError **error)
{
  const gint64 start = g_get_monotonic_time ();
  double *seconds = self->phase == SPK_PHASE_SEARCH ? &self->search_seconds : &self->train_seconds;
  gboolean good;

  g_return_val_if_fail (!spk_protocol_is_done (self), FALSE);

  *record = NULL;
  good = advance (self, record, error);
  *seconds += (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  if (self->result != NULL)
    self->result->train_seconds = self->train_seconds;
  if (*record != NULL)
    (*record)->seconds = spk_protocol_get_seconds (self);
  return good;
}

/**
 * spk_protocol_steal_result:
 *
 * Returns: (transfer full): the result of a protocol that is done, which then has none any more
 */
SpkJobResult *
spk_protocol_steal_result (SpkProtocol *self)
{
  return g_steal_pointer (&self->result);
}

static const struct
{
  const char *name;
  gsize       offset;
} real_fields[] = {
  { "best_valid", G_STRUCT_OFFSET (SpkProtocol, best_valid) },
  { "search_valid", G_STRUCT_OFFSET (SpkProtocol, search_valid) },
  { "search_derived", G_STRUCT_OFFSET (SpkProtocol, search_derived) },
  { "train_valid", G_STRUCT_OFFSET (SpkProtocol, train_valid) },
  { "search_seconds", G_STRUCT_OFFSET (SpkProtocol, search_seconds) },
  { "train_seconds", G_STRUCT_OFFSET (SpkProtocol, train_seconds) },
};

#define TRAINER_PREFIX(phase) ((phase) == SPK_PHASE_SEARCH ? "search/" : "train/")

/**
 * spk_protocol_save:
 *
 * Returns: (transfer full): the whole state between two steps
 */
SpkArrays *
spk_protocol_save (const SpkProtocol *self)
{
  SpkArrays *state = spk_arrays_new ();

  spk_arrays_add_uint64 (state, "kind", self->kind);
  spk_arrays_add_uint64 (state, "phase", self->phase);
  spk_arrays_add_uint64 (state, "search_epochs", self->search_epochs);
  spk_arrays_add_uint64 (state, "train_epochs", self->train_epochs);
  for (guint i = 0; i < G_N_ELEMENTS (real_fields); i++)
    spk_arrays_add_float64 (state, real_fields[i].name, *(const double *) ((const guint8 *) self + real_fields[i].offset));
  for (guint l = 0; self->motifs != NULL && l < self->motifs->len; l++)
    {
      g_autofree char *name = g_strdup_printf ("motif/layer%u", l);

      spk_topology_save_arrays (g_ptr_array_index (self->motifs, l), name, state);
    }
  spk_trainer_save (self->trainer, TRAINER_PREFIX (self->phase), state);
  return state;
}

static gboolean
restore_motifs (SpkProtocol *self, const SpkArrays *state, GError **error)
{
  g_autoptr (GPtrArray) motifs = g_ptr_array_new_with_free_func ((GDestroyNotify) spk_topology_unref);

  for (guint l = 0; l < self->settings->neurons.n; l++)
    {
      g_autofree char *name = g_strdup_printf ("motif/layer%u", l);
      SpkTopology *motif = spk_topology_restore_arrays (name, state);

      if (motif == NULL)
        {
          g_set_error (error, SPK_JOB_ERROR, SPK_JOB_ERROR_CHECKPOINT, "the saved state has no motif \"%s\"", name);
          return FALSE;
        }
      g_ptr_array_add (motifs, motif);
    }
  g_clear_pointer (&self->motifs, g_ptr_array_unref);
  self->motifs = g_steal_pointer (&motifs);
  return TRUE;
}

/* A training is of given motifs: weights of others would be taken for theirs where the sizes are the same. */
static gboolean
check_motifs (SpkProtocol *self, const SpkArrays *state, GError **error)
{
  for (guint l = 0; self->motifs != NULL && l < self->motifs->len; l++)
    {
      g_autofree char *name = g_strdup_printf ("motif/layer%u", l);
      g_autoptr (SpkTopology) motif = spk_topology_restore_arrays (name, state);

      if (motif != NULL && spk_topology_equal (motif, g_ptr_array_index (self->motifs, l)))
        continue;
      g_set_error (error, SPK_JOB_ERROR, SPK_JOB_ERROR_CHECKPOINT,
                   "the saved state is not of the given motif of layer %u", l + 1);
      return FALSE;
    }
  return TRUE;
}

/**
 * spk_protocol_restore:
 *
 * Goes to a saved state: the steps that follow give the same bits as if there had been no pause.
 *
 * Returns: %FALSE with @error if the state is not of a protocol of these settings; the protocol is then of no use
 */
gboolean
spk_protocol_restore (SpkProtocol *self, const SpkArrays *state, GError **error)
{
  guint64 kind, phase;

  if (!spk_arrays_get_uint64 (state, "kind", &kind, error) || !spk_arrays_get_uint64 (state, "phase", &phase, error) ||
      !spk_arrays_get_uint64 (state, "search_epochs", &self->search_epochs, error) ||
      !spk_arrays_get_uint64 (state, "train_epochs", &self->train_epochs, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (real_fields); i++)
    if (!spk_arrays_get_float64 (state, real_fields[i].name, (double *) ((guint8 *) self + real_fields[i].offset), error))
      return FALSE;
  if (kind != (guint64) self->kind || phase > SPK_PHASE_TRAIN || (kind == SPK_JOB_TRAIN && phase == SPK_PHASE_SEARCH))
    {
      g_set_error (error, SPK_JOB_ERROR, SPK_JOB_ERROR_CHECKPOINT, "the saved state is of another kind of job");
      return FALSE;
    }
  if ((SpkPhase) phase != self->phase)
    {
      self->phase = (SpkPhase) phase;
      if (!restore_motifs (self, state, error) || !open_phase (self, error))
        return FALSE;
    }
  else if (self->kind == SPK_JOB_TRAIN && !check_motifs (self, state, error))
    return FALSE;
  return spk_trainer_restore (self->trainer, TRAINER_PREFIX (self->phase), state, error);
}

/**
 * spk_protocol_make_random_motifs:
 *
 * Returns: (transfer full) (element-type SpkTopology): one random motif a layer, of the settings' size, density and seed
 */
GPtrArray *
spk_protocol_make_random_motifs (const SpkSettings *settings)
{
  GPtrArray *motifs = g_ptr_array_new_with_free_func ((GDestroyNotify) spk_topology_unref);

  for (guint l = 0; l < settings->neurons.n; l++)
    g_ptr_array_add (motifs, spk_topology_new_random (settings->random_motif, settings->density, settings->seed, l));
  return motifs;
}
