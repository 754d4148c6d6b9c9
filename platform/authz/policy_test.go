package authz_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/dynamicpb"
	"pgregory.net/rapid"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	"dajiu/platform/authn"
	"dajiu/platform/authz"
	"dajiu/platform/errs"
)

const (
	merchant = optionsv1.Role_ROLE_MERCHANT
	operator = optionsv1.Role_ROLE_OPERATOR
	courier  = optionsv1.Role_ROLE_COURIER
)

// The roles and stores of these tests: store 5 is merchant 50's, in 锦江区; 6 is merchant 60's, in 青羊区; 7 is merchant
// 50's, in another city; of 8 nothing is known.
func policy() *authz.Policy {
	return authz.CompilePolicy(authz.Snapshot{
		Version: 3,
		Roles: []authz.Role{
			{ID: 100, Kind: operator, Permissions: []string{"test.thing.act"}},
			{ID: 101, Kind: operator, Permissions: []string{"test.other.act"}},
			{ID: 102, Kind: merchant, Permissions: []string{"test.thing.act"}},
			{ID: 103, Kind: courier, Permissions: []string{"test.thing.act"}},
		},
		Stores: []authz.Place{{5, 50, 510104}, {6, 60, 510105}, {7, 50, 510703}},
	})
}

func granted(kind optionsv1.Role, role int64, scope optionsv1.DataScope, ids ...int64) authn.Caller {
	return authn.Staff(2, 1, authn.Grant{Kind: kind, Role: role, Scope: scope, IDs: ids})
}

// ruleOf compiles a rule, with a request of its method about store 5.
func ruleOf(t *testing.T, name string, a *optionsv1.Access) (*authz.Rule, proto.Message) {
	t.Helper()
	service := serviceWith(t, name, a)
	rules, err := authz.Compile(service)
	require.NoError(t, err)
	d, err := protoregistry.GlobalFiles.FindDescriptorByName(protoreflect.FullName(strings.TrimSuffix(service, "Service") + "Request"))
	require.NoError(t, err)
	message, ok := d.(protoreflect.MessageDescriptor)
	require.True(t, ok)
	request := dynamicpb.NewMessage(message)
	request.Set(message.Fields().ByName("store_id"), protoreflect.ValueOfInt64(5))
	return rules["/"+service+"/Act"], request
}

func staffRule(scope optionsv1.Scope, roles ...optionsv1.Role) *optionsv1.Access {
	return access(func(a *optionsv1.Access) {
		a.Title, a.Scope, a.Roles = "做事", scope, roles
		if scope == optionsv1.Scope_SCOPE_STORE {
			a.ScopeField = "store_id"
		}
	})
}

