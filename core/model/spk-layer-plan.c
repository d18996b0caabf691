/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/spk-layer-plan.h"

#include "base/spk-floats.h"

#define ALIGN_FLOATS 16

static gsize
reserve (gsize *slot_size, gsize n)
{
  gsize place = *slot_size;

  *slot_size += (n + ALIGN_FLOATS - 1) / ALIGN_FLOATS * ALIGN_FLOATS;
  return place;
}

/* Neurons that are computed together: all where each hears of all, and where chains do not share their blocks. */
static guint
joint_block (const SpkLayerPlan *self, const SpkLayerSpec *spec)
{
  if (spec->kind == SPK_LAYER_DENSE || spec->population || self->recurrence.n_chains > 1)
    return self->n_neurons;
  return self->recurrence.n_chains > 0 ? self->recurrence.blocks[0] : 1;
}

/**
 * spk_layer_plan_init:
 * @slot_size: (inout): length of a gradient slot so far; grows by what this layer needs
 */
void
spk_layer_plan_init (SpkLayerPlan *self, const SpkLayerSpec *spec, guint n_inputs, gsize *slot_size)
{
  const guint n = spec->neurons;

  *self = (SpkLayerPlan){ .kind = spec->kind, .n_inputs = n_inputs, .n_neurons = n };
  spk_recurrence_init (&self->recurrence, spec);
  for (guint b = 0; b < self->recurrence.n_bands; b++)
    self->reach = MAX (self->reach, (guint) ABS (self->recurrence.offsets[b]));
  spk_waves_init (&self->waves, n, joint_block (self, spec), self->reach);

  self->decay_m = spk_floats_new (n);
  self->gain = spk_floats_new (n);
  self->effective = spk_floats_new (self->recurrence.n_weights);
  self->bands_back = spk_floats_new ((gsize) self->recurrence.n_bands * n);
  for (guint c = 0; c < self->recurrence.n_chains; c++)
    {
      self->packed[c] = spk_floats_new (spk_kernels_packed_size (n, self->recurrence.blocks[c]));
      self->packed_back[c] = spk_floats_new (spk_kernels_packed_size (n, self->recurrence.blocks[c]));
    }
  if (spec->kind == SPK_LAYER_DENSE)
    self->packed_back[0] = spk_floats_new (spk_kernels_packed_size (n, n));

  self->slot_weights = reserve (slot_size, (gsize) n_inputs * n);
  self->slot_recurrent = reserve (slot_size, spec->kind == SPK_LAYER_DENSE ? (gsize) n * n : self->recurrence.n_weights);
  self->slot_population = reserve (slot_size, spec->population ? n : 0);
  self->slot_neurons = reserve (slot_size, 2 * (gsize) n);
}

void
spk_layer_plan_clear (SpkLayerPlan *self)
{
  for (guint c = 0; c < SPK_MAX_SIZES; c++)
    {
      spk_floats_clear (&self->packed[c]);
      spk_floats_clear (&self->packed_back[c]);
    }
  spk_floats_clear (&self->effective);
  spk_floats_clear (&self->bands_back);
  spk_floats_clear (&self->decay_m);
  spk_floats_clear (&self->gain);
}

/* The connection from n to its target n - offset, for each band. */
static void
turn_bands (SpkLayerPlan *self)
{
  const gssize n_neurons = self->n_neurons;

  for (guint b = 0; b < self->recurrence.n_bands; b++)
    {
      const float *from = self->effective + self->recurrence.bands_offset + b * n_neurons;
      float *to = self->bands_back + b * n_neurons;

      for (gssize n = 0; n < n_neurons; n++)
        {
          gssize target = n - self->recurrence.offsets[b];

          to[n] = target >= 0 && target < n_neurons ? from[target] : 0;
        }
    }
}

static void
load_neurons (SpkLayerPlan *self, const float *tau_m, const float *resistance, double tau_s)
{
  self->decay_s = (float) (1 - 1 / tau_s);
  for (guint n = 0; n < self->n_neurons; n++)
    {
      self->decay_m[n] = (float) (1 - 1.0 / tau_m[n]);
      self->gain[n] = (float) (resistance[n] / tau_m[n] / tau_s);
    }
}

/**
 * spk_layer_plan_load:
 *
 * Takes over the values of layer @layer of @network, which must stay alive and unchanged while the plan is used.
 */
void
spk_layer_plan_load (SpkLayerPlan *self, const SpkNetwork *network, guint layer, const SpkKernels *kernels)
{
  const SpkLayerPlaces *places = &network->layers[layer];
  const float *values = network->values;
  const guint n = self->n_neurons;

  self->weights = values + places->weights;
  self->population = network->spec.layers[layer].population ? values + places->population : NULL;
  self->slope = (float) network->spec.slope;
  load_neurons (self, values + places->tau_m, values + places->resistance, network->spec.tau_s);
  if (self->kind == SPK_LAYER_DENSE)
    {
      /* stored [from][to], which is the transposed matrix already */
      self->dense = values + places->dense;
      kernels->pack_blocks (n, n, FALSE, self->dense, self->packed_back[0]);
      return;
    }
  spk_recurrence_combine (&self->recurrence, network, layer, self->effective);
  for (guint c = 0; c < self->recurrence.n_chains; c++)
    {
      const float *blocks = self->effective + self->recurrence.chain_offset[c];

      kernels->pack_blocks (n, self->recurrence.blocks[c], FALSE, blocks, self->packed[c]);
      kernels->pack_blocks (n, self->recurrence.blocks[c], TRUE, blocks, self->packed_back[c]);
    }
  turn_bands (self);
}

/**
 * spk_layer_plan_load_output:
 *
 * Takes over the readout weights of @network: the output neurons of the spiking readout are a layer without recurrence.
 */
void
spk_layer_plan_load_output (SpkLayerPlan *self, const SpkNetwork *network)
{
  self->weights = network->values + network->readout;
  self->slope = (float) network->spec.slope;
  self->decay_s = (float) (1 - 1 / network->spec.tau_s);
  for (guint n = 0; n < self->n_neurons; n++)
    {
      self->decay_m[n] = (float) (1 - 1 / network->spec.tau_m_readout);
      self->gain[n] = (float) (1 / network->spec.tau_s);
    }
}

/**
 * spk_layer_plan_product_flops:
 * @n_rows: neurons times steps
 *
 * Returns: operations of the input product, or of its gradient, of 16 samples
 */
double
spk_layer_plan_product_flops (const SpkLayerPlan *self, double n_rows)
{
  return 2.0 * self->n_inputs * n_rows * SPK_LANES;
}

/**
 * spk_layer_plan_recurrent_flops:
 * @n_rows: neurons times steps
 *
 * Returns: operations of the recurrence, whether forward, backward or for the gradient of its weights, of 16 samples
 */
double
spk_layer_plan_recurrent_flops (const SpkLayerPlan *self, double n_rows)
{
  guint sources = self->recurrence.n_bands + (self->dense != NULL ? self->n_neurons : 0);

  for (guint c = 0; c < self->recurrence.n_chains; c++)
    sources += self->recurrence.blocks[c];
  return 2.0 * sources * n_rows * SPK_LANES;
}
