/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-settings.h"

#include <string.h>

#define FIELD(name) G_STRUCT_OFFSET (SpkSettings, name)

/* key, group, type, use, offset, smallest, largest, default, choices, placeholder, help */
static const SpkSettingInfo infos[] = {
  { "split", "data", SPK_SETTING_TEXT, SPK_USE_BOTH, FIELD (split), 0, 0,
    "", NULL, "SPLIT", "which recordings test, as utterance:2,3; empty: what the data set suggests" },
  { "steps", "data", SPK_SETTING_WHOLE, SPK_USE_BOTH, FIELD (steps), 1, 100000,
    "100", NULL, "N", "time steps T of a sample" },
  { "duration", "data", SPK_SETTING_REAL, SPK_USE_BOTH, FIELD (duration), 0, 1e9,
    "0", NULL, "MS", "milliseconds of a recording that the steps cover; 0: what the data set suggests" },
  { "valid-fraction", "data", SPK_SETTING_REAL, SPK_USE_BOTH, FIELD (valid_fraction), 0, 0.9,
    "0.1", NULL, "SHARE", "share of the training part held out: for train to watch, or for --evaluate valid" },
  { "evaluate", "data", SPK_SETTING_CHOICE, SPK_USE_BOTH, FIELD (evaluate), 0, 1,
    "test", "test|valid", "PART", "samples to judge by at the end; valid, held out of the training part, is for tuning" },
  { "time-jitter", "data", SPK_SETTING_REAL, SPK_USE_BOTH, FIELD (time_jitter), 0, 1000,
    "0", NULL, "STEPS", "spread of the shift in time of a training sample, steps" },
  { "channel-jitter", "data", SPK_SETTING_REAL, SPK_USE_BOTH, FIELD (channel_jitter), 0, 10000,
    "0", NULL, "N", "spread of the shift in channels of a training sample, channels" },
  { "sound-names", "sound", SPK_SETTING_TEXT, SPK_USE_LOAD, FIELD (sound_names), 0, 0,
    "", NULL, "PATTERN", "how sound files are named, as {class}_{speaker}_{take}; empty: found by looking" },
  { "sound-rate", "sound", SPK_SETTING_WHOLE, SPK_USE_LOAD, FIELD (sound_rate), 0, 400000,
    "0", NULL, "HZ", "samples a second that sound is brought to, from 2000; 0: the rate of most recordings" },
  { "sound-step", "sound", SPK_SETTING_REAL, SPK_USE_LOAD, FIELD (sound_step), 0, 100,
    "0", NULL, "MS", "milliseconds that a spike of sound is exact to; 0: 1.6" },
  { "ear-q", "sound", SPK_SETTING_REAL, SPK_USE_LOAD, FIELD (ear_q), 0, 32,
    "0", NULL, "X", "quality factor of the ear's filters, from 2; 0: 8" },
  { "ear-spacing", "sound", SPK_SETTING_REAL, SPK_USE_LOAD, FIELD (ear_spacing), 0, 2,
    "0", NULL, "X", "distance of the ear's filters, bandwidths, from 0.02; 0: 0.25" },
  { "sound-code", "sound", SPK_SETTING_CHOICE, SPK_USE_LOAD, FIELD (sound_code), 0, 1,
    "bsa", "bsa|delta", "CODE", "how sound becomes spikes: Ben's spiker algorithm, or threshold crossings" },
  { "sound-threshold", "sound", SPK_SETTING_REAL, SPK_USE_LOAD, FIELD (sound_threshold), 0, 1,
    "0", NULL, "X", "threshold of that code; 0: 0.6 for bsa, 0.05 for delta" },
  { "layer", "network", SPK_SETTING_CHOICE, SPK_USE_TRAIN, FIELD (layer), 0, 2,
    "sc-ml", "sc-ml|dense|feedforward", "KIND", "recurrence of the layers: motifs, all to all, or none" },
  { "neurons", "network", SPK_SETTING_LIST, SPK_USE_BOTH, FIELD (neurons), 1, 1000000,
    "240", NULL, "N,...", "neurons of each layer, one number a layer" },
  { "sizes", "network", SPK_SETTING_LIST, SPK_USE_SEARCH, FIELD (sizes), 1, 1024,
    "2,4,8,16", NULL, "K,...", "motif sizes to search, ascending; each divides every layer" },
  { "population", "network", SPK_SETTING_SWITCH, SPK_USE_BOTH, FIELD (population), 0, 1,
    "off", NULL, "on|off", "neurons of motifs also receive the number of spikes of their whole layer" },
  { "tau-s", "network", SPK_SETTING_REAL, SPK_USE_BOTH, FIELD (tau_s), 1, 100000,
    "5", NULL, "STEPS", "time constant of the synaptic current, steps" },
  { "tau-m", "network", SPK_SETTING_REAL, SPK_USE_BOTH, FIELD (tau_m), 1, 100000,
    "10", NULL, "STEPS", "time constant of the membrane potential, steps" },
  { "tau-m-spread", "network", SPK_SETTING_REAL, SPK_USE_BOTH, FIELD (tau_m_spread), 0, 3,
    "0", NULL, "X", "tau_m of a neuron is tau-m exp (X u), u uniform in [-1, 1]" },
  { "readout", "network", SPK_SETTING_CHOICE, SPK_USE_BOTH, FIELD (readout), 0, 1,
    "linear", "linear|spikes", "KIND", "readout neurons: leaky integrators, or spiking ones" },
  { "readout-gain", "network", SPK_SETTING_REAL, SPK_USE_BOTH, FIELD (readout_gain), 0.001, 1000,
    "10", NULL, "X", "gain g of the class scores" },
  { "surrogate-slope", "network", SPK_SETTING_REAL, SPK_USE_BOTH, FIELD (surrogate_slope), 0.01, 1000,
    "5", NULL, "X", "slope beta of the surrogate gradient" },
  { "input-scale", "network", SPK_SETTING_REAL, SPK_USE_BOTH, FIELD (input_scale), 0, 100,
    "0.5", NULL, "X", "scale of the initial input weights" },
  { "recurrent-scale", "network", SPK_SETTING_REAL, SPK_USE_BOTH, FIELD (recurrent_scale), 0, 100,
    "1", NULL, "X", "scale of the initial weights within a motif" },
  { "lateral-scale", "network", SPK_SETTING_REAL, SPK_USE_BOTH, FIELD (lateral_scale), 0, 100,
    "0.3", NULL, "X", "scale of the initial weights between motifs" },
  { "readout-scale", "network", SPK_SETTING_REAL, SPK_USE_BOTH, FIELD (readout_scale), 0, 100,
    "0.5", NULL, "X", "scale of the initial readout weights" },
  { "epochs", "training", SPK_SETTING_WHOLE, SPK_USE_BOTH, FIELD (epochs), 1, 100000,
    "30", NULL, "N", "epochs of the training, or of the search" },
  { "retrain-epochs", "training", SPK_SETTING_WHOLE, SPK_USE_SEARCH, FIELD (retrain_epochs), 0, 100000,
    "30", NULL, "N", "epochs of the retraining after a search; 0: none" },
  { "batch", "training", SPK_SETTING_WHOLE, SPK_USE_BOTH, FIELD (batch), 1, 65536,
    "64", NULL, "N", "samples of a batch" },
  { "learning-rate", "training", SPK_SETTING_REAL, SPK_USE_BOTH, FIELD (learning_rate), 1e-6, 1,
    "0.002", NULL, "X", "learning rate at the start of its cosine decay" },
  { "neuron-rate", "training", SPK_SETTING_REAL, SPK_USE_BOTH, FIELD (neuron_rate), 0, 10,
    "0", NULL, "X", "learning rate of R and tau_m by the gradient; 0: plasticity alone moves them" },
  { "weight-decay", "training", SPK_SETTING_REAL, SPK_USE_BOTH, FIELD (weight_decay), 0, 10,
    "0.05", NULL, "X", "weight decay of AdamW" },
  { "clip-norm", "training", SPK_SETTING_REAL, SPK_USE_BOTH, FIELD (clip_norm), 1e-6, 1e6,
    "1", NULL, "X", "largest norm of the gradient, larger ones are scaled down" },
  { "dropout", "training", SPK_SETTING_REAL, SPK_USE_BOTH, FIELD (dropout), 0, 0.95,
    "0", NULL, "SHARE", "share of neurons that a linear readout does not see of a sample" },
  { "label-smoothing", "training", SPK_SETTING_REAL, SPK_USE_BOTH, FIELD (label_smoothing), 0, 0.9,
    "0", NULL, "SHARE", "share of the target given to all classes alike" },
  { "alpha-rate", "search", SPK_SETTING_REAL, SPK_USE_SEARCH, FIELD (alpha_rate), 0, 10,
    "0.1", NULL, "X", "learning rate of the architecture parameters" },
  { "alpha-decay", "search", SPK_SETTING_REAL, SPK_USE_SEARCH, FIELD (alpha_decay), 0, 10,
    "0.001", NULL, "X", "weight decay of the architecture parameters" },
  { "warmup", "search", SPK_SETTING_WHOLE, SPK_USE_SEARCH, FIELD (warmup), 0, 100000,
    "3", NULL, "N", "first epochs, in which the architecture stays as it is" },
  { "temperature-start", "search", SPK_SETTING_REAL, SPK_USE_SEARCH, FIELD (temperature_start), 0.01, 100,
    "1", NULL, "X", "softmax temperature of the first epoch" },
  { "temperature-end", "search", SPK_SETTING_REAL, SPK_USE_SEARCH, FIELD (temperature_end), 0.01, 100,
    "0.2", NULL, "X", "softmax temperature of the last epoch" },
  { "patience", "search", SPK_SETTING_WHOLE, SPK_USE_SEARCH, FIELD (patience), 0, 100000,
    "0", NULL, "N", "stop when the likeliest network has not changed for N epochs; 0: never" },
  { "second-order", "search", SPK_SETTING_SWITCH, SPK_USE_SEARCH, FIELD (second_order), 0, 1,
    "off", NULL, "on|off", "gradient of the architecture through one step of the weights" },
  { "branch-scale", "search", SPK_SETTING_SWITCH, SPK_USE_SEARCH, FIELD (branch_scale), 0, 1,
    "on", NULL, "on|off", "scale the motif sizes so that none wins by being quieter" },
  { "plasticity", "plasticity", SPK_SETTING_SWITCH, SPK_USE_BOTH, FIELD (plasticity), 0, 1,
    "on", NULL, "on|off", "adapt R and tau_m of every neuron to its rate" },
  { "plasticity-mean", "plasticity", SPK_SETTING_REAL, SPK_USE_BOTH, FIELD (plasticity_mean), 1e-6, 1,
    "0.05", NULL, "RATE", "mean mu of the rates aimed at, spikes a step" },
  { "plasticity-silent", "plasticity", SPK_SETTING_REAL, SPK_USE_BOTH, FIELD (plasticity_silent), 0, 1,
    "0.005", NULL, "RATE", "rate delta up to which a neuron counts as silent, spikes a step" },
  { "plasticity-rate", "plasticity", SPK_SETTING_REAL, SPK_USE_BOTH, FIELD (plasticity_rate), 0, 10,
    "0.02", NULL, "X", "step eta of R and tau_m" },
  { "plasticity-decay", "plasticity", SPK_SETTING_SWITCH, SPK_USE_BOTH, FIELD (plasticity_decay), 0, 1,
    "off", NULL, "on|off", "let that step fall as the learning rate does" },
  { "random-motif", "run", SPK_SETTING_WHOLE, SPK_USE_TRAIN, FIELD (random_motif), 0, 1024,
    "0", NULL, "K", "train a random motif of K neurons; 0: none" },
  { "density", "run", SPK_SETTING_REAL, SPK_USE_TRAIN, FIELD (density), 0.001, 1,
    "0.667", NULL, "SHARE", "share of a random motif's connections that is present" },
  { "seed", "run", SPK_SETTING_SEED, SPK_USE_BOTH, FIELD (seed), 0, 0x1p64,
    "1", NULL, "N", "seed of all random numbers" },
  { "threads", "run", SPK_SETTING_WHOLE, SPK_USE_BOTH, FIELD (threads), 0, 256,
    "0", NULL, "N", "threads; 0: one a processor" },
};

