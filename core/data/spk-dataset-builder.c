/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/spk-dataset-builder.h"

#include "data/spk-data-error.h"
#include "data/spk-dataset-private.h"
#include "data/spk-event-sort.h"

#include <string.h>

typedef struct
{
  char       *name;
  GPtrArray  *values;     /* of char *, in the order of their first use */
  GHashTable *index_of;   /* value -> GUINT_TO_POINTER (index in values) */
  GArray     *value_of;   /* of guint32, a sample each */
} GroupDraft;

struct _SpkDatasetBuilder
{
  char       *kind;
  char       *source;
  SpkGeometry geometry;
  guint32     time_step_us;
  gboolean    skip_bad;

  GPtrArray *class_names;    /* of char * */
  GPtrArray *groups;         /* of GroupDraft * */
  GPtrArray *sample_names;   /* of char * */
  GArray    *labels;         /* of guint32 */
  GArray    *offsets;        /* of gsize, one more than samples: the last is where the open sample starts */
  GPtrArray *notes;          /* of char *, name and text by turns */
  GPtrArray *skipped;        /* of char *, messages */

  SpkEvent *events;
  gsize     n_events;
  gsize     capacity;
  SpkEvent *scratch;         /* as long as the longest sample that had to be sorted */
  gsize     n_scratch;
};

static GroupDraft *
group_draft_new (const char *name)
{
  GroupDraft *group = g_new0 (GroupDraft, 1);

  group->name = g_strdup (name);
  group->values = g_ptr_array_new_with_free_func (g_free);
  group->index_of = g_hash_table_new (g_str_hash, g_str_equal);
  group->value_of = g_array_new (FALSE, FALSE, sizeof (guint32));
  return group;
}

static void
group_draft_free (GroupDraft *group)
{
  g_array_unref (group->value_of);
  g_hash_table_unref (group->index_of);
  g_ptr_array_unref (group->values);
  g_free (group->name);
  g_free (group);
}

static void
group_draft_append (GroupDraft *group, const char *value)
{
  gpointer known = NULL;
  guint32 index;

  if (g_hash_table_lookup_extended (group->index_of, value, NULL, &known))
    index = GPOINTER_TO_UINT (known);
  else
    {
      char *copy = g_strdup (value);

      index = group->values->len;
      g_ptr_array_add (group->values, copy);
      g_hash_table_insert (group->index_of, copy, GUINT_TO_POINTER (index));
    }
  g_array_append_val (group->value_of, index);
}

/**
 * spk_dataset_builder_new:
 * @kind: the format, see spk_dataset_get_kind()
 * @source: see spk_dataset_get_source()
 * @geometry: arrangement of the channels, at least one channel
 * @time_step_us: time step of the source in microseconds, at least 1
 * @skip_bad: whether bad recordings are left out instead of being errors
 *
 * Returns: (transfer full): a builder without classes, groups and samples
 */
SpkDatasetBuilder *
spk_dataset_builder_new (const char        *kind,
                         const char        *source,
                         const SpkGeometry *geometry,
                         guint32            time_step_us,
                         gboolean           skip_bad)
{
  g_return_val_if_fail (kind != NULL && source != NULL && geometry != NULL, NULL);
  g_return_val_if_fail (geometry->channels > 0 && time_step_us > 0, NULL);

  SpkDatasetBuilder *self = g_new0 (SpkDatasetBuilder, 1);
  gsize start = 0;

  self->kind = g_strdup (kind);
  self->source = g_strdup (source);
  self->geometry = *geometry;
  self->time_step_us = time_step_us;
  self->skip_bad = skip_bad;
  self->class_names = g_ptr_array_new_with_free_func (g_free);
  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) group_draft_free);
  self->sample_names = g_ptr_array_new_with_free_func (g_free);
  self->labels = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->offsets = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->notes = g_ptr_array_new_with_free_func (g_free);
  self->skipped = g_ptr_array_new_with_free_func (g_free);
  g_array_append_val (self->offsets, start);
  return self;
}

void
spk_dataset_builder_free (SpkDatasetBuilder *self)
{
  g_free (self->scratch);
  g_free (self->events);
  g_ptr_array_unref (self->notes);
  g_ptr_array_unref (self->skipped);
  g_array_unref (self->offsets);
  g_array_unref (self->labels);
  g_ptr_array_unref (self->sample_names);
  g_ptr_array_unref (self->groups);
  g_ptr_array_unref (self->class_names);
  g_free (self->source);
  g_free (self->kind);
  g_free (self);
}

