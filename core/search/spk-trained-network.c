/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-trained-network.h"

#include "model/spk-topology-arrays.h"
#include "search/spk-job-error.h"
#include "search/spk-job-result.h"
#include "search/spk-network-shape.h"

/* Motifs derived by a search are part of its state, those of a training are given. */
static GPtrArray *
motifs_of (const SpkSettings *settings, GPtrArray *motifs, const SpkArrays *state)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) spk_topology_unref);

  for (guint l = 0; l < settings->neurons.n; l++)
    {
      g_autofree char *name = g_strdup_printf ("motif/layer%u", l);
      SpkTopology *motif = spk_topology_restore_arrays (name, state);

      if (motif == NULL)
        {
          g_ptr_array_unref (found);
          return motifs != NULL ? g_ptr_array_ref (motifs) : NULL;
        }
      g_ptr_array_add (found, motif);
    }
  return found;
}

static guint
count_channels (const SpkArrays *state, GError **error)
{
  const SpkArray *weights = spk_arrays_find (state, "train/network/layer0/W");

  if (weights == NULL || weights->rank != 2)
    {
      g_set_error (error, SPK_JOB_ERROR, SPK_JOB_ERROR_CHECKPOINT,
                   "the run holds no trained network yet: its search has not come to an end; resume it first");
      return 0;
    }
  return (guint) weights->dims[0];
}

static SpkNetwork *
restore (const SpkSettings *settings, GPtrArray *motifs, const SpkArrays *state, guint channels, guint classes,
         GError **error)
{
  g_autoptr (GPtrArray) own_motifs = motifs_of (settings, motifs, state);
  g_autoptr (SpkSettings) shape = spk_settings_copy (settings);
  g_autoptr (SpkNetwork) network = NULL;
  SpkNetworkSpec spec;
  guint64 kind;

  if (!spk_arrays_get_uint64 (state, "kind", &kind, error))
    return NULL;
  if (kind == SPK_JOB_SEARCH) /* whatever kind the settings name: it is of trainings */
    shape->layer = SPK_SETTINGS_LAYER_SC_ML;
  if (!spk_network_shape_make (shape, FALSE, own_motifs, channels, classes, &spec, error))
    return NULL;
  network = spk_network_new (&spec);
  spk_network_spec_clear (&spec);
  if (!spk_network_restore (network, network->values, "train/network/", state, error))
    return NULL;
  return g_steal_pointer (&network);
}

/**
 * spk_trained_network_load:
 * @settings: of the run
 * @motifs: (element-type SpkTopology) (nullable): given to the run; those a search has found are in its state
 * @state: the run's state
 * @source: of the recordings it is to be used with, for messages
 * @channels: of these recordings
 * @classes: of the data the network was trained on
 *
 * Returns: (transfer full) (nullable): the trained network that a job's state holds; %NULL with %SPK_JOB_ERROR_CHECKPOINT
 *   if the run is not as far, with %SPK_JOB_ERROR_SETTINGS if the recordings have other channels
 */
SpkNetwork *
spk_trained_network_load (const SpkSettings *settings, GPtrArray *motifs, const SpkArrays *state, const char *source,
                          guint channels, guint classes, GError **error)
{
  const guint known = count_channels (state, error);

  if (known == 0)
    return NULL;
  if (known != channels)
    {
      g_set_error (error, SPK_JOB_ERROR, SPK_JOB_ERROR_SETTINGS,
                   "%s: recordings of %u channels, but the network was trained on %u", source, channels, known);
      return NULL;
    }
  return restore (settings, motifs, state, channels, classes, error);
}
