/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dialogs/spk-settings-form.h"

#include <glib/gi18n.h>
#include <string.h>

#include "widgets/spk-setting-row.h"

/* A row, and what the form knows of it. */
typedef struct
{
  SpkSettingRow *row;
  gboolean       advanced;
  gboolean       edited;  /* by a person: stays when the base changes */
  gboolean       allowed; /* spk_settings_form_set_visible() */
  gboolean       blamed;  /* its problem came from outside */
} Field;

typedef struct
{
  GtkWidget *group;
  GtkWidget *advanced; /* (nullable): AdwExpanderRow */
} Section;

/**
 * SpkSettingsForm:
 *
 * A row for every setting there is, in a group for each section, common ones first and the others under "Advanced".
 * Rows begin with the values of a base, as a preset, and keep what a person changed when the base changes. Wrong
 * values are said in their row. The groups are put into a window by who uses the form.
 *
 * Signal "changed": a value is another, or shown rows are others.
 */
struct _SpkSettingsForm
{
  GObject parent_instance;

  SpkJobKind   kind;
  SpkSettings *base;
  GArray      *fields; /* of Field */
  Section      sections[SPK_N_SECTIONS];
  gboolean     filling;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SpkSettingsForm, spk_settings_form, G_TYPE_OBJECT)

#define FIELD_AT(self, i) (&g_array_index ((self)->fields, Field, (i)))

static Field *
find_field (SpkSettingsForm *self, const char *key)
{
  for (guint i = 0; i < self->fields->len; i++)
    if (g_str_equal (spk_setting_row_get_info (FIELD_AT (self, i)->row)->key, key))
      return FIELD_AT (self, i);
  return NULL;
}

static gboolean
suits_kind (SpkSettingsForm *self, const Field *field)
{
  SpkSettingUse use = self->kind == SPK_JOB_SEARCH ? SPK_USE_SEARCH : SPK_USE_TRAIN;

  return field->allowed && (spk_setting_row_get_info (field->row)->use & use) != 0;
}

static SpkSettingSection
section_of (const SpkSettingInfo *info)
{
  const SpkSettingWords *words = spk_setting_words_find (info->key);

  return words ? words->section : SPK_SECTION_RUN;
}

/* "epochs: 0 is not in 1 to 100000" stands in the row of the epochs, where the first word is one too many. */
static const char *
without_key (const char *message, const char *key)
{
  gsize length = strlen (key);

  return g_str_has_prefix (message, key) && g_str_has_prefix (message + length, ": ") ? message + length + 2 : message;
}

static gboolean
check_field (Field *field, SpkSettings *settings)
{
  const char *key = spk_setting_row_get_info (field->row)->key;
  g_autoptr (GError) error = NULL;

  field->blamed = FALSE;
  if (spk_settings_set (settings, key, spk_setting_row_get_text (field->row), &error))
    {
      spk_setting_row_set_problem (field->row, NULL);
      return TRUE;
    }
  spk_setting_row_set_problem (field->row, without_key (error->message, key));
  return FALSE;
}

static void
clear_blame (SpkSettingsForm *self)
{
  for (guint i = 0; i < self->fields->len; i++)
    if (FIELD_AT (self, i)->blamed)
      {
        FIELD_AT (self, i)->blamed = FALSE;
        spk_setting_row_set_problem (FIELD_AT (self, i)->row, NULL);
      }
}

static void
row_changed (SpkSettingRow *row, GParamSpec *pspec, SpkSettingsForm *self)
{
  Field *field = find_field (self, spk_setting_row_get_info (row)->key);
  g_autoptr (SpkSettings) scratch = spk_settings_new ();

  if (!self->filling)
    field->edited = TRUE;
  clear_blame (self);
  check_field (field, scratch);
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
section_has_rows (SpkSettingsForm *self, SpkSettingSection section, gboolean advanced_only)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      const Field *field = FIELD_AT (self, i);

      if (section_of (spk_setting_row_get_info (field->row)) == section && suits_kind (self, field) &&
          (field->advanced || !advanced_only))
        return TRUE;
    }
  return FALSE;
}

static void
update_visibility (SpkSettingsForm *self)
{
  for (guint i = 0; i < self->fields->len; i++)
    gtk_widget_set_visible (GTK_WIDGET (FIELD_AT (self, i)->row), suits_kind (self, FIELD_AT (self, i)));
  for (guint s = 0; s < SPK_N_SECTIONS; s++)
    {
      gtk_widget_set_visible (self->sections[s].group, section_has_rows (self, s, FALSE));
      if (self->sections[s].advanced)
        gtk_widget_set_visible (self->sections[s].advanced, section_has_rows (self, s, TRUE));
    }
}

