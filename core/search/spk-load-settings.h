/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "data/spk-registry.h"
#include "search/spk-settings.h"

G_BEGIN_DECLS

SpkLoadOptions spk_load_settings_get_options (const SpkSettings *settings, gboolean skip_bad);
gboolean       spk_load_settings_are_same    (const SpkSettings *settings, const SpkSettings *other);
SpkDataset    *spk_load_settings_load        (const SpkSettings *settings,
                                              const char        *location,
                                              gboolean           skip_bad,
                                              GError           **error);

G_END_DECLS
