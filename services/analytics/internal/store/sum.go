package store

import (
	"context"
	"fmt"
	"strings"

	"github.com/uptrace/bun"
	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
	"dajiu/services/analytics/internal/domain"
)

// MaxSums bounds how many rows one question may add up to before they are told apart any further.
const MaxSums = 100_000

// Sum asks for sums of some columns over the rows of a table.
type Sum struct {
	Table string
	// From and Until bound the table's at; Until is not included.
	From, Until int64
	// Stores are those whose rows count; nil: all. None: nothing.
	Stores []int64
	// Pays and Fulfilments restrict orders' figures; empty: not.
	Pays, Fulfilments []int64
	// By are key columns that rows are told apart by, Columns those that are added up.
	By, Columns []string
}

// SumRow is one combination of the key columns.
type SumRow struct{ Keys, Values []int64 }

// Text is the statement, for a test of its plan.
func (q *Sum) Text() string {
	var b strings.Builder
	b.WriteString("SELECT ")
	for _, k := range q.By {
		b.WriteString(k + ",")
	}
	for i, c := range q.Columns {
		if i > 0 {
			b.WriteByte(',')
		}
		// MariaDB's SUM is a DECIMAL.
		fmt.Fprintf(&b, "CAST(COALESCE(SUM(%s),0) AS SIGNED)", c)
	}
	fmt.Fprintf(&b, " FROM %s WHERE at >= %d AND at < %d", q.Table, q.From, q.Until)
	for _, f := range []struct {
		column string
		ids    []int64
	}{{"store_id", q.Stores}, {"pay_method", q.Pays}, {"fulfilment", q.Fulfilments}} {
		if len(f.ids) > 0 {
			fmt.Fprintf(&b, " AND %s IN (%s)", f.column, in(f.ids))
		}
	}
	if len(q.By) > 0 {
		b.WriteString(" GROUP BY " + strings.Join(q.By, ","))
	}
	fmt.Fprintf(&b, " LIMIT %d", MaxSums+1)
	return b.String()
}

// Sums adds up. More than MaxSums rows are ANALYTICS_REPORT_TOO_LARGE. They may be a moment old, as the figures are anyway.
func (s *Store) Sums(ctx context.Context, q Sum) (list []SumRow, err error) {
	if q.Stores != nil && len(q.Stores) == 0 {
		return nil, nil
	}
	err = s.db.Stale(ctx, func(ctx context.Context, from bun.IDB) (err error) {
		list, err = sums(ctx, from, q)
		return err
	})
	if err == nil && len(list) > MaxSums {
		return nil, errs.New(codes.InvalidArgument, "ANALYTICS_REPORT_TOO_LARGE", "统计的范围太大，请缩短时间、减少维度或增加筛选")
	}
	return list, err
}

func sums(ctx context.Context, from bun.IDB, q Sum) ([]SumRow, error) {
	rows, err := from.QueryContext(ctx, q.Text())
	if err != nil {
		return nil, fmt.Errorf("sums of %s: %w", q.Table, err)
	}
	defer func() { _ = rows.Close() }() // its error is that of rows.Err below
	width := len(q.By) + len(q.Columns)
	var list []SumRow
	for rows.Next() {
		cells, into := make([]int64, width), make([]any, width)
		for i := range cells {
			into[i] = &cells[i]
		}
		if err := rows.Scan(into...); err != nil {
			return nil, fmt.Errorf("sums of %s: %w", q.Table, err)
		}
		list = append(list, SumRow{Keys: cells[:len(q.By)], Values: cells[len(q.By):]})
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("sums of %s: %w", q.Table, err)
	}
	return list, nil
}

// Standing is how many orders of a store stand somewhere now.
type Standing struct {
	StoreID int64
	State   domain.State
	Orders  int64
}

// Standings returns where orders stand now, or stood a moment ago. Stores as in Sum.
func (s *Store) Standings(ctx context.Context, stores []int64) ([]Standing, error) {
	if stores != nil && len(stores) == 0 {
		return nil, nil
	}
	var list []Standing
	err := s.db.Stale(ctx, func(ctx context.Context, from bun.IDB) error {
		q := from.NewSelect().Table("standing").Column("store_id", "state", "orders").Where("orders <> 0")
		if stores != nil {
			q = q.Where("store_id IN (" + in(stores) + ")")
		}
		list = nil
		return q.Scan(ctx, &list)
	})
	if err != nil {
		return nil, fmt.Errorf("standings: %w", err)
	}
	return list, nil
}

// sweptAtOnce is how many rows of time one deletion reaches over.
const sweptAtOnce = 60

// SweepFigures deletes the oldest rows of a table before a row of time, a bounded number, and returns how many.
func (s *Store) SweepFigures(ctx context.Context, tableName string, before int64) (int64, error) {
	var oldest []int64
	err := s.db.Reader().NewSelect().TableExpr(tableName).Column("at").Where("at < ?", before).OrderExpr("at").Limit(1).Scan(ctx, &oldest)
	if err != nil || len(oldest) == 0 {
		return 0, err //nolint:wrapcheck // the sweep names what it swept
	}
	return s.delete(ctx, tableName, min(oldest[0]+sweptAtOnce, before))
}

func (s *Store) delete(ctx context.Context, tableName string, before int64) (deleted int64, err error) {
	err = s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		res, err := tx.NewDelete().TableExpr(tableName).Where("at < ?", before).Exec(ctx)
		if err != nil {
			return err //nolint:wrapcheck // Write names the operation
		}
		deleted, err = res.RowsAffected()
		return err //nolint:wrapcheck // drivers of ours always know
	})
	return deleted, err
}
