/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure-samples-activity.h"

#include <math.h>

#include "base/spk-random.h"
#include "figures/spk-composite.h"
#include "figures/spk-confusion-figure.h"
#include "figures/spk-evolution-figure.h"
#include "figures/spk-intervals-data.h"
#include "figures/spk-record-data.h"
#include "figures/spk-sizes-data.h"
#include "figures/spk-trace-figure.h"
#include "search/spk-epoch-record.h"

static void
fill_confusion (guint *counts, guint n)
{
  SpkRandom random;

  spk_random_init (&random, 12, SPK_PURPOSE_TEST, 0, 0);
  for (guint truth = 0; truth < n; truth++)
    for (guint i = 0; i < 20 + 3 * truth; i++)
      {
        guint said = spk_random_uniform (&random) < 0.75 ? truth : (guint) (n * spk_random_uniform (&random));

        counts[truth * n + MIN (said, n - 1)]++;
      }
}

void
figure_draw_confusion (GPtrArray *records, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  static const char *const names[] = { "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine" };
  guint counts[100] = { 0 };
  SpkConfusionData data = { .title = "TI46-Alpha, test samples", .n_classes = 10, .counts = counts, .class_names = names };

  fill_confusion (counts, 10);

  g_autoptr (SpkConfusionFigure) figure = spk_confusion_figure_new (&data, style, size);

  spk_confusion_figure_draw (figure, cr);
}

/* More classes than numbers find room for, without names. */
void
figure_draw_confusion_many (GPtrArray *records, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  enum { N = 35 };
  guint counts[N * N] = { 0 };
  SpkConfusionData data = { .n_classes = N, .counts = counts };

  fill_confusion (counts, N);
  for (guint i = 0; i < N; i++)
    counts[4 * N + i] = 0; /* a class without a sample */

  g_autoptr (SpkConfusionFigure) figure = spk_confusion_figure_new (&data, style, size);

  spk_confusion_figure_draw (figure, cr);
}

void
figure_draw_confusion_empty (GPtrArray *records, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  SpkConfusionData data = { 0 };
  g_autoptr (SpkConfusionFigure) figure = spk_confusion_figure_new (&data, style, size);

  spk_confusion_figure_draw (figure, cr);
}

enum
{
  N_TRACES = 3,
  STEPS = 120,
};

/* The two equations of a neuron, with currents that come in bursts. */
static void
fill_traces (float *potential, float *current)
{
  SpkRandom random;

  spk_random_init (&random, 14, SPK_PURPOSE_TEST, 0, 0);
  for (guint n = 0; n < N_TRACES; n++)
    {
      double i = 0, u = 0;

      for (guint t = 0; t < STEPS; t++)
        {
          double burst = sin (0.11 * t + 2 * n) > 0.2 ? 0.6 + 0.2 * n : 0.05;

          i = 0.8 * i + (spk_random_uniform (&random) < burst ? 0.5 : 0) -
              (spk_random_uniform (&random) < 0.15 ? 0.6 : 0);
          u = 0.9 * (u >= 1 ? 0 : u) + 0.18 * i;
          potential[n * STEPS + t] = (float) u;
          current[n * STEPS + t] = (float) i;
        }
    }
}

static void
draw_traces (double begin, double end, guint n, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  static const char *const names[] = { "neuron 3", "neuron 12", "neuron 71" };
  float potential[N_TRACES * STEPS], current[N_TRACES * STEPS];
  SpkTraceData data = SPK_TRACE_DATA_INIT;

  fill_traces (potential, current);
  data.steps = STEPS;
  data.step_duration = 1.6;
  data.time_unit = "ms";
  data.n_neurons = n;
  data.names = names;
  data.potential = potential;
  data.current = current;
  data.begin = begin;
  data.end = end;

  g_autoptr (SpkTraceFigure) figure = spk_trace_figure_new (&data, style, size);

  spk_trace_figure_draw (figure, cr);
}

void
figure_draw_traces (GPtrArray *records, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  draw_traces (0, 0, N_TRACES, style, size, cr);
}

