/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/spk-run-document.h"

G_BEGIN_DECLS

/**
 * SpkSession:
 *
 * What all views look at. A view binds to properties of the session, changes them on input, and never calls another
 * view, so what is picked in one is seen in all. Setters notify only if something changed; what changes together
 * is notified together, after all of it is in place. Main thread only; the session owns what its getters return.
 *
 * Which run and epoch:
 * - "document" (#SpkRunDocument, rw, nullable): the shown run. Setting it returns to live and forgets selection, hover,
 *   subset and window; layer and class are kept where the new run has them.
 * - "live" (boolean, rw): whether the newest epoch is followed. %TRUE at first and after a document is set.
 * - "epoch-index" (uint, rw): place of the shown epoch in the document's list, from 0. Setting it turns "live" off;
 *   what is appended meanwhile changes nothing but "n-epochs".
 * - "n-epochs" (uint, r)
 * - "record" (#SPK_TYPE_EPOCH_RECORD, r, nullable): the shown epoch; that of the untrained network before there is one
 * - "probe" (#SPK_TYPE_PROBE, r, nullable): the shown sample of "record", chosen by "sample-class"
 * - "snapshot" (#SPK_TYPE_SNAPSHOT, r, nullable): numbers of the running job, if it is that of the shown run
 * - "playing" (boolean, rw), "speed" (double, rw, epochs a second): playing on from the shown epoch, from the
 *   first one if that is the last; turns off at the end. Time comes from spk_session_tick().
 *
 * What of it:
 * - "layer" (uint, rw), "n-layers" (uint, r)
 * - "sample-class" (uint, rw): label of the class whose sample is shown; the old runs with one sample show that one
 * - "order" (#SPK_TYPE_RASTER_ORDER, rw)
 * - "subset" (string, rw, nullable): neurons shown, as "0-99,200"; %NULL for all. Text that is no subset is refused by
 *   spk_session_set_subset() and ignored by the property.
 * - "rows" (#G_TYPE_ARRAY of guint, r, nullable): neurons of the raster from top to bottom, after subset and order
 * - "steps" (uint, r): length of the recordings
 * - "window-start", "window-end" (double, r): visible steps, [start, end); changed by the functions below
 *
 * Brushing:
 * - "selected-neuron" (int, rw): index in the layer, -1 for none. Selecting one selects its motif.
 * - "selected-motif" (int, rw): which of the layer's motifs (neurons [m k, (m + 1) k)), -1 for none. Selecting one that does
 *   not hold the selected neuron unselects that.
 * - "motif-size" (uint, r): k of the shown layer and record, 1 where it has no motif
 * - "hover" (#SPK_TYPE_HOVER, rw, nullable)
 */
#define SPK_TYPE_SESSION (spk_session_get_type ())
G_DECLARE_FINAL_TYPE (SpkSession, spk_session, SPK, SESSION, GObject)

SpkSession *spk_session_new (void);

SpkRunDocument *spk_session_get_document    (SpkSession *self);
void            spk_session_set_document    (SpkSession *self, SpkRunDocument *document);
gboolean        spk_session_get_live        (SpkSession *self);
void            spk_session_set_live        (SpkSession *self, gboolean live);
guint           spk_session_get_n_epochs    (SpkSession *self);
guint           spk_session_get_epoch_index (SpkSession *self);
void            spk_session_set_epoch_index (SpkSession *self, guint index);
SpkEpochRecord *spk_session_get_record      (SpkSession *self);
const SpkLayerRecord *spk_session_get_layer_record (SpkSession *self);
SpkProbe       *spk_session_get_probe       (SpkSession *self);
SpkSnapshot    *spk_session_get_snapshot    (SpkSession *self);

gboolean spk_session_get_playing (SpkSession *self);
void     spk_session_set_playing (SpkSession *self, gboolean playing);
double   spk_session_get_speed   (SpkSession *self);
void     spk_session_set_speed   (SpkSession *self, double epochs_per_second);
gboolean spk_session_tick        (SpkSession *self, gint64 now_us);

guint          spk_session_get_layer        (SpkSession *self);
void           spk_session_set_layer        (SpkSession *self, guint layer);
guint          spk_session_get_n_layers     (SpkSession *self);
guint          spk_session_get_sample_class (SpkSession *self);
void           spk_session_set_sample_class (SpkSession *self, guint label);
SpkRasterOrder spk_session_get_order        (SpkSession *self);
void           spk_session_set_order        (SpkSession *self, SpkRasterOrder order);
const char    *spk_session_get_subset       (SpkSession *self);
gboolean       spk_session_set_subset       (SpkSession *self, const char *subset, GError **error);
const guint   *spk_session_get_rows         (SpkSession *self, guint *n_rows);

guint  spk_session_get_steps    (SpkSession *self);
void   spk_session_get_window   (SpkSession *self, double *start, double *end);
void   spk_session_set_window   (SpkSession *self, double start, double end);
void   spk_session_zoom_window  (SpkSession *self, double factor, double centre);
void   spk_session_pan_window   (SpkSession *self, double steps);
void   spk_session_reset_window (SpkSession *self);

int             spk_session_get_selected_neuron (SpkSession *self);
void            spk_session_set_selected_neuron (SpkSession *self, int neuron);
int             spk_session_get_selected_motif  (SpkSession *self);
void            spk_session_set_selected_motif  (SpkSession *self, int motif);
guint           spk_session_get_motif_size      (SpkSession *self);
const SpkHover *spk_session_get_hover           (SpkSession *self);
void            spk_session_set_hover           (SpkSession *self, const SpkHover *hover);

G_END_DECLS
