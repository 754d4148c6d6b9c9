package sqldb_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
)

func TestAServerThatIsLostIsUnavailableToWhoeverReadsAndFoundAgain(t *testing.T) {
	t.Parallel()
	server := testkit.OwnMaria(t)
	server.Exec(t, "CREATE DATABASE lost")
	db := testkit.Open(t, sqldb.Config{Engine: sqldb.MySQL, DSN: testkit.DSNAt(server.Addr()) + "lost", Readers: 2})
	one := func(ctx context.Context) error {
		var n int
		return db.Reader().QueryRowContext(ctx, "SELECT 1").Scan(&n)
	}
	require.NoError(t, one(t.Context()))

	// In the middle of an answer: the rows are too many to be on their way already.
	rows, err := db.Reader().QueryContext(t.Context(), "SELECT a.seq, REPEAT('x', 1000) FROM seq_1_to_100000 a")
	require.NoError(t, err)
	require.True(t, rows.Next())
	server.Kill(t)
	for rows.Next() {
	}
	require.Equal(t, codes.Unavailable, errs.From(rows.Err()).Code(), "%v", rows.Err())
	require.NoError(t, rows.Close())

	for range 3 {
		err := one(t.Context())
		require.Equal(t, codes.Unavailable, errs.From(err).Code(), "%v", err)
		require.True(t, errs.Temporary(err), "nobody gives up on an event because of it")
		require.NotContains(t, errs.From(err).Message(), "127.0.0.1")
	}
	late, cancel := context.WithDeadline(t.Context(), time.Now().Add(-time.Second))
	defer cancel()
	require.ErrorIs(t, one(late), context.DeadlineExceeded, "the caller's own time says nothing about the store")

	server.Start(t)
	require.Eventually(t, func() bool { return one(t.Context()) == nil }, 10*time.Second, 50*time.Millisecond)
}
