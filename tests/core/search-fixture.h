/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "data/spk-dataset.h"
#include "search/spk-job-error.h"
#include "search/spk-protocol.h"

G_BEGIN_DECLS

/**
 * SearchRun:
 * @records: (element-type utf8): JSON of the epochs, without their seconds
 * @result: JSON of the result, without its seconds
 * @state: after the last step, without its seconds
 *
 * What a protocol that ran to its end has left behind, in a form that can be compared.
 */
typedef struct
{
  GPtrArray *records;
  char      *result;
  SpkArrays *state;
} SearchRun;

void search_run_clear (SearchRun *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SearchRun, search_run_clear)

SpkSettings *make_search_settings (void);
SpkDataset  *make_randman         (guint classes, guint channels, guint samples);
GPtrArray   *make_motifs          (guint size, guint n_layers);
SpkProtocol *make_protocol        (SpkJobKind kind, const SpkSettings *settings, SpkDataset *dataset, GPtrArray *motifs,
                                   GPtrArray *pins, SpkPool *pool);
SpkArrays   *strip_seconds        (const SpkArrays *state);
char        *record_text          (const SpkEpochRecord *record);
char        *result_text          (const SpkJobResult *result);
void         finish_protocol      (SpkProtocol *protocol, SearchRun *run);
void         run_protocol         (SpkJobKind kind, const SpkSettings *settings, SpkDataset *dataset, GPtrArray *motifs,
                                   guint threads, SearchRun *run);
void         assert_states_equal  (const SpkArrays *a, const SpkArrays *b);
void         assert_runs_equal    (const SearchRun *a, const SearchRun *b);
const float *state_floats         (const SpkArrays *state, const char *name, gsize *n_values);
void         assert_mentions      (const GError *error, const char *part);

G_END_DECLS
