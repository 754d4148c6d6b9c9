package domain

import (
	"slices"
	"strings"
	"time"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
)

// Asked is what a program asked for when it sent somebody to sign in.
type Asked struct {
	RedirectURI string   `json:"redirect_uri"`
	Scopes      []string `json:"scopes"`
	State       string   `json:"state,omitempty"`
	Nonce       string   `json:"nonce,omitempty"`
	// Challenge is the S256 challenge of RFC 7636.
	Challenge string `json:"challenge"`
	// ResponseMode is how the answer comes back: query, whether said or not.
	ResponseMode string   `json:"-"`
	Prompt       []string `json:"prompt,omitempty"`
	// MaxAge is how long ago the person may have proved that it is they, in seconds; none: any time.
	MaxAge *uint `json:"max_age,omitempty"`
}

// Bounds of what a program may ask.
const (
	maxAskedText = 1024
	maxScopes    = 20
)

// CheckAsked refuses what a program may not ask for: the reason is a code of RFC 6749, and why is for its developer.
func CheckAsked(c Client, a Asked, method string) (code, why string) {
	switch {
	case a.Challenge == "" || method != "S256":
		return "invalid_request", "PKCE with code_challenge_method=S256 is required"
	case len(a.Challenge) < 43 || len(a.Challenge) > 128:
		return "invalid_request", "code_challenge must have 43 to 128 characters"
	case len(a.State) > maxAskedText || len(a.Nonce) > maxAskedText:
		return "invalid_request", "state and nonce must have at most 1024 characters"
	case !slices.Contains(a.Scopes, ScopeOpenID) || len(a.Scopes) > maxScopes:
		return "invalid_scope", "scope must have openid"
	case a.ResponseMode != "" && a.ResponseMode != "query": // a form that sends itself needs a script
		return "invalid_request", "response_mode must be query"
	}
	for _, s := range a.Scopes {
		if !slices.Contains(c.Scopes, s) {
			return "invalid_scope", "the client is not registered for one of the scopes"
		}
	}
	return "", ""
}

// SignIn is a sign-in that a program asked for (登录请求): from the browser's coming to the code's being changed for tokens.
type SignIn struct {
	ID       string
	ClientID int64
	// Browser is the digest of the cookie of the browser that brought it: no other may finish it.
	Browser string
	Asked   Asked
	// UserID is who signed in; 0: nobody yet.
	UserID   int64
	ProvedAt time.Time
	// Allowed says that the person, or we for our own programs, let the program know who they are.
	Allowed bool
	// SessionID is what the code was changed for; 0: it was not yet.
	SessionID            int64
	CodeDigest           string
	ExpiresAt, CreatedAt time.Time
}

// Satisfies reports whether having proved at an instant that it is they is recent enough for what was asked.
func (s SignIn) Satisfies(proved, now time.Time) bool {
	if slices.Contains(s.Asked.Prompt, "login") {
		return !proved.Before(s.CreatedAt)
	}
	return s.Asked.MaxAge == nil || now.Sub(proved) <= time.Duration(*s.Asked.MaxAge)*time.Second
}

// Silent reports whether the person must not be shown anything.
func (s SignIn) Silent() bool { return slices.Contains(s.Asked.Prompt, "none") }

// SignInOver says that a sign-in cannot be gone on with; why is not told.
func SignInOver() error {
	return errs.New(codes.FailedPrecondition, "USER_SIGN_IN_OVER", "登录请求已失效，请回到应用重新登录")
}

// ScopeList reads the scopes of a session.
func (s Session) ScopeList() []string { return strings.Fields(s.Scopes) }
