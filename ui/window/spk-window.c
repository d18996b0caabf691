/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window/spk-window-private.h"

#include <glib/gi18n.h>

#include "dashboard/spk-dashboard.h"
#include "session/spk-motif-recovery.h"
#include "window/spk-welcome-page.h"

/* Below this width the header bar keeps to icons, and the pages are switched at the bottom. */
#define NARROW_WIDTH 700

/**
 * SpkWindow:
 *
 * The window: header bar, pages "search", "motif" and "runs", toasts. What it does on request is in spk-window-actions.c, what
 * falls onto it in spk-window-dnd.c, how it follows the search that runs in spk-window-runner.c, and what it asks when it
 * is closed in spk-window-close.c.
 */
G_DEFINE_FINAL_TYPE (SpkWindow, spk_window, ADW_TYPE_APPLICATION_WINDOW)

/* An icon alone where there is no room for words; the button keeps its accessible name and tooltip. What opens recordings
 * is in the menu too. */
static gboolean
apply_narrow (gpointer data)
{
  SpkWindow *self = data;

  adw_button_content_set_label (self->new_search_content, self->narrow ? "" : _("_New Search…"));
  gtk_widget_set_visible (self->open_button, !self->narrow);
  adw_header_bar_set_centering_policy (self->header_bar,
                                       self->narrow ? ADW_CENTERING_POLICY_LOOSE : ADW_CENTERING_POLICY_STRICT);
  spk_window_update_title (self);
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
  /* At once, or the words keep the window from getting the width it had. */
  self->narrow = g_settings_get_int (self->settings, "window-width") < NARROW_WIDTH;
  apply_narrow (self);
}

static gboolean
spk_window_close_request (GtkWindow *window)
{
  if (!spk_window_may_close (SPK_WINDOW (window)))
    return GDK_EVENT_STOP;
  if (SPK_WINDOW (window)->motif_left)
    spk_motif_recovery_remove ();
  return GTK_WINDOW_CLASS (spk_window_parent_class)->close_request (window);
}

static void
document_changed (SpkWindow *self)
{
  gboolean shown = spk_session_get_document (self->session) != NULL;

  /* Not before there is something to see: the window is there sooner. */
  if (shown && !adw_bin_get_child (self->dashboard_place))
    adw_bin_set_child (self->dashboard_place, spk_dashboard_new (self->session, self->runner));
  gtk_stack_set_visible_child_name (self->search_stack, shown ? "dashboard" : "welcome");
  spk_window_update_actions (self);
}

/**
 * spk_window_shows:
 * @page: "search", "motif" or "runs"
 *
 * Returns: whether that page is shown
 */
gboolean
spk_window_shows (SpkWindow *self, const char *page)
{
  return g_strcmp0 (adw_view_stack_get_visible_child_name (self->pages), page) == 0;
}

