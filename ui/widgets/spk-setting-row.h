/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "search/spk-settings.h"

G_BEGIN_DECLS

#define SPK_TYPE_SETTING_ROW (spk_setting_row_get_type ())
G_DECLARE_FINAL_TYPE (SpkSettingRow, spk_setting_row, SPK, SETTING_ROW, AdwActionRow)

GtkWidget            *spk_setting_row_new         (const SpkSettingInfo *info);
const SpkSettingInfo *spk_setting_row_get_info    (SpkSettingRow *self);
const char           *spk_setting_row_get_text    (SpkSettingRow *self);
void                  spk_setting_row_set_text    (SpkSettingRow *self, const char *text);
const char           *spk_setting_row_get_problem (SpkSettingRow *self);
void                  spk_setting_row_set_problem (SpkSettingRow *self, const char *problem);
void                  spk_setting_row_focus       (SpkSettingRow *self);

G_END_DECLS
