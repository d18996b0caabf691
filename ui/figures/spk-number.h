/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *spk_number_format_fixed (double value, guint decimals);
char *spk_number_format       (double value, guint significant_digits);
char *spk_number_format_count (guint64 value);
char *spk_number_power_markup (int exponent);

G_END_DECLS
