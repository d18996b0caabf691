/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/spk-split.h"

#include "base/spk-random.h"
#include "data/spk-data-error.h"

#include <math.h>
#include <string.h>

#define SPLIT_STREAM 0    /* stream of the split in train and test */
#define MAX_FOLDS    1000

/* Makes up its mind about every sample; in_test is all FALSE before. */
typedef gboolean (*MarkFunc) (SpkDataset *dataset, const char *text, guint64 seed, gboolean *in_test, GError **error);

static GArray *
index_array_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (guint32));
}

static int
compare_indices (gconstpointer a, gconstpointer b)
{
  guint32 first = *(const guint32 *) a, second = *(const guint32 *) b;

  return (first > second) - (first < second);
}

static gboolean G_GNUC_PRINTF (2, 3)
fail (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  if (error != NULL)
    *error = g_error_new_valist (SPK_DATA_ERROR, SPK_DATA_ERROR_SPLIT, format, arguments);
  va_end (arguments);
  return FALSE;
}

/* Those of @samples that are of class @label, in a random order that depends on nothing but the set, the seed and the
 * stream. */
static GArray *
shuffle_class (SpkDataset *dataset, GArray *samples, guint32 label, guint64 seed, guint32 stream_index)
{
  GArray *members = index_array_new ();
  SpkRandom random;

  for (guint i = 0; i < samples->len; i++)
    {
      guint32 sample = g_array_index (samples, guint32, i);

      if (spk_dataset_get_label (dataset, sample) == label)
        g_array_append_val (members, sample);
    }
  spk_random_init (&random, seed, SPK_PURPOSE_SPLIT, label, stream_index);
  spk_random_shuffle (&random, &g_array_index (members, guint32, 0), members->len);
  return members;
}

/* How many of @n go into a part of the given share: the nearest number that leaves neither part without. */
static guint
count_share (guint n, double share)
{
  guint count = (guint) floor (n * share + 0.5);

  return n < 2 || share <= 0 || share >= 1 ? count : CLAMP (count, 1, n - 1);
}

static void
append_indices (GArray *target, GArray *source, guint start, guint n)
{
  if (n > 0)
    g_array_append_vals (target, &g_array_index (source, guint32, start), n);
}

/**
 * spk_split_stratified:
 * @dataset: a data set
 * @samples: [@n_samples], different samples of @dataset in any order
 * @n_samples: their number
 * @share: what part of every class goes into @first, in [0, 1]
 * @seed: seed of the run
 * @stream_index: tells cuts of the same seed apart; 0 is the split in train and test
 * @first: (out) (transfer full) (element-type guint32): the samples chosen, ascending
 * @second: (out) (transfer full) (element-type guint32): the others, ascending
 *
 * Cuts samples in two at random, class by class. The part of a class is rounded to the nearest number, but with at
 * least two samples and a share other than 0 and 1 it is in both halves.
 */
void
spk_split_stratified (SpkDataset    *dataset,
                      const guint32 *samples,
                      guint          n_samples,
                      double         share,
                      guint64        seed,
                      guint32        stream_index,
                      GArray       **first,
                      GArray       **second)
{
  g_return_if_fail (share >= 0 && share <= 1);

  g_autoptr (GArray) sorted = index_array_new ();

  *first = index_array_new ();
  *second = index_array_new ();
  g_array_append_vals (sorted, samples, n_samples);
  g_array_sort (sorted, compare_indices);
  for (guint label = 0; label < spk_dataset_get_n_classes (dataset); label++)
    {
      g_autoptr (GArray) members = shuffle_class (dataset, sorted, label, seed, stream_index);
      guint n_first = count_share (members->len, share);

      append_indices (*first, members, 0, n_first);
      append_indices (*second, members, n_first, members->len - n_first);
    }
  g_array_sort (*first, compare_indices);
  g_array_sort (*second, compare_indices);
}

static GArray *
all_samples (SpkDataset *dataset)
{
  GArray *samples = index_array_new ();

  for (guint32 i = 0; i < spk_dataset_get_n_samples (dataset); i++)
    g_array_append_val (samples, i);
  return samples;
}

