/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-trainer-private.h"

#include "model/spk-topology-arrays.h"
#include "search/spk-job-error.h"

/* Saving a trainer between two batches, and going back to what was saved. */

static void
save_likeliest (const SpkTrainer *self, const char *prefix, SpkArrays *arrays)
{
  for (guint l = 0; l < SPK_MAX_LAYERS; l++)
    if (self->likeliest[l] != NULL)
      {
        g_autofree char *name = g_strdup_printf ("%slikeliest/layer%u", prefix, l);

        spk_topology_save_arrays (self->likeliest[l], name, arrays);
      }
}

/* Every number of the saved state, in one list for both directions. */
typedef struct
{
  const char *name;
  gsize       offset;
  gboolean    is_real;
  gboolean    is_wide; /* guint64 rather than guint */
} StateField;

#define FIELD(member, real, wide)                                                                                              \
  {                                                                                                                            \
    #member, G_STRUCT_OFFSET (SpkTrainer, member), real, wide                                                                  \
  }

static const StateField state_fields[] = {
  FIELD (epoch, FALSE, FALSE),          FIELD (batch, FALSE, FALSE),         FIELD (stable_epochs, FALSE, FALSE),
  FIELD (sums.loss, TRUE, FALSE),       FIELD (sums.gradient_norm, TRUE, FALSE), FIELD (sums.alpha_loss, TRUE, FALSE),
  FIELD (sums.n_alpha, FALSE, TRUE),    FIELD (sums.n_correct, FALSE, TRUE), FIELD (sums.n_samples, FALSE, TRUE),
  FIELD (sums.n_dropped, FALSE, TRUE),
};

/**
 * spk_trainer_save:
 * @prefix: put before each name, as "search/"
 *
 * Adds the whole state to @arrays.
 */
void
spk_trainer_save (const SpkTrainer *self, const char *prefix, SpkArrays *arrays)
{
  g_autofree char *network = g_strconcat (prefix, "network/", NULL);
  g_autofree char *weights = g_strconcat (prefix, "optimiser/", NULL);
  g_autofree char *alpha = g_strconcat (prefix, "alpha-optimiser/", NULL);
  g_autofree char *neurons = g_strconcat (prefix, "neuron-optimiser/", NULL);
  g_autofree char *silent = g_strconcat (prefix, "silent_batches", NULL);
  guint64 silent_batches[SPK_MAX_LAYERS];

  spk_network_save (self->network, self->network->values, network, arrays);
  spk_optimiser_save (self->weights, self->network, weights, arrays);
  if (self->settings->neuron_rate > 0)
    spk_optimiser_save (self->neurons, self->network, neurons, arrays);
  if (self->phase == SPK_PHASE_SEARCH)
    spk_optimiser_save (self->alpha, self->network, alpha, arrays);
  for (guint i = 0; i < G_N_ELEMENTS (state_fields); i++)
    {
      const StateField *field = &state_fields[i];
      gconstpointer place = (const guint8 *) self + field->offset;
      g_autofree char *name = g_strconcat (prefix, field->name, NULL);

      if (field->is_real)
        spk_arrays_add_float64 (arrays, name, *(const double *) place);
      else
        spk_arrays_add_uint64 (arrays, name, field->is_wide ? *(const guint64 *) place : *(const guint *) place);
    }
  for (guint l = 0; l < SPK_MAX_LAYERS; l++)
    silent_batches[l] = self->silent_batches[l];
  spk_arrays_add (arrays, silent, SPK_ARRAY_UINT64, 1, (const gsize[]){ SPK_MAX_LAYERS }, silent_batches);
  save_likeliest (self, prefix, arrays);
}

static gboolean
restore_fields (SpkTrainer *self, const char *prefix, const SpkArrays *arrays, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (state_fields); i++)
    {
      const StateField *field = &state_fields[i];
      gpointer place = (guint8 *) self + field->offset;
      g_autofree char *name = g_strconcat (prefix, field->name, NULL);
      guint64 whole;

      if (field->is_real ? !spk_arrays_get_float64 (arrays, name, place, error)
                         : !spk_arrays_get_uint64 (arrays, name, &whole, error))
        return FALSE;
      if (!field->is_real && field->is_wide)
        *(guint64 *) place = whole;
      else if (!field->is_real)
        *(guint *) place = (guint) MIN (whole, G_MAXUINT);
    }
  return TRUE;
}

static gboolean
restore_silent_batches (SpkTrainer *self, const char *prefix, const SpkArrays *arrays, GError **error)
{
  g_autofree char *name = g_strconcat (prefix, "silent_batches", NULL);
  const SpkArray *silent = spk_arrays_find (arrays, name);

  if (silent == NULL || silent->type != SPK_ARRAY_UINT64 || silent->n_values != SPK_MAX_LAYERS)
    {
      g_set_error (error, SPK_JOB_ERROR, SPK_JOB_ERROR_CHECKPOINT, "the saved state has no \"%s\"", name);
      return FALSE;
    }
  for (guint l = 0; l < SPK_MAX_LAYERS; l++)
    self->silent_batches[l] = (guint) ((const guint64 *) silent->data)[l];
  return TRUE;
}

/**
 * spk_trainer_restore:
 *
 * The reverse of spk_trainer_save(), on a trainer made from the same settings and data.
 *
 * Returns: %FALSE with @error if the state is not of such a trainer; this trainer is then of no use
 */
gboolean
spk_trainer_restore (SpkTrainer *self, const char *prefix, const SpkArrays *arrays, GError **error)
{
  g_autofree char *network = g_strconcat (prefix, "network/", NULL);
  g_autofree char *weights = g_strconcat (prefix, "optimiser/", NULL);
  g_autofree char *alpha = g_strconcat (prefix, "alpha-optimiser/", NULL);
  g_autofree char *neurons = g_strconcat (prefix, "neuron-optimiser/", NULL);

  if (!spk_network_restore (self->network, self->network->values, network, arrays, error) ||
      !spk_optimiser_restore (self->weights, self->network, weights, arrays, error) ||
      (self->settings->neuron_rate > 0 &&
       !spk_optimiser_restore (self->neurons, self->network, neurons, arrays, error)) ||
      (self->phase == SPK_PHASE_SEARCH && !spk_optimiser_restore (self->alpha, self->network, alpha, arrays, error)) ||
      !restore_fields (self, prefix, arrays, error) || !restore_silent_batches (self, prefix, arrays, error))
    return FALSE;
  if (self->epoch == 0 || self->epoch > self->n_epochs + 1 || self->batch > self->n_batches)
    {
      g_set_error (error, SPK_JOB_ERROR, SPK_JOB_ERROR_CHECKPOINT, "the saved state is at epoch %u of %u, batch %u of %u",
                   self->epoch, self->n_epochs, self->batch, self->n_batches);
      return FALSE;
    }
  for (guint l = 0; l < SPK_MAX_LAYERS; l++)
    {
      g_autofree char *name = g_strdup_printf ("%slikeliest/layer%u", prefix, l);

      g_clear_pointer (&self->likeliest[l], spk_topology_unref);
      self->likeliest[l] = spk_topology_restore_arrays (name, arrays);
    }
  spk_trainer_begin_epoch (self);
  return TRUE;
}
