/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The state of a job as HDF5: every array a contiguous dataset, slashes in its name are groups, numbers are little
 * endian. Behind the last byte that HDF5 knows of stands a seal: one line of text with the SHA-256 of all
 * before it. It is looked at first: a damaged file never gets to HDF5, which is not made for them, and a flipped bit
 * is an error and not another network.
 *
 * The file is built in memory and written by spk_file_write(). HDF5 on its own leaves a file open for good when the
 * disk is full, and then crashes at the end of the program.
 */
#define H5_USE_110_API

#include "store/spk-checkpoint.h"

#include <errno.h>
#include <pthread.h>
#include <string.h>
#include <sys/stat.h>

#include <glib/gstdio.h>
#include <hdf5.h>

#include "store/spk-file.h"

#define FORMAT "spikesmith-checkpoint"
#define VERSION 1
#define MAX_ARRAYS 65536
#define MAX_NAME 1024
#define MAX_DEPTH 16
#define SEAL_FORMAT FORMAT " sha256 %s\n"
#define SEAL_BYTES (sizeof SEAL_FORMAT - 3 + 64)
#define MEMORY_INCREMENT (4 << 20)

/* The library is not safe for threads as distributions build it. */
static pthread_mutex_t hdf5_mutex = PTHREAD_MUTEX_INITIALIZER;

/* Any HDF5 identifier, released at the end of its scope. */
typedef hid_t Hid;

static void
hid_clear (Hid *id)
{
  if (*id >= 0)
    H5Idec_ref (*id);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Hid, hid_clear)

/* --- Errors --- */

static herr_t
take_innermost (unsigned n, const H5E_error2_t *entry, void *data)
{
  char **message = data;

  if (n == 0 && entry->desc != NULL)
    *message = g_strdup (entry->desc);
  return 0;
}

/* Sets @error to what HDF5 complained about. */
static gboolean
fail_hdf5 (const char *path, const char *what, SpkStoreError code, GError **error)
{
  g_autofree char *message = NULL;

  H5Ewalk2 (H5E_DEFAULT, H5E_WALK_UPWARD, take_innermost, &message);
  H5Eclear2 (H5E_DEFAULT);
  g_set_error (error, SPK_STORE_ERROR, code, "%s: %s: %s", path, what,
               message != NULL ? message : "HDF5 does not say why");
  return FALSE;
}

G_GNUC_PRINTF (3, 4)
static gboolean
fail_format (const char *path, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_FORMAT, "%s: %s", path, message);
  return FALSE;
}

/* --- Types --- */

static hid_t
file_type (SpkArrayType type)
{
  switch (type)
    {
    case SPK_ARRAY_FLOAT32:
      return H5T_IEEE_F32LE;
    case SPK_ARRAY_FLOAT64:
      return H5T_IEEE_F64LE;
    case SPK_ARRAY_UINT64:
      return H5T_STD_U64LE;
    case SPK_ARRAY_INT8:
      return H5T_STD_I8LE;
    default:
      g_assert_not_reached ();
    }
}

static hid_t
memory_type (SpkArrayType type)
{
  switch (type)
    {
    case SPK_ARRAY_FLOAT32:
      return H5T_NATIVE_FLOAT;
    case SPK_ARRAY_FLOAT64:
      return H5T_NATIVE_DOUBLE;
    case SPK_ARRAY_UINT64:
      return H5T_NATIVE_UINT64;
    case SPK_ARRAY_INT8:
      return H5T_NATIVE_INT8;
    default:
      g_assert_not_reached ();
    }
}

/* --- Seal --- */

/* Returns: (transfer full): the seal of @length bytes, %SEAL_BYTES long */
static char *
make_seal (gconstpointer bytes, gsize length)
{
  g_autofree char *digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes, length);

  return g_strdup_printf (SEAL_FORMAT, digest);
}

static gboolean
check_seal (const char *path, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, &cause);
  g_autofree char *seal = NULL;
  const char *bytes;
  gsize length;

  if (file == NULL)
    return fail_format (path, error, "%s", cause->message);
  bytes = g_mapped_file_get_contents (file);
  length = g_mapped_file_get_length (file);
  if (length <= SEAL_BYTES || memcmp (bytes + length - SEAL_BYTES, FORMAT, strlen (FORMAT)) != 0)
    return fail_format (path, error, "this is not a checkpoint, or a part of one only");
  seal = make_seal (bytes, length - SEAL_BYTES);
  return memcmp (bytes + length - SEAL_BYTES, seal, SEAL_BYTES) == 0 ||
         fail_format (path, error, "the checkpoint is damaged: it does not hold what was written to it");
}

