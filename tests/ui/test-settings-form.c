/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-fixture.h"
#include "dialogs/spk-settings-form.h"

static void
test_untouched_form_gives_base (void)
{
  g_autoptr (SpkSettingsForm) form = spk_settings_form_new ();
  g_autoptr (SpkSettings) base = spk_settings_new ();
  g_autoptr (SpkSettings) built = NULL;
  guint n_infos;
  const SpkSettingInfo *infos = spk_settings_list_infos (&n_infos);

  spk_settings_apply_preset (base, "ti46", NULL);
  spk_settings_form_set_base (form, base);
  built = spk_settings_form_build (form);
  for (guint i = 0; i < n_infos; i++)
    {
      g_autofree char *expected = spk_settings_get (base, infos[i].key);
      g_autofree char *found = spk_settings_get (built, infos[i].key);

      g_assert_cmpstr (found, ==, expected);
    }
}

static void
test_hand_made_values_survive_a_preset (void)
{
  g_autoptr (SpkSettingsForm) form = spk_settings_form_new ();
  g_autoptr (SpkSettings) base = spk_settings_new ();

  spk_settings_form_set_text (form, "epochs", "7");
  spk_settings_apply_preset (base, "ti46", NULL);
  spk_settings_form_set_base (form, base);
  g_assert_cmpstr (spk_settings_form_get_text (form, "epochs"), ==, "7");
  g_assert_cmpstr (spk_settings_form_get_text (form, "neurons"), ==, "800");
}

static void
test_wrong_value_is_counted_and_gives_nothing (void)
{
  g_autoptr (SpkSettingsForm) form = spk_settings_form_new ();

  spk_settings_form_set_text (form, "epochs", "many");
  g_assert_cmpuint (spk_settings_form_count_problems (form), ==, 1);
  g_assert_null (spk_settings_form_build (form));
  spk_settings_form_set_text (form, "epochs", "5");
  g_assert_cmpuint (spk_settings_form_count_problems (form), ==, 0);
}

static void
test_wrong_value_of_another_kind_does_not_count (void)
{
  g_autoptr (SpkSettingsForm) form = spk_settings_form_new ();
  g_autoptr (SpkSettings) built = NULL;

  spk_settings_form_set_text (form, "sizes", "none");
  spk_settings_form_set_kind (form, SPK_JOB_TRAIN);
  g_assert_cmpuint (spk_settings_form_count_problems (form), ==, 0);
  built = spk_settings_form_build (form);
  g_assert_nonnull (built);
}

static void
test_sections_follow_the_kind (void)
{
  g_autoptr (SpkSettingsForm) form = spk_settings_form_new ();

  g_assert_true (gtk_widget_get_visible (spk_settings_form_get_group (form, SPK_SECTION_SEARCH)));
  spk_settings_form_set_kind (form, SPK_JOB_TRAIN);
  g_assert_false (gtk_widget_get_visible (spk_settings_form_get_group (form, SPK_SECTION_SEARCH)));
  spk_settings_form_set_visible (form, "random-motif", FALSE);
  spk_settings_form_set_visible (form, "density", FALSE);
  g_assert_false (gtk_widget_get_visible (spk_settings_form_get_group (form, SPK_SECTION_MOTIF)));
}

static void
test_blame_lasts_until_a_change (void)
{
  g_autoptr (SpkSettingsForm) form = spk_settings_form_new ();

  g_assert_true (spk_settings_form_blame (form, "sizes", "does not divide"));
  g_assert_cmpuint (spk_settings_form_count_problems (form), ==, 1);
  spk_settings_form_set_text (form, "neurons", "64");
  g_assert_cmpuint (spk_settings_form_count_problems (form), ==, 0);
  g_assert_false (spk_settings_form_blame (form, "random-motif", "of another kind"));
  g_assert_false (spk_settings_form_blame (form, NULL, "of no setting"));
}

static void
test_problem_in_advanced_is_brought_into_sight (void)
{
  g_autoptr (SpkSettingsForm) form = spk_settings_form_new ();
  GtkWidget *group = spk_settings_form_get_group (form, SPK_SECTION_NETWORK);
  GtkWidget *advanced = ui_find (group, ADW_TYPE_EXPANDER_ROW, NULL);

  g_assert_false (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (advanced)));
  spk_settings_form_set_text (form, "tau-m", "0");
  spk_settings_form_show_problem (form);
  g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (advanced)));
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/settings-form/untouched-form-gives-base", test_untouched_form_gives_base);
  g_test_add_func ("/settings-form/hand-made-values-survive-a-preset", test_hand_made_values_survive_a_preset);
  g_test_add_func ("/settings-form/wrong-value-is-counted-and-gives-nothing",
                   test_wrong_value_is_counted_and_gives_nothing);
  g_test_add_func ("/settings-form/wrong-value-of-another-kind-does-not-count",
                   test_wrong_value_of_another_kind_does_not_count);
  g_test_add_func ("/settings-form/sections-follow-the-kind", test_sections_follow_the_kind);
  g_test_add_func ("/settings-form/blame-lasts-until-a-change", test_blame_lasts_until_a_change);
  g_test_add_func ("/settings-form/problem-in-advanced-is-brought-into-sight",
                   test_problem_in_advanced_is_brought_into_sight);
  return g_test_run ();
}
