/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/spk-session-private.h"

#include <math.h>

#define DEFAULT_SPEED 4.0

static GParamSpec *properties[SPK_SESSION_N_PROPERTIES];

G_DEFINE_FINAL_TYPE (SpkSession, spk_session, G_TYPE_OBJECT)

/**
 * spk_session_notify:
 * @property: number of one that has changed
 */
void
spk_session_notify (SpkSession *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
spk_session_dispose (GObject *object)
{
  SpkSession *self = SPK_SESSION (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_pointer (&self->record, spk_epoch_record_unref);
  g_clear_pointer (&self->probe, spk_probe_unref);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->ranges, g_array_unref);
  g_clear_pointer (&self->hover, spk_hover_free);
  g_clear_pointer (&self->subset, g_free);
  G_OBJECT_CLASS (spk_session_parent_class)->dispose (object);
}

static void
spk_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SpkSession *self = SPK_SESSION (object);

  switch (id)
    {
    case SPK_SESSION_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    case SPK_SESSION_LIVE:
      g_value_set_boolean (value, self->live);
      break;
    case SPK_SESSION_EPOCH_INDEX:
      g_value_set_uint (value, self->index);
      break;
    case SPK_SESSION_N_EPOCHS:
      g_value_set_uint (value, spk_session_get_n_epochs (self));
      break;
    case SPK_SESSION_RECORD:
      g_value_set_boxed (value, self->record);
      break;
    case SPK_SESSION_PROBE:
      g_value_set_boxed (value, self->probe);
      break;
    case SPK_SESSION_SNAPSHOT:
      g_value_set_boxed (value, spk_session_get_snapshot (self));
      break;
    case SPK_SESSION_PLAYING:
      g_value_set_boolean (value, self->playing);
      break;
    case SPK_SESSION_SPEED:
      g_value_set_double (value, self->speed);
      break;
    case SPK_SESSION_LAYER:
      g_value_set_uint (value, self->layer);
      break;
    case SPK_SESSION_N_LAYERS:
      g_value_set_uint (value, self->n_layers);
      break;
    case SPK_SESSION_SAMPLE_CLASS:
      g_value_set_uint (value, self->label);
      break;
    case SPK_SESSION_ORDER:
      g_value_set_enum (value, self->order);
      break;
    case SPK_SESSION_SUBSET:
      g_value_set_string (value, self->subset);
      break;
    case SPK_SESSION_ROWS:
      g_value_set_boxed (value, self->rows);
      break;
    case SPK_SESSION_STEPS:
      g_value_set_uint (value, self->steps);
      break;
    case SPK_SESSION_WINDOW_START:
      g_value_set_double (value, self->start);
      break;
    case SPK_SESSION_WINDOW_END:
      g_value_set_double (value, self->end);
      break;
    case SPK_SESSION_SELECTED_NEURON:
      g_value_set_int (value, self->neuron);
      break;
    case SPK_SESSION_SELECTED_MOTIF:
      g_value_set_int (value, self->motif);
      break;
    case SPK_SESSION_MOTIF_SIZE:
      g_value_set_uint (value, self->motif_size);
      break;
    case SPK_SESSION_HOVER:
      g_value_set_boxed (value, self->hover);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spk_session_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SpkSession *self = SPK_SESSION (object);

  switch (id)
    {
    case SPK_SESSION_DOCUMENT:
      spk_session_set_document (self, g_value_get_object (value));
      break;
    case SPK_SESSION_LIVE:
      spk_session_set_live (self, g_value_get_boolean (value));
      break;
    case SPK_SESSION_EPOCH_INDEX:
      spk_session_set_epoch_index (self, g_value_get_uint (value));
      break;
    case SPK_SESSION_PLAYING:
      spk_session_set_playing (self, g_value_get_boolean (value));
      break;
    case SPK_SESSION_SPEED:
      spk_session_set_speed (self, g_value_get_double (value));
      break;
    case SPK_SESSION_LAYER:
      spk_session_set_layer (self, g_value_get_uint (value));
      break;
    case SPK_SESSION_SAMPLE_CLASS:
      spk_session_set_sample_class (self, g_value_get_uint (value));
      break;
    case SPK_SESSION_ORDER:
      spk_session_set_order (self, g_value_get_enum (value));
      break;
    case SPK_SESSION_SUBSET:
      spk_session_set_subset (self, g_value_get_string (value), NULL);
      break;
    case SPK_SESSION_SELECTED_NEURON:
      spk_session_set_selected_neuron (self, g_value_get_int (value));
      break;
    case SPK_SESSION_SELECTED_MOTIF:
      spk_session_set_selected_motif (self, g_value_get_int (value));
      break;
    case SPK_SESSION_HOVER:
      spk_session_set_hover (self, g_value_get_boxed (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spk_session_class_init (SpkSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags write = read | G_PARAM_WRITABLE;

  object_class->dispose = spk_session_dispose;
  object_class->get_property = spk_session_get_property;
  object_class->set_property = spk_session_set_property;

#define UINT(name, flags)    g_param_spec_uint (name, NULL, NULL, 0, G_MAXUINT, 0, flags)
#define BOOLEAN(name, start) g_param_spec_boolean (name, NULL, NULL, start, write)
#define REAL(name, flags)    g_param_spec_double (name, NULL, NULL, 0, G_MAXDOUBLE, 0, flags)
#define INT(name)            g_param_spec_int (name, NULL, NULL, -1, G_MAXINT, -1, write)
  properties[SPK_SESSION_DOCUMENT] = g_param_spec_object ("document", NULL, NULL, SPK_TYPE_RUN_DOCUMENT, write);
  properties[SPK_SESSION_LIVE] = BOOLEAN ("live", TRUE);
  properties[SPK_SESSION_EPOCH_INDEX] = UINT ("epoch-index", write);
  properties[SPK_SESSION_N_EPOCHS] = UINT ("n-epochs", read);
  properties[SPK_SESSION_RECORD] = g_param_spec_boxed ("record", NULL, NULL, SPK_TYPE_EPOCH_RECORD, read);
  properties[SPK_SESSION_PROBE] = g_param_spec_boxed ("probe", NULL, NULL, SPK_TYPE_PROBE, read);
  properties[SPK_SESSION_SNAPSHOT] = g_param_spec_boxed ("snapshot", NULL, NULL, SPK_TYPE_SNAPSHOT, read);
  properties[SPK_SESSION_PLAYING] = BOOLEAN ("playing", FALSE);
  properties[SPK_SESSION_SPEED] = g_param_spec_double ("speed", NULL, NULL, 0.01, 1000, DEFAULT_SPEED, write);
  properties[SPK_SESSION_LAYER] = UINT ("layer", write);
  properties[SPK_SESSION_N_LAYERS] = UINT ("n-layers", read);
  properties[SPK_SESSION_SAMPLE_CLASS] = UINT ("sample-class", write);
  properties[SPK_SESSION_ORDER] = g_param_spec_enum ("order", NULL, NULL, SPK_TYPE_RASTER_ORDER, SPK_RASTER_BY_MOTIF, write);
  properties[SPK_SESSION_SUBSET] = g_param_spec_string ("subset", NULL, NULL, NULL, write);
  properties[SPK_SESSION_ROWS] = g_param_spec_boxed ("rows", NULL, NULL, G_TYPE_ARRAY, read);
  properties[SPK_SESSION_STEPS] = UINT ("steps", read);
  properties[SPK_SESSION_WINDOW_START] = REAL ("window-start", read);
  properties[SPK_SESSION_WINDOW_END] = REAL ("window-end", read);
  properties[SPK_SESSION_SELECTED_NEURON] = INT ("selected-neuron");
  properties[SPK_SESSION_SELECTED_MOTIF] = INT ("selected-motif");
  properties[SPK_SESSION_MOTIF_SIZE] = g_param_spec_uint ("motif-size", NULL, NULL, 1, G_MAXUINT, 1, read);
  properties[SPK_SESSION_HOVER] = g_param_spec_boxed ("hover", NULL, NULL, SPK_TYPE_HOVER, write);
#undef UINT
#undef BOOLEAN
#undef REAL
#undef INT
  g_object_class_install_properties (object_class, SPK_SESSION_N_PROPERTIES, properties);
}

static void
spk_session_init (SpkSession *self)
{
  self->live = TRUE;
  self->speed = DEFAULT_SPEED;
  self->neuron = self->motif = -1;
  self->motif_size = 1;
}

SpkSession *
spk_session_new (void)
{
  return g_object_new (SPK_TYPE_SESSION, NULL);
}

/* --- The shown epoch --- */

static SpkEpochRecord *
find_record (SpkSession *self)
{
  if (self->document == NULL)
    return NULL;
  if (spk_session_get_n_epochs (self) > 0)
    return spk_run_document_get_epoch (self->document, self->index);
  return spk_run_document_get_initial (self->document);
}

static void
update_probe (SpkSession *self)
{
  SpkProbe *probe = self->record != NULL ? spk_epoch_record_find_probe (self->record, self->label) : NULL;

  if (probe == self->probe)
    return;
  g_clear_pointer (&self->probe, spk_probe_unref);
  self->probe = probe != NULL ? spk_probe_ref (probe) : NULL;
  if (probe != NULL)
    spk_session_set_steps (self, probe->steps);
  spk_session_notify (self, SPK_SESSION_PROBE);
}

static guint
count_layers (SpkSession *self)
{
  if (self->record != NULL)
    return self->record->n_layers;
  return self->document != NULL ? spk_run_document_get_description (self->document)->settings->neurons.n : 0;
}

static void
update_layers (SpkSession *self)
{
  const guint n_layers = count_layers (self);

  if (n_layers != self->n_layers)
    {
      self->n_layers = n_layers;
      spk_session_notify (self, SPK_SESSION_N_LAYERS);
    }
  if (n_layers > 0 && self->layer >= n_layers)
    spk_session_set_layer (self, 0);
}

/* Everything that hangs on the shown epoch. */
static void
update_record (SpkSession *self)
{
  SpkEpochRecord *record = find_record (self);

  if (record != self->record)
    {
      g_clear_pointer (&self->record, spk_epoch_record_unref);
      self->record = record != NULL ? spk_epoch_record_ref (record) : NULL;
      spk_session_notify (self, SPK_SESSION_RECORD);
    }
  update_layers (self);
  spk_session_update_motif (self);
  update_probe (self);
  spk_session_update_rows (self);
}

static void
move_to (SpkSession *self, guint index)
{
  const guint n = spk_session_get_n_epochs (self);

  index = MIN (index, n > 0 ? n - 1 : 0);
  g_object_freeze_notify (G_OBJECT (self));
  if (index != self->index)
    {
      self->index = index;
      spk_session_notify (self, SPK_SESSION_EPOCH_INDEX);
    }
  update_record (self);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
on_epochs_appended (SpkSession *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  spk_session_notify (self, SPK_SESSION_N_EPOCHS);
  if (self->live)
    move_to (self, G_MAXUINT);
  else if (self->record == NULL || self->record->epoch == 0)
    update_record (self); /* the first one replaces the untrained network */
  g_object_thaw_notify (G_OBJECT (self));
}

static void
on_epochs_truncated (SpkSession *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  spk_session_notify (self, SPK_SESSION_N_EPOCHS);
  move_to (self, self->live ? G_MAXUINT : self->index);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
on_initial (SpkSession *self)
{
  move_to (self, self->index);
}

static void
on_snapshot (SpkSession *self)
{
  spk_session_notify (self, SPK_SESSION_SNAPSHOT);
}

static void
watch_document (SpkSession *self)
{
  g_signal_connect_swapped (self->document, "epochs-appended", G_CALLBACK (on_epochs_appended), self);
  g_signal_connect_swapped (self->document, "epochs-truncated", G_CALLBACK (on_epochs_truncated), self);
  g_signal_connect_swapped (self->document, "notify::initial", G_CALLBACK (on_initial), self);
  g_signal_connect_swapped (self->document, "notify::snapshot", G_CALLBACK (on_snapshot), self);
  g_signal_connect_swapped (self->document, "notify::live", G_CALLBACK (on_snapshot), self);
}

SpkRunDocument *
spk_session_get_document (SpkSession *self)
{
  return self->document;
}

/* Class and layer stay where the new run has them. */
static void
show_document (SpkSession *self)
{
  const guint n_classes = self->document != NULL ? spk_run_document_get_n_classes (self->document) : 0;

  spk_session_set_playing (self, FALSE);
  spk_session_forget_brushing (self);
  spk_session_clear_subset (self);
  if (self->label >= n_classes)
    spk_session_set_sample_class (self, 0);
  spk_session_set_steps (self, self->document != NULL
                                   ? spk_run_document_get_description (self->document)->settings->steps : 0);
  spk_session_reset_window (self);
  spk_session_notify (self, SPK_SESSION_N_EPOCHS);
  spk_session_notify (self, SPK_SESSION_SNAPSHOT);
  if (!self->live)
    {
      self->live = TRUE;
      spk_session_notify (self, SPK_SESSION_LIVE);
    }
  move_to (self, G_MAXUINT);
}

/**
 * spk_session_set_document:
 * @document: (nullable): the run to be shown from now on
 */
void
spk_session_set_document (SpkSession *self, SpkRunDocument *document)
{
  g_return_if_fail (SPK_IS_SESSION (self));

  if (self->document == document)
    return;
  g_object_freeze_notify (G_OBJECT (self));
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  if (document != NULL)
    watch_document (self);
  spk_session_notify (self, SPK_SESSION_DOCUMENT);
  show_document (self);
  g_object_thaw_notify (G_OBJECT (self));
}

gboolean
spk_session_get_live (SpkSession *self)
{
  return self->live;
}

/**
 * spk_session_set_live:
 * @live: %TRUE to go to the newest epoch and follow it, %FALSE to stay at the one that is shown
 */
void
spk_session_set_live (SpkSession *self, gboolean live)
{
  g_return_if_fail (SPK_IS_SESSION (self));

  if (self->live == !!live)
    return;
  g_object_freeze_notify (G_OBJECT (self));
  self->live = !!live;
  spk_session_notify (self, SPK_SESSION_LIVE);
  if (live)
    {
      spk_session_set_playing (self, FALSE);
      move_to (self, G_MAXUINT);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

guint
spk_session_get_n_epochs (SpkSession *self)
{
  return self->document != NULL ? spk_run_document_get_n_epochs (self->document) : 0;
}

guint
spk_session_get_epoch_index (SpkSession *self)
{
  return self->index;
}

/**
 * spk_session_set_epoch_index:
 * @index: place in the document's list; the last one if it is larger
 *
 * Goes to an epoch and stays there.
 */
void
spk_session_set_epoch_index (SpkSession *self, guint index)
{
  g_return_if_fail (SPK_IS_SESSION (self));

  g_object_freeze_notify (G_OBJECT (self));
  spk_session_set_live (self, FALSE);
  move_to (self, index);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * spk_session_get_record:
 *
 * Returns: (transfer none) (nullable): the shown epoch
 */
SpkEpochRecord *
spk_session_get_record (SpkSession *self)
{
  return self->record;
}

/**
 * spk_session_get_layer_record:
 *
 * Returns: (transfer none) (nullable): the shown layer of the shown epoch
 */
const SpkLayerRecord *
spk_session_get_layer_record (SpkSession *self)
{
  return self->record != NULL && self->layer < self->record->n_layers ? &self->record->layers[self->layer] : NULL;
}

/**
 * spk_session_get_probe:
 *
 * Returns: (transfer none) (nullable): the shown sample of the shown epoch
 */
SpkProbe *
spk_session_get_probe (SpkSession *self)
{
  return self->probe;
}

/**
 * spk_session_get_snapshot:
 *
 * Returns: (transfer none) (nullable): numbers of the running job, if the shown run is its
 */
SpkSnapshot *
spk_session_get_snapshot (SpkSession *self)
{
  const gboolean live = self->document != NULL && spk_run_document_is_live (self->document);

  return live ? spk_run_document_get_snapshot (self->document) : NULL;
}

guint
spk_session_get_n_layers (SpkSession *self)
{
  return self->n_layers;
}

guint
spk_session_get_layer (SpkSession *self)
{
  return self->layer;
}

/**
 * spk_session_set_layer:
 * @layer: from 0; one that the run does not have is ignored
 *
 * Shows another layer. What was selected in the old one is forgotten.
 */
void
spk_session_set_layer (SpkSession *self, guint layer)
{
  g_return_if_fail (SPK_IS_SESSION (self));

  if (self->layer == layer || (layer >= self->n_layers && layer > 0))
    return;
  g_object_freeze_notify (G_OBJECT (self));
  self->layer = layer;
  spk_session_notify (self, SPK_SESSION_LAYER);
  spk_session_forget_brushing (self);
  spk_session_clear_subset (self);
  spk_session_update_motif (self);
  spk_session_update_rows (self);
  g_object_thaw_notify (G_OBJECT (self));
}

guint
spk_session_get_sample_class (SpkSession *self)
{
  return self->label;
}

/**
 * spk_session_set_sample_class:
 * @label: of the class whose sample is to be shown
 */
void
spk_session_set_sample_class (SpkSession *self, guint label)
{
  g_return_if_fail (SPK_IS_SESSION (self));

  if (self->label == label)
    return;
  g_object_freeze_notify (G_OBJECT (self));
  self->label = label;
  spk_session_notify (self, SPK_SESSION_SAMPLE_CLASS);
  update_probe (self);
  spk_session_update_rows (self);
  g_object_thaw_notify (G_OBJECT (self));
}

/* --- Playing --- */

gboolean
spk_session_get_playing (SpkSession *self)
{
  return self->playing;
}

/**
 * spk_session_set_playing:
 * @playing: whether epochs go by as spk_session_tick() tells the time; nothing plays without epochs
 */
void
spk_session_set_playing (SpkSession *self, gboolean playing)
{
  const guint n = spk_session_get_n_epochs (self);

  g_return_if_fail (SPK_IS_SESSION (self));

  playing = playing && n > 0;
  if (self->playing == playing)
    return;
  g_object_freeze_notify (G_OBJECT (self));
  self->playing = playing;
  self->last_tick = -1;
  self->owed = 0;
  if (playing)
    spk_session_set_epoch_index (self, self->index + 1 < n ? self->index : 0);
  spk_session_notify (self, SPK_SESSION_PLAYING);
  g_object_thaw_notify (G_OBJECT (self));
}

double
spk_session_get_speed (SpkSession *self)
{
  return self->speed;
}

/**
 * spk_session_set_speed:
 * @epochs_per_second: from 0.01 to 1000
 */
void
spk_session_set_speed (SpkSession *self, double epochs_per_second)
{
  g_return_if_fail (SPK_IS_SESSION (self));

  epochs_per_second = CLAMP (epochs_per_second, 0.01, 1000);
  if (self->speed == epochs_per_second)
    return;
  self->speed = epochs_per_second;
  spk_session_notify (self, SPK_SESSION_SPEED);
}

/**
 * spk_session_tick:
 * @now_us: of any clock that goes forward, in microseconds, as gdk_frame_clock_get_frame_time()
 *
 * Goes on playing.
 *
 * Returns: whether it plays on, so that the next tick is wanted
 */
gboolean
spk_session_tick (SpkSession *self, gint64 now_us)
{
  guint whole, last;

  g_return_val_if_fail (SPK_IS_SESSION (self), FALSE);

  if (!self->playing)
    return FALSE;
  if (self->last_tick >= 0)
    self->owed += (double) (now_us - self->last_tick) / G_USEC_PER_SEC * self->speed;
  self->last_tick = now_us;
  whole = (guint) floor (MIN (self->owed, 1e6));
  if (whole == 0)
    return TRUE;
  self->owed -= whole;
  last = spk_session_get_n_epochs (self) - 1;
  spk_session_set_epoch_index (self, MIN (self->index + whole, last));
  if (self->index >= last)
    spk_session_set_playing (self, FALSE);
  return self->playing;
}
