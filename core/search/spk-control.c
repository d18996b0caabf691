/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-control.h"

/* What a control takes away. */
typedef enum
{
  WITHOUT_PLASTICITY = 1 << 0,
  WITHOUT_LATERAL = 1 << 1,
  WITHOUT_INTRA = 1 << 2,
  WITHOUT_POPULATION = 1 << 3,
  WITHOUT_NEURON_RATE = 1 << 4,
} Without;

/**
 * Control:
 * @layer: of a training
 * @needs_motif: whether it is made from the motif of its seed
 */
typedef struct
{
  const char *name;
  SpkJobKind kind;
  SpkSettingsLayer layer;
  gboolean needs_motif;
  Without without;
} Control;

static const Control controls[SPK_N_CONTROLS] = {
  [SPK_CONTROL_DERIVED] = { "derived", SPK_JOB_SEARCH, SPK_SETTINGS_LAYER_SC_ML, FALSE, 0 },
  [SPK_CONTROL_MOTIF] = { "motif", SPK_JOB_TRAIN, SPK_SETTINGS_LAYER_SC_ML, TRUE, 0 },
  [SPK_CONTROL_RANDOM] = { "random", SPK_JOB_TRAIN, SPK_SETTINGS_LAYER_SC_ML, TRUE, 0 },
  [SPK_CONTROL_DENSE] = { "dense", SPK_JOB_TRAIN, SPK_SETTINGS_LAYER_DENSE, FALSE, 0 },
  [SPK_CONTROL_FEEDFORWARD] = { "feedforward", SPK_JOB_TRAIN, SPK_SETTINGS_LAYER_FEEDFORWARD, FALSE, 0 },
  [SPK_CONTROL_NO_PLASTICITY] = { "no-plasticity", SPK_JOB_TRAIN, SPK_SETTINGS_LAYER_SC_ML, TRUE, WITHOUT_PLASTICITY },
  [SPK_CONTROL_NO_LATERAL] = { "no-lateral", SPK_JOB_TRAIN, SPK_SETTINGS_LAYER_SC_ML, TRUE, WITHOUT_LATERAL },
  [SPK_CONTROL_NO_MOTIF] = { "no-motif", SPK_JOB_TRAIN, SPK_SETTINGS_LAYER_SC_ML, TRUE, WITHOUT_LATERAL | WITHOUT_INTRA },
  [SPK_CONTROL_NO_POPULATION] = { "no-population", SPK_JOB_TRAIN, SPK_SETTINGS_LAYER_SC_ML, TRUE, WITHOUT_POPULATION },
  [SPK_CONTROL_NO_NEURON_RATE] = { "no-neuron-rate", SPK_JOB_TRAIN, SPK_SETTINGS_LAYER_SC_ML, TRUE,
                                   WITHOUT_NEURON_RATE },
  [SPK_CONTROL_NO_SEARCH_PLASTICITY] = { "no-search-plasticity", SPK_JOB_SEARCH, SPK_SETTINGS_LAYER_SC_ML, FALSE,
                                         WITHOUT_PLASTICITY },
  [SPK_CONTROL_LINEAR] = { "linear", SPK_JOB_TRAIN, SPK_SETTINGS_LAYER_FEEDFORWARD, FALSE, 0 },
};

/**
 * spk_control_get_name:
 *
 * Returns: its name on the command line and in files, as "no-plasticity"
 */
const char *
spk_control_get_name (SpkControl self)
{
  g_return_val_if_fail ((guint)self < SPK_N_CONTROLS, NULL);

  return controls[self].name;
}

/**
 * spk_control_find:
 * @name: of any origin
 * @control: (out): the control of that name
 *
 * Returns: whether there is one
 */
gboolean
spk_control_find (const char *name, SpkControl *control)
{
  for (guint i = 0; i < SPK_N_CONTROLS; i++)
    if (g_str_equal (name, controls[i].name))
      {
        *control = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * spk_control_get_job_kind:
 *
 * Returns: what kind of job it is; means nothing for %SPK_CONTROL_LINEAR
 */
SpkJobKind
spk_control_get_job_kind (SpkControl self)
{
  return controls[self].kind;
}

/**
 * spk_control_needs_motif:
 *
 * Returns: whether it is made from the motif derived with the same seed, or given in place of it
 */
gboolean
spk_control_needs_motif (SpkControl self)
{
  return controls[self].needs_motif;
}

/**
 * spk_control_make_settings:
 * @search: settings of the search it is compared with
 * @seed: seed of this run
 *
 * A control is trained like the derived network is trained anew: as long, and on the same samples. With the same seed
 * the split, the order of the samples and, in networks of one shape, the initial weights are the same.
 *
 * Returns: (transfer full): the settings of its job
 */
SpkSettings *
spk_control_make_settings (SpkControl self, const SpkSettings *search, guint64 seed)
{
  SpkSettings *settings = spk_settings_copy (search);

  settings->seed = seed;
  settings->random_motif = 0;
  settings->layer = controls[self].layer;
  if (controls[self].without & WITHOUT_PLASTICITY)
    settings->plasticity = FALSE;
  if (controls[self].without & WITHOUT_POPULATION)
    settings->population = FALSE;
  if (controls[self].without & WITHOUT_NEURON_RATE)
    settings->neuron_rate = 0;
  if (controls[self].kind == SPK_JOB_SEARCH)
    return settings;
  settings->epochs = search->retrain_epochs;
  if (settings->evaluate == SPK_SETTINGS_EVALUATE_TEST)
    settings->valid_fraction = 0; /* nothing is held out of a retraining */
  return settings;
}

static SpkTopology *
without_lateral (const SpkTopology *motif)
{
  const guint size = spk_topology_get_size (motif);
  g_autofree gint8 *intra = g_new (gint8, (gsize)size * size);

  for (guint post = 0; post < size; post++)
    for (guint pre = 0; pre < size; pre++)
      intra[post * size + pre] = spk_topology_get_intra (motif, post, pre);
  return spk_topology_new (size, intra, NULL);
}

static SpkTopology *
make_motif (SpkControl self, SpkTopology *motif, guint64 seed, guint32 index)
{
  if (self == SPK_CONTROL_RANDOM)
    return spk_topology_new_random (spk_topology_get_size (motif), spk_topology_get_density (motif), seed, index);
  if (controls[self].without & WITHOUT_INTRA)
    return spk_topology_new (spk_topology_get_size (motif), NULL, NULL);
  return controls[self].without & WITHOUT_LATERAL ? without_lateral (motif) : spk_topology_ref (motif);
}

/**
 * spk_control_make_motifs:
 * @motifs: (element-type SpkTopology): the motif of each layer that was derived or given
 * @seed: seed of this run
 * @number: which of the random motifs of this seed, from 1; the first one is what --random-motif makes of the same
 * seed, size and density
 *
 * Returns: (transfer full) (nullable) (element-type SpkTopology): the motifs of its layers, %NULL where it has none
 */
GPtrArray *
spk_control_make_motifs (SpkControl self, GPtrArray *motifs, guint64 seed, guint number)
{
  GPtrArray *made;

  if (!controls[self].needs_motif)
    return NULL;
  g_return_val_if_fail (motifs != NULL && number >= 1, NULL);

  made = g_ptr_array_new_with_free_func ((GDestroyNotify)spk_topology_unref);
  for (guint l = 0; l < motifs->len; l++)
    g_ptr_array_add (made, make_motif (self, g_ptr_array_index (motifs, l), seed, (number - 1) * motifs->len + l));
  return made;
}
