/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure-samples.h"

#include <math.h>

#include "base/spk-random.h"
#include "figure-records.h"
#include "figure-samples-activity.h"
#include "figures/spk-curves-figure.h"
#include "figures/spk-histogram-figure.h"
#include "figures/spk-matrix-figure.h"
#include "figures/spk-raster-figure.h"
#include "figures/spk-record-data.h"
#include "figures/spk-scatter-figure.h"
#include "figures/spk-topology-figure.h"

/* The last epoch that has branches, as a search shows it, or the last of all. */
static SpkEpochRecord *
searched (GPtrArray *records, double share)
{
  guint n = 0;

  for (guint i = 0; i < records->len; i++)
    n += ((SpkEpochRecord *) records->pdata[i])->phase == SPK_PHASE_SEARCH;
  return records->pdata[n > 0 ? (guint) (share * (n - 1)) : records->len - 1];
}

/* Its spikes are to be freed by clear_raster_data(). */
static SpkRasterData
raster_data (GPtrArray *records)
{
  SpkRasterData data = SPK_RASTER_DATA_INIT;
  const SpkProbe *probe = searched (records, 1)->probes[0];

  spk_raster_data_set_probe (&data, probe, 0, spk_probe_unpack_input (probe), spk_probe_unpack_spikes (probe, 0));
  data.step_duration = 1.6;
  data.time_unit = "ms";
  data.motif_size = 8;
  return data;
}

static void
clear_raster_data (SpkRasterData *data)
{
  g_clear_pointer (&data->input, g_bytes_unref);
  g_clear_pointer (&data->spikes, g_bytes_unref);
}

static void
paint_raster (const SpkRasterData *data, const SpkRasterOverlay *overlay, const SpkFigureStyle *style,
              SpkFigureSize size, cairo_t *cr)
{
  g_autoptr (SpkRasterFigure) figure = spk_raster_figure_new (data, style, size);

  spk_raster_figure_draw (figure, cr);
  if (overlay != NULL)
    spk_raster_figure_draw_overlay (figure, overlay, cr);
}

static void
draw_raster (GPtrArray *records, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  SpkRasterData data = raster_data (records);

  paint_raster (&data, NULL, style, size, cr);
  clear_raster_data (&data);
}

static void
draw_raster_overlay (GPtrArray *records, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  SpkRasterData data = raster_data (records);
  SpkRasterOverlay overlay = SPK_RASTER_OVERLAY_INIT;

  data.title = "layer 1, sample \xe2\x80\x98" "b\xe2\x80\x99";
  data.prediction = 7;
  overlay.cursor = 0.4 * data.steps;
  overlay.selected_motif = 5;
  overlay.selected_neuron = 43;
  overlay.hover = (SpkRasterHit){ SPK_RASTER_NEURONS, 77, 9, data.steps / 2, 0 };
  overlay.tip = "motif 9, neuron 5 \xc2\xb7 96 ms \xc2\xb7 21 Hz";
  paint_raster (&data, &overlay, style, size, cr);
  clear_raster_data (&data);
}

static void
draw_raster_zoom (GPtrArray *records, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  static const guint order[] = { 71, 3, 40, 12, 90, 5, 6, 7, 8, 100, 11, 64 };
  SpkRasterData data = raster_data (records);

  data.order = order;
  data.n_rows = G_N_ELEMENTS (order);
  data.begin = 10.5;
  data.end = 42.25;
  paint_raster (&data, NULL, style, size, cr);
  clear_raster_data (&data);
}

/* More rows and steps than pixels: marks are merged. */
static void
draw_raster_dense (GPtrArray *records, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  SpkRasterData data = SPK_RASTER_DATA_INIT;
  g_autoptr (GBytes) input = figure_bits_new (1000, 78, 0.1, 31);
  g_autoptr (GBytes) spikes = figure_bits_new (1000, 4000, 0.01, 32);

  data.steps = 1000;
  data.channels = 78;
  data.input = input;
  data.neurons = 4000;
  data.spikes = spikes;
  data.motif_size = 16;
  paint_raster (&data, NULL, style, size, cr);
}

static void
draw_raster_empty (GPtrArray *records, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  SpkRasterData data = SPK_RASTER_DATA_INIT;

  data.steps = 100;
  data.neurons = 20;
  data.channels = 5;
  paint_raster (&data, NULL, style, size, cr);
}

