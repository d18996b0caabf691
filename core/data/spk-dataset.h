/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SpkEvent:
 * @channel: input channel; of a sensor with pixels it is (polarity * height + y) * width + x
 * @time_us: microseconds since the start of the recording
 *
 * One spike of a recording.
 */
typedef struct
{
  guint32 channel;
  guint32 time_us;
} SpkEvent;

/**
 * SpkGeometry:
 * @channels: number of input channels; @width * @height * @polarities where there are pixels
 * @width: pixels in a row, 0 where the channels are a plain list
 * @height: rows of pixels, 0 where the channels are a plain list
 * @polarities: 2 where brighter and darker are told apart, else 1
 *
 * How the input channels are arranged.
 */
typedef struct
{
  guint channels;
  guint width;
  guint height;
  guint polarities;
} SpkGeometry;

/**
 * SpkDataset:
 *
 * Labelled recordings as event lists. It never changes after it was built, so any number of threads may read it;
 * the reference count is atomic. What the functions return belongs to the data set and lives as long as it.
 */
typedef struct _SpkDataset SpkDataset;

SpkDataset *spk_dataset_ref   (SpkDataset *self);
void        spk_dataset_unref (SpkDataset *self);

const char        *spk_dataset_get_kind         (SpkDataset *self);
const char        *spk_dataset_get_source       (SpkDataset *self);
const SpkGeometry *spk_dataset_get_geometry     (SpkDataset *self);
guint32            spk_dataset_get_time_step_us (SpkDataset *self);
guint64            spk_dataset_get_fingerprint  (SpkDataset *self);

guint       spk_dataset_get_n_classes   (SpkDataset *self);
const char *spk_dataset_get_class_name  (SpkDataset *self, guint label);
char      **spk_dataset_list_class_names (SpkDataset *self);
guint      *spk_dataset_count_per_class (SpkDataset *self);

guint           spk_dataset_get_n_samples   (SpkDataset *self);
const char     *spk_dataset_get_sample_name (SpkDataset *self, guint sample);
guint32         spk_dataset_get_label       (SpkDataset *self, guint sample);
const guint32  *spk_dataset_get_labels      (SpkDataset *self);
guint64         spk_dataset_get_n_events    (SpkDataset *self);
const SpkEvent *spk_dataset_get_events      (SpkDataset *self, guint sample, gsize *n_events);

guint32 spk_dataset_get_duration_quantile (SpkDataset *self, double q);
guint64 spk_dataset_suggest_duration_us   (SpkDataset *self);

guint              spk_dataset_get_n_groups     (SpkDataset *self);
const char        *spk_dataset_get_group_name   (SpkDataset *self, guint group);
gboolean           spk_dataset_find_group       (SpkDataset *self, const char *name, guint *group);
const char *const *spk_dataset_get_group_values (SpkDataset *self, guint group);
const char        *spk_dataset_get_group_value  (SpkDataset *self, guint group, guint sample);

guint       spk_dataset_get_n_notes   (SpkDataset *self);
const char *spk_dataset_get_note_name (SpkDataset *self, guint note);
const char *spk_dataset_get_note_text (SpkDataset *self, guint note);

guint              spk_dataset_get_n_skipped (SpkDataset *self);
const char *const *spk_dataset_get_skipped   (SpkDataset *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkDataset, spk_dataset_unref)

G_END_DECLS
