/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/spk-figure-view.h"

/**
 * SpkFigureView:
 *
 * A widget that shows a figure of ui/figures in the fonts and colours of the window. The figure is drawn once into a
 * texture, sharp at any scale factor, and again only when its data, its size or its look change; what follows the
 * pointer is drawn over it.
 */
typedef struct
{
  GSettings  *settings;
  GdkTexture *figure; /* (nullable): out of date */
} SpkFigureViewPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SpkFigureView, spk_figure_view, GTK_TYPE_WIDGET)

/* Points that a unit of the window takes, after the text scale of the desktop. */
static double
get_units_per_pt (GtkWidget *widget)
{
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return (dpi > 0 ? dpi / 1024.0 : 96.0) / 72.0;
}

static void
init_style (SpkFigureView *self, SpkFigureStyle *style)
{
  SpkFigureViewPrivate *priv = spk_figure_view_get_instance_private (self);
  GtkWidget *widget = GTK_WIDGET (self);
  AdwStyleManager *manager = adw_style_manager_get_default ();
  const PangoFontDescription *font = pango_context_get_font_description (gtk_widget_get_pango_context (widget));

  spk_figure_style_init (style, adw_style_manager_get_dark (manager) ? SPK_THEME_DARK : SPK_THEME_LIGHT);
  style->font_family = g_intern_string (pango_font_description_get_family (font));
  style->units_per_pt = get_units_per_pt (widget);
  spk_figure_style_set_palette (style, g_settings_get_enum (priv->settings, "palette"));
  if (adw_style_manager_get_high_contrast (manager))
    {
      style->colours[SPK_ROLE_DIM] = style->colours[SPK_ROLE_TEXT];
      style->colours[SPK_ROLE_AXIS] = style->colours[SPK_ROLE_TEXT];
    }
}

static GdkTexture *
make_texture (SpkFigureView *self, int width, int height)
{
  SpkFigureViewClass *klass = SPK_FIGURE_VIEW_GET_CLASS (self);
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  SpkFigureSize size = { .width = width, .height = height, .pixels_per_unit = scale };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width * scale, height * scale);
  g_autoptr (GBytes) bytes = NULL;
  SpkFigureStyle style;
  cairo_t *cr;
  gsize stride;

  cairo_surface_set_device_scale (surface, scale, scale);
  init_style (self, &style);
  klass->lay_out (self, &style, size);
  cr = cairo_create (surface);
  klass->draw (self, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  stride = cairo_image_surface_get_stride (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * height * scale,
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  return gdk_memory_texture_new (width * scale, height * scale, GDK_MEMORY_DEFAULT, bytes, stride);
}

static void
spk_figure_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SpkFigureView *self = SPK_FIGURE_VIEW (widget);
  SpkFigureViewPrivate *priv = spk_figure_view_get_instance_private (self);
  SpkFigureViewClass *klass = SPK_FIGURE_VIEW_GET_CLASS (self);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, width, height);
  cairo_t *cr;

  if (width <= 0 || height <= 0)
    return;
  if (!priv->figure)
    priv->figure = make_texture (self, width, height);
  gtk_snapshot_append_texture (snapshot, priv->figure, &bounds);
  if (!klass->draw_overlay)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  klass->draw_overlay (self, cr);
  cairo_destroy (cr);
}

static void
spk_figure_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SpkFigureViewPrivate *priv = spk_figure_view_get_instance_private (SPK_FIGURE_VIEW (widget));

  g_clear_object (&priv->figure);
}

static void
spk_figure_view_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (spk_figure_view_parent_class)->system_setting_changed (widget, setting);
  spk_figure_view_invalidate (SPK_FIGURE_VIEW (widget));
}

static void
spk_figure_view_dispose (GObject *object)
{
  SpkFigureViewPrivate *priv = spk_figure_view_get_instance_private (SPK_FIGURE_VIEW (object));

  g_clear_object (&priv->figure);
  g_clear_object (&priv->settings);
  G_OBJECT_CLASS (spk_figure_view_parent_class)->dispose (object);
}

static void
spk_figure_view_class_init (SpkFigureViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spk_figure_view_dispose;
  widget_class->snapshot = spk_figure_view_snapshot;
  widget_class->size_allocate = spk_figure_view_size_allocate;
  widget_class->system_setting_changed = spk_figure_view_system_setting_changed;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
spk_figure_view_init (SpkFigureView *self)
{
  SpkFigureViewPrivate *priv = spk_figure_view_get_instance_private (self);
  AdwStyleManager *manager = adw_style_manager_get_default ();

  priv->settings = g_settings_new (SPK_APPLICATION_ID);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (spk_figure_view_invalidate), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (spk_figure_view_invalidate), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->settings, "changed::palette", G_CALLBACK (spk_figure_view_invalidate), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (spk_figure_view_invalidate), NULL);
}

/**
 * spk_figure_view_invalidate:
 *
 * To be called when the data have changed: the figure is laid out and drawn anew at the next frame.
 */
void
spk_figure_view_invalidate (SpkFigureView *self)
{
  SpkFigureViewPrivate *priv = spk_figure_view_get_instance_private (self);

  g_return_if_fail (SPK_IS_FIGURE_VIEW (self));

  g_clear_object (&priv->figure);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * spk_figure_view_invalidate_overlay:
 *
 * To be called when only what follows the pointer has changed.
 */
void
spk_figure_view_invalidate_overlay (SpkFigureView *self)
{
  g_return_if_fail (SPK_IS_FIGURE_VIEW (self));

  gtk_widget_queue_draw (GTK_WIDGET (self));
}