static void
paint_topology (const SpkTopologyData *data, const SpkTopologyOverlay *overlay, const SpkFigureStyle *style,
                SpkFigureSize size, cairo_t *cr)
{
  g_autoptr (SpkTopologyFigure) figure = spk_topology_figure_new (data, style, size);

  spk_topology_figure_draw (figure, cr);
  if (overlay != NULL)
    spk_topology_figure_draw_overlay (figure, overlay, cr);
}

static void
paint_searched (GPtrArray *records, double share, guint branch, const SpkTopologyOverlay *overlay,
                const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  const SpkLayerRecord *layer = &searched (records, share)->layers[0];
  guint n = layer->n_branches;
  g_autofree guint *sizes = g_new0 (guint, MAX (1, n));
  g_autofree double *probabilities = g_new0 (double, MAX (1, n));
  SpkTopologyData data = { 0 };

  for (guint i = 0; i < n; i++)
    {
      sizes[i] = layer->branches[i].size;
      probabilities[i] = layer->branches[i].probability;
    }
  spk_topology_data_set_layer (&data, layer, MIN (branch, MAX (1, n) - 1));
  data.n_sizes = n;
  data.sizes = sizes;
  data.size_probabilities = probabilities;
  paint_topology (&data, overlay, style, size, cr);
}

static void
draw_topology_relaxed (GPtrArray *records, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  paint_searched (records, 0.5, 2, NULL, style, size, cr);
}

static void
draw_topology_late (GPtrArray *records, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  paint_searched (records, 1, 2, NULL, style, size, cr);
}

static void
draw_topology_16 (GPtrArray *records, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  paint_searched (records, 0.8, 3, NULL, style, size, cr);
}

static void
draw_topology_hover (GPtrArray *records, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  SpkTopologyOverlay overlay = SPK_TOPOLOGY_OVERLAY_INIT;

  overlay.hover = (SpkTopologyHit){ .part = SPK_TOPOLOGY_NEURON, .post = 3 };
  overlay.tip = "neuron 3 \xc2\xb7 5 in, 4 out";
  paint_searched (records, 0.8, 3, &overlay, style, size, cr);
}

static void
draw_topology_pinned (GPtrArray *records, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  g_autoptr (SpkTopology) motif = spk_topology_new_random (8, 0.35, 3, 2);
  g_autoptr (SpkPins) pins = spk_pins_new ();
  SpkTopologyData data = { .size = 8, .topology = motif, .pins = pins };
  SpkTopologyOverlay overlay = SPK_TOPOLOGY_OVERLAY_INIT;
  guint n_pinned = 0;

  for (guint post = 0; post < 8; post++)
    for (guint pre = 0; pre < 8; pre++)
      if (spk_topology_get_intra (motif, post, pre) != SPK_ABSENT && post != pre && n_pinned < 3)
        {
          spk_pins_set_intra (pins, 8, post, pre, spk_topology_get_intra (motif, post, pre));
          overlay.selected = spk_topology_data_get_intra (&data, post, pre);
          n_pinned++;
        }
  overlay.selected_neuron = 6;
  overlay.marked_neuron = 1;
  paint_topology (&data, &overlay, style, size, cr);
}

static void
draw_topology_free (GPtrArray *records, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  static const double positions[] = { 0, 0, 2, 0.3, 4, 0, 1, 2, 3, 2.2 };
  g_autoptr (SpkTopology) motif = spk_topology_new_random (5, 0.5, 8, 1);
  SpkTopologyData data = { .title = "e-i-chain", .size = 5, .topology = motif, .positions = positions };

  paint_topology (&data, NULL, style, size, cr);
}

static void
draw_topology_64 (GPtrArray *records, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  g_autoptr (SpkTopology) motif = spk_topology_new_random (64, 0.05, 3, 4);
  SpkTopologyData data = { .size = 64, .topology = motif };

  paint_topology (&data, NULL, style, size, cr);
}

static void
draw_topology_empty (GPtrArray *records, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  SpkTopologyData data = { 0 };

  paint_topology (&data, NULL, style, size, cr);
}

static void
paint_matrix (const SpkTopologyData *data, const SpkMatrixOverlay *overlay, const SpkFigureStyle *style,
              SpkFigureSize size, cairo_t *cr)
{
  g_autoptr (SpkMatrixFigure) figure = spk_matrix_figure_new (data, style, size);

  spk_matrix_figure_draw (figure, cr);
  if (overlay != NULL)
    spk_matrix_figure_draw_overlay (figure, overlay, cr);
}

