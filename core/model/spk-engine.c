/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/spk-engine.h"

#include <math.h>
#include <string.h>

#include "base/spk-blas.h"
#include "base/spk-floats.h"
#include "base/spk-random.h"
#include "model/spk-layer-pass.h"
#include "model/spk-readout.h"

/* Shards whose gradients are added up one after another in one slot: at most this many slots take part in the work of a
 * batch, whatever the number of threads. */
#define MAX_SLOTS 8

/* Elements of a gradient that one task adds up over the slots. */
#define SUM_CHUNK 8192

/* A piece of the slots that one task adds up. */
typedef struct
{
  gsize  first; /* in the slots */
  gsize  n;
  gssize to;    /* in the gradient; -1 for the first slot, where effective weights wait to be differentiated */
} Sum;

/* What a thread works in. */
typedef struct
{
  SpkShard      *shard;
  SpkLayerState *states;         /* [n_plans] */
  SpkScratch     scratch;
  float         *trace;          /* flat, of the layer whose trace is read out */
  float         *trace_gradient; /* flat */
  float         *scores;         /* [classes][16] */
  float         *score_gradient; /* [classes][16] */
  SpkProfile     profile;
} Worker;

struct _SpkEngine
{
  SpkNetworkSpec    spec;
  const SpkKernels *kernels;
  SpkPool          *pool;
  SpkTiling         tiling;
  guint             max_batch;
  guint             n_plans; /* layers, and the output neurons of a spiking readout */
  SpkLayerPlan      plans[SPK_MAX_LAYERS + 1];
  gsize             slot_readout;
  gsize             slot_size;
  float            *kappa;  /* [T] */
  const SpkNetwork *network;
  Worker           *workers;
  float            *slots[MAX_SLOTS];
  GArray           *sums;   /* of Sum: those that are differentiated further, then the others, ascending in the gradient */
  guint             n_effective_sums;
  float           **counts; /* [max shards x layers], flat */

  /* of the batch at hand */
  const SpkBatch   *batch;
  guint             n_shards;
  guint             n_slots;
  float            *gradient;
  double           *losses; /* [n_samples] */
  guint64          *dropped; /* [n_shards] */
  SpkOutcome        outcome;
};

static guint
n_shards_of (guint n_samples)
{
  return (n_samples + SPK_LANES - 1) / SPK_LANES;
}

static gboolean
has_linear_readout (const SpkEngine *self)
{
  return self->spec.readout == SPK_READOUT_LINEAR;
}

static const SpkLayerPlan *
top_plan (const SpkEngine *self)
{
  return &self->plans[self->n_plans - 1];
}

static void
worker_init (Worker *worker, const SpkEngine *self)
{
  const gsize top = (gsize) top_plan (self)->n_neurons * SPK_LANES;
  const gsize scores = (gsize) self->spec.classes * SPK_LANES;

  worker->shard = spk_shard_new (self->tiling.steps, self->spec.channels);
  worker->states = g_new0 (SpkLayerState, self->n_plans);
  for (guint l = 0; l < self->n_plans; l++)
    spk_layer_state_init (&worker->states[l], &self->plans[l], &self->tiling);
  spk_scratch_init (&worker->scratch, self->plans, self->n_plans, &self->tiling);
  worker->trace = spk_floats_new (top);
  worker->trace_gradient = spk_floats_new (top);
  worker->scores = spk_floats_new (scores);
  worker->score_gradient = spk_floats_new (scores);
}

static void
worker_clear (Worker *worker, const SpkEngine *self)
{
  spk_shard_free (worker->shard);
  for (guint l = 0; l < self->n_plans; l++)
    spk_layer_state_clear (&worker->states[l], &self->plans[l]);
  g_free (worker->states);
  spk_scratch_clear (&worker->scratch);
  spk_floats_clear (&worker->trace);
  spk_floats_clear (&worker->trace_gradient);
  spk_floats_clear (&worker->scores);
  spk_floats_clear (&worker->score_gradient);
}

