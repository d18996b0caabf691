/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "base/spk-blas.h"
#include "search/spk-network-shape.h"
#include "search/spk-trainer.h"
#include "search-fixture.h"

/* What a test may look at between two steps. */
typedef struct
{
  SpkJobKind   kind;
  SpkSettings *settings;
  SpkDataset  *dataset;
  GPtrArray   *motifs;
  GPtrArray   *pins;
  SpkPool     *pool;
  SpkProtocol *protocol;
} Run;

static void
run_init (Run *self, SpkJobKind kind)
{
  *self = (Run){ .kind = kind, .settings = make_search_settings (), .dataset = make_randman (2, 8, 30) };
  self->pool = spk_pool_new (2);
  if (kind == SPK_JOB_TRAIN)
    self->motifs = make_motifs (4, 1);
}

static void
run_clear (Run *self)
{
  g_clear_pointer (&self->protocol, spk_protocol_free);
  g_clear_pointer (&self->motifs, g_ptr_array_unref);
  g_clear_pointer (&self->pins, g_ptr_array_unref);
  spk_pool_free (self->pool);
  spk_dataset_unref (self->dataset);
  spk_settings_free (self->settings);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static void
run_open (Run *self)
{
  self->protocol = make_protocol (self->kind, self->settings, self->dataset, self->motifs, self->pins, self->pool);
}

/* Runs to the end of an epoch; NULL if the protocol is done before. */
static SpkEpochRecord *
next_record (Run *self)
{
  SpkEpochRecord *record = NULL;

  while (record == NULL && !spk_protocol_is_done (self->protocol))
    {
      g_autoptr (GError) error = NULL;

      spk_protocol_advance (self->protocol, &record, &error);
      g_assert_no_error (error);
    }
  return record;
}

/* Runs on until it fails. */
static GError *
run_to_error (Run *self)
{
  GError *error = NULL;

  while (error == NULL && !spk_protocol_is_done (self->protocol))
    {
      g_autoptr (SpkEpochRecord) record = NULL;

      if (!spk_protocol_advance (self->protocol, &record, &error))
        g_assert_nonnull (error);
    }
  return error;
}

static gboolean
same_floats (const SpkArrays *a, const SpkArrays *b, const char *name)
{
  gsize n;
  const float *x = state_floats (a, name, &n), *y = state_floats (b, name, NULL);

  return memcmp (x, y, n * sizeof (float)) == 0;
}

static const char *const alphas[] = {
  "search/network/layer0/branch0/alpha_intra",
  "search/network/layer0/branch0/alpha_lateral",
  "search/network/layer0/branch1/alpha_intra",
  "search/network/layer0/alpha_size",
};

static void
test_alpha_rests_during_warmup (void)
{
  g_auto (Run) run;
  g_autoptr (SpkArrays) start = NULL;

  run_init (&run, SPK_JOB_SEARCH);
  run.settings->epochs = 4;
  run.settings->warmup = 2;
  run_open (&run);
  start = spk_protocol_save (run.protocol);
  for (guint epoch = 1; epoch <= 4; epoch++)
    {
      g_autoptr (SpkEpochRecord) record = next_record (&run);
      g_autoptr (SpkArrays) now = spk_protocol_save (run.protocol);

      g_assert_cmpuint (record->epoch, ==, epoch);
      g_assert_true (isnan (record->alpha_loss) == (epoch <= 2));
      for (guint i = 0; i < G_N_ELEMENTS (alphas); i++)
        g_assert_true (same_floats (start, now, alphas[i]) == (epoch <= 2));
      g_assert_false (same_floats (start, now, "search/network/layer0/W"));
    }
}

static void
test_each_class_has_a_probe (void)
{
  g_auto (Run) run;
  g_autoptr (SpkEpochRecord) first = NULL;
  g_autoptr (SpkEpochRecord) second = NULL;

  run_init (&run, SPK_JOB_SEARCH);
  run_open (&run);
  first = next_record (&run);
  second = next_record (&run);
  g_assert_cmpuint (first->n_probes, ==, 2);
  g_assert_cmpuint (second->n_probes, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpuint (first->probes[i]->label, ==, i);
      g_assert_cmpuint (spk_dataset_get_label (run.dataset, first->probes[i]->sample), ==, i);
      g_assert_cmpuint (second->probes[i]->sample, ==, first->probes[i]->sample);
      g_assert_true (g_bytes_equal (second->probes[i]->packed_input, first->probes[i]->packed_input));
    }
}

/* Spikes of a sample, counted in the shard that the engine computes for it alone. */
static guint
count_spikes (SpkEngine *engine, const SpkBinning *binning, guint32 sample)
{
  SpkFeeder feeder = { .binning = binning, .samples = &sample, .n_samples = 1 };
  SpkBatch batch = { .n_samples = 1, .fill = spk_feeder_fill, .data = &feeder };
  const float *counts;
  double sum = 0;

  spk_engine_evaluate (engine, &batch);
  counts = spk_engine_get_counts (engine, 0, 0);
  for (guint i = 0; i < 16 * SPK_LANES; i++)
    sum += counts[i];
  return (guint) sum;
}

static guint
count_bits (GBytes *bits)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bits, &size);
  guint n = 0;

  for (gsize i = 0; i < size; i++)
    n += __builtin_popcount (data[i]);
  return n;
}

