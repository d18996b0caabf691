/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "runs/spk-compare-page.h"

#include <glib/gi18n.h>

#include "runs/spk-compare-curves.h"
#include "runs/spk-compare-table.h"
#include "widgets/spk-motif-picture.h"

/* Words of a card that do not make it wider; the rest of them where there is room. */
#define CAPTION_CHARS 14

/**
 * SpkComparePage:
 *
 * Runs beside each other: their curves over each other, the motifs they found, how they ended and the settings in which
 * they differ.
 *
 * Signal "back": back to the table of runs.
 */
struct _SpkComparePage
{
  AdwBin parent_instance;

  SpkRunComparison *comparison; /* (nullable) */

  GtkLabel    *title;
  GtkDropDown *curve_drop_down;
  GtkFlowBox  *curves;
  GtkFlowBox  *motifs;
  GtkWidget   *motifs_group;
  AdwBin      *table;
};

enum
{
  BACK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SpkComparePage, spk_compare_page, ADW_TYPE_BIN)

static void
back_clicked (SpkComparePage *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

/* A flow box wraps what is put in it. */
static GtkWidget *
get_inner (GtkWidget *flow_child)
{
  GtkWidget *card = gtk_flow_box_child_get_child (GTK_FLOW_BOX_CHILD (flow_child));

  return gtk_widget_get_last_child (card);
}

static void
curve_changed (SpkComparePage *self)
{
  guint curve = gtk_drop_down_get_selected (self->curve_drop_down);

  if (curve >= SPK_N_CURVES)
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->curves)); child;
       child = gtk_widget_get_next_sibling (child))
    {
      spk_compare_curves_set_curve (SPK_COMPARE_CURVES (get_inner (child)), curve);
      gtk_widget_set_visible (child, spk_compare_curves_has_values (SPK_COMPARE_CURVES (get_inner (child))));
    }
}

static void
clear_flow (GtkFlowBox *flow)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (flow))))
    gtk_flow_box_remove (flow, child);
}

static GtkWidget *
make_caption (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), CAPTION_CHARS);
  gtk_widget_set_tooltip_text (label, text);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_card (GtkFlowBox *flow, const char *caption, const char *detail, GtkWidget *content)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_box_append (GTK_BOX (card), make_caption (caption, "heading"));
  if (detail)
    gtk_box_append (GTK_BOX (card), make_caption (detail, "dim-label"));
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "figure-card");
  gtk_widget_set_vexpand (content, TRUE);
  gtk_box_append (GTK_BOX (card), content);
  gtk_flow_box_append (flow, card);
  /* The card is no stop of the keyboard, its figure is. */
  gtk_widget_set_focusable (gtk_widget_get_parent (card), FALSE);
}

static void
show_curves (SpkComparePage *self)
{
  clear_flow (self->curves);
  add_card (self->curves, _("Search"), NULL, spk_compare_curves_new (self->comparison, SPK_PHASE_SEARCH));
  add_card (self->curves, _("Training"), NULL, spk_compare_curves_new (self->comparison, SPK_PHASE_TRAIN));
  curve_changed (self);
}

static void
add_motif (SpkComparePage *self, const char *name, SpkTopology *motif, guint layer, guint n_layers)
{
  g_autofree char *detail =
      n_layers > 1 ? g_strdup_printf (_("layer %u, %u neurons"), layer + 1, spk_topology_get_size (motif))
                   : g_strdup_printf (_("%u neurons, %u connections"), spk_topology_get_size (motif),
                                      spk_topology_count_connections (motif));

  add_card (self->motifs, name, detail, spk_motif_picture_new (motif, name));
}

static void
show_motifs (SpkComparePage *self)
{
  clear_flow (self->motifs);
  for (guint run = 0; run < spk_run_comparison_get_n_runs (self->comparison); run++)
    {
      const char *name = spk_run_document_get_name (spk_run_comparison_get_document (self->comparison, run));
      g_autoptr (GPtrArray) motifs = spk_run_comparison_get_motifs (self->comparison, run);

      for (guint layer = 0; motifs && layer < motifs->len; layer++)
        if (motifs->pdata[layer])
          add_motif (self, name, motifs->pdata[layer], layer, motifs->len);
    }
  gtk_widget_set_visible (self->motifs_group, gtk_widget_get_first_child (GTK_WIDGET (self->motifs)) != NULL);
}

static void
fill_curves_list (SpkComparePage *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  for (guint i = 0; i < SPK_N_CURVES; i++)
    gtk_string_list_append (titles, spk_compare_curves_get_title (i));
  gtk_drop_down_set_model (self->curve_drop_down, G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (self->curve_drop_down, SPK_CURVE_VALID_ACCURACY);
}

static void
spk_compare_page_dispose (GObject *object)
{
  SpkComparePage *self = SPK_COMPARE_PAGE (object);

  if (self->comparison)
    g_signal_handlers_disconnect_by_data (self->comparison, self);
  g_clear_object (&self->comparison);
  G_OBJECT_CLASS (spk_compare_page_parent_class)->dispose (object);
}

static void
spk_compare_page_class_init (SpkComparePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spk_compare_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/spikesmith/Spikesmith/ui/spk-compare-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SpkComparePage, title);
  gtk_widget_class_bind_template_child (widget_class, SpkComparePage, curve_drop_down);
  gtk_widget_class_bind_template_child (widget_class, SpkComparePage, curves);
  gtk_widget_class_bind_template_child (widget_class, SpkComparePage, motifs);
  gtk_widget_class_bind_template_child (widget_class, SpkComparePage, motifs_group);
  gtk_widget_class_bind_template_child (widget_class, SpkComparePage, table);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked);
  gtk_widget_class_bind_template_callback (widget_class, curve_changed);

  signals[BACK] = g_signal_new ("back", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
spk_compare_page_init (SpkComparePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_curves_list (self);
}

/**
 * spk_compare_page_new:
 *
 * Returns: (transfer floating): an empty page
 */
GtkWidget *
spk_compare_page_new (void)
{
  return g_object_new (SPK_TYPE_COMPARE_PAGE, NULL);
}

/**
 * spk_compare_page_set_comparison:
 * @comparison: (nullable): what is shown; %NULL lets go of it
 */
void
spk_compare_page_set_comparison (SpkComparePage *self, SpkRunComparison *comparison)
{
  g_autofree char *title = NULL;

  g_return_if_fail (SPK_IS_COMPARE_PAGE (self));

  if (self->comparison)
    g_signal_handlers_disconnect_by_data (self->comparison, self);
  if (!g_set_object (&self->comparison, comparison) || !comparison)
    return;
  title = g_strdup_printf (_("%u Runs Compared"), spk_run_comparison_get_n_runs (comparison));
  gtk_label_set_text (self->title, title);
  show_curves (self);
  show_motifs (self);
  adw_bin_set_child (self->table, spk_compare_table_new (comparison));
  g_signal_connect_object (comparison, "changed", G_CALLBACK (curve_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (comparison, "changed", G_CALLBACK (show_motifs), self, G_CONNECT_SWAPPED);
}
