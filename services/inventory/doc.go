// Package inventory is the inventory service (库存服务): how many bottles stand in each store, and to which order
// they are promised.
//
// It guarantees that no more is promised than stands there, because the statement that promises checks it; that an
// order gets all of its lines or none, once, whatever is repeated or comes late; and that every change of a number is
// a row of the stock ledger, so that the numbers equal the ledger's sums.
//
// It knows no product, no price and no payment, and it decides nothing about orders: it follows their events.
// Start reading at internal/domain/state.go, then internal/store/reserve.go.
package inventory
