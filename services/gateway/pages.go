package gateway

import (
	"io/fs"
	"net/http"

	"dajiu/services/gateway/internal/edge"
)

// Pages returns the handlers of an application in browsers under a folder of the root, such as m: its files, and
// env.json, which tells it where it runs.
func Pages(folder string, files fs.FS, env []byte) (map[string]http.Handler, error) {
	root := "/" + folder + "/"
	app, err := edge.NewApp(files, root)
	if err != nil {
		return nil, err
	}
	return map[string]http.Handler{
		"GET /" + folder: http.RedirectHandler(root, http.StatusFound),
		"GET " + root:    app,
		"GET " + root + "env.json": http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json; charset=utf-8")
			w.Header().Set("Cache-Control", "no-store")
			_, _ = w.Write(env) // the client is gone
		}),
	}, nil
}
