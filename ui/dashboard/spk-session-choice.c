/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dashboard/spk-session-choice.h"

#include <glib/gi18n.h>

/**
 * SpkSessionChoice:
 *
 * A list to choose the layer, or the class of the sample, that all views show. Hidden where there is one alone.
 */
struct _SpkSessionChoice
{
  AdwBin parent_instance;

  SpkSession  *session; /* (nullable) */
  SpkChosen    chosen;
  GtkDropDown *list;
  gboolean     following; /* while the list follows the session */
};

G_DEFINE_FINAL_TYPE (SpkSessionChoice, spk_session_choice, ADW_TYPE_BIN)

static guint
count_items (SpkSessionChoice *self)
{
  SpkRunDocument *document = spk_session_get_document (self->session);
  SpkEpochRecord *record = spk_session_get_record (self->session);

  if (self->chosen == SPK_CHOSEN_LAYER)
    return spk_session_get_n_layers (self->session);
  /* Older runs kept one sample alone. */
  return document && (!record || record->n_probes > 1) ? spk_run_document_get_n_classes (document) : 0;
}

static char *
name_item (SpkSessionChoice *self, guint i)
{
  if (self->chosen == SPK_CHOSEN_LAYER)
    return g_strdup_printf (_("Layer %u"), i + 1);
  /* Translators: a recording, by its class */
  return g_strdup_printf (_("Sample “%s”"),
                          spk_run_document_get_class_name (spk_session_get_document (self->session), i));
}

static void
select_item (SpkSessionChoice *self)
{
  self->following = TRUE;
  gtk_drop_down_set_selected (self->list, self->chosen == SPK_CHOSEN_LAYER
                                              ? spk_session_get_layer (self->session)
                                              : spk_session_get_sample_class (self->session));
  self->following = FALSE;
}

static void
fill (SpkSessionChoice *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint n = count_items (self);

  gtk_widget_set_visible (GTK_WIDGET (self), n > 1);
  if (n == g_list_model_get_n_items (gtk_drop_down_get_model (self->list)) && self->chosen == SPK_CHOSEN_LAYER)
    return;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = name_item (self, i);

      gtk_string_list_append (names, name);
    }
  self->following = TRUE;
  gtk_drop_down_set_model (self->list, G_LIST_MODEL (names));
  self->following = FALSE;
  select_item (self);
}

/* The number of samples is known with the first epoch. */
static void
record_changed (SpkSessionChoice *self)
{
  if (count_items (self) != g_list_model_get_n_items (gtk_drop_down_get_model (self->list)))
    fill (self);
}

static void
item_selected (SpkSessionChoice *self)
{
  guint i = gtk_drop_down_get_selected (self->list);

  if (self->following || !self->session || i == GTK_INVALID_LIST_POSITION)
    return;
  if (self->chosen == SPK_CHOSEN_LAYER)
    spk_session_set_layer (self->session, i);
  else
    spk_session_set_sample_class (self->session, i);
}

static void
spk_session_choice_dispose (GObject *object)
{
  g_clear_object (&SPK_SESSION_CHOICE (object)->session);
  G_OBJECT_CLASS (spk_session_choice_parent_class)->dispose (object);
}

static void
spk_session_choice_class_init (SpkSessionChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = spk_session_choice_dispose;
}

static void
spk_session_choice_init (SpkSessionChoice *self)
{
  self->list = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (gtk_string_list_new (NULL)), NULL));
  gtk_widget_set_valign (GTK_WIDGET (self->list), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "flat-choice");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->list));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_connect_object (self->list, "notify::selected", G_CALLBACK (item_selected), self, G_CONNECT_SWAPPED);
}

/**
 * spk_session_choice_bind:
 * @session: (transfer none): what is chosen from, from now on
 * @chosen: what is chosen
 */
void
spk_session_choice_bind (SpkSessionChoice *self, SpkSession *session, SpkChosen chosen)
{
  const char *label = chosen == SPK_CHOSEN_LAYER ? _("Layer") : _("Class of the sample");

  g_return_if_fail (SPK_IS_SESSION_CHOICE (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->chosen = chosen;
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->list), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (session, "notify::document", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::n-layers", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::record", G_CALLBACK (record_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::layer", G_CALLBACK (select_item), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::sample-class", G_CALLBACK (select_item), self, G_CONNECT_SWAPPED);
  fill (self);
}