static void
make_plans (SpkEngine *self)
{
  const SpkNetworkSpec *spec = &self->spec;

  for (guint l = 0; l < spec->n_layers; l++)
    spk_layer_plan_init (&self->plans[l], &spec->layers[l], spk_network_spec_get_inputs (spec, l), &self->slot_size);
  self->n_plans = spec->n_layers;
  if (has_linear_readout (self))
    {
      self->slot_readout = self->slot_size;
      self->slot_size += (gsize) spk_network_spec_get_inputs (spec, spec->n_layers) * spec->classes;
    }
  else
    {
      const SpkLayerSpec output = { .kind = SPK_LAYER_FEEDFORWARD, .neurons = spec->classes };

      spk_layer_plan_init (&self->plans[self->n_plans++], &output, spk_network_spec_get_inputs (spec, spec->n_layers),
                           &self->slot_size);
      self->slot_readout = self->plans[self->n_plans - 1].slot_weights;
    }
}

static void
add_sums (SpkEngine *self, gsize first, gsize n, gssize to)
{
  for (gsize done = 0; done < n; done += SUM_CHUNK)
    {
      const Sum sum = { first + done, MIN (SUM_CHUNK, n - done), to < 0 ? -1 : to + (gssize) done };

      g_array_append_val (self->sums, sum);
    }
}

/* Which parts of the slots are the gradient of parameters as they are, and which are not. It is the same for all networks of
 * a shape. */
static void
list_sums (SpkEngine *self, const SpkNetwork *network)
{
  for (guint l = 0; l < self->spec.n_layers; l++)
    {
      add_sums (self, self->plans[l].slot_recurrent, self->plans[l].recurrence.n_weights, -1);
      add_sums (self, self->plans[l].slot_neurons, 2 * (gsize) self->plans[l].n_neurons, -1);
    }
  self->n_effective_sums = self->sums->len;
  for (guint l = 0; l < self->spec.n_layers; l++)
    {
      const SpkLayerPlan *plan = &self->plans[l];
      const gsize n = plan->n_neurons;

      add_sums (self, plan->slot_weights, plan->n_inputs * n, (gssize) network->layers[l].weights);
      if (plan->kind == SPK_LAYER_DENSE)
        add_sums (self, plan->slot_recurrent, n * n, (gssize) network->layers[l].dense);
      if (self->spec.layers[l].population)
        add_sums (self, plan->slot_population, n, (gssize) network->layers[l].population);
    }
  add_sums (self, self->slot_readout,
            (gsize) spk_network_spec_get_inputs (&self->spec, self->spec.n_layers) * self->spec.classes,
            (gssize) network->readout);
}

/**
 * spk_engine_new:
 * @spec: shape of the networks
 * @steps: T
 * @max_batch: largest number of samples in a batch
 * @pool: (unowned): threads; must outlive the engine
 *
 * Returns: (transfer full): an engine that has no network loaded
 */
SpkEngine *
spk_engine_new (const SpkNetworkSpec *spec, guint steps, guint max_batch, SpkPool *pool)
{
  g_return_val_if_fail (steps > 0 && max_batch > 0, NULL);

  SpkEngine *self = g_new0 (SpkEngine, 1);
  const guint n_shards = n_shards_of (max_batch);

  spk_blas_load ();
  self->kernels = spk_kernels_get ();
  spk_network_spec_copy (spec, &self->spec);
  self->pool = pool;
  self->max_batch = max_batch;
  spk_tiling_init (&self->tiling, steps);
  make_plans (self);
  self->sums = g_array_new (FALSE, FALSE, sizeof (Sum));
  self->kappa = spk_floats_new (steps);
  spk_readout_fill_kappa (spec, steps, self->kappa);

  self->workers = g_new0 (Worker, spk_pool_get_n_threads (pool));
  for (guint i = 0; i < spk_pool_get_n_threads (pool); i++)
    worker_init (&self->workers[i], self);
  self->counts = g_new0 (float *, n_shards * spec->n_layers);
  for (guint i = 0; i < n_shards * spec->n_layers; i++)
    self->counts[i] = spk_floats_new ((gsize) spec->layers[i % spec->n_layers].neurons * SPK_LANES);

  self->losses = g_new0 (double, max_batch);
  self->dropped = g_new0 (guint64, n_shards);
  self->outcome.scores = g_new0 (float, (gsize) max_batch * spec->classes);
  self->outcome.labels = g_new0 (guint32, max_batch);
  self->outcome.predictions = g_new0 (guint32, max_batch);
  return self;
}

