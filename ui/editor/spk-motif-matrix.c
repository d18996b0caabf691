/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "editor/spk-motif-matrix.h"

#include <glib/gi18n.h>

#include "editor/spk-motif-canvas-private.h"
#include "figures/spk-matrix-figure.h"
#include "session/spk-motif-words.h"

#define NATURAL_WIDTH  320
#define NATURAL_HEIGHT 300

/**
 * SpkMotifMatrix:
 *
 * The connections of a model's motif as a matrix, k x k and k x 2, which is edited by clicks and keys.
 */
struct _SpkMotifMatrix
{
  SpkPlotWidget parent_instance;

  SpkMotifModel *model;
  SpkTopology   *shown; /* (nullable) */
  SpkTopologyHit hover;
};

G_DEFINE_FINAL_TYPE (SpkMotifMatrix, spk_motif_matrix, SPK_TYPE_PLOT_WIDGET)

static gpointer
spk_motif_matrix_layout (SpkPlotWidget *plot, const SpkFigureStyle *style, SpkFigureSize size)
{
  SpkMotifMatrix *self = SPK_MOTIF_MATRIX (plot);
  SpkTopology *motif;
  SpkTopologyData data = { 0 };

  if (!self->model)
    return NULL;
  motif = spk_motif_model_get_motif (self->model);
  data.size = spk_topology_get_size (motif);
  data.topology = motif;
  return spk_matrix_figure_new (&data, style, size);
}

static const char *
spk_motif_matrix_get_note (SpkPlotWidget *plot)
{
  return _("No motif yet");
}

static void
spk_motif_matrix_release (gpointer figure)
{
  spk_matrix_figure_free (figure);
}

static void
spk_motif_matrix_draw (gconstpointer figure, cairo_t *cr)
{
  spk_matrix_figure_draw (figure, cr);
}

static void
spk_motif_matrix_draw_overlay (SpkPlotWidget *plot, gconstpointer figure, cairo_t *cr)
{
  SpkMotifMatrix *self = SPK_MOTIF_MATRIX (plot);
  SpkMatrixOverlay overlay = SPK_MATRIX_OVERLAY_INIT;
  guint n;
  const guint *neurons = spk_motif_model_get_selection (self->model, &n);
  SpkMotifCell hovered = spk_motif_cell_of_hit (self->hover);
  g_autofree char *tip = hovered.kind == SPK_MOTIF_CELL_NONE ? NULL
                                                             : spk_motif_words_describe_cell (self->model, hovered);

  overlay.selected = spk_motif_cell_to_hit (spk_motif_model_get_cell (self->model));
  overlay.selected_neuron = n == 1 ? (int) neurons[0] : -1;
  overlay.hover = self->hover;
  overlay.tip = tip;
  spk_matrix_figure_draw_overlay (figure, &overlay, cr);
}

static char *
spk_motif_matrix_describe (SpkPlotWidget *plot)
{
  SpkMotifMatrix *self = SPK_MOTIF_MATRIX (plot);
  SpkMotifCell cell = spk_motif_model_get_cell (self->model);
  g_autofree char *motif = spk_motif_words_describe_motif (spk_motif_model_get_motif (self->model));
  g_autofree char *connection = NULL;

  if (cell.kind == SPK_MOTIF_CELL_NONE)
    return g_steal_pointer (&motif);
  connection = spk_motif_words_describe_cell (self->model, cell);
  return g_strdup_printf ("%s. %s", motif, connection);
}

static void
set_hover (SpkMotifMatrix *self, SpkTopologyHit hover)
{
  self->hover = hover;
  spk_plot_widget_invalidate_overlay (SPK_PLOT_WIDGET (self));
}

static void
spk_motif_matrix_hover (SpkPlotWidget *plot, double x, double y)
{
  set_hover (SPK_MOTIF_MATRIX (plot), spk_matrix_figure_hit (spk_plot_widget_get_figure (plot), x, y));
}

static void
spk_motif_matrix_leave (SpkPlotWidget *plot)
{
  set_hover (SPK_MOTIF_MATRIX (plot), (SpkTopologyHit){ 0 });
}

static void
spk_motif_matrix_pick (SpkPlotWidget *plot, double x, double y)
{
  SpkMotifMatrix *self = SPK_MOTIF_MATRIX (plot);
  SpkMotifCell cell = spk_motif_cell_of_hit (spk_matrix_figure_hit (spk_plot_widget_get_figure (plot), x, y));

  spk_motif_model_set_cell (self->model, cell);
  spk_motif_model_cycle (self->model, cell);
}

static void
spk_motif_matrix_activate (SpkPlotWidget *plot)
{
  SpkMotifMatrix *self = SPK_MOTIF_MATRIX (plot);

  spk_motif_model_cycle (self->model, spk_motif_model_get_cell (self->model));
}

