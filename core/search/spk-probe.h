/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SpkProbe:
 * @sample: index in the data set
 * @label: its class
 * @prediction: what the network says
 * @scores: [@classes], what a float32 can hold
 * @neurons: [@n_layers]
 * @packed_input: compressed; read it with spk_probe_unpack_input()
 * @packed_spikes: [@n_layers], compressed; read them with spk_probe_unpack_spikes()
 *
 * What the network does with one sample that stays the same over a run: an immutable, atomically ref-counted value.
 * The samples of all epochs of a run share their packed input.
 */
typedef struct
{
  /*< private >*/
  gatomicrefcount ref_count;

  /*< public >*/
  guint    sample;
  guint    label;
  guint    prediction;
  guint    steps;
  guint    channels;
  guint    classes;
  guint    n_layers;
  double  *scores;
  guint   *neurons;
  GBytes  *packed_input;
  GBytes **packed_spikes;
} SpkProbe;

SpkProbe *spk_probe_new           (guint n_layers, guint classes);
SpkProbe *spk_probe_ref           (SpkProbe *self);
void      spk_probe_unref         (SpkProbe *self);
GBytes   *spk_probe_unpack_input  (const SpkProbe *self);
GBytes   *spk_probe_unpack_spikes (const SpkProbe *self, guint layer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkProbe, spk_probe_unref)

G_END_DECLS
