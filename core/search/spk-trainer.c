/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-trainer-private.h"

#include <math.h>
#include <string.h>

#include "base/spk-floats.h"
#include "base/spk-random.h"
#include "model/spk-derivation.h"
#include "search/spk-epoch-summary.h"
#include "search/spk-hrmas.h"
#include "search/spk-job-error.h"
#include "search/spk-network-shape.h"
#include "search/spk-plasticity.h"

/* Training samples whose rates are shown where none are held out. */
#define MAX_WATCHED 160

/* Batches in a row in which a layer may be silent: plasticity needs some to wake it. */
#define MAX_SILENT_BATCHES 50

/* A mean loss above this has exploded: with a gain of 10 even confident mistakes cost less. */
#define MAX_LOSS 1e4

#define BETA_1       0.9
#define BETA_2       0.999
#define ALPHA_BETA_1 0.5

static guint32 *
copy_samples (const guint32 *samples, guint n)
{
  return g_memdup2 (samples, n * sizeof (guint32));
}

/* Samples in the order of this epoch. The order depends on seed, purpose and epoch alone. */
static void
order_samples (const SpkTrainer *self, SpkPurpose purpose, const guint32 *samples, guint n, guint32 *order)
{
  SpkRandom random;

  memcpy (order, samples, n * sizeof (guint32));
  spk_random_init (&random, self->settings->seed, purpose, self->epoch, self->phase);
  spk_random_shuffle (&random, order, n);
}

/**
 * spk_trainer_begin_epoch:
 *
 * Sets what depends on the number of the epoch: the order of the samples and the temperature.
 */
void
spk_trainer_begin_epoch (SpkTrainer *self)
{
  const double span = self->n_epochs > 1 ? (self->epoch - 1.0) / (self->n_epochs - 1) : 0;

  order_samples (self, SPK_PURPOSE_TRAIN_ORDER, self->train, self->n_train, self->train_order);
  if (self->phase != SPK_PHASE_SEARCH)
    return;
  order_samples (self, SPK_PURPOSE_VALID_ORDER, self->valid, self->n_valid, self->valid_order);
  self->network->temperature = self->settings->temperature_start *
                               pow (self->settings->temperature_end / self->settings->temperature_start, MIN (span, 1));
}

/**
 * spk_trainer_new:
 * @spec: shape of the network; supernet layers in a search
 * @settings: copied
 * @pins: (nullable): one a layer, %NULL where a layer has none; copied
 * @n_epochs: length of the phase
 * @pool: (unowned): must outlive the trainer
 *
 * Returns: (transfer full): a trainer of a network drawn by the settings' seed, before its first batch
 */
SpkTrainer *
spk_trainer_new (SpkPhase              phase,
                 const SpkNetworkSpec *spec,
                 const SpkSettings    *settings,
                 const SpkTrainerData *data,
                 SpkPins *const       *pins,
                 guint                 n_epochs,
                 SpkPool              *pool)
{
  g_return_val_if_fail (data->n_train > 0 && (phase != SPK_PHASE_SEARCH || data->n_valid > 0), NULL);

  SpkTrainer *self = g_new0 (SpkTrainer, 1);
  const SpkInitialScales scales = spk_network_shape_scales (settings);

  self->phase = phase;
  self->settings = spk_settings_copy (settings);
  self->binning = data->binning;
  spk_dataset_ref (self->binning.dataset);
  self->train = copy_samples (data->train, data->n_train);
  self->valid = copy_samples (data->valid, data->n_valid);
  self->train_order = g_new (guint32, data->n_train);
  self->valid_order = g_new (guint32, MAX (data->n_valid, 1));
  self->n_train = data->n_train;
  self->n_valid = data->n_valid;
  self->pool = pool;
  self->n_epochs = n_epochs;
  self->n_batches = (data->n_train + settings->batch - 1) / settings->batch;

  self->network = spk_network_new (spec);
  spk_network_initialise (self->network, &scales, settings->seed);
  for (guint l = 0; pins != NULL && l < spec->n_layers; l++)
    self->network->pins[l] = pins[l] != NULL ? spk_pins_copy (pins[l]) : NULL;
  self->engine = spk_engine_new (spec, self->binning.steps, settings->batch, pool);
  self->weights = spk_optimiser_new (self->network, SPK_GROUP_WEIGHT);
  self->alpha = spk_optimiser_new (self->network, SPK_GROUP_ALPHA);
  self->neurons = spk_optimiser_new (self->network, SPK_GROUP_NEURON);
  self->gradient = spk_floats_new (self->network->n_values);

  self->probes = spk_probe_set_new (&self->binning, self->valid, self->n_valid, self->train, self->n_train);

  self->epoch = 1;
  spk_trainer_begin_epoch (self);
  return self;
}

