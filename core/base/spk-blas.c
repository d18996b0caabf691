/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/spk-blas.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>

/*
 * OpenBLAS chooses its kernel in a constructor when the library is loaded, by a table of CPU models that ends where
 * the release did: on a newer CPU Debian's 0.3.21 falls back to SSE3 and runs at a fifth of the speed. The choice can be
 * made for it by OPENBLAS_CORETYPE, but only before it is loaded. Hence no link-time dependency: the library is opened
 * here, after the CPU's features were looked at. A value the user has set is left alone.
 */

typedef void (*Sgemm) (int order, int transpose_a, int transpose_b, int m, int n, int k, float alpha, const float *a, int lda,
                       const float *b, int ldb, float beta, float *c, int ldc);

#define ROW_MAJOR 101

static pthread_once_t once = PTHREAD_ONCE_INIT;
static Sgemm sgemm;
static char *(*get_corename) (void);

/*
 * OpenBLAS forgets its kernels when the process exits, while threads may still compute that nobody waits for. Every product
 * holds this for reading; exit takes it for good, so that no product is under way then and none begins.
 */
static pthread_rwlock_t in_use = PTHREAD_RWLOCK_WRITER_NONRECURSIVE_INITIALIZER_NP;

static void
close_for_good (void)
{
  pthread_rwlock_wrlock (&in_use);
}

static const char *
wanted_kernel (void)
{
#ifdef __x86_64__
  __builtin_cpu_init ();
  if (g_getenv ("RUNNING_ON_VALGRIND") != NULL)
    return NULL;
  if (__builtin_cpu_supports ("avx512f") && __builtin_cpu_supports ("avx512vl") && __builtin_cpu_supports ("avx512bw") &&
      __builtin_cpu_supports ("avx512dq"))
    return "SkylakeX";
  if (__builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("fma"))
    return "Haswell";
#endif
  return NULL;
}

static gpointer
find_symbol (gpointer library, const char *name)
{
  gpointer symbol = dlsym (library, name);

  if (symbol == NULL)
    g_error ("OpenBLAS has no %s: %s", name, dlerror ());
  return symbol;
}

static void
load (void)
{
  const char *kernel = wanted_kernel ();
  gpointer library;
  void (*set_num_threads) (int);

  if (kernel != NULL)
    g_setenv ("OPENBLAS_CORETYPE", kernel, FALSE);
  /* Its own threads would only wait: the pool hands it whole products. */
  g_setenv ("OPENBLAS_NUM_THREADS", "1", TRUE);

  library = dlopen ("libopenblas.so.0", RTLD_NOW | RTLD_LOCAL);
  if (library == NULL)
    library = dlopen ("libopenblas.so", RTLD_NOW | RTLD_LOCAL);
  if (library == NULL)
    g_error ("OpenBLAS cannot be loaded (%s): install libopenblas0-pthread or its like", dlerror ());

  sgemm = (Sgemm) find_symbol (library, "cblas_sgemm");
  get_corename = (char *(*) (void)) find_symbol (library, "openblas_get_corename");
  set_num_threads = (void (*) (int)) find_symbol (library, "openblas_set_num_threads");
  set_num_threads (1);
  atexit (close_for_good);
}

/**
 * spk_blas_load:
 *
 * Loads OpenBLAS with the kernel that suits this CPU. It sets environment variables: programs call it first thing
 * in main(), before other threads run. Ends the program with a message if there is no OpenBLAS.
 */
void
spk_blas_load (void)
{
  pthread_once (&once, load);
}

/**
 * spk_blas_get_kernel:
 *
 * Returns: (transfer none): the name of the kernel OpenBLAS runs with, as "SkylakeX"
 */
const char *
spk_blas_get_kernel (void)
{
  spk_blas_load ();
  return get_corename ();
}

/**
 * spk_blas_multiply:
 * @rows: rows of the product
 * @columns: columns of the product
 * @inner: length of the sums
 * @lda: distance between rows of @a in memory; the same for @ldb and @ldc
 * @beta: 0 to write the product to @c, 1 to add it
 *
 * C = A B + beta C for matrices in row-major order, on the calling thread.
 */
void
spk_blas_multiply (SpkTranspose transpose_a,
                   SpkTranspose transpose_b,
                   guint        rows,
                   guint        columns,
                   guint        inner,
                   const float *a,
                   gsize        lda,
                   const float *b,
                   gsize        ldb,
                   float        beta,
                   float       *c,
                   gsize        ldc)
{
  spk_blas_load ();
  pthread_rwlock_rdlock (&in_use);
  sgemm (ROW_MAJOR, transpose_a, transpose_b, rows, columns, inner, 1.0f, a, lda, b, ldb, beta, c, ldc);
  pthread_rwlock_unlock (&in_use);
}
