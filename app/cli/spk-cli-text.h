/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint       spk_cli_text_width       (void);
void        spk_cli_text_append_wrapped (GString *text, const char *words, guint indent, guint column, guint width);
void        spk_cli_text_append_row  (GString *text, const char *left, const char *right, guint left_width, guint width);
const char *spk_cli_text_nearest     (const char *word, const char * const *words);
char       *spk_cli_text_percent     (double share);
char       *spk_cli_text_number      (double value, guint digits);
char       *spk_cli_text_duration    (double seconds);

/**
 * SpkCliTable:
 *
 * Rows of cells that are printed in aligned columns.
 */
typedef struct _SpkCliTable SpkCliTable;

SpkCliTable *spk_cli_table_new   (const char *alignment);
void         spk_cli_table_free  (SpkCliTable *self);
void         spk_cli_table_add   (SpkCliTable *self, ...) G_GNUC_NULL_TERMINATED;
void         spk_cli_table_print (SpkCliTable *self, const char *indent);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkCliTable, spk_cli_table_free)

G_END_DECLS
