/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/spk-floats.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define ALIGNMENT  64
#define SLACK      16
#define HUGE_PAGE  ((gsize) 2 << 20)

static _Thread_local guint64 allocated;

/**
 * spk_floats_get_allocated:
 *
 * Returns: bytes of all arrays that this thread has made so far, freed ones among them: the difference of two calls is what
 *   was made in between
 */
guint64
spk_floats_get_allocated (void)
{
  return allocated;
}

/**
 * spk_floats_new:
 * @n: number of floats
 *
 * Large arrays are laid on huge pages where the system grants them: the states of a layer are read with strides that
 * would touch a page a neuron.
 *
 * Returns: (transfer full): @n zeros; free with spk_floats_free()
 */
float *
spk_floats_new (gsize n)
{
  gsize size = (n + SLACK) * sizeof (float);
  gsize alignment = size >= 2 * HUGE_PAGE ? HUGE_PAGE : ALIGNMENT;
  float *floats;

  size = (size + alignment - 1) / alignment * alignment;
  floats = aligned_alloc (alignment, size);
  if (floats == NULL)
    g_error ("%" G_GSIZE_FORMAT " bytes of memory cannot be had", size);
  if (alignment == HUGE_PAGE)
    madvise (floats, size, MADV_HUGEPAGE);
  memset (floats, 0, size);
  allocated += size;
  return floats;
}

void
spk_floats_free (float *floats)
{
  free (floats);
}
