/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "figures/spk-topology-private.h"

#define NEURON_REACH_PT 5.0
#define EDGE_REACH_PT   4.0

static gboolean
hit_neuron (const SpkTopologyFigure *self, double x, double y, SpkTopologyHit *hit)
{
  double reach = MAX (self->radius, spk_figure_style_to_units (&self->style, NEURON_REACH_PT)), nearest = reach;

  for (guint i = 0; i < self->n_nodes; i++)
    {
      double distance = hypot (self->nodes[i].x - x, self->nodes[i].y - y);

      if (distance > nearest)
        continue;
      nearest = distance;
      *hit = (SpkTopologyHit){ .part = SPK_TOPOLOGY_NEURON, .post = i };
    }
  return hit->part == SPK_TOPOLOGY_NEURON;
}

/* The nearest one; of two equally near, the one drawn later, which lies above. */
static void
hit_edge (const SpkTopologyFigure *self, double x, double y, SpkTopologyHit *hit)
{
  double nearest = spk_figure_style_to_units (&self->style, EDGE_REACH_PT);

  for (guint i = 0; i < self->n_edges; i++)
    {
      const SpkEdgePath *path = &self->edges[i].path;
      double distance = spk_edge_path_is_near (path, x, y, nearest) ? spk_edge_path_distance (path, x, y) : INFINITY;

      if (distance > nearest)
        continue;
      nearest = distance;
      *hit = self->edges[i].hit;
    }
}

/**
 * spk_topology_figure_hit:
 * @x: user units
 * @y: likewise
 *
 * Returns: what lies at a point
 */
SpkTopologyHit
spk_topology_figure_hit (const SpkTopologyFigure *self, double x, double y)
{
  SpkTopologyHit hit = { .part = SPK_TOPOLOGY_NOTHING };
  int size = spk_size_bars_hit (&self->sizes, x, y);

  if (size >= 0)
    return (SpkTopologyHit){ .part = SPK_TOPOLOGY_SIZE, .post = (guint) size,
                             .probability = self->sizes.probabilities[size] };
  if (!hit_neuron (self, x, y, &hit))
    hit_edge (self, x, y, &hit);
  return hit;
}

/**
 * spk_topology_figure_hit_slot:
 * @neuron: a neuron
 * @x: user units
 * @y: likewise
 *
 * Finds the connection of @neuron with itself or with a neighbouring motif that would run at a point, whether there is
 * one or not: what the slots of an overlay show.
 *
 * Returns: a connection, or nothing
 */
SpkTopologyHit
spk_topology_figure_hit_slot (const SpkTopologyFigure *self, guint neuron, double x, double y)
{
  const SpkTopologyHit slots[] = {
    { .part = SPK_TOPOLOGY_INTRA, .post = neuron, .pre = neuron },
    { .part = SPK_TOPOLOGY_LATERAL, .post = neuron, .side = SPK_PREVIOUS },
    { .part = SPK_TOPOLOGY_LATERAL, .post = neuron, .side = SPK_NEXT },
  };
  double nearest = spk_figure_style_to_units (&self->style, EDGE_REACH_PT);
  SpkTopologyHit hit = { .part = SPK_TOPOLOGY_NOTHING };

  g_return_val_if_fail (neuron < self->n_nodes, hit);

  for (guint i = 0; i < G_N_ELEMENTS (slots); i++)
    {
      SpkEdgePath path = spk_topology_figure_route (self, slots[i]);
      double distance = spk_edge_path_distance (&path, x, y);

      if (distance > nearest)
        continue;
      nearest = distance;
      hit = slots[i];
    }
  return hit;
}

static gboolean
locate_edge (const SpkTopologyFigure *self, SpkTopologyHit item, double *x, double *y)
{
  for (guint i = 0; i < self->n_edges; i++)
    {
      const SpkTopologyHit *hit = &self->edges[i].hit;

      if (hit->part != item.part || hit->post != item.post ||
          (item.part == SPK_TOPOLOGY_INTRA ? hit->pre != item.pre : hit->side != item.side))
        continue;
      spk_edge_path_at (&self->edges[i].path, 0.5, x, y);
      return TRUE;
    }
  return FALSE;
}

/**
 * spk_topology_figure_locate:
 * @x: (out): user units
 * @y: (out): likewise
 *
 * Finds the middle of a neuron, of a drawn connection or of a bar: the reverse of spk_topology_figure_hit().
 *
 * Returns: whether it is there
 */
gboolean
spk_topology_figure_locate (const SpkTopologyFigure *self, SpkTopologyHit item, double *x, double *y)
{
  SpkRectangle row;

  switch (item.part)
    {
    case SPK_TOPOLOGY_NEURON:
      if (item.post >= self->n_nodes)
        return FALSE;
      *x = self->nodes[item.post].x;
      *y = self->nodes[item.post].y;
      return TRUE;
    case SPK_TOPOLOGY_INTRA:
    case SPK_TOPOLOGY_LATERAL:
      return locate_edge (self, item, x, y);
    case SPK_TOPOLOGY_SIZE:
      if (item.post >= self->sizes.n)
        return FALSE;
      row = spk_size_bars_get_row (&self->sizes, item.post);
      *x = row.x + row.width / 2;
      *y = row.y + row.height / 2;
      return TRUE;
    case SPK_TOPOLOGY_NOTHING:
    default:
      return FALSE;
    }
}
