package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"time"

	"github.com/uptrace/bun"
	"google.golang.org/protobuf/encoding/protojson"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	"dajiu/platform/audit"
	"dajiu/platform/id"
	"dajiu/platform/sqldb"
)

type auditRow struct {
	bun.BaseModel `bun:"table:audit_entries"`

	ID         int64  `bun:"id,pk"`
	Seq        int64  `bun:"seq"`
	ActorID    int64  `bun:"actor_id"`
	Permission string `bun:"permission"`
	TargetID   int64  `bun:"target_id"`
	// Body is the event as JSON.
	Body   string `bun:"body"`
	Digest string `bun:"digest"`
}

type auditHeadRow struct {
	bun.BaseModel `bun:"table:audit_head"`

	ID     int    `bun:"id,pk"`
	Seq    int64  `bun:"seq"`
	Digest string `bun:"digest"`
}

// link is the digest of a record: of all that was before it, and of itself.
func link(before string, r auditRow) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\n%d\n%d\n%d\n%s\n%d\n%s", before, r.Seq, r.ID, r.ActorID, r.Permission, r.TargetID, r.Body))
	return hex.EncodeToString(sum[:])
}

// RecordAudit tells of a call that is no operator's, such as a login that failed, so that it comes to be on record.
func (s *Users) RecordAudit(ctx context.Context, call *audit.Call, outcome string) error {
	ev, err := call.Event(outcome)
	if err != nil {
		return err
	}
	return s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error { return s.outbox.Append(ctx, tx, ev.GetActorId(), ev) })
}

// AppendAudit adds a record to the chain's end. Records come one after another, whichever process adds them.
func (s *Users) AppendAudit(ctx context.Context, tx *sqldb.Tx, eventID int64, ev *optionsv1.AuditRecorded) error {
	body, err := protojson.Marshal(ev)
	if err != nil {
		return fmt.Errorf("encode audit record: %w", err)
	}
	err = sqldb.ExpectOne(tx.NewUpdate().Model((*auditHeadRow)(nil)).Set("seq = seq + 1").Where("id = 1").Exec(ctx))
	if err != nil {
		return fmt.Errorf("raise audit chain: %w", err)
	}
	var head auditHeadRow
	if err := tx.NewSelect().Model(&head).Where("id = 1").Scan(ctx); err != nil {
		return fmt.Errorf("read audit chain: %w", err)
	}
	row := auditRow{ID: eventID, Seq: head.Seq, ActorID: ev.GetActorId(), Permission: ev.GetPermission(), TargetID: ev.GetTargetId(), Body: string(body)}
	row.Digest = link(head.Digest, row)
	if _, err := tx.NewInsert().Model(&row).Exec(ctx); err != nil {
		return fmt.Errorf("insert audit record %d: %w", eventID, err)
	}
	_, err = tx.NewUpdate().Model((*auditHeadRow)(nil)).Set("digest = ?", row.Digest).Where("id = 1").Exec(ctx)
	if err != nil {
		return fmt.Errorf("set audit chain: %w", err)
	}
	return nil
}

// AuditFilter chooses records; what is zero chooses all.
type AuditFilter struct {
	ActorID, TargetID int64
	Permission        string
	From, Until       time.Time
}

// AuditRecord is a record as it was told.
type AuditRecord struct {
	ID    int64
	Event *optionsv1.AuditRecorded
}

// ListAudit returns up to limit records below an id (0: from the newest), newest first. It may be a moment old.
func (s *Users) ListAudit(ctx context.Context, f AuditFilter, before int64, limit int) ([]AuditRecord, error) {
	var rows []auditRow
	err := s.db.Stale(ctx, func(ctx context.Context, from bun.IDB) error {
		rows = nil
		return f.apply(from.NewSelect().Model(&rows), before).OrderExpr("id DESC").Limit(int64(limit)).Scan(ctx)
	})
	if err != nil {
		return nil, fmt.Errorf("list audit records: %w", err)
	}
	list := make([]AuditRecord, len(rows))
	for i, r := range rows {
		list[i] = AuditRecord{ID: r.ID, Event: &optionsv1.AuditRecorded{}}
		if err := (protojson.UnmarshalOptions{DiscardUnknown: true}).Unmarshal([]byte(r.Body), list[i].Event); err != nil {
			return nil, fmt.Errorf("read audit record %d: %w", r.ID, err)
		}
	}
	return list, nil
}

// apply narrows a query. Times are bounds of ids, which begin with their time: one index serves any filter.
func (f AuditFilter) apply(q *bun.SelectQuery, before int64) *bun.SelectQuery {
	switch {
	case f.TargetID != 0:
		q = q.Where("target_id = ?", f.TargetID)
	case f.ActorID != 0:
		q = q.Where("actor_id = ?", f.ActorID)
	case f.Permission != "":
		q = q.Where("permission = ?", f.Permission)
	}
	if f.TargetID != 0 && f.ActorID != 0 {
		q = q.Where("actor_id = ?", f.ActorID)
	}
	if f.Permission != "" && (f.TargetID != 0 || f.ActorID != 0) {
		q = q.Where("permission = ?", f.Permission)
	}
	if !f.From.IsZero() {
		q = q.Where("id >= ?", id.From(f.From))
	}
	if !f.Until.IsZero() {
		q = q.Where("id < ?", id.From(f.Until))
	}
	if before > 0 {
		q = q.Where("id < ?", before)
	}
	return q
}

// auditPage is how many records a walk of the chain holds in memory.
const auditPage = 500

// BrokenAudit walks the chain of records and yields the numbers of those that do not follow from the one before: changed,
// or next to one that was removed. The last number of the chain is missing where its end was cut off.
func BrokenAudit(ctx context.Context, db *sqldb.DB) iter.Seq2[int64, error] {
	return func(yield func(int64, error) bool) {
		var head auditHeadRow
		if err := db.Reader().NewSelect().Model(&head).Where("id = 1").Scan(ctx); err != nil {
			yield(0, fmt.Errorf("read audit chain: %w", err))
			return
		}
		last := auditRow{}
		for {
			var rows []auditRow
			if err := db.Reader().NewSelect().Model(&rows).Where("seq > ?", last.Seq).OrderExpr("seq").Limit(auditPage).Scan(ctx); err != nil {
				yield(0, fmt.Errorf("walk audit chain: %w", err))
				return
			}
			for _, r := range rows {
				if (r.Seq != last.Seq+1 || r.Digest != link(last.Digest, r)) && !yield(r.Seq, nil) {
					return
				}
				last = r
			}
			if len(rows) < auditPage {
				break
			}
		}
		if last.Seq != head.Seq || last.Digest != head.Digest {
			yield(head.Seq, nil)
		}
	}
}
