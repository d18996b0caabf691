/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spk-cli-epoch-table.h"

#include <math.h>

#include "search/spk-epoch-record.h"

typedef struct
{
  const char *name;
  gsize offset;
} NumberColumn;

static const NumberColumn columns[] = {
  { "seconds", G_STRUCT_OFFSET (SpkEpochRecord, seconds) },
  { "train_loss", G_STRUCT_OFFSET (SpkEpochRecord, train_loss) },
  { "train_accuracy", G_STRUCT_OFFSET (SpkEpochRecord, train_accuracy) },
  { "valid_loss", G_STRUCT_OFFSET (SpkEpochRecord, valid_loss) },
  { "valid_accuracy", G_STRUCT_OFFSET (SpkEpochRecord, valid_accuracy) },
  { "derived_accuracy", G_STRUCT_OFFSET (SpkEpochRecord, derived_accuracy) },
  { "alpha_loss", G_STRUCT_OFFSET (SpkEpochRecord, alpha_loss) },
  { "learning_rate", G_STRUCT_OFFSET (SpkEpochRecord, learning_rate) },
  { "temperature", G_STRUCT_OFFSET (SpkEpochRecord, temperature) },
  { "gradient_norm", G_STRUCT_OFFSET (SpkEpochRecord, gradient_norm) },
  { "dropped_events", G_STRUCT_OFFSET (SpkEpochRecord, dropped_events) },
};

/* The first epoch tells the layers and the sizes searched: they do not change in a run. */
static const SpkEpochRecord *
first_epoch (GPtrArray *epochs)
{
  return epochs->len > 0 ? epochs->pdata[0] : NULL;
}

static void
append_layer_header (GString *csv, const SpkLayerRecord *layer, guint number)
{
  g_string_append_printf (csv,
                          ",layer%u_mean_rate,layer%u_silent,layer%u_entropy,layer%u_size_entropy,layer%u_motif_size",
                          number, number, number, number, number);
  for (guint i = 0; i < layer->n_branches; i++)
    g_string_append_printf (csv, ",layer%u_p%u", number, layer->branches[i].size);
}

static void
append_header (GString *csv, const SpkEpochRecord *first)
{
  g_string_append (csv, "phase,epoch");
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    g_string_append_printf (csv, ",%s", columns[i].name);
  g_string_append (csv, ",stable_epochs");
  for (guint i = 0; first && i < first->n_layers; i++)
    append_layer_header (csv, &first->layers[i], i + 1);
  g_string_append_c (csv, '\n');
}

/* An empty cell for a number that is not there. */
static void
append_number (GString *csv, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_c (csv, ',');
  if (isfinite (value))
    g_string_append (csv, g_ascii_dtostr (text, sizeof text, value));
}

static void
append_layer (GString *csv, const SpkLayerRecord *layer, const SpkLayerRecord *first)
{
  append_number (csv, layer->mean_rate);
  append_number (csv, layer->silent);
  append_number (csv, layer->entropy);
  append_number (csv, layer->size_entropy);
  append_number (csv, layer->topology ? spk_topology_get_size (layer->topology) : NAN);
  for (guint i = 0; i < first->n_branches; i++)
    append_number (csv, i < layer->n_branches ? layer->branches[i].probability : NAN);
}

static void
append_epoch (GString *csv, const SpkEpochRecord *record, const SpkEpochRecord *first)
{
  g_string_append_printf (csv, "%s,%u", spk_phase_to_string (record->phase), record->epoch);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    append_number (csv, G_STRUCT_MEMBER (double, record, columns[i].offset));
  g_string_append_printf (csv, ",%u", record->stable_epochs);
  for (guint i = 0; i < first->n_layers && i < record->n_layers; i++)
    append_layer (csv, &record->layers[i], &first->layers[i]);
  g_string_append_c (csv, '\n');
}

/**
 * spk_cli_epoch_table_format:
 * @epochs: (element-type SpkEpochRecord): the epochs of a run
 *
 * Returns: them as CSV, a row an epoch; numbers with a decimal point in every language, cells without a number empty
 */
char *
spk_cli_epoch_table_format (GPtrArray *epochs)
{
  GString *csv = g_string_new (NULL);
  const SpkEpochRecord *first = first_epoch (epochs);

  append_header (csv, first);
  for (guint i = 0; i < epochs->len; i++)
    append_epoch (csv, epochs->pdata[i], first);
  return g_string_free (csv, FALSE);
}