static void
test_looking_at_an_untrained_network (void)
{
  g_auto (Run) run;
  g_autoptr (SpkTrainer) trainer = NULL;
  g_autoptr (SpkEpochRecord) record = NULL;
  SpkNetworkSpec spec;
  guint32 samples[60];
  SpkTrainerData data = { .train = samples, .n_train = 30, .valid = samples + 30, .n_valid = 30 };
  double mean = 0;

  run_init (&run, SPK_JOB_SEARCH);
  for (guint i = 0; i < 60; i++)
    samples[i] = i;
  data.binning = (SpkBinning){ .dataset = run.dataset, .steps = run.settings->steps,
                               .duration_us = spk_network_shape_duration (run.settings, run.dataset) };
  g_assert_true (spk_network_shape_make (run.settings, TRUE, NULL, 8, 2, &spec, NULL));
  trainer = spk_trainer_new (SPK_PHASE_SEARCH, &spec, run.settings, &data, NULL, 1, run.pool);
  record = spk_trainer_look (trainer);

  g_assert_cmpuint (record->epoch, ==, 0);
  g_assert_true (isnan (record->train_loss) && isnan (record->valid_loss));
  g_assert_cmpuint (record->n_probes, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GBytes) spikes = spk_probe_unpack_spikes (record->probes[i], 0);

      g_assert_cmpuint (count_bits (spikes), ==,
                        count_spikes (spk_trainer_get_engine (trainer), &data.binning, record->probes[i]->sample));
    }
  for (guint n = 0; n < 16; n++)
    mean += record->layers[0].neuron_rates[n] / 16;
  g_assert_cmpfloat_with_epsilon (mean, record->layers[0].mean_rate, 1e-6);
  g_assert_cmpmem (record->layers[0].neuron_tau_m, 16 * sizeof (float),
                   spk_trainer_get_network (trainer)->values + spk_trainer_get_network (trainer)->layers[0].tau_m,
                   16 * sizeof (float));
}

static void
test_temperature_falls_from_start_to_end (void)
{
  g_auto (Run) run;
  double last = INFINITY;

  run_init (&run, SPK_JOB_SEARCH);
  run.settings->epochs = 5;
  run.settings->temperature_start = 2;
  run.settings->temperature_end = 0.125;
  run_open (&run);
  for (guint epoch = 1; epoch <= 5; epoch++)
    {
      g_autoptr (SpkEpochRecord) record = next_record (&run);

      g_assert_cmpfloat (record->temperature, <, last);
      g_assert_cmpfloat_with_epsilon (record->temperature, 2 * pow (2, -(epoch - 1.0)), 1e-12);
      last = record->temperature;
    }
}

static void
test_learning_rate_falls_to_nothing (void)
{
  g_auto (Run) run;
  double last = INFINITY;

  run_init (&run, SPK_JOB_TRAIN);
  run_open (&run);
  for (guint epoch = 1; epoch <= 3; epoch++)
    {
      g_autoptr (SpkEpochRecord) record = next_record (&run);

      g_assert_cmpfloat (record->learning_rate, <, last);
      last = record->learning_rate;
    }
  g_assert_cmpfloat_with_epsilon (last, 0, 1e-12);
}

