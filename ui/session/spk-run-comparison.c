/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/spk-run-comparison.h"

#include <math.h>

/* One number of every epoch of one phase. */
typedef struct
{
  GArray *epochs; /* double */
  GArray *values; /* double */
} Line;

typedef struct
{
  SpkRunDocument *document;
  Line            lines[SPK_N_CURVES][SPK_PHASE_TRAIN + 1];
} Run;

struct _SpkRunComparison
{
  GObject    parent_instance;

  Run       *runs;
  guint      n_runs;
  GArray    *differences; /* SpkSettingDifference */
  int        hover_epoch;
};

enum
{
  PROP_HOVER_EPOCH = 1,
  N_PROPERTIES,
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SpkRunComparison, spk_run_comparison, G_TYPE_OBJECT)

/* --- Lines --- */

static void
clear_lines (Run *run)
{
  for (guint curve = 0; curve < SPK_N_CURVES; curve++)
    for (guint phase = 0; phase <= SPK_PHASE_TRAIN; phase++)
      {
        g_clear_pointer (&run->lines[curve][phase].epochs, g_array_unref);
        g_clear_pointer (&run->lines[curve][phase].values, g_array_unref);
      }
}

static void
make_lines (Run *run)
{
  for (guint curve = 0; curve < SPK_N_CURVES; curve++)
    for (guint phase = 0; phase <= SPK_PHASE_TRAIN; phase++)
      {
        run->lines[curve][phase].epochs = g_array_new (FALSE, FALSE, sizeof (double));
        run->lines[curve][phase].values = g_array_new (FALSE, FALSE, sizeof (double));
      }
}

static void
add_epochs (Run *run, guint first, guint n)
{
  for (guint i = first; i < first + n; i++)
    {
      const SpkEpochRecord *record = spk_run_document_get_epoch (run->document, i);
      const double epoch = record->epoch;

      for (guint curve = 0; curve < SPK_N_CURVES; curve++)
        {
          const double value = spk_curve_get_value (curve, record);

          g_array_append_val (run->lines[curve][record->phase].epochs, epoch);
          g_array_append_val (run->lines[curve][record->phase].values, value);
        }
    }
}

static Run *
find_run (SpkRunComparison *self, SpkRunDocument *document)
{
  for (guint i = 0; i < self->n_runs; i++)
    if (self->runs[i].document == document)
      return &self->runs[i];
  return NULL;
}

static void
on_epochs_appended (SpkRunDocument *document, guint first, guint n, gpointer self)
{
  add_epochs (find_run (self, document), first, n);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_epochs_truncated (SpkRunDocument *document, guint n, gpointer self)
{
  Run *run = find_run (self, document);

  clear_lines (run);
  make_lines (run);
  add_epochs (run, 0, n);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- Settings --- */

static void
clear_difference (gpointer data)
{
  SpkSettingDifference *difference = data;

  g_free (difference->key);
  g_strfreev (difference->values);
}

static char *
get_setting (const SpkRunDescription *description, const SpkSettingInfo *info)
{
  const SpkSettingUse use = description->kind == SPK_JOB_SEARCH ? SPK_USE_SEARCH : SPK_USE_TRAIN;

  return info->use & use ? spk_settings_get (description->settings, info->key) : g_strdup ("");
}

static char *
get_fingerprint (const SpkRunDescription *description, const SpkSettingInfo *info)
{
  return g_strdup_printf ("%016" G_GINT64_MODIFIER "x", description->data_fingerprint);
}

static char *
get_data (const SpkRunDescription *description, const SpkSettingInfo *info)
{
  return g_strdup (description->data != NULL ? description->data : "");
}

static char *
get_kind (const SpkRunDescription *description, const SpkSettingInfo *info)
{
  return g_strdup (description->kind == SPK_JOB_SEARCH ? "search" : "train");
}

/* Motifs by what they are, not by their names. */
static char *
get_motif (const SpkRunDescription *description, const SpkSettingInfo *info)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; description->motifs != NULL && i < description->motifs->len; i++)
    {
      const SpkTopology *motif = g_ptr_array_index (description->motifs, i);
      const char *name = spk_topology_get_name (motif);

      g_string_append_printf (text, "%s%s%s%u neurons, %u connections", i > 0 ? "; " : "", name != NULL ? name : "",
                              name != NULL && *name != '\0' ? ": " : "", spk_topology_get_size (motif),
                              spk_topology_count_connections (motif));
    }
  return g_string_free (text, FALSE);
}

