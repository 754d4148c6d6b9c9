package inventory_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/errs"
	"dajiu/platform/id"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/inventory"
)

func migrated(t *testing.T, db *sqldb.DB) *sqldb.DB {
	t.Helper()
	service, err := inventory.Service(inventory.DefaultConfig())
	require.NoError(t, err)
	require.NoError(t, sqldb.Migrate(t.Context(), db, sqldb.Set{Name: service.Name, Files: service.Migrations}))
	return db
}

// pastStock reserves two of SKU 5 and one of SKU 4 in store 7.
func pastStock(order int64, states ...inventory.ReservationState) inventory.PastReservation {
	at := time.Date(2026, 4, 1, 10, 0, 0, 0, time.UTC)
	r := inventory.PastReservation{
		OrderID: order, StoreID: 7, Lines: []inventory.ReservedLine{{SkuID: 5, Quantity: 2}, {SkuID: 4, Quantity: 1}}, At: at, ExpiresAt: at.Add(25 * time.Minute),
		NewID: id.NewMoments(order, order).At,
	}
	for i, s := range states {
		r.Steps = append(r.Steps, inventory.PastStep{State: s, At: at.Add(time.Duration(i+1) * time.Minute)})
	}
	return r
}

func TestAPastLeavesTheShelvesAsFullAsTheyAre(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		past := inventory.NewPast(migrated(t, db))
		for _, batch := range [][]inventory.PastReservation{
			{
				pastStock(1, inventory.ReservationConfirmed, inventory.ReservationCommitted),
				pastStock(2, inventory.ReservationConfirmed, inventory.ReservationCommitted, inventory.ReservationReturned),
				pastStock(3, inventory.ReservationReleased),
				pastStock(4, inventory.ReservationExpired),
			},
			{pastStock(5, inventory.ReservationConfirmed, inventory.ReservationCommitted), pastStock(6, inventory.ReservationConfirmed), pastStock(7)},
			nil,
		} {
			require.NoError(t, past.Write(t.Context(), batch))
		}
		c := inventory.NewChecker(db)
		var stock []inventory.StockFact
		for f, err := range c.Stock(t.Context()) {
			require.NoError(t, err)
			stock = append(stock, f)
		}
		require.Equal(t, []inventory.StockFact{
			{StoreID: 7, SkuID: 4, OnHand: 2, Reserved: 2, LedgerOnHand: 2, LedgerReserved: 2, OpenReserved: 2},
			{StoreID: 7, SkuID: 5, OnHand: 4, Reserved: 4, LedgerOnHand: 4, LedgerReserved: 4, OpenReserved: 4},
		}, stock, "what is held was received, and nothing else is there")
		var states []inventory.ReservationState
		for f, err := range c.Reservations(t.Context()) {
			require.NoError(t, err)
			require.Equal(t, []inventory.ReservedLine{{SkuID: 4, Quantity: 1}, {SkuID: 5, Quantity: 2}}, f.Lines)
			states = append(states, f.State)
		}
		require.Equal(t, []inventory.ReservationState{
			inventory.ReservationCommitted, inventory.ReservationReturned, inventory.ReservationReleased, inventory.ReservationExpired,
			inventory.ReservationCommitted, inventory.ReservationConfirmed, inventory.ReservationHeld,
		}, states)
	})
}

func TestAPastOfStockThatCouldNotHappenIsNotWritten(t *testing.T) {
	t.Parallel()
	for name, states := range map[string][]inventory.ReservationState{
		"goods come back twice":             {inventory.ReservationCommitted, inventory.ReservationReturned, inventory.ReservationReturned},
		"released goods leave the store":    {inventory.ReservationReleased, inventory.ReservationCommitted},
		"a reservation is held once more":   {inventory.ReservationHeld},
		"a reservation comes to no state":   {99},
		"a committed reservation is freed":  {inventory.ReservationCommitted, inventory.ReservationReleased},
		"a committed reservation runs out":  {inventory.ReservationCommitted, inventory.ReservationExpired},
		"returned goods are confirmed":      {inventory.ReservationCommitted, inventory.ReservationReturned, inventory.ReservationConfirmed},
		"a released reservation comes back": {inventory.ReservationReleased, inventory.ReservationReturned},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := migrated(t, testkit.Open(t, testkit.SQLite(t)))
			err := inventory.NewPast(db).Write(t.Context(), []inventory.PastReservation{pastStock(1), pastStock(2, states...)})
			require.True(t, errs.HasReason(err, "INVENTORY_RESERVATION_STATE_INVALID"), "%v", err)
			for range inventory.NewChecker(db).Reservations(t.Context()) {
				require.Fail(t, "something was written")
			}
		})
	}
}
