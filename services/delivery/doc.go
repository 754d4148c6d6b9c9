// Package delivery is the delivery service (配送服务): whether and for how much a store delivers to a door, which
// courier brings an order, and the hand-over, at the door or at the counter.
//
// It guarantees that one delivery never has two couriers and that a courier never carries more than allowed; that
// liquor is handed over only after an age check and against exactly the money due; and that a delivery moves only
// along the table in internal/domain/state.go, together with the event that tells of it.
//
// It moves no money and no stock and cancels no order: it follows the order's events, and the order follows its own.
// Start reading at internal/domain/state.go, then internal/app/dispatch.go.
package delivery
