/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "figures/spk-histogram-private.h"
#include "figures/spk-text.h"

#define SHARE_OF_FIRST  0.6
#define SPACE_PT        12.0
#define HEADROOM        1.06
#define NOTE_HEADROOM   1.3 /* below a note in the corner, which bars would hide */
#define TARGET_REACH    4.0 /* means of the target that are shown at least */
#define SHARE_OF_TAIL   0.005
#define LOWEST_LOG      0.5 /* foot of bars on a logarithmic axis: a count of 1 can be seen */

static void
copy_histogram (SpkHistogram *self, const SpkHistogram *histogram)
{
  gboolean usable = histogram != NULL && histogram->n_bins > 0 && histogram->counts != NULL &&
                    isfinite (histogram->low) && isfinite (histogram->high) && histogram->high > histogram->low;

  if (!usable)
    return;
  *self = *histogram;
  self->counts = g_memdup2 (histogram->counts, histogram->n_bins * sizeof *histogram->counts);
}

/**
 * spk_histogram_part_get_before:
 *
 * Returns: height of the outline in a bin of its own, as a count of a bin as wide as those of the bars
 */
double
spk_histogram_part_get_before (const SpkHistogramPart *self, guint bin)
{
  double own = (self->before.high - self->before.low) / self->before.n_bins, width = own;

  if (self->histogram.n_bins > 0)
    width = (self->histogram.high - self->histogram.low) / self->histogram.n_bins;
  return (double) self->before.counts[bin] * width / own;
}

/**
 * spk_histogram_part_get_target:
 *
 * Returns: the exponential density aimed at, times the number of values and the width of a bin
 */
double
spk_histogram_part_get_target (const SpkHistogramPart *self, double x)
{
  double width = (self->histogram.high - self->histogram.low) / self->histogram.n_bins;

  return x < 0 ? 0 : self->total * width / self->target_mean * exp (-x / self->target_mean);
}

/**
 * spk_histogram_part_get_target_start:
 *
 * Returns: where the target curve begins: at 0, or at the middle of the first bin above it
 */
double
spk_histogram_part_get_target_start (const SpkHistogramPart *self)
{
  return MAX (0, (spk_histogram_part_get_edge (self, 0) + spk_histogram_part_get_edge (self, 1)) / 2);
}

static gboolean
has_target (const SpkHistogramPart *self)
{
  return self->target_mean > 0 && isfinite (self->target_mean) && self->total > 0;
}

/* The end of the bins that hold all values but so many of a long tail. */
static guint
find_end (const SpkHistogram *histogram, guint64 allowed)
{
  guint64 beyond = 0;
  guint end = histogram->n_bins;

  while (end > 0 && beyond + histogram->counts[end - 1] <= allowed)
    beyond += histogram->counts[--end];
  return end;
}

/* Few values of a tail are left out beside a target; a logarithmic axis shows those too. */
static guint64
get_allowed (const SpkHistogramPart *self, guint64 total, gboolean logarithmic)
{
  return logarithmic || !has_target (self) ? 0 : (guint64) (SHARE_OF_TAIL * total);
}

/* Extends a range to that of the outline. */
static void
extend_to_before (const SpkHistogramPart *self, gboolean logarithmic, double *low, double *high)
{
  const SpkHistogram *before = &self->before;
  guint64 total = 0;
  guint first = 0, end;

  for (guint i = 0; i < before->n_bins; i++)
    total += before->counts[i];
  end = find_end (before, get_allowed (self, total, logarithmic));
  while (first < end && before->counts[first] == 0)
    first++;
  if (first == end)
    return;
  *low = MIN (*low, before->low + (before->high - before->low) * first / before->n_bins);
  *high = MAX (*high, before->low + (before->high - before->low) * end / before->n_bins);
}

/* From the first bin that is not empty to the last, and as far as the target is worth looking at. */
static SpkAxisSpec
fit_x (const SpkHistogramPart *self, const SpkHistogramPanel *panel)
{
  SpkAxisSpec spec = panel->x;
  guint first = 0, end = find_end (&self->histogram, get_allowed (self, self->total, panel->logarithmic));
  gboolean has_bins = self->histogram.n_bins > 0;

  while (first < end && self->histogram.counts[first] == 0)
    first++;
  if (first == end)
    {
      spk_axis_spec_fit (&spec, has_bins ? self->histogram.low : NAN, has_bins ? self->histogram.high : NAN, 0);
      return spec;
    }

  double low = spk_histogram_part_get_edge (self, first), high = spk_histogram_part_get_edge (self, end);

  extend_to_before (self, panel->logarithmic, &low, &high);
  if (has_target (self))
    {
      low = MIN (low, MAX (0, self->histogram.low));
      high = MIN (self->histogram.high, MAX (high, TARGET_REACH * self->target_mean));
    }
  spk_axis_spec_fit (&spec, low, high, 0);
  return spec;
}

