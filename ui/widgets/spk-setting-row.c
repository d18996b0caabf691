/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/spk-setting-row.h"

#include <glib/gi18n.h>

#include "widgets/spk-setting-words.h"

/* The same for all, so that they stand below each other; lists of numbers fit. */
#define ENTRY_CHARS 11

/**
 * SpkSettingRow:
 *
 * A row of a form in which one setting is changed: name, meaning, and what suits its type: a field, a switch, or a
 * choice. A value that is wrong is said in place of the meaning. Its text is what spk_settings_set() takes.
 */
struct _SpkSettingRow
{
  AdwActionRow parent_instance;

  const SpkSettingInfo  *info;
  const SpkSettingWords *words;
  char                  *text;
  char                  *problem;
  GtkWidget             *control;
};

enum
{
  PROP_0,
  PROP_TEXT,
  PROP_PROBLEM,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (SpkSettingRow, spk_setting_row, ADW_TYPE_ACTION_ROW)

static gboolean
take_text (SpkSettingRow *self, const char *text)
{
  if (g_strcmp0 (self->text, text) == 0)
    return FALSE;
  g_free (self->text);
  self->text = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
  return TRUE;
}

static void
entry_changed (GtkEditable *entry, GParamSpec *pspec, SpkSettingRow *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  take_text (self, text);
}

static void
switch_changed (GtkSwitch *control, GParamSpec *pspec, SpkSettingRow *self)
{
  take_text (self, gtk_switch_get_active (control) ? "on" : "off");
}

static void
choice_changed (GtkDropDown *control, GParamSpec *pspec, SpkSettingRow *self)
{
  g_auto (GStrv) names = g_strsplit (self->info->choices, "|", -1);
  guint selected = gtk_drop_down_get_selected (control);

  if (selected < g_strv_length (names))
    take_text (self, names[selected]);
}

static GtkWidget *
make_choice (SpkSettingRow *self)
{
  const char *names = self->words && self->words->choices ? _(self->words->choices) : self->info->choices;
  g_auto (GStrv) choices = g_strsplit (names, "|", -1);
  GtkWidget *control = gtk_drop_down_new_from_strings ((const char *const *) choices);

  g_signal_connect (control, "notify::selected", G_CALLBACK (choice_changed), self);
  return control;
}

static GtkWidget *
make_switch (SpkSettingRow *self)
{
  GtkWidget *control = gtk_switch_new ();

  g_signal_connect (control, "notify::active", G_CALLBACK (switch_changed), self);
  return control;
}

static GtkWidget *
make_entry (SpkSettingRow *self)
{
  GtkWidget *control = gtk_entry_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (control), ENTRY_CHARS);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (control), ENTRY_CHARS);
  gtk_editable_set_alignment (GTK_EDITABLE (control), 1);
  gtk_entry_set_activates_default (GTK_ENTRY (control), TRUE);
  gtk_widget_add_css_class (control, "numeric");
  g_signal_connect (control, "notify::text", G_CALLBACK (entry_changed), self);
  return control;
}

static GtkWidget *
make_control (SpkSettingRow *self)
{
  switch (self->info->type)
    {
    case SPK_SETTING_SWITCH:
      return make_switch (self);
    case SPK_SETTING_CHOICE:
      return make_choice (self);
    default:
      return make_entry (self);
    }
}

static void
roll_seed (GtkButton *button, SpkSettingRow *self)
{
  g_autofree char *text = g_strdup_printf ("%u", g_random_int_range (1, G_MAXINT32));

  spk_setting_row_set_text (self, text);
}

static void
add_seed_button (SpkSettingRow *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("media-playlist-shuffle-symbolic");

  gtk_widget_set_tooltip_text (button, _("Another seed"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Another seed"), -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect (button, "clicked", G_CALLBACK (roll_seed), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
}

static void
show_text (SpkSettingRow *self)
{
  if (self->info->type == SPK_SETTING_SWITCH)
    gtk_switch_set_active (GTK_SWITCH (self->control), g_str_equal (self->text, "on"));
  else if (self->info->type == SPK_SETTING_CHOICE)
    {
      g_auto (GStrv) names = g_strsplit (self->info->choices, "|", -1);

      for (guint i = 0; names[i]; i++)
        if (g_str_equal (names[i], self->text))
          gtk_drop_down_set_selected (GTK_DROP_DOWN (self->control), i);
    }
  else
    gtk_editable_set_text (GTK_EDITABLE (self->control), self->text);
}

/* The subtitle, and what a screen reader says beside the name. */
static void
show_meaning (SpkSettingRow *self)
{
  const char *meaning = self->words ? _(self->words->meaning) : self->info->help;
  const char *text = self->problem ? self->problem : meaning;

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_STATE_INVALID,
                               self->problem ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  if (self->problem)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "setting-problem");
      gtk_widget_add_css_class (self->control, "error");
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self), "setting-problem");
      gtk_widget_remove_css_class (self->control, "error");
    }
}

