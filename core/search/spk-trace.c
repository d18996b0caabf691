/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-trace.h"

#include "base/spk-blas.h"
#include "search/spk-feeder.h"
#include "search/spk-job-error.h"
#include "search/spk-network-shape.h"
#include "search/spk-trained-network.h"

static gboolean
check_request (const SpkTraceRequest *request, const SpkNetworkSpec *spec, SpkDataset *dataset, GError **error)
{
  if (request->sample >= spk_dataset_get_n_samples (dataset))
    {
      g_set_error (error, SPK_JOB_ERROR, SPK_JOB_ERROR_SETTINGS, "%s: there is no sample %u; the last one is %u",
                   spk_dataset_get_source (dataset), request->sample, spk_dataset_get_n_samples (dataset) - 1);
      return FALSE;
    }
  if (request->layer >= spec->n_layers)
    {
      g_set_error (error, SPK_JOB_ERROR, SPK_JOB_ERROR_SETTINGS, "There is no layer %u; the network has %u",
                   request->layer + 1, spec->n_layers);
      return FALSE;
    }
  if (request->n_neurons == 0 || request->n_neurons > SPK_TRACE_MAX_NEURONS)
    {
      g_set_error (error, SPK_JOB_ERROR, SPK_JOB_ERROR_SETTINGS, "A trace is of 1 to %d neurons, not of %u",
                   SPK_TRACE_MAX_NEURONS, request->n_neurons);
      return FALSE;
    }
  for (guint i = 0; i < request->n_neurons; i++)
    if (request->neurons[i] >= spec->layers[request->layer].neurons)
      {
        g_set_error (error, SPK_JOB_ERROR, SPK_JOB_ERROR_SETTINGS, "There is no neuron %u; the last one of layer %u is %u",
                     request->neurons[i], request->layer + 1, spec->layers[request->layer].neurons - 1);
        return FALSE;
      }
  return TRUE;
}

/* The loss is not asked for, and the data set may number its classes in another way. */
static void
fill_unlabelled (gpointer data, guint shard, SpkShard *into)
{
  spk_feeder_fill (data, shard, into);
  for (guint lane = 0; lane < into->n_samples; lane++)
    into->labels[lane] = 0;
}

static SpkTrace *
read_trace (SpkEngine *engine, const SpkBinning *binning, const SpkTraceRequest *request, guint n_layers)
{
  SpkFeeder feeder = { .binning = binning, .samples = &request->sample, .n_samples = 1 };
  SpkBatch batch = { .n_samples = 1, .fill = fill_unlabelled, .data = &feeder };
  g_autofree guint16 **spikes = g_new0 (guint16 *, n_layers);
  guint16 *input;
  const SpkOutcome *outcome = spk_engine_probe (engine, &batch, &input, spikes);
  SpkTrace *self = g_new0 (SpkTrace, 1);

  self->steps = binning->steps;
  self->step_us = (double) binning->duration_us / binning->steps;
  self->n_neurons = request->n_neurons;
  self->neurons = g_memdup2 (request->neurons, request->n_neurons * sizeof *request->neurons);
  self->label = spk_dataset_get_label (binning->dataset, request->sample);
  self->prediction = outcome->predictions[0];
  self->potential = g_new (float, (gsize) self->n_neurons * self->steps);
  self->current = g_new (float, (gsize) self->n_neurons * self->steps);
  for (guint i = 0; i < self->n_neurons; i++)
    spk_engine_read_trace (engine, 0, request->layer, request->neurons[i], self->potential + (gsize) i * self->steps,
                           self->current + (gsize) i * self->steps);
  return self;
}

/**
 * spk_trace_run:
 * @settings: of the run
 * @motifs: (element-type SpkTopology) (nullable): given to the run; those a search has found are in its state
 * @state: the run's state
 * @classes: of the data the network was trained on
 * @dataset: recordings, of the same channels
 * @request: sample and neurons
 *
 * Lets the trained network hear one sample, through the same engine that trained it.
 *
 * Returns: (transfer full) (nullable): the traces; %NULL with @error if run, data and request do not fit, or the run is not
 *   as far
 */
SpkTrace *
spk_trace_run (const SpkSettings *settings, GPtrArray *motifs, const SpkArrays *state, guint classes,
               SpkDataset *dataset, const SpkTraceRequest *request, GError **error)
{
  const SpkBinning binning = { dataset, settings->steps, spk_network_shape_duration (settings, dataset) };
  g_autoptr (SpkNetwork) network = NULL;
  g_autoptr (SpkPool) pool = NULL;
  g_autoptr (SpkEngine) engine = NULL;

  network = spk_trained_network_load (settings, motifs, state, spk_dataset_get_source (dataset),
                                      spk_dataset_get_geometry (dataset)->channels, classes, error);
  if (network == NULL || !check_request (request, &network->spec, dataset, error))
    return NULL;
  spk_blas_load ();
  pool = spk_pool_new (1);
  engine = spk_engine_new (&network->spec, settings->steps, 1, pool);
  spk_engine_load (engine, network);
  return read_trace (engine, &binning, request, network->spec.n_layers);
}

/**
 * spk_trace_free:
 */
void
spk_trace_free (SpkTrace *self)
{
  g_free (self->neurons);
  g_free (self->potential);
  g_free (self->current);
  g_free (self);
}
