/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dialogs/spk-search-dialog.h"

#include <glib/gi18n.h>
#include <math.h>

#include "dialogs/spk-motif-row.h"
#include "dialogs/spk-recordings-group.h"
#include "dialogs/spk-settings-form.h"
#include "figures/spk-number.h"
#include "session/spk-estimator.h"
#include "widgets/spk-format.h"

/* Size of the random motif that a training begins with; it divides the layers of all presets. */
#define RANDOM_MOTIF "8"

/* Places in the list of presets; the presets themselves follow. */
enum
{
  PRESET_OF_DATA,
  PRESET_NONE,
  FIRST_PRESET,
};

/**
 * SpkSearchDialog:
 *
 * The assistant for a new search or training: recordings, task, all settings, and below them how long it will take and how
 * much memory, or what is still wrong.
 *
 * Signal "accepted" (#SpkPlan): start it. The dialog closes by itself.
 */
struct _SpkSearchDialog
{
  AdwWindow parent_instance;

  GSettings         *settings;
  SpkSettingsForm   *form;
  SpkEstimator      *estimator;
  SpkRunDescription *original; /* (nullable): of the run that is duplicated */
  SpkMotifRow       *motif_row;
  guint              update_source;
  gboolean           blamed_elsewhere;
  char              *problem; /* (nullable): of the whole plan */

  AdwPreferencesPage *page;
  SpkRecordingsGroup *recordings;
  AdwComboRow        *kind_row;
  AdwComboRow        *preset_row;
  AdwEntryRow        *name_row;
  GtkWidget          *start_button;
  GtkStack           *estimate_icons;
  GtkSpinner         *estimate_spinner;
  GtkLabel           *estimate_label;
  GtkWidget          *show_problem_button;
};

enum
{
  ACCEPTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SpkSearchDialog, spk_search_dialog, ADW_TYPE_WINDOW)

static SpkJobKind
get_kind (SpkSearchDialog *self)
{
  return adw_combo_row_get_selected (self->kind_row) == 0 ? SPK_JOB_SEARCH : SPK_JOB_TRAIN;
}

/* Name of the preset that is chosen, NULL for the plain defaults. */
static const char *
get_preset (SpkSearchDialog *self)
{
  SpkDataset *dataset = spk_recordings_group_get_dataset (self->recordings);
  const char *const *presets = spk_settings_list_presets ();
  guint selected = adw_combo_row_get_selected (self->preset_row);

  if (selected == PRESET_OF_DATA)
    return dataset ? spk_settings_find_preset (spk_dataset_get_kind (dataset)) : NULL;
  if (selected == PRESET_NONE || selected - FIRST_PRESET >= g_strv_length ((char **) presets))
    return NULL;
  return presets[selected - FIRST_PRESET];
}

/* The original, if there is one, is the entry after the presets. */
static gboolean
original_is_chosen (SpkSearchDialog *self)
{
  guint n_presets = g_strv_length ((char **) spk_settings_list_presets ());

  return self->original && adw_combo_row_get_selected (self->preset_row) == FIRST_PRESET + n_presets;
}

static SpkSettings *
make_base (SpkSearchDialog *self)
{
  SpkSettings *base = original_is_chosen (self) ? spk_settings_copy (self->original->settings) : spk_settings_new ();
  const char *preset = get_preset (self);

  if (preset)
    spk_settings_apply_preset (base, preset, NULL);
  if (original_is_chosen (self))
    return base;
  base->threads = g_settings_get_uint (self->settings, "threads");
  if (get_kind (self) == SPK_JOB_TRAIN)
    spk_settings_set (base, "random-motif", RANDOM_MOTIF, NULL);
  return base;
}

static void
name_preset (SpkSearchDialog *self)
{
  const char *preset = get_preset (self);
  g_autofree char *text = preset ? g_strdup_printf (_("“%s”, where nothing was changed by hand"), preset)
                                 : g_strdup (_("Where nothing was changed by hand"));

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->preset_row), text);
}

static void
apply_base (SpkSearchDialog *self)
{
  g_autoptr (SpkSettings) base = make_base (self);

  name_preset (self);
  spk_settings_form_set_base (self->form, base);
}

static gboolean
uses_motifs (SpkSearchDialog *self)
{
  return get_kind (self) == SPK_JOB_SEARCH || g_str_equal (spk_settings_form_get_text (self->form, "layer"), "sc-ml");
}

/* Which rows mean something for what is chosen in others. */
static void
update_rows (SpkSearchDialog *self)
{
  gboolean random = uses_motifs (self) && !spk_motif_row_get_motifs (self->motif_row);

  gtk_widget_set_visible (GTK_WIDGET (self->motif_row), uses_motifs (self));
  spk_settings_form_set_visible (self->form, "random-motif", random);
  spk_settings_form_set_visible (self->form, "density", random);
}

