/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <math.h>

#include "figures/spk-figure-style.h"
#include "figures/spk-ticks.h"

G_BEGIN_DECLS

/**
 * SpkScale:
 * @logarithmic: whether equal ratios are equal lengths; then @low and @high are positive
 * @low: value at @start
 * @high: value at @end, above @low
 * @start: position of @low, user units
 * @end: position of @high, user units; below @start on an axis that points up
 *
 * From values to positions.
 */
typedef struct
{
  gboolean logarithmic;
  double   low;
  double   high;
  double   start;
  double   end;
} SpkScale;

double spk_scale_map   (const SpkScale *self, double value);
double spk_scale_unmap (const SpkScale *self, double position);

/**
 * SpkAxisSpec:
 * @title: (nullable): what is shown, as "time"
 * @unit: (nullable): its unit, as "ms"; the axis says "time (ms)"
 * @low: smallest value shown; NaN chooses it from the data
 * @high: largest value shown; NaN chooses it from the data
 * @logarithmic: a logarithmic scale; values that are not positive are left out, and counted
 * @integer: ticks at whole numbers only
 *
 * What a caller says of an axis.
 */
typedef struct
{
  const char *title;
  const char *unit;
  double      low;
  double      high;
  gboolean    logarithmic;
  gboolean    integer;
} SpkAxisSpec;

/* An axis that chooses its ends from the data. */
#define SPK_AXIS_SPEC_INIT(title_, unit_) { .title = (title_), .unit = (unit_), .low = NAN, .high = NAN }

void spk_axis_spec_extend_range (const SpkAxisSpec *self, const double *values, guint n, double *low, double *high);
void spk_axis_spec_fit          (SpkAxisSpec *self, double data_low, double data_high, double margin);

/**
 * SpkAxis:
 * @scale: maps values to positions
 * @ticks: (nullable): (owned)
 * @title: (nullable) (owned): Pango markup of title, factor and unit
 *
 * An axis as it is drawn.
 */
typedef struct
{
  SpkScale  scale;
  SpkTicks *ticks;
  char     *title;
} SpkAxis;

void   spk_axis_init           (SpkAxis *self, const SpkAxisSpec *spec, double start, double end, gboolean vertical,
                                const SpkFigureStyle *style);
double spk_axis_measure_labels (const SpkAxis *self, const SpkFigureStyle *style);
void   spk_axis_clear          (SpkAxis *self);

G_END_DECLS
