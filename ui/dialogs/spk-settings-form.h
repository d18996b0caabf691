/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "search/spk-job-result.h"
#include "widgets/spk-setting-words.h"

G_BEGIN_DECLS

#define SPK_TYPE_SETTINGS_FORM (spk_settings_form_get_type ())
G_DECLARE_FINAL_TYPE (SpkSettingsForm, spk_settings_form, SPK, SETTINGS_FORM, GObject)

SpkSettingsForm *spk_settings_form_new           (void);
GtkWidget       *spk_settings_form_get_group     (SpkSettingsForm *self, SpkSettingSection section);
void             spk_settings_form_set_kind      (SpkSettingsForm *self, SpkJobKind kind);
void             spk_settings_form_set_base      (SpkSettingsForm *self, const SpkSettings *base);
void             spk_settings_form_set_visible   (SpkSettingsForm *self, const char *key, gboolean visible);
void             spk_settings_form_set_text      (SpkSettingsForm *self, const char *key, const char *text);
const char      *spk_settings_form_get_text      (SpkSettingsForm *self, const char *key);
SpkSettings     *spk_settings_form_build         (SpkSettingsForm *self);
gboolean         spk_settings_form_blame         (SpkSettingsForm *self, const char *key, const char *problem);
guint            spk_settings_form_count_problems (SpkSettingsForm *self);
void             spk_settings_form_show_problem  (SpkSettingsForm *self);

G_END_DECLS
