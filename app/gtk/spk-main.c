/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <locale.h>

#include "spk-application.h"
#include "widgets/spk-allocator.h"

int
main (int argc, char **argv)
{
  g_autoptr (SpkApplication) application = NULL;

  spk_allocator_keep_pictures ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, SPK_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = spk_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
