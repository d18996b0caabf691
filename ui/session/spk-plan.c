/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/spk-plan-private.h"

#include <string.h>

#include "data/spk-registry.h"
#include "model/spk-topology.h"
#include "search/spk-network-shape.h"
#include "search/spk-parts.h"
#include "search/spk-protocol.h"
#include "store/spk-run.h"

struct _SpkPlan
{
  GObject      parent_instance;

  SpkJobKind   kind;
  SpkSettings *settings;
  char        *data;
  char        *name;
  char        *folder;
  gboolean     skip_bad;
  GPtrArray   *motifs;
  SpkDataset  *dataset;
  char        *failure;
};

enum
{
  PROP_TITLE = 1,
  PROP_NAME,
  PROP_DATA,
  PROP_KIND,
  PROP_SKIP_BAD,
  PROP_FOLDER,
  PROP_FAILURE,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (SpkPlan, spk_plan, G_TYPE_OBJECT)

static void
spk_plan_finalize (GObject *object)
{
  SpkPlan *self = SPK_PLAN (object);

  g_clear_pointer (&self->settings, spk_settings_free);
  g_free (self->data);
  g_free (self->name);
  g_free (self->folder);
  g_clear_pointer (&self->motifs, g_ptr_array_unref);
  g_clear_pointer (&self->dataset, spk_dataset_unref);
  g_free (self->failure);
  G_OBJECT_CLASS (spk_plan_parent_class)->finalize (object);
}

static void
spk_plan_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SpkPlan *self = SPK_PLAN (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, spk_plan_get_title (self));
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_DATA:
      g_value_set_string (value, self->data);
      break;
    case PROP_KIND:
      g_value_set_int (value, self->kind);
      break;
    case PROP_SKIP_BAD:
      g_value_set_boolean (value, self->skip_bad);
      break;
    case PROP_FOLDER:
      g_value_set_string (value, self->folder);
      break;
    case PROP_FAILURE:
      g_value_set_string (value, self->failure);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spk_plan_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SpkPlan *self = SPK_PLAN (object);

  switch (id)
    {
    case PROP_NAME:
      spk_plan_set_name (self, g_value_get_string (value));
      break;
    case PROP_SKIP_BAD:
      spk_plan_set_skip_bad (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spk_plan_class_init (SpkPlanClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags write = read | G_PARAM_WRITABLE;

  object_class->finalize = spk_plan_finalize;
  object_class->get_property = spk_plan_get_property;
  object_class->set_property = spk_plan_set_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, read);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, write);
  properties[PROP_DATA] = g_param_spec_string ("data", NULL, NULL, NULL, read);
  properties[PROP_KIND] = g_param_spec_int ("kind", NULL, NULL, SPK_JOB_SEARCH, SPK_JOB_TRAIN, SPK_JOB_SEARCH, read);
  properties[PROP_SKIP_BAD] = g_param_spec_boolean ("skip-bad", NULL, NULL, FALSE, write);
  properties[PROP_FOLDER] = g_param_spec_string ("folder", NULL, NULL, NULL, read);
  properties[PROP_FAILURE] = g_param_spec_string ("failure", NULL, NULL, NULL, read);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
spk_plan_init (SpkPlan *self)
{
}

/**
 * spk_plan_new:
 * @settings: copied
 * @data: a folder, or "randman[:KEY=VALUE,...]"; made absolute
 *
 * Returns: (transfer full): a job that is described
 */
SpkPlan *
spk_plan_new (SpkJobKind kind, const SpkSettings *settings, const char *data)
{
  SpkPlan *self = g_object_new (SPK_TYPE_PLAN, NULL);

  self->kind = kind;
  self->settings = spk_settings_copy (settings);
  self->data = spk_dataset_make_location_absolute (data);
  return self;
}

/**
 * spk_plan_new_resume:
 * @folder: of a run that is not finished
 * @data: (nullable): where its recordings are now, if they moved
 *
 * Returns: (transfer full) (nullable): a plan to go on with the run; %NULL if the folder is no run
 */
SpkPlan *
spk_plan_new_resume (const char *folder, const char *data, GError **error)
{
  g_autoptr (SpkRun) run = spk_run_open (folder, error);
  const SpkRunDescription *description;
  SpkPlan *self;

  if (run == NULL)
    return NULL;
  description = spk_run_get_description (run);
  self = spk_plan_new (description->kind, description->settings, data != NULL ? data : description->data);
  self->folder = g_strdup (spk_run_get_folder (run));
  self->name = g_strdup (description->name);
  self->skip_bad = description->skip_bad;
  self->motifs = description->motifs != NULL ? g_ptr_array_ref (description->motifs) : NULL;
  return self;
}

/**
 * spk_plan_new_duplicate:
 *
 * Returns: (transfer full): a new run with everything of another one but its name
 */
SpkPlan *
spk_plan_new_duplicate (const SpkRunDescription *description)
{
  SpkPlan *self = spk_plan_new (description->kind, description->settings, description->data);

  self->skip_bad = description->skip_bad;
  self->motifs = description->motifs != NULL ? g_ptr_array_ref (description->motifs) : NULL;
  return self;
}

SpkJobKind
spk_plan_get_kind (SpkPlan *self)
{
  return self->kind;
}

const SpkSettings *
spk_plan_get_settings (SpkPlan *self)
{
  return self->settings;
}

const char *
spk_plan_get_data (SpkPlan *self)
{
  return self->data;
}

/**
 * spk_plan_get_folder:
 *
 * Returns: (transfer none) (nullable): the run to go on with
 */
const char *
spk_plan_get_folder (SpkPlan *self)
{
  return self->folder;
}

/**
 * spk_plan_get_title:
 *
 * Returns: (transfer none): what it is called in a list: its name, or where its recordings are
 */
const char *
spk_plan_get_title (SpkPlan *self)
{
  const char *slash = strrchr (self->data, G_DIR_SEPARATOR);

  if (self->name != NULL && *self->name != '\0')
    return self->name;
  return slash != NULL && slash[1] != '\0' ? slash + 1 : self->data;
}

/**
 * spk_plan_get_name:
 *
 * Returns: (transfer none) (nullable): name of the run; %NULL for that of its folder
 */
const char *
spk_plan_get_name (SpkPlan *self)
{
  return self->name;
}

void
spk_plan_set_name (SpkPlan *self, const char *name)
{
  if (g_strcmp0 (self->name, name) == 0)
    return;
  g_free (self->name);
  self->name = g_strdup (name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

gboolean
spk_plan_get_skip_bad (SpkPlan *self)
{
  return self->skip_bad;
}

/**
 * spk_plan_set_skip_bad:
 * @skip_bad: whether recordings that cannot be read are left out
 */
void
spk_plan_set_skip_bad (SpkPlan *self, gboolean skip_bad)
{
  if (self->skip_bad == !!skip_bad)
    return;
  self->skip_bad = !!skip_bad;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SKIP_BAD]);
}

/**
 * spk_plan_get_motifs:
 *
 * Returns: (transfer none) (nullable) (element-type SpkTopology): motifs to be trained, or those whose connections a search
 *   is to keep; one for all layers or one a layer
 */
GPtrArray *
spk_plan_get_motifs (SpkPlan *self)
{
  return self->motifs;
}

void
spk_plan_set_motifs (SpkPlan *self, GPtrArray *motifs)
{
  g_clear_pointer (&self->motifs, g_ptr_array_unref);
  self->motifs = motifs != NULL ? g_ptr_array_ref (motifs) : NULL;
}

/**
 * spk_plan_get_dataset:
 *
 * Returns: (transfer none) (nullable): its recordings, where they are loaded already
 */
SpkDataset *
spk_plan_get_dataset (SpkPlan *self)
{
  return self->dataset;
}

/**
 * spk_plan_set_dataset:
 * @dataset: (nullable): what is at the plan's location, so that it is not loaded again
 */
void
spk_plan_set_dataset (SpkPlan *self, SpkDataset *dataset)
{
  g_clear_pointer (&self->dataset, spk_dataset_unref);
  self->dataset = dataset != NULL ? spk_dataset_ref (dataset) : NULL;
}

/**
 * spk_plan_get_failure:
 *
 * Returns: (transfer none) (nullable): why it could not be started
 */
const char *
spk_plan_get_failure (SpkPlan *self)
{
  return self->failure;
}

/**
 * spk_plan_set_failure:
 *
 * For the runner.
 */
void
spk_plan_set_failure (SpkPlan *self, const char *failure)
{
  if (g_strcmp0 (self->failure, failure) == 0)
    return;
  g_free (self->failure);
  self->failure = g_strdup (failure);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FAILURE]);
}

