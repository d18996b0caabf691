/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "figures/spk-figure-style.h"
#include "figures/spk-line-look.h"

static const SpkFigureTheme themes[] = { SPK_THEME_LIGHT, SPK_THEME_DARK, SPK_THEME_PRINT };

static double
contrast (const SpkFigureStyle *style, SpkFigureRole role)
{
  return spk_colour_get_contrast (style->colours[role], style->colours[SPK_ROLE_BACKGROUND]);
}

static void
test_text_can_be_read (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (themes); i++)
    {
      SpkFigureStyle style;

      spk_figure_style_init (&style, themes[i]);
      g_assert_cmpfloat (contrast (&style, SPK_ROLE_TEXT), >=, 7);
      g_assert_cmpfloat (contrast (&style, SPK_ROLE_DIM), >=, 4.5);
      g_assert_cmpfloat (contrast (&style, SPK_ROLE_SPIKE), >=, 7);
    }
}

static void
test_signs_can_be_told_from_the_background (void)
{
  static const SpkFigureRole roles[] = { SPK_ROLE_AXIS, SPK_ROLE_ACCENT, SPK_ROLE_INPUT, SPK_ROLE_TARGET,
                                         SPK_ROLE_EXCITATORY, SPK_ROLE_INHIBITORY };

  for (guint i = 0; i < G_N_ELEMENTS (themes); i++)
    for (guint palette = 0; palette < SPK_N_PALETTES; palette++)
      {
        SpkFigureStyle style;

        spk_figure_style_init (&style, themes[i]);
        spk_figure_style_set_palette (&style, palette);
        for (guint r = 0; r < G_N_ELEMENTS (roles); r++)
          g_assert_cmpfloat (contrast (&style, roles[r]), >=, 3);
      }
}

static void
test_greys_tell_excitatory_from_inhibitory (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (themes); i++)
    {
      SpkFigureStyle style;

      spk_figure_style_init (&style, themes[i]);
      spk_figure_style_set_palette (&style, SPK_PALETTE_GREYS);
      g_assert_cmpfloat (spk_colour_get_contrast (style.colours[SPK_ROLE_EXCITATORY],
                                                  style.colours[SPK_ROLE_INHIBITORY]), >=, 2);
      for (guint role = 0; role < SPK_N_ROLES; role++)
        if (role == SPK_ROLE_EXCITATORY || role == SPK_ROLE_INHIBITORY || role == SPK_ROLE_BAR)
          g_assert_cmpfloat (style.colours[role].red, ==, style.colours[role].blue);
    }
}

static void
test_series_differ_without_colour (void)
{
  for (guint i = 0; i < 20; i++)
    for (guint j = 0; j < i; j++)
      {
        SpkLineLook a = spk_line_look_for (i), b = spk_line_look_for (j);

        g_assert_true (a.dash != b.dash || a.marker != b.marker);
      }
}

static void
test_palettes_have_names (void)
{
  for (guint i = 0; i < SPK_N_PALETTES; i++)
    {
      SpkPalette palette = SPK_N_PALETTES;

      g_assert_true (spk_palette_from_string (spk_palette_to_string (i), &palette));
      g_assert_cmpuint (palette, ==, i);
    }
  g_assert_false (spk_palette_from_string ("rainbow", &(SpkPalette){ 0 }));
}

static void
test_lines_snap_to_pixels_on_screens_only (void)
{
  SpkFigureSize screen = { 10, 10, 1 }, dense = { 10, 10, 2 }, paper = { 10, 10, 0 };

  g_assert_cmpfloat (spk_figure_size_snap (screen, 3.2, 1), ==, 3.5);
  g_assert_cmpfloat (spk_figure_size_snap (screen, 3.2, 2), ==, 3);
  g_assert_cmpfloat (spk_figure_size_snap (dense, 3.2, 0.5), ==, 3.25);
  g_assert_cmpfloat (spk_figure_size_snap (paper, 3.2, 1), ==, 3.2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/style/text-can-be-read", test_text_can_be_read);
  g_test_add_func ("/style/signs-can-be-told-from-the-background", test_signs_can_be_told_from_the_background);
  g_test_add_func ("/style/greys-tell-excitatory-from-inhibitory", test_greys_tell_excitatory_from_inhibitory);
  g_test_add_func ("/style/series-differ-without-colour", test_series_differ_without_colour);
  g_test_add_func ("/style/palettes-have-names", test_palettes_have_names);
  g_test_add_func ("/style/lines-snap-to-pixels-on-screens-only", test_lines_snap_to_pixels_on_screens_only);
  return g_test_run ();
}