static GtkWidget *
ensure_advanced (Section *section)
{
  if (!section->advanced)
    {
      section->advanced = adw_expander_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (section->advanced), _("Advanced"));
    }
  return section->advanced;
}

static void
add_field (SpkSettingsForm *self, const SpkSettingInfo *info)
{
  const SpkSettingWords *words = spk_setting_words_find (info->key);
  Section *section = &self->sections[section_of (info)];
  Field field = { .row = SPK_SETTING_ROW (spk_setting_row_new (info)), .advanced = !words || !words->common,
                  .allowed = TRUE };

  if (field.advanced)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (ensure_advanced (section)), GTK_WIDGET (field.row));
  else
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (section->group), GTK_WIDGET (field.row));
  g_signal_connect (field.row, "notify::text", G_CALLBACK (row_changed), self);
  g_array_append_val (self->fields, field);
}

static void
spk_settings_form_constructed (GObject *object)
{
  SpkSettingsForm *self = SPK_SETTINGS_FORM (object);
  guint n_infos;
  const SpkSettingInfo *infos = spk_settings_list_infos (&n_infos);

  G_OBJECT_CLASS (spk_settings_form_parent_class)->constructed (object);
  for (guint s = 0; s < SPK_N_SECTIONS; s++)
    {
      self->sections[s].group = g_object_ref_sink (adw_preferences_group_new ());
      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->sections[s].group), spk_setting_section_get_title (s));
    }
  for (guint i = 0; i < n_infos; i++)
    add_field (self, &infos[i]);
  for (guint s = 0; s < SPK_N_SECTIONS; s++)
    if (self->sections[s].advanced)
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->sections[s].group), self->sections[s].advanced);
  update_visibility (self);
}

static void
spk_settings_form_dispose (GObject *object)
{
  SpkSettingsForm *self = SPK_SETTINGS_FORM (object);

  for (guint i = 0; i < self->fields->len; i++)
    g_signal_handlers_disconnect_by_data (FIELD_AT (self, i)->row, self);
  g_array_set_size (self->fields, 0);
  for (guint s = 0; s < SPK_N_SECTIONS; s++)
    g_clear_object (&self->sections[s].group);
  G_OBJECT_CLASS (spk_settings_form_parent_class)->dispose (object);
}

static void
spk_settings_form_finalize (GObject *object)
{
  SpkSettingsForm *self = SPK_SETTINGS_FORM (object);

  spk_settings_free (self->base);
  g_array_unref (self->fields);
  G_OBJECT_CLASS (spk_settings_form_parent_class)->finalize (object);
}

