/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/spk-name-pattern.h"
#include "data/spk-split.h"
#include "sound-fixture.h"
#include "sound/spk-resample.h"
#include "test-data-tree.h"

#include <math.h>
#include <sndfile.h>
#include <string.h>

static void
put (TestTree *tree, const char *name, GByteArray *bytes)
{
  test_tree_bytes (tree, name, bytes->data, bytes->len);
  g_byte_array_unref (bytes);
}

static SpkDataset *
load_with (TestTree *tree, const SpkSoundOptions *sound)
{
  g_autoptr (GError) error = NULL;
  const SpkLoadOptions options = { .sound = *sound };
  SpkDataset *dataset = spk_dataset_load (tree->root, &options, &error);

  g_assert_no_error (error);
  return dataset;
}

/* Two classes, a low tone and a high one. */
static TestTree *
good_tree (void)
{
  TestTree *tree = test_tree_new ();

  put (tree, "low/a.wav", sound_fixture_tone (8000, 1, 300, 4000));
  put (tree, "low/b.wav", sound_fixture_tone (8000, 1, 320, 4000));
  put (tree, "high/a.wav", sound_fixture_tone (8000, 1, 2000, 4000));
  return tree;
}

static double
mean_channel (SpkDataset *dataset, guint sample)
{
  gsize n;
  const SpkEvent *events = spk_dataset_get_events (dataset, sample, &n);
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += events[i].channel;
  return sum / MAX (n, 1);
}

static void
test_folders_are_classes (void)
{
  g_autoptr (TestTree) tree = good_tree ();
  g_autoptr (SpkDataset) dataset = test_tree_load (tree, FALSE);

  g_assert_cmpstr (spk_dataset_get_kind (dataset), ==, "sound");
  g_assert_cmpuint (spk_dataset_get_n_samples (dataset), ==, 3);
  g_assert_cmpuint (spk_dataset_get_geometry (dataset)->channels, ==, 64);
  g_assert_cmpuint (spk_dataset_get_time_step_us (dataset), ==, 1625);
  g_assert_cmpstr (spk_dataset_get_class_name (dataset, 0), ==, "low");
  g_assert_cmpstr (spk_dataset_get_sample_name (dataset, 0), ==, "high/a.wav");
  g_assert_cmpuint (spk_dataset_get_label (dataset, 0), ==, 1);
  g_assert_cmpuint (spk_dataset_get_n_groups (dataset), ==, 0);
  g_assert_cmpuint (spk_dataset_get_n_notes (dataset), ==, 4);
  g_assert_cmpstr (spk_dataset_get_note_name (dataset, 0), ==, "Names");
  g_assert_cmpstr (spk_dataset_get_note_text (dataset, 0), ==, "{class}/{}");
  /* High tones come first. */
  g_assert_cmpfloat (mean_channel (dataset, 0) + 10, <, mean_channel (dataset, 1));
  for (guint i = 0; i < 3; i++)
    {
      gsize n;
      const SpkEvent *events = spk_dataset_get_events (dataset, i, &n);

      g_assert_cmpuint (n, >, 20);
      for (gsize j = 0; j < n; j++)
        g_assert_cmpuint (events[j].time_us % 1625, ==, 0);
      g_assert_cmpuint (events[n - 1].time_us, <, 500000);
    }
}

static void
test_names_tell_class_and_speaker (void)
{
  g_autoptr (TestTree) tree = test_tree_new ();
  guint speaker;

  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u_%s_%u.wav", i % 3, i / 6 ? "anna" : "bert", i % 6 / 3);

      put (tree, name, sound_fixture_tone (8000, 1, 300 + 500 * (i % 3), 800));
    }

  g_autoptr (SpkDataset) dataset = test_tree_load (tree, FALSE);
  g_autoptr (SpkSplit) split = spk_split_new (dataset, "speaker:anna", 1, NULL);

  g_assert_cmpstr (spk_dataset_get_kind (dataset), ==, "fsdd");
  g_assert_cmpuint (spk_dataset_get_n_classes (dataset), ==, 3);
  g_assert_true (spk_dataset_find_group (dataset, "speaker", &speaker));
  g_assert_cmpstr (spk_dataset_get_group_value (dataset, speaker, 0), ==, "anna");
  g_assert_cmpuint (split->n_train, ==, 6);
  g_assert_cmpuint (split->n_test, ==, 6);
}

