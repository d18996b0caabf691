/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Recordings of sound as files of WAV, FLAC, NIST SPHERE and others, as they were recorded: each is brought to the
 * common rate and level, heard by an ear (SpkEar), and encoded as spikes (SpkSoundCode). It is the chain that the
 * TI46 recordings of spikes went through: Verstraeten et al., Information Processing Letters 95:521, 2005. */

#include "data/spk-reader.h"

#include "base/spk-pool.h"
#include "data/spk-data-error.h"
#include "data/spk-dataset-builder.h"
#include "data/spk-sound-file.h"
#include "data/spk-sound-tree.h"
#include "sound/spk-bsa.h"
#include "sound/spk-ear.h"
#include "sound/spk-resample.h"

#include <math.h>
#include <string.h>

#define BATCH        256   /* recordings that are held as spikes before they are handed on */
#define LEVEL        0.003 /* peak that recordings are brought to: at it the ear's gains leave speech its contrasts, and spikes
                              are about as many as in the TI46 recordings */
#define MAX_GAIN     10.0  /* a recording is not amplified further: it is silence then */
#define MAX_THREADS  16

/* What is settled before the first recording is encoded. */
typedef struct
{
  const char     *root;
  GPtrArray      *files;     /* of char *, relative to root */
  SpkNamePattern *pattern;
  guint           rate;
  guint           decimation;
  guint32         step_us;
  SpkSoundCode    code;
  double          threshold;
  SpkEar         *ear;
  guint           n_channels;
} Plan;

typedef struct
{
  GArray      *events;       /* of SpkEvent */
  SpkCodeError loss;
  GError      *error;
} Encoded;

typedef struct
{
  const Plan *plan;
  guint       first;         /* file of the first task */
  Encoded    *encoded;       /* [BATCH] */
} Batch;

static void
plan_clear (Plan *plan)
{
  g_clear_pointer (&plan->files, g_ptr_array_unref);
  g_clear_pointer (&plan->pattern, spk_name_pattern_free);
  g_clear_pointer (&plan->ear, spk_ear_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Plan, plan_clear)

static gboolean G_GNUC_PRINTF (2, 3)
fail_argument (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  if (error != NULL)
    *error = g_error_new_valist (SPK_DATA_ERROR, SPK_DATA_ERROR_ARGUMENT, format, arguments);
  va_end (arguments);
  return FALSE;
}

/* --- What is settled first --- */

/* The rate that most of the recordings have, the lower of two; 0 where none can be read. */
static guint
find_rate (const char *root, GPtrArray *files)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer rate, count;
  guint best = 0, most = 0;

  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *path = g_build_filename (root, g_ptr_array_index (files, i), NULL);
      guint found;

      if (!spk_sound_file_get_rate (path, &found, NULL))
        continue;
      count = g_hash_table_lookup (counts, GUINT_TO_POINTER (found));
      g_hash_table_insert (counts, GUINT_TO_POINTER (found), GUINT_TO_POINTER (GPOINTER_TO_UINT (count) + 1));
    }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &rate, &count))
    if (GPOINTER_TO_UINT (count) > most ||
        (GPOINTER_TO_UINT (count) == most && GPOINTER_TO_UINT (rate) < best))
      {
        best = GPOINTER_TO_UINT (rate);
        most = GPOINTER_TO_UINT (count);
      }
  return best;
}

static gboolean
settle_ear (Plan *plan, const SpkSoundOptions *options, GError **error)
{
  double step_ms = options->step_ms > 0 ? options->step_ms : SPK_SOUND_DEFAULT_STEP_MS;
  double q = options->q > 0 ? options->q : SPK_SOUND_DEFAULT_Q;
  double spacing = options->spacing > 0 ? options->spacing : SPK_SOUND_DEFAULT_SPACING;
  guint n_channels = spk_ear_count_channels (plan->rate, q, spacing);

  if (plan->rate < SPK_EAR_MIN_RATE || plan->rate > SPK_EAR_MAX_RATE)
    return fail_argument (error, "sound-rate: %u is not in %g to %g", plan->rate, SPK_EAR_MIN_RATE, SPK_EAR_MAX_RATE);
  if (q < 2 || q > 32)
    return fail_argument (error, "ear-q: %g is not in 2 to 32", q);
  if (spacing < 0.02 || spacing > 2)
    return fail_argument (error, "ear-spacing: %g is not in 0.02 to 2", spacing);
  if (n_channels < 1 || n_channels > SPK_EAR_MAX_CHANNELS)
    return fail_argument (error, "An ear of quality %g and spacing %g has %u channels at %u samples a second; it may have "
                          "1 to %d. Change ear-q or ear-spacing", q, spacing, n_channels, plan->rate,
                          SPK_EAR_MAX_CHANNELS);
  plan->decimation = (guint) MAX (lround (step_ms * plan->rate / 1000), 1);
  plan->step_us = (guint32) MAX (lround (1e6 * plan->decimation / plan->rate), 1);
  plan->ear = spk_ear_new (&(SpkEarOptions){ plan->rate, q, spacing, plan->decimation });
  plan->n_channels = spk_sound_code_count_channels (plan->code, n_channels);
  return TRUE;
}

