package seal

import (
	"context"
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/tink-crypto/tink-go/v2/keyset"
	"github.com/uptrace/bun"

	"dajiu/platform/clock"
	"dajiu/platform/sqldb"
)

//go:embed migrations/*.sql
var files embed.FS //nolint:gochecknoglobals // embedding needs a variable

// Migrations makes this package's tables in a service's store.
func Migrations() sqldb.Set { return sqldb.Set{Name: "seal", Files: files, Folder: "migrations"} }

type keysetRow struct {
	bun.BaseModel `bun:"table:seal_keysets"`

	Purpose   string    `bun:"purpose,pk"`
	Kind      string    `bun:"kind,pk"`
	Wrapped   string    `bun:"wrapped"`
	Version   int64     `bun:"version"`
	UpdatedAt time.Time `bun:"updated_at"`
}

// Keyring gives out the boxes and indexes of one service, whose keysets lie in its store. It is safe for concurrent use,
// and several processes may have one over the same store.
type Keyring struct {
	db     *sqldb.DB
	master *Master
	clock  clock.Clock

	mu      sync.Mutex
	boxes   map[string]*Box
	places  []Place
	lookAgo time.Time
}

// NewKeyring returns the keyring of a store whose tables are there. It reads and makes keysets as they are asked for.
func NewKeyring(db *sqldb.DB, master *Master, clk clock.Clock) *Keyring {
	return &Keyring{db: db, master: master, clock: clk, boxes: map[string]*Box{}}
}

// Box returns the box of a purpose, at most 64 bytes long, and makes its keyset where there is none.
func (k *Keyring) Box(ctx context.Context, purpose string) (*Box, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if b := k.boxes[purpose]; b != nil {
		return b, nil
	}
	h, version, err := k.load(ctx, purpose, kindAEAD, newAEAD)
	if err != nil {
		return nil, err
	}
	s, err := sealerOf(h, version)
	if err != nil {
		return nil, err
	}
	b := &Box{purpose: purpose, refresh: k.lookAgain}
	for _, secret := range k.master.secrets {
		old, err := derived(secret, purpose)
		if err != nil {
			return nil, err
		}
		b.old = append(b.old, old)
	}
	b.keys.Store(s)
	k.boxes[purpose] = b
	return b, nil
}

// Index returns the index of a purpose, and makes its keyset where there is none.
func (k *Keyring) Index(ctx context.Context, purpose string) (*Index, error) {
	// The first key comes from the oldest secret that is still known: indexes from before keysets were made by it.
	oldest := k.master.secrets[len(k.master.secrets)-1]
	h, _, err := k.load(ctx, purpose, kindMAC, func() (*keyset.Handle, error) { return newMAC(oldest, purpose) })
	if err != nil {
		return nil, err
	}
	return indexOf(h)
}

// load reads a keyset, or stores a new one. Of two processes that make one in the same moment both get the first.
func (k *Keyring) load(ctx context.Context, purpose, kind string, fresh func() (*keyset.Handle, error)) (h *keyset.Handle, version int64, err error) {
	row, err := k.row(ctx, k.db.Reader(), purpose, kind)
	if sqldb.IsNotFound(err) {
		if err := k.insert(ctx, purpose, kind, fresh); err != nil {
			return nil, 0, err
		}
		row, err = k.row(ctx, k.db.Reader(), purpose, kind)
	}
	if err != nil {
		return nil, 0, fmt.Errorf("seal: read keyset %s: %w", purpose, err)
	}
	h, stale, err := k.master.unwrap(row.Wrapped, purpose, kind)
	if err == nil && stale {
		err = k.replace(ctx, row, h, row.Version)
	}
	return h, row.Version, err
}

func (k *Keyring) row(ctx context.Context, db bun.IDB, purpose, kind string) (row keysetRow, err error) {
	err = db.NewSelect().Model(&row).Where("purpose = ? AND kind = ?", purpose, kind).Scan(ctx)
	return row, err //nolint:wrapcheck // the callers tell a missing row
}