/* From cell to cell; the two lateral columns follow the last neuron. */
static gboolean
spk_motif_matrix_move (SpkPlotWidget *plot, int dx, int dy)
{
  SpkMotifMatrix *self = SPK_MOTIF_MATRIX (plot);
  int size = (int) spk_topology_get_size (spk_motif_model_get_motif (self->model));
  SpkMotifCell cell = spk_motif_model_get_cell (self->model);
  int row = (int) cell.post, column = (int) (cell.kind == SPK_MOTIF_CELL_LATERAL ? size + cell.side : cell.pre);

  if (cell.kind == SPK_MOTIF_CELL_NONE)
    dx = dy = row = column = 0;
  row = CLAMP (row + dy, 0, size - 1);
  column = CLAMP (column + dx, 0, size + 1);
  if (column < size)
    cell = (SpkMotifCell){ SPK_MOTIF_CELL_INTRA, .post = row, .pre = column };
  else
    cell = (SpkMotifCell){ SPK_MOTIF_CELL_LATERAL, .post = row, .side = column - size };
  spk_motif_model_set_cell (self->model, cell);
  return TRUE;
}

static gboolean
spk_motif_matrix_clear (SpkPlotWidget *plot)
{
  SpkMotifMatrix *self = SPK_MOTIF_MATRIX (plot);

  if (spk_motif_model_get_cell (self->model).kind == SPK_MOTIF_CELL_NONE)
    return FALSE;
  spk_motif_model_set_cell (self->model, (SpkMotifCell){ 0 });
  return TRUE;
}

static gboolean
set_type (GtkWidget *widget, GVariant *type, gpointer data)
{
  SpkMotifMatrix *self = SPK_MOTIF_MATRIX (widget);

  spk_motif_model_set_type (self->model, spk_motif_model_get_cell (self->model), g_variant_get_int32 (type));
  return GDK_EVENT_STOP;
}

static gboolean
cycle (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  spk_motif_matrix_activate (SPK_PLOT_WIDGET (widget));
  return GDK_EVENT_STOP;
}

/* The graph beside it gets the room. */
static void
spk_motif_matrix_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                          int *minimum_baseline, int *natural_baseline)
{
  *minimum = 0;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? NATURAL_WIDTH : NATURAL_HEIGHT;
}

static void
spk_motif_matrix_dispose (GObject *object)
{
  g_clear_pointer (&SPK_MOTIF_MATRIX (object)->shown, spk_topology_unref);
  g_clear_object (&SPK_MOTIF_MATRIX (object)->model);
  G_OBJECT_CLASS (spk_motif_matrix_parent_class)->dispose (object);
}

static void
bind_type (GtkWidgetClass *klass, guint key, guint keypad_key, SpkConnection type)
{
  gtk_widget_class_add_binding (klass, key, 0, set_type, "i", type);
  gtk_widget_class_add_binding (klass, keypad_key, 0, set_type, "i", type);
}

static void
spk_motif_matrix_class_init (SpkMotifMatrixClass *klass)
{
  SpkPlotWidgetClass *plot_class = SPK_PLOT_WIDGET_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spk_motif_matrix_dispose;
  widget_class->measure = spk_motif_matrix_measure;
  plot_class->layout = spk_motif_matrix_layout;
  plot_class->get_note = spk_motif_matrix_get_note;
  plot_class->release = spk_motif_matrix_release;
  plot_class->draw = spk_motif_matrix_draw;
  plot_class->draw_overlay = spk_motif_matrix_draw_overlay;
  plot_class->describe = spk_motif_matrix_describe;
  plot_class->hover = spk_motif_matrix_hover;
  plot_class->leave = spk_motif_matrix_leave;
  plot_class->pick = spk_motif_matrix_pick;
  plot_class->picks_each = TRUE;
  plot_class->activate_hovered = spk_motif_matrix_activate;
  plot_class->move = spk_motif_matrix_move;
  plot_class->clear = spk_motif_matrix_clear;

  bind_type (widget_class, GDK_KEY_1, GDK_KEY_KP_1, SPK_EXCITATORY);
  bind_type (widget_class, GDK_KEY_2, GDK_KEY_KP_2, SPK_INHIBITORY);
  bind_type (widget_class, GDK_KEY_0, GDK_KEY_KP_0, SPK_ABSENT);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_space, 0, cycle, NULL);
}

static void
spk_motif_matrix_init (SpkMotifMatrix *self)
{
}

/* Where neurons are drawn is nothing to the matrix. */
static void
motif_changed (SpkMotifMatrix *self)
{
  SpkTopology *motif = spk_motif_model_get_motif (self->model), *before = self->shown;

  if (before && spk_topology_equal (before, motif))
    return;
  self->shown = spk_topology_ref (motif);
  g_clear_pointer (&before, spk_topology_unref);
  self->hover = (SpkTopologyHit){ 0 };
  spk_plot_widget_invalidate (SPK_PLOT_WIDGET (self));
}

/* The current connection is a part of what is said about the matrix. */
static void
selection_changed (SpkMotifMatrix *self)
{
  g_autofree char *text = spk_motif_matrix_describe (SPK_PLOT_WIDGET (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  spk_plot_widget_invalidate_overlay (SPK_PLOT_WIDGET (self));
}

/**
 * spk_motif_matrix_set_model:
 *
 * Shows the motif of a model, from now on; to be called once.
 */
void
spk_motif_matrix_set_model (SpkMotifMatrix *self, SpkMotifModel *model)
{
  g_return_if_fail (SPK_IS_MOTIF_MATRIX (self) && !self->model);

  self->model = g_object_ref (model);
  g_signal_connect_object (model, "changed", G_CALLBACK (motif_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "selection-changed", G_CALLBACK (selection_changed), self, G_CONNECT_SWAPPED);
  motif_changed (self);
}
