/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spk-cli-settings.h"
#include "spk-cli-start.h"

static const SpkCliFlag flags[] = {
  { "motif", SPK_CLI_FLAG_FILE, G_STRUCT_OFFSET (SpkCliStart, motif), "FILE",
    "JSON file of the motif, or of an array with one a layer; one motif serves all layers" },
  { "out", SPK_CLI_FLAG_FILE, G_STRUCT_OFFSET (SpkCliStart, out), "FOLDER",
    "folder of the run, which must not exist yet (default: a fresh one in the data folder)" },
  { "name", SPK_CLI_FLAG_TEXT, G_STRUCT_OFFSET (SpkCliStart, name), "TEXT",
    "name of the run in the index (default: that of its folder)" },
  { "skip-bad", SPK_CLI_FLAG_SWITCH, G_STRUCT_OFFSET (SpkCliStart, skip_bad), NULL,
    "leave out recordings that cannot be read, instead of failing" },
  { NULL },
};

static const char *const examples[] = {
  SPK_CLI_NAME " train randman --random-motif 8 --epochs 10",
  "Train a network of random motifs of eight neurons.",
  SPK_CLI_NAME " train ti46-alpha --motif found.json --neurons 800 --out run2",
  "Train the motif that \"export\" wrote.",
  SPK_CLI_NAME " train ti46-alpha --layer dense --neurons 400,400",
  "Two fully connected recurrent layers, for comparison.",
  NULL,
};

static int
run (SpkCli *cli, GError **error)
{
  return spk_cli_start (cli, SPK_JOB_TRAIN, error);
}

const SpkCliCommand spk_cli_train_command = {
  .name = "train",
  .arguments = "DATA",
  .min_arguments = 1,
  .max_arguments = 1,
  .summary = "Train a network of given motifs, or of another kind of layer, and test it",
  .details =
      "Layers of kind sc-ml need --motif or --random-motif. Ctrl-C saves the state; \"" SPK_CLI_NAME " resume\" goes "
      "on as if nothing had happened.\n\n"
      "Settings are taken from, each overriding those before: the defaults, the preset, the file of --config, the "
      "flags. The preset named like the kind of the data is used by itself; --preset none switches that off.",
  .examples = examples,
  .flags = flags,
  .takes_setting = spk_cli_takes_train_setting,
  .takes_preset = TRUE,
  .takes_json = TRUE,
  .options_size = sizeof (SpkCliStart),
  .run = run,
};
