/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/spk-setting-words.h"

#include <glib/gi18n.h>

/* key, title, meaning, unit, choices, section, common. A test holds this against the settings there are. */
static const SpkSettingWords words[] = {
  { "split", N_ ("Test recordings"), N_ ("As utterance:2,3; empty leaves it to the data set"), NULL, NULL,
    SPK_SECTION_RECORDINGS, FALSE },
  { "steps", N_ ("Time steps"), N_ ("Into which a recording is binned"), NULL, NULL, SPK_SECTION_RECORDINGS, TRUE },
  { "duration", N_ ("Duration"), N_ ("Of a recording that the steps cover; 0 leaves it to the data set"), N_ ("ms"), NULL,
    SPK_SECTION_RECORDINGS, TRUE },
  { "valid-fraction", N_ ("Held-out share"), N_ ("Of the training recordings, to watch a training by"), NULL, NULL,
    SPK_SECTION_RECORDINGS, FALSE },
  { "evaluate", N_ ("Judge by"), N_ ("Recordings that the result is of"), NULL, N_ ("Test recordings|Held-out share"),
    SPK_SECTION_RECORDINGS, FALSE },
  { "time-jitter", N_ ("Time jitter"), N_ ("Spread of random shifts of training recordings in time"), N_ ("steps"), NULL,
    SPK_SECTION_RECORDINGS, FALSE },
  { "channel-jitter", N_ ("Channel jitter"), N_ ("Spread of random shifts of training recordings across channels"),
    N_ ("channels"), NULL, SPK_SECTION_RECORDINGS, FALSE },

  { "sound-names", N_ ("Names of sound files"), N_ ("As {class}_{speaker}_{take}; empty: found by looking at them"), NULL, NULL,
    SPK_SECTION_RECORDINGS, FALSE },
  { "sound-rate", N_ ("Sampling rate"), N_ ("That sound is brought to; 0: that of most recordings"), N_ ("Hz"), NULL,
    SPK_SECTION_RECORDINGS, FALSE },
  { "sound-step", N_ ("Step of sound"), N_ ("That spikes of sound are exact to; 0: 1.6 ms"), N_ ("ms"), NULL,
    SPK_SECTION_RECORDINGS, FALSE },
  { "ear-q", N_ ("Quality of the ear"), N_ ("How sharply its filters are tuned, from 2; 0: 8"), NULL, NULL,
    SPK_SECTION_RECORDINGS, FALSE },
  { "ear-spacing", N_ ("Spacing of the ear"), N_ ("Distance of its filters; the smaller, the more channels; 0: 0.25"),
    N_ ("bandwidths"), NULL, SPK_SECTION_RECORDINGS, FALSE },
  { "sound-code", N_ ("Code of sound"), N_ ("How the ear's output becomes spikes"), NULL,
    N_ ("Ben’s spiker algorithm|Threshold crossings"), SPK_SECTION_RECORDINGS, FALSE },
  { "sound-threshold", N_ ("Threshold of the code"), N_ ("The higher, the fewer spikes; 0: what suits the code"), NULL, NULL,
    SPK_SECTION_RECORDINGS, FALSE },

  { "layer", N_ ("Recurrence"), N_ ("How the neurons of a layer are joined"), NULL,
    N_ ("Motifs|All to all|None"), SPK_SECTION_NETWORK, TRUE },
  { "neurons", N_ ("Neurons"), N_ ("Of each layer, as 240 or 400,400"), NULL, NULL, SPK_SECTION_NETWORK, TRUE },
  { "sizes", N_ ("Motif sizes"), N_ ("To choose from; each divides the neurons of every layer"), NULL, NULL,
    SPK_SECTION_MOTIF, TRUE },
  { "population", N_ ("Population feedback"), N_ ("Neurons also receive the number of spikes of their whole layer"), NULL, NULL,
    SPK_SECTION_NETWORK, FALSE },
  { "tau-s", N_ ("Synaptic time constant τₛ"), N_ ("Of the synaptic current"), N_ ("steps"), NULL, SPK_SECTION_NETWORK,
    FALSE },
  { "tau-m", N_ ("Membrane time constant τₘ"), N_ ("Of the membrane potential"), N_ ("steps"), NULL, SPK_SECTION_NETWORK,
    FALSE },
  { "tau-m-spread", N_ ("Spread of τₘ"), N_ ("x: the τₘ of a neuron is τₘ exp(x u), u uniform in [−1, 1]"), NULL, NULL,
    SPK_SECTION_NETWORK, FALSE },
  { "readout", N_ ("Readout neurons"), N_ ("What the class scores are taken from"), NULL,
    N_ ("Leaky integrators|Spiking"), SPK_SECTION_NETWORK, FALSE },
  { "readout-gain", N_ ("Readout gain"), N_ ("Factor of the class scores"), NULL, NULL, SPK_SECTION_NETWORK, FALSE },
  { "surrogate-slope", N_ ("Surrogate slope β"), N_ ("Of the gradient through a spike"), NULL, NULL, SPK_SECTION_NETWORK,
    FALSE },
  { "input-scale", N_ ("Input weights"), N_ ("Initial scale"), NULL, NULL, SPK_SECTION_NETWORK, FALSE },
  { "recurrent-scale", N_ ("Weights within motifs"), N_ ("Initial scale"), NULL, NULL, SPK_SECTION_NETWORK, FALSE },
  { "lateral-scale", N_ ("Weights between motifs"), N_ ("Initial scale"), NULL, NULL, SPK_SECTION_NETWORK, FALSE },
  { "readout-scale", N_ ("Readout weights"), N_ ("Initial scale"), NULL, NULL, SPK_SECTION_NETWORK, FALSE },

  { "epochs", N_ ("Epochs"), N_ ("Passes over the training recordings"), NULL, NULL, SPK_SECTION_TRAINING, TRUE },
  { "retrain-epochs", N_ ("Retraining epochs"), N_ ("Of the network that was found; 0 leaves retraining out"), NULL, NULL,
    SPK_SECTION_TRAINING, TRUE },
  { "batch", N_ ("Batch size"), N_ ("Recordings between two updates of the weights"), NULL, NULL, SPK_SECTION_TRAINING,
    FALSE },
  { "learning-rate", N_ ("Learning rate"), N_ ("At the start of its cosine decay"), NULL, NULL, SPK_SECTION_TRAINING,
    TRUE },
  { "neuron-rate", N_ ("Learning rate of neurons"), N_ ("Of R and τₘ by the gradient; 0 leaves them to plasticity"), NULL, NULL,
    SPK_SECTION_TRAINING, FALSE },
  { "weight-decay", N_ ("Weight decay"), N_ ("Of AdamW"), NULL, NULL, SPK_SECTION_TRAINING, FALSE },
  { "clip-norm", N_ ("Gradient norm"), N_ ("Larger gradients are scaled down to it"), NULL, NULL, SPK_SECTION_TRAINING,
    FALSE },
  { "dropout", N_ ("Dropout"), N_ ("Share of the neurons that the readout does not see of a recording"), NULL, NULL,
    SPK_SECTION_TRAINING, FALSE },
  { "label-smoothing", N_ ("Label smoothing"), N_ ("Share of the target given to all classes alike"), NULL, NULL,
    SPK_SECTION_TRAINING, FALSE },

  { "alpha-rate", N_ ("Architecture learning rate"), N_ ("Of the probabilities of connections and sizes"), NULL, NULL,
    SPK_SECTION_SEARCH, FALSE },
  { "alpha-decay", N_ ("Architecture weight decay"), N_ ("Draws the probabilities together"), NULL, NULL,
    SPK_SECTION_SEARCH, FALSE },
  { "warmup", N_ ("Warm-up"), N_ ("First epochs, in which the architecture stays as it is"), N_ ("epochs"), NULL,
    SPK_SECTION_SEARCH, FALSE },
  { "temperature-start", N_ ("First temperature"), N_ ("Of the softmax over connection types and sizes"), NULL, NULL,
    SPK_SECTION_SEARCH, FALSE },
  { "temperature-end", N_ ("Last temperature"), N_ ("The lower, the more decided the end of the search"), NULL, NULL,
    SPK_SECTION_SEARCH, FALSE },
  { "patience", N_ ("Patience"), N_ ("Ends the search when the likeliest network has not changed for so long; 0: never"),
    N_ ("epochs"), NULL, SPK_SECTION_SEARCH, FALSE },
  { "second-order", N_ ("Second-order gradient"), N_ ("Of the architecture through one step of the weights; slower"), NULL,
    NULL, SPK_SECTION_SEARCH, FALSE },
  { "branch-scale", N_ ("Balance motif sizes"), N_ ("So that none wins by being quieter"), NULL, NULL, SPK_SECTION_SEARCH,
    FALSE },

  { "plasticity", N_ ("Intrinsic plasticity"), N_ ("Adapts R and τₘ of every neuron to its firing rate"), NULL, NULL,
    SPK_SECTION_PLASTICITY, TRUE },
  { "plasticity-mean", N_ ("Mean rate aimed at μ"), N_ ("Of the exponential distribution of rates"), N_ ("spikes/step"),
    NULL, SPK_SECTION_PLASTICITY, FALSE },
  { "plasticity-silent", N_ ("Silent rate δ"), N_ ("Up to which a neuron counts as silent"), N_ ("spikes/step"), NULL,
    SPK_SECTION_PLASTICITY, FALSE },
  { "plasticity-rate", N_ ("Step η"), N_ ("By which R and τₘ are adapted"), NULL, NULL, SPK_SECTION_PLASTICITY, FALSE },
  { "plasticity-decay", N_ ("Fading plasticity"), N_ ("Its step falls as the learning rate does"), NULL, NULL,
    SPK_SECTION_PLASTICITY, FALSE },

  { "random-motif", N_ ("Size of a random motif"), N_ ("Trained in place of a motif file; 0: none"), N_ ("neurons"), NULL,
    SPK_SECTION_MOTIF, TRUE },
  { "density", N_ ("Density of a random motif"), N_ ("Share of its connections that is present"), NULL, NULL,
    SPK_SECTION_MOTIF, FALSE },
  { "seed", N_ ("Seed"), N_ ("The same seed gives the same result, bit for bit"), NULL, NULL, SPK_SECTION_RUN, TRUE },
  { "threads", N_ ("Threads"), N_ ("Change no result; 0: one a processor"), NULL, NULL, SPK_SECTION_RUN, FALSE },
};

