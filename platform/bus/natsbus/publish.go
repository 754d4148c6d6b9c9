package natsbus

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/nats-io/nats.go"

	"dajiu/platform/bus"
)

// Headers of a message on the wire, beside NATS's own id. Those of bus.Message carry a prefix.
const (
	headerKey    = "K"
	headerAt     = "T"
	headerPrefix = "H-"
)

// errUnwritten says that no stream took a message, which is no fault of the message.
var errUnwritten = errors.New("natsbus: no stream takes the message")

// publisher sends messages without waiting for one another's acknowledgement and counts the acknowledgements. It
// never sends a message twice by itself, which would change the order.
type publisher struct {
	conn  *nats.Conn
	inbox string

	mu      sync.Mutex
	last    uint64
	waiting map[uint64]*flight
}

// flight is one call of Publish.
type flight struct {
	left int
	err  error
	done chan struct{}
}

func newPublisher(conn *nats.Conn) (*publisher, error) {
	p := &publisher{conn: conn, inbox: nats.NewInbox() + ".", waiting: map[uint64]*flight{}}
	if _, err := conn.Subscribe(p.inbox+"*", p.acknowledged); err != nil {
		return nil, fmt.Errorf("subscribe to acknowledgements: %w", err)
	}
	return p, nil
}

// Publish sends messages in their order and returns when the stream has taken all of them.
func (b *Bus) Publish(ctx context.Context, msgs []bus.Message) error {
	if len(msgs) == 0 {
		return nil
	}
	id, f := b.out.begin(len(msgs))
	defer b.out.end(id)
	reply := b.out.inbox + strconv.FormatUint(id, 36)
	for _, m := range msgs {
		if err := b.conn.PublishMsg(b.encode(m, reply)); err != nil {
			return fmt.Errorf("natsbus: publish: %w", err)
		}
	}
	select {
	case <-f.done:
		if errors.Is(f.err, errUnwritten) {
			b.mend()
		}
		return f.err
	case <-ctx.Done():
		b.mend() // a stream that cannot write says nothing
		return fmt.Errorf("natsbus: publish %d messages: %w", len(msgs), ctx.Err())
	case <-b.closed:
		return errors.New("natsbus: publish: the bus was closed")
	}
}

func (b *Bus) encode(m bus.Message, reply string) *nats.Msg {
	h := make(nats.Header, 3+len(m.Headers))
	values := make([]string, 3, 3+len(m.Headers))
	set := func(i int, name, value string) {
		values[i] = value
		h[name] = values[i : i+1 : i+1]
	}
	set(0, nats.MsgIdHdr, strconv.FormatInt(m.ID, 10))
	set(1, headerKey, strconv.FormatInt(m.Key, 10))
	set(2, headerAt, strconv.FormatInt(m.At.UnixMilli(), 10))
	for name, value := range m.Headers {
		values = append(values, "")
		set(len(values)-1, headerPrefix+name, oneLine(value))
	}
	return &nats.Msg{Subject: b.subject(m.Topic), Reply: reply, Header: h, Data: m.Payload}
}

// oneLine keeps what a caller sent as a request id from ending the header.
func oneLine(s string) string {
	if !strings.ContainsAny(s, "\r\n") {
		return s
	}
	return strings.NewReplacer("\r", " ", "\n", " ").Replace(s)
}

func (p *publisher) begin(n int) (uint64, *flight) {
	f := &flight{left: n, done: make(chan struct{})}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.last++
	p.waiting[p.last] = f
	return p.last, f
}

func (p *publisher) end(id uint64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.waiting, id)
}

// acknowledged runs for every answer of the stream, one at a time.
func (p *publisher) acknowledged(m *nats.Msg) {
	id, err := strconv.ParseUint(m.Subject[len(p.inbox):], 36, 64)
	if err != nil {
		return
	}
	failure := refusal(m)
	p.mu.Lock()
	defer p.mu.Unlock()
	f := p.waiting[id]
	if f == nil || f.left == 0 {
		return
	}
	f.left--
	if failure != nil && f.err == nil {
		f.err = failure
	}
	if f.left == 0 || failure != nil {
		f.left = 0
		close(f.done)
	}
}

// refusal returns why the stream did not take a message, or nil. It decodes only answers that may be refusals.
func refusal(m *nats.Msg) error {
	if m.Header.Get("Status") == "503" {
		return fmt.Errorf("%w: JetStream is not available", errUnwritten)
	}
	if !bytes.Contains(m.Data, []byte(`"error"`)) {
		return nil
	}
	var answer struct {
		Error *struct {
			Code        int    `json:"code"`
			Description string `json:"description"`
		} `json:"error"`
	}
	if err := json.Unmarshal(m.Data, &answer); err != nil {
		return fmt.Errorf("natsbus: acknowledgement: %w", err)
	}
	if answer.Error == nil {
		return nil
	}
	if answer.Error.Code == http.StatusServiceUnavailable {
		return fmt.Errorf("%w: %s", errUnwritten, answer.Error.Description)
	}
	return fmt.Errorf("natsbus: refused: %s (%d)", answer.Error.Description, answer.Error.Code)
}