static void
draw_matrix (GPtrArray *records, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  g_autoptr (SpkTopology) motif = spk_topology_new_random (8, 0.35, 3, 2);
  SpkTopologyData data = { .size = 8, .topology = motif };
  SpkMatrixOverlay overlay = SPK_MATRIX_OVERLAY_INIT;

  overlay.selected_neuron = 3;
  overlay.hover = spk_topology_data_get_intra (&data, 5, 2);
  paint_matrix (&data, &overlay, style, size, cr);
}

static void
draw_matrix_relaxed (GPtrArray *records, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  SpkTopologyData data = { .title = "epoch 30" };
  const SpkLayerRecord *layer = &searched (records, 0.5)->layers[0];

  spk_topology_data_set_layer (&data, layer, MIN (2, MAX (1, layer->n_branches) - 1));
  paint_matrix (&data, NULL, style, size, cr);
}

static void
draw_matrix_64 (GPtrArray *records, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  g_autoptr (SpkTopology) motif = spk_topology_new_random (64, 0.3, 3, 4);
  SpkTopologyData data = { .size = 64, .topology = motif };

  paint_matrix (&data, NULL, style, size, cr);
}

static void
paint_histograms (GPtrArray *records, gboolean logarithmic, const SpkHistogramOverlay *overlay,
                  const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  const SpkLayerRecord *layer = &searched (records, 1)->layers[0];
  SpkHistogramPanel panels[] = {
    { .x = SPK_AXIS_SPEC_INIT ("rate", "spikes per step"), .histogram = &layer->rates, .target_mean = 0.05,
      .logarithmic = logarithmic },
    { .x = SPK_AXIS_SPEC_INIT ("R", NULL), .histogram = &layer->resistance, .target_mean = NAN },
    { .x = SPK_AXIS_SPEC_INIT ("\xcf\x84\xe2\x82\x98", "steps"), .histogram = &layer->tau_m, .target_mean = NAN },
  };
  SpkHistogramData data = { .y_title = "count", .n_panels = G_N_ELEMENTS (panels), .panels = panels };
  g_autoptr (SpkHistogramFigure) figure = spk_histogram_figure_new (&data, style, size);

  spk_histogram_figure_draw (figure, cr);
  if (overlay != NULL)
    spk_histogram_figure_draw_overlay (figure, overlay, cr);
}

static void
draw_histograms (GPtrArray *records, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  paint_histograms (records, FALSE, NULL, style, size, cr);
}

static void
draw_histograms_log (GPtrArray *records, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  SpkHistogramOverlay overlay = SPK_HISTOGRAM_OVERLAY_INIT;

  overlay.hover.panel = 0;
  overlay.hover.bin = 7;
  overlay.tip = "0.055 to 0.063: 212 of 4000";
  paint_histograms (records, TRUE, &overlay, style, size, cr);
}

static void
draw_histogram_empty (GPtrArray *records, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  SpkHistogramPanel panel = { .x = SPK_AXIS_SPEC_INIT ("rate", "spikes per step"), .target_mean = 0.05 };
  SpkHistogramData data = { .y_title = "count", .n_panels = 1, .panels = &panel };
  g_autoptr (SpkHistogramFigure) figure = spk_histogram_figure_new (&data, style, size);

  spk_histogram_figure_draw (figure, cr);
}

enum
{
  TRAIN_ACCURACY,
  VALID_ACCURACY,
  DERIVED_ACCURACY,
  TRAIN_LOSS,
  VALID_LOSS,
  N_CURVES,
};

static double
get_curve (const SpkEpochRecord *record, guint curve)
{
  const double values[N_CURVES] = { 100 * record->train_accuracy, 100 * record->valid_accuracy,
                                    100 * record->derived_accuracy, record->train_loss, record->valid_loss };

  return values[curve];
}

