/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "frame-recorder.h"

#include <math.h>
#include <time.h>

static gint64
get_thread_us (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * (gint64) G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static void
before_paint (GdkFrameClock *clock, FrameRecorder *self)
{
  self->start = g_get_monotonic_time ();
  self->cpu_start = get_thread_us ();
  self->draws = FALSE;
}

static void
paint (GdkFrameClock *clock, FrameRecorder *self)
{
  self->draws = TRUE;
}

static void
after_paint (GdkFrameClock *clock, FrameRecorder *self)
{
  double wall = (g_get_monotonic_time () - self->start) / 1000.0;
  double cpu = (get_thread_us () - self->cpu_start) / 1000.0;

  if (!self->draws)
    {
      self->n_idle++;
      return;
    }
  g_array_append_val (self->wall, wall);
  g_array_append_val (self->cpu, cpu);
}

/**
 * frame_recorder_init:
 * @window: a realized window
 *
 * Notes all its frames from now on.
 */
void
frame_recorder_init (FrameRecorder *self, GtkWidget *window)
{
  *self = (FrameRecorder){ 0 };
  self->wall = g_array_new (FALSE, FALSE, sizeof (double));
  self->cpu = g_array_new (FALSE, FALSE, sizeof (double));
  self->clock = g_object_ref (gtk_widget_get_frame_clock (window));
  g_signal_connect (self->clock, "before-paint", G_CALLBACK (before_paint), self);
  g_signal_connect (self->clock, "paint", G_CALLBACK (paint), self);
  g_signal_connect_after (self->clock, "after-paint", G_CALLBACK (after_paint), self);
}

void
frame_recorder_reset (FrameRecorder *self)
{
  g_array_set_size (self->wall, 0);
  g_array_set_size (self->cpu, 0);
  self->n_idle = 0;
}

void
frame_recorder_clear (FrameRecorder *self)
{
  g_signal_handlers_disconnect_by_data (self->clock, self);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->wall, g_array_unref);
  g_clear_pointer (&self->cpu, g_array_unref);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/**
 * frame_recorder_quantile:
 * @share: in [0, 1]
 *
 * Sorts @values.
 *
 * Returns: the value below which @share of them lie; NaN for none
 */
double
frame_recorder_quantile (GArray *values, double share)
{
  if (values->len == 0)
    return NAN;
  g_array_sort (values, compare);
  return g_array_index (values, double, MIN (values->len - 1, (guint) (share * values->len)));
}

void
frame_recorder_print (FrameRecorder *self, const char *what)
{
  g_print ("%-28s %5u frames drawn, %5u idle; ms a frame p50 %5.2f  p95 %5.2f  p99 %5.2f  max %5.2f; own CPU p50 %5.2f  p95 %5.2f\n",
           what, self->wall->len, self->n_idle, frame_recorder_quantile (self->wall, 0.5),
           frame_recorder_quantile (self->wall, 0.95), frame_recorder_quantile (self->wall, 0.99),
           frame_recorder_quantile (self->wall, 1), frame_recorder_quantile (self->cpu, 0.5),
           frame_recorder_quantile (self->cpu, 0.95));
}
