// Package shelf is the catalogue as customers see it, held in memory: immutable snapshots of all products, and of
// what each store sells of them at what price.
//
// It guarantees that a reader who comes after a commit of this process sees what was committed, and that a snapshot
// never changes under its reader. Snapshots are brought up to date when they are asked for, by reading only what has
// changed since; other processes' changes arrive with [Shelf.Poll].
//
// It holds no long texts and writes nothing. Products and SKUs have positions, small numbers that never change in a
// process's life, so that a store's sheet costs 8 bytes a SKU and 24 a product. Start with [Shelf.Sheet].
package shelf