func TestWhoMayCallWhat(t *testing.T) {
	all, store, own := optionsv1.DataScope_DATA_SCOPE_ALL, optionsv1.DataScope_DATA_SCOPE_STORE, optionsv1.DataScope_DATA_SCOPE_OWN
	ofMerchant, region := optionsv1.DataScope_DATA_SCOPE_MERCHANT, optionsv1.DataScope_DATA_SCOPE_REGION
	who := map[string]authn.Caller{
		"nobody":                              {},
		"a customer":                          {UserID: 1, Roles: authn.NewRoles(optionsv1.Role_ROLE_CONSUMER)},
		"a customer who claims a store":       {UserID: 1, Roles: authn.NewRoles(optionsv1.Role_ROLE_CONSUMER), Stores: []int64{5}},
		"staff by word alone":                 {UserID: 1, Roles: authn.NewRoles(operator, merchant), Stores: []int64{5}},
		"the store's staff":                   authn.Staff(2, 1, authn.BuiltIn(merchant, 4, 5)),
		"the neighbour's staff":               authn.Staff(3, 1, authn.BuiltIn(merchant, 6)),
		"staff of no store":                   authn.Staff(3, 1, authn.BuiltIn(merchant)),
		"a courier":                           authn.Staff(8, 1, authn.BuiltIn(courier)),
		"an operator":                         authn.Staff(4, 1, authn.BuiltIn(operator)),
		"a service":                           {Service: "order", Roles: authn.NewRoles(optionsv1.Role_ROLE_SERVICE)},
		"a clerk with the permission":         granted(merchant, 102, store, 5),
		"a merchant's manager":                granted(merchant, 102, ofMerchant, 50),
		"another merchant's manager":          granted(merchant, 102, ofMerchant, 60),
		"an operator of the district":         granted(operator, 100, region, 510104),
		"an operator of the next district":    granted(operator, 100, region, 510105),
		"an operator of the city":             granted(operator, 100, region, 510100),
		"an operator of the province":         granted(operator, 100, region, 510000),
		"an operator of another province":     granted(operator, 100, region, 520000),
		"an operator without the permission":  granted(operator, 101, all),
		"an operator with it everywhere":      granted(operator, 100, all),
		"an operator with it, for themselves": granted(operator, 100, own),
		"a role that nobody knows":            granted(operator, 999, all),
		"a courier's role worn by a clerk":    granted(merchant, 103, store, 5),
		"one role here, the other role there": authn.Staff(5, 1,
			authn.Grant{Kind: operator, Role: 101, Scope: all}, authn.Grant{Kind: operator, Role: 100, Scope: region, IDs: []int64{510105}}),
	}
	signIn, lacks, beyond := errs.ReasonUnauthenticated, errs.ReasonForbidden, errs.ReasonOutOfScope
	cases := []struct {
		name string
		rule *optionsv1.Access
		// allowed are those who may; the rest lacks the permission but for those named beyond.
		allowed, beyond []string
	}{
		{"what is one's own: customers only", access(nil), []string{"a customer", "a customer who claims a store"}, nil},
		{
			"a store's", staffRule(optionsv1.Scope_SCOPE_STORE, merchant, operator),
			[]string{
				"the store's staff", "an operator", "a clerk with the permission", "a merchant's manager", "an operator of the district",
				"an operator of the city", "an operator of the province", "an operator with it everywhere",
			},
			[]string{
				"the neighbour's staff", "staff of no store", "another merchant's manager", "an operator of the next district",
				"an operator of another province", "an operator with it, for themselves", "one role here, the other role there",
			},
		},
		{
			"everything: who reaches everything, and services", staffRule(optionsv1.Scope_SCOPE_ALL, operator, optionsv1.Role_ROLE_SERVICE),
			[]string{"an operator", "an operator with it everywhere", "a service"},
			[]string{
				"an operator of the district", "an operator of the next district", "an operator of the city", "an operator of the province",
				"an operator of another province", "an operator with it, for themselves", "one role here, the other role there",
			},
		},
		{
			"a courier's own", staffRule(optionsv1.Scope_SCOPE_OWN, courier), []string{"a courier"}, nil,
		},
	}
	for i, c := range cases {
		rule, request := ruleOf(t, "who_"+string(rune('a'+i)), c.rule)
		for name, caller := range who {
			t.Run(c.name+": "+name, func(t *testing.T) {
				_, err := policy().Decide(rule, caller, request)
				want := lacks
				switch {
				case name == "nobody":
					want = signIn
				case slices.Contains(c.allowed, name):
					require.NoError(t, err)
					return
				case slices.Contains(c.beyond, name):
					want = beyond
				}
				require.Truef(t, errs.HasReason(err, want), "%v, want %s", err, want)
			})
		}
	}
	public, request := ruleOf(t, "who_public", access(func(a *optionsv1.Access) {
		a.Public, a.Permission, a.Roles, a.Scope = true, "", nil, optionsv1.Scope_SCOPE_SHARED
	}))
	for name, caller := range who {
		_, err := policy().Decide(public, caller, request)
		require.NoError(t, err, name)
	}
}

func TestADecisionTellsWhoseRows(t *testing.T) {
	rule, request := ruleOf(t, "data", staffRule(optionsv1.Scope_SCOPE_DATA, operator, merchant))
	for name, c := range map[string]struct {
		caller authn.Caller
		all    bool
		stores []int64
	}{
		"an operator":   {authn.Staff(4, 1, authn.BuiltIn(operator)), true, nil},
		"a city":        {granted(operator, 100, optionsv1.DataScope_DATA_SCOPE_REGION, 510100), false, []int64{5, 6}},
		"two cities":    {granted(operator, 100, optionsv1.DataScope_DATA_SCOPE_REGION, 510700, 510104), false, []int64{5, 7}},
		"the province":  {granted(operator, 100, optionsv1.DataScope_DATA_SCOPE_REGION, 510000, 510104), false, []int64{5, 6, 7}},
		"a merchant":    {granted(merchant, 102, optionsv1.DataScope_DATA_SCOPE_MERCHANT, 50), false, []int64{5, 7}},
		"named stores":  {authn.Staff(2, 1, authn.BuiltIn(merchant, 8, 5)), false, []int64{5, 8}},
		"both at once":  {authn.Staff(2, 1, authn.BuiltIn(merchant, 8, 5), authn.Grant{Kind: merchant, Role: 102, Scope: optionsv1.DataScope_DATA_SCOPE_MERCHANT, IDs: []int64{50}}), false, []int64{5, 7, 8}},
		"nowhere known": {granted(operator, 100, optionsv1.DataScope_DATA_SCOPE_REGION, 110000), false, nil},
	} {
		data, err := policy().Decide(rule, c.caller, request)
		require.NoError(t, err, name)
		require.Equal(t, c.all, data.All, name)
		require.Equal(t, c.stores, data.Stores(), name)
		for _, store := range c.stores {
			require.True(t, data.Has(store), name)
		}
		require.Equal(t, c.all, data.Has(99), name)
	}
	require.False(t, authz.DataFrom(t.Context()).Has(5), "nobody was authorised")
	require.Empty(t, authz.DataFrom(t.Context()).Stores())
}

