/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "search/spk-probe.h"

G_BEGIN_DECLS

/**
 * SpkProbeForm:
 * @SPK_PROBE_PACKED: rasters as spk_spike_code_pack_masks() makes them
 * @SPK_PROBE_BITS: rasters as plain bits, of older records
 *
 * How a probe is kept in JSON.
 */
typedef enum
{
  SPK_PROBE_PACKED,
  SPK_PROBE_BITS,
} SpkProbeForm;

JsonNode *spk_probe_to_json   (const SpkProbe *self);
SpkProbe *spk_probe_from_json (JsonNode *node, SpkProbeForm form, GError **error);

G_END_DECLS