/* --- Writing --- */

/* A name HDF5 keeps as it is: "a//b", "./a" and "/a" would come back as other names. */
static gboolean
name_is_plain (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "/", -1);

  if (parts[0] == NULL || strlen (name) > MAX_NAME || g_strv_length (parts) > MAX_DEPTH)
    return FALSE;
  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] == '\0' || g_str_equal (parts[i], "."))
      return FALSE;
  return TRUE;
}

static gboolean
check_state (const char *path, const SpkArrays *state, GError **error)
{
  guint64 n_bytes = 0;

  if (spk_arrays_get_n (state) > MAX_ARRAYS)
    return fail_format (path, error, "more than %d arrays", MAX_ARRAYS);
  for (guint i = 0; i < spk_arrays_get_n (state); i++)
    {
      const SpkArray *array = spk_arrays_get (state, i);

      if (!name_is_plain (array->name))
        return fail_format (path, error, "\"%s\" cannot be the name of an array in a file", array->name);
      n_bytes += (guint64)array->n_values * spk_array_type_size (array->type);
      if (n_bytes > SPK_CHECKPOINT_MAX_BYTES)
        return fail_format (path, error, "the state is larger than 4 GiB");
    }
  return TRUE;
}

static hid_t
new_memory_access (void)
{
  g_auto (Hid) access = H5Pcreate (H5P_FILE_ACCESS);
  hid_t id = access;

  if (H5Pset_fapl_core (access, MEMORY_INCREMENT, FALSE) < 0 ||
      H5Pset_libver_bounds (access, H5F_LIBVER_V18, H5F_LIBVER_V18) < 0)
    return H5I_INVALID_HID;
  access = H5I_INVALID_HID;
  return id;
}

static gboolean
write_attribute (hid_t file, const char *name, hid_t type, hid_t native, const void *value)
{
  g_auto (Hid) space = H5Screate (H5S_SCALAR);
  g_auto (Hid) attribute = H5Acreate2 (file, name, type, space, H5P_DEFAULT, H5P_DEFAULT);

  return attribute >= 0 && H5Awrite (attribute, native, value) >= 0;
}

static gboolean
write_text (hid_t file, const char *name, const char *value)
{
  g_auto (Hid) type = H5Tcopy (H5T_C_S1);

  return H5Tset_size (type, strlen (value)) >= 0 && H5Tset_strpad (type, H5T_STR_NULLPAD) >= 0 &&
         write_attribute (file, name, type, type, value);
}

static gboolean
write_header (hid_t file)
{
  const guint version = VERSION;

  return write_text (file, "format", FORMAT) &&
         write_attribute (file, "version", H5T_STD_U32LE, H5T_NATIVE_UINT, &version);
}

/* Takes HDF5's message at once: every further call, as to release something, clears it. */
static gboolean
fail_array (const char *path, const SpkArray *array, GError **error)
{
  g_autofree char *what = g_strdup_printf ("\"%s\" could not be written", array->name);

  return fail_hdf5 (path, what, SPK_STORE_ERROR_WRITE, error);
}

static gboolean
write_array (const char *path, hid_t file, const SpkArray *array, GError **error)
{
  g_auto (Hid) links = H5Pcreate (H5P_LINK_CREATE);
  g_auto (Hid) creation = H5Pcreate (H5P_DATASET_CREATE);
  g_auto (Hid) space = H5I_INVALID_HID;
  g_auto (Hid) dataset = H5I_INVALID_HID;
  hsize_t dims[SPK_ARRAY_MAX_RANK];

  for (guint i = 0; i < array->rank; i++)
    dims[i] = array->dims[i];
  /* no times: the same state gives the same bytes */
  if (H5Pset_create_intermediate_group (links, 1) < 0 || H5Pset_obj_track_times (creation, FALSE) < 0)
    return fail_array (path, array, error);
  space = H5Screate_simple ((int)array->rank, dims, NULL);
  dataset = H5Dcreate2 (file, array->name, file_type (array->type), space, links, creation, H5P_DEFAULT);
  if (dataset < 0)
    return fail_array (path, array, error);
  return array->n_values == 0 ||
         H5Dwrite (dataset, memory_type (array->type), H5S_ALL, H5S_ALL, H5P_DEFAULT, array->data) >= 0 ||
         fail_array (path, array, error);
}