static void
settle_code (Plan *plan, const SpkSoundOptions *options)
{
  plan->code = options->code;
  plan->threshold = options->threshold;
  if (plan->threshold <= 0)
    plan->threshold = plan->code == SPK_SOUND_CODE_BSA ? SPK_BSA_THRESHOLD : SPK_SOUND_DEFAULT_DELTA_THRESHOLD;
}

static gboolean
settle (Plan *plan, const SpkSoundOptions *options, GError **error)
{
  gboolean is_given = options->names != NULL && options->names[0] != '\0';

  plan->pattern = is_given ? spk_name_pattern_new (options->names, error)
                           : spk_sound_tree_find_pattern (plan->root, plan->files, error);
  if (plan->pattern == NULL)
    return FALSE;
  plan->rate = options->rate > 0 ? options->rate : find_rate (plan->root, plan->files);
  if (plan->rate == 0)
    {
      g_autofree char *path = g_build_filename (plan->root, g_ptr_array_index (plan->files, 0), NULL);

      return spk_sound_file_get_rate (path, &plan->rate, error);
    }
  settle_code (plan, options);
  return settle_ear (plan, options, error);
}

/* --- One recording, in any thread --- */

static void
scale (float *samples, gsize n_samples)
{
  float peak = 0;

  for (gsize i = 0; i < n_samples; i++)
    peak = MAX (peak, fabsf (samples[i]));

  float gain = peak > 0 ? (float) MIN (LEVEL / peak, MAX_GAIN) : 1;

  for (gsize i = 0; i < n_samples; i++)
    samples[i] *= gain;
}

static void
settle_rate (SpkSound *sound, guint rate)
{
  if (sound->rate == rate)
    return;

  float *samples = spk_resample (sound->samples, sound->n_samples, sound->rate, rate, &sound->n_samples);

  g_free (sound->samples);
  sound->samples = samples;
  sound->rate = rate;
}

typedef struct
{
  GArray *events;
  guint32 step_us;
} Sink;

static void
add_spike (guint channel, guint step, gpointer data)
{
  Sink *sink = data;
  SpkEvent event = { channel, step * sink->step_us };

  g_array_append_val (sink->events, event);
}

static void
encode (const Plan *plan, SpkSound *sound, Encoded *encoded)
{
  settle_rate (sound, plan->rate);
  scale (sound->samples, sound->n_samples);

  g_autoptr (SpkCochleagram) cochleagram = spk_ear_listen (plan->ear, sound->samples, sound->n_samples);
  float peak = spk_cochleagram_peak (cochleagram);
  Sink sink = { encoded->events, plan->step_us };

  if (peak > 0)
    spk_cochleagram_scale (cochleagram, 1 / peak);
  encoded->loss = spk_sound_code_encode (plan->code, plan->threshold, cochleagram, add_spike, &sink);
}

static void
encode_task (guint task, guint worker, gpointer data)
{
  Batch *batch = data;
  Encoded *encoded = &batch->encoded[task];
  const char *file = g_ptr_array_index (batch->plan->files, batch->first + task);
  g_autofree char *path = g_build_filename (batch->plan->root, file, NULL);
  g_autoptr (SpkSound) sound = spk_sound_file_load (path, &encoded->error);

  if (sound != NULL)
    encode (batch->plan, sound, encoded);
}

/* --- All of them, in order --- */

/* "train" and "Training" are the same part. */
static char *
name_part (const char *found)
{
  if (g_ascii_strncasecmp (found, "train", 5) == 0)
    return g_strdup ("Train");
  if (g_ascii_strncasecmp (found, "test", 4) == 0)
    return g_strdup ("Test");
  return g_strdup (found);
}

