/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sound/spk-ear.h"

#include <complex.h>
#include <math.h>
#include <string.h>

/* Constants of the report. */
#define BREAK_FREQUENCY   1000.0 /* below it bandwidths stop narrowing, Hz */
#define ZERO_OFFSET       1.5    /* of a stage's zero above its pole, steps */
#define SHARPNESS         5.0    /* quality of the zeros relative to the poles */
#define PREEMPHASIS       300.0  /* corner of the outer ear, Hz */
#define N_FRONT           2      /* filters before the cascade */
#define N_GAINS           4
#define GAIN_LIMIT        1.0
#define DECIMATION_TAU    3.0    /* time constant of the last low-pass filter, output steps */

static const double gain_targets[N_GAINS] = { 0.0032, 0.0016, 0.0008, 0.0004 };
static const double gain_taus[N_GAINS] = { 0.64, 0.16, 0.04, 0.01 }; /* seconds */

/* (b0 + b1/z + b2/z^2) / (1 + a1/z + a2/z^2) */
typedef struct
{
  double b0, b1, b2, a1, a2;
} Filter;

typedef struct
{
  double first, second;
} FilterState;

struct _SpkEar
{
  SpkEarOptions options;
  guint         n_channels;
  guint         n_filters;   /* N_FRONT more than channels */
  Filter       *filters;     /* [n_filters] */
  double       *frequencies; /* [n_channels], Hz, falling */
  Filter        decimator;
  double        gain_rates[N_GAINS]; /* share of the way that a gain goes in a sample */
};

/* Bandwidth at @frequency, Hz. */
static double
bandwidth (double frequency, double q)
{
  return hypot (frequency, BREAK_FREQUENCY) / q;
}

/* The highest centre, which leaves room for the zero of its stage below half the rate. */
static double
top_frequency (double rate, double q, double step)
{
  return rate / 2 - bandwidth (rate / 2, q) * step * (ZERO_OFFSET - 1);
}

/* Where the poles of a stage would stop being a resonance. */
static double
lowest_frequency (double q)
{
  return BREAK_FREQUENCY / sqrt (4 * q * q - 1);
}

/* Integral of the density of channels; its difference is how many lie between two frequencies. */
static double
place (double frequency, double q, double step)
{
  return q / step * log (frequency + hypot (frequency, BREAK_FREQUENCY));
}

static double
centre_frequency (double top, double channel, double q, double step)
{
  double reach = top + hypot (top, BREAK_FREQUENCY);
  double shrink = exp (channel * step / q);

  return (reach / shrink - shrink * BREAK_FREQUENCY * BREAK_FREQUENCY / reach) / 2;
}

static double complex
filter_response (const Filter *filter, double frequency, double rate)
{
  double complex z = cexp (-2 * G_PI * I * frequency / rate);

  return (filter->b0 + z * (filter->b1 + z * filter->b2)) / (1 + z * (filter->a1 + z * filter->a2));
}

/* Scales a filter so that its gain at @frequency is @gain. */
static void
set_gain (Filter *filter, double gain, double frequency, double rate)
{
  double factor = gain / cabs (filter_response (filter, frequency, rate));

  filter->b0 *= factor;
  filter->b1 *= factor;
  filter->b2 *= factor;
}

/* The two coefficients of a resonance beside the 1. */
static void
resonance (double frequency, double q, double rate, double *first, double *second)
{
  double radius = exp (-G_PI * frequency / rate / q);
  double angle = 2 * G_PI * frequency / rate * sqrt (MAX (1 - 1 / (4 * q * q), 0));

  *first = -2 * radius * cos (angle);
  *second = radius * radius;
}

/* The stage of the basilar membrane around @centre: a pole, and a sharper zero a little above. */
static Filter
make_stage (double centre, const SpkEarOptions *options)
{
  Filter stage = { .b0 = 1 };
  double width = bandwidth (centre, options->q);
  double zero = centre + width * options->step * ZERO_OFFSET;

  resonance (zero, SHARPNESS * zero / width, options->rate, &stage.b1, &stage.b2);
  resonance (centre, centre / width, options->rate, &stage.a1, &stage.a2);
  return stage;
}