/* Copies the memory of @file as it would be on disk, and appends the seal. */
static char *
take_image (hid_t file, gsize *length)
{
  g_auto (Hid) access = H5Fget_access_plist (file);
  g_autofree char *seal = NULL;
  void *handle = NULL;
  gssize size;
  char *image;

  if (H5Fflush (file, H5F_SCOPE_GLOBAL) < 0 || H5Fget_vfd_handle (file, access, &handle) < 0 || handle == NULL)
    return NULL;
  size = H5Fget_file_image (file, NULL, 0);
  if (size <= 0)
    return NULL;
  /* H5Fget_file_image() itself clears flags in the copy without renewing their check sum. */
  image = g_malloc ((gsize)size + SEAL_BYTES);
  memcpy (image, *(char **)handle, (gsize)size);
  seal = make_seal (image, (gsize)size);
  memcpy (image + size, seal, SEAL_BYTES);
  *length = (gsize)size + SEAL_BYTES;
  return image;
}

static char *
make_image (const char *path, const SpkArrays *state, gsize *length, GError **error)
{
  g_auto (Hid) access = new_memory_access ();
  g_auto (Hid) file = H5Fcreate (path, H5F_ACC_TRUNC, H5P_DEFAULT, access);
  char *image;

  if (file < 0 || !write_header (file))
    {
      fail_hdf5 (path, "the checkpoint could not be begun", SPK_STORE_ERROR_WRITE, error);
      return NULL;
    }
  for (guint i = 0; i < spk_arrays_get_n (state); i++)
    if (!write_array (path, file, spk_arrays_get (state, i), error))
      return NULL;
  image = take_image (file, length);
  if (image == NULL)
    fail_hdf5 (path, "the checkpoint could not be ended", SPK_STORE_ERROR_WRITE, error);
  return image;
}

/**
 * spk_checkpoint_write:
 * @path: file to make or replace
 * @state: at most %SPK_CHECKPOINT_MAX_BYTES; no array may have the name of a folder of another, as "a" and "a/b"
 *
 * Replaces the file at once: it holds the old or the new state, whatever is killed when. Needs memory for two
 * more copies of @state while it works. May be called in any thread.
 *
 * Returns: whether the state is on the disk; else @error is of %SPK_STORE_ERROR and the old file stays
 */
gboolean
spk_checkpoint_write (const char *path, const SpkArrays *state, GError **error)
{
  g_autofree char *image = NULL;
  gsize length = 0;

  g_return_val_if_fail (path != NULL && state != NULL, FALSE);

  if (!check_state (path, state, error))
    return FALSE;
  pthread_mutex_lock (&hdf5_mutex);
  H5Eset_auto2 (H5E_DEFAULT, NULL, NULL);
  image = make_image (path, state, &length, error);
  pthread_mutex_unlock (&hdf5_mutex);
  return image != NULL && spk_file_write (path, image, length, error);
}

/* --- Reading --- */

/* Reads a text of exactly @length bytes into @text, which has room for a 0 after them. */
static gboolean
read_text (hid_t file, const char *name, gsize length, char *text)
{
  g_auto (Hid) attribute = H5Aopen (file, name, H5P_DEFAULT);
  g_auto (Hid) type = attribute < 0 ? H5I_INVALID_HID : H5Aget_type (attribute);
  g_auto (Hid) space = attribute < 0 ? H5I_INVALID_HID : H5Aget_space (attribute);

  text[length] = '\0';
  return type >= 0 && space >= 0 && H5Tget_class (type) == H5T_STRING && H5Tis_variable_str (type) == 0 &&
         H5Tget_size (type) == length && H5Sget_simple_extent_npoints (space) == 1 &&
         H5Aread (attribute, type, text) >= 0;
}

