package stream

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/coder/websocket"
	"google.golang.org/grpc/metadata"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	orderv1 "dajiu/gen/go/dajiu/order/v1"
	"dajiu/platform/authn"
	"dajiu/platform/rpc"
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
}

// Socket serves GET /v1/stream.
type Socket struct {
	Hub      *Hub
	Verifier *authn.Verifier
	Orders   orderv1.OrderServiceClient
	Log      *slog.Logger
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
	// Listening begins before what was missed is read, so that nothing falls between.
	sub := s.Hub.join(topics)
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
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-sub.overrun:
			_ = conn.Close(websocket.StatusTryAgainLater, "too slow; connect again")
			return errSlow
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
	if err == nil && caller.UserID == 0 {
		err = authn.ErrInvalid
	}
	return first, caller, err
}

// catchUp tells a customer what happened to their orders while they were away.
func (s *Socket) catchUp(ctx context.Context, conn *websocket.Conn, first hello, caller authn.Caller) error {
	after, err := strconv.ParseInt(first.After, 10, 64)
	if err != nil || after <= 0 || !caller.Roles.Has(optionsv1.Role_ROLE_CONSUMER) {
		return nil //nolint:nilerr // nothing to catch up with
	}
	ctx = metadata.AppendToOutgoingContext(ctx, rpc.MetaAuthorization, "Bearer "+first.Token)
	missed, err := s.Orders.ListProgress(ctx, &orderv1.ListProgressRequest{AfterEventId: after})
	if err != nil {
		return err //nolint:wrapcheck // ends the connection; the client comes back
	}
	for _, p := range missed.GetEvents() {
		frame := Frame{
			Type: "order", EventID: strconv.FormatInt(p.GetEventId(), 10), OrderID: strconv.FormatInt(p.GetOrderId(), 10), State: p.GetState().String(),
		}
		if err := s.send(ctx, conn, frame); err != nil {
			return err
		}
	}
	return nil
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
