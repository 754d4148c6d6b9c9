// Package product is the product service (商品服务): what is sold, by which stores, at what price, and how it is found.
//
// It guarantees that a product on sale has prices in order, attributes of its category's types and, being liquor, its
// alcohol; that a store without a valid licence lists nothing and takes no orders; and that whoever reads after a
// change of this process sees it. Reading costs memory, not queries: lists, pages and order lines come from snapshots.
//
// It counts no stock and takes no orders: inventory tells it what is left, and whoever places an order freezes what
// ResolveLines answers. Start reading at internal/domain/product.go, then internal/shelf/shelf.go.
package product
