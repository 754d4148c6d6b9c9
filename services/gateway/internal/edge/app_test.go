package edge

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

func smallApp(t *testing.T) *App {
	t.Helper()
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	a, err := NewApp(fstest.MapFS{
		"index.html": file("<page>"), "index.html.br": file("br-page"), "index.html.gz": file("gz-page"),
		"js/app.0123abcd.js": file("run()"), "js/app.0123abcd.js.gz": file("gz-run"), "static/tab.png": file("png"),
	}, "/m/")
	require.NoError(t, err)
	return a
}

func TestAnApplicationIsServedAsItsFilesSay(t *testing.T) {
	t.Parallel()
	a := smallApp(t)
	for _, c := range []struct {
		name, path, accept                string
		status                            int
		body, encoding, cacheControl, typ string
	}{
		{"the page", "/m/", "", 200, "<page>", "", "no-cache", "text/html; charset=utf-8"},
		{"a page of the application", "/m/packages/order/detail/index", "", 200, "<page>", "", "no-cache", "text/html; charset=utf-8"},
		{"the smallest form that the browser reads", "/m/", "gzip, deflate, br", 200, "br-page", "br", "no-cache", "text/html; charset=utf-8"},
		{"not a form that it refuses", "/m/", "br;q=0, gzip;q=0.5", 200, "gz-page", "gzip", "no-cache", "text/html; charset=utf-8"},
		{"a hashed file is kept for ever", "/m/js/app.0123abcd.js", "gzip, br", 200, "gz-run", "gzip", "public, max-age=31536000, immutable", "text/javascript; charset=utf-8"},
		{"a file without a hash is asked for again", "/m/static/tab.png", "br", 200, "png", "", "no-cache", "image/png"},
		{"a script that is gone is not a page", "/m/js/app.ffffffff.js", "", 404, "", "", "no-store", "application/json; charset=utf-8"},
		{"compressed forms have no address of their own", "/m/index.html.br", "", 404, "", "", "no-store", "application/json; charset=utf-8"},
		{"nothing outside is reached", "/m/../go.mod", "", 404, "", "", "no-store", "application/json; charset=utf-8"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := httptest.NewRequest(http.MethodGet, "http://x"+c.path, nil)
			r.Header.Set("Accept-Encoding", c.accept)
			w := httptest.NewRecorder()
			a.ServeHTTP(w, r)
			require.Equal(t, c.status, w.Code)
			require.Equal(t, []string{c.encoding, c.cacheControl, c.typ}, []string{w.Header().Get("Content-Encoding"), w.Header().Get("Cache-Control"), w.Header().Get("Content-Type")})
			if c.status == http.StatusOK {
				require.Equal(t, c.body, w.Body.String())
				require.Contains(t, w.Header().Get("Content-Security-Policy"), "script-src 'self';")
			}
		})
	}
}

func TestAnUnchangedPageIsNotSentAgain(t *testing.T) {
	t.Parallel()
	a := smallApp(t)
	ask := func(etag, accept string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodGet, "http://x/m/", nil)
		r.Header.Set("If-None-Match", etag)
		r.Header.Set("Accept-Encoding", accept)
		w := httptest.NewRecorder()
		a.ServeHTTP(w, r)
		return w
	}
	first := ask("", "br")
	require.Equal(t, http.StatusNotModified, ask(first.Header().Get("Etag"), "br").Code)
	require.Equal(t, http.StatusOK, ask(first.Header().Get("Etag"), "gzip").Code, "another form is another answer")
}

func TestAnApplicationWithoutAPageIsRefused(t *testing.T) {
	t.Parallel()
	_, err := NewApp(fstest.MapFS{"a.js": &fstest.MapFile{}}, "/m/")
	require.Error(t, err)
}