static gboolean
all_equal (char *const *values)
{
  for (guint i = 1; values[0] != NULL && values[i] != NULL; i++)
    if (!g_str_equal (values[0], values[i]))
      return FALSE;
  return TRUE;
}

static void
compare (SpkRunComparison *self, const char *key, const SpkSettingInfo *info,
         char *(*get) (const SpkRunDescription *description, const SpkSettingInfo *info))
{
  g_auto (GStrv) values = g_new0 (char *, self->n_runs + 1);
  SpkSettingDifference difference;

  for (guint i = 0; i < self->n_runs; i++)
    values[i] = get (spk_run_document_get_description (self->runs[i].document), info);
  if (all_equal (values))
    return;
  difference = (SpkSettingDifference){ g_strdup (key), g_steal_pointer (&values) };
  g_array_append_val (self->differences, difference);
}

static void
find_differences (SpkRunComparison *self)
{
  guint n_infos;
  const SpkSettingInfo *infos = spk_settings_list_infos (&n_infos);

  compare (self, "kind", NULL, get_kind);
  compare (self, "data", NULL, get_data);
  compare (self, "fingerprint", NULL, get_fingerprint);
  compare (self, "motif", NULL, get_motif);
  for (guint i = 0; i < n_infos; i++)
    compare (self, infos[i].key, &infos[i], get_setting);
}

/* --- The object --- */

static void
spk_run_comparison_finalize (GObject *object)
{
  SpkRunComparison *self = SPK_RUN_COMPARISON (object);

  for (guint i = 0; i < self->n_runs; i++)
    {
      g_signal_handlers_disconnect_by_data (self->runs[i].document, self);
      clear_lines (&self->runs[i]);
      g_object_unref (self->runs[i].document);
    }
  g_free (self->runs);
  g_array_unref (self->differences);
  G_OBJECT_CLASS (spk_run_comparison_parent_class)->finalize (object);
}

static void
spk_run_comparison_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_HOVER_EPOCH)
    g_value_set_int (value, SPK_RUN_COMPARISON (object)->hover_epoch);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
