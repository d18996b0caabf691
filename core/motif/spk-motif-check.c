/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "motif/spk-motif-check.h"

#include "motif/spk-motif-graph.h"

#define NOWHERE G_MAXUINT

/* Neurons of a loop that are named in words. */
#define MAX_NAMED 8

SpkFinding *
spk_finding_copy (const SpkFinding *self)
{
  SpkFinding *copy = g_memdup2 (self, sizeof (SpkFinding));

  copy->neurons = g_memdup2 (self->neurons, self->n_neurons * sizeof (guint));
  copy->reason = g_strdup (self->reason);
  return copy;
}

void
spk_finding_free (SpkFinding *self)
{
  g_free (self->neurons);
  g_free (self->reason);
  g_free (self);
}

/**
 * spk_finding_is_error:
 *
 * Returns: whether nothing can be trained like this; else it is a warning
 */
gboolean
spk_finding_is_error (const SpkFinding *self)
{
  return self->kind == SPK_FINDING_SIZE;
}

/**
 * spk_finding_kind_to_string:
 *
 * Returns: (transfer none): its name in JSON
 */
const char *
spk_finding_kind_to_string (SpkFindingKind kind)
{
  static const char *const names[] = { "size", "empty", "no-input", "unreachable", "saturation", "silence" };

  g_return_val_if_fail (kind < G_N_ELEMENTS (names), NULL);
  return names[kind];
}

/* Takes reason. */
static void
add_finding (GPtrArray *findings, SpkFindingKind kind, const guint *neurons, guint n_neurons, char *reason)
{
  SpkFinding *finding = g_new0 (SpkFinding, 1);

  finding->kind = kind;
  finding->n_neurons = n_neurons;
  finding->neurons = g_memdup2 (neurons, n_neurons * sizeof (guint));
  finding->reason = reason;
  g_ptr_array_add (findings, finding);
}

static void
check_size (GPtrArray *findings, const SpkTopology *topology, guint neurons)
{
  g_autoptr (GError) error = NULL;

  if (neurons > 0 && !spk_topology_check_layer (topology, neurons, &error))
    add_finding (findings, SPK_FINDING_SIZE, NULL, 0, g_strdup (error->message));
}

static gboolean
has_lateral (const SpkTopology *topology, guint neuron)
{
  return spk_topology_get_lateral (topology, neuron, SPK_PREVIOUS) != SPK_ABSENT ||
         spk_topology_get_lateral (topology, neuron, SPK_NEXT) != SPK_ABSENT;
}

static gboolean
is_any (const guint64 *bits, guint words)
{
  for (guint i = 0; i < words; i++)
    if (bits[i] != 0)
      return TRUE;
  return FALSE;
}

/* Numbers of the parts that connections of either direction join. */
static guint *
find_parts (const SpkMotifGraph *graph, guint *n_parts)
{
  g_autoptr (SpkMotifGraph) both_ways = spk_motif_graph_copy (graph);

  for (gsize i = 0; i < (gsize) graph->n * graph->words; i++)
    both_ways->out[i] = both_ways->in[i] = graph->out[i] | graph->in[i];
  return spk_motif_graph_find_components (both_ways, n_parts);
}

static guint
find_largest_part (const guint *parts, guint n, guint n_parts)
{
  g_autofree guint *sizes = g_new0 (guint, n_parts);
  guint largest = parts[0];

  for (guint i = 0; i < n; i++)
    sizes[parts[i]]++;
  for (guint i = 0; i < n; i++)
    if (sizes[parts[i]] > sizes[largest])
      largest = parts[i];
  return largest;
}

static void
check_neuron (GPtrArray *findings, const SpkTopology *topology, const SpkMotifGraph *graph, guint neuron, gboolean apart)
{
  const gboolean is_heard = is_any (spk_motif_graph_get_sources (graph, neuron), graph->words);
  const gboolean hears_itself = spk_topology_get_intra (topology, neuron, neuron) != SPK_ABSENT;

  if (!is_heard && !has_lateral (topology, neuron) && !hears_itself)
    add_finding (findings, SPK_FINDING_NO_INPUT, &neuron, 1,
                 g_strdup_printf ("neuron %u receives no recurrent connection: it hears the input of the layer only; "
                                  "connect another neuron to it, or remove it",
                                  neuron));
  else if (!is_heard && !has_lateral (topology, neuron))
    add_finding (findings, SPK_FINDING_UNREACHABLE, &neuron, 1,
                 g_strdup_printf ("neuron %u is reached by no other neuron, only by itself; connect another neuron to it",
                                  neuron));
  else if (apart)
    add_finding (findings, SPK_FINDING_UNREACHABLE, &neuron, 1,
                 g_strdup_printf ("neuron %u cannot be reached from most of the motif: nothing joins its part to the rest; "
                                  "connect the parts",
                                  neuron));
}

static void
check_neurons (GPtrArray *findings, const SpkTopology *topology)
{
  g_autoptr (SpkMotifGraph) graph = spk_motif_graph_new (topology, SPK_GRAPH_BOTH);
  guint n_parts, largest;
  g_autofree guint *parts = find_parts (graph, &n_parts);

  largest = find_largest_part (parts, graph->n, n_parts);
  for (guint i = 0; i < graph->n; i++)
    check_neuron (findings, topology, graph, i, parts[i] != largest);
}

