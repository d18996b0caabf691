/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reference-recurrence.h"

#include <math.h>

/*
 * A layer's recurrence as a flat list of links, each one weight from one neuron to another with the probabilities of its
 * types. Nothing is merged: two branches that join the same neurons have a link each.
 */
typedef struct
{
  guint    post, pre;
  guint    branch;
  gsize    exc, inh; /* places of the magnitudes */
  gboolean relaxed;
  gsize    alpha;    /* place of the three alpha, where relaxed */
  double   p_exc, p_inh;
} Link;

static void
softmax (const double *alpha, guint n, double temperature, double *p)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += exp (alpha[i] / temperature);
  for (guint i = 0; i < n; i++)
    p[i] = exp (alpha[i] / temperature) / sum;
}

/* The type of a link: given where `type` is -1, 0 or 1, else by alpha. */
static void
set_type (Link *link, int type, const double *values, gsize alpha, double temperature)
{
  double p[3];

  link->relaxed = type == SPK_FREE;
  link->alpha = alpha;
  link->p_exc = type == 1;
  link->p_inh = type == -1;
  if (!link->relaxed)
    return;
  softmax (values + alpha, 3, temperature, p);
  link->p_exc = p[0];
  link->p_inh = p[1];
}

static int
type_within (const SpkNetwork *network, guint layer, guint k, guint p, guint q)
{
  const SpkLayerSpec *spec = &network->spec.layers[layer];

  if (spec->kind == SPK_LAYER_SC_ML)
    return spk_topology_get_intra (spec->topology, p, q);
  return network->pins[layer] != NULL ? spk_pins_get_intra (network->pins[layer], k, p, q) : SPK_FREE;
}

static int
type_between (const SpkNetwork *network, guint layer, guint k, guint p, guint side)
{
  const SpkLayerSpec *spec = &network->spec.layers[layer];

  if (spec->kind == SPK_LAYER_SC_ML)
    return spk_topology_get_lateral (spec->topology, p, (SpkSide) side);
  return network->pins[layer] != NULL ? spk_pins_get_lateral (network->pins[layer], k, p, (SpkSide) side) : SPK_FREE;
}

static GArray *
list_links (const SpkNetwork *network, const double *values, guint layer)
{
  const SpkLayerPlaces *places = &network->layers[layer];
  GArray *links = g_array_new (FALSE, TRUE, sizeof (Link));

  for (guint b = 0; b < places->n_branches; b++)
    {
      const SpkBranch *branch = &places->branches[b];
      const guint k = branch->size, n_motifs = network->spec.layers[layer].neurons / k;

      for (guint m = 0; m < n_motifs; m++)
        for (guint p = 0; p < k; p++)
          {
            for (guint q = 0; q < k; q++)
              {
                Link link = { .post = m * k + p, .pre = m * k + q, .branch = b };

                link.exc = branch->w_exc + ((gsize) m * k + p) * k + q;
                link.inh = branch->w_inh + ((gsize) m * k + p) * k + q;
                set_type (&link, type_within (network, layer, k, p, q), values, branch->alpha_intra + 3 * (p * k + q),
                          network->temperature);
                g_array_append_val (links, link);
              }
            for (guint side = 0; side < 2; side++)
              {
                const int from = (int) m + (side == 0 ? -1 : 1);
                Link link = { .post = m * k + p, .pre = from * k + p, .branch = b };

                if (from < 0 || from >= (int) n_motifs)
                  continue;
                link.exc = branch->v_exc + ((gsize) m * k + p) * 2 + side;
                link.inh = branch->v_inh + ((gsize) m * k + p) * 2 + side;
                set_type (&link, type_between (network, layer, k, p, side), values, branch->alpha_lateral + 3 * (p * 2 + side),
                          network->temperature);
                g_array_append_val (links, link);
              }
          }
    }
  return links;
}

