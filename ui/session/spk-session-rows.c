/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/spk-session-private.h"

#include <string.h>

#include <gio/gio.h>

/* --- The subset --- */

static gboolean
parse_number (const char **text, guint *value)
{
  char *end;
  guint64 number;

  while (g_ascii_isspace (**text))
    (*text)++;
  if (!g_ascii_isdigit (**text))
    return FALSE;
  number = g_ascii_strtoull (*text, &end, 10);
  while (g_ascii_isspace (*end))
    end++;
  *text = end;
  *value = (guint) number;
  return number < G_MAXINT;
}

static gboolean
parse_range (const char **text, SpkNeuronRange *range)
{
  if (!parse_number (text, &range->first))
    return FALSE;
  range->last = range->first;
  if (**text != '-')
    return TRUE;
  (*text)++;
  return parse_number (text, &range->last) && range->last >= range->first;
}

/* "0-99,200" */
static GArray *
parse_ranges (const char *text)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (SpkNeuronRange));
  SpkNeuronRange range;

  for (;; text++)
    {
      if (!parse_range (&text, &range))
        return NULL;
      g_array_append_val (ranges, range);
      if (*text == '\0')
        return g_steal_pointer (&ranges);
      if (*text != ',')
        return NULL;
    }
}

static gboolean
holds_one_of (const GArray *ranges, guint neurons)
{
  for (guint i = 0; i < ranges->len; i++)
    if (g_array_index (ranges, SpkNeuronRange, i).first < neurons)
      return TRUE;
  return FALSE;
}

static GArray *
read_subset (SpkSession *self, const char *subset, GError **error)
{
  const SpkLayerRecord *layer = spk_session_get_layer_record (self);
  g_autoptr (GArray) ranges = parse_ranges (subset);

  if (ranges == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "“%s” names no neurons; write them as 0-99,200", subset);
  else if (layer != NULL && !holds_one_of (ranges, layer->neurons))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "the layer has the neurons 0-%u only", layer->neurons - 1);
  else
    return g_steal_pointer (&ranges);
  return NULL;
}

const char *
spk_session_get_subset (SpkSession *self)
{
  return self->subset;
}

/**
 * spk_session_set_subset:
 * @subset: (nullable): neurons to be shown, as "0-99,200"; %NULL or empty for all
 * @error: why it is refused; nothing has changed then
 */
gboolean
spk_session_set_subset (SpkSession *self, const char *subset, GError **error)
{
  GArray *ranges = NULL;

  g_return_val_if_fail (SPK_IS_SESSION (self), FALSE);

  if (subset != NULL && *subset == '\0')
    subset = NULL;
  if (g_strcmp0 (self->subset, subset) == 0)
    return TRUE;
  if (subset != NULL)
    ranges = read_subset (self, subset, error);
  if (subset != NULL && ranges == NULL)
    return FALSE;
  g_object_freeze_notify (G_OBJECT (self));
  g_clear_pointer (&self->ranges, g_array_unref);
  self->ranges = ranges;
  g_free (self->subset);
  self->subset = g_strdup (subset);
  spk_session_notify (self, SPK_SESSION_SUBSET);
  spk_session_update_rows (self);
  g_object_thaw_notify (G_OBJECT (self));
  return TRUE;
}

/**
 * spk_session_clear_subset:
 *
 * Shows all neurons; spk_session_update_rows() is the caller's affair.
 */
void
spk_session_clear_subset (SpkSession *self)
{
  g_clear_pointer (&self->ranges, g_array_unref);
  if (self->subset == NULL)
    return;
  g_clear_pointer (&self->subset, g_free);
  spk_session_notify (self, SPK_SESSION_SUBSET);
}

/* --- The order --- */

SpkRasterOrder
spk_session_get_order (SpkSession *self)
{
  return self->order;
}

void
spk_session_set_order (SpkSession *self, SpkRasterOrder order)
{
  g_return_if_fail (SPK_IS_SESSION (self) && order <= SPK_RASTER_BY_INDEX);

  if (self->order == order)
    return;
  g_object_freeze_notify (G_OBJECT (self));
  self->order = order;
  spk_session_notify (self, SPK_SESSION_ORDER);
  spk_session_update_rows (self);
  g_object_thaw_notify (G_OBJECT (self));
}

static gboolean
is_shown (const GArray *ranges, guint neuron)
{
  for (guint i = 0; ranges != NULL && i < ranges->len; i++)
    {
      const SpkNeuronRange *range = &g_array_index (ranges, SpkNeuronRange, i);

      if (neuron >= range->first && neuron <= range->last)
        return TRUE;
    }
  return ranges == NULL;
}

/* Spikes of each neuron in the shown sample: older records have no rates over all samples. */
static float *
count_spikes (SpkSession *self, guint neurons)
{
  float *counts = g_new0 (float, neurons);
  g_autoptr (GBytes) bits = NULL;
  const guint8 *data;

  if (self->probe == NULL || self->layer >= self->probe->n_layers || self->probe->neurons[self->layer] != neurons)
    return counts;
  bits = spk_probe_unpack_spikes (self->probe, self->layer);
  data = g_bytes_get_data (bits, NULL);
  for (gsize i = 0; i < (gsize) self->probe->steps * neurons; i++)
    counts[i % neurons] += data[i / 8] >> i % 8 & 1;
  return counts;
}

static float *
find_rates (SpkSession *self, const SpkLayerRecord *layer)
{
  return layer->neuron_rates != NULL ? g_memdup2 (layer->neuron_rates, layer->neurons * sizeof (float))
                                     : count_spikes (self, layer->neurons);
}

static int
compare_rates (gconstpointer a, gconstpointer b, gpointer data)
{
  const float *rates = data;
  const guint x = *(const guint *) a, y = *(const guint *) b;

  if (rates[x] != rates[y])
    return rates[x] < rates[y] ? 1 : -1;
  return x < y ? -1 : x > y;
}

static GArray *
make_rows (SpkSession *self)
{
  const SpkLayerRecord *layer = spk_session_get_layer_record (self);
  GArray *rows;

  if (layer == NULL)
    return NULL;
  rows = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < layer->neurons; i++)
    if (is_shown (self->ranges, i))
      g_array_append_val (rows, i);
  if (self->order == SPK_RASTER_BY_RATE)
    {
      g_autofree float *rates = find_rates (self, layer);

      g_array_sort_with_data (rows, compare_rates, rates);
    }
  return rows;
}

static gboolean
same_rows (const GArray *a, const GArray *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return a->len == b->len && (a->len == 0 || memcmp (a->data, b->data, a->len * sizeof (guint)) == 0);
}

/**
 * spk_session_update_rows:
 *
 * Puts the neurons of the shown layer in order.
 */
void
spk_session_update_rows (SpkSession *self)
{
  g_autoptr (GArray) rows = make_rows (self);

  if (same_rows (rows, self->rows))
    return;
  g_clear_pointer (&self->rows, g_array_unref);
  self->rows = g_steal_pointer (&rows);
  spk_session_notify (self, SPK_SESSION_ROWS);
}

/**
 * spk_session_get_rows:
 * @n_rows: (out): their number
 *
 * Returns: (transfer none) (nullable): neurons of the raster from top to bottom; %NULL without a record
 */
const guint *
spk_session_get_rows (SpkSession *self, guint *n_rows)
{
  *n_rows = self->rows != NULL ? self->rows->len : 0;
  return self->rows != NULL ? (const guint *) (gpointer) self->rows->data : NULL;
}
