package store

import (
	"context"
	"fmt"

	"dajiu/platform/sqldb"
	"dajiu/services/analytics/internal/domain"
)

// walkPage is how many orders a check reads at a time.
const walkPage = 1000

// WalkKnown hands what is known of every order to yield, by id ascending, until it returns false.
func (s *Store) WalkKnown(ctx context.Context, yield func(*domain.Known) bool) error {
	for after := int64(0); ; {
		rows, err := sqldb.Find[knownRow](ctx, s.db.Reader(), "WHERE order_id > ? ORDER BY order_id LIMIT ?", after, walkPage)
		if err != nil {
			return fmt.Errorf("walk known orders after %d: %w", after, err)
		}
		for i := range rows {
			after = rows[i].OrderID
			if !yield(knownFromRow(&rows[i])) {
				return nil
			}
		}
		if len(rows) < walkPage {
			return nil
		}
	}
}

// WalkBuyers hands the number of first orders of every store to visit. It reads the whole table: only a check may call it.
func (s *Store) WalkBuyers(ctx context.Context, visit func(storeID, n int64)) error {
	return s.sumsByStore(ctx, "SELECT store_id, COUNT(*) FROM buyers GROUP BY store_id", 1, func(id int64, v []int64) { visit(id, v[0]) })
}

// FiguresByStore adds all days up. It reads the whole table: only a check may call it.
func (s *Store) FiguresByStore(ctx context.Context) (map[int64]domain.Figures, error) {
	q := Sum{Table: Days, Until: 1 << 40, By: []string{"store_id"}, Columns: domain.ColumnNames()}
	found := map[int64]domain.Figures{}
	err := s.sumsByStore(ctx, q.Text(), len(q.Columns), func(id int64, v []int64) { found[id] = domain.Figures(v) })
	return found, err
}

// PiecesByStore adds up what goods were sold. It reads the whole table: only a check may call it.
func (s *Store) PiecesByStore(ctx context.Context) (map[int64]int64, error) {
	found := map[int64]int64{}
	err := s.sumsByStore(ctx, "SELECT store_id, CAST(SUM(pieces) AS SIGNED) FROM goods_day GROUP BY store_id", 1, func(id int64, v []int64) { found[id] = v[0] })
	return found, err
}

func (s *Store) sumsByStore(ctx context.Context, query string, width int, visit func(storeID int64, values []int64)) error {
	rows, err := s.db.Reader().QueryContext(ctx, query)
	if err != nil {
		return fmt.Errorf("sums by store: %w", err)
	}
	defer func() { _ = rows.Close() }() // its error is that of rows.Err below
	for rows.Next() {
		cells, into := make([]int64, width+1), make([]any, width+1)
		for i := range cells {
			into[i] = &cells[i]
		}
		if err := rows.Scan(into...); err != nil {
			return fmt.Errorf("sums by store: %w", err)
		}
		visit(cells[0], cells[1:])
	}
	return rows.Err() //nolint:wrapcheck // the check names what it looked at
}
