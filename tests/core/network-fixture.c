/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "network-fixture.h"

#include "base/spk-random.h"

/* Draws of the fixture itself, apart from those of the network. */
enum
{
  DRAW_ALPHA = 1,
  DRAW_NEURONS,
  DRAW_INPUT,
  DRAW_POPULATION,
};

static void
get_layer (const LayerShape *shape, guint64 seed, guint number, SpkLayerSpec *layer)
{
  *layer = (SpkLayerSpec){ .kind = shape->kind, .neurons = shape->neurons, .population = shape->population };
  if (shape->kind == SPK_LAYER_SC_ML)
    layer->topology = spk_topology_new_random (shape->sizes[0], 0.7, seed, number);
  if (shape->kind == SPK_LAYER_SUPERNET)
    while (layer->n_sizes < FIXTURE_MAX_SIZES && shape->sizes[layer->n_sizes] > 0)
      {
        layer->sizes[layer->n_sizes] = shape->sizes[layer->n_sizes];
        layer->n_sizes++;
      }
}

/**
 * network_case_get_spec:
 * @spec: (out caller-allocates): clear it with spk_network_spec_clear()
 */
void
network_case_get_spec (const NetworkCase *self, guint64 seed, SpkNetworkSpec *spec)
{
  g_autoptr (GError) error = NULL;

  *spec = (SpkNetworkSpec){
    .channels = self->channels,
    .classes = self->classes,
    .tau_s = 2.5,
    .tau_m_readout = 6,
    .slope = 5,
    .gain = 10,
    .readout = self->readout,
    .branch_scale = self->branch_scale,
  };
  while (spec->n_layers < FIXTURE_MAX_LAYERS && self->layers[spec->n_layers].neurons > 0)
    {
      get_layer (&self->layers[spec->n_layers], seed, spec->n_layers, &spec->layers[spec->n_layers]);
      spec->n_layers++;
    }
  spk_network_spec_check (spec, &error);
  g_assert_no_error (error);
}

/* Probabilities far from uniform, so that a gradient that misses a factor shows. */
static void
draw_alpha (SpkNetwork *network, guint64 seed)
{
  SpkRandom random;

  spk_random_init (&random, seed, SPK_PURPOSE_TEST, DRAW_ALPHA, 0);
  for (guint i = 0; i < network->n_parameters; i++)
    for (gsize j = 0; j < network->parameters[i].n && network->parameters[i].group == SPK_GROUP_ALPHA; j++)
      network->values[network->parameters[i].offset + j] = (float) spk_random_normal (&random);
}

/* R apart from tau_m, as intrinsic plasticity leaves them. */
static void
draw_resistances (SpkNetwork *network, guint64 seed)
{
  SpkRandom random;

  spk_random_init (&random, seed, SPK_PURPOSE_TEST, DRAW_NEURONS, 0);
  for (guint l = 0; l < network->spec.n_layers; l++)
    for (guint n = 0; n < network->spec.layers[l].neurons; n++)
      network->values[network->layers[l].resistance + n] *= (float) (0.75 + 0.5 * spk_random_uniform (&random));
}

/* Weights of either sign, which a network learns from zero. */
static void
draw_population (SpkNetwork *network, guint64 seed)
{
  SpkRandom random;

  spk_random_init (&random, seed, SPK_PURPOSE_TEST, DRAW_POPULATION, 0);
  for (guint l = 0; l < network->spec.n_layers; l++)
    for (guint n = 0; network->spec.layers[l].population && n < network->spec.layers[l].neurons; n++)
      network->values[network->layers[l].population + n] = (float) (0.2 * spk_random_normal (&random));
}

static void
excite (SpkNetwork *network, double excitation)
{
  for (guint l = 0; l < network->spec.n_layers; l++)
    for (guint i = 0; i < spk_network_spec_get_inputs (&network->spec, l) * network->spec.layers[l].neurons; i++)
      network->values[network->layers[l].weights + i] += (float) excitation;
}