static double
find_highest (const SpkHistogramPart *self)
{
  double highest = 0;

  for (guint i = 0; i < self->before.n_bins; i++)
    highest = MAX (highest, spk_histogram_part_get_before (self, i));
  return highest;
}

static SpkAxisSpec
fit_y (const SpkHistogramPart *self, const SpkHistogramPanel *panel, const SpkAxisSpec *x, const char *title)
{
  SpkAxisSpec spec = SPK_AXIS_SPEC_INIT (title, NULL);
  double largest = find_highest (self);

  for (guint i = 0; i < self->histogram.n_bins; i++)
    if (spk_histogram_part_get_edge (self, i + 1) > x->low && spk_histogram_part_get_edge (self, i) < x->high)
      largest = MAX (largest, self->histogram.counts[i]);
  if (has_target (self))
    largest = MAX (largest, spk_histogram_part_get_target (self, spk_histogram_part_get_target_start (self)));

  spec.logarithmic = panel->logarithmic;
  spec.integer = !panel->logarithmic;
  spec.low = panel->logarithmic ? LOWEST_LOG : 0;
  spec.high = MAX ((panel->logarithmic ? 1.5 : panel->note != NULL ? NOTE_HEADROOM : HEADROOM) * largest, 1);
  return spec;
}

static void
count_outside (SpkHistogramPart *self, const SpkAxisSpec *x)
{
  double slack = 1e-9 * (x->high - x->low);

  for (guint i = 0; i < self->histogram.n_bins; i++)
    if (spk_histogram_part_get_edge (self, i + 1) <= x->low + slack ||
        spk_histogram_part_get_edge (self, i) >= x->high - slack)
      self->n_outside += self->histogram.counts[i];
}

static void
init_part (SpkHistogramPart *self, const SpkHistogramPanel *panel, const char *y_title, SpkRectangle bounds,
           const SpkFigureStyle *style)
{
  self->title = g_strdup (panel->title);
  self->target_mean = panel->target_mean;
  self->bounds = bounds;
  self->name = g_strdup (panel->name);
  self->before_name = g_strdup (panel->before_name);
  self->note = g_strdup (panel->note);
  copy_histogram (&self->histogram, panel->histogram);
  copy_histogram (&self->before, panel->before);
  for (guint i = 0; i < self->histogram.n_bins; i++)
    self->total += self->histogram.counts[i];

  SpkAxisSpec x = fit_x (self, panel), y = fit_y (self, panel, &x, y_title);
  double title = panel->title != NULL ? ceil (spk_text_get_line_height (TRUE, style)) : 0;

  count_outside (self, &x);
  bounds.y += title;
  bounds.height = MAX (1, bounds.height - title);
  spk_plot_area_init (&self->area, bounds, &x, &y, FALSE, (SpkPlotMargins){ 0 }, style);
  self->area.grid = FALSE;
}

/* The first panel large at the left with the others below each other, or above the others beside each other. */
static SpkRectangle
place_panel (const SpkHistogramFigure *self, guint i)
{
  double top = spk_text_get_title_height (self->title, &self->style);
  double width = self->size.width, height = MAX (1, self->size.height - top);
  double space = spk_figure_style_to_units (&self->style, SPACE_PT), n = self->n_parts - 1;
  gboolean wide = width > 1.2 * height;

  if (n == 0)
    return (SpkRectangle){ 0, top, width, height };
  if (i == 0)
    return wide ? (SpkRectangle){ 0, top, floor (SHARE_OF_FIRST * width - space / 2), height }
                : (SpkRectangle){ 0, top, width, floor (SHARE_OF_FIRST * height - space / 2) };
  if (wide)
    {
      double left = ceil (SHARE_OF_FIRST * width + space / 2), each = floor ((height - (n - 1) * space / 2) / n);

      return (SpkRectangle){ left, top + (i - 1) * (each + space / 2), width - left, each };
    }

  double above = top + ceil (SHARE_OF_FIRST * height + space / 2), each = floor ((width - (n - 1) * space) / n);

  return (SpkRectangle){ (i - 1) * (each + space), above, each, self->size.height - above };
}

/**
 * spk_histogram_figure_new:
 * @data: only read during the call
 * @style: copied
 *
 * Lays histograms out. An axis whose ends are not set spans the bins that are not empty; beside a target it leaves out
 * a tail of up to 0.5 % of the values, as the corner says, unless counts are logarithmic. May be called in any thread.
 *
 * Returns: (transfer full): the figure
 */
