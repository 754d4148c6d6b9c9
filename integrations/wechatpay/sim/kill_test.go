package sim

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/clock"
)

const childDir = "SIM_KILL_TEST_DIR"

func openForKill(t *testing.T, dir string) *Sim {
	t.Helper()
	keys, err := LoadKeys(dir, time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC))
	require.NoError(t, err)
	s, err := New(Config{
		Clock: clock.Real(), MchID: "19", AppID: "wx", MchSerial: keys.MchSerial, MerchantPublicKeyPEM: keys.MchPublicKeyPEM,
		APIv3Key: keys.APIv3Key, PlatformKeys: keys.PlatformKeys(), Dir: dir,
	})
	require.NoError(t, err)
	return s
}

// payForever is the child: it takes and pays orders and prints each number after its answer.
func payForever(t *testing.T, dir string) {
	t.Helper()
	s := openForKill(t, dir)
	for i := 0; ; i++ {
		no := fmt.Sprintf("K%09d", i)
		now := s.now()
		var id string
		require.NoError(t, s.store.do(t.Context(), func(w *writer) error {
			seq := w.nextOrder()
			id = newPrepayID(seq, now)
			return w.insertOrder(&order{
				Seq: seq, OutTradeNo: no, PrepayID: id, NotifyURL: "https://merchant.example/", Total: 1, State: stateNotPay,
				Created: now.UnixMilli(), Expires: now.Add(time.Hour).UnixMilli(), Prepaid: now.UnixMilli(),
			})
		}))
		_, err := s.pay(t.Context(), payment{PrepayID: id})
		require.NoError(t, err)
		_, err = fmt.Fprintln(os.Stderr, "paid", no)
		require.NoError(t, err)
	}
}

func TestWhatWasAnsweredSurvivesAKill(t *testing.T) {
	if dir := os.Getenv(childDir); dir != "" {
		payForever(t, dir)
		return
	}
	t.Parallel()
	dir := t.TempDir()
	child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestWhatWasAnsweredSurvivesAKill$")
	child.Env = append(os.Environ(), childDir+"="+dir)
	said, err := child.StderrPipe()
	require.NoError(t, err)
	require.NoError(t, child.Start())
	var answered []string
	lines := bufio.NewScanner(said)
	for lines.Scan() {
		var no string
		if _, err := fmt.Sscanf(lines.Text(), "paid %s", &no); err == nil {
			answered = append(answered, no)
		}
		if len(answered) == 200 {
			require.NoError(t, child.Process.Kill())
		}
	}
	require.Error(t, child.Wait(), "the child was killed")
	require.GreaterOrEqual(t, len(answered), 200)

	s := openForKill(t, dir)
	defer func() { require.NoError(t, s.Close()) }()
	for _, no := range answered {
		o, err := readOrder(t.Context(), s.store.reads.orderByNo, no)
		require.NoError(t, err)
		require.NotNil(t, o, no)
		require.Equal(t, stateSuccess, o.State)
	}
	pending, err := s.Pending(t.Context())
	require.NoError(t, err)
	require.GreaterOrEqual(t, pending, len(answered), "each callback is still owed")
}