func (k *Keyring) insert(ctx context.Context, purpose, kind string, fresh func() (*keyset.Handle, error)) error {
	h, err := fresh()
	if err != nil {
		return err
	}
	wrapped, err := k.master.wrap(h, purpose, kind)
	if err != nil {
		return err
	}
	row := keysetRow{Purpose: purpose, Kind: kind, Wrapped: wrapped, Version: 1, UpdatedAt: k.clock.Now()}
	err = k.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		_, err := tx.NewInsert().Model(&row).Exec(ctx)
		return err //nolint:wrapcheck // a duplicate is told by the driver's error
	})
	if err != nil && !sqldb.IsDuplicate(err) {
		return fmt.Errorf("seal: store keyset %s: %w", purpose, err)
	}
	return nil
}

// replace stores a keyset over the version that was read. Where another process was faster, its keyset stands.
func (k *Keyring) replace(ctx context.Context, before keysetRow, h *keyset.Handle, version int64) error {
	wrapped, err := k.master.wrap(h, before.Purpose, before.Kind)
	if err != nil {
		return err
	}
	return k.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		_, err := tx.NewUpdate().Model((*keysetRow)(nil)).Set("wrapped = ?, version = ?, updated_at = ?", wrapped, version, k.clock.Now()).
			Where("purpose = ? AND kind = ? AND wrapped = ?", before.Purpose, before.Kind, before.Wrapped).Exec(ctx)
		return err //nolint:wrapcheck // Write names the operation
	})
}

// Rotate gives a purpose, or all of this service's where it is empty, a new key that seals from now on. What older keys
// sealed stays readable, and is brought to the new one by Run. It returns the purposes; an unknown one is ErrPurpose.
func (k *Keyring) Rotate(ctx context.Context, purpose string) ([]string, error) {
	var rows []keysetRow
	q := k.db.Reader().NewSelect().Model(&rows).Where("kind = ?", kindAEAD).OrderExpr("purpose")
	if purpose != "" {
		q = q.Where("purpose = ?", purpose)
	}
	if err := q.Scan(ctx); err != nil {
		return nil, fmt.Errorf("seal: read keysets: %w", err)
	}
	if len(rows) == 0 && purpose != "" {
		return nil, ErrPurpose
	}
	done := make([]string, 0, len(rows))
	for _, row := range rows {
		h, _, err := k.master.unwrap(row.Wrapped, row.Purpose, row.Kind)
		if err != nil {
			return done, err
		}
		if h, err = rotated(h); err != nil {
			return done, err
		}
		if err := k.replace(ctx, row, h, row.Version+1); err != nil {
			return done, fmt.Errorf("seal: rotate %s: %w", row.Purpose, err)
		}
		done = append(done, row.Purpose)
	}
	return done, k.Reload(ctx)
}

// Reload reads the keysets of all boxes that were given out again.
func (k *Keyring) Reload(ctx context.Context) error {
	k.mu.Lock()
	boxes := make([]*Box, 0, len(k.boxes))
	for _, b := range k.boxes {
		boxes = append(boxes, b)
	}
	k.mu.Unlock()
	slices.SortFunc(boxes, func(a, b *Box) int { return strings.Compare(a.purpose, b.purpose) })
	for _, b := range boxes {
		row, err := k.row(ctx, k.db.Reader(), b.purpose, kindAEAD)
		if err != nil {
			return fmt.Errorf("seal: read keyset %s: %w", b.purpose, err)
		}
		if row.Version == b.keys.Load().version {
			continue
		}
		h, _, err := k.master.unwrap(row.Wrapped, b.purpose, kindAEAD)
		if err != nil {
			return err
		}
		s, err := sealerOf(h, row.Version)
		if err != nil {
			return err
		}
		b.keys.Store(s)
	}
	return nil
}

// lookAgain reloads for a box that met a key it does not know, and reports whether it did.
func (k *Keyring) lookAgain() bool {
	now := k.clock.Now()
	k.mu.Lock()
	early := now.Sub(k.lookAgo) < time.Second
	if !early {
		k.lookAgo = now
	}
	k.mu.Unlock()
	if early {
		return false
	}
	ctx, cancel := context.WithTimeout(context.Background(), lookTime) //nolint:forbidigo // opening a value has no context of its own
	defer cancel()
	return k.Reload(ctx) == nil
}

const lookTime = 5 * time.Second

// Sharding says that this package's tables are not cut.
func Sharding() sqldb.Sharding {
	return sqldb.Sharding{
		"seal_keysets": {Whole: "a row for each of a few purposes"},
		"seal_moves":   {Whole: "a row for each column that holds sealed values"},
	}
}
