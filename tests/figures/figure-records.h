/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/spk-epoch-record.h"

/* A made-up search of 60 epochs and its retraining of 40, always the same. (element-type SpkEpochRecord) */
GPtrArray *figure_records_new (void);

/* Bits of [steps][units], each set with the probability @rate. */
GBytes *figure_bits_new (guint steps, guint units, double rate, guint index);
