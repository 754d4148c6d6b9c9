package authz_test

import (
	"crypto/rand"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"

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
	"dajiu/platform/authn"
	"dajiu/platform/authz"
)

// serviceWith registers a service with one method that states the rule; nil: it states none.
func serviceWith(t *testing.T, name string, access *optionsv1.Access) string {
	t.Helper()
	name += "_" + rand.Text() // the registry is the process's: a test that runs twice registers twice
	options := &descriptorpb.MethodOptions{}
	if access != nil {
		proto.SetExtension(options, optionsv1.E_Access, access)
	}
	field := func(name string, number int32, kind descriptorpb.FieldDescriptorProto_Type, label descriptorpb.FieldDescriptorProto_Label) *descriptorpb.FieldDescriptorProto {
		return &descriptorpb.FieldDescriptorProto{Name: &name, Number: &number, Type: &kind, Label: &label}
	}
	one, many := descriptorpb.FieldDescriptorProto_LABEL_OPTIONAL, descriptorpb.FieldDescriptorProto_LABEL_REPEATED
	pkg := "authztest." + name
	file, err := protodesc.NewFile(&descriptorpb.FileDescriptorProto{
		Name: proto.String("authztest/" + name + ".proto"), Package: &pkg, Syntax: proto.String("proto3"),
		MessageType: []*descriptorpb.DescriptorProto{{Name: proto.String("Request"), Field: []*descriptorpb.FieldDescriptorProto{
			field("store_id", 1, descriptorpb.FieldDescriptorProto_TYPE_INT64, one),
			field("text", 2, descriptorpb.FieldDescriptorProto_TYPE_STRING, one),
			field("store_ids", 3, descriptorpb.FieldDescriptorProto_TYPE_INT64, many),
		}}},
		Service: []*descriptorpb.ServiceDescriptorProto{{Name: proto.String("Service"), Method: []*descriptorpb.MethodDescriptorProto{{
			Name: proto.String("Act"), InputType: proto.String("." + pkg + ".Request"), OutputType: proto.String("." + pkg + ".Request"), Options: options,
		}}}},
	}, protoregistry.GlobalFiles)
	require.NoError(t, err)
	require.NoError(t, protoregistry.GlobalFiles.RegisterFile(file))
	return pkg + ".Service"
}

// access returns a complete rule, changed.
func access(change func(*optionsv1.Access)) *optionsv1.Access {
	a := &optionsv1.Access{
		Permission: "test.thing.act", Roles: []optionsv1.Role{optionsv1.Role_ROLE_CONSUMER}, Scope: optionsv1.Scope_SCOPE_OWN,
		Rate: optionsv1.RateClass_RATE_CLASS_WRITE, Idempotency: optionsv1.Idempotency_IDEMPOTENCY_NATURAL,
		Priority: optionsv1.Priority_PRIORITY_ACT,
	}
	if change != nil {
		change(a)
	}
	return a
}

// ofStore makes a rule one about a store, for merchants' staff.
func ofStore(a *optionsv1.Access, field string) {
	a.Scope, a.ScopeField, a.Title, a.Roles = optionsv1.Scope_SCOPE_STORE, field, "做事", []optionsv1.Role{optionsv1.Role_ROLE_MERCHANT}
}

