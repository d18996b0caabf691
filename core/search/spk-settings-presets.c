/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-settings.h"

#include <string.h>

#define MAX_PRESET_LINES 24

typedef struct
{
  const char *name;
  const char *lines[MAX_PRESET_LINES]; /* "key=value", then NULL */
} Preset;

static const Preset presets[] = {
  { "ti46",
    { "steps=100", "duration=1120", "split=utterance:2,3", "neurons=800", "sizes=8,16", "epochs=30", "retrain-epochs=60",
      "population=on", "tau-s=3", "tau-m-spread=1.2", "input-scale=0.7", "recurrent-scale=0.4", "readout-scale=0.3",
      "weight-decay=0.2", "label-smoothing=0.1", "time-jitter=2", "channel-jitter=1", "neuron-rate=0.1", "warmup=10",
      "plasticity-rate=0.005", "plasticity-decay=on" } },
  { "nmnist",
    { "steps=60", "duration=300", "neurons=256", "sizes=2,4,8,16", "population=on", "tau-s=3", "tau-m-spread=1.2",
      "recurrent-scale=0.4", "weight-decay=0.2", "label-smoothing=0.1", "dropout=0.5", "time-jitter=2",
      "channel-jitter=1", "neuron-rate=0.1", "plasticity-rate=0.005", "plasticity-decay=on" } },
  { "fsdd",
    { "sound-code=delta", "split=speaker:theo", "steps=100", "duration=650", "neurons=256", "sizes=8,16", "epochs=30",
      "retrain-epochs=30", "population=on", "tau-s=3", "tau-m-spread=1.2", "input-scale=0.4", "recurrent-scale=0.4",
      "readout-scale=0.3", "weight-decay=1", "label-smoothing=0.1", "dropout=0.3", "time-jitter=2", "channel-jitter=2",
      "neuron-rate=0.1", "warmup=10", "plasticity-rate=0.005", "plasticity-decay=on" } },
  { "randman",
    { "steps=50", "neurons=128", "sizes=2,4,8,16", "epochs=30", "retrain-epochs=30", "valid-fraction=0.2",
      "input-scale=2", "learning-rate=0.005" } },
};

/* Keep in step with presets; a test compares them. */
static const char * const preset_names[] = { "ti46", "nmnist", "fsdd", "randman", NULL };

G_STATIC_ASSERT (G_N_ELEMENTS (preset_names) == G_N_ELEMENTS (presets) + 1);

/**
 * spk_settings_list_presets:
 *
 * Returns: (transfer none): names of the presets, %NULL-terminated
 */
const char * const *
spk_settings_list_presets (void)
{
  return preset_names;
}

/* "n-mnist" and "nmnist" are the same kind, and "ti46-alpha" is one of "ti46". */
static gboolean
suits_kind (const char *preset, const char *kind)
{
  const char *p = preset;

  for (const char *k = kind; *p != '\0' && *k != '\0'; k++)
    if (g_ascii_isalnum (*k))
      {
        if (g_ascii_tolower (*k) != *p)
          return FALSE;
        p++;
      }
  return *p == '\0';
}

/**
 * spk_settings_find_preset:
 * @data_kind: kind of a data set, see spk_dataset_get_kind()
 *
 * Returns: (transfer none) (nullable): name of the preset that suits it
 */
const char *
spk_settings_find_preset (const char *data_kind)
{
  for (guint i = 0; preset_names[i] != NULL; i++)
    if (suits_kind (preset_names[i], data_kind))
      return preset_names[i];
  return NULL;
}

static const Preset *
find_preset (const char *name, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    if (g_str_equal (presets[i].name, name))
      return &presets[i];

  g_autofree char *names = g_strjoinv (", ", (char **) preset_names);

  g_set_error (error, SPK_SETTINGS_ERROR, SPK_SETTINGS_ERROR_UNKNOWN, "unknown preset \"%s\"; the presets are %s", name,
               names);
  return NULL;
}

static void
apply_line (SpkSettings *self, const char *line)
{
  const char *equals = strchr (line, '=');
  g_autofree char *key = g_strndup (line, equals - line);
  g_autoptr (GError) error = NULL;

  if (!spk_settings_set (self, key, equals + 1, &error))
    g_error ("preset line %s: %s", line, error->message);
}

/**
 * spk_settings_apply_preset:
 * @name: one of spk_settings_list_presets()
 *
 * Sets what suits a data set; settings the preset does not name stay as they are. Fails with
 * %SPK_SETTINGS_ERROR_UNKNOWN where there is no such preset.
 *
 * Returns: whether there is such a preset
 */
gboolean
spk_settings_apply_preset (SpkSettings *self, const char *name, GError **error)
{
  const Preset *preset = find_preset (name, error);

  if (preset == NULL)
    return FALSE;
  for (guint i = 0; i < MAX_PRESET_LINES && preset->lines[i] != NULL; i++)
    apply_line (self, preset->lines[i]);
  return TRUE;
}