G_DEFINE_QUARK (spk-settings-error-quark, spk_settings_error)

/**
 * spk_settings_list_infos:
 * @n_infos: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_infos): meaning, range and default of every setting, by group
 */
const SpkSettingInfo *
spk_settings_list_infos (guint *n_infos)
{
  *n_infos = G_N_ELEMENTS (infos);
  return infos;
}

/**
 * spk_settings_find_info:
 * @key: as "weight-decay"
 *
 * Returns: (transfer none) (nullable): the setting of that key
 */
const SpkSettingInfo *
spk_settings_find_info (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (infos); i++)
    if (g_str_equal (infos[i].key, key))
      return &infos[i];
  return NULL;
}

/**
 * spk_settings_new:
 *
 * Returns: (transfer full): the defaults
 */
SpkSettings *
spk_settings_new (void)
{
  SpkSettings *self = g_new0 (SpkSettings, 1);

  for (guint i = 0; i < G_N_ELEMENTS (infos); i++)
    {
      g_autoptr (GError) error = NULL;

      if (!spk_settings_set (self, infos[i].key, infos[i].fallback, &error))
        g_error ("default of a setting: %s", error->message);
    }
  return self;
}

/**
 * spk_settings_copy:
 *
 * Returns: (transfer full): settings of the same values
 */