/* Distinct classes, shorter names first, then by code point: so numbers come in their order. */
static int
compare_names (gconstpointer a, gconstpointer b)
{
  const char *first = *(const char *const *) a;
  const char *second = *(const char *const *) b;
  gsize length = strlen (first), other = strlen (second);

  return length != other ? (length > other) - (length < other) : strcmp (first, second);
}

static guint
find_class_field (const Plan *plan)
{
  const char *const *fields = spk_name_pattern_get_fields (plan->pattern);
  guint i = 0;

  while (!g_str_equal (fields[i], "class"))
    i++;
  return i;
}

static GHashTable *
add_classes (SpkDatasetBuilder *builder, const Plan *plan)
{
  GHashTable *labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint field = find_class_field (plan);

  for (guint i = 0; i < plan->files->len; i++)
    {
      g_auto (GStrv) values = spk_name_pattern_match (plan->pattern, g_ptr_array_index (plan->files, i));

      if (values == NULL || g_hash_table_contains (labels, values[field]))
        continue;

      g_hash_table_add (labels, g_strdup (values[field]));
      g_ptr_array_add (names, g_strdup (values[field]));
    }
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      guint32 label = spk_dataset_builder_add_class (builder, g_ptr_array_index (names, i));

      g_hash_table_insert (labels, g_strdup (g_ptr_array_index (names, i)), GUINT_TO_POINTER (label));
    }
  return labels;
}

static gboolean
add_recording (SpkDatasetBuilder *builder, const Plan *plan, GHashTable *labels, const char *file, Encoded *encoded,
               GError **error)
{
  g_autofree char *shown = g_filename_display_name (file);
  g_auto (GStrv) values = spk_name_pattern_match (plan->pattern, file);
  const char *const *fields = spk_name_pattern_get_fields (plan->pattern);
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (g_free);
  guint label = 0;

  if (encoded->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&encoded->error));
      return FALSE;
    }
  if (values == NULL)
    {
      g_autofree char *path = g_build_filename (plan->root, file, NULL);
      g_autofree char *full = g_filename_display_name (path);

      g_set_error (error, SPK_DATA_ERROR, SPK_DATA_ERROR_FORMAT, "%s: the name does not follow %s", full,
                   spk_name_pattern_get_text (plan->pattern));
      return FALSE;
    }
  for (guint i = 0; fields[i] != NULL; i++)
    if (g_str_equal (fields[i], "class"))
      label = GPOINTER_TO_UINT (g_hash_table_lookup (labels, values[i]));
    else
      g_ptr_array_add (groups, g_str_equal (fields[i], "part") ? name_part (values[i]) : g_strdup (values[i]));
  for (guint i = 0; i < encoded->events->len; i++)
    {
      const SpkEvent *event = &g_array_index (encoded->events, SpkEvent, i);

      spk_dataset_builder_add_event (builder, event->channel, event->time_us);
    }
  return spk_dataset_builder_end_sample (builder, shown, label, (const char *const *) groups->pdata, error);
}

static void
clear_encoded (Encoded *encoded)
{
  g_array_set_size (encoded->events, 0);
  g_clear_error (&encoded->error);
  encoded->loss = (SpkCodeError){ 0, 0 };
}

