package arch

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Migrations run while an older release serves, on tables of any size: they may add what that release does not need to know,
// and no statement may rewrite a table, hold it, or look at all its rows. What must be otherwise says why in a comment
// before its statement: "-- online: …".

var (
	comment = regexp.MustCompile(`(?m)--.*$`)
	block   = regexp.MustCompile(`(?s)/\*.*?\*/`)
	quoted  = regexp.MustCompile(`'(?:[^']|'')*'`)
	spaces  = regexp.MustCompile(`\s+`)
	creates = regexp.MustCompile(`^CREATE TABLE (?:IF NOT EXISTS )?(\w+) `)
	indexes = regexp.MustCompile(`^CREATE (UNIQUE )?INDEX \w+ ON (\w+) ?\(`)
	alters  = regexp.MustCompile(`^ALTER TABLE (\w+) (.*)$`)
	inserts = regexp.MustCompile(`^INSERT INTO (\w+) ?\([^)]*\) (VALUES|SELECT)\b`)
	changes = regexp.MustCompile(`^(?:UPDATE|DELETE FROM) (\w+) `)
	columns = regexp.MustCompile(`^ADD COLUMN (\w+) (.*)$`)
	excuse  = regexp.MustCompile(`(?m)^-- online: (.*)$`)
)

// leastExcuse is how many letters a reason has at least.
const leastExcuse = 30

// review returns what is wrong with a migration, a line each.
func review(text string) []string {
	var problems []string
	made := map[string]bool{} // tables that the migration itself makes have no rows and no readers
	if strings.Contains(text, "+goose Down") {
		problems = append(problems, "migrations go forward only")
	}
	text = comment.ReplaceAllStringFunc(text, func(s string) string { // what people write is no statement
		if strings.HasPrefix(s, "-- online:") {
			return strings.NewReplacer(";", ",", "'", "").Replace(s)
		}
		return ""
	})
	text = quoted.ReplaceAllStringFunc(text, func(s string) string { return strings.ReplaceAll(s, ";", ",") })
	for _, part := range strings.Split(text, ";") {
		reasons := excuse.FindAllStringSubmatch(part, -1)
		statement := plain(part)
		if statement == "" {
			continue
		}
		wrong := reviewStatement(statement, made)
		switch {
		case len(wrong) == 0 && len(reasons) > 0:
			problems = append(problems, "needs no excuse: "+statement)
		case len(wrong) > 0 && len(reasons) == 1 && len([]rune(reasons[0][1])) >= leastExcuse:
		default:
			problems = append(problems, wrong...)
		}
		if m := creates.FindStringSubmatch(statement); m != nil {
			made[m[1]] = true
		}
	}
	return problems
}

// plain is a statement in one line, in capitals, without comments and the contents of strings.
func plain(part string) string {
	var lines []string
	for line := range strings.Lines(quoted.ReplaceAllString(block.ReplaceAllString(part, ""), "''")) {
		line, _, _ = strings.Cut(line, "--")
		lines = append(lines, line)
	}
	return strings.ToUpper(strings.TrimSpace(spaces.ReplaceAllString(strings.Join(lines, " "), " ")))
}

func reviewStatement(s string, made map[string]bool) []string {
	bad := func(why string) []string { return []string{why + ": " + s} }
	if creates.MatchString(s) {
		return nil
	}
	if m := indexes.FindStringSubmatch(s); m != nil {
		if m[1] != "" && !made[m[2]] {
			return bad("a unique index on a table that is there looks at every row, and fails where two are alike")
		}
		return nil
	}
	if m := inserts.FindStringSubmatch(s); m != nil {
		if m[2] == "SELECT" {
			return bad("rows made from other rows, without bound")
		}
		return nil
	}
	if m := changes.FindStringSubmatch(s); m != nil {
		if !made[m[1]] {
			return bad("data is rewritten, without bound")
		}
		return nil
	}
	m := alters.FindStringSubmatch(s)
	if m == nil {
		return bad("not known to be safe while the table is used")
	}
	if made[m[1]] {
		return nil
	}
	var problems []string
	for _, action := range actions(m[2]) {
		if why := reviewAction(action); why != "" {
			problems = append(problems, bad(why)...)
		}
	}
	return problems
}

