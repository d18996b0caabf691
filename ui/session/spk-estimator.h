/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "session/spk-plan.h"

G_BEGIN_DECLS

/**
 * SpkEstimateBasis:
 * @SPK_ESTIMATE_NONE: no estimate: no plan, recordings not loaded, or settings that do not fit (see "problem")
 * @SPK_ESTIMATE_MEASURED: from a few batches computed now
 */
typedef enum
{
  SPK_ESTIMATE_NONE,
  SPK_ESTIMATE_MEASURED,
} SpkEstimateBasis;

/**
 * SpkEstimate:
 * @seconds: of the whole job; NaN while not known
 * @samples_per_second: training samples, as shown while it runs
 * @bytes: memory the job takes, with its recordings; 0 while not known
 * @n_parameters: trained values of the searched, or the trained, network
 */
typedef struct
{
  SpkEstimateBasis basis;
  double           seconds;
  double           samples_per_second;
  guint64          bytes;
  guint64          n_parameters;
} SpkEstimate;

/**
 * SpkEstimator:
 *
 * Time and memory of a described job, while it is being described: reckoned from a few batches that are computed in a
 * worker thread, see spk_forecast_make(). The next request cancels them. Main thread only.
 *
 * Properties, read-only: "working" (boolean), "problem" (string, nullable: why the settings do not fit the recordings),
 * "problem-key" (string, nullable: the setting at fault, where it is one). Signal: "changed".
 */
#define SPK_TYPE_ESTIMATOR (spk_estimator_get_type ())
G_DECLARE_FINAL_TYPE (SpkEstimator, spk_estimator, SPK, ESTIMATOR, GObject)

SpkEstimator *spk_estimator_new          (void);
void          spk_estimator_request      (SpkEstimator *self, SpkPlan *plan);
void          spk_estimator_cancel       (SpkEstimator *self);
SpkEstimate   spk_estimator_get_estimate (SpkEstimator *self);
gboolean      spk_estimator_is_working   (SpkEstimator *self);
const char   *spk_estimator_get_problem  (SpkEstimator *self);

G_END_DECLS
