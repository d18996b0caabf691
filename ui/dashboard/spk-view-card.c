/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dashboard/spk-view-card.h"

#include <glib/gi18n.h>

#include "widgets/spk-help-button.h"

/**
 * SpkViewCard:
 *
 * A view of the dashboard: a card with a title, what is seen in few words, controls, help, and a button that lets the
 * view take the place of all. `?` and F1 open the help, F11 and the button maximise, Escape restores.
 *
 * Properties, rw: "title", "subtitle" (strings); "help" (string, Pango markup); "controls" (#GtkWidget): beside the title;
 * "content" (#GtkWidget): what is shown; "maximised" (boolean).
 */
typedef struct
{
  SpkSession *session; /* (nullable) */

  GtkLabel        *title;
  GtkLabel        *subtitle;
  AdwBin          *controls;
  SpkHelpButton   *help;
  GtkToggleButton *maximise;
  AdwBin          *content;
} SpkViewCardPrivate;

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_HELP,
  PROP_CONTROLS,
  PROP_CONTENT,
  PROP_MAXIMISED,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SpkViewCard, spk_view_card, ADW_TYPE_BIN)

static SpkViewCardPrivate *
get_private (SpkViewCard *self)
{
  return spk_view_card_get_instance_private (self);
}

static void
maximise_toggled (SpkViewCard *self)
{
  gboolean maximised = spk_view_card_get_maximised (self);
  GtkWidget *button = GTK_WIDGET (get_private (self)->maximise);
  const char *label = maximised ? _("Show all views") : _("Show only this view");

  gtk_button_set_icon_name (GTK_BUTTON (button), maximised ? "view-restore-symbolic" : "view-fullscreen-symbolic");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MAXIMISED]);
}

static gboolean
help_key (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  spk_help_button_popup (get_private (SPK_VIEW_CARD (widget))->help);
  return TRUE;
}

static gboolean
maximise_key (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  SpkViewCard *self = SPK_VIEW_CARD (widget);

  spk_view_card_set_maximised (self, !spk_view_card_get_maximised (self));
  return TRUE;
}

static gboolean
restore_key (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  SpkViewCard *self = SPK_VIEW_CARD (widget);

  if (!spk_view_card_get_maximised (self))
    return FALSE;
  spk_view_card_set_maximised (self, FALSE);
  return TRUE;
}

