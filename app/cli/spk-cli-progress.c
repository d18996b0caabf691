/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spk-cli-progress.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "spk-cli-text.h"

#define SHORTEST_BAR 8
#define LONGEST_BAR 24

struct _SpkCliProgress
{
  gboolean redraws;
  gboolean drawn; /* whether the cursor stands behind a progress line */
};

static gboolean
is_terminal (void)
{
  const char *term = g_getenv ("TERM");

  return isatty (STDOUT_FILENO) && term && !g_str_equal (term, "dumb");
}

SpkCliProgress *
spk_cli_progress_new (void)
{
  SpkCliProgress *self = g_new0 (SpkCliProgress, 1);

  self->redraws = is_terminal ();
  return self;
}

/**
 * spk_cli_progress_free:
 *
 * Removes the progress line.
 */
void
spk_cli_progress_free (SpkCliProgress *self)
{
  spk_cli_progress_clear (self);
  g_free (self);
}

/**
 * spk_cli_progress_clear:
 *
 * Makes room for other output; the progress line returns when it is shown the next time.
 */
void
spk_cli_progress_clear (SpkCliProgress *self)
{
  if (self->drawn)
    fputs ("\r\033[K", stdout);
  self->drawn = FALSE;
  fflush (stdout);
}

/* Appends a part to a line unless it would become longer than @width; later parts are the less important ones. */
static void
add_part (GString *line, guint width, const char *label, const char *value)
{
  gsize length = strlen (label) + strlen (value) + (*label ? 1 : 0) + (line->len ? 2 : 0);

  if (line->len + length > width)
    return;
  g_string_append_printf (line, "%s%s%s%s", line->len ? "  " : "", label, *label ? " " : "", value);
}

static void
add_percent (GString *line, guint width, const char *label, double share)
{
  g_autofree char *value = spk_cli_text_percent (share);

  if (isfinite (share))
    add_part (line, width, label, value);
}

static void
add_number (GString *line, guint width, const char *label, double number, guint digits)
{
  g_autofree char *value = spk_cli_text_number (number, digits);

  if (isfinite (number))
    add_part (line, width, label, value);
}

static double
share_done (const SpkSnapshot *snapshot)
{
  double batches = snapshot->n_batches ? (double)snapshot->batch / snapshot->n_batches : 0;
  double epochs = snapshot->epoch ? snapshot->epoch - 1 + batches : 0;

  return snapshot->n_epochs ? CLAMP (epochs / snapshot->n_epochs, 0, 1) : 0;
}

static void
add_bar (GString *line, guint width, double share)
{
  guint room = width > line->len + 4 ? width - line->len - 4 : 0;
  guint length = MIN (room, LONGEST_BAR);
  guint done = length * share + 0.5;

  if (length < SHORTEST_BAR)
    return;
  g_string_append (line, "  [");
  for (guint i = 0; i < length; i++)
    g_string_append_c (line, i < done ? '#' : '-');
  g_string_append_c (line, ']');
}

static void
add_numbers (GString *line, guint width, const SpkSnapshot *snapshot)
{
  const SpkEpochRecord *last = snapshot->record;
  g_autofree char *left = spk_cli_text_duration (snapshot->seconds_left);

  add_number (line, width, "loss", snapshot->loss, 3);
  add_percent (line, width, "train", snapshot->accuracy);
  if (last && last->phase == snapshot->phase)
    add_percent (line, width, "valid", last->valid_accuracy);
  if (isfinite (snapshot->seconds_left))
    add_part (line, width, "left", left);
  add_number (line, width, "samples/s", snapshot->samples_per_second, 0);
}

static char *
format_snapshot (const SpkSnapshot *snapshot, guint width)
{
  GString *line = g_string_new (spk_phase_to_string (snapshot->phase));
  g_autofree char *epoch = g_strdup_printf ("%u/%u", snapshot->epoch, snapshot->n_epochs);

  add_part (line, width, "epoch", epoch);
  add_numbers (line, width, snapshot);
  add_bar (line, width, share_done (snapshot));
  g_string_truncate (line, MIN (line->len, width));
  return g_string_free (line, FALSE);
}

/**
 * spk_cli_progress_show:
 *
 * Redraws the progress line, which always fits the terminal; elsewhere does nothing.
 */
void
spk_cli_progress_show (SpkCliProgress *self, const SpkSnapshot *snapshot)
{
  g_autofree char *line = NULL;

  if (!self->redraws || !snapshot || snapshot->n_epochs == 0)
    return;
  line = format_snapshot (snapshot, spk_cli_text_width () - 1);
  fprintf (stdout, "\r%s\033[K", line);
  fflush (stdout);
  self->drawn = TRUE;
}

static const SpkBranchRecord *
likeliest_branch (const SpkLayerRecord *layer)
{
  const SpkBranchRecord *best = NULL;

  for (guint i = 0; i < layer->n_branches; i++)
    if (!best || layer->branches[i].probability > best->probability)
      best = &layer->branches[i];
  return best;
}

static void
add_layer (GString *line, guint width, const SpkLayerRecord *layer)
{
  const SpkBranchRecord *branch = likeliest_branch (layer);

  if (branch)
    {
      g_autofree char *size = g_strdup_printf ("%u (%.2f)", branch->size, branch->probability);

      add_part (line, width, "k", size);
      add_number (line, width, "entropy", layer->entropy, 3);
    }
  add_number (line, width, "rate", layer->mean_rate, 4);
}

static char *
format_epoch (const SpkEpochRecord *record, guint width)
{
  GString *line = g_string_new (NULL);
  g_autofree char *title =
      g_strdup_printf ("%-6s %3u/%u", spk_phase_to_string (record->phase), record->epoch, record->n_epochs);
  g_autofree char *seconds = spk_cli_text_duration (record->seconds);

  add_part (line, width, "", title);
  add_number (line, width, "loss", record->train_loss, 3);
  add_percent (line, width, "train", record->train_accuracy);
  add_percent (line, width, "valid", record->valid_accuracy);
  add_percent (line, width, "derived", record->derived_accuracy);
  if (record->n_layers > 0)
    add_layer (line, width, &record->layers[0]);
  add_part (line, width, "time", seconds);
  return g_string_free (line, FALSE);
}

/**
 * spk_cli_progress_epoch:
 *
 * Prints the main numbers of a finished epoch on a line of their own.
 */
void
spk_cli_progress_epoch (SpkCliProgress *self, const SpkEpochRecord *record)
{
  g_autofree char *line = format_epoch (record, self->redraws ? spk_cli_text_width () - 1 : G_MAXINT);

  spk_cli_progress_clear (self);
  puts (line);
  fflush (stdout);
}
