/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/spk-data-error.h"

G_DEFINE_QUARK (spk-data-error-quark, spk_data_error)
