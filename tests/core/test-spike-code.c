/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-spike-code.h"

#include "base/spk-random.h"
#include "model/spk-model-error.h"

static GBytes *
make_bits (guint steps, guint width, double rate)
{
  const guint n_bytes = (steps * width + 7) / 8;
  guint8 *bits = g_malloc0 (n_bytes);
  SpkRandom random;

  spk_random_init (&random, 1, SPK_PURPOSE_TRAIN_ORDER, 0, 0);
  for (guint i = 0; i < steps * width; i++)
    if (spk_random_uniform (&random) < rate)
      bits[i / 8] |= (guint8) (1u << i % 8);
  return g_bytes_new_take (bits, n_bytes);
}

static void
assert_round_trip (guint steps, guint width, double rate)
{
  g_autoptr (GBytes) bits = make_bits (steps, width, rate);
  g_autoptr (GBytes) packed = spk_spike_code_pack_bits (g_bytes_get_data (bits, NULL), steps, width);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) back = spk_spike_code_unpack (packed, steps, width, &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (bits, back));
}

static void
test_rasters_come_back_exactly (void)
{
  assert_round_trip (100, 77, 0.02);
  assert_round_trip (100, 77, 0);
  assert_round_trip (100, 77, 1);
  assert_round_trip (1, 1000, 0.001); /* gaps longer than a byte tells */
  assert_round_trip (1000, 1, 0.003);
  assert_round_trip (0, 5, 0);
  assert_round_trip (5, 0, 0);
}

static void
test_lanes_are_told_apart (void)
{
  const guint16 masks[2 * 3] = { 1, 2, 3, 0, 0x8000, 1 };
  g_autoptr (GBytes) first = spk_spike_code_pack_masks (masks, 0, 2, 3);
  g_autoptr (GBytes) last = spk_spike_code_pack_masks (masks, 15, 2, 3);
  g_autoptr (GBytes) first_bits = spk_spike_code_unpack (first, 2, 3, NULL);
  g_autoptr (GBytes) last_bits = spk_spike_code_unpack (last, 2, 3, NULL);

  g_assert_cmpuint (*(const guint8 *) g_bytes_get_data (first_bits, NULL), ==, 0x25);
  g_assert_cmpuint (*(const guint8 *) g_bytes_get_data (last_bits, NULL), ==, 0x10);
}

static void
test_sparse_rasters_are_small (void)
{
  g_autoptr (GBytes) bits = make_bits (100, 800, 0.02);
  g_autoptr (GBytes) packed = spk_spike_code_pack_bits (g_bytes_get_data (bits, NULL), 100, 800);

  g_assert_cmpuint (g_bytes_get_size (packed), <, 1600); /* a byte a spike; 10 000 as bits */
}

static void
test_other_sizes_and_other_bytes_are_refused (void)
{
  g_autoptr (GBytes) bits = make_bits (20, 20, 1);
  g_autoptr (GBytes) packed = spk_spike_code_pack_bits (g_bytes_get_data (bits, NULL), 20, 20);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (packed, 0, g_bytes_get_size (packed) - 1);
  g_autoptr (GBytes) noise = g_bytes_new_static ("spikesmith", 10);
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  GBytes *const bad[] = { cut, noise, empty };
  g_autoptr (GError) error = NULL;

  g_assert_null (spk_spike_code_unpack (packed, 20, 19, &error));
  g_assert_error (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_FORMAT);
  g_assert_null (spk_spike_code_unpack (packed, G_MAXUINT, G_MAXUINT, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (spk_spike_code_unpack (bad[i], 20, 20, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/spike-code/rasters-come-back-exactly", test_rasters_come_back_exactly);
  g_test_add_func ("/spike-code/lanes-are-told-apart", test_lanes_are_told_apart);
  g_test_add_func ("/spike-code/sparse-rasters-are-small", test_sparse_rasters_are_small);
  g_test_add_func ("/spike-code/other-sizes-and-other-bytes-are-refused", test_other_sizes_and_other_bytes_are_refused);
  return g_test_run ();
}
