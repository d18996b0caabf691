/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include <math.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

#include "base/spk-random.h"

void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

void
store_fixture_set_up (StoreFixture *self, G_GNUC_UNUSED gconstpointer data)
{
  self->folder = g_dir_make_tmp ("spk-store-XXXXXX", NULL);
  self->run = g_build_filename (self->folder, "run", NULL);
  g_setenv ("SPIKESMITH_DATA_DIR", self->folder, TRUE);
}

void
store_fixture_tear_down (StoreFixture *self, G_GNUC_UNUSED gconstpointer data)
{
  remove_tree (self->folder);
  g_free (self->run);
  g_free (self->folder);
}

static void
unref_motif (gpointer motif)
{
  spk_topology_unref (motif);
}

SpkRunDescription *
make_description (void)
{
  SpkRunDescription *self = spk_run_description_new ();

  self->kind = SPK_JOB_TRAIN;
  self->settings = spk_settings_new ();
  self->settings->seed = G_MAXUINT64 - 1;
  self->settings->epochs = 17;
  self->data = g_strdup ("/data/ti46 \"a\"");
  self->data_kind = g_strdup ("ti46");
  self->data_fingerprint = G_GUINT64_CONSTANT (0x00fedcba98765432);
  self->skip_bad = TRUE;
  self->class_names = g_strsplit ("A,B,ü", ",", -1);
  self->motifs = g_ptr_array_new_with_free_func (unref_motif);
  g_ptr_array_add (self->motifs, spk_topology_new_random (4, 0.5, 1, 0));
  g_ptr_array_add (self->motifs, spk_topology_new_random (2, 0.5, 1, 1));
  self->name = g_strdup ("first try");
  self->program = g_strdup ("spikesmith " SPK_VERSION);
  return self;
}

SpkRun *
make_run (const char *folder)
{
  g_autoptr (SpkRunDescription) description = make_description ();
  g_autoptr (GError) error = NULL;
  SpkRun *run = spk_run_create (folder, description, &error);

  g_assert_no_error (error);
  return run;
}

SpkRun *
open_run (const char *folder)
{
  g_autoptr (GError) error = NULL;
  SpkRun *run = spk_run_open (folder, &error);

  g_assert_no_error (error);
  return run;
}

SpkEpochRecord *
make_record (SpkPhase phase, guint epoch)
{
  SpkEpochRecord *record = spk_epoch_record_new (1);
  SpkLayerRecord *layer = &record->layers[0];

  record->phase = phase;
  record->epoch = epoch;
  record->n_epochs = 100;
  record->seconds = epoch * 0.5 + (phase == SPK_PHASE_TRAIN ? 1000 : 0);
  record->train_loss = 1.0 / epoch;
  record->train_accuracy = 1 - 1.0 / epoch;
  record->valid_loss = NAN;
  record->valid_accuracy = epoch == 2 ? 0.75 : 0.5;
  record->derived_accuracy = NAN;
  record->alpha_loss = NAN;
  record->temperature = NAN;
  layer->neurons = 12;
  layer->entropy = NAN;
  layer->size_entropy = NAN;
  layer->topology = spk_topology_new_random (4, 0.5, epoch, 0);
  spk_histogram_init (&layer->rates, 0, 1, 20);
  spk_histogram_init (&layer->resistance, 0, 1, 20);
  spk_histogram_init (&layer->tau_m, 0, 1, 20);
  return record;
}

SpkArrays *
make_state (guint epoch)
{
  SpkArrays *state = spk_arrays_new ();
  SpkArray *array;
  SpkRandom random;

  spk_random_init (&random, epoch, SPK_PURPOSE_TEST, 0, 0);
  spk_arrays_add_uint64 (state, "epoch", epoch);
  array = spk_arrays_add (state, "network/W", SPK_ARRAY_FLOAT32, 2, (const gsize[]){ 31, 100 }, NULL);
  for (gsize i = 0; i < array->n_values; i++)
    ((float *) array->data)[i] = (float) spk_random_normal (&random);
  return state;
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

char *
record_to_text (const SpkEpochRecord *record)
{
  g_autoptr (JsonNode) node = spk_epoch_record_to_json (record);

  return json_to_string (node, FALSE);
}
