package e2e

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	"dajiu/tests/harness"
)

// things are what belongs to somebody, by the names that requests have for it.
type things map[string]string

// theirs fills in a request of an RPC with another's things: its path, and a body that its rules accept. Named says
// whether the request names any of them.
func (of things) theirs(m protoreflect.MethodDescriptor, path string, items any) (filled string, body harness.JSON, named bool) {
	filled = pathField.ReplaceAllStringFunc(path, func(field string) string {
		name, _, _ := strings.Cut(strings.Trim(field, "{}"), "=")
		if id, ok := of[name]; ok {
			named = true
			return id
		}
		return "1"
	})
	body = harness.JSON{}
	fields := m.Input().Fields()
	for i := range fields.Len() {
		f := fields.Get(i)
		name, json := string(f.Name()), f.JSONName()
		switch id, ok := of[name]; {
		case ok:
			named, body[json] = true, id
		case name == "address":
			body = address()
		case name == "items" && m.Parent().Name() == "OrderService":
			body[json] = items
		case name == "grants":
			body[json] = []harness.JSON{{"roleId": "2", "scope": "DATA_SCOPE_STORE", "ids": []string{of["store_id"]}}}
		case f.IsList() || f.Message() != nil:
		case f.Kind() == protoreflect.EnumKind:
			body[json] = string(f.Enum().Values().Get(min(1, f.Enum().Values().Len()-1)).Name())
		case name == "permission":
			body[json] = "order.store.list"
		case name == "code":
			body[json] = "12345678"
		case f.Kind() == protoreflect.StringKind && !f.HasOptionalKeyword():
			body[json] = "x"
		}
	}
	return filled, body, named
}

func address() harness.JSON {
	return harness.JSON{
		"contactName": "测试", "phone": "13800138000", "street": "春熙路 1 号", "point": harness.JSON{"latE6": 30650000, "lngE6": 104060000},
	}
}

// methodOf returns the descriptor of a route's RPC.
func methodOf(t *testing.T, r route) protoreflect.MethodDescriptor {
	t.Helper()
	d, err := protoregistry.GlobalFiles.FindDescriptorByName(protoreflect.FullName(r.rpc))
	require.NoError(t, err)
	m, ok := d.(protoreflect.MethodDescriptor)
	require.True(t, ok)
	return m
}

// template is a route's path with its fields still in it.
func template(m protoreflect.MethodDescriptor) string {
	rule, _ := proto.GetExtension(m.Options(), annotations.E_Http).(*annotations.HttpRule)
	for _, path := range []string{rule.GetGet(), rule.GetPost(), rule.GetPut(), rule.GetPatch(), rule.GetDelete()} {
		if path != "" {
			return path
		}
	}
	return ""
}

// harmless are RPCs that answer to another's things as they do to nothing at all: they say yes, and change nothing.
func harmless(rpc string) bool {
	switch rpc[strings.LastIndex(rpc, ".")+1:] {
	case "RevokeSession", // ends only sessions of the caller's
		"DeclineOffer",                         // declines only what was offered to the caller
		"DeleteAddress",                        // deletes only an address of the caller's
		"ListAllOrders", "ShowCustomerFigures", // of the stores that are the caller's; their own test looks at what is in them
		"MarkRead": // marks only messages of the caller's
		return true
	}
	return false
}

