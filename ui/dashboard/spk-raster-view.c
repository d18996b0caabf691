/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dashboard/spk-raster-view.h"

#include <glib/gi18n.h>

#include "dashboard/spk-raster-plot.h"
#include "dashboard/spk-session-choice.h"

/**
 * SpkRasterView:
 *
 * The view of spikes: which layer, which class's sample, in which order and which of the neurons.
 */
struct _SpkRasterView
{
  SpkViewCard parent_instance;

  SpkRasterPlot    *plot;
  SpkSessionChoice *layer;
  SpkSessionChoice *sample;
  GtkDropDown      *order;
  GtkEntry         *subset;
  GtkLabel         *subset_problem;
};

G_DEFINE_FINAL_TYPE (SpkRasterView, spk_raster_view, SPK_TYPE_VIEW_CARD)

static const char *
name_of (SpkRunDocument *document, guint label)
{
  return label < spk_run_document_get_n_classes (document) ? spk_run_document_get_class_name (document, label) : "";
}

/* What was said and what was understood. A mistake has a sign, not only another letter. */
static void
update_subtitle (SpkRasterView *self)
{
  SpkSession *session = spk_view_card_get_session (SPK_VIEW_CARD (self));
  SpkProbe *probe = spk_session_get_probe (session);
  SpkRunDocument *document = spk_session_get_document (session);
  g_autofree char *text = NULL;

  if (!probe || !document)
    text = g_strdup ("");
  else if (probe->label == probe->prediction)
    text = g_strdup_printf (_("“%s” recognised ✓"), name_of (document, probe->label));
  else
    text = g_strdup_printf (_("“%s” taken for “%s” ✗"), name_of (document, probe->label),
                            name_of (document, probe->prediction));
  spk_view_card_set_subtitle (SPK_VIEW_CARD (self), text);
}

static void
show_problem (SpkRasterView *self, const char *problem)
{
  gtk_label_set_text (self->subset_problem, problem ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->subset_problem), problem != NULL);
  if (problem)
    gtk_widget_add_css_class (GTK_WIDGET (self->subset), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->subset), "error");
}

/* Taken over while it is being typed, as far as it means something. */
static void
subset_changed (SpkRasterView *self)
{
  SpkSession *session = spk_view_card_get_session (SPK_VIEW_CARD (self));
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->subset));
  g_autoptr (GError) error = NULL;

  spk_session_set_subset (session, *text ? text : NULL, &error);
  show_problem (self, error ? error->message : NULL);
}

static void
follow_subset (SpkRasterView *self)
{
  const char *subset = spk_session_get_subset (spk_view_card_get_session (SPK_VIEW_CARD (self)));

  if (g_strcmp0 (subset ? subset : "", gtk_editable_get_text (GTK_EDITABLE (self->subset))) != 0 &&
      !gtk_widget_has_css_class (GTK_WIDGET (self->subset), "error"))
    gtk_editable_set_text (GTK_EDITABLE (self->subset), subset ? subset : "");
}

static void
spk_raster_view_bind (SpkViewCard *card, SpkSession *session)
{
  SpkRasterView *self = SPK_RASTER_VIEW (card);

  spk_session_plot_set_session (SPK_SESSION_PLOT (self->plot), session);
  spk_session_choice_bind (self->layer, session, SPK_CHOSEN_LAYER);
  spk_session_choice_bind (self->sample, session, SPK_CHOSEN_CLASS);
  g_object_bind_property (session, "order", self->order, "selected", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_signal_connect_object (session, "notify::probe", G_CALLBACK (update_subtitle), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::document", G_CALLBACK (update_subtitle), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::subset", G_CALLBACK (follow_subset), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->subset, "changed", G_CALLBACK (subset_changed), self, G_CONNECT_SWAPPED);
  update_subtitle (self);
}

static void
spk_raster_view_class_init (SpkRasterViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  SPK_VIEW_CARD_CLASS (klass)->bind = spk_raster_view_bind;

  g_type_ensure (SPK_TYPE_RASTER_PLOT);
  g_type_ensure (SPK_TYPE_SESSION_CHOICE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/spikesmith/Spikesmith/ui/spk-raster-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SpkRasterView, plot);
  gtk_widget_class_bind_template_child (widget_class, SpkRasterView, layer);
  gtk_widget_class_bind_template_child (widget_class, SpkRasterView, sample);
  gtk_widget_class_bind_template_child (widget_class, SpkRasterView, order);
  gtk_widget_class_bind_template_child (widget_class, SpkRasterView, subset);
  gtk_widget_class_bind_template_child (widget_class, SpkRasterView, subset_problem);
}

static void
spk_raster_view_init (SpkRasterView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
