package resilience

import (
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
)

// rpcs are all that the platform has, by full name, with what they state.
func rpcs(t *testing.T) map[string]*optionsv1.Access {
	t.Helper()
	list := map[string]*optionsv1.Access{}
	protoregistry.GlobalFiles.RangeFiles(func(f protoreflect.FileDescriptor) bool {
		for i := range f.Services().Len() {
			for j := range f.Services().Get(i).Methods().Len() {
				m := f.Services().Get(i).Methods().Get(j)
				if access, ok := proto.GetExtension(m.Options(), optionsv1.E_Access).(*optionsv1.Access); ok && access != nil {
					list["/"+string(m.Parent().FullName())+"/"+string(m.Name())] = access
				}
			}
		}
		return true
	})
	require.Greater(t, len(list), 250, "the walk found the contract")
	return list
}

func TestEveryRPCSaysWhatItIsWorthAndPaymentsAreWorthMost(t *testing.T) {
	t.Parallel()
	for name, access := range rpcs(t) {
		require.NotEqual(t, optionsv1.Priority_PRIORITY_UNSPECIFIED, access.GetPriority(), name)
		if access.GetRate() == optionsv1.RateClass_RATE_CLASS_BROWSE && access.GetPriority() == optionsv1.Priority_PRIORITY_PAYMENT {
			require.Regexp(t, `payment|ListKeys|ShowPolicy|ResolveTrade`, name, "what lets calls in, or pays")
		}
		if access.GetRate() == optionsv1.RateClass_RATE_CLASS_WRITE {
			require.NotEqual(t, optionsv1.Priority_PRIORITY_READ, access.GetPriority(), "%s does something", name)
		}
	}
}

// again are names of acts of which a repetition does something again.
var again = regexp.MustCompile(`/(Login|Send|Verify|Refresh|Reset|Issue|Reveal|Run|Replay|Start|StepUp|Enroll|Confirm(Totp)|Change(Password))`)

func TestWhatDoesSomethingAgainIsNeverRepeatedByAProgram(t *testing.T) {
	t.Parallel()
	seen := 0
	for name, access := range rpcs(t) {
		m := methodNamed(name)
		require.NotNil(t, m, name)
		uses := access.GetRate() == optionsv1.RateClass_RATE_CLASS_LOGIN || access.GetRate() == optionsv1.RateClass_RATE_CLASS_REVEAL
		if again.MatchString(name) && name != "/dajiu.order.v1.StoreOrderService/StartPicking" || uses && !regexp.MustCompile(`/Show`).MatchString(name) {
			seen++
			require.True(t, m.once || m.keyed, "%s: a repetition is another act", name)
		}
		require.False(t, m.once && m.keyed, name)
		require.Equal(t, access.GetIdempotency() == optionsv1.Idempotency_IDEMPOTENCY_KEY, m.keyed, "%s is repeated by its key alone", name)
	}
	require.Greater(t, seen, 20)
}

func methodNamed(full string) *method {
	for _, m := range methods() {
		if m.full == full {
			return m
		}
	}
	return nil
}

func TestWhatAnAnswerCanDoWithoutExistsAndIsNeitherMoneyNorStock(t *testing.T) {
	t.Parallel()
	all := rpcs(t)
	declared := 0
	for name, access := range all {
		for _, without := range access.GetWithout() {
			declared++
			other, ok := all["/"+without]
			require.True(t, ok, "%s: there is no %s", name, without)
			require.Equal(t, optionsv1.RateClass_RATE_CLASS_BROWSE, other.GetRate(), "%s: %s does something", name, without)
			require.NotRegexp(t, `payment|inventory|Quote|Reserve|Slot|Price`, without)
			require.Less(t, access.GetPriority(), optionsv1.Priority_PRIORITY_ACT, "%s: an act has all it needs", name)
		}
	}
	require.GreaterOrEqual(t, declared, 7)
}
