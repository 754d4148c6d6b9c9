package parameter

import (
	"context"
	"embed"
	"fmt"
	"log/slog"
	"strconv"
	"sync"
	"time"

	"github.com/uptrace/bun"
	"google.golang.org/grpc/codes"

	"dajiu/platform/audit"
	"dajiu/platform/clock"
	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
)

//go:embed migrations/*.sql
var files embed.FS //nolint:gochecknoglobals // embedding needs a variable

// PollEvery bounds how long a process goes on with a value that another one changed.
const PollEvery = 10 * time.Second

// Migrations makes this package's table in a service's store.
func Migrations() sqldb.Set { return sqldb.Set{Name: "parameter", Files: files, Folder: "migrations"} }

type row struct {
	bun.BaseModel `bun:"table:parameters"`

	Name      string    `bun:"name,pk"`
	Value     *string   `bun:"value"`
	Version   int64     `bun:"version"`
	ChangedBy int64     `bun:"changed_by"`
	ChangedAt time.Time `bun:"changed_at"`
}

// Parameter is one as operators see it. Texts are what [Unit] says.
type Parameter struct {
	Name       string
	Unit       Unit
	Configured string
	// Value is what was set; nil: Configured counts.
	Value *string
	// Min and Max bound numbers, Choices are all that can be chosen.
	Min, Max int64
	Choices  []string
	// Version is 0 for one that nobody ever set.
	Version   int64
	ChangedBy int64
	ChangedAt time.Time
}

// Set is the parameters of one service, whose changes lie in its store. Declare all of them before [Set.Load]; after that it
// is safe for concurrent use.
type Set struct {
	db    *sqldb.DB
	clock clock.Clock

	mu   sync.Mutex
	list []*parameter
}

// NewSet returns a set without parameters.
func NewSet(db *sqldb.DB, c clock.Clock) *Set { return &Set{db: db, clock: c} }

// Number declares a parameter that is a whole number between two bounds, both included. Configured is what counts where
// nobody set it.
func (s *Set) Number(name string, unit Unit, configured, low, high int64) *Value[int64] {
	return declare(s, &parameter{name: name, unit: unit, configured: strconv.FormatInt(configured, 10), min: low, max: high}, number)
}

// Duration declares a parameter in whole seconds, or, with [Minutes], in minutes.
func (s *Set) Duration(name string, unit Unit, configured, low, high time.Duration) *Value[time.Duration] {
	of := time.Second
	if unit == Minutes {
		of = time.Minute
	}
	p := &parameter{name: name, unit: unit, configured: strconv.FormatInt(int64(configured/of), 10), min: int64(low / of), max: int64(high / of)}
	return declare(s, p, func(text string) time.Duration { return time.Duration(number(text)) * of })
}

// Choice declares a parameter that is one of some words.
func (s *Set) Choice(name, configured string, choices ...string) *Value[string] {
	return declare(s, &parameter{name: name, unit: Choice, configured: configured, choices: choices}, func(text string) string { return text })
}

func declare[T any](s *Set, p *parameter, from func(string) T) *Value[T] {
	v := &Value[T]{from: from}
	v.take(p.configured)
	p.take = v.take
	s.list = append(s.list, p)
	return v
}

// Empty reports whether the service declared none.
func (s *Set) Empty() bool { return len(s.list) == 0 }

