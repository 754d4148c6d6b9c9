package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/services/order/internal/app"
	"dajiu/services/order/internal/domain"
	"dajiu/services/order/internal/store"
)

func TestAPersonsOrdersAreKeptWithoutThePerson(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		mine, other := w.placed(buyer, "key-1", domain.PayOnDelivery), w.placed(buyer+1, "key-1", domain.PayOnDelivery)
		require.NoError(w, w.rows.SetCartLine(ctx, buyer, app.CartLine{Item: domain.Item{StoreID: shop, SkuID: 9, Quantity: 1}}))
		open, err := w.rows.Unsettled(ctx, buyer, 10)
		require.NoError(w, err)
		require.Len(w, open, 1)
		_, err = w.rows.Update(ctx, all, mine, func(o *domain.Order) error {
			_, err := o.Do(domain.CancelByCustomer, domain.Customer, "我是王五", w.clock.Now())
			return err
		})
		require.NoError(w, err)
		open, err = w.rows.Unsettled(ctx, buyer, 10)
		require.NoError(w, err)
		require.Empty(w, open)
		left, err := store.PersonLeft(ctx, w.db, buyer)
		require.NoError(w, err)
		require.Len(w, left, 2)
		for range 2 { // a repetition finds it done
			n, err := w.rows.ErasePerson(ctx, buyer)
			require.NoError(w, err)
			require.Equal(w, int64(1), n)
		}
		left, err = store.PersonLeft(ctx, w.db, buyer)
		require.NoError(w, err)
		require.Empty(w, left)
		f, err := w.rows.Order(ctx, all, mine)
		require.NoError(w, err)
		require.Equal(w, domain.Address{}, f.Address)
		require.NotZero(w, f.Payable)
		f, err = w.rows.Order(ctx, all, other)
		require.NoError(w, err)
		require.Equal(w, "王五", f.Address.ContactName, "others are left alone")
	})
}

func TestWhomOldOrdersWentToIsForgotten(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		old := w.placed(buyer, "key-1", domain.PayOnDelivery)
		w.clock.Advance(time.Hour)
		young := w.placed(buyer, "key-2", domain.PayOnDelivery)
		before := w.clock.Now().Add(-time.Minute)
		n, err := store.Overstayed(ctx, w.db, before)
		require.NoError(w, err)
		require.Equal(w, int64(1), n)
		for _, want := range []int64{1, 0} {
			seen, err := w.rows.ForgetRecipients(ctx, before)
			require.NoError(w, err)
			require.Equal(w, want, seen, "what was swept is not looked at again")
		}
		require.Empty(w, w.text(old, "recipient"))
		require.NotEmpty(w, w.text(young, "recipient"))
	})
}
