package sqldb

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net"

	"github.com/go-sql-driver/mysql"
	"google.golang.org/grpc/codes"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"dajiu/platform/errs"
)

// ErrConflict says that the version a transaction was decided on is no longer the stored one. Write runs the
// transaction again; what still conflicts after that reaches the caller as ABORTED.
var ErrConflict error = errs.New(codes.Aborted, errs.ReasonConflict, "somebody else changed this at the same moment")

// ErrOutcomeUnknown says that the engine was lost, or failed, while it committed: the transaction may be stored
// or not. The caller may repeat it only if it is idempotent.
var ErrOutcomeUnknown error = errs.New(codes.Unavailable, "COMMIT_OUTCOME_UNKNOWN", "it is not known whether this was saved")

// ErrUnavailable says that the store cannot be reached or is too busy; nothing was changed.
var ErrUnavailable error = errs.New(codes.Unavailable, errs.ReasonUnavailable, "the store is not available")

// ErrClosed says that the store was closed before the transaction began.
var ErrClosed error = errs.New(codes.Unavailable, errs.ReasonUnavailable, "the store is closed")

// Numbers of the MySQL protocol's errors that this package tells apart. TiDB adds the last three.
const (
	mysqlNoSchema        = 1049
	mysqlDuplicate       = 1062
	mysqlLockWait        = 1205
	mysqlDeadlock        = 1213
	mysqlNoSavepoint     = 1305
	mysqlCheckViolated   = 3819
	mariadbCheckViolated = 4025
	mysqlShutdown        = 1053
	mysqlReadOnly        = 1290
	mysqlSuperReadOnly   = 1836
	tidbWriteConflict    = 9007
	tidbInfoChanged      = 8028
	tidbTxnRetryable     = 8002
)

// IsDuplicate reports whether a unique or primary key refused a row.
func IsDuplicate(err error) bool {
	if code, ok := sqliteCode(err); ok {
		return code == sqlite3.SQLITE_CONSTRAINT_UNIQUE || code == sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY ||
			code == sqlite3.SQLITE_CONSTRAINT_ROWID
	}
	return mysqlNumber(err) == mysqlDuplicate
}

// IsNoSchema reports whether a store could not be opened because its schema was never made.
func IsNoSchema(err error) bool { return mysqlNumber(err) == mysqlNoSchema }

// IsNotFound reports whether a query for one row found none.
func IsNotFound(err error) bool { return errors.Is(err, sql.ErrNoRows) }

// IsCheck reports whether a CHECK constraint refused a row.
func IsCheck(err error) bool {
	if code, ok := sqliteCode(err); ok {
		return code == sqlite3.SQLITE_CONSTRAINT_CHECK
	}
	n := mysqlNumber(err)
	return n == mysqlCheckViolated || n == mariadbCheckViolated
}

// ExpectOne turns the result of a conditional update into an error: err as it is, ErrConflict where no row
// matched, and an internal error where more than one did. Same-value updates count as matches on every engine.
func ExpectOne(res sql.Result, err error) error {
	if err != nil {
		return err
	}
	n, err := res.RowsAffected()
	switch {
	case err != nil:
		return fmt.Errorf("sqldb: rows affected: %w", err)
	case n == 0:
		return ErrConflict
	case n > 1:
		return fmt.Errorf("sqldb: %d rows matched where one was expected", n)
	}
	return nil
}

// isBusy reports whether the engine refused because others held it, or could not be reached: worth a later try.
func isBusy(err error) bool {
	if code, ok := sqliteCode(err); ok {
		return code&0xff == sqlite3.SQLITE_BUSY || code&0xff == sqlite3.SQLITE_LOCKED
	}
	n := mysqlNumber(err)
	return isLost(err) || n == mysqlShutdown || isDemoted(err)
}

// isLost reports whether the connection is gone.
func isLost(err error) bool {
	return errors.Is(err, driver.ErrBadConn) || errors.Is(err, mysql.ErrInvalidConn) || errors.Is(err, sql.ErrConnDone)
}

// isDemoted reports whether the server does not take writes: it was the primary before, or was never one.
func isDemoted(err error) bool {
	n := mysqlNumber(err)
	return n == mysqlReadOnly || n == mysqlSuperReadOnly
}

// isUnreachable reports whether a server was lost or could not be reached at all.
func isUnreachable(err error) bool {
	var network net.Error
	return isBusy(err) || errors.As(err, &network)
}

// isRetryable reports whether the engine threw the whole transaction away, or its lock was not to be had, so
// that running it again is both needed and safe.
func isRetryable(err error) bool {
	switch mysqlNumber(err) {
	case mysqlDeadlock, mysqlLockWait, mysqlNoSavepoint, tidbWriteConflict, tidbInfoChanged, tidbTxnRetryable:
		return true
	}
	return isLost(err)
}

func sqliteCode(err error) (int, bool) {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code(), true
	}
	return 0, false
}

func mysqlNumber(err error) uint16 {
	var e *mysql.MySQLError
	if errors.As(err, &e) {
		return e.Number
	}
	return 0
}

// reached makes a store that was lost, or could not be reached, UNAVAILABLE to whoever reads: that passes by itself, and nobody
// gives up on an event because of it. What the driver said stays within, for database/sql to try another connection. The end of
// the caller's own context says nothing about the store.
func reached(err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) || !isUnreachable(err) && !isFull(err) {
		return err
	}
	return unavailable(err)
}

// isFull reports whether the disk below the store is full, or fails.
func isFull(err error) bool {
	code, ok := sqliteCode(err)
	return ok && (code&0xff == sqlite3.SQLITE_FULL || code&0xff == sqlite3.SQLITE_IOERR)
}

// unavailable and unknown keep the driver's words for the log only.
func unavailable(err error) error {
	return errs.New(codes.Unavailable, errs.ReasonUnavailable, "the store is not available").Wrap(err)
}

func outcomeUnknown(err error) error {
	return errs.New(codes.Unavailable, "COMMIT_OUTCOME_UNKNOWN", "it is not known whether this was saved").Wrap(err)
}
