/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * portrait FILE.png: the window with a search that runs, or with a run, as a picture. For whoever changes what the window
 * looks like, and for the screenshots in the documentation. ADW_DEBUG_HIGH_CONTRAST=1 and GDK_SCALE=2 show it so.
 */
#include <stdlib.h>

#include "dashboard/spk-dashboard.h"
#include "ui-fixture.h"
#include "window/spk-window.h"

typedef struct
{
  char    *file;
  int      width;
  int      height;
  gboolean dark;
  int      epochs;
  int      neuron;
  int      epoch;
  char    *view;
  char    *data;
  char    *preset;
  char    *run;
  char   **settings;
  char   **properties;
} Options;

static SpkPlan *
make_plan (const Options *options)
{
  g_autoptr (SpkSettings) settings = spk_settings_new ();
  g_autoptr (GError) error = NULL;

  spk_settings_apply_preset (settings, options->preset, &error);
  g_assert_no_error (error);
  for (guint i = 0; options->settings && options->settings[i]; i++)
    {
      g_auto (GStrv) parts = g_strsplit (options->settings[i], "=", 2);

      spk_settings_set (settings, parts[0], parts[1], &error);
      g_assert_no_error (error);
    }
  return spk_plan_new (SPK_JOB_SEARCH, settings, options->data);
}

typedef struct
{
  SpkSession    *session;
  const Options *options;
} Wait;

static gboolean
has_enough (gpointer data)
{
  Wait *wait = data;
  SpkRunDocument *document = spk_session_get_document (wait->session);

  return document && (spk_run_document_get_n_epochs (document) >= (guint) wait->options->epochs ||
                      !spk_run_document_is_live (document));
}

static gboolean
has_run (gpointer data)
{
  return spk_session_get_document (data) != NULL;
}

static gboolean
count_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  int *left = data;

  return --*left > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static gboolean
is_zero (gpointer data)
{
  return *(int *) data <= 0;
}

/* As long as it takes: recordings may be many. */
static void
wait_for (gboolean (*condition) (gpointer), gpointer data)
{
  while (!condition (data))
    g_main_context_iteration (NULL, TRUE);
}

/* Until everything that has changed is drawn. */
static void
draw_frames (GtkWidget *widget, int n)
{
  gtk_widget_add_tick_callback (widget, count_frame, &n, NULL);
  wait_for (is_zero, &n);
}

static void
take_picture (GtkWidget *window, const char *file)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  int width = gtk_widget_get_width (window), height = gtk_widget_get_height (window);
  int scale = gtk_widget_get_scale_factor (window);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GskRenderer) renderer = gsk_cairo_renderer_new ();
  g_autoptr (GdkTexture) texture = NULL;

  gtk_snapshot_scale (snapshot, scale, scale);
  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  gsk_renderer_realize (renderer, NULL, NULL);
  texture = gsk_renderer_render_texture (renderer, node,
                                         &GRAPHENE_RECT_INIT (0, 0, width * scale, height * scale));
  gdk_texture_save_to_png (texture, file);
  gsk_renderer_unrealize (renderer);
}

static void
show (const Options *options, UiFixture *fixture, SpkWindow *window)
{
  SpkSession *session = spk_window_get_session (window);
  Wait wait = { session, options };

  if (options->run)
    spk_window_open_path (window, options->run);
  else
    {
      g_autoptr (SpkPlan) plan = make_plan (options);

      spk_window_start (window, plan);
    }
  wait_for (has_run, session);
  wait_for (has_enough, &wait);
  if (options->neuron >= 0)
    spk_session_set_selected_neuron (session, options->neuron);
  if (options->epoch >= 0)
    spk_session_set_epoch_index (session, options->epoch);
}

/* Which brings style sheet and icons along. */
static GtkApplication *
make_application (void)
{
  GtkApplication *application =
      g_object_new (ADW_TYPE_APPLICATION, "flags", G_APPLICATION_NON_UNIQUE, "application-id", SPK_APPLICATION_ID,
                    "resource-base-path", "/io/github/spikesmith/Spikesmith", NULL);

  g_application_register (G_APPLICATION (application), NULL, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-font-name", "Cantarell 11", NULL);
  return application;
}

static void
apply_properties (const Options *options)
{
  g_autoptr (GSettings) settings = g_settings_new (SPK_APPLICATION_ID);

  for (guint i = 0; options->properties && options->properties[i]; i++)
    {
      g_auto (GStrv) parts = g_strsplit (options->properties[i], "=", 2);
      g_autoptr (GError) error = NULL;
      g_autoptr (GVariant) value = g_variant_parse (NULL, parts[1], NULL, NULL, &error);

      g_assert_no_error (error);
      g_settings_set_value (settings, parts[0], value);
    }
  if (options->view)
    g_settings_set_string (settings, "maximised-view", options->view);
}

int
main (int argc, char **argv)
{
  Options options = { .data = (char *) "randman", .preset = (char *) "randman", .width = 1240, .height = 800, .epochs = 3, .neuron = -1, .epoch = -1 };
  const GOptionEntry entries[] = {
    { "width", 0, 0, G_OPTION_ARG_INT, &options.width, "Width of the window", "PIXELS" },
    { "height", 0, 0, G_OPTION_ARG_INT, &options.height, "Height of the window", "PIXELS" },
    { "dark", 0, 0, G_OPTION_ARG_NONE, &options.dark, "Dark", NULL },
    { "epochs", 0, 0, G_OPTION_ARG_INT, &options.epochs, "Epochs to wait for", "N" },
    { "neuron", 0, 0, G_OPTION_ARG_INT, &options.neuron, "Neuron that is selected", "N" },
    { "epoch", 0, 0, G_OPTION_ARG_INT, &options.epoch, "Epoch that is shown, from 0", "N" },
    { "view", 0, 0, G_OPTION_ARG_STRING, &options.view, "View that takes the place of all", "NAME" },
    { "data", 0, 0, G_OPTION_ARG_STRING, &options.data, "Recordings", "DATA" },
    { "preset", 0, 0, G_OPTION_ARG_STRING, &options.preset, "Preset", "NAME" },
    { "run", 0, 0, G_OPTION_ARG_STRING, &options.run, "Run in place of a search", "FOLDER" },
    { "set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.settings, "Setting of the search", "KEY=VALUE" },
    { "prefer", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.properties, "Setting of the window", "KEY=VALUE" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("FILE.png");
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkApplication) application = NULL;
  UiFixture fixture;
  SpkWindow *window;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2)
    {
      g_printerr ("%s\n", error ? error->message : "portrait: a file is missing");
      return EXIT_FAILURE;
    }
  ui_test_init (&argc, &argv);
  ui_fixture_init (&fixture);
  application = make_application ();
  apply_properties (&options);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      options.dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  window = spk_window_new (application, fixture.queue, fixture.runs);
  gtk_window_set_default_size (GTK_WINDOW (window), options.width, options.height);
  gtk_window_present (GTK_WINDOW (window));
  show (&options, &fixture, window);
  draw_frames (GTK_WIDGET (window), 10);
  take_picture (GTK_WIDGET (window), argv[1]);
  gtk_window_destroy (GTK_WINDOW (window));
  ui_fixture_clear (&fixture);
  return EXIT_SUCCESS;
}
