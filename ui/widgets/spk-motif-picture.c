/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/spk-motif-picture.h"

#include <glib/gi18n.h>

#include "figures/spk-topology-figure.h"

/**
 * SpkMotifPicture:
 *
 * A motif as a small graph, to be looked at beside others.
 */
struct _SpkMotifPicture
{
  SpkFigureView parent_instance;

  SpkTopology       *motif;
  SpkTopologyFigure *figure; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (SpkMotifPicture, spk_motif_picture, SPK_TYPE_FIGURE_VIEW)

static void
spk_motif_picture_lay_out (SpkFigureView *view, const SpkFigureStyle *style, SpkFigureSize size)
{
  SpkMotifPicture *self = SPK_MOTIF_PICTURE (view);
  SpkTopologyData data = { .size = spk_topology_get_size (self->motif), .topology = self->motif };
  SpkFigureStyle plain = *style;

  plain.legend = FALSE;
  g_clear_pointer (&self->figure, spk_topology_figure_free);
  self->figure = spk_topology_figure_new (&data, &plain, size);
}

static void
spk_motif_picture_draw (SpkFigureView *view, cairo_t *cr)
{
  spk_topology_figure_draw (SPK_MOTIF_PICTURE (view)->figure, cr);
}

static void
spk_motif_picture_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                           int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = 220;
}

static void
spk_motif_picture_finalize (GObject *object)
{
  SpkMotifPicture *self = SPK_MOTIF_PICTURE (object);

  g_clear_pointer (&self->motif, spk_topology_unref);
  g_clear_pointer (&self->figure, spk_topology_figure_free);
  G_OBJECT_CLASS (spk_motif_picture_parent_class)->finalize (object);
}

static void
spk_motif_picture_class_init (SpkMotifPictureClass *klass)
{
  SpkFigureViewClass *view_class = SPK_FIGURE_VIEW_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = spk_motif_picture_finalize;
  GTK_WIDGET_CLASS (klass)->measure = spk_motif_picture_measure;
  view_class->lay_out = spk_motif_picture_lay_out;
  view_class->draw = spk_motif_picture_draw;
}

static void
spk_motif_picture_init (SpkMotifPicture *self)
{
}

/**
 * spk_motif_picture_new:
 * @motif: a reference is taken
 * @name: what it is the motif of, for screen readers
 *
 * Returns: (transfer floating): a picture of @motif
 */
GtkWidget *
spk_motif_picture_new (SpkTopology *motif, const char *name)
{
  SpkMotifPicture *self = g_object_new (SPK_TYPE_MOTIF_PICTURE, NULL);
  g_autofree char *label = g_strdup_printf (_("Motif of %s: %u neurons, %u connections"), name,
                                            spk_topology_get_size (motif), spk_topology_count_connections (motif));

  self->motif = spk_topology_ref (motif);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return GTK_WIDGET (self);
}
