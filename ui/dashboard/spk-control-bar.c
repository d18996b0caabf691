/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dashboard/spk-control-bar.h"

#include <glib/gi18n.h>
#include <math.h>

#include "dashboard/spk-epoch-span.h"
#include "dashboard/spk-readout.h"
#include "figures/spk-number.h"
#include "widgets/spk-format.h"

/* Finer or more frequent steps of the progress than these are not missed, and would draw the bar in every frame. */
#define PROGRESS_STEPS        400
#define PROGRESSES_PER_SECOND 4
/* In place of a number that is not known yet. */
#define UNKNOWN "–"

/**
 * SpkControlBar:
 *
 * How the shown run goes: buttons that steer it, its numbers, its progress. The buttons are actions of the
 * window, and there only for a run that goes on. Numbers that change all the time are renewed once a second.
 */
struct _SpkControlBar
{
  AdwBin parent_instance;

  SpkSession *session; /* (nullable) */
  SpkRunner  *runner;  /* (nullable) */
  GSettings  *settings;
  gint64      shown_progress; /* when in the job, in units of 1 / PROGRESSES_PER_SECOND; -1 for none */
  gint64      shown_second;   /* of the job, in the numbers that are shown; -1 for none */

  GtkGrid        *grid;
  GtkWidget      *buttons;
  GtkButton      *pause;
  GtkWidget      *numbers;
  SpkReadout     *state;
  SpkReadout     *epoch;
  SpkReadout     *time;
  SpkReadout     *best;
  SpkReadout     *test;
  SpkReadout     *entropy;
  SpkReadout     *speed;
  GtkDropDown    *throttle;
  GtkProgressBar *progress;
};

G_DEFINE_FINAL_TYPE (SpkControlBar, spk_control_bar, ADW_TYPE_BIN)

/* Whether the shown run is the one that goes on. */
static gboolean
is_steered (SpkControlBar *self)
{
  SpkRunDocument *document = spk_session_get_document (self->session);

  return document && spk_run_document_is_live (document);
}

static const char *
name_runner_state (SpkRunnerState state)
{
  switch (state)
    {
    case SPK_RUNNER_LOADING:
      return _("Loading…");
    case SPK_RUNNER_PAUSED:
      return _("Paused");
    case SPK_RUNNER_STOPPING:
      return _("Stopping…");
    case SPK_RUNNER_IDLE:
    case SPK_RUNNER_RUNNING:
    default:
      return _("Running");
    }
}