static void
paint_progress (GPtrArray *records, guint n, const SpkCurvesOverlay *overlay, const SpkFigureStyle *style,
                SpkFigureSize size, cairo_t *cr)
{
  static const char *const names[N_CURVES] = { "train", "validation", "derived network", "train", "validation" };
  SpkCurvesPanel panels[] = { { .y = SPK_AXIS_SPEC_INIT ("accuracy", "%") },
                              { .y = SPK_AXIS_SPEC_INIT ("loss", NULL) } };
  SpkCurvesBoundary boundary = { NAN, "search", "training anew" };
  SpkSeries series[N_CURVES] = { 0 };
  SpkCurvesData data = { .x = SPK_AXIS_SPEC_INIT ("epoch", NULL), .n_panels = 2, .panels = panels, .n_series = N_CURVES,
                         .series = series, .n_boundaries = 1, .boundaries = &boundary };
  g_autofree double *values = g_new (double, N_CURVES * MAX (1, records->len));

  data.x.integer = TRUE;
  panels[1].weight = 0.8;
  for (guint c = 0; c < N_CURVES; c++)
    {
      series[c] = (SpkSeries){ .name = names[c], .panel = c >= TRAIN_LOSS, .n = n, .y = values + c * records->len,
                               .look = spk_line_look_for (c % TRAIN_LOSS) };
      for (guint i = 0; i < n; i++)
        values[c * records->len + i] = get_curve (records->pdata[i], c);
    }
  for (guint i = 1; i < n; i++)
    if (((SpkEpochRecord *) records->pdata[i])->phase != ((SpkEpochRecord *) records->pdata[i - 1])->phase)
      boundary.x = i + 0.5;

  g_autoptr (SpkCurvesFigure) figure = spk_curves_figure_new (&data, style, size);

  spk_curves_figure_draw (figure, cr);
  if (overlay != NULL)
    spk_curves_figure_draw_overlay (figure, overlay, cr);
}

static void
draw_progress (GPtrArray *records, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  paint_progress (records, records->len, NULL, style, size, cr);
}

static void
draw_progress_cursor (GPtrArray *records, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  SpkCurvesOverlay overlay = SPK_CURVES_OVERLAY_INIT;

  overlay.cursor = 20;
  overlay.hover = (SpkCurvesHit){ .panel = 0, .series = 1, .point = 34 };
  overlay.tip = "validation \xc2\xb7 epoch 35 \xc2\xb7 87.2 %";
  paint_progress (records, records->len, &overlay, style, size, cr);
}

static void
draw_progress_one (GPtrArray *records, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  paint_progress (records, 1, NULL, style, size, cr);
}

static void
draw_progress_empty (GPtrArray *records, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  paint_progress (records, 0, NULL, style, size, cr);
}

/* Means over seeds with their deviation, many of them, with gaps. */
static void
draw_bands (GPtrArray *records, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  enum { N = 60, N_RUNS = 6 };
  static const char *const names[N_RUNS] = { "searched", "random motifs", "dense", "feed-forward", "small world",
                                             "a control with a long name" };
  double values[3][N_RUNS][N];
  SpkSeries series[N_RUNS];
  SpkCurvesPanel panel = { .y = SPK_AXIS_SPEC_INIT ("validation accuracy", "%") };
  SpkCurvesData data = { .title = "TI46-Alpha, 3 seeds", .x = SPK_AXIS_SPEC_INIT ("epoch", NULL), .n_panels = 1,
                         .panels = &panel, .n_series = N_RUNS, .series = series };

  for (guint run = 0; run < N_RUNS; run++)
    {
      for (guint i = 0; i < N; i++)
        {
          double mean = 95 - 4.0 * run - 80 * exp (-(i + 1.0) / (6 + 2 * run)), deviation = 1 + 5 * exp (-0.08 * i);

          values[0][run][i] = run == 3 && i > 25 && i < 32 ? NAN : mean;
          values[1][run][i] = values[0][run][i] - deviation;
          values[2][run][i] = values[0][run][i] + deviation;
        }
      series[run] = (SpkSeries){ .name = names[run], .look = spk_line_look_for (run), .n = N, .y = values[0][run],
                                 .low = values[1][run], .high = values[2][run] };
      if (run >= 3)
        series[run].look.marker = run - 2;
    }

  g_autoptr (SpkCurvesFigure) figure = spk_curves_figure_new (&data, style, size);

  spk_curves_figure_draw (figure, cr);
}

