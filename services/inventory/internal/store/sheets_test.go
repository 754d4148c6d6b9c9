package store_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	inventoryv1 "dajiu/gen/go/dajiu/inventory/v1"
	"dajiu/platform/errs"
	"dajiu/platform/id"
	"dajiu/platform/money"
	"dajiu/platform/sqldb"
	"dajiu/services/inventory/internal/app"
	"dajiu/services/inventory/internal/domain"
	"dajiu/services/inventory/internal/store"
)

// shelf is a catalogue that lists SKUs 1 to so many, each at 10 yuan.
type shelf int64

func (n shelf) StoreGoods(context.Context, app.GoodsWanted) ([]app.Good, error) {
	list := make([]app.Good, n)
	for i := range list {
		list[i] = app.Good{SkuID: int64(i) + 1, Price: 1000}
	}
	return list, nil
}

// counts is a world that counts.
type counts struct {
	*world
	sheets *app.Sheets
	sheet  *domain.Sheet
	tries  int
}

// counting opens a sheet of so many SKUs.
func counting(w *world, skus int64) *counts {
	w.Helper()
	ids, err := id.NewGenerator(w.clock, 2)
	require.NoError(w, err)
	c := &counts{world: w, sheets: &app.Sheets{Store: w.rows, Goods: shelf(skus), IDs: ids, Clock: w.clock, Alone: money.Fen(5000)}}
	c.sheet, err = c.sheets.Open(context.Background(), app.Opening{StoreID: shop, Name: "月末", Cover: domain.CoverAll, By: 5, Key: "open-1"})
	require.NoError(w, err)
	return c
}

func (c *counts) count(sku, quantity int64) error {
	c.tries++
	_, _, err := c.sheets.Count(context.Background(), c.counting(sku, quantity, fmt.Sprint("count-", c.tries)))
	return err
}

func (c *counts) counting(sku, quantity int64, key string) app.Counting {
	return app.Counting{StoreID: shop, SheetID: c.sheet.Facts().ID, SkuID: sku, Counted: quantity, By: 5, Key: key}
}

// act does something to the sheet as it was seen last.
func (c *counts) act(do func(context.Context, app.Act) (*domain.Sheet, error), by int64) error {
	f := c.sheet.Facts()
	sheet, err := do(context.Background(), app.Act{StoreID: shop, SheetID: f.ID, Acting: domain.Acting{By: by, Version: f.Version, Reason: "再数一次"}})
	if err == nil {
		c.sheet = sheet
	}
	return err
}

// post carries out one batch, as the consumer does.
func (c *counts) post() error {
	return c.follow(func(ctx context.Context, tx *sqldb.Tx) error { return c.rows.PostIn(ctx, tx, c.sheet.Facts().ID) })
}

// due returns how many batches are due since the last look.
func (c *counts) due() (n int) {
	for _, ev := range c.out.Take(c.T) {
		if _, ok := ev.(*inventoryv1.CountPostingDue); ok {
			n++
		}
	}
	return n
}

func (c *counts) now() domain.SheetFacts {
	c.Helper()
	var err error
	c.sheet, err = c.rows.Sheet(context.Background(), shop, c.sheet.Facts().ID)
	require.NoError(c, err)
	return c.sheet.Facts()
}

func (c *counts) lines(want store.LinesWanted) []app.CountLine {
	c.Helper()
	list, err := c.rows.CountLines(context.Background(), c.sheet.Facts().ID, want, 0, 1000)
	require.NoError(c, err)
	return list
}

