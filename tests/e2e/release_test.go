package e2e

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"dajiu/tests/harness"
)

// TestSomeOfThePeopleGoToTheNewVersionAndProcessesComeAndGoUnnoticed runs two processes of the order service that say they are
// of different versions, changes who goes where while they run, and replaces them under load.
func TestSomeOfThePeopleGoToTheNewVersionAndProcessesComeAndGoUnnoticed(t *testing.T) {
	t.Parallel()
	opts := harness.Topology{Engine: "mariadb", RPC: "processes", Bus: "rabbitmq"}.Options(t)
	policy := filepath.Join(t.TempDir(), "policy.yaml")
	write := func(rules string) {
		require.NoError(t, os.WriteFile(policy+".new", []byte(rules), 0o600))
		require.NoError(t, os.Rename(policy+".new", policy))
	}
	write("releases: []\n")
	for key, value := range harness.Unlimited() {
		opts.Set[key] = value
	}
	opts.Copies = map[string]int{"order": 2}
	opts.Each = map[string]map[string]string{"order": {"rpc.version": "v1"}, "order2": {"rpc.version": "v2"}, "gateway": {"policy.file": policy}}
	s := harness.Start(t, opts)
	sh := openShop(t, s)
	b := sh.buyer("gray-" + uuid.NewString())
	order := sh.place(b, "PAY_METHOD_WECHAT", "FULFILMENT_PICKUP").Text("orderId")
	g := &gray{t: t, buyer: b.Client, path: "/v1/orders/" + order, old: s.Process("order"), next: s.Process("order2")}

	old, next := g.shares("", 40)
	require.Equal(t, []int{20, 20}, []int{old, next}, "without rules calls go by turns")
	write("releases: [{service: order, version: v2, word: canary}, {service: order, version: v1, percent: 100}]\n")
	g.await("", 0)
	old, next = g.shares("canary", 20)
	require.Equal(t, []int{0, 20}, []int{old, next}, "who knows the word")
	write(fmt.Sprintf("releases: [{service: order, version: v2, users: [%d]}, {service: order, version: v1, percent: 100}]\n", b.UserID))
	g.await("", 20)
	write("releases: [{service: order, version: v2, percent: 101}]\n")
	time.Sleep(3 * time.Second)
	old, next = g.shares("", 20)
	require.Equal(t, []int{0, 20}, []int{old, next}, "rules that are wrong do not count, those of before do")

	// The new version is taken away and comes back under load, twice: nobody notices.
	var failed atomic.Value
	stop := make(chan struct{})
	var callers sync.WaitGroup
	for range 4 {
		callers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				if status, _, body := b.Raw(http.MethodGet, g.path, nil, nil); status != http.StatusOK {
					failed.Store(fmt.Sprint(status, string(body)))
				}
			}
		})
	}
	for range 2 {
		g.next.Stop()
		g.next.Start()
		g.next.AwaitReady()
		time.Sleep(time.Second)
	}
	close(stop)
	callers.Wait()
	require.Nil(t, failed.Load())
	g.await("", 20)
	settleAndCheck(t, s)
}

// gray is a buyer who asks for an order that two processes know.
type gray struct {
	t         *testing.T
	buyer     *harness.Client
	path      string
	old, next *harness.Process
}

// shares asks so many times and returns how many calls each process answered.
func (g *gray) shares(word string, n int) (old, next int) {
	g.t.Helper()
	count := func(p *harness.Process) int {
		return int(p.Series("dajiu_rpc_duration_seconds_count", `method="ShowOrder"`))
	}
	oldBefore, nextBefore := count(g.old), count(g.next)
	header := map[string]string{}
	if word != "" {
		header["X-Release"] = word
	}
	for range n {
		status, _, body := g.buyer.Raw(http.MethodGet, g.path, nil, header)
		require.Equal(g.t, http.StatusOK, status, string(body))
	}
	return count(g.old) - oldBefore, count(g.next) - nextBefore
}

// await waits until so many of twenty calls go to the new version.
func (g *gray) await(word string, want int) {
	g.t.Helper()
	require.Eventually(g.t, func() bool {
		_, next := g.shares(word, 20)
		return next == want
	}, 20*time.Second, 200*time.Millisecond)
}
