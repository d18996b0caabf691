/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spk-cli-pins.h"

#include "model/spk-pins.h"
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

static SpkPins *
pin_present (const SpkTopology *motif)
{
  guint size = spk_topology_get_size (motif);
  SpkPins *pins = spk_pins_new ();

  spk_pins_set_size (pins, size);
  for (guint post = 0; post < size; post++)
    {
      for (guint pre = 0; pre < size; pre++)
        if (spk_topology_get_intra (motif, post, pre) != SPK_ABSENT)
          spk_pins_set_intra (pins, size, post, pre, spk_topology_get_intra (motif, post, pre));
      for (SpkSide side = SPK_PREVIOUS; side <= SPK_NEXT; side++)
        if (spk_topology_get_lateral (motif, post, side) != SPK_ABSENT)
          spk_pins_set_lateral (pins, size, post, side, spk_topology_get_lateral (motif, post, side));
    }
  return pins;
}

/**
 * spk_cli_pins_from_motifs:
 * @motifs: (element-type SpkTopology): the motif of each layer
 *
 * Returns: (transfer full) (element-type SpkPins): pins of the size of each motif and of the connections it has; those
 *   it has not are free
 */
GPtrArray *
spk_cli_pins_from_motifs (GPtrArray *motifs)
{
  GPtrArray *pins = g_ptr_array_new_with_free_func ((GDestroyNotify)spk_pins_free);

  for (guint i = 0; i < motifs->len; i++)
    g_ptr_array_add (pins, pin_present (motifs->pdata[i]));
  return pins;
}
