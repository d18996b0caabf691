/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/spk-waves.h"

typedef struct
{
  const char *path;
  guint       n_neurons;
  guint       block;
  guint       reach;
  guint       n_steps;
} Case;

static const Case cases[] = {
  { "one-neuron", 1, 1, 0, 3 },
  { "motifs", 3200, 16, 16, 20 },
  { "motifs-that-do-not-fill-the-last-wave", 1000, 40, 40, 7 },
  { "far-reach", 3200, 16, 96, 24 },
  { "reach-within-a-block", 2048, 64, 2, 5 },
  { "reach-that-is-no-multiple-of-the-block", 1200, 16, 20, 5 },
  { "no-connections", 1000, 1, 0, 5 },
  { "one-step", 3200, 16, 16, 1 },
  { "all-together", 3200, 3200, 0, 5 },
  { "reach-beyond-the-layer", 640, 16, 640, 5 },
};

/* A neuron takes its steps in order, each once, and finds the step before of all neurons within its reach, which have not
 * gone further than the step it takes: state of the step before lies in one of two buffers. */
static void
test_neighbours_are_one_step_behind (gconstpointer data)
{
  const Case *it = data;
  g_autofree guint *taken = g_new0 (guint, it->n_neurons);
  SpkWaves waves;

  spk_waves_init (&waves, it->n_neurons, it->block, it->reach);
  for (guint wave = 0; wave < spk_waves_count (&waves, it->n_steps); wave++)
    for (guint step = 0; step < it->n_steps; step++)
      {
        guint first, end;

        if (!spk_waves_range (&waves, wave, step, &first, &end))
          continue;
        g_assert_cmpuint (first % it->block, ==, 0);
        g_assert_cmpuint (end % it->block, ==, 0);
        for (guint n = first; n < end; n++)
          g_assert_cmpuint (taken[n], ==, step);
        for (guint n = first - MIN (it->reach, first); n < MIN (end + it->reach, it->n_neurons); n++)
          {
            g_assert_cmpuint (taken[n], >=, step);
            g_assert_cmpuint (taken[n], <=, step + 1);
          }
        for (guint n = first; n < end; n++)
          taken[n]++;
      }
  for (guint n = 0; n < it->n_neurons; n++)
    g_assert_cmpuint (taken[n], ==, it->n_steps);
}

static void
test_large_layers_are_cut (void)
{
  SpkWaves waves;

  spk_waves_init (&waves, 12800, 16, 16);
  g_assert_cmpuint (waves.size, <, 1000);
  spk_waves_init (&waves, 12800, 12800, 0);
  g_assert_cmpuint (waves.size, ==, 12800);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/waves/neighbours-are-one-step-behind/", cases[i].path, NULL);

      g_test_add_data_func (path, &cases[i], test_neighbours_are_one_step_behind);
    }
  g_test_add_func ("/waves/large-layers-are-cut", test_large_layers_are_cut);
  return g_test_run ();
}
