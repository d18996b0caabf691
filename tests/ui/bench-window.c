/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the window costs while a search keeps the processors busy: frame times while it is watched and while it is used,
 * samples a second beside those of the command line on the same work, and memory over time.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "frame-recorder.h"
#include "dashboard/spk-raster-plot.h"
#include "plot-fixture.h"
#include "search/spk-spike-code.h"
#include "widgets/spk-allocator.h"
#include "window/spk-window.h"

typedef struct
{
  char *program;
  char *data;
  int   rounds;
  int   epochs;
  int   neurons;
  int   steps;
  int   minutes;
} Options;

/* --- The work --- */

static SpkSettings *
make_settings (const Options *options, int epochs)
{
  SpkSettings *settings = spk_settings_new ();
  const struct
  {
    const char *key;
    int         value;
  } numbers[] = { { "neurons", options->neurons }, { "steps", options->steps }, { "epochs", epochs },
                  { "retrain-epochs", 1 }, { "threads", 2 }, { "batch", 32 } };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *text = g_strdup_printf ("%d", numbers[i].value);

      g_assert_true (spk_settings_set (settings, numbers[i].key, text, NULL));
    }
  return settings;
}

/* Samples a second of the search in a run, from its own records; the first epoch is left out. */
static double
measure_speed (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SpkRunDocument) document = spk_run_document_open (folder, &error);
  double samples = 0, seconds = 0;

  g_assert_no_error (error);
  for (guint i = 1; i < spk_run_document_get_n_epochs (document); i++)
    {
      const SpkEpochRecord *record = spk_run_document_get_epoch (document, i);

      if (record->phase != SPK_PHASE_SEARCH)
        continue;
      samples += record->n_samples;
      seconds += record->seconds - spk_run_document_get_epoch (document, i - 1)->seconds;
    }
  return samples / seconds;
}

/* --- Without a window --- */

static double
run_command_line (const Options *options, const char *folder)
{
  g_autoptr (SpkSettings) settings = make_settings (options, options->epochs);
  g_autoptr (GPtrArray) arguments = g_ptr_array_new_with_free_func (g_free);
  static const char *const keys[] = { "neurons", "steps", "epochs", "retrain-epochs", "threads", "batch" };
  g_autoptr (GError) error = NULL;
  const char *start[] = { options->program, "search", options->data, "--preset", "none", "--out", folder };

  for (guint i = 0; i < G_N_ELEMENTS (start); i++)
    g_ptr_array_add (arguments, g_strdup (start[i]));
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_ptr_array_add (arguments, g_strconcat ("--", keys[i], NULL));
      g_ptr_array_add (arguments, spk_settings_get (settings, keys[i]));
    }
  g_ptr_array_add (arguments, NULL);
  g_spawn_sync (NULL, (char **) arguments->pdata, NULL, G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return measure_speed (folder);
}

/* --- With a window --- */

static void
iterate_while_running (SpkSession *session, guint until_epochs)
{
  for (;;)
    {
      SpkRunDocument *document = spk_session_get_document (session);

      if (document && (!spk_run_document_is_live (document) || spk_session_get_n_epochs (session) >= until_epochs))
        return;
      g_main_context_iteration (NULL, TRUE);
    }
}

/* A hand on the mouse: the read-out moves, time is zoomed and panned, epochs are gone through. */
static gboolean
use_window (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  SpkSession *session = data;
  gint64 frame = gdk_frame_clock_get_frame_counter (clock);
  double phase = frame / 40.0, steps = spk_session_get_steps (session);
  SpkHover hover = { .kind = SPK_HOVER_NEURON, .neuron = (guint) (frame % 200), .time = steps * (0.5 + 0.4 * sin (phase)) };

  switch (frame / 60 % 3)
    {
    case 0:
      spk_session_set_hover (session, &hover);
      break;
    case 1:
      spk_session_zoom_window (session, frame / 30 % 2 ? 1.05 : 1 / 1.05, steps / 2);
      break;
    default:
      spk_session_set_window (session, 0, steps / 2);
      spk_session_pan_window (session, steps / 4 * (1 + sin (phase)));
      break;
    }
  return G_SOURCE_CONTINUE;
}

