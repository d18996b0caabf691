/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "data/spk-dataset.h"

G_BEGIN_DECLS

/* A name for every sample out of a few: the speakers, the parts. */
typedef struct
{
  char     *name;
  GStrv     values;      /* the distinct values, shorter ones first, then by code point */
  guint32  *value_of;    /* [n_samples], index into values */
} SpkGroup;

/* Only SpkDatasetBuilder writes these fields. */
struct _SpkDataset
{
  gatomicrefcount ref_count;
  char       *kind;
  char       *source;
  SpkGeometry geometry;
  guint32     time_step_us;
  guint64     fingerprint;

  guint     n_classes;
  GStrv     class_names;

  guint     n_samples;
  GStrv     sample_names;
  guint32  *labels;          /* [n_samples] */
  gsize    *offsets;         /* [n_samples + 1]; sample i has the events offsets[i] to offsets[i + 1] - 1 */
  SpkEvent *events;          /* of all samples one after another, within a sample by time */
  guint32  *last_times_us;   /* [n_samples], of the samples' last events, ascending; 0 for a silent one */

  guint     n_groups;
  SpkGroup *groups;

  guint     n_notes;
  GStrv     notes;           /* [2 n_notes], name and text by turns */

  guint     n_skipped;
  GStrv     skipped;
};

G_END_DECLS
