/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "data/spk-dataset.h"

G_BEGIN_DECLS

/**
 * SpkDatasetBuilder:
 *
 * Collects what a reader finds, checks it, and turns it into a #SpkDataset.
 *
 * The order of calls: classes and groups first, then for each sample its events and spk_dataset_builder_end_sample().
 * A reader hands every error about one recording to spk_dataset_builder_excuse(), which knows whether the user wants
 * bad recordings left out.
 */
typedef struct _SpkDatasetBuilder SpkDatasetBuilder;

SpkDatasetBuilder *spk_dataset_builder_new (const char        *kind,
                                            const char        *source,
                                            const SpkGeometry *geometry,
                                            guint32            time_step_us,
                                            gboolean           skip_bad);
void spk_dataset_builder_free (SpkDatasetBuilder *self);

guint32 spk_dataset_builder_add_class (SpkDatasetBuilder *self, const char *name);
void    spk_dataset_builder_add_group (SpkDatasetBuilder *self, const char *name);

void spk_dataset_builder_add_note (SpkDatasetBuilder *self, const char *name, const char *format, ...) G_GNUC_PRINTF (3, 4);

void     spk_dataset_builder_add_event  (SpkDatasetBuilder *self, guint32 channel, guint32 time_us);
gboolean spk_dataset_builder_end_sample (SpkDatasetBuilder *self,
                                         const char        *name,
                                         guint32            label,
                                         const char *const *group_values,
                                         GError           **error);
gboolean spk_dataset_builder_excuse     (SpkDatasetBuilder *self, GError *reason, GError **error);

SpkDataset *spk_dataset_builder_finish (SpkDatasetBuilder *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkDatasetBuilder, spk_dataset_builder_free)

G_END_DECLS
