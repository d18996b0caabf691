/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "motif/spk-motif-change.h"
#include "motif/spk-motif-layout.h"

G_BEGIN_DECLS

/**
 * SpkMotifDocument:
 *
 * A motif that is edited, and all steps that led to it. Every command makes one labelled step; one that changes
 * nothing makes none. Steps hold motifs, which are values, so going back and forth restores them bit for bit,
 * names and positions too. What is selected or seen is no part of it, nor is anything that can be computed from the
 * motif. Not thread-safe.
 */
typedef struct _SpkMotifDocument SpkMotifDocument;

SpkMotifDocument *spk_motif_document_new  (SpkTopology *motif);
void              spk_motif_document_free (SpkMotifDocument *self);

SpkTopology          *spk_motif_document_get_motif   (const SpkMotifDocument *self);
const SpkMotifChange *spk_motif_document_peek_undo   (const SpkMotifDocument *self);
const SpkMotifChange *spk_motif_document_peek_redo   (const SpkMotifDocument *self);
guint                 spk_motif_document_count_undo  (const SpkMotifDocument *self);
guint                 spk_motif_document_count_redo  (const SpkMotifDocument *self);
gboolean              spk_motif_document_undo        (SpkMotifDocument *self);
gboolean              spk_motif_document_redo        (SpkMotifDocument *self);

gboolean spk_motif_document_is_modified (const SpkMotifDocument *self);
void     spk_motif_document_mark_saved  (SpkMotifDocument *self);
void     spk_motif_document_mark_unsaved (SpkMotifDocument *self);

gboolean spk_motif_document_apply       (SpkMotifDocument *self, SpkTopology *motif, SpkMotifChange change);
gboolean spk_motif_document_set_intra   (SpkMotifDocument *self, guint post, guint pre, SpkConnection type);
gboolean spk_motif_document_set_lateral (SpkMotifDocument *self, guint position, SpkSide side, SpkConnection type);
gboolean spk_motif_document_add         (SpkMotifDocument *self, const double *place, GError **error);
gboolean spk_motif_document_remove      (SpkMotifDocument *self, const guint *neurons, guint n, GError **error);
gboolean spk_motif_document_cut         (SpkMotifDocument *self, const guint *neurons, guint n, GError **error);
gboolean spk_motif_document_duplicate   (SpkMotifDocument *self, const guint *neurons, guint n, double dx, double dy,
                                         GError **error);
gboolean spk_motif_document_paste       (SpkMotifDocument *self, const SpkTopology *fragment, double dx, double dy,
                                         GError **error);
gboolean spk_motif_document_renumber    (SpkMotifDocument *self, guint neuron, guint number);
gboolean spk_motif_document_move        (SpkMotifDocument *self, const guint *neurons, guint n, double dx, double dy);
gboolean spk_motif_document_nudge       (SpkMotifDocument *self, const guint *neurons, guint n, double dx, double dy);
gboolean spk_motif_document_align       (SpkMotifDocument *self, const guint *neurons, guint n,
                                         SpkMotifAlignment alignment);
gboolean spk_motif_document_arrange     (SpkMotifDocument *self);
gboolean spk_motif_document_rename      (SpkMotifDocument *self, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkMotifDocument, spk_motif_document_free)

G_END_DECLS
