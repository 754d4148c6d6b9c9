// Package picture draws the pictures of the demo world: bottles, cans, jars, banners, shop fronts, category
// icons and avatars, all of our own making, as small self-contained SVG documents.
//
// It guarantees that the same specification always gives the same bytes, that a product picture stays within
// [MaxProductBytes], and that no picture holds a script, an external reference or a font other than the generic
// CJK serif and sans families of the viewer's machine.
//
// It refuses to rasterize and knows nothing of the catalogue: who wants a picture fills a [Spec]. Start reading at
// [Product]; the silhouettes are in the files named after their kind, the label patterns in emblem.go.
package picture