void
spk_engine_free (SpkEngine *self)
{
  for (guint i = 0; i < n_shards_of (self->max_batch) * self->spec.n_layers; i++)
    spk_floats_free (self->counts[i]);
  g_free (self->counts);
  for (guint i = 0; i < spk_pool_get_n_threads (self->pool); i++)
    worker_clear (&self->workers[i], self);
  g_free (self->workers);
  g_array_unref (self->sums);
  for (guint i = 0; i < MAX_SLOTS; i++)
    spk_floats_clear (&self->slots[i]);
  for (guint l = 0; l < self->n_plans; l++)
    spk_layer_plan_clear (&self->plans[l]);
  spk_floats_free (self->kappa);
  g_free (self->losses);
  g_free (self->dropped);
  g_free (self->outcome.scores);
  g_free (self->outcome.labels);
  g_free (self->outcome.predictions);
  spk_network_spec_clear (&self->spec);
  g_free (self);
}

static void
load_plan (guint task, guint worker, gpointer data)
{
  SpkEngine *self = data;

  if (task < self->spec.n_layers)
    spk_layer_plan_load (&self->plans[task], self->network, task, self->kernels);
  else
    spk_layer_plan_load_output (&self->plans[task], self->network);
}

/**
 * spk_engine_load:
 * @network: (unowned): a network of the engine's shape; it must stay alive and unchanged until the next load
 *
 * Takes over the network's numbers for the batches that follow. Call it again whenever they have changed.
 */
void
spk_engine_load (SpkEngine *self, const SpkNetwork *network)
{
  guint64 time = spk_profile_now ();

  self->network = network;
  if (self->sums->len == 0)
    list_sums (self, network);
  spk_pool_run (self->pool, self->n_plans, load_plan, self);
  spk_profile_book (&self->workers[0].profile, SPK_PART_PACKING, time, 0);
}

static SpkLayerPass
layer_pass (SpkEngine *self, Worker *worker, guint layer)
{
  return (SpkLayerPass){
    .kernels = self->kernels,
    .tiling = &self->tiling,
    .plan = &self->plans[layer],
    .state = &worker->states[layer],
    .scratch = &worker->scratch,
    .profile = &worker->profile,
    .masks_in = layer == 0 ? worker->shard->masks
                           : worker->states[layer - 1].masks + self->plans[layer - 1].n_neurons,
    .kappa = self->kappa,
    .trace = layer == self->n_plans - 1 ? worker->trace : NULL,
    .neuron_gradient = self->batch->neuron_gradient && layer < self->spec.n_layers,
  };
}

/* Dropout: the readout sees a neuron of a sample or not, for the whole sample; what is seen is scaled up. The same call
 * serves the trace and its gradient. */
static void
drop_out (const SpkEngine *self, const SpkShard *shard, float *trace)
{
  const SpkBatch *batch = self->batch;
  const float scale = (float) (1 / (1 - batch->dropout));

  for (guint lane = 0; lane < shard->n_samples; lane++)
    {
      SpkRandom random;

      spk_random_init (&random, batch->seed, SPK_PURPOSE_DROPOUT, batch->epoch, shard->samples[lane]);
      for (guint n = 0; n < top_plan (self)->n_neurons; n++)
        trace[n * SPK_LANES + lane] *= spk_random_uniform (&random) < batch->dropout ? 0 : scale;
    }
}

static void
compute_scores (SpkEngine *self, Worker *worker)
{
  const guint inputs = top_plan (self)->n_neurons;

  if (self->gradient != NULL && self->batch->dropout > 0 && has_linear_readout (self))
    drop_out (self, worker->shard, worker->trace);
  if (has_linear_readout (self))
    spk_blas_multiply (SPK_TRANSPOSED, SPK_AS_IS, self->spec.classes, SPK_LANES, inputs,
                       self->network->values + self->network->readout, self->spec.classes, worker->trace, SPK_LANES, 0,
                       worker->scores, SPK_LANES);
  else
    memcpy (worker->scores, worker->trace, (gsize) self->spec.classes * SPK_LANES * sizeof (float));
}