spk_run_comparison_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_HOVER_EPOCH)
    spk_run_comparison_set_hover_epoch (SPK_RUN_COMPARISON (object), g_value_get_int (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
spk_run_comparison_class_init (SpkRunComparisonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = spk_run_comparison_finalize;
  object_class->get_property = spk_run_comparison_get_property;
  object_class->set_property = spk_run_comparison_set_property;
  properties[PROP_HOVER_EPOCH] = g_param_spec_int ("hover-epoch", NULL, NULL, -1, G_MAXINT, -1,
                                                   G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  signals[CHANGED] =
      g_signal_new ("changed", SPK_TYPE_RUN_COMPARISON, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
spk_run_comparison_init (SpkRunComparison *self)
{
  self->hover_epoch = -1;
  self->differences = g_array_new (FALSE, FALSE, sizeof (SpkSettingDifference));
  g_array_set_clear_func (self->differences, clear_difference);
}

/**
 * spk_run_comparison_new:
 * @documents: [@n_documents], at least two, each once
 *
 * Returns: (transfer full): them beside each other
 */
SpkRunComparison *
spk_run_comparison_new (SpkRunDocument *const *documents, guint n_documents)
{
  SpkRunComparison *self = g_object_new (SPK_TYPE_RUN_COMPARISON, NULL);

  self->n_runs = n_documents;
  self->runs = g_new0 (Run, n_documents);
  for (guint i = 0; i < n_documents; i++)
    {
      self->runs[i].document = g_object_ref (documents[i]);
      make_lines (&self->runs[i]);
      add_epochs (&self->runs[i], 0, spk_run_document_get_n_epochs (documents[i]));
      g_signal_connect (documents[i], "epochs-appended", G_CALLBACK (on_epochs_appended), self);
      g_signal_connect (documents[i], "epochs-truncated", G_CALLBACK (on_epochs_truncated), self);
    }
  find_differences (self);
  return self;
}

guint
spk_run_comparison_get_n_runs (SpkRunComparison *self)
{
  return self->n_runs;
}

/**
 * spk_run_comparison_get_document:
 *
 * Returns: (transfer none): one of the runs
 */
SpkRunDocument *
spk_run_comparison_get_document (SpkRunComparison *self, guint run)
{
  g_return_val_if_fail (run < self->n_runs, NULL);

  return self->runs[run].document;
}

/**
 * spk_run_comparison_get_curve:
 * @epochs: (out) (transfer none): numbers of the epochs, rising
 * @values: (out) (transfer none): a value of each, NaN where there is none
 *
 * Returns: how many there are; both arrays are valid until "changed"
 */
guint
spk_run_comparison_get_curve (SpkRunComparison *self, guint run, SpkCurve curve, SpkPhase phase, const double **epochs,
                              const double **values)
{
  const Line *line;

  g_return_val_if_fail (run < self->n_runs && curve < SPK_N_CURVES && phase <= SPK_PHASE_TRAIN, 0);

  line = &self->runs[run].lines[curve][phase];
  *epochs = (const double *) (gpointer) line->epochs->data;
  *values = (const double *) (gpointer) line->values->data;
  return line->values->len;
}

/**
 * spk_run_comparison_get_differences:
 *
 * Returns: (transfer none) (array length=n_differences): what the runs were not made alike from
 */
const SpkSettingDifference *
spk_run_comparison_get_differences (SpkRunComparison *self, guint *n_differences)
{
  *n_differences = self->differences->len;
  return (const SpkSettingDifference *) (gpointer) self->differences->data;
}

static void
unref_motif (gpointer motif)
{
  if (motif != NULL)
    spk_topology_unref (motif);
}

/**
 * spk_run_comparison_get_motifs:
 *
 * Returns: (transfer full) (element-type SpkTopology): the motif of each layer in the run's last epoch, in a search the
 *   likeliest one; %NULL for layers without; empty without epochs
 */
GPtrArray *
spk_run_comparison_get_motifs (SpkRunComparison *self, guint run)
{
  GPtrArray *motifs = g_ptr_array_new_with_free_func (unref_motif);
  SpkRunDocument *document = spk_run_comparison_get_document (self, run);
  const guint n = spk_run_document_get_n_epochs (document);
  const SpkEpochRecord *record = n > 0 ? spk_run_document_get_epoch (document, n - 1) : NULL;

  for (guint i = 0; record != NULL && i < record->n_layers; i++)
    {
      SpkTopology *motif = record->layers[i].topology;

      g_ptr_array_add (motifs, motif != NULL ? spk_topology_ref (motif) : NULL);
    }
  return motifs;
}

int
spk_run_comparison_get_hover_epoch (SpkRunComparison *self)
{
  return self->hover_epoch;
}

/**
 * spk_run_comparison_set_hover_epoch:
 * @epoch: number of the epoch under the pointer, -1 for none
 */
void
spk_run_comparison_set_hover_epoch (SpkRunComparison *self, int epoch)
{
  g_return_if_fail (SPK_IS_RUN_COMPARISON (self));

  if (self->hover_epoch == epoch)
    return;
  self->hover_epoch = epoch;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HOVER_EPOCH]);
}