static void
spk_settings_form_class_init (SpkSettingsFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = spk_settings_form_constructed;
  object_class->dispose = spk_settings_form_dispose;
  object_class->finalize = spk_settings_form_finalize;

  signals[CHANGED] =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
spk_settings_form_init (SpkSettingsForm *self)
{
  self->base = spk_settings_new ();
  self->fields = g_array_new (FALSE, TRUE, sizeof (Field));
}

/**
 * spk_settings_form_new:
 *
 * Returns: (transfer full): a form of the defaults, for a search
 */
SpkSettingsForm *
spk_settings_form_new (void)
{
  return g_object_new (SPK_TYPE_SETTINGS_FORM, NULL);
}

/**
 * spk_settings_form_get_group:
 *
 * Returns: (transfer none): the #AdwPreferencesGroup of a section
 */
GtkWidget *
spk_settings_form_get_group (SpkSettingsForm *self, SpkSettingSection section)
{
  g_return_val_if_fail (SPK_IS_SETTINGS_FORM (self), NULL);
  g_return_val_if_fail (section < SPK_N_SECTIONS, NULL);

  return self->sections[section].group;
}

/**
 * spk_settings_form_set_kind:
 *
 * Shows the settings that a job of that kind has.
 */
void
spk_settings_form_set_kind (SpkSettingsForm *self, SpkJobKind kind)
{
  g_return_if_fail (SPK_IS_SETTINGS_FORM (self));

  self->kind = kind;
  update_visibility (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * spk_settings_form_set_base:
 * @base: (transfer none): values of the rows that nobody changed
 */
void
spk_settings_form_set_base (SpkSettingsForm *self, const SpkSettings *base)
{
  g_return_if_fail (SPK_IS_SETTINGS_FORM (self));

  spk_settings_free (self->base);
  self->base = spk_settings_copy (base);
  self->filling = TRUE;
  for (guint i = 0; i < self->fields->len; i++)
    {
      const Field *field = FIELD_AT (self, i);
      g_autofree char *text = spk_settings_get (base, spk_setting_row_get_info (field->row)->key);

      if (!field->edited)
        spk_setting_row_set_text (field->row, text);
    }
  self->filling = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * spk_settings_form_set_visible:
 * @key: of a setting
 *
 * Hides a row that means nothing at present, or shows it again where the kind of job has it.
 */
void
spk_settings_form_set_visible (SpkSettingsForm *self, const char *key, gboolean visible)
{
  Field *field = find_field (self, key);

  g_return_if_fail (field != NULL);

  field->allowed = visible;
  update_visibility (self);
}

/**
 * spk_settings_form_set_text:
 * @key: of a setting
 *
 * Changes a value as a person would.
 */
void
spk_settings_form_set_text (SpkSettingsForm *self, const char *key, const char *text)
{
  Field *field = find_field (self, key);

  g_return_if_fail (field != NULL);

  spk_setting_row_set_text (field->row, text);
}

/**
 * spk_settings_form_get_text:
 * @key: of a setting
 *
 * Returns: (transfer none): what stands in its row, right or wrong
 */
const char *
spk_settings_form_get_text (SpkSettingsForm *self, const char *key)
{
  Field *field = find_field (self, key);

  g_return_val_if_fail (field != NULL, NULL);

  return spk_setting_row_get_text (field->row);
}

/**
 * spk_settings_form_build:
 *
 * Settings that the kind of job does not have, or whose row is hidden, are those of the base.
 *
 * Returns: (transfer full) (nullable): the settings; %NULL while a shown row is wrong
 */
SpkSettings *
spk_settings_form_build (SpkSettingsForm *self)
{
  g_autoptr (SpkSettings) settings = NULL;

  g_return_val_if_fail (SPK_IS_SETTINGS_FORM (self), NULL);

  settings = spk_settings_copy (self->base);
  for (guint i = 0; i < self->fields->len; i++)
    {
      const Field *field = FIELD_AT (self, i);

      if (suits_kind (self, field) && !spk_settings_set (settings, spk_setting_row_get_info (field->row)->key,
                                                         spk_setting_row_get_text (field->row), NULL))
        return NULL;
    }
  return g_steal_pointer (&settings);
}

/**
 * spk_settings_form_blame:
 * @key: (nullable): of a setting
 * @problem: why its value does not do, though it is one
 *
 * Says a problem in the row of a setting, until something is changed.
 *
 * Returns: whether there is such a row in sight
 */
gboolean
spk_settings_form_blame (SpkSettingsForm *self, const char *key, const char *problem)
{
  Field *field = key ? find_field (self, key) : NULL;

  g_return_val_if_fail (SPK_IS_SETTINGS_FORM (self), FALSE);

  clear_blame (self);
  if (!field || !suits_kind (self, field))
    return FALSE;
  if (!spk_setting_row_get_problem (field->row))
    {
      spk_setting_row_set_problem (field->row, without_key (problem, key));
      field->blamed = TRUE;
    }
  return TRUE;
}

/**
 * spk_settings_form_count_problems:
 *
 * Returns: number of rows that are wrong
 */
guint
spk_settings_form_count_problems (SpkSettingsForm *self)
{
  guint n = 0;

  g_return_val_if_fail (SPK_IS_SETTINGS_FORM (self), 0);

  for (guint i = 0; i < self->fields->len; i++)
    if (suits_kind (self, FIELD_AT (self, i)) && spk_setting_row_get_problem (FIELD_AT (self, i)->row))
      n++;
  return n;
}

/**
 * spk_settings_form_show_problem:
 *
 * Brings the first row that is wrong into sight, with the keyboard in it.
 */
void
spk_settings_form_show_problem (SpkSettingsForm *self)
{
  g_return_if_fail (SPK_IS_SETTINGS_FORM (self));

  for (guint i = 0; i < self->fields->len; i++)
    {
      const Field *field = FIELD_AT (self, i);
      Section *section = &self->sections[section_of (spk_setting_row_get_info (field->row))];

      if (!suits_kind (self, field) || !spk_setting_row_get_problem (field->row))
        continue;
      if (field->advanced)
        adw_expander_row_set_expanded (ADW_EXPANDER_ROW (section->advanced), TRUE);
      spk_setting_row_focus (field->row);
      return;
    }
}
