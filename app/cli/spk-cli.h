/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/spk-settings.h"

G_BEGIN_DECLS

#define SPK_CLI_NAME "spikesmith-cli"

/**
 * SpkCliExit:
 *
 * What the program's exit status means; the help pages list it.
 */
typedef enum
{
  SPK_CLI_EXIT_DONE = 0,
  SPK_CLI_EXIT_FAILED = 1,
  SPK_CLI_EXIT_USAGE = 2,
  SPK_CLI_EXIT_INTERRUPTED = 130,
} SpkCliExit;

#define SPK_CLI_ERROR (spk_cli_error_quark ())

/**
 * SpkCliError:
 * @SPK_CLI_ERROR_USAGE: the command line or the settings are wrong: exit status 2
 * @SPK_CLI_ERROR_FAILED: what was asked for could not be done: exit status 1
 */
typedef enum
{
  SPK_CLI_ERROR_USAGE,
  SPK_CLI_ERROR_FAILED,
} SpkCliError;

GQuark spk_cli_error_quark (void);

/**
 * SpkCliFlagType:
 * @SPK_CLI_FLAG_SWITCH: gboolean
 * @SPK_CLI_FLAG_TEXT: char *
 * @SPK_CLI_FLAG_FILE: char *, a file or folder
 * @SPK_CLI_FLAG_WHOLE: int
 * @SPK_CLI_FLAG_REAL: double
 */
typedef enum
{
  SPK_CLI_FLAG_SWITCH,
  SPK_CLI_FLAG_TEXT,
  SPK_CLI_FLAG_FILE,
  SPK_CLI_FLAG_WHOLE,
  SPK_CLI_FLAG_REAL,
} SpkCliFlagType;

/**
 * SpkCliFlag:
 * @name: without the two dashes
 * @offset: of its value in the options of the command
 * @value_name: (nullable): placeholder, or the values allowed, separated by "|"
 * @help: one line
 *
 * A flag that is no setting. Tables of these end with an entry without name.
 */
typedef struct
{
  const char    *name;
  SpkCliFlagType type;
  gsize          offset;
  const char    *value_name;
  const char    *help;
} SpkCliFlag;

typedef struct _SpkCli SpkCli;

/**
 * SpkCliCommand:
 * @arguments: (nullable): what follows its name, as "RUN DATA"
 * @min_arguments: fewest arguments
 * @max_arguments: most arguments
 * @summary: one line, without full stop
 * @details: (nullable): paragraphs, separated by empty lines
 * @examples: command line and explanation by turns, %NULL-terminated
 * @flags: (nullable): its flags
 * @takes_setting: (nullable): which settings are flags of it
 * @takes_preset: whether --preset and --config are flags of it
 * @takes_json: whether --json is
 * @options_size: size of the structure the flags are stored in
 * @init: (nullable): puts defaults other than zero into that structure
 * @run: does it; returns the exit status if there is no error
 *
 * A command of the program. Parser, help, manual page and shell completion all read this table.
 */
typedef struct
{
  const char         *name;
  const char         *arguments;
  guint               min_arguments;
  guint               max_arguments;
  const char         *summary;
  const char         *details;
  const char * const *examples;
  const SpkCliFlag   *flags;
  gboolean          (*takes_setting) (const SpkSettingInfo *info);
  gboolean            takes_preset;
  gboolean            takes_json;
  gsize               options_size;
  void              (*init) (gpointer options);
  int               (*run) (SpkCli *cli, GError **error);
} SpkCliCommand;

/**
 * SpkCliAssignment:
 *
 * A setting given as a flag.
 */
typedef struct
{
  const SpkSettingInfo *info;
  char                 *text;
} SpkCliAssignment;

/**
 * SpkCli:
 * @options: what the flags of @command stored
 * @arguments: what is neither command nor flag, %NULL-terminated
 * @preset: (nullable): value of --preset
 * @config: (nullable): value of --config
 * @assignments: (element-type SpkCliAssignment): the settings given as flags, in their order
 *
 * One parsed command line.
 */
struct _SpkCli
{
  const SpkCliCommand *command;
  gpointer             options;
  char               **arguments;
  guint                n_arguments;
  gboolean             json;
  gboolean             help;
  char                *preset;
  char                *config;
  GPtrArray           *assignments;
};

SpkCli *spk_cli_parse (const SpkCliCommand *command, int argc, char **argv, GError **error);
void    spk_cli_free  (SpkCli *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkCli, spk_cli_free)

extern const SpkCliCommand spk_cli_info_command;
extern const SpkCliCommand spk_cli_search_command;
extern const SpkCliCommand spk_cli_train_command;
extern const SpkCliCommand spk_cli_compare_command;
extern const SpkCliCommand spk_cli_evaluate_command;
extern const SpkCliCommand spk_cli_resume_command;
extern const SpkCliCommand spk_cli_runs_command;
extern const SpkCliCommand spk_cli_motif_command;
extern const SpkCliCommand spk_cli_export_command;
extern const SpkCliCommand spk_cli_verify_command;
extern const SpkCliCommand spk_cli_bench_command;
extern const SpkCliCommand spk_cli_help_command;

const SpkCliCommand * const *spk_cli_list_commands (void);
const SpkCliCommand         *spk_cli_find_command  (const char *name);

G_END_DECLS
