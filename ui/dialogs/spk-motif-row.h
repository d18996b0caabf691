/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "search/spk-job-result.h"

G_BEGIN_DECLS

#define SPK_TYPE_MOTIF_ROW (spk_motif_row_get_type ())
G_DECLARE_FINAL_TYPE (SpkMotifRow, spk_motif_row, SPK, MOTIF_ROW, AdwActionRow)

GtkWidget *spk_motif_row_new         (void);
void       spk_motif_row_set_kind    (SpkMotifRow *self, SpkJobKind kind);
gboolean   spk_motif_row_load        (SpkMotifRow *self, const char *path);
void       spk_motif_row_set_motifs  (SpkMotifRow *self, GPtrArray *motifs);
GPtrArray *spk_motif_row_get_motifs  (SpkMotifRow *self);
void       spk_motif_row_set_problem (SpkMotifRow *self, const char *problem);
const char *spk_motif_row_get_problem (SpkMotifRow *self);

G_END_DECLS