static void
show_footer (SpkSearchDialog *self, const char *icon, const char *text)
{
  gtk_stack_set_visible_child_name (self->estimate_icons, icon);
  gtk_spinner_set_spinning (self->estimate_spinner, g_str_equal (icon, "working"));
  gtk_label_set_text (self->estimate_label, text);
}

static void
show_estimate (SpkSearchDialog *self)
{
  SpkEstimate estimate = spk_estimator_get_estimate (self->estimator);
  g_autofree char *memory = g_format_size (estimate.bytes);
  g_autofree char *time = spk_format_duration (estimate.seconds);
  g_autofree char *parameters = spk_number_format_count (estimate.n_parameters);
  g_autofree char *text = NULL;

  if (isfinite (estimate.seconds))
    /* Translators: a time span, an amount of memory, a number */
    text = g_strdup_printf (_("About %s, %s of memory, %s parameters"), time, memory, parameters);
  else if (estimate.bytes > 0)
    text = g_strdup_printf (_("%s of memory, %s parameters; measuring the speed…"), memory, parameters);
  show_footer (self, isfinite (estimate.seconds) ? "ready" : "working", text ? text : _("Estimating…"));
}

static void
update_footer (SpkSearchDialog *self)
{
  guint n_wrong = spk_settings_form_count_problems (self->form);

  gtk_widget_set_visible (self->show_problem_button, n_wrong > 0);
  if (n_wrong > 0)
    {
      g_autofree char *text =
          g_strdup_printf (ngettext ("%u setting is wrong", "%u settings are wrong", n_wrong), n_wrong);

      show_footer (self, "problem", text);
    }
  else if (self->problem)
    show_footer (self, "problem", self->problem);
  else if (spk_recordings_group_get_dataset (self->recordings))
    show_estimate (self);
  else if (spk_recordings_group_is_loading (self->recordings))
    show_footer (self, "working", _("Reading the recordings…"));
  else if (spk_recordings_group_get_location (self->recordings))
    show_footer (self, "problem", _("The recordings cannot be used as they are"));
  else
    show_footer (self, "ready", _("Choose recordings"));
}

/* A problem of the whole plan, said where it can be mended. */
static void
blame (SpkSearchDialog *self, const char *key, const char *problem)
{
  gboolean motif = g_strcmp0 (key, "motif") == 0 || g_strcmp0 (key, "motifs") == 0 || g_strcmp0 (key, "pins") == 0;

  if (motif && spk_motif_row_get_motifs (self->motif_row))
    {
      spk_motif_row_set_problem (self->motif_row, problem);
      self->blamed_elsewhere = TRUE;
    }
  else
    spk_settings_form_blame (self->form, key, problem);
  self->problem = g_strdup (problem);
}

/* Only computing shows some problems. */
static void
estimate_changed (SpkSearchDialog *self)
{
  const char *problem = spk_estimator_get_problem (self->estimator);

  if (problem && !self->problem)
    {
      g_autofree char *key = NULL;

      g_object_get (self->estimator, "problem-key", &key, NULL);
      blame (self, key, problem);
      gtk_widget_set_sensitive (self->start_button, FALSE);
    }
  update_footer (self);
}

static void
check_plan (SpkSearchDialog *self)
{
  g_autoptr (SpkPlan) plan = spk_search_dialog_make_plan (self);
  g_autoptr (GError) error = NULL;
  const char *key = NULL;

  g_clear_pointer (&self->problem, g_free);
  if (self->blamed_elsewhere)
    spk_motif_row_set_problem (self->motif_row, NULL);
  self->blamed_elsewhere = FALSE;
  if (plan && !spk_plan_check (plan, &key, &error))
    blame (self, key, error->message);
  else if (plan)
    spk_estimator_request (self->estimator, plan);
  if (!plan || self->problem)
    spk_estimator_cancel (self->estimator);
  gtk_widget_set_sensitive (self->start_button, plan && !self->problem);
  update_footer (self);
}

/* Sound is heard as the settings say. */
static void
read_recordings (SpkSearchDialog *self)
{
  g_autoptr (SpkSettings) settings = spk_settings_form_build (self->form);

  if (settings)
    spk_recordings_group_read_as (self->recordings, settings);
}

static gboolean
update (gpointer data)
{
  SpkSearchDialog *self = data;

  self->update_source = 0;
  update_rows (self);
  read_recordings (self);
  check_plan (self);
  /* update_rows() makes the form say that it changed. */
  g_clear_handle_id (&self->update_source, g_source_remove);
  return G_SOURCE_REMOVE;
}

/* Once for all that changes together. */
static void
schedule_update (SpkSearchDialog *self)
{
  if (self->update_source == 0)
    self->update_source = g_idle_add (update, self);
}

