/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dialogs/spk-motif-row.h"

#include <glib/gi18n.h>

#include "store/spk-topology-file.h"

/**
 * SpkMotifRow:
 *
 * A row that takes motifs from a file: for a search they are pinned, a training trains them.
 *
 * Signal "changed": the motifs are others.
 */
struct _SpkMotifRow
{
  AdwActionRow parent_instance;

  SpkJobKind kind;
  GPtrArray *motifs;  /* (nullable) */
  char      *problem; /* (nullable) */
  GtkWidget *clear_button;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SpkMotifRow, spk_motif_row, ADW_TYPE_ACTION_ROW)

static char *
describe_motifs (SpkMotifRow *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->motifs->len; i++)
    {
      const SpkTopology *motif = self->motifs->pdata[i];
      const char *name = spk_topology_get_name (motif);

      if (i > 0)
        g_string_append (text, "; ");
      if (name && *name)
        g_string_append_printf (text, "%s, ", name);
      g_string_append_printf (text, _("%u neurons, %u connections"), spk_topology_get_size (motif),
                              spk_topology_count_connections (motif));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
update (SpkMotifRow *self)
{
  gboolean pins = self->kind == SPK_JOB_SEARCH;
  g_autofree char *motifs = self->motifs ? describe_motifs (self) : NULL;
  const char *meaning = pins ? _("Size and connections of a motif file that the search keeps")
                             : _("A file of one motif, or of one a layer");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), pins ? _("Pinned motif") : _("Motif file"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), self->problem ? self->problem : motifs ? motifs : meaning);
  gtk_widget_set_visible (self->clear_button, self->motifs != NULL);
  if (self->problem)
    gtk_widget_add_css_class (GTK_WIDGET (self), "setting-problem");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "setting-problem");
}

static void
clear_clicked (SpkMotifRow *self)
{
  spk_motif_row_set_motifs (self, NULL);
}

static void
file_chosen (GtkNativeDialog *dialog, int response, SpkMotifRow *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (file);

      if (path)
        spk_motif_row_load (self, path);
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
choose_clicked (SpkMotifRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (_("Choose a Motif"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), NULL);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Motifs (JSON)"));
  gtk_file_filter_add_suffix (filter, "json");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (file_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
spk_motif_row_finalize (GObject *object)
{
  SpkMotifRow *self = SPK_MOTIF_ROW (object);

  g_clear_pointer (&self->motifs, g_ptr_array_unref);
  g_free (self->problem);
  G_OBJECT_CLASS (spk_motif_row_parent_class)->finalize (object);
}

static void
spk_motif_row_class_init (SpkMotifRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = spk_motif_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/spikesmith/Spikesmith/ui/spk-motif-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SpkMotifRow, clear_button);
  gtk_widget_class_bind_template_callback (widget_class, clear_clicked);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked);

  signals[CHANGED] =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
spk_motif_row_init (SpkMotifRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

/**
 * spk_motif_row_new:
 *
 * Returns: (transfer floating): a row without motifs, for a search
 */
GtkWidget *
spk_motif_row_new (void)
{
  return g_object_new (SPK_TYPE_MOTIF_ROW, NULL);
}

/**
 * spk_motif_row_set_kind:
 *
 * Says what the motifs are for.
 */
void
spk_motif_row_set_kind (SpkMotifRow *self, SpkJobKind kind)
{
  g_return_if_fail (SPK_IS_MOTIF_ROW (self));

  self->kind = kind;
  update (self);
}

/**
 * spk_motif_row_load:
 * @path: JSON file of one motif or of an array of them
 *
 * Takes the motifs of a file. What is wrong with one is said in the row, which then keeps what it had.
 *
 * Returns: whether they could be read
 */
gboolean
spk_motif_row_load (SpkMotifRow *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) motifs = NULL;

  g_return_val_if_fail (SPK_IS_MOTIF_ROW (self), FALSE);

  motifs = spk_topology_load_all (path, &error);
  if (motifs)
    spk_motif_row_set_motifs (self, motifs);
  else
    spk_motif_row_set_problem (self, error->message);
  return motifs != NULL;
}

/**
 * spk_motif_row_set_motifs:
 * @motifs: (nullable) (element-type SpkTopology): a reference is taken
 */
void
spk_motif_row_set_motifs (SpkMotifRow *self, GPtrArray *motifs)
{
  GPtrArray *before;

  g_return_if_fail (SPK_IS_MOTIF_ROW (self));

  before = self->motifs;
  self->motifs = motifs ? g_ptr_array_ref (motifs) : NULL;
  g_clear_pointer (&before, g_ptr_array_unref);
  g_clear_pointer (&self->problem, g_free);
  update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * spk_motif_row_get_motifs:
 *
 * Returns: (transfer none) (nullable) (element-type SpkTopology): the motifs
 */
GPtrArray *
spk_motif_row_get_motifs (SpkMotifRow *self)
{
  g_return_val_if_fail (SPK_IS_MOTIF_ROW (self), NULL);

  return self->motifs;
}

/**
 * spk_motif_row_set_problem:
 * @problem: (nullable): why the motifs do not do
 */
void
spk_motif_row_set_problem (SpkMotifRow *self, const char *problem)
{
  g_return_if_fail (SPK_IS_MOTIF_ROW (self));

  if (g_strcmp0 (self->problem, problem) == 0)
    return;
  g_free (self->problem);
  self->problem = g_strdup (problem);
  update (self);
}

/**
 * spk_motif_row_get_problem:
 *
 * Returns: (transfer none) (nullable): why the motifs do not do
 */
const char *
spk_motif_row_get_problem (SpkMotifRow *self)
{
  g_return_val_if_fail (SPK_IS_MOTIF_ROW (self), NULL);

  return self->problem;
}
