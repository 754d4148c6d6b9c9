package testkit

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
)

const (
	mavenCentral = "https://repo.maven.apache.org/maven2/"
	jarsWithin   = 5 * time.Minute
	mostJarBytes = 64 << 20
)

// fetchJars brings the jars of a list into a folder: lines of a SHA-256 and a path on Maven Central. What is there and
// right is kept; a jar of an earlier list is removed, since Java takes all there are.
func fetchJars(dir, list string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), jarsWithin)
	defer cancel()
	wanted := map[string]bool{}
	for line := range strings.Lines(list) {
		sum, from, ok := strings.Cut(strings.TrimSpace(line), "  ")
		if !ok {
			return fmt.Errorf("testkit: %q is not a line of jars", line)
		}
		name := path.Base(from)
		wanted[name] = true
		if err := fetchJar(ctx, filepath.Join(dir, name), from, sum); err != nil {
			return fmt.Errorf("fetch %s: %w", name, err)
		}
	}
	found, err := os.ReadDir(dir)
	for _, entry := range found {
		if !wanted[entry.Name()] {
			err = errors.Join(err, os.Remove(filepath.Join(dir, entry.Name())))
		}
	}
	return err
}

func fetchJar(ctx context.Context, to, from, sum string) error {
	if text, err := os.ReadFile(to); err == nil && digest(text) == sum {
		return nil
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, mavenCentral+from, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }() // what was read is checked below
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	text, err := io.ReadAll(io.LimitReader(resp.Body, mostJarBytes))
	if err != nil {
		return err
	}
	if got := digest(text); got != sum {
		return fmt.Errorf("its SHA-256 is %s, not %s", got, sum)
	}
	return os.WriteFile(to, text, 0o600)
}

func digest(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}