static void
assert_neurons_moved (SpkJobKind kind, const char *prefix, gboolean plasticity)
{
  static const char *const names[] = { "network/layer0/R", "network/layer0/tau_m" };
  g_auto (Run) run;
  g_autoptr (SpkArrays) start = NULL;
  g_autoptr (SpkArrays) end = NULL;
  g_autoptr (SpkEpochRecord) record = NULL;

  run_init (&run, kind);
  run.settings->plasticity = plasticity;
  run.settings->tau_m_spread = 0.3;
  run_open (&run);
  start = spk_protocol_save (run.protocol);
  record = next_record (&run);
  end = spk_protocol_save (run.protocol);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_strconcat (prefix, names[i], NULL);

      g_assert_true (same_floats (start, end, name) == !plasticity);
    }
}

static void
test_neurons_are_as_drawn_without_plasticity (void)
{
  assert_neurons_moved (SPK_JOB_SEARCH, "search/", FALSE);
  assert_neurons_moved (SPK_JOB_TRAIN, "train/", FALSE);
}

static void
test_neurons_move_with_plasticity (void)
{
  assert_neurons_moved (SPK_JOB_SEARCH, "search/", TRUE);
  assert_neurons_moved (SPK_JOB_TRAIN, "train/", TRUE);
}

static void
test_magnitudes_stay_above_zero (void)
{
  g_auto (Run) run;
  g_autoptr (SpkEpochRecord) record = NULL;
  g_autoptr (SpkArrays) state = NULL;
  const float *magnitudes;
  gsize n;

  run_init (&run, SPK_JOB_TRAIN);
  run.settings->learning_rate = 0.2;
  run_open (&run);
  record = next_record (&run);
  state = spk_protocol_save (run.protocol);
  magnitudes = state_floats (state, "train/network/layer0/w", &n);
  for (gsize i = 0; i < n; i++)
    g_assert_cmpfloat (magnitudes[i], >=, 0);
}

/* Counts the epochs of a search whose architecture never changes. */
static guint
epochs_of_a_settled_search (guint warmup, guint patience)
{
  g_auto (Run) run;
  g_autoptr (SpkJobResult) result = NULL;
  guint n = 0;

  run_init (&run, SPK_JOB_SEARCH);
  run.settings->epochs = 9;
  run.settings->retrain_epochs = 0;
  run.settings->alpha_rate = 0;
  run.settings->warmup = warmup;
  run.settings->patience = patience;
  run_open (&run);
  while (!spk_protocol_is_done (run.protocol))
    {
      g_autoptr (SpkEpochRecord) record = next_record (&run);

      n += record != NULL;
    }
  result = spk_protocol_steal_result (run.protocol);
  g_assert_cmpuint (result->search_epochs, ==, n);
  return n;
}

static void
test_search_stops_when_it_has_settled (void)
{
  g_assert_cmpuint (epochs_of_a_settled_search (0, 2), ==, 3);
  g_assert_cmpuint (epochs_of_a_settled_search (0, 4), ==, 5);
  g_assert_cmpuint (epochs_of_a_settled_search (0, 0), ==, 9);
}

/* While the architecture is frozen it cannot change: those epochs are no sign of having settled. */
static void
test_warmup_does_not_count_as_settled (void)
{
  g_assert_cmpuint (epochs_of_a_settled_search (3, 2), ==, 5);
  g_assert_cmpuint (epochs_of_a_settled_search (3, 3), ==, 6);
}

static void
free_pins (gpointer pins)
{
  if (pins != NULL)
    spk_pins_free (pins);
}

