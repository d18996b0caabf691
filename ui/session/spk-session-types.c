/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/spk-session-types.h"

#include <math.h>

G_DEFINE_BOXED_TYPE (SpkEpochRecord, spk_epoch_record, spk_epoch_record_ref, spk_epoch_record_unref)
G_DEFINE_BOXED_TYPE (SpkProbe, spk_probe, spk_probe_ref, spk_probe_unref)
G_DEFINE_BOXED_TYPE (SpkSnapshot, spk_snapshot, spk_snapshot_ref, spk_snapshot_unref)
G_DEFINE_BOXED_TYPE (SpkHover, spk_hover, spk_hover_copy, spk_hover_free)

SpkHover *
spk_hover_copy (const SpkHover *self)
{
  return g_memdup2 (self, sizeof *self);
}

void
spk_hover_free (SpkHover *self)
{
  g_free (self);
}

static gboolean
same_time (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

/**
 * spk_hover_equal:
 * @self: (nullable)
 * @other: (nullable)
 *
 * Returns: whether both are on the same thing
 */
gboolean
spk_hover_equal (const SpkHover *self, const SpkHover *other)
{
  if (self == NULL || other == NULL)
    return self == other;
  return self->kind == other->kind && self->neuron == other->neuron && same_time (self->time, other->time) &&
         self->pre == other->pre && self->post == other->post && self->side == other->side &&
         self->epoch == other->epoch && self->low == other->low && self->high == other->high;
}

GType
spk_raster_order_get_type (void)
{
  static gsize type = 0;
  static const GEnumValue values[] = {
    { SPK_RASTER_BY_MOTIF, "SPK_RASTER_BY_MOTIF", "motif" },
    { SPK_RASTER_BY_RATE, "SPK_RASTER_BY_RATE", "rate" },
    { SPK_RASTER_BY_INDEX, "SPK_RASTER_BY_INDEX", "index" },
    { 0 },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("SpkRasterOrder", values));
  return type;
}

GType
spk_runner_state_get_type (void)
{
  static gsize type = 0;
  static const GEnumValue values[] = {
    { SPK_RUNNER_IDLE, "SPK_RUNNER_IDLE", "idle" },
    { SPK_RUNNER_LOADING, "SPK_RUNNER_LOADING", "loading" },
    { SPK_RUNNER_RUNNING, "SPK_RUNNER_RUNNING", "running" },
    { SPK_RUNNER_PAUSED, "SPK_RUNNER_PAUSED", "paused" },
    { SPK_RUNNER_STOPPING, "SPK_RUNNER_STOPPING", "stopping" },
    { 0 },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("SpkRunnerState", values));
  return type;
}
