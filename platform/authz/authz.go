// Package authz decides whether a caller may make a call, and on whose data: the rule that the RPC states about itself
// in its proto, and the staff roles that the caller was granted, both compiled once, applied to every request.
//
// It guarantees that there is no RPC without a rule: [Compile] refuses a service that has one. What nobody granted is
// refused; so is a role that is not known. A call is decided by set membership, without walking a policy.
//
// It does not filter data: an RPC of scope OWN answers from statements that carry the caller's id, one of scope DATA
// from statements that carry [DataFrom]. Start with [Compile] and [Policy.Decide].
package authz

import (
	"errors"
	"fmt"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	"dajiu/platform/authn"
)

const defaultMaxBytes = 64 << 10

// staff are the kinds of people whose permissions come from the roles that they were granted.
const staff = authn.Roles(1<<optionsv1.Role_ROLE_MERCHANT | 1<<optionsv1.Role_ROLE_COURIER | 1<<optionsv1.Role_ROLE_OPERATOR)

// Rule is one RPC's access rule, compiled.
type Rule struct {
	Method     string // /package.Service/Method
	Permission string
	Public     bool
	Roles      authn.Roles
	Scope      optionsv1.Scope
	Rate       optionsv1.RateClass
	NeedsKey   bool
	// StepUp says that the caller must have proved lately that it is they.
	StepUp bool
	// WithoutFactor says that it is open to whoever must have a second factor and has none yet.
	WithoutFactor bool
	// Audited says that operators who call are put on record.
	Audited bool
	// Reveals says that all staff who call are.
	Reveals  bool
	MaxBytes int

	storeField protoreflect.FieldDescriptor
}

// reads reports whether the RPC only reads what is shown without further proof or record of a reason.
func (r *Rule) reads() bool {
	return r.Rate == optionsv1.RateClass_RATE_CLASS_BROWSE && !r.NeedsKey && !r.StepUp && !r.Reveals
}

// Rules are the rules of all RPCs by full method name.
type Rules map[string]*Rule

// Compile reads the rules of services by their full names.
func Compile(services ...string) (Rules, error) {
	rules := Rules{}
	for _, name := range services {
		d, err := protoregistry.GlobalFiles.FindDescriptorByName(protoreflect.FullName(name))
		if err != nil {
			return nil, fmt.Errorf("authz: service %s: %w", name, err)
		}
		service, ok := d.(protoreflect.ServiceDescriptor)
		if !ok {
			return nil, fmt.Errorf("authz: %s is not a service", name)
		}
		for i := range service.Methods().Len() {
			rule, err := compileMethod(service.Methods().Get(i))
			if err != nil {
				return nil, err
			}
			rules[rule.Method] = rule
		}
	}
	return rules, nil
}

func compileMethod(m protoreflect.MethodDescriptor) (*Rule, error) {
	name := fmt.Sprintf("/%s/%s", m.Parent().FullName(), m.Name())
	access, ok := proto.GetExtension(m.Options(), optionsv1.E_Access).(*optionsv1.Access)
	if !ok || access == nil {
		return nil, fmt.Errorf("authz: %s states no access rule", name)
	}
	r := &Rule{
		Method: name, Permission: access.GetPermission(), Public: access.GetPublic(),
		Roles: authn.NewRoles(access.GetRoles()...), Scope: access.GetScope(), Rate: access.GetRate(),
		NeedsKey: access.GetIdempotency() == optionsv1.Idempotency_IDEMPOTENCY_KEY,
		StepUp:   access.GetStepUp(), WithoutFactor: access.GetWithoutFactor(),
		Reveals:  access.GetReveals(),
		Audited:  access.GetAudited() || access.GetRate() != optionsv1.RateClass_RATE_CLASS_BROWSE,
		MaxBytes: int(access.GetMaxBytes()),
	}
	if r.MaxBytes == 0 {
		r.MaxBytes = defaultMaxBytes
	}
	if err := r.complete(access, m); err != nil {
		return nil, fmt.Errorf("authz: %s: %w", name, err)
	}
	return r, nil
}

// complete refuses rules that say too little, so that a forgotten word closes a door instead of opening it.
func (r *Rule) complete(access *optionsv1.Access, m protoreflect.MethodDescriptor) error {
	switch {
	case access.GetScope() == optionsv1.Scope_SCOPE_UNSPECIFIED:
		return errors.New("no scope")
	case access.GetRate() == optionsv1.RateClass_RATE_CLASS_UNSPECIFIED:
		return errors.New("no rate class")
	case access.GetIdempotency() == optionsv1.Idempotency_IDEMPOTENCY_UNSPECIFIED:
		return errors.New("no idempotency")
	case access.GetPriority() == optionsv1.Priority_PRIORITY_UNSPECIFIED:
		return errors.New("no priority")
	case access.GetOnce() && r.NeedsKey:
		return errors.New("once, and yet named by a key")
	case r.Public && (r.Permission != "" || r.Roles != 0 || r.Scope != optionsv1.Scope_SCOPE_SHARED):
		return errors.New("public, and yet restricted")
	case !r.Public && (r.Permission == "" || r.Roles == 0):
		return errors.New("neither public nor permitted to a role")
	case r.Roles.Has(optionsv1.Role_ROLE_UNSPECIFIED):
		return errors.New("permitted to a role that is none")
	case r.Roles&staff != 0 && access.GetTitle() == "":
		return errors.New("staff may hold the permission, and it has no title")
	case (r.Scope == optionsv1.Scope_SCOPE_STORE) != (access.GetScopeField() != ""):
		return errors.New("scope STORE and scope_field go together")
	case r.Scope != optionsv1.Scope_SCOPE_OWN && r.Scope != optionsv1.Scope_SCOPE_SHARED && r.Roles.Has(optionsv1.Role_ROLE_CONSUMER):
		return errors.New("consumers reach what is theirs, or shared, and nothing else")
	}
	if r.Scope != optionsv1.Scope_SCOPE_STORE {
		return nil
	}
	r.storeField = m.Input().Fields().ByName(protoreflect.Name(access.GetScopeField()))
	if r.storeField == nil || r.storeField.Kind() != protoreflect.Int64Kind || r.storeField.IsList() {
		return fmt.Errorf("scope_field %q is not an int64 of the request", access.GetScopeField())
	}
	return nil
}