// Load reads what was set. A value that is not possible any more, since the program's bounds changed, is as if not set, and
// returned as a problem by name.
func (s *Set) Load(ctx context.Context) (problems []string, err error) {
	var rows []row
	// No more than the program has names, since nothing else is inserted: names of older programs count little.
	if err := s.db.Reader().NewSelect().Model(&rows).Limit(1000).Scan(ctx); err != nil {
		return nil, fmt.Errorf("parameter: load: %w", err)
	}
	byName := make(map[string]row, len(rows))
	for _, r := range rows {
		byName[r.Name] = r
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range s.list {
		r, found := byName[p.name]
		if !found || r.Version <= p.version {
			continue
		}
		if r.Value != nil {
			if _, err := p.judge(*r.Value); err != nil {
				problems = append(problems, p.name)
				r.Value = nil
			}
		}
		p.adopt(r)
	}
	return problems, nil
}

// adopt makes a stored row what counts. The set's mutex is held.
func (p *parameter) adopt(r row) {
	p.value, p.version, p.by, p.at = r.Value, r.Version, r.ChangedBy, r.ChangedAt
	if r.Value != nil {
		p.take(*r.Value)
	} else {
		p.take(p.configured)
	}
}

// Refresh is Load that tells the log of what is not possible any more.
func (s *Set) Refresh(ctx context.Context, log *slog.Logger) error {
	problems, err := s.Load(ctx)
	for _, name := range problems {
		log.WarnContext(ctx, "parameter is set to what is not possible any more, the configured value counts", "name", name)
	}
	return err
}

// Run reads now and then what other processes set, until ctx ends. What was set before is read by Refresh, when the service opens.
func (s *Set) Run(ctx context.Context, log *slog.Logger) error {
	ticker := s.clock.NewTicker(PollEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.Chan():
		}
		if err := s.Refresh(ctx, log); err != nil && ctx.Err() == nil { // the values at hand go on: better than stopping the shop
			log.WarnContext(ctx, "parameters not refreshed", "error", err)
		}
	}
}

// List returns the parameters as this process uses them, in the order of their declaration.
func (s *Set) List() []Parameter {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := make([]Parameter, len(s.list))
	for i, p := range s.list {
		list[i] = p.view()
	}
	return list
}

func (p *parameter) view() Parameter {
	return Parameter{
		Name: p.name, Unit: p.unit, Configured: p.configured, Value: p.value, Min: p.min, Max: p.max, Choices: p.choices,
		Version: p.version, ChangedBy: p.by, ChangedAt: p.at,
	}
}

// Change sets the value of the version that its setter saw, or, with nil, lets the configuration count again. This process
// uses it at once. A repetition changes nothing. PARAMETER_UNKNOWN, INVALID_ARGUMENT (value), or CONCURRENT_UPDATE where
// somebody else was faster.
func (s *Set) Change(ctx context.Context, name string, value *string, version, by int64) (Parameter, error) {
	p := s.find(name)
	if p == nil {
		return Parameter{}, errs.Newf(codes.NotFound, "PARAMETER_UNKNOWN", "没有运行参数 %s", name)
	}
	if value != nil {
		text, err := p.judge(*value)
		if err != nil {
			return Parameter{}, err
		}
		value = &text
	}
	var kept row
	err := s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		old := row{Name: name}
		if err := tx.NewSelect().Model(&old).Where("name = ?", name).Scan(ctx); err != nil && !sqldb.IsNotFound(err) {
			return fmt.Errorf("read parameter %s: %w", name, err)
		}
		if old.Version == version+1 && same(old.Value, value) {
			kept = old
			return nil
		}
		if old.Version != version {
			return changedMeanwhile(name)
		}
		kept = row{Name: name, Value: value, Version: version + 1, ChangedBy: by, ChangedAt: s.clock.Now()}
		audit.Change(ctx, map[string]*string{name: old.Value}, map[string]*string{name: value})
		return store(ctx, tx, kept)
	})
	if err != nil {
		return Parameter{}, err //nolint:wrapcheck // it names the operation
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if kept.Version > p.version { // else a newer one was loaded meanwhile
		p.adopt(kept)
	}
	return p.view(), nil
}

func store(ctx context.Context, tx *sqldb.Tx, r row) error {
	if r.Version == 1 {
		_, err := tx.NewInsert().Model(&r).Exec(ctx)
		if sqldb.IsDuplicate(err) {
			return changedMeanwhile(r.Name)
		}
		return err //nolint:wrapcheck // Write names the operation
	}
	res, err := tx.NewUpdate().Model(&r).WherePK().Where("version = ?", r.Version-1).Exec(ctx)
	return sqldb.ExpectOne(res, err)
}

func changedMeanwhile(name string) error {
	return errs.Newf(codes.Aborted, errs.ReasonConflict, "参数 %s 刚被别人修改过", name)
}

func (s *Set) find(name string) *parameter {
	for _, p := range s.list {
		if p.name == name {
			return p
		}
	}
	return nil
}

func same(a, b *string) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

// Sharding says that this package's table is not cut.
func Sharding() sqldb.Sharding {
	return sqldb.Sharding{"parameters": {Whole: "a row for each of a few parameters"}}
}
