/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/spk-picture-node.h"

/**
 * spk_picture_node_make_image:
 *
 * Returns: (transfer full): an opaque image of as many pixels as @size has on the screen, to draw in user units
 */
cairo_surface_t *
spk_picture_node_make_image (SpkFigureSize size)
{
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, size.width * size.pixels_per_unit,
                                                       size.height * size.pixels_per_unit);

  cairo_surface_set_device_scale (image, size.pixels_per_unit, size.pixels_per_unit);
  return image;
}

/**
 * spk_picture_node_new:
 * @image: of @size
 *
 * Makes a node that shows an image. The renderer that needs no GPU copies such a node straight to the window; a texture, or
 * one that lets something through, it would copy twice.
 *
 * Returns: (transfer full): the node
 */
GskRenderNode *
spk_picture_node_new (cairo_surface_t *image, SpkFigureSize size)
{
  GskRenderNode *node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, 0, size.width, size.height));
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);

  cairo_set_source_surface (cr, image, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  return node;
}
