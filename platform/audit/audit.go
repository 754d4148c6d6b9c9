// Package audit keeps record of what operators do (审计日志): who called what, on what, why, from where, and what it
// changed.
//
// It guarantees that a change and its record commit together: whoever writes inside an audited call writes the record
// too, in the same transaction, without knowing it. What was refused, and what was only looked at, is recorded by itself;
// a look that cannot be recorded is not answered. What must not be read again (debug_redact in the protos) is in no record.
//
// It does not keep the records: the outbox carries them to whoever does. Start with [Call] and [Recorder].
package audit

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	"dajiu/platform/authn"
)

// maxDocument bounds one JSON text of a record, in bytes.
const maxDocument = 16 << 10

// OK is the outcome of a call that succeeded.
const OK = "OK"

// Call is an audited call under way.
type Call struct {
	request proto.Message
	event   *optionsv1.AuditRecorded

	mu       sync.Mutex
	recorded bool
	before   any
	after    any
}

// Where a call came from.
type Where struct {
	Address, Agent, RequestID string
}

// NewCall begins the record of a call.
func NewCall(c authn.Caller, permission, method string, request proto.Message, w Where, at time.Time) *Call {
	return &Call{request: request, event: &optionsv1.AuditRecorded{
		ActorId: c.UserID, SessionId: c.Session, Kinds: c.Roles.List(), Permission: permission, Method: method,
		Address: w.Address, Agent: clip(w.Agent, 200), RequestId: w.RequestID, AtMs: at.UnixMilli(),
	}}
}

type callKey struct{}

// With returns a context whose writes are recorded as a call's.
func With(ctx context.Context, c *Call) context.Context { return context.WithValue(ctx, callKey{}, c) }

// From returns the audited call of a context; nil where there is none.
func From(ctx context.Context) *Call {
	c, _ := ctx.Value(callKey{}).(*Call)
	return c
}

// Change says what a call changes: the state before and after, each anything that JSON can hold, without secrets. Called
// inside the transaction; the last word counts. Outside of an audited call it does nothing.
func Change(ctx context.Context, before, after any) {
	c := From(ctx)
	if c == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.before, c.after = before, after
}

// Recorded reports whether a transaction with the record was committed.
func (c *Call) Recorded() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.recorded
}

// done notes that the record was committed: later transactions of the call add none.
func (c *Call) done() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.recorded = true
}

// Event completes the record of a call that had an outcome: [OK], or the reason of its refusal. For a call that no
// interceptor follows; its record is then the caller's to append.
func (c *Call) Event(outcome string) (*optionsv1.AuditRecorded, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	ev := proto.CloneOf(c.event)
	ev.Outcome = outcome
	facts := redacted(c.request)
	ev.StoreId, ev.TargetId, ev.Reason = subjects(facts.ProtoReflect())
	request, err := protojson.MarshalOptions{UseProtoNames: false}.Marshal(facts)
	if err != nil {
		return nil, fmt.Errorf("audit: encode request: %w", err)
	}
	ev.Request = bounded(request)
	for _, part := range []struct {
		of   any
		into *string
	}{{c.before, &ev.Before}, {c.after, &ev.After}} {
		if part.of == nil {
			continue
		}
		text, err := json.Marshal(part.of)
		if err != nil {
			return nil, fmt.Errorf("audit: encode change: %w", err)
		}
		*part.into = bounded(text)
	}
	return ev, nil
}

// bounded keeps a text of JSON whole, or says how long it was.
func bounded(text []byte) string {
	if len(text) > maxDocument {
		return fmt.Sprintf(`{"tooLong":%d}`, len(text))
	}
	return string(text)
}

func clip(s string, most int) string {
	if len(s) > most {
		return s[:most]
	}
	return s
}

// redacted copies a message without the fields that must not be read again.
func redacted(m proto.Message) proto.Message {
	clone := proto.Clone(m)
	redact(clone.ProtoReflect())
	return clone
}

func redact(m protoreflect.Message) {
	m.Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		options, _ := f.Options().(*descriptorpb.FieldOptions)
		switch {
		case options.GetDebugRedact():
			m.Clear(f)
		case f.Message() == nil || f.IsMap():
		case f.IsList():
			for i := range v.List().Len() {
				redact(v.List().Get(i).Message())
			}
		default:
			redact(v.Message())
		}
		return true
	})
}

// subjects are what a request names: a store, the first other id, and a reason.
func subjects(m protoreflect.Message) (store, target int64, reason string) {
	fields := m.Descriptor().Fields()
	for i := range fields.Len() {
		f := fields.Get(i)
		switch {
		case f.IsList() || f.IsMap():
		case f.Name() == "store_id" && f.Kind() == protoreflect.Int64Kind:
			store = m.Get(f).Int()
		case f.Name() == "reason" && f.Kind() == protoreflect.StringKind:
			reason = m.Get(f).String()
		case target == 0 && f.Kind() == protoreflect.Int64Kind && len(f.Name()) > 3 && f.Name()[len(f.Name())-3:] == "_id":
			target = m.Get(f).Int()
		}
	}
	return store, target, reason
}
