/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dashboard/spk-raster-source.h"

#include "dashboard/spk-time-unit.h"
#include "figures/spk-record-data.h"

static void
unpack (SpkRasterSource *self, SpkProbe *probe, guint layer)
{
  if (self->probe == probe && self->layer == layer)
    return;
  spk_raster_source_clear (self);
  self->probe = spk_probe_ref (probe);
  self->layer = layer;
  self->data = (SpkRasterData)SPK_RASTER_DATA_INIT;
  self->input = spk_probe_unpack_input (probe);
  self->spikes = spk_probe_unpack_spikes (probe, layer);
}

static void
name_classes (SpkRasterSource *self, SpkRunDocument *document)
{
  if (!g_set_object (&self->document, document) && self->names)
    return;
  g_clear_pointer (&self->names, g_ptr_array_unref);
  if (!document || spk_run_document_get_n_classes (document) < self->probe->classes)
    return;
  self->names = g_ptr_array_new ();
  for (guint i = 0; i < self->probe->classes; i++)
    g_ptr_array_add (self->names, (gpointer) spk_run_document_get_class_name (document, i));
}

/* All neurons in their own order need no list: their numbers become an axis. */
static const guint *
find_order (SpkSession *session, guint neurons, guint *n_rows)
{
  const guint *rows = spk_session_get_rows (session, n_rows);

  if (!rows || *n_rows != neurons)
    return rows;
  for (guint i = 0; i < neurons; i++)
    if (rows[i] != i)
      return rows;
  return NULL;
}

/**
 * spk_raster_source_update:
 *
 * Fills in what @session shows.
 *
 * Returns: whether there is a sample to show
 */
gboolean
spk_raster_source_update (SpkRasterSource *self, SpkSession *session)
{
  SpkProbe *probe = spk_session_get_probe (session);
  guint layer = spk_session_get_layer (session);
  guint motif_size = spk_session_get_motif_size (session);
  SpkTimeUnit unit = spk_time_unit_of (session);
  SpkRasterData *data = &self->data;

  if (!probe || layer >= probe->n_layers)
    {
      spk_raster_source_clear (self);
      return FALSE;
    }
  unpack (self, probe, layer);
  name_classes (self, spk_session_get_document (session));
  spk_raster_data_set_probe (data, probe, layer, self->input, self->spikes);
  data->step_duration = unit.step;
  data->time_unit = unit.name;
  data->order = find_order (session, data->neurons, &data->n_rows);
  data->motif_size = motif_size > 1 ? motif_size : 0;
  data->motif_borders = spk_session_get_order (session) == SPK_RASTER_BY_MOTIF;
  spk_session_get_window (session, &data->begin, &data->end);
  data->class_names = self->names ? (const char *const *) self->names->pdata : NULL;
  return TRUE;
}

/**
 * spk_raster_source_clear:
 *
 * Forgets the sample.
 */
void
spk_raster_source_clear (SpkRasterSource *self)
{
  g_clear_pointer (&self->input, g_bytes_unref);
  g_clear_pointer (&self->spikes, g_bytes_unref);
  g_clear_pointer (&self->probe, spk_probe_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_object (&self->document);
}
