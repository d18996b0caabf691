/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Smooth random manifolds, Zenke and Vogels, Neural Computation 33:899, 2021: a class is a random smooth manifold in
 * the space of spike times, a sample a random point on it. Every channel spikes exactly once, so that counting spikes
 * tells nothing and only their times tell the classes apart. */

#include "data/spk-randman.h"

#include "base/spk-random.h"
#include "data/spk-data-error.h"
#include "data/spk-dataset-builder.h"

#include <math.h>
#include <string.h>

#define MIN_SMOOTHNESS 0.1
#define MAX_SMOOTHNESS 10.0
#define MAX_TERMS      256
#define MAX_SINES      4e9     /* about a minute and a half */
#define SMALLEST_TERM  1e-3    /* the series ends where its coefficients fall below */

typedef struct
{
  double amplitude;
  double frequency;
  double phase;
} Term;

/* One class: for every channel and dimension a Fourier series, [channels][dimensions][n_terms]. */
typedef struct
{
  guint channels;
  guint dimensions;
  guint n_terms;
  Term *terms;
} Manifold;

/* The keys of a specification that are whole numbers, with their range. */
typedef struct
{
  const char *key;
  gsize       offset;
  guint       min;
  guint       max;
} CountKey;

static const CountKey count_keys[] = {
  { "classes", G_STRUCT_OFFSET (SpkRandmanOptions, classes), 2, 1000 },
  { "channels", G_STRUCT_OFFSET (SpkRandmanOptions, channels), 1, 10000 },
  { "dimensions", G_STRUCT_OFFSET (SpkRandmanOptions, dimensions), 1, 16 },
  { "samples", G_STRUCT_OFFSET (SpkRandmanOptions, samples), 2, 100000 },
};

/**
 * spk_randman_options_init:
 *
 * Sets the defaults: 10 classes, 32 channels, 1 dimension, smoothness 2, 100 samples a class, seed 1. A small
 * feed-forward network learns this task in seconds.
 */
void
spk_randman_options_init (SpkRandmanOptions *options)
{
  *options = (SpkRandmanOptions){
    .classes = 10,
    .channels = 32,
    .dimensions = 1,
    .smoothness = 2,
    .samples = 100,
    .seed = 1,
  };
}

static gboolean
fail_range (GError **error, const char *key, const char *text, const char *range)
{
  g_set_error (error, SPK_DATA_ERROR, SPK_DATA_ERROR_ARGUMENT, "randman: %s=%s: must be %s", key, text, range);
  return FALSE;
}

static gboolean
parse_count (const CountKey *key, const char *text, SpkRandmanOptions *options, GError **error)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, key->min, key->max, &value, NULL))
    {
      g_autofree char *range = g_strdup_printf ("a whole number from %u to %u", key->min, key->max);

      return fail_range (error, key->key, text, range);
    }
  G_STRUCT_MEMBER (guint, options, key->offset) = (guint) value;
  return TRUE;
}

static gboolean
parse_smoothness (const char *text, SpkRandmanOptions *options, GError **error)
{
  char *end;
  double value = g_ascii_strtod (text, &end);

  if (end == text || *end != '\0' || !(value >= MIN_SMOOTHNESS && value <= MAX_SMOOTHNESS))
    return fail_range (error, "smoothness", text, "a number from 0.1 to 10");
  options->smoothness = value;
  return TRUE;
}

static gboolean
parse_seed (const char *text, SpkRandmanOptions *options, GError **error)
{
  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, &options->seed, NULL))
    return fail_range (error, "seed", text, "a whole number from 0 to 18446744073709551615");
  return TRUE;
}

static gboolean
parse_pair (const char *key, const char *text, SpkRandmanOptions *options, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (count_keys); i++)
    if (g_str_equal (key, count_keys[i].key))
      return parse_count (&count_keys[i], text, options, error);
  if (g_str_equal (key, "smoothness"))
    return parse_smoothness (text, options, error);
  if (g_str_equal (key, "seed"))
    return parse_seed (text, options, error);
  g_set_error (error, SPK_DATA_ERROR, SPK_DATA_ERROR_ARGUMENT,
               "randman: “%s” is no key; there are classes, channels, dimensions, smoothness, samples, seed", key);
  return FALSE;
}

