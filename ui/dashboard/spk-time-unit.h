/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/spk-session.h"

G_BEGIN_DECLS

/**
 * SpkTimeUnit:
 * @step: length of a time step, in the unit
 * @name: "ms" or "steps"
 *
 * How times of the shown run are said: in milliseconds where its settings know them, else in steps.
 */
typedef struct
{
  double      step;
  const char *name;
  gboolean    real;
} SpkTimeUnit;

SpkTimeUnit spk_time_unit_of      (SpkSession *session);
char       *spk_time_unit_format  (SpkTimeUnit unit, double steps);
char       *spk_time_unit_format_rate (SpkTimeUnit unit, double spikes_a_step);

G_END_DECLS
