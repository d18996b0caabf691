/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "model/spk-topology.h"

G_BEGIN_DECLS

typedef enum
{
  SPK_JOB_SEARCH, /* search, derive, retrain, evaluate */
  SPK_JOB_TRAIN,  /* train a fixed network, evaluate */
} SpkJobKind;

/**
 * SpkJobResult:
 * @test_accuracy: of the fixed network on the test samples, looked at once, at the end; NaN without test samples. With
 *   settings that evaluate on valid, it is of those held-out samples, as all that is said of test samples here
 * @valid_accuracy: of the last search epoch's relaxed network, or of the trained network; NaN where nothing is held out
 * @derived_accuracy: validation accuracy of the derived network with inherited weights; NaN where not searched
 * @discretisation_gap: relaxed minus derived; NaN where not searched
 * @confusion: [@n_classes][@n_classes] counts on the test samples, rows are truth
 * @motifs: (element-type SpkTopology): motif of each layer, %NULL for kinds without
 */
typedef struct
{
  double       test_accuracy;
  double       test_loss;
  guint        n_test;
  double       valid_accuracy;
  double       derived_accuracy;
  double       discretisation_gap;
  guint        search_epochs;
  guint        train_epochs;
  double       search_seconds;
  double       train_seconds;
  guint64      n_parameters;
  guint64      n_recurrent;
  guint        n_classes;
  guint       *confusion;
  GPtrArray   *motifs;
} SpkJobResult;

JsonObject *spk_job_result_to_json (const SpkJobResult *self);
void        spk_job_result_free    (SpkJobResult *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkJobResult, spk_job_result_free)

G_END_DECLS