static void
draw_scatter (GPtrArray *records, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  enum { N = 800 };
  double xs[N], ys[N];
  SpkScatterData data = { .x = SPK_AXIS_SPEC_INIT ("\xcf\x84\xe2\x82\x98", "steps"),
                          .y = SPK_AXIS_SPEC_INIT ("R", NULL), .n = N, .xs = xs, .ys = ys, .motif_size = 16 };
  SpkScatterOverlay overlay = SPK_SCATTER_OVERLAY_INIT;
  SpkRandom random;

  spk_random_init (&random, 2, SPK_PURPOSE_TEST, 0, 0);
  for (guint i = 0; i < N; i++)
    {
      xs[i] = 12 + 3 * spk_random_normal (&random);
      ys[i] = 0.6 * xs[i] + 6 + 2 * spk_random_normal (&random);
    }
  xs[17] = NAN;
  overlay.selected_motif = 3;
  overlay.hover = 321;
  overlay.tip = "neuron 321 \xc2\xb7 R 12.1 \xc2\xb7 \xcf\x84\xe2\x82\x98 11.7";

  g_autoptr (SpkScatterFigure) figure = spk_scatter_figure_new (&data, style, size);

  spk_scatter_figure_draw (figure, cr);
  spk_scatter_figure_draw_overlay (figure, &overlay, cr);
}

const FigureSample figure_samples[] = {
  { "raster", 560, 400, TRUE, draw_raster },
  { "raster-overlay", 560, 400, TRUE, draw_raster_overlay },
  { "raster-zoom", 420, 380, TRUE, draw_raster_zoom },
  { "raster-dense", 420, 300, TRUE, draw_raster_dense },
  { "raster-empty", 360, 200, TRUE, draw_raster_empty },
  { "topology-relaxed", 480, 400, TRUE, draw_topology_relaxed },
  { "topology-late", 480, 400, FALSE, draw_topology_late },
  { "topology-16", 440, 440, FALSE, draw_topology_16 },
  { "topology-narrow", 260, 420, FALSE, draw_topology_16 },
  { "topology-hover", 440, 400, TRUE, draw_topology_hover },
  { "topology-pinned", 400, 360, TRUE, draw_topology_pinned },
  { "topology-free", 400, 260, TRUE, draw_topology_free },
  { "topology-64", 480, 480, FALSE, draw_topology_64 },
  { "topology-empty", 300, 200, FALSE, draw_topology_empty },
  { "matrix", 320, 300, TRUE, draw_matrix },
  { "matrix-relaxed", 320, 300, TRUE, draw_matrix_relaxed },
  { "matrix-64", 420, 400, FALSE, draw_matrix_64 },
  { "histograms", 460, 250, TRUE, draw_histograms },
  { "histograms-log", 460, 250, TRUE, draw_histograms_log },
  { "histograms-narrow", 280, 360, FALSE, draw_histograms },
  { "histogram-empty", 300, 200, TRUE, draw_histogram_empty },
  { "progress", 640, 300, TRUE, draw_progress },
  { "progress-cursor", 640, 300, TRUE, draw_progress_cursor },
  { "progress-one", 420, 260, FALSE, draw_progress_one },
  { "progress-empty", 420, 260, TRUE, draw_progress_empty },
  { "bands", 480, 320, TRUE, draw_bands },
  { "scatter", 360, 300, TRUE, draw_scatter },
  { "confusion", 420, 360, TRUE, figure_draw_confusion },
  { "confusion-many", 420, 360, TRUE, figure_draw_confusion_many },
  { "confusion-narrow", 240, 300, FALSE, figure_draw_confusion },
  { "confusion-empty", 300, 200, FALSE, figure_draw_confusion_empty },
  { "traces", 480, 420, TRUE, figure_draw_traces },
  { "traces-window", 420, 240, TRUE, figure_draw_traces_window },
  { "intervals", 460, 260, TRUE, figure_draw_intervals },
  { "rates-before", 360, 240, TRUE, figure_draw_rates_before },
  { "sizes", 420, 240, TRUE, figure_draw_sizes },
  { "evolution", 600, 440, TRUE, figure_draw_evolution },
  { "composite", 640, 480, TRUE, figure_draw_composite },
};
const guint n_figure_samples = G_N_ELEMENTS (figure_samples);

SpkFigureStyle
figure_style_new (SpkFigureTheme theme)
{
  SpkFigureStyle style;

  spk_figure_style_init (&style, theme);
  style.font_family = "Cantarell";
  style.paint_background = TRUE;
  return style;
}

cairo_surface_t *
figure_sample_paint (const FigureSample *sample, GPtrArray *records, const SpkFigureStyle *style, double scale)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ceil (sample->width * scale),
                                                         (int) ceil (sample->height * scale));
  cairo_t *cr;

  cairo_surface_set_device_scale (surface, scale, scale);
  cr = cairo_create (surface);
  sample->draw (records, style, (SpkFigureSize){ sample->width, sample->height, scale }, cr);
  cairo_destroy (cr);
  return surface;
}
