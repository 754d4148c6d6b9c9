// Package arch holds the program to its own plan: who may import whom, how large a file may grow, which names are not
// given, and that every reason an error states is declared where clients can read it.
package arch

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	_ "dajiu/gen/go/dajiu/analytics/v1"
	_ "dajiu/gen/go/dajiu/delivery/v1"
	_ "dajiu/gen/go/dajiu/inventory/v1"
	_ "dajiu/gen/go/dajiu/merchant/v1"
	_ "dajiu/gen/go/dajiu/message/v1"
	_ "dajiu/gen/go/dajiu/order/v1"
	_ "dajiu/gen/go/dajiu/payment/v1"
	_ "dajiu/gen/go/dajiu/product/v1"
	_ "dajiu/gen/go/dajiu/user/v1"
)

const (
	root     = "../.."
	module   = "dajiu/"
	maxLines = 400
)

// source is one Go file of ours.
type source struct {
	path string // from the root
	dir  string
	test bool
	file *ast.File
	text []byte
}

func sources(t *testing.T) []source {
	t.Helper()
	var list []source
	set := token.NewFileSet()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, path)
		if d.IsDir() {
			if rel == "gen" || rel == "third_party" || strings.HasPrefix(d.Name(), ".") && rel != "." || d.Name() == "node_modules" {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(path, ".go") {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(set, path, text, parser.ParseComments)
		if err != nil {
			return err
		}
		list = append(list, source{path: rel, dir: filepath.Dir(rel), test: strings.HasSuffix(rel, "_test.go"), file: file, text: text})
		return nil
	})
	require.NoError(t, err)
	require.Greater(t, len(list), 100, "the walk found the code")
	return list
}

func imports(s source) []string {
	var list []string
	for _, spec := range s.file.Imports {
		path, _ := strconv.Unquote(spec.Path.Value)
		list = append(list, path)
	}
	return list
}

// forbidden returns why a file must not import a package; empty where it may.
func forbidden(s source, imported string) string {
	ours, isOurs := strings.CutPrefix(imported, module)
	parts := strings.Split(s.dir, "/")
	if (ours == "platform/testkit" || ours == "platform/testkit/shards") && !s.test && parts[0] != "tests" && !strings.HasPrefix(s.dir, "platform/testkit") {
		return "testkit is for tests"
	}
	switch parts[0] {
	case "platform":
		if isOurs && !strings.HasPrefix(ours, "platform/") && !strings.HasPrefix(ours, "gen/go/dajiu/options/") && !s.test {
			return "platform knows no service, no integration and no domain message"
		}
	case "integrations", "demo":
		if isOurs && !strings.HasPrefix(ours, "platform/") && !strings.HasPrefix(ours, parts[0]) {
			return parts[0] + " stands on platform alone"
		}
	case "services":
		return forbiddenInService(s, parts, ours, isOurs, imported)
	}
	return ""
}

func forbiddenInService(s source, parts []string, ours string, isOurs bool, imported string) string {
	if rest, ok := strings.CutPrefix(ours, "services/"); isOurs && ok && rest != parts[1] && !strings.HasPrefix(rest, parts[1]+"/") {
		return "services never import one another"
	}
	if isOurs && (strings.HasPrefix(ours, "cmd/") || strings.HasPrefix(ours, "tests/") || strings.HasPrefix(ours, "demo")) {
		return "only cmd composes"
	}
	if len(parts) < 4 || parts[2] != "internal" || s.test {
		return ""
	}
	switch parts[3] {
	case "domain":
		allowed := map[string]bool{"platform/money": true, "platform/id": true, "platform/errs": true, "platform/clock": true}
		if isOurs && !allowed[ours] && !strings.HasPrefix(ours, "services/"+parts[1]+"/internal/domain") {
			return "the domain is pure"
		}
		if !isOurs && strings.Contains(strings.Split(imported, "/")[0], ".") && imported != "google.golang.org/grpc/codes" {
			return "the domain needs no library"
		}
	case "app":
		if isOurs && strings.HasPrefix(ours, "services/"+parts[1]+"/internal/transport") {
			return "use cases know no transport"
		}
	}
	return ""
}

func TestEveryImportFollowsThePlan(t *testing.T) {
	t.Parallel()
	for _, s := range sources(t) {
		for _, imported := range imports(s) {
			if why := forbidden(s, imported); why != "" {
				t.Errorf("%s imports %s: %s", s.path, imported, why)
			}
		}
	}
}

