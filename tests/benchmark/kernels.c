/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The roofline of the kernels: what each does for one shard of 16 samples, how long it takes on one thread, and how that
 * compares with what this machine can add and move. Prints a table of Markdown.
 *
 * Bytes are those that have to pass between the kernel and the caches beyond the first level if nothing is kept there from one
 * step to the next; operations are those of the sums alone, counted as if every neuron spiked.
 */

#include <math.h>

#include "base/spk-blas.h"
#include "base/spk-floats.h"
#include "base/spk-random.h"
#include "model/kernels/spk-kernels.h"
#include "model/spk-event-lists.h"
#include "model/spk-profile.h"
#include "roof.h"

#define ROW ((gsize) SPK_LANES * sizeof (float))

/* Each kernel runs this long, at least this often, and the shortest time counts. */
#define LEAST_NS   100000000
#define LEAST_RUNS 5

static int neurons = 800, block = 16, n_bands = 2, channels = 78, steps = 100, tile_steps = 20;
static double rate = 0.1, density = 0.14;

static const GOptionEntry entries[] = {
  { "neurons", 0, 0, G_OPTION_ARG_INT, &neurons, "of the layer (default 800)", "N" },
  { "block", 0, 0, G_OPTION_ARG_INT, &block, "neurons of a motif (default 16)", "K" },
  { "bands", 0, 0, G_OPTION_ARG_INT, &n_bands, "lateral connections of a neuron (default 2)", "N" },
  { "channels", 0, 0, G_OPTION_ARG_INT, &channels, "inputs (default 78)", "C" },
  { "steps", 0, 0, G_OPTION_ARG_INT, &steps, "of a sample (default 100)", "T" },
  { "tile-steps", 0, 0, G_OPTION_ARG_INT, &tile_steps, "of a tile (default 20)", "T" },
  { "rate", 0, 0, G_OPTION_ARG_DOUBLE, &rate, "share of neurons that spike at a step (default 0.1)", "R" },
  { "density", 0, 0, G_OPTION_ARG_DOUBLE, &density, "share of inputs that spike at a step (default 0.14, as of TI46)", "D" },
  { NULL },
};

typedef struct
{
  const SpkKernels *kernels;
  gsize             stride;
  guint             reach;
  int              *offsets;
  float            *tiles; /* [steps / tile_steps][N][tile_steps][16] */
  float            *flats[4];
  guint16          *masks;       /* [steps + 1][N] */
  guint16          *input_masks; /* [steps][channels] */
  float            *weights;     /* [channels][N] */
  float            *dense;       /* [N][N] */
  float            *packed;
  float            *bands;
  float            *numbers; /* [N] */
  float            *gradient;
  float            *scratch;
  SpkEventLists     lists;
} Shard;

static float *
floats_new (SpkRandom *random, gsize n, double scale)
{
  float *floats = spk_floats_new (n);

  for (gsize i = 0; i < n; i++)
    floats[i] = (float) (scale * (2 * spk_random_uniform (random) - 1));
  return floats;
}

static guint16 *
masks_new (SpkRandom *random, gsize n, double share, guint margin)
{
  guint16 *masks = g_new0 (guint16, n + 2 * margin) + margin;

  for (gsize i = 0; i < n; i++)
    for (guint lane = 0; lane < SPK_LANES; lane++)
      masks[i] |= (guint16) ((spk_random_uniform (random) < share) << lane);
  return masks;
}

static void
shard_init (Shard *self)
{
  const gsize n = neurons;
  SpkRandom random;

  spk_random_init (&random, 1, SPK_PURPOSE_TEST, 0, 0);
  self->kernels = spk_kernels_get ();
  self->stride = (gsize) tile_steps * SPK_LANES;
  self->offsets = g_new (int, n_bands + 1);
  for (int b = 0; b < n_bands; b++)
    self->offsets[b] = (b / 2 + 1) * block * (b % 2 ? 1 : -1);
  self->reach = (n_bands + 1) / 2 * block;
  self->tiles = floats_new (&random, n * steps * SPK_LANES, 1.2);
  for (guint i = 0; i < G_N_ELEMENTS (self->flats); i++)
    self->flats[i] = floats_new (&random, (n + 2 * self->reach) * SPK_LANES, 0.1) + self->reach * SPK_LANES;
  self->masks = masks_new (&random, n * (steps + 1), rate, self->reach);
  self->input_masks = masks_new (&random, (gsize) channels * steps, density, 0);
  self->weights = floats_new (&random, n * channels, 0.01);
  self->dense = floats_new (&random, n * n, 0.001);
  self->packed = floats_new (&random, n * n, 0.001);
  self->bands = floats_new (&random, n * (n_bands + 1), 0.01);
  self->numbers = floats_new (&random, n, 0.9);
  self->gradient = spk_floats_new (n * MAX (n, (gsize) (block + n_bands + channels)));
  self->scratch = spk_floats_new (MAX ((gsize) n, (gsize) channels) * self->stride);
  spk_event_lists_init (&self->lists, MAX (neurons, channels), tile_steps);
}

