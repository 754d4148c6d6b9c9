package edge_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	"dajiu/platform/errs"
)

func TestEveryRouteOfTheContractsIsFound(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	variable, found := regexp.MustCompile(`\{[^}]*\}`), 0
	protoregistry.GlobalFiles.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		for i := range file.Services().Len() {
			methods := file.Services().Get(i).Methods()
			for m := range methods.Len() {
				rule, ok := proto.GetExtension(methods.Get(m).Options(), annotations.E_Http).(*annotations.HttpRule)
				if !ok || rule == nil {
					continue
				}
				for method, path := range map[string]string{"GET": rule.GetGet(), "POST": rule.GetPost(), "PUT": rule.GetPut(), "PATCH": rule.GetPatch(), "DELETE": rule.GetDelete()} {
					if path == "" || strings.HasPrefix(path, "/v1/callbacks/") { // those are handlers of their own
						continue
					}
					body := ""
					if method != "GET" && method != "DELETE" {
						body = "{}"
					}
					rec := w.call(t, method, variable.ReplaceAllString(path, "1"), body, "Authorization", w.customer(t))
					require.NotContains(t, rec.Body.String(), "there is no such path", "%s %s", method, path)
					require.NotContains(t, rec.Body.String(), "this path does not take that method", "%s %s", method, path)
					found++
				}
			}
		}
		return true
	})
	require.Greater(t, found, 200)
}

func TestAPathOrMethodThatNobodyHasIsRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, path := range []string{"/v1/nothing", "/v1/", "/v1/me/nothing", "/v1/mex", "/v1/me:nothing", "/v1/:me", "/.well-known/nothing", "/v1/v1/me", "/v1//me"} {
		rec := w.call(t, "GET", path, "")
		require.Contains(t, []int{301, 307, 404}, rec.Code, path)
		if rec.Code == 404 {
			requireFailure(t, rec, 404, "NOT_FOUND")
		}
	}
	requireFailure(t, w.call(t, "DELETE", "/v1/cart", ""), 405, "METHOD_NOT_ALLOWED")
	requireFailure(t, w.call(t, "GET", "/v1/cart", ""), 401, errs.ReasonUnauthenticated)
}
