package testkit

import (
	"context"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	"dajiu/platform/sqldb"
)

// Published stands in for a store's outbox: it keeps what transactions published in a table, so that it is undone with
// them, and lets a test look.
type Published struct {
	db   *sqldb.DB
	last atomic.Int64
}

const publishedTable = `-- +goose Up
CREATE TABLE published (id BIGINT NOT NULL PRIMARY KEY, due BIGINT NOT NULL, order_key BIGINT NOT NULL, topic VARCHAR(100) NOT NULL, payload VARCHAR(1000) NOT NULL);
`

// NewPublished returns an outbox in which nothing waits, in a store of a test.
func NewPublished(tb testing.TB, db *sqldb.DB) *Published {
	tb.Helper()
	folder := fstest.MapFS{"00001_published.sql": {Data: []byte(publishedTable)}}
	require.NoError(tb, sqldb.Migrate(context.Background(), db, sqldb.Set{Name: "published", Files: folder}))
	return &Published{db: db}
}

// Append keeps an event.
func (p *Published) Append(ctx context.Context, tx *sqldb.Tx, key int64, m proto.Message) error {
	return p.AppendAt(ctx, tx, key, time.UnixMilli(0), m)
}

// AppendAt keeps a timer.
func (p *Published) AppendAt(ctx context.Context, tx *sqldb.Tx, key int64, due time.Time, m proto.Message) error {
	payload, err := protojson.Marshal(m)
	if err != nil {
		return err
	}
	_, err = tx.NewRaw(`INSERT INTO published (id, due, order_key, topic, payload) VALUES (?, ?, ?, ?, ?)`,
		p.last.Add(1), due.UnixMilli(), key, string(m.ProtoReflect().Descriptor().FullName()), string(payload)).Exec(ctx)
	return err
}

// Take returns the events since the last look, in the order in which they were published.
func (p *Published) Take(tb testing.TB) []proto.Message {
	tb.Helper()
	var rows []struct {
		ID, Due, OrderKey int64
		Topic, Payload    string
	}
	require.NoError(tb, p.db.Reader().NewRaw(`SELECT * FROM published WHERE due = 0 ORDER BY id`).Scan(context.Background(), &rows))
	events := make([]proto.Message, len(rows))
	for i, r := range rows {
		kind, err := protoregistry.GlobalTypes.FindMessageByName(protoreflect.FullName(r.Topic))
		require.NoError(tb, err)
		events[i] = kind.New().Interface()
		require.NoError(tb, protojson.Unmarshal([]byte(r.Payload), events[i]))
	}
	p.forget(tb, 0)
	return events
}

// Timer returns when the timer of a key is due, and calls it off.
func (p *Published) Timer(tb testing.TB, key int64) time.Time {
	tb.Helper()
	var due int64
	require.NoError(tb, p.db.Reader().NewRaw(`SELECT MAX(due) FROM published WHERE order_key = ?`, key).Scan(context.Background(), &due))
	p.forget(tb, due)
	return time.UnixMilli(due).UTC()
}

func (p *Published) forget(tb testing.TB, due int64) {
	tb.Helper()
	require.NoError(tb, p.db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
		_, err := tx.NewRaw(`DELETE FROM published WHERE due = ?`, due).Exec(ctx)
		return err
	}))
}
