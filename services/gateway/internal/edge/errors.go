package edge

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"time"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/platform/reqid"
	"dajiu/platform/rpc"
)

// errorBody is the one form in which the API says what went wrong.
type errorBody struct {
	Error errorDoc `json:"error"`
}

type errorDoc struct {
	// Status is the HTTP status.
	Status int `json:"status"`
	// Reason is stable: programs test it.
	Reason string `json:"reason"`
	// Message is for people.
	Message string `json:"message"`
	// RequestID finds the request in our logs.
	RequestID string     `json:"requestId"`
	Fields    []fieldDoc `json:"fields,omitempty"`
}

type fieldDoc struct {
	Field  string `json:"field"`
	Reason string `json:"reason"`
}

// WriteError answers a request with a failure.
func WriteError(w http.ResponseWriter, r *http.Request, err error) {
	var e *errs.Error
	var tooBig *http.MaxBytesError
	switch {
	case errors.As(err, &tooBig):
		e = tooLarge(tooBig.Limit)
	case !errors.As(err, &e):
		e = rpc.FromStatus(err)
	}
	doc := errorDoc{Status: httpStatus(e), Reason: e.Reason(), Message: e.Message(), RequestID: reqid.From(r.Context())}
	for _, f := range e.Fields() {
		doc.Fields = append(doc.Fields, fieldDoc{Field: f.Path, Reason: f.Reason})
	}
	body, err := json.Marshal(errorBody{Error: doc})
	if err != nil {
		body = []byte(`{"error":{}}`)
	}
	h := w.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if doc.Status == http.StatusUnauthorized {
		h.Set("WWW-Authenticate", "Bearer")
	}
	if seconds := retryAfter(doc.Status, e); seconds > 0 {
		h.Set("Retry-After", strconv.FormatInt(seconds, 10))
	}
	w.WriteHeader(doc.Status)
	_, _ = w.Write(body) // the client is gone
}

// retryAfter is after how many whole seconds a client may ask again; 0 where it is not told.
func retryAfter(status int, e *errs.Error) int64 {
	if e.RetryAfter() > 0 {
		return int64((e.RetryAfter() + time.Second - 1) / time.Second)
	}
	if status == http.StatusTooManyRequests {
		return 1
	}
	return 0
}

func httpStatus(e *errs.Error) int {
	switch {
	case e.Reason() == reasonTooLarge:
		return http.StatusRequestEntityTooLarge
	case e.Reason() == reasonMethod:
		return http.StatusMethodNotAllowed
	case e.Reason() == errs.ReasonOverloaded:
		return http.StatusServiceUnavailable // grpc-gateway says 429, which is a client's own fault
	case e.Code() == codes.FailedPrecondition:
		// grpc-gateway says 400; a client can mend a 400 by itself, but not a state.
		return http.StatusConflict
	}
	return runtime.HTTPStatusFromCode(e.Code())
}

const (
	reasonTooLarge = "REQUEST_TOO_LARGE"
	reasonMethod   = "METHOD_NOT_ALLOWED"
	reasonNoRoute  = "NOT_FOUND"
)

func tooLarge(limit int64) *errs.Error {
	return errs.Newf(codes.InvalidArgument, reasonTooLarge, "the body is larger than %d bytes", limit)
}

// bounded remembers that a body was too large: the transcoder tells only that it could not be read.
type bounded struct {
	io.ReadCloser
	over *http.MaxBytesError
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if err != nil && b.over == nil {
		_ = errors.As(err, &b.over) // leaves it nil where it is another failure
	}
	return n, err //nolint:wrapcheck // a reader adds nothing, and io.EOF must stay itself
}

func routing(status int) *errs.Error {
	switch status {
	case http.StatusMethodNotAllowed:
		return errs.New(codes.Unimplemented, reasonMethod, "this path does not take that method")
	case http.StatusNotFound:
		return errs.New(codes.NotFound, reasonNoRoute, "there is no such path")
	}
	return errs.New(codes.InvalidArgument, errs.ReasonInvalid, "the request cannot be understood")
}
