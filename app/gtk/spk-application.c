/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spk-application.h"

#include <glib/gi18n.h>

#include "window/spk-window.h"

/**
 * SpkApplication:
 *
 * The program: one process for an account, one window, the actions "app.…" and the keys.
 */
struct _SpkApplication
{
  AdwApplication parent_instance;

  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (SpkApplication, spk_application, ADW_TYPE_APPLICATION)

static const struct
{
  const char *action;
  const char *keys[3];
} accels[] = {
  { "app.preferences", { "<Control>comma" } },
  { "app.quit", { "<Control>q" } },
  { "window.close", { "<Control>w" } },
  { "win.new-search", { "<Control>n" } },
  { "win.open-recordings", { "<Control>o" } },
  { "win.open-run", { "<Control><Shift>o" } },
  { "win.show-page::search", { "<Alt>1" } },
  { "win.show-page::runs", { "<Alt>2" } },
};

static SpkWindow *
ensure_window (SpkApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  return window ? SPK_WINDOW (window) : spk_window_new (GTK_APPLICATION (self));
}

static void
spk_application_activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (ensure_window (SPK_APPLICATION (application))));
}

static void
spk_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  SpkWindow *window = ensure_window (SPK_APPLICATION (application));
  g_autofree char *path = g_file_get_path (files[0]);

  gtk_window_present (GTK_WINDOW (window));
  if (path)
    spk_window_open_path (window, path);
}

static void
show_about (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (data));

  adw_show_about_window (window, "application-name", "Spikesmith", "application-icon", SPK_APPLICATION_ID, "version",
                         SPK_VERSION, "developer-name", _("The Spikesmith developers"), "license-type",
                         GTK_LICENSE_GPL_3_0, "comments",
                         _("Composes recurrent spiking networks out of small motifs, and searches for the best one."),
                         NULL);
}

static void
quit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (data));

  /* The window asks what becomes of a search that is going on. */
  if (window)
    gtk_window_close (window);
}

static const GActionEntry entries[] = {
  { .name = "about", .activate = show_about },
  { .name = "quit", .activate = quit },
};

static void
apply_color_scheme (GSettings *settings, const char *key, gpointer data)
{
  static const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT,
                                            ADW_COLOR_SCHEME_FORCE_DARK };

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[g_settings_get_enum (settings, key)]);
}

static void
spk_application_startup (GApplication *application)
{
  SpkApplication *self = SPK_APPLICATION (application);

  G_APPLICATION_CLASS (spk_application_parent_class)->startup (application);

  self->settings = g_settings_new (SPK_APPLICATION_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accels[i].action, accels[i].keys);
  gtk_window_set_default_icon_name (SPK_APPLICATION_ID);
  g_signal_connect_object (self->settings, "changed::color-scheme", G_CALLBACK (apply_color_scheme), self, 0);
  apply_color_scheme (self->settings, "color-scheme", self);
}

static void
spk_application_finalize (GObject *object)
{
  SpkApplication *self = SPK_APPLICATION (object);

  g_clear_object (&self->settings);
  G_OBJECT_CLASS (spk_application_parent_class)->finalize (object);
}

static void
spk_application_class_init (SpkApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = spk_application_finalize;
  application_class->activate = spk_application_activate;
  application_class->open = spk_application_open;
  application_class->startup = spk_application_startup;
}

static void
spk_application_init (SpkApplication *self)
{
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _("[FOLDER]"));
  g_application_set_option_context_summary (
      G_APPLICATION (self), _("FOLDER is a run, which is shown, or recordings, which a new search begins with."));
}

/**
 * spk_application_new:
 *
 * Returns: (transfer full): the program
 */
SpkApplication *
spk_application_new (void)
{
  return g_object_new (SPK_TYPE_APPLICATION, "application-id", SPK_APPLICATION_ID, "resource-base-path",
                       "/io/github/spikesmith/Spikesmith", "flags", G_APPLICATION_HANDLES_OPEN, NULL);
}