static void
test_pins_hold (void)
{
  g_auto (Run) run;
  g_autoptr (SpkJobResult) result = NULL;
  SpkPins *pins = spk_pins_new ();
  const SpkTopology *motif;

  run_init (&run, SPK_JOB_SEARCH);
  spk_pins_set_size (pins, 4);
  spk_pins_set_intra (pins, 4, 1, 2, SPK_INHIBITORY);
  spk_pins_set_intra (pins, 4, 0, 0, SPK_ABSENT);
  spk_pins_set_lateral (pins, 4, 3, SPK_NEXT, SPK_EXCITATORY);
  run.pins = g_ptr_array_new_with_free_func (free_pins);
  g_ptr_array_add (run.pins, pins);
  run.settings->retrain_epochs = 1;
  run_open (&run);
  while (!spk_protocol_is_done (run.protocol))
    {
      g_autoptr (SpkEpochRecord) record = next_record (&run);
      const SpkBranchRecord *branch;

      if (record == NULL || record->phase != SPK_PHASE_SEARCH)
        continue;
      g_assert_cmpfloat (record->layers[0].branches[0].probability, ==, 0);
      branch = &record->layers[0].branches[1];
      g_assert_cmpuint (branch->size, ==, 4);
      g_assert_cmpfloat (branch->probability, ==, 1);
      g_assert_cmpfloat (branch->intra[(1 * 4 + 2) * 3 + 1], ==, 1);
      g_assert_cmpfloat (branch->intra[2], ==, 1);
      g_assert_cmpfloat (branch->lateral[(3 * 2 + SPK_NEXT) * 3], ==, 1);
    }
  result = spk_protocol_steal_result (run.protocol);
  motif = g_ptr_array_index (result->motifs, 0);
  g_assert_cmpuint (spk_topology_get_size (motif), ==, 4);
  g_assert_cmpint (spk_topology_get_intra (motif, 1, 2), ==, SPK_INHIBITORY);
  g_assert_cmpint (spk_topology_get_intra (motif, 0, 0), ==, SPK_ABSENT);
  g_assert_cmpint (spk_topology_get_lateral (motif, 3, SPK_NEXT), ==, SPK_EXCITATORY);
}

static void
run_to_the_end (Run *self)
{
  while (!spk_protocol_is_done (self->protocol))
    {
      g_autoptr (SpkEpochRecord) record = next_record (self);
    }
}

static void
test_without_retraining_weights_are_inherited (void)
{
  g_auto (Run) run;
  g_autoptr (SpkArrays) searched = NULL;
  g_autoptr (SpkArrays) end = NULL;
  g_autoptr (SpkJobResult) result = NULL;
  gsize n;
  const float *before, *after;

  run_init (&run, SPK_JOB_SEARCH);
  run.settings->retrain_epochs = 0;
  run_open (&run);
  for (guint epoch = 0; epoch < run.settings->epochs; epoch++)
    {
      g_autoptr (SpkEpochRecord) record = next_record (&run);
    }
  searched = spk_protocol_save (run.protocol);
  run_to_the_end (&run);
  end = spk_protocol_save (run.protocol);
  result = spk_protocol_steal_result (run.protocol);
  before = state_floats (searched, "search/network/layer0/W", &n);
  after = state_floats (end, "train/network/layer0/W", NULL);
  g_assert_cmpmem (before, n * sizeof (float), after, n * sizeof (float));
  before = state_floats (searched, "search/network/readout", &n);
  after = state_floats (end, "train/network/readout", NULL);
  g_assert_cmpmem (before, n * sizeof (float), after, n * sizeof (float));
  before = state_floats (searched, "search/network/layer0/R", &n);
  after = state_floats (end, "train/network/layer0/R", NULL);
  g_assert_cmpmem (before, n * sizeof (float), after, n * sizeof (float));
  g_assert_cmpuint (result->train_epochs, ==, 0);
}

/* Retraining draws new weights. */
static void
test_retraining_starts_anew (void)
{
  g_auto (Run) run;
  g_autoptr (SpkArrays) searched = NULL;
  g_autoptr (SpkArrays) start = NULL;
  SpkEpochRecord *none = NULL;
  gsize n;
  const float *before, *after;

  run_init (&run, SPK_JOB_SEARCH);
  run_open (&run);
  for (guint epoch = 0; epoch < run.settings->epochs; epoch++)
    {
      g_autoptr (SpkEpochRecord) record = next_record (&run);
    }
  searched = spk_protocol_save (run.protocol);
  g_assert_true (spk_protocol_advance (run.protocol, &none, NULL));
  g_assert_cmpint (spk_protocol_get_phase (run.protocol), ==, SPK_PHASE_TRAIN);
  start = spk_protocol_save (run.protocol);
  before = state_floats (searched, "search/network/layer0/W", &n);
  after = state_floats (start, "train/network/layer0/W", NULL);
  g_assert_cmpint (memcmp (before, after, n * sizeof (float)), !=, 0);
}

