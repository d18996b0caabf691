/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures/spk-number.h"

#include <math.h>
#include <string.h>

#define MINUS      "\xe2\x88\x92" /* U+2212 */
#define THIN_SPACE "\xe2\x80\xaf" /* U+202F, does not break */
#define TIMES      "\xc3\x97"     /* U+00D7 */

/* Digits before the point come in groups of three from five digits on, as the SI brochure has it. */
static void
append_grouped (GString *out, const char *digits, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      if (n > 4 && i > 0 && (n - i) % 3 == 0)
        g_string_append (out, THIN_SPACE);
      g_string_append_c (out, digits[i]);
    }
}

/**
 * spk_number_format_fixed:
 * @decimals: digits after the point
 *
 * Writes a number for people, the same in every locale: a true minus, digits in groups, no negative zero.
 *
 * Returns: (transfer full): plain text
 */
char *
spk_number_format_fixed (double value, guint decimals)
{
  char format[8], digits[G_ASCII_DTOSTR_BUF_SIZE + 320];

  if (isnan (value))
    return g_strdup ("NaN");
  if (isinf (value))
    return g_strdup (value < 0 ? MINUS "\xe2\x88\x9e" : "\xe2\x88\x9e");

  g_snprintf (format, sizeof format, "%%.%uf", MIN (decimals, 17));
  g_ascii_formatd (digits, sizeof digits, format, fabs (value));

  GString *out = g_string_new (value < 0 && strpbrk (digits, "123456789") != NULL ? MINUS : NULL);
  const char *point = strchr (digits, '.');

  append_grouped (out, digits, point != NULL ? (gsize) (point - digits) : strlen (digits));
  g_string_append (out, point != NULL ? point : "");
  return g_string_free (out, FALSE);
}

/* Without zeros at the end of what follows the point. */
static void
trim_zeros (char *digits)
{
  char *end;

  if (strchr (digits, '.') == NULL)
    return;
  end = digits + strlen (digits);
  while (end[-1] == '0')
    end--;
  if (end[-1] == '.')
    end--;
  *end = '\0';
}

/**
 * spk_number_format:
 * @significant_digits: at least 1
 *
 * Writes a number for people, rounded to @significant_digits: "0.0413", "12 300", and "1.2×10<sup>7</sup>" where it
 * would be long otherwise.
 *
 * Returns: (transfer full): Pango markup
 */
char *
spk_number_format (double value, guint significant_digits)
{
  if (!isfinite (value) || value == 0)
    return spk_number_format_fixed (value, 0);

  int exponent = (int) floor (log10 (fabs (value)));
  int decimals = (int) significant_digits - 1;

  if (exponent < -4 || exponent > 5)
    {
      g_autofree char *mantissa = spk_number_format_fixed (value / pow (10, exponent), decimals);
      g_autofree char *power = spk_number_power_markup (exponent);

      trim_zeros (mantissa);
      return g_strconcat (mantissa, TIMES, power, NULL);
    }

  char *text = spk_number_format_fixed (value, MAX (0, decimals - exponent));

  trim_zeros (text);
  return text;
}

/**
 * spk_number_format_count:
 *
 * Returns: (transfer full): @value with its digits in groups, plain text
 */
char *
spk_number_format_count (guint64 value)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, value);
  GString *out = g_string_new (NULL);

  append_grouped (out, digits, strlen (digits));
  return g_string_free (out, FALSE);
}

/**
 * spk_number_power_markup:
 *
 * Returns: (transfer full): Pango markup of 10 to the @exponent
 */
char *
spk_number_power_markup (int exponent)
{
  return g_strdup_printf ("10<sup>%s%d</sup>", exponent < 0 ? MINUS : "", ABS (exponent));
}
