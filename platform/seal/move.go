package seal

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"time"

	"github.com/uptrace/bun"

	"dajiu/platform/sqldb"
)

// ErrPurpose says that there is no keyset of a purpose.
var ErrPurpose = errors.New("seal: no such purpose")

// Place is a column that holds sealed values. A value is bound to its row by the row's key.
type Place struct {
	Box *Box
	// Table, Key and Column name it; Key is the primary key, a number unless TextKey.
	Table, Key, Column string
	TextKey            bool
	// Clear, where set, is where older rows have the value in clear.
	Clear *Clear
}

// Clear is how a value that was stored in clear is read and taken away.
type Clear struct {
	// Columns are read.
	Columns []string
	// Value returns what is to be sealed of them, and what they hold from then on; found is false where nothing is in clear.
	Value func(columns []string) (value string, rest []any, found bool, err error)
}

// Name is how people are told of a place.
func (p *Place) Name() string { return p.Table + "." + p.Column }

// Tend makes Run keep the values of places on the newest key.
func (k *Keyring) Tend(places ...Place) { k.places = append(k.places, places...) }

type moveRow struct {
	bun.BaseModel `bun:"table:seal_moves"`

	Place      string    `bun:"place,pk"`
	KeyID      int64     `bun:"key_id"`
	Mark       string    `bun:"mark"`
	Seen       int64     `bun:"seen"`
	Moved      int64     `bun:"moved"`
	Unreadable int64     `bun:"unreadable"`
	Done       bool      `bun:"done"`
	UpdatedAt  time.Time `bun:"updated_at"`
}

const (
	// moveBatch bounds a transaction, moveRest is the pause after one: live work goes first.
	moveBatch = 200
	moveRest  = 20 * time.Millisecond
	// lookEvery is how often keysets are read again. A value may be sealed by the key before for so long after a rotation:
	// moving begins settle after it.
	lookEvery = 30 * time.Second
	settle    = 2 * lookEvery
)

// Run reads the keysets again now and then and brings what older keys sealed, or nobody, to the newest, batch by batch. It
// goes on where it, or another process, was stopped. It returns when ctx ends.
func (k *Keyring) Run(ctx context.Context, log *slog.Logger) error {
	ticker := k.clock.NewTicker(lookEvery)
	defer ticker.Stop()
	for {
		if err := k.Tidy(ctx); err != nil && ctx.Err() == nil {
			log.ErrorContext(ctx, "sealed values stay on older keys", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.Chan():
		}
	}
}

// Tidy is one round of Run: it returns when everything that may be moved is.
func (k *Keyring) Tidy(ctx context.Context) error {
	if err := k.Reload(ctx); err != nil {
		return err
	}
	for i := range k.places {
		if err := k.tidy(ctx, &k.places[i]); err != nil {
			return fmt.Errorf("seal: %s: %w", k.places[i].Name(), err)
		}
	}
	return nil
}

func (k *Keyring) tidy(ctx context.Context, p *Place) error {
	row, err := k.row(ctx, k.db.Reader(), p.Box.purpose, kindAEAD)
	if err != nil {
		return err
	}
	if row.Version > 1 && k.clock.Now().Sub(row.UpdatedAt) < settle {
		return nil
	}
	for ctx.Err() == nil {
		done, err := k.moveSome(ctx, p)
		if err != nil || done {
			return err
		}
		select {
		case <-ctx.Done():
		case <-k.clock.After(moveRest):
		}
	}
	return nil
}

// moveSome moves one batch and notes how far it came, in one transaction.
func (k *Keyring) moveSome(ctx context.Context, p *Place) (done bool, err error) {
	err = k.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		key := int64(p.Box.keys.Load().primary)
		at, known, err := moveOf(ctx, tx, p, key)
		if err != nil || at.Done {
			done = at.Done
			return err
		}
		found, err := p.read(ctx, tx, at.Mark, moveBatch)
		if err != nil {
			return err
		}
		for _, f := range found {
			if err := p.move(ctx, tx, f, &at); err != nil {
				return err
			}
			at.Mark = f.key
		}
		at.Seen += int64(len(found))
		at.Done, at.UpdatedAt = len(found) < moveBatch, k.clock.Now()
		done = at.Done
		if !known {
			_, err = tx.NewInsert().Model(&at).Exec(ctx)
			if sqldb.IsDuplicate(err) {
				return sqldb.ErrConflict // another process began at the same moment
			}
			return err //nolint:wrapcheck // wrapped by the caller
		}
		_, err = tx.NewUpdate().Model(&at).WherePK().Exec(ctx)
		return err //nolint:wrapcheck // wrapped by the caller
	})
	return done, err
}

