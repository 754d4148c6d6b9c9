package testkit

import (
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/platform/clock"
	"dajiu/platform/seal"
	"dajiu/platform/sqldb"
)

// Secret is the installation's secret of tests.
const Secret = "a secret of at least thirty-two bytes"

// Keys returns the keyring of a store, and makes its tables.
func Keys(tb testing.TB, db *sqldb.DB) *seal.Keyring {
	tb.Helper()
	require.NoError(tb, sqldb.Migrate(tb.Context(), db, seal.Migrations()))
	master, err := seal.NewMaster([]byte(Secret))
	require.NoError(tb, err)
	return seal.NewKeyring(db, master, clock.Real())
}
