/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-probe.h"

#include "search/spk-spike-code.h"

/**
 * spk_probe_new:
 *
 * Makes a probe to be filled in before anyone else sees it. Bytes set in it become its own.
 *
 * Returns: (transfer full): the probe
 */
SpkProbe *
spk_probe_new (guint n_layers, guint classes)
{
  SpkProbe *self = g_new0 (SpkProbe, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->n_layers = n_layers;
  self->classes = classes;
  self->scores = g_new0 (double, classes);
  self->neurons = g_new0 (guint, n_layers);
  self->packed_spikes = g_new0 (GBytes *, n_layers);
  return self;
}

/**
 * spk_probe_ref:
 *
 * May be called from any thread.
 *
 * Returns: (transfer full): @self
 */
SpkProbe *
spk_probe_ref (SpkProbe *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * spk_probe_unref:
 *
 * Gives a reference back, the last one frees @self. May be called from any thread.
 */
void
spk_probe_unref (SpkProbe *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (guint i = 0; i < self->n_layers; i++)
    g_clear_pointer (&self->packed_spikes[i], g_bytes_unref);
  g_free (self->packed_spikes);
  g_clear_pointer (&self->packed_input, g_bytes_unref);
  g_free (self->scores);
  g_free (self->neurons);
  g_free (self);
}

/* What is in a probe was packed by us or checked when it was read. */
static GBytes *
unpack (GBytes *packed, guint steps, guint width)
{
  g_autoptr (GError) error = NULL;
  GBytes *bits = spk_spike_code_unpack (packed, steps, width, &error);

  g_assert_no_error (error);
  return bits;
}

/**
 * spk_probe_unpack_input:
 *
 * Returns: (transfer full): bits of [steps][channels], bit i of the array in byte i / 8 at place i % 8
 */
GBytes *
spk_probe_unpack_input (const SpkProbe *self)
{
  return unpack (self->packed_input, self->steps, self->channels);
}

/**
 * spk_probe_unpack_spikes:
 *
 * Returns: (transfer full): bits of [steps][neurons] of a layer, bit i of the array in byte i / 8 at place i % 8
 */
GBytes *
spk_probe_unpack_spikes (const SpkProbe *self, guint layer)
{
  g_return_val_if_fail (layer < self->n_layers, NULL);

  return unpack (self->packed_spikes[layer], self->steps, self->neurons[layer]);
}
