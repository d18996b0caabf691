/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/spk-topology.h"
#include "widgets/spk-figure-view.h"

G_BEGIN_DECLS

#define SPK_TYPE_MOTIF_PICTURE (spk_motif_picture_get_type ())
G_DECLARE_FINAL_TYPE (SpkMotifPicture, spk_motif_picture, SPK, MOTIF_PICTURE, SpkFigureView)

GtkWidget *spk_motif_picture_new (SpkTopology *motif, const char *name);

G_END_DECLS
