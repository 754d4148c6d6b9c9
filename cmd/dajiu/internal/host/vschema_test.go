package host

import (
	"fmt"
	"io/fs"
	"log/slog"
	"slices"
	"testing"

	"github.com/pingcap/tidb/pkg/parser"
	"github.com/pingcap/tidb/pkg/parser/ast"
	_ "github.com/pingcap/tidb/pkg/parser/test_driver" // the parser needs a driver for literals
	"github.com/stretchr/testify/require"

	"dajiu/platform/app"
	"dajiu/platform/sqldb"
)

// made is what a service's own migrations make: the tables, and of each the columns of what is unique, by index.
func made(t *testing.T, folder fs.FS) map[string]map[string][]string {
	t.Helper()
	tables := map[string]map[string][]string{}
	files, err := fs.Glob(folder, "*.sql")
	require.NoError(t, err)
	for _, file := range files {
		text, err := fs.ReadFile(folder, file)
		require.NoError(t, err)
		statements, _, err := parser.New().ParseSQL(string(text))
		require.NoError(t, err, "TiDB understands %s", file)
		for _, statement := range statements {
			switch s := statement.(type) {
			case *ast.CreateTableStmt:
				tables[s.Table.Name.L] = uniqueIn(s)
			case *ast.CreateIndexStmt:
				if s.KeyType == ast.IndexKeyTypeUnique {
					tables[s.Table.Name.L][s.IndexName] = columnsOf(s.IndexPartSpecifications)
				}
			}
		}
	}
	return tables
}

func uniqueIn(s *ast.CreateTableStmt) map[string][]string {
	unique := map[string][]string{}
	for _, column := range s.Cols {
		for _, option := range column.Options {
			if option.Tp == ast.ColumnOptionPrimaryKey {
				unique["PRIMARY"] = []string{column.Name.Name.L}
			}
		}
	}
	for _, constraint := range s.Constraints {
		switch constraint.Tp { //nolint:exhaustive // the others make nothing unique
		case ast.ConstraintPrimaryKey:
			unique["PRIMARY"] = columnsOf(constraint.Keys)
		case ast.ConstraintUniq:
			unique[constraint.Name] = columnsOf(constraint.Keys)
		}
	}
	return unique
}

func columnsOf(parts []*ast.IndexPartSpecification) (names []string) {
	for _, part := range parts {
		names = append(names, part.Column.Name.L)
	}
	return names
}

func TestEveryTableSaysHowItIsCutAndWhatIsUniqueStaysSo(t *testing.T) {
	t.Parallel()
	cfg := DefaultConfig()
	h := &Host{Config: cfg, Log: slog.New(slog.DiscardHandler), Third: &ThirdParties{}}
	services, err := h.services()
	require.NoError(t, err)
	require.NotEmpty(t, services)
	for _, s := range services {
		declared := app.Tables(s.Sharding)
		tables := made(t, s.Migrations)
		for name := range s.Sharding {
			require.Contains(t, tables, name, "%s declares a table that it does not have", s.Name)
		}
		for name, unique := range tables {
			table, ok := declared[name]
			require.True(t, ok, "%s.%s does not say how it is cut", s.Name, name)
			require.NotEqual(t, table.Key == "", table.Whole == "", "%s.%s is cut by a key, or whole for a reason", s.Name, name)
			for index, columns := range unique {
				if reason := stray(table, index, columns); reason != "" {
					t.Errorf("%s.%s: %s", s.Name, name, reason)
				}
			}
		}
	}
}

// stray returns why what is unique might be there twice, in two shards; empty where it cannot.
func stray(table sqldb.Table, index string, columns []string) string {
	owned := append([]string{table.Key}, table.Same...)
	switch {
	case table.Whole != "" || table.Alone[index] != "":
	case slices.ContainsFunc(columns, func(c string) bool { return slices.Contains(owned, c) }):
	case slices.ContainsFunc(columns, func(c string) bool { return table.Found[c] != "" }): // the router's table has it once
	default:
		return fmt.Sprintf("%s %v is unique in each shard only", index, columns)
	}
	return ""
}

func TestWhatIsFoundByAnIdLiesBesideItsRow(t *testing.T) {
	t.Parallel()
	k, lookups := keyspaceOf(sqldb.Sharding{
		"orders": {Key: "user_id", Found: map[string]string{"id": "BIGINT", "number": "VARCHAR(32)"}}, "kinds": {Whole: "few"},
		"people": {Key: "name", Hashed: true},
	})
	require.Equal(t, []columnVindex{{"user_id", "gene"}, {"id", "lookup_orders_id"}, {"number", "lookup_orders_number"}}, k.Tables["orders"].Columns)
	require.Equal(t, []columnVindex{{"id", "gene"}}, k.Tables["lookup_orders_id"].Columns)
	require.Equal(t, []columnVindex{{"number", "hash"}}, k.Tables["lookup_orders_number"].Columns)
	require.Equal(t, []columnVindex{{"name", "hash"}}, k.Tables["people"].Columns)
	require.Equal(t, keyspaceTable{Pinned: "00"}, k.Tables["kinds"])
	require.Len(t, lookups, 2)
}
