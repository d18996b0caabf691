/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figures/spk-figure-style.h"

G_BEGIN_DECLS

/**
 * SpkText:
 * @plain: (nullable): what is written, or
 * @markup: (nullable): the same as Pango markup
 * @small: in the size of tick labels
 * @bold: in a heavier weight
 * @role: its colour
 * @halign: part of the text that lies left of its point: 0, 0.5 or 1
 * @valign: part of the text that lies above its point; at 0.5 the middle of its capitals lies at the point
 * @max_width: what is longer is cut at its end, with an ellipsis; user units, 0 for no limit
 * @upward: written from bottom to top; @halign and @valign are those of the text before it is turned
 *
 * A line of text in a figure. Its strings are the caller's.
 */
typedef struct
{
  const char    *plain;
  const char    *markup;
  gboolean       small;
  gboolean       bold;
  SpkFigureRole  role;
  double         halign;
  double         valign;
  double         max_width;
  gboolean       upward;
} SpkText;

SpkRectangle spk_text_draw             (SpkText self, double x, double y, const SpkFigureStyle *style, cairo_t *cr);
SpkRectangle spk_text_place            (SpkText self, double x, double y, const SpkFigureStyle *style);
double       spk_text_measure_width    (SpkText self, const SpkFigureStyle *style);
double       spk_text_get_line_height  (gboolean small, const SpkFigureStyle *style);

double       spk_text_get_title_height (const char *title, const SpkFigureStyle *style);
void         spk_text_draw_title       (const char *title, SpkFigureSize size, const SpkFigureStyle *style,
                                        cairo_t *cr);
void         spk_text_draw_note        (const char *text, SpkFigureSize size, const SpkFigureStyle *style, cairo_t *cr);

G_END_DECLS
