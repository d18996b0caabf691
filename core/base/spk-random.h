/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SpkPurpose:
 *
 * What a stream of random numbers is for. Streams of different purposes never overlap, so drawing one more
 * number for one purpose changes nothing elsewhere. The values are part of the file format of a run: never
 * renumber them.
 */
typedef enum
{
  SPK_PURPOSE_WEIGHTS = 1,      /* initial weights; index = parameter segment */
  SPK_PURPOSE_ALPHA = 2,        /* initial architecture parameters */
  SPK_PURPOSE_TRAIN_ORDER = 3,  /* order of training samples; epoch */
  SPK_PURPOSE_VALID_ORDER = 4,  /* order of validation samples for the architecture step; epoch */
  SPK_PURPOSE_SPLIT = 5,        /* stratified splits */
  SPK_PURPOSE_TOPOLOGY = 6,     /* random motifs; index = number of the motif */
  SPK_PURPOSE_MANIFOLD = 7,     /* randman */
  SPK_PURPOSE_AUGMENT = 8,      /* jitter of a sample; epoch, index = sample */
  SPK_PURPOSE_NEURON = 9,       /* spread of the neurons' time constants */
  SPK_PURPOSE_DROPOUT = 10,     /* spikes left out; epoch, index */
  SPK_PURPOSE_REWIRING = 11,    /* random graphs of equal degrees; index = number of the graph */
  SPK_PURPOSE_NOISE = 12,       /* noise into a motif alone; index = sample */
  SPK_PURPOSE_MATCHING = 13,    /* where the search for a matching of two motifs begins; index = start */
  SPK_PURPOSE_TEST = 99,        /* tests only */
} SpkPurpose;

/**
 * SpkRandom:
 *
 * A stream of the counter-based generator Philox4x32-10 (Salmon et al., SC 2011). Its state is nothing but the
 * four names it was opened with and how far it was read: nothing has to be saved to repeat or resume a run.
 * A plain value: copy it to fork it, no clean-up.
 */
typedef struct
{
  /*< private >*/
  guint32 key[2];
  guint32 counter[4];
  guint32 block[4];
  guint   n_used;
  double  spare_normal;
  gboolean has_spare;
} SpkRandom;

void    spk_random_init    (SpkRandom *self, guint64 seed, SpkPurpose purpose, guint32 epoch, guint32 index);
guint32 spk_random_next    (SpkRandom *self);
double  spk_random_uniform (SpkRandom *self);
double  spk_random_normal  (SpkRandom *self);
guint32 spk_random_below   (SpkRandom *self, guint32 bound);
void    spk_random_shuffle (SpkRandom *self, guint32 *items, gsize n_items);

G_END_DECLS