SpkSettings *
spk_settings_copy (const SpkSettings *self)
{
  SpkSettings *copy = g_memdup2 (self, sizeof *self);

  for (guint i = 0; i < G_N_ELEMENTS (infos); i++)
    if (infos[i].type == SPK_SETTING_TEXT)
      {
        char **text = G_STRUCT_MEMBER_P (copy, infos[i].offset);

        *text = g_strdup (*text);
      }
  return copy;
}

/**
 * spk_settings_free:
 *
 * Frees @self and the texts in it.
 */
void
spk_settings_free (SpkSettings *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (infos); i++)
    if (infos[i].type == SPK_SETTING_TEXT)
      g_free (G_STRUCT_MEMBER (char *, self, infos[i].offset));
  g_free (self);
}

/* What is read from a file or a command line, short enough for a message. */
static char *
shorten (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, MIN (strlen (text), 256));

  if (g_utf8_strlen (valid, -1) <= 40)
    return g_steal_pointer (&valid);

  g_autofree char *start = g_utf8_substring (valid, 0, 40);

  return g_strconcat (start, "...", NULL);
}

/* The Levenshtein distance, of the first 64 bytes of both. */
static guint
edit_distance (const char *a, const char *b)
{
  guint row[65];
  guint n = MIN (strlen (b), 64);

  for (guint j = 0; j <= n; j++)
    row[j] = j;
  for (guint i = 0; i < 64 && a[i] != '\0'; i++)
    {
      guint diagonal = row[0];

      row[0] = i + 1;
      for (guint j = 0; j < n; j++)
        {
          guint replaced = diagonal + (a[i] != b[j]);

          diagonal = row[j + 1];
          row[j + 1] = MIN (replaced, MIN (row[j], row[j + 1]) + 1);
        }
    }
  return row[n];
}

