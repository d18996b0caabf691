/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/spk-network.h"

G_BEGIN_DECLS

/* Sections 2 and 5 of model.md in float64, connection by connection; @effective is [N post][N pre], added to. */
void reference_recurrence_combine       (const SpkNetwork *network, const double *values, guint layer, double *effective);
void reference_recurrence_differentiate (const SpkNetwork *network, const double *values, guint layer,
                                         const double *effective_gradient, double *gradient);

G_END_DECLS
