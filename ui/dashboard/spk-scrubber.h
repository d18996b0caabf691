/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "session/spk-session.h"

G_BEGIN_DECLS

#define SPK_TYPE_SCRUBBER (spk_scrubber_get_type ())
G_DECLARE_FINAL_TYPE (SpkScrubber, spk_scrubber, SPK, SCRUBBER, AdwBin)

void spk_scrubber_bind       (SpkScrubber *self, SpkSession *session);
void spk_scrubber_set_narrow (SpkScrubber *self, gboolean narrow);

G_END_DECLS
