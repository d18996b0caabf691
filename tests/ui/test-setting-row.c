/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-fixture.h"
#include "widgets/spk-setting-row.h"
#include "widgets/spk-setting-words.h"

static SpkSettingRow *
make_row (const char *key)
{
  return g_object_ref_sink (SPK_SETTING_ROW (spk_setting_row_new (spk_settings_find_info (key))));
}

static void
test_every_setting_has_words (void)
{
  guint n_infos;
  const SpkSettingInfo *infos = spk_settings_list_infos (&n_infos);

  for (guint i = 0; i < n_infos; i++)
    {
      const SpkSettingWords *words = spk_setting_words_find (infos[i].key);

      g_test_message ("%s", infos[i].key);
      g_assert_nonnull (words);
      g_assert_true (*words->title && *words->meaning);
      g_assert_cmpint (words->choices != NULL, ==, infos[i].choices != NULL);
      if (words->choices)
        {
          g_auto (GStrv) named = g_strsplit (words->choices, "|", -1);
          g_auto (GStrv) known = g_strsplit (infos[i].choices, "|", -1);

          g_assert_cmpuint (g_strv_length (named), ==, g_strv_length (known));
        }
    }
}

static void
test_every_row_takes_and_gives_its_default (void)
{
  guint n_infos;
  const SpkSettingInfo *infos = spk_settings_list_infos (&n_infos);

  for (guint i = 0; i < n_infos; i++)
    {
      g_autoptr (SpkSettingRow) row = make_row (infos[i].key);

      g_assert_cmpstr (spk_setting_row_get_text (row), ==, infos[i].fallback);
    }
}

static void
test_typing_changes_text (void)
{
  g_autoptr (SpkSettingRow) row = make_row ("epochs");
  GtkWidget *entry = ui_find (GTK_WIDGET (row), GTK_TYPE_ENTRY, NULL);

  gtk_editable_set_text (GTK_EDITABLE (entry), " 12 ");
  g_assert_cmpstr (spk_setting_row_get_text (row), ==, "12");
}

static void
test_switch_is_on_or_off (void)
{
  g_autoptr (SpkSettingRow) row = make_row ("plasticity");
  GtkWidget *control = ui_find (GTK_WIDGET (row), GTK_TYPE_SWITCH, NULL);

  gtk_switch_set_active (GTK_SWITCH (control), FALSE);
  g_assert_cmpstr (spk_setting_row_get_text (row), ==, "off");
  spk_setting_row_set_text (row, "on");
  g_assert_true (gtk_switch_get_active (GTK_SWITCH (control)));
}

static void
test_choice_is_by_name (void)
{
  g_autoptr (SpkSettingRow) row = make_row ("layer");
  GtkWidget *control = ui_find (GTK_WIDGET (row), GTK_TYPE_DROP_DOWN, NULL);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (control), 1);
  g_assert_cmpstr (spk_setting_row_get_text (row), ==, "dense");
  spk_setting_row_set_text (row, "feedforward");
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (control)), ==, 2);
}

static void
test_problem_replaces_meaning (void)
{
  g_autoptr (SpkSettingRow) row = make_row ("epochs");
  g_autofree char *meaning = g_strdup (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)));

  spk_setting_row_set_problem (row, "too many");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "too many");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (row), "setting-problem"));
  spk_setting_row_set_problem (row, NULL);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, meaning);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (row), "setting-problem"));
}

static void
test_seed_can_be_rolled (void)
{
  g_autoptr (SpkSettingRow) row = make_row ("seed");
  GtkWidget *button = ui_find (GTK_WIDGET (row), GTK_TYPE_BUTTON, NULL);

  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpstr (spk_setting_row_get_text (row), !=, "1");
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/setting-row/every-setting-has-words", test_every_setting_has_words);
  g_test_add_func ("/setting-row/every-row-takes-and-gives-its-default", test_every_row_takes_and_gives_its_default);
  g_test_add_func ("/setting-row/typing-changes-text", test_typing_changes_text);
  g_test_add_func ("/setting-row/switch-is-on-or-off", test_switch_is_on_or_off);
  g_test_add_func ("/setting-row/choice-is-by-name", test_choice_is_by_name);
  g_test_add_func ("/setting-row/problem-replaces-meaning", test_problem_replaces_meaning);
  g_test_add_func ("/setting-row/seed-can-be-rolled", test_seed_can_be_rolled);
  return g_test_run ();
}
