/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dashboard/spk-readout.h"

/**
 * SpkReadout:
 *
 * A number with its name above it. Hidden while it has no value.
 *
 * Properties, rw: "title", "value" (strings); "width-chars" (int): kept free for the value, so that what is beside it
 * stays where it is.
 */
struct _SpkReadout
{
  AdwBin parent_instance;

  GtkLabel *title;
  GtkLabel *value;
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_VALUE,
  PROP_WIDTH_CHARS,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (SpkReadout, spk_readout, ADW_TYPE_BIN)

static void
spk_readout_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SpkReadout *self = SPK_READOUT (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, spk_readout_get_title (self));
      break;
    case PROP_VALUE:
      g_value_set_string (value, spk_readout_get_value (self));
      break;
    case PROP_WIDTH_CHARS:
      g_value_set_int (value, gtk_label_get_width_chars (self->value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spk_readout_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SpkReadout *self = SPK_READOUT (object);

  switch (id)
    {
    case PROP_TITLE:
      spk_readout_set_title (self, g_value_get_string (value));
      break;
    case PROP_VALUE:
      spk_readout_set_value (self, g_value_get_string (value));
      break;
    case PROP_WIDTH_CHARS:
      gtk_label_set_width_chars (self->value, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spk_readout_class_init (SpkReadoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = spk_readout_get_property;
  object_class->set_property = spk_readout_set_property;
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  properties[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, "", flags);
  properties[PROP_WIDTH_CHARS] = g_param_spec_int ("width-chars", NULL, NULL, -1, G_MAXINT, -1, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/spikesmith/Spikesmith/ui/spk-readout.ui");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_bind_template_child (widget_class, SpkReadout, title);
  gtk_widget_class_bind_template_child (widget_class, SpkReadout, value);
}

static void
spk_readout_init (SpkReadout *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * spk_readout_get_title:
 *
 * Returns: (transfer none): what it is
 */
const char *
spk_readout_get_title (SpkReadout *self)
{
  g_return_val_if_fail (SPK_IS_READOUT (self), NULL);

  return gtk_label_get_text (self->title);
}

/**
 * spk_readout_set_title:
 * @title: what it is
 */
void
spk_readout_set_title (SpkReadout *self, const char *title)
{
  g_return_if_fail (SPK_IS_READOUT (self));

  if (g_str_equal (gtk_label_get_text (self->title), title))
    return;
  gtk_label_set_text (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/**
 * spk_readout_get_value:
 *
 * Returns: (transfer none): the number with its unit
 */
const char *
spk_readout_get_value (SpkReadout *self)
{
  g_return_val_if_fail (SPK_IS_READOUT (self), NULL);

  return gtk_label_get_text (self->value);
}

/**
 * spk_readout_set_value:
 * @value: the number with its unit; "" hides it
 */
void
spk_readout_set_value (SpkReadout *self, const char *value)
{
  g_return_if_fail (SPK_IS_READOUT (self));

  if (g_str_equal (gtk_label_get_text (self->value), value))
    return;
  gtk_label_set_text (self->value, value);
  gtk_widget_set_visible (GTK_WIDGET (self), *value != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, value, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}
