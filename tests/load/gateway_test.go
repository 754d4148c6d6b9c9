package load

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"github.com/valyala/fasthttp"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/types/known/timestamppb"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/tests/harness"
)

// turns is how often gateway and nginx are measured, in turn: the machine has other work at times, and only neighbours compare.
const turns = 3

// gateways compares the gateway process with nginx before the same upstream, asked the same by the same generator, on as many
// connections that stay. Both pass on what a signed-in customer asks of their own account, which nobody remembers. The gateway
// checks the token, counts the caller's limit, makes a gRPC call of a GET and JSON of its answer; nginx passes on a ready gRPC
// call and its answer as they are (grpc_pass, connections to the upstream kept, no log).
//
// There are two upstreams: the process of the service user, which checks the token again and reads MariaDB; and one that
// answers the same at once and does nothing, so that nearly all that is measured is what stands before it.
func gateways(t *testing.T, b *book) {
	real := freeAddr(t)
	opts := durable(t, harness.Topology{Engine: "sqlite", RPC: "processes", Bus: "rabbitmq"}.Options(t))
	opts.Each = map[string]map[string]string{"user": {"rpc.listen": real}}
	s := harness.Start(t, opts)
	var tokens []string
	for n := range connections {
		tokens = append(tokens, s.Customer(fmt.Sprintf("load-%d-%s", n, uuid.NewString())).Token)
	}
	idle, beside := startIdle(t, real), freeAddr(t)
	s.Beside("gateway", map[string]string{
		"http.listen": beside, "rpc.peers.user": idle,
		// A gateway that took the customers for nobody would be found out.
		"gateway.limits.anonymous.browse.per_second": "1", "gateway.limits.anonymous.browse.burst": "1",
	}, "serve", "--services", "gateway")
	b.compare(t, s, "http", "http://"+beside, startNginx(t, startIdleHTTP(t), "proxy_pass http://service; proxy_http_version 1.1; proxy_set_header Connection \"\";"), tokens,
		"GET /v1/me through the gateway process (token, limit, gRPC, JSON; nothing remembered) before an upstream that does nothing; nginx before the same answer ready in HTTP")
	b.compare(t, s, "idle", "http://"+beside, startNginx(t, idle, passGRPC), tokens,
		"the same; nginx passes ready gRPC calls on to the same upstream")
	b.compare(t, s, "real", s.URL, startNginx(t, real, passGRPC), tokens,
		"the same before the process of the service user, which checks the token again and reads MariaDB")
	s.Stop()
}

// compare measures a gateway and a proxy in turn and adds a row.
func (b *book) compare(t *testing.T, s *harness.Server, name, gateway, proxy string, tokens []string, what string) {
	t.Helper()
	var through, past []request
	for _, token := range tokens {
		through = append(through, request{method: http.MethodGet, url: gateway + "/v1/me", authorization: "Bearer " + token})
		if name == "http" {
			past = append(past, request{method: http.MethodGet, url: proxy + "/v1/me", authorization: "Bearer " + token})
			continue
		}
		past = append(past, request{
			method: http.MethodPost, url: proxy + userv1.ProfileService_ShowMe_FullMethodName, authorization: "Bearer " + token, body: make([]byte, 5),
			header: map[string]string{"Content-Type": "application/grpc", "TE": "trailers"},
		})
	}
	requests(t, time.Second, through) // connections, caches and the heap come to be
	requests(t, time.Second, past)
	var ours, theirs []measured
	var ratios []float64
	for turn := range turns {
		done := profiling(t, b, s, fmt.Sprintf("gateway-%s-%d", name, turn))
		ours = append(ours, requests(t, b.during/2, through))
		done()
		theirs = append(theirs, requests(t, b.during/2, past))
		ratios = append(ratios, ours[turn].perSecond/theirs[turn].perSecond)
	}
	middle := slices.SortedFunc(slices.Values([]int{0, 1, 2}), func(x, y int) int { return cmp.Compare(ratios[x], ratios[y]) })[1]
	b.add(what, "≥ 0.5 × nginx", fmt.Sprintf("%s (%s); × nginx: %.2f, in three turns %.2f", perSecond(ours[middle].perSecond), ours[middle].latencies(), ratios[middle], ratios),
		fmt.Sprintf("nginx: %s (%s)", perSecond(theirs[middle].perSecond), theirs[middle].latencies()))
}

// idle is an upstream that answers at once.
type idle struct {
	userv1.UnimplementedProfileServiceServer
	userv1.UnimplementedAuthServiceServer
	answer *userv1.User
	users  userv1.AuthServiceClient
}

