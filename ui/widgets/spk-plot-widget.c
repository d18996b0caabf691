/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/spk-plot-widget-private.h"

#include <math.h>

#include "figures/spk-text.h"
#include "widgets/spk-picture-node.h"
#include "widgets/spk-plot-budget.h"
#include "widgets/spk-plot-style.h"

#define NATURAL_WIDTH  360
#define NATURAL_HEIGHT 280

/**
 * SpkPlotWidget:
 *
 * A figure on a card of a window: the base of all views of data. It has two layers. The static one is a figure laid out by the
 * kind of plot and painted once into an image of the screen's resolution; it is made again only if the data,
 * the size, the scale factor or the style have changed. The overlay, with cursor, selection and hover, is drawn over it.
 *
 * When several plots have new data at once they take turns, a frame each: what was painted before stays meanwhile.
 *
 * It can have the keyboard: arrows move a read-out, Enter picks, Escape clears, + and - zoom, 0 shows all, Ctrl with arrows
 * pans.
 */
typedef struct
{
  GSettings       *settings;
  SpkFigureStyle   style;
  gboolean         style_stale;

  gpointer         figure;    /* (nullable): of a kind's own type */
  GskRenderNode   *picture;   /* (nullable): the figure painted for @size */
  SpkFigureSize    size;
  gboolean         stale;
  guint            turn;      /* tick callback that waits for the plot's turn, or 0 */

  GskRenderNode   *overlay;   /* (nullable) */
  gboolean         overlay_stale;

  SpkPlotCounts    counts;
} SpkPlotWidgetPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SpkPlotWidget, spk_plot_widget, GTK_TYPE_WIDGET)

static SpkPlotWidgetPrivate *
get_private (SpkPlotWidget *self)
{
  return spk_plot_widget_get_instance_private (self);
}

static void
drop_figure (SpkPlotWidget *self)
{
  SpkPlotWidgetPrivate *priv = get_private (self);

  if (priv->figure)
    SPK_PLOT_WIDGET_GET_CLASS (self)->release (g_steal_pointer (&priv->figure));
}

static void
update_style (SpkPlotWidget *self)
{
  SpkPlotWidgetPrivate *priv = get_private (self);

  if (!priv->style_stale)
    return;
  priv->style_stale = FALSE;
  spk_plot_style_init (&priv->style, GTK_WIDGET (self), g_settings_get_enum (priv->settings, "palette"));
}

