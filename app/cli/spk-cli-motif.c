/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spk-cli-motif.h"

#include "spk-cli.h"
#include "store/spk-topology-file.h"

#define LARGEST_PICTURE 32

static void
motif_free (gpointer motif)
{
  if (motif)
    spk_topology_unref (motif);
}

/**
 * spk_cli_motif_list_new:
 *
 * Returns: (transfer full) (element-type SpkTopology): an empty list of motifs, some of which may be %NULL
 */
GPtrArray *
spk_cli_motif_list_new (void)
{
  return g_ptr_array_new_with_free_func (motif_free);
}

/* One motif serves all layers. */
static gboolean
fit_layers (GPtrArray *motifs, guint n_layers, GError **error)
{
  if (motifs->len != 1 && motifs->len != n_layers)
    {
      g_set_error (error, SPK_CLI_ERROR, SPK_CLI_ERROR_USAGE,
                   "holds %u motifs for %u layers; give one for all layers, or one a layer", motifs->len, n_layers);
      return FALSE;
    }
  while (motifs->len < n_layers)
    g_ptr_array_add (motifs, spk_topology_ref (motifs->pdata[0]));
  return TRUE;
}

static gboolean
check_layers (GPtrArray *motifs, const SpkSettings *settings, GError **error)
{
  for (guint i = 0; i < motifs->len; i++)
    if (!spk_topology_check_layer (motifs->pdata[i], settings->neurons.values[i], error))
      {
        g_prefix_error (error, "layer %u: ", i + 1);
        return FALSE;
      }
  return TRUE;
}

/**
 * spk_cli_motif_load:
 * @path: JSON file of one motif, or of an array with one a layer
 * @settings: which layers there are
 *
 * Returns: (transfer full) (nullable) (element-type SpkTopology): a motif for each layer, or %NULL with an error
 */
GPtrArray *
spk_cli_motif_load (const char *path, const SpkSettings *settings, GError **error)
{
  g_autoptr (GPtrArray) motifs = spk_topology_load_all (path, error);

  if (!motifs)
    return NULL;
  if (fit_layers (motifs, settings->neurons.n, error) && check_layers (motifs, settings, error))
    return g_steal_pointer (&motifs);
  g_prefix_error (error, "%s: ", path);
  return NULL;
}

static char
sign_of (SpkConnection type)
{
  return type == SPK_EXCITATORY ? '+' : type == SPK_INHIBITORY ? '-' : '.';
}

static void
append_row (GString *picture, const SpkTopology *motif, guint post)
{
  for (guint pre = 0; pre < spk_topology_get_size (motif); pre++)
    g_string_append_printf (picture, "%s%c", pre ? " " : "", sign_of (spk_topology_get_intra (motif, post, pre)));
  g_string_append_printf (picture, "   %c %c\n", sign_of (spk_topology_get_lateral (motif, post, SPK_PREVIOUS)),
                          sign_of (spk_topology_get_lateral (motif, post, SPK_NEXT)));
}

/**
 * spk_cli_motif_picture:
 *
 * Returns: the types of the connections as signs, a line for each postsynaptic neuron: from every neuron of the motif,
 * then from the previous and the next motif
 */
char *
spk_cli_motif_picture (const SpkTopology *motif, const char *indent)
{
  guint size = spk_topology_get_size (motif);
  GString *picture = g_string_new (NULL);

  if (size > LARGEST_PICTURE)
    {
      g_string_append_printf (picture, "%s(too large to print; export it)\n", indent);
      return g_string_free (picture, FALSE);
    }
  for (guint post = 0; post < size; post++)
    {
      g_string_append (picture, indent);
      append_row (picture, motif, post);
    }
  return g_string_free (picture, FALSE);
}