// ListKeys asks the service whose place this takes: the gateway checks real tokens.
func (i *idle) ListKeys(ctx context.Context, r *userv1.ListKeysRequest) (*userv1.ListKeysResponse, error) {
	md, _ := metadata.FromIncomingContext(ctx)
	return i.users.ListKeys(metadata.NewOutgoingContext(ctx, md), r)
}

// ShowMe returns the same account to everybody.
func (i *idle) ShowMe(context.Context, *userv1.ShowMeRequest) (*userv1.User, error) {
	return i.answer, nil
}

// startIdle starts the upstream that does nothing, in the place of the service user, and returns its address.
func startIdle(t *testing.T, users string) string {
	t.Helper()
	conn, err := grpc.NewClient(users, grpc.WithTransportCredentials(insecure.NewCredentials()))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, conn.Close()) })
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	// Windows that are fixed keep the server from measuring its connections with pings: nginx closes a connection that anything
	// comes over while it is idle, and would be measured opening new ones.
	server := grpc.NewServer(grpc.InitialWindowSize(1<<20), grpc.InitialConnWindowSize(1<<20))
	service := &idle{answer: account(), users: userv1.NewAuthServiceClient(conn)}
	userv1.RegisterProfileServiceServer(server, service)
	userv1.RegisterAuthServiceServer(server, service)
	go func() { _ = server.Serve(l) }() // until it is stopped
	t.Cleanup(server.Stop)
	return l.Addr().String()
}

// account is what the upstreams that do nothing answer.
func account() *userv1.User {
	return &userv1.User{
		UserId: 1<<53 + 1, Nickname: "微信用户 1234", PhoneMasked: "138****8000", AgeConfirmed: true, Roles: []optionsv1.Role{optionsv1.Role_ROLE_CONSUMER},
		CreateTime: timestamppb.New(time.Unix(1_760_000_000, 0)),
	}
}

// startIdleHTTP starts an upstream that answers the account as the gateway does, with no work, and returns its address.
func startIdleHTTP(t *testing.T) string {
	t.Helper()
	body, err := protojson.MarshalOptions{EmitDefaultValues: true}.Marshal(account())
	require.NoError(t, err)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	server := &fasthttp.Server{Handler: func(ctx *fasthttp.RequestCtx) {
		ctx.SetContentType("application/json")
		ctx.SetBody(body)
	}}
	go func() { _ = server.Serve(l) }() // until it is shut down
	t.Cleanup(func() { require.NoError(t, server.Shutdown()) })
	return l.Addr().String()
}

// passGRPC makes nginx pass gRPC calls on.
const passGRPC = "grpc_pass grpc://service; grpc_socket_keepalive on;"

// startNginx starts nginx before a server, to which it passes requests as the directives say, and returns its URL.
func startNginx(t *testing.T, upstream, pass string) string {
	t.Helper()
	dir, listen := t.TempDir(), freeAddr(t)
	config := fmt.Sprintf(`
worker_processes auto;
daemon off;
user root;
pid nginx.pid;
error_log stderr error;
events { worker_connections 4096; }
http {
  access_log off;
  client_body_temp_path t1; proxy_temp_path t2; fastcgi_temp_path t3; uwsgi_temp_path t4; scgi_temp_path t5;
  keepalive_requests 100000000;
  upstream service { server %s; keepalive %d; keepalive_requests 100000000; }
  server {
    listen %s backlog=1024;
    location / { %s }
  }
}
`, upstream, connections, listen, pass)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "nginx.conf"), []byte(config), 0o600))
	program, err := exec.LookPath("nginx")
	if err != nil {
		program = "/usr/sbin/nginx"
	}
	var said bytes.Buffer
	nginx := exec.Command(program, "-p", dir, "-c", "nginx.conf")
	nginx.Stdout, nginx.Stderr = &said, &said
	nginx.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGTERM}
	require.NoError(t, nginx.Start(), "tools/engines.sh installs nginx for this")
	t.Cleanup(func() {
		require.NoError(t, nginx.Process.Signal(syscall.SIGTERM))
		_ = nginx.Wait()
		if t.Failed() {
			t.Log(said.String())
		}
	})
	require.Eventually(t, func() bool {
		conn, err := net.DialTimeout("tcp", listen, time.Second)
		if err == nil {
			_ = conn.Close()
		}
		return err == nil
	}, 5*time.Second, 20*time.Millisecond)
	return "http://" + listen
}

func freeAddr(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer func() { require.NoError(t, l.Close()) }()
	return l.Addr().String()
}
