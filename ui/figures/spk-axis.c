/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures/spk-axis.h"

#include <math.h>

#include "figures/spk-number.h"
#include "figures/spk-text.h"

/* Ends of a logarithmic axis reach at most so many decades down from the largest value. */
#define MAX_DECADES 18

/* No axis goes further, so that lengths of axes and reciprocals of their ends are numbers. */
#define LARGEST  1e300
#define SMALLEST 1e-300

/**
 * spk_scale_map:
 *
 * Returns: position of @value, user units; NaN for NaN, and for what is not positive on a logarithmic scale
 */
double
spk_scale_map (const SpkScale *self, double value)
{
  double share;

  if (self->logarithmic)
    share = value > 0 ? log (value / self->low) / log (self->high / self->low) : NAN;
  else
    share = (value - self->low) / (self->high - self->low);
  return self->start + share * (self->end - self->start);
}

/**
 * spk_scale_unmap:
 *
 * Returns: value at @position
 */
double
spk_scale_unmap (const SpkScale *self, double position)
{
  double share = (position - self->start) / (self->end - self->start);

  if (self->logarithmic)
    return self->low * pow (self->high / self->low, share);
  return self->low + share * (self->high - self->low);
}

static void
fit_logarithmic (SpkAxisSpec *self, double data_low, double data_high, double margin)
{
  double high = isfinite (self->high) && self->high > 0 ? self->high : data_high;

  high = isfinite (high) && high > 0 ? CLAMP (high, SMALLEST, LARGEST) : 10;

  double low = isfinite (self->low) && self->low > 0 ? self->low : data_low;

  if (!isfinite (low) || low <= 0 || low > high)
    low = high / 10;
  low = MAX (MAX (low, SMALLEST / 10), high * pow (10, -MAX_DECADES));
  if (high - low <= 1e-9 * high)
    {
      low /= 2;
      high *= 2;
    }

  double factor = pow (high / low, margin);

  self->low = isfinite (self->low) && self->low > 0 ? self->low : low / factor;
  self->high = isfinite (self->high) && self->high > self->low ? self->high : high * factor;
}

static void
fit_linear (SpkAxisSpec *self, double data_low, double data_high, double margin)
{
  gboolean free_low = !isfinite (self->low), free_high = !isfinite (self->high);

  if (free_low)
    self->low = isfinite (data_low) ? data_low : isfinite (self->high) ? self->high - 1 : 0;
  if (free_high)
    self->high = isfinite (data_high) ? data_high : self->low + 1;
  self->low = CLAMP (self->low, -LARGEST, LARGEST);
  self->high = CLAMP (self->high, self->low, LARGEST);

  /* One value only, or doubles too coarse to divide the range. */
  double smallest = MAX (SMALLEST, 1e-9 * MAX (fabs (self->low), fabs (self->high)));

  if (self->high - self->low <= smallest)
    {
      double half = MAX (smallest, self->high == 0 ? 0.5 : 0.05 * fabs (self->high));

      self->low -= half;
      self->high += half;
      return;
    }

  double extra = margin * (self->high - self->low);

  self->low -= free_low ? extra : 0;
  self->high += free_high ? extra : 0;
}

/**
 * spk_axis_spec_extend_range:
 * @values: (nullable): [@n]
 * @low: (inout): smallest value so far, NaN for none
 * @high: (inout): largest value so far, NaN for none
 *
 * Extends a range to all @values that the axis can show.
 */
void
spk_axis_spec_extend_range (const SpkAxisSpec *self, const double *values, guint n, double *low, double *high)
{
  for (guint i = 0; values != NULL && i < n; i++)
    if (isfinite (values[i]) && (!self->logarithmic || values[i] > 0))
      {
        *low = isnan (*low) ? values[i] : MIN (*low, values[i]);
        *high = isnan (*high) ? values[i] : MAX (*high, values[i]);
      }
}

/**
 * spk_axis_spec_fit:
 * @data_low: smallest value of the data, on a logarithmic axis the smallest positive one; NaN without data
 * @data_high: largest value of the data
 * @margin: share of the range that is added at ends that come from the data
 *
 * Sets the ends that are not set. Afterwards @low is below @high, both are finite, and positive on a logarithmic axis.
 */
void
spk_axis_spec_fit (SpkAxisSpec *self, double data_low, double data_high, double margin)
{
  if (self->logarithmic)
    fit_logarithmic (self, data_low, data_high, margin);
  else
    fit_linear (self, data_low, data_high, margin);
}

