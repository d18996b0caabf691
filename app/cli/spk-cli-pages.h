/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spk-cli.h"

G_BEGIN_DECLS

/**
 * SpkCliExitHelp:
 *
 * A row of the list of exit statuses.
 */
typedef struct
{
  const char *status;
  const char *meaning;
} SpkCliExitHelp;

extern const SpkCliExitHelp spk_cli_exit_helps[];
extern const char *const    spk_cli_data_help;

char *spk_cli_page_program (guint width);
char *spk_cli_page_command (const SpkCliCommand *command, guint width);
char *spk_cli_page_manual  (void);

G_END_DECLS
