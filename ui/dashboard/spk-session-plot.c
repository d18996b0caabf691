/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dashboard/spk-session-plot.h"

/**
 * SpkSessionPlot:
 *
 * The base of the plots of the dashboard: a plot that follows properties of a session.
 */
typedef struct
{
  SpkSession *session; /* (nullable) */
} SpkSessionPlotPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SpkSessionPlot, spk_session_plot, SPK_TYPE_PLOT_WIDGET)

static void
follow (SpkSessionPlot *self, const char *const *properties, GCallback changed)
{
  SpkSessionPlotPrivate *priv = spk_session_plot_get_instance_private (self);

  for (guint i = 0; properties && properties[i]; i++)
    {
      g_autofree char *signal = g_strconcat ("notify::", properties[i], NULL);

      g_signal_connect_object (priv->session, signal, changed, self, G_CONNECT_SWAPPED);
    }
}

static void
spk_session_plot_leave (SpkPlotWidget *plot)
{
  SpkSession *session = spk_session_plot_get_session (SPK_SESSION_PLOT (plot));

  if (session)
    spk_session_set_hover (session, NULL);
}

static gboolean
spk_session_plot_clear (SpkPlotWidget *plot)
{
  SpkSession *session = spk_session_plot_get_session (SPK_SESSION_PLOT (plot));

  if (!session || (spk_session_get_selected_motif (session) < 0 && !spk_session_get_hover (session)))
    return FALSE;
  spk_session_set_selected_motif (session, -1);
  spk_session_set_hover (session, NULL);
  return TRUE;
}

static void
spk_session_plot_dispose (GObject *object)
{
  SpkSessionPlotPrivate *priv = spk_session_plot_get_instance_private (SPK_SESSION_PLOT (object));

  g_clear_object (&priv->session);
  G_OBJECT_CLASS (spk_session_plot_parent_class)->dispose (object);
}

static void
spk_session_plot_class_init (SpkSessionPlotClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = spk_session_plot_dispose;
  SPK_PLOT_WIDGET_CLASS (klass)->leave = spk_session_plot_leave;
  SPK_PLOT_WIDGET_CLASS (klass)->clear = spk_session_plot_clear;
}

static void
spk_session_plot_init (SpkSessionPlot *self)
{
}

/**
 * spk_session_plot_set_session:
 * @session: (transfer none): what is shown, from now on
 */
void
spk_session_plot_set_session (SpkSessionPlot *self, SpkSession *session)
{
  SpkSessionPlotPrivate *priv = spk_session_plot_get_instance_private (self);
  SpkSessionPlotClass *klass = SPK_SESSION_PLOT_GET_CLASS (self);

  g_return_if_fail (SPK_IS_SESSION_PLOT (self));
  g_return_if_fail (priv->session == NULL);

  priv->session = g_object_ref (session);
  follow (self, klass->data_properties, G_CALLBACK (spk_plot_widget_invalidate));
  follow (self, klass->overlay_properties, G_CALLBACK (spk_plot_widget_invalidate_overlay));
  spk_plot_widget_invalidate (SPK_PLOT_WIDGET (self));
}

/**
 * spk_session_plot_get_session:
 *
 * Returns: (transfer none) (nullable): what is shown
 */
SpkSession *
spk_session_plot_get_session (SpkSessionPlot *self)
{
  SpkSessionPlotPrivate *priv = spk_session_plot_get_instance_private (self);

  g_return_val_if_fail (SPK_IS_SESSION_PLOT (self), NULL);

  return priv->session;
}

/**
 * spk_session_plot_pick_neuron:
 * @neuron: index in the layer, -1 for none
 *
 * For a click: selects a neuron with its motif. A second click on what is selected, and one on nothing, take the selection
 * back.
 */
void
spk_session_plot_pick_neuron (SpkSessionPlot *self, int neuron)
{
  SpkSession *session = spk_session_plot_get_session (self);

  if (neuron >= 0 && spk_session_get_selected_neuron (session) != neuron)
    spk_session_set_selected_neuron (session, neuron);
  else
    spk_session_set_selected_motif (session, -1);
}
