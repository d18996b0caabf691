/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "figures/spk-number.h"
#include "figures/spk-ticks.h"

#define MINUS "\xe2\x88\x92"

static void
assert_labels (SpkTicks *ticks, const char *expected, int exponent)
{
  g_autofree char *labels = g_strjoinv (" ", ticks->labels);

  g_assert_cmpstr (labels, ==, expected);
  g_assert_cmpint (ticks->exponent, ==, exponent);
  spk_ticks_free (ticks);
}

static void
test_stand_at_nice_numbers (void)
{
  assert_labels (spk_ticks_new_linear (0, 100, 6), "0 20 40 60 80 100", 0);
  assert_labels (spk_ticks_new_linear (0, 1, 5), "0.00 0.25 0.50 0.75 1.00", 0);
  assert_labels (spk_ticks_new_linear (-0.3, 2.7, 5), "0.0 0.5 1.0 1.5 2.0 2.5", 0);
  assert_labels (spk_ticks_new_linear (98.3, 99.1, 4), "98.4 98.6 98.8 99.0", 0);
  assert_labels (spk_ticks_new_linear (-60, 0, 4), MINUS "60 " MINUS "40 " MINUS "20 0", 0);
}

static void
test_take_a_power_out (void)
{
  assert_labels (spk_ticks_new_linear (0, 200000, 5), "0.0 0.5 1.0 1.5 2.0", 5);
  assert_labels (spk_ticks_new_linear (1e-9, 5e-9, 5), "1 2 3 4 5", -9);
}

static void
test_integer_ticks_are_whole (void)
{
  for (double high = 0.4; high < 40; high += 0.37)
    {
      g_autoptr (SpkTicks) ticks = spk_ticks_new_integer (0.2, high, 8);

      for (guint i = 0; i < ticks->n; i++)
        g_assert_cmpfloat (ticks->values[i], ==, round (ticks->values[i]));
      if (high >= 2)
        g_assert_cmpuint (ticks->n, >=, 1);
    }
}

static void
test_lie_inside_at_any_scale (void)
{
  for (int power = -300; power <= 300; power += 7)
    for (double offset = -3; offset <= 3; offset += 0.7)
      {
        double low = offset * pow (10, power), high = low + 1.3 * pow (10, power);
        g_autoptr (SpkTicks) ticks = spk_ticks_new_linear (low, high, 5);

        g_assert_cmpuint (ticks->n, >=, 2);
        g_assert_cmpuint (ticks->n, <=, 14);
        for (guint i = 0; i < ticks->n; i++)
          {
            g_assert_cmpfloat (ticks->values[i], >=, low - 1e-6 * (high - low));
            g_assert_cmpfloat (ticks->values[i], <=, high + 1e-6 * (high - low));
          }
      }
}

static void
test_more_room_gives_no_fewer (void)
{
  guint last = 0;

  for (guint wanted = 2; wanted < 20; wanted += 3)
    {
      g_autoptr (SpkTicks) ticks = spk_ticks_new_linear (3, 47, wanted);

      g_assert_cmpuint (ticks->n, >=, last);
      last = ticks->n;
    }
}

static void
test_log_ticks_are_powers (void)
{
  assert_labels (spk_ticks_new_log (1, 10000, 6), "1 10 100 1000 10\xe2\x80\xaf" "000", 0);
  assert_labels (spk_ticks_new_log (1, 1e12, 5),
                 "10<sup>0</sup> 10<sup>3</sup> 10<sup>6</sup> 10<sup>9</sup> 10<sup>12</sup>", 0);
  assert_labels (spk_ticks_new_log (1e-9, 1e-6, 4),
                 "10<sup>" MINUS "9</sup> 10<sup>" MINUS "8</sup> 10<sup>" MINUS "7</sup> 10<sup>" MINUS "6</sup>", 0);
}

static void
test_short_log_range_has_twos_and_fives (void)
{
  assert_labels (spk_ticks_new_log (1, 37, 6), "1 2 5 10 20", 0);
}

static void
test_log_minor_ticks_are_multiples (void)
{
  g_autoptr (SpkTicks) ticks = spk_ticks_new_log (1, 100, 3);

  g_assert_cmpuint (ticks->n_minor, ==, 19);
}

static void
test_empty_and_endless_ranges (void)
{
  assert_labels (spk_ticks_new_linear (5, 5, 4), "5", 0);
  assert_labels (spk_ticks_new_linear (NAN, 1, 4), "", 0);
  assert_labels (spk_ticks_new_linear (0, INFINITY, 4), "0", 0);
  assert_labels (spk_ticks_new_log (-1, 1, 3), MINUS "1 0 1", 0);
}

static void
assert_number (char *number, const char *expected)
{
  g_assert_cmpstr (number, ==, expected);
  g_free (number);
}

static void
test_numbers_for_people (void)
{
  assert_number (spk_number_format (0.041321, 3), "0.0413");
  assert_number (spk_number_format (-12, 3), MINUS "12");
  assert_number (spk_number_format (12345, 5), "12\xe2\x80\xaf" "345");
  assert_number (spk_number_format (1.2e7, 2), "1.2\xc3\x97" "10<sup>7</sup>");
  assert_number (spk_number_format (0, 3), "0");
  assert_number (spk_number_format_fixed (-0.0001, 2), "0.00");
  assert_number (spk_number_format_fixed (NAN, 2), "NaN");
  assert_number (spk_number_format_count (200000), "200\xe2\x80\xaf" "000");
  assert_number (spk_number_format_count (1234), "1234");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ticks/stand-at-nice-numbers", test_stand_at_nice_numbers);
  g_test_add_func ("/ticks/take-a-power-out", test_take_a_power_out);
  g_test_add_func ("/ticks/integer-ticks-are-whole", test_integer_ticks_are_whole);
  g_test_add_func ("/ticks/lie-inside-at-any-scale", test_lie_inside_at_any_scale);
  g_test_add_func ("/ticks/more-room-gives-no-fewer", test_more_room_gives_no_fewer);
  g_test_add_func ("/ticks/log-ticks-are-powers", test_log_ticks_are_powers);
  g_test_add_func ("/ticks/short-log-range-has-twos-and-fives", test_short_log_range_has_twos_and_fives);
  g_test_add_func ("/ticks/log-minor-ticks-are-multiples", test_log_minor_ticks_are_multiples);
  g_test_add_func ("/ticks/empty-and-endless-ranges", test_empty_and_endless_ranges);
  g_test_add_func ("/ticks/numbers-for-people", test_numbers_for_people);
  return g_test_run ();
}
