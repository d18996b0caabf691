/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/spk-arrays.h"

#include <string.h>

G_DEFINE_QUARK (spk-arrays-error-quark, spk_arrays_error)

struct _SpkArrays
{
  GPtrArray  *arrays;  /* SpkArray */
  GHashTable *by_name; /* name -> SpkArray, neither owned */
};

static void
array_free (gpointer data)
{
  SpkArray *array = data;

  g_free (array->name);
  g_free (array->data);
  g_free (array);
}

SpkArrays *
spk_arrays_new (void)
{
  SpkArrays *self = g_new0 (SpkArrays, 1);

  self->arrays = g_ptr_array_new_with_free_func (array_free);
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
spk_arrays_free (SpkArrays *self)
{
  g_hash_table_unref (self->by_name);
  g_ptr_array_unref (self->arrays);
  g_free (self);
}

/**
 * spk_array_type_size:
 *
 * Returns: bytes of one element
 */
gsize
spk_array_type_size (SpkArrayType type)
{
  switch (type)
    {
    case SPK_ARRAY_FLOAT32:
      return sizeof (float);
    case SPK_ARRAY_FLOAT64:
      return sizeof (double);
    case SPK_ARRAY_UINT64:
      return sizeof (guint64);
    case SPK_ARRAY_INT8:
      return sizeof (gint8);
    default:
      g_assert_not_reached ();
    }
}

/**
 * spk_arrays_add:
 * @name: a name that is not in the bundle yet
 * @dims: (array length=rank): extents
 * @data: (nullable): the values, copied; %NULL for zeros
 *
 * Returns: (transfer none): the new array, to be filled by the caller if @data was %NULL
 */
SpkArray *
spk_arrays_add (SpkArrays     *self,
                const char    *name,
                SpkArrayType   type,
                guint          rank,
                const gsize   *dims,
                gconstpointer  data)
{
  g_return_val_if_fail (rank >= 1 && rank <= SPK_ARRAY_MAX_RANK, NULL);
  g_return_val_if_fail (!g_hash_table_contains (self->by_name, name), NULL);

  SpkArray *array = g_new0 (SpkArray, 1);

  array->name = g_strdup (name);
  array->type = type;
  array->rank = rank;
  array->n_values = 1;
  for (guint i = 0; i < rank; i++)
    {
      array->dims[i] = dims[i];
      array->n_values *= dims[i];
    }
  array->data = g_malloc0_n (MAX (array->n_values, 1), spk_array_type_size (type));
  if (data != NULL && array->n_values > 0)
    memcpy (array->data, data, array->n_values * spk_array_type_size (type));
  g_ptr_array_add (self->arrays, array);
  g_hash_table_insert (self->by_name, array->name, array);
  return array;
}

void
spk_arrays_add_uint64 (SpkArrays *self, const char *name, guint64 value)
{
  spk_arrays_add (self, name, SPK_ARRAY_UINT64, 1, (const gsize[]){ 1 }, &value);
}

void
spk_arrays_add_float64 (SpkArrays *self, const char *name, double value)
{
  spk_arrays_add (self, name, SPK_ARRAY_FLOAT64, 1, (const gsize[]){ 1 }, &value);
}

guint
spk_arrays_get_n (const SpkArrays *self)
{
  return self->arrays->len;
}

const SpkArray *
spk_arrays_get (const SpkArrays *self, guint i)
{
  return g_ptr_array_index (self->arrays, i);
}

/**
 * spk_arrays_find:
 *
 * Returns: (transfer none) (nullable): the array of that name
 */
const SpkArray *
spk_arrays_find (const SpkArrays *self, const char *name)
{
  return g_hash_table_lookup (self->by_name, name);
}

static gboolean
get_scalar (const SpkArrays *self, const char *name, SpkArrayType type, gpointer value, GError **error)
{
  const SpkArray *array = spk_arrays_find (self, name);

  if (array == NULL || array->type != type || array->n_values != 1)
    {
      g_set_error (error, SPK_ARRAYS_ERROR, SPK_ARRAYS_ERROR_MISSING, "the saved state has no number \"%s\"", name);
      return FALSE;
    }
  memcpy (value, array->data, spk_array_type_size (type));
  return TRUE;
}

/**
 * spk_arrays_get_uint64:
 * @value: (out): unchanged on an error
 *
 * Returns: %FALSE with @error if there is no such number
 */
gboolean
spk_arrays_get_uint64 (const SpkArrays *self, const char *name, guint64 *value, GError **error)
{
  return get_scalar (self, name, SPK_ARRAY_UINT64, value, error);
}

/**
 * spk_arrays_get_float64:
 * @value: (out): unchanged on an error
 *
 * Returns: %FALSE with @error if there is no such number
 */
gboolean
spk_arrays_get_float64 (const SpkArrays *self, const char *name, double *value, GError **error)
{
  return get_scalar (self, name, SPK_ARRAY_FLOAT64, value, error);
}

static gboolean
array_equal (const SpkArray *a, const SpkArray *b)
{
  return b != NULL && a->type == b->type && a->rank == b->rank &&
         memcmp (a->dims, b->dims, sizeof a->dims) == 0 &&
         memcmp (a->data, b->data, a->n_values * spk_array_type_size (a->type)) == 0;
}

/**
 * spk_arrays_equal:
 * @first_difference: (out) (optional) (transfer none): name of the first array that differs
 *
 * Returns: whether both bundles hold the same arrays, bit for bit, in any order
 */
gboolean
spk_arrays_equal (const SpkArrays *self, const SpkArrays *other, const char **first_difference)
{
  for (guint side = 0; side < 2; side++)
    {
      const SpkArrays *from = side == 0 ? self : other;
      const SpkArrays *to = side == 0 ? other : self;

      for (guint i = 0; i < spk_arrays_get_n (from); i++)
        {
          const SpkArray *array = spk_arrays_get (from, i);

          if (array_equal (array, spk_arrays_find (to, array->name)))
            continue;
          if (first_difference != NULL)
            *first_difference = array->name;
          return FALSE;
        }
    }
  return TRUE;
}