func TestADifferenceIsPostedOnTopOfWhatWasSoldSinceItWasCounted(t *testing.T) {
	worlds(t, func(w *world) {
		w.receive(map[int64]int64{1: 10, 2: 10, 3: 10})
		c := counting(w, 4)
		require.NoError(w, c.count(1, 8))  // two are missing
		require.NoError(w, c.count(2, 10)) // as in the books
		require.NoError(w, c.count(4, 1))  // never received, but there
		require.NoError(w, w.reserve(100, domain.Line{SkuID: 1, Quantity: 3}))
		w.confirm(100)
		require.NoError(w, w.ship(100))
		require.NoError(w, c.act(c.sheets.Submit, 5))
		f := c.sheet.Facts()
		require.Equal(w, domain.Tally{Different: 2, Over: 1000, Short: 2000}, f.Tally)
		require.Equal(w, []int{4, 3}, []int{f.Lines, f.Counted})
		submitted := c.sheet
		require.NoError(w, c.act(c.sheets.Approve, 5))
		require.Equal(w, 1, c.due())
		require.NoError(w, c.post())
		require.Equal(w, domain.SheetPosted, c.now().State)
		require.Equal(w, 3, c.now().Posted)
		w.wantLevel(1, 5, 0)
		w.wantLevel(2, 10, 0)
		w.wantLevel(3, 10, 0)
		w.wantLevel(4, 1, 0)
		w.balanced()
		moves, err := w.rows.Movements(context.Background(), shop, 1, 0, 1)
		require.NoError(w, err)
		require.Equal(w, domain.Move{SkuID: 1, Kind: domain.KindCount, OnHand: -2}, moves[0].Move)
		require.Equal(w, c.lines(store.LinesWanted{Skus: []int64{1}})[0].MovementID, moves[0].ID)
		require.NoError(w, c.post(), "a batch that comes again")
		c.sheet = submitted
		require.NoError(w, c.act(c.sheets.Approve, 5), "or an approval")
		require.Zero(w, c.due())
		w.wantLevel(1, 5, 0)
		w.balanced()
	})
}

func TestACountIsStoredOnceForItsKeyAndTheLastOneHolds(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		w.receive(map[int64]int64{1: 10})
		c := counting(w, 1)
		first := c.counting(1, 8, "mine")
		_, _, err := c.sheets.Count(ctx, first)
		require.NoError(w, err)
		require.NoError(w, w.reserve(100, domain.Line{SkuID: 1, Quantity: 1}))
		w.confirm(100)
		require.NoError(w, w.ship(100))
		require.NoError(w, c.count(1, 9))
		line, sheet, err := c.sheets.Count(ctx, first)
		require.NoError(w, err, "a count that is repeated late")
		require.Equal(w, []int64{9, 9}, []int64{line.Counted, line.Book}, "changes nothing that came after it")
		require.Equal(w, 1, sheet.Facts().Counted)
		first.Counted = 7
		_, _, err = c.sheets.Count(ctx, first)
		require.True(w, errs.HasReason(err, errs.ReasonKeyReused), "%v", err)
		require.True(w, errs.HasReason(c.count(2, 1), "INVENTORY_LINE_NOT_FOUND"))
		again, err := c.sheets.Open(ctx, app.Opening{StoreID: shop, Name: "月末", Cover: domain.CoverAll, By: 5, Key: "open-1"})
		require.NoError(w, err)
		require.Equal(w, c.sheet.Facts().ID, again.Facts().ID, "the sheet was opened once")
		_, err = c.sheets.Open(ctx, app.Opening{StoreID: shop, Name: "另一张", Cover: domain.CoverAll, By: 5, Key: "open-1"})
		require.True(w, errs.HasReason(err, errs.ReasonKeyReused), "%v", err)
	})
}

