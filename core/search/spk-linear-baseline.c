/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Softmax regression on spike counts. An input is sqrt (spikes of the channel), which evens out the spread of counts,
 * less its mean over the training samples and divided by its deviation there. Counts are taken from the events anew
 * wherever they are needed: of a large set they would not fit into memory. One thread does everything in a fixed order,
 * so the result is the same in every run. */

#include "search/spk-linear-baseline.h"

#include <math.h>
#include <string.h>

#include "base/spk-random.h"
#include "search/spk-network-shape.h"
#include "search/spk-parts.h"

#define BATCH 64
#define WANTED_STEPS 20000 /* far beyond where the loss of TI46 or N-MNIST settles */
#define MIN_EPOCHS 20
#define MAX_EPOCHS 1000
#define RATE 0.01 /* of Adam, falling to 0 along a cosine */
#define BETA_1 0.9
#define BETA_2 0.999
#define EPSILON 1e-8
#define WEIGHT_PENALTY 1e-3 /* L2, not of the biases */

typedef struct
{
  SpkDataset *dataset;
  guint64 duration_us;
  guint channels;
  guint classes;
  gsize n_values;
  double *mean;     /* [channels] */
  double *inverse;  /* [channels]: 1 / deviation, 0 where a channel always has the same count */
  double *values;   /* [channels + 1][classes]: weights, then biases */
  double *gradient; /* as values */
  double *first;    /* as values: Adam's moments */
  double *second;
  double *inputs; /* [channels] */
  double *scores; /* [classes] */
  guint n_steps;
} Model;

static void
model_init (Model *self, const SpkSettings *settings, SpkDataset *dataset)
{
  const guint channels = spk_dataset_get_geometry (dataset)->channels;
  const guint classes = spk_dataset_get_n_classes (dataset);
  const gsize n_values = ((gsize)channels + 1) * classes;

  *self = (Model){
    .dataset = dataset,
    .duration_us = spk_network_shape_duration (settings, dataset),
    .channels = channels,
    .classes = classes,
    .n_values = n_values,
    .mean = g_new0 (double, channels),
    .inverse = g_new0 (double, channels),
    .values = g_new0 (double, n_values),
    .gradient = g_new0 (double, n_values),
    .first = g_new0 (double, n_values),
    .second = g_new0 (double, n_values),
    .inputs = g_new0 (double, channels),
    .scores = g_new0 (double, classes),
  };
}

static void
model_clear (Model *self)
{
  g_free (self->mean);
  g_free (self->inverse);
  g_free (self->values);
  g_free (self->gradient);
  g_free (self->first);
  g_free (self->second);
  g_free (self->inputs);
  g_free (self->scores);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Model, model_clear)

static void
count_spikes (Model *self, guint32 sample)
{
  gsize n_events;
  const SpkEvent *events = spk_dataset_get_events (self->dataset, sample, &n_events);

  memset (self->inputs, 0, self->channels * sizeof (double));
  for (gsize i = 0; i < n_events && events[i].time_us < self->duration_us; i++)
    self->inputs[events[i].channel]++;
  for (guint c = 0; c < self->channels; c++)
    self->inputs[c] = sqrt (self->inputs[c]);
}

static void
measure_inputs (Model *self, const SpkSplit *parts)
{
  for (guint i = 0; i < parts->n_train; i++)
    {
      count_spikes (self, parts->train[i]);
      for (guint c = 0; c < self->channels; c++)
        {
          const double change = self->inputs[c] - self->mean[c];

          self->mean[c] += change / (i + 1);
          self->inverse[c] += change * (self->inputs[c] - self->mean[c]); /* for now the sum of squares */
        }
    }
  for (guint c = 0; c < self->channels; c++)
    {
      const double deviation = sqrt (self->inverse[c] / parts->n_train);

      self->inverse[c] = deviation > 1e-6 ? 1 / deviation : 0;
    }
}

static void
load_sample (Model *self, guint32 sample)
{
  count_spikes (self, sample);
  for (guint c = 0; c < self->channels; c++)
    self->inputs[c] = (self->inputs[c] - self->mean[c]) * self->inverse[c];
}

static void
compute_scores (Model *self)
{
  memcpy (self->scores, self->values + (gsize)self->channels * self->classes, self->classes * sizeof (double));
  for (guint c = 0; c < self->channels; c++)
    {
      const double *row = self->values + (gsize)c * self->classes;

      for (guint k = 0; k < self->classes; k++)
        self->scores[k] += self->inputs[c] * row[k];
    }
}

static void
scores_to_probabilities (Model *self)
{
  double largest = self->scores[0], sum = 0;

  for (guint k = 1; k < self->classes; k++)
    largest = MAX (largest, self->scores[k]);
  for (guint k = 0; k < self->classes; k++)
    sum += self->scores[k] = exp (self->scores[k] - largest);
  for (guint k = 0; k < self->classes; k++)
    self->scores[k] /= sum;
}