void
spk_trainer_free (SpkTrainer *self)
{
  for (guint l = 0; l < SPK_MAX_LAYERS; l++)
    g_clear_pointer (&self->likeliest[l], spk_topology_unref);
  spk_probe_set_free (self->probes);
  spk_floats_free (self->gradient);
  spk_optimiser_free (self->neurons);
  spk_optimiser_free (self->alpha);
  spk_optimiser_free (self->weights);
  spk_engine_free (self->engine);
  spk_network_free (self->network);
  g_free (self->train);
  g_free (self->valid);
  g_free (self->train_order);
  g_free (self->valid_order);
  spk_dataset_unref (self->binning.dataset);
  spk_settings_free (self->settings);
  g_free (self);
}

SpkNetwork *
spk_trainer_get_network (SpkTrainer *self)
{
  return self->network;
}

SpkEngine *
spk_trainer_get_engine (SpkTrainer *self)
{
  return self->engine;
}

static gboolean
has_settled (const SpkTrainer *self)
{
  const guint patience = self->settings->patience;

  return self->phase == SPK_PHASE_SEARCH && patience > 0 && self->stable_epochs >= patience;
}

/**
 * spk_trainer_is_done:
 *
 * Returns: whether all epochs are over, or the search has settled
 */
gboolean
spk_trainer_is_done (const SpkTrainer *self)
{
  return self->epoch > self->n_epochs || (self->batch == 0 && has_settled (self));
}

/**
 * spk_trainer_epoch_is_over:
 *
 * Returns: whether all batches of the epoch are done, so that spk_trainer_finish_epoch() comes next
 */
gboolean
spk_trainer_epoch_is_over (const SpkTrainer *self)
{
  return self->batch == self->n_batches;
}

SpkProgress
spk_trainer_get_progress (const SpkTrainer *self)
{
  const double n = self->sums.n_samples;
  const gboolean over = self->epoch > self->n_epochs; /* stands at the last batch of the last epoch */

  return (SpkProgress){
    .epoch = MIN (self->epoch, self->n_epochs),
    .n_epochs = self->n_epochs,
    .batch = over ? self->n_batches : self->batch,
    .n_batches = self->n_batches,
    .loss = n > 0 ? self->sums.loss / n : NAN,
    .accuracy = n > 0 ? self->sums.n_correct / n : NAN,
  };
}

/* Cosine decay over all batches of the phase, from 1 to 0. */
static double
decay (const SpkTrainer *self)
{
  const double done = (self->epoch - 1.0) * self->n_batches + self->batch;
  const double all = (double) self->n_epochs * self->n_batches;

  return 0.5 * (1 + cos (G_PI * done / all));
}

static double
learning_rate (const SpkTrainer *self)
{
  return self->settings->learning_rate * decay (self);
}

static gboolean
fail (const SpkTrainer *self, GError **error, const char *format, ...) G_GNUC_PRINTF (3, 4);

static gboolean
fail (const SpkTrainer *self, GError **error, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, SPK_JOB_ERROR, SPK_JOB_ERROR_NUMERICAL, "%s epoch %u, batch %u: %s", spk_phase_to_string (self->phase),
               self->epoch, self->batch + 1, what);
  return FALSE;
}

/* Name of the first segment whose gradient is not finite, which names the layer too. */
static const char *
find_bad_segment (const SpkTrainer *self)
{
  for (guint i = 0; i < self->network->n_parameters; i++)
    {
      const SpkParameter *parameter = &self->network->parameters[i];

      for (gsize j = 0; j < parameter->n; j++)
        if (!isfinite (self->gradient[parameter->offset + j]) || !isfinite (self->network->values[parameter->offset + j]))
          return parameter->name;
    }
  return "readout";
}

