/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dashboard/spk-dashboard.h"

#include "dashboard/spk-control-bar.h"
#include "dashboard/spk-motif-view.h"
#include "dashboard/spk-pane-memory.h"
#include "dashboard/spk-progress-view.h"
#include "dashboard/spk-raster-view.h"
#include "dashboard/spk-rates-view.h"
#include "dashboard/spk-scrubber.h"

#define N_VIEWS 4

/* Below this width the views stand one under the other. */
#define NARROW_WIDTH 760

/**
 * SpkDashboard:
 *
 * A run, watched: control bar, four views, scrubber. The panes keep their shares of the room, one view can take the place
 * of all; both are remembered. What is steered, by buttons and by Space, are the window's actions.
 */
struct _SpkDashboard
{
  AdwBin parent_instance;

  SpkSession *session;
  GSettings  *settings;
  gboolean    narrow;
  gboolean    maximising;

  SpkControlBar *control_bar;
  SpkScrubber   *scrubber;
  GtkPaned      *rows;
  GtkPaned      *top;
  GtkPaned      *bottom;
  SpkViewCard   *views[N_VIEWS]; /* two in each row */
};

G_DEFINE_FINAL_TYPE (SpkDashboard, spk_dashboard, ADW_TYPE_BIN)

static const char *const view_names[N_VIEWS] = { "raster", "motif", "rates", "progress" };

static void
apply_maximised (SpkDashboard *self, int maximised)
{
  for (int i = 0; i < N_VIEWS; i++)
    {
      spk_view_card_set_maximised (self->views[i], i == maximised);
      gtk_widget_set_visible (GTK_WIDGET (self->views[i]), maximised < 0 || i == maximised);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->top), maximised < N_VIEWS / 2);
  gtk_widget_set_visible (GTK_WIDGET (self->bottom), maximised < 0 || maximised >= N_VIEWS / 2);
}

static void
maximised_changed (SpkDashboard *self, GParamSpec *pspec, SpkViewCard *view)
{
  int maximised = -1;

  if (self->maximising)
    return;
  self->maximising = TRUE;
  for (int i = 0; i < N_VIEWS; i++)
    if (self->views[i] == view && spk_view_card_get_maximised (view))
      maximised = i;
  apply_maximised (self, maximised);
  g_settings_set_string (self->settings, "maximised-view", maximised < 0 ? "" : view_names[maximised]);
  self->maximising = FALSE;
}

static void
restore_maximised (SpkDashboard *self)
{
  g_autofree char *name = g_settings_get_string (self->settings, "maximised-view");

  for (int i = 0; i < N_VIEWS; i++)
    if (g_str_equal (name, view_names[i]))
      spk_view_card_set_maximised (self->views[i], TRUE);
}

static gboolean
apply_narrow (gpointer data)
{
  SpkDashboard *self = data;
  GtkOrientation beside = self->narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;
  GtkPaned *panes[] = { self->rows, self->top, self->bottom };

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->top), beside);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->bottom), beside);
  for (guint i = 0; i < G_N_ELEMENTS (panes); i++)
    spk_pane_memory_suspend (panes[i], self->narrow);
  spk_control_bar_set_narrow (self->control_bar, self->narrow);
  spk_scrubber_set_narrow (self->scrubber, self->narrow);
  return G_SOURCE_REMOVE;
}

static void
spk_dashboard_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SpkDashboard *self = SPK_DASHBOARD (widget);
  gboolean narrow = width < NARROW_WIDTH;

  GTK_WIDGET_CLASS (spk_dashboard_parent_class)->size_allocate (widget, width, height, baseline);
  if (narrow == self->narrow)
    return;
  self->narrow = narrow;
  /* Not while sizes are being given out. */
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, apply_narrow, g_object_ref (self), g_object_unref);
}

/* Keys are for what is watched, not for the first button of the header bar. */
static void
spk_dashboard_map (GtkWidget *widget)
{
  GtkWidget *focus;

  GTK_WIDGET_CLASS (spk_dashboard_parent_class)->map (widget);
  focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  if (!focus || !gtk_widget_is_ancestor (focus, widget))
    gtk_widget_child_focus (GTK_WIDGET (SPK_DASHBOARD (widget)->rows), GTK_DIR_TAB_FORWARD);
}

