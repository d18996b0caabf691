/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spk-application.h"

#include <glib/gi18n.h>

#include "dialogs/spk-preferences-window.h"
#include "window/spk-window.h"

/**
 * SpkApplication:
 *
 * The program: one process for an account, one window, the actions "app.…" and the keys.
 */
struct _SpkApplication
{
  AdwApplication parent_instance;

  GSettings    *settings;
  SpkJobQueue  *queue;
  SpkRunsModel *runs; /* (nullable): the index could not be opened */
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
  { "win.find", { "<Control>f" } },
  { "win.new-search", { "<Control>n" } },
  { "win.open", { "<Control>o" } },
  { "win.open-run", { "<Control><Shift>o" } },
  { "win.duplicate", { "<Control>d" } },
  { "win.show-page::search", { "<Alt>1" } },
  { "win.show-page::motif", { "<Alt>2" } },
  { "win.show-page::runs", { "<Alt>3" } },
};

/* Both are there from the first window on. */
static void
ensure_models (SpkApplication *self)
{
  g_autoptr (SpkRunner) runner = NULL;
  g_autoptr (GError) error = NULL;

  if (self->queue)
    return;
  runner = spk_runner_new ();
  self->queue = spk_job_queue_new (runner);
  self->runs = spk_runs_model_new (&error);
  if (!self->runs)
    g_warning ("%s", error->message);
}

static SpkWindow *
make_window (SpkApplication *self)
{
  g_autoptr (GError) error = NULL;
  SpkWindow *window;

  ensure_models (self);
  window = spk_window_new (GTK_APPLICATION (self), self->queue, self->runs);
  if (!self->runs)
    spk_window_toast (window, _("The list of runs cannot be read; searches work all the same"));
  if (!spk_job_queue_load (self->queue, &error))
    spk_window_toast (window, error->message);
  spk_window_offer_queue (window);
  return window;
}

static SpkWindow *
ensure_window (SpkApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l; l = l->next)
    if (SPK_IS_WINDOW (l->data))
      return l->data;
  return make_window (self);
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
show_preferences (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (data));

  gtk_window_present (GTK_WINDOW (spk_preferences_window_new (window)));
}

static void
show_window (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_application_activate (G_APPLICATION (data));
}

static void
quit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  /* The window asks what becomes of a search that is going on. */
  gtk_window_close (GTK_WINDOW (ensure_window (SPK_APPLICATION (data))));
}

static const GOptionEntry option_entries[] = {
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version, and end"), NULL },
  { NULL },
};

static const GActionEntry entries[] = {
  { .name = "about", .activate = show_about },
  { .name = "preferences", .activate = show_preferences },
  { .name = "quit", .activate = quit },
  { .name = "show-window", .activate = show_window },
};

static void
apply_color_scheme (GSettings *settings, const char *key, gpointer data)
{
  static const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT,
                                            ADW_COLOR_SCHEME_FORCE_DARK };

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[g_settings_get_enum (settings, key)]);
}

static int
spk_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  if (!g_variant_dict_contains (options, "version"))
    return -1;
  g_print ("Spikesmith " SPK_VERSION "\n");
  return EXIT_SUCCESS;
}

/* Where runs lie is the core's business; a value of the environment wins over the preference. */
static void
apply_runs_folder (GSettings *settings)
{
  g_autofree char *folder = g_settings_get_string (settings, "runs-folder");

  if (*folder)
    g_setenv ("SPIKESMITH_DATA_DIR", folder, FALSE);
}

static void
spk_application_startup (GApplication *application)
{
  SpkApplication *self = SPK_APPLICATION (application);

  G_APPLICATION_CLASS (spk_application_parent_class)->startup (application);

  self->settings = g_settings_new (SPK_APPLICATION_ID);
  apply_runs_folder (self->settings);
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

  g_clear_object (&self->queue);
  g_clear_object (&self->runs);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (spk_application_parent_class)->finalize (object);
}

static void
spk_application_class_init (SpkApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = spk_application_finalize;
  application_class->activate = spk_application_activate;
  application_class->handle_local_options = spk_application_handle_local_options;
  application_class->open = spk_application_open;
  application_class->startup = spk_application_startup;
}

static void
spk_application_init (SpkApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), option_entries);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _("[FOLDER | MOTIF.json]"));
  g_application_set_option_context_summary (
      G_APPLICATION (self), _("FOLDER is a run, which is shown, or recordings, which a new search begins with. MOTIF.json is edited."));
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
