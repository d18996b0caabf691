/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "data/spk-registry.h"

G_BEGIN_DECLS

/**
 * SpkLikeness:
 * @SPK_LIKENESS_NONE: it is something else
 * @SPK_LIKENESS_LAYOUT: folders and file names are as in this format
 * @SPK_LIKENESS_CONTENT: and the recording that was looked at begins as one of this format does
 *
 * How much something looks like a format. A tree whose first recording is damaged still has the layout, so its
 * reader gets the chance to say what is wrong with it.
 */
typedef enum
{
  SPK_LIKENESS_NONE,
  SPK_LIKENESS_LAYOUT,
  SPK_LIKENESS_CONTENT,
} SpkLikeness;

/**
 * SpkReader:
 * @name: kind of the data sets it reads, see spk_dataset_get_kind()
 * @layout: what it understands, for messages
 * @probe: looks at a file or folder without reading it all; never fails
 * @read: reads it; @path is absolute
 *
 * Reader of one format. A new format is a file that defines one, and a line in the registry.
 */
typedef struct
{
  const char *name;
  const char *layout;
  SpkLikeness (*probe) (const char *path);
  SpkDataset *(*read) (const char *path, const SpkLoadOptions *options, GError **error);
} SpkReader;

extern const SpkReader spk_reader_ti46;
extern const SpkReader spk_reader_nmnist;
extern const SpkReader spk_reader_sound;

G_END_DECLS
