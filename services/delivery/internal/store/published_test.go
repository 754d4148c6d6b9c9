package store_test

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	"dajiu/platform/sqldb"
)

// published keeps what transactions published, in a table, so that it is undone with them.
type published struct {
	db   *sqldb.DB
	last atomic.Int64
}

const publishedTable = `-- +goose Up
CREATE TABLE published (id BIGINT NOT NULL PRIMARY KEY, due BIGINT NOT NULL, order_key BIGINT NOT NULL, topic VARCHAR(100) NOT NULL, payload VARCHAR(1000) NOT NULL);
`

func (p *published) Append(ctx context.Context, tx *sqldb.Tx, key int64, m proto.Message) error {
	return p.AppendAt(ctx, tx, key, time.UnixMilli(0), m)
}

func (p *published) AppendAt(ctx context.Context, tx *sqldb.Tx, key int64, due time.Time, m proto.Message) error {
	payload, err := protojson.Marshal(m)
	if err != nil {
		return err
	}
	_, err = tx.NewRaw(`INSERT INTO published (id, due, order_key, topic, payload) VALUES (?, ?, ?, ?, ?)`,
		p.last.Add(1), due.UnixMilli(), key, string(m.ProtoReflect().Descriptor().FullName()), string(payload)).Exec(ctx)
	return err
}

// take returns the events since the last look, in the order in which they were published.
func (p *published) take(t *testing.T) []proto.Message {
	t.Helper()
	var rows []struct {
		ID, Due, OrderKey int64
		Topic, Payload    string
	}
	require.NoError(t, p.db.Reader().NewRaw(`SELECT * FROM published WHERE due = 0 ORDER BY id`).Scan(context.Background(), &rows))
	events := make([]proto.Message, len(rows))
	for i, r := range rows {
		kind, err := protoregistry.GlobalTypes.FindMessageByName(protoreflect.FullName(r.Topic))
		require.NoError(t, err)
		events[i] = kind.New().Interface()
		require.NoError(t, protojson.Unmarshal([]byte(r.Payload), events[i]))
	}
	p.forget(t, 0)
	return events
}

// timer returns when the timer of a key is due, and calls it off.
func (p *published) timer(t *testing.T, key int64) time.Time {
	t.Helper()
	var due int64
	require.NoError(t, p.db.Reader().NewRaw(`SELECT MAX(due) FROM published WHERE order_key = ?`, key).Scan(context.Background(), &due))
	p.forget(t, due)
	return time.UnixMilli(due).UTC()
}

func (p *published) forget(t *testing.T, due int64) {
	t.Helper()
	require.NoError(t, p.db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
		_, err := tx.NewRaw(`DELETE FROM published WHERE due = ?`, due).Exec(ctx)
		return err
	}))
}
