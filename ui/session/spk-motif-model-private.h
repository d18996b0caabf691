/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* For the files of SpkMotifModel: what it holds and tells, and how it is edited. */

#include "session/spk-motif-model.h"

G_BEGIN_DECLS

struct _SpkMotifModel
{
  GObject           parent_instance;

  SpkMotifDocument *document;
  char             *path;      /* (nullable) */
  char             *title;
  gboolean          modified;
  GArray           *selection; /* guint, ascending */
  SpkMotifCell      cell;
  guint             n_pasted;  /* how often the same fragment was pasted, so that copies do not lie on each other */
};

gboolean spk_motif_model_finish         (SpkMotifModel *self, gboolean changed, GError *error);
gboolean spk_motif_model_has_cell       (SpkMotifModel *self, SpkMotifCell cell);
void     spk_motif_model_set_selection  (SpkMotifModel *self, const guint *neurons, guint n);
void     spk_motif_model_select_last    (SpkMotifModel *self, guint n);
void     spk_motif_model_tell_selection (SpkMotifModel *self);

G_END_DECLS