static void
test_parts_are_a_group (void)
{
  g_autoptr (TestTree) tree = test_tree_new ();

  put (tree, "training/yes/1.wav", sound_fixture_tone (8000, 1, 300, 800));
  put (tree, "training/no/1.wav", sound_fixture_tone (8000, 1, 900, 800));
  put (tree, "testing/yes/2.wav", sound_fixture_tone (8000, 1, 310, 800));
  put (tree, "testing/no/3.wav", sound_fixture_tone (8000, 1, 910, 800));

  g_autoptr (SpkDataset) dataset = test_tree_load (tree, FALSE);

  g_assert_cmpuint (spk_dataset_get_n_classes (dataset), ==, 2);
  g_assert_cmpstr (spk_dataset_get_default_split (dataset), ==, "part:Test");
}

/* TI46 as it is sold: NIST SPHERE, the word in two letters, the speaker, session and token. */
static void
test_sphere_named_as_ti46 (void)
{
  g_autoptr (TestTree) tree = test_tree_new ();
  guint speaker;

  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *name =
        g_strdup_printf ("%s/f1/%sf1s%ut0.wav", i < 4 ? "train" : "test", i % 2 ? "aa" : "bb", i / 2 + 1);

      put (tree, name, sound_fixture_sphere (12500, i % 2 ? 400 : 1600, 2500));
    }

  g_autoptr (SpkDataset) dataset = test_tree_load (tree, FALSE);

  g_assert_cmpuint (spk_dataset_get_n_samples (dataset), ==, 8);
  g_assert_cmpuint (spk_dataset_get_geometry (dataset)->channels, ==, 78);
  g_assert_cmpuint (spk_dataset_get_time_step_us (dataset), ==, 1600);
  g_assert_cmpuint (spk_dataset_get_n_classes (dataset), ==, 2);
  g_assert_cmpstr (spk_dataset_get_class_name (dataset, 0), ==, "aa");
  g_assert_true (spk_dataset_find_group (dataset, "speaker", &speaker));
  g_assert_cmpstr (spk_dataset_get_default_split (dataset), ==, "part:Test");
}

static void
test_given_pattern (void)
{
  g_autoptr (TestTree) tree = test_tree_new ();
  g_autoptr (GError) error = NULL;

  put (tree, "anna-yes1.wav", sound_fixture_tone (8000, 1, 300, 800));
  put (tree, "anna-no.1.wav", sound_fixture_tone (8000, 1, 900, 800));
  test_tree_expect_error (tree, SPK_DATA_ERROR_FORMAT, "does not tell their classes");

  g_autoptr (SpkDataset) dataset = load_with (tree, &(SpkSoundOptions){ .names = "{speaker}-{class}{:1}" });

  g_assert_cmpuint (spk_dataset_get_n_classes (dataset), ==, 2);
  g_assert_cmpstr (spk_dataset_get_class_name (dataset, 0), ==, "no.");
  g_assert_null (spk_dataset_load (tree->root, &(SpkLoadOptions){ .sound.names = "{speaker}" }, &error));
  g_assert_error (error, SPK_DATA_ERROR, SPK_DATA_ERROR_ARGUMENT);
}

