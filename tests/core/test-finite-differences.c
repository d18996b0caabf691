/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The back-propagation of model.md, section 4, is a gradient: with a spike function whose derivative is the surrogate,
 * finite differences find the same numbers. What is checked here is the reference; test-engine.c holds the engine to it. */

#include <math.h>
#include <string.h>

#include "reference-network.h"

#define STEP       1e-5
#define TOLERANCE  1e-5

/* Values of a segment that are perturbed: all, or as many as these spread over it. */
#define MAX_CHECKS 24

static const NetworkCase cases[] = {
  { "sc-ml", { { SPK_LAYER_SC_ML, 6, { 3 } } },
    .channels = 5, .classes = 3, .steps = 9, .n_samples = 3, .density = 0.3 },
  { "whole-layer-motif", { { SPK_LAYER_SC_ML, 4, { 4 } } },
    .channels = 4, .classes = 3, .steps = 8, .n_samples = 2, .density = 0.4 },
  { "population", { { SPK_LAYER_SC_ML, 6, { 3 }, TRUE } },
    .channels = 5, .classes = 3, .steps = 9, .n_samples = 3, .density = 0.3 },
  { "population-supernet", { { SPK_LAYER_SUPERNET, 8, { 2, 4 }, TRUE }, { SPK_LAYER_SC_ML, 4, { 2 }, TRUE } },
    .channels = 4, .classes = 3, .steps = 7, .n_samples = 2, .density = 0.3 },
  { "supernet", { { SPK_LAYER_SUPERNET, 12, { 2, 3, 4 } } },
    .channels = 4, .classes = 3, .steps = 7, .n_samples = 2, .density = 0.3 },
  { "supernet-scaled", { { SPK_LAYER_SUPERNET, 8, { 1, 2, 8 } } },
    .branch_scale = TRUE, .channels = 4, .classes = 3, .steps = 7, .n_samples = 2, .density = 0.3 },
  { "supernet-pinned", { { SPK_LAYER_SUPERNET, 6, { 2, 3 } } },
    .pinned = TRUE, .channels = 4, .classes = 3, .steps = 7, .n_samples = 2, .density = 0.3 },
  { "dense", { { SPK_LAYER_DENSE, 5 } },
    .channels = 4, .classes = 3, .steps = 8, .n_samples = 3, .density = 0.3 },
  { "feed-forward", { { SPK_LAYER_FEEDFORWARD, 5 } },
    .channels = 4, .classes = 3, .steps = 8, .n_samples = 3, .density = 0.3 },
  { "stacked", { { SPK_LAYER_SUPERNET, 4, { 1, 2 } }, { SPK_LAYER_DENSE, 3 }, { SPK_LAYER_SC_ML, 6, { 3 } } },
    .channels = 4, .classes = 3, .steps = 8, .n_samples = 2, .density = 0.3 },
  { "spikes-readout", { { SPK_LAYER_SUPERNET, 4, { 2, 4 } } },
    .readout = SPK_READOUT_SPIKES, .channels = 4, .classes = 3, .steps = 8, .n_samples = 3, .density = 0.4 },
  { "label-smoothing", { { SPK_LAYER_SC_ML, 4, { 2 } } },
    .smoothing = 0.2, .channels = 4, .classes = 3, .steps = 8, .n_samples = 3, .density = 0.3 },
};

typedef struct
{
  const NetworkCase *network_case;
  SpkNetwork        *network;
  double            *values;
  SpikeData         *data;
  Reference         *at; /* at the values themselves */
} Setting;

/* Central difference of the loss by one value; FALSE where a membrane potential changes sides on the way. */
static gboolean
differentiate_by_differences (Setting *self, gsize i, double *derivative)
{
  const double value = self->values[i];
  gboolean smooth;

  self->values[i] = value + STEP;

  g_autoptr (Reference) above = reference_new (self->network, self->values, self->data, REFERENCE_SMOOTH,
                                               self->network_case->smoothing);

  self->values[i] = value - STEP;

  g_autoptr (Reference) below = reference_new (self->network, self->values, self->data, REFERENCE_SMOOTH,
                                               self->network_case->smoothing);

  self->values[i] = value;
  *derivative = (above->loss - below->loss) / (2 * STEP);
  smooth = reference_same_side (self->at, above) && reference_same_side (self->at, below);
  return smooth;
}

static void
check_segment (Setting *self, const SpkParameter *parameter)
{
  const double *gradient = self->at->gradient + parameter->offset;
  const gsize n_checks = MIN (parameter->n, MAX_CHECKS);
  double largest = 0;
  guint n_checked = 0;

  for (gsize i = 0; i < parameter->n; i++)
    largest = fmax (largest, fabs (gradient[i]));
  if (largest < 1e-6) /* a gradient of zero would agree with anything */
    g_error ("%s: %s has no gradient", self->network_case->name, parameter->name);
  for (gsize check = 0; check < n_checks; check++)
    {
      const gsize i = check * parameter->n / n_checks;
      double derivative;

      if (!differentiate_by_differences (self, parameter->offset + i, &derivative))
        continue;
      n_checked++;
      if (fabs (derivative - gradient[i]) > TOLERANCE * largest)
        g_error ("%s: %s[%" G_GSIZE_FORMAT "]: gradient %.9g, by differences %.9g", self->network_case->name, parameter->name, i,
                 gradient[i], derivative);
    }
  g_assert_cmpuint (2 * n_checked, >, n_checks);
}

/* A motif that is the whole layer has no neighbours: its lateral weights and their alpha are idle. */
static gboolean
is_idle (const SpkNetwork *network, const SpkParameter *parameter)
{
  const char *what = strrchr (parameter->name, '/');

  for (guint l = 0; l < network->spec.n_layers; l++)
    for (guint b = 0; b < network->layers[l].n_branches; b++)
      {
        const SpkBranch *branch = &network->layers[l].branches[b];

        if (branch->size == network->spec.layers[l].neurons &&
            (parameter->offset == branch->v_exc || parameter->offset == branch->v_inh ||
             (g_strcmp0 (what, "/alpha_lateral") == 0 && parameter->offset == branch->alpha_lateral)))
          return TRUE;
      }
  return FALSE;
}

static void
test_gradient_agrees (gconstpointer data)
{
  const NetworkCase *network_case = data;

  for (guint64 seed = 1; seed <= 2; seed++)
    {
      g_autoptr (SpkNetwork) network = network_case_new_network (network_case, seed);
      g_autofree double *values = reference_values (network);
      g_autoptr (SpikeData) input = spike_data_new (network_case, seed);
      g_autoptr (Reference) at = reference_new (network, values, input, REFERENCE_SMOOTH, network_case->smoothing);
      Setting setting = { network_case, network, values, input, at };

      for (guint i = 0; i < network->n_parameters; i++)
        if (!is_idle (network, &network->parameters[i]))
          check_segment (&setting, &network->parameters[i]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strconcat ("/finite-differences/", cases[i].name, NULL);

      g_test_add_data_func (name, &cases[i], test_gradient_agrees);
    }
  return g_test_run ();
}
