package seal

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"time"
)

const rotateTime = 30 * time.Second

// Handler returns what operators list and rotate keys with. It belongs on the private port.
//
//	GET  /keys                              all services' keysets of this process, and how far values were moved
//	POST /keys/{service}/rotate?purpose=…   a new key for one purpose, or all; 404 where there is no such
func Handler(rings map[string]*Keyring) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /keys", func(w http.ResponseWriter, r *http.Request) {
		all := map[string][]Keyset{}
		for name, ring := range rings {
			list, err := ring.List(r.Context())
			if err != nil {
				answer(w, http.StatusServiceUnavailable, map[string]string{"error": err.Error()})
				return
			}
			all[name] = list
		}
		answer(w, http.StatusOK, all)
	})
	mux.HandleFunc("POST /keys/{service}/rotate", func(w http.ResponseWriter, r *http.Request) {
		ring := rings[r.PathValue("service")]
		if ring == nil {
			answer(w, http.StatusNotFound, map[string]string{"error": "no service of that name has keys in this process"})
			return
		}
		// What began is finished even where the operator hangs up.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), rotateTime)
		defer cancel()
		done, err := ring.Rotate(ctx, r.URL.Query().Get("purpose"))
		switch {
		case errors.Is(err, ErrPurpose):
			answer(w, http.StatusNotFound, map[string]string{"error": err.Error()})
		case err != nil:
			answer(w, http.StatusServiceUnavailable, map[string]string{"error": err.Error()})
		default:
			answer(w, http.StatusOK, map[string][]string{"rotated": done})
		}
	})
	return mux
}

func answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // the client is gone
}
