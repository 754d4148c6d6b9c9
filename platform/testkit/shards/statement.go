package shards

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/pingcap/tidb/pkg/parser"
	"github.com/pingcap/tidb/pkg/parser/ast"
	"github.com/pingcap/tidb/pkg/parser/mysql"
	"github.com/pingcap/tidb/pkg/parser/opcode"
	_ "github.com/pingcap/tidb/pkg/parser/test_driver" // the parser needs a driver for literals

	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
)

// portable are the functions that every engine has under the same name, with the same meaning.
var portable = map[string]bool{"count": true, "sum": true, "min": true, "max": true, "coalesce": true, "abs": true, "values": true, "lower": true}

// What bun and sqldb.Upsert write on SQLite alone, and bun, after it asked the server, on MariaDB too: RETURNING.
var (
	returning    = regexp.MustCompile("(?i)\\s+RETURNING\\s+[\"`\\w, ]+$")
	conflictKeep = regexp.MustCompile(`(?i)\s+ON CONFLICT\s*\([^)]*\)\s*DO NOTHING`)
	conflictSet  = regexp.MustCompile(`(?i)\s+ON CONFLICT\s*\([^)]*\)\s*DO UPDATE\s+SET`)
	insertAlias  = regexp.MustCompile(`(?i)^(INSERT INTO "\w+") AS "\w+"`)
	newRow       = regexp.MustCompile(`(?i)\bEXCLUDED\.(["\w` + "`" + `]+)`)
)

// examine returns what is wrong with one statement.
func examine(tables sqldb.Sharding, statement testkit.Statement) []string {
	text := returning.ReplaceAllString(statement.Text, "")
	if statement.Engine == sqldb.SQLite {
		text = asMySQL(text)
	}
	p := parser.New()
	p.SetSQLMode(mysql.ModeANSIQuotes)
	nodes, _, err := p.ParseSQL(text)
	if err != nil {
		return []string{"TiDB does not understand it: " + err.Error()}
	}
	e := &examiner{tables: tables}
	for _, node := range nodes {
		node.Accept(e)
	}
	return e.problems
}

// asMySQL says what bun and sqldb.Upsert say for SQLite in MySQL's words, which they say themselves on MySQL.
func asMySQL(text string) string {
	text = insertAlias.ReplaceAllString(text, "$1")
	text = conflictSet.ReplaceAllString(conflictKeep.ReplaceAllString(text, ""), " ON DUPLICATE KEY UPDATE")
	return newRow.ReplaceAllString(text, "VALUES($1)")
}

// examiner walks through a statement.
type examiner struct {
	tables   sqldb.Sharding
	problems []string
}

func (e *examiner) wrong(format string, args ...any) {
	e.problems = append(e.problems, fmt.Sprintf(format, args...))
}

// Enter looks at a part of the statement.
func (e *examiner) Enter(n ast.Node) (ast.Node, bool) {
	switch n := n.(type) {
	case *ast.SelectStmt:
		if n.LockInfo != nil && n.LockInfo.LockType != ast.SelectLockForUpdate { // plain FOR UPDATE is every server's; a file needs none
			e.wrong("it locks rows that it reads in a way that not every engine has")
		}
		if n.With != nil || len(n.WindowSpecs) > 0 {
			e.wrong("common table expressions and windows are not part of what all engines do")
		}
		if n.From != nil {
			e.rows(n.From.TableRefs, n.Where)
		}
	case *ast.UpdateStmt:
		if len(sourcesOf(n.TableRefs.TableRefs)) > 1 {
			e.wrong("it changes several tables at once")
		}
		e.rows(n.TableRefs.TableRefs, n.Where)
		e.unmoved(n.TableRefs.TableRefs, n.List)
	case *ast.DeleteStmt:
		if n.IsMultiTable || len(sourcesOf(n.TableRefs.TableRefs)) > 1 {
			e.wrong("it deletes from several tables at once")
		}
		e.rows(n.TableRefs.TableRefs, n.Where)
	case *ast.InsertStmt:
		e.insert(n)
	case *ast.FuncCallExpr:
		e.function(n.FnName.L)
	case *ast.AggregateFuncExpr:
		e.function(strings.ToLower(n.F))
	case *ast.WindowFuncExpr:
		e.wrong("windows are not part of what all engines do")
	}
	return n, false
}

// Leave has nothing to do.
func (e *examiner) Leave(n ast.Node) (ast.Node, bool) { return n, true }

func (e *examiner) function(name string) {
	if !portable[name] {
		e.wrong("function %s is not known to be the same on all engines", name)
	}
}

func (e *examiner) insert(n *ast.InsertStmt) {
	name := tableOf(n.Table.TableRefs)
	table, known := e.tables[name]
	switch {
	case n.IsReplace || n.IgnoreErr:
		e.wrong("REPLACE and INSERT IGNORE are not part of what all engines do")
	case !known:
		e.wrong("table %s is not declared", name)
	case table.Key == "":
	case n.Select != nil:
		e.wrong("it copies rows into table %s, whose shards may be others", name)
	default:
		for _, column := range n.Columns {
			if column.Name.L == table.Key {
				e.unmoved(n.Table.TableRefs, n.OnDuplicate)
				return
			}
		}
		e.wrong("it inserts into table %s without %s, which says in which shard", name, table.Key)
	}
}