static char *
title_markup (const SpkAxisSpec *spec, int exponent)
{
  g_autofree char *title = spec->title != NULL ? g_markup_escape_text (spec->title, -1) : NULL;
  g_autofree char *unit = spec->unit != NULL ? g_markup_escape_text (spec->unit, -1) : NULL;
  g_autofree char *power = exponent != 0 ? spk_number_power_markup (exponent) : NULL;
  g_autofree char *factor = NULL;

  if (power != NULL && unit != NULL)
    factor = g_strconcat (power, " ", unit, NULL);
  else if (power != NULL)
    factor = g_strconcat ("\xc3\x97", power, NULL);
  else
    factor = g_strdup (unit);

  if (factor == NULL || title == NULL)
    return g_strdup (factor != NULL ? factor : title);
  return g_strdup_printf ("%s (%s)", title, factor);
}

static SpkTicks *
create_ticks (const SpkAxisSpec *spec, double n_wanted)
{
  if (spec->logarithmic)
    return spk_ticks_new_log (spec->low, spec->high, n_wanted);
  if (spec->integer)
    return spk_ticks_new_integer (spec->low, spec->high, n_wanted);
  return spk_ticks_new_linear (spec->low, spec->high, n_wanted);
}

static gboolean
labels_fit (const SpkAxis *self, gboolean vertical, const SpkFigureStyle *style)
{
  double gap = (vertical ? 0.25 : 0.9) * spk_figure_style_to_units (style, style->font_size);
  double end_of_last = -INFINITY;

  for (guint i = 0; i < self->ticks->n; i++)
    {
      SpkText label = { .markup = self->ticks->labels[i], .small = TRUE };
      double extent = vertical ? spk_text_get_line_height (TRUE, style) : spk_text_measure_width (label, style);
      double middle = fabs (spk_scale_map (&self->scale, self->ticks->values[i]) - self->scale.start);

      if (middle - extent / 2 < end_of_last + gap)
        return FALSE;
      end_of_last = middle + extent / 2;
    }
  return TRUE;
}

/* Leaves the first and the last of three or more ticks. */
static void
keep_outer_ticks (SpkTicks *ticks)
{
  guint last = ticks->n - 1;

  for (guint i = 1; i < last; i++)
    g_clear_pointer (&ticks->labels[i], g_free);
  ticks->values[1] = ticks->values[last];
  ticks->labels[1] = g_steal_pointer (&ticks->labels[last]);
  ticks->n = 2;
}

static void
keep_first_tick (SpkTicks *ticks)
{
  for (guint i = 1; i < ticks->n; i++)
    g_clear_pointer (&ticks->labels[i], g_free);
  ticks->n = MIN (ticks->n, 1);
}

/**
 * spk_axis_init:
 * @spec: with both ends set, as by spk_axis_spec_fit()
 * @start: position of the lower end, user units
 * @end: position of the upper end
 * @vertical: whether labels stand above each other
 *
 * Chooses the ticks of an axis so that its labels do not touch: the outer ones where there is no room for all, one where
 * there is none for two.
 */
void
spk_axis_init (SpkAxis *self, const SpkAxisSpec *spec, double start, double end, gboolean vertical,
               const SpkFigureStyle *style)
{
  double length = fabs (end - start);
  double spacing = (vertical ? 2.3 : 5.5) * spk_figure_style_to_units (style, style->font_size);
  double n_wanted = MAX (2, length / spacing);

  *self = (SpkAxis){ .scale = { spec->logarithmic, spec->low, spec->high, start, end } };
  self->ticks = create_ticks (spec, n_wanted);
  while (!labels_fit (self, vertical, style) && n_wanted > 2)
    {
      n_wanted = MAX (2, n_wanted * 0.8);
      spk_ticks_free (self->ticks);
      self->ticks = create_ticks (spec, n_wanted);
    }
  if (!labels_fit (self, vertical, style) && self->ticks->n > 2)
    keep_outer_ticks (self->ticks);
  if (!labels_fit (self, vertical, style))
    keep_first_tick (self->ticks);
  self->title = title_markup (spec, self->ticks->exponent);
}

/**
 * spk_axis_measure_labels:
 *
 * Returns: length of the longest label, user units
 */
double
spk_axis_measure_labels (const SpkAxis *self, const SpkFigureStyle *style)
{
  double widest = 0;

  for (guint i = 0; i < self->ticks->n; i++)
    widest = MAX (widest, spk_text_measure_width ((SpkText){ .markup = self->ticks->labels[i], .small = TRUE }, style));
  return widest;
}

/**
 * spk_axis_clear:
 *
 * Frees what @self holds.
 */
void
spk_axis_clear (SpkAxis *self)
{
  g_clear_pointer (&self->ticks, spk_ticks_free);
  g_clear_pointer (&self->title, g_free);
}