/**
 * spk_randman_parse:
 * @spec: "randman" or "randman:KEY=VALUE,...", the keys being the fields of #SpkRandmanOptions
 * @seed: the seed where @spec names none
 * @options: (out): the defaults with what @spec changes
 * @error: return location for a #SPK_DATA_ERROR
 *
 * Returns: %FALSE with %SPK_DATA_ERROR_ARGUMENT, naming the key and the range that it has
 */
gboolean
spk_randman_parse (const char *spec, guint64 seed, SpkRandmanOptions *options, GError **error)
{
  g_return_val_if_fail (g_str_has_prefix (spec, "randman"), FALSE);

  const char *colon = strchr (spec, ':');
  g_auto (GStrv) pairs = g_strsplit (colon == NULL ? "" : colon + 1, ",", -1);

  spk_randman_options_init (options);
  options->seed = seed;
  for (guint i = 0; pairs[i] != NULL; i++)
    {
      g_auto (GStrv) sides = g_strsplit (pairs[i], "=", 2);

      if (g_strv_length (sides) != 2)
        {
          g_set_error (error, SPK_DATA_ERROR, SPK_DATA_ERROR_ARGUMENT, "randman: “%s” is not of the form KEY=VALUE",
                       pairs[i]);
          return FALSE;
        }
      if (!parse_pair (g_strstrip (sides[0]), g_strstrip (sides[1]), options, error))
        return FALSE;
    }
  return TRUE;
}

static guint
count_terms (double smoothness)
{
  return (guint) MIN (ceil (pow (SMALLEST_TERM, -1 / smoothness)), MAX_TERMS);
}

static gboolean
check_options (const SpkRandmanOptions *options, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (count_keys); i++)
    {
      SpkRandmanOptions same;
      g_autofree char *text = g_strdup_printf ("%u", G_STRUCT_MEMBER (guint, options, count_keys[i].offset));

      if (!parse_count (&count_keys[i], text, &same, error))
        return FALSE;
    }
  if (!(options->smoothness >= MIN_SMOOTHNESS && options->smoothness <= MAX_SMOOTHNESS))
    {
      g_autofree char *text = g_strdup_printf ("%g", options->smoothness);

      return fail_range (error, "smoothness", text, "a number from 0.1 to 10");
    }

  double n_sines = (double) options->classes * options->samples * options->channels * options->dimensions *
                   count_terms (options->smoothness);

  if (n_sines > MAX_SINES)
    {
      g_set_error (error, SPK_DATA_ERROR, SPK_DATA_ERROR_ARGUMENT,
                   "randman: takes too long, %.0e sines where %.0e are allowed; lower classes, samples, channels or "
                   "dimensions, or raise smoothness", n_sines, MAX_SINES);
      return FALSE;
    }
  return TRUE;
}

