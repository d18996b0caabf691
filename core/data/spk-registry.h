/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "data/spk-dataset.h"
#include "data/spk-sound-options.h"

G_BEGIN_DECLS

/**
 * SpkLoadOptions:
 * @skip_bad: leave bad recordings and folders out and count them, instead of refusing the data set
 * @seed: seed of generated data whose specification has none
 * @sound: how sound becomes spikes
 *
 * How a data set is loaded. All zero is a good default.
 */
typedef struct
{
  gboolean skip_bad;
  guint64  seed;

  SpkSoundOptions sound;
} SpkLoadOptions;

SpkDataset *spk_dataset_load (const char *location, const SpkLoadOptions *options, GError **error);
char       *spk_dataset_make_location_absolute (const char *location);

G_END_DECLS
