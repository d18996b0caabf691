/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/spk-estimator.h"

#include <math.h>

#include "base/spk-blas.h"
#include "search/spk-forecast.h"
#include "session/spk-plan-private.h"
#include "session/spk-worker.h"

struct _SpkEstimator
{
  GObject       parent_instance;

  SpkEstimate   estimate;
  char         *problem;
  char         *problem_key;
  GCancellable *cancellable; /* NULL unless one is computed */
};

enum
{
  PROP_WORKING = 1,
  PROP_PROBLEM,
  PROP_PROBLEM_KEY,
  N_PROPERTIES,
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SpkEstimator, spk_estimator, G_TYPE_OBJECT)

static void
spk_estimator_finalize (GObject *object)
{
  SpkEstimator *self = SPK_ESTIMATOR (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_free (self->problem);
  g_free (self->problem_key);
  G_OBJECT_CLASS (spk_estimator_parent_class)->finalize (object);
}

static void
spk_estimator_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SpkEstimator *self = SPK_ESTIMATOR (object);

  switch (id)
    {
    case PROP_WORKING:
      g_value_set_boolean (value, spk_estimator_is_working (self));
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    case PROP_PROBLEM_KEY:
      g_value_set_string (value, self->problem_key);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spk_estimator_class_init (SpkEstimatorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = spk_estimator_finalize;
  object_class->get_property = spk_estimator_get_property;
  properties[PROP_WORKING] = g_param_spec_boolean ("working", NULL, NULL, FALSE, flags);
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);
  properties[PROP_PROBLEM_KEY] = g_param_spec_string ("problem-key", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  signals[CHANGED] = g_signal_new ("changed", SPK_TYPE_ESTIMATOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
spk_estimator_init (SpkEstimator *self)
{
  spk_blas_load (); /* it sets an environment variable, which is no affair of a worker thread */
  self->estimate.seconds = NAN;
}

SpkEstimator *
spk_estimator_new (void)
{
  return g_object_new (SPK_TYPE_ESTIMATOR, NULL);
}

static void
set_cancellable (SpkEstimator *self, GCancellable *cancellable)
{
  const gboolean was_working = spk_estimator_is_working (self);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_set_object (&self->cancellable, cancellable);
  if (was_working != spk_estimator_is_working (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORKING]);
}

static void
set_problem (SpkEstimator *self, const char *problem, const char *key)
{
  if (g_strcmp0 (self->problem, problem) != 0)
    {
      g_free (self->problem);
      self->problem = g_strdup (problem);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
    }
  if (g_strcmp0 (self->problem_key, key) != 0)
    {
      g_free (self->problem_key);
      self->problem_key = g_strdup (key);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM_KEY]);
    }
}

/* --- In a worker thread --- */

typedef struct
{
  GWeakRef      asker;
  SpkJobKind    kind;
  SpkSettings  *settings;
  SpkDataset   *dataset;
  GPtrArray    *motifs;
  GCancellable *cancellable;
  SpkForecast   forecast;
  GError       *error;
} Estimation;

static Estimation *
estimation_new (SpkEstimator *asker, SpkPlan *plan)
{
  Estimation *self = g_new0 (Estimation, 1);

  g_weak_ref_init (&self->asker, asker);
  self->cancellable = g_object_ref (asker->cancellable);
  self->kind = spk_plan_get_kind (plan);
  self->settings = spk_settings_copy (spk_plan_get_settings (plan));
  self->dataset = spk_dataset_ref (spk_plan_get_dataset (plan));
  self->motifs = self->kind == SPK_JOB_TRAIN ? spk_plan_dup_motifs (plan) : NULL;
  return self;
}

static void
estimation_free (Estimation *self)
{
  g_weak_ref_clear (&self->asker);
  g_object_unref (self->cancellable);
  spk_settings_free (self->settings);
  spk_dataset_unref (self->dataset);
  g_clear_pointer (&self->motifs, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_free (self);
}

static void
estimate_in_thread (gpointer data)
{
  Estimation *self = data;

  spk_forecast_make (self->kind, self->settings, self->dataset, self->motifs, self->cancellable, &self->forecast,
                     &self->error);
}

static void
take_forecast (SpkEstimator *self, const Estimation *estimation)
{
  if (estimation->error != NULL)
    {
      self->estimate = (SpkEstimate){ .seconds = NAN };
      set_problem (self, estimation->error->message, NULL);
      return;
    }
  self->estimate = (SpkEstimate){
    .basis = SPK_ESTIMATE_MEASURED,
    .seconds = estimation->forecast.seconds,
    .samples_per_second = estimation->forecast.samples_per_second,
    .bytes = estimation->forecast.bytes,
    .n_parameters = estimation->forecast.n_parameters,
  };
}

/* One that was cancelled belongs to a plan that nobody asks for any more. */
static void
on_estimated (gpointer data)
{
  Estimation *estimation = data;
  g_autoptr (SpkEstimator) self = g_weak_ref_get (&estimation->asker);

  if (self != NULL && !g_cancellable_is_cancelled (estimation->cancellable))
    {
      set_cancellable (self, NULL);
      take_forecast (self, estimation);
      g_signal_emit (self, signals[CHANGED], 0);
    }
  estimation_free (estimation);
}

/* --- Asking for one --- */

static gboolean
check (SpkEstimator *self, SpkPlan *plan)
{
  g_autoptr (GError) error = NULL;
  const char *key;

  if (spk_plan_check (plan, &key, &error))
    {
      set_problem (self, NULL, NULL);
      return TRUE;
    }
  set_problem (self, error->message, key);
  return FALSE;
}

/**
 * spk_estimator_request:
 * @plan: as it is now; without its recordings loaded there is no estimate, but settings are checked
 *
 * Forgets the last request. "changed" follows, at once where nothing is computed.
 */
void
spk_estimator_request (SpkEstimator *self, SpkPlan *plan)
{
  g_autoptr (GCancellable) cancellable = NULL;

  g_return_if_fail (SPK_IS_ESTIMATOR (self) && SPK_IS_PLAN (plan));

  self->estimate = (SpkEstimate){ .seconds = NAN };
  if (!check (self, plan) || spk_plan_get_dataset (plan) == NULL)
    {
      set_cancellable (self, NULL);
      g_signal_emit (self, signals[CHANGED], 0);
      return;
    }
  cancellable = g_cancellable_new ();
  set_cancellable (self, cancellable);
  spk_worker_run (estimate_in_thread, on_estimated, estimation_new (self, plan));
}

/**
 * spk_estimator_cancel:
 *
 * Stops computing.
 */
void
spk_estimator_cancel (SpkEstimator *self)
{
  g_return_if_fail (SPK_IS_ESTIMATOR (self));

  set_cancellable (self, NULL);
}

/**
 * spk_estimator_get_estimate:
 *
 * Returns: the latest estimate
 */
SpkEstimate
spk_estimator_get_estimate (SpkEstimator *self)
{
  return self->estimate;
}

gboolean
spk_estimator_is_working (SpkEstimator *self)
{
  return self->cancellable != NULL;
}

/**
 * spk_estimator_get_problem:
 *
 * Returns: (transfer none) (nullable): why the settings do not fit the recordings
 */
const char *
spk_estimator_get_problem (SpkEstimator *self)
{
  return self->problem;
}