static void
print_plots (GtkWidget *widget)
{
  if (SPK_IS_PLOT_WIDGET (widget))
    {
      SpkPlotCounts counts = spk_plot_widget_get_counts (SPK_PLOT_WIDGET (widget));

      g_print ("  %-18s %4d x %3d: %4u paints, %4u overlays, %6.2f ms\n", G_OBJECT_TYPE_NAME (widget),
               gtk_widget_get_width (widget), gtk_widget_get_height (widget), counts.paints, counts.overlays,
               counts.microseconds / 1000.0);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    print_plots (child);
}

static SpkPlan *
make_plan (const Options *options, int epochs)
{
  g_autoptr (SpkSettings) settings = make_settings (options, epochs);

  return spk_plan_new (SPK_JOB_SEARCH, settings, options->data);
}

static SpkWindow *
open_window (UiFixture *fixture)
{
  SpkWindow *window = spk_window_new (NULL, fixture->queue, fixture->runs);

  gtk_window_set_default_size (GTK_WINDOW (window), 1240, 800);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static double
run_window (const Options *options, gboolean used)
{
  g_autoptr (SpkPlan) plan = make_plan (options, options->epochs);
  g_autofree char *folder = NULL;
  UiFixture fixture;
  FrameRecorder frames;
  SpkWindow *window;
  SpkSession *session;
  guint script = 0;
  double speed;

  ui_fixture_init (&fixture);
  window = open_window (&fixture);
  session = spk_window_get_session (window);
  spk_window_start (window, plan);
  iterate_while_running (session, 1);
  frame_recorder_init (&frames, GTK_WIDGET (window));
  if (used)
    script = gtk_widget_add_tick_callback (GTK_WIDGET (window), use_window, session, NULL);
  iterate_while_running (session, G_MAXUINT);
  if (used)
    gtk_widget_remove_tick_callback (GTK_WIDGET (window), script);
  frame_recorder_print (&frames, used ? "search, window in use" : "search, window watched");
  print_plots (GTK_WIDGET (window));
  frame_recorder_clear (&frames);
  folder = g_strdup (spk_run_document_get_folder (spk_session_get_document (session)));
  speed = measure_speed (folder);
  gtk_window_destroy (GTK_WINDOW (window));
  ui_fixture_clear (&fixture);
  return speed;
}

static void
compare_speeds (const Options *options)
{
  g_autoptr (GArray) ratios = g_array_new (FALSE, FALSE, sizeof (double));

  for (int round = 0; round < options->rounds; round++)
    {
      g_autofree char *parent = g_dir_make_tmp ("spikesmith-bench-XXXXXX", NULL);
      g_autofree char *folder = g_build_filename (parent, "run", NULL);
      double without = run_command_line (options, folder);
      double with = run_window (options, FALSE);
      double ratio = with / without;

      g_print ("samples/s: command line %.1f, with the window %.1f: %+.1f %%\n", without, with, 100 * (ratio - 1));
      g_array_append_val (ratios, ratio);
    }
  g_print ("samples/s with the window, median: %+.1f %%\n", 100 * (frame_recorder_quantile (ratios, 0.5) - 1));
}

/* --- A large raster --- */

#define LARGE_NEURONS 4000
#define LARGE_STEPS   1000
#define LARGE_SPIKES  200000

static SpkEpochRecord *
make_large_record (void)
{
  SpkEpochRecord *record = spk_epoch_record_new (1);
  g_autofree guint8 *bits = g_new0 (guint8, LARGE_NEURONS * LARGE_STEPS / 8);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  SpkProbe *probe = spk_probe_new (1, 10);

  for (guint i = 0; i < LARGE_SPIKES; i++)
    {
      guint bit = g_rand_int_range (random, 0, LARGE_NEURONS * LARGE_STEPS);

      bits[bit / 8] |= 1 << bit % 8;
    }
  probe->steps = LARGE_STEPS;
  probe->channels = 8;
  probe->neurons[0] = LARGE_NEURONS;
  probe->packed_spikes[0] = spk_spike_code_pack_bits (bits, LARGE_STEPS, LARGE_NEURONS);
  probe->packed_input = spk_spike_code_pack_bits (bits, LARGE_STEPS, 8);
  record->phase = SPK_PHASE_TRAIN;
  record->epoch = record->n_epochs = 1;
  record->layers[0].neurons = LARGE_NEURONS;
  record->layers[0].topology = spk_topology_new_random (16, 0.3, 1, 0);
  spk_histogram_init (&record->layers[0].rates, 0, 1, 20);
  spk_histogram_init (&record->layers[0].resistance, 0, 40, 20);
  spk_histogram_init (&record->layers[0].tau_m, 0, 40, 20);
  record->n_probes = 1;
  record->probes = g_new0 (SpkProbe *, 1);
  record->probes[0] = probe;
  return record;
}

static SpkRunDocument *
make_large_document (const char *folder)
{
  g_autoptr (SpkRunDescription) description = spk_run_description_new ();
  g_autoptr (SpkEpochRecord) record = make_large_record ();
  g_autoptr (SpkRun) run = NULL;
  g_autoptr (GError) error = NULL;
  SpkRunDocument *document;

  description->kind = SPK_JOB_TRAIN;
  description->settings = spk_settings_new ();
  description->settings->steps = LARGE_STEPS;
  description->data = g_strdup ("made");
  description->data_kind = g_strdup ("made");
  description->class_names = g_strsplit ("0 1 2 3 4 5 6 7 8 9", " ", -1);
  run = spk_run_create (folder, description, &error);
  g_assert_no_error (error);
  spk_run_write_epoch (run, record, &error);
  g_assert_no_error (error);
  document = spk_run_document_open (folder, &error);
  g_assert_no_error (error);
  return document;
}

typedef struct
{
  SpkSession *session;
  GtkWidget  *plot;
  int         left;
  gboolean    pans;
} Script;

static gboolean
run_script (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Script *script = data;
  double phase = script->left / 10.0;

  if (!script->pans)
    spk_plot_widget_invalidate (SPK_PLOT_WIDGET (script->plot));
  else if (script->left % 2)
    spk_session_set_window (script->session, 200 + 150 * sin (phase), 700 + 150 * sin (phase));
  else
    spk_session_zoom_window (script->session, 1 + 0.2 * sin (phase), 450);
  return --script->left > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
play_script (PlotFixture *fixture, GtkWidget *plot, gboolean pans, const char *what)
{
  Script script = { fixture->session, plot, 100, pans };
  FrameRecorder frames;
  SpkPlotCounts before, work;

  plot_draw (plot);
  before = spk_plot_widget_get_counts (SPK_PLOT_WIDGET (plot));
  frame_recorder_init (&frames, GTK_WIDGET (fixture->window));
  gtk_widget_add_tick_callback (plot, run_script, &script, NULL);
  while (script.left > 0)
    g_main_context_iteration (NULL, TRUE);
  plot_draw (plot);
  work = plot_work_since (plot, before);
  frame_recorder_print (&frames, what);
  g_print ("  of these the plot's own: mean %.2f ms\n", work.microseconds / 1000.0 / MAX (1, work.paints));
  frame_recorder_clear (&frames);
}

static void
measure_large_raster (void)
{
  g_autofree char *parent = g_dir_make_tmp ("spikesmith-bench-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (parent, "run", NULL);
  g_autoptr (SpkRunDocument) document = make_large_document (folder);
  GtkWidget *plot = GTK_WIDGET (spk_raster_plot_new ());
  PlotFixture fixture = { .session = spk_session_new () };

  spk_session_set_document (fixture.session, document);
  spk_session_plot_set_session (SPK_SESSION_PLOT (plot), fixture.session);
  gtk_widget_set_size_request (plot, 1200, 700);
  plot_fixture_show (&fixture, plot);
  play_script (&fixture, plot, FALSE, "4000 x 1000, full paint");
  play_script (&fixture, plot, TRUE, "4000 x 1000, zoom and pan");
  gtk_window_destroy (fixture.window);
  g_object_unref (fixture.session);
}

/* --- Memory --- */

static double
get_resident_mb (void)
{
  g_autofree char *text = NULL;
  long pages = 0;

  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    sscanf (text, "%*d %ld", &pages);
  return pages * (double) sysconf (_SC_PAGESIZE) / 1e6;
}

typedef struct
{
  gint64 start;
  guint  n;
  double sums[4]; /* of t, m, t t, t m */
} Slope;

static gboolean
note_memory (gpointer data)
{
  Slope *slope = data;
  double t = (g_get_monotonic_time () - slope->start) / 60e6, m = get_resident_mb ();

  slope->n++;
  slope->sums[0] += t;
  slope->sums[1] += m;
  slope->sums[2] += t * t;
  slope->sums[3] += t * m;
  return G_SOURCE_CONTINUE;
}

static gboolean
set_flag (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* The first minute is left out: pools fill, fonts are loaded. */
static void
measure_memory (const Options *options)
{
  g_autoptr (SpkPlan) plan = make_plan (options, 100000);
  UiFixture fixture;
  SpkWindow *window;
  SpkSession *session;
  gboolean over = FALSE;
  Slope slope = { 0 };
  guint source, script, first;

  ui_fixture_init (&fixture);
  window = open_window (&fixture);
  session = spk_window_get_session (window);
  spk_window_start (window, plan);
  iterate_while_running (session, 1);
  script = gtk_widget_add_tick_callback (GTK_WIDGET (window), use_window, session, NULL);
  g_timeout_add_seconds (60, set_flag, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
  over = FALSE;
  first = spk_session_get_n_epochs (session);
  slope.start = g_get_monotonic_time ();
  source = g_timeout_add_seconds (1, note_memory, &slope);
  g_timeout_add_seconds (60 * options->minutes, set_flag, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  gtk_widget_remove_tick_callback (GTK_WIDGET (window), script);
  g_print ("memory: %.1f MB, slope %+.3f MB a minute over %d minutes, %u epochs recorded in them\n", get_resident_mb (),
           (slope.n * slope.sums[3] - slope.sums[0] * slope.sums[1]) /
               (slope.n * slope.sums[2] - slope.sums[0] * slope.sums[0]),
           options->minutes, spk_session_get_n_epochs (session) - first);
  gtk_window_destroy (GTK_WINDOW (window));
  ui_fixture_clear (&fixture);
}

int
main (int argc, char **argv)
{
  Options options = { .data = (char *) "randman:classes=26,channels=78,samples=20", .rounds = 3, .epochs = 5,
                      .neurons = 800, .steps = 300 };
  gboolean raster_alone = FALSE;
  const GOptionEntry entries[] = {
    { "program", 0, 0, G_OPTION_ARG_FILENAME, &options.program, "spikesmith-cli to compare with", "FILE" },
    { "data", 0, 0, G_OPTION_ARG_STRING, &options.data, "Recordings", "DATA" },
    { "rounds", 0, 0, G_OPTION_ARG_INT, &options.rounds, "Rounds of comparing", "N" },
    { "epochs", 0, 0, G_OPTION_ARG_INT, &options.epochs, "Epochs of each search", "N" },
    { "neurons", 0, 0, G_OPTION_ARG_INT, &options.neurons, "Neurons", "N" },
    { "steps", 0, 0, G_OPTION_ARG_INT, &options.steps, "Time steps", "N" },
    { "minutes", 0, 0, G_OPTION_ARG_INT, &options.minutes, "Minutes that memory is watched for", "N" },
    { "raster", 0, 0, G_OPTION_ARG_NONE, &raster_alone, "The large raster alone", NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return EXIT_FAILURE;
    }
  spk_allocator_keep_pictures ();
  ui_test_init (&argc, &argv);
  measure_large_raster ();
  if (raster_alone)
    return EXIT_SUCCESS;
  if (options.minutes > 0)
    {
      measure_memory (&options);
      return EXIT_SUCCESS;
    }
  if (options.program)
    compare_speeds (&options);
  run_window (&options, TRUE);
  return EXIT_SUCCESS;
}
