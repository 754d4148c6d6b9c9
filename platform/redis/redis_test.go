package redis_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/clock"
	"dajiu/platform/config"
	"dajiu/platform/redis"
	"dajiu/platform/testkit"
)

// echo answers what it is given.
func echo() *redis.Script { return redis.NewScript("echo", "return tonumber(ARGV[1])") }

// run returns a client that runs until the test ends. Its calls wait up to a second: the machine has other work.
func run(t testing.TB, cfg redis.Config) *redis.Client {
	t.Helper()
	cfg.Prefix = "t:"
	if cfg.Timeout == 0 {
		cfg.Timeout = time.Second
	}
	client, err := redis.Open(cfg, clock.Real(), testkit.Quiet(), nil)
	require.NoError(t, err)
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- client.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		require.NoError(t, <-done)
	})
	return client
}

func requireAnswers(t testing.TB, client *redis.Client) {
	t.Helper()
	require.Eventually(t, func() bool { return client.Ping(context.Background()) == nil }, 10*time.Second, 10*time.Millisecond)
	n, err := client.Eval(context.Background(), echo(), "k", "42")
	require.NoError(t, err)
	require.EqualValues(t, 42, n)
}

func TestAServerThatAsksForAPasswordOverTLSIsReachedByWhoKnowsIt(t *testing.T) {
	t.Parallel()
	cert, key := certificate(t)
	server := testkit.OwnRedis(t, "--tls-cert-file", cert, "--tls-key-file", key, "--tls-ca-cert-file", cert, "--tls-auth-clients", "no")
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	encrypted := l.Addr().String()
	require.NoError(t, l.Close())
	_, port, err := net.SplitHostPort(encrypted)
	require.NoError(t, err)
	require.Equal(t, "OK\n", server.Ask(t, "CONFIG", "SET", "tls-port", port, "requirepass", "open sesame"))

	good := redis.Config{Addrs: []string{encrypted}, Password: "open sesame", TLS: true, CAFile: cert}
	requireAnswers(t, run(t, good))
	for name, change := range map[string]func(*redis.Config){
		"a wrong password":              func(c *redis.Config) { c.Password = "open barley" },
		"an unknown user":               func(c *redis.Config) { c.User = "ali" },
		"a certificate of no one known": func(c *redis.Config) { c.CAFile = "" },
	} {
		cfg := good
		change(&cfg)
		client := run(t, cfg)
		require.Never(t, func() bool { return client.Ping(context.Background()) == nil }, 300*time.Millisecond, 50*time.Millisecond, name)
	}
}

func TestTheMasterIsFoundByTheNameOfItsGroup(t *testing.T) {
	t.Parallel()
	group := testkit.RedisSentinel(t)
	cfg := redis.Config{Addrs: group.Sentinels, Sentinel: "another group"}
	stranger := run(t, cfg)
	require.Never(t, func() bool { return stranger.Ping(context.Background()) == nil }, 300*time.Millisecond, 50*time.Millisecond, "nobody watches such a group")
	cfg.Sentinel = group.Name
	requireAnswers(t, run(t, cfg))
}

func TestACallIsAnsweredInItsTimeOrGivenUp(t *testing.T) {
	t.Parallel()
	server := testkit.OwnRedis(t)
	client := run(t, redis.Config{Addrs: []string{server.Addr}, Timeout: 20 * time.Millisecond})
	require.Eventually(t, func() bool { return client.Ping(context.Background()) == nil }, 10*time.Second, 10*time.Millisecond)
	server.Freeze(t)
	began := time.Now()
	_, err := client.Eval(context.Background(), echo(), "k", "1")
	require.ErrorIs(t, err, redis.ErrSlow)
	require.Less(t, time.Since(began), 500*time.Millisecond)

	left, leave := context.WithCancel(context.Background())
	leave()
	_, err = client.Eval(left, echo(), "k", "1")
	require.ErrorIs(t, err, context.Canceled, "a caller that left")

	var all sync.WaitGroup
	busy := make(chan error, 3000)
	for range cap(busy) {
		all.Go(func() {
			_, err := client.Eval(context.Background(), echo(), "k", "1")
			busy <- err
		})
	}
	all.Wait()
	close(busy)
	refused := 0
	for err := range busy {
		require.Error(t, err)
		if err == redis.ErrBusy { //nolint:errorlint // it is returned as it is
			refused++
		}
	}
	require.Positive(t, refused, "calls that hang do not pile up")
	server.Thaw(t)
	require.Eventually(t, func() bool {
		n, err := client.Eval(context.Background(), echo(), "k", "7")
		return err == nil && n == 7
	}, 20*time.Second, 20*time.Millisecond)
}

func TestWithoutAConnectionACallFailsAtOnce(t *testing.T) {
	t.Parallel()
	client, err := redis.Open(redis.Config{Addrs: []string{"127.0.0.1:1"}, Prefix: "t:", Timeout: time.Second}, clock.Real(), testkit.Quiet(), nil)
	require.NoError(t, err)
	_, err = client.Eval(context.Background(), echo(), "k", "1")
	require.ErrorIs(t, err, redis.ErrUnreachable)
	require.ErrorIs(t, client.Ping(context.Background()), redis.ErrUnreachable)
}

func TestAConfigurationThatCannotWorkOpensNothing(t *testing.T) {
	t.Parallel()
	for name, cfg := range map[string]redis.Config{
		"no address":        redis.DefaultConfig(),
		"no file":           {Addrs: []string{"r:1"}, Prefix: "t:", Timeout: time.Second, TLS: true, CAFile: "/nowhere.pem"},
		"no certificate":    {Addrs: []string{"r:1"}, Prefix: "t:", Timeout: time.Second, TLS: true, CAFile: "redis_test.go"},
		"no time to answer": {Addrs: []string{"r:1"}, Prefix: "t:"},
	} {
		_, err := redis.Open(cfg, clock.Real(), testkit.Quiet(), nil)
		require.Error(t, err, name)
	}
	shown, err := config.Print(redis.Config{Password: "open sesame", SentinelPassword: "open sesame"})
	require.NoError(t, err)
	require.NotContains(t, shown, "sesame")
}

// certificate writes a certificate of this machine's, signed by itself, and its key.
func certificate(t testing.TB) (cert, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "redis"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	require.NoError(t, err)
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	require.NoError(t, err)
	dir := t.TempDir()
	cert, key = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	require.NoError(t, os.WriteFile(cert, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600))
	require.NoError(t, os.WriteFile(key, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret}), 0o600))
	return cert, key
}