void
figure_draw_traces_window (GPtrArray *records, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  draw_traces (20.5, 61.5, 1, style, size, cr);
}

static const SpkEpochRecord *
get_record (GPtrArray *records, double share)
{
  return records->pdata[(guint) (share * (records->len - 1))];
}

void
figure_draw_intervals (GPtrArray *records, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  SpkIntervalsRequest request = { .record = get_record (records, 0.5), .probe = -1, .step = 1.6, .time_unit = "ms",
                                  .logarithmic = TRUE };
  SpkIntervalsData data;

  spk_intervals_data_init (&data, &request);

  g_autoptr (SpkHistogramFigure) figure = spk_histogram_figure_new (&data.data, style, size);

  spk_histogram_figure_draw (figure, cr);
  spk_intervals_data_clear (&data);
}

void
figure_draw_rates_before (GPtrArray *records, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  SpkHistogram before;
  SpkRandom random;

  spk_random_init (&random, 16, SPK_PURPOSE_TEST, 0, 0);
  spk_histogram_init (&before, 0, 0.5, 32);
  for (guint i = 0; i < 4000; i++)
    spk_histogram_add (&before, 0.12 + 0.05 * spk_random_normal (&random), 1);

  SpkHistogramPanel panel = { .x = SPK_AXIS_SPEC_INIT ("rate", "spikes per step"), .target_mean = 0.05,
                              .histogram = &get_record (records, 0.5)->layers[0].rates, .before = &before,
                              .name = "epoch 60", .before_name = "epoch 1" };
  SpkHistogramData data = { .y_title = "count", .n_panels = 1, .panels = &panel };
  g_autoptr (SpkHistogramFigure) figure = spk_histogram_figure_new (&data, style, size);

  spk_histogram_figure_draw (figure, cr);
  g_free (before.counts);
}

void
figure_draw_sizes (GPtrArray *records, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  g_autoptr (SpkSizesData) data = spk_sizes_data_new (records, 0);
  g_autoptr (SpkCurvesFigure) figure = spk_curves_figure_new (spk_sizes_data_get_curves (data), style, size);

  spk_curves_figure_draw (figure, cr);
}

void
figure_draw_evolution (GPtrArray *records, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  enum { N = 6 };
  SpkTopologyData motifs[N] = { 0 };
  char titles[N][24];
  guint times[N], n_search = 0;
  SpkEvolutionData data = { .motifs = motifs, .letters = TRUE };

  while (n_search < records->len && ((SpkEpochRecord *) records->pdata[n_search])->phase == SPK_PHASE_SEARCH)
    n_search++;
  spk_evolution_choose_times (n_search, N, times, &data.n_motifs);
  for (guint i = 0; i < data.n_motifs; i++)
    {
      const SpkEpochRecord *record = records->pdata[times[i]];

      spk_topology_data_set_layer (&motifs[i], &record->layers[0], 2);
      g_snprintf (titles[i], sizeof titles[i], "epoch %u", record->epoch);
      motifs[i].title = titles[i];
    }
  spk_evolution_draw (&data, style, size, cr);
}

typedef struct
{
  GPtrArray        *records;
  FigureSampleDraw *draw;
} Panel;

static void
draw_panel (gconstpointer data, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  const Panel *panel = data;

  panel->draw (panel->records, style, size, cr);
}

void
figure_draw_composite (GPtrArray *records, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  const Panel data[] = { { records, figure_draw_rates_before }, { records, figure_draw_sizes },
                         { records, figure_draw_traces_window } };
  const SpkCompositePanel panels[] = { { draw_panel, &data[0], "Rates", 1 }, { draw_panel, &data[1], "Sizes", 1 },
                                       { draw_panel, &data[2], NULL, 2 } };
  const SpkComposite composite = { .title = "Search of TI46-Alpha", .columns = 2, .n_panels = 3, .panels = panels,
                                   .letters = TRUE };

  spk_composite_draw (&composite, style, size, cr);
}
