/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SPK_ARRAYS_ERROR (spk_arrays_error_quark ())

typedef enum
{
  SPK_ARRAYS_ERROR_MISSING, /* no such array, or one of another type or shape */
} SpkArraysError;

GQuark spk_arrays_error_quark (void);

typedef enum
{
  SPK_ARRAY_FLOAT32,
  SPK_ARRAY_FLOAT64,
  SPK_ARRAY_UINT64,
  SPK_ARRAY_INT8,
} SpkArrayType;

#define SPK_ARRAY_MAX_RANK 4

/**
 * SpkArray:
 * @name: path-like name, as "network/layer0/W"
 * @type: element type
 * @rank: number of dimensions, 1 to %SPK_ARRAY_MAX_RANK
 * @dims: extent of each dimension, the last one innermost
 * @n_values: product of @dims
 * @data: the values, owned by the bundle
 */
typedef struct
{
  char        *name;
  SpkArrayType type;
  guint        rank;
  gsize        dims[SPK_ARRAY_MAX_RANK];
  gsize        n_values;
  gpointer     data;
} SpkArray;

/**
 * SpkArrays:
 *
 * Named arrays in the order they were added: the state of a job, as a checkpoint holds it. It knows nothing of
 * files, and a store that writes it knows nothing of training.
 */
typedef struct _SpkArrays SpkArrays;

SpkArrays      *spk_arrays_new    (void);
void            spk_arrays_free   (SpkArrays *self);
gsize           spk_array_type_size (SpkArrayType type);
SpkArray       *spk_arrays_add    (SpkArrays *self, const char *name, SpkArrayType type, guint rank, const gsize *dims,
                                   gconstpointer data);
void            spk_arrays_add_uint64  (SpkArrays *self, const char *name, guint64 value);
void            spk_arrays_add_float64 (SpkArrays *self, const char *name, double value);
guint           spk_arrays_get_n  (const SpkArrays *self);
const SpkArray *spk_arrays_get    (const SpkArrays *self, guint i);
const SpkArray *spk_arrays_find   (const SpkArrays *self, const char *name);
gboolean        spk_arrays_get_uint64  (const SpkArrays *self, const char *name, guint64 *value, GError **error);
gboolean        spk_arrays_get_float64 (const SpkArrays *self, const char *name, double *value, GError **error);
gboolean        spk_arrays_equal  (const SpkArrays *self, const SpkArrays *other, const char **first_difference);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkArrays, spk_arrays_free)

G_END_DECLS
