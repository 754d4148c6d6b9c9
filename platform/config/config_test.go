package config_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/config"
)

type shop struct {
	Name string `koanf:"name"`
	HTTP struct {
		Listen  string        `koanf:"listen"`
		Timeout time.Duration `koanf:"timeout"`
	} `koanf:"http"`
	Services []string      `koanf:"services"`
	Key      config.Secret `koanf:"key"`
}

func defaults() shop {
	s := shop{Name: "dajiu", Key: "default-key"}
	s.HTTP.Listen, s.HTTP.Timeout = ":8080", time.Second
	return s
}

func write(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "dajiu.yaml")
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

func TestLaterSourcesOverrideEarlierOnes(t *testing.T) {
	t.Setenv("SHOP_HTTP__LISTEN", ":2")
	t.Setenv("SHOP_SERVICES", "order,user")
	t.Setenv("SHOP_CONFIG", "/etc/shop.yaml") // names the file and is no key
	got, err := config.Load(defaults(), config.Sources{
		File: write(t, "name: from file\nhttp: {listen: ':1', timeout: 5s}"), Env: "SHOP_",
		Flags: map[string]any{"http.timeout": "7s"},
	})
	require.NoError(t, err)
	require.Equal(t, "from file", got.Name)
	require.Equal(t, ":2", got.HTTP.Listen)
	require.Equal(t, 7*time.Second, got.HTTP.Timeout)
	require.Equal(t, []string{"order", "user"}, got.Services)
	require.Equal(t, "default-key", got.Key.Reveal())
}

func TestAMisspeltKeyOrAValueOfTheWrongTypeIsAnError(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{"misspelt": "htpp: {listen: ':1'}", "wrong type": "http: {timeout: soon}"} {
		_, err := config.Load(defaults(), config.Sources{File: write(t, text)})
		require.Error(t, err, name)
	}
}

func TestASecretNeverShows(t *testing.T) {
	t.Parallel()
	cfg := defaults()
	cfg.Key = "do-not-show"
	text, err := config.Print(cfg)
	require.NoError(t, err)
	require.Contains(t, text, "http.listen = :8080")
	raw, err := json.Marshal(cfg)
	require.NoError(t, err)
	for _, shown := range []string{text, string(raw), fmt.Sprintf("%v %+v %#v %s", cfg, cfg, cfg, cfg.Key)} {
		require.NotContains(t, shown, "do-not-show")
	}
}
