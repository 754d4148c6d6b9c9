package sim

import (
	"bufio"
	"compress/gzip"
	"crypto/sha1" //nolint:gosec // the digest that the protocol asks for
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"dajiu/integrations/wechatpay/wire"
)

const (
	tokenLife = 5 * time.Minute
	maxTokens = 256
)

// bills keeps the files of bills and the short-lived addresses under which they are downloaded.
type bills struct {
	dir    string
	making sync.Mutex

	mu     sync.Mutex
	tokens map[string]ticket
}

// billFile is a bill on disk, packed. The digest is of its unpacked content.
type billFile struct{ path, digest string }

type ticket struct {
	file   billFile
	packed bool
	until  time.Time
}

func newBills(dir string) *bills {
	return &bills{dir: filepath.Join(dir, "bills"), tokens: make(map[string]ticket)}
}

// make writes a bill unless a final one exists. Rows of a final bill never change. One bill is made at once.
func (b *bills) make(name string, final bool, write func(*billWriter) error) (billFile, error) {
	b.making.Lock()
	defer b.making.Unlock()
	if final {
		if found, err := filepath.Glob(filepath.Join(b.dir, name+".*.final.gz")); err == nil && len(found) > 0 {
			return billFile{path: found[0], digest: strings.Split(filepath.Base(found[0]), ".")[1]}, nil
		}
	}
	if err := os.MkdirAll(b.dir, 0o700); err != nil {
		return billFile{}, fmt.Errorf("sim: bills: %w", err)
	}
	temporary, err := os.CreateTemp(b.dir, name+".*.new")
	if err != nil {
		return billFile{}, fmt.Errorf("sim: bills: %w", err)
	}
	digest, err := fill(temporary, write)
	if err != nil {
		return billFile{}, errors.Join(err, os.Remove(temporary.Name()))
	}
	kind := "draft"
	if final {
		kind = "final"
	}
	path := filepath.Join(b.dir, name+"."+digest+"."+kind+".gz")
	b.forget(name)
	if err := os.Rename(temporary.Name(), path); err != nil {
		return billFile{}, fmt.Errorf("sim: bills: %w", err)
	}
	return billFile{path: path, digest: digest}, nil
}

// forget removes a day's earlier drafts. What cannot be removed only takes space.
func (b *bills) forget(name string) {
	drafts, err := filepath.Glob(filepath.Join(b.dir, name+".*.draft.gz"))
	if err != nil {
		return
	}
	for _, path := range drafts {
		_ = os.Remove(path)
	}
}

func fill(file *os.File, write func(*billWriter) error) (string, error) {
	sum := sha1.New() //nolint:gosec // see the import
	packed := gzip.NewWriter(file)
	buffered := bufio.NewWriterSize(io.MultiWriter(packed, sum), 64<<10)
	err := write(&billWriter{out: buffered})
	if err = errors.Join(err, buffered.Flush(), packed.Close(), file.Close()); err != nil {
		return "", fmt.Errorf("sim: write bill: %w", err)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// issue returns a token for one file. Old tokens make room.
func (b *bills) issue(file billFile, packed bool, now time.Time) string {
	token := wire.Nonce()
	b.mu.Lock()
	defer b.mu.Unlock()
	for old, t := range b.tokens {
		if !now.Before(t.until) || len(b.tokens) >= maxTokens {
			delete(b.tokens, old)
		}
	}
	b.tokens[token] = ticket{file: file, packed: packed, until: now.Add(tokenLife)}
	return token
}

func (b *bills) redeem(token string, now time.Time) (ticket, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	t, ok := b.tokens[token]
	return t, ok && now.Before(t.until)
}

// send writes the file, packed or not as it was asked for.
func (t ticket) send(w io.Writer) error {
	file, err := os.Open(t.file.path)
	if err != nil {
		return fmt.Errorf("sim: open bill: %w", err)
	}
	defer file.Close()
	var from io.Reader = file
	if !t.packed {
		unpacked, err := gzip.NewReader(file)
		if err != nil {
			return fmt.Errorf("sim: unpack bill: %w", err)
		}
		from = unpacked
	}
	if _, err := io.Copy(w, from); err != nil { //nolint:gosec // our own file, of a size we made
		return fmt.Errorf("sim: send bill: %w", err)
	}
	return nil
}