func TestNoFileHasMoreThanOneStory(t *testing.T) {
	t.Parallel()
	for _, s := range sources(t) {
		if lines := bytes.Count(s.text, []byte("\n")); lines > maxLines {
			t.Errorf("%s has %d lines, more than %d", s.path, lines, maxLines)
		}
		switch name := s.file.Name.Name; name {
		case "util", "utils", "common", "helper", "helpers", "misc":
			t.Errorf("%s: a package called %s says nothing", s.path, name)
		}
	}
}

func TestEveryPackageTellsItsStory(t *testing.T) {
	t.Parallel()
	told := map[string]bool{}
	for _, s := range sources(t) {
		if s.test {
			continue
		}
		told[s.dir] = told[s.dir] || s.file.Doc != nil && len(s.file.Doc.Text()) > 80
	}
	for dir, ok := range told {
		if !ok {
			t.Errorf("package %s has no comment that says what it owns", dir)
		}
	}
}

// declared are the reasons of a service's errors.proto.
func declared(service string) map[string]bool {
	names := map[string]bool{}
	d, err := protoregistry.GlobalFiles.FindDescriptorByName(protoreflect.FullName("dajiu." + service + ".v1.ErrorReason"))
	if err != nil {
		return names
	}
	if enum, ok := d.(protoreflect.EnumDescriptor); ok {
		for i := range enum.Values().Len() {
			names[string(enum.Values().Get(i).Name())] = true
		}
	}
	return names
}

func TestEveryReasonIsDeclaredInItsServicesContract(t *testing.T) {
	t.Parallel()
	seen := 0
	for _, s := range sources(t) {
		parts := strings.Split(s.dir, "/")
		if parts[0] != "services" || parts[1] == "gateway" || s.test {
			continue
		}
		reasons := declared(parts[1])
		ast.Inspect(s.file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) < 3 {
				return true
			}
			fn, ok := call.Fun.(*ast.SelectorExpr)
			if x, isName := fn0(fn); !ok || !isName || x != "errs" || fn.Sel.Name != "New" && fn.Sel.Name != "Newf" {
				return true
			}
			if lit, ok := call.Args[1].(*ast.BasicLit); ok {
				seen++
				if reason, _ := strconv.Unquote(lit.Value); !reasons[reason] {
					t.Errorf("%s states %s, which errors.proto of %s does not declare", s.path, reason, parts[1])
				}
			}
			return true
		})
	}
	require.Greater(t, seen, 20, "the walk found the errors")
}

func fn0(fn *ast.SelectorExpr) (string, bool) {
	if fn == nil {
		return "", false
	}
	x, ok := fn.X.(*ast.Ident)
	if !ok {
		return "", false
	}
	return x.Name, true
}

// TestErrorsNameFieldsAsClientsDo holds the paths that errors name to the form that JSON has for them.
func TestErrorsNameFieldsAsClientsDo(t *testing.T) {
	t.Parallel()
	seen := 0
	for _, s := range sources(t) {
		if root := strings.Split(s.dir, "/")[0]; s.test || root != "services" && root != "platform" {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			path := fieldPath(n)
			if path == nil {
				return true
			}
			ast.Inspect(path, func(n ast.Node) bool {
				if lit, ok := n.(*ast.BasicLit); ok {
					seen++
					if strings.Contains(lit.Value, "_") {
						t.Errorf("%s names the field %s: JSON has no underscores", s.path, lit.Value)
					}
				}
				return true
			})
			return true
		})
	}
	require.Greater(t, seen, 20, "the walk found the fields")
}

// fieldPath returns what errs.Invalid(path, …) and errs.Field{Path: path} name; nil where a node is neither.
func fieldPath(n ast.Node) ast.Expr {
	switch n := n.(type) {
	case *ast.CallExpr:
		fn, _ := n.Fun.(*ast.SelectorExpr)
		if x, ok := fn0(fn); ok && x == "errs" && fn.Sel.Name == "Invalid" {
			return n.Args[0]
		}
	case *ast.CompositeLit:
		kind, _ := n.Type.(*ast.SelectorExpr)
		if x, ok := fn0(kind); !ok || x != "errs" || kind.Sel.Name != "Field" {
			return nil
		}
		for _, e := range n.Elts {
			if kv, ok := e.(*ast.KeyValueExpr); ok && kv.Key.(*ast.Ident).Name == "Path" {
				return kv.Value
			}
		}
	}
	return nil
}
