/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SPK_JOB_ERROR (spk_job_error_quark ())

/**
 * SpkJobError:
 * @SPK_JOB_ERROR_SETTINGS: settings that do not fit each other or the data
 * @SPK_JOB_ERROR_CHECKPOINT: a state that does not belong to this job
 * @SPK_JOB_ERROR_NUMERICAL: NaN, an exploding loss or a dead layer; says epoch, batch and layer
 * @SPK_JOB_ERROR_SINK: a record or checkpoint could not be kept
 */
typedef enum
{
  SPK_JOB_ERROR_SETTINGS,
  SPK_JOB_ERROR_CHECKPOINT,
  SPK_JOB_ERROR_NUMERICAL,
  SPK_JOB_ERROR_SINK,
} SpkJobError;

GQuark spk_job_error_quark (void);

G_END_DECLS
