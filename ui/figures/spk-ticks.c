/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures/spk-ticks.h"

#include <math.h>

#include "figures/spk-number.h"

/* Talbot, Lin and Hanrahan, "An Extension of Wilkinson's Algorithm for Positioning Tick Labels on Axes", IEEE TVCG
 * 16(6), 2010: of all nice sequences the one with the best mean of simplicity, coverage and density. Two things
 * differ: ticks stay inside the range, because the ends of an axis are the caller's, and they are multiples of their
 * step (j = 1 in the paper), because 40, 120, 200 is not read with ease. Whoever lays out the axis sees to it that
 * labels fit. */

static const double nice_steps[] = { 1, 5, 2, 2.5, 4, 3 };

#define SIMPLICITY_WEIGHT 0.25
#define COVERAGE_WEIGHT   0.2
#define DENSITY_WEIGHT    0.5
#define MAX_TICKS         60

typedef struct
{
  double low;
  double high;
  double wanted;
  gboolean integer;
  double score;
  double first;
  double step;
  guint n;
} Search;

static double
simplicity_of (guint i, gboolean has_zero)
{
  return 0 - (double) i / (G_N_ELEMENTS (nice_steps) - 1) + (has_zero ? 1 : 0);
}

static double
coverage_of (const Search *self, double first, double last)
{
  double reach = 0.1 * (self->high - self->low);

  return 1 - 0.5 * (pow ((self->high - last) / reach, 2) + pow ((self->low - first) / reach, 2));
}

static double
density_of (const Search *self, guint n, double span)
{
  double density = (n - 1) / span, wanted = (self->wanted - 1) / (self->high - self->low);

  return 2 - MAX (density / wanted, wanted / density);
}

static void
try_sequence (Search *self, guint i, double step)
{
  double from = ceil (self->low / step - 1e-9), to = floor (self->high / step + 1e-9);
  double first = from * step, last = to * step;

  if (to <= from || to - from >= MAX_TICKS || (self->integer && fabs (step - round (step)) > 1e-9))
    return;

  double score = SIMPLICITY_WEIGHT * simplicity_of (i, from <= 0 && to >= 0) +
                 COVERAGE_WEIGHT * coverage_of (self, first, last) +
                 DENSITY_WEIGHT * density_of (self, (guint) (to - from) + 1, last - first);

  if (score > self->score)
    {
      self->score = score;
      self->first = first;
      self->step = step;
      self->n = (guint) (to - from) + 1;
    }
}

/* Steps from one that gives too many ticks to one that gives none. */
static void
search (Search *self)
{
  double range = self->high - self->low;
  int lowest = (int) floor (log10 (range / MAX_TICKS)), highest = (int) ceil (log10 (range));

  for (int power = lowest; power <= highest; power++)
    for (guint i = 0; i < G_N_ELEMENTS (nice_steps); i++)
      try_sequence (self, i, nice_steps[i] * pow (10, power));
}

static guint
count_decimals (const double *values, guint n, double step)
{
  for (guint decimals = 0; decimals < 15; decimals++)
    {
      double scale = pow (10, decimals);
      gboolean exact = TRUE;

      for (guint i = 0; i < n && exact; i++)
        exact = fabs (values[i] * scale - round (values[i] * scale)) < 1e-3 * step * scale;
      if (exact)
        return decimals;
    }
  return 15;
}

/* Labels of one form for the whole axis; a power of ten is taken out of very large and very small ones. */
static void
label_linear (SpkTicks *self, double step)
{
  g_autofree double *scaled = g_new (double, MAX (1, self->n));
  double largest = 0;

  for (guint i = 0; i < self->n; i++)
    largest = MAX (largest, fabs (self->values[i]));
  if (largest > 0 && (largest >= 1e5 || largest < 1e-3))
    self->exponent = (int) floor (log10 (largest) + 1e-9);

  for (guint i = 0; i < self->n; i++)
    scaled[i] = self->values[i] / pow (10, self->exponent);

  guint decimals = count_decimals (scaled, self->n, step / pow (10, self->exponent));

  self->labels = g_new0 (char *, self->n + 1);
  for (guint i = 0; i < self->n; i++)
    self->labels[i] = spk_number_format_fixed (scaled[i], decimals);
}

static SpkTicks *
ticks_from_sequence (double first, double step, guint n)
{
  SpkTicks *self = g_new0 (SpkTicks, 1);

  self->n = n;
  self->values = g_new (double, MAX (1, n));
  for (guint i = 0; i < n; i++)
    {
      double value = first + i * step;

      self->values[i] = fabs (value) < 1e-9 * step ? 0 : value;
    }
  label_linear (self, step);
  return self;
}

/* A range in which doubles are too coarse for a sequence: the nice numbers would all be the same. */
static gboolean
is_degenerate (double low, double high)
{
  return !isfinite (low) || !isfinite (high) || !isfinite (high - low) || !(high > low) ||
         high - low < 1e-11 * MAX (fabs (low), fabs (high));
}

