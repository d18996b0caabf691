/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "motif/spk-motif-rates.h"

#include "base/spk-random.h"
#include "model/spk-engine.h"
#include "search/spk-network-shape.h"

/* Noise: channels that spike by chance, of which each neuron hears some with equal weights. */
#define N_CHANNELS 256
#define N_HEARD 8
#define CHANNEL_RATE 0.1

/* Mean of the membrane potential that the noise alone would drive an unconnected neuron to, thresholds. */
#define MEAN_DRIVE 1.2

/* Motifs in the simulated layer: with lateral connections, enough that the one in the middle has neighbours that have
 * neighbours. */
#define N_CHAINED 5
#define N_CHAINED_LARGE 3
#define LARGE_SIZE 256

static gboolean
is_lateral (const SpkTopology *topology)
{
  for (guint i = 0; i < spk_topology_get_size (topology); i++)
    if (spk_topology_get_lateral (topology, i, SPK_PREVIOUS) != SPK_ABSENT ||
        spk_topology_get_lateral (topology, i, SPK_NEXT) != SPK_ABSENT)
      return TRUE;
  return FALSE;
}

static guint
count_motifs (const SpkTopology *topology)
{
  if (!is_lateral (topology))
    return 1;
  return spk_topology_get_size (topology) < LARGE_SIZE ? N_CHAINED : N_CHAINED_LARGE;
}

/* Every connection as strong as they are on average when training begins. */
static void
level_magnitudes (float *values, gsize n)
{
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += values[i];
  for (gsize i = 0; i < n; i++)
    values[i] = sum / n;
}

/* Weights [N_CHANNELS][neurons]: N_HEARD channels a neuron. */
static void
connect_noise (float *weights, guint neurons, double weight, guint64 seed)
{
  SpkRandom random;

  spk_random_init (&random, seed, SPK_PURPOSE_NOISE, 1, 0);
  for (gsize i = 0; i < (gsize) N_CHANNELS * neurons; i++)
    weights[i] = 0;
  for (guint neuron = 0; neuron < neurons; neuron++)
    for (guint heard = 0; heard < N_HEARD;)
      {
        float *value = &weights[(gsize) spk_random_below (&random, N_CHANNELS) * neurons + neuron];

        heard += *value == 0;
        *value = weight;
      }
}

static SpkNetwork *
make_network (const SpkSettings *settings, const SpkTopology *topology, guint n_motifs, guint64 seed)
{
  const SpkInitialScales scales = spk_network_shape_scales (settings);
  const guint size = spk_topology_get_size (topology);
  const guint neurons = n_motifs * size;
  g_autoptr (SpkTopology) motif = spk_topology_with_name (topology, NULL);
  SpkNetworkSpec spec = {
    .channels = N_CHANNELS,
    .classes = 1,
    .tau_s = settings->tau_s,
    .tau_m_readout = settings->tau_m,
    .slope = settings->surrogate_slope,
    .gain = settings->readout_gain,
    .n_layers = 1,
    .layers = { { .kind = SPK_LAYER_SC_ML, .neurons = neurons, .topology = motif } },
  };
  SpkNetwork *network = spk_network_new (&spec);

  spk_network_initialise (network, &scales, seed);
  level_magnitudes (network->values + network->layers[0].branches[0].w_exc, (gsize) neurons * size);
  level_magnitudes (network->values + network->layers[0].branches[0].v_exc, 2 * (gsize) neurons);
  connect_noise (network->values + network->layers[0].weights, neurons,
                 MEAN_DRIVE / (N_HEARD * CHANNEL_RATE * settings->tau_m), seed);
  return network;
}

static void
fill_noise (gpointer data, guint shard, SpkShard *into)
{
  const guint64 *seed = data;

  spk_shard_clear (into);
  into->n_samples = SPK_LANES;
  for (guint lane = 0; lane < SPK_LANES; lane++)
    {
      SpkRandom random;

      into->labels[lane] = 0;
      into->samples[lane] = lane;
      spk_random_init (&random, *seed, SPK_PURPOSE_NOISE, 0, shard * SPK_LANES + lane);
      for (gsize i = 0; i < (gsize) into->steps * into->channels; i++)
        if (spk_random_uniform (&random) < CHANNEL_RATE)
          into->masks[i] |= 1 << lane;
    }
}

/* rates: of the motif in the middle */
static void
simulate (const SpkTopology *topology, guint64 seed, double *rates)
{
  g_autoptr (SpkSettings) settings = spk_settings_new ();
  const guint size = spk_topology_get_size (topology);
  const guint n_motifs = count_motifs (topology);
  g_autoptr (SpkNetwork) network = make_network (settings, topology, n_motifs, seed);
  g_autoptr (SpkPool) pool = spk_pool_new (1);
  g_autoptr (SpkEngine) engine = spk_engine_new (&network->spec, SPK_RATES_STEPS, SPK_LANES, pool);
  SpkBatch batch = { .n_samples = SPK_LANES, .fill = fill_noise, .data = &seed };
  const float *counts;

  spk_engine_load (engine, network);
  spk_engine_evaluate (engine, &batch);
  counts = spk_engine_get_counts (engine, 0, 0) + (gsize) (n_motifs / 2) * size * SPK_LANES;
  for (guint i = 0; i < size; i++)
    {
      double sum = 0;

      for (guint lane = 0; lane < SPK_LANES; lane++)
        sum += counts[(gsize) i * SPK_LANES + lane];
      rates[i] = sum / (SPK_LANES * SPK_RATES_STEPS);
    }
}

static double
find_resting_rate (guint64 seed)
{
  g_autoptr (SpkTopology) unconnected = spk_topology_new (SPK_LANES, NULL, NULL);
  double rates[SPK_LANES], sum = 0;

  simulate (unconnected, seed, rates);
  for (guint i = 0; i < SPK_LANES; i++)
    sum += rates[i];
  return sum / SPK_LANES;
}

/**
 * spk_motif_rates_new:
 * @seed: of the noise
 *
 * Simulates a motif alone for %SPK_RATES_STEPS steps on noise, by the engine that trains: time constants and strengths of
 * connections are those that training begins with by default, all connections equally strong. Of a motif with lateral
 * connections a chain is simulated, and the motif in its middle is told of. Takes milliseconds for some ten neurons and
 * up to a second for the largest: not for a thread that draws. The same seed gives the same bits.
 *
 * Returns: (transfer full): the rates
 */
SpkMotifRates *
spk_motif_rates_new (const SpkTopology *topology, guint64 seed)
{
  SpkMotifRates *self = g_new0 (SpkMotifRates, 1);

  self->size = spk_topology_get_size (topology);
  self->steps = SPK_RATES_STEPS;
  self->rates = g_new0 (double, self->size);
  self->resting = find_resting_rate (seed);
  simulate (topology, seed, self->rates);
  return self;
}

void
spk_motif_rates_free (SpkMotifRates *self)
{
  g_free (self->rates);
  g_free (self);
}