static void
spk_setting_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SpkSettingRow *self = SPK_SETTING_ROW (object);

  switch (id)
    {
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spk_setting_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SpkSettingRow *self = SPK_SETTING_ROW (object);

  switch (id)
    {
    case PROP_TEXT:
      spk_setting_row_set_text (self, g_value_get_string (value));
      break;
    case PROP_PROBLEM:
      spk_setting_row_set_problem (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spk_setting_row_finalize (GObject *object)
{
  SpkSettingRow *self = SPK_SETTING_ROW (object);

  g_free (self->text);
  g_free (self->problem);
  G_OBJECT_CLASS (spk_setting_row_parent_class)->finalize (object);
}

static void
spk_setting_row_class_init (SpkSettingRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = spk_setting_row_get_property;
  object_class->set_property = spk_setting_row_set_property;
  object_class->finalize = spk_setting_row_finalize;

  /* What spk_settings_set() takes, right or wrong. */
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  /* What is wrong with it; NULL where nothing is. */
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
spk_setting_row_init (SpkSettingRow *self)
{
}

/**
 * spk_setting_row_new:
 * @info: (transfer none): one of spk_settings_list_infos()
 *
 * Returns: (transfer floating): a row for that setting, with its default
 */
GtkWidget *
spk_setting_row_new (const SpkSettingInfo *info)
{
  SpkSettingRow *self = g_object_new (SPK_TYPE_SETTING_ROW, NULL);
  g_autofree char *title = spk_setting_words_dup_title (info->key);

  self->info = info;
  self->words = spk_setting_words_find (info->key);
  self->control = make_control (self);
  gtk_widget_set_valign (self->control, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  if (info->type == SPK_SETTING_SEED)
    add_seed_button (self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), self->control);
  spk_setting_row_set_text (self, info->fallback);
  show_text (self);
  show_meaning (self);
  return GTK_WIDGET (self);
}

/**
 * spk_setting_row_get_info:
 *
 * Returns: (transfer none): the setting
 */
const SpkSettingInfo *
spk_setting_row_get_info (SpkSettingRow *self)
{
  g_return_val_if_fail (SPK_IS_SETTING_ROW (self), NULL);

  return self->info;
}

/**
 * spk_setting_row_get_text:
 *
 * Returns: (transfer none): what stands in it, right or wrong
 */
const char *
spk_setting_row_get_text (SpkSettingRow *self)
{
  g_return_val_if_fail (SPK_IS_SETTING_ROW (self), NULL);

  return self->text;
}

/**
 * spk_setting_row_set_text:
 * @text: a value as of spk_settings_get()
 */
void
spk_setting_row_set_text (SpkSettingRow *self, const char *text)
{
  g_return_if_fail (SPK_IS_SETTING_ROW (self));
  g_return_if_fail (text != NULL);

  if (take_text (self, text))
    show_text (self);
}

/**
 * spk_setting_row_get_problem:
 *
 * Returns: (transfer none) (nullable): what is wrong with the value
 */
const char *
spk_setting_row_get_problem (SpkSettingRow *self)
{
  g_return_val_if_fail (SPK_IS_SETTING_ROW (self), NULL);

  return self->problem;
}

/**
 * spk_setting_row_set_problem:
 * @problem: (nullable): what is wrong with the value
 *
 * Says what is wrong in place of the meaning, in the colour of errors.
 */
void
spk_setting_row_set_problem (SpkSettingRow *self, const char *problem)
{
  g_return_if_fail (SPK_IS_SETTING_ROW (self));

  if (g_strcmp0 (self->problem, problem) == 0)
    return;
  g_free (self->problem);
  self->problem = g_strdup (problem);
  show_meaning (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

/**
 * spk_setting_row_focus:
 *
 * Moves the keyboard to the value.
 */
void
spk_setting_row_focus (SpkSettingRow *self)
{
  g_return_if_fail (SPK_IS_SETTING_ROW (self));

  gtk_widget_grab_focus (self->control);
}