/* One connection of each type within a motif and one between motifs, where the motif is large enough. */
static SpkPins *
make_pins (const SpkLayerSpec *layer)
{
  SpkPins *pins = spk_pins_new ();

  for (guint b = 0; b < layer->n_sizes; b++)
    {
      const guint k = layer->sizes[b];

      spk_pins_set_intra (pins, k, 0, k - 1, SPK_EXCITATORY);
      spk_pins_set_lateral (pins, k, k - 1, SPK_NEXT, SPK_INHIBITORY);
      if (k > 1)
        {
          spk_pins_set_intra (pins, k, k - 1, 0, SPK_INHIBITORY);
          spk_pins_set_intra (pins, k, 1, 1, SPK_ABSENT);
        }
    }
  return pins;
}

/**
 * network_case_new_network:
 *
 * Returns: (transfer full): a network whose layers all spike
 */
SpkNetwork *
network_case_new_network (const NetworkCase *self, guint64 seed)
{
  const SpkInitialScales scales = {
    .input = 1.6,
    .recurrent = 0.9,
    .lateral = 0.6,
    .readout = 1,
    .tau_m = 5,
    .tau_m_spread = 0.4,
  };
  SpkNetworkSpec spec;
  SpkNetwork *network;

  network_case_get_spec (self, seed, &spec);
  network = spk_network_new (&spec);
  spk_network_spec_clear (&spec);
  spk_network_initialise (network, &scales, seed);
  draw_alpha (network, seed);
  draw_resistances (network, seed);
  draw_population (network, seed);
  excite (network, self->excitation);
  network->temperature = 0.8;
  for (guint l = 0; l < network->spec.n_layers; l++)
    if (self->pinned && network->spec.layers[l].kind == SPK_LAYER_SUPERNET)
      network->pins[l] = make_pins (&network->spec.layers[l]);
  return network;
}

SpikeData *
spike_data_new (const NetworkCase *network_case, guint64 seed)
{
  SpikeData *self = g_new0 (SpikeData, 1);
  const gsize n = (gsize) network_case->n_samples * network_case->steps * network_case->channels;
  SpkRandom random;

  self->n_samples = network_case->n_samples;
  self->steps = network_case->steps;
  self->channels = network_case->channels;
  self->spikes = g_new (guint8, n);
  self->labels = g_new (guint32, self->n_samples);
  spk_random_init (&random, seed, SPK_PURPOSE_TEST, DRAW_INPUT, 0);
  for (gsize i = 0; i < n; i++)
    self->spikes[i] = spk_random_uniform (&random) < network_case->density;
  for (guint b = 0; b < self->n_samples; b++)
    self->labels[b] = spk_random_below (&random, network_case->classes);
  return self;
}

/**
 * spike_data_new_slice:
 *
 * Returns: (transfer full): @n_samples of the samples from @first on
 */
SpikeData *
spike_data_new_slice (const SpikeData *self, guint first, guint n_samples)
{
  SpikeData *slice = g_new0 (SpikeData, 1);
  const gsize size = (gsize) self->steps * self->channels;

  slice->n_samples = n_samples;
  slice->steps = self->steps;
  slice->channels = self->channels;
  slice->spikes = g_memdup2 (self->spikes + first * size, n_samples * size);
  slice->labels = g_memdup2 (self->labels + first, n_samples * sizeof (guint32));
  return slice;
}

void
spike_data_free (SpikeData *self)
{
  g_free (self->spikes);
  g_free (self->labels);
  g_free (self);
}

static void
fill_shard (gpointer data, guint shard, SpkShard *into)
{
  const SpikeData *self = data;

  spk_shard_clear (into);
  into->n_samples = MIN (SPK_LANES, self->n_samples - shard * SPK_LANES);
  for (guint lane = 0; lane < into->n_samples; lane++)
    {
      const guint sample = shard * SPK_LANES + lane;
      const guint8 *spikes = self->spikes + (gsize) sample * self->steps * self->channels;

      into->labels[lane] = self->labels[sample];
      into->samples[lane] = sample;
      for (gsize i = 0; i < (gsize) self->steps * self->channels; i++)
        into->masks[i] |= (guint16) (spikes[i] << lane);
    }
}

/**
 * spike_data_get_batch:
 *
 * Returns: all samples as one batch without smoothing and dropout
 */
SpkBatch
spike_data_get_batch (SpikeData *self)
{
  return (SpkBatch){ .n_samples = self->n_samples, .fill = fill_shard, .data = self };
}
