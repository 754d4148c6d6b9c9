package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func config(url string) Config {
	return Config{
		URL: url, Sim: url, Private: url, Shoppers: 4, People: 10, Count: 40, Duration: 20 * time.Second,
		OperatorPassword: "secret", Storm: 100, Near: Point{LatE6: 30657000, LngE6: 104066000}, Probe: time.Millisecond, Progress: io.Discard,
	}
}

func result(t *testing.T, r *Report, name string) *Result {
	t.Helper()
	for _, s := range r.Results {
		if s.Scenario == name {
			return s
		}
	}
	t.Fatalf("no result of %s", name)
	return nil
}

func TestCustomersWhoBoughtBeforeAreThoseWhoBuy(t *testing.T) {
	t.Parallel()
	shop := newFakeShop()
	cfg := config(shop.serve(t))
	cfg.Known, cfg.Scenarios = "past-", []string{"pod"}
	_, err := Run(t.Context(), cfg)
	require.NoError(t, err)
	shop.mu.Lock()
	defer shop.mu.Unlock()
	who := map[string]bool{}
	for _, openID := range shop.tokens {
		who[openID] = true
	}
	require.Len(t, who, 10+1, "and the operator")
	for n := range 10 {
		require.True(t, who[fmt.Sprint("past-", n)])
	}
}

func TestAllScenariosRunAgainstAServer(t *testing.T) {
	t.Parallel()
	shop := newFakeShop()
	cfg := config(shop.serve(t))
	cfg.Folder = t.TempDir()
	report, err := Run(t.Context(), cfg)
	require.NoError(t, err)
	require.Empty(t, report.Failed())
	require.Equal(t, 2, report.Stores, "the closed store is left out")
	require.Equal(t, 4, report.Skus, "the SKU that is not on the shelf is left out")
	for _, name := range Scenarios() {
		s := result(t, report, name)
		require.Empty(t, s.Reasons, name)
		require.EqualValues(t, 40, s.OK, name)
		require.Positive(t, s.PerSecond, name)
		require.Positive(t, s.P50, name)
		require.GreaterOrEqual(t, s.P99, s.P50, name)
		require.Equal(t, "count", s.StoppedBy, name)
		require.EqualValues(t, 100<<20, s.ServerMemoryPeak, name)
	}
	shop.mu.Lock()
	defer shop.mu.Unlock()
	methods := map[string]int{}
	for _, o := range shop.orders {
		methods[o.method]++
		require.Equal(t, o.method == "PAY_METHOD_WECHAT", o.paid)
	}
	require.Equal(t, map[string]int{"PAY_METHOD_ON_DELIVERY": 40, "PAY_METHOD_WECHAT": 40}, methods)
	require.Equal(t, map[string]int64{"1": 1, "2": 1}, shop.raised)
	require.Equal(t, 40, shop.asked["PUT /v1/cart/items"])
	require.Positive(t, report.Machine.Fsync)
	require.Positive(t, report.Machine.Sign)
}

func TestHotScenarioBuysOneSKU(t *testing.T) {
	t.Parallel()
	shop := newFakeShop()
	cfg := config(shop.serve(t))
	cfg.Hot, cfg.Scenarios = true, []string{"pod"}
	report, err := Run(t.Context(), cfg)
	require.NoError(t, err)
	require.Equal(t, 1, report.Skus)
	require.Equal(t, map[string]int64{"1": 1}, shop.raised)
	require.EqualValues(t, 40, result(t, report, "pod").OK)
}

func TestRefusedOrdersAreErrorsWithTheServersReason(t *testing.T) {
	t.Parallel()
	shop := newFakeShop()
	shop.refuseEvery = 4
	cfg := config(shop.serve(t))
	cfg.Scenarios = []string{"pod"}
	report, err := Run(t.Context(), cfg)
	require.NoError(t, err)
	s := result(t, report, "pod")
	require.Equal(t, map[string]int64{"place: 409 ORDER_STOCK_SHORT": s.Errors}, s.Reasons)
	require.EqualValues(t, 10, s.Errors)
	require.EqualValues(t, 30, s.OK)
	require.Equal(t, []string{"pod"}, report.Failed())
	var text bytes.Buffer
	require.NoError(t, report.Text(&text))
	require.Contains(t, text.String(), "error in pod, 10 times: place: 409 ORDER_STOCK_SHORT")
	require.Contains(t, text.String(), "FAILED")
}

func TestAPaymentThatNeverArrivesIsAnError(t *testing.T) {
	t.Parallel()
	shop := newFakeShop()
	shop.neverPaid = true
	url := shop.serve(t)
	b := prepared(t, config(url))
	c := &checkouts{api: b.api, sim: b.sim, run: b.run, most: 1, paidWithin: 20 * time.Millisecond, watch: b.watch}
	s := &b.worker().shopper
	s.people = b.people[:1]
	err := c.byWechat(t.Context(), s)
	require.EqualError(t, err, `await: 200 payState is "PAY_STATE_UNPAID"`)
}

func TestShoppersStopBeforeACustomerHasTooManyOrdersOnDelivery(t *testing.T) {
	t.Parallel()
	shop := newFakeShop()
	cfg := config(shop.serve(t))
	cfg.Scenarios, cfg.Count = []string{"pod"}, 1000
	report, err := Run(t.Context(), cfg)
	require.NoError(t, err)
	s := result(t, report, "pod")
	require.EqualValues(t, 10*maxUnaccepted, s.OK)
	require.Equal(t, "customers used up", s.StoppedBy)
}

