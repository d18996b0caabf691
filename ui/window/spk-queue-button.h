/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "session/spk-job-queue.h"

G_BEGIN_DECLS

#define SPK_TYPE_QUEUE_BUTTON (spk_queue_button_get_type ())
G_DECLARE_FINAL_TYPE (SpkQueueButton, spk_queue_button, SPK, QUEUE_BUTTON, AdwBin)

GtkWidget *spk_queue_button_new       (void);
void       spk_queue_button_set_queue (SpkQueueButton *self, SpkJobQueue *queue);
void       spk_queue_button_popup     (SpkQueueButton *self);

G_END_DECLS