static char *
make_source (const SpkRandmanOptions *options)
{
  char smoothness[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_dtostr (smoothness, sizeof smoothness, options->smoothness);
  return g_strdup_printf ("randman:classes=%u,channels=%u,dimensions=%u,smoothness=%s,samples=%u,seed=%"
                          G_GUINT64_FORMAT, options->classes, options->channels, options->dimensions, smoothness,
                          options->samples, options->seed);
}

static Manifold *
manifold_new (const SpkRandmanOptions *options, guint label)
{
  Manifold *self = g_new0 (Manifold, 1);
  gsize n_series = (gsize) options->channels * options->dimensions;
  SpkRandom random;

  self->channels = options->channels;
  self->dimensions = options->dimensions;
  self->n_terms = count_terms (options->smoothness);
  self->terms = g_new (Term, n_series * self->n_terms);
  spk_random_init (&random, options->seed, SPK_PURPOSE_MANIFOLD, label, 0);
  for (gsize i = 0; i < n_series * self->n_terms; i++)
    {
      guint k = (guint) (i % self->n_terms) + 1;

      self->terms[i].amplitude = spk_random_uniform (&random) * pow (k, -options->smoothness);
      self->terms[i].frequency = spk_random_uniform (&random) * 2 * G_PI * k;
      self->terms[i].phase = spk_random_uniform (&random) * 2 * G_PI;
    }
  return self;
}

static void
manifold_free (Manifold *self)
{
  g_free (self->terms);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Manifold, manifold_free)

/* prod_d sum_k theta_A k^-alpha sin (2 pi (k theta_B x_d + theta_C)), the theta uniform in [0, 1). */
static double
manifold_evaluate (const Manifold *self, guint channel, const double *point)
{
  const Term *term = self->terms + (gsize) channel * self->dimensions * self->n_terms;
  double product = 1;

  for (guint d = 0; d < self->dimensions; d++)
    {
      double sum = 0;

      for (guint k = 0; k < self->n_terms; k++, term++)
        sum += term->amplitude * sin (term->frequency * point[d] + term->phase);
      product *= sum;
    }
  return product;
}

/* Stretches the values of one channel, @stride apart, to [0, 1]. */
static void
standardise (double *values, guint n_values, gsize stride)
{
  double least = values[0], most = values[0];

  for (guint i = 1; i < n_values; i++)
    {
      least = MIN (least, values[i * stride]);
      most = MAX (most, values[i * stride]);
    }
  for (guint i = 0; i < n_values; i++)
    values[i * stride] = most > least ? (values[i * stride] - least) / (most - least) : 0.5;
}

/* The samples of one class as values in [0, 1], [samples][channels]. */
static double *
draw_class (const SpkRandmanOptions *options, guint label)
{
  g_autoptr (Manifold) manifold = manifold_new (options, label);
  g_autofree double *point = g_new (double, options->dimensions);
  double *values = g_new (double, (gsize) options->samples * options->channels);

  for (guint i = 0; i < options->samples; i++)
    {
      SpkRandom random;

      spk_random_init (&random, options->seed, SPK_PURPOSE_MANIFOLD, label, 1 + i);
      for (guint d = 0; d < options->dimensions; d++)
        point[d] = spk_random_uniform (&random);
      for (guint c = 0; c < options->channels; c++)
        values[(gsize) i * options->channels + c] = manifold_evaluate (manifold, c, point);
    }
  for (guint c = 0; c < options->channels; c++)
    standardise (values + c, options->samples, options->channels);
  return values;
}

static guint32
spike_time_us (double value)
{
  return (guint32) MIN (floor (value * SPK_RANDMAN_DURATION_US), SPK_RANDMAN_DURATION_US - 1);
}

static gboolean
add_class (SpkDatasetBuilder *builder, const SpkRandmanOptions *options, guint label, GError **error)
{
  g_autofree double *values = draw_class (options, label);
  g_autofree char *class_name = g_strdup_printf ("%u", label);

  spk_dataset_builder_add_class (builder, class_name);
  for (guint i = 0; i < options->samples; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u/%u", label, i);

      for (guint c = 0; c < options->channels; c++)
        spk_dataset_builder_add_event (builder, c, spike_time_us (values[(gsize) i * options->channels + c]));
      if (!spk_dataset_builder_end_sample (builder, name, label, NULL, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * spk_randman_generate:
 * @options: what to make
 * @error: return location for a #SPK_DATA_ERROR
 *
 * Makes a data set of smooth random manifolds. In each class every channel is stretched over the whole duration, so
 * that the classes differ in shape alone. The same options give the same data.
 *
 * Returns: (transfer full): the data set, or %NULL with %SPK_DATA_ERROR_ARGUMENT, naming the key and the range
 */
SpkDataset *
spk_randman_generate (const SpkRandmanOptions *options, GError **error)
{
  if (!check_options (options, error))
    return NULL;

  const SpkGeometry geometry = { .channels = options->channels, .polarities = 1 };
  g_autofree char *source = make_source (options);
  g_autoptr (SpkDatasetBuilder) builder = spk_dataset_builder_new ("randman", source, &geometry, 1, FALSE);

  for (guint label = 0; label < options->classes; label++)
    if (!add_class (builder, options, label, error))
      return NULL;
  return spk_dataset_builder_finish (builder, error);
}