// reviewAction returns why a table that is there must not be altered so; empty where it may.
func reviewAction(action string) string {
	m := columns.FindStringSubmatch(action)
	if m == nil {
		for begin, why := range map[string]string{
			"DROP": "the older release still uses it", "RENAME": "the older release knows it by its old name",
			"MODIFY": "another type rebuilds the table", "CHANGE": "another name or type", "ALTER": "the older release relies on it",
			"ADD": "a key or a constraint looks at every row; indexes are statements of their own",
		} {
			if strings.HasPrefix(action, begin+" ") {
				return why
			}
		}
		return "rebuilds the table"
	}
	// Words that make a column more than one that is added at the end.
	for _, word := range []string{" UNIQUE", " PRIMARY", " CHECK", " REFERENCES", " FIRST", " AFTER ", " GENERATED", " AS (", " AUTO_INCREMENT", " STORED"} {
		if strings.Contains(" "+m[2]+" ", word) {
			return "a column that is more than added at the end rebuilds the table or looks at every row"
		}
	}
	if strings.Contains(m[2], "NOT NULL") && !strings.Contains(m[2], "DEFAULT") {
		return "the older release does not fill a column that must be filled"
	}
	return ""
}

// actions are what one ALTER TABLE does, parted at the commas that are not in parentheses.
func actions(s string) []string {
	var list []string
	depth, begin := 0, 0
	for i, r := range s {
		switch {
		case r == '(':
			depth++
		case r == ')':
			depth--
		case r == ',' && depth == 0:
			list, begin = append(list, strings.TrimSpace(s[begin:i])), i+1
		}
	}
	return append(list, strings.TrimSpace(s[begin:]))
}

func TestEveryMigrationCanRunWhileTheOlderReleaseServes(t *testing.T) {
	t.Parallel()
	var files []string
	for _, pattern := range []string{"platform/*/migrations/*.sql", "services/*/internal/store/migrations/*.sql"} {
		found, err := filepath.Glob(filepath.Join(root, pattern))
		require.NoError(t, err)
		files = append(files, found...)
	}
	require.Greater(t, len(files), 40, "the walk found the migrations")
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		for _, problem := range review(string(text)) {
			t.Errorf("%s: %s", file, problem)
		}
	}
}

func TestWhatAMigrationMustNotDoIsSeen(t *testing.T) {
	t.Parallel()
	for statement, says := range map[string]string{
		"ALTER TABLE orders ADD COLUMN a INT NULL":                                                              "",
		"ALTER TABLE orders ADD COLUMN a INT NOT NULL DEFAULT 0, ADD COLUMN b JSON":                             "",
		"ALTER TABLE orders ADD COLUMN a DECIMAL(10,2) NOT NULL DEFAULT 0":                                      "",
		"CREATE INDEX ix ON orders (a)":                                                                         "",
		"CREATE TABLE t (a INT NOT NULL PRIMARY KEY); CREATE UNIQUE INDEX ux ON t (a)":                          "",
		"CREATE TABLE t (a INT NOT NULL PRIMARY KEY); ALTER TABLE t DROP COLUMN b":                              "",
		"INSERT INTO t (a, b) VALUES (1, 'a; b')":                                                               "",
		"ALTER TABLE orders ADD COLUMN a INT NOT NULL":                                                          "must be filled",
		"ALTER TABLE orders ADD COLUMN b INT, ADD COLUMN a INT NOT NULL":                                        "must be filled",
		"ALTER TABLE orders ADD COLUMN a INT NULL AFTER b":                                                      "more than added",
		"ALTER TABLE orders ADD COLUMN a INT NULL UNIQUE":                                                       "more than added",
		"alter table orders drop column a":                                                                      "still uses it",
		"ALTER TABLE orders RENAME COLUMN a TO b":                                                               "old name",
		"ALTER TABLE orders MODIFY a BIGINT":                                                                    "another type",
		"ALTER TABLE orders CHANGE a b BIGINT":                                                                  "another name",
		"ALTER TABLE orders ADD CONSTRAINT ck CHECK (a > 0)":                                                    "every row",
		"ALTER TABLE orders ENGINE = InnoDB":                                                                    "rebuilds",
		"DROP TABLE orders":                                                                                     "not known",
		"RENAME TABLE orders TO purchases":                                                                      "not known",
		"TRUNCATE TABLE orders":                                                                                 "not known",
		"CREATE UNIQUE INDEX ux ON orders (a)":                                                                  "unique index",
		"UPDATE orders SET a = 1 WHERE b = 2":                                                                   "rewritten",
		"DELETE FROM orders WHERE a = 1":                                                                        "rewritten",
		"INSERT INTO t (a) SELECT a FROM orders":                                                                "other rows",
		"-- online: too short\nUPDATE orders SET a = 1":                                                         "rewritten",
		"-- online: nothing here is wrong, so nothing is excused\nINSERT INTO t (a) VALUES (1)":                 "needs no excuse",
		"-- online: the table has a row for each store, and is read once a day\nUPDATE t SET a = 1 WHERE b = 2": "",
		"DO 1;\n-- +goose Down":                                                                                 "forward only",
	} {
		problems := fmt.Sprint(review("-- +goose Up\n-- A comment; with a stop.\n" + statement + ";\n"))
		if says == "" {
			require.Equal(t, "[]", problems, statement)
			continue
		}
		require.Contains(t, problems, says, statement)
	}
}
