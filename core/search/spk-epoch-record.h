/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "model/spk-topology.h"
#include "search/spk-probe.h"

G_BEGIN_DECLS

/**
 * SpkPhase:
 * @SPK_PHASE_SEARCH: the relaxed network and its architecture parameters
 * @SPK_PHASE_TRAIN: a fixed network: train, or the retraining after a search
 */
typedef enum
{
  SPK_PHASE_SEARCH,
  SPK_PHASE_TRAIN,
} SpkPhase;

const char *spk_phase_to_string (SpkPhase phase);

/**
 * SpkHistogram:
 * @low: left edge of the first bin
 * @high: right edge of the last
 * @n_bins: number of bins of equal width
 * @counts: [@n_bins]
 */
typedef struct
{
  double   low;
  double   high;
  guint    n_bins;
  guint64 *counts;
} SpkHistogram;

/**
 * SpkBranchRecord:
 * @size: motif size k
 * @probability: of this size
 * @intra: [k][k][3], row post, column pre, then the probabilities of excitatory, inhibitory, none
 * @lateral: [k][2][3], from motif m-1 and m+1
 */
typedef struct
{
  guint  size;
  double probability;
  float *intra;
  float *lateral;
} SpkBranchRecord;

/**
 * SpkLayerRecord:
 * @neurons: N
 * @n_branches: motif sizes searched; 0 in a fixed network
 * @entropy: mean entropy of the connections of the likeliest size, as a share of log 3; NaN in a fixed network
 * @size_entropy: entropy of the sizes, as a share of the largest possible; NaN in a fixed network
 * @topology: (nullable): the motif, or the likeliest one of a relaxed layer
 * @mean_rate: spikes a step and neuron
 * @silent: share of the neurons that did not spike at all
 * @rates: of every (neuron, sample) of the validation data, spikes a step
 * @resistance: R of every neuron
 * @tau_m: tau_m of every neuron, steps
 * @neuron_rates: (nullable): [@neurons], mean rate of each over the same data, spikes a step; %NULL in older records
 * @neuron_resistance: (nullable): [@neurons], R of each
 * @neuron_tau_m: (nullable): [@neurons], tau_m of each, steps
 */
typedef struct
{
  guint            neurons;
  guint            n_branches;
  SpkBranchRecord *branches;
  double           entropy;
  double           size_entropy;
  SpkTopology     *topology;
  double           mean_rate;
  double           silent;
  SpkHistogram     rates;
  SpkHistogram     resistance;
  SpkHistogram     tau_m;
  float           *neuron_rates;
  float           *neuron_resistance;
  float           *neuron_tau_m;
} SpkLayerRecord;

/**
 * SpkEpochRecord:
 * @phase: search or train
 * @epoch: number of the epoch, from 1; 0 for the network before its first one, which has no losses of training
 * @n_epochs: planned number of epochs of the phase
 * @seconds: time the job has run up to here, both phases, without pauses
 * @train_loss: mean over the epoch's training batches, before each one's update
 * @train_accuracy: in [0, 1]
 * @valid_loss: after the epoch; NaN where nothing is held out
 * @valid_accuracy: in [0, 1]
 * @derived_accuracy: validation accuracy of the likeliest network with inherited weights; NaN where not searched
 * @alpha_loss: mean loss of the architecture steps, NaN where there was none
 * @learning_rate: at the end of the epoch
 * @temperature: of the relaxation, NaN in a fixed network
 * @gradient_norm: mean over the batches, before clipping
 * @n_samples: training samples processed in the epoch
 * @dropped_events: share of the training events beyond the binned duration
 * @stable_epochs: epochs after the warm-up for which the likeliest network has not changed
 * @n_probes: number of samples whose spikes are kept
 * @probes: [@n_probes], one a class, by label; a single one in older records
 *
 * What is kept of an epoch for ever: an immutable, atomically ref-counted value.
 */
typedef struct
{
  /*< private >*/
  gatomicrefcount ref_count;

  /*< public >*/
  SpkPhase        phase;
  guint           epoch;
  guint           n_epochs;
  double          seconds;
  double          train_loss;
  double          train_accuracy;
  double          valid_loss;
  double          valid_accuracy;
  double          derived_accuracy;
  double          alpha_loss;
  double          learning_rate;
  double          temperature;
  double          gradient_norm;
  guint           n_samples;
  double          dropped_events;
  guint           stable_epochs;
  guint           n_layers;
  SpkLayerRecord *layers;
  guint           n_probes;
  SpkProbe      **probes;
} SpkEpochRecord;

SpkEpochRecord *spk_epoch_record_new       (guint n_layers);
SpkEpochRecord *spk_epoch_record_ref       (SpkEpochRecord *self);
void            spk_epoch_record_unref     (SpkEpochRecord *self);
SpkProbe       *spk_epoch_record_find_probe (const SpkEpochRecord *self, guint label);
JsonNode       *spk_epoch_record_to_json   (const SpkEpochRecord *self);
SpkEpochRecord *spk_epoch_record_from_json (JsonNode *node, GError **error);

void spk_histogram_init  (SpkHistogram *self, double low, double high, guint n_bins);
void spk_histogram_add   (SpkHistogram *self, double value, guint64 count);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkEpochRecord, spk_epoch_record_unref)

G_END_DECLS
