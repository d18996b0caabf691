/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/spk-job-result.h"
#include "search/spk-settings.h"

G_BEGIN_DECLS

/**
 * SpkControl:
 * @SPK_CONTROL_DERIVED: the whole protocol: search, derive, retrain
 * @SPK_CONTROL_MOTIF: a given motif, in place of the derived one
 * @SPK_CONTROL_RANDOM: random motifs of the size and density of the motif
 * @SPK_CONTROL_DENSE: all to all
 * @SPK_CONTROL_FEEDFORWARD: no recurrence
 * @SPK_CONTROL_NO_PLASTICITY: the motif, trained without intrinsic plasticity
 * @SPK_CONTROL_NO_LATERAL: the motif without the connections between motifs
 * @SPK_CONTROL_NO_MOTIF: none of the motif's connections: what is left is population feedback, where it is on
 * @SPK_CONTROL_NO_POPULATION: the motif without population feedback
 * @SPK_CONTROL_NO_NEURON_RATE: the motif, R and tau_m not learned by gradient
 * @SPK_CONTROL_NO_SEARCH_PLASTICITY: the whole protocol without intrinsic plasticity
 * @SPK_CONTROL_LINEAR: softmax regression on spike counts; no job, see spk_linear_baseline_run()
 *
 * What a searched motif is compared with, and the motif itself.
 */
typedef enum
{
  SPK_CONTROL_DERIVED,
  SPK_CONTROL_MOTIF,
  SPK_CONTROL_RANDOM,
  SPK_CONTROL_DENSE,
  SPK_CONTROL_FEEDFORWARD,
  SPK_CONTROL_NO_PLASTICITY,
  SPK_CONTROL_NO_LATERAL,
  SPK_CONTROL_NO_MOTIF,
  SPK_CONTROL_NO_POPULATION,
  SPK_CONTROL_NO_NEURON_RATE,
  SPK_CONTROL_NO_SEARCH_PLASTICITY,
  SPK_CONTROL_LINEAR,
} SpkControl;

#define SPK_N_CONTROLS (SPK_CONTROL_LINEAR + 1)

const char  *spk_control_get_name      (SpkControl self);
gboolean     spk_control_find          (const char *name, SpkControl *control);
SpkJobKind   spk_control_get_job_kind  (SpkControl self);
gboolean     spk_control_needs_motif   (SpkControl self);
SpkSettings *spk_control_make_settings (SpkControl self, const SpkSettings *search, guint64 seed);
GPtrArray   *spk_control_make_motifs   (SpkControl self, GPtrArray *motifs, guint64 seed, guint number);

G_END_DECLS
