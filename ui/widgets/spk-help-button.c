/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/spk-help-button.h"

#include <glib/gi18n.h>

/**
 * SpkHelpButton:
 *
 * A "?" beside a view, which says in a popover what the view shows and how it is used. In a .ui file:
 * `<object class="SpkHelpButton"><property name="title">…</property><property name="text">…</property></object>`
 *
 * Properties, rw: "title" (string): what is explained; "text" (string): the explanation, Pango markup, paragraphs
 * separated by an empty line.
 */
struct _SpkHelpButton
{
  AdwBin parent_instance;

  GtkMenuButton *button;
  GtkLabel      *title_label;
  GtkLabel      *text_label;
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_TEXT,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (SpkHelpButton, spk_help_button, ADW_TYPE_BIN)

static void
spk_help_button_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SpkHelpButton *self = SPK_HELP_BUTTON (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, spk_help_button_get_title (self));
      break;
    case PROP_TEXT:
      g_value_set_string (value, spk_help_button_get_text (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spk_help_button_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SpkHelpButton *self = SPK_HELP_BUTTON (object);

  switch (id)
    {
    case PROP_TITLE:
      spk_help_button_set_title (self, g_value_get_string (value));
      break;
    case PROP_TEXT:
      spk_help_button_set_text (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spk_help_button_class_init (SpkHelpButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = spk_help_button_get_property;
  object_class->set_property = spk_help_button_set_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/spikesmith/Spikesmith/ui/spk-help-button.ui");
  gtk_widget_class_bind_template_child (widget_class, SpkHelpButton, button);
  gtk_widget_class_bind_template_child (widget_class, SpkHelpButton, title_label);
  gtk_widget_class_bind_template_child (widget_class, SpkHelpButton, text_label);
}

static void
spk_help_button_init (SpkHelpButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * spk_help_button_new:
 * @title: what is explained, as "Raster"
 * @text: the explanation, Pango markup
 *
 * Returns: (transfer floating): a help button
 */
GtkWidget *
spk_help_button_new (const char *title, const char *text)
{
  return g_object_new (SPK_TYPE_HELP_BUTTON, "title", title, "text", text, NULL);
}

/**
 * spk_help_button_get_title:
 *
 * Returns: (transfer none): what is explained
 */
const char *
spk_help_button_get_title (SpkHelpButton *self)
{
  g_return_val_if_fail (SPK_IS_HELP_BUTTON (self), NULL);

  return gtk_label_get_text (self->title_label);
}

/**
 * spk_help_button_set_title:
 *
 * Sets what is explained, which the button is also named by.
 */
void
spk_help_button_set_title (SpkHelpButton *self, const char *title)
{
  g_autofree char *name = NULL;

  g_return_if_fail (SPK_IS_HELP_BUTTON (self));

  if (g_str_equal (gtk_label_get_text (self->title_label), title))
    return;
  /* Translators: %s is the title of a view, as "Raster" */
  name = g_strdup_printf (_("Help on “%s”"), title);
  gtk_label_set_text (self->title_label, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/**
 * spk_help_button_get_text:
 *
 * Returns: (transfer none): the explanation, Pango markup
 */
const char *
spk_help_button_get_text (SpkHelpButton *self)
{
  g_return_val_if_fail (SPK_IS_HELP_BUTTON (self), NULL);

  return gtk_label_get_label (self->text_label);
}

/**
 * spk_help_button_set_text:
 * @text: Pango markup
 */
void
spk_help_button_set_text (SpkHelpButton *self, const char *text)
{
  g_return_if_fail (SPK_IS_HELP_BUTTON (self));

  if (g_str_equal (gtk_label_get_label (self->text_label), text))
    return;
  gtk_label_set_markup (self->text_label, text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

/**
 * spk_help_button_popup:
 *
 * Shows the explanation.
 */
void
spk_help_button_popup (SpkHelpButton *self)
{
  g_return_if_fail (SPK_IS_HELP_BUTTON (self));

  gtk_menu_button_popup (self->button);
}