static gboolean
read_version (hid_t file, guint *version)
{
  g_auto (Hid) attribute = H5Aopen (file, "version", H5P_DEFAULT);
  g_auto (Hid) type = attribute < 0 ? H5I_INVALID_HID : H5Aget_type (attribute);
  g_auto (Hid) space = attribute < 0 ? H5I_INVALID_HID : H5Aget_space (attribute);

  return type >= 0 && space >= 0 && H5Tget_class (type) == H5T_INTEGER && H5Sget_simple_extent_npoints (space) == 1 &&
         H5Aread (attribute, H5T_NATIVE_UINT, version) >= 0;
}

static gboolean
check_header (const char *path, hid_t file, GError **error)
{
  char format[sizeof FORMAT];
  guint version;

  if (!read_text (file, "format", strlen (FORMAT), format) || !g_str_equal (format, FORMAT) ||
      !read_version (file, &version))
    return fail_format (path, error, "this is an HDF5 file, but not a checkpoint");
  if (version == VERSION)
    return TRUE;
  g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_VERSION,
               "%s: checkpoint of version %u, but this program knows version %d only", path, version, VERSION);
  return FALSE;
}

static guint
count_slashes (const char *name)
{
  guint n = 0;

  for (; *name != '\0'; name++)
    n += *name == '/';
  return n;
}

/*
 * Called once for each object, however many links lead to it and wherever they lead: neither a cycle nor a link into
 * another file gets in here.
 */
static herr_t
collect_name (G_GNUC_UNUSED hid_t file, const char *name, const H5O_info_t *info, void *data)
{
  GPtrArray *names = data;

  if (count_slashes (name) >= MAX_DEPTH || strlen (name) > MAX_NAME)
    return -1;
  if (info->type != H5O_TYPE_DATASET)
    return 0;
  if (names->len == MAX_ARRAYS)
    return -1;
  g_ptr_array_add (names, g_strdup (name));
  return 0;
}

static gboolean
find_type (hid_t dataset, SpkArrayType *found)
{
  g_auto (Hid) type = H5Dget_type (dataset);

  if (type < 0)
    return FALSE;
  for (SpkArrayType candidate = SPK_ARRAY_FLOAT32; candidate <= SPK_ARRAY_INT8; candidate++)
    if (H5Tequal (type, file_type (candidate)) > 0)
      {
        *found = candidate;
        return TRUE;
      }
  return FALSE;
}

/* Whether the values lie in this file as they are: no plug-ins, no other files. */
static gboolean
storage_is_plain (hid_t dataset)
{
  g_auto (Hid) creation = H5Dget_create_plist (dataset);
  H5D_layout_t layout = creation < 0 ? H5D_LAYOUT_ERROR : H5Pget_layout (creation);

  return (layout == H5D_COMPACT || layout == H5D_CONTIGUOUS) && H5Pget_external_count (creation) == 0 &&
         H5Pget_nfilters (creation) == 0;
}

/* Extents that are no larger than what the file really holds, so that they can be trusted to allocate. */
static gboolean
find_shape (hid_t dataset, gsize value_size, guint *rank, gsize dims[SPK_ARRAY_MAX_RANK], guint64 *n_bytes)
{
  g_auto (Hid) space = H5Dget_space (dataset);
  hsize_t extents[SPK_ARRAY_MAX_RANK];
  int n = space < 0 ? -1 : H5Sget_simple_extent_ndims (space);

  if (n < 1 || n > SPK_ARRAY_MAX_RANK || H5Sget_simple_extent_type (space) != H5S_SIMPLE)
    return FALSE;
  if (H5Sget_simple_extent_dims (space, extents, NULL) != n)
    return FALSE;

  *rank = (guint)n;
  *n_bytes = value_size;
  for (int i = 0; i < n; i++)
    {
      if (!g_uint64_checked_mul (n_bytes, *n_bytes, extents[i]) || extents[i] > SPK_CHECKPOINT_MAX_BYTES)
        return FALSE;
      dims[i] = extents[i];
    }
  return *n_bytes <= SPK_CHECKPOINT_MAX_BYTES && *n_bytes <= H5Dget_storage_size (dataset);
}

