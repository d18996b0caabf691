/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dashboard/spk-time-unit.h"

#include <glib/gi18n.h>
#include <math.h>

/**
 * spk_time_unit_of:
 *
 * Returns: the unit of the run that @session shows
 */
SpkTimeUnit
spk_time_unit_of (SpkSession *session)
{
  SpkRunDocument *document = spk_session_get_document (session);
  const SpkRunDescription *description = document ? spk_run_document_get_description (document) : NULL;
  guint steps = spk_session_get_steps (session);

  if (!description || !(description->settings->duration > 0) || steps == 0)
    return (SpkTimeUnit){ 1, _("steps"), FALSE };
  return (SpkTimeUnit){ description->settings->duration / steps, _("ms"), TRUE };
}

/**
 * spk_time_unit_format:
 * @steps: a point in time
 *
 * Returns: (transfer full): as "482 ms" or "step 37"
 */
char *
spk_time_unit_format (SpkTimeUnit unit, double steps)
{
  if (!unit.real)
    return g_strdup_printf (_("step %.0f"), floor (steps));
  return g_strdup_printf (unit.step < 1 ? _("%.1f ms") : _("%.0f ms"), steps * unit.step);
}

/**
 * spk_time_unit_format_rate:
 * @spikes_a_step: a firing rate
 *
 * Returns: (transfer full): as "21 Hz" or "0.034 spikes a step"
 */
char *
spk_time_unit_format_rate (SpkTimeUnit unit, double spikes_a_step)
{
  double hertz = spikes_a_step / unit.step * 1000;

  if (!unit.real)
    return g_strdup_printf (_("%.3f spikes a step"), spikes_a_step);
  return g_strdup_printf (hertz < 9.95 ? _("%.1f Hz") : _("%.0f Hz"), hertz);
}
