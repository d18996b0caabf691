/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "data/spk-dataset.h"
#include "search/spk-settings.h"

G_BEGIN_DECLS

/* The generated data set that needs no files. */
#define SPK_BUILT_IN_RECORDINGS "randman"

#define SPK_TYPE_RECORDINGS_GROUP (spk_recordings_group_get_type ())
G_DECLARE_FINAL_TYPE (SpkRecordingsGroup, spk_recordings_group, SPK, RECORDINGS_GROUP, AdwPreferencesGroup)

GtkWidget  *spk_recordings_group_new          (void);
void        spk_recordings_group_choose       (SpkRecordingsGroup *self, const char *location, gboolean skip_bad);
void        spk_recordings_group_read_as      (SpkRecordingsGroup *self, const SpkSettings *settings);
gboolean    spk_recordings_group_is_read_as   (SpkRecordingsGroup *self, const SpkSettings *settings);
const char *spk_recordings_group_get_location (SpkRecordingsGroup *self);
gboolean    spk_recordings_group_get_skip_bad (SpkRecordingsGroup *self);
SpkDataset *spk_recordings_group_get_dataset  (SpkRecordingsGroup *self);
gboolean    spk_recordings_group_is_loading   (SpkRecordingsGroup *self);
void        spk_recordings_group_remember     (SpkRecordingsGroup *self);

G_END_DECLS