static void
test_patterns (void)
{
  static const char *const bad[] = { "", "class", "{class", "class}", "{class}{class}", "{Class}", "{class:0}", "{class:x}",
                                     "{class}{{}}" };
  g_autoptr (SpkNamePattern) pattern = spk_name_pattern_new ("{part}/{class:2}x{}_{take}", NULL);
  g_auto (GStrv) values = spk_name_pattern_match (pattern, "far/above/train/abxsome.thing_3.flac");
  const char *const expected[] = { "train", "ab", "3", NULL };
  const char *const fields[] = { "part", "class", "take", NULL };

  g_assert_true (g_strv_equal ((const char *const *) values, expected));
  g_assert_true (g_strv_equal (spk_name_pattern_get_fields (pattern), fields));
  g_assert_null (spk_name_pattern_match (pattern, "abxsome_3.flac"));
  g_assert_null (spk_name_pattern_match (pattern, "train/abysome_3.flac"));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (spk_name_pattern_new (bad[i], &error));
      g_assert_error (error, SPK_DATA_ERROR, SPK_DATA_ERROR_ARGUMENT);
    }
}

static void
test_options_change_ear_and_code (void)
{
  g_autoptr (TestTree) tree = good_tree ();
  g_autoptr (SpkDataset) wide = load_with (tree, &(SpkSoundOptions){ .spacing = 0.5, .step_ms = 5 });
  g_autoptr (SpkDataset) delta = load_with (tree, &(SpkSoundOptions){ .code = SPK_SOUND_CODE_DELTA });
  g_autoptr (SpkDataset) faster = load_with (tree, &(SpkSoundOptions){ .rate = 16000 });
  g_autoptr (GError) error = NULL;
  const SpkLoadOptions dull = { .sound.q = 1 };

  g_assert_cmpuint (spk_dataset_get_geometry (wide)->channels, ==, 32);
  g_assert_cmpuint (spk_dataset_get_time_step_us (wide), ==, 5000);
  g_assert_cmpuint (spk_dataset_get_geometry (delta)->channels, ==, 128);
  g_assert_cmpuint (spk_dataset_get_geometry (faster)->channels, ==, 86);
  g_assert_null (spk_dataset_load (tree->root, &dull, &error));
  g_assert_error (error, SPK_DATA_ERROR, SPK_DATA_ERROR_ARGUMENT);
}

/* A recording of another rate is brought to that of the others, and heard at the same place. */
static void
test_odd_rates_and_stereo (void)
{
  g_autoptr (TestTree) tree = good_tree ();

  put (tree, "high/stereo.wav", sound_fixture_tone (8000, 2, 2000, 4000));
  put (tree, "high/odd.wav", sound_fixture_tone (22050, 1, 2000, 11025));

  g_autoptr (SpkDataset) dataset = test_tree_load (tree, FALSE);

  g_assert_cmpuint (spk_dataset_get_geometry (dataset)->channels, ==, 64);
  g_assert_cmpfloat_with_epsilon (mean_channel (dataset, 0), mean_channel (dataset, 1), 0.5);
  g_assert_cmpfloat_with_epsilon (mean_channel (dataset, 0), mean_channel (dataset, 2), 0.1);
}

static void
test_resampling_keeps_a_tone (void)
{
  float samples[2000];
  gsize n;

  for (guint i = 0; i < 2000; i++)
    samples[i] = (float) sin (2 * G_PI * 500 * i / 8000);

  g_autofree float *up = spk_resample (samples, 2000, 8000, 11025, &n);

  g_assert_cmpuint (n, ==, 2756);
  for (gsize i = 100; i < n - 100; i++)
    g_assert_cmpfloat_with_epsilon (up[i], sin (2 * G_PI * 500 * (double) i / 11025), 0.01);

  g_autofree float *down = spk_resample (samples, 2000, 8000, 800, &n);

  g_assert_cmpuint (n, ==, 200);
  for (gsize i = 20; i < n - 20; i++)
    g_assert_cmpfloat_with_epsilon (down[i], 0, 0.01);
}

