package sqldb_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
)

const victimEnv = "DAJIU_TEST_VICTIM"

// TestVictim is not a test of its own: it is the process that the test below kills.
func TestVictim(t *testing.T) {
	path := os.Getenv(victimEnv)
	if path == "" {
		t.Skip("only for TestWhatWasAnsweredSurvivesAKill")
	}
	db, err := sqldb.Open(context.Background(), "victim", sqldb.Config{Engine: sqldb.SQLite, Path: path}, testkit.Quiet(), nil)
	require.NoError(t, err)
	migrated(t, db)
	var mu sync.Mutex
	var wg sync.WaitGroup
	for w := range int64(16) {
		wg.Go(func() {
			for i := int64(0); ; i++ {
				id := w*1_000_000 + i
				if put(db, id, 1) != nil {
					return
				}
				mu.Lock()
				fmt.Printf("stored %d\n", id)
				mu.Unlock()
			}
		})
	}
	wg.Wait()
}

func TestWhatWasAnsweredSurvivesAKill(t *testing.T) {
	t.Parallel()
	cfg := testkit.SQLite(t)
	cmd := exec.CommandContext(context.Background(), os.Args[0], "-test.run=^TestVictim$")
	cmd.Env = append(os.Environ(), victimEnv+"="+cfg.Path)
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	var stored []int64
	for lines := bufio.NewScanner(out); lines.Scan(); {
		var n string
		if _, err := fmt.Sscanf(lines.Text(), "stored %s", &n); err != nil {
			continue
		}
		if id, err := strconv.ParseInt(n, 10, 64); err == nil {
			stored = append(stored, id)
		}
		if len(stored) == 2000 {
			require.NoError(t, cmd.Process.Kill())
		}
	}
	require.Error(t, cmd.Wait())
	require.GreaterOrEqual(t, len(stored), 2000)
	db := testkit.Open(t, cfg)
	have := map[int64]bool{}
	var ids []int64
	require.NoError(t, db.Reader().NewSelect().Model((*stock)(nil)).Column("sku_id").Scan(context.Background(), &ids))
	for _, id := range ids {
		have[id] = true
	}
	for _, id := range stored {
		require.True(t, have[id], "%d was answered and is gone", id)
	}
	var check string
	require.NoError(t, db.Reader().QueryRowContext(context.Background(), "PRAGMA integrity_check").Scan(&check))
	require.Equal(t, "ok", check)
}
