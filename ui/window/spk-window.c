/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window/spk-window-private.h"

#include <glib/gi18n.h>

#include "window/spk-welcome-page.h"

/* Below this width the header bar keeps to icons, and the pages are switched at the bottom. */
#define NARROW_WIDTH 700

/**
 * SpkWindow:
 *
 * The window: header bar, pages "search" and "runs", toasts. What it does on request is in spk-window-actions.c, what
 * falls onto it in spk-window-dnd.c.
 */
G_DEFINE_FINAL_TYPE (SpkWindow, spk_window, ADW_TYPE_APPLICATION_WINDOW)

/* An icon alone where there is no room for words. The button keeps its accessible name and tooltip. */
static gboolean
apply_narrow (gpointer data)
{
  SpkWindow *self = data;

  adw_button_content_set_label (self->new_search_content, self->narrow ? "" : _("_New Search…"));
  adw_button_content_set_label (self->open_content, self->narrow ? "" : _("_Open…"));
  return G_SOURCE_REMOVE;
}

static void
spk_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SpkWindow *self = SPK_WINDOW (widget);
  gboolean narrow = width < NARROW_WIDTH;

  GTK_WIDGET_CLASS (spk_window_parent_class)->size_allocate (widget, width, height, baseline);
  if (narrow == self->narrow)
    return;
  self->narrow = narrow;
  /* Not while sizes are being given out. */
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, apply_narrow, g_object_ref (self), g_object_unref);
}

static void
spk_window_constructed (GObject *object)
{
  SpkWindow *self = SPK_WINDOW (object);

  G_OBJECT_CLASS (spk_window_parent_class)->constructed (object);
  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
}

static void
spk_window_dispose (GObject *object)
{
  SpkWindow *self = SPK_WINDOW (object);

  g_clear_object (&self->settings);
  G_OBJECT_CLASS (spk_window_parent_class)->dispose (object);
}

static void
spk_window_class_init (SpkWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = spk_window_constructed;
  object_class->dispose = spk_window_dispose;
  widget_class->size_allocate = spk_window_size_allocate;

  g_type_ensure (SPK_TYPE_WELCOME_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/spikesmith/Spikesmith/ui/spk-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SpkWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, SpkWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, SpkWindow, switcher_title);
  gtk_widget_class_bind_template_child (widget_class, SpkWindow, search_stack);
  gtk_widget_class_bind_template_child (widget_class, SpkWindow, dashboard_place);
  gtk_widget_class_bind_template_child (widget_class, SpkWindow, new_search_content);
  gtk_widget_class_bind_template_child (widget_class, SpkWindow, open_content);
  gtk_widget_class_bind_template_child (widget_class, SpkWindow, run_title);
  gtk_widget_class_bind_template_child (widget_class, SpkWindow, run_name);
  gtk_widget_class_bind_template_child (widget_class, SpkWindow, run_state);

  spk_window_install_actions (widget_class);
}

static void
spk_window_init (SpkWindow *self)
{
  self->settings = g_settings_new (SPK_APPLICATION_ID);
  gtk_widget_init_template (GTK_WIDGET (self));
  spk_window_accept_drops (self);
}

/**
 * spk_window_new:
 *
 * Returns: (transfer none): a window of @application, which owns it
 */
SpkWindow *
spk_window_new (GtkApplication *application)
{
  return g_object_new (SPK_TYPE_WINDOW, "application", application, NULL);
}

/**
 * spk_window_toast:
 * @text: one line
 *
 * Says @text at the bottom of the window for some seconds.
 */
void
spk_window_toast (SpkWindow *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_return_if_fail (SPK_IS_WINDOW (self));

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}
