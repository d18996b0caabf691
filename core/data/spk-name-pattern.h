/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SpkNamePattern:
 *
 * How the names of recordings are made up, as "{class}_{speaker}_{take}" or "{part}/{class}/{}". A field "{NAME}" is
 * whatever stands there, at least one character; "{NAME:2}" is exactly two; "{}" is passed over. What stands between
 * fields must be found as it is. A pattern with n slashes is held against the file's name and the n folders that it
 * lies in; the ending of the file, from its last point on, is not part of it.
 *
 * Immutable.
 */
typedef struct _SpkNamePattern SpkNamePattern;

SpkNamePattern *spk_name_pattern_new  (const char *text, GError **error);
void            spk_name_pattern_free (SpkNamePattern *self);

const char        *spk_name_pattern_get_text   (const SpkNamePattern *self);
const char *const *spk_name_pattern_get_fields (const SpkNamePattern *self);
GStrv              spk_name_pattern_match      (const SpkNamePattern *self, const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkNamePattern, spk_name_pattern_free)

G_END_DECLS
