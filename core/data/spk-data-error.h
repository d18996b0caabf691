/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SPK_DATA_ERROR:
 *
 * Domain of the errors of core/data. Their messages name the file, with the line or byte where there is one.
 */
#define SPK_DATA_ERROR (spk_data_error_quark ())

/**
 * SpkDataError:
 * @SPK_DATA_ERROR_NOT_FOUND: a file or folder does not exist
 * @SPK_DATA_ERROR_READ: the system refuses to read a file or folder, or it is too large
 * @SPK_DATA_ERROR_FORMAT: a file, a folder or its name does not follow its format, or is of no known format
 * @SPK_DATA_ERROR_RANGE: a channel, time or pixel lies outside what its format allows
 * @SPK_DATA_ERROR_EMPTY: a data set or a class has no recordings
 * @SPK_DATA_ERROR_SPLIT: a split names something that the data set does not have, or leaves a part empty
 * @SPK_DATA_ERROR_ARGUMENT: a parameter is unknown or out of range
 */
typedef enum
{
  SPK_DATA_ERROR_NOT_FOUND,
  SPK_DATA_ERROR_READ,
  SPK_DATA_ERROR_FORMAT,
  SPK_DATA_ERROR_RANGE,
  SPK_DATA_ERROR_EMPTY,
  SPK_DATA_ERROR_SPLIT,
  SPK_DATA_ERROR_ARGUMENT,
} SpkDataError;

GQuark spk_data_error_quark (void);

G_END_DECLS
