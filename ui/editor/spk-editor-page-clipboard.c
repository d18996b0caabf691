/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "editor/spk-editor-page-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* The kind of data of a motif, in the clipboard and in lists of recent files. */
#define MIME_TYPE "application/x-spikesmith-motif+json"
/* No motif is larger: 1024 x 1024 numbers, indented. */
#define MAX_BYTES (64 * 1024 * 1024)

static const char *const mime_types[] = { MIME_TYPE, "text/plain;charset=utf-8", "text/plain", NULL };

/* @text: (transfer full) */
static void
put (GtkWidget *widget, char *text)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  GdkContentProvider *kinds[] = { gdk_content_provider_new_for_bytes (MIME_TYPE, bytes),
                                  gdk_content_provider_new_typed (G_TYPE_STRING, text) };
  g_autoptr (GdkContentProvider) both = gdk_content_provider_new_union (kinds, G_N_ELEMENTS (kinds));

  gdk_clipboard_set_content (clipboard, both);
  g_free (text);
}

static void
copy (GtkWidget *widget, const char *name, GVariant *parameter)
{
  char *text = spk_motif_model_copy (SPK_EDITOR_PAGE (widget)->model);

  if (text)
    put (widget, text);
}

static void
cut (GtkWidget *widget, const char *name, GVariant *parameter)
{
  char *text = spk_motif_model_cut (SPK_EDITOR_PAGE (widget)->model);

  if (text)
    put (widget, text);
}

static void
say_problem (SpkEditorPage *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    spk_editor_page_say (self, _("There is no motif in the clipboard"));
  else
    spk_editor_page_say (self, error->message);
}

static void
text_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SpkEditorPage) self = data;
  g_autoptr (GError) error = NULL;
  GOutputStream *memory = G_OUTPUT_STREAM (source);

  if (g_output_stream_splice_finish (memory, result, &error) >= 0)
    {
      g_autoptr (GBytes) bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
      gsize length;
      const char *start = g_bytes_get_data (bytes, &length);
      g_autofree char *text = g_strndup (start ? start : "", MIN (length, MAX_BYTES));

      if (length > MAX_BYTES)
        g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "too large");
      else if (self->model)
        spk_motif_model_paste (self->model, text, &error);
    }
  if (error)
    say_problem (self, error);
}

static void
stream_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SpkEditorPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, &error);
  g_autoptr (GOutputStream) memory = NULL;

  if (!stream)
    {
      say_problem (self, error);
      return;
    }
  memory = g_memory_output_stream_new_resizable ();
  g_output_stream_splice_async (memory, stream,
                                G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                G_PRIORITY_DEFAULT, self->pasting, text_read, g_object_ref (self));
}

static void
paste (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SpkEditorPage *self = SPK_EDITOR_PAGE (widget);

  if (self->pasting)
    g_cancellable_cancel (self->pasting);
  g_clear_object (&self->pasting);
  self->pasting = g_cancellable_new ();
  gdk_clipboard_read_async (gtk_widget_get_clipboard (widget), (const char **) mime_types, G_PRIORITY_DEFAULT,
                            self->pasting, stream_opened, g_object_ref (self));
}

/**
 * spk_editor_page_install_clipboard:
 *
 * For the page: cut, copy and paste. A fragment is in the clipboard as a motif of its own kind and as JSON text.
 */
void
spk_editor_page_install_clipboard (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "motif.cut", NULL, cut);
  gtk_widget_class_install_action (klass, "motif.copy", NULL, copy);
  gtk_widget_class_install_action (klass, "motif.paste", NULL, paste);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_x, GDK_CONTROL_MASK, "motif.cut", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_c, GDK_CONTROL_MASK, "motif.copy", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_v, GDK_CONTROL_MASK, "motif.paste", NULL);
}
