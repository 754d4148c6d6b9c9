package authz_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	"dajiu/platform/authn"
	"dajiu/platform/errs"
)

func TestWhoLacksAFactorMayEnrollOneAndNothingElse(t *testing.T) {
	lacking := authn.Staff(4, 1, authn.BuiltIn(operator))
	lacking.LacksFactor = true
	open := staffRule(optionsv1.Scope_SCOPE_OWN, operator)
	open.WithoutFactor = true
	rule, request := ruleOf(t, "FactorEnroll", open)
	_, err := policy().Decide(rule, lacking, request)
	require.NoError(t, err)
	for name, scope := range map[string]optionsv1.Scope{
		"Own": optionsv1.Scope_SCOPE_OWN, "Shared": optionsv1.Scope_SCOPE_SHARED, "All": optionsv1.Scope_SCOPE_ALL, "Store": optionsv1.Scope_SCOPE_STORE,
	} {
		rule, request := ruleOf(t, "Factor"+name, staffRule(scope, operator))
		_, err := policy().Decide(rule, lacking, request)
		require.True(t, errs.HasReason(err, errs.ReasonFactor), "%s: %v", name, err)
		_, err = policy().Decide(rule, authn.Staff(4, 1, authn.BuiltIn(operator)), request)
		require.NoError(t, err, name)
	}
}
