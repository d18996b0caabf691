/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dashboard/spk-scrubber.h"

#include <glib/gi18n.h>

#include "dashboard/spk-epoch-span.h"

/**
 * SpkScrubber:
 *
 * Goes through the epochs of the shown run, while it goes on too: a slider over all that are planned, of which those that
 * are there can be reached; a button that plays them; a button that returns to the newest and follows it. A mark on the
 * slider is where the search ends and the retraining begins.
 */
struct _SpkScrubber
{
  AdwBin parent_instance;

  SpkSession  *session; /* (nullable) */
  gboolean     following; /* while the controls follow the session */
  SpkEpochSpan span;      /* as the slider has it */

  GtkButton       *play;
  GtkDropDown     *speed;
  GtkLabel        *epoch;
  GtkScale        *scale;
  GtkAdjustment   *adjustment;
  GtkToggleButton *live;
};

static const double speeds[] = { 1, 4, 10, 30 };

G_DEFINE_FINAL_TYPE (SpkScrubber, spk_scrubber, ADW_TYPE_BIN)

static const char *
name_phase (SpkScrubber *self, const SpkEpochRecord *record)
{
  SpkRunDocument *document = spk_session_get_document (self->session);

  if (record->phase == SPK_PHASE_SEARCH)
    return _("search");
  return spk_run_document_get_description (document)->kind == SPK_JOB_SEARCH ? _("retraining") : _("training");
}

static void
update_epoch (SpkScrubber *self)
{
  SpkEpochRecord *record = spk_session_get_record (self->session);
  guint index = spk_session_get_epoch_index (self->session);
  g_autofree char *text = NULL;

  if (!record)
    text = g_strdup (_("No epoch yet"));
  else if (record->epoch == 0)
    text = g_strdup (_("Before training"));
  else
    text = g_strdup_printf (_("%s, epoch %u"), name_phase (self, record), record->epoch);
  gtk_label_set_text (self->epoch, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
  self->following = TRUE;
  gtk_adjustment_set_value (self->adjustment, index + 1);
  self->following = FALSE;
}

static void
mark_boundary (SpkScrubber *self)
{
  g_autofree char *markup = g_strdup_printf ("<small>%s</small>", _("search ┊ retraining"));

  gtk_scale_clear_marks (self->scale);
  if (self->span.first_retraining > 0)
    gtk_scale_add_mark (self->scale, self->span.first_retraining + 0.5, GTK_POS_BOTTOM, markup);
}

static void
update_span (SpkScrubber *self)
{
  SpkRunDocument *document = spk_session_get_document (self->session);
  SpkEpochSpan span = document ? spk_epoch_span_of (document) : (SpkEpochSpan){ 0 };
  gboolean moved = span.first_retraining != self->span.first_retraining;

  self->span = span;
  self->following = TRUE;
  gtk_adjustment_set_upper (self->adjustment, MAX (2, span.planned));
  gtk_range_set_fill_level (GTK_RANGE (self->scale), MAX (1, span.recorded));
  self->following = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->scale), span.recorded > 1);
  gtk_widget_set_sensitive (GTK_WIDGET (self->play), span.recorded > 1);
  if (moved)
    mark_boundary (self);
  update_epoch (self);
}

static void
update_live (SpkScrubber *self)
{
  SpkRunDocument *document = spk_session_get_document (self->session);
  gboolean runs = document && spk_run_document_is_live (document);

  self->following = TRUE;
  gtk_toggle_button_set_active (self->live, spk_session_get_live (self->session));
  self->following = FALSE;
  gtk_button_set_label (GTK_BUTTON (self->live), runs ? _("● Live") : _("Latest"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->live), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  runs ? _("Live") : _("Latest epoch"), -1);
  if (runs)
    gtk_widget_add_css_class (GTK_WIDGET (self->live), "running");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->live), "running");
}

