/* SPDX-License-Identifier: GPL-3.0-or-later */

/* N-MNIST (Orchard et al., Front. Neurosci. 9:437, 2015): a tree [Train|Test]/LABEL/NAME.bin of digits before a sensor
 * of 34 x 34 pixels. An event has 40 bits: x (8), y (8), polarity (1), time in microseconds (23, big endian).
 *
 * An event with y = 240 is no pixel: it marks an overflow of the sensor's clock. As in the authors' own reader
 * (Read_Ndataset.m) it adds 2^13 us to the time of every event after it, once for each marker so far; its other fields
 * mean nothing. */

#include "data/spk-reader.h"

#include "data/spk-class-tree.h"
#include "data/spk-data-error.h"
#include "data/spk-file.h"

#define SIDE         34
#define N_POLARITIES 2
#define EVENT_BYTES  5
#define OVERFLOW_Y   240
#define OVERFLOW_US  (1u << 13)
#define SUFFIX       ".bin"
#define N_PARTS      2

typedef struct
{
  const char *name;       /* value of the group "part" */
  char       *path;
  char       *folder;     /* what the part is called in sample names */
  GPtrArray  *classes;    /* of SpkClassFolder * */
} Part;

/* The parts of a tree, or one nameless part where the class folders lie in the root. */
typedef struct
{
  Part     parts[N_PARTS];
  guint    n_parts;
  gboolean is_parted;
} Tree;

static void
tree_clear (Tree *tree)
{
  for (guint i = 0; i < tree->n_parts; i++)
    {
      g_free (tree->parts[i].path);
      g_free (tree->parts[i].folder);
      g_clear_pointer (&tree->parts[i].classes, g_ptr_array_unref);
    }
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tree, tree_clear)

static gboolean G_GNUC_PRINTF (4, 5)
fail_at_byte (const char *path, gsize byte, GError **error, const char *format, ...)
{
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, SPK_DATA_ERROR, SPK_DATA_ERROR_RANGE, "%s: byte %" G_GSIZE_FORMAT ": %s", shown, byte, what);
  return FALSE;
}

static gboolean
check_size (const char *path, gsize size, GError **error)
{
  if (size % EVENT_BYTES == 0)
    return TRUE;

  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, SPK_DATA_ERROR, SPK_DATA_ERROR_FORMAT,
               "%s: byte %" G_GSIZE_FORMAT ": the last event is truncated, %d of its 5 bytes are there", shown,
               size - size % EVENT_BYTES, (int) (size % EVENT_BYTES));
  return FALSE;
}

static gboolean
parse_events (const char *path, const GByteArray *bytes, SpkDatasetBuilder *builder, GError **error)
{
  guint64 overflow_us = 0;

  if (!check_size (path, bytes->len, error))
    return FALSE;
  for (gsize i = 0; i < bytes->len; i += EVENT_BYTES)
    {
      const guint8 *event = bytes->data + i;
      guint32 x = event[0], y = event[1], polarity = event[2] >> 7;
      guint64 time_us = overflow_us + ((event[2] & 0x7fu) << 16 | event[3] << 8 | event[4]);

      if (y == OVERFLOW_Y)
        {
          overflow_us += OVERFLOW_US;
          continue;
        }
      if (x >= SIDE || y >= SIDE)
        return fail_at_byte (path, i, error, "pixel (%u, %u) lies outside 34 x 34", x, y);
      if (time_us > G_MAXUINT32)
        return fail_at_byte (path, i, error, "too many overflow markers, the time passes an hour");
      spk_dataset_builder_add_event (builder, (polarity * SIDE + y) * SIDE + x, (guint32) time_us);
    }
  return TRUE;
}

static gboolean
read_recording (SpkDatasetBuilder    *builder,
                const Part           *part,
                const SpkClassFolder *class,
                const char           *file,
                guint32               label,
                GByteArray           *buffer,
                GError              **error)
{
  g_autofree char *path = g_build_filename (class->path, file, NULL);
  g_autofree char *class_name = g_path_get_basename (class->path);
  g_autofree char *relative = g_build_filename (part->folder, class_name, file, NULL);
  g_autofree char *sample_name = g_filename_display_name (relative);

  if (!spk_file_load (path, buffer, error) || !parse_events (path, buffer, builder, error))
    return FALSE;
  return spk_dataset_builder_end_sample (builder, sample_name, label, (const char *const[]){ part->name }, error);
}

/* Finds a part whatever the case of its folder's name. Returns NULL where it is missing. */
static char *
find_part (const char *root, const char *name)
{
  g_autoptr (GPtrArray) names = spk_folder_list (root, NULL);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (root, g_ptr_array_index (names, i), NULL);

      if (g_ascii_strcasecmp (g_ptr_array_index (names, i), name) == 0 && g_file_test (path, G_FILE_TEST_IS_DIR))
        return g_strdup (g_ptr_array_index (names, i));
    }
  return NULL;
}

static void
add_part (Tree *tree, const char *root, const char *name)
{
  g_autofree char *folder = find_part (root, name);

  if (folder == NULL)
    return;
  tree->parts[tree->n_parts++] = (Part){
    .name = name,
    .path = g_build_filename (root, folder, NULL),
    .folder = g_steal_pointer (&folder),
  };
}

static void
find_parts (Tree *tree, const char *root)
{
  add_part (tree, root, "Train");
  add_part (tree, root, "Test");
  tree->is_parted = tree->n_parts > 0;
  if (!tree->is_parted)
    tree->parts[tree->n_parts++] = (Part){ .name = "", .path = g_strdup (root), .folder = g_strdup ("") };
}