static const SpkSettingInfo *
require_info (const char *key, GError **error)
{
  const SpkSettingInfo *info = spk_settings_find_info (key);

  if (info != NULL)
    return info;

  const SpkSettingInfo *closest = &infos[0];
  g_autofree char *found = shorten (key);

  for (guint i = 1; i < G_N_ELEMENTS (infos); i++)
    if (edit_distance (key, infos[i].key) < edit_distance (key, closest->key))
      closest = &infos[i];
  g_set_error (error, SPK_SETTINGS_ERROR, SPK_SETTINGS_ERROR_UNKNOWN, "unknown setting \"%s\"; did you mean \"%s\"?",
               found, closest->key);
  return NULL;
}

static gboolean
must_ascend (const SpkSettingInfo *info)
{
  return info->offset == FIELD (sizes);
}

/* The range of a number, as "1e-06 to 1". */
static char *
describe_range (const SpkSettingInfo *info)
{
  char low[G_ASCII_DTOSTR_BUF_SIZE], high[G_ASCII_DTOSTR_BUF_SIZE];
  const char *format = info->type == SPK_SETTING_REAL ? "%g" : "%.0f";

  if (info->type == SPK_SETTING_SEED)
    return g_strdup ("0 to 18446744073709551615");
  g_ascii_formatd (low, sizeof low, format, info->minimum);
  g_ascii_formatd (high, sizeof high, format, info->maximum);
  return g_strdup_printf ("%s to %s", low, high);
}