static void
shard_clear (Shard *self)
{
  g_free (self->offsets);
  for (guint i = 0; i < G_N_ELEMENTS (self->flats); i++)
    spk_floats_free (self->flats[i] - self->reach * SPK_LANES);
  g_free (self->masks - self->reach);
  g_free (self->input_masks);
  spk_floats_free (self->tiles);
  spk_floats_free (self->weights);
  spk_floats_free (self->dense);
  spk_floats_free (self->packed);
  spk_floats_free (self->bands);
  spk_floats_free (self->numbers);
  spk_floats_free (self->gradient);
  spk_floats_free (self->scratch);
  spk_event_lists_clear (&self->lists);
}

static float *
row_of (Shard *self, guint t)
{
  return self->tiles + (gsize) (t / tile_steps) * neurons * self->stride + (gsize) (t % tile_steps) * SPK_LANES;
}

static void
run_forward (Shard *self)
{
  for (int t = 1; t < steps; t++)
    {
      const SpkForwardStep step = {
        .n_neurons = neurons, .end = neurons, .block = block, .block_weights = self->packed, .n_bands = n_bands, .band_offsets = self->offsets,
        .band_weights = self->bands, .decay_m = self->numbers, .gain = self->numbers, .decay_s = 0.5f,
        .state = row_of (self, t), .state_before = row_of (self, t - 1), .stride = self->stride, .current = self->flats[0],
        .masks_before = self->masks + (gsize) (t - 1) * neurons, .masks = self->masks + (gsize) t * neurons,
      };

      self->kernels->forward_step (&step);
    }
}

static void
run_backward (Shard *self)
{
  for (int t = steps; t-- > 0;)
    {
      const SpkBackwardStep step = {
        .n_neurons = neurons, .end = neurons, .block = block, .block_weights = self->packed, .n_bands = n_bands, .band_offsets = self->offsets,
        .band_weights = self->bands, .decay_m = self->numbers, .gain = self->numbers, .decay_s = 0.5f, .slope = 5,
        .trace_gradient = self->flats[0], .kappa = 0.01f, .state = row_of (self, t), .stride = self->stride,
        .gu = self->flats[1], .gi_after = self->flats[2 + t % 2], .gi = self->flats[3 - t % 2],
      };

      self->kernels->backward_step (&step);
    }
}

static void
run_tile_gradient (Shard *self)
{
  for (int t = 0; t < steps; t += tile_steps)
    {
      const SpkTileGradient tile = {
        .n_neurons = neurons, .end = neurons, .block = block, .n_bands = n_bands, .band_offsets = self->offsets,
        .gi = row_of (self, t),
        .stride = self->stride, .n_steps = tile_steps, .masks_before = self->masks + (gsize) t * neurons,
        .block_gradient = self->gradient, .band_gradient = self->gradient + (gsize) neurons * block,
        .scratch = self->scratch,
      };

      self->kernels->tile_gradient (&tile);
    }
}

static void
run_tile_sums (Shard *self)
{
  for (int t = 0; t < steps; t += tile_steps)
    {
      const SpkTileSums sums = { neurons, tile_steps, self->masks + (gsize) (t + 1) * neurons, self->numbers, self->flats[0],
                                 self->flats[1] };

      self->kernels->tile_sums (&sums);
    }
}

static void
run_input_product (Shard *self)
{
  for (int t = 0; t < steps; t += tile_steps)
    {
      spk_event_lists_by_lane (&self->lists, self->input_masks + (gsize) t * channels, channels, tile_steps);
      self->kernels->event_product (&self->lists.events, FALSE, tile_steps, neurons, self->weights, neurons,
                                    row_of (self, t), self->stride);
    }
}

static void
run_dense_input_product (Shard *self)
{
  for (int t = 0; t < steps; t += tile_steps)
    {
      self->kernels->expand_tile (self->input_masks + (gsize) t * channels, tile_steps, channels, self->scratch, self->stride);
      spk_blas_multiply (SPK_TRANSPOSED, SPK_AS_IS, neurons, tile_steps * SPK_LANES, channels, self->weights, neurons,
                         self->scratch, self->stride, 0, row_of (self, t), self->stride);
    }
}

static void
run_input_gradient (Shard *self)
{
  for (int t = 0; t < steps; t += SPK_EVENT_STEPS)
    {
      const guint n_now = MIN (SPK_EVENT_STEPS, tile_steps - t % tile_steps);

      spk_event_lists_by_source (&self->lists, self->input_masks + (gsize) t * channels, channels, n_now);
      self->kernels->event_gradient (&self->lists.events, channels, n_now, neurons, row_of (self, t), self->stride,
                                     self->gradient, neurons, self->scratch);
      t -= SPK_EVENT_STEPS - n_now;
    }
}