func TestARuleThatSaysTooLittleIsRefused(t *testing.T) {
	cases := []struct {
		name   string
		change func(*optionsv1.Access)
		want   string
	}{
		{"no scope", func(a *optionsv1.Access) { a.Scope = 0 }, "no scope"},
		{"no rate class", func(a *optionsv1.Access) { a.Rate = 0 }, "no rate class"},
		{"no word about repetition", func(a *optionsv1.Access) { a.Idempotency = 0 }, "no idempotency"},
		{"no word about what is given up first", func(a *optionsv1.Access) { a.Priority = 0 }, "no priority"},
		{"once and yet with a key", func(a *optionsv1.Access) { a.Once, a.Idempotency = true, optionsv1.Idempotency_IDEMPOTENCY_KEY }, "once, and yet"},
		{"no permission", func(a *optionsv1.Access) { a.Permission = "" }, "neither public nor permitted"},
		{"no roles", func(a *optionsv1.Access) { a.Roles = nil }, "neither public nor permitted"},
		{"public with a permission", func(a *optionsv1.Access) { a.Public, a.Roles, a.Scope = true, nil, optionsv1.Scope_SCOPE_SHARED }, "yet restricted"},
		{"public with roles", func(a *optionsv1.Access) { a.Public, a.Permission, a.Scope = true, "", optionsv1.Scope_SCOPE_SHARED }, "yet restricted"},
		{"public with own data", func(a *optionsv1.Access) { a.Public, a.Permission, a.Roles = true, "", nil }, "yet restricted"},
		{"a store's scope without the field", func(a *optionsv1.Access) { a.Scope = optionsv1.Scope_SCOPE_STORE }, "go together"},
		{"the field without a store's scope", func(a *optionsv1.Access) { a.ScopeField = "store_id" }, "go together"},
		{"a field that is not there", func(a *optionsv1.Access) { ofStore(a, "shop") }, "not an int64"},
		{"a field that is a text", func(a *optionsv1.Access) { ofStore(a, "text") }, "not an int64"},
		{"a field that is a list", func(a *optionsv1.Access) { ofStore(a, "store_ids") }, "not an int64"},
		{"only the role UNSPECIFIED", func(a *optionsv1.Access) { a.Roles = []optionsv1.Role{0} }, "a role that is none"},
		{"a permission of staff without a title", func(a *optionsv1.Access) { a.Roles = []optionsv1.Role{3} }, "has no title"},
		{"consumers in all data", func(a *optionsv1.Access) { a.Scope = optionsv1.Scope_SCOPE_ALL }, "consumers reach"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			service := serviceWith(t, strings.ReplaceAll(strings.ReplaceAll(c.name, " ", "_"), "'", ""), access(c.change))
			_, err := authz.Compile(service)
			require.ErrorContains(t, err, c.want)
			require.ErrorContains(t, err, "/"+service+"/Act", "the error names the method")
		})
	}
	_, err := authz.Compile(serviceWith(t, "silent", nil))
	require.ErrorContains(t, err, "states no access rule")
}

func TestOnlyServicesThatExistAreCompiled(t *testing.T) {
	t.Parallel()
	_, err := authz.Compile("dajiu.order.v1.Nothing")
	require.ErrorContains(t, err, "dajiu.order.v1.Nothing")
	_, err = authz.Compile("dajiu.order.v1.Cart")
	require.ErrorContains(t, err, "not a service")
}

func TestACompleteRuleIsCompiledAsStated(t *testing.T) {
	service := serviceWith(t, "complete", access(func(a *optionsv1.Access) {
		ofStore(a, "store_id")
		a.MaxBytes, a.Idempotency = 99, optionsv1.Idempotency_IDEMPOTENCY_KEY
	}))
	plain := serviceWith(t, "plain", access(nil))
	rules, err := authz.Compile(service, plain)
	require.NoError(t, err)
	require.Len(t, rules, 2)
	r := rules["/"+service+"/Act"]
	require.Equal(t, 99, r.MaxBytes)
	require.True(t, r.NeedsKey)
	require.False(t, r.Public)
	require.Equal(t, "test.thing.act", r.Permission)
	r = rules["/"+plain+"/Act"]
	require.Equal(t, 64<<10, r.MaxBytes, "the platform's default")
	require.False(t, r.NeedsKey)
}

func TestEveryRPCOfThePlatformHasARuleAndAPermissionOfItsOwn(t *testing.T) {
	t.Parallel()
	var names []string
	methods := 0
	protoregistry.GlobalFiles.RangeFiles(func(f protoreflect.FileDescriptor) bool {
		if strings.HasPrefix(string(f.Package()), "dajiu.") {
			for i := range f.Services().Len() {
				names = append(names, string(f.Services().Get(i).FullName()))
				methods += f.Services().Get(i).Methods().Len()
			}
		}
		return true
	})
	require.GreaterOrEqual(t, len(names), 14)
	rules, err := authz.Compile(names...)
	require.NoError(t, err)
	require.Len(t, rules, methods)
	owners := map[string]string{}
	for method, r := range rules {
		if r.Public {
			continue
		}
		require.Empty(t, owners[r.Permission], "%s and %s share the permission %s", method, owners[r.Permission], r.Permission)
		owners[r.Permission] = method
		require.Len(t, strings.Split(r.Permission, "."), 3, method)
		if r.Scope == optionsv1.Scope_SCOPE_ALL {
			require.Zero(t, r.Roles&^authn.NewRoles(optionsv1.Role_ROLE_OPERATOR, optionsv1.Role_ROLE_SERVICE),
				"%s: only operators and services see everything", method)
		}
	}
}