static char *
describe_choices (const SpkSettingInfo *info)
{
  g_auto (GStrv) names = g_strsplit (info->choices, "|", -1);
  g_autofree char *list = g_strjoinv (", ", names);

  return g_strdup_printf ("one of %s", list);
}

/* What a setting has to be, to follow "is not". */
static char *
describe_wanted (const SpkSettingInfo *info)
{
  g_autofree char *range = describe_range (info);

  switch (info->type)
    {
    case SPK_SETTING_WHOLE:
    case SPK_SETTING_SEED:
      return g_strdup_printf ("a whole number, %s", range);
    case SPK_SETTING_REAL:
      return g_strdup_printf ("a number, %s", range);
    case SPK_SETTING_SWITCH:
      return g_strdup ("on or off");
    case SPK_SETTING_CHOICE:
      return describe_choices (info);
    case SPK_SETTING_LIST:
      return g_strdup_printf ("a list of 1 to %d %swhole numbers, %s, as 2,4,8", SPK_MAX_LIST,
                              must_ascend (info) ? "ascending " : "", range);
    case SPK_SETTING_TEXT:
      return g_strdup ("a text in UTF-8");
    default:
      g_assert_not_reached ();
    }
}

/* For text that is no value of the setting's type at all. */
static gboolean
fail_type (const SpkSettingInfo *info, const char *text, GError **error)
{
  g_autofree char *found = shorten (text);
  g_autofree char *wanted = describe_wanted (info);

  g_set_error (error, SPK_SETTINGS_ERROR, SPK_SETTINGS_ERROR_VALUE, "%s: \"%s\" is not %s", info->key, found, wanted);
  return FALSE;
}

/* For a number that is too small or too large. */
static gboolean
fail_range (const SpkSettingInfo *info, const char *text, GError **error)
{
  g_autofree char *found = shorten (text);
  g_autofree char *range = describe_range (info);

  g_set_error (error, SPK_SETTINGS_ERROR, SPK_SETTINGS_ERROR_VALUE, "%s: %s is not in %s", info->key, found, range);
  return FALSE;
}

static gboolean
is_digits (const char *text)
{
  return text[0] != '\0' && text[strspn (text, "0123456789")] == '\0';
}

static gboolean
parse_seed (const SpkSettingInfo *info, const char *text, guint64 *value, GError **error)
{
  if (!is_digits (text))
    return fail_type (info, text, error);
  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, value, NULL))
    return fail_range (info, text, error);
  return TRUE;
}

