/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/spk-arrays.h"

#include <math.h>

static const float weights[] = { 1.0f, -2.5f, 0.0f, 4.0f, 5.0f, 6.0f };

static SpkArrays *
make_bundle (void)
{
  SpkArrays *arrays = spk_arrays_new ();

  spk_arrays_add (arrays, "network/layer0/W", SPK_ARRAY_FLOAT32, 2, (const gsize[]){ 2, 3 }, weights);
  spk_arrays_add_uint64 (arrays, "progress/epoch", 7);
  spk_arrays_add_float64 (arrays, "progress/seconds", 1.25);
  return arrays;
}

static void
test_keeps_what_was_added_in_order (void)
{
  g_autoptr (SpkArrays) arrays = make_bundle ();
  const SpkArray *first = spk_arrays_get (arrays, 0);

  g_assert_cmpuint (spk_arrays_get_n (arrays), ==, 3);
  g_assert_cmpstr (first->name, ==, "network/layer0/W");
  g_assert_cmpuint (first->rank, ==, 2);
  g_assert_cmpuint (first->dims[0], ==, 2);
  g_assert_cmpuint (first->dims[1], ==, 3);
  g_assert_cmpmem (first->data, first->n_values * sizeof (float), weights, sizeof weights);
  g_assert_cmpuint (*(guint64 *) spk_arrays_get (arrays, 1)->data, ==, 7);
  g_assert_cmpfloat (*(double *) spk_arrays_get (arrays, 2)->data, ==, 1.25);
}

static void
test_finds_by_name (void)
{
  g_autoptr (SpkArrays) arrays = make_bundle ();

  g_assert_true (spk_arrays_find (arrays, "progress/epoch") == spk_arrays_get (arrays, 1));
  g_assert_null (spk_arrays_find (arrays, "progress"));
}

static void
test_without_data_is_zero (void)
{
  g_autoptr (SpkArrays) arrays = spk_arrays_new ();
  const SpkArray *array = spk_arrays_add (arrays, "a", SPK_ARRAY_INT8, 3, (const gsize[]){ 2, 2, 2 }, NULL);
  const SpkArray *empty = spk_arrays_add (arrays, "b", SPK_ARRAY_FLOAT64, 2, (const gsize[]){ 0, 4 }, NULL);

  for (guint i = 0; i < 8; i++)
    g_assert_cmpint (((gint8 *) array->data)[i], ==, 0);
  g_assert_cmpuint (empty->n_values, ==, 0);
}

static void
test_equal_in_any_order (void)
{
  g_autoptr (SpkArrays) one = spk_arrays_new ();
  g_autoptr (SpkArrays) two = spk_arrays_new ();
  const char *difference = NULL;

  spk_arrays_add_uint64 (one, "a", 1);
  spk_arrays_add_uint64 (one, "b", 2);
  spk_arrays_add_uint64 (two, "b", 2);
  spk_arrays_add_uint64 (two, "a", 1);
  g_assert_true (spk_arrays_equal (one, two, &difference));
  g_assert_null (difference);
}

static void
test_names_the_first_difference (void)
{
  g_autoptr (SpkArrays) arrays = make_bundle ();
  g_autoptr (SpkArrays) changed = make_bundle ();
  g_autoptr (SpkArrays) longer = make_bundle ();
  const char *difference = NULL;

  ((float *) spk_arrays_find (changed, "network/layer0/W")->data)[5] += 1.0f;
  g_assert_false (spk_arrays_equal (arrays, changed, &difference));
  g_assert_cmpstr (difference, ==, "network/layer0/W");

  spk_arrays_add_uint64 (longer, "more", 0);
  g_assert_false (spk_arrays_equal (arrays, longer, &difference));
  g_assert_cmpstr (difference, ==, "more");
  g_assert_false (spk_arrays_equal (longer, arrays, NULL));
}

static void
test_type_and_shape_count (void)
{
  g_autoptr (SpkArrays) one = spk_arrays_new ();
  g_autoptr (SpkArrays) other_type = spk_arrays_new ();
  g_autoptr (SpkArrays) other_shape = spk_arrays_new ();

  spk_arrays_add (one, "a", SPK_ARRAY_FLOAT64, 2, (const gsize[]){ 2, 3 }, NULL);
  spk_arrays_add (other_type, "a", SPK_ARRAY_UINT64, 2, (const gsize[]){ 2, 3 }, NULL);
  spk_arrays_add (other_shape, "a", SPK_ARRAY_FLOAT64, 2, (const gsize[]){ 3, 2 }, NULL);
  g_assert_false (spk_arrays_equal (one, other_type, NULL));
  g_assert_false (spk_arrays_equal (one, other_shape, NULL));
}

/* A resume has to repeat the very bits, so -0 is not 0 and a NaN is itself. */
static void
test_equality_is_of_bits (void)
{
  g_autoptr (SpkArrays) one = spk_arrays_new ();
  g_autoptr (SpkArrays) two = spk_arrays_new ();

  spk_arrays_add_float64 (one, "nan", (double) NAN);
  spk_arrays_add_float64 (two, "nan", (double) NAN);
  g_assert_true (spk_arrays_equal (one, two, NULL));
  spk_arrays_add_float64 (one, "zero", 0.0);
  spk_arrays_add_float64 (two, "zero", -0.0);
  g_assert_false (spk_arrays_equal (one, two, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/arrays/keeps-what-was-added-in-order", test_keeps_what_was_added_in_order);
  g_test_add_func ("/arrays/finds-by-name", test_finds_by_name);
  g_test_add_func ("/arrays/without-data-is-zero", test_without_data_is_zero);
  g_test_add_func ("/arrays/equal-in-any-order", test_equal_in_any_order);
  g_test_add_func ("/arrays/names-the-first-difference", test_names_the_first_difference);
  g_test_add_func ("/arrays/type-and-shape-count", test_type_and_shape_count);
  g_test_add_func ("/arrays/equality-is-of-bits", test_equality_is_of_bits);
  return g_test_run ();
}
