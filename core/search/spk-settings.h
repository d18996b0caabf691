/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define SPK_SETTINGS_ERROR (spk_settings_error_quark ())

typedef enum
{
  SPK_SETTINGS_ERROR_UNKNOWN, /* no such key or preset */
  SPK_SETTINGS_ERROR_VALUE,   /* text that is no such value, or out of its range */
} SpkSettingsError;

GQuark spk_settings_error_quark (void);

#define SPK_MAX_LIST 16

/* "schema" in the JSON form of settings. */
#define SPK_SETTINGS_SCHEMA "spikesmith-settings/1"

/**
 * SpkList:
 *
 * A short list of whole numbers, written "2,4,8".
 */
typedef struct
{
  guint n;
  guint values[SPK_MAX_LIST];
} SpkList;

/**
 * SpkSettings:
 *
 * Everything that decides what a search or a training computes, but the recordings and hand-made motifs. The
 * table behind spk_settings_list_infos() holds meaning, range and default of each field; command line flags,
 * JSON files, their errors and the reference text are made from that table.
 */
typedef struct
{
  /* data */
  char    *split;
  guint    steps;
  double   duration;        /* milliseconds; 0: what the data set suggests */
  double   valid_fraction;  /* share of the training part held out: to watch a training, or to evaluate on */
  guint    evaluate;        /* SpkSettingsEvaluate */
  double   time_jitter;     /* steps; training only */
  double   channel_jitter;  /* channels; training only */

  /* sound, as recorded */
  char    *sound_names;
  guint    sound_rate;      /* Hz; 0: that of most recordings */
  double   sound_step;      /* milliseconds; 0: 1.6 */
  double   ear_q;           /* 0: 8 */
  double   ear_spacing;     /* bandwidths; 0: 0.25 */
  guint    sound_code;      /* SpkSoundCode */
  double   sound_threshold; /* 0: what suits the code */

  /* network */
  guint    layer;           /* SpkSettingsLayer; train only */
  SpkList  neurons;         /* one number a layer */
  SpkList  sizes;           /* search only: motif sizes */
  gboolean population;      /* population feedback in layers of motifs */
  double   tau_s;           /* steps */
  double   tau_m;           /* steps */
  double   tau_m_spread;    /* tau_m = tau_m * exp (spread * uniform in [-1, 1]) */
  guint    readout;         /* SpkSettingsReadout */
  double   readout_gain;
  double   surrogate_slope;
  double   input_scale;     /* initial weights */
  double   recurrent_scale;
  double   lateral_scale;
  double   readout_scale;

  /* training */
  guint    epochs;
  guint    retrain_epochs;  /* search only */
  guint    batch;
  double   learning_rate;
  double   neuron_rate;     /* learning rate of R and tau_m; 0: plasticity alone moves them */
  double   weight_decay;
  double   clip_norm;
  double   dropout;         /* share of neurons that a linear readout does not see of a sample */
  double   label_smoothing;

  /* search */
  double   alpha_rate;
  double   alpha_decay;
  guint    warmup;
  double   temperature_start;
  double   temperature_end;
  guint    patience;        /* epochs; 0: never stop early */
  gboolean second_order;
  gboolean branch_scale;

  /* plasticity */
  gboolean plasticity;
  double   plasticity_mean;
  double   plasticity_silent;
  double   plasticity_rate;
  gboolean plasticity_decay; /* its step falls as the learning rate does */

  guint    random_motif;    /* train only: size of a random motif, 0: none */
  double   density;         /* of random motifs */
  guint64  seed;
  guint    threads;         /* 0: all processors */
} SpkSettings;

/**
 * SpkSettingsEvaluate:
 * @SPK_SETTINGS_EVALUATE_TEST: the test part of the split
 * @SPK_SETTINGS_EVALUATE_VALID: a share of the training part, valid-fraction, which is then not trained on; no test
 *   sample is looked at
 *
 * The samples that the result of a job is of.
 */
typedef enum
{
  SPK_SETTINGS_EVALUATE_TEST,
  SPK_SETTINGS_EVALUATE_VALID,
} SpkSettingsEvaluate;

typedef enum
{
  SPK_SETTINGS_LAYER_SC_ML,
  SPK_SETTINGS_LAYER_DENSE,
  SPK_SETTINGS_LAYER_FEEDFORWARD,
} SpkSettingsLayer;

typedef enum
{
  SPK_SETTINGS_READOUT_LINEAR,
  SPK_SETTINGS_READOUT_SPIKES,
} SpkSettingsReadout;

typedef enum
{
  SPK_SETTING_WHOLE,   /* guint */
  SPK_SETTING_SEED,    /* guint64 */
  SPK_SETTING_REAL,    /* double */
  SPK_SETTING_SWITCH,  /* gboolean, "on" or "off" */
  SPK_SETTING_CHOICE,  /* guint, one of choices */
  SPK_SETTING_LIST,    /* SpkList */
  SPK_SETTING_TEXT,    /* char * */
} SpkSettingType;

/**
 * SpkSettingUse:
 *
 * @SPK_USE_SEARCH: a search
 * @SPK_USE_TRAIN: a training
 * @SPK_USE_BOTH: both
 * @SPK_USE_LOAD: reading a data set, which both do
 *
 * The commands a setting has a meaning for.
 */
typedef enum
{
  SPK_USE_SEARCH = 1 << 0,
  SPK_USE_TRAIN = 1 << 1,
  SPK_USE_BOTH = SPK_USE_SEARCH | SPK_USE_TRAIN,
  SPK_USE_LOAD = 1 << 2 | SPK_USE_BOTH,
} SpkSettingUse;

/**
 * SpkSettingInfo:
 * @key: its name in JSON and, with two dashes before it, on the command line, as "weight-decay"
 * @group: "data", "sound", "network", "training", "search", "plasticity", "run"
 * @minimum: smallest value allowed, of numbers and of list items
 * @maximum: largest value allowed
 * @choices: (nullable): names of a choice, separated by "|"
 * @value_name: placeholder in help texts, as "N"
 * @help: one line on what it means, with its unit
 */
typedef struct
{
  const char    *key;
  const char    *group;
  SpkSettingType type;
  SpkSettingUse  use;
  gsize          offset;
  double         minimum;
  double         maximum;
  const char    *fallback; /* default, as text */
  const char    *choices;
  const char    *value_name;
  const char    *help;
} SpkSettingInfo;

const SpkSettingInfo *spk_settings_list_infos (guint *n_infos);
const SpkSettingInfo *spk_settings_find_info  (const char *key);
const char * const   *spk_settings_list_presets (void);
const char           *spk_settings_find_preset  (const char *data_kind);

SpkSettings *spk_settings_new          (void);
SpkSettings *spk_settings_copy         (const SpkSettings *self);
void         spk_settings_free         (SpkSettings *self);
gboolean     spk_settings_set          (SpkSettings *self, const char *key, const char *text, GError **error);
char        *spk_settings_get          (const SpkSettings *self, const char *key);
gboolean     spk_settings_apply_preset (SpkSettings *self, const char *name, GError **error);
gboolean     spk_settings_apply_json   (SpkSettings *self, JsonObject *object, GError **error);
JsonObject  *spk_settings_to_json      (const SpkSettings *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkSettings, spk_settings_free)

G_END_DECLS