static gboolean
mark_stratified (SpkDataset *dataset, const char *text, guint64 seed, gboolean *in_test, GError **error)
{
  g_autoptr (GArray) all = all_samples (dataset);
  g_autoptr (GArray) test = NULL;
  g_autoptr (GArray) train = NULL;
  char *end;
  double share = g_ascii_strtod (text, &end);

  if (end == text || *end != '\0' || !(share > 0 && share < 1))
    return fail (error, "stratified:%s: the share must be a number between 0 and 1, as in stratified:0.2", text);
  spk_split_stratified (dataset, &g_array_index (all, guint32, 0), all->len, share, seed, SPLIT_STREAM, &test, &train);
  for (guint i = 0; i < test->len; i++)
    in_test[g_array_index (test, guint32, i)] = TRUE;
  return TRUE;
}

static gboolean
parse_fold (const char *text, guint64 *fold, guint64 *n_folds)
{
  g_auto (GStrv) sides = g_strsplit (text, "/", 2);

  return g_strv_length (sides) == 2 && g_ascii_string_to_unsigned (sides[1], 10, 2, MAX_FOLDS, n_folds, NULL) &&
         g_ascii_string_to_unsigned (sides[0], 10, 1, *n_folds, fold, NULL);
}

/* Deals every shuffled class out to the folds in turn; each class begins at another fold, to even their sizes out. */
static gboolean
mark_fold (SpkDataset *dataset, const char *text, guint64 seed, gboolean *in_test, GError **error)
{
  g_autoptr (GArray) all = all_samples (dataset);
  guint64 fold, n_folds;

  if (!parse_fold (text, &fold, &n_folds))
    return fail (error, "fold:%s: must be FOLD/FOLDS, as in fold:2/5, with 2 to %d folds", text, MAX_FOLDS);
  for (guint label = 0; label < spk_dataset_get_n_classes (dataset); label++)
    {
      g_autoptr (GArray) members = shuffle_class (dataset, all, label, seed, SPLIT_STREAM);

      for (guint i = 0; i < members->len; i++)
        in_test[g_array_index (members, guint32, i)] = (i + label) % n_folds == fold - 1;
    }
  return TRUE;
}

static GHashTable *
index_names (SpkDataset *dataset)
{
  GHashTable *index_of = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < spk_dataset_get_n_samples (dataset); i++)
    g_hash_table_insert (index_of, (gpointer) spk_dataset_get_sample_name (dataset, i), GUINT_TO_POINTER (i));
  return index_of;
}

static gboolean
mark_files (SpkDataset *dataset, const char *path, guint64 seed G_GNUC_UNUSED, gboolean *in_test, GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *shown = g_filename_display_name (path);
  g_autoptr (GError) local = NULL;

  if (!g_file_get_contents (path, &text, NULL, &local))
    return fail (error, "files:%s: the list cannot be read: %s", shown, local->message);

  g_autoptr (GHashTable) index_of = index_names (dataset);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *name = g_strstrip (lines[i]);
      gpointer sample;

      if (name[0] == '\0' || name[0] == '#')
        continue;
      if (!g_hash_table_lookup_extended (index_of, name, NULL, &sample))
        return fail (error, "%s:%u: there is no sample “%s”; names are like “%s”", shown, i + 1, name,
                     spk_dataset_get_sample_name (dataset, 0));
      in_test[GPOINTER_TO_UINT (sample)] = TRUE;
    }
  return TRUE;
}

static gboolean
mark_group_value (SpkDataset *dataset, guint group, const char *value, gboolean *in_test, GError **error)
{
  const char *const *values = spk_dataset_get_group_values (dataset, group);

  if (!g_strv_contains (values, value))
    {
      g_autofree char *known = g_strjoinv (", ", (GStrv) values);

      return fail (error, "no sample has the %s “%s”; there are: %s", spk_dataset_get_group_name (dataset, group),
                   value, known);
    }
  for (guint i = 0; i < spk_dataset_get_n_samples (dataset); i++)
    in_test[i] |= g_str_equal (spk_dataset_get_group_value (dataset, group, i), value);
  return TRUE;
}

static gboolean
mark_group (SpkDataset *dataset, guint group, const char *text, gboolean *in_test, GError **error)
{
  g_auto (GStrv) values = g_strsplit (text, ",", -1);

  if (values[0] == NULL)
    return fail (error, "%s: the values of the test part are missing", spk_dataset_get_group_name (dataset, group));
  for (guint i = 0; values[i] != NULL; i++)
    if (!mark_group_value (dataset, group, g_strstrip (values[i]), in_test, error))
      return FALSE;
  return TRUE;
}

static gboolean
fail_unknown (SpkDataset *dataset, const char *spec, GError **error)
{
  g_autoptr (GString) known = g_string_new ("none, stratified:SHARE, fold:FOLD/FOLDS, files:LIST");

  for (guint i = 0; i < spk_dataset_get_n_groups (dataset); i++)
    g_string_append_printf (known, ", %s:VALUE,...", spk_dataset_get_group_name (dataset, i));
  return fail (error, "“%s” is no split of this data set; there are: %s", spec, known->str);
}

