package sim

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// Text is a message that a vendor took, as GET /sim/messages lists it.
type Text struct {
	Seq      int64             `json:"seq"`
	Vendor   string            `json:"vendor"`
	ID       string            `json:"id"`
	Phone    string            `json:"phone"`
	Template string            `json:"template"`
	Values   map[string]string `json:"values"`
	Text     string            `json:"text"`
	Ref      string            `json:"ref,omitempty"`
	SentAt   time.Time         `json:"sent_at"`
	// Arrived is whether the phone shows it.
	Arrived bool `json:"arrived"`
	// Tries are how often it was reported; Reported, whether somebody took the report, or the vendor gave up.
	Tries    int  `json:"tries"`
	Reported bool `json:"reported"`
}

// book is the kept messages, oldest first, and the file that has them: a line for each message and for each change, of
// which the last counts. Not safe for concurrent use.
type book struct {
	file  *os.File
	texts []Text
	next  int64
	lines int
}

func openBook(path string) (*book, error) {
	b := &book{next: 1}
	if err := b.load(path); err != nil {
		return nil, err
	}
	if err := b.rewrite(path); err != nil {
		return nil, fmt.Errorf("sms sim: %w", err)
	}
	return b, nil
}

func (b *book) load(path string) error {
	file, err := os.Open(path)
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("sms sim: %w", err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, maxBody)
	for lines.Scan() {
		var t Text
		if json.Unmarshal(lines.Bytes(), &t) != nil {
			continue // the line that a crash cut off
		}
		b.put(t)
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("sms sim: read %s: %w", path, err)
	}
	return nil
}

// rewrite leaves one line for each message.
func (b *book) rewrite(path string) error {
	fresh, err := os.CreateTemp(filepath.Dir(path), "sms-*")
	if err != nil {
		return err //nolint:wrapcheck // the caller names the operation
	}
	w := bufio.NewWriter(fresh)
	e := json.NewEncoder(w)
	for _, t := range b.texts {
		if err := e.Encode(t); err != nil {
			return err //nolint:wrapcheck // the caller names the operation
		}
	}
	if err := w.Flush(); err != nil {
		return err //nolint:wrapcheck // the caller names the operation
	}
	if err := os.Rename(fresh.Name(), path); err != nil {
		return err //nolint:wrapcheck // the caller names the operation
	}
	if b.file != nil {
		_ = b.file.Close()
	}
	b.file, b.lines = fresh, len(b.texts)
	return nil
}

// put takes a message or a change of one.
func (b *book) put(t Text) {
	if i, found := slices.BinarySearchFunc(b.texts, t.Seq, func(have Text, seq int64) int { return int(have.Seq - seq) }); found {
		b.texts[i] = t
		return
	}
	if len(b.texts) >= maxKept {
		b.texts = slices.Clone(b.texts[len(b.texts)-maxKept/2:])
	}
	b.texts = append(b.texts, t)
	b.next = max(b.next, t.Seq+1)
}

// keep puts a message on disk and then into memory.
func (b *book) keep(t Text) error {
	line, err := json.Marshal(t)
	if err != nil {
		return fmt.Errorf("sms sim: %w", err)
	}
	if _, err := b.file.Write(append(line, '\n')); err != nil {
		return fmt.Errorf("sms sim: %w", err)
	}
	b.put(t)
	if b.lines++; b.lines > 4*maxKept {
		return b.rewrite(b.file.Name())
	}
	return nil
}

// count is how many messages a phone had from a vendor after an instant.
func (b *book) count(vendor, phone string, after time.Time) int {
	n := 0
	for _, t := range slices.Backward(b.texts) {
		if !t.SentAt.After(after) {
			break
		}
		if t.Vendor == vendor && t.Phone == phone {
			n++
		}
	}
	return n
}

func (b *book) close() error { return b.file.Close() } //nolint:wrapcheck // says all there is
