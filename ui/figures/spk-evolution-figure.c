/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures/spk-evolution-figure.h"

#include <glib/gi18n.h>
#include <math.h>

#include "figures/spk-composite.h"
#include "figures/spk-text.h"
#include "figures/spk-topology-private.h"

#define WANTED_ASPECT 0.95 /* of a panel: a circle with the heading above it */

static void
draw_motif (gconstpointer data, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  SpkTopologyData motif = *(const SpkTopologyData *) data;

  motif.title = NULL; /* in the heading of the panel */
  motif.n_sizes = 0;

  g_autoptr (SpkTopologyFigure) figure = spk_topology_figure_new (&motif, style, size);

  spk_topology_figure_draw (figure, cr);
}

/* Signs that some motif has. */
static double
draw_legend (gconstpointer data, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  const SpkEvolutionData *self = data;
  SpkTopologyFigure sample = { .style = *style, .size = size };

  for (guint i = 0; i < self->n_motifs; i++)
    {
      const SpkTopologyData *motif = &self->motifs[i];

      sample.relaxed |= motif->intra != NULL;
      sample.has_pins |= motif->pins != NULL;
      for (guint post = 0; post < motif->size; post++)
        for (guint side = 0; side < 2; side++)
          sample.has_lateral |= spk_topology_data_get_lateral (motif, post, side).probability >=
                                SPK_TOPOLOGY_LEAST_PROBABILITY;
    }
  return spk_topology_figure_draw_legend (&sample, 0, cr);
}

/**
 * spk_evolution_choose_columns:
 * @aspect: width of the figure over its height
 *
 * Returns: the number of columns whose panels are nearest to squares
 */
guint
spk_evolution_choose_columns (guint n_motifs, double aspect)
{
  guint best = 1;
  double least = INFINITY;

  for (guint columns = 1; columns <= n_motifs; columns++)
    {
      guint rows = (n_motifs + columns - 1) / columns;
      double off = fabs (log (aspect * rows / columns / WANTED_ASPECT));

      if (off < least)
        {
          least = off;
          best = columns;
        }
    }
  return best;
}

/**
 * spk_evolution_choose_times:
 * @n_times: times there are
 * @n_wanted: how many are to be shown at most
 * @times: (out caller-allocates): [@n_wanted], indices of times, ascending
 * @n: (out): how many there are
 *
 * Chooses times that are equally far apart, the first and the last among them.
 */
void
spk_evolution_choose_times (guint n_times, guint n_wanted, guint *times, guint *n)
{
  *n = MIN (n_times, n_wanted);
  for (guint i = 0; i < *n; i++)
    times[i] = *n == 1 ? n_times - 1 : (guint) round ((double) i * (n_times - 1) / (*n - 1));
}

/**
 * spk_evolution_draw:
 *
 * Draws motifs as small multiples, the neurons of all of them at the same places, with one legend. May be called in any
 * thread.
 */
void
spk_evolution_draw (const SpkEvolutionData *data, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  g_autofree SpkCompositePanel *panels = g_new0 (SpkCompositePanel, data->n_motifs + 1);
  SpkComposite composite = { .title = data->title, .n_panels = data->n_motifs, .panels = panels, .letters = data->letters,
                             .legend = draw_legend, .legend_data = data,
                             .columns = spk_evolution_choose_columns (data->n_motifs, size.width / MAX (1, size.height)) };

  for (guint i = 0; i < data->n_motifs; i++)
    panels[i] = (SpkCompositePanel){ .draw = draw_motif, .data = &data->motifs[i], .title = data->motifs[i].title };
  if (data->n_motifs == 0)
    composite.legend = NULL;
  spk_composite_draw (&composite, style, size, cr);
  if (data->n_motifs == 0)
    spk_text_draw_note (_("No motif yet"), size, style, cr);
}
