/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "motif/spk-motif-document.h"

G_BEGIN_DECLS

/**
 * SpkMotifCellKind:
 * @SPK_MOTIF_CELL_NONE: no place
 * @SPK_MOTIF_CELL_INTRA: from the neuron pre to the neuron post
 * @SPK_MOTIF_CELL_LATERAL: from the neighbour at side to the neuron post
 */
typedef enum
{
  SPK_MOTIF_CELL_NONE,
  SPK_MOTIF_CELL_INTRA,
  SPK_MOTIF_CELL_LATERAL,
} SpkMotifCellKind;

/**
 * SpkMotifCell:
 *
 * A place of a motif where a connection is or could be.
 */
typedef struct
{
  SpkMotifCellKind kind;
  guint            post;
  guint            pre;
  SpkSide          side;
} SpkMotifCell;

/**
 * SpkMotifModel:
 *
 * A motif that is edited in a window: its document, its file, and what is selected. The views of the editor bind to it.
 * Main thread only.
 *
 * Properties: "title" (string, r: name of the motif or of its file), "path" (string, r, nullable), "modified" (boolean, r).
 *
 * Signals: "changed": the motif is another, by a command, undo, redo, or because another was opened; look at
 * spk_motif_model_get_motif(). "selection-changed": selected neurons or the current connection are others; emitted after
 * "changed" too where both are. "opened": the document is another. "refused" (string): a command could not be done, with the
 * reason.
 */
#define SPK_TYPE_MOTIF_MODEL (spk_motif_model_get_type ())
G_DECLARE_FINAL_TYPE (SpkMotifModel, spk_motif_model, SPK, MOTIF_MODEL, GObject)

SpkMotifModel *spk_motif_model_new (void);

/* The document */
SpkTopology            *spk_motif_model_get_motif    (SpkMotifModel *self);
const SpkMotifDocument *spk_motif_model_get_document (SpkMotifModel *self);
const char             *spk_motif_model_get_title    (SpkMotifModel *self);
const char             *spk_motif_model_get_path     (SpkMotifModel *self);
gboolean                spk_motif_model_get_modified (SpkMotifModel *self);
void     spk_motif_model_open_motif (SpkMotifModel *self, SpkTopology *motif, const char *path, gboolean saved);
gboolean spk_motif_model_load       (SpkMotifModel *self, const char *path, GError **error);
gboolean spk_motif_model_save       (SpkMotifModel *self, const char *path, GError **error);

/* What is selected */
const guint *spk_motif_model_get_selection  (SpkMotifModel *self, guint *n);
gboolean     spk_motif_model_is_selected    (SpkMotifModel *self, guint neuron);
void         spk_motif_model_select         (SpkMotifModel *self, const guint *neurons, guint n);
void         spk_motif_model_select_one     (SpkMotifModel *self, int neuron);
void         spk_motif_model_toggle         (SpkMotifModel *self, guint neuron);
void         spk_motif_model_select_all     (SpkMotifModel *self);
SpkMotifCell spk_motif_model_get_cell       (SpkMotifModel *self);
void         spk_motif_model_set_cell       (SpkMotifModel *self, SpkMotifCell cell);
SpkConnection spk_motif_model_get_type_at   (SpkMotifModel *self, SpkMotifCell cell);

/* Commands; those that say "selected" do nothing without a selection */
gboolean spk_motif_model_undo               (SpkMotifModel *self);
gboolean spk_motif_model_redo               (SpkMotifModel *self);
void     spk_motif_model_set_type           (SpkMotifModel *self, SpkMotifCell cell, SpkConnection type);
void     spk_motif_model_cycle              (SpkMotifModel *self, SpkMotifCell cell);
void     spk_motif_model_add                (SpkMotifModel *self, const double *place);
void     spk_motif_model_remove_selected    (SpkMotifModel *self);
void     spk_motif_model_duplicate_selected (SpkMotifModel *self);
void     spk_motif_model_move_selected      (SpkMotifModel *self, double dx, double dy);
void     spk_motif_model_nudge_selected     (SpkMotifModel *self, double dx, double dy);
void     spk_motif_model_align_selected     (SpkMotifModel *self, SpkMotifAlignment alignment);
void     spk_motif_model_arrange            (SpkMotifModel *self);
void     spk_motif_model_renumber           (SpkMotifModel *self, guint neuron, guint number);
void     spk_motif_model_rename             (SpkMotifModel *self, const char *name);
void     spk_motif_model_replace            (SpkMotifModel *self, SpkTopology *motif);
char    *spk_motif_model_copy               (SpkMotifModel *self);
char    *spk_motif_model_cut                (SpkMotifModel *self);
gboolean spk_motif_model_paste              (SpkMotifModel *self, const char *text, GError **error);

G_END_DECLS