static gboolean
check_finite (const SpkTrainer *self, double loss, double norm, GError **error)
{
  if (isfinite (loss) && isfinite (norm) && loss <= MAX_LOSS)
    return TRUE;
  return fail (self, error,
               "the loss is %g and the norm of the gradient %g (first seen in %s); try a smaller learning rate or smaller "
               "initial weights",
               loss, norm, find_bad_segment (self));
}

static guint64
count_spikes (const SpkTrainer *self, guint layer, guint n_samples)
{
  const guint neurons = self->network->spec.layers[layer].neurons;
  double sum = 0;

  for (guint shard = 0; shard * SPK_LANES < n_samples; shard++)
    {
      const float *counts = spk_engine_get_counts (self->engine, shard, layer);

      for (guint i = 0; i < neurons * SPK_LANES; i++)
        sum += counts[i];
    }
  return (guint64) sum;
}

static gboolean
check_alive (SpkTrainer *self, guint n_samples, GError **error)
{
  for (guint l = 0; l < self->network->spec.n_layers; l++)
    {
      if (count_spikes (self, l, n_samples) > 0)
        self->silent_batches[l] = 0;
      else if (++self->silent_batches[l] > MAX_SILENT_BATCHES)
        return fail (self, error,
                     "layer %u is dead: none of its neurons has spiked for %u batches; try larger initial weights, or "
                     "plasticity",
                     l + 1, MAX_SILENT_BATCHES);
    }
  return TRUE;
}

static SpkFeeder
feeder_of (const SpkTrainer *self, const guint32 *order, guint n, guint batch)
{
  const guint first = batch * self->settings->batch;

  return (SpkFeeder){
    .binning = &self->binning,
    .samples = order + first,
    .n_samples = MIN (self->settings->batch, n - first),
    .seed = self->settings->seed,
    .epoch = self->epoch,
  };
}

static SpkBatch
batch_of (SpkFeeder *feeder)
{
  return (SpkBatch){ .n_samples = feeder->n_samples, .fill = spk_feeder_fill, .data = feeder };
}

/* HRMAS step 1a. */
static gboolean
move_alpha (SpkTrainer *self, const SpkBatch *train, GError **error)
{
  const SpkSettings *settings = self->settings;
  const guint n_valid_batches = (self->n_valid + settings->batch - 1) / settings->batch;
  const SpkHrmas hrmas = { .second_order = settings->second_order, .unroll = learning_rate (self) };
  const SpkOptimiserStep step = { .rate = settings->alpha_rate, .beta_1 = ALPHA_BETA_1, .beta_2 = BETA_2 };
  SpkFeeder feeder = feeder_of (self, self->valid_order, self->n_valid, self->batch % n_valid_batches);
  SpkBatch valid = batch_of (&feeder);
  double loss, norm;

  loss = spk_hrmas_differentiate (&hrmas, self->engine, self->network, &valid, train, self->gradient);
  /* the decay of alpha is part of its gradient, as in DARTS */
  for (gsize i = self->network->group_start[SPK_GROUP_ALPHA]; i < self->network->group_start[SPK_GROUP_ALPHA + 1]; i++)
    self->gradient[i] += (float) settings->alpha_decay * self->network->values[i];
  norm = spk_optimiser_update (self->alpha, self->network, self->gradient, &step, self->pool);
  self->sums.alpha_loss += loss;
  self->sums.n_alpha++;
  return check_finite (self, loss, norm, error);
}

static SpkPlasticity
plasticity_of (const SpkTrainer *self)
{
  const SpkSettings *settings = self->settings;

  return (SpkPlasticity){
    .mean = settings->plasticity_mean,
    .silent = settings->plasticity_silent,
    .rate = settings->plasticity_rate * (settings->plasticity_decay ? decay (self) : 1),
    .tau_m = settings->tau_m,
    .spread = settings->tau_m_spread,
  };
}

/* R and tau_m by the gradient of the loss, within the bounds that plasticity keeps too. */
static void
learn_neurons (SpkTrainer *self)
{
  const SpkPlasticity plasticity = plasticity_of (self);
  const SpkOptimiserStep step = { .rate = self->settings->neuron_rate * decay (self), .beta_1 = BETA_1, .beta_2 = BETA_2 };
  const gsize *start = self->network->group_start;
  double least, largest;

  spk_optimiser_update (self->neurons, self->network, self->gradient, &step, self->pool);
  spk_plasticity_get_range (&plasticity, &least, &largest);
  for (gsize i = start[SPK_GROUP_NEURON]; i < start[SPK_GROUP_NEURON + 1]; i++)
    self->network->values[i] = (float) CLAMP (self->network->values[i], least, largest);
}