static void
design_front (SpkEar *self, double top)
{
  const SpkEarOptions *options = &self->options;
  double first_q = self->frequencies[0] / bandwidth (self->frequencies[0], options->q);
  Filter compensation = { .b0 = 1, .b2 = -1 };

  self->filters[0] = (Filter){ .b1 = 1, .b2 = -exp (-2 * G_PI * PREEMPHASIS / options->rate) };
  resonance (top, first_q, options->rate, &compensation.a1, &compensation.a2);
  self->filters[1] = compensation;
  set_gain (&self->filters[0], 1, options->rate / 4, options->rate);
  set_gain (&self->filters[1], 1, options->rate / 4, options->rate);
}

static void
design_cascade (SpkEar *self)
{
  double rate = self->options.rate;

  for (guint i = 0; i < self->n_channels; i++)
    {
      guint upper = MAX (i, 1);
      double gain = self->n_channels == 1 ? 1 : self->frequencies[upper - 1] / self->frequencies[upper];

      self->filters[N_FRONT + i] = make_stage (self->frequencies[i], &self->options);
      set_gain (&self->filters[N_FRONT + i], gain, 0, rate);
    }
}

/* Share of the way to its input that a leaky mean goes in one sample. */
static double
leak (double tau, double rate)
{
  return 1 - exp (-1 / (tau * rate));
}

static void
design_decimator (SpkEar *self)
{
  double rate = self->options.rate;
  double keep = 1 - leak (self->options.decimation / rate * DECIMATION_TAU, rate);

  self->decimator = (Filter){ .b0 = 1, .a1 = -2 * keep, .a2 = keep * keep };
  set_gain (&self->decimator, 1, 0, rate);
}

/**
 * spk_ear_count_channels:
 * @rate: samples a second
 * @q: quality factor of the filters
 * @step: distance of neighbouring filters, bandwidths
 *
 * Returns: how many channels such an ear has: 86 at 16 kHz, 78 at 12.5 kHz with Slaney's q of 8 and step of 0.25
 */
guint
spk_ear_count_channels (double rate, double q, double step)
{
  double top = top_frequency (rate, q, step);
  double n = place (top, q, step) - place (lowest_frequency (q), q, step);

  return n >= 1 ? (guint) MIN (n, G_MAXUINT) : 0;
}

/**
 * spk_ear_new:
 * @options: values in their ranges that give 1 to %SPK_EAR_MAX_CHANNELS channels, see spk_ear_count_channels()
 *
 * Returns: (transfer full): an ear
 */
SpkEar *
spk_ear_new (const SpkEarOptions *options)
{
  g_return_val_if_fail (options->rate >= SPK_EAR_MIN_RATE && options->rate <= SPK_EAR_MAX_RATE, NULL);
  g_return_val_if_fail (options->q >= 2 && options->step > 0 && options->decimation > 0, NULL);

  guint n_channels = spk_ear_count_channels (options->rate, options->q, options->step);

  g_return_val_if_fail (n_channels >= 1 && n_channels <= SPK_EAR_MAX_CHANNELS, NULL);

  SpkEar *self = g_new0 (SpkEar, 1);
  double top = top_frequency (options->rate, options->q, options->step);

  self->options = *options;
  self->n_channels = n_channels;
  self->n_filters = n_channels + N_FRONT;
  self->filters = g_new0 (Filter, self->n_filters);
  self->frequencies = g_new (double, n_channels);
  for (guint i = 0; i < n_channels; i++)
    self->frequencies[i] = centre_frequency (top, i + 1, options->q, options->step);
  design_front (self, top);
  design_cascade (self);
  design_decimator (self);
  for (guint i = 0; i < N_GAINS; i++)
    self->gain_rates[i] = leak (gain_taus[i], options->rate);
  return self;
}

void
spk_ear_free (SpkEar *self)
{
  g_free (self->frequencies);
  g_free (self->filters);
  g_free (self);
}

guint
spk_ear_get_n_channels (const SpkEar *self)
{
  return self->n_channels;
}

/**
 * spk_ear_get_frequency:
 *
 * Returns: the frequency at which the filter of @channel is centred, Hz; falls from channel to channel
 */
double
spk_ear_get_frequency (const SpkEar *self, guint channel)
{
  g_return_val_if_fail (channel < self->n_channels, 0);

  return self->frequencies[channel];
}

/**
 * spk_ear_get_step:
 *
 * Returns: how long a step of the output lasts, seconds
 */
double
spk_ear_get_step (const SpkEar *self)
{
  return self->options.decimation / self->options.rate;
}

/**
 * spk_ear_response:
 * @frequency: Hz, below half the rate
 *
 * Returns: gain of the basilar membrane at @channel for a steady tone, before all that is not linear
 */