func TestWhatOrdersHoldIsNotTakenAndStaysToBeCounted(t *testing.T) {
	worlds(t, func(w *world) {
		w.receive(map[int64]int64{1: 10, 2: 10})
		c := counting(w, 2)
		require.NoError(w, c.count(1, 2))
		require.NoError(w, c.count(2, 9))
		require.NoError(w, w.reserve(100, domain.Line{SkuID: 1, Quantity: 5}))
		require.NoError(w, c.act(c.sheets.Submit, 5))
		require.True(w, errs.HasReason(c.act(c.sheets.Approve, 5), "INVENTORY_SECOND_PERSON_NEEDED"), "90 yuan are missing")
		require.NoError(w, c.act(c.sheets.Approve, 6))
		require.NoError(w, c.post())
		f := c.now()
		require.Equal(w, domain.SheetOpen, f.State)
		require.Equal(w, []int{1, 1}, []int{f.Posted, f.Refused})
		w.wantLevel(1, 10, 5)
		w.wantLevel(2, 9, 0)
		refused := c.lines(store.LinesWanted{Statuses: []domain.LineStatus{domain.LineRefused}})
		require.Len(w, refused, 1)
		require.Equal(w, int64(5), refused[0].Reserved)
		require.True(w, errs.HasReason(c.count(2, 1), "INVENTORY_LINE_NOT_FOUND"), "what is posted is not counted again")

		w.cancel(100, false)
		require.NoError(w, c.act(c.sheets.Submit, 5))
		require.Equal(w, domain.Tally{Different: 1, Short: 8000}, c.sheet.Facts().Tally, "only what is left")
		require.NoError(w, c.act(c.sheets.Approve, 6))
		require.NoError(w, c.post())
		f = c.now()
		require.Equal(w, domain.SheetPosted, f.State)
		require.Equal(w, []int{2, 0}, []int{f.Posted, f.Refused})
		w.wantLevel(1, 2, 0)
		w.balanced()
	})
}

func TestAPostingThatCrashedGoesOnWhereItWas(t *testing.T) {
	worlds(t, func(w *world) {
		const skus = 450
		c := counting(w, skus)
		for sku := range int64(skus) {
			require.NoError(w, c.count(sku+1, 1))
		}
		require.NoError(w, c.act(c.sheets.Submit, 5))
		require.NoError(w, c.act(c.sheets.Approve, 6))
		require.Equal(w, 1, c.due())
		require.NoError(w, c.post())
		require.Equal(w, 1, c.due(), "the next batch is due")
		crash := errors.New("the process died")
		require.ErrorIs(w, c.follow(func(ctx context.Context, tx *sqldb.Tx) error {
			return errors.Join(c.rows.PostIn(ctx, tx, c.sheet.Facts().ID), crash)
		}), crash)
		f := c.now()
		require.Equal(w, []any{domain.SheetPosting, 200}, []any{f.State, f.Posted}, "what did not commit did not happen")
		w.out.Take(w.T)
		require.NoError(w, c.post())
		require.NoError(w, c.post())
		require.Equal(w, 1, c.due())
		require.Equal(w, domain.SheetPosted, c.now().State)
		w.wantLevel(1, 1, 0)
		w.wantLevel(skus, 1, 0)
		w.balanced()
		n := 0
		require.NoError(w, store.NewFacts(w.db).Counted(context.Background(), func(p store.CountedLine) bool {
			require.Equal(w, p.Difference, p.LedgerDelta)
			n++
			return true
		}))
		require.Equal(w, skus, n)
	})
}

func TestCountsWhileTheStoreSellsNeverLoseABottle(t *testing.T) {
	worlds(t, func(w *world) {
		w.receive(map[int64]int64{1: 100, 2: 100})
		c := counting(w, 2)
		var wg sync.WaitGroup
		for i := range int64(20) {
			wg.Go(func() {
				if err := w.reserve(100+i, domain.Line{SkuID: 1, Quantity: 1}); err != nil {
					t.Errorf("reserve: %v", err)
					return
				}
				if err := w.ship(100 + i); err != nil {
					t.Errorf("ship: %v", err)
				}
			})
			wg.Go(func() {
				_, _, err := c.sheets.Count(context.Background(), c.counting(1+i%2, 90, fmt.Sprint("race-", i)))
				if err != nil {
					t.Errorf("count: %v", err)
				}
			})
		}
		wg.Wait()
		require.Equal(w, 2, c.now().Counted, "a line that is counted ten times is one line")
		for _, l := range c.lines(store.LinesWanted{}) {
			require.Equal(w, int64(90), l.Counted)
			require.True(w, l.Book >= 80 && l.Book <= 100, "the books as they were in that moment")
		}
		book := c.lines(store.LinesWanted{Skus: []int64{1}})[0].Book
		require.NoError(w, c.act(c.sheets.Submit, 5))
		require.NoError(w, c.act(c.sheets.Approve, 6))
		require.NoError(w, c.post())
		w.wantLevel(1, 80+90-book, 0)
		w.wantLevel(2, 90, 0)
		w.balanced()
	})
}

