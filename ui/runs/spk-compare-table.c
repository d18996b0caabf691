/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "runs/spk-compare-table.h"

#include <glib/gi18n.h>
#include <math.h>

#include "widgets/spk-format.h"
#include "widgets/spk-setting-words.h"

/* What a comparison tells apart that is no setting. */
static const struct
{
  const char *key;
  const char *title;
} other_keys[] = {
  { "data", N_ ("Recordings") },
  { "kind", N_ ("Kind") },
  { "fingerprint", N_ ("Fingerprint of the recordings") },
  { "motif", N_ ("Given motif") },
};

static char *
dup_title (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (other_keys); i++)
    if (g_str_equal (other_keys[i].key, key))
      return g_strdup (_(other_keys[i].title));
  return spk_setting_words_dup_title (key);
}

static void
attach (GtkGrid *grid, const char *text, int column, int row, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), column > 0 ? PANGO_ELLIPSIZE_MIDDLE : PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), column > 0 ? 10 : 18);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 28);
  gtk_label_set_selectable (GTK_LABEL (label), column > 0 && row > 0);
  gtk_widget_set_tooltip_text (label, *text ? text : NULL);
  gtk_widget_set_hexpand (label, column > 0);
  gtk_widget_add_css_class (label, css_class);
  if (row > 0)
    gtk_widget_add_css_class (label, "row");
  gtk_grid_attach (grid, label, column, row, 1, 1);
}

static char *
get_test (SpkRunDocument *document)
{
  JsonObject *result = spk_run_document_get_result (document);

  if (!result || !json_object_has_member (result, "test_accuracy") ||
      json_object_get_null_member (result, "test_accuracy"))
    return g_strdup ("–");
  return spk_format_percent (json_object_get_double_member (result, "test_accuracy"));
}

static void
attach_results (GtkGrid *grid, SpkRunComparison *comparison)
{
  attach (grid, _("Test accuracy"), 0, 1, "heading");
  for (guint run = 0; run < spk_run_comparison_get_n_runs (comparison); run++)
    {
      g_autofree char *test = get_test (spk_run_comparison_get_document (comparison, run));

      attach (grid, test, run + 1, 1, "numeric");
    }
}

/**
 * spk_compare_table_new:
 *
 * Returns: (transfer floating): how the runs ended, and the settings in which they differ: a row each, a column a run
 */
GtkWidget *
spk_compare_table_new (SpkRunComparison *comparison)
{
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());
  guint n_runs = spk_run_comparison_get_n_runs (comparison);
  guint n_differences;
  const SpkSettingDifference *differences = spk_run_comparison_get_differences (comparison, &n_differences);

  gtk_widget_add_css_class (GTK_WIDGET (grid), "compare-table");
  attach (grid, "", 0, 0, "heading");
  for (guint run = 0; run < n_runs; run++)
    attach (grid, spk_run_document_get_name (spk_run_comparison_get_document (comparison, run)), run + 1, 0, "heading");
  attach_results (grid, comparison);
  for (guint i = 0; i < n_differences; i++)
    {
      g_autofree char *title = dup_title (differences[i].key);

      attach (grid, title, 0, i + 2, "key");
      for (guint run = 0; run < n_runs; run++)
        attach (grid, differences[i].values[run], run + 1, i + 2, "numeric");
    }
  return GTK_WIDGET (grid);
}
