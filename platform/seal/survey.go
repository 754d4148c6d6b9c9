package seal

import (
	"context"
	"fmt"
	"strconv"
	"time"
)

// Survey is what a place holds.
type Survey struct {
	Place string
	// Sealed values, of which so many are on older keys, and so many cannot be read; Clear are values that nobody sealed yet.
	Sealed, Old, Unreadable, Clear int64
	// Broken are the keys of the first rows that cannot be read.
	Broken []string
}

// maxBroken bounds what a survey names.
const maxBroken = 20

// Survey opens every value of a place. It only reads.
func (k *Keyring) Survey(ctx context.Context, p Place) (Survey, error) {
	s := Survey{Place: p.Name()}
	for above := ""; ; {
		rows, err := p.read(ctx, k.db.Reader(), above, moveBatch)
		if err != nil {
			return s, fmt.Errorf("seal: survey %s: %w", s.Place, err)
		}
		for _, f := range rows {
			above = f.key
			if err := s.count(&p, f); err != nil {
				return s, fmt.Errorf("seal: survey %s, row %s: %w", s.Place, f.key, err)
			}
		}
		if len(rows) < moveBatch {
			return s, nil
		}
	}
}

func (s *Survey) count(p *Place, f held) error {
	if f.text == "" {
		_, _, found, err := p.pending(f)
		if found {
			s.Clear++
		}
		return err
	}
	s.Sealed++
	if !p.Box.Current(f.text) {
		s.Old++
	}
	if _, err := p.Box.Open(f.key, f.text); err != nil {
		s.Unreadable++
		if len(s.Broken) < maxBroken {
			s.Broken = append(s.Broken, f.key)
		}
	}
	return nil
}

// Keyset is a keyset as operators see it.
type Keyset struct {
	Purpose string `json:"purpose"`
	Kind    string `json:"kind"`
	// Keys are all, oldest first; Primary is the one that seals.
	Keys    []string  `json:"keys"`
	Primary string    `json:"primary"`
	Since   time.Time `json:"since"`
	// Moves are how far the purpose's columns have come to the primary key.
	Moves []Move `json:"moves,omitempty"`
}

// Move is how far a column has come to a key.
type Move struct {
	Place      string `json:"place"`
	Seen       int64  `json:"seen"`
	Moved      int64  `json:"moved"`
	Unreadable int64  `json:"unreadable"`
	Done       bool   `json:"done"`
}

// List returns the service's keysets without their secrets, by purpose.
func (k *Keyring) List(ctx context.Context) ([]Keyset, error) {
	var rows []keysetRow
	if err := k.db.Reader().NewSelect().Model(&rows).OrderExpr("purpose, kind").Scan(ctx); err != nil {
		return nil, fmt.Errorf("seal: read keysets: %w", err)
	}
	list := make([]Keyset, 0, len(rows))
	for _, row := range rows {
		h, _, err := k.master.unwrap(row.Wrapped, row.Purpose, row.Kind)
		if err != nil {
			return nil, err
		}
		info := h.KeysetInfo()
		set := Keyset{Purpose: row.Purpose, Kind: row.Kind, Since: row.UpdatedAt, Primary: keyText(info.GetPrimaryKeyId())}
		for _, key := range info.GetKeyInfo() {
			set.Keys = append(set.Keys, keyText(key.GetKeyId()))
		}
		if row.Kind == kindAEAD {
			if set.Moves, err = k.moves(ctx, row.Purpose, info.GetPrimaryKeyId()); err != nil {
				return nil, err
			}
		}
		list = append(list, set)
	}
	return list, nil
}

func keyText(id uint32) string { return strconv.FormatUint(uint64(id), 10) }

func (k *Keyring) moves(ctx context.Context, purpose string, key uint32) ([]Move, error) {
	var list []Move
	for i := range k.places {
		p := &k.places[i]
		if p.Box.purpose != purpose {
			continue
		}
		at, _, err := moveOf(ctx, k.db.Reader(), p, int64(key))
		if err != nil {
			return nil, fmt.Errorf("seal: %s: %w", p.Name(), err)
		}
		list = append(list, Move{Place: p.Name(), Seen: at.Seen, Moved: at.Moved, Unreadable: at.Unreadable, Done: at.Done})
	}
	return list, nil
}