SpkHistogramFigure *
spk_histogram_figure_new (const SpkHistogramData *data, const SpkFigureStyle *style, SpkFigureSize size)
{
  SpkHistogramFigure *self = g_new0 (SpkHistogramFigure, 1);

  self->style = *style;
  self->size = size;
  self->title = g_strdup (data->title);
  self->n_parts = data->n_panels;
  self->parts = g_new0 (SpkHistogramPart, data->n_panels);
  for (guint i = 0; i < data->n_panels; i++)
    init_part (&self->parts[i], &data->panels[i], i == 0 ? data->y_title : NULL, place_panel (self, i), style);
  return self;
}

/**
 * spk_histogram_figure_free:
 */
void
spk_histogram_figure_free (SpkHistogramFigure *self)
{
  for (guint i = 0; i < self->n_parts; i++)
    {
      spk_plot_area_clear (&self->parts[i].area);
      g_free (self->parts[i].histogram.counts);
      g_free (self->parts[i].before.counts);
      g_free (self->parts[i].name);
      g_free (self->parts[i].before_name);
      g_free (self->parts[i].note);
      g_free (self->parts[i].title);
    }
  g_free (self->parts);
  g_free (self->title);
  g_free (self);
}

/**
 * spk_histogram_figure_get_plot:
 *
 * Returns: the rectangle between the axes of a panel
 */
SpkRectangle
spk_histogram_figure_get_plot (const SpkHistogramFigure *self, guint panel)
{
  return panel < self->n_parts ? self->parts[panel].area.data : (SpkRectangle){ 0 };
}

static double
snap_edge (SpkFigureSize size, double position)
{
  return size.pixels_per_unit > 0 ? round (position * size.pixels_per_unit) / size.pixels_per_unit : position;
}

/**
 * spk_histogram_figure_get_bar:
 *
 * Returns: the bar of a bin, user units; without height where it counts nothing or is not shown
 */
SpkRectangle
spk_histogram_figure_get_bar (const SpkHistogramFigure *self, guint panel, guint bin)
{
  if (panel >= self->n_parts || bin >= self->parts[panel].histogram.n_bins)
    return (SpkRectangle){ 0 };

  const SpkHistogramPart *part = &self->parts[panel];
  const SpkRectangle *plot = &part->area.data;
  double bottom = plot->y + plot->height, count = (double) part->histogram.counts[bin];
  double left = spk_scale_map (&part->area.x.scale, spk_histogram_part_get_edge (part, bin));
  double right = spk_scale_map (&part->area.x.scale, spk_histogram_part_get_edge (part, bin + 1));
  double gap = right - left >= 4 ? 1 : 0;

  left = CLAMP (snap_edge (self->size, left), plot->x, plot->x + plot->width);
  right = CLAMP (snap_edge (self->size, right) - gap, left, plot->x + plot->width);

  double top = count > 0 && right > left ? spk_scale_map (&part->area.y.scale, count) : bottom;

  top = CLAMP (top, plot->y, bottom);
  return (SpkRectangle){ left, top, right - left, bottom - top };
}

static int
find_bin (const SpkHistogramPart *part, double x)
{
  double place = (x - part->histogram.low) / (part->histogram.high - part->histogram.low) * part->histogram.n_bins;

  return part->histogram.n_bins > 0 && place >= 0 && place < part->histogram.n_bins ? (int) place : -1;
}

/**
 * spk_histogram_figure_hit:
 * @x: user units
 * @y: likewise
 *
 * Returns: panel and bin at a point; anywhere above or in a bar is its bin
 */
SpkHistogramHit
spk_histogram_figure_hit (const SpkHistogramFigure *self, double x, double y)
{
  SpkHistogramHit hit = SPK_HISTOGRAM_HIT_INIT;

  for (guint i = 0; i < self->n_parts; i++)
    {
      const SpkHistogramPart *part = &self->parts[i];

      if (!spk_rectangle_contains (part->bounds, x, y))
        continue;
      hit.panel = (int) i;
      hit.total = part->total;
      if (spk_rectangle_contains (part->area.data, x, y))
        hit.bin = find_bin (part, spk_scale_unmap (&part->area.x.scale, x));
      if (hit.bin < 0)
        return hit;
      hit.low = spk_histogram_part_get_edge (part, (guint) hit.bin);
      hit.high = spk_histogram_part_get_edge (part, (guint) hit.bin + 1);
      hit.count = part->histogram.counts[hit.bin];
      return hit;
    }
  return hit;
}