static const char *const section_titles[SPK_N_SECTIONS] = {
  [SPK_SECTION_RECORDINGS] = N_ ("Recordings"),
  [SPK_SECTION_NETWORK] = N_ ("Network"),
  [SPK_SECTION_MOTIF] = N_ ("Motif"),
  [SPK_SECTION_TRAINING] = N_ ("Training"),
  [SPK_SECTION_SEARCH] = N_ ("Search"),
  [SPK_SECTION_PLASTICITY] = N_ ("Plasticity"),
  [SPK_SECTION_RUN] = N_ ("Run"),
};

/**
 * spk_setting_words_find:
 * @key: as "weight-decay"
 *
 * Returns: (transfer none) (nullable): the words for that setting
 */
const SpkSettingWords *
spk_setting_words_find (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].key, key))
      return &words[i];
  return NULL;
}

/**
 * spk_setting_words_dup_title:
 * @key: as "weight-decay"
 *
 * Returns: (transfer full): the translated name of that setting with its unit, as an axis says it: "Duration (ms)"; @key
 *   where it has none
 */
char *
spk_setting_words_dup_title (const char *key)
{
  const SpkSettingWords *found = spk_setting_words_find (key);

  if (!found)
    return g_strdup (key);
  return found->unit ? g_strdup_printf ("%s (%s)", _(found->title), _(found->unit)) : g_strdup (_(found->title));
}

/**
 * spk_setting_section_get_title:
 *
 * Returns: (transfer none): the translated title of a section
 */
const char *
spk_setting_section_get_title (SpkSettingSection section)
{
  g_return_val_if_fail (section < SPK_N_SECTIONS, NULL);

  return _(section_titles[section]);
}
