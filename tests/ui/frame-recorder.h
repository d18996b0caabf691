/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FrameRecorder:
 * @wall: milliseconds that each frame took which drew something, from the start of its layout to the end of its drawing
 * @cpu: milliseconds of the main thread's own time in it
 * @n_idle: frames in which nothing had changed
 *
 * How long the frames of a window take.
 */
typedef struct
{
  GdkFrameClock *clock;
  GArray        *wall;
  GArray        *cpu;
  guint          n_idle;
  gint64         start;
  gint64         cpu_start;
  gboolean       draws;
} FrameRecorder;

void   frame_recorder_init     (FrameRecorder *self, GtkWidget *window);
void   frame_recorder_reset    (FrameRecorder *self);
void   frame_recorder_clear    (FrameRecorder *self);
double frame_recorder_quantile (GArray *values, double share);
void   frame_recorder_print    (FrameRecorder *self, const char *what);

G_END_DECLS