static gboolean
read_array (const char *path, hid_t file, const char *name, guint64 *budget, SpkArrays *state, GError **error)
{
  g_auto (Hid) dataset = H5Dopen2 (file, name, H5P_DEFAULT);
  gsize dims[SPK_ARRAY_MAX_RANK];
  SpkArrayType type;
  SpkArray *array;
  guint64 n_bytes;
  guint rank;

  if (spk_arrays_find (state, name) != NULL)
    return fail_format (path, error, "there are two arrays \"%s\"", name);
  if (dataset < 0)
    return fail_hdf5 (path, name, SPK_STORE_ERROR_FORMAT, error);
  if (!find_type (dataset, &type))
    return fail_format (path, error, "\"%s\" is of a type that no checkpoint holds", name);
  if (!storage_is_plain (dataset))
    return fail_format (path, error, "\"%s\" is stored in a way that no checkpoint is", name);
  if (!find_shape (dataset, spk_array_type_size (type), &rank, dims, &n_bytes))
    return fail_format (path, error, "\"%s\" has a shape that its file cannot hold", name);
  if (n_bytes > *budget)
    return fail_format (path, error, "the arrays claim more bytes than the file has");
  *budget -= n_bytes;

  array = spk_arrays_add (state, name, type, rank, dims, NULL);
  if (n_bytes > 0 && H5Dread (dataset, memory_type (type), H5S_ALL, H5S_ALL, H5P_DEFAULT, array->data) < 0)
    return fail_hdf5 (path, name, SPK_STORE_ERROR_FORMAT, error);
  return TRUE;
}

static SpkArrays *
read_locked (const char *path, guint64 file_size, GError **error)
{
  g_autoptr (SpkArrays) state = spk_arrays_new ();
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_auto (Hid) access = H5Pcreate (H5P_FILE_ACCESS);
  g_auto (Hid) file = H5I_INVALID_HID;
  guint64 budget = MIN (file_size, SPK_CHECKPOINT_MAX_BYTES);

  /* Files are replaced, never changed, and locks of network folders are a nuisance. */
  H5Pset_file_locking (access, FALSE, TRUE);
  file = H5Fopen (path, H5F_ACC_RDONLY, access);
  if (file < 0)
    {
      fail_hdf5 (path, "not a checkpoint, or a damaged one", SPK_STORE_ERROR_FORMAT, error);
      return NULL;
    }
  if (!check_header (path, file, error))
    return NULL;
  if (H5Ovisit2 (file, H5_INDEX_NAME, H5_ITER_INC, collect_name, names, H5O_INFO_BASIC) < 0)
    {
      fail_hdf5 (path, "the list of arrays is damaged", SPK_STORE_ERROR_FORMAT, error);
      return NULL;
    }
  for (guint i = 0; i < names->len; i++)
    if (!read_array (path, file, g_ptr_array_index (names, i), &budget, state, error))
      return NULL;
  return g_steal_pointer (&state);
}

static gboolean
find_size (const char *path, guint64 *size, GError **error)
{
  GStatBuf status;

  if (g_stat (path, &status) != 0)
    {
      g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_NOT_FOUND, "%s: %s", path, g_strerror (errno));
      return FALSE;
    }
  if (!S_ISREG (status.st_mode))
    return fail_format (path, error, "this is not a file");
  *size = (guint64)status.st_size;
  return TRUE;
}

/**
 * spk_checkpoint_read:
 * @path: a file, of any origin
 *
 * Reads what spk_checkpoint_write() wrote, sorted by name. A damaged file is an error, never another state. Links to
 * other files are ignored, and no more memory is taken than the file is long. May be called in any thread.
 *
 * Returns: (transfer full): the state; or %NULL with %SPK_STORE_ERROR_NOT_FOUND, %SPK_STORE_ERROR_FORMAT or
 *   %SPK_STORE_ERROR_VERSION
 */
SpkArrays *
spk_checkpoint_read (const char *path, GError **error)
{
  SpkArrays *state;
  guint64 size = 0;

  g_return_val_if_fail (path != NULL, NULL);

  if (!find_size (path, &size, error) || !check_seal (path, error))
    return NULL;
  pthread_mutex_lock (&hdf5_mutex);
  H5Eset_auto2 (H5E_DEFAULT, NULL, NULL);
  state = read_locked (path, size, error);
  pthread_mutex_unlock (&hdf5_mutex);
  return state;
}
