package openid

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
)

// Recorder keeps an answer instead of sending it.
type Recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

// NewRecorder returns an empty one.
func NewRecorder() *Recorder { return &Recorder{header: http.Header{}} }

// Header is the answer's.
func (r *Recorder) Header() http.Header { return r.header }

// WriteHeader keeps the first status.
func (r *Recorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
}

// Write keeps a part of the body.
func (r *Recorder) Write(p []byte) (int, error) {
	r.WriteHeader(http.StatusOK)
	return r.body.Write(p) //nolint:wrapcheck // memory does not fail
}

// Answer returns what was written.
func (r *Recorder) Answer() (status int, header http.Header, body []byte) {
	r.WriteHeader(http.StatusOK)
	return r.status, r.header, r.body.Bytes()
}

// copyTo sends the rest of an answer whose header is w's already.
func (r *Recorder) copyTo(w http.ResponseWriter) {
	w.WriteHeader(max(r.status, http.StatusOK))
	_, _ = w.Write(r.body.Bytes()) // the caller is gone
}

// Count counts an answer that refuses: with a status, or by sending somebody back with an error.
func (p *Provider) Count(r *http.Request, rec *Recorder) {
	code := rec.header.Get(refusedHeader)
	rec.header.Del(refusedHeader)
	if at, err := url.Parse(rec.header.Get("Location")); code == "" && err == nil {
		code = at.Query().Get("error")
		if inFragment, err := url.ParseQuery(at.Fragment); code == "" && err == nil {
			code = inFragment.Get("error")
		}
	}
	if code == "" && rec.status >= http.StatusBadRequest {
		var doc struct {
			Error string `json:"error"`
		}
		_ = json.Unmarshal(rec.body.Bytes(), &doc) // what is no JSON has no code
		if code = doc.Error; code == "" {
			code = strings.ReplaceAll(strings.ToLower(http.StatusText(rec.status)), " ", "_")
		}
	}
	if code != "" {
		endpoint := r.Pattern // never the path, which anybody can make up
		if endpoint == "" {
			endpoint = "none"
		}
		p.refused.WithLabelValues(endpoint, code).Inc()
	}
}

// refusedHeader tells Count why a page refuses; it goes no further.
const refusedHeader = "X-Dajiu-Refused"