// prepared is a run whose preparation is done.
func prepared(t *testing.T, cfg Config) *bench {
	t.Helper()
	b, err := unprepared(cfg)
	require.NoError(t, err)
	require.NoError(t, b.prepare(t.Context()))
	return b
}

func TestPreparationFailsWithWhatIsWrong(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name string
		shop func(*fakeShop)
		want string
	}{
		{"no store is open", func(f *fakeShop) { f.allClosed = true }, "none of the 3 stores within 50 km of 30657000,104066000 is open now"},
		{"tokens do not last as long as the run", func(f *fakeShop) { f.expiresIn = 60 }, "access tokens are good for 1m0s"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			shop := newFakeShop()
			row.shop(shop)
			_, err := Run(t.Context(), config(shop.serve(t)))
			require.ErrorContains(t, err, row.want)
		})
	}
}

func TestPreparationWaitsWhereTheServerSaysItIsAskedTooOften(t *testing.T) {
	t.Parallel()
	shop := newFakeShop()
	shop.refuseLogins = 3
	b := prepared(t, config(shop.serve(t)))
	require.Len(t, b.people, 10)
}

func TestARunWithoutOperatorOrMetricsSaysSo(t *testing.T) {
	t.Parallel()
	shop := newFakeShop()
	shop.wrongPassword = true
	cfg := config(shop.serve(t))
	cfg.Private, cfg.Scenarios = "http://127.0.0.1:1", []string{"pod"}
	report, err := Run(t.Context(), cfg)
	require.NoError(t, err)
	notes := strings.Join(report.Notes, "\n")
	require.Contains(t, notes, "the stock was not raised, SKUs may sell out: operator login: 401 USER_LOGIN_FAILED")
	require.Contains(t, notes, "the server's memory and CPU are not known")
	require.NotContains(t, notes, "secret")
}

func TestAServerThatIsNotThereIsSaidToBe(t *testing.T) {
	t.Parallel()
	cfg := config("http://127.0.0.1:1")
	_, err := Run(t.Context(), cfg)
	require.EqualError(t, err, "prepare: stores nearby: no answer: cannot dial")
}

func TestAnInterruptedRunKeepsWhatItMeasured(t *testing.T) {
	t.Parallel()
	shop := newFakeShop()
	cfg := config(shop.serve(t))
	cfg.Scenarios, cfg.Count = []string{"detail", "list"}, maxCount
	ctx, cancel := context.WithCancel(t.Context())
	cfg.Progress = writerFunc(func(p []byte) {
		if strings.Contains(string(p), "list:") {
			cancel()
		}
	})
	cfg.Duration = 50 * time.Millisecond
	report, err := Run(ctx, cfg)
	require.ErrorIs(t, err, context.Canceled)
	require.Len(t, report.Results, 2)
	require.Equal(t, "interruption", report.Results[1].StoppedBy)
}

type writerFunc func([]byte)

func (f writerFunc) Write(p []byte) (int, error) { f(p); return len(p), nil }

func TestWrongConfigurationIsRefusedByName(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*Config){
		"shoppers": func(c *Config) { c.Shoppers = 0 }, "people": func(c *Config) { c.People = -1 }, "count": func(c *Config) { c.Count = 0 },
		"duration": func(c *Config) { c.Duration = 2 * time.Hour }, "scenario": func(c *Config) { c.Scenarios = []string{"nap"} },
		"url": func(c *Config) { c.URL = "localhost" }, "sim": func(c *Config) { c.Sim = "" }, "private": func(c *Config) { c.Private = "ftp://x" },
	} {
		cfg := config("http://127.0.0.1:1")
		change(&cfg)
		_, err := Run(t.Context(), cfg)
		require.ErrorContains(t, err, name+": ")
	}
}

func TestMachineReportIsComplete(t *testing.T) {
	t.Parallel()
	shop := newFakeShop()
	cfg := config(shop.serve(t))
	cfg.Scenarios = []string{"search"}
	report, err := Run(t.Context(), cfg)
	require.NoError(t, err)
	var encoded bytes.Buffer
	require.NoError(t, report.JSON(&encoded))
	var back Report
	require.NoError(t, json.Unmarshal(encoded.Bytes(), &back))
	require.Equal(t, report.Results, back.Results)
	require.Equal(t, report.Machine, back.Machine)
	require.Zero(t, shop.asked["POST /v1/me/addresses"], "who only looks needs no address")
}

func TestWordsAreWhatPeopleType(t *testing.T) {
	t.Parallel()
	names, brands := []string{"泸州老窖特曲 52度", "Johnnie Walker 黑牌", "青岛啤酒"}, []string{"泸州老窖", "青岛"}
	got := words(rand.New(rand.NewPCG(1, 1)), names, brands)
	require.Subset(t, got, []string{"泸州老窖", "青岛", "qingdao", "啤酒"})
	require.Equal(t, got, words(rand.New(rand.NewPCG(1, 1)), names, brands), "the same in every run")
	require.LessOrEqual(t, len(got), maxWords)
	seen := map[string]bool{}
	for _, w := range got {
		require.False(t, seen[w], w)
		seen[w] = true
	}
}

func TestMetricsAreReadFromTheTextFormat(t *testing.T) {
	t.Parallel()
	text := []byte("# TYPE a gauge\na_more 1\na{x=\"y\"} 2\na 3.5e+01 1700000000\r\nb nonsense\n")
	require.InDelta(t, 35, metric(text, "a"), 0)
	require.InDelta(t, 1, metric(text, "a_more"), 0)
	require.Zero(t, metric(text, "b"))
	require.Zero(t, metric(text, "c"))
}