/* Loss and prediction of one lane; its gradient goes to worker->score_gradient, divided by the size of the batch. */
static void
judge_lane (SpkEngine *self, Worker *worker, guint shard, guint lane, double *gradient)
{
  const guint n_classes = self->spec.classes;
  const guint sample = shard * SPK_LANES + lane;
  const guint32 label = worker->shard->labels[lane];
  float *scores = self->outcome.scores + (gsize) sample * n_classes;
  guint best = 0;

  for (guint c = 0; c < n_classes; c++)
    {
      scores[c] = worker->scores[c * SPK_LANES + lane];
      if (scores[c] > scores[best])
        best = c;
    }
  self->losses[sample] = has_linear_readout (self)
                           ? spk_readout_cross_entropy (scores, n_classes, label, self->batch->smoothing, gradient)
                           : spk_readout_count_loss (scores, n_classes, label, self->tiling.steps, gradient);
  self->outcome.labels[sample] = label;
  self->outcome.predictions[sample] = best;
  for (guint c = 0; c < n_classes; c++)
    worker->score_gradient[c * SPK_LANES + lane] = (float) (gradient[c] / self->batch->n_samples);
}

static void
judge_shard (SpkEngine *self, Worker *worker, guint shard)
{
  g_autofree double *gradient = g_new (double, self->spec.classes);

  memset (worker->score_gradient, 0, (gsize) self->spec.classes * SPK_LANES * sizeof (float));
  for (guint lane = 0; lane < worker->shard->n_samples; lane++)
    judge_lane (self, worker, shard, lane, gradient);
  for (guint l = 0; l < self->spec.n_layers; l++)
    memcpy (self->counts[shard * self->spec.n_layers + l], worker->states[l].counts,
            (gsize) self->plans[l].n_neurons * SPK_LANES * sizeof (float));
  self->dropped[shard] = worker->shard->n_dropped;
}

static void
forward_shard (SpkEngine *self, Worker *worker, guint shard)
{
  guint64 time = spk_profile_now ();

  self->batch->fill (self->batch->data, shard, worker->shard);
  spk_profile_book (&worker->profile, SPK_PART_BINNING, time, 0);
  for (guint l = 0; l < self->n_plans; l++)
    {
      SpkLayerPass pass = layer_pass (self, worker, l);

      spk_layer_pass_forward (&pass);
    }
  time = spk_profile_now ();
  compute_scores (self, worker);
  judge_shard (self, worker, shard);
  spk_profile_book (&worker->profile, SPK_PART_READOUT, time, 0);
}

/* Gradient to the trace, and of a linear readout's weights. */
static void
backward_readout (SpkEngine *self, Worker *worker, float *slot)
{
  const guint inputs = top_plan (self)->n_neurons, classes = self->spec.classes;

  if (!has_linear_readout (self))
    {
      memcpy (worker->trace_gradient, worker->score_gradient, (gsize) classes * SPK_LANES * sizeof (float));
      return;
    }
  spk_blas_multiply (SPK_AS_IS, SPK_AS_IS, inputs, SPK_LANES, classes, self->network->values + self->network->readout, classes,
                     worker->score_gradient, SPK_LANES, 0, worker->trace_gradient, SPK_LANES);
  spk_blas_multiply (SPK_AS_IS, SPK_TRANSPOSED, inputs, classes, SPK_LANES, worker->trace, SPK_LANES, worker->score_gradient,
                     SPK_LANES, 1, slot + self->slot_readout, classes);
  if (self->batch->dropout > 0)
    drop_out (self, worker->shard, worker->trace_gradient);
}

static void
backward_shard (SpkEngine *self, Worker *worker, float *slot)
{
  guint64 time = spk_profile_now ();

  backward_readout (self, worker, slot);
  spk_profile_book (&worker->profile, SPK_PART_READOUT, time, 0);
  for (guint l = self->n_plans; l-- > 0;)
    {
      SpkLayerPass pass = layer_pass (self, worker, l);
      SpkLayerAbove above = { .trace_gradient = worker->trace_gradient };

      if (l + 1 < self->n_plans)
        above = (SpkLayerAbove){ .plan = &self->plans[l + 1], .state = &worker->states[l + 1] };
      spk_layer_pass_backward (&pass, &above, slot);
    }
}

static void
evaluate_task (guint task, guint worker, gpointer data)
{
  SpkEngine *self = data;

  forward_shard (self, &self->workers[worker], task);
}

/* A slot takes a run of shards, one after another. */
static void
differentiate_task (guint task, guint worker, gpointer data)
{
  SpkEngine *self = data;
  float *slot = self->slots[task];

  memset (slot, 0, self->slot_size * sizeof (float));
  for (guint shard = task * self->n_shards / self->n_slots; shard < (task + 1) * self->n_shards / self->n_slots; shard++)
    {
      forward_shard (self, &self->workers[worker], shard);
      backward_shard (self, &self->workers[worker], slot);
    }
}