/* The button opens what belongs to the page. */
static void
label_open (SpkWindow *self)
{
  gboolean motif = spk_window_shows (self, "motif");

  gtk_widget_set_tooltip_text (self->open_button, motif ? _("Open a motif") : _("Open a folder of recordings"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->open_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  motif ? _("Open motif") : _("Open recordings"), -1);
}

static void
page_changed (SpkWindow *self)
{
  if (self->open_button)
    label_open (self);
  if (spk_window_shows (self, "runs"))
    spk_window_refresh_runs (self);
  if (spk_window_shows (self, "motif"))
    spk_editor_page_focus_canvas (self->editor_page);
  if (self->runner)
    spk_window_update_actions (self);
  spk_window_update_title (self);
}

static void
spk_window_dispose (GObject *object)
{
  SpkWindow *self = SPK_WINDOW (object);

  if (self->opening)
    g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  spk_window_unfollow_runner (self);
  adw_bin_set_child (self->dashboard_place, NULL);
  g_clear_object (&self->session);
  g_clear_object (&self->queue);
  g_clear_object (&self->runner);
  g_clear_object (&self->runs);
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
  GTK_WINDOW_CLASS (klass)->close_request = spk_window_close_request;

  g_type_ensure (SPK_TYPE_EDITOR_PAGE);
  g_type_ensure (SPK_TYPE_QUEUE_BUTTON);
  g_type_ensure (SPK_TYPE_RUNS_PAGE);
  g_type_ensure (SPK_TYPE_WELCOME_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/spikesmith/Spikesmith/ui/spk-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SpkWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, SpkWindow, header_bar);
  gtk_widget_class_bind_template_child (widget_class, SpkWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, SpkWindow, switcher_title);
  gtk_widget_class_bind_template_child (widget_class, SpkWindow, search_stack);
  gtk_widget_class_bind_template_child (widget_class, SpkWindow, dashboard_place);
  gtk_widget_class_bind_template_child (widget_class, SpkWindow, editor_page);
  gtk_widget_class_bind_template_child (widget_class, SpkWindow, runs_page);
  gtk_widget_class_bind_template_child (widget_class, SpkWindow, queue_button);
  gtk_widget_class_bind_template_child (widget_class, SpkWindow, new_search_content);
  gtk_widget_class_bind_template_child (widget_class, SpkWindow, open_button);
  gtk_widget_class_bind_template_child (widget_class, SpkWindow, run_title);
  gtk_widget_class_bind_template_child (widget_class, SpkWindow, run_name);
  gtk_widget_class_bind_template_child (widget_class, SpkWindow, run_state);
  gtk_widget_class_bind_template_callback (widget_class, page_changed);

  spk_window_install_actions (widget_class);
}

static void
spk_window_init (SpkWindow *self)
{
  self->settings = g_settings_new (SPK_APPLICATION_ID);
  self->session = spk_session_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  spk_window_accept_drops (self);
}

static void
connect_models (SpkWindow *self)
{
  spk_queue_button_set_queue (self->queue_button, self->queue);
  adw_bin_set_child (self->dashboard_place, spk_dashboard_new (self->session, self->runner));
  if (self->runs)
    spk_runs_page_set_model (self->runs_page, self->runs);
  g_signal_connect_object (self->session, "notify::document", G_CALLBACK (document_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->runs_page, "open-run", G_CALLBACK (spk_window_open_folder), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->runs_page, "duplicate-run", G_CALLBACK (spk_window_duplicate_folder), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->runs_page, "resume-run", G_CALLBACK (spk_window_resume_folder), self,
                           G_CONNECT_SWAPPED);
  spk_window_follow_runner (self);
  spk_window_follow_title (self);
  spk_window_follow_editor (self);
  spk_window_update_actions (self);
}

/**
 * spk_window_new:
 * @application: (nullable): which owns the window
 * @queue: the searches that wait, and the one that runs
 * @runs: (nullable): all runs of this account
 *
 * Returns: (transfer none): a window
 */
SpkWindow *
spk_window_new (GtkApplication *application, SpkJobQueue *queue, SpkRunsModel *runs)
{
  SpkWindow *self = g_object_new (SPK_TYPE_WINDOW, "application", application, NULL);

  self->queue = g_object_ref (queue);
  self->runner = g_object_ref (spk_job_queue_get_runner (queue));
  self->runs = runs ? g_object_ref (runs) : NULL;
  connect_models (self);
  return self;
}

/**
 * spk_window_get_session:
 *
 * Returns: (transfer none): what the views of this window look at
 */
SpkSession *
spk_window_get_session (SpkWindow *self)
{
  g_return_val_if_fail (SPK_IS_WINDOW (self), NULL);

  return self->session;
}

/**
 * spk_window_show_run:
 *
 * Shows a run on the page "search".
 */
void
spk_window_show_run (SpkWindow *self, SpkRunDocument *document)
{
  g_return_if_fail (SPK_IS_WINDOW (self));

  spk_session_set_document (self->session, document);
  adw_view_stack_set_visible_child_name (self->pages, "search");
}

/**
 * spk_window_refresh_runs:
 *
 * Lets the table of runs follow the index, which other programs write too.
 */
void
spk_window_refresh_runs (SpkWindow *self)
{
  g_autoptr (GError) error = NULL;

  if (self->runs && !spk_runs_model_refresh (self->runs, &error))
    spk_window_toast (self, error->message);
}

/**
 * spk_window_show_error:
 * @heading: what could not be done
 * @body: why, with file and line where there are some
 *
 * Says what went wrong, in a dialog: it may be long, and has to be read.
 */
void
spk_window_show_error (SpkWindow *self, const char *heading, const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * spk_window_offer_queue:
 *
 * Says how many searches wait from last time, if any do, and offers to start them.
 */
void
spk_window_offer_queue (SpkWindow *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->queue));
  g_autofree char *text = g_strdup_printf (
      ngettext ("%u search waits from last time", "%u searches wait from last time", n), n);
  AdwToast *toast;

  if (n == 0 || !spk_job_queue_get_held (self->queue))
    return;
  toast = adw_toast_new (text);
  adw_toast_set_button_label (toast, _("_Start"));
  adw_toast_set_action_name (toast, "win.start-queue");
  adw_toast_set_timeout (toast, 0);
  adw_toast_overlay_add_toast (self->toasts, toast);
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
