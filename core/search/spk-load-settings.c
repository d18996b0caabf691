/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-load-settings.h"

/**
 * spk_load_settings_get_options:
 * @settings: (nullable): those of a run; %NULL for the defaults
 * @skip_bad: leave bad recordings out
 *
 * Returns: how its data set is loaded; texts in it belong to @settings
 */
SpkLoadOptions
spk_load_settings_get_options (const SpkSettings *settings, gboolean skip_bad)
{
  SpkLoadOptions options = { .skip_bad = skip_bad };

  if (settings == NULL)
    return options;
  options.sound = (SpkSoundOptions){
    .names = settings->sound_names,
    .rate = settings->sound_rate,
    .step_ms = settings->sound_step,
    .q = settings->ear_q,
    .spacing = settings->ear_spacing,
    .code = settings->sound_code,
    .threshold = settings->sound_threshold,
  };
  return options;
}

/**
 * spk_load_settings_are_same:
 *
 * Returns: whether both load data in the same way
 */
gboolean
spk_load_settings_are_same (const SpkSettings *settings, const SpkSettings *other)
{
  guint n_infos;
  const SpkSettingInfo *infos = spk_settings_list_infos (&n_infos);

  for (guint i = 0; i < n_infos; i++)
    {
      g_autofree char *text = spk_settings_get (settings, infos[i].key);
      g_autofree char *other_text = spk_settings_get (other, infos[i].key);

      if ((infos[i].use & SPK_USE_LOAD) == SPK_USE_LOAD && !g_str_equal (text, other_text))
        return FALSE;
    }
  return TRUE;
}

/**
 * spk_load_settings_load:
 * @settings: (nullable): those of a run; %NULL for the defaults
 * @location: see spk_dataset_load()
 * @skip_bad: leave bad recordings out
 * @error: return location for a #SPK_DATA_ERROR
 *
 * Returns: (transfer full): the data set as @settings want it loaded, or %NULL
 */
SpkDataset *
spk_load_settings_load (const SpkSettings *settings, const char *location, gboolean skip_bad, GError **error)
{
  const SpkLoadOptions options = spk_load_settings_get_options (settings, skip_bad);

  return spk_dataset_load (location, &options, error);
}
