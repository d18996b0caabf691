/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/spk-motif-model.h"

G_BEGIN_DECLS

char *spk_motif_words_describe_change (const SpkMotifChange *change);
char *spk_motif_words_describe_place  (SpkMotifCell cell);
char *spk_motif_words_describe_cell   (SpkMotifModel *model, SpkMotifCell cell);
char *spk_motif_words_describe_motif  (SpkTopology *motif);

G_END_DECLS
