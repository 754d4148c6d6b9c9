// Package bustest holds what every bus adapter must do, as a suite, and a bus in memory for tests of other
// packages.
//
// The suite guarantees that a publisher or consumer written against one adapter works with any.
//
// The bus in memory refuses to be more than a test double: it forgets with its process. Start with [Run].
package bustest

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"

	"dajiu/platform/bus"
)

// Memory is a bus in memory. It keeps every message, so that tests can look at what was published.
type Memory struct {
	mu      sync.Mutex
	msgs    []bus.Message
	at      map[string]int // the next message of each group
	served  map[string]chan struct{}
	changed chan struct{}
	fail    error

	reopened atomic.Int64
}

// Reopen makes the bus say that it may have lost what it accepted last.
func (m *Memory) Reopen() { m.reopened.Add(1) }

// Reopened makes it a bus.Reopener.
func (m *Memory) Reopened() int64 { return m.reopened.Load() }

// NewMemory returns an empty bus.
func NewMemory() *Memory {
	return &Memory{at: map[string]int{}, served: map[string]chan struct{}{}, changed: make(chan struct{})}
}

// FailPublish makes every Publish fail until it is called with nil.
func (m *Memory) FailPublish(err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.fail = err
}

// Published returns a copy of all messages so far, in order.
func (m *Memory) Published() []bus.Message {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.msgs)
}

// Publish appends messages.
func (m *Memory) Publish(ctx context.Context, msgs []bus.Message) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := errors.Join(ctx.Err(), m.fail); err != nil {
		return err
	}
	m.msgs = append(m.msgs, msgs...)
	close(m.changed)
	m.changed = make(chan struct{})
	return nil
}

// Consume serves a group.
func (m *Memory) Consume(ctx context.Context, group string, topics []string,
	handle func(ctx context.Context, batch []bus.Message) error) error {
	m.mu.Lock()
	turn, ok := m.served[group]
	if !ok {
		turn = make(chan struct{}, 1)
		m.served[group] = turn
	}
	m.mu.Unlock()
	select {
	case turn <- struct{}{}:
	case <-ctx.Done():
		return nil
	}
	defer func() { <-turn }()
	for ctx.Err() == nil {
		batch, next, changed := m.pending(group, topics)
		if len(batch) == 0 {
			select {
			case <-changed:
			case <-ctx.Done():
			}
			continue
		}
		if handle(ctx, batch) == nil {
			m.mu.Lock()
			m.at[group] = next
			m.mu.Unlock()
		}
	}
	return nil
}

// Follow serves a group that begins now.
func (m *Memory) Follow(ctx context.Context, group string, topics []string,
	handle func(ctx context.Context, batch []bus.Message) error) error {
	m.mu.Lock()
	if _, there := m.at[group]; !there {
		m.at[group] = len(m.msgs)
	}
	m.mu.Unlock()
	return m.Consume(ctx, group, topics, handle)
}

func (m *Memory) pending(group string, topics []string) ([]bus.Message, int, <-chan struct{}) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var batch []bus.Message
	next := m.at[group]
	for ; next < len(m.msgs) && len(batch) < 256; next++ {
		if slices.Contains(topics, m.msgs[next].Topic) {
			batch = append(batch, m.msgs[next])
		}
	}
	return batch, next, m.changed
}

// Close does nothing.
func (m *Memory) Close() error { return nil }

// Connect returns another connection to the same messages, which can be closed by itself.
func (m *Memory) Connect() bus.Bus { return &connection{Memory: m} }

type connection struct {
	*Memory
	closed atomic.Bool
}

// Publish appends messages unless the connection is closed.
func (c *connection) Publish(ctx context.Context, msgs []bus.Message) error {
	if c.closed.Load() {
		return errors.New("bustest: the connection is closed")
	}
	return c.Memory.Publish(ctx, msgs)
}

// Close closes the connection.
func (c *connection) Close() error {
	c.closed.Store(true)
	return nil
}