/* Variants that a plain run does not go through: each runs to a result, the same one twice. */
static void
vary_layers (SpkSettings *settings)
{
  settings->neurons = (SpkList){ 2, { 16, 24 } };
}

static void
vary_readout (SpkSettings *settings)
{
  settings->readout = SPK_SETTINGS_READOUT_SPIKES;
  settings->readout_scale = 4;
}

static void
vary_order (SpkSettings *settings)
{
  settings->second_order = TRUE;
}

static void
vary_dropout (SpkSettings *settings)
{
  settings->dropout = 0.3;
}

static void
vary_jitter (SpkSettings *settings)
{
  settings->time_jitter = 2;
  settings->channel_jitter = 1.5;
}

static void
vary_smoothing (SpkSettings *settings)
{
  settings->label_smoothing = 0.2;
}

static void
vary_population (SpkSettings *settings)
{
  settings->population = TRUE;
}

static void
vary_neuron_rate (SpkSettings *settings)
{
  settings->neuron_rate = 0.05;
}

static void
vary_plasticity_decay (SpkSettings *settings)
{
  settings->plasticity_decay = TRUE;
}

static void
vary_branch_scale (SpkSettings *settings)
{
  settings->branch_scale = FALSE;
}

static void
vary_plasticity (SpkSettings *settings)
{
  settings->plasticity = FALSE;
}

typedef struct
{
  const char *path;
  void      (*vary) (SpkSettings *settings);
  gboolean    search_alone;
} Variant;

static const Variant variants[] = {
  { "stacked-layers", vary_layers, FALSE }, { "spikes-readout", vary_readout, FALSE },
  { "second-order", vary_order, TRUE },     { "dropout", vary_dropout, FALSE },
  { "population", vary_population, FALSE }, { "neuron-rate", vary_neuron_rate, FALSE },
  { "plasticity-decay", vary_plasticity_decay, FALSE },
  { "jitter", vary_jitter, FALSE },         { "label-smoothing", vary_smoothing, FALSE },
  { "no-branch-scale", vary_branch_scale, TRUE }, { "no-plasticity", vary_plasticity, FALSE },
};

static void
test_variant (gconstpointer data)
{
  const Variant *variant = data;

  for (SpkJobKind kind = SPK_JOB_SEARCH; kind <= (variant->search_alone ? SPK_JOB_SEARCH : SPK_JOB_TRAIN); kind++)
    {
      g_autoptr (SpkSettings) settings = make_search_settings ();
      g_autoptr (SpkDataset) dataset = make_randman (2, 8, 30);
      g_autoptr (GPtrArray) motifs = NULL;
      g_auto (SearchRun) plain = { 0 };
      g_auto (SearchRun) one = { 0 };
      g_auto (SearchRun) two = { 0 };

      motifs = kind == SPK_JOB_TRAIN ? make_motifs (4, 1) : NULL;
      run_protocol (kind, settings, dataset, motifs, 1, &plain);
      variant->vary (settings);
      run_protocol (kind, settings, dataset, motifs, 1, &one);
      run_protocol (kind, settings, dataset, motifs, 3, &two);
      assert_runs_equal (&one, &two);
      g_assert_cmpstr (g_ptr_array_index (plain.records, 2), !=, g_ptr_array_index (one.records, 2));
    }
}

static void
expect_numerical (Run *run, const char *const *parts)
{
  g_autoptr (GError) error = NULL;

  run_open (run);
  error = run_to_error (run);
  g_assert_error (error, SPK_JOB_ERROR, SPK_JOB_ERROR_NUMERICAL);
  g_test_message ("%s", error->message);
  for (guint i = 0; parts[i] != NULL; i++)
    assert_mentions (error, parts[i]);
}

static void
test_absurd_learning_rates_are_told (void)
{
  for (SpkJobKind kind = SPK_JOB_SEARCH; kind <= SPK_JOB_TRAIN; kind++)
    {
      g_auto (Run) run;

      run_init (&run, kind);
      run.settings->learning_rate = 1e30;
      run.settings->weight_decay = 0;
      expect_numerical (&run, (const char *const[]){ kind == SPK_JOB_SEARCH ? "search" : "train", "epoch 1", "batch 2",
                                                     "first seen in", "learning rate", NULL });
    }
}