func TestASheetThatIsNotOpenTakesNoCountsAndAnActNamesWhatItSaw(t *testing.T) {
	worlds(t, func(w *world) {
		w.receive(map[int64]int64{1: 10})
		c := counting(w, 1)
		require.True(w, errs.HasReason(c.act(c.sheets.Submit, 5), "INVENTORY_SHEET_NOT_COUNTED"))
		require.NoError(w, c.count(1, 9))
		opened := c.sheet
		require.NoError(w, c.act(c.sheets.Submit, 5))
		require.True(w, errs.HasReason(c.count(1, 8), "INVENTORY_SHEET_STATE_INVALID"))
		require.NoError(w, c.act(c.sheets.Return, 6))
		require.Equal(w, "再数一次", c.sheet.Facts().Reason)
		require.NoError(w, c.count(1, 8))
		returned := c.sheet
		c.sheet = opened
		require.True(w, errs.HasReason(c.act(c.sheets.Cancel, 6), "INVENTORY_SHEET_CHANGED"))
		c.sheet = returned
		require.NoError(w, c.act(c.sheets.Cancel, 6))
		require.NoError(w, c.post(), "a batch for a sheet that was given up")
		w.wantLevel(1, 10, 0)
		list, err := w.rows.SheetsOf(context.Background(), shop, domain.SheetCancelled, 0, 10)
		require.NoError(w, err)
		require.Len(w, list, 1)
		list, err = w.rows.SheetsOf(context.Background(), shop, 0, list[0].Facts().ID, 10)
		require.NoError(w, err)
		require.Empty(w, list)
	})
}

func TestEveryQueryOfSheetsUsesAnIndex(t *testing.T) {
	t.Parallel()
	w := sqliteWorld(t)
	for query, want := range map[string]string{
		"SELECT * FROM count_sheets WHERE store_id = 1 AND id < 9 ORDER BY id DESC LIMIT 10":                        "ix_count_sheets_store (store_id=? AND id<?)",
		"SELECT * FROM count_sheets WHERE store_id = 1 AND state = 2 AND id < 9 ORDER BY id DESC LIMIT 10":          "ix_count_sheets_state (store_id=? AND state=? AND id<?)",
		"SELECT * FROM count_sheets WHERE store_id = 1 AND request_key = 'k'":                                       "(store_id=? AND request_key=?)",
		"SELECT * FROM count_sheets WHERE id > 5 ORDER BY id LIMIT 10":                                              "USING INTEGER PRIMARY KEY (rowid>?)",
		"SELECT * FROM count_lines WHERE sheet_id = 1 AND sku_id > 2 AND status IN (1, 4) ORDER BY sku_id LIMIT 10": "USING PRIMARY KEY (sheet_id=? AND sku_id>?)",
		"SELECT * FROM count_lines WHERE sheet_id = 1 AND status = 2 ORDER BY sku_id LIMIT 200":                     "USING PRIMARY KEY (sheet_id=?)",
		"UPDATE count_lines SET status = 3 WHERE sheet_id = 1 AND sku_id = 2 AND status = 2":                        "USING PRIMARY KEY (sheet_id=? AND sku_id=?)",
		"SELECT * FROM count_entries WHERE sheet_id = 1 AND request_key = 'k'":                                      "USING PRIMARY KEY (sheet_id=? AND request_key=?)",
		"SELECT sku_id FROM stock WHERE store_id = 1 ORDER BY sku_id LIMIT 10":                                      "(store_id=?)",
		"SELECT COUNT(*) FROM stock_ledger WHERE store_id = 1 AND kind = 7 AND reference LIKE 'count-sheet-%'":      "(store_id=?",
	} {
		plan, err := sqldb.Explain(context.Background(), w.db, query)
		require.NoError(t, err)
		require.Len(t, plan, 1, "%s: %v", query, plan)
		require.Contains(t, plan[0], want)
	}
}
