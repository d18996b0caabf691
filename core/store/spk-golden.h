/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SpkGoldenReport:
 * @scores_error: largest error of the scores, relative to the largest expected score
 * @gradient_error: largest error of any gradient, each array relative to its own largest expected value
 * @worst_gradient: name of the array with that error, as "layer0/branch1/w_exc"
 * @spikes_equal: whether every spike of every layer is where it should be
 * @pass: spikes equal and both errors at most %SPK_GOLDEN_TOLERANCE
 */
typedef struct
{
  double   loss_error;
  double   scores_error;
  double   gradient_error;
  char    *worst_gradient;
  gboolean spikes_equal;
  gboolean pass;
} SpkGoldenReport;

#define SPK_GOLDEN_TOLERANCE 1e-4

SpkGoldenReport *spk_golden_verify      (const char *path, GError **error);
void             spk_golden_report_free (SpkGoldenReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkGoldenReport, spk_golden_report_free)

G_END_DECLS
