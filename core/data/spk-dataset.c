/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/spk-dataset.h"
#include "data/spk-dataset-private.h"

#include <math.h>

static void
spk_dataset_free (SpkDataset *self)
{
  for (guint i = 0; i < self->n_groups; i++)
    {
      g_free (self->groups[i].name);
      g_strfreev (self->groups[i].values);
      g_free (self->groups[i].value_of);
    }
  g_free (self->groups);
  g_strfreev (self->notes);
  g_strfreev (self->skipped);
  g_free (self->last_times_us);
  g_free (self->events);
  g_free (self->offsets);
  g_free (self->labels);
  g_strfreev (self->sample_names);
  g_strfreev (self->class_names);
  g_free (self->source);
  g_free (self->kind);
  g_free (self);
}

/**
 * spk_dataset_ref:
 *
 * Returns: (transfer full): @self
 */
SpkDataset *
spk_dataset_ref (SpkDataset *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * spk_dataset_unref:
 * @self: (transfer full): a data set
 *
 * Gives one reference back, with the last one the memory.
 */
void
spk_dataset_unref (SpkDataset *self)
{
  g_return_if_fail (self != NULL);

  if (g_atomic_ref_count_dec (&self->ref_count))
    spk_dataset_free (self);
}

/**
 * spk_dataset_get_kind:
 *
 * Returns: what format the data came in: "ti46", "n-mnist", "fsdd", "sound", "randman"
 */
const char *
spk_dataset_get_kind (SpkDataset *self)
{
  return self->kind;
}

/**
 * spk_dataset_get_source:
 *
 * Returns: where the data came from, in a form that spk_dataset_load() takes: an absolute path or a full
 *   specification such as "randman:classes=10,channels=32,dimensions=1,smoothness=2,samples=100,seed=1"
 */
const char *
spk_dataset_get_source (SpkDataset *self)
{
  return self->source;
}

/**
 * spk_dataset_get_geometry:
 *
 * Returns: how the input channels are arranged
 */
const SpkGeometry *
spk_dataset_get_geometry (SpkDataset *self)
{
  return &self->geometry;
}

/**
 * spk_dataset_get_time_step_us:
 *
 * Returns: the time step of the source in microseconds; every event time is a multiple of it
 */
guint32
spk_dataset_get_time_step_us (SpkDataset *self)
{
  return self->time_step_us;
}

/**
 * spk_dataset_get_fingerprint:
 *
 * A resumed run compares it to notice that its data have changed. It does not depend on the machine.
 *
 * Returns: a hash of the geometry, the class names, the samples' names, labels and events
 */
guint64
spk_dataset_get_fingerprint (SpkDataset *self)
{
  return self->fingerprint;
}

/**
 * spk_dataset_get_n_classes:
 *
 * Returns: the number of classes, each of which has at least one sample
 */
guint
spk_dataset_get_n_classes (SpkDataset *self)
{
  return self->n_classes;
}

/**
 * spk_dataset_get_class_name:
 * @label: less than the number of classes
 *
 * Returns: the name of a class as people know it
 */
const char *
spk_dataset_get_class_name (SpkDataset *self, guint label)
{
  g_return_val_if_fail (label < self->n_classes, NULL);

  return self->class_names[label];
}

/**
 * spk_dataset_list_class_names:
 *
 * Returns: (transfer full): names of the classes by label, %NULL-terminated
 */
char **
spk_dataset_list_class_names (SpkDataset *dataset)
{
  guint n = spk_dataset_get_n_classes (dataset);
  char **names = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    names[i] = g_strdup (spk_dataset_get_class_name (dataset, i));
  return names;
}

/**
 * spk_dataset_count_per_class:
 *
 * Returns: (transfer full): the number of samples of each class, [n_classes]
 */
guint *
spk_dataset_count_per_class (SpkDataset *self)
{
  guint *counts = g_new0 (guint, self->n_classes);

  for (guint i = 0; i < self->n_samples; i++)
    counts[self->labels[i]]++;
  return counts;
}

/**
 * spk_dataset_get_n_samples:
 *
 * Returns: the number of recordings, at least 1
 */
guint
spk_dataset_get_n_samples (SpkDataset *self)
{
  return self->n_samples;
}

/**
 * spk_dataset_get_sample_name:
 * @sample: index of a sample
 *
 * Returns: the path of the recording relative to the source, or a made-up name where there is no file
 */
const char *
spk_dataset_get_sample_name (SpkDataset *self, guint sample)
{
  g_return_val_if_fail (sample < self->n_samples, NULL);

  return self->sample_names[sample];
}

/**
 * spk_dataset_get_label:
 * @sample: index of a sample
 *
 * Returns: the class of the sample, less than the number of classes
 */
guint32
spk_dataset_get_label (SpkDataset *self, guint sample)
{
  g_return_val_if_fail (sample < self->n_samples, 0);

  return self->labels[sample];
}

/**
 * spk_dataset_get_labels:
 *
 * Returns: the class of every sample, [n_samples]
 */
const guint32 *
spk_dataset_get_labels (SpkDataset *self)
{
  return self->labels;
}

/**
 * spk_dataset_get_n_events:
 *
 * Returns: the number of events of all samples together
 */
guint64
spk_dataset_get_n_events (SpkDataset *self)
{
  return self->offsets[self->n_samples];
}

/**
 * spk_dataset_get_events:
 * @sample: index of a sample
 * @n_events: (out): their number, which may be 0
 *
 * Returns: the events of one sample in ascending order of time
 */
const SpkEvent *
spk_dataset_get_events (SpkDataset *self, guint sample, gsize *n_events)
{
  g_return_val_if_fail (sample < self->n_samples, NULL);

  *n_events = self->offsets[sample + 1] - self->offsets[sample];
  return self->events + self->offsets[sample];
}

/**
 * spk_dataset_get_duration_quantile:
 * @q: a share in [0, 1]
 *
 * The quantile by nearest rank: 0.5 is the median, 1 the maximum. A sample without events counts with time 0.
 *
 * Returns: the time in microseconds at which the last event of the share @q of the samples has happened
 */
guint32
spk_dataset_get_duration_quantile (SpkDataset *self, double q)
{
  g_return_val_if_fail (q >= 0 && q <= 1, 0);

  guint rank = (guint) ceil (q * self->n_samples);

  return self->last_times_us[MAX (rank, 1) - 1];
}

/**
 * spk_dataset_suggest_duration_us:
 *
 * The duration that is binned where the user names none: just enough for every event. Where a few stragglers would
 * make that more than a tenth longer than 95 % of the samples need, just enough for those 95 %.
 *
 * Returns: a duration in microseconds, a whole number of native time steps, at least one
 */
guint64
spk_dataset_suggest_duration_us (SpkDataset *self)
{
  guint64 step = self->time_step_us;
  guint64 most = spk_dataset_get_duration_quantile (self, 0.95) / step + 1;
  guint64 all = spk_dataset_get_duration_quantile (self, 1) / step + 1;

  return (10 * all > 11 * most ? most : all) * step;
}

/**
 * spk_dataset_get_n_groups:
 *
 * Returns: in how many ways the samples are grouped beside their classes
 */
guint
spk_dataset_get_n_groups (SpkDataset *self)
{
  return self->n_groups;
}

/**
 * spk_dataset_get_group_name:
 * @group: less than the number of groups
 *
 * Returns: the name of a grouping, such as "speaker" or "part"
 */
const char *
spk_dataset_get_group_name (SpkDataset *self, guint group)
{
  g_return_val_if_fail (group < self->n_groups, NULL);

  return self->groups[group].name;
}

/**
 * spk_dataset_find_group:
 * @name: the name of a grouping
 * @group: (out) (optional): its index
 *
 * Returns: whether there is such a grouping
 */
gboolean
spk_dataset_find_group (SpkDataset *self, const char *name, guint *group)
{
  for (guint i = 0; i < self->n_groups; i++)
    if (g_str_equal (self->groups[i].name, name))
      {
        if (group != NULL)
          *group = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * spk_dataset_get_group_values:
 * @group: less than the number of groups
 *
 * Returns: the distinct values of a grouping, %NULL-terminated, shorter ones first and then by code point, so that
 *   numbers come in their order
 */
const char *const *
spk_dataset_get_group_values (SpkDataset *self, guint group)
{
  g_return_val_if_fail (group < self->n_groups, NULL);

  return (const char *const *) self->groups[group].values;
}

/**
 * spk_dataset_get_group_value:
 * @group: less than the number of groups
 * @sample: index of a sample
 *
 * Returns: the value of the sample, one of spk_dataset_get_group_values(), the very same pointer
 */
const char *
spk_dataset_get_group_value (SpkDataset *self, guint group, guint sample)
{
  g_return_val_if_fail (group < self->n_groups, NULL);
  g_return_val_if_fail (sample < self->n_samples, NULL);

  return self->groups[group].values[self->groups[group].value_of[sample]];
}

/**
 * spk_dataset_get_n_notes:
 *
 * Returns: how many words there are on how the data were understood
 */
guint
spk_dataset_get_n_notes (SpkDataset *self)
{
  return self->n_notes;
}

/**
 * spk_dataset_get_note_name:
 * @note: less than the number of notes
 *
 * Returns: what it is about, as "Ear"
 */
const char *
spk_dataset_get_note_name (SpkDataset *self, guint note)
{
  g_return_val_if_fail (note < self->n_notes, NULL);

  return self->notes[2 * note];
}

/**
 * spk_dataset_get_note_text:
 * @note: less than the number of notes
 *
 * Returns: one line for people
 */
const char *
spk_dataset_get_note_text (SpkDataset *self, guint note)
{
  g_return_val_if_fail (note < self->n_notes, NULL);

  return self->notes[2 * note + 1];
}

/**
 * spk_dataset_get_n_skipped:
 *
 * Returns: how many bad recordings and folders were left out; 0 unless that was asked for
 */
guint
spk_dataset_get_n_skipped (SpkDataset *self)
{
  return self->n_skipped;
}

/**
 * spk_dataset_get_skipped:
 *
 * Returns: why each of them was left out, %NULL-terminated
 */
const char *const *
spk_dataset_get_skipped (SpkDataset *self)
{
  return (const char *const *) self->skipped;
}
