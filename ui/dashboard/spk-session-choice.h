/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "session/spk-session.h"

G_BEGIN_DECLS

#define SPK_TYPE_SESSION_CHOICE (spk_session_choice_get_type ())
G_DECLARE_FINAL_TYPE (SpkSessionChoice, spk_session_choice, SPK, SESSION_CHOICE, AdwBin)

/**
 * SpkChosen:
 * @SPK_CHOSEN_LAYER: the shown layer
 * @SPK_CHOSEN_CLASS: the class whose sample is shown
 */
typedef enum
{
  SPK_CHOSEN_LAYER,
  SPK_CHOSEN_CLASS,
} SpkChosen;

void spk_session_choice_bind (SpkSessionChoice *self, SpkSession *session, SpkChosen chosen);

G_END_DECLS
