/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spk-cli-settings.h"
#include "spk-cli-start.h"

static const SpkCliFlag flags[] = {
  { "pins", SPK_CLI_FLAG_FILE, G_STRUCT_OFFSET (SpkCliStart, motif), "FILE",
    "motif file, as for train: the search keeps its size and the connections it has, and is free in all others" },
  { "out", SPK_CLI_FLAG_FILE, G_STRUCT_OFFSET (SpkCliStart, out), "FOLDER",
    "folder of the run, which must not exist yet (default: a fresh one in the data folder)" },
  { "name", SPK_CLI_FLAG_TEXT, G_STRUCT_OFFSET (SpkCliStart, name), "TEXT",
    "name of the run in the index (default: that of its folder)" },
  { "skip-bad", SPK_CLI_FLAG_SWITCH, G_STRUCT_OFFSET (SpkCliStart, skip_bad), NULL,
    "leave out recordings that cannot be read, instead of failing" },
  { NULL },
};

static const char *const examples[] = {
  SPK_CLI_NAME " search randman",
  "A search of a few seconds, on synthetic recordings.",
  SPK_CLI_NAME " search ti46-alpha --out run1 --neurons 240 --sizes 4,8,16",
  "Search a layer of 240 neurons, with motifs of three sizes.",
  SPK_CLI_NAME " search ti46-alpha --epochs 30 --retrain-epochs 60 --seed 2",
  "Search for 30 epochs, then train what was found for 60.",
  SPK_CLI_NAME " search ti46-alpha --neurons 400,400 --config mine.json --json",
  "Two layers, further settings from a file, progress as JSON lines for another program.",
  NULL,
};

static int
run (SpkCli *cli, GError **error)
{
  return spk_cli_start (cli, SPK_JOB_SEARCH, error);
}

const SpkCliCommand spk_cli_search_command = {
  .name = "search",
  .arguments = "DATA",
  .min_arguments = 1,
  .max_arguments = 1,
  .summary = "Search for the motif that suits recordings best, then train and test it",
  .details =
      "Searches motif size and connection types by gradient descent on a relaxed network, derives the likeliest "
      "network, trains it anew and evaluates it once on the test recordings. Ctrl-C saves the state; \"" SPK_CLI_NAME
      " resume\" goes on as if nothing had happened.\n\n"
      "Settings are taken from, each overriding those before: the defaults, the preset, the file of --config, the "
      "flags. The preset named like the kind of the data is used by itself; --preset none switches that off.",
  .examples = examples,
  .flags = flags,
  .takes_setting = spk_cli_takes_search_setting,
  .takes_preset = TRUE,
  .takes_json = TRUE,
  .options_size = sizeof (SpkCliStart),
  .run = run,
};