static void
recordings_changed (SpkSearchDialog *self)
{
  if (spk_recordings_group_get_dataset (self->recordings))
    apply_base (self);
  schedule_update (self);
}

static void
kind_changed (SpkSearchDialog *self)
{
  if (!self->form)
    return;
  spk_settings_form_set_kind (self->form, get_kind (self));
  spk_motif_row_set_kind (self->motif_row, get_kind (self));
  apply_base (self);
  schedule_update (self);
}

static void
preset_changed (SpkSearchDialog *self)
{
  if (!self->form)
    return;
  apply_base (self);
  schedule_update (self);
}

static void
show_problem_clicked (SpkSearchDialog *self)
{
  spk_settings_form_show_problem (self->form);
}

static void
start_clicked (SpkSearchDialog *self)
{
  g_autoptr (SpkPlan) plan = spk_search_dialog_make_plan (self);

  if (!plan)
    return;
  spk_recordings_group_remember (self->recordings);
  g_signal_emit (self, signals[ACCEPTED], 0, plan);
  gtk_window_close (GTK_WINDOW (self));
}

static void
fill_presets (SpkSearchDialog *self)
{
  const char *const *presets = spk_settings_list_presets ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _("Suited to the data"));
  gtk_string_list_append (names, _("Plain defaults"));
  for (guint i = 0; presets[i]; i++)
    gtk_string_list_append (names, presets[i]);
  if (self->original)
    {
      /* Translators: an entry of a list of presets; %s is the name of a run */
      g_autofree char *name = g_strdup_printf (_("As “%s”"), self->original->name);

      gtk_string_list_append (names, name);
    }
  adw_combo_row_set_model (self->preset_row, G_LIST_MODEL (names));
  if (self->original)
    adw_combo_row_set_selected (self->preset_row, g_list_model_get_n_items (G_LIST_MODEL (names)) - 1);
}

static void
add_groups (SpkSearchDialog *self)
{
  GtkWidget *motif_group = spk_settings_form_get_group (self->form, SPK_SECTION_MOTIF);

  for (guint s = 0; s < SPK_N_SECTIONS; s++)
    adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (spk_settings_form_get_group (self->form, s)));
  self->motif_row = SPK_MOTIF_ROW (spk_motif_row_new ());
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (motif_group), GTK_WIDGET (self->motif_row));
  g_signal_connect_swapped (self->motif_row, "changed", G_CALLBACK (schedule_update), self);
}

static void
spk_search_dialog_dispose (GObject *object)
{
  SpkSearchDialog *self = SPK_SEARCH_DIALOG (object);

  g_clear_handle_id (&self->update_source, g_source_remove);
  if (self->estimator)
    {
      g_signal_handlers_disconnect_by_data (self->estimator, self);
      spk_estimator_cancel (self->estimator);
    }
  if (self->form)
    g_signal_handlers_disconnect_by_data (self->form, self);
  g_clear_object (&self->estimator);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (spk_search_dialog_parent_class)->dispose (object);
  g_clear_object (&self->form);
}

static void
spk_search_dialog_finalize (GObject *object)
{
  SpkSearchDialog *self = SPK_SEARCH_DIALOG (object);

  g_clear_pointer (&self->original, spk_run_description_free);
  g_free (self->problem);
  G_OBJECT_CLASS (spk_search_dialog_parent_class)->finalize (object);
}

static void
spk_search_dialog_class_init (SpkSearchDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = spk_search_dialog_dispose;
  object_class->finalize = spk_search_dialog_finalize;

  g_type_ensure (SPK_TYPE_RECORDINGS_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/spikesmith/Spikesmith/ui/spk-search-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SpkSearchDialog, page);
  gtk_widget_class_bind_template_child (widget_class, SpkSearchDialog, recordings);
  gtk_widget_class_bind_template_child (widget_class, SpkSearchDialog, kind_row);
  gtk_widget_class_bind_template_child (widget_class, SpkSearchDialog, preset_row);
  gtk_widget_class_bind_template_child (widget_class, SpkSearchDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, SpkSearchDialog, start_button);
  gtk_widget_class_bind_template_child (widget_class, SpkSearchDialog, estimate_icons);
  gtk_widget_class_bind_template_child (widget_class, SpkSearchDialog, estimate_spinner);
  gtk_widget_class_bind_template_child (widget_class, SpkSearchDialog, estimate_label);
  gtk_widget_class_bind_template_child (widget_class, SpkSearchDialog, show_problem_button);
  gtk_widget_class_bind_template_callback (widget_class, recordings_changed);
  gtk_widget_class_bind_template_callback (widget_class, kind_changed);
  gtk_widget_class_bind_template_callback (widget_class, preset_changed);
  gtk_widget_class_bind_template_callback (widget_class, show_problem_clicked);
  gtk_widget_class_bind_template_callback (widget_class, start_clicked);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);

  signals[ACCEPTED] = g_signal_new ("accepted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, SPK_TYPE_PLAN);
}