static void
test_flac (void)
{
  g_autoptr (TestTree) tree = good_tree ();
  g_autofree char *path = test_tree_path (tree, "high/b.flac");
  g_autofree float *samples = g_new (float, 4000);
  SF_INFO info = { .samplerate = 8000, .channels = 1, .format = SF_FORMAT_FLAC | SF_FORMAT_PCM_16 };
  SNDFILE *file = sf_open (path, SFM_WRITE, &info);

  g_assert_nonnull (file);
  for (guint i = 0; i < 4000; i++)
    samples[i] = (float) (9000 / 32768.0 * sin (2 * G_PI * 2000 * i / 8000));
  g_assert_cmpint (sf_write_float (file, samples, 4000), ==, 4000);
  sf_close (file);

  g_autoptr (SpkDataset) dataset = test_tree_load (tree, FALSE);

  g_assert_cmpuint (spk_dataset_get_n_samples (dataset), ==, 4);
  g_assert_cmpfloat_with_epsilon (mean_channel (dataset, 0), mean_channel (dataset, 1), 0.1);
}

/* Content decides, not the name. */
static void
test_sound_without_an_ending (void)
{
  g_autoptr (TestTree) tree = test_tree_new ();

  put (tree, "x/one", sound_fixture_tone (8000, 1, 300, 800));
  put (tree, "y/two.dat", sound_fixture_tone (8000, 1, 900, 800));
  test_tree_text (tree, "y/notes.txt", "not a recording");

  g_autoptr (SpkDataset) dataset = test_tree_load (tree, FALSE);

  g_assert_cmpstr (spk_dataset_get_kind (dataset), ==, "sound");
  g_assert_cmpuint (spk_dataset_get_n_samples (dataset), ==, 2);
}

static void
test_silence_has_no_events (void)
{
  g_autoptr (TestTree) tree = good_tree ();
  guint8 zeros[4000] = { 0 };
  gsize n;

  put (tree, "high/silent.wav", sound_fixture_wave (8000, 1, 1, 16, zeros, sizeof zeros));

  g_autoptr (SpkDataset) dataset = test_tree_load (tree, FALSE);

  spk_dataset_get_events (dataset, 1, &n);
  g_assert_cmpuint (n, ==, 0);
}

/* Each of these is refused with a word on what is wrong, and left out where that is wanted. */
static void
check_bad (GByteArray *bytes, SpkDataError code, const char *message)
{
  g_autoptr (TestTree) tree = good_tree ();

  put (tree, "high/bad.wav", bytes);
  test_tree_expect_error (tree, code, message);

  g_autoptr (SpkDataset) dataset = test_tree_load (tree, TRUE);

  g_assert_cmpuint (spk_dataset_get_n_samples (dataset), ==, 3);
  g_assert_cmpuint (spk_dataset_get_n_skipped (dataset), ==, 1);
  g_assert_nonnull (strstr (spk_dataset_get_skipped (dataset)[0], "bad.wav"));
}

static void
test_bad_files (void)
{
  const float not_numbers[] = { 0, 0.5f, NAN, 0 };
  GByteArray *truncated = sound_fixture_tone (8000, 1, 300, 800);
  GByteArray *headless = sound_fixture_tone (8000, 1, 300, 800);
  GByteArray *sphere = sound_fixture_sphere (8000, 300, 800);

  g_byte_array_set_size (truncated, 444);
  g_byte_array_set_size (headless, 30);
  g_byte_array_set_size (sphere, 1300);
  check_bad (truncated, SPK_DATA_ERROR_FORMAT, "byte 40: 1600 bytes of sound are announced, 400 are there");
  check_bad (headless, SPK_DATA_ERROR_FORMAT, "is no sound that can be read");
  check_bad (sphere, SPK_DATA_ERROR_FORMAT, "truncated");
  check_bad (g_byte_array_new (), SPK_DATA_ERROR_EMPTY, "the file is empty");
  check_bad (sound_fixture_wave (8000, 1, 1, 16, NULL, 0), SPK_DATA_ERROR_EMPTY, "holds no samples");
  check_bad (sound_fixture_wave (8000, 1, 3, 32, not_numbers, sizeof not_numbers), SPK_DATA_ERROR_RANGE,
             "frame 2 holds a value that is not a number");
  check_bad (sound_fixture_wave (100, 1, 1, 16, not_numbers, sizeof not_numbers), SPK_DATA_ERROR_RANGE,
             "100 samples a second");
}