/* Folders beside Train and Test have no place in the format. */
static gboolean
check_strays (const Tree *tree, const char *root, SpkDatasetBuilder *builder, GError **error)
{
  g_autoptr (GPtrArray) names = spk_folder_list (root, error);

  if (names == NULL)
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *path = g_build_filename (root, name, NULL);
      g_autofree char *shown = g_filename_display_name (path);
      gboolean is_part = FALSE;

      for (guint j = 0; j < tree->n_parts; j++)
        is_part |= g_str_equal (tree->parts[j].folder, name);
      if (is_part || !g_file_test (path, G_FILE_TEST_IS_DIR))
        continue;
      if (!spk_dataset_builder_excuse (builder,
                                       g_error_new (SPK_DATA_ERROR, SPK_DATA_ERROR_FORMAT,
                                                    "%s: only Train and Test are expected here", shown),
                                       error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
scan_parts (Tree *tree, SpkDatasetBuilder *builder, GError **error)
{
  for (guint i = 0; i < tree->n_parts; i++)
    {
      tree->parts[i].classes = spk_class_tree_scan (tree->parts[i].path, SUFFIX, builder, error);
      if (tree->parts[i].classes == NULL)
        return FALSE;
    }
  return TRUE;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  guint first = *(const guint *) a, second = *(const guint *) b;

  return (first > second) - (first < second);
}

/* The classes of all parts in ascending order, each once. */
static GArray *
merge_classes (const Tree *tree)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (guint));
  GArray *merged = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < tree->n_parts; i++)
    for (guint j = 0; j < tree->parts[i].classes->len; j++)
      g_array_append_val (all, ((SpkClassFolder *) g_ptr_array_index (tree->parts[i].classes, j))->number);
  g_array_sort (all, compare_numbers);
  for (guint i = 0; i < all->len; i++)
    if (i == 0 || g_array_index (all, guint, i) != g_array_index (all, guint, i - 1))
      g_array_append_val (merged, g_array_index (all, guint, i));
  return merged;
}

static void
add_classes (SpkDatasetBuilder *builder, GArray *numbers)
{
  for (guint i = 0; i < numbers->len; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", g_array_index (numbers, guint, i));

      spk_dataset_builder_add_class (builder, name);
    }
}

static gboolean
read_part (SpkDatasetBuilder *builder, const Part *part, GArray *numbers, GError **error)
{
  g_autoptr (GByteArray) buffer = g_byte_array_new ();

  for (guint i = 0; i < part->classes->len; i++)
    {
      SpkClassFolder *class = g_ptr_array_index (part->classes, i);
      guint label = 0;

      g_array_binary_search (numbers, &class->number, compare_numbers, &label);
      for (guint j = 0; j < class->files->len; j++)
        {
          GError *reason = NULL;

          if (!read_recording (builder, part, class, g_ptr_array_index (class->files, j), label, buffer, &reason) &&
              !spk_dataset_builder_excuse (builder, reason, error))
            return FALSE;
        }
    }
  return TRUE;
}

static SpkDataset *
nmnist_read (const char *path, const SpkLoadOptions *options, GError **error)
{
  const SpkGeometry geometry = { SIDE * SIDE * N_POLARITIES, SIDE, SIDE, N_POLARITIES };
  g_autoptr (SpkDatasetBuilder) builder = spk_dataset_builder_new ("n-mnist", path, &geometry, 1, options->skip_bad);
  g_autoptr (GArray) numbers = NULL;
  g_auto (Tree) tree = { 0 };

  find_parts (&tree, path);
  if (tree.is_parted && !check_strays (&tree, path, builder, error))
    return NULL;
  if (!scan_parts (&tree, builder, error))
    return NULL;
  if (tree.is_parted)
    spk_dataset_builder_add_group (builder, "part");
  numbers = merge_classes (&tree);
  add_classes (builder, numbers);
  for (guint i = 0; i < tree.n_parts; i++)
    if (!read_part (builder, &tree.parts[i], numbers, error))
      return NULL;
  return spk_dataset_builder_finish (builder, error);
}

static char *
find_recording (const char *path)
{
  g_auto (Tree) tree = { 0 };
  char *recording = NULL;

  find_parts (&tree, path);
  for (guint i = 0; recording == NULL && i < tree.n_parts; i++)
    recording = spk_class_tree_first_recording (tree.parts[i].path, SUFFIX);
  return recording;
}

static SpkLikeness
nmnist_probe (const char *path)
{
  g_autofree char *recording = find_recording (path);
  g_autoptr (GByteArray) buffer = g_byte_array_new ();

  if (recording == NULL)
    return SPK_LIKENESS_NONE;
  if (!spk_file_load (recording, buffer, NULL) || buffer->len < EVENT_BYTES)
    return SPK_LIKENESS_LAYOUT;

  gboolean is_event = buffer->data[0] < SIDE && (buffer->data[1] < SIDE || buffer->data[1] == OVERFLOW_Y);

  return is_event ? SPK_LIKENESS_CONTENT : SPK_LIKENESS_LAYOUT;
}

const SpkReader spk_reader_nmnist = {
  .name = "n-mnist",
  .layout = "N-MNIST ([Train|Test]/LABEL/*.bin)",
  .probe = nmnist_probe,
  .read = nmnist_read,
};