// moveOf returns how far a place has come to a key. It begins anew for another one.
func moveOf(ctx context.Context, db bun.IDB, p *Place, key int64) (at moveRow, known bool, err error) {
	err = db.NewSelect().Model(&at).Where("place = ?", p.Name()).Scan(ctx)
	known = err == nil
	if sqldb.IsNotFound(err) {
		err = nil
	}
	if err != nil {
		return at, false, fmt.Errorf("read progress: %w", err)
	}
	if at.KeyID != key {
		at = moveRow{Place: p.Name(), KeyID: key}
	}
	return at, known, nil
}

// held is a row of a place.
type held struct {
	key, text string
	clear     []string
}

// read returns rows above a key, in its order.
func (p *Place) read(ctx context.Context, db bun.IDB, above string, limit int) ([]held, error) {
	q := db.NewSelect().TableExpr("?", bun.Ident(p.Table)).ColumnExpr("?", bun.Ident(p.Key)).ColumnExpr("?", bun.Ident(p.Column)).
		OrderExpr("?", bun.Ident(p.Key)).Limit(int64(limit))
	if p.Clear != nil {
		for _, c := range p.Clear.Columns {
			q = q.ColumnExpr("?", bun.Ident(c))
		}
	}
	if above != "" {
		key, err := p.keyArg(above)
		if err != nil {
			return nil, err
		}
		q = q.Where("? > ?", bun.Ident(p.Key), key)
	}
	rows, err := q.Rows(ctx)
	if err != nil {
		return nil, fmt.Errorf("read rows: %w", err)
	}
	defer rows.Close()
	var list []held
	for rows.Next() {
		h := held{}
		into := []any{&h.key, &h.text}
		if p.Clear != nil {
			h.clear = make([]string, len(p.Clear.Columns))
			for i := range h.clear {
				into = append(into, &h.clear[i])
			}
		}
		if err := rows.Scan(into...); err != nil {
			return nil, fmt.Errorf("read row: %w", err)
		}
		list = append(list, h)
	}
	return list, rows.Err() //nolint:wrapcheck // wrapped by the caller
}

// keyArg gives a key as the engine compares it: MySQL would take a number written as text for a float.
func (p *Place) keyArg(key string) (any, error) {
	if p.TextKey {
		return key, nil
	}
	n, err := strconv.ParseInt(key, 10, 64)
	if err != nil {
		return nil, fmt.Errorf("key %q: %w", key, err)
	}
	return n, nil
}

// move seals one row's value by the newest key, unless the row changes at this moment: whoever changes it seals it so. One
// that cannot be read stays as it is, and is counted.
func (p *Place) move(ctx context.Context, tx *sqldb.Tx, f held, at *moveRow) error {
	value, rest, needed, err := p.pending(f)
	if errors.Is(err, ErrOpen) {
		at.Unreadable++
		return nil
	}
	if err != nil || !needed {
		return err
	}
	key, err := p.keyArg(f.key)
	if err != nil {
		return err
	}
	q := tx.NewUpdate().TableExpr("?", bun.Ident(p.Table)).Set("? = ?", bun.Ident(p.Column), p.Box.Seal(f.key, value)).
		Where("? = ? AND ? = ?", bun.Ident(p.Key), key, bun.Ident(p.Column), f.text)
	for i, v := range rest {
		q = q.Set("? = ?", bun.Ident(p.Clear.Columns[i]), v)
	}
	res, err := q.Exec(ctx)
	if err != nil {
		return fmt.Errorf("move row %s: %w", f.key, err)
	}
	n, err := res.RowsAffected()
	at.Moved += n
	return err //nolint:wrapcheck // drivers of ours always know
}

// pending returns what of a row is to be sealed anew: a value in clear, or one of an older key.
func (p *Place) pending(f held) (value string, rest []any, needed bool, err error) {
	if f.text == "" {
		if p.Clear == nil {
			return "", nil, false, nil
		}
		return p.Clear.Value(f.clear)
	}
	if p.Box.Current(f.text) {
		return "", nil, false, nil
	}
	value, err = p.Box.Open(f.key, f.text)
	return value, nil, err == nil, err
}
