/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SPK_TYPE_FOLDER_ROW (spk_folder_row_get_type ())
G_DECLARE_FINAL_TYPE (SpkFolderRow, spk_folder_row, SPK, FOLDER_ROW, AdwActionRow)

const char *spk_folder_row_get_folder (SpkFolderRow *self);
void        spk_folder_row_set_folder (SpkFolderRow *self, const char *folder);

G_END_DECLS
