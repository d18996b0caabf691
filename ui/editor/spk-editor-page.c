/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "editor/spk-editor-page-private.h"

#include <glib/gi18n.h>

#include "session/spk-motif-words.h"
#include "widgets/spk-help-button.h"

/**
 * SpkEditorPage:
 *
 * The motif editor: a model's motif as a graph and as a matrix, and beside them panels about it. What it does on request is in
 * spk-editor-page-actions.c, its files are in -file.c, the clipboard in -clipboard.c.
 *
 * Signals: "said" (string): something to be said in passing. "train": the motif is to be trained.
 */
G_DEFINE_FINAL_TYPE (SpkEditorPage, spk_editor_page, ADW_TYPE_BIN)

enum
{
  SAID,
  TRAIN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* --- What is shown around the views --- */

/* A label that gets the text it has is laid out again all the same. */
static void
set_label (GtkLabel *label, const char *text)
{
  if (!g_str_equal (gtk_label_get_text (label), text))
    gtk_label_set_text (label, text);
}

/* @change: (nullable) */
static void
label_step (GtkWidget *button, const char *verb, const SpkMotifChange *change)
{
  g_autofree char *step = change ? spk_motif_words_describe_change (change) : NULL;
  /* Translators: a verb and the label of a step, as "Undo: Make 3 → 5 inhibitory" */
  g_autofree char *text = step ? g_strdup_printf (_("%s: %s"), verb, step) : g_strdup (verb);

  if (g_strcmp0 (gtk_widget_get_tooltip_text (button), text) == 0)
    return;
  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
update_steps (SpkEditorPage *self)
{
  const SpkMotifDocument *document = spk_motif_model_get_document (self->model);
  const SpkMotifChange *last = spk_motif_document_peek_undo (document);
  g_autofree char *text = last ? spk_motif_words_describe_change (last) : g_strdup ("");

  label_step (self->undo_button, _("Undo"), last);
  label_step (self->redo_button, _("Redo"), spk_motif_document_peek_redo (document));
  set_label (self->step_label, text);
}

static void
update_name (SpkEditorPage *self)
{
  const char *name = spk_topology_get_name (spk_motif_model_get_motif (self->model));

  if (g_strcmp0 (gtk_editable_get_text (self->name_entry), name ? name : "") != 0)
    gtk_editable_set_text (self->name_entry, name ? name : "");
}

static char *
describe_selection (SpkEditorPage *self)
{
  SpkMotifCell cell = spk_motif_model_get_cell (self->model);
  guint n;
  const guint *neurons = spk_motif_model_get_selection (self->model, &n);

  if (cell.kind != SPK_MOTIF_CELL_NONE)
    return spk_motif_words_describe_cell (self->model, cell);
  if (n == 1)
    return g_strdup_printf (_("Neuron %u"), neurons[0]);
  if (n > 1)
    return g_strdup_printf (ngettext ("%u neuron selected", "%u neurons selected", n), n);
  return g_strdup (_("Drag from neuron to neuron to connect them"));
}

static void
update_selection (SpkEditorPage *self)
{
  g_autofree char *text = describe_selection (self);

  set_label (self->cell_label, text);
  spk_editor_page_update_actions (self);
}

static void
motif_changed (SpkEditorPage *self)
{
  g_autofree char *summary = spk_motif_words_describe_motif (spk_motif_model_get_motif (self->model));

  set_label (self->summary_label, summary);
  update_steps (self);
  update_name (self);
  update_selection (self);
}

/* --- Name and find --- */

static void
name_activated (SpkEditorPage *self)
{
  spk_motif_model_rename (self->model, gtk_editable_get_text (self->name_entry));
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static void
name_left (SpkEditorPage *self)
{
  if (self->model)
    spk_motif_model_rename (self->model, gtk_editable_get_text (self->name_entry));
}

/* -1 where no neuron has that number. */
static int
read_number (SpkEditorPage *self)
{
  const char *text = gtk_editable_get_text (self->find_entry);
  guint64 number;

  if (!g_ascii_string_to_unsigned (text, 10, 0, spk_topology_get_size (spk_motif_model_get_motif (self->model)) - 1,
                                   &number, NULL))
    return -1;
  return (int) number;
}

static void
find_changed (SpkEditorPage *self)
{
  int neuron = read_number (self);
  GtkWidget *entry = GTK_WIDGET (self->find_entry);

  if (neuron >= 0 || *gtk_editable_get_text (self->find_entry) == '\0')
    gtk_widget_remove_css_class (entry, "error");
  else
    gtk_widget_add_css_class (entry, "error");
  if (neuron < 0)
    return;
  spk_motif_model_select_one (self->model, neuron);
  spk_motif_canvas_show (self->canvas, neuron);
}

static void
find_activated (SpkEditorPage *self)
{
  if (read_number (self) < 0)
    return;
  gtk_popover_popdown (self->find_popover);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

/* --- The menu of the canvas --- */

static void
menu_closed (GtkWidget *menu)
{
  /* Not before what was chosen is done. */
  g_idle_add_once ((GSourceOnceFunc) (void *) gtk_widget_unparent, menu);
}

static void
canvas_menu_clicked (GtkGestureClick *click, int n_press, double x, double y, SpkEditorPage *self)
{
  GtkWidget *menu = gtk_popover_menu_new_from_model (self->edit_menu);

  gtk_widget_set_parent (menu, GTK_WIDGET (self->canvas));
  gtk_popover_set_has_arrow (GTK_POPOVER (menu), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (menu), &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  g_signal_connect (menu, "closed", G_CALLBACK (menu_closed), NULL);
  gtk_popover_popup (GTK_POPOVER (menu));
}

/* --- The widget --- */

static void
spk_editor_page_dispose (GObject *object)
{
  SpkEditorPage *self = SPK_EDITOR_PAGE (object);

  if (self->model)
    spk_editor_page_unfollow_files (self);
  if (self->find_popover && gtk_widget_get_parent (GTK_WIDGET (self->find_popover)))
    gtk_widget_unparent (GTK_WIDGET (self->find_popover));
  g_clear_object (&self->model);
  G_OBJECT_CLASS (spk_editor_page_parent_class)->dispose (object);
}

static void
spk_editor_page_class_init (SpkEditorPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = spk_editor_page_dispose;

  signals[SAID] = g_signal_new ("said", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[TRAIN] =
      g_signal_new ("train", type, G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (SPK_TYPE_HELP_BUTTON);
  g_type_ensure (SPK_TYPE_MOTIF_CANVAS);
  g_type_ensure (SPK_TYPE_MOTIF_MATRIX);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/spikesmith/Spikesmith/ui/spk-editor-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SpkEditorPage, canvas);
  gtk_widget_class_bind_template_child (widget_class, SpkEditorPage, matrix);
  gtk_widget_class_bind_template_child (widget_class, SpkEditorPage, undo_button);
  gtk_widget_class_bind_template_child (widget_class, SpkEditorPage, redo_button);
  gtk_widget_class_bind_template_child (widget_class, SpkEditorPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, SpkEditorPage, find_popover);
  gtk_widget_class_bind_template_child (widget_class, SpkEditorPage, find_entry);
  gtk_widget_class_bind_template_child (widget_class, SpkEditorPage, name_entry);
  gtk_widget_class_bind_template_child (widget_class, SpkEditorPage, step_label);
  gtk_widget_class_bind_template_child (widget_class, SpkEditorPage, summary_label);
  gtk_widget_class_bind_template_child (widget_class, SpkEditorPage, cell_label);
  gtk_widget_class_bind_template_child (widget_class, SpkEditorPage, recent_menu);
  gtk_widget_class_bind_template_child (widget_class, SpkEditorPage, edit_menu);
  gtk_widget_class_bind_template_child (widget_class, SpkEditorPage, file_menu);
  gtk_widget_class_bind_template_child (widget_class, SpkEditorPage, panel_box);
  gtk_widget_class_bind_template_child (widget_class, SpkEditorPage, panels);
  gtk_widget_class_bind_template_child (widget_class, SpkEditorPage, flap);
  gtk_widget_class_bind_template_callback (widget_class, name_activated);
  gtk_widget_class_bind_template_callback (widget_class, name_left);
  gtk_widget_class_bind_template_callback (widget_class, find_changed);
  gtk_widget_class_bind_template_callback (widget_class, find_activated);
  gtk_widget_class_bind_template_callback (widget_class, canvas_menu_clicked);

  spk_editor_page_install_actions (widget_class);
  spk_editor_page_install_files (widget_class);
  spk_editor_page_install_clipboard (widget_class);
}

static void
add_menus (SpkEditorPage *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  g_menu_append_section (menu, NULL, self->file_menu);
  g_menu_append_section (menu, NULL, self->edit_menu);
  gtk_menu_button_set_menu_model (self->menu_button, G_MENU_MODEL (menu));
  gtk_widget_set_parent (GTK_WIDGET (self->find_popover), GTK_WIDGET (self->menu_button));
}

static void
spk_editor_page_init (SpkEditorPage *self)
{
  self->model = spk_motif_model_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  add_menus (self);
  spk_motif_canvas_set_model (self->canvas, self->model);
  spk_motif_matrix_set_model (self->matrix, self->model);
  g_signal_connect_object (self->model, "changed", G_CALLBACK (motif_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "selection-changed", G_CALLBACK (update_selection), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "refused", G_CALLBACK (spk_editor_page_say), self, G_CONNECT_SWAPPED);
  spk_editor_page_follow_files (self);
  motif_changed (self);
}

/**
 * spk_editor_page_say:
 *
 * For the page: says something in passing.
 */
void
spk_editor_page_say (SpkEditorPage *self, const char *text)
{
  g_signal_emit (self, signals[SAID], 0, text);
}

/**
 * spk_editor_page_show_error:
 * @heading: what could not be done
 * @body: why
 *
 * For the page: says what went wrong, in a dialog.
 */
void
spk_editor_page_show_error (SpkEditorPage *self, const char *heading, const char *body)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * spk_editor_page_get_model:
 *
 * Returns: (transfer none): what is edited here; panels bind to it
 */
SpkMotifModel *
spk_editor_page_get_model (SpkEditorPage *self)
{
  g_return_val_if_fail (SPK_IS_EDITOR_PAGE (self), NULL);

  return self->model;
}

/**
 * spk_editor_page_focus_canvas:
 *
 * Gives the keyboard to the canvas.
 */
void
spk_editor_page_focus_canvas (SpkEditorPage *self)
{
  g_return_if_fail (SPK_IS_EDITOR_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

/**
 * spk_editor_page_add_panel:
 * @panel: (transfer floating): something about the motif, which follows spk_editor_page_get_model()
 * @name: of the panel
 * @title: as it is shown
 * @icon_name: (nullable)
 *
 * Adds a panel below the matrix; between several of them a switcher chooses.
 */
void
spk_editor_page_add_panel (SpkEditorPage *self, GtkWidget *panel, const char *name, const char *title,
                           const char *icon_name)
{
  AdwViewStackPage *page;

  g_return_if_fail (SPK_IS_EDITOR_PAGE (self));

  page = adw_view_stack_add_titled (self->panels, panel, name, title);
  if (icon_name)
    adw_view_stack_page_set_icon_name (page, icon_name);
  gtk_widget_set_visible (self->panel_box, TRUE);
}

/**
 * spk_editor_page_mark:
 * @neurons: (array length=n): neurons that there is something to be said about
 *
 * Marks neurons on the canvas, until their number changes or others are marked.
 */
void
spk_editor_page_mark (SpkEditorPage *self, const guint *neurons, guint n)
{
  g_return_if_fail (SPK_IS_EDITOR_PAGE (self));

  spk_motif_canvas_set_marks (self->canvas, neurons, n);
}
