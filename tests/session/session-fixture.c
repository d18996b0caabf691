/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session-fixture.h"

#include <math.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

#include "search/spk-spike-code.h"
#include "store/spk-run-index.h"

/* A data set that is there at once. */
#define DATA "randman:classes=3,channels=8,samples=20"

static void
remove_tree (const char *path)
{
  GStatBuf status;

  if (g_lstat (path, &status) == 0 && S_ISDIR (status.st_mode))
    {
      g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          remove_tree (child);
        }
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

/* The environment is set once, before there are threads: all tests of a program have the same path. */
void
session_fixture_set_up (SessionFixture *self, gconstpointer data)
{
  static char *folder = NULL;

  if (folder == NULL)
    {
      folder = g_dir_make_tmp ("spikesmith-session-XXXXXX", NULL);
      g_assert_nonnull (folder);
      g_setenv ("SPIKESMITH_DATA_DIR", folder, TRUE);
    }
  g_mkdir_with_parents (folder, 0700);
  self->folder = folder;
}

void
session_fixture_tear_down (SessionFixture *self, gconstpointer data)
{
  remove_tree (self->folder);
}

/* A search that is computed in milliseconds. */
SpkSettings *
make_settings (void)
{
  SpkSettings *settings = spk_settings_new ();

  settings->steps = 20;
  settings->neurons = (SpkList){ 1, { 16 } };
  settings->sizes = (SpkList){ 2, { 2, 4 } };
  settings->batch = 20;
  settings->epochs = 3;
  settings->retrain_epochs = 2;
  settings->warmup = 1;
  settings->tau_m = 6;
  settings->input_scale = 2;
  settings->threads = 2;
  settings->seed = 7;
  return settings;
}

SpkPlan *
make_plan (void)
{
  g_autoptr (SpkSettings) settings = make_settings ();

  return spk_plan_new (SPK_JOB_SEARCH, settings, DATA);
}

/* One that does not end by itself while a test looks at it. */
SpkPlan *
make_long_plan (void)
{
  g_autoptr (SpkSettings) settings = make_settings ();

  settings->epochs = 100000;
  settings->patience = 0;
  return spk_plan_new (SPK_JOB_SEARCH, settings, DATA);
}

SpkRunDescription *
make_description (const char *name)
{
  SpkRunDescription *self = spk_run_description_new ();

  self->kind = SPK_JOB_SEARCH;
  self->settings = make_settings ();
  self->data = g_strdup (DATA);
  self->data_kind = g_strdup ("randman");
  self->class_names = g_strsplit ("A,B,C", ",", -1);
  self->name = g_strdup (name);
  self->program = g_strdup ("test");
  return self;
}

SpkRun *
make_run (const char *folder, const char *name)
{
  g_autoptr (SpkRunDescription) description = make_description (name);
  g_autoptr (GError) error = NULL;
  SpkRun *run = spk_run_create (folder, description, &error);

  g_assert_no_error (error);
  return run;
}

/* Neuron i of 16 spikes in the first i steps of 20, in class label 1 in one more. */
static GBytes *
make_raster (guint label)
{
  guint8 bits[40] = { 0 };

  for (guint i = 0; i < 16; i++)
    for (guint t = 0; t < i + label; t++)
      bits[(t * 16 + i) / 8] |= (guint8) (1u << (t * 16 + i) % 8);
  return spk_spike_code_pack_bits (bits, 20, 16);
}

static SpkProbe *
make_probe (guint label)
{
  const guint8 input[20] = { 0 };
  SpkProbe *probe = spk_probe_new (1, 3);

  probe->label = label;
  probe->sample = 100 + label;
  probe->steps = 20;
  probe->channels = 8;
  probe->neurons[0] = 16;
  probe->packed_input = spk_spike_code_pack_bits (input, 20, 8);
  probe->packed_spikes[0] = make_raster (label);
  return probe;
}

/* Rates rise with the index; motifs have 2 neurons in the search and 4 in the training. */
static void
fill_layer (SpkLayerRecord *layer, SpkPhase phase, guint epoch)
{
  layer->neurons = 16;
  layer->entropy = 1.0 / epoch;
  layer->topology = spk_topology_new_random (phase == SPK_PHASE_SEARCH ? 2 : 4, 0.5, epoch, 0);
  layer->neuron_rates = g_new (float, 16);
  for (guint i = 0; i < 16; i++)
    layer->neuron_rates[i] = i / 100.0f;
}

SpkEpochRecord *
make_record (SpkPhase phase, guint epoch)
{
  SpkEpochRecord *record = spk_epoch_record_new (1);

  record->phase = phase;
  record->epoch = epoch;
  record->n_epochs = 100;
  record->seconds = epoch;
  record->train_loss = 1.0 / epoch;
  record->valid_accuracy = 1 - 1.0 / epoch;
  fill_layer (&record->layers[0], phase, epoch);
  record->n_probes = 3;
  record->probes = g_new0 (SpkProbe *, 3);
  for (guint i = 0; i < 3; i++)
    record->probes[i] = make_probe (i);
  return record;
}

/* A finished run in the index. */
char *
make_stored_run (SessionFixture *self, const char *name, guint n_epochs)
{
  char *folder = g_build_filename (self->folder, "runs", name, NULL);
  g_autoptr (SpkRun) run = make_run (folder, name);
  g_autoptr (SpkRunIndex) index = spk_run_index_open (NULL);
  g_autoptr (GError) error = NULL;

  for (guint epoch = 1; epoch <= n_epochs; epoch++)
    {
      g_autoptr (SpkEpochRecord) record = make_record (SPK_PHASE_SEARCH, epoch);

      spk_run_write_epoch (run, record, &error);
      g_assert_no_error (error);
    }
  spk_run_set_state (run, SPK_RUN_INTERRUPTED, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (spk_run_index_add (index, run, &error), >, 0);
  return folder;
}

/* A document that tests feed. */
SpkRunDocument *
make_live (SessionFixture *self)
{
  g_autofree char *folder = g_build_filename (self->folder, "live", NULL);
  g_autoptr (SpkRun) run = make_run (folder, "live");

  return spk_run_document_new_live (run, NULL);
}

void
append_epochs (SpkRunDocument *document, guint first_epoch, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SpkEpochRecord) record = make_record (SPK_PHASE_SEARCH, first_epoch + i);

      spk_run_document_append (document, &record, 1);
    }
}

static int
compare_text (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b);
}

/* Names, contents and times of change of all files in a folder. */
char *
snapshot_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;
      g_autofree char *sum = NULL;
      struct stat status;
      gsize length;

      g_assert_cmpint (stat (path, &status), ==, 0);
      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, length);
      g_ptr_array_add (lines, g_strdup_printf ("%s %s %ld.%09ld", name, sum, (long) status.st_mtim.tv_sec,
                                               status.st_mtim.tv_nsec));
    }
  g_ptr_array_sort (lines, compare_text);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* Lets the main loop wait for events until something has come about. */
void
iterate_until (gboolean (*is_done) (gpointer data), gpointer data)
{
  while (!is_done (data))
    g_main_context_iteration (NULL, TRUE);
}

static void
add_one (guint *count)
{
  (*count)++;
}

void
count_signal (gpointer object, const char *signal, guint *count)
{
  *count = 0;
  g_signal_connect_swapped (object, signal, G_CALLBACK (add_one), count);
}
