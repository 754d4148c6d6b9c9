package natsbus

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/url"
	"os"

	"github.com/nats-io/nats-server/v2/server"
)

// mend opens the embedded server's log again where it can no longer be written: after a disk was full, the server takes nothing more until
// it has read its files anew. What it had accepted last may be gone: see [Bus.Reopened]. One caller mends at a time, the others go on.
func (b *Bus) mend() {
	if b.server == nil || !b.mending.TryLock() {
		return
	}
	defer b.mending.Unlock()
	ill := illness(b.server)
	if ill == nil || b.isClosed() {
		return
	}
	if err := room(b.cfg.Dir); err != nil {
		b.log.Warn("the log cannot be written, and there is no room yet to open it again", "error", ill)
		return
	}
	b.log.Warn("the log cannot be written and is opened again", "error", ill)
	if err := b.server.ShutdownJetStream(); err != nil {
		b.log.Warn("close the log", "error", err)
	}
	b.reopened.Add(1) // before anything is accepted
	err := b.server.EnableJetStream(&server.JetStreamConfig{
		StoreDir: b.cfg.Dir, SyncInterval: syncInterval, MaxMemory: memoryStore, MaxStore: b.cfg.MaxBytes, Strict: true,
	})
	if err == nil {
		ctx, cancel := context.WithTimeout(context.Background(), apiTimeout)
		defer cancel()
		err = b.prepare(ctx)
	}
	if err != nil {
		b.log.Warn("the log cannot be opened yet", "error", err)
	}
	b.reconnected()
}

// Reopened counts how often the log was opened again while this process ran: what was accepted in the seconds before may be lost, and
// is to be published again. Always 0 with a cluster.
func (b *Bus) Reopened() int64 { return b.reopened.Load() }

// room fails where a folder's disk is full: a log that is opened then is not whole.
func room(dir string) (err error) {
	f, err := os.CreateTemp(dir, "room-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close(), os.Remove(f.Name())) }()
	_, err = f.Write(make([]byte, maxMessage))
	return err
}

func (b *Bus) isClosed() bool {
	select {
	case <-b.closed:
		return true
	default:
		return false
	}
}

// illness returns why a server cannot do its work, or nil. The server tells it only over HTTP.
func illness(s *server.Server) error {
	answer := answer{header: http.Header{}, status: http.StatusOK}
	s.HandleHealthz(&answer, &http.Request{Method: http.MethodGet, URL: &url.URL{Path: server.HealthzPath}})
	if answer.status == http.StatusOK {
		return nil
	}
	return errors.New(answer.body.String())
}

// answer is an HTTP answer that stays here.
type answer struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (a *answer) Header() http.Header         { return a.header }
func (a *answer) WriteHeader(status int)      { a.status = status }
func (a *answer) Write(p []byte) (int, error) { return a.body.Write(p) }