double
spk_ear_response (const SpkEar *self, guint channel, double frequency)
{
  double complex response = 1;

  g_return_val_if_fail (channel < self->n_channels, 0);

  for (guint i = 0; i < N_FRONT + channel + 1; i++)
    response *= filter_response (&self->filters[i], frequency, self->options.rate);
  return cabs (response);
}

/* Transposed direct form II. */
static inline double
filter_step (const Filter *filter, FilterState *state, double input)
{
  double output = filter->b0 * input + state->first;

  state->first = filter->b1 * input - filter->a1 * output + state->second;
  state->second = filter->b2 * input - filter->a2 * output;
  return output;
}

/* One sample through the cascade; @nerve takes what the hair cells pass on: [n_channels + 1], at first what enters the
 * cascade, then each channel. */
static void
pass_cascade (const SpkEar *self, FilterState *states, double sample, float *nerve)
{
  double wave = sample;

  for (guint i = 0; i < N_FRONT; i++)
    wave = filter_step (&self->filters[i], &states[i], wave);
  nerve[0] = wave > 0 ? (float) wave : 0;
  for (guint i = 0; i < self->n_channels; i++)
    {
      wave = filter_step (&self->filters[N_FRONT + i], &states[N_FRONT + i], wave);
      nerve[i + 1] = wave > 0 ? (float) wave : 0;
    }
}

/* One stage of gain control: a channel is turned down by the mean of its own output and that of its neighbours.
 * @state has a place more at each end, which holds what the outermost channels see beyond themselves. */
static void
pass_gain (guint n, float rate, float target, float *state, float *next, float *nerve)
{
  float spread = (1 - rate) / 3;
  float drive = rate / target;

  state[0] = state[1];
  state[n + 1] = state[n];
  for (guint i = 0; i < n; i++)
    {
      nerve[i] *= 1 - state[i + 1];

      float wanted = drive * nerve[i] + spread * (state[i] + state[i + 1] + state[i + 2]);

      next[i + 1] = wanted < (float) GAIN_LIMIT ? wanted : (float) GAIN_LIMIT;
    }
  memcpy (state + 1, next + 1, n * sizeof state[0]);
}

/* What a channel has less than its upper neighbour, which is where a tone of its frequency dies away; low-pass
 * filtered. */
static void
pass_difference (const SpkEar *self, const float *nerve, FilterState *states, float *output)
{
  for (guint i = 0; i < self->n_channels; i++)
    {
      float difference = MAX (nerve[i] - nerve[i + 1], 0);

      output[i] = (float) filter_step (&self->decimator, &states[i], difference);
    }
}

static void
store_step (SpkCochleagram *cochleagram, guint step, const float *output)
{
  for (guint i = 0; i < cochleagram->n_channels; i++)
    spk_cochleagram_row (cochleagram, i)[step] = MAX (output[i], 0);
}

/**
 * spk_ear_listen:
 * @samples: [@n_samples], finite, full scale from -1 to 1
 * @n_samples: at most 2^31 steps of the output are made
 *
 * Hears a sound from silence on. Samples that do not fill a last step are left out.
 *
 * Returns: (transfer full): its cochleagram
 */
SpkCochleagram *
spk_ear_listen (const SpkEar *self, const float *samples, gsize n_samples)
{
  guint n = self->n_channels;
  guint decimation = self->options.decimation;
  SpkCochleagram *cochleagram = spk_cochleagram_new (n, (guint) MIN (n_samples / decimation, G_MAXINT));
  g_autofree FilterState *membrane = g_new0 (FilterState, self->n_filters);
  g_autofree FilterState *smooth = g_new0 (FilterState, n);
  guint n_nerves = n + 1;
  g_autofree float *gains = g_new0 (float, (gsize) N_GAINS * (n_nerves + 2));
  g_autofree float *next = g_new0 (float, n_nerves + 2);
  g_autofree float *nerve = g_new0 (float, n_nerves);
  g_autofree float *output = g_new0 (float, n);

  for (guint step = 0; step < cochleagram->n_steps; step++)
    {
      for (guint i = 0; i < decimation; i++)
        {
          pass_cascade (self, membrane, samples[(gsize) step * decimation + i], nerve);
          for (guint k = 0; k < N_GAINS; k++)
            pass_gain (n_nerves, (float) self->gain_rates[k], (float) gain_targets[k],
                       gains + (gsize) k * (n_nerves + 2), next, nerve);
          pass_difference (self, nerve, smooth, output);
        }
      store_step (cochleagram, step, output);
    }
  return cochleagram;
}