static gboolean
mark_samples (SpkDataset *dataset, const char *spec, guint64 seed, gboolean *in_test, GError **error)
{
  static const struct
  {
    const char *name;
    MarkFunc    mark;
  } methods[] = { { "stratified", mark_stratified }, { "fold", mark_fold }, { "files", mark_files } };
  const char *colon = strchr (spec, ':');
  guint group;

  if (g_str_equal (spec, "none"))
    return TRUE;
  if (colon == NULL)
    return fail_unknown (dataset, spec, error);

  g_autofree char *name = g_strndup (spec, colon - spec);

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    if (g_str_equal (name, methods[i].name))
      return methods[i].mark (dataset, colon + 1, seed, in_test, error);
  if (!spk_dataset_find_group (dataset, name, &group))
    return fail_unknown (dataset, spec, error);
  return mark_group (dataset, group, colon + 1, in_test, error);
}

static SpkSplit *
split_from_marks (const gboolean *in_test, guint n_samples)
{
  SpkSplit *self = g_new0 (SpkSplit, 1);

  self->train = g_new (guint32, n_samples);
  self->test = g_new (guint32, n_samples);
  for (guint i = 0; i < n_samples; i++)
    if (in_test[i])
      self->test[self->n_test++] = i;
    else
      self->train[self->n_train++] = i;
  return self;
}

/**
 * spk_split_new:
 * @dataset: a data set
 * @spec: what the test part is, one of
 *   "GROUP:VALUE,..." - the samples with these values of a grouping, as in "utterance:2,3" or "part:Test";
 *   "files:LIST" - the samples named in a text file, one name a line, blank lines and lines after "#" left aside;
 *   "stratified:SHARE" - that share of every class, chosen by @seed;
 *   "fold:FOLD/FOLDS" - one of as many stratified folds, 1 being the first, dealt out by @seed;
 *   "none" - nothing, all samples are for training
 * @seed: seed of the run
 * @error: return location for a #SPK_DATA_ERROR
 *
 * Returns: (transfer full): the split, or %NULL with %SPK_DATA_ERROR_SPLIT when @spec names something unknown (the
 *   message lists what is known) or a part would be empty
 */
SpkSplit *
spk_split_new (SpkDataset *dataset, const char *spec, guint64 seed, GError **error)
{
  g_return_val_if_fail (dataset != NULL && spec != NULL, NULL);

  guint n_samples = spk_dataset_get_n_samples (dataset);
  g_autofree gboolean *in_test = g_new0 (gboolean, n_samples);

  if (!mark_samples (dataset, spec, seed, in_test, error))
    return NULL;

  g_autoptr (SpkSplit) self = split_from_marks (in_test, n_samples);

  if (self->n_train == 0 || (self->n_test == 0 && !g_str_equal (spec, "none")))
    {
      fail (error, "%s: the %s part has no samples", spec, self->n_train == 0 ? "training" : "test");
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
spk_split_free (SpkSplit *self)
{
  g_free (self->train);
  g_free (self->test);
  g_free (self);
}

static gboolean
has_values (SpkDataset *dataset, const char *name, const char *first, const char *second)
{
  guint group;

  if (!spk_dataset_find_group (dataset, name, &group))
    return FALSE;

  const char *const *values = spk_dataset_get_group_values (dataset, group);

  return g_strv_contains (values, first) && g_strv_contains (values, second);
}

/**
 * spk_dataset_get_default_split:
 *
 * Returns: the split that is used where the user names none: what the publications on the data use if the samples allow
 *   it, "utterance:2,3" for TI46, "part:Test" for N-MNIST and "take:0,1,2,3,4" for FSDD, else "stratified:0.2"
 */
const char *
spk_dataset_get_default_split (SpkDataset *dataset)
{
  guint group;

  if (has_values (dataset, "part", "Test", "Train"))
    return "part:Test";
  if (has_values (dataset, "utterance", "2", "3") && spk_dataset_find_group (dataset, "utterance", &group) &&
      g_strv_length ((GStrv) spk_dataset_get_group_values (dataset, group)) > 2)
    return "utterance:2,3";
  if (g_str_equal (spk_dataset_get_kind (dataset), "fsdd") && has_values (dataset, "take", "0", "49"))
    return "take:0,1,2,3,4";
  return "stratified:0.2";
}
