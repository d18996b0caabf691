/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/spk-run-item-private.h"

#include <string.h>

struct _SpkRunItem
{
  GObject      parent_instance;

  SpkRunEntry *entry;
};

typedef enum
{
  FIELD_TEXT,
  FIELD_NUMBER,  /* guint */
  FIELD_CHOICE,  /* an enumeration */
  FIELD_SEED,    /* guint64 */
  FIELD_LONG,    /* gint64 */
  FIELD_REAL,
} FieldType;

/* Every property, in one list for all that is done with them. Property i + 1 is fields[i]. */
static const struct
{
  const char *name;
  FieldType   type;
  gsize       offset;
} fields[] = {
#define FIELD(name, type, member) { name, type, G_STRUCT_OFFSET (SpkRunEntry, member) }
  FIELD ("id", FIELD_LONG, id),
  FIELD ("folder", FIELD_TEXT, folder),
  FIELD ("name", FIELD_TEXT, name),
  FIELD ("data", FIELD_TEXT, data),
  FIELD ("data-kind", FIELD_TEXT, data_kind),
  FIELD ("notes", FIELD_TEXT, notes),
  FIELD ("tags", FIELD_TEXT, tags),
  FIELD ("message", FIELD_TEXT, message),
  FIELD ("kind", FIELD_CHOICE, kind),
  FIELD ("state", FIELD_CHOICE, state),
  FIELD ("seed", FIELD_SEED, seed),
  FIELD ("epoch", FIELD_NUMBER, epoch),
  FIELD ("best-valid", FIELD_REAL, best_valid),
  FIELD ("test", FIELD_REAL, test),
  FIELD ("seconds", FIELD_REAL, seconds),
  FIELD ("created", FIELD_LONG, created),
  FIELD ("updated", FIELD_LONG, updated),
#undef FIELD
};

static GParamSpec *properties[G_N_ELEMENTS (fields) + 1];

G_DEFINE_FINAL_TYPE (SpkRunItem, spk_run_item, G_TYPE_OBJECT)

static const char *
get_text (gconstpointer place)
{
  const char *text = *(char *const *) place;

  return text != NULL ? text : "";
}

static void
spk_run_item_finalize (GObject *object)
{
  spk_run_entry_free (SPK_RUN_ITEM (object)->entry);
  G_OBJECT_CLASS (spk_run_item_parent_class)->finalize (object);
}

static void
spk_run_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  gconstpointer place = G_STRUCT_MEMBER_P (SPK_RUN_ITEM (object)->entry, fields[id - 1].offset);

  switch (fields[id - 1].type)
    {
    case FIELD_TEXT:
      g_value_set_string (value, get_text (place));
      break;
    case FIELD_NUMBER:
      g_value_set_uint (value, *(const guint *) place);
      break;
    case FIELD_CHOICE:
      g_value_set_int (value, *(const int *) place);
      break;
    case FIELD_SEED:
      g_value_set_uint64 (value, *(const guint64 *) place);
      break;
    case FIELD_LONG:
      g_value_set_int64 (value, *(const gint64 *) place);
      break;
    case FIELD_REAL:
      g_value_set_double (value, *(const double *) place);
      break;
    }
}

static GParamSpec *
make_property (const char *name, FieldType type)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  switch (type)
    {
    case FIELD_TEXT:
      return g_param_spec_string (name, NULL, NULL, NULL, flags);
    case FIELD_NUMBER:
      return g_param_spec_uint (name, NULL, NULL, 0, G_MAXUINT, 0, flags);
    case FIELD_CHOICE:
      return g_param_spec_int (name, NULL, NULL, 0, G_MAXINT, 0, flags);
    case FIELD_SEED:
      return g_param_spec_uint64 (name, NULL, NULL, 0, G_MAXUINT64, 0, flags);
    case FIELD_LONG:
      return g_param_spec_int64 (name, NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
    case FIELD_REAL:
    default:
      return g_param_spec_double (name, NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, flags);
    }
}

static void
spk_run_item_class_init (SpkRunItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = spk_run_item_finalize;
  object_class->get_property = spk_run_item_get_property;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    properties[i + 1] = make_property (fields[i].name, fields[i].type);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
spk_run_item_init (SpkRunItem *self)
{
}

/**
 * spk_run_item_new:
 * @entry: (transfer full)
 *
 * Returns: (transfer full): an item of that row
 */
SpkRunItem *
spk_run_item_new (SpkRunEntry *entry)
{
  SpkRunItem *self = g_object_new (SPK_TYPE_RUN_ITEM, NULL);

  self->entry = entry;
  return self;
}

static gboolean
same_value (FieldType type, gconstpointer a, gconstpointer b)
{
  switch (type)
    {
    case FIELD_TEXT:
      return g_str_equal (get_text (a), get_text (b));
    case FIELD_NUMBER:
    case FIELD_CHOICE:
      return *(const guint *) a == *(const guint *) b;
    default:
      return memcmp (a, b, sizeof (gint64)) == 0;
    }
}

/**
 * spk_run_item_update:
 * @entry: (transfer full): a newer row of the same run
 *
 * Notifies what has changed.
 */
void
spk_run_item_update (SpkRunItem *self, SpkRunEntry *entry)
{
  SpkRunEntry *old = self->entry;

  g_object_freeze_notify (G_OBJECT (self));
  self->entry = entry;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (!same_value (fields[i].type, G_STRUCT_MEMBER_P (old, fields[i].offset), G_STRUCT_MEMBER_P (entry, fields[i].offset)))
      g_object_notify_by_pspec (G_OBJECT (self), properties[i + 1]);
  spk_run_entry_free (old);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * spk_run_item_get_entry:
 *
 * Returns: (transfer none): its row, until the next refresh
 */
const SpkRunEntry *
spk_run_item_get_entry (SpkRunItem *self)
{
  return self->entry;
}

const char *
spk_run_item_get_folder (SpkRunItem *self)
{
  return self->entry->folder;
}

static gboolean
contains (const char *text, const char *folded_word)
{
  g_autofree char *folded = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return folded != NULL && strstr (folded, folded_word) != NULL;
}

static gboolean
matches_word (const SpkRunEntry *entry, const char *folded_word)
{
  return contains (entry->name, folded_word) || contains (entry->data, folded_word) ||
         contains (entry->data_kind, folded_word) || contains (entry->notes, folded_word) ||
         contains (entry->tags, folded_word) || contains (entry->folder, folded_word) ||
         contains (spk_run_state_to_string (entry->state), folded_word);
}

/**
 * spk_run_item_matches:
 * @search: (nullable): words, separated by spaces
 *
 * Returns: whether each word occurs in its name, recordings, state, notes, tags or folder, in any case of letters
 */
gboolean
spk_run_item_matches (SpkRunItem *self, const char *search)
{
  g_autofree char *folded = search != NULL ? g_utf8_casefold (search, -1) : g_strdup ("");
  g_auto (GStrv) words = g_strsplit_set (folded, " \t", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (!matches_word (self->entry, words[i]))
      return FALSE;
  return TRUE;
}