/* A shortest way along edges within the component of @root, from it back to it; its length, 0 where there is none. */
static guint
find_loop (const SpkMotifGraph *graph, const guint *components, guint root, guint *loop)
{
  g_autofree guint *before = g_new (guint, graph->n);
  g_autofree guint *queue = g_new (guint, graph->n);
  guint n_queue = 0, length = 0;
  guint last = NOWHERE;

  for (guint i = 0; i < graph->n; i++)
    before[i] = NOWHERE;
  queue[n_queue++] = root;
  for (guint i = 0; i < n_queue && last == NOWHERE; i++)
    for (guint next = 0; next < graph->n && last == NOWHERE; next++)
      {
        if (!spk_motif_graph_has (graph, queue[i], next) || components[next] != components[root])
          continue;
        if (next == root)
          last = queue[i];
        else if (before[next] == NOWHERE)
          {
            before[next] = queue[i];
            queue[n_queue++] = next;
          }
      }
  for (guint node = last; node != NOWHERE; node = node == root ? NOWHERE : before[node])
    loop[length++] = node;
  for (guint i = 0; i < length / 2; i++)
    {
      const guint node = loop[i];

      loop[i] = loop[length - 1 - i];
      loop[length - 1 - i] = node;
    }
  return length;
}

static char *
name_loop (const guint *loop, guint n)
{
  GString *text = g_string_new (NULL);

  if (n > MAX_NAMED)
    {
      g_string_printf (text, "of %u neurons through %u", n, loop[0]);
      return g_string_free (text, FALSE);
    }
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%u → ", loop[i]);
  g_string_append_printf (text, "%u", loop[0]);
  return g_string_free (text, FALSE);
}

static void
add_saturation (GPtrArray *findings, const guint *loop, guint n, const SpkMotifRates *rates)
{
  g_autofree char *name = name_loop (loop, n);
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += rates->rates[loop[i]];
  add_finding (findings, SPK_FINDING_SATURATION, loop, n,
               g_strdup_printf ("loop %s is purely excitatory and saturates: %.2f spikes a step on noise, %.2f without "
                                "connections; make one of its connections inhibitory, or inhibit it from outside",
                                name, sum / n, rates->resting));
}

/* Neurons that excite their like on both sides are loops over the chain of motifs. */
static gboolean
excites_its_like (const SpkTopology *topology, guint neuron)
{
  return spk_topology_get_lateral (topology, neuron, SPK_PREVIOUS) == SPK_EXCITATORY &&
         spk_topology_get_lateral (topology, neuron, SPK_NEXT) == SPK_EXCITATORY;
}

/* One loop for each strongly connected part of the excitatory connections: the shortest through its most active neuron. */
static void
check_saturation (GPtrArray *findings, const SpkTopology *topology, const SpkMotifRates *rates)
{
  g_autoptr (SpkMotifGraph) graph = spk_motif_graph_new (topology, SPK_GRAPH_EXCITATORY | SPK_GRAPH_SELF);
  guint n_components;
  g_autofree guint *components = spk_motif_graph_find_components (graph, &n_components);
  g_autofree guint *hottest = g_new (guint, n_components);
  g_autofree guint *loop = g_new (guint, graph->n);

  for (guint i = 0; i < n_components; i++)
    hottest[i] = NOWHERE;
  for (guint i = 0; i < graph->n; i++)
    if (rates->rates[i] >= SPK_RATES_SATURATED &&
        (hottest[components[i]] == NOWHERE || rates->rates[i] > rates->rates[hottest[components[i]]]))
      hottest[components[i]] = i;
  for (guint i = 0; i < graph->n; i++)
    {
      guint length;

      if (hottest[components[i]] != i)
        continue;
      length = find_loop (graph, components, i, loop);
      if (length > 0)
        add_saturation (findings, loop, length, rates);
      else if (excites_its_like (topology, i))
        add_finding (findings, SPK_FINDING_SATURATION, &i, 1,
                     g_strdup_printf ("neurons %u of neighbouring motifs excite each other and saturate: %.2f spikes a "
                                      "step on noise, %.2f without connections; make one of the two lateral connections "
                                      "inhibitory",
                                      i, rates->rates[i], rates->resting));
    }
}

static void
check_silence (GPtrArray *findings, const SpkMotifRates *rates)
{
  for (guint i = 0; i < rates->size; i++)
    if (rates->rates[i] == 0)
      add_finding (findings, SPK_FINDING_SILENCE, &i, 1,
                   g_strdup_printf ("neuron %u is inhibited so strongly that it stays silent on noise; it may never learn; "
                                    "remove an inhibitory connection to it",
                                    i));
}

/**
 * spk_motif_check:
 * @neurons: neurons of the layer it is meant for; 0 where that is not known
 * @rates: (nullable): of this motif; without them nothing is said about saturation and silence
 *
 * Returns: (transfer full) (element-type SpkFinding): what is to be said about the motif, errors first; empty where it
 *   is in order
 */
GPtrArray *
spk_motif_check (const SpkTopology *topology, guint neurons, const SpkMotifRates *rates)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) spk_finding_free);

  g_return_val_if_fail (rates == NULL || rates->size == spk_topology_get_size (topology), findings);

  check_size (findings, topology, neurons);
  if (spk_topology_count_connections (topology) == 0)
    {
      add_finding (findings, SPK_FINDING_EMPTY, NULL, 0,
                   g_strdup ("the motif has no connection: its layer is a feed-forward one; connect neurons"));
      return findings;
    }
  check_neurons (findings, topology);
  if (rates != NULL)
    {
      check_saturation (findings, topology, rates);
      check_silence (findings, rates);
    }
  return findings;
}
