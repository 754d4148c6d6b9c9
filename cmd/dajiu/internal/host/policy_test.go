package host_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/cmd/dajiu/internal/host"
	"dajiu/platform/config"
	"dajiu/platform/resilience"
)

const example = "../../../../deploy/policy.yaml"

func TestTheDocumentedPolicyIsTheOneThatCountsWithoutAFile(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(example)
	require.NoError(t, err)
	alone, err := config.Parse(host.Policy{}, text)
	require.NoError(t, err)
	defaults := host.DefaultPolicy(host.DefaultConfig())
	require.Equal(t, defaults, alone, "every key is there, with the value that counts without it")
	require.NoError(t, alone.Validate())
	over, err := config.Parse(defaults, text)
	require.NoError(t, err)
	require.Equal(t, printed(t, defaults), printed(t, over))
}

func TestAPolicyThatSaysLittleKeepsTheRest(t *testing.T) {
	t.Parallel()
	cfg := host.DefaultConfig()
	cfg.Gateway.Limits.Consumer.Write.Burst = 30 // what the configuration says counts where the file is silent
	defaults := host.DefaultPolicy(cfg)
	p, err := config.Parse(defaults, []byte("calls:\n  services:\n    order:\n      call: {timeout: 3s}\n      methods:\n        OrderService/PlaceOrder: {attempts: 1}\nlimits:\n  staff:\n    write: {burst: 100}\n"))
	require.NoError(t, err)
	require.NoError(t, p.Validate())
	require.Equal(t, 3*time.Second, p.Calls.Services["order"].Call.Timeout)
	require.Equal(t, resilience.Method{Attempts: 1}, p.Calls.Services["order"].Methods["OrderService/PlaceOrder"])
	require.Equal(t, 30*time.Second, p.Calls.Services["order"].Methods["OrderPrivacyService/ErasePerson"].Timeout)
	require.True(t, p.Calls.Services["payment"].Methods["PaymentService/PayTrade"].Alone)
	require.Equal(t, 100, p.Limits.Staff.Write.Burst)
	require.Equal(t, 50, p.Limits.Staff.Write.PerSecond)
	require.Equal(t, 30, p.Limits.Consumer.Write.Burst)
}

func TestAPolicyThatCannotWorkIsRefusedByTheNameOfItsKey(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct{ text, says string }{
		"a word that nobody knows":        {"calls: {retries: 3}", "retries"},
		"a service that is not there":     {"calls: {services: {orders: {call: {attempts: 1}}}}", "calls.services.orders: there is no such service"},
		"a method that is not there":      {"calls: {services: {order: {methods: {OrderService/Order: {attempts: 1}}}}}", "calls.services.order.methods.OrderService/Order: there is no such method"},
		"too many attempts":               {"calls: {services: {order: {call: {attempts: 9}}}}", "calls.services.order.call.attempts: 9"},
		"no time at all":                  {"calls: {services: {order: {methods: {OrderService/PlaceOrder: {timeout: 1us}}}}}", "calls.services.order.methods.OrderService/PlaceOrder.timeout: 1µs"},
		"a breaker that never opens":      {"calls: {defaults: {breaker: {percent: 101}}}", "calls.defaults.breaker.percent: 101"},
		"browsing above acts":             {"calls: {overload: {read: 95}}", "calls.overload.read: 95"},
		"a limit that never comes back":   {"limits: {staff: {browse: {per_second: 0}}}", "limits.staff.browse: a burst without a rate"},
		"a number that is none":           {"calls: {defaults: {attempts: many}}", "attempts"},
		"a text that is no YAML":          {"calls: [", "config"},
		"a file that is not written yet ": {" \n", "empty"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cfg := host.DefaultConfig()
			cfg.Policy.File = filepath.Join(t.TempDir(), "policy.yaml")
			require.NoError(t, os.WriteFile(cfg.Policy.File, []byte(row.text), 0o600))
			_, err := host.PrintPolicy(cfg)
			require.ErrorContains(t, err, row.says)
			require.ErrorContains(t, err, "policy.file: ")
		})
	}
	cfg := host.DefaultConfig()
	cfg.Policy.File = example
	text, err := host.PrintPolicy(cfg)
	require.NoError(t, err)
	require.Contains(t, text, "calls.services.payment.methods.PaymentService/PayTrade.alone = true\n")
	require.Contains(t, text, "limits.consumer.write.per_second = 20\n")
}

func printed(t *testing.T, p host.Policy) string {
	t.Helper()
	text, err := config.Print(p)
	require.NoError(t, err)
	return text
}
