package stream

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/coder/websocket"

	orderv1 "dajiu/gen/go/dajiu/order/v1"
	"dajiu/platform/authn"
)

const (
	helloTime = 5 * time.Second
	pingEvery = 25 * time.Second
	writeTime = 5 * time.Second
	maxHello  = 8 << 10
	// life bounds a connection, since the token it began with ends.
	life = time.Hour
)

// hello is the first frame of a client: browsers cannot set headers on a WebSocket.
type hello struct {
	Token string `json:"token"`
	// After is the last event the client saw; 0 or empty asks for nothing missed.
	After string `json:"after"`
	// Figures asks to be told, once a second at most, that figures of stores in reach changed.
	Figures bool `json:"figures"`
	// Stores are those whose orders are to be told besides the caller's own: of whoever may list them.
	Stores []string `json:"stores"`
	// Stock are stores whose low stock is to be told besides that of the caller's own stores: of whoever may list it.
	Stock []string `json:"stock"`
}

// maxNamed bounds how many stores a connection follows by name.
const maxNamed = 50

// figuresEvery is how often a connection is told at most that figures changed.
const figuresEvery = time.Second

// Socket serves GET /v1/stream.
type Socket struct {
	Hub      *Hub
	Verifier *authn.Verifier
	Orders   orderv1.OrderServiceClient
	// StoreOrders tells staff how their stores' orders stand.
	StoreOrders orderv1.StoreOrderServiceClient
	Log         *slog.Logger
	// MayFigures, MayOrders and MayStock tell whose stores' figures, orders and stock a caller may see; nil: none's.
	MayFigures, MayOrders, MayStock func(ctx context.Context, c authn.Caller) Reach
	// Origins are the hosts whose pages may connect besides our own.
	Origins []string
}

// ServeHTTP keeps one connection: hello, what was missed, then events as they come.
func (s *Socket) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	conn, err := websocket.Accept(w, r, &websocket.AcceptOptions{OriginPatterns: s.Origins})
	if err != nil {
		return // Accept answered
	}
	defer func() { _ = conn.CloseNow() }()
	conn.SetReadLimit(maxHello)
	ctx, cancel := context.WithTimeout(r.Context(), life)
	defer cancel()
	if err := s.keep(ctx, conn); err != nil && ctx.Err() == nil {
		s.Log.DebugContext(ctx, "stream ended", "error", err)
	}
}

var errSlow = errors.New("stream: the client does not keep up")

func (s *Socket) keep(ctx context.Context, conn *websocket.Conn) error {
	first, caller, err := s.greet(ctx, conn)
	if err != nil {
		return conn.Close(websocket.StatusPolicyViolation, "send {\"token\": …} first")
	}
	topics := []string{userTopic(caller.UserID)}
	for _, store := range caller.Stores {
		topics = append(topics, storeTopic(store))
	}
	topics = append(topics, s.stockTopics(ctx, first, caller)...)
	more, figures := s.wishes(ctx, first, caller)
	// Listening begins before what was missed is read, so that nothing falls between.
	sub := s.Hub.join(caller.Session, append(topics, more...), figures)
	defer s.Hub.leave(sub)
	if err := s.send(ctx, conn, Frame{Type: "ready"}); err != nil {
		return err
	}
	if err := s.catchUp(ctx, conn, first, caller); err != nil {
		return err
	}
	ctx = conn.CloseRead(ctx)
	ping := time.NewTicker(pingEvery)
	defer ping.Stop()
	// Most connections are customers', who follow no figures: theirs do not wake every second.
	var figuresDue <-chan time.Time
	if figures != nil {
		tick := time.NewTicker(figuresEvery)
		defer tick.Stop()
		figuresDue = tick.C
	}
	for {
		select {
		case <-figuresDue:
			if sub.moved.Swap(false) {
				if err := s.send(ctx, conn, Frame{Type: "figures"}); err != nil {
					return err
				}
			}
		case <-ctx.Done():
			return ctx.Err()
		case <-sub.overrun:
			_ = conn.Close(websocket.StatusTryAgainLater, "too slow; connect again")
			return errSlow
		case <-sub.ended:
			return conn.Close(websocket.StatusPolicyViolation, "signed out")
		case body := <-sub.queue:
			if err := write(ctx, conn, body); err != nil {
				return err
			}
		case <-ping.C:
			pingCtx, cancel := context.WithTimeout(ctx, writeTime)
			err := conn.Ping(pingCtx)
			cancel()
			if err != nil {
				return err //nolint:wrapcheck // ends the connection, nothing else
			}
		}
	}
}

// wishes returns what a client follows besides its own, as far as it may.
func (s *Socket) wishes(ctx context.Context, first hello, caller authn.Caller) (topics []string, figures Reach) {
	if first.Figures && s.MayFigures != nil {
		figures = s.MayFigures(ctx, caller)
	}
	if len(first.Stores) == 0 || s.MayOrders == nil {
		return nil, figures
	}
	may := s.MayOrders(ctx, caller)
	for _, text := range first.Stores[:min(len(first.Stores), maxNamed)] {
		store, err := strconv.ParseInt(text, 10, 64)
		if err == nil && may != nil && may.Has(store) && !slices.Contains(caller.Stores, store) {
			topics = append(topics, storeTopic(store))
		}
	}
	return topics, figures
}

// stockTopics returns whose low stock a client is told: that of its own stores and those it names, as far as it may.
func (s *Socket) stockTopics(ctx context.Context, first hello, caller authn.Caller) (topics []string) {
	stores := slices.Clone(caller.Stores)
	for _, text := range first.Stock[:min(len(first.Stock), maxNamed)] {
		if store, err := strconv.ParseInt(text, 10, 64); err == nil && !slices.Contains(stores, store) {
			stores = append(stores, store)
		}
	}
	if len(stores) == 0 || s.MayStock == nil {
		return nil
	}
	may := s.MayStock(ctx, caller)
	for _, store := range stores {
		if may != nil && may.Has(store) {
			topics = append(topics, stockTopic(store))
		}
	}
	return topics
}

func (s *Socket) greet(ctx context.Context, conn *websocket.Conn) (hello, authn.Caller, error) {
	ctx, cancel := context.WithTimeout(ctx, helloTime)
	defer cancel()
	_, body, err := conn.Read(ctx)
	if err != nil {
		return hello{}, authn.Caller{}, err //nolint:wrapcheck // ends the connection, nothing else
	}
	var first hello
	if err := json.Unmarshal(body, &first); err != nil {
		return hello{}, authn.Caller{}, err //nolint:wrapcheck // ends the connection, nothing else
	}
	caller, err := s.Verifier.Verify(ctx, "Bearer "+first.Token)
	if err == nil && (caller.UserID == 0 || caller.LacksFactor || caller.Delegated) {
		err = authn.ErrInvalid
	}
	return first, caller, err
}

func (s *Socket) send(ctx context.Context, conn *websocket.Conn, f Frame) error {
	body, err := json.Marshal(f)
	if err != nil {
		return err //nolint:wrapcheck // a frame of strings always encodes
	}
	return write(ctx, conn, body)
}

func write(ctx context.Context, conn *websocket.Conn, body []byte) error {
	ctx, cancel := context.WithTimeout(ctx, writeTime)
	defer cancel()
	return conn.Write(ctx, websocket.MessageText, body) //nolint:wrapcheck // ends the connection, nothing else
}