/* HRMAS step 1b. */
static gboolean
move_weights (SpkTrainer *self, const SpkBatch *train, GError **error)
{
  const SpkSettings *settings = self->settings;
  const SpkOptimiserStep step = {
    .rate = learning_rate (self),
    .decay = settings->weight_decay,
    .clip_norm = settings->clip_norm,
    .beta_1 = BETA_1,
    .beta_2 = BETA_2,
  };
  const SpkOutcome *outcome;
  double norm;

  spk_engine_load (self->engine, self->network);
  outcome = spk_engine_differentiate (self->engine, train, self->gradient);
  norm = spk_optimiser_gradient_norm (self->network, SPK_GROUP_WEIGHT, self->gradient);
  if (!check_finite (self, outcome->loss, norm, error))
    return FALSE;
  spk_optimiser_update (self->weights, self->network, self->gradient, &step, self->pool);
  if (train->neuron_gradient)
    learn_neurons (self);
  self->sums.loss += outcome->loss * outcome->n_samples;
  self->sums.gradient_norm += norm;
  self->sums.n_correct += outcome->n_correct;
  self->sums.n_samples += outcome->n_samples;
  self->sums.n_dropped += outcome->n_dropped;
  return TRUE;
}

/* HRMAS step 2: self-repair. */
static void
move_neurons (SpkTrainer *self, guint n_samples)
{
  const SpkPlasticity plasticity = plasticity_of (self);

  if (self->settings->plasticity)
    spk_plasticity_repair (&plasticity, self->network, self->engine, n_samples, self->binning.steps, self->pool);
}

/**
 * spk_trainer_train_batch:
 *
 * One iteration: of a search steps 1a, 1b and 2 of HRMAS, of a training the last two. Must not be called when the epoch
 * is over.
 *
 * Returns: %FALSE with @error (%SPK_JOB_ERROR_NUMERICAL) if the numbers have gone wrong; the state is then of no use
 */
gboolean
spk_trainer_train_batch (SpkTrainer *self, GError **error)
{
  const SpkSettings *settings = self->settings;
  SpkFeeder feeder = feeder_of (self, self->train_order, self->n_train, self->batch);
  SpkBatch train = batch_of (&feeder);

  g_return_val_if_fail (!spk_trainer_epoch_is_over (self) && !spk_trainer_is_done (self), FALSE);

  feeder.time_jitter = settings->time_jitter;
  feeder.channel_jitter = settings->channel_jitter;
  train.smoothing = settings->label_smoothing;
  train.dropout = settings->dropout;
  train.neuron_gradient = settings->neuron_rate > 0;
  train.seed = settings->seed;
  train.epoch = self->epoch;

  if (self->phase == SPK_PHASE_SEARCH && self->epoch > settings->warmup && !move_alpha (self, &train, error))
    return FALSE;
  if (!move_weights (self, &train, error) || !check_alive (self, train.n_samples, error))
    return FALSE;
  move_neurons (self, train.n_samples);
  self->batch++;
  return TRUE;
}

static double
score_derived (SpkTrainer *self)
{
  g_autoptr (SpkNetwork) derived = spk_derivation_inherit (self->network);
  g_autoptr (SpkEngine) engine = spk_engine_new (&derived->spec, self->binning.steps, self->settings->batch, self->pool);

  spk_engine_load (engine, derived);
  return spk_scoring_run (engine, &self->binning, self->valid, self->n_valid, self->settings->batch, NULL, NULL).accuracy;
}

/* Counts for how long the likeliest network has been the same, though it was free to change. */
static void
follow_likeliest (SpkTrainer *self, SpkEpochRecord *record)
{
  gboolean same = self->epoch > self->settings->warmup;

  for (guint l = 0; l < record->n_layers; l++)
    {
      same = same && self->likeliest[l] != NULL && spk_topology_equal (self->likeliest[l], record->layers[l].topology);
      g_clear_pointer (&self->likeliest[l], spk_topology_unref);
      self->likeliest[l] = spk_topology_ref (record->layers[l].topology);
    }
  self->stable_epochs = same ? self->stable_epochs + 1 : 0;
}