/**
 * spk_dataset_builder_add_class:
 * @name: what people call the class
 *
 * Returns: the label of the new class: 0, 1, ...
 */
guint32
spk_dataset_builder_add_class (SpkDatasetBuilder *self, const char *name)
{
  g_ptr_array_add (self->class_names, g_strdup (name));
  return self->class_names->len - 1;
}

/**
 * spk_dataset_builder_add_group:
 * @name: the name of a grouping
 *
 * Adds a grouping. Every sample has a value in each; all groupings are added before the first sample.
 */
void
spk_dataset_builder_add_group (SpkDatasetBuilder *self, const char *name)
{
  g_return_if_fail (self->labels->len == 0);

  g_ptr_array_add (self->groups, group_draft_new (name));
}

/**
 * spk_dataset_builder_add_note:
 * @name: what it is about, one or two words
 * @format: a short text of one line, as for printf()
 *
 * Adds a word on how the data were understood, for people.
 */
void
spk_dataset_builder_add_note (SpkDatasetBuilder *self, const char *name, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (self->notes, g_strdup (name));
  g_ptr_array_add (self->notes, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

/**
 * spk_dataset_builder_add_event:
 * @channel: input channel
 * @time_us: microseconds since the start of the recording
 *
 * Adds an event to the open sample, in any order of time.
 */
void
spk_dataset_builder_add_event (SpkDatasetBuilder *self, guint32 channel, guint32 time_us)
{
  if (G_UNLIKELY (self->n_events == self->capacity))
    {
      self->capacity = MAX (4096, 2 * self->capacity);
      self->events = g_renew (SpkEvent, self->events, self->capacity);
    }
  self->events[self->n_events++] = (SpkEvent){ channel, time_us };
}

static gsize
open_sample_start (SpkDatasetBuilder *self)
{
  return g_array_index (self->offsets, gsize, self->offsets->len - 1);
}

static void
sort_open_sample (SpkDatasetBuilder *self)
{
  SpkEvent *events = self->events + open_sample_start (self);
  gsize n_events = self->n_events - open_sample_start (self);

  if (spk_events_are_sorted (events, n_events))
    return;
  if (self->n_scratch < n_events)
    {
      self->n_scratch = n_events;
      self->scratch = g_renew (SpkEvent, self->scratch, n_events);
    }
  spk_events_sort (events, n_events, self->scratch);
}

static gboolean
check_channels (SpkDatasetBuilder *self, const char *name, GError **error)
{
  for (gsize i = open_sample_start (self); i < self->n_events; i++)
    if (self->events[i].channel >= self->geometry.channels)
      {
        g_set_error (error, SPK_DATA_ERROR, SPK_DATA_ERROR_RANGE,
                     "%s: event %" G_GSIZE_FORMAT ": channel %u lies outside 0 to %u", name,
                     i - open_sample_start (self), self->events[i].channel, self->geometry.channels - 1);
        return FALSE;
      }
  return TRUE;
}

/**
 * spk_dataset_builder_end_sample:
 * @name: name of the sample, see spk_dataset_get_sample_name()
 * @label: its class, one that was added
 * @group_values: (nullable): its value in every grouping, in the order in which they were added
 * @error: return location for a #SPK_DATA_ERROR
 *
 * Ends the open sample and puts its events into order; those at the same time stay in the order they came in.
 * The events of a sample that is refused are still there: hand the error to spk_dataset_builder_excuse().
 *
 * Returns: %FALSE with %SPK_DATA_ERROR_RANGE when a channel or the label does not exist
 */
gboolean
spk_dataset_builder_end_sample (SpkDatasetBuilder *self,
                                const char        *name,
                                guint32            label,
                                const char *const *group_values,
                                GError           **error)
{
  g_return_val_if_fail (self->groups->len == 0 || group_values != NULL, FALSE);

  if (label >= self->class_names->len)
    {
      g_set_error (error, SPK_DATA_ERROR, SPK_DATA_ERROR_RANGE, "%s: label %u is none of the %u classes", name, label,
                   self->class_names->len);
      return FALSE;
    }
  if (!check_channels (self, name, error))
    return FALSE;

  sort_open_sample (self);
  for (guint i = 0; i < self->groups->len; i++)
    group_draft_append (g_ptr_array_index (self->groups, i), group_values[i]);
  g_ptr_array_add (self->sample_names, g_strdup (name));
  g_array_append_val (self->labels, label);
  g_array_append_val (self->offsets, self->n_events);
  return TRUE;
}

/**
 * spk_dataset_builder_excuse:
 * @reason: (transfer full): what is wrong with a recording or folder
 * @error: return location for a #SPK_DATA_ERROR
 *
 * Decides about something bad. Where bad recordings are left out, the message is kept and the events of the open
 * sample are forgotten; otherwise @reason becomes @error.
 *
 * Returns: whether to go on
 */
gboolean
spk_dataset_builder_excuse (SpkDatasetBuilder *self, GError *reason, GError **error)
{
  if (!self->skip_bad)
    {
      g_propagate_error (error, reason);
      return FALSE;
    }
  g_ptr_array_add (self->skipped, g_strdup (reason->message));
  g_error_free (reason);
  self->n_events = open_sample_start (self);
  return TRUE;
}

static gboolean
check_not_empty (SpkDatasetBuilder *self, GError **error)
{
  if (self->labels->len > 0)
    return TRUE;
  if (self->skipped->len > 0)
    g_set_error (error, SPK_DATA_ERROR, SPK_DATA_ERROR_EMPTY,
                 "%s: nothing is left after leaving out what is bad, %u in all, first: %s", self->source,
                 self->skipped->len, (char *) g_ptr_array_index (self->skipped, 0));
  else
    g_set_error (error, SPK_DATA_ERROR, SPK_DATA_ERROR_EMPTY, "%s: there are no recordings", self->source);
  return FALSE;
}

static guint *
count_per_class (SpkDatasetBuilder *self)
{
  guint *counts = g_new0 (guint, self->class_names->len);

  for (guint i = 0; i < self->labels->len; i++)
    counts[g_array_index (self->labels, guint32, i)]++;
  return counts;
}

/* Leaves a class without samples out, or makes it an error; the labels of those after it move down. */
static gboolean
settle_empty_classes (SpkDatasetBuilder *self, GError **error)
{
  g_autofree guint *counts = count_per_class (self);
  g_autofree guint32 *new_label = g_new0 (guint32, self->class_names->len);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->class_names->len; i++)
    {
      char *name = g_ptr_array_index (self->class_names, i);
      GError *reason = NULL;

      new_label[i] = kept->len;
      if (counts[i] > 0)
        {
          g_ptr_array_add (kept, g_strdup (name));
          continue;
        }
      g_set_error (&reason, SPK_DATA_ERROR, SPK_DATA_ERROR_EMPTY, "%s: class “%s” has no recordings", self->source,
                   name);
      if (!spk_dataset_builder_excuse (self, reason, error))
        return FALSE;
    }
  for (guint i = 0; i < self->labels->len; i++)
    g_array_index (self->labels, guint32, i) = new_label[g_array_index (self->labels, guint32, i)];
  g_clear_pointer (&self->class_names, g_ptr_array_unref);
  self->class_names = g_steal_pointer (&kept);
  return TRUE;
}

static GStrv
steal_strings (GPtrArray *strings, guint *n_strings)
{
  *n_strings = strings->len;
  g_ptr_array_add (strings, NULL);
  return (GStrv) g_ptr_array_steal (strings, NULL);
}

static int
compare_values (gconstpointer a, gconstpointer b)
{
  const char *first = *(const char *const *) a;
  const char *second = *(const char *const *) b;
  gsize length = strlen (first), other = strlen (second);

  return length != other ? (length > other) - (length < other) : strcmp (first, second);
}

static void
finish_group (GroupDraft *draft, guint n_samples, SpkGroup *group)
{
  guint n_values;
  g_autofree guint32 *rank = g_new (guint32, MAX (draft->values->len, 1));
  g_autoptr (GPtrArray) sorted = g_ptr_array_sized_new (draft->values->len);

  for (guint i = 0; i < draft->values->len; i++)
    g_ptr_array_add (sorted, g_ptr_array_index (draft->values, i));
  g_ptr_array_sort (sorted, compare_values);
  for (guint i = 0; i < sorted->len; i++)
    rank[GPOINTER_TO_UINT (g_hash_table_lookup (draft->index_of, g_ptr_array_index (sorted, i)))] = i;

  group->name = g_steal_pointer (&draft->name);
  group->value_of = g_new (guint32, n_samples);
  for (guint i = 0; i < n_samples; i++)
    group->value_of[i] = rank[g_array_index (draft->value_of, guint32, i)];
  g_ptr_array_sort (draft->values, compare_values);
  g_hash_table_remove_all (draft->index_of);
  group->values = steal_strings (draft->values, &n_values);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  guint32 first = *(const guint32 *) a, second = *(const guint32 *) b;

  return (first > second) - (first < second);
}

static guint32 *
collect_last_times (const SpkDataset *dataset)
{
  guint32 *times = g_new0 (guint32, dataset->n_samples);

  for (guint i = 0; i < dataset->n_samples; i++)
    if (dataset->offsets[i + 1] > dataset->offsets[i])
      times[i] = dataset->events[dataset->offsets[i + 1] - 1].time_us;
  qsort (times, dataset->n_samples, sizeof times[0], compare_numbers);
  return times;
}

/* FNV-1a on words of 64 bits; the shift lets the high half of a word reach the low half of the hash. */
static guint64
hash_word (guint64 hash, guint64 word)
{
  hash = (hash ^ word) * G_GUINT64_CONSTANT (0x100000001b3);
  return hash ^ hash >> 32;
}

static guint64
hash_string (guint64 hash, const char *string)
{
  for (const char *c = string; *c != '\0'; c++)
    hash = hash_word (hash, (guint8) *c);
  return hash_word (hash, 0);
}

static guint64
compute_fingerprint (const SpkDataset *dataset)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  hash = hash_word (hash, dataset->geometry.channels);
  hash = hash_word (hash, (guint64) dataset->geometry.width << 32 | dataset->geometry.height);
  for (guint i = 0; i < dataset->n_classes; i++)
    hash = hash_string (hash, dataset->class_names[i]);
  for (guint i = 0; i < dataset->n_samples; i++)
    {
      hash = hash_string (hash, dataset->sample_names[i]);
      hash = hash_word (hash, dataset->labels[i]);
      hash = hash_word (hash, dataset->offsets[i + 1]);
    }
  for (gsize i = 0; i < dataset->offsets[dataset->n_samples]; i++)
    hash = hash_word (hash, (guint64) dataset->events[i].channel << 32 | dataset->events[i].time_us);
  return hash;
}

