/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "motif/spk-motif-dot.h"

#include "motif/spk-motif-layout.h"

/* Side of the drawing, inches a neuron around the circle. */
#define INCHES_A_NEURON 0.3
#define LEAST_INCHES 1.0

static const char *
look_of (SpkConnection type)
{
  return type == SPK_EXCITATORY ? "color=\"#0072b2\", arrowhead=normal" : "color=\"#d55e00\", arrowhead=dot";
}

static char *
escape (const char *name)
{
  GString *text = g_string_new (name);

  g_string_replace (text, "\\", "\\\\", 0);
  g_string_replace (text, "\"", "\\\"", 0);
  return g_string_free (text, FALSE);
}

static void
append_neurons (GString *text, const SpkTopology *topology)
{
  const guint size = spk_topology_get_size (topology);
  const double scale = MAX (LEAST_INCHES, INCHES_A_NEURON * size / G_PI);
  g_autofree double *positions = spk_motif_layout_get (topology);
  double extent = 1e-9;

  for (guint i = 0; i < 2 * size; i++)
    extent = MAX (extent, ABS (positions[i]));
  for (guint i = 0; i < size; i++)
    {
      char x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE];

      /* upwards is up in GraphViz, down on a screen */
      g_ascii_formatd (x, sizeof x, "%.4f", positions[2 * i] / extent * scale);
      g_ascii_formatd (y, sizeof y, "%.4f", -positions[2 * i + 1] / extent * scale);
      g_string_append_printf (text, "  %u [pos=\"%s,%s!\"];\n", i, x, y);
    }
}

static void
append_lateral (GString *text, guint neuron, SpkSide side, SpkConnection type)
{
  const char *which = side == SPK_PREVIOUS ? "previous" : "next";

  if (type == SPK_ABSENT)
    return;
  g_string_append_printf (text, "  %s%u [label=\"%u, %s motif\", shape=plaintext, fontsize=9];\n", which, neuron, neuron,
                          which);
  g_string_append_printf (text, "  %s%u -> %u [%s, style=%s];\n", which, neuron, neuron, look_of (type),
                          side == SPK_PREVIOUS ? "dotted" : "dashed");
}

/**
 * spk_motif_to_dot:
 *
 * Returns: (transfer full): the motif as a graph for GraphViz: "neato" keeps the positions, or the circle where it has
 *   none, "dot" makes a layout of its own. Excitatory connections end in an arrow head, inhibitory ones in a disc; lateral
 *   ones come from nodes that stand for the neighbouring motifs, dotted from the previous one, dashed from the next
 */
char *
spk_motif_to_dot (const SpkTopology *topology)
{
  const guint size = spk_topology_get_size (topology);
  const char *name = spk_topology_get_name (topology);
  g_autofree char *escaped = escape (name != NULL ? name : "motif");
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "digraph \"%s\" {\n  graph [layout=neato];\n  node [shape=circle];\n", escaped);
  append_neurons (text, topology);
  for (guint post = 0; post < size; post++)
    for (guint pre = 0; pre < size; pre++)
      {
        const SpkConnection type = spk_topology_get_intra (topology, post, pre);

        if (type != SPK_ABSENT)
          g_string_append_printf (text, "  %u -> %u [%s];\n", pre, post, look_of (type));
      }
  for (guint neuron = 0; neuron < size; neuron++)
    for (SpkSide side = SPK_PREVIOUS; side <= SPK_NEXT; side++)
      append_lateral (text, neuron, side, spk_topology_get_lateral (topology, neuron, side));
  g_string_append (text, "}\n");
  return g_string_free (text, FALSE);
}
