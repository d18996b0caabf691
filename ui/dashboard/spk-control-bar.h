/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "session/spk-runner.h"
#include "session/spk-session.h"

G_BEGIN_DECLS

#define SPK_TYPE_CONTROL_BAR (spk_control_bar_get_type ())
G_DECLARE_FINAL_TYPE (SpkControlBar, spk_control_bar, SPK, CONTROL_BAR, AdwBin)

void spk_control_bar_bind       (SpkControlBar *self, SpkSession *session, SpkRunner *runner);
void spk_control_bar_set_narrow (SpkControlBar *self, gboolean narrow);

G_END_DECLS