// TestScopeNobodyReachesAnothersThings calls every RPC about something of one's own with the things of somebody else of
// the same kind, and every RPC about a store as staff of another one. None succeeds, and what it was about stays as it was.
func TestScopeNobodyReachesAnothersThings(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{Set: harness.Unlimited()})
	sh := openShop(t, s)
	victim, thief := sh.buyer("victim-"+uuid.NewString()), sh.buyer("thief-"+uuid.NewString())
	order := sh.place(victim, "PAY_METHOD_ON_DELIVERY", "FULFILMENT_INSTANT")
	victim.awaitOrder(t, order, "ORDER_STATE_CONFIRMED", "")
	sh.act(order, "accept")
	courier := sh.courier("courier5")
	delivery := sh.takeJob(courier, victim, order)
	of := things{
		"order_id": order.Text("orderId"), "trade_id": order.Text("tradeId"), "address_id": strconv.FormatInt(victim.address, 10),
		"delivery_id": delivery, "session_id": victim.Get("/v1/me/sessions").List("sessions")[0].Text("sessionId"),
		"export_id":  victim.Post("/v1/me/exports", harness.JSON{}).Text("exportId"),
		"courier_id": strconv.FormatInt(courier.UserID, 10), "store_id": strconv.FormatInt(sh.store, 10), "user_id": strconv.FormatInt(victim.UserID, 10),
	}
	before := []string{fmt.Sprint(victim.Get("/v1/orders/" + order.Text("orderId"))), fmt.Sprint(victim.Get("/v1/me/addresses")), fmt.Sprint(courier.Get("/v1/courier/jobs"))}

	var everything []string // what they lack is reach alone
	for _, p := range sh.operator.Get("/v1/admin/permissions").List("permissions") {
		if kinds, _ := p.At("kinds").([]any); slices.Contains(kinds, any("ROLE_OPERATOR")) {
			everything = append(everything, p.Text("name"))
		}
	}
	stranger, _ := sh.colleague(everything, harness.JSON{"scope": "DATA_SCOPE_REGION", "ids": []string{"110101"}})
	attackers := []struct {
		name   string
		client *harness.Client
		kind   optionsv1.Role
	}{
		{"another customer", thief.Client, optionsv1.Role_ROLE_CONSUMER},
		{"another courier", s.Staff("courier6"), optionsv1.Role_ROLE_COURIER},
		{"another store's staff", s.Staff(clerkElsewhere(t, sh)), optionsv1.Role_ROLE_MERCHANT},
		{"an operator of another region", stranger, optionsv1.Role_ROLE_OPERATOR},
	}
	items := sh.purchase(thief, "FULFILMENT_INSTANT", 1)["items"]
	var table strings.Builder
	tried := 0
	for _, r := range routes(t) {
		m := methodOf(t, r)
		have := of
		if r.access.GetScope() == optionsv1.Scope_SCOPE_OWN {
			have = maps.Clone(of) // any customer names any store
			delete(have, "store_id")
		}
		path, body, named := have.theirs(m, template(m), items)
		if r.access.GetPublic() || !named {
			continue
		}
		for _, a := range attackers {
			if !hasRole(r.access, a.kind) {
				continue
			}
			sent := body
			target := path
			if r.method == http.MethodGet || r.method == http.MethodDelete {
				sent = nil
				if p := body.Text("permission"); p != "" {
					target += "?permission=" + p
				}
			}
			status, answer := a.client.Call(r.method, target, sent, harness.NewKey())
			reason := answer.Text("error.reason")
			fmt.Fprintf(&table, "%-56s %-30s %d %s\n", strings.TrimPrefix(r.rpc, "dajiu."), a.name, status, reason)
			where := fmt.Sprintf("%s as %s: %d %v", r.rpc, a.name, status, answer)
			require.NotEqual(t, "INVALID_ARGUMENT", reason, "the request must be one that could succeed: "+where)
			if reason != "DELIVERY_OFFER_GONE" && !harmless(r.rpc) { // what was never offered is told like what no longer is
				require.Contains(t, []int{http.StatusForbidden, http.StatusNotFound}, status, where)
			}
			tried++
		}
	}
	require.Greater(t, tried, 40)
	t.Logf("what belongs to others, %d calls:\n%s", tried, table.String())
	require.Equal(t, before, []string{fmt.Sprint(victim.Get("/v1/orders/" + order.Text("orderId"))), fmt.Sprint(victim.Get("/v1/me/addresses")), fmt.Sprint(courier.Get("/v1/courier/jobs"))})

	// Naming one's own store with another's order does not help either.
	mine := attackers[2].client.Get("/v1/me").Text("storeIds.0")
	attackers[2].client.Refused(http.StatusNotFound, "ORDER_NOT_FOUND", http.MethodPost, "/v1/merchant/stores/"+mine+"/orders/"+order.Text("orderId")+":accept", harness.JSON{}, "")
}

// clerkElsewhere is the name of a clerk of another store than the shop.
func clerkElsewhere(t *testing.T, sh *shop) string {
	t.Helper()
	for _, staff := range sh.operator.Get("/v1/admin/staff?pageSize=100").List("staff") {
		ids, _ := staff.At("storeIds").([]any)
		if len(ids) == 1 && ids[0] != strconv.FormatInt(sh.store, 10) {
			return staff.Text("username")
		}
	}
	t.Fatal("there is no other store's clerk")
	return ""
}
