/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "base/spk-blas.h"

#define SIZE 64

static void
test_multiplies (void)
{
  const float a[] = { 1, 2, 3, 4, 5, 6 }, b[] = { 1, 0, 0, 1, 1, 1 };
  float c[] = { 10, 10, 10, 10 };

  spk_blas_multiply (SPK_AS_IS, SPK_AS_IS, 2, 2, 3, a, 3, b, 2, 1, c, 2);
  g_assert_cmpfloat (c[0], ==, 14);
  g_assert_cmpfloat (c[1], ==, 15);
  g_assert_cmpfloat (c[2], ==, 20);
  g_assert_cmpfloat (c[3], ==, 21);
}

static gpointer
multiply_for_ever (gpointer data)
{
  g_autofree float *a = g_new0 (float, SIZE * SIZE), *c = g_new0 (float, SIZE * SIZE);

  for (;;)
    spk_blas_multiply (SPK_AS_IS, SPK_AS_IS, SIZE, SIZE, SIZE, a, SIZE, a, SIZE, 0, c, SIZE);
  return NULL;
}

/* Two threads, so that there is hardly a moment without a product. */
static void
test_exit_while_threads_compute (void)
{
  if (g_test_subprocess ())
    {
      for (int i = 0; i < 2; i++)
        g_thread_unref (g_thread_new ("multiply", multiply_for_ever, NULL));
      g_usleep (2000);
      exit (EXIT_SUCCESS);
    }
  for (int round = 0; round < 20; round++)
    {
      g_test_trap_subprocess (NULL, 10 * G_USEC_PER_SEC, 0);
      g_test_trap_assert_passed ();
    }
}

int
main (int argc, char *argv[])
{
  spk_blas_load ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/blas/multiplies", test_multiplies);
  g_test_add_func ("/blas/exit-while-threads-compute", test_exit_while_threads_compute);
  return g_test_run ();
}