static void
update_playing (SpkScrubber *self)
{
  gboolean playing = spk_session_get_playing (self->session);
  const char *label = playing ? _("Stop playing") : _("Play the epochs");

  gtk_button_set_icon_name (self->play, playing ? "media-playback-pause-symbolic" : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->play), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
update_speed (SpkScrubber *self)
{
  double speed = spk_session_get_speed (self->session);

  for (guint i = 0; i < G_N_ELEMENTS (speeds); i++)
    if (speeds[i] == speed)
      gtk_drop_down_set_selected (self->speed, i);
}

static void
document_changed (SpkScrubber *self)
{
  update_span (self);
  update_live (self);
}

/* A run that ends has no more planned epochs. */
static void
snapshot_changed (SpkScrubber *self)
{
  if (spk_session_get_snapshot (self->session))
    return;
  document_changed (self);
}

static void
value_changed (SpkScrubber *self)
{
  if (self->session && !self->following)
    spk_session_set_epoch_index (self->session, (guint) gtk_adjustment_get_value (self->adjustment) - 1);
}

static void
live_toggled (SpkScrubber *self)
{
  if (self->session && !self->following)
    spk_session_set_live (self->session, gtk_toggle_button_get_active (self->live));
}

static void
play_clicked (SpkScrubber *self)
{
  spk_session_set_playing (self->session, !spk_session_get_playing (self->session));
}

static void
speed_selected (SpkScrubber *self)
{
  guint i = gtk_drop_down_get_selected (self->speed);

  if (self->session && i < G_N_ELEMENTS (speeds))
    spk_session_set_speed (self->session, speeds[i]);
}

static void
spk_scrubber_dispose (GObject *object)
{
  g_clear_object (&SPK_SCRUBBER (object)->session);
  G_OBJECT_CLASS (spk_scrubber_parent_class)->dispose (object);
}

static void
spk_scrubber_class_init (SpkScrubberClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spk_scrubber_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/spikesmith/Spikesmith/ui/spk-scrubber.ui");
  gtk_widget_class_bind_template_child (widget_class, SpkScrubber, play);
  gtk_widget_class_bind_template_child (widget_class, SpkScrubber, speed);
  gtk_widget_class_bind_template_child (widget_class, SpkScrubber, epoch);
  gtk_widget_class_bind_template_child (widget_class, SpkScrubber, scale);
  gtk_widget_class_bind_template_child (widget_class, SpkScrubber, adjustment);
  gtk_widget_class_bind_template_child (widget_class, SpkScrubber, live);
  gtk_widget_class_bind_template_callback (widget_class, value_changed);
  gtk_widget_class_bind_template_callback (widget_class, live_toggled);
  gtk_widget_class_bind_template_callback (widget_class, play_clicked);
  gtk_widget_class_bind_template_callback (widget_class, speed_selected);
}

static void
spk_scrubber_init (SpkScrubber *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * spk_scrubber_bind:
 * @session: (transfer none): whose epochs these are, from now on
 */
void
spk_scrubber_bind (SpkScrubber *self, SpkSession *session)
{
  g_return_if_fail (SPK_IS_SCRUBBER (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::document", G_CALLBACK (document_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::snapshot", G_CALLBACK (snapshot_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::n-epochs", G_CALLBACK (update_span), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::record", G_CALLBACK (update_epoch), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::live", G_CALLBACK (update_live), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::playing", G_CALLBACK (update_playing), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::speed", G_CALLBACK (update_speed), self, G_CONNECT_SWAPPED);
  document_changed (self);
  update_playing (self);
  update_speed (self);
}

/**
 * spk_scrubber_set_narrow:
 * @narrow: whether only what is needed most has room
 */
void
spk_scrubber_set_narrow (SpkScrubber *self, gboolean narrow)
{
  g_return_if_fail (SPK_IS_SCRUBBER (self));

  gtk_widget_set_visible (GTK_WIDGET (self->speed), !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->epoch), !narrow);
}
