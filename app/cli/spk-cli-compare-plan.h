/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/spk-control.h"

G_BEGIN_DECLS

/**
 * SpkCliPlanItem:
 * @number: among those of its control and seed, from 1
 * @name: of its folder, as "random-s1-3"
 *
 * A run of a comparison.
 */
typedef struct
{
  SpkControl control;
  guint64    seed;
  guint      number;
  char      *name;
} SpkCliPlanItem;

gboolean   spk_cli_plan_parse_controls (const char *list, gboolean has_motif, gboolean *wanted, GError **error);
GPtrArray *spk_cli_plan_new            (const gboolean *wanted, guint64 first_seed, guint n_seeds, guint count);

G_END_DECLS
