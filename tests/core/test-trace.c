/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-trace.h"

#include "search-fixture.h"

#define CLASSES 3
#define NEURONS 16

/* A finished job, and the record of its last epoch. */
typedef struct
{
  SpkSettings    *settings;
  SpkDataset     *dataset;
  SpkArrays      *state;
  SpkEpochRecord *last;
} Finished;

static void
finished_init (Finished *self, SpkJobKind kind)
{
  g_autoptr (SpkPool) pool = spk_pool_new (1);
  g_autoptr (SpkProtocol) protocol = NULL;

  *self = (Finished){ .settings = make_search_settings (), .dataset = make_randman (CLASSES, 8, 30) };
  self->settings->duration = 100;
  self->settings->layer = SPK_SETTINGS_LAYER_DENSE;
  self->settings->neurons = (SpkList){ 2, { NEURONS, NEURONS } };
  protocol = make_protocol (kind, self->settings, self->dataset, NULL, NULL, pool);
  while (!spk_protocol_is_done (protocol))
    {
      g_autoptr (SpkEpochRecord) record = NULL;

      g_assert_true (spk_protocol_advance (protocol, &record, NULL));
      if (record != NULL)
        {
          g_clear_pointer (&self->last, spk_epoch_record_unref);
          self->last = g_steal_pointer (&record);
        }
    }
  self->state = spk_protocol_save (protocol);
}

static void
finished_clear (Finished *self)
{
  spk_settings_free (self->settings);
  spk_dataset_unref (self->dataset);
  spk_arrays_free (self->state);
  spk_epoch_record_unref (self->last);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Finished, finished_clear)

/* Potentials cross the threshold just where the record of the last epoch has its spikes. */
static void
test_spikes_are_those_of_the_record (gconstpointer kind)
{
  g_auto (Finished) job;
  guint neurons[NEURONS], n_spikes = 0;

  finished_init (&job, (SpkJobKind) GPOINTER_TO_INT (kind));
  for (guint i = 0; i < NEURONS; i++)
    neurons[i] = NEURONS - 1 - i;
  for (guint p = 0; p < job.last->n_probes; p++)
    for (guint layer = 0; layer < 2; layer++)
      {
        const SpkProbe *probe = job.last->probes[p];
        SpkTraceRequest request = { probe->sample, layer, neurons, NEURONS };
        g_autoptr (GError) error = NULL;
        g_autoptr (SpkTrace) trace = spk_trace_run (job.settings, NULL, job.state, CLASSES, job.dataset, &request, &error);
        g_autoptr (GBytes) bits = spk_probe_unpack_spikes (probe, layer);
        const guint8 *bytes = g_bytes_get_data (bits, NULL);

        g_assert_no_error (error);
        g_assert_cmpuint (trace->steps, ==, probe->steps);
        g_assert_cmpuint (trace->label, ==, probe->label);
        g_assert_cmpuint (trace->prediction, ==, probe->prediction);
        for (guint i = 0; i < NEURONS; i++)
          for (guint t = 0; t < trace->steps; t++)
            {
              gsize place = (gsize) t * NEURONS + neurons[i];

              g_assert_cmpint (spk_trace_has_spike (trace, i, t), ==, bytes[place / 8] >> (place % 8) & 1);
              n_spikes += spk_trace_has_spike (trace, i, t);
            }
      }
  g_assert_cmpuint (n_spikes, >, 5);
}

static void
test_what_is_not_there_is_told (void)
{
  static const guint far = NEURONS, near = 0;
  static const struct
  {
    SpkTraceRequest request;
    const char *part;
  } cases[] = {
    { { 100000, 0, &near, 1 }, "100000" },
    { { 0, 2, &near, 1 }, "layer 3" },
    { { 0, 0, &far, 1 }, "neuron 16" },
    { { 0, 0, &near, 0 }, "1 to 64" },
  };
  g_auto (Finished) job;
  g_autoptr (SpkDataset) other = make_randman (CLASSES, 9, 30);

  finished_init (&job, SPK_JOB_TRAIN);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (spk_trace_run (job.settings, NULL, job.state, CLASSES, job.dataset, &cases[i].request, &error));
      g_assert_error (error, SPK_JOB_ERROR, SPK_JOB_ERROR_SETTINGS);
      assert_mentions (error, cases[i].part);
    }

  SpkTraceRequest fine = { 0, 0, &near, 1 };
  g_autoptr (GError) error = NULL;

  g_assert_null (spk_trace_run (job.settings, NULL, job.state, CLASSES, other, &fine, &error));
  g_assert_error (error, SPK_JOB_ERROR, SPK_JOB_ERROR_SETTINGS);
  assert_mentions (error, "channels");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/trace/spikes-are-those-of-the-record/train", GINT_TO_POINTER (SPK_JOB_TRAIN),
                        test_spikes_are_those_of_the_record);
  g_test_add_data_func ("/trace/spikes-are-those-of-the-record/search", GINT_TO_POINTER (SPK_JOB_SEARCH),
                        test_spikes_are_those_of_the_record);
  g_test_add_func ("/trace/what-is-not-there-is-told", test_what_is_not_there_is_told);
  return g_test_run ();
}
