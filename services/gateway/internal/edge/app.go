package edge

import (
	"encoding/hex"
	"fmt"
	"hash/fnv"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"regexp"
	"strconv"
	"strings"
)

// App serves a browser application from files: whatever is no file is a page of the application, which routes by itself.
//
// Files with a hash in their name never change and are kept for a year; all others are asked for again each time. Where a
// file lies beside its compressed form, that one is sent to who can read it.
type App struct {
	prefix string
	files  map[string]appFile
}

// appFile is one file in its forms. It is never changed.
type appFile struct {
	kind      string
	etag      string
	immutable bool
	plain     []byte
	// packed are the compressed forms by encoding.
	packed map[string][]byte
}

// appPolicy lets the application load only what is its own. Styles are set from scripts, and pictures are drawn in them.
const appPolicy = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
	"font-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"

var hashed = regexp.MustCompile(`\.[0-9a-f]{8,}\.[a-z0-9]+$`) //nolint:gochecknoglobals // a compiled constant

// encodings in the order of preference, with the ending of the file that holds each.
func encodings() []struct{ name, ending string } {
	return []struct{ name, ending string }{{"br", ".br"}, {"gzip", ".gz"}}
}

// NewApp reads all files of an application that is served under a prefix. One without an index.html is an error.
func NewApp(files fs.FS, prefix string) (*App, error) {
	a := &App{prefix: prefix, files: map[string]appFile{}}
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(name, ".br") || strings.HasSuffix(name, ".gz") {
			return err
		}
		f, err := readAppFile(files, name)
		a.files[name] = f
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("gateway: application: %w", err)
	}
	if _, ok := a.files["index.html"]; !ok {
		return nil, fmt.Errorf("gateway: application under %s has no index.html", prefix)
	}
	return a, nil
}

func readAppFile(files fs.FS, name string) (appFile, error) {
	plain, err := fs.ReadFile(files, name)
	if err != nil {
		return appFile{}, err //nolint:wrapcheck // names the file
	}
	sum := fnv.New64a()
	_, _ = sum.Write(plain) // a hash does not fail
	f := appFile{plain: plain, etag: `"` + hex.EncodeToString(sum.Sum(nil)) + `"`, immutable: hashed.MatchString(name), packed: map[string][]byte{}}
	if f.kind = mime.TypeByExtension(path.Ext(name)); f.kind == "" {
		f.kind = "application/octet-stream"
	}
	for _, e := range encodings() {
		if packed, err := fs.ReadFile(files, name+e.ending); err == nil {
			f.packed[e.name] = packed
		}
	}
	return f, nil
}

// ServeHTTP answers with a file, or with the application for a path of its own. A missing file is 404: a script that is
// gone must not be answered with a page.
func (a *App) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, a.prefix)
	f, ok := a.files[name]
	if !ok {
		if path.Ext(name) != "" {
			WriteError(w, r, routing(http.StatusNotFound))
			return
		}
		f = a.files["index.html"]
	}
	h := w.Header()
	h.Set("Content-Security-Policy", appPolicy)
	h.Set("Content-Type", f.kind)
	h.Set("Vary", "Accept-Encoding")
	h.Set("Cache-Control", "no-cache")
	if f.immutable {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	body, etag := f.plain, f.etag
	for _, e := range encodings() {
		if packed, ok := f.packed[e.name]; ok && accepts(r.Header.Get("Accept-Encoding"), e.name) {
			h.Set("Content-Encoding", e.name)
			// Two forms of one file are two answers.
			body, etag = packed, strings.TrimSuffix(f.etag, `"`)+"-"+e.name+`"`
			break
		}
	}
	h.Set("Etag", etag)
	if r.Header.Get("If-None-Match") == etag {
		h.Del("Content-Encoding")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // the client is gone
	}
}

// accepts reports whether a list such as "gzip, br;q=0.8" names an encoding without refusing it.
func accepts(list, encoding string) bool {
	for _, part := range strings.Split(list, ",") {
		name, quality, _ := strings.Cut(strings.TrimSpace(part), ";")
		if !strings.EqualFold(strings.TrimSpace(name), encoding) {
			continue
		}
		q, ok := strings.CutPrefix(strings.ReplaceAll(quality, " ", ""), "q=")
		if !ok {
			return true
		}
		weight, err := strconv.ParseFloat(q, 64)
		return err == nil && weight > 0
	}
	return false
}
