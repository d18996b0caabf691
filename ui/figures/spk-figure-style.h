/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figures/spk-palette.h"

G_BEGIN_DECLS

/**
 * SpkFigureTheme:
 * @SPK_THEME_LIGHT: dark ink on a light card of the window
 * @SPK_THEME_DARK: light ink on a dark card
 * @SPK_THEME_PRINT: black ink on white paper
 */
typedef enum
{
  SPK_THEME_LIGHT,
  SPK_THEME_DARK,
  SPK_THEME_PRINT,
} SpkFigureTheme;

/**
 * SpkFigureRole:
 * @SPK_ROLE_BACKGROUND: behind everything; also halos and the inside of neurons
 * @SPK_ROLE_TEXT: titles, axis titles, names
 * @SPK_ROLE_DIM: tick labels, notes
 * @SPK_ROLE_AXIS: axis lines and ticks
 * @SPK_ROLE_GRID: grid lines, borders of motifs, empty cells
 * @SPK_ROLE_MUTED: bars that are not the chosen one
 * @SPK_ROLE_ACCENT: selection, cursor, the chosen one
 * @SPK_ROLE_SPIKE: spikes of neurons
 * @SPK_ROLE_INPUT: spikes of input channels
 * @SPK_ROLE_BAR: bars of a histogram
 * @SPK_ROLE_TARGET: the distribution aimed at
 * @SPK_ROLE_EXCITATORY: excitatory connections
 * @SPK_ROLE_INHIBITORY: inhibitory connections
 * @SPK_ROLE_WARNING: what needs attention
 * @SPK_ROLE_TIP: background of a hover read-out
 * @SPK_ROLE_TIP_TEXT: its text
 *
 * What a colour is for.
 */
typedef enum
{
  SPK_ROLE_BACKGROUND,
  SPK_ROLE_TEXT,
  SPK_ROLE_DIM,
  SPK_ROLE_AXIS,
  SPK_ROLE_GRID,
  SPK_ROLE_MUTED,
  SPK_ROLE_ACCENT,
  SPK_ROLE_SPIKE,
  SPK_ROLE_INPUT,
  SPK_ROLE_BAR,
  SPK_ROLE_TARGET,
  SPK_ROLE_EXCITATORY,
  SPK_ROLE_INHIBITORY,
  SPK_ROLE_WARNING,
  SPK_ROLE_TIP,
  SPK_ROLE_TIP_TEXT,
  SPK_N_ROLES,
} SpkFigureRole;

/**
 * SpkFigureStyle:
 * @font_family: family for Pango; a static or interned string
 * @font_size: of axis titles and names, pt; tick labels and notes are spk_figure_style_get_small_size()
 * @line_width: of data, pt
 * @axis_width: of axes, ticks and grid, pt
 * @units_per_pt: user units of the Cairo context that a point (1/72 inch) takes: 1 for PDF and SVG in points,
 *   96 / 72 times the text scale for a window
 * @round_glyphs: whether letters start at whole units: even spacing on a screen; off where the size is small in units
 * @legend: whether legends are drawn
 * @paint_background: whether a figure first paints %SPK_ROLE_BACKGROUND; off for a card that is painted already
 * @palette: colours of series
 * @colours: [%SPK_N_ROLES]
 *
 * How figures look: a plain value that is copied by assignment. Start from spk_figure_style_init().
 */
typedef struct
{
  const char *font_family;
  double      font_size;
  double      line_width;
  double      axis_width;
  double      units_per_pt;
  gboolean    round_glyphs;
  gboolean    legend;
  gboolean    paint_background;
  SpkPalette  palette;
  SpkColour   colours[SPK_N_ROLES];
} SpkFigureStyle;

/**
 * SpkFigureSize:
 * @width: user units
 * @height: user units
 * @pixels_per_unit: device pixels a user unit takes, as the scale factor of a window; 0 for paper (PDF, SVG), where
 *   everything stays vector and nothing is merged or moved to whole pixels
 *
 * The place a figure is laid out for, whose top left corner is (0, 0) of the context it is drawn to.
 */
typedef struct
{
  double width;
  double height;
  double pixels_per_unit;
} SpkFigureSize;

/**
 * SpkRectangle:
 *
 * In user units, y down.
 */
typedef struct
{
  double x;
  double y;
  double width;
  double height;
} SpkRectangle;

void      spk_figure_style_init              (SpkFigureStyle *self, SpkFigureTheme theme);
void      spk_figure_style_set_theme         (SpkFigureStyle *self, SpkFigureTheme theme);
void      spk_figure_style_set_palette       (SpkFigureStyle *self, SpkPalette palette);
SpkColour spk_figure_style_get_series_colour (const SpkFigureStyle *self, guint i);
double    spk_figure_style_get_small_size    (const SpkFigureStyle *self);
double    spk_figure_style_to_units          (const SpkFigureStyle *self, double pt);
void      spk_figure_style_set_source        (const SpkFigureStyle *self, SpkFigureRole role, cairo_t *cr);
void      spk_figure_style_paint_background  (const SpkFigureStyle *self, cairo_t *cr);

double    spk_figure_size_snap               (SpkFigureSize size, double position, double line_width);
gboolean  spk_rectangle_contains             (SpkRectangle self, double x, double y);

G_END_DECLS
