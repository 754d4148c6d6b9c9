package audit

import (
	"context"
	"fmt"

	"dajiu/platform/outbox"
	"dajiu/platform/sqldb"
)

// Recorder writes the records of one service into its outbox.
type Recorder struct {
	db     *sqldb.DB
	outbox *outbox.Outbox
}

// NewRecorder returns the recorder of a service, and makes every write of an audited call through db carry its record.
func NewRecorder(db *sqldb.DB, ob *outbox.Outbox) *Recorder {
	r := &Recorder{db: db, outbox: ob}
	db.OnWrite(r.inside)
	return r
}

// inside adds the record of a context's call to a transaction that its writes share.
func (r *Recorder) inside(ctx context.Context) func(context.Context, *sqldb.Tx) error {
	call := From(ctx)
	if call == nil || call.Recorded() {
		return nil
	}
	return func(ctx context.Context, tx *sqldb.Tx) error { return r.append(ctx, tx, call, OK) }
}

func (r *Recorder) append(ctx context.Context, tx *sqldb.Tx, call *Call, outcome string) error {
	ev, err := call.Event(outcome)
	if err != nil {
		return err
	}
	if err := r.outbox.Append(ctx, tx, ev.GetActorId(), ev); err != nil {
		return fmt.Errorf("audit: %w", err)
	}
	tx.AfterCommit(call.done)
	return nil
}

// Record writes the record of a call that ended, in a transaction of its own: one that was refused, whose outcome is the
// reason, or one that changed nothing.
func (r *Recorder) Record(ctx context.Context, call *Call, outcome string) error {
	// Its own context carries no call: the write is the record, and needs none.
	err := r.db.Write(With(context.WithoutCancel(ctx), nil), func(ctx context.Context, tx *sqldb.Tx) error {
		return r.append(ctx, tx, call, outcome)
	})
	if err != nil {
		return fmt.Errorf("audit: record: %w", err)
	}
	return nil
}
