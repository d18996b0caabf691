/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spk-cli.h"

G_BEGIN_DECLS

/**
 * SpkCliFlagHelp:
 * @term: the flag as it is written, as "--epochs N"
 * @help: what it means, with range and default
 *
 * A row of a help page.
 */
typedef struct
{
  char *term;
  char *help;
} SpkCliFlagHelp;

GPtrArray *spk_cli_flags_describe          (const SpkCliCommand *command);
GPtrArray *spk_cli_flags_describe_settings (const SpkCliCommand *command, const char *group);
char     **spk_cli_flags_list_groups       (const SpkCliCommand *command);
char     **spk_cli_flags_list              (const SpkCliCommand *command);
char     **spk_cli_flags_list_values       (const SpkCliCommand *command, const char *flag);

G_END_DECLS
