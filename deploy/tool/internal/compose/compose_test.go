package compose_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/deploy/tool/internal/compose"
)

const folder = "../../../compose"

// checked copies the folder, changes a text of one of its files, and returns what is said against it.
func checked(t *testing.T, file, from, to string) error {
	t.Helper()
	binary := os.Getenv("DAJIU_BINARY")
	if binary == "" {
		t.Skip("DAJIU_BINARY names no program: run make deploy-check")
	}
	dir := t.TempDir()
	require.NoError(t, os.CopyFS(dir, os.DirFS(folder)))
	path := filepath.Join(dir, file)
	raw, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Contains(t, string(raw), from)
	require.NoError(t, os.WriteFile(path, []byte(strings.ReplaceAll(string(raw), from, to)), 0o600))
	env, err := compose.Filled(dir)
	require.NoError(t, err)
	project, err := compose.Load(context.Background(), dir, env)
	if err != nil {
		return err
	}
	_, err = compose.Check(context.Background(), project, env["DAJIU_IMAGE"], binary)
	return err
}

func TestTheFileIsAsTheSpecificationAndTheProgramWantIt(t *testing.T) {
	t.Parallel()
	require.NoError(t, compose.Secretless(folder))
	require.NoError(t, checked(t, "dajiu.yaml", "mode", "mode"))
}

func TestWhatAnEngineWouldFindTooLateFailsHere(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ file, from, to, says string }{
		"a misspelt field":                         {"compose.yaml", "stop_grace_period: 45s", "stop_grace_time: 45s", "stop_grace_time"},
		"a service that waits for nobody":          {"compose.yaml", "etcd: {condition", "etdc: {condition", "etdc"},
		"a key that the program does not have":     {"dajiu.yaml", "drain:", "drains:", "drains"},
		"a value that the program refuses":         {"dajiu.yaml", "engine: rabbitmq", "engine: rabbit", "bus.engine"},
		"a variable for a key that there is not":   {"compose.yaml", "DAJIU_RPC__LISTEN", "DAJIU_RPC__LISTENS", "listens"},
		"a service that the program does not have": {"compose.yaml", "--services=order", "--services=orders", `there is no "orders"`},
		"a file that the container has not":        {"compose.yaml", "target: /etc/dajiu/config/dajiu.yaml", "target: /etc/dajiu.yaml", "has no file"},
		"a check by a shell that is not there":     {"compose.yaml", "[CMD, /dajiu,", "[CMD-SHELL, /dajiu,", "neither a shell"},
		"a process that is killed while it drains": {"compose.yaml", "stop_grace_period: 45s", "stop_grace_period: 10s", "stop_grace_period"},
		"a release that is whatever is newest":     {"compose.yaml", "redis:7.4", "redis:latest", "names no release"},
		"a port that everybody reaches":            {"compose.yaml", "${SIM_ADDRESS:-127.0.0.1:8081}:8081", "8081:8081", "open to everybody"},
		"a writable image":                         {"compose.yaml", "  read_only: true\n  user", "  user", "may more than it must"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.ErrorContains(t, checked(t, c.file, c.from, c.to), c.says)
		})
	}
}

func TestNothingStartsWhileASecretIsMissing(t *testing.T) {
	t.Parallel()
	full, err := compose.Filled(folder)
	require.NoError(t, err)
	for name := range full {
		if !strings.HasSuffix(name, "SECRET") && !strings.HasSuffix(name, "PASSWORD") {
			continue
		}
		env, err := compose.Filled(folder)
		require.NoError(t, err)
		env[name] = ""
		_, err = compose.Load(context.Background(), folder, env)
		require.ErrorContains(t, err, name)
	}
}
