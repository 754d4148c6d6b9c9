package load

import (
	"fmt"
	"net"
	"net/url"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/valyala/fasthttp"
)

// connections is how many callers ask at the same time, each on a connection that stays.
const connections = 64

// rate repeats an act on so many goroutines for a while and returns how often it was done in a second, and how long the middle
// one and the slowest but one in a hundred took. Nothing may fail.
func rate(t testing.TB, workers int, during time.Duration, act func(worker, n int) error) measured {
	t.Helper()
	var group sync.WaitGroup
	var failed atomic.Pointer[error]
	took := make([][]time.Duration, workers)
	began := time.Now()
	for worker := range workers {
		group.Go(func() {
			for n := 0; time.Since(began) < during && failed.Load() == nil; n++ {
				at := time.Now()
				if err := act(worker, n); err != nil {
					failed.CompareAndSwap(nil, &err)
					return
				}
				took[worker] = append(took[worker], time.Since(at))
			}
		})
	}
	group.Wait()
	elapsed := time.Since(began)
	if err := failed.Load(); err != nil {
		require.NoError(t, *err)
	}
	all := slices.Concat(took...)
	require.NotEmpty(t, all)
	slices.Sort(all)
	return measured{perSecond: float64(len(all)) / elapsed.Seconds(), p50: all[len(all)/2], p99: all[len(all)*99/100]}
}

// measured is a rate with its latencies.
type measured struct {
	perSecond float64
	p50, p99  time.Duration
}

// latencies are p50 and p99 as text.
func (m measured) latencies() string {
	return fmt.Sprintf("p50 %.1f ms, p99 %.1f ms", float64(m.p50)/1e6, float64(m.p99)/1e6)
}

// request is what a caller repeats.
type request struct {
	method, url, authorization string
	header                     map[string]string
	body                       []byte
}

// requests sends the requests of all callers in turn, on connections that stay, and returns how many were answered 200 with a
// body.
func requests(t testing.TB, during time.Duration, list []request) measured {
	t.Helper()
	at, err := url.Parse(list[0].url)
	require.NoError(t, err)
	client := &fasthttp.HostClient{Addr: at.Host, MaxConns: connections, MaxIdleConnDuration: time.Minute, Dial: func(addr string) (net.Conn, error) {
		return net.DialTimeout("tcp", addr, 5*time.Second)
	}}
	defer client.CloseIdleConnections()
	lines := make([]struct {
		req   fasthttp.Request
		reply fasthttp.Response
	}, connections)
	return rate(t, connections, during, func(worker, n int) error {
		r, l := list[(worker+n*connections)%len(list)], &lines[worker]
		l.req.Reset()
		l.req.Header.SetMethod(r.method)
		l.req.SetRequestURI(r.url)
		l.req.Header.Set("Authorization", r.authorization)
		for name, value := range r.header {
			l.req.Header.Set(name, value)
		}
		l.req.SetBodyRaw(r.body)
		if err := client.DoTimeout(&l.req, &l.reply, 10*time.Second); err != nil {
			return err
		}
		if l.reply.StatusCode() != 200 || len(l.reply.Body()) == 0 {
			return fmt.Errorf("%s %s: %d %.300q", r.method, r.url, l.reply.StatusCode(), l.reply.Body())
		}
		return nil
	})
}
