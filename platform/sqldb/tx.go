package sqldb

import (
	"context"
	"errors"

	"github.com/uptrace/bun"
)

var errNotYours = errors.New("sqldb: the committer ends the transaction; return an error to undo it")

// Tx is one transaction inside a group commit. It is a bun.IDB. It lives only while the function given to Write
// runs and belongs to the goroutine that runs it.
type Tx struct {
	bun.Tx
	after []func()
	later []deferred
}

// Batcher stores what the transactions of one commit handed over with Tx.Defer, in one statement instead of
// one each. Items come in the order of their transactions. An error undoes every transaction of the commit;
// each is then run again alone, so that only those whose own items are refused fail; an error that is Refused keeps the others
// together. WriteBatch may be called by several committers at the same time and must be repeatable.
type Batcher interface {
	WriteBatch(ctx context.Context, tx bun.Tx, items []any) error
}

// Refused is the error of a Batcher that knows which items cannot be stored with the others: their transactions are run again
// alone, and the others again in one commit. Refused alone, an item's transaction fails with it.
type Refused struct {
	Items []int // their places among those of the batch
	Cause error
}

// Error returns the cause's words.
func (r Refused) Error() string { return r.Cause.Error() }

// Unwrap returns the cause.
func (r Refused) Unwrap() error { return r.Cause }

type deferred struct {
	to   Batcher
	item any
}

// AfterCommit runs fn once after the durable commit and before Write returns, never after a rollback. It runs on the committer's
// goroutine: fn must be short and must not block; what takes longer wakes a goroutine of its own.
func (tx *Tx) AfterCommit(fn func()) { tx.after = append(tx.after, fn) }

// Defer hands an item over to be written just before the commit, together with those of the transactions that
// share it. The item is dropped if this transaction is undone. It is not visible to this transaction's reads. An item may bring
// its transaction along: what a Batcher defers for it, and what it wants done after the commit, still counts.
func (tx *Tx) Defer(to Batcher, item any) { tx.later = append(tx.later, deferred{to, item}) }

// Commit refuses: the committer commits, after the function returned nil.
func (tx *Tx) Commit() error { return errNotYours }

// Rollback refuses: a function undoes its transaction by returning an error.
func (tx *Tx) Rollback() error { return errNotYours }
