/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/spk-engine.h"
#include "model/spk-network.h"

G_BEGIN_DECLS

#define FIXTURE_MAX_LAYERS 4
#define FIXTURE_MAX_SIZES  4

/**
 * LayerShape:
 * @neurons: 0 ends the list of layers
 * @sizes: of an SC-ML layer the motif size, of a supernet all sizes; 0 ends the list
 * @population: whether the layer has population feedback
 */
typedef struct
{
  SpkLayerKind kind;
  guint        neurons;
  guint        sizes[FIXTURE_MAX_SIZES];
  gboolean     population;
} LayerShape;

/**
 * NetworkCase:
 * @density: share of input channels that spike at a step
 * @excitation: added to every feed-forward weight
 * @pinned: whether some connections of each supernet layer are pinned
 *
 * A network and its input in a few words, for tables of tests.
 */
typedef struct
{
  const char *name;
  LayerShape  layers[FIXTURE_MAX_LAYERS];
  SpkReadout  readout;
  gboolean    branch_scale;
  gboolean    pinned;
  guint       channels;
  guint       classes;
  guint       steps;
  guint       n_samples;
  double      density;
  double      excitation;
  double      smoothing;
} NetworkCase;

/**
 * SpikeData:
 * @spikes: [n_samples][steps][channels], 0 or 1
 * @labels: [n_samples]
 */
typedef struct
{
  guint    n_samples;
  guint    steps;
  guint    channels;
  guint8  *spikes;
  guint32 *labels;
} SpikeData;

void        network_case_get_spec    (const NetworkCase *self, guint64 seed, SpkNetworkSpec *spec);
SpkNetwork *network_case_new_network (const NetworkCase *self, guint64 seed);

SpikeData  *spike_data_new           (const NetworkCase *network_case, guint64 seed);
SpikeData  *spike_data_new_slice     (const SpikeData *self, guint first, guint n_samples);
void        spike_data_free          (SpikeData *self);
SpkBatch    spike_data_get_batch     (SpikeData *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpikeData, spike_data_free)

G_END_DECLS
