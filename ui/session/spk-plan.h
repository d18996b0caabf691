/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "data/spk-dataset.h"
#include "search/spk-job.h"
#include "store/spk-run.h"

G_BEGIN_DECLS

/**
 * SpkPlan:
 *
 * A search or a training that is described but not begun, or an interrupted run to go on with: an item of the
 * #SpkJobQueue. Main thread only.
 *
 * Properties: "title" (string, r: the name or, without one, kind and data), "name" (string, rw, nullable), "data"
 * (string, r), "kind" (int, a #SpkJobKind, r), "skip-bad" (boolean, rw), "folder" (string, r, nullable: of the run to go on
 * with), "failure" (string, r, nullable: why it could not start).
 */
#define SPK_TYPE_PLAN (spk_plan_get_type ())
G_DECLARE_FINAL_TYPE (SpkPlan, spk_plan, SPK, PLAN, GObject)

SpkPlan *spk_plan_new            (SpkJobKind kind, const SpkSettings *settings, const char *data);
SpkPlan *spk_plan_new_resume     (const char *folder, const char *data, GError **error);
SpkPlan *spk_plan_new_duplicate  (const SpkRunDescription *description);
SpkPlan *spk_plan_new_from_json  (JsonNode *node, GError **error);
JsonNode *spk_plan_to_json       (SpkPlan *self);

SpkJobKind         spk_plan_get_kind     (SpkPlan *self);
const SpkSettings *spk_plan_get_settings (SpkPlan *self);
const char        *spk_plan_get_data     (SpkPlan *self);
const char        *spk_plan_get_folder   (SpkPlan *self);
const char        *spk_plan_get_title    (SpkPlan *self);
const char        *spk_plan_get_name     (SpkPlan *self);
void               spk_plan_set_name     (SpkPlan *self, const char *name);
gboolean           spk_plan_get_skip_bad (SpkPlan *self);
void               spk_plan_set_skip_bad (SpkPlan *self, gboolean skip_bad);
GPtrArray         *spk_plan_get_motifs   (SpkPlan *self);
void               spk_plan_set_motifs   (SpkPlan *self, GPtrArray *motifs);
SpkDataset        *spk_plan_get_dataset  (SpkPlan *self);
void               spk_plan_set_dataset  (SpkPlan *self, SpkDataset *dataset);
const char        *spk_plan_get_failure  (SpkPlan *self);
gboolean           spk_plan_check        (SpkPlan *self, const char **key, GError **error);

G_END_DECLS
