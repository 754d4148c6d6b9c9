package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"
	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
	"dajiu/services/order/internal/app"
)

type operatorNoteRow struct {
	bun.BaseModel `bun:"table:order_notes"`

	ID         int64     `bun:"id,pk"`
	OrderID    int64     `bun:"order_id"`
	AuthorID   int64     `bun:"author_id"`
	RequestKey string    `bun:"request_key"`
	Note       string    `bun:"note"`
	At         time.Time `bun:"at"`
}

func noteFromRow(r *operatorNoteRow) app.Note {
	return app.Note{ID: r.ID, OrderID: r.OrderID, AuthorID: r.AuthorID, Text: r.Note, At: r.At}
}

// AddNote stores what an operator wrote about an order, once for each key of theirs; repeated, it returns the first one.
// Another note under the same key is IDEMPOTENCY_KEY_REUSED.
func (s *Orders) AddNote(ctx context.Context, n app.Note, key string) (made app.Note, err error) {
	err = s.db.WriteKey(ctx, n.OrderID, func(ctx context.Context, tx *sqldb.Tx) error {
		var row operatorNoteRow
		err := tx.NewSelect().Model(&row).Where("author_id = ? AND request_key = ?", n.AuthorID, key).Scan(ctx)
		switch {
		case err == nil:
			made = noteFromRow(&row)
			if made.OrderID != n.OrderID || made.Text != n.Text {
				return errs.New(codes.FailedPrecondition, errs.ReasonKeyReused, "this Idempotency-Key named another note")
			}
			return nil
		case !sqldb.IsNotFound(err):
			return fmt.Errorf("read note by key: %w", err)
		}
		row = operatorNoteRow{ID: s.ids.NextFor(n.OrderID), OrderID: n.OrderID, AuthorID: n.AuthorID, RequestKey: key, Note: n.Text, At: n.At}
		if _, err := tx.NewInsert().Model(&row).Exec(ctx); sqldb.IsDuplicate(err) {
			return fmt.Errorf("insert note: %w", sqldb.ErrConflict) // the same request came twice at once
		} else if err != nil {
			return fmt.Errorf("insert note: %w", err)
		}
		made = noteFromRow(&row)
		return nil
	})
	if err != nil {
		return app.Note{}, fmt.Errorf("note on order %d: %w", n.OrderID, err)
	}
	return made, nil
}

// mostNotes is how many notes of one order are shown: the latest.
const mostNotes = 100

// Notes returns what operators wrote about an order, oldest first.
func (s *Orders) Notes(ctx context.Context, orderID int64) ([]app.Note, error) {
	rows, err := sqldb.Find[operatorNoteRow](ctx, s.db.Reader(), "WHERE order_id = ? ORDER BY id DESC LIMIT ?", orderID, mostNotes)
	if err != nil {
		return nil, fmt.Errorf("read notes of order %d: %w", orderID, err)
	}
	list := make([]app.Note, len(rows))
	for i := range rows {
		list[len(rows)-1-i] = noteFromRow(&rows[i])
	}
	return list, nil
}