static gboolean
read_batch (SpkDatasetBuilder *builder, Batch *batch, guint n, GHashTable *labels, SpkCodeError *loss, GError **error)
{
  for (guint i = 0; i < n; i++)
    {
      const char *file = g_ptr_array_index (batch->plan->files, batch->first + i);
      GError *reason = NULL;

      loss->signal += batch->encoded[i].loss.signal;
      loss->noise += batch->encoded[i].loss.noise;
      if (!add_recording (builder, batch->plan, labels, file, &batch->encoded[i], &reason) &&
          !spk_dataset_builder_excuse (builder, reason, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_all (SpkDatasetBuilder *builder, const Plan *plan, SpkCodeError *loss, GError **error)
{
  g_autoptr (SpkPool) pool = spk_pool_new (MIN (g_get_num_processors (), MAX_THREADS));
  g_autoptr (GHashTable) labels = add_classes (builder, plan);
  Encoded encoded[BATCH] = { 0 };
  Batch batch = { plan, 0, encoded };
  gboolean good = TRUE;

  for (guint i = 0; i < BATCH; i++)
    encoded[i].events = g_array_new (FALSE, FALSE, sizeof (SpkEvent));
  for (; good && batch.first < plan->files->len; batch.first += BATCH)
    {
      guint n = MIN (BATCH, plan->files->len - batch.first);

      for (guint i = 0; i < BATCH; i++)
        clear_encoded (&encoded[i]);
      spk_pool_run (pool, n, encode_task, &batch);
      good = read_batch (builder, &batch, n, labels, loss, error);
    }
  for (guint i = 0; i < BATCH; i++)
    {
      clear_encoded (&encoded[i]);
      g_array_unref (encoded[i].events);
    }
  return good;
}

static void
describe (SpkDatasetBuilder *builder, const Plan *plan, const SpkCodeError *loss)
{
  const char *code = plan->code == SPK_SOUND_CODE_BSA ? "BSA" : "threshold crossings";

  spk_dataset_builder_add_note (builder, "Names", "%s", spk_name_pattern_get_text (plan->pattern));
  spk_dataset_builder_add_note (builder, "Sound", "%u samples a second, %u files", plan->rate, plan->files->len);
  spk_dataset_builder_add_note (builder, "Ear", "Lyon's passive model, %u channels, %.0f to %.0f Hz, a step %.3g ms",
                                spk_ear_get_n_channels (plan->ear),
                                spk_ear_get_frequency (plan->ear, spk_ear_get_n_channels (plan->ear) - 1),
                                spk_ear_get_frequency (plan->ear, 0), 1000 * spk_ear_get_step (plan->ear));
  spk_dataset_builder_add_note (builder, "Spikes", "%s, threshold %g; decoded again they differ by %.1f dB below the signal",
                                code, plan->threshold, spk_code_error_get_ratio (loss));
}

/* The Free Spoken Digit Dataset by the way its files are named, else any sound. */
static const char *
find_kind (const Plan *plan)
{
  gboolean is_fsdd = g_str_equal (spk_name_pattern_get_text (plan->pattern), "{class}_{speaker}_{take}");

  for (guint i = 0; is_fsdd && i < plan->files->len; i++)
    is_fsdd = g_ascii_isdigit (((const char *) g_ptr_array_index (plan->files, i))[0]);
  return is_fsdd ? "fsdd" : "sound";
}

static SpkDataset *
encode_all (const Plan *plan, GPtrArray *excuses, const SpkLoadOptions *options, GError **error)
{
  const SpkGeometry geometry = { .channels = plan->n_channels, .polarities = 1 };
  g_autoptr (SpkDatasetBuilder) builder =
    spk_dataset_builder_new (find_kind (plan), plan->root, &geometry, plan->step_us, options->skip_bad);
  const char *const *fields = spk_name_pattern_get_fields (plan->pattern);
  SpkCodeError loss = { 0, 0 };

  for (guint i = 0; fields[i] != NULL; i++)
    if (!g_str_equal (fields[i], "class"))
      spk_dataset_builder_add_group (builder, fields[i]);
  for (guint i = 0; excuses != NULL && i < excuses->len; i++)
    spk_dataset_builder_excuse (builder, g_error_copy (g_ptr_array_index (excuses, i)), NULL);
  if (!read_all (builder, plan, &loss, error))
    return NULL;
  describe (builder, plan, &loss);
  return spk_dataset_builder_finish (builder, error);
}

static SpkDataset *
sound_read (const char *path, const SpkLoadOptions *options, GError **error)
{
  g_autoptr (GPtrArray) excuses = options->skip_bad ? g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free)
                                                    : NULL;
  g_auto (Plan) plan = { .root = path };

  plan.files = spk_sound_tree_list (path, excuses, error);
  if (plan.files == NULL || !settle (&plan, &options->sound, error))
    return NULL;
  return encode_all (&plan, excuses, options, error);
}

static SpkLikeness
sound_probe (const char *path)
{
  g_autofree char *file = spk_sound_tree_find_first (path);

  if (file == NULL)
    return SPK_LIKENESS_NONE;

  g_autofree char *full = g_build_filename (path, file, NULL);

  return spk_sound_file_has_start (full) ? SPK_LIKENESS_CONTENT : SPK_LIKENESS_LAYOUT;
}

const SpkReader spk_reader_sound = {
  .name = "sound",
  .layout = "sound (WAV, FLAC, SPHERE and others: CLASS/*, [Train|Test]/CLASS/*, or named as CLASS_SPEAKER_TAKE)",
  .probe = sound_probe,
  .read = sound_read,
};
