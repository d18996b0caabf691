/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/spk-optimiser.h"

#include <math.h>

#include "base/spk-floats.h"
#include "model/kernels/spk-kernels.h"

/* Parameters that one task updates. */
#define CHUNK 8192

SpkOptimiser *
spk_optimiser_new (const SpkNetwork *network, SpkParameterGroup group)
{
  SpkOptimiser *self = g_new0 (SpkOptimiser, 1);

  self->group = group;
  self->first = spk_floats_new (network->n_values);
  self->second = spk_floats_new (network->n_values);
  return self;
}

void
spk_optimiser_free (SpkOptimiser *self)
{
  spk_floats_free (self->first);
  spk_floats_free (self->second);
  g_free (self);
}

/**
 * spk_optimiser_gradient_norm:
 *
 * Returns: Euclidean norm of the gradient of one group
 */
double
spk_optimiser_gradient_norm (const SpkNetwork *network, SpkParameterGroup group, const float *gradient)
{
  const gsize first = network->group_start[group];

  return sqrt (spk_kernels_get ()->square_sum (network->group_start[group + 1] - first, gradient + first));
}

typedef struct
{
  SpkOptimiser     *self;
  SpkNetwork       *network;
  const float      *gradient;
  const SpkKernels *kernels;
  SpkUpdate         update; /* but the arrays */
} Update;

/* The part of one segment that lies in a chunk. */
static void
update_segment (const Update *it, const SpkParameter *parameter, gsize chunk_first, gsize chunk_end)
{
  const gsize first = MAX (parameter->offset, chunk_first);
  const gsize end = MIN (parameter->offset + parameter->n, chunk_end);
  SpkUpdate update = it->update;

  if (parameter->group != it->self->group || first >= end)
    return;
  update.n = end - first;
  update.values = it->network->values + first;
  update.gradient = it->gradient + first;
  update.first = it->self->first + first;
  update.second = it->self->second + first;
  update.project = parameter->magnitude;
  it->kernels->update (&update);
}

static void
update_chunk (guint task, guint worker, gpointer data)
{
  const Update *it = data;
  const gsize first = it->network->group_start[it->self->group] + (gsize) task * CHUNK;

  for (guint i = 0; i < it->network->n_parameters; i++)
    update_segment (it, &it->network->parameters[i], first, first + CHUNK);
}

/**
 * spk_optimiser_update:
 * @gradient: [n_values], of the loss
 *
 * Moves the group's parameters one step against the gradient. Nothing moves if the gradient is not finite.
 *
 * Returns: the norm of the group's gradient before the clip
 */
double
spk_optimiser_update (SpkOptimiser           *self,
                      SpkNetwork             *network,
                      const float            *gradient,
                      const SpkOptimiserStep *step,
                      SpkPool                *pool)
{
  const double norm = spk_optimiser_gradient_norm (network, self->group, gradient);
  const gsize n = network->group_start[self->group + 1] - network->group_start[self->group];
  Update it = { .self = self, .network = network, .gradient = gradient, .kernels = spk_kernels_get () };

  if (!isfinite (norm) || n == 0)
    return norm;
  self->n_updates++;
  it.update = (SpkUpdate){
    .scale = step->clip_norm > 0 && norm > step->clip_norm ? (float) (step->clip_norm / norm) : 1.0f,
    .beta_1 = (float) step->beta_1,
    .beta_2 = (float) step->beta_2,
    .rate = (float) (step->rate / (1 - pow (step->beta_1, self->n_updates))),
    .second_correction = (float) (1 / (1 - pow (step->beta_2, self->n_updates))),
    .decay = (float) (step->rate * step->decay),
  };
  spk_pool_run (pool, (n + CHUNK - 1) / CHUNK, update_chunk, &it);
  return norm;
}

static char *
moment_prefix (const char *prefix, const char *moment)
{
  return g_strdup_printf ("%s%s/", prefix, moment);
}

/**
 * spk_optimiser_save:
 * @prefix: put before each name, as "optimiser/"
 *
 * Adds its state to @arrays.
 */
void
spk_optimiser_save (const SpkOptimiser *self, const SpkNetwork *network, const char *prefix, SpkArrays *arrays)
{
  g_autofree char *first = moment_prefix (prefix, "first");
  g_autofree char *second = moment_prefix (prefix, "second");
  g_autofree char *updates = g_strconcat (prefix, "updates", NULL);

  spk_network_save (network, self->first, first, arrays);
  spk_network_save (network, self->second, second, arrays);
  spk_arrays_add_uint64 (arrays, updates, self->n_updates);
}

/**
 * spk_optimiser_restore:
 *
 * The reverse of spk_optimiser_save().
 */
gboolean
spk_optimiser_restore (SpkOptimiser     *self,
                       const SpkNetwork *network,
                       const char       *prefix,
                       const SpkArrays  *arrays,
                       GError          **error)
{
  g_autofree char *first = moment_prefix (prefix, "first");
  g_autofree char *second = moment_prefix (prefix, "second");
  g_autofree char *updates = g_strconcat (prefix, "updates", NULL);

  return spk_network_restore (network, self->first, first, arrays, error) &&
         spk_network_restore (network, self->second, second, arrays, error) &&
         spk_arrays_get_uint64 (arrays, updates, &self->n_updates, error);
}
