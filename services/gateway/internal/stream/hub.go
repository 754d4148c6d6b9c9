// Package stream tells connected clients what happens to their orders, in the moment it happens, over a
// WebSocket.
//
// It guarantees that a client hears only of its own orders, of its stores' orders, or of jobs offered to it; that a
// client which was away is told what it missed; and that a slow client is cut off instead of held in memory.
//
// It keeps nothing: what happened is in the order service. Start with [Hub].
package stream

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"google.golang.org/protobuf/proto"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	inventoryv1 "dajiu/gen/go/dajiu/inventory/v1"
	orderv1 "dajiu/gen/go/dajiu/order/v1"
	"dajiu/platform/bus"
	"dajiu/platform/id"
)

// Frame is one message to a client. Ids are strings: JavaScript's numbers cannot hold them.
type Frame struct {
	// Type is order, refund, courier, offer, withdrawn, job, figures, stock or ready; reload says that more was missed than can be told, so that the client
	// reads its lists again.
	Type string `json:"type"`
	// EventID is what a client names to be told what came after it. A frame that tells how an order stands, and not
	// what happened to it, has none.
	EventID string `json:"eventId,omitempty"`
	OrderID string `json:"orderId,omitempty"`
	StoreID string `json:"storeId,omitempty"`
	State   string `json:"state,omitempty"`
	// Fen.
	Amount     string `json:"amount,omitempty"`
	Title      string `json:"title,omitempty"`
	DeliveryID string `json:"deliveryId,omitempty"`
	// Of stock: which SKU became LOW or RECOVERED, how many pieces are available, and its safety level.
	SkuID       string `json:"skuId,omitempty"`
	Available   string `json:"available,omitempty"`
	SafetyLevel string `json:"safetyLevel,omitempty"`
	ExpireTime  string `json:"expireTime,omitempty"`
	Message     string `json:"message,omitempty"`
}

// queueSize is how many frames wait for a client before it is cut off: it will come back and ask.
const queueSize = 64

// subscriber is one connection.
type subscriber struct {
	topics  []string
	session int64
	// figures are whose stores' figures it follows; nil: it follows none. moved says that they changed since it was told.
	figures Reach
	moved   atomic.Bool
	queue   chan []byte
	// overrun is closed when the queue was full, ended when the session it belongs to was ended.
	overrun, ended chan struct{}
	slow, over     sync.Once
}

// Reach is whose stores' figures somebody may see.
type Reach interface{ Has(store int64) bool }

// Hub passes events on to the connections that they concern.
type Hub struct {
	log *slog.Logger

	mu   sync.RWMutex
	subs map[string]map[*subscriber]struct{}
	// watchers follow figures.
	watchers map[*subscriber]struct{}
}

// NewHub returns a hub without connections.
func NewHub(log *slog.Logger) *Hub {
	return &Hub{log: log, subs: map[string]map[*subscriber]struct{}{}, watchers: map[*subscriber]struct{}{}}
}

func userTopic(id int64) string  { return "u" + strconv.FormatInt(id, 36) }
func storeTopic(id int64) string { return "s" + strconv.FormatInt(id, 36) }

// stockTopic is what is low in a store: of whoever may list its stock, who need not be whoever hears of its orders.
func stockTopic(id int64) string { return "k" + strconv.FormatInt(id, 36) }

func (h *Hub) join(session int64, topics []string, figures Reach) *subscriber {
	s := &subscriber{
		topics: topics, session: session, figures: figures, queue: make(chan []byte, queueSize), overrun: make(chan struct{}), ended: make(chan struct{}),
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if figures != nil {
		h.watchers[s] = struct{}{}
	}
	for _, topic := range topics {
		if h.subs[topic] == nil {
			h.subs[topic] = map[*subscriber]struct{}{}
		}
		h.subs[topic][s] = struct{}{}
	}
	return s
}

func (h *Hub) leave(s *subscriber) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.watchers, s)
	for _, topic := range s.topics {
		delete(h.subs[topic], s)
		if len(h.subs[topic]) == 0 {
			delete(h.subs, topic)
		}
	}
}

