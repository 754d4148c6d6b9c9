package gateway

import (
	"io/fs"
	"net/http"

	"dajiu/services/gateway/internal/edge"
)

// MiniPages returns the handlers of the mini-program's browser build under /m/. Env is what the page is told about
// where it runs, as JSON.
func MiniPages(files fs.FS, env []byte) (map[string]http.Handler, error) {
	app, err := edge.NewApp(files, "/m/")
	if err != nil {
		return nil, err
	}
	return map[string]http.Handler{
		"GET /m":   http.RedirectHandler("/m/", http.StatusFound),
		"GET /m/":  app,
		"GET /{$}": http.RedirectHandler("/m/", http.StatusFound),
		"GET /m/env.json": http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json; charset=utf-8")
			w.Header().Set("Cache-Control", "no-store")
			_, _ = w.Write(env) // the client is gone
		}),
	}, nil
}