/* A layer may sleep for some batches, and for some epochs if those are short, but not at the end. */
static gboolean
check_awake (SpkTrainer *self, const SpkEpochRecord *record, GError **error)
{
  for (guint l = 0; self->epoch == self->n_epochs && l < record->n_layers; l++)
    if (record->layers[l].silent >= 1 && self->silent_batches[l] > 0)
      {
        self->batch--; /* so that the message names the last batch */
        return fail (self, error, "layer %u is dead: none of its neurons spikes; try larger initial weights, or plasticity",
                     l + 1);
      }
  return TRUE;
}

static void
fill_sums (const SpkTrainer *self, SpkEpochRecord *record)
{
  const SpkEpochSums *sums = &self->sums;
  guint64 n_events = 0;

  for (guint i = 0; i < self->n_train; i++)
    {
      gsize n;

      spk_dataset_get_events (self->binning.dataset, self->train[i], &n);
      n_events += n;
    }
  record->train_loss = sums->loss / sums->n_samples;
  record->train_accuracy = (double) sums->n_correct / sums->n_samples;
  record->gradient_norm = sums->gradient_norm / self->n_batches;
  record->alpha_loss = sums->n_alpha > 0 ? sums->alpha_loss / sums->n_alpha : NAN;
  record->n_samples = sums->n_samples;
  record->dropped_events = n_events > 0 ? (double) sums->n_dropped / n_events : 0;
}

/* How the network is looked at: on all that is held out, else on some of what is trained on. */
static SpkEpochSummary
summary_of (const SpkTrainer *self)
{
  const gboolean held_out = self->n_valid > 0;

  return (SpkEpochSummary){
    .binning = &self->binning,
    .watched = held_out ? self->valid : self->train,
    .n_watched = held_out ? self->n_valid : MIN (self->n_train, MAX_WATCHED),
    .held_out = held_out,
    .batch = self->settings->batch,
    .probes = self->probes,
    .largest_tau = 4 * self->settings->tau_m * exp (self->settings->tau_m_spread),
  };
}

static SpkEpochRecord *
begin_record (const SpkTrainer *self)
{
  SpkEpochRecord *record = spk_epoch_record_new (self->network->spec.n_layers);

  record->phase = self->phase;
  record->n_epochs = self->n_epochs;
  record->learning_rate = learning_rate (self);
  if (self->phase == SPK_PHASE_SEARCH)
    record->temperature = self->network->temperature;
  return record;
}

/**
 * spk_trainer_look:
 *
 * Looks at the network as it is, at some samples only, so that there is something to be seen before the first epoch
 * ends. Changes nothing that is computed later.
 *
 * Returns: (transfer full): a record of epoch 0, without losses and accuracies
 */
SpkEpochRecord *
spk_trainer_look (SpkTrainer *self)
{
  SpkEpochRecord *record = begin_record (self);
  SpkEpochSummary summary = summary_of (self);

  summary.n_watched = MIN (summary.n_watched, MAX_WATCHED);
  summary.held_out = FALSE; /* a part of them says little of their loss */
  record->train_loss = record->train_accuracy = record->gradient_norm = NAN;
  spk_epoch_summary_fill (&summary, self->engine, self->network, record);
  return record;
}

/**
 * spk_trainer_finish_epoch:
 *
 * Looks at the network after the last batch of an epoch and goes on to the next one.
 *
 * Returns: (transfer full) (nullable): the record of the epoch, its `seconds` left to the caller; %NULL with @error if a
 *   layer is dead
 */
SpkEpochRecord *
spk_trainer_finish_epoch (SpkTrainer *self, GError **error)
{
  g_autoptr (SpkEpochRecord) record = begin_record (self);
  const SpkEpochSummary summary = summary_of (self);

  record->epoch = self->epoch;
  fill_sums (self, record);
  spk_epoch_summary_fill (&summary, self->engine, self->network, record);
  if (self->phase == SPK_PHASE_SEARCH)
    {
      record->derived_accuracy = score_derived (self);
      follow_likeliest (self, record);
      record->stable_epochs = self->stable_epochs;
    }
  if (!check_awake (self, record, error))
    return NULL;

  self->epoch++;
  self->batch = 0;
  self->sums = (SpkEpochSums){ 0 };
  spk_trainer_begin_epoch (self);
  return g_steal_pointer (&record);
}