static void
update_state (SpkControlBar *self)
{
  SpkRunDocument *document = spk_session_get_document (self->session);
  SpkRunnerState state = spk_runner_get_state (self->runner);
  gboolean paused = state == SPK_RUNNER_PAUSED;
  const char *label = paused ? _("Resume") : _("Pause");

  if (is_steered (self) || (!document && state == SPK_RUNNER_LOADING))
    spk_readout_set_value (self->state, name_runner_state (state));
  else
    spk_readout_set_value (self->state, document ? spk_format_run_state (spk_run_document_get_state (document)) : "");
  gtk_button_set_icon_name (self->pause, paused ? "media-playback-start-symbolic" : "media-playback-pause-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->pause), paused ? _("Resume (Space)") : _("Pause (Space)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->pause), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static const char *
name_epoch (SpkRunDocument *document, SpkPhase phase)
{
  if (phase == SPK_PHASE_SEARCH)
    return _("Search epoch");
  return spk_run_document_get_description (document)->kind == SPK_JOB_SEARCH ? _("Retraining epoch") : _("Epoch");
}

static void
show_epoch (SpkControlBar *self, SpkRunDocument *document, SpkPhase phase, const char *text)
{
  spk_readout_set_title (self->epoch, name_epoch (document, phase));
  spk_readout_set_value (self->epoch, text);
}

/* Single steps are of batches: what they do has to be seen. */
static char *
format_live_epoch (const SpkSnapshot *snapshot)
{
  if (snapshot->state == SPK_JOB_PAUSED)
    return g_strdup_printf (_("%u of %u, batch %u"), snapshot->epoch, snapshot->n_epochs, snapshot->batch);
  return g_strdup_printf (_("%u of %u"), snapshot->epoch, snapshot->n_epochs);
}

static double
find_entropy (SpkControlBar *self)
{
  const SpkLayerRecord *layer = spk_session_get_layer_record (self->session);

  return layer ? layer->entropy : NAN;
}

static void
show_entropy (SpkControlBar *self)
{
  double entropy = find_entropy (self);
  g_autofree char *text = isnan (entropy) ? g_strdup ("") : g_strdup_printf ("%.2f", entropy);

  spk_readout_set_value (self->entropy, text);
}

static const char *
or_unknown (const char *value)
{
  return *value ? value : UNKNOWN;
}

static void
show_speed (SpkControlBar *self, double samples_per_second)
{
  double rounded = samples_per_second;
  g_autofree char *text = NULL;

  if (rounded > 0)
    {
      double unit = pow (10, MAX (0, floor (log10 (rounded)) - 2));

      rounded = unit * round (rounded / unit);
    }
  text = rounded > 0 ? spk_number_format_count ((guint64) rounded) : g_strdup (UNKNOWN);
  spk_readout_set_value (self->speed, text);
}

/* Share of the epochs of both phases that is done. */
static double
find_progress (SpkRunDocument *document, const SpkSnapshot *snapshot)
{
  SpkEpochSpan span = spk_epoch_span_of (document);
  double batches = snapshot && snapshot->n_batches > 0 ? (double) snapshot->batch / snapshot->n_batches : 0;

  return span.planned > 0 ? MIN (1, (span.recorded + batches) / span.planned) : 0;
}

static void
show_progress (SpkControlBar *self, SpkRunDocument *document, const SpkSnapshot *snapshot)
{
  gint64 now = (gint64) (PROGRESSES_PER_SECOND * snapshot->seconds);
  double share = find_progress (document, snapshot);
  double shown = floor (PROGRESS_STEPS * share) / PROGRESS_STEPS;

  if (now == self->shown_progress && snapshot->state != SPK_JOB_PAUSED)
    return;
  self->shown_progress = now;
  if (gtk_progress_bar_get_fraction (self->progress) != shown)
    gtk_progress_bar_set_fraction (self->progress, shown);
}

static void
show_live (SpkControlBar *self, SpkRunDocument *document, const SpkSnapshot *snapshot)
{
  gint64 second = (gint64) snapshot->seconds;
  g_autofree char *epoch = format_live_epoch (snapshot);
  g_autofree char *left = NULL;
  g_autofree char *best = spk_format_percent (snapshot->best_valid);

  show_epoch (self, document, snapshot->phase, epoch);
  show_progress (self, document, snapshot);
  spk_readout_set_value (self->best, or_unknown (best));
  spk_readout_set_value (self->test, "");
  if (second == self->shown_second)
    return;
  self->shown_second = second;
  left = spk_format_duration (snapshot->seconds_left);
  spk_readout_set_title (self->time, _("Left"));
  spk_readout_set_value (self->time, or_unknown (left));
  show_speed (self, snapshot->samples_per_second);
}

static double
find_best (SpkRunDocument *document)
{
  guint n = spk_run_document_get_n_epochs (document);
  double best = NAN;

  for (guint i = 0; i < n; i++)
    best = fmax (best, spk_run_document_get_epoch (document, i)->valid_accuracy);
  return best;
}

static double
find_test (SpkRunDocument *document)
{
  JsonObject *result = spk_run_document_get_result (document);

  return result ? json_object_get_double_member_with_default (result, "test_accuracy", NAN) : NAN;
}

static void
show_ended (SpkControlBar *self, SpkRunDocument *document)
{
  guint n = spk_run_document_get_n_epochs (document);
  SpkEpochRecord *last = n > 0 ? spk_run_document_get_epoch (document, n - 1) : NULL;
  g_autofree char *epoch = last ? g_strdup_printf (_("%u of %u"), last->epoch, last->n_epochs) : NULL;
  g_autofree char *took = spk_format_duration (last ? last->seconds : NAN);
  g_autofree char *best = spk_format_percent (find_best (document));
  g_autofree char *test = spk_format_percent (find_test (document));

  self->shown_second = self->shown_progress = -1;
  if (last)
    show_epoch (self, document, last->phase, epoch);
  else
    spk_readout_set_value (self->epoch, "");
  spk_readout_set_title (self->time, _("Took"));
  spk_readout_set_value (self->time, took);
  spk_readout_set_value (self->best, best);
  spk_readout_set_value (self->test, test);
  spk_readout_set_value (self->speed, "");
}

static void
show_nothing (SpkControlBar *self)
{
  SpkReadout *readouts[] = { self->epoch, self->time, self->best, self->test, self->entropy, self->speed };

  for (guint i = 0; i < G_N_ELEMENTS (readouts); i++)
    spk_readout_set_value (readouts[i], "");
  self->shown_second = self->shown_progress = -1;
}

static void
update_numbers (SpkControlBar *self)
{
  SpkRunDocument *document = spk_session_get_document (self->session);
  SpkSnapshot *snapshot = spk_session_get_snapshot (self->session);

  gtk_widget_set_visible (GTK_WIDGET (self->progress), is_steered (self));
  gtk_widget_set_visible (self->buttons, is_steered (self));
  gtk_widget_set_visible (GTK_WIDGET (self->throttle), is_steered (self));
  if (!document)
    show_nothing (self);
  else if (snapshot)
    show_live (self, document, snapshot);
  else
    show_ended (self, document);
}

/* Another run: all is said anew. */
static void
document_changed (SpkControlBar *self)
{
  self->shown_second = self->shown_progress = -1;
  update_state (self);
  update_numbers (self);
  show_entropy (self);
}

static void
snapshot_changed (SpkControlBar *self)
{
  update_numbers (self);
  if (!spk_session_get_snapshot (self->session))
    update_state (self);
}

static void
runner_state_changed (SpkControlBar *self)
{
  self->shown_second = self->shown_progress = -1;
  update_state (self);
}

static void
follow_throttle (SpkControlBar *self)
{
  gtk_drop_down_set_selected (self->throttle, (guint) g_settings_get_enum (self->settings, "throttle"));
}

static void
throttle_selected (SpkControlBar *self)
{
  if (self->settings)
    g_settings_set_enum (self->settings, "throttle", (int) gtk_drop_down_get_selected (self->throttle));
}

static void
spk_control_bar_dispose (GObject *object)
{
  SpkControlBar *self = SPK_CONTROL_BAR (object);

  g_clear_object (&self->session);
  g_clear_object (&self->runner);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (spk_control_bar_parent_class)->dispose (object);
}

static void
spk_control_bar_class_init (SpkControlBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spk_control_bar_dispose;

  g_type_ensure (SPK_TYPE_READOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/spikesmith/Spikesmith/ui/spk-control-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SpkControlBar, grid);
  gtk_widget_class_bind_template_child (widget_class, SpkControlBar, numbers);
  gtk_widget_class_bind_template_child (widget_class, SpkControlBar, pause);
  gtk_widget_class_bind_template_child (widget_class, SpkControlBar, buttons);
  gtk_widget_class_bind_template_child (widget_class, SpkControlBar, state);
  gtk_widget_class_bind_template_child (widget_class, SpkControlBar, epoch);
  gtk_widget_class_bind_template_child (widget_class, SpkControlBar, time);
  gtk_widget_class_bind_template_child (widget_class, SpkControlBar, best);
  gtk_widget_class_bind_template_child (widget_class, SpkControlBar, test);
  gtk_widget_class_bind_template_child (widget_class, SpkControlBar, entropy);
  gtk_widget_class_bind_template_child (widget_class, SpkControlBar, speed);
  gtk_widget_class_bind_template_child (widget_class, SpkControlBar, throttle);
  gtk_widget_class_bind_template_child (widget_class, SpkControlBar, progress);
  gtk_widget_class_bind_template_callback (widget_class, throttle_selected);
}

static void
spk_control_bar_init (SpkControlBar *self)
{
  self->shown_second = self->shown_progress = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = g_settings_new (SPK_APPLICATION_ID);
  g_signal_connect_object (self->settings, "changed::throttle", G_CALLBACK (follow_throttle), self, G_CONNECT_SWAPPED);
  follow_throttle (self);
}

/**
 * spk_control_bar_bind:
 * @session: (transfer none): what is shown, from now on
 * @runner: (transfer none): whose state is told
 */
void
spk_control_bar_bind (SpkControlBar *self, SpkSession *session, SpkRunner *runner)
{
  g_return_if_fail (SPK_IS_CONTROL_BAR (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->runner = g_object_ref (runner);
  g_signal_connect_object (session, "notify::document", G_CALLBACK (document_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::snapshot", G_CALLBACK (snapshot_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::n-epochs", G_CALLBACK (update_numbers), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::record", G_CALLBACK (show_entropy), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::layer", G_CALLBACK (show_entropy), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (runner, "notify::state", G_CALLBACK (runner_state_changed), self, G_CONNECT_SWAPPED);
  document_changed (self);
}

/**
 * spk_control_bar_set_narrow:
 * @narrow: whether numbers go below the buttons
 */
void
spk_control_bar_set_narrow (SpkControlBar *self, gboolean narrow)
{
  GtkLayoutManager *layout;

  g_return_if_fail (SPK_IS_CONTROL_BAR (self));

  layout = gtk_widget_get_layout_manager (GTK_WIDGET (self->grid));
  g_object_set (gtk_layout_manager_get_layout_child (layout, self->numbers), "column", narrow ? 0 : 1, "row",
                narrow ? 1 : 0, "column-span", narrow ? 3 : 1, NULL);
}