static gboolean
parse_whole (const SpkSettingInfo *info, const char *text, guint *value, GError **error)
{
  guint64 wide;

  if (!parse_seed (info, text, &wide, error))
    return FALSE;
  if (wide < info->minimum || wide > info->maximum)
    return fail_range (info, text, error);
  *value = (guint) wide;
  return TRUE;
}

static gboolean
parse_real (const SpkSettingInfo *info, const char *text, double *value, GError **error)
{
  char *end;
  double number = g_ascii_strtod (text, &end);

  /* Neither spaces nor hexadecimal digits, "inf" or "nan". */
  if (end == text || *end != '\0' || text[strspn (text, "0123456789.eE+-")] != '\0')
    return fail_type (info, text, error);
  if (!(number >= info->minimum && number <= info->maximum))
    return fail_range (info, text, error);
  *value = number;
  return TRUE;
}

static gboolean
parse_switch (const SpkSettingInfo *info, const char *text, gboolean *value, GError **error)
{
  if (!g_str_equal (text, "on") && !g_str_equal (text, "off"))
    return fail_type (info, text, error);
  *value = g_str_equal (text, "on");
  return TRUE;
}

static gboolean
parse_choice (const SpkSettingInfo *info, const char *text, guint *value, GError **error)
{
  g_auto (GStrv) names = g_strsplit (info->choices, "|", -1);

  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], text))
      {
        *value = i;
        return TRUE;
      }
  return fail_type (info, text, error);
}

static gboolean
parse_list (const SpkSettingInfo *info, const char *text, SpkList *value, GError **error)
{
  g_auto (GStrv) items = g_strsplit (text, ",", SPK_MAX_LIST + 1);
  SpkList list = { .n = g_strv_length (items) };

  if (list.n == 0 || list.n > SPK_MAX_LIST)
    return fail_type (info, text, error);
  for (guint i = 0; i < list.n; i++)
    {
      if (!is_digits (items[i]))
        return fail_type (info, text, error);
      if (!parse_whole (info, items[i], &list.values[i], error))
        return FALSE;
      if (i > 0 && must_ascend (info) && list.values[i] <= list.values[i - 1])
        return fail_type (info, text, error);
    }
  *value = list;
  return TRUE;
}

static gboolean
parse_text (const SpkSettingInfo *info, const char *text, char **value, GError **error)
{
  if (!g_utf8_validate (text, -1, NULL))
    return fail_type (info, text, error);

  char *copy = g_strdup (text);

  g_free (*value);
  *value = copy;
  return TRUE;
}

/**
 * spk_settings_set:
 * @key: as "weight-decay"
 * @text: its value: "0.05", "on", "sc-ml", "2,4,8"
 *
 * Sets one setting; after an error it is as before. Fails with %SPK_SETTINGS_ERROR_UNKNOWN, naming the most alike
 * key, or with %SPK_SETTINGS_ERROR_VALUE, naming key, value and range.
 *
 * Returns: whether it was set
 */
gboolean
spk_settings_set (SpkSettings *self, const char *key, const char *text, GError **error)
{
  g_return_val_if_fail (key != NULL && text != NULL, FALSE);

  const SpkSettingInfo *info = require_info (key, error);

  if (info == NULL)
    return FALSE;

  gpointer field = G_STRUCT_MEMBER_P (self, info->offset);

  switch (info->type)
    {
    case SPK_SETTING_WHOLE:
      return parse_whole (info, text, field, error);
    case SPK_SETTING_SEED:
      return parse_seed (info, text, field, error);
    case SPK_SETTING_REAL:
      return parse_real (info, text, field, error);
    case SPK_SETTING_SWITCH:
      return parse_switch (info, text, field, error);
    case SPK_SETTING_CHOICE:
      return parse_choice (info, text, field, error);
    case SPK_SETTING_LIST:
      return parse_list (info, text, field, error);
    case SPK_SETTING_TEXT:
      return parse_text (info, text, field, error);
    default:
      g_assert_not_reached ();
    }
}

