// Package shards holds the statements of stores to what their tables declare about shards. Only tests import it.
//
// It guarantees that a statement which a package's tests make the product run on a store is looked at, whichever way it
// was written, on every engine that the tests run on; it reads them with TiDB's own parser.
//
// It does not know how a router plans a statement: it asks that the shard's key is there. Start with [Run].
package shards

import (
	"fmt"
	"os"
	"slices"
	"testing"

	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
)

// Run runs a package's tests and holds each statement that the product ran on a store that testkit opened to the
// declarations of its own tables and of those that lie beside them: it parses on TiDB, keeps to what all engines do, and on a table that is cut it names the shard's
// key, or a condition that is declared to ask all shards. Statements of the tests themselves do not count. It returns what
// the process exits with; where all tests ran, a declared condition that none met is a failure too.
func Run(m *testing.M, own, beside sqldb.Sharding) int {
	seen := testkit.Statements()
	code := m.Run()
	problems := review(sqldb.Merge(beside, own), seen())
	for _, problem := range problems {
		fmt.Fprintln(os.Stderr, "sharding:", problem)
	}
	if len(problems) > 0 && code == 0 {
		code = 1
	}
	return code
}

// review returns what is wrong with statements, a line each, with the first statement of each kind.
func review(tables sqldb.Sharding, statements map[testkit.Statement]string) (problems []string) {
	told := map[string]bool{}
	for statement, by := range statements {
		for _, wrong := range examine(tables, statement) {
			if wrong = by + ": " + wrong; !told[wrong] {
				problems, told[wrong] = append(problems, wrong+"\n\t"+statement.Text), true
			}
		}
	}
	slices.Sort(problems)
	return problems
}
