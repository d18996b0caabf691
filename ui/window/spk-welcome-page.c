/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window/spk-welcome-page.h"

/**
 * SpkWelcomePage:
 *
 * What a window without a run shows: the example search, and how to open recordings. Its buttons are the window's
 * actions "start-example" and "open-recordings".
 */
struct _SpkWelcomePage
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (SpkWelcomePage, spk_welcome_page, ADW_TYPE_BIN)

static void
spk_welcome_page_class_init (SpkWelcomePageClass *klass)
{
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/io/github/spikesmith/Spikesmith/ui/spk-welcome-page.ui");
}

static void
spk_welcome_page_init (SpkWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * spk_welcome_page_new:
 *
 * Returns: (transfer full): a welcome page
 */
GtkWidget *
spk_welcome_page_new (void)
{
  return g_object_new (SPK_TYPE_WELCOME_PAGE, NULL);
}
