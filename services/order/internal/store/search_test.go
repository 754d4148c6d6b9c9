package store_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/order/internal/app"
	"dajiu/services/order/internal/domain"
	"dajiu/services/order/internal/store"
)

// placedAt places an order at a store and returns its id.
func (w *world) placedAt(shop, user int64, key string, method domain.PayMethod) int64 {
	w.Helper()
	t, orders := w.placing(user, key, method, shop)
	placed, err := w.rows.Place(w.Context(), t, orders)
	require.NoError(w, err)
	require.True(w, placed)
	return t.OrderIDs[0]
}

func TestOrdersOfManyStoresAreOneListNewestFirst(t *testing.T) {
	worlds(t, func(w *world) {
		var ids []int64 // newest first, of stores 1 to 4 in turn
		for i := range 12 {
			w.clock.Advance(time.Minute)
			method := domain.PayOnDelivery
			if i%3 == 0 {
				method = domain.PayWechat
			}
			ids = append([]int64{w.placedAt(int64(1+i%4), buyer+int64(i%2), fmt.Sprint("key-", i), method)}, ids...)
		}
		w.do(ids[0], domain.CancelByStore)
		w.do(ids[5], domain.CancelByStore)
		w.do(ids[1], domain.Accept)
		of := func(stores ...int64) []int64 {
			var list []int64
			for i, id := range ids {
				if slices.Contains(stores, int64(1+(11-i)%4)) {
					list = append(list, id)
				}
			}
			return list
		}
		cancelled := []domain.State{domain.Cancelled, domain.Accepted}
		for name, row := range map[string]struct {
			q    app.Search
			want []int64
		}{
			"everybody sees all of them":           {app.Search{All: true}, ids},
			"nobody's stores have none":            {app.Search{}, nil},
			"three stores, merged":                 {app.Search{Stores: []int64{1, 2, 4}}, of(1, 2, 4)},
			"states of all stores":                 {app.Search{All: true, States: cancelled}, []int64{ids[0], ids[1], ids[5]}},
			"states of some stores":                {app.Search{Stores: []int64{3, 4}, States: cancelled}, []int64{ids[0], ids[1], ids[5]}},
			"of one customer":                      {app.Search{All: true, UserID: buyer}, []int64{ids[1], ids[3], ids[5], ids[7], ids[9], ids[11]}},
			"of one customer in one's own stores":  {app.Search{Stores: []int64{1}, UserID: buyer}, []int64{ids[3], ids[7], ids[11]}},
			"of a stretch of time":                 {app.Search{All: true, From: noon.Add(3 * time.Minute), Before: noon.Add(5 * time.Minute)}, []int64{ids[8], ids[9]}},
			"by how they are paid":                 {app.Search{All: true, Sieve: app.Sieve{PayMethod: domain.PayWechat}}, []int64{ids[2], ids[5], ids[8], ids[11]}},
			"by how they are paid, of some stores": {app.Search{Stores: []int64{1, 2}, Sieve: app.Sieve{PayMethod: domain.PayWechat}}, []int64{ids[2], ids[11]}},
			"worth more than any":                  {app.Search{All: true, Sieve: app.Sieve{AmountFrom: 1_000_000}}, nil},
			"worth what they are":                  {app.Search{All: true, Sieve: app.Sieve{AmountFrom: 41900, AmountTo: 41900}}, ids},
		} {
			require.Equal(w, row.want, w.walked(row.q, 2), name)
			require.Equal(w, row.want, w.walked(row.q, 50), name)
		}
	})
}

// walked returns what all pages of a search have.
func (w *world) walked(q app.Search, size int) (ids []int64) {
	w.Helper()
	for before := int64(0); ; {
		page, next, err := w.rows.Search(w.Context(), q, before, size)
		require.NoError(w, err)
		require.LessOrEqual(w, len(page), size)
		for _, f := range page {
			ids = append(ids, f.ID)
		}
		if next == 0 {
			return ids
		}
		before = next
	}
}

// TestASearchIsServedByIndexesThatEndInTheID asks SQLite, whose plans do not depend on how many rows there are.
func TestASearchIsServedByIndexesThatEndInTheID(t *testing.T) {
	t.Parallel()
	w := newWorld(t, testkit.Open(t, testkit.SQLite(t)))
	stores := make([]int64, 200)
	for i := range stores {
		stores[i] = int64(i + 1)
	}
	states := []domain.State{domain.Confirmed, domain.Accepted}
	for name, row := range map[string]struct {
		q     app.Search
		index string
	}{
		"all stores":              {app.Search{All: true}, "USING INTEGER PRIMARY KEY"},
		"states of all stores":    {app.Search{All: true, States: states}, "ix_orders_state"},
		"a region":                {app.Search{Stores: stores}, "ix_orders_store "},
		"states of a region":      {app.Search{Stores: stores, States: states}, "ix_orders_store_state"},
		"a customer":              {app.Search{All: true, UserID: buyer}, "ix_orders_user "},
		"states of a customer":    {app.Search{All: true, UserID: buyer, States: states}, "ix_orders_user_state"},
		"more stores than merged": {app.Search{Stores: make([]int64, 1001)}, "USING INTEGER PRIMARY KEY"},
	} {
		queries := store.RangeQueries(row.q)
		require.NotEmpty(t, queries, name)
		for _, query := range queries[:min(len(queries), 3)] {
			plan, err := sqldb.Explain(w.Context(), w.db, query.Text, query.Args...)
			require.NoError(t, err)
			require.Len(t, plan, 1, "%s: %v", name, plan) // no sorting, no second step
			require.Contains(t, plan[0], "SEARCH", name)
			require.Contains(t, strings.Replace(plan[0], "COVERING ", "", 1), row.index, name)
		}
	}
	for _, query := range []string{
		"SELECT id, store_id, pay_state, pay_method, fulfilment, payable FROM orders WHERE id IN (1, 2) ORDER BY id DESC",
		"SELECT id, store_id, state, payable, refunded FROM orders WHERE user_id = 1 ORDER BY id DESC LIMIT 501",
		"SELECT * FROM order_notes WHERE order_id = 1 ORDER BY id DESC LIMIT 100",
		"SELECT * FROM order_notes WHERE author_id = 1 AND request_key = 'k'",
	} {
		plan, err := sqldb.Explain(w.Context(), w.db, query)
		require.NoError(t, err)
		for _, line := range plan {
			require.Contains(t, line, "SEARCH", "%s: %v", query, plan)
		}
	}
}

func TestANoteIsKeptOnceForEachKeyOfItsAuthor(t *testing.T) {
	worlds(t, func(w *world) {
		order := w.placed(buyer, "key-1", domain.PayOnDelivery)
		note := app.Note{OrderID: order, AuthorID: 5, Text: "顾客要求晚点送", At: noon}
		first, err := w.rows.AddNote(w.Context(), note, "a")
		require.NoError(w, err)
		again, err := w.rows.AddNote(w.Context(), note, "a")
		require.NoError(w, err)
		require.Equal(w, first, again)
		other := note
		other.Text = "别的"
		_, err = w.rows.AddNote(w.Context(), other, "a")
		require.ErrorContains(w, err, "Idempotency-Key")
		_, err = w.rows.AddNote(w.Context(), other, "b")
		require.NoError(w, err)
		notes, err := w.rows.Notes(w.Context(), order)
		require.NoError(w, err)
		require.Len(w, notes, 2)
		require.Equal(w, []string{"顾客要求晚点送", "别的"}, []string{notes[0].Text, notes[1].Text})
	})
}