// End closes the connections of a person's sessions that began up to an instant.
func (h *Hub) End(userID int64, until time.Time) {
	h.end(userID, func(session int64) bool { return !id.Time(session).After(until) })
}

// EndSession closes the connections of one session of a person.
func (h *Hub) EndSession(userID, session int64) {
	h.end(userID, func(other int64) bool { return other == session })
}

func (h *Hub) end(userID int64, over func(session int64) bool) {
	h.mu.RLock()
	defer h.mu.RUnlock()
	for s := range h.subs[userTopic(userID)] {
		if over(s.session) {
			s.over.Do(func() { close(s.ended) })
		}
	}
}

// Connections returns how many connections listen, counting one that follows several topics several times.
func (h *Hub) Connections() int {
	h.mu.RLock()
	defer h.mu.RUnlock()
	n := 0
	for _, subs := range h.subs {
		n += len(subs)
	}
	return n
}

// move notes for all who follow figures of a store that they changed. They are told once a second at most.
func (h *Hub) move(store int64) {
	h.mu.RLock()
	defer h.mu.RUnlock()
	for s := range h.watchers {
		if !s.moved.Load() && s.figures.Has(store) {
			s.moved.Store(true)
		}
	}
}

// publish queues a frame for all who follow one of the topics, once for each.
func (h *Hub) publish(frame Frame, topics ...string) {
	h.mu.RLock()
	defer h.mu.RUnlock()
	if len(h.subs) == 0 {
		return
	}
	var body []byte
	for i, topic := range topics {
		for s := range h.subs[topic] {
			if h.follows(s, topics[:i]) {
				continue
			}
			if body == nil {
				var err error
				if body, err = json.Marshal(frame); err != nil {
					return
				}
			}
			select {
			case s.queue <- body:
			default:
				s.slow.Do(func() { close(s.overrun) })
			}
		}
	}
}

// follows reports whether a connection follows one of the topics: staff who order from their own store follow the
// order as both.
func (h *Hub) follows(s *subscriber, topics []string) bool {
	for _, topic := range topics {
		if _, ok := h.subs[topic][s]; ok {
			return true
		}
	}
	return false
}

// decoders turn an event into a frame and whom it concerns, by topic.
func decoders() map[string]func([]byte) (Frame, []string, error) {
	return map[string]func([]byte) (Frame, []string, error){
		topicOf(&orderv1.OrderPlaced{}):        orderFrame(&orderv1.OrderPlaced{}),
		topicOf(&orderv1.OrderConfirmed{}):     orderFrame(&orderv1.OrderConfirmed{}),
		topicOf(&orderv1.OrderAccepted{}):      orderFrame(&orderv1.OrderAccepted{}),
		topicOf(&orderv1.OrderPicking{}):       orderFrame(&orderv1.OrderPicking{}),
		topicOf(&orderv1.OrderReady{}):         orderFrame(&orderv1.OrderReady{}),
		topicOf(&orderv1.OrderShipped{}):       orderFrame(&orderv1.OrderShipped{}),
		topicOf(&orderv1.OrderDelivered{}):     orderFrame(&orderv1.OrderDelivered{}),
		topicOf(&orderv1.OrderCompleted{}):     orderFrame(&orderv1.OrderCompleted{}),
		topicOf(&orderv1.OrderReturning{}):     orderFrame(&orderv1.OrderReturning{}),
		topicOf(&orderv1.OrderCancelled{}):     orderFrame(&orderv1.OrderCancelled{}),
		topicOf(&orderv1.OrderRefundNoted{}):   refundFrame,
		topicOf(&deliveryv1.OfferMade{}):       offerFrame,
		topicOf(&deliveryv1.OfferWithdrawn{}):  withdrawnFrame,
		topicOf(&deliveryv1.JobChanged{}):      jobFrame,
		topicOf(&deliveryv1.CourierAssigned{}): assignedFrame,

		topicOf(&inventoryv1.InventoryLow{}):       lowFrame,
		topicOf(&inventoryv1.InventoryRecovered{}): recoveredFrame,
	}
}

