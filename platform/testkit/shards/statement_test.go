package shards

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
)

func TestAStatementIsHeldToWhatItsTableDeclares(t *testing.T) {
	t.Parallel()
	tables := sqldb.Sharding{
		"orders": {Key: "user_id", Found: map[string]string{"id": "BIGINT"}, Across: map[string]string{"store_id": "a store's list"}},
		"events": {Key: "order_id"},
		"kinds":  {Whole: "few"},
	}
	for statement, says := range map[string]string{
		`SELECT a FROM orders WHERE user_id = ? AND a > ?`:          "",
		`SELECT o.a FROM orders AS o WHERE (o.id IN (?)) LIMIT ?`:   "",
		`SELECT a FROM orders WHERE (user_id, a) IN ((?))`:          "",
		`SELECT a FROM orders WHERE id = ? OR user_id = ?`:          "",
		`SELECT a FROM orders WHERE store_id = ? AND id > ?`:        "",
		`SELECT a FROM kinds`:                                       "",
		`SELECT "a" FROM "orders" AS "o" WHERE ("o"."user_id" = ?)`: "",
		`INSERT INTO "orders" AS "o" ("user_id", "a") VALUES (?) ON CONFLICT (a) DO UPDATE SET a = EXCLUDED.a RETURNING "b"`: "",
		`SELECT a FROM orders WHERE id = ? OR a = ?`:                                       "asks all shards of table orders",
		`SELECT a FROM orders WHERE id > ?`:                                                "asks all shards of table orders",
		`SELECT a FROM orders WHERE id = a`:                                                "asks all shards of table orders",
		`SELECT a FROM orders WHERE id NOT IN (?)`:                                         "asks all shards of table orders",
		`SELECT a FROM orders WHERE id IN (SELECT a FROM kinds)`:                           "asks all shards of table orders",
		`SELECT a FROM kinds WHERE b IN (SELECT a FROM orders)`:                            "asks all shards of table orders",
		`SELECT a FROM orders`:                                                             "asks all shards of table orders",
		`UPDATE orders SET a = ? WHERE a = ?`:                                              "asks all shards of table orders",
		`DELETE FROM events WHERE a = ?`:                                                   "asks all shards of table events",
		`SELECT o.a FROM orders AS o JOIN events AS e ON e.order_id = o.id WHERE o.id = ?`: "asks all shards of table events",
		`INSERT INTO orders (id) VALUES (?)`:                                               "without user_id",
		`INSERT INTO orders (user_id) SELECT a FROM kinds`:                                 "copies rows",
		`UPDATE orders SET user_id = ? WHERE id = ?`:                                       "changes user_id",
		`SELECT a FROM strange`:                                                            "not declared",
		`SELECT a FROM kinds FOR UPDATE SKIP LOCKED`:                                       "locks rows",
		`SELECT IFNULL(a, ?) FROM kinds`:                                                   "function ifnull",
		`UPDATE kinds, orders SET kinds.a = ? WHERE orders.id = ?`:                         "several tables",
		`REPLACE INTO kinds (a) VALUES (?)`:                                                "REPLACE",
		`SELECT until FROM kinds WHERE until > ?`:                                          "TiDB does not understand",
	} {
		problems := examine(tables, testkit.Statement{Engine: sqldb.SQLite, Text: statement})
		if says == "" {
			require.Empty(t, problems, statement)
			continue
		}
		require.Contains(t, fmt.Sprint(problems), says, statement)
	}
}
