/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "data/spk-dataset.h"

G_BEGIN_DECLS

#define SPK_TYPE_RECORDINGS_STATUS (spk_recordings_status_get_type ())
G_DECLARE_FINAL_TYPE (SpkRecordingsStatus, spk_recordings_status, SPK, RECORDINGS_STATUS, AdwActionRow)

GtkWidget *spk_recordings_status_new          (void);
void       spk_recordings_status_show_loading (SpkRecordingsStatus *self);
void       spk_recordings_status_show_dataset (SpkRecordingsStatus *self, SpkDataset *dataset);
void       spk_recordings_status_show_error   (SpkRecordingsStatus *self, const GError *error);

G_END_DECLS
