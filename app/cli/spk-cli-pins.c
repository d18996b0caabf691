/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spk-cli-pins.h"

#include "model/spk-topology.h"
#include "spk-cli.h"

static gboolean
is_searched (guint size, const SpkList *sizes)
{
  for (guint i = 0; i < sizes->n; i++)
    if (sizes->values[i] == size)
      return TRUE;
  return FALSE;
}

/**
 * spk_cli_pins_check:
 * @motifs: (element-type SpkTopology): the motif of each layer
 *
 * Returns: whether the sizes of the motifs are among those searched; else an error of usage
 */
gboolean
spk_cli_pins_check (GPtrArray *motifs, const SpkSettings *settings, GError **error)
{
  for (guint i = 0; i < motifs->len; i++)
    {
      guint size = spk_topology_get_size (motifs->pdata[i]);
      g_autofree char *sizes = spk_settings_get (settings, "sizes");

      if (!is_searched (size, &settings->sizes))
        {
          g_set_error (
              error, SPK_CLI_ERROR, SPK_CLI_ERROR_USAGE,
              "--pins: the motif of layer %u has %u neurons, but the sizes searched are %s; name it with --sizes",
              i + 1, size, sizes);
          return FALSE;
        }
    }
  return TRUE;
}