/* The gradient of the cross-entropy with respect to the scores is the probability less what it should be. */
static void
add_gradient (Model *self, guint32 sample)
{
  double *biases = self->gradient + (gsize)self->channels * self->classes;

  load_sample (self, sample);
  compute_scores (self);
  scores_to_probabilities (self);
  self->scores[spk_dataset_get_label (self->dataset, sample)] -= 1;
  for (guint c = 0; c < self->channels; c++)
    {
      double *row = self->gradient + (gsize)c * self->classes;

      for (guint k = 0; k < self->classes; k++)
        row[k] += self->inputs[c] * self->scores[k];
    }
  for (guint k = 0; k < self->classes; k++)
    biases[k] += self->scores[k];
}

/* A step of Adam, Kingma and Ba, arXiv 1412.6980. */
static void
step (Model *self, guint n_samples, double rate)
{
  const gsize n_weights = (gsize)self->channels * self->classes;
  double correction_1, correction_2;

  self->n_steps++;
  correction_1 = 1 - pow (BETA_1, self->n_steps);
  correction_2 = 1 - pow (BETA_2, self->n_steps);
  for (gsize i = 0; i < self->n_values; i++)
    {
      const double penalty = i < n_weights ? WEIGHT_PENALTY * self->values[i] : 0;
      const double g = self->gradient[i] / n_samples + penalty;

      self->first[i] = BETA_1 * self->first[i] + (1 - BETA_1) * g;
      self->second[i] = BETA_2 * self->second[i] + (1 - BETA_2) * g * g;
      self->values[i] -= rate * (self->first[i] / correction_1) / (sqrt (self->second[i] / correction_2) + EPSILON);
    }
}

static void
train_batch (Model *self, const guint32 *samples, guint n_samples, double rate)
{
  memset (self->gradient, 0, self->n_values * sizeof (double));
  for (guint i = 0; i < n_samples; i++)
    add_gradient (self, samples[i]);
  step (self, n_samples, rate);
}

static guint
train (Model *self, const SpkSplit *parts, guint64 seed)
{
  const guint n_batches = (parts->n_train + BATCH - 1) / BATCH;
  const guint n_epochs = CLAMP (WANTED_STEPS / n_batches, MIN_EPOCHS, MAX_EPOCHS);
  g_autofree guint32 *order = g_memdup2 (parts->train, parts->n_train * sizeof (guint32));

  for (guint epoch = 0; epoch < n_epochs; epoch++)
    {
      SpkRandom random;

      spk_random_init (&random, seed, SPK_PURPOSE_TRAIN_ORDER, epoch, 0);
      spk_random_shuffle (&random, order, parts->n_train);
      for (guint first = 0; first < parts->n_train; first += BATCH)
        {
          const double done = (double)self->n_steps / ((double)n_epochs * n_batches);

          train_batch (self, order + first, MIN (BATCH, parts->n_train - first), RATE * 0.5 * (1 + cos (G_PI * done)));
        }
    }
  return n_epochs;
}

static gboolean
is_recognised (Model *self, guint32 sample)
{
  guint best = 0;

  load_sample (self, sample);
  compute_scores (self);
  for (guint k = 1; k < self->classes; k++)
    if (self->scores[k] > self->scores[best])
      best = k;
  return best == spk_dataset_get_label (self->dataset, sample);
}

static double
measure_accuracy (Model *self, const guint32 *samples, guint n_samples)
{
  guint n_right = 0;

  for (guint i = 0; i < n_samples; i++)
    n_right += is_recognised (self, samples[i]);
  return n_samples > 0 ? (double)n_right / n_samples : NAN;
}

/**
 * spk_linear_baseline_run:
 * @settings: split, evaluate, valid-fraction, duration and seed are what matters here
 * @score: (out caller-allocates): the outcome
 *
 * Fits a multinomial logistic regression to the number of spikes in each channel within the binned duration, on all
 * training samples, with Adam in mini-batches and a small L2 penalty until it has converged; then judges it once. What
 * a network does better than this it owes to the times of the spikes, or to not being linear.
 *
 * Returns: %FALSE with @error if the settings do not suit the data
 */
gboolean
spk_linear_baseline_run (const SpkSettings *settings, SpkDataset *dataset, SpkLinearScore *score, GError **error)
{
  const gint64 start = g_get_monotonic_time ();
  g_autoptr (SpkSplit) parts = spk_parts_new (settings, dataset, error);
  g_auto (Model) model = { 0 };

  if (parts == NULL)
    return FALSE;
  model_init (&model, settings, dataset);
  measure_inputs (&model, parts);
  *score = (SpkLinearScore){ .n_samples = parts->n_test, .n_parameters = model.n_values };
  score->n_epochs = train (&model, parts, settings->seed);
  score->train_accuracy = measure_accuracy (&model, parts->train, parts->n_train);
  score->accuracy = measure_accuracy (&model, parts->test, parts->n_test);
  score->seconds = (double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  return TRUE;
}
