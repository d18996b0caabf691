/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "motif/spk-motif-check.h"

static const SpkFinding *
find (GPtrArray *findings, SpkFindingKind kind, guint neuron)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const SpkFinding *finding = findings->pdata[i];

      if (finding->kind == kind && (finding->n_neurons == 0 || finding->neurons[0] == neuron))
        return finding;
    }
  return NULL;
}

static SpkTopology *
ring (guint size, SpkConnection type)
{
  g_autofree gint8 *intra = g_new0 (gint8, size * size);

  for (guint i = 0; i < size; i++)
    intra[(i + 1) % size * size + i] = type;
  return spk_topology_new (size, intra, NULL);
}

static void
test_rates_of_unconnected_neurons_rest (void)
{
  g_autoptr (SpkTopology) motif = spk_topology_new (40, NULL, NULL);
  g_autoptr (SpkMotifRates) rates = spk_motif_rates_new (motif, 1);

  g_assert_cmpuint (rates->size, ==, 40);
  g_assert_cmpuint (rates->steps, ==, 200);
  g_assert_cmpfloat (rates->resting, >, 0.02);
  g_assert_cmpfloat (rates->resting, <, 0.1);
  for (guint i = 0; i < 40; i++)
    g_assert_cmpfloat_with_epsilon (rates->rates[i], rates->resting, 0.03);
}

static void
test_rates_follow_the_types (void)
{
  g_autoptr (SpkTopology) excitatory = ring (4, SPK_EXCITATORY);
  g_autoptr (SpkTopology) inhibitory = ring (4, SPK_INHIBITORY);
  g_autoptr (SpkMotifRates) excited = spk_motif_rates_new (excitatory, 1);
  g_autoptr (SpkMotifRates) inhibited = spk_motif_rates_new (inhibitory, 1);

  for (guint i = 0; i < 4; i++)
    {
      g_assert_cmpfloat (excited->rates[i], >, 1.5 * excited->resting);
      g_assert_cmpfloat (inhibited->rates[i], <, inhibited->resting);
    }
}

static void
test_rates_hear_of_neighbouring_motifs (void)
{
  const gint8 lateral[] = { 1, 1, 0, 0 };
  g_autoptr (SpkTopology) motif = spk_topology_new (2, NULL, lateral);
  g_autoptr (SpkMotifRates) rates = spk_motif_rates_new (motif, 1);

  g_assert_cmpfloat (rates->rates[0], >, 1.3 * rates->rates[1]);
}

static void
test_rates_repeat_with_their_seed (void)
{
  g_autoptr (SpkTopology) motif = spk_topology_new_random (24, 0.4, 1, 0);
  g_autoptr (SpkMotifRates) first = spk_motif_rates_new (motif, 3);
  g_autoptr (SpkMotifRates) second = spk_motif_rates_new (motif, 3);
  g_autoptr (SpkMotifRates) other = spk_motif_rates_new (motif, 4);

  g_assert_cmpmem (first->rates, 24 * sizeof (double), second->rates, 24 * sizeof (double));
  g_assert_true (memcmp (first->rates, other->rates, 24 * sizeof (double)) != 0);
}

static void
test_size_that_does_not_divide_the_layer (void)
{
  g_autoptr (SpkTopology) motif = ring (7, SPK_INHIBITORY);
  g_autoptr (GPtrArray) wrong = spk_motif_check (motif, 240, NULL);
  g_autoptr (GPtrArray) right = spk_motif_check (motif, 210, NULL);
  g_autoptr (GPtrArray) unknown = spk_motif_check (motif, 0, NULL);
  const SpkFinding *finding = find (wrong, SPK_FINDING_SIZE, 0);

  g_assert_nonnull (finding);
  g_assert_true (spk_finding_is_error (finding));
  g_assert_nonnull (strstr (finding->reason, "240"));
  g_assert_cmpuint (right->len, ==, 0);
  g_assert_cmpuint (unknown->len, ==, 0);
}

static void
test_empty_motif (void)
{
  g_autoptr (SpkTopology) motif = spk_topology_new (3, NULL, NULL);
  g_autoptr (GPtrArray) findings = spk_motif_check (motif, 0, NULL);

  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_nonnull (find (findings, SPK_FINDING_EMPTY, 0));
  g_assert_false (spk_finding_is_error (findings->pdata[0]));
}

/* 0 and 1 excite each other; 2 hears nobody; 3 only itself; 4 and 5 only each other; 6 a neighbouring motif. */
static void
test_neurons_without_input_or_out_of_reach (void)
{
  gint8 intra[7 * 7] = { 0 }, lateral[14] = { 0 };
  g_autoptr (SpkTopology) motif = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  intra[0 * 7 + 1] = intra[1 * 7 + 0] = 1;
  intra[0 * 7 + 2] = 1;
  intra[1 * 7 + 3] = 1;
  intra[3 * 7 + 3] = -1;
  intra[4 * 7 + 5] = intra[5 * 7 + 4] = -1;
  lateral[12] = 1;
  intra[0 * 7 + 6] = 1;
  motif = spk_topology_new (7, intra, lateral);
  findings = spk_motif_check (motif, 0, NULL);
  g_assert_cmpuint (findings->len, ==, 4);
  g_assert_nonnull (find (findings, SPK_FINDING_NO_INPUT, 2));
  g_assert_nonnull (find (findings, SPK_FINDING_UNREACHABLE, 3));
  g_assert_nonnull (find (findings, SPK_FINDING_UNREACHABLE, 4));
  g_assert_nonnull (find (findings, SPK_FINDING_UNREACHABLE, 5));
}