static void
spk_view_card_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SpkViewCard *self = SPK_VIEW_CARD (object);
  SpkViewCardPrivate *priv = get_private (self);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, spk_view_card_get_title (self));
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, spk_view_card_get_subtitle (self));
      break;
    case PROP_HELP:
      g_value_set_string (value, spk_help_button_get_text (priv->help));
      break;
    case PROP_CONTROLS:
      g_value_set_object (value, adw_bin_get_child (priv->controls));
      break;
    case PROP_CONTENT:
      g_value_set_object (value, adw_bin_get_child (priv->content));
      break;
    case PROP_MAXIMISED:
      g_value_set_boolean (value, spk_view_card_get_maximised (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spk_view_card_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SpkViewCard *self = SPK_VIEW_CARD (object);
  SpkViewCardPrivate *priv = get_private (self);

  switch (id)
    {
    case PROP_TITLE:
      spk_view_card_set_title (self, g_value_get_string (value));
      break;
    case PROP_SUBTITLE:
      spk_view_card_set_subtitle (self, g_value_get_string (value));
      break;
    case PROP_HELP:
      spk_help_button_set_text (priv->help, g_value_get_string (value));
      break;
    case PROP_CONTROLS:
      adw_bin_set_child (priv->controls, g_value_get_object (value));
      break;
    case PROP_CONTENT:
      adw_bin_set_child (priv->content, g_value_get_object (value));
      break;
    case PROP_MAXIMISED:
      spk_view_card_set_maximised (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spk_view_card_dispose (GObject *object)
{
  g_clear_object (&get_private (SPK_VIEW_CARD (object))->session);
  G_OBJECT_CLASS (spk_view_card_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, "", flags);
  properties[PROP_HELP] = g_param_spec_string ("help", NULL, NULL, "", flags);
  properties[PROP_CONTROLS] = g_param_spec_object ("controls", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_MAXIMISED] = g_param_spec_boolean ("maximised", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (klass, N_PROPERTIES, properties);
}

static void
spk_view_card_class_init (SpkViewCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = spk_view_card_dispose;
  object_class->get_property = spk_view_card_get_property;
  object_class->set_property = spk_view_card_set_property;
  install_properties (object_class);

  g_type_ensure (SPK_TYPE_HELP_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/spikesmith/Spikesmith/ui/spk-view-card.ui");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_bind_template_child_private (widget_class, SpkViewCard, title);
  gtk_widget_class_bind_template_child_private (widget_class, SpkViewCard, subtitle);
  gtk_widget_class_bind_template_child_private (widget_class, SpkViewCard, controls);
  gtk_widget_class_bind_template_child_private (widget_class, SpkViewCard, help);
  gtk_widget_class_bind_template_child_private (widget_class, SpkViewCard, maximise);
  gtk_widget_class_bind_template_child_private (widget_class, SpkViewCard, content);
  gtk_widget_class_bind_template_callback (widget_class, maximise_toggled);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_F1, 0, help_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_question, 0, help_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F11, 0, maximise_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, restore_key, NULL);
}

static void
spk_view_card_init (SpkViewCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * spk_view_card_set_session:
 * @session: (transfer none): what is shown, from now on
 */
void
spk_view_card_set_session (SpkViewCard *self, SpkSession *session)
{
  SpkViewCardPrivate *priv = get_private (self);

  g_return_if_fail (SPK_IS_VIEW_CARD (self));
  g_return_if_fail (priv->session == NULL);

  priv->session = g_object_ref (session);
  SPK_VIEW_CARD_GET_CLASS (self)->bind (self, session);
}

/**
 * spk_view_card_get_session:
 *
 * Returns: (transfer none) (nullable): what is shown
 */
SpkSession *
spk_view_card_get_session (SpkViewCard *self)
{
  g_return_val_if_fail (SPK_IS_VIEW_CARD (self), NULL);

  return get_private (self)->session;
}

/**
 * spk_view_card_get_title:
 *
 * Returns: (transfer none): its name
 */
const char *
spk_view_card_get_title (SpkViewCard *self)
{
  g_return_val_if_fail (SPK_IS_VIEW_CARD (self), NULL);

  return gtk_label_get_text (get_private (self)->title);
}

/**
 * spk_view_card_set_title:
 *
 * Sets its name, which assistive technology knows it by too.
 */
void
spk_view_card_set_title (SpkViewCard *self, const char *title)
{
  SpkViewCardPrivate *priv = get_private (self);

  g_return_if_fail (SPK_IS_VIEW_CARD (self));

  if (g_str_equal (gtk_label_get_text (priv->title), title))
    return;
  gtk_label_set_text (priv->title, title);
  spk_help_button_set_title (priv->help, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/**
 * spk_view_card_get_subtitle:
 *
 * Returns: (transfer none): what is seen
 */
const char *
spk_view_card_get_subtitle (SpkViewCard *self)
{
  g_return_val_if_fail (SPK_IS_VIEW_CARD (self), NULL);

  return gtk_label_get_text (get_private (self)->subtitle);
}

/**
 * spk_view_card_set_subtitle:
 * @subtitle: what is seen, in few words; where they have no room a tooltip has them
 */
void
spk_view_card_set_subtitle (SpkViewCard *self, const char *subtitle)
{
  SpkViewCardPrivate *priv = get_private (self);

  g_return_if_fail (SPK_IS_VIEW_CARD (self));

  if (g_str_equal (gtk_label_get_text (priv->subtitle), subtitle))
    return;
  gtk_label_set_text (priv->subtitle, subtitle);
  gtk_widget_set_tooltip_text (GTK_WIDGET (priv->subtitle), subtitle);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUBTITLE]);
}

/**
 * spk_view_card_get_maximised:
 *
 * Returns: whether it takes the place of all views
 */
gboolean
spk_view_card_get_maximised (SpkViewCard *self)
{
  g_return_val_if_fail (SPK_IS_VIEW_CARD (self), FALSE);

  return gtk_toggle_button_get_active (get_private (self)->maximise);
}

/**
 * spk_view_card_set_maximised:
 * @maximised: whether it asks for the place of all views; its parent gives it
 */
void
spk_view_card_set_maximised (SpkViewCard *self, gboolean maximised)
{
  g_return_if_fail (SPK_IS_VIEW_CARD (self));

  gtk_toggle_button_set_active (get_private (self)->maximise, maximised);
}