static void
sum_task (guint task, guint worker, gpointer data)
{
  SpkEngine *self = data;
  const Sum *sum = &g_array_index (self->sums, Sum, task);
  float *to = sum->to < 0 ? self->slots[0] + sum->first : self->gradient + sum->to;
  const float *slots[MAX_SLOTS];

  for (guint slot = 0; slot < self->n_slots; slot++)
    slots[slot] = self->slots[slot] + sum->first;
  self->kernels->sum (sum->n, self->n_slots, slots, to);
}

/* What is not a sum of the slots: it is added to by spk_recurrence_differentiate(), or stays zero. */
static void
clear_rest (SpkEngine *self)
{
  gsize end = 0;

  for (guint i = self->n_effective_sums; i < self->sums->len; i++)
    {
      const Sum *sum = &g_array_index (self->sums, Sum, i);

      memset (self->gradient + end, 0, ((gsize) sum->to - end) * sizeof (float));
      end = (gsize) sum->to + sum->n;
    }
  memset (self->gradient + end, 0, (self->network->n_values - end) * sizeof (float));
}

/* From the gradients of decay_m = 1 - 1/tau_m and gain = R / (tau_m tau_s) to those of R and tau_m. */
static void
differentiate_neurons (SpkEngine *self, guint layer)
{
  const SpkLayerPlaces *places = &self->network->layers[layer];
  const guint n_neurons = self->plans[layer].n_neurons;
  const float *decay = self->slots[0] + self->plans[layer].slot_neurons, *drive = decay + n_neurons;

  for (guint n = 0; n < n_neurons; n++)
    {
      const float resistance = self->network->values[places->resistance + n], tau_m = self->network->values[places->tau_m + n];

      self->gradient[places->resistance + n] = drive[n] / resistance;
      self->gradient[places->tau_m + n] = (decay[n] / tau_m - drive[n]) / tau_m;
    }
}

/* From the gradient of effective weights to that of the parameters: the longest tasks, hence first; then the other sums. */
static void
finish_task (guint task, guint worker, gpointer data)
{
  SpkEngine *self = data;
  const SpkLayerPlan *plan = &self->plans[task];

  if (task >= self->spec.n_layers)
    {
      sum_task (task - self->spec.n_layers + self->n_effective_sums, worker, self);
      return;
    }
  if (plan->kind != SPK_LAYER_DENSE)
    spk_recurrence_differentiate (&plan->recurrence, self->network, task, self->slots[0] + plan->slot_recurrent,
                                  self->gradient);
  if (self->batch->neuron_gradient)
    differentiate_neurons (self, task);
}

static void
begin_batch (SpkEngine *self, const SpkBatch *batch, float *gradient)
{
  g_assert (self->network != NULL);
  g_assert (batch->n_samples > 0 && batch->n_samples <= self->max_batch);

  self->batch = batch;
  self->gradient = gradient;
  self->n_shards = n_shards_of (batch->n_samples);
  self->n_slots = MIN (self->n_shards, MAX_SLOTS);
}

static const SpkOutcome *
end_batch (SpkEngine *self)
{
  SpkOutcome *outcome = &self->outcome;

  outcome->n_samples = self->batch->n_samples;
  outcome->loss = 0;
  outcome->n_correct = 0;
  outcome->n_dropped = 0;
  for (guint i = 0; i < outcome->n_samples; i++)
    {
      outcome->loss += self->losses[i] / outcome->n_samples;
      outcome->n_correct += outcome->labels[i] == outcome->predictions[i];
    }
  for (guint i = 0; i < self->n_shards; i++)
    outcome->n_dropped += self->dropped[i];
  self->batch = NULL;
  return outcome;
}

/**
 * spk_engine_evaluate:
 *
 * Scores and loss of a batch.
 *
 * Returns: (transfer none): valid until the next batch
 */
const SpkOutcome *
spk_engine_evaluate (SpkEngine *self, const SpkBatch *batch)
{
  begin_batch (self, batch, NULL);
  spk_pool_run (self->pool, self->n_shards, evaluate_task, self);
  return end_batch (self);
}

/**
 * spk_engine_differentiate:
 * @gradient: (out caller-allocates): [n_values] of the network: derivative of the mean loss by every value; zero for R
 *   and tau_m unless @batch wants it
 *
 * Scores, loss and gradient of a batch.
 *
 * Returns: (transfer none): valid until the next batch
 */