static void
test_saturating_loop_is_named_in_order (void)
{
  double high[] = { 0.8, 0.9, 0.8 };
  const SpkMotifRates rates = { 3, 200, high, 0.05 };
  g_autoptr (SpkTopology) motif = ring (3, SPK_EXCITATORY);
  g_autoptr (GPtrArray) findings = spk_motif_check (motif, 0, &rates);
  const SpkFinding *finding = find (findings, SPK_FINDING_SATURATION, 1);

  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_nonnull (finding);
  g_assert_cmpuint (finding->n_neurons, ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (finding->neurons[(i + 1) % 3], ==, (finding->neurons[i] + 1) % 3);
  g_assert_nonnull (strstr (finding->reason, "1 → 2 → 0 → 1"));
}

static void
test_inhibited_loop_does_not_saturate (void)
{
  const gint8 intra[] = { 1, 1, -1, 1, 1, -1, 1, 1, 0 };
  g_autoptr (SpkTopology) motif = spk_topology_new (3, intra, NULL);
  g_autoptr (SpkTopology) half = spk_topology_with_intra (motif, 0, 2, SPK_ABSENT);
  g_autoptr (SpkTopology) free_loop = spk_topology_with_intra (half, 1, 2, SPK_ABSENT);
  g_autoptr (SpkMotifRates) held = spk_motif_rates_new (motif, 1);
  g_autoptr (SpkMotifRates) loose = spk_motif_rates_new (free_loop, 1);
  g_autoptr (GPtrArray) held_findings = spk_motif_check (motif, 0, held);
  g_autoptr (GPtrArray) loose_findings = spk_motif_check (free_loop, 0, loose);

  g_assert_null (find (held_findings, SPK_FINDING_SATURATION, 0));
  g_assert_nonnull (find (loose_findings, SPK_FINDING_SATURATION, 0));
}

/* Judged by given rates: which neurons are saturated is what the rates say, what drives them is what the connections say. */
static void
test_saturation_needs_a_loop (void)
{
  double high[] = { 0.9, 0.9 };
  const gint8 chain[] = { 0, 0, 1, 0 };
  const gint8 lateral[] = { 1, 1, 1, -1 };
  const SpkMotifRates rates = { 2, 200, high, 0.05 };
  g_autoptr (SpkTopology) forward = spk_topology_new (2, chain, NULL);
  g_autoptr (SpkTopology) sideways = spk_topology_new (2, chain, lateral);
  g_autoptr (GPtrArray) of_forward = spk_motif_check (forward, 0, &rates);
  g_autoptr (GPtrArray) of_sideways = spk_motif_check (sideways, 0, &rates);

  g_assert_null (find (of_forward, SPK_FINDING_SATURATION, 0));
  g_assert_null (find (of_forward, SPK_FINDING_SATURATION, 1));
  g_assert_nonnull (find (of_sideways, SPK_FINDING_SATURATION, 0));
  g_assert_null (find (of_sideways, SPK_FINDING_SATURATION, 1));
}

static void
test_silenced_neuron (void)
{
  double some[] = { 0.1, 0 };
  const gint8 intra[] = { 0, 1, -1, 0 };
  const SpkMotifRates rates = { 2, 200, some, 0.05 };
  g_autoptr (SpkTopology) motif = spk_topology_new (2, intra, NULL);
  g_autoptr (GPtrArray) findings = spk_motif_check (motif, 0, &rates);

  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_nonnull (find (findings, SPK_FINDING_SILENCE, 1));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/motif/rates/resting", test_rates_of_unconnected_neurons_rest);
  g_test_add_func ("/motif/rates/types", test_rates_follow_the_types);
  g_test_add_func ("/motif/rates/lateral", test_rates_hear_of_neighbouring_motifs);
  g_test_add_func ("/motif/rates/seed", test_rates_repeat_with_their_seed);
  g_test_add_func ("/motif/check/size", test_size_that_does_not_divide_the_layer);
  g_test_add_func ("/motif/check/empty", test_empty_motif);
  g_test_add_func ("/motif/check/neurons", test_neurons_without_input_or_out_of_reach);
  g_test_add_func ("/motif/check/saturation", test_saturating_loop_is_named_in_order);
  g_test_add_func ("/motif/check/inhibited", test_inhibited_loop_does_not_saturate);
  g_test_add_func ("/motif/check/loop", test_saturation_needs_a_loop);
  g_test_add_func ("/motif/check/silence", test_silenced_neuron);
  return g_test_run ();
}