static void
run_dense_input_gradient (Shard *self)
{
  for (int t = 0; t < steps; t += tile_steps)
    {
      self->kernels->expand_tile (self->input_masks + (gsize) t * channels, tile_steps, channels, self->scratch, self->stride);
      spk_blas_multiply (SPK_AS_IS, SPK_TRANSPOSED, channels, neurons, tile_steps * SPK_LANES, self->scratch, self->stride,
                         row_of (self, t), self->stride, 1, self->gradient, neurons);
    }
}

static void
run_dense_forward (Shard *self)
{
  for (int t = 0; t < steps; t++)
    {
      spk_event_lists_by_lane (&self->lists, self->masks + (gsize) t * neurons, neurons, 1);
      self->kernels->event_product (&self->lists.events, TRUE, 1, neurons, self->dense, neurons, row_of (self, t),
                                    self->stride);
    }
}

static void
run_dense_backward (Shard *self)
{
  for (int t = 0; t < steps; t++)
    self->kernels->add_blocks (neurons, neurons, self->packed, self->flats[0], row_of (self, t), self->stride);
}

static void
run_dense_gradient (Shard *self)
{
  for (int t = 0; t < steps; t += tile_steps)
    for (int first = 0; first < tile_steps; first += SPK_EVENT_STEPS)
      {
        const guint n_now = MIN (SPK_EVENT_STEPS, tile_steps - first);

        spk_event_lists_by_source (&self->lists, self->masks + (gsize) (t + first) * neurons, neurons, n_now);
        self->kernels->event_gradient (&self->lists.events, neurons, n_now, neurons, row_of (self, t + first), self->stride,
                                       self->gradient, neurons, self->scratch);
      }
}

typedef struct
{
  const char *name;
  void (*run) (Shard *shard);
  double flops; /* a row: a neuron, a step, 16 lanes */
  double bytes; /* a row */
} Case;

static double
measure (Shard *shard, const Case *it)
{
  const guint64 end = spk_profile_now () + LEAST_NS;
  double best = INFINITY;

  for (guint run = 0; run < LEAST_RUNS || spk_profile_now () < end; run++)
    {
      const guint64 start = spk_profile_now ();

      it->run (shard);
      best = fmin (best, (double) (spk_profile_now () - start));
    }
  return best;
}

static void
print_case (Shard *shard, const Case *it, const Roof *roof)
{
  const double ns = measure (shard, it), rows = (double) neurons * steps;
  const double flops = it->flops * SPK_LANES * rows / ns, bytes = it->bytes * rows / ns;
  const double bound = fmin (roof->gflops, roof->cache_gbytes * it->flops * SPK_LANES / it->bytes);

  g_print ("| %s | %.3f | %.1f | %.0f | %.0f | %.1f | %.0f | %.0f |\n", it->name, ns / 1e6, ns / rows, flops,
           100 * flops / roof->gflops, it->flops * SPK_LANES / it->bytes, bytes, 100 * flops / bound);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("- roofline of the kernels");
  g_autoptr (GError) error = NULL;
  Shard shard;
  Roof roof;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || neurons % block != 0 || steps % tile_steps != 0)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "the block must divide the neurons, the tile the steps");
      return 2;
    }
  spk_blas_load ();
  shard_init (&shard);
  roof_measure (&roof);

  const double k = block, n = neurons, c = channels;
  const Case cases[] = {
    { "forward step", run_forward, 2 * (k + n_bands) + 4, 4 * ROW },
    { "backward step", run_backward, 2 * (k + n_bands) + 11, 6 * ROW },
    { "gradient of motifs and bands", run_tile_gradient, 2 * (k + n_bands), ROW },
    { "sums of spikes", run_tile_sums, 3, 2.0 },
    { "input product, by events", run_input_product, 2 * c, ROW },
    { "input product, OpenBLAS", run_dense_input_product, 2 * c, ROW },
    { "input gradient, by events", run_input_gradient, 2 * c, ROW },
    { "input gradient, OpenBLAS", run_dense_input_gradient, 2 * c, ROW },
    { "dense forward, by events", run_dense_forward, 2 * n, rate * SPK_LANES * n * sizeof (float) },
    { "dense backward", run_dense_backward, 2 * n, n * sizeof (float) },
    { "dense gradient, by events", run_dense_gradient, 2 * n, 2 * n * sizeof (float) / SPK_EVENT_STEPS },
  };

  g_print ("One thread, kernels %s, OpenBLAS %s: %.0f GFLOP/s (OpenBLAS %.0f); GB/s: first-level cache %.0f, second %.0f, "
           "memory %.0f.\n\n", shard.kernels->name, spk_blas_get_kernel (), roof.gflops, roof.blas_gflops, roof.first_gbytes,
           roof.cache_gbytes, roof.memory_gbytes);
  g_print ("| kernel | ms | ns a row | GFLOP/s | %% of peak | flops a byte | GB/s | %% of roof |\n|---|--:|--:|--:|--:|--:|--:|--:|\n");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    print_case (&shard, &cases[i], &roof);
  shard_clear (&shard);
  return 0;
}
