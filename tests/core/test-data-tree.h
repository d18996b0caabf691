/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "data/spk-data-error.h"
#include "data/spk-registry.h"

G_BEGIN_DECLS

/* A temporary folder with recordings that a test writes; it goes with the test. */
typedef struct
{
  char *root;
} TestTree;

TestTree *test_tree_new    (void);
void      test_tree_free   (TestTree *self);
char     *test_tree_path   (TestTree *self, const char *name);
void      test_tree_folder (TestTree *self, const char *name);
void      test_tree_text   (TestTree *self, const char *name, const char *text);
void      test_tree_bytes  (TestTree *self, const char *name, const void *bytes, gsize n_bytes);
void      test_tree_link   (TestTree *self, const char *target, const char *name);

SpkDataset *test_tree_load         (TestTree *self, gboolean skip_bad);
void        test_tree_expect_error (TestTree *self, SpkDataError code, const char *part_of_message);
char       *test_shared_data       (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestTree, test_tree_free)

G_END_DECLS