func topicOf(m proto.Message) string { return string(m.ProtoReflect().Descriptor().FullName()) }

// aboutOrder is an event that carries an order's summary.
type aboutOrder interface {
	proto.Message
	GetOrder() *orderv1.OrderSummary
}

func orderFrame(kind aboutOrder) func([]byte) (Frame, []string, error) {
	return func(payload []byte) (Frame, []string, error) {
		ev, ok := kind.ProtoReflect().New().Interface().(aboutOrder)
		if !ok {
			return Frame{}, nil, fmt.Errorf("stream: %T tells of no order", kind)
		}
		if err := proto.Unmarshal(payload, ev); err != nil {
			return Frame{}, nil, fmt.Errorf("stream: decode: %w", err)
		}
		o := ev.GetOrder()
		topics := []string{userTopic(o.GetUserId())}
		// A store need not know of an order that may never be paid.
		if o.GetState() != orderv1.OrderState_ORDER_STATE_PENDING_PAYMENT {
			topics = append(topics, storeTopic(o.GetStoreId()))
		}
		return Frame{
			Type: "order", EventID: strconv.FormatInt(o.GetEventId(), 10), OrderID: strconv.FormatInt(o.GetOrderId(), 10),
			StoreID: strconv.FormatInt(o.GetStoreId(), 10), State: o.GetState().String(),
			Amount: strconv.FormatInt(o.GetPayableAmount(), 10), Title: o.GetTitle(),
		}, topics, nil
	}
}

func offerFrame(payload []byte) (Frame, []string, error) {
	var ev deliveryv1.OfferMade
	if err := proto.Unmarshal(payload, &ev); err != nil {
		return Frame{}, nil, fmt.Errorf("stream: decode: %w", err)
	}
	return Frame{
		Type: "offer", DeliveryID: strconv.FormatInt(ev.GetDeliveryId(), 10), ExpireTime: strconv.FormatInt(ev.GetExpireTimeMs(), 10),
	}, []string{userTopic(ev.GetCourierId())}, nil
}

func assignedFrame(payload []byte) (Frame, []string, error) {
	var ev deliveryv1.CourierAssigned
	if err := proto.Unmarshal(payload, &ev); err != nil {
		return Frame{}, nil, fmt.Errorf("stream: decode: %w", err)
	}
	return Frame{
		Type: "courier", DeliveryID: strconv.FormatInt(ev.GetDeliveryId(), 10), OrderID: strconv.FormatInt(ev.GetOrderId(), 10),
		StoreID: strconv.FormatInt(ev.GetStoreId(), 10),
	}, []string{userTopic(ev.GetUserId()), storeTopic(ev.GetStoreId())}, nil
}

// Follow passes events on until ctx ends. Group names this process among the gateways.
func (h *Hub) Follow(ctx context.Context, b bus.Bus, group string) error {
	decode := decoders()
	topics := make([]string, 0, len(decode))
	for topic := range decode {
		topics = append(topics, topic)
	}
	return b.Follow(ctx, group, topics, func(_ context.Context, batch []bus.Message) error {
		if h.Connections() == 0 {
			return nil
		}
		for _, m := range batch {
			frame, to, err := decode[m.Topic](m.Payload)
			if err != nil { // no retry mends it
				h.log.Error("event cannot be streamed", "topic", m.Topic, "event_id", m.ID, "error", err)
				continue
			}
			h.publish(frame, to...)
			if frame.Type == "order" || frame.Type == "refund" {
				store, _ := strconv.ParseInt(frame.StoreID, 10, 64) // written above
				h.move(store)
			}
		}
		return nil
	})
}
