/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/spk-allocator.h"

#include <malloc.h>

/* A picture of a large window at scale 2. */
#define PICTURE_BYTES (32 * 1024 * 1024)
/* As much as the pictures of a frame take at most. */
#define KEPT_BYTES (4 * PICTURE_BYTES)

/**
 * spk_allocator_keep_pictures:
 *
 * To be called once, before there are threads: the memory of pictures, which come and go with every frame, is kept by the
 * process and not given back to the system each time. To have it all anew, page by page, took longer than to paint it.
 */
void
spk_allocator_keep_pictures (void)
{
#ifdef __GLIBC__
  mallopt (M_MMAP_THRESHOLD, PICTURE_BYTES);
  mallopt (M_TRIM_THRESHOLD, KEPT_BYTES);
#endif
}
