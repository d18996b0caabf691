/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/spk-plot-budget.h"

/* Painting takes no more of a frame's 16 ms than this and the last picture that began within it. */
#define BUDGET_US 4000

/* What was spent in the last frame of a clock; kept with the clock. */
typedef struct
{
  gint64 frame;
  gint64 spent_us;
} Budget;

static Budget *
budget_of (GdkFrameClock *clock)
{
  Budget *budget = g_object_get_data (G_OBJECT (clock), "spk-plot-budget");
  gint64 frame = gdk_frame_clock_get_frame_counter (clock);

  if (!budget)
    {
      budget = g_new0 (Budget, 1);
      g_object_set_data_full (G_OBJECT (clock), "spk-plot-budget", budget, g_free);
    }
  if (budget->frame != frame)
    *budget = (Budget){ .frame = frame };
  return budget;
}

/**
 * spk_plot_budget_is_spent:
 *
 * Returns: whether so much was painted in this frame of @clock that more should wait for the next one
 */
gboolean
spk_plot_budget_is_spent (GdkFrameClock *clock)
{
  return budget_of (clock)->spent_us >= BUDGET_US;
}

/**
 * spk_plot_budget_spend:
 * @us: microseconds that painting took in this frame
 */
void
spk_plot_budget_spend (GdkFrameClock *clock, gint64 us)
{
  budget_of (clock)->spent_us += us;
}
