package sqldb

import (
	"regexp"
	"strings"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/feature"
)

var excluded = regexp.MustCompile(`(?i)\bEXCLUDED\.(\w+|` + "`\\w+`" + `)`) //nolint:gochecknoglobals // a constant that Go cannot declare as one

// Upsert completes an INSERT so that a row whose key exists is updated instead. KeyCols names the columns of the
// primary or unique key, with commas between; each setCol is a column that takes the new row's value, or an
// assignment such as "qty = stock.qty + EXCLUDED.qty" in which EXCLUDED is the new row. Without any the existing
// row stays as it is. On MySQL every unique key of the table counts, not only keyCols.
func Upsert(q *bun.InsertQuery, db bun.IDB, keyCols string, setCols ...string) *bun.InsertQuery {
	mysqlForm := db.Dialect().Features().Has(feature.InsertOnDuplicateKey)
	if mysqlForm {
		q = q.On("DUPLICATE KEY UPDATE")
		if len(setCols) == 0 {
			first, _, _ := strings.Cut(keyCols, ",")
			first = strings.TrimSpace(first)
			return q.Set(first + " = " + first)
		}
	} else {
		if len(setCols) == 0 {
			return q.On("CONFLICT (" + keyCols + ") DO NOTHING")
		}
		q = q.On("CONFLICT (" + keyCols + ") DO UPDATE")
	}
	for _, set := range setCols {
		if !strings.Contains(set, "=") {
			set += " = EXCLUDED." + set
		}
		if mysqlForm {
			set = excluded.ReplaceAllString(set, "VALUES($1)")
		}
		q = q.Set(set)
	}
	return q
}