static void
test_circles_and_links (void)
{
  g_autoptr (TestTree) tree = good_tree ();

  test_tree_link (tree, "..", "high/again");
  test_tree_expect_error (tree, SPK_DATA_ERROR_FORMAT, "a link to a folder that it lies in");

  g_autoptr (SpkDataset) dataset = test_tree_load (tree, TRUE);

  g_assert_cmpuint (spk_dataset_get_n_samples (dataset), ==, 3);
}

static void
test_same_files_same_data (void)
{
  g_autoptr (TestTree) tree = good_tree ();
  g_autoptr (SpkDataset) first = test_tree_load (tree, FALSE);
  g_autoptr (SpkDataset) second = test_tree_load (tree, FALSE);

  g_assert_cmpuint (spk_dataset_get_fingerprint (first), ==, spk_dataset_get_fingerprint (second));
}

/* The real recordings, where they are: spikes are about as many as in those of TI46, 4 to 12 in 100 steps. */
static void
test_spoken_digits (void)
{
  g_autofree char *path = test_shared_data ("fsdd");

  if (path == NULL)
    {
      g_test_skip ("no recordings of fsdd");
      return;
    }

  g_autoptr (GError) error = NULL;
  g_autoptr (SpkDataset) dataset = spk_dataset_load (path, NULL, &error);
  double steps = 0;

  g_assert_no_error (error);
  g_assert_cmpstr (spk_dataset_get_kind (dataset), ==, "fsdd");
  g_assert_cmpuint (spk_dataset_get_n_samples (dataset), ==, 2000);
  g_assert_cmpuint (spk_dataset_get_n_classes (dataset), ==, 10);
  g_assert_cmpstr (spk_dataset_get_default_split (dataset), ==, "take:0,1,2,3,4");
  for (guint i = 0; i < 2000; i++)
    {
      gsize n;
      const SpkEvent *events = spk_dataset_get_events (dataset, i, &n);

      steps += n > 0 ? events[n - 1].time_us / 1625.0 : 0;
    }

  double rate = (double) spk_dataset_get_n_events (dataset) / steps / 64;

  g_assert_cmpfloat (rate, >, 0.04);
  g_assert_cmpfloat (rate, <, 0.12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/data-sound/folders-are-classes", test_folders_are_classes);
  g_test_add_func ("/data-sound/names-tell-class-and-speaker", test_names_tell_class_and_speaker);
  g_test_add_func ("/data-sound/parts-are-a-group", test_parts_are_a_group);
  g_test_add_func ("/data-sound/sphere-named-as-ti46", test_sphere_named_as_ti46);
  g_test_add_func ("/data-sound/given-pattern", test_given_pattern);
  g_test_add_func ("/data-sound/patterns", test_patterns);
  g_test_add_func ("/data-sound/options-change-ear-and-code", test_options_change_ear_and_code);
  g_test_add_func ("/data-sound/odd-rates-and-stereo", test_odd_rates_and_stereo);
  g_test_add_func ("/data-sound/resampling-keeps-a-tone", test_resampling_keeps_a_tone);
  g_test_add_func ("/data-sound/flac", test_flac);
  g_test_add_func ("/data-sound/sound-without-an-ending", test_sound_without_an_ending);
  g_test_add_func ("/data-sound/silence-has-no-events", test_silence_has_no_events);
  g_test_add_func ("/data-sound/bad-files", test_bad_files);
  g_test_add_func ("/data-sound/circles-and-links", test_circles_and_links);
  g_test_add_func ("/data-sound/same-files-same-data", test_same_files_same_data);
  g_test_add_func ("/data-sound/spoken-digits", test_spoken_digits);
  return g_test_run ();
}
