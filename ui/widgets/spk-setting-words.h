/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/spk-settings.h"

G_BEGIN_DECLS

/**
 * SpkSettingSection:
 *
 * The part of a form that a setting stands in.
 */
typedef enum
{
  SPK_SECTION_RECORDINGS,
  SPK_SECTION_NETWORK,
  SPK_SECTION_MOTIF,
  SPK_SECTION_TRAINING,
  SPK_SECTION_SEARCH,
  SPK_SECTION_PLASTICITY,
  SPK_SECTION_RUN,
  SPK_N_SECTIONS,
} SpkSettingSection;

/**
 * SpkSettingWords:
 * @key: of the setting
 * @title: its name in the window, to be translated
 * @meaning: what it means, one line, to be translated
 * @unit: (nullable): of its value, to be translated
 * @choices: (nullable): names of a choice, separated by "|", to be translated
 * @common: whether it is shown at once, or only with the advanced ones
 *
 * A setting in the words of the window.
 */
typedef struct
{
  const char       *key;
  const char       *title;
  const char       *meaning;
  const char       *unit;
  const char       *choices;
  SpkSettingSection section;
  gboolean          common;
} SpkSettingWords;

const SpkSettingWords *spk_setting_words_find        (const char *key);
char                  *spk_setting_words_dup_title   (const char *key);
const char            *spk_setting_section_get_title (SpkSettingSection section);

G_END_DECLS
