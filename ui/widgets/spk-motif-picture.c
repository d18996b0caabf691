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
  SpkPlotWidget parent_instance;

  SpkTopology *motif;
};

G_DEFINE_FINAL_TYPE (SpkMotifPicture, spk_motif_picture, SPK_TYPE_PLOT_WIDGET)

static gpointer
spk_motif_picture_layout (SpkPlotWidget *plot, const SpkFigureStyle *style, SpkFigureSize size)
{
  SpkMotifPicture *self = SPK_MOTIF_PICTURE (plot);
  SpkTopologyData data = { .size = spk_topology_get_size (self->motif), .topology = self->motif };
  SpkFigureStyle plain = *style;

  plain.legend = FALSE;
  return spk_topology_figure_new (&data, &plain, size);
}

static void
spk_motif_picture_release (gpointer figure)
{
  spk_topology_figure_free (figure);
}

static void
spk_motif_picture_draw (gconstpointer figure, cairo_t *cr)
{
  spk_topology_figure_draw (figure, cr);
}

/* Nothing in it follows the pointer. */
static void
spk_motif_picture_draw_overlay (SpkPlotWidget *plot, gconstpointer figure, cairo_t *cr)
{
}

static char *
spk_motif_picture_describe (SpkPlotWidget *plot)
{
  const SpkTopology *motif = SPK_MOTIF_PICTURE (plot)->motif;

  return g_strdup_printf (_("%u neurons, %u connections"), spk_topology_get_size (motif),
                          spk_topology_count_connections (motif));
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
  G_OBJECT_CLASS (spk_motif_picture_parent_class)->finalize (object);
}

static void
spk_motif_picture_class_init (SpkMotifPictureClass *klass)
{
  SpkPlotWidgetClass *plot_class = SPK_PLOT_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = spk_motif_picture_finalize;
  GTK_WIDGET_CLASS (klass)->measure = spk_motif_picture_measure;
  plot_class->layout = spk_motif_picture_layout;
  plot_class->release = spk_motif_picture_release;
  plot_class->draw = spk_motif_picture_draw;
  plot_class->draw_overlay = spk_motif_picture_draw_overlay;
  plot_class->describe = spk_motif_picture_describe;
}

static void
spk_motif_picture_init (SpkMotifPicture *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
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
  /* Translators: %s is the name of a run */
  g_autofree char *label = g_strdup_printf (_("Motif of %s"), name);

  self->motif = spk_topology_ref (motif);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return GTK_WIDGET (self);
}
