/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "motif/spk-motif-layout.h"

#include <math.h>
#include <string.h>

/**
 * spk_motif_layout_circle:
 * @size: k, number of neurons
 * @positions: (out caller-allocates): [k][2], x to the right and y down
 *
 * Lays neurons on a circle of radius 1 about the origin, the first at the top, clockwise; a single one in the middle.
 */
void
spk_motif_layout_circle (guint size, double *positions)
{
  for (guint i = 0; i < size; i++)
    {
      double angle = 2 * G_PI * i / size - G_PI / 2;

      positions[2 * i] = size > 1 ? cos (angle) : 0;
      positions[2 * i + 1] = size > 1 ? sin (angle) : 0;
    }
}

/**
 * spk_motif_layout_choose:
 * @size: k
 * @positions: (nullable): [k][2]
 *
 * Returns: (transfer full): [k][2], @positions if there are any that can be drawn, or else a circle
 */
double *
spk_motif_layout_choose (guint size, const double *positions)
{
  double *chosen = g_new (double, 2 * (gsize) size);
  gboolean usable = positions != NULL;

  for (gsize i = 0; usable && i < 2 * (gsize) size; i++)
    usable = isfinite (positions[i]) && fabs (positions[i]) <= SPK_MOTIF_LAYOUT_LIMIT;
  if (usable)
    memcpy (chosen, positions, 2 * (gsize) size * sizeof *positions);
  else
    spk_motif_layout_circle (size, chosen);
  return chosen;
}

/**
 * spk_motif_layout_get:
 *
 * Returns: (transfer full): [k][2], where the neurons of @motif are drawn: at its positions or, without, on a circle
 */
double *
spk_motif_layout_get (const SpkTopology *motif)
{
  return spk_motif_layout_choose (spk_topology_get_size (motif), spk_topology_get_positions (motif));
}

/**
 * spk_motif_layout_shift:
 * @positions: (inout): [k][2]
 * @neuron: which to move
 *
 * Moves a neuron, but not out of what can be drawn.
 */
void
spk_motif_layout_shift (double *positions, guint neuron, double dx, double dy)
{
  double *x = positions + 2 * (gsize) neuron, *y = x + 1;

  *x = CLAMP (*x + dx, -SPK_MOTIF_LAYOUT_LIMIT, SPK_MOTIF_LAYOUT_LIMIT);
  *y = CLAMP (*y + dy, -SPK_MOTIF_LAYOUT_LIMIT, SPK_MOTIF_LAYOUT_LIMIT);
}

static void
find_range (const double *positions, const guint *neurons, guint n, guint axis, double *least, double *most)
{
  *least = INFINITY;
  *most = -INFINITY;
  for (guint i = 0; i < n; i++)
    {
      *least = MIN (*least, positions[2 * neurons[i] + axis]);
      *most = MAX (*most, positions[2 * neurons[i] + axis]);
    }
}

/* @share: 0 is the least coordinate there is, 1 the largest */
static void
align (double *positions, const guint *neurons, guint n, guint axis, double share)
{
  double least, most;

  find_range (positions, neurons, n, axis, &least, &most);
  for (guint i = 0; i < n; i++)
    positions[2 * neurons[i] + axis] = least + share * (most - least);
}

typedef struct
{
  const double *positions;
  guint         axis;
} Order;

static int
compare_place (gconstpointer a, gconstpointer b, gpointer data)
{
  const Order *order = data;
  guint first = *(const guint *) a, second = *(const guint *) b;
  double x = order->positions[2 * first + order->axis], y = order->positions[2 * second + order->axis];

  return x != y ? (x > y) - (x < y) : (first > second) - (first < second);
}

static void
distribute (double *positions, const guint *neurons, guint n, guint axis)
{
  g_autofree guint *sorted = g_memdup2 (neurons, n * sizeof *neurons);
  Order order = { positions, axis };
  double least, most;

  if (n < 3)
    return;
  find_range (positions, neurons, n, axis, &least, &most);
  g_qsort_with_data (sorted, (int) n, sizeof *sorted, compare_place, &order);
  for (guint i = 0; i < n; i++)
    positions[2 * sorted[i] + axis] = least + (most - least) * i / (n - 1);
}

static void
align_on_circle (double *positions, const guint *neurons, guint n)
{
  g_autofree double *circle = g_new (double, 2 * (gsize) n);
  double left, right, top, bottom, radius;

  find_range (positions, neurons, n, 0, &left, &right);
  find_range (positions, neurons, n, 1, &top, &bottom);
  radius = MAX (right - left, bottom - top) / 2;
  spk_motif_layout_circle (n, circle);
  for (guint i = 0; i < n; i++)
    {
      positions[2 * neurons[i]] = (left + right) / 2 + (radius > 0 ? radius : 1) * circle[2 * i];
      positions[2 * neurons[i] + 1] = (top + bottom) / 2 + (radius > 0 ? radius : 1) * circle[2 * i + 1];
    }
}

/**
 * spk_motif_layout_align:
 * @positions: (inout): of all neurons of a motif, [k][2]
 * @neurons: (array length=n): which of them to move, each once
 *
 * Puts neurons in order.
 */
void
spk_motif_layout_align (double *positions, const guint *neurons, guint n, SpkMotifAlignment alignment)
{
  g_return_if_fail (positions != NULL && neurons != NULL);

  if (n < 2)
    return;
  switch (alignment)
    {
    case SPK_MOTIF_ALIGN_LEFT:
    case SPK_MOTIF_ALIGN_CENTRE:
    case SPK_MOTIF_ALIGN_RIGHT:
      align (positions, neurons, n, 0, 0.5 * (alignment - SPK_MOTIF_ALIGN_LEFT));
      break;
    case SPK_MOTIF_ALIGN_TOP:
    case SPK_MOTIF_ALIGN_MIDDLE:
    case SPK_MOTIF_ALIGN_BOTTOM:
      align (positions, neurons, n, 1, 0.5 * (alignment - SPK_MOTIF_ALIGN_TOP));
      break;
    case SPK_MOTIF_DISTRIBUTE_X:
    case SPK_MOTIF_DISTRIBUTE_Y:
      distribute (positions, neurons, n, alignment == SPK_MOTIF_DISTRIBUTE_Y);
      break;
    case SPK_MOTIF_ALIGN_CIRCLE:
      align_on_circle (positions, neurons, n);
      break;
    default:
      g_return_if_reached ();
    }
}
