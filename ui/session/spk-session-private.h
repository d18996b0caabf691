/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/spk-session.h"

G_BEGIN_DECLS

enum
{
  SPK_SESSION_DOCUMENT = 1,
  SPK_SESSION_LIVE,
  SPK_SESSION_EPOCH_INDEX,
  SPK_SESSION_N_EPOCHS,
  SPK_SESSION_RECORD,
  SPK_SESSION_PROBE,
  SPK_SESSION_SNAPSHOT,
  SPK_SESSION_PLAYING,
  SPK_SESSION_SPEED,
  SPK_SESSION_LAYER,
  SPK_SESSION_N_LAYERS,
  SPK_SESSION_SAMPLE_CLASS,
  SPK_SESSION_ORDER,
  SPK_SESSION_SUBSET,
  SPK_SESSION_ROWS,
  SPK_SESSION_STEPS,
  SPK_SESSION_WINDOW_START,
  SPK_SESSION_WINDOW_END,
  SPK_SESSION_SELECTED_NEURON,
  SPK_SESSION_SELECTED_MOTIF,
  SPK_SESSION_MOTIF_SIZE,
  SPK_SESSION_HOVER,
  SPK_SESSION_N_PROPERTIES,
};

/**
 * SpkNeuronRange:
 * @first: a neuron
 * @last: a neuron, not below it
 */
typedef struct
{
  guint first;
  guint last;
} SpkNeuronRange;

struct _SpkSession
{
  GObject         parent_instance;

  SpkRunDocument *document;
  gboolean        live;
  guint           index; /* of the shown epoch; 0 without epochs */
  SpkEpochRecord *record;
  SpkProbe       *probe;

  gboolean        playing;
  double          speed;    /* epochs a second */
  gint64          last_tick; /* -1 before the first one */
  double          owed;     /* part of an epoch that has gone by */

  guint           layer;
  guint           n_layers;
  guint           label;
  SpkRasterOrder  order;
  char           *subset;
  GArray         *ranges; /* SpkNeuronRange; NULL for all neurons */
  GArray         *rows;   /* guint; NULL without a record */

  guint           steps;
  double          start;
  double          end;
  int             neuron;
  int             motif;
  guint           motif_size;
  SpkHover       *hover;
};

void spk_session_notify          (SpkSession *self, guint property);
void spk_session_update_rows     (SpkSession *self);
void spk_session_clear_subset    (SpkSession *self);
void spk_session_forget_brushing (SpkSession *self);
void spk_session_update_motif    (SpkSession *self);
void spk_session_set_steps       (SpkSession *self, guint steps);

G_END_DECLS