static void
test_absurd_initial_weights_are_told (void)
{
  g_auto (Run) run;

  run_init (&run, SPK_JOB_TRAIN);
  run.settings->readout_scale = 1e6;
  expect_numerical (&run, (const char *const[]){ "epoch 1", "batch 1", "first seen in", "readout", NULL });
}

/* Input weights without bounds make every number infinite, and the segment that shows it names the layer. */
static void
test_infinite_input_weights_are_told (void)
{
  g_auto (Run) run;

  run_init (&run, SPK_JOB_TRAIN);
  run.settings->input_scale = 1e39;
  expect_numerical (&run, (const char *const[]){ "epoch 1", "layer0", NULL });
}

static void
test_dead_layers_are_told (void)
{
  for (SpkJobKind kind = SPK_JOB_SEARCH; kind <= SPK_JOB_TRAIN; kind++)
    {
      g_auto (Run) run;

      run_init (&run, kind);
      run.settings->input_scale = 1e-6;
      run.settings->learning_rate = 1e-6;
      run.settings->plasticity = FALSE;
      expect_numerical (&run, (const char *const[]){ "epoch", "batch", "layer 1 is dead", NULL });
    }
}

/* One batch an epoch would end the run after the first; in a long epoch it is the number of silent batches. */
static void
test_dead_layers_are_told_before_a_long_epoch_ends (void)
{
  g_auto (Run) run;

  run_init (&run, SPK_JOB_TRAIN);
  g_clear_pointer (&run.dataset, spk_dataset_unref);
  run.dataset = make_randman (2, 8, 100);
  run.settings->batch = 2;
  run.settings->input_scale = 1e-6;
  run.settings->learning_rate = 1e-6;
  run.settings->plasticity = FALSE;
  expect_numerical (&run, (const char *const[]){ "epoch 1", "batch 51", "layer 1 is dead", NULL });
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  spk_blas_load ();
  g_test_add_func ("/trainer/alpha-rests-during-warmup", test_alpha_rests_during_warmup);
  g_test_add_func ("/trainer/each-class-has-a-probe", test_each_class_has_a_probe);
  g_test_add_func ("/trainer/looking-at-an-untrained-network", test_looking_at_an_untrained_network);
  g_test_add_func ("/trainer/temperature-falls-from-start-to-end", test_temperature_falls_from_start_to_end);
  g_test_add_func ("/trainer/learning-rate-falls-to-nothing", test_learning_rate_falls_to_nothing);
  g_test_add_func ("/trainer/neurons-are-as-drawn-without-plasticity", test_neurons_are_as_drawn_without_plasticity);
  g_test_add_func ("/trainer/neurons-move-with-plasticity", test_neurons_move_with_plasticity);
  g_test_add_func ("/trainer/magnitudes-stay-above-zero", test_magnitudes_stay_above_zero);
  g_test_add_func ("/trainer/search-stops-when-it-has-settled", test_search_stops_when_it_has_settled);
  g_test_add_func ("/trainer/warmup-does-not-count-as-settled", test_warmup_does_not_count_as_settled);
  g_test_add_func ("/trainer/pins-hold", test_pins_hold);
  g_test_add_func ("/trainer/without-retraining-weights-are-inherited", test_without_retraining_weights_are_inherited);
  g_test_add_func ("/trainer/retraining-starts-anew", test_retraining_starts_anew);
  for (guint i = 0; i < G_N_ELEMENTS (variants); i++)
    {
      g_autofree char *path = g_strdup_printf ("/trainer/runs-the-same-twice/%s", variants[i].path);

      g_test_add_data_func (path, &variants[i], test_variant);
    }
  g_test_add_func ("/trainer/absurd-learning-rates-are-told", test_absurd_learning_rates_are_told);
  g_test_add_func ("/trainer/absurd-initial-weights-are-told", test_absurd_initial_weights_are_told);
  g_test_add_func ("/trainer/infinite-input-weights-are-told", test_infinite_input_weights_are_told);
  g_test_add_func ("/trainer/dead-layers-are-told", test_dead_layers_are_told);
  g_test_add_func ("/trainer/dead-layers-are-told-before-a-long-epoch-ends",
                   test_dead_layers_are_told_before_a_long_epoch_ends);
  return g_test_run ();
}
