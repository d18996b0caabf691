/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/spk-model-error.h"

G_DEFINE_QUARK (spk-model-error-quark, spk_model_error)