static void
move_samples (SpkDatasetBuilder *self, SpkDataset *dataset)
{
  dataset->sample_names = steal_strings (self->sample_names, &dataset->n_samples);
  dataset->labels = (guint32 *) g_array_steal (self->labels, NULL);
  dataset->offsets = (gsize *) g_array_steal (self->offsets, NULL);
  dataset->events = g_renew (SpkEvent, g_steal_pointer (&self->events), MAX (self->n_events, 1));
}

/**
 * spk_dataset_builder_finish:
 * @error: return location for a #SPK_DATA_ERROR
 *
 * Closes the collection; afterwards the builder can only be freed. A class without samples is an error, or is left
 * out where bad recordings are.
 *
 * Returns: (transfer full): the data set, or %NULL with %SPK_DATA_ERROR_EMPTY
 */
SpkDataset *
spk_dataset_builder_finish (SpkDatasetBuilder *self, GError **error)
{
  g_return_val_if_fail (self->n_events == open_sample_start (self), NULL);

  if (!check_not_empty (self, error) || !settle_empty_classes (self, error))
    return NULL;

  SpkDataset *dataset = g_new0 (SpkDataset, 1);

  g_atomic_ref_count_init (&dataset->ref_count);
  dataset->kind = g_steal_pointer (&self->kind);
  dataset->source = g_steal_pointer (&self->source);
  dataset->geometry = self->geometry;
  dataset->time_step_us = self->time_step_us;
  dataset->class_names = steal_strings (self->class_names, &dataset->n_classes);
  dataset->notes = steal_strings (self->notes, &dataset->n_notes);
  dataset->n_notes /= 2;
  dataset->skipped = steal_strings (self->skipped, &dataset->n_skipped);
  move_samples (self, dataset);
  dataset->n_groups = self->groups->len;
  dataset->groups = g_new0 (SpkGroup, MAX (self->groups->len, 1));
  for (guint i = 0; i < self->groups->len; i++)
    finish_group (g_ptr_array_index (self->groups, i), dataset->n_samples, &dataset->groups[i]);
  dataset->last_times_us = collect_last_times (dataset);
  dataset->fingerprint = compute_fingerprint (dataset);
  return dataset;
}