/* The shortest text that reads back as the same number. */
static char *
real_to_text (double value)
{
  static const char * const formats[] = { "%.15g", "%.16g", "%.17g" };
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_ascii_formatd (text, sizeof text, formats[i], value);
      if (g_ascii_strtod (text, NULL) == value)
        break;
    }
  return g_strdup (text);
}

static char *
choice_to_text (const SpkSettingInfo *info, guint value)
{
  g_auto (GStrv) names = g_strsplit (info->choices, "|", -1);

  g_return_val_if_fail (value < g_strv_length (names), NULL);
  return g_strdup (names[value]);
}

static char *
list_to_text (const SpkList *list)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < list->n; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? "," : "", list->values[i]);
  return g_string_free (text, FALSE);
}

static char *
field_to_text (const SpkSettings *self, const SpkSettingInfo *info)
{
  gconstpointer field = G_STRUCT_MEMBER_P (self, info->offset);

  switch (info->type)
    {
    case SPK_SETTING_WHOLE:
      return g_strdup_printf ("%u", *(const guint *) field);
    case SPK_SETTING_SEED:
      return g_strdup_printf ("%" G_GUINT64_FORMAT, *(const guint64 *) field);
    case SPK_SETTING_REAL:
      return real_to_text (*(const double *) field);
    case SPK_SETTING_SWITCH:
      return g_strdup (*(const gboolean *) field ? "on" : "off");
    case SPK_SETTING_CHOICE:
      return choice_to_text (info, *(const guint *) field);
    case SPK_SETTING_LIST:
      return list_to_text (field);
    case SPK_SETTING_TEXT:
      return g_strdup (*(char * const *) field);
    default:
      g_assert_not_reached ();
    }
}

/**
 * spk_settings_get:
 * @key: as "weight-decay"
 *
 * Returns: (transfer full) (nullable): its value as text, which spk_settings_set() reads back exactly; %NULL where
 *   there is no such setting
 */
char *
spk_settings_get (const SpkSettings *self, const char *key)
{
  const SpkSettingInfo *info = spk_settings_find_info (key);

  return info != NULL ? field_to_text (self, info) : NULL;
}

