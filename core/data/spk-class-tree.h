/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "data/spk-dataset-builder.h"

G_BEGIN_DECLS

/**
 * SpkClassFolder:
 * @number: the class that the folder is named after
 * @path: the folder
 * @files: (element-type filename): names of the recordings in it, by code point, at least one
 *
 * One class of a tree CLASS/RECORDING.
 */
typedef struct
{
  guint      number;
  char      *path;
  GPtrArray *files;
} SpkClassFolder;

GPtrArray *spk_class_tree_scan            (const char        *root,
                                           const char        *suffix,
                                           SpkDatasetBuilder *builder,
                                           GError           **error);
char      *spk_class_tree_first_recording (const char *root, const char *suffix);
gboolean   spk_number_parse               (const char *text, guint *number);

G_END_DECLS
