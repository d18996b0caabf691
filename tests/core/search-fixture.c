/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search-fixture.h"

#include <string.h>

#include "data/spk-randman.h"

void
search_run_clear (SearchRun *self)
{
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_pointer (&self->result, g_free);
  g_clear_pointer (&self->state, spk_arrays_free);
}

/* A network that is computed in milliseconds, with everything on that is on by default. */
SpkSettings *
make_search_settings (void)
{
  SpkSettings *settings = spk_settings_new ();

  settings->steps = 20;
  settings->neurons = (SpkList){ 1, { 16 } };
  settings->sizes = (SpkList){ 2, { 2, 4 } };
  settings->batch = 20;
  settings->epochs = 3;
  settings->retrain_epochs = 2;
  settings->warmup = 1;
  settings->tau_m = 6;
  settings->input_scale = 2;
  settings->learning_rate = 0.01;
  settings->threads = 2;
  settings->seed = 7;
  return settings;
}

SpkDataset *
make_randman (guint classes, guint channels, guint samples)
{
  g_autoptr (GError) error = NULL;
  SpkRandmanOptions options;
  SpkDataset *dataset;

  spk_randman_options_init (&options);
  options.classes = classes;
  options.channels = channels;
  options.samples = samples;
  dataset = spk_randman_generate (&options, &error);
  g_assert_no_error (error);
  return dataset;
}

static void
unref_motif (gpointer motif)
{
  spk_topology_unref (motif);
}

GPtrArray *
make_motifs (guint size, guint n_layers)
{
  GPtrArray *motifs = g_ptr_array_new_with_free_func (unref_motif);

  for (guint l = 0; l < n_layers; l++)
    g_ptr_array_add (motifs, spk_topology_new_random (size, 0.7, 3, l));
  return motifs;
}

SpkProtocol *
make_protocol (SpkJobKind         kind,
               const SpkSettings *settings,
               SpkDataset        *dataset,
               GPtrArray         *motifs,
               GPtrArray         *pins,
               SpkPool           *pool)
{
  g_autoptr (GError) error = NULL;
  SpkProtocol *protocol = spk_protocol_new (kind, settings, dataset, motifs, pins, pool, &error);

  g_assert_no_error (error);
  return protocol;
}

/* Times differ from run to run, whatever else is equal. */
SpkArrays *
strip_seconds (const SpkArrays *state)
{
  SpkArrays *copy = spk_arrays_new ();

  for (guint i = 0; i < spk_arrays_get_n (state); i++)
    {
      const SpkArray *array = spk_arrays_get (state, i);

      if (!g_str_has_suffix (array->name, "_seconds"))
        spk_arrays_add (copy, array->name, array->type, array->rank, array->dims, array->data);
    }
  return copy;
}

char *
record_text (const SpkEpochRecord *record)
{
  g_autoptr (JsonNode) node = spk_epoch_record_to_json (record);

  g_assert_true (json_object_has_member (json_node_get_object (node), "seconds"));
  json_object_remove_member (json_node_get_object (node), "seconds");
  return json_to_string (node, FALSE);
}

char *
result_text (const SpkJobResult *result)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, spk_job_result_to_json (result));
  json_object_remove_member (json_node_get_object (node), "search_seconds");
  json_object_remove_member (json_node_get_object (node), "train_seconds");
  return json_to_string (node, FALSE);
}

/* Runs on to the end; records are appended to those that are there. */
void
finish_protocol (SpkProtocol *protocol, SearchRun *run)
{
  g_autoptr (SpkArrays) state = NULL;
  g_autoptr (SpkJobResult) result = NULL;

  if (run->records == NULL)
    run->records = g_ptr_array_new_with_free_func (g_free);
  while (!spk_protocol_is_done (protocol))
    {
      g_autoptr (SpkEpochRecord) record = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (spk_protocol_advance (protocol, &record, &error));
      g_assert_no_error (error);
      if (record != NULL)
        g_ptr_array_add (run->records, record_text (record));
    }
  state = spk_protocol_save (protocol);
  run->state = strip_seconds (state);
  result = spk_protocol_steal_result (protocol);
  run->result = result_text (result);
}

void
run_protocol (SpkJobKind         kind,
              const SpkSettings *settings,
              SpkDataset        *dataset,
              GPtrArray         *motifs,
              guint              threads,
              SearchRun         *run)
{
  g_autoptr (SpkPool) pool = spk_pool_new (threads);
  g_autoptr (SpkProtocol) protocol = make_protocol (kind, settings, dataset, motifs, NULL, pool);

  finish_protocol (protocol, run);
}

void
assert_states_equal (const SpkArrays *a, const SpkArrays *b)
{
  const char *difference = NULL;

  if (!spk_arrays_equal (a, b, &difference))
    g_error ("the states differ in %s", difference);
}

void
assert_runs_equal (const SearchRun *a, const SearchRun *b)
{
  g_assert_cmpuint (a->records->len, ==, b->records->len);
  for (guint i = 0; i < a->records->len; i++)
    g_assert_cmpstr (g_ptr_array_index (a->records, i), ==, g_ptr_array_index (b->records, i));
  assert_states_equal (a->state, b->state);
  g_assert_cmpstr (a->result, ==, b->result);
}

const float *
state_floats (const SpkArrays *state, const char *name, gsize *n_values)
{
  const SpkArray *array = spk_arrays_find (state, name);

  if (array == NULL || array->type != SPK_ARRAY_FLOAT32)
    g_error ("the state has no floats \"%s\"", name);
  if (n_values != NULL)
    *n_values = array->n_values;
  return array->data;
}

void
assert_mentions (const GError *error, const char *part)
{
  g_assert_nonnull (error);
  if (strstr (error->message, part) == NULL)
    g_error ("\"%s\" is not in \"%s\"", part, error->message);
}
