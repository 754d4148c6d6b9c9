// Package order is the order service (订单服务): cart, price, placement, and the life of an order until it is
// completed or cancelled.
//
// It guarantees that an order is placed once per request key, at the price the customer saw, with its stock promised;
// that it moves only along the table in internal/domain/state.go; and that each move, its entry in the timeline
// and the event that tells of it commit together.
//
// It moves no money and no bottle: payment, inventory and delivery follow its events and it follows theirs.
// Start reading at internal/domain/state.go, then internal/app/place_order.go.
package order