// unmoved sees to it that a row stays where it is and is found where it was.
func (e *examiner) unmoved(from *ast.Join, list []*ast.Assignment) {
	table := e.tables[tableOf(from)]
	for _, set := range list {
		name := set.Column.Name.L
		if same, ok := set.Expr.(*ast.ColumnNameExpr); ok && same.Name.Name.L == name {
			continue // the row stays as it is
		}
		if name == table.Key {
			e.wrong("it changes %s, by which its row's shard is known", name)
		}
	}
}

// rows holds what a statement reads or changes to the declarations of the tables.
func (e *examiner) rows(from *ast.Join, where ast.ExprNode) {
	conditions := conditionsOf(from, where)
	for _, source := range sourcesOf(from) {
		table, known := e.tables[source.name]
		switch {
		case !known:
			e.wrong("table %s is not declared", source.name)
		case table.Key == "":
		default:
			e.keyed(source, table, conditions)
		}
	}
}

func (e *examiner) keyed(source source, table sqldb.Table, conditions []ast.ExprNode) {
	ways := map[string]bool{table.Key: true}
	for column := range table.Found {
		ways[column] = true
	}
	for _, condition := range conditions {
		if fixes(condition, source, ways) {
			return
		}
	}
	named := &columnsIn{}
	for _, condition := range conditions {
		condition.Accept(named)
	}
	if len(named.names) == 0 {
		named.names = []string{"*"}
	}
	if !slices.ContainsFunc(named.names, func(name string) bool { return table.Across[name] != "" }) {
		e.wrong("it asks all shards of table %s by %v, which is not declared; the key is %s", source.name, named.names, table.Key)
	}
}

// fixes tells whether a condition leaves only rows of known keys.
func fixes(condition ast.ExprNode, of source, ways map[string]bool) bool {
	switch c := condition.(type) {
	case *ast.ParenthesesExpr:
		return fixes(c.Expr, of, ways)
	case *ast.BinaryOperationExpr:
		switch c.Op { //nolint:exhaustive // the others bind nothing
		case opcode.LogicAnd:
			return fixes(c.L, of, ways) || fixes(c.R, of, ways)
		case opcode.LogicOr:
			return fixes(c.L, of, ways) && fixes(c.R, of, ways)
		case opcode.EQ:
			return isKey(c.L, of, ways) && isValue(c.R) || isKey(c.R, of, ways) && isValue(c.L)
		}
	case *ast.PatternInExpr:
		return !c.Not && c.Sel == nil && isKey(c.Expr, of, ways)
	}
	return false
}

func isKey(e ast.ExprNode, of source, ways map[string]bool) bool {
	switch e := e.(type) {
	case *ast.ParenthesesExpr:
		return isKey(e.Expr, of, ways)
	case *ast.ColumnNameExpr:
		return ways[e.Name.Name.L] && (e.Name.Table.L == "" || e.Name.Table.L == of.alias)
	case *ast.RowExpr: // (store_id, sku_id) IN (…)
		for _, part := range e.Values {
			if isKey(part, of, ways) {
				return true
			}
		}
	}
	return false
}

func isValue(e ast.ExprNode) bool {
	named := &columnsIn{}
	e.Accept(named)
	return len(named.names) == 0
}

// columnsIn collects the columns that an expression names.
type columnsIn struct{ names []string }

// Enter notes a column.
func (c *columnsIn) Enter(n ast.Node) (ast.Node, bool) {
	switch n := n.(type) {
	case *ast.ColumnNameExpr:
		c.names = append(c.names, n.Name.Name.L)
	case *ast.SubqueryExpr:
		c.names = append(c.names, "(subquery)")
		return n, true
	}
	return n, false
}

// Leave has nothing to do.
func (c *columnsIn) Leave(n ast.Node) (ast.Node, bool) { return n, true }

type source struct{ name, alias string }

func tableOf(from *ast.Join) string {
	if list := sourcesOf(from); len(list) > 0 {
		return list[0].name
	}
	return ""
}

// sourcesOf are the tables that are read from; subqueries are statements of their own.
func sourcesOf(n ast.ResultSetNode) []source {
	switch n := n.(type) {
	case *ast.Join:
		if n == nil {
			return nil
		}
		return append(sourcesOf(n.Left), sourcesOf(n.Right)...)
	case *ast.TableSource:
		name, ok := n.Source.(*ast.TableName)
		if !ok {
			return nil
		}
		s := source{name: name.Name.L, alias: name.Name.L}
		if n.AsName.L != "" {
			s.alias = n.AsName.L
		}
		return []source{s}
	}
	return nil
}

// conditionsOf are those of WHERE and ON.
func conditionsOf(from *ast.Join, where ast.ExprNode) (list []ast.ExprNode) {
	if where != nil {
		list = append(list, where)
	}
	for from != nil {
		if from.On != nil {
			list = append(list, from.On.Expr)
		}
		from, _ = from.Left.(*ast.Join)
	}
	return list
}
