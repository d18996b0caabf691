/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-parts.h"

#include "search/spk-job-error.h"

/* Stream of the stratified cut: it must differ from that of the split into training and test samples. */
#define STREAM_HELD_OUT 102

/**
 * spk_parts_hold_out:
 * @held_out: (out) (transfer full) (element-type guint32): the settings' valid-fraction of the training samples
 * @rest: (out) (transfer full) (element-type guint32): the other training samples
 *
 * Holds out a stratified share of the training samples. The same settings always choose the same samples, so those that
 * a training watches are those that are evaluated in place of the test samples.
 */
void
spk_parts_hold_out (
    const SpkSettings *settings, SpkDataset *dataset, const SpkSplit *parts, GArray **held_out, GArray **rest)
{
  spk_split_stratified (dataset, parts->train, parts->n_train, settings->valid_fraction, settings->seed,
                        STREAM_HELD_OUT, held_out, rest);
}

static void
take_samples (GArray *samples, guint32 **target, guint *n)
{
  g_free (*target);
  *n = samples->len;
  *target = (guint32 *)(gpointer)g_array_free (samples, FALSE);
}

static gboolean
put_held_out_for_test (const SpkSettings *settings, SpkDataset *dataset, SpkSplit *parts, GError **error)
{
  GArray *held_out, *rest;

  if (settings->valid_fraction <= 0)
    {
      g_set_error (error, SPK_JOB_ERROR, SPK_JOB_ERROR_SETTINGS,
                   "evaluate is valid, but valid-fraction is 0: nothing is held out to be evaluated on");
      return FALSE;
    }
  spk_parts_hold_out (settings, dataset, parts, &held_out, &rest);
  take_samples (held_out, &parts->test, &parts->n_test);
  take_samples (rest, &parts->train, &parts->n_train);
  return TRUE;
}

/**
 * spk_parts_new:
 *
 * The samples that settings train on, and those they judge by: the test part of their split, or, where they evaluate
 * on valid, a share of the training part. What is tuned that way has never seen a test sample.
 *
 * Returns: (transfer full) (nullable): both, or %NULL with @error if the settings do not suit the data
 */
SpkSplit *
spk_parts_new (const SpkSettings *settings, SpkDataset *dataset, GError **error)
{
  const gboolean named = settings->split != NULL && *settings->split != '\0';
  const char *spec = named ? settings->split : spk_dataset_get_default_split (dataset);
  g_autoptr (SpkSplit) parts = spk_split_new (dataset, spec, settings->seed, error);

  if (parts == NULL)
    return NULL;
  if (settings->evaluate == SPK_SETTINGS_EVALUATE_VALID && !put_held_out_for_test (settings, dataset, parts, error))
    return NULL;
  return g_steal_pointer (&parts);
}