/**
 * spk_plan_dup_motifs:
 *
 * Returns: (transfer full) (nullable): the motifs the job is made with: those given, or random ones where the settings ask
 *   for them
 */
GPtrArray *
spk_plan_dup_motifs (SpkPlan *self)
{
  if (self->motifs != NULL)
    return g_ptr_array_ref (self->motifs);
  if (self->kind == SPK_JOB_TRAIN && self->settings->layer == SPK_SETTINGS_LAYER_SC_ML && self->settings->random_motif > 0)
    return spk_protocol_make_random_motifs (self->settings);
  return NULL;
}

static gboolean
check_shape (SpkPlan *self, const char **key, GError **error)
{
  g_autoptr (GPtrArray) motifs = spk_plan_dup_motifs (self);
  const gboolean search = self->kind == SPK_JOB_SEARCH;
  const gboolean sc_ml = !search && self->settings->layer == SPK_SETTINGS_LAYER_SC_ML;
  const guint channels = self->dataset != NULL ? spk_dataset_get_geometry (self->dataset)->channels : 1;
  const guint classes = self->dataset != NULL ? spk_dataset_get_n_classes (self->dataset) : 2;
  SpkNetworkSpec spec;

  *key = sc_ml && motifs == NULL ? "random-motif" : search ? "sizes" : "neurons";
  if (!spk_network_shape_make (self->settings, search, sc_ml ? motifs : NULL, channels, classes, &spec, error))
    return FALSE;
  spk_network_spec_clear (&spec);
  return TRUE;
}

static gboolean
check_parts (SpkPlan *self, const char **key, GError **error)
{
  g_autoptr (SpkSplit) parts = spk_parts_new (self->settings, self->dataset, error);

  *key = self->settings->evaluate == SPK_SETTINGS_EVALUATE_VALID ? "valid-fraction" : "split";
  return parts != NULL;
}

/**
 * spk_plan_check:
 * @key: (out) (optional): the setting that is most likely at fault
 * @error: what does not fit
 *
 * Looks for what would keep the job from starting, without computing anything; more is found once the recordings are
 * there.
 *
 * Returns: whether nothing was found
 */
gboolean
spk_plan_check (SpkPlan *self, const char **key, GError **error)
{
  const char *found;
  const gboolean good =
      check_shape (self, &found, error) && (self->dataset == NULL || check_parts (self, &found, error));

  if (key != NULL)
    *key = good ? NULL : found;
  return good;
}
