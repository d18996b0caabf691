/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dashboard/spk-motif-view.h"

#include <glib/gi18n.h>

#include "dashboard/spk-session-choice.h"
#include "dashboard/spk-topology-plot.h"
#include "dashboard/spk-topology-source.h"

/**
 * SpkMotifView:
 *
 * The view of the motif: its connections with their probabilities, and the sizes that are searched.
 */
struct _SpkMotifView
{
  SpkViewCard parent_instance;

  SpkTopologyPlot  *plot;
  SpkSessionChoice *layer;
};

G_DEFINE_FINAL_TYPE (SpkMotifView, spk_motif_view, SPK_TYPE_VIEW_CARD)

static char *
describe_branches (const SpkLayerRecord *layer, guint chosen_size)
{
  const SpkBranchRecord *likeliest = &layer->branches[spk_layer_record_find_likeliest (layer)];
  const SpkBranchRecord *shown = likeliest;

  for (guint i = 0; i < layer->n_branches; i++)
    if (layer->branches[i].size == chosen_size)
      shown = &layer->branches[i];
  if (shown == likeliest)
    return g_strdup_printf (_("size %u (p = %.2f)"), shown->size, shown->probability);
  return g_strdup_printf (_("size %u (p = %.2f), likeliest is %u"), shown->size, shown->probability, likeliest->size);
}

static void
update_subtitle (SpkMotifView *self)
{
  SpkSession *session = spk_view_card_get_session (SPK_VIEW_CARD (self));
  const SpkLayerRecord *layer = spk_session_get_layer_record (session);
  g_autofree char *text = NULL;

  if (layer && layer->n_branches > 0)
    text = describe_branches (layer, spk_topology_plot_get_chosen_size (self->plot));
  else if (layer && layer->topology)
    text = g_strdup_printf (_("size %u"), spk_topology_get_size (layer->topology));
  else
    text = g_strdup ("");
  spk_view_card_set_subtitle (SPK_VIEW_CARD (self), text);
}

static void
forget_size (SpkMotifView *self)
{
  spk_topology_plot_set_chosen_size (self->plot, 0);
}

static void
spk_motif_view_bind (SpkViewCard *card, SpkSession *session)
{
  SpkMotifView *self = SPK_MOTIF_VIEW (card);

  spk_session_plot_set_session (SPK_SESSION_PLOT (self->plot), session);
  spk_session_choice_bind (self->layer, session, SPK_CHOSEN_LAYER);
  g_signal_connect_object (session, "notify::document", G_CALLBACK (forget_size), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::record", G_CALLBACK (update_subtitle), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::layer", G_CALLBACK (update_subtitle), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->plot, "notify::chosen-size", G_CALLBACK (update_subtitle), self, G_CONNECT_SWAPPED);
  update_subtitle (self);
}

static void
spk_motif_view_class_init (SpkMotifViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  SPK_VIEW_CARD_CLASS (klass)->bind = spk_motif_view_bind;

  g_type_ensure (SPK_TYPE_TOPOLOGY_PLOT);
  g_type_ensure (SPK_TYPE_SESSION_CHOICE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/spikesmith/Spikesmith/ui/spk-motif-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SpkMotifView, plot);
  gtk_widget_class_bind_template_child (widget_class, SpkMotifView, layer);
}

static void
spk_motif_view_init (SpkMotifView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
