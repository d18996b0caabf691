/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "search/spk-epoch-record.h"
#include "search/spk-probe.h"
#include "search/spk-snapshot.h"

G_BEGIN_DECLS

/* Boxed types of the core's ref-counted values, so that they can be properties. Copying takes a reference. */
#define SPK_TYPE_EPOCH_RECORD (spk_epoch_record_get_type ())
#define SPK_TYPE_PROBE        (spk_probe_get_type ())
#define SPK_TYPE_SNAPSHOT     (spk_snapshot_get_type ())
#define SPK_TYPE_HOVER        (spk_hover_get_type ())
#define SPK_TYPE_RASTER_ORDER (spk_raster_order_get_type ())
#define SPK_TYPE_RUNNER_STATE (spk_runner_state_get_type ())

/**
 * SpkRasterOrder:
 * @SPK_RASTER_BY_MOTIF: by motif, and in it by position: as the neurons are numbered
 * @SPK_RASTER_BY_RATE: the most active neuron first; equal rates by index
 * @SPK_RASTER_BY_INDEX: as the neurons are numbered, without the borders of motifs
 */
typedef enum
{
  SPK_RASTER_BY_MOTIF,
  SPK_RASTER_BY_RATE,
  SPK_RASTER_BY_INDEX,
} SpkRasterOrder;

/**
 * SpkHoverKind:
 * @SPK_HOVER_NONE: the pointer is on nothing
 * @SPK_HOVER_NEURON: on a neuron; at a time where @time is not NaN
 * @SPK_HOVER_CONNECTION: on a connection inside the motif, from position @pre to position @post
 * @SPK_HOVER_LATERAL: on the connection from motif m-1 or m+1 (@side) to position @post
 * @SPK_HOVER_EPOCH: on an epoch of a curve or of the scrubber
 * @SPK_HOVER_BIN: on a bar of a histogram
 */
typedef enum
{
  SPK_HOVER_NONE,
  SPK_HOVER_NEURON,
  SPK_HOVER_CONNECTION,
  SPK_HOVER_LATERAL,
  SPK_HOVER_EPOCH,
  SPK_HOVER_BIN,
} SpkHoverKind;

/**
 * SpkHover:
 * @neuron: index in the layer
 * @time: step, may lie between two; NaN where there is none
 * @pre: position in the motif, from 0
 * @post: position in the motif, from 0
 * @side: of a lateral connection
 * @epoch: index in the shown run's list of epochs, not the number of the epoch
 * @low: left edge of a bin
 * @high: right edge of a bin
 *
 * What the pointer is on, in whichever view; only the members of its kind mean something, the others are 0.
 */
typedef struct
{
  SpkHoverKind kind;
  guint        neuron;
  double       time;
  guint        pre;
  guint        post;
  SpkSide      side;
  guint        epoch;
  double       low;
  double       high;
} SpkHover;

/**
 * SpkRunnerState:
 * @SPK_RUNNER_IDLE: nothing runs
 * @SPK_RUNNER_LOADING: recordings are read in a worker thread
 * @SPK_RUNNER_RUNNING: computing
 * @SPK_RUNNER_PAUSED: waiting between two batches
 * @SPK_RUNNER_STOPPING: asked to stop; a checkpoint is being written
 */
typedef enum
{
  SPK_RUNNER_IDLE,
  SPK_RUNNER_LOADING,
  SPK_RUNNER_RUNNING,
  SPK_RUNNER_PAUSED,
  SPK_RUNNER_STOPPING,
} SpkRunnerState;

GType spk_epoch_record_get_type (void);
GType spk_probe_get_type        (void);
GType spk_snapshot_get_type     (void);
GType spk_hover_get_type        (void);
GType spk_raster_order_get_type (void);
GType spk_runner_state_get_type (void);

SpkHover *spk_hover_copy  (const SpkHover *self);
void      spk_hover_free  (SpkHover *self);
gboolean  spk_hover_equal (const SpkHover *self, const SpkHover *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkHover, spk_hover_free)

G_END_DECLS
