package stream

import (
	"context"
	"strconv"
	"time"

	"github.com/coder/websocket"
	"google.golang.org/grpc/metadata"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	orderv1 "dajiu/gen/go/dajiu/order/v1"
	"dajiu/platform/authn"
	"dajiu/platform/id"
	"dajiu/platform/rpc"
)

const (
	// maxStores, storePage and maxFrames bound what staff are told of their stores: beyond, they read their lists.
	maxStores = 20
	storePage = 50
	maxFrames = 200
	// openLife is how long orders usually stay open: of those that ended, staff are told of the ones that were placed
	// no longer than this before the last event they saw, since they may have seen them open.
	openLife = 24 * time.Hour
)

// open are the states of orders that a store still has to do with, and ended those of the others. An order that may
// never be paid is none of its business.
func open() []orderv1.OrderState {
	return []orderv1.OrderState{
		orderv1.OrderState_ORDER_STATE_CONFIRMED, orderv1.OrderState_ORDER_STATE_ACCEPTED, orderv1.OrderState_ORDER_STATE_PICKING,
		orderv1.OrderState_ORDER_STATE_READY, orderv1.OrderState_ORDER_STATE_SHIPPED, orderv1.OrderState_ORDER_STATE_RETURNING,
	}
}

func ended() []orderv1.OrderState {
	return []orderv1.OrderState{
		orderv1.OrderState_ORDER_STATE_DELIVERED, orderv1.OrderState_ORDER_STATE_COMPLETED, orderv1.OrderState_ORDER_STATE_CANCELLED,
	}
}

// resume tells one client what it missed.
type resume struct {
	*Socket
	conn  *websocket.Conn
	after int64
	// told is the state in which each order was last told, so that who is customer and staff hears once.
	told   map[int64]orderv1.OrderState
	frames int
}

// catchUp tells customers what happened to their orders while they were away, and staff how their stores' orders
// stand. Whoever names no event was not away.
func (s *Socket) catchUp(ctx context.Context, conn *websocket.Conn, first hello, caller authn.Caller) error {
	after, err := strconv.ParseInt(first.After, 10, 64)
	if err != nil || after <= 0 {
		return nil //nolint:nilerr // nothing to catch up with
	}
	ctx = metadata.AppendToOutgoingContext(ctx, rpc.MetaAuthorization, "Bearer "+first.Token)
	r := &resume{Socket: s, conn: conn, after: after, told: map[int64]orderv1.OrderState{}}
	if caller.Roles.Has(optionsv1.Role_ROLE_CONSUMER) {
		if err := r.own(ctx); err != nil {
			return err
		}
	}
	if !caller.Roles.Has(optionsv1.Role_ROLE_MERCHANT) {
		return nil
	}
	complete := len(caller.Stores) <= maxStores
	for i := 0; complete && i < len(caller.Stores); i++ {
		if complete, err = r.store(ctx, caller.Stores[i]); err != nil {
			return err
		}
	}
	if !complete {
		return s.send(ctx, conn, Frame{Type: "reload"})
	}
	return nil
}

func (r *resume) own(ctx context.Context) error {
	missed, err := r.Orders.ListProgress(ctx, &orderv1.ListProgressRequest{AfterEventId: r.after})
	if err != nil {
		return err //nolint:wrapcheck // ends the connection; the client comes back
	}
	for _, p := range missed.GetEvents() {
		frame := Frame{
			Type: "order", EventID: strconv.FormatInt(p.GetEventId(), 10), OrderID: strconv.FormatInt(p.GetOrderId(), 10), State: p.GetState().String(),
		}
		if err := r.send(ctx, r.conn, frame); err != nil {
			return err
		}
		r.told[p.GetOrderId()] = p.GetState()
	}
	return nil
}

// store tells how a store's orders stand; complete is false where there were too many of them.
func (r *resume) store(ctx context.Context, storeID int64) (complete bool, err error) {
	if complete, err = r.list(ctx, &orderv1.ListStoreOrdersRequest{StoreId: storeID, States: open()}, time.Time{}); err != nil || !complete {
		return false, err
	}
	return r.list(ctx, &orderv1.ListStoreOrdersRequest{StoreId: storeID, States: ended()}, id.Time(r.after).Add(-openLife))
}

// list tells of the orders that a request lists, newest first, as far back as since.
func (r *resume) list(ctx context.Context, req *orderv1.ListStoreOrdersRequest, since time.Time) (complete bool, err error) {
	req.PageSize = storePage
	for {
		page, err := r.StoreOrders.ListStoreOrders(ctx, req)
		if err != nil {
			return false, err //nolint:wrapcheck // ends the connection; the client comes back
		}
		for _, o := range page.GetOrders() {
			if id.Time(o.GetOrderId()).Before(since) {
				return true, nil
			}
			if r.told[o.GetOrderId()] == o.GetState() {
				continue
			}
			if r.frames++; r.frames > maxFrames {
				return false, nil
			}
			if err := r.send(ctx, r.conn, standing(o)); err != nil {
				return false, err
			}
		}
		if req.PageToken = page.GetNextPageToken(); req.GetPageToken() == "" {
			return true, nil
		}
		if r.frames == maxFrames {
			return false, nil
		}
	}
}

func standing(o *orderv1.Order) Frame {
	return Frame{
		Type: "order", OrderID: strconv.FormatInt(o.GetOrderId(), 10), StoreID: strconv.FormatInt(o.GetStoreId(), 10),
		State: o.GetState().String(), Amount: strconv.FormatInt(o.GetPayableAmount(), 10),
	}
}
