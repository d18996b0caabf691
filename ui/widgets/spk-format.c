/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/spk-format.h"

#include <glib/gi18n.h>
#include <math.h>

#define MINUTE 60
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)

/**
 * spk_format_duration:
 * @seconds: a time span; NaN where it is not known
 *
 * Returns: (transfer full): as "48 s", "4 min 12 s", "3 h 5 min", "2 d 4 h"; "" where it is not known
 */
char *
spk_format_duration (double seconds)
{
  gint64 whole;

  if (!isfinite (seconds) || seconds < 0)
    return g_strdup ("");
  whole = (gint64) (seconds + 0.5);
  if (seconds < 9.95)
    return g_strdup_printf (_("%.1f s"), seconds);
  if (whole < MINUTE)
    return g_strdup_printf (_("%d s"), (int) whole);
  if (whole < HOUR)
    return g_strdup_printf (_("%d min %d s"), (int) (whole / MINUTE), (int) (whole % MINUTE));
  if (whole < DAY)
    return g_strdup_printf (_("%d h %d min"), (int) (whole / HOUR), (int) (whole % HOUR / MINUTE));
  return g_strdup_printf (_("%d d %d h"), (int) (whole / DAY), (int) (whole % DAY / HOUR));
}

/**
 * spk_format_percent:
 * @share: in [0, 1]; NaN where it is not known
 *
 * Returns: (transfer full): as "93.1 %"; "" where it is not known
 */
char *
spk_format_percent (double share)
{
  return isfinite (share) ? g_strdup_printf (_("%.1f %%"), 100 * share) : g_strdup ("");
}

/**
 * spk_format_date:
 * @seconds: since 1970
 *
 * Returns: (transfer full): date and time of this place
 */
char *
spk_format_date (gint64 seconds)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (seconds);

  /* Translators: date and time of a run, which sort as text; see g_date_time_format() */
  return date ? g_date_time_format (date, _("%Y-%m-%d %H:%M")) : g_strdup ("");
}

/**
 * spk_format_kind:
 *
 * Returns: (transfer none): a kind of job in one word
 */
const char *
spk_format_kind (SpkJobKind kind)
{
  return kind == SPK_JOB_SEARCH ? _("Search") : _("Training");
}

/**
 * spk_format_run_state:
 *
 * Returns: (transfer none): the state of a run in one word
 */
const char *
spk_format_run_state (SpkRunState state)
{
  switch (state)
    {
    case SPK_RUN_CREATED:
      return _("Created");
    case SPK_RUN_RUNNING:
      return _("Running");
    case SPK_RUN_INTERRUPTED:
      return _("Interrupted");
    case SPK_RUN_FINISHED:
      return _("Finished");
    case SPK_RUN_FAILED:
      return _("Failed");
    default:
      g_return_val_if_reached ("");
    }
}