static void
describe (SpkPlotWidget *self)
{
  SpkPlotWidgetClass *klass = SPK_PLOT_WIDGET_GET_CLASS (self);
  SpkPlotWidgetPrivate *priv = get_private (self);
  g_autofree char *text = priv->figure ? klass->describe (self) : g_strdup (klass->get_note (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
draw_static (SpkPlotWidget *self, cairo_t *cr)
{
  SpkPlotWidgetPrivate *priv = get_private (self);

  SpkPlotWidgetClass *klass = SPK_PLOT_WIDGET_GET_CLASS (self);

  spk_figure_style_set_source (&priv->style, SPK_ROLE_BACKGROUND, cr);
  cairo_paint (cr);
  if (priv->figure)
    klass->draw (priv->figure, cr);
  else
    spk_text_draw_note (klass->get_note (self), priv->size, &priv->style, cr);
}

static GskRenderNode *
paint (SpkPlotWidget *self, SpkFigureSize size)
{
  cairo_surface_t *image = spk_picture_node_make_image (size);
  cairo_t *cr = cairo_create (image);
  GskRenderNode *node;

  draw_static (self, cr);
  cairo_destroy (cr);
  node = spk_picture_node_new (image, size);
  cairo_surface_destroy (image);
  get_private (self)->counts.paints++;
  return node;
}

static void
renew (SpkPlotWidget *self, SpkFigureSize size)
{
  SpkPlotWidgetPrivate *priv = get_private (self);

  drop_figure (self);
  g_clear_pointer (&priv->picture, gsk_render_node_unref);
  update_style (self);
  priv->size = size;
  priv->figure = SPK_PLOT_WIDGET_GET_CLASS (self)->layout (self, &priv->style, size);
  priv->counts.layouts++;
  priv->picture = paint (self, size);
  priv->stale = FALSE;
  priv->overlay_stale = TRUE;
  describe (self);
}

static gboolean
take_turn (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  get_private (SPK_PLOT_WIDGET (widget))->turn = 0;
  gtk_widget_queue_draw (widget);
  return G_SOURCE_REMOVE;
}

/* Puts the painting off to the next frame, if something can be shown until then and this frame has had its share. */
static gboolean
wait_for_turn (SpkPlotWidget *self)
{
  SpkPlotWidgetPrivate *priv = get_private (self);

  if (!spk_plot_budget_is_spent (gtk_widget_get_frame_clock (GTK_WIDGET (self))))
    return FALSE;
  if (!priv->turn)
    priv->turn = gtk_widget_add_tick_callback (GTK_WIDGET (self), take_turn, NULL, NULL);
  return TRUE;
}

static void
update_static (SpkPlotWidget *self)
{
  SpkPlotWidgetPrivate *priv = get_private (self);
  GtkWidget *widget = GTK_WIDGET (self);
  SpkFigureSize size = { gtk_widget_get_width (widget), gtk_widget_get_height (widget),
                         gtk_widget_get_scale_factor (widget) };
  gboolean same_size = size.width == priv->size.width && size.height == priv->size.height &&
                       size.pixels_per_unit == priv->size.pixels_per_unit;

  if (priv->picture && same_size && (!priv->stale || wait_for_turn (self)))
    return;
  renew (self, size);
}

/* The overlay in a node that is as large as what is drawn in it. */
static GskRenderNode *
paint_overlay (SpkPlotWidget *self)
{
  SpkPlotWidgetPrivate *priv = get_private (self);
  const cairo_rectangle_t all = { 0, 0, priv->size.width, priv->size.height };
  cairo_surface_t *recording = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &all);
  cairo_t *cr = cairo_create (recording);
  double x, y, width, height;
  GskRenderNode *node = NULL;

  SPK_PLOT_WIDGET_GET_CLASS (self)->draw_overlay (self, priv->figure, cr);
  cairo_destroy (cr);
  cairo_recording_surface_ink_extents (recording, &x, &y, &width, &height);
  if (width > 0 && height > 0)
    {
      node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (floor (x), floor (y), ceil (x + width) - floor (x),
                                                      ceil (y + height) - floor (y)));
      cr = gsk_cairo_node_get_draw_context (node);
      cairo_set_source_surface (cr, recording, 0, 0);
      cairo_paint (cr);
      cairo_destroy (cr);
    }
  cairo_surface_destroy (recording);
  priv->counts.overlays++;
  return node;
}

static void
update_overlay (SpkPlotWidget *self)
{
  SpkPlotWidgetPrivate *priv = get_private (self);

  if (!priv->overlay_stale)
    return;
  priv->overlay_stale = FALSE;
  g_clear_pointer (&priv->overlay, gsk_render_node_unref);
  if (priv->figure)
    priv->overlay = paint_overlay (self);
}

static void
spk_plot_widget_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SpkPlotWidget *self = SPK_PLOT_WIDGET (widget);
  SpkPlotWidgetPrivate *priv = get_private (self);

  gint64 start = g_get_monotonic_time (), took;

  if (gtk_widget_get_width (widget) < 1 || gtk_widget_get_height (widget) < 1)
    return;
  update_static (self);
  update_overlay (self);
  took = g_get_monotonic_time () - start;
  priv->counts.microseconds += took;
  spk_plot_budget_spend (gtk_widget_get_frame_clock (widget), took);
  gtk_snapshot_append_node (snapshot, priv->picture);
  if (priv->overlay)
    gtk_snapshot_append_node (snapshot, priv->overlay);
}

/* A plot can be made as small as its parent likes; this is how large it is good to look at. */
static void
spk_plot_widget_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                         int *minimum_baseline, int *natural_baseline)
{
  *minimum = 0;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? NATURAL_WIDTH : NATURAL_HEIGHT;
}

static void
restyle (SpkPlotWidget *self)
{
  get_private (self)->style_stale = TRUE;
  spk_plot_widget_invalidate (self);
}