static void
spk_search_dialog_init (SpkSearchDialog *self)
{
  self->settings = g_settings_new (SPK_APPLICATION_ID);
  self->estimator = spk_estimator_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_presets (self);
  self->form = spk_settings_form_new ();
  add_groups (self);
  g_signal_connect_swapped (self->form, "changed", G_CALLBACK (schedule_update), self);
  g_signal_connect_swapped (self->estimator, "changed", G_CALLBACK (estimate_changed), self);
  apply_base (self);
  schedule_update (self);
}

/**
 * spk_search_dialog_new:
 * @parent: (nullable): the window it belongs to
 *
 * Returns: (transfer none): the assistant, with built-in recordings chosen once it is presented and nothing else was
 */
GtkWidget *
spk_search_dialog_new (GtkWindow *parent)
{
  return g_object_new (SPK_TYPE_SEARCH_DIALOG, "transient-for", parent, NULL);
}

/**
 * spk_search_dialog_set_recordings:
 * @location: a folder, or generated data as for spk_dataset_load()
 *
 * Begins with these recordings.
 */
void
spk_search_dialog_set_recordings (SpkSearchDialog *self, const char *location)
{
  g_return_if_fail (SPK_IS_SEARCH_DIALOG (self));

  spk_recordings_group_choose (self->recordings, location, FALSE);
}

/**
 * spk_search_dialog_set_description:
 * @description: of a run
 *
 * Begins with everything as it was in that run.
 */
void
spk_search_dialog_set_description (SpkSearchDialog *self, const SpkRunDescription *description)
{
  g_return_if_fail (SPK_IS_SEARCH_DIALOG (self));

  g_clear_pointer (&self->original, spk_run_description_free);
  self->original = spk_run_description_copy (description);
  fill_presets (self);
  adw_combo_row_set_selected (self->kind_row, description->kind == SPK_JOB_SEARCH ? 0 : 1);
  /* Random motifs are drawn anew, by the seed. */
  if (description->settings->random_motif == 0)
    spk_motif_row_set_motifs (self->motif_row, description->motifs);
  apply_base (self);
  read_recordings (self);
  spk_recordings_group_choose (self->recordings, description->data, description->skip_bad);
}

/**
 * spk_search_dialog_set_motifs:
 * @motifs: (element-type SpkTopology): one for all layers, or one a layer
 *
 * Begins with a training of these motifs.
 */
void
spk_search_dialog_set_motifs (SpkSearchDialog *self, GPtrArray *motifs)
{
  g_return_if_fail (SPK_IS_SEARCH_DIALOG (self) && motifs);

  adw_combo_row_set_selected (self->kind_row, 1);
  spk_motif_row_set_motifs (self->motif_row, motifs);
}

/**
 * spk_search_dialog_set_start_label:
 * @label: with a mnemonic, as "_Add to Queue"
 *
 * Says what the button does: start, or wait for what runs already.
 */
void
spk_search_dialog_set_start_label (SpkSearchDialog *self, const char *label)
{
  g_return_if_fail (SPK_IS_SEARCH_DIALOG (self));

  gtk_button_set_label (GTK_BUTTON (self->start_button), label);
}

/**
 * spk_search_dialog_make_plan:
 *
 * Returns: (transfer full) (nullable): what stands in the dialog; %NULL while a value is wrong, or there are no recordings
 *   that were read in that way
 */
SpkPlan *
spk_search_dialog_make_plan (SpkSearchDialog *self)
{
  g_autoptr (SpkSettings) settings = NULL;
  SpkDataset *dataset;
  GPtrArray *motifs;
  const char *name;
  SpkPlan *plan;

  g_return_val_if_fail (SPK_IS_SEARCH_DIALOG (self), NULL);

  settings = spk_settings_form_build (self->form);
  dataset = spk_recordings_group_get_dataset (self->recordings);
  if (!settings || !dataset || !spk_recordings_group_is_read_as (self->recordings, settings))
    return NULL;
  motifs = uses_motifs (self) ? spk_motif_row_get_motifs (self->motif_row) : NULL;
  if (motifs || !uses_motifs (self))
    settings->random_motif = 0;
  plan = spk_plan_new (get_kind (self), settings, spk_recordings_group_get_location (self->recordings));
  name = gtk_editable_get_text (GTK_EDITABLE (self->name_row));
  spk_plan_set_name (plan, *name ? name : NULL);
  spk_plan_set_skip_bad (plan, spk_recordings_group_get_skip_bad (self->recordings));
  spk_plan_set_motifs (plan, motifs);
  spk_plan_set_dataset (plan, dataset);
  return plan;
}