static SpkTicks *
ticks_new (double low, double high, double n_wanted, gboolean integer)
{
  Search best = { .low = low, .high = high, .wanted = MAX (2, n_wanted), .integer = integer, .score = -1e9 };

  if (is_degenerate (low, high))
    return isfinite (low) ? ticks_from_sequence (low, MAX (fabs (low), 1) * 1e-6, 1) : ticks_from_sequence (0, 1, 0);

  search (&best);
  if (best.n > 0)
    return ticks_from_sequence (best.first, best.step, best.n);

  /* No two whole numbers lie in the range. */
  double whole = ceil (low - 1e-9);

  return ticks_from_sequence (whole, 1, whole <= high ? 1 : 0);
}

/**
 * spk_ticks_new_linear:
 * @low: lower end of the axis
 * @high: upper end of the axis
 * @n_wanted: about how many labels there is room for
 *
 * Finds ticks inside [@low, @high]; Talbot, Lin and Hanrahan 2010. There is one tick, at @low, where the range is empty
 * or too small for doubles, and none where it is not finite.
 *
 * Returns: (transfer full): the ticks
 */
SpkTicks *
spk_ticks_new_linear (double low, double high, double n_wanted)
{
  return ticks_new (low, high, n_wanted, FALSE);
}

/**
 * spk_ticks_new_integer:
 *
 * Like spk_ticks_new_linear(), at whole numbers only: neurons, epochs, steps.
 *
 * Returns: (transfer full): the ticks
 */
SpkTicks *
spk_ticks_new_integer (double low, double high, double n_wanted)
{
  return ticks_new (low, high, n_wanted, TRUE);
}

static void
add_log_tick (GArray *values, GPtrArray *labels, int power, guint digit, gboolean plain)
{
  double value = digit * pow (10, power);
  g_autofree char *power_markup = spk_number_power_markup (power);

  g_array_append_val (values, value);
  if (plain)
    g_ptr_array_add (labels, spk_number_format_fixed (value, MAX (0, -power)));
  else if (digit == 1)
    g_ptr_array_add (labels, g_steal_pointer (&power_markup));
  else
    g_ptr_array_add (labels, g_strdup_printf ("%u\xc3\x97%s", digit, power_markup));
}

static gboolean
lies_in (double value, double low, double high)
{
  return value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9);
}

static double *
log_minor_ticks (double low, double high, int first, int last, guint *n)
{
  GArray *values = g_array_new (FALSE, FALSE, sizeof (double));

  for (int power = first; power <= last && last - first <= 12; power++)
    for (guint digit = 1; digit < 10; digit++)
      {
        double value = digit * pow (10, power);

        if (lies_in (value, low, high))
          g_array_append_val (values, value);
      }
  *n = values->len;
  return (double *) g_array_free (values, FALSE);
}

/**
 * spk_ticks_new_log:
 * @low: lower end of the axis, positive
 * @high: upper end of the axis, above @low
 * @n_wanted: about how many labels there is room for
 *
 * Finds ticks of a logarithmic axis: powers of ten, only every second, third, ... where they are many, with 2 and 5
 * times those where they are few. Minor ticks are at all multiples. A range below half a decade is treated as linear.
 *
 * Returns: (transfer full): the ticks
 */
SpkTicks *
spk_ticks_new_log (double low, double high, double n_wanted)
{
  static const guint some_digits[] = { 1, 2, 5 };

  if (is_degenerate (low, high) || low <= 0 || high / low < 3)
    return spk_ticks_new_linear (low, high, n_wanted);

  int first = (int) floor (log10 (low) + 1e-9), last = (int) floor (log10 (high) + 1e-9);
  double decades = log10 (high / low);
  int stride = (int) MAX (1, ceil (decades / MAX (2, n_wanted)));
  guint n_digits = stride == 1 && 3 * decades <= MAX (3, n_wanted) ? G_N_ELEMENTS (some_digits) : 1;
  gboolean plain = first >= -3 && last <= 4;
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  SpkTicks *self = g_new0 (SpkTicks, 1);

  for (int power = first; power <= last; power++)
    for (guint i = 0; i < n_digits && power % stride == 0; i++)
      if (lies_in (some_digits[i] * pow (10, power), low, high))
        add_log_tick (values, labels, power, some_digits[i], plain);
  g_ptr_array_add (labels, NULL);

  self->n = values->len;
  self->values = (double *) g_array_free (g_steal_pointer (&values), FALSE);
  self->labels = (char **) g_ptr_array_free (g_steal_pointer (&labels), FALSE);
  self->minor = log_minor_ticks (low, high, first, last, &self->n_minor);
  return self;
}

/**
 * spk_ticks_free:
 */
void
spk_ticks_free (SpkTicks *self)
{
  g_strfreev (self->labels);
  g_free (self->values);
  g_free (self->minor);
  g_free (self);
}
