package e2e

import (
	"fmt"
	"net/http"
	"regexp"
	"sort"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	_ "dajiu/gen/go/dajiu/analytics/v1"
	_ "dajiu/gen/go/dajiu/delivery/v1"
	_ "dajiu/gen/go/dajiu/inventory/v1"
	_ "dajiu/gen/go/dajiu/merchant/v1"
	_ "dajiu/gen/go/dajiu/message/v1"
	_ "dajiu/gen/go/dajiu/operations/v1"
	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	_ "dajiu/gen/go/dajiu/order/v1"
	_ "dajiu/gen/go/dajiu/payment/v1"
	_ "dajiu/gen/go/dajiu/product/v1"
	_ "dajiu/gen/go/dajiu/user/v1"
	"dajiu/tests/harness"
)

// route is an RPC as REST reaches it.
type route struct {
	rpc, method, path string
	access            *optionsv1.Access
}

var pathField = regexp.MustCompile(`\{[^}]+\}`)

// routes are all RPCs of the platform that REST reaches, from their protos.
func routes(t *testing.T) []route {
	t.Helper()
	var list []route
	protoregistry.GlobalFiles.RangeFiles(func(f protoreflect.FileDescriptor) bool {
		if !strings.HasPrefix(string(f.Package()), "dajiu.") {
			return true
		}
		for i := range f.Services().Len() {
			service := f.Services().Get(i)
			for j := range service.Methods().Len() {
				m := service.Methods().Get(j)
				access, ok := proto.GetExtension(m.Options(), optionsv1.E_Access).(*optionsv1.Access)
				require.True(t, ok && access != nil, "%s states no access", m.FullName())
				rule, ok := proto.GetExtension(m.Options(), annotations.E_Http).(*annotations.HttpRule)
				if !ok || rule == nil {
					continue
				}
				r := route{rpc: string(m.FullName()), access: access}
				switch p := rule.GetPattern().(type) {
				case *annotations.HttpRule_Get:
					r.method, r.path = http.MethodGet, p.Get
				case *annotations.HttpRule_Post:
					r.method, r.path = http.MethodPost, p.Post
				case *annotations.HttpRule_Put:
					r.method, r.path = http.MethodPut, p.Put
				case *annotations.HttpRule_Patch:
					r.method, r.path = http.MethodPatch, p.Patch
				case *annotations.HttpRule_Delete:
					r.method, r.path = http.MethodDelete, p.Delete
				}
				r.path = pathField.ReplaceAllString(r.path, "1")
				list = append(list, r)
			}
		}
		return true
	})
	sort.Slice(list, func(i, j int) bool { return list[i].rpc < list[j].rpc })
	require.Greater(t, len(list), 60)
	return list
}

// TestEveryRPCWithEveryRole calls each RPC as each kind of caller. Whoever lacks the role is refused before anything
// else is looked at; nobody ever sees a 5xx.
func TestEveryRPCWithEveryRole(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{Set: harness.Unlimited()})
	sh := openShop(t, s)
	forged := s.Customer("forged-" + uuid.NewString())
	forged.Token = forged.Token[:len(forged.Token)-6] + "AAAAAA"
	callers := []struct {
		name   string
		client *harness.Client
		role   optionsv1.Role
	}{
		{"nobody", s.Anonymous(), 0},
		{"forged", forged, 0},
		{"consumer", s.Customer("walk-" + uuid.NewString()), optionsv1.Role_ROLE_CONSUMER},
		{"merchant", s.Staff(sh.clerk()), optionsv1.Role_ROLE_MERCHANT},
		{"courier", s.Staff("courier5"), optionsv1.Role_ROLE_COURIER},
		{"operator", sh.operator, optionsv1.Role_ROLE_OPERATOR},
	}
	var table strings.Builder
	for _, r := range routes(t) {
		fmt.Fprintf(&table, "%-52s", strings.TrimPrefix(r.rpc, "dajiu."))
		for _, c := range callers {
			var body harness.JSON
			if r.method != http.MethodGet && r.method != http.MethodDelete {
				body = harness.JSON{}
			}
			status, answer := c.client.Call(r.method, r.path, body, harness.NewKey())
			reason := answer.Text("error.reason")
			fmt.Fprintf(&table, " %s=%d", c.name, status)
			where := fmt.Sprintf("%s as %s: %d %v", r.rpc, c.name, status, answer)
			require.Less(t, status, 500, where)
			require.NotEqual(t, http.StatusTooManyRequests, status, where)
			if r.access.GetPublic() {
				require.NotEqual(t, "PERMISSION_DENIED", reason, where)
				continue
			}
			switch allowed := hasRole(r.access, c.role); {
			case c.role == 0:
				require.Equal(t, http.StatusUnauthorized, status, where)
			case !allowed:
				require.Equal(t, http.StatusForbidden, status, where)
				require.Equal(t, "PERMISSION_DENIED", reason, where)
			case r.access.GetScope() == optionsv1.Scope_SCOPE_STORE && c.role == optionsv1.Role_ROLE_MERCHANT:
				require.Equal(t, "OUT_OF_SCOPE", reason, "store 1 is not theirs: "+where)
			default:
				require.NotEqual(t, http.StatusUnauthorized, status, where)
				require.NotEqual(t, "PERMISSION_DENIED", reason, where)
			}
		}
		table.WriteByte('\n')
	}
	t.Log("every RPC with every role:\n" + table.String())
}

func hasRole(a *optionsv1.Access, role optionsv1.Role) bool {
	for _, r := range a.GetRoles() {
		if r == role {
			return true
		}
	}
	return false
}
