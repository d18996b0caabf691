/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "session/spk-session.h"

G_BEGIN_DECLS

#define SPK_TYPE_VIEW_CARD (spk_view_card_get_type ())
G_DECLARE_DERIVABLE_TYPE (SpkViewCard, spk_view_card, SPK, VIEW_CARD, AdwBin)

/**
 * SpkViewCardClass:
 * @bind: shows @session, from now on; called once
 *
 * What kinds of views do in their own way.
 */
struct _SpkViewCardClass
{
  AdwBinClass parent_class;

  void (*bind) (SpkViewCard *self, SpkSession *session);
};

void        spk_view_card_set_session   (SpkViewCard *self, SpkSession *session);
SpkSession *spk_view_card_get_session   (SpkViewCard *self);
const char *spk_view_card_get_title     (SpkViewCard *self);
void        spk_view_card_set_title     (SpkViewCard *self, const char *title);
const char *spk_view_card_get_subtitle  (SpkViewCard *self);
void        spk_view_card_set_subtitle  (SpkViewCard *self, const char *subtitle);
gboolean    spk_view_card_get_maximised (SpkViewCard *self);
void        spk_view_card_set_maximised (SpkViewCard *self, gboolean maximised);

G_END_DECLS
