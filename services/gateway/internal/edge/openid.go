package edge

import (
	"io"
	"net/http"
	"strings"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"

	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/errs"
	"dajiu/platform/reqid"
	"dajiu/platform/rpc"
)

// OpenIDPath is where single sign-on is served.
const OpenIDPath = "/oauth/"

// Bounds of a request to single sign-on: forms of a few fields, and what programs put into an address.
const (
	maxForm  = 32 << 10
	maxQuery = 8 << 10
)

// OpenID passes requests of single sign-on on to where accounts are, and their answers back. What may be kept is a call of
// its own, with the limits of reading.
func OpenID(users userv1.OpenIDServiceClient) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxForm))
		if err != nil {
			WriteError(w, r, err)
			return
		}
		req := &userv1.WebRequest{
			Method: r.Method, Path: "/" + strings.TrimPrefix(r.URL.Path, OpenIDPath), Query: r.URL.RawQuery, Body: body, Headers: map[string]string{},
		}
		if len(req.GetQuery()) > maxQuery {
			WriteError(w, r, errs.New(codes.InvalidArgument, errs.ReasonInvalid, "the address is too long"))
			return
		}
		if req.GetMethod() == http.MethodHead {
			req.Method = http.MethodGet
		}
		for _, name := range openIDHeaders() {
			if value := strings.Join(r.Header.Values(name), ", "); value != "" {
				req.Headers[name] = value
			}
		}
		ctx := metadata.NewOutgoingContext(r.Context(), metadata.MD{
			rpc.MetaRequestID: {reqid.From(r.Context())}, rpc.MetaAgent: {r.UserAgent()},
		})
		call := users.Answer
		if kept(req.GetPath()) {
			call = users.Describe
		}
		answer, err := call(ctx, req)
		if err != nil {
			WriteError(w, r, err)
			return
		}
		for _, h := range answer.GetHeaders() {
			if h.GetName() == "Set-Cookie" {
				w.Header().Add(h.GetName(), h.GetValue())
			} else {
				w.Header().Set(h.GetName(), h.GetValue())
			}
		}
		w.WriteHeader(int(answer.GetStatus()))
		_, _ = w.Write(answer.GetBody()) // the caller is gone
	})
}

// openIDHeaders are those that single sign-on reads. A credential is among them: it may be a client's, or a token that is no
// key to the API.
func openIDHeaders() []string {
	return []string{
		"Accept", "Authorization", "Content-Type", "Cookie", "Origin", "Sec-Fetch-Site",
		"Access-Control-Request-Method", "Access-Control-Request-Headers",
	}
}

// kept reports whether anybody may keep what is there.
func kept(path string) bool {
	return path == "/.well-known/openid-configuration" || path == "/keys" || path == "/style.css"
}
