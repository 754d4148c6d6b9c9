package store_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
	"dajiu/services/order/internal/app"
	"dajiu/services/order/internal/domain"
)

func TestAnUpdateStoresWhatTheDomainDidAndNothingElse(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		order := w.placed(buyer, "key-1", domain.PayWechat)
		w.clock.Advance(time.Minute)
		f, err := w.rows.Update(ctx, all, order, func(o *domain.Order) error {
			_, err := o.TakePayment(w.clock.Now())
			return err
		})
		require.NoError(w, err)
		require.Equal(w, domain.Confirmed, f.State)
		require.Equal(w, domain.Paid, f.PayState)
		stored, err := w.rows.Order(ctx, all, order)
		require.NoError(w, err)
		require.Equal(w, f, stored)

		f, err = w.rows.Update(ctx, all, order, func(o *domain.Order) error {
			_, err := o.Do(domain.CancelByStore, domain.Store, "缺货", w.clock.Now())
			return err
		})
		require.NoError(w, err)
		require.Equal(w, domain.Refunding, f.PayState)
		f, err = w.rows.Update(ctx, all, order, func(o *domain.Order) error { return o.NoteRefund(f.Payable, w.clock.Now()) })
		require.NoError(w, err)
		stored, err = w.rows.Order(ctx, all, order)
		require.NoError(w, err)
		require.Equal(w, f, stored)
		require.Equal(w, f.Payable, stored.Refunded)
		require.Equal(w, domain.ByStore, stored.Reason)
		require.Equal(w, 3, w.rowsOf("order_events"), "a refund is no entry of the timeline")
	})
}

func TestAnUpdateThatFailsOrChangesNothingLeavesNoTrace(t *testing.T) {
	refuse := errors.New("no")
	for name, row := range map[string]struct {
		change func(o *domain.Order) error
		want   error
	}{
		"the closure refuses after it changed the order": {
			func(o *domain.Order) error {
				_, err := o.Do(domain.Accept, domain.Store, "", noon)
				return errors.Join(err, refuse)
			}, refuse,
		},
		"the closure changes nothing": {func(*domain.Order) error { return nil }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			worlds(t, func(w *world) {
				order := w.placed(buyer, "key-1", domain.PayOnDelivery)
				before, err := w.rows.Order(context.Background(), all, order)
				require.NoError(w, err)
				_, err = w.rows.Update(context.Background(), all, order, row.change)
				require.ErrorIs(w, err, row.want)
				after, err := w.rows.Order(context.Background(), all, order)
				require.NoError(w, err)
				require.Equal(w, before, after)
				w.wantRows(1, 1, 1, 2)
			})
		})
	}
}

func TestOfManyWhoMoveAnOrderAtOnceOneDoes(t *testing.T) {
	worlds(t, func(w *world) {
		order := w.placed(buyer, "key-1", domain.PayOnDelivery)
		acts := []domain.Act{domain.CancelByCustomer, domain.CancelByStore, domain.ExpireAcceptance, domain.LoseStock}
		var wg sync.WaitGroup
		var moved atomic.Int64
		for i := range 16 {
			wg.Go(func() {
				var done bool
				_, err := w.rows.Update(context.Background(), all, order, func(o *domain.Order) (err error) {
					done, err = o.Do(acts[i%len(acts)], domain.System, "", noon)
					return err
				})
				switch {
				case err == nil && done:
					moved.Add(1)
				case err != nil && !errs.HasReason(err, "ORDER_STATE_INVALID"):
					w.Errorf("update: %v", err)
				}
			})
		}
		wg.Wait()
		require.Equal(w, int64(1), moved.Load())
		f, err := w.rows.Order(context.Background(), all, order)
		require.NoError(w, err)
		require.Equal(w, domain.Cancelled, f.State)
		require.Equal(w, int64(2), f.Version)
		w.wantRows(1, 1, 2, 3)
	})
}

func TestAnOrderIsWrittenOnlyOverTheVersionThatWasRead(t *testing.T) {
	worlds(t, func(w *world) {
		order := w.placed(buyer, "key-1", domain.PayOnDelivery)
		err := w.db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
			_, err := w.rows.UpdateIn(ctx, tx, all, order, func(o *domain.Order) error {
				// Somebody else is faster, between the read and the write.
				if _, err := tx.NewRaw(`UPDATE orders SET version = version + 1 WHERE id = ?`, order).Exec(ctx); err != nil {
					return err
				}
				_, err := o.Do(domain.Accept, domain.Store, "", noon)
				return err
			})
			return err
		})
		require.ErrorIs(w, err, sqldb.ErrConflict)
		w.wantRows(1, 1, 1, 2)
	})
}

func TestAStrangersOrderReadsAsNotFound(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		order := w.placed(buyer, "key-1", domain.PayWechat)
		for name, row := range map[string]struct {
			scope app.Scope
			id    int64
			found bool
		}{
			"the customer's own":          {app.Scope{UserID: buyer}, order, true},
			"the store's":                 {app.Scope{StoreID: shop}, order, true},
			"the platform's":              {all, order, true},
			"another customer":            {app.Scope{UserID: buyer + 1}, order, false},
			"another store":               {app.Scope{StoreID: shop + 1}, order, false},
			"a scope that says nothing":   {app.Scope{}, order, false},
			"an order that is not there":  {all, order + 1, false},
			"not there, asked by a buyer": {app.Scope{UserID: buyer}, 1, false},
		} {
			_, err := w.rows.Order(ctx, row.scope, row.id)
			_, update := w.rows.Update(ctx, row.scope, row.id, func(*domain.Order) error { return nil })
			list, listErr := w.rows.Orders(ctx, row.scope, nil, 0, 10)
			require.NoError(w, listErr, name)
			if row.found {
				require.NoError(w, err, name)
				require.NoError(w, update, name)
				require.Len(w, list, 1, name)
				continue
			}
			require.True(w, errs.HasReason(err, "ORDER_NOT_FOUND"), "%s: %v", name, err)
			require.True(w, errs.HasReason(update, "ORDER_NOT_FOUND"), "%s: %v", name, update)
			require.Equal(w, errs.From(err).Code(), errs.From(update).Code())
			if row.id == order {
				require.Empty(w, list, name)
			}
		}
	})
}