/* The text of a number of a JSON file, NULL if it is none. */
static char *
number_to_text (JsonNode *node)
{
  if (!JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
    return real_to_text (json_node_get_double (node));
  return NULL;
}

static char *
array_to_text (JsonArray *array)
{
  g_autoptr (GString) text = g_string_new (NULL);

  /* One more than allowed is enough to see that they are too many. */
  for (guint i = 0; i < MIN (json_array_get_length (array), SPK_MAX_LIST + 1); i++)
    {
      g_autofree char *item = number_to_text (json_array_get_element (array, i));

      if (item == NULL)
        return NULL;
      g_string_append_printf (text, "%s%s", i > 0 ? "," : "", item);
    }
  return g_strdup (text->str);
}

static gboolean
may_be_number (const SpkSettingInfo *info)
{
  return info->type == SPK_SETTING_WHOLE || info->type == SPK_SETTING_SEED || info->type == SPK_SETTING_REAL ||
         info->type == SPK_SETTING_LIST;
}

/* What spk_settings_set() takes for a value of a JSON file, NULL if it is of no type that suits the setting. */
static char *
node_to_text (const SpkSettingInfo *info, JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    return info->type == SPK_SETTING_LIST ? array_to_text (json_node_get_array (node)) : NULL;
  if (!JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return info->type == SPK_SETTING_SWITCH ? g_strdup (json_node_get_boolean (node) ? "on" : "off") : NULL;
  return may_be_number (info) ? number_to_text (node) : NULL;
}

static gboolean
check_schema (JsonNode *node, GError **error)
{
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING &&
      g_str_equal (json_node_get_string (node), SPK_SETTINGS_SCHEMA))
    return TRUE;
  g_set_error (error, SPK_SETTINGS_ERROR, SPK_SETTINGS_ERROR_VALUE, "schema: it is not \"%s\"", SPK_SETTINGS_SCHEMA);
  return FALSE;
}

static gboolean
apply_member (SpkSettings *self, const char *key, JsonNode *node, GError **error)
{
  if (g_str_equal (key, "schema"))
    return check_schema (node, error);

  const SpkSettingInfo *info = require_info (key, error);

  if (info == NULL)
    return FALSE;

  g_autofree char *text = node_to_text (info, node);

  if (text != NULL)
    return spk_settings_set (self, key, text, error);

  g_autofree char *wanted = describe_wanted (info);

  g_set_error (error, SPK_SETTINGS_ERROR, SPK_SETTINGS_ERROR_VALUE, "%s: the JSON value is not %s", key, wanted);
  return FALSE;
}

/**
 * spk_settings_apply_json:
 * @object: settings by key: numbers, booleans, arrays of numbers and strings; a string will do for any of them, and
 *   a number for a list of one. "schema", if it is there, says %SPK_SETTINGS_SCHEMA
 *
 * Sets what @object names and leaves the rest. After an error, which is one of spk_settings_set(), all are as before.
 *
 * Returns: whether all members were set
 */
gboolean
spk_settings_apply_json (SpkSettings *self, JsonObject *object, GError **error)
{
  g_autoptr (SpkSettings) changed = spk_settings_copy (self);
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &key, &node))
    if (!apply_member (changed, key, node, error))
      return FALSE;

  SpkSettings before = *self;

  *self = *changed;
  *changed = before;
  return TRUE;
}

/* json-glib 1.6 writes 1e-300 as "1e-300.0", which no parser reads: such a number becomes a string. */
static void
set_real_member (JsonObject *object, const char *key, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_dtostr (text, sizeof text, value);
  if (strchr (text, 'e') != NULL && strchr (text, '.') == NULL)
    json_object_set_string_member (object, key, text);
  else
    json_object_set_double_member (object, key, value);
}

static void
set_list_member (JsonObject *object, const char *key, const SpkList *list)
{
  JsonArray *array = json_array_sized_new (list->n);

  for (guint i = 0; i < list->n; i++)
    json_array_add_int_element (array, list->values[i]);
  json_object_set_array_member (object, key, array);
}

static void
set_member (JsonObject *object, const SpkSettings *self, const SpkSettingInfo *info)
{
  gconstpointer field = G_STRUCT_MEMBER_P (self, info->offset);
  g_autofree char *text = field_to_text (self, info);

  if (info->type == SPK_SETTING_WHOLE)
    json_object_set_int_member (object, info->key, *(const guint *) field);
  else if (info->type == SPK_SETTING_SEED && *(const guint64 *) field <= G_MAXINT64)
    json_object_set_int_member (object, info->key, *(const guint64 *) field);
  else if (info->type == SPK_SETTING_REAL)
    set_real_member (object, info->key, *(const double *) field);
  else if (info->type == SPK_SETTING_SWITCH)
    json_object_set_boolean_member (object, info->key, *(const gboolean *) field);
  else if (info->type == SPK_SETTING_LIST)
    set_list_member (object, info->key, field);
  else
    json_object_set_string_member (object, info->key, text);
}

/**
 * spk_settings_to_json:
 *
 * Returns: (transfer full): "schema" and all settings, which spk_settings_apply_json() reads back exactly
 */
JsonObject *
spk_settings_to_json (const SpkSettings *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "schema", SPK_SETTINGS_SCHEMA);
  for (guint i = 0; i < G_N_ELEMENTS (infos); i++)
    set_member (object, self, &infos[i]);
  return object;
}