static gboolean
sizes_are_relaxed (const SpkNetwork *network, guint layer)
{
  return network->spec.layers[layer].kind == SPK_LAYER_SUPERNET &&
         (network->pins[layer] == NULL || spk_pins_get_size (network->pins[layer]) == 0);
}

/* Of each branch its probability and its scale. */
static void
get_sizes (const SpkNetwork *network, const double *values, guint layer, double *p, double *scale)
{
  const SpkLayerSpec *spec = &network->spec.layers[layer];

  p[0] = scale[0] = 1;
  for (guint b = 0; b < spec->n_sizes; b++)
    {
      scale[b] = network->spec.branch_scale ? sqrt ((spec->sizes[spec->n_sizes - 1] + 2.0) / (spec->sizes[b] + 2.0)) : 1;
      p[b] = network->pins[layer] != NULL && spec->sizes[b] == spk_pins_get_size (network->pins[layer]);
    }
  if (sizes_are_relaxed (network, layer))
    softmax (values + network->layers[layer].alpha_size, spec->n_sizes, network->temperature, p);
}

void
reference_recurrence_combine (const SpkNetwork *network, const double *values, guint layer, double *effective)
{
  const guint n = network->spec.layers[layer].neurons;
  g_autoptr (GArray) links = list_links (network, values, layer);
  double p[SPK_MAX_SIZES], scale[SPK_MAX_SIZES];

  get_sizes (network, values, layer, p, scale);
  for (guint i = 0; i < links->len; i++)
    {
      const Link *link = &g_array_index (links, Link, i);

      effective[link->post * n + link->pre] += p[link->branch] * scale[link->branch] *
                                               (link->p_exc * values[link->exc] - link->p_inh * values[link->inh]);
    }
  for (guint i = 0; network->spec.layers[layer].population && i < n * n; i++)
    effective[i] += values[network->layers[layer].population + i / n];
}

/* gradient of alpha from gradients of probabilities, both of one softmax */
static void
add_softmax_gradient (const double *alpha, guint n, double temperature, const double *by_p, double *gradient)
{
  double p[SPK_MAX_SIZES];

  softmax (alpha, n, temperature, p);
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < n; j++)
      gradient[i] += by_p[j] * p[j] * ((i == j) - p[i]) / temperature;
}

void
reference_recurrence_differentiate (const SpkNetwork *network,
                                    const double     *values,
                                    guint             layer,
                                    const double     *effective_gradient,
                                    double           *gradient)
{
  const guint n = network->spec.layers[layer].neurons;
  g_autoptr (GArray) links = list_links (network, values, layer);
  double p[SPK_MAX_SIZES], scale[SPK_MAX_SIZES], by_size[SPK_MAX_SIZES] = { 0 };

  for (guint i = 0; network->spec.layers[layer].population && i < n * n; i++)
    gradient[network->layers[layer].population + i / n] += effective_gradient[i];
  get_sizes (network, values, layer, p, scale);
  for (guint i = 0; i < links->len; i++)
    {
      const Link *link = &g_array_index (links, Link, i);
      const double exc = values[link->exc], inh = values[link->inh];
      const double g = effective_gradient[link->post * n + link->pre] * scale[link->branch];
      const double by_type[3] = { p[link->branch] * g * exc, -p[link->branch] * g * inh, 0 };

      gradient[link->exc] += p[link->branch] * g * link->p_exc;
      gradient[link->inh] -= p[link->branch] * g * link->p_inh;
      by_size[link->branch] += g * (link->p_exc * exc - link->p_inh * inh);
      if (link->relaxed)
        add_softmax_gradient (values + link->alpha, 3, network->temperature, by_type, gradient + link->alpha);
    }
  if (sizes_are_relaxed (network, layer))
    {
      const gsize alpha = network->layers[layer].alpha_size;

      add_softmax_gradient (values + alpha, network->spec.layers[layer].n_sizes, network->temperature, by_size,
                            gradient + alpha);
    }
}