const SpkOutcome *
spk_engine_differentiate (SpkEngine *self, const SpkBatch *batch, float *gradient)
{
  guint64 time;

  begin_batch (self, batch, gradient);
  for (guint i = 0; i < self->n_slots; i++)
    if (self->slots[i] == NULL)
      self->slots[i] = spk_floats_new (self->slot_size);
  spk_pool_run (self->pool, self->n_slots, differentiate_task, self);

  time = spk_profile_now ();
  spk_pool_run (self->pool, self->n_effective_sums, sum_task, self);
  clear_rest (self);
  spk_pool_run (self->pool, self->spec.n_layers + self->sums->len - self->n_effective_sums, finish_task, self);
  spk_profile_book (&self->workers[0].profile, SPK_PART_REDUCTION, time, 0);
  return end_batch (self);
}

/**
 * spk_engine_get_counts:
 * @shard: a shard of the last batch
 *
 * Returns: (transfer none): [neurons][16], spikes of each neuron in each sample over all steps; lanes without a sample
 *   hold zeros
 */
const float *
spk_engine_get_counts (const SpkEngine *self, guint shard, guint layer)
{
  return self->counts[shard * self->spec.n_layers + layer];
}

/**
 * spk_engine_probe:
 * @batch: up to 16 samples
 * @input: (out) (transfer none): [T][channels] masks of the input
 * @spikes: (out caller-allocates): for each layer (transfer none) [T][neurons] masks of its spikes
 *
 * Evaluates a single shard and shows its spikes.
 *
 * Returns: (transfer none): valid, as the masks are, until the next batch
 */
const SpkOutcome *
spk_engine_probe (SpkEngine *self, const SpkBatch *batch, guint16 **input, guint16 **spikes)
{
  Worker *worker = &self->workers[0];

  begin_batch (self, batch, NULL);
  g_assert (self->n_shards == 1);
  forward_shard (self, worker, 0);
  *input = worker->shard->masks;
  for (guint l = 0; l < self->spec.n_layers; l++)
    spikes[l] = worker->states[l].masks + self->plans[l].n_neurons;
  return end_batch (self);
}

/**
 * spk_engine_read_trace:
 * @lane: sample of the batch
 * @layer: layer of the neuron
 * @neuron: index in the layer
 * @potential: (out caller-allocates): [T], membrane potential u before its reset, in thresholds
 * @current: (out caller-allocates): [T], synaptic current i; what drives u is R / (tau_m tau_s) times that
 *
 * Reads what a neuron did in a sample of the last spk_engine_probe(). The engine keeps the potentials of all steps for
 * the way back; the current is what its equation leaves of them, u[t] - (1 - 1/tau_m) u[t-1] (1 - s[t-1]), over the
 * gain.
 */
void
spk_engine_read_trace (const SpkEngine *self, guint lane, guint layer, guint neuron, float *potential, float *current)
{
  const Worker *worker = &self->workers[0];
  const SpkLayerPlan *plan = &self->plans[layer];
  const SpkLayerState *state = &worker->states[layer];
  const SpkTiling *tiling = &self->tiling;
  float kept = 0;

  g_return_if_fail (lane < SPK_LANES && layer < self->spec.n_layers && neuron < plan->n_neurons);
  for (guint t = 0; t < tiling->steps; t++)
    {
      const guint tile = t / tiling->tile_steps, step = t % tiling->tile_steps;
      const float *row = state->tiles + ((gsize) tile * plan->n_neurons + neuron) * tiling->stride;
      const float u = row[(gsize) step * SPK_LANES + lane];

      potential[t] = u;
      current[t] = (u - plan->decay_m[neuron] * kept) / plan->gain[neuron];
      kept = u >= 1 ? 0 : u;
    }
}

/**
 * spk_engine_get_profile:
 *
 * Returns: (transfer full): time of all threads by part since the engine was made; free with g_free()
 */
SpkProfile *
spk_engine_get_profile (SpkEngine *self)
{
  SpkProfile *sum = g_new0 (SpkProfile, 1);

  for (guint i = 0; i < spk_pool_get_n_threads (self->pool); i++)
    spk_profile_add (sum, &self->workers[i].profile);
  return sum;
}

SpkPool *
spk_engine_get_pool (SpkEngine *self)
{
  return self->pool;
}