/* Wherever the keyboard is, unless what has it knows what to do with a space. Only what is seen is paused. */
static gboolean
space_pressed (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  SpkRunDocument *document = spk_session_get_document (SPK_DASHBOARD (widget)->session);

  return gtk_widget_get_mapped (widget) && document && spk_run_document_is_live (document) &&
         gtk_widget_activate_action (widget, "win.pause-or-resume", NULL);
}

static void
add_space (SpkDashboard *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_space, 0),
                                            gtk_callback_action_new (space_pressed, NULL, NULL));

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
spk_dashboard_dispose (GObject *object)
{
  SpkDashboard *self = SPK_DASHBOARD (object);

  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (spk_dashboard_parent_class)->dispose (object);
}

static void
ensure_types (void)
{
  g_type_ensure (SPK_TYPE_CONTROL_BAR);
  g_type_ensure (SPK_TYPE_SCRUBBER);
  g_type_ensure (SPK_TYPE_RASTER_VIEW);
  g_type_ensure (SPK_TYPE_MOTIF_VIEW);
  g_type_ensure (SPK_TYPE_RATES_VIEW);
  g_type_ensure (SPK_TYPE_PROGRESS_VIEW);
}

static void
spk_dashboard_class_init (SpkDashboardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spk_dashboard_dispose;
  widget_class->size_allocate = spk_dashboard_size_allocate;
  widget_class->map = spk_dashboard_map;

  ensure_types ();
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/spikesmith/Spikesmith/ui/spk-dashboard.ui");
  gtk_widget_class_bind_template_child (widget_class, SpkDashboard, control_bar);
  gtk_widget_class_bind_template_child (widget_class, SpkDashboard, scrubber);
  gtk_widget_class_bind_template_child (widget_class, SpkDashboard, rows);
  gtk_widget_class_bind_template_child (widget_class, SpkDashboard, top);
  gtk_widget_class_bind_template_child (widget_class, SpkDashboard, bottom);
  for (guint i = 0; i < N_VIEWS; i++)
    gtk_widget_class_bind_template_child_full (widget_class, view_names[i], FALSE,
                                               G_STRUCT_OFFSET (SpkDashboard, views) + i * sizeof (SpkViewCard *));
}

static void
spk_dashboard_init (SpkDashboard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = g_settings_new (SPK_APPLICATION_ID);
  spk_pane_memory_attach (self->rows, self->settings, "pane-rows");
  spk_pane_memory_attach (self->top, self->settings, "pane-top");
  spk_pane_memory_attach (self->bottom, self->settings, "pane-bottom");
  for (guint i = 0; i < N_VIEWS; i++)
    g_signal_connect_object (self->views[i], "notify::maximised", G_CALLBACK (maximised_changed), self,
                             G_CONNECT_SWAPPED);
  restore_maximised (self);
  add_space (self);
}

/**
 * spk_dashboard_new:
 * @session: (transfer none): what is shown
 * @runner: (transfer none): what is steered
 *
 * Returns: (transfer floating): a dashboard
 */
GtkWidget *
spk_dashboard_new (SpkSession *session, SpkRunner *runner)
{
  SpkDashboard *self = g_object_new (SPK_TYPE_DASHBOARD, NULL);

  self->session = g_object_ref (session);
  for (guint i = 0; i < N_VIEWS; i++)
    spk_view_card_set_session (self->views[i], session);
  spk_control_bar_bind (self->control_bar, session, runner);
  spk_scrubber_bind (self->scrubber, session);
  return GTK_WIDGET (self);
}

/**
 * spk_dashboard_get_view:
 * @name: "raster", "motif", "rates" or "progress"
 *
 * Returns: (transfer none) (nullable): that view
 */
SpkViewCard *
spk_dashboard_get_view (SpkDashboard *self, const char *name)
{
  g_return_val_if_fail (SPK_IS_DASHBOARD (self), NULL);

  for (guint i = 0; i < N_VIEWS; i++)
    if (g_str_equal (name, view_names[i]))
      return self->views[i];
  return NULL;
}
