/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dashboard/spk-rates-view.h"

#include <glib/gi18n.h>

#include "dashboard/spk-histogram-plot.h"
#include "dashboard/spk-scatter-plot.h"

/**
 * SpkRatesView:
 *
 * The view of firing rates and of what self-repair changes: histograms, or R against tau_m.
 *
 * Properties, rw, which are its actions too: "plot" (string): "histograms" or "scatter"; "logarithmic" (boolean). Both
 * are remembered.
 */
struct _SpkRatesView
{
  SpkViewCard parent_instance;

  GSettings        *settings;
  GtkStack         *plots;
  SpkHistogramPlot *histograms;
  SpkScatterPlot   *scatter;
};

enum
{
  PROP_0,
  PROP_PLOT,
  PROP_LOGARITHMIC,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (SpkRatesView, spk_rates_view, SPK_TYPE_VIEW_CARD)

static void
update_subtitle (SpkRatesView *self)
{
  SpkSession *session = spk_view_card_get_session (SPK_VIEW_CARD (self));
  const SpkLayerRecord *layer = spk_session_get_layer_record (session);
  g_autofree char *text = NULL;

  if (!layer)
    text = g_strdup ("");
  else
    text = g_strdup_printf (_("mean %.3f · %.1f %% silent"), layer->mean_rate, 100 * layer->silent);
  spk_view_card_set_subtitle (SPK_VIEW_CARD (self), text);
}

static void
spk_rates_view_bind (SpkViewCard *card, SpkSession *session)
{
  SpkRatesView *self = SPK_RATES_VIEW (card);

  spk_session_plot_set_session (SPK_SESSION_PLOT (self->histograms), session);
  spk_session_plot_set_session (SPK_SESSION_PLOT (self->scatter), session);
  g_signal_connect_object (session, "notify::record", G_CALLBACK (update_subtitle), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::layer", G_CALLBACK (update_subtitle), self, G_CONNECT_SWAPPED);
  update_subtitle (self);
}

static void
plot_changed (SpkRatesView *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLOT]);
}

static void
logarithmic_changed (SpkRatesView *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOGARITHMIC]);
}

static void
spk_rates_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SpkRatesView *self = SPK_RATES_VIEW (object);

  switch (id)
    {
    case PROP_PLOT:
      g_value_set_string (value, gtk_stack_get_visible_child_name (self->plots));
      break;
    case PROP_LOGARITHMIC:
      g_value_set_boolean (value, spk_histogram_plot_get_logarithmic (self->histograms));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spk_rates_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SpkRatesView *self = SPK_RATES_VIEW (object);

  switch (id)
    {
    case PROP_PLOT:
      gtk_stack_set_visible_child_name (self->plots, g_value_get_string (value));
      break;
    case PROP_LOGARITHMIC:
      spk_histogram_plot_set_logarithmic (self->histograms, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spk_rates_view_dispose (GObject *object)
{
  g_clear_object (&SPK_RATES_VIEW (object)->settings);
  G_OBJECT_CLASS (spk_rates_view_parent_class)->dispose (object);
}

static void
spk_rates_view_class_init (SpkRatesViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = spk_rates_view_dispose;
  object_class->get_property = spk_rates_view_get_property;
  object_class->set_property = spk_rates_view_set_property;
  SPK_VIEW_CARD_CLASS (klass)->bind = spk_rates_view_bind;
  properties[PROP_PLOT] = g_param_spec_string ("plot", NULL, NULL, "histograms", flags);
  properties[PROP_LOGARITHMIC] = g_param_spec_boolean ("logarithmic", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  g_type_ensure (SPK_TYPE_HISTOGRAM_PLOT);
  g_type_ensure (SPK_TYPE_SCATTER_PLOT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/spikesmith/Spikesmith/ui/spk-rates-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SpkRatesView, plots);
  gtk_widget_class_bind_template_child (widget_class, SpkRatesView, histograms);
  gtk_widget_class_bind_template_child (widget_class, SpkRatesView, scatter);
  gtk_widget_class_install_property_action (widget_class, "rates.plot", "plot");
  gtk_widget_class_install_property_action (widget_class, "rates.logarithmic", "logarithmic");
}

static void
spk_rates_view_init (SpkRatesView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->plots, "notify::visible-child-name", G_CALLBACK (plot_changed), self);
  g_signal_connect_swapped (self->histograms, "notify::logarithmic", G_CALLBACK (logarithmic_changed), self);
  self->settings = g_settings_new (SPK_APPLICATION_ID);
  g_settings_bind (self->settings, "rates-plot", self, "plot", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "rates-logarithmic", self, "logarithmic", G_SETTINGS_BIND_DEFAULT);
}