// Nobody gives further than they reach: whatever the scopes, a store that a covered grant reaches is one of the giver's.
func TestWhoCoversAScopeReachesAllOfItsStores(t *testing.T) {
	rule, request := ruleOf(t, "cover", staffRule(optionsv1.Scope_SCOPE_DATA, operator))
	ids := map[optionsv1.DataScope][]int64{
		optionsv1.DataScope_DATA_SCOPE_STORE: {5, 6, 7, 8}, optionsv1.DataScope_DATA_SCOPE_MERCHANT: {50, 60, 70},
		optionsv1.DataScope_DATA_SCOPE_REGION: {510104, 510105, 510100, 510000, 510703, 510700, 110000, 110100},
	}
	scope := func(t *rapid.T, label string) authn.Grant {
		g := authn.Grant{Kind: operator, Role: 100, Scope: optionsv1.DataScope(rapid.Int32Range(1, 5).Draw(t, label))}
		if from := ids[g.Scope]; from != nil {
			g.IDs = rapid.SliceOfNDistinct(rapid.SampledFrom(from), 1, 3, func(id int64) int64 { return id }).Draw(t, label+" ids")
		}
		return g
	}
	covered := 0
	rapid.Check(t, func(t *rapid.T) {
		giver, gift := scope(t, "giver"), scope(t, "gift")
		data, err := policy().Decide(rule, authn.Staff(1, 1, giver), request)
		if err != nil {
			t.Fatal(err)
		}
		if !data.Covers(gift) {
			if data.All || giver.Scope == gift.Scope && slices.Equal(giver.IDs, gift.IDs) {
				t.Fatal("what one has, one covers")
			}
			return
		}
		covered++
		for _, store := range []int64{5, 6, 7, 8} {
			if policy().Reaches(gift, store) && !policy().Reaches(giver, store) {
				t.Fatalf("%v covers %v, and yet not store %d", giver, gift, store)
			}
		}
	})
	require.Positive(t, covered)
	require.False(t, authz.Data{}.Covers(authn.BuiltIn(courier)))
}

func TestTheCatalogueHasAllThatStaffMayHold(t *testing.T) {
	t.Parallel()
	list, err := authz.ReadCatalogue("dajiu.")
	require.NoError(t, err)
	require.Greater(t, len(list), 50)
	print, ok := list["order.store.print"]
	require.True(t, ok, "a button")
	require.True(t, print.Button)
	require.Equal(t, "order", print.Service())
	require.NotContains(t, list, "order.cart.set", "what only customers do is not given to staff")
	sorted := list.List()
	for i, p := range sorted {
		require.NotEmpty(t, p.Title, p.Name)
		require.NotZero(t, p.Kinds, p.Name)
		require.True(t, i == 0 || sorted[i-1].Name < p.Name)
	}
}

func BenchmarkDecide(b *testing.B) {
	service := "dajiu.order.v1.StoreOrderService"
	rules, err := authz.Compile(service)
	require.NoError(b, err)
	rule := rules["/"+service+"/ListStoreOrders"]
	d, err := protoregistry.GlobalFiles.FindDescriptorByName("dajiu.order.v1.ListStoreOrdersRequest")
	require.NoError(b, err)
	request := dynamicpb.NewMessage(d.(protoreflect.MessageDescriptor)) //nolint:forcetypeassert // a message's
	request.Set(request.Descriptor().Fields().ByName("store_id"), protoreflect.ValueOfInt64(5))
	p, caller := policy(), authn.Staff(2, 1, authn.BuiltIn(courier), authn.BuiltIn(merchant, 1, 2, 3, 4, 5))
	for b.Loop() {
		if _, err := p.Decide(rule, caller, request); err != nil {
			b.Fatal(err)
		}
	}
}