static void
spk_plot_widget_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (spk_plot_widget_parent_class)->system_setting_changed (widget, setting);
  if (setting != GTK_SYSTEM_SETTING_ICON_THEME)
    restyle (SPK_PLOT_WIDGET (widget));
}

/* What is not seen takes no memory for pictures. */
static void
spk_plot_widget_unmap (GtkWidget *widget)
{
  SpkPlotWidgetPrivate *priv = get_private (SPK_PLOT_WIDGET (widget));

  if (priv->turn)
    gtk_widget_remove_tick_callback (widget, priv->turn);
  priv->turn = 0;
  g_clear_pointer (&priv->picture, gsk_render_node_unref);
  GTK_WIDGET_CLASS (spk_plot_widget_parent_class)->unmap (widget);
}

static void
spk_plot_widget_dispose (GObject *object)
{
  SpkPlotWidget *self = SPK_PLOT_WIDGET (object);
  SpkPlotWidgetPrivate *priv = get_private (self);

  drop_figure (self);
  g_clear_pointer (&priv->picture, gsk_render_node_unref);
  g_clear_object (&priv->settings);
  g_clear_pointer (&priv->overlay, gsk_render_node_unref);
  G_OBJECT_CLASS (spk_plot_widget_parent_class)->dispose (object);
}

static void
spk_plot_widget_class_init (SpkPlotWidgetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spk_plot_widget_dispose;
  widget_class->measure = spk_plot_widget_measure;
  widget_class->snapshot = spk_plot_widget_snapshot;
  widget_class->unmap = spk_plot_widget_unmap;
  widget_class->system_setting_changed = spk_plot_widget_system_setting_changed;

  gtk_widget_class_set_css_name (widget_class, "plot");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  spk_plot_widget_install_keys (klass);
}

static void
spk_plot_widget_init (SpkPlotWidget *self)
{
  SpkPlotWidgetPrivate *priv = get_private (self);
  AdwStyleManager *manager = adw_style_manager_get_default ();

  priv->settings = g_settings_new (SPK_APPLICATION_ID);
  priv->style_stale = priv->stale = priv->overlay_stale = TRUE;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  spk_plot_widget_add_controllers (self);

  g_signal_connect_object (priv->settings, "changed::palette", G_CALLBACK (restyle), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (restyle), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (restyle), self, G_CONNECT_SWAPPED);
}

/**
 * spk_plot_widget_invalidate:
 *
 * For kinds of plots: the data have changed.
 */
void
spk_plot_widget_invalidate (SpkPlotWidget *self)
{
  g_return_if_fail (SPK_IS_PLOT_WIDGET (self));

  get_private (self)->stale = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * spk_plot_widget_invalidate_overlay:
 *
 * For kinds of plots: cursor, selection or hover have changed.
 */
void
spk_plot_widget_invalidate_overlay (SpkPlotWidget *self)
{
  g_return_if_fail (SPK_IS_PLOT_WIDGET (self));

  get_private (self)->overlay_stale = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * spk_plot_widget_get_figure:
 *
 * Returns: (transfer none) (nullable): the figure that is shown, of the kind's own type
 */
gconstpointer
spk_plot_widget_get_figure (SpkPlotWidget *self)
{
  g_return_val_if_fail (SPK_IS_PLOT_WIDGET (self), NULL);

  return get_private (self)->figure;
}

/**
 * spk_plot_widget_get_style:
 *
 * Returns: (transfer none): how the figure that is shown looks
 */
const SpkFigureStyle *
spk_plot_widget_get_style (SpkPlotWidget *self)
{
  g_return_val_if_fail (SPK_IS_PLOT_WIDGET (self), NULL);

  return &get_private (self)->style;
}

/**
 * spk_plot_widget_get_counts:
 *
 * Returns: how often the plot has worked
 */
SpkPlotCounts
spk_plot_widget_get_counts (SpkPlotWidget *self)
{
  g_return_val_if_fail (SPK_IS_PLOT_WIDGET (self), (SpkPlotCounts){ 0 });

  return get_private (self)->counts;
}
