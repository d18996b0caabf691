/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dashboard/spk-progress-view.h"

#include <glib/gi18n.h>

#include "dashboard/spk-curves-plot.h"
#include "widgets/spk-format.h"

/**
 * SpkProgressView:
 *
 * The view of curves over epochs. Boolean properties, rw, which are its actions too, say which: "accuracy", "loss",
 * "sizes", "entropy", "gap". They are remembered.
 */
struct _SpkProgressView
{
  SpkViewCard parent_instance;

  GSettings     *settings;
  SpkCurvesPlot *plot;
};

static const char *const part_names[SPK_N_PROGRESS_PARTS] = { "accuracy", "loss", "sizes", "entropy", "gap" };

static GParamSpec *properties[SPK_N_PROGRESS_PARTS + 1];

G_DEFINE_FINAL_TYPE (SpkProgressView, spk_progress_view, SPK_TYPE_VIEW_CARD)

static void
update_subtitle (SpkProgressView *self)
{
  SpkSession *session = spk_view_card_get_session (SPK_VIEW_CARD (self));
  SpkEpochRecord *record = spk_session_get_record (session);
  g_autofree char *train = record ? spk_format_percent (record->train_accuracy) : NULL;
  g_autofree char *valid = record ? spk_format_percent (record->valid_accuracy) : NULL;
  g_autofree char *text = NULL;

  if (!record)
    text = g_strdup ("");
  else if (!*train)
    text = g_strdup_printf (_("before training · valid %s"), valid);
  else if (!*valid)
    text = g_strdup_printf (_("train %s"), train);
  else
    text = g_strdup_printf (_("train %s · valid %s"), train, valid);
  spk_view_card_set_subtitle (SPK_VIEW_CARD (self), text);
}

static void
spk_progress_view_bind (SpkViewCard *card, SpkSession *session)
{
  SpkProgressView *self = SPK_PROGRESS_VIEW (card);

  spk_session_plot_set_session (SPK_SESSION_PLOT (self->plot), session);
  g_signal_connect_object (session, "notify::record", G_CALLBACK (update_subtitle), self, G_CONNECT_SWAPPED);
  update_subtitle (self);
}

static void
set_parts (SpkProgressView *self, SpkProgressPart parts)
{
  SpkProgressPart changed = parts ^ spk_curves_plot_get_parts (self->plot);

  spk_curves_plot_set_parts (self->plot, parts);
  for (guint i = 0; i < SPK_N_PROGRESS_PARTS; i++)
    if (changed & (1 << i))
      g_object_notify_by_pspec (G_OBJECT (self), properties[i + 1]);
}

static void
spk_progress_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SpkProgressView *self = SPK_PROGRESS_VIEW (object);

  if (id >= 1 && id <= SPK_N_PROGRESS_PARTS)
    g_value_set_boolean (value, (spk_curves_plot_get_parts (self->plot) & (1 << (id - 1))) != 0);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
spk_progress_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SpkProgressView *self = SPK_PROGRESS_VIEW (object);
  SpkProgressPart parts = spk_curves_plot_get_parts (self->plot);

  if (id >= 1 && id <= SPK_N_PROGRESS_PARTS)
    set_parts (self, g_value_get_boolean (value) ? parts | (1 << (id - 1)) : parts & ~(1 << (id - 1)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
spk_progress_view_dispose (GObject *object)
{
  g_clear_object (&SPK_PROGRESS_VIEW (object)->settings);
  G_OBJECT_CLASS (spk_progress_view_parent_class)->dispose (object);
}

static void
spk_progress_view_class_init (SpkProgressViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = spk_progress_view_dispose;
  object_class->get_property = spk_progress_view_get_property;
  object_class->set_property = spk_progress_view_set_property;
  SPK_VIEW_CARD_CLASS (klass)->bind = spk_progress_view_bind;
  for (guint i = 0; i < SPK_N_PROGRESS_PARTS; i++)
    properties[i + 1] = g_param_spec_boolean (part_names[i], NULL, NULL, FALSE,
                                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, SPK_N_PROGRESS_PARTS + 1, properties);

  g_type_ensure (SPK_TYPE_CURVES_PLOT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/spikesmith/Spikesmith/ui/spk-progress-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SpkProgressView, plot);
  for (guint i = 0; i < SPK_N_PROGRESS_PARTS; i++)
    {
      g_autofree char *action = g_strconcat ("progress.", part_names[i], NULL);

      gtk_widget_class_install_property_action (widget_class, action, part_names[i]);
    }
}

static void
spk_progress_view_init (SpkProgressView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = g_settings_new (SPK_APPLICATION_ID);
  for (guint i = 0; i < SPK_N_PROGRESS_PARTS; i++)
    {
      g_autofree char *key = g_strconcat ("progress-", part_names[i], NULL);

      g_settings_bind (self->settings, key, self, part_names[i], G_SETTINGS_BIND_DEFAULT);
    }
}
