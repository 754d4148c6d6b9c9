// Package find answers searches: it feeds the search index from the shelf, and puts what the index finds in order.
//
// It guarantees that the index follows the catalogue, also across restarts and crashes, and that only what a store
// lists is found in it: prices, stock and listings are looked at when a search is answered, never indexed.
//
// It keeps no product; the shelf does. Start with [Finder.Find] and, for the index's life, [Finder.Run].
package find
