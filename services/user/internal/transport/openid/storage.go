package openid

import (
	"context"
	"crypto/rsa"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"
	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/services/user/internal/app"
	"dajiu/services/user/internal/domain"
)

// storage is package app as the library wants it.
type storage struct {
	app    *app.OpenID
	issuer string
}

var (
	_             op.Storage                        = (*storage)(nil)
	_             op.ClientCredentialsStorage       = (*storage)(nil)
	_             op.CanTerminateSessionFromRequest = (*storage)(nil)
	_             op.CanGetPrivateClaimsFromRequest = (*storage)(nil)
	errNotOffered                                   = errors.New("openid: not offered")
)

// unknownProgram is one that never was, was turned off, or does not know its secret; which is not told.
func unknownProgram() error {
	return oidc.ErrInvalidClient().WithDescription("there is no such client, or its secret is another")
}

// refused puts a failure as the library tells it: what the other side got wrong under its code, and what went wrong here
// without a word of it.
func refused(err error, as *oidc.Error) error {
	var e *errs.Error
	if errors.As(err, &e) && e.Code() != codes.Internal && e.Code() != codes.Unavailable {
		return as.WithParent(err)
	}
	return oidc.ErrServerError().WithParent(err)
}

func (s *storage) program(c domain.Client) program {
	return program{Client: c, issuer: s.issuer, life: s.app.AccessLife()}
}

// GetClientByClientID returns a program that is not turned off.
func (s *storage) GetClientByClientID(ctx context.Context, id string) (op.Client, error) {
	c, err := s.client(ctx, id)
	if err != nil {
		return nil, err
	}
	return s.program(c), nil
}

func (s *storage) client(ctx context.Context, id string) (domain.Client, error) {
	number, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return domain.Client{}, unknownProgram()
	}
	c, err := s.app.Client(ctx, number)
	return c, known(err)
}

// known is the error of a look at a program: plain where the program is at fault.
func known(err error) error {
	if err == nil {
		return nil
	}
	if errs.HasReason(err, "USER_CLIENT_NOT_FOUND") || errs.HasReason(err, errs.ReasonUnauthenticated) {
		return unknownProgram()
	}
	return oidc.ErrServerError().WithParent(err)
}

// AuthorizeClientIDSecret checks a program's secret.
func (s *storage) AuthorizeClientIDSecret(ctx context.Context, id, secret string) error {
	_, err := s.ClientCredentials(ctx, id, secret)
	return err
}

// ClientCredentials returns the program whose secret it is.
func (s *storage) ClientCredentials(ctx context.Context, id, secret string) (op.Client, error) {
	number, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return nil, unknownProgram()
	}
	c, err := s.app.Authenticate(ctx, number, secret)
	if err != nil {
		return nil, known(err)
	}
	return s.program(c), nil
}

// ClientCredentialsTokenRequest checks what a server asks for; nothing named is all that it may.
func (s *storage) ClientCredentialsTokenRequest(ctx context.Context, id string, scopes []string) (op.TokenRequest, error) {
	c, err := s.client(ctx, id)
	if err != nil {
		return nil, oidc.ErrInvalidClient().WithParent(err)
	}
	if len(scopes) == 0 {
		scopes = c.Scopes
	}
	for _, asked := range scopes {
		if !contains(c.Scopes, asked) {
			return nil, oidc.ErrInvalidScope().WithDescription("the client is not registered for one of the scopes")
		}
	}
	return &serverRequest{client: c, scopes: scopes}, nil
}

// CreateAuthRequest keeps what a program asked for, with the browser that brought it.
func (s *storage) CreateAuthRequest(ctx context.Context, r *oidc.AuthRequest, _ string) (op.AuthRequest, error) {
	c, err := s.client(ctx, r.ClientID)
	if err != nil {
		return nil, err
	}
	asked := domain.Asked{
		RedirectURI: r.RedirectURI, Scopes: r.Scopes, State: r.State, Nonce: r.Nonce, Challenge: r.CodeChallenge,
		ResponseMode: string(r.ResponseMode), Prompt: r.Prompt, MaxAge: r.MaxAge,
	}
	if code, why := domain.CheckAsked(c, asked, string(r.CodeChallengeMethod)); code != "" {
		if code == "invalid_scope" {
			return nil, oidc.ErrInvalidScope().WithDescription("%s", why)
		}
		return nil, oidc.ErrInvalidRequest().WithDescription("%s", why)
	}
	signIn, err := s.app.Begin(ctx, c, asked, visitOf(ctx).browser)
	if err != nil {
		return nil, oidc.ErrServerError().WithParent(err)
	}
	return &request{SignIn: signIn}, nil
}

// AuthRequestByID returns a sign-in of the browser that asks.
func (s *storage) AuthRequestByID(ctx context.Context, id string) (op.AuthRequest, error) {
	signIn, err := s.app.SignIn(ctx, id, visitOf(ctx).browser)
	if err != nil {
		return nil, refused(err, oidc.ErrInvalidRequest())
	}
	return &request{SignIn: signIn}, nil
}

// AuthRequestByCode returns the sign-in that a code was given for.
func (s *storage) AuthRequestByCode(ctx context.Context, code string) (op.AuthRequest, error) {
	signIn, err := s.app.ByCode(ctx, code)
	if err != nil {
		return nil, refused(err, oidc.ErrInvalidGrant())
	}
	return &request{SignIn: signIn, code: code}, nil
}

// SaveAuthCode gives a sign-in its code.
func (s *storage) SaveAuthCode(ctx context.Context, id, code string) error {
	if err := s.app.SaveCode(ctx, id, code); err != nil {
		return refused(err, oidc.ErrInvalidRequest())
	}
	return nil
}

// DeleteAuthRequest keeps it: a code that comes again must be known. The sweep takes it.
func (s *storage) DeleteAuthRequest(context.Context, string) error { return nil }

// CreateAccessToken opens a session without refresh tokens.
func (s *storage) CreateAccessToken(ctx context.Context, r op.TokenRequest) (string, time.Time, error) {
	var session domain.Session
	var err error
	switch r := r.(type) {
	case *request:
		session, err = s.app.Redeem(ctx, r.SignIn, r.code, false)
	case *serverRequest:
		session, err = s.app.Serve(ctx, r.client, r.scopes)
	default:
		err = fmt.Errorf("%w: a token for %T", errNotOffered, r)
	}
	if err != nil {
		return "", time.Time{}, refused(err, oidc.ErrInvalidGrant())
	}
	return app.TokenID(session), s.expiry(), nil
}

// CreateAccessAndRefreshTokens opens a session with refresh tokens, or uses one.
func (s *storage) CreateAccessAndRefreshTokens(ctx context.Context, r op.TokenRequest, _ string) (string, string, time.Time, error) {
	var session domain.Session
	var err error
	switch r := r.(type) {
	case *request:
		session, err = s.app.Redeem(ctx, r.SignIn, r.code, true)
	case *refreshRequest:
		session, err = s.app.Rotate(ctx, r.Session.ID, r.generation)
	default:
		err = fmt.Errorf("%w: a refresh token for %T", errNotOffered, r)
	}
	if err != nil {
		return "", "", time.Time{}, refused(err, oidc.ErrInvalidGrant())
	}
	return app.TokenID(session), s.app.RefreshToken(session), s.expiry(), nil
}

func (s *storage) expiry() time.Time { return s.app.Now().Add(s.app.AccessLife()) }

// TokenRequestByRefreshToken returns what a refresh token is good for; whether it was used is judged when it is.
func (s *storage) TokenRequestByRefreshToken(ctx context.Context, token string) (op.RefreshTokenRequest, error) {
	h, generation, err := s.app.ByRefreshToken(ctx, token)
	if err != nil {
		return nil, refused(err, oidc.ErrInvalidGrant())
	}
	return &refreshRequest{Holder: h, generation: generation}, nil
}

// TerminateSession is not called: see TerminateSessionFromRequest.
func (s *storage) TerminateSession(context.Context, string, string) error { return errNotOffered }

// TerminateSessionFromRequest signs somebody out of a program and of this browser. Only who shows an ID token may say so:
// otherwise any page could.
func (s *storage) TerminateSessionFromRequest(ctx context.Context, r *op.EndSessionRequest) (string, error) {
	user, err := strconv.ParseInt(r.UserID, 10, 64)
	client, err2 := strconv.ParseInt(r.ClientID, 10, 64)
	if err != nil || err2 != nil {
		return "", oidc.ErrInvalidRequest().WithDescription("id_token_hint is required")
	}
	if err := s.app.SignOut(ctx, user, client, visitOf(ctx).login); err != nil {
		return "", oidc.ErrServerError().WithParent(err)
	}
	return r.RedirectURI, nil
}

// RevokeToken ends the session of a token, where it is the program's that asks. A token that never was is no error.
func (s *storage) RevokeToken(ctx context.Context, tokenID, subject, clientID string) *oidc.Error {
	if subject == "" {
		return nil
	}
	h, err := s.app.ByToken(ctx, tokenID, subject)
	if errs.HasReason(err, "USER_SESSION_INVALID") {
		return nil
	}
	if err != nil {
		return oidc.ErrServerError().WithParent(err)
	}
	if idText(h.Client.ID) != clientID {
		return oidc.ErrInvalidClient().WithDescription("the token is another client's")
	}
	if err := s.app.End(ctx, h.Session.ID); err != nil {
		return oidc.ErrServerError().WithParent(err)
	}
	return nil
}

// GetRefreshTokenInfo tells whose a refresh token is.
func (s *storage) GetRefreshTokenInfo(ctx context.Context, _, token string) (userID, tokenID string, err error) {
	h, _, err := s.app.ByRefreshToken(ctx, token)
	if err != nil {
		return "", "", op.ErrInvalidRefreshToken
	}
	return idText(h.Session.UserID), app.TokenID(h.Session), nil
}

type signingKey struct{ app.OpenKey }

// SignatureAlgorithm is the one that every OpenID library knows.
func (signingKey) SignatureAlgorithm() jose.SignatureAlgorithm { return jose.RS256 }

// Algorithm is the same, of a public key.
func (signingKey) Algorithm() jose.SignatureAlgorithm { return jose.RS256 }

// Use is signatures.
func (signingKey) Use() string { return "sig" }

// ID is the kid.
func (k signingKey) ID() string { return k.OpenKey.ID }

// Key is the private key.
func (k signingKey) Key() any { return k.Private }

type publicKey struct {
	signingKey
	key *rsa.PublicKey
}

// Key is the public key.
func (k publicKey) Key() any { return k.key }

// SigningKey is the key that signs now.
func (s *storage) SigningKey(context.Context) (op.SigningKey, error) {
	return signingKey{s.app.SigningKey()}, nil
}

// SignatureAlgorithms are those of the keys.
func (s *storage) SignatureAlgorithms(context.Context) ([]jose.SignatureAlgorithm, error) {
	return []jose.SignatureAlgorithm{jose.RS256}, nil
}

// KeySet is the public keys, of earlier signing keys too.
func (s *storage) KeySet(ctx context.Context) ([]op.Key, error) {
	keys, err := s.app.Keys(ctx)
	if err != nil {
		return nil, oidc.ErrServerError().WithParent(err)
	}
	set := make([]op.Key, len(keys))
	for i, k := range keys {
		set[i] = publicKey{signingKey{k}, &k.Private.PublicKey}
	}
	return set, nil
}

// SetUserinfoFromScopes tells an ID token who it is about, and nothing else: userinfo tells names.
func (s *storage) SetUserinfoFromScopes(_ context.Context, info *oidc.UserInfo, subject, _ string, _ []string) error {
	info.Subject = subject
	return nil
}

// SetUserinfoFromToken tells a program who its token is about, as far as its scopes go.
func (s *storage) SetUserinfoFromToken(ctx context.Context, info *oidc.UserInfo, tokenID, subject, _ string) error {
	h, err := s.app.ByToken(ctx, tokenID, subject)
	if err != nil {
		return refused(err, oidc.ErrAccessDenied().WithDescription("the token opens nothing any more"))
	}
	if h.User == nil {
		return oidc.ErrAccessDenied().WithDescription("the token is about nobody")
	}
	tell(info, *h.User, h.Session.ScopeList())
	return nil
}

// tell fills in what scopes let a program know.
func tell(info *oidc.UserInfo, u domain.User, scopes []string) {
	info.Subject = idText(u.ID)
	if contains(scopes, domain.ScopeProfile) {
		info.Name, info.Nickname, info.Picture = u.Nickname, u.Nickname, u.AvatarURL
		if u.Staff != nil {
			info.Name, info.PreferredUsername = u.Staff.Name, u.Staff.Username
		}
		var kinds []string
		for _, role := range app.RolesOf(u).List() {
			kinds = append(kinds, strings.ToLower(strings.TrimPrefix(role.String(), "ROLE_")))
		}
		info.AppendClaims("roles", kinds)
	}
	if contains(scopes, domain.ScopePhone) && u.Phone != "" {
		info.PhoneNumber, info.PhoneNumberVerified = "+86"+u.Phone, true
	}
}

// SetIntrospectionFromToken tells a program about a token of its own; of another's, that it is not active.
func (s *storage) SetIntrospectionFromToken(ctx context.Context, r *oidc.IntrospectionResponse, tokenID, subject, clientID string) error {
	h, err := s.app.ByToken(ctx, tokenID, subject)
	if err != nil {
		return err
	}
	if idText(h.Client.ID) != clientID {
		return unknownProgram()
	}
	r.Subject, r.ClientID, r.Scope, r.TokenType = subject, clientID, h.Session.ScopeList(), oidc.BearerToken
	r.Audience, r.Issuer, r.JWTID = oidc.Audience{clientID}, s.issuer, tokenID
	r.IssuedAt, r.Expiration = oidc.FromTime(h.Session.RotatedAt), oidc.FromTime(h.Session.RotatedAt.Add(s.app.AccessLife()))
	return nil
}

// GetPrivateClaimsFromScopes is not called: see GetPrivateClaimsFromRequest.
func (s *storage) GetPrivateClaimsFromScopes(context.Context, string, string, []string) (map[string]any, error) {
	return nil, errNotOffered
}

// GetPrivateClaimsFromRequest adds to an access token what it is good for, as RFC 9068 writes it.
func (s *storage) GetPrivateClaimsFromRequest(_ context.Context, r op.TokenRequest, _ []string) (map[string]any, error) {
	return map[string]any{"scope": strings.Join(r.GetScopes(), " ")}, nil
}

// GetKeyByIDAndClientID finds none: programs have secrets, not keys.
func (s *storage) GetKeyByIDAndClientID(context.Context, string, string) (*jose.JSONWebKey, error) {
	return nil, errNotOffered
}

// ValidateJWTProfileScopes is part of what needs such keys.
func (s *storage) ValidateJWTProfileScopes(context.Context, string, []string) ([]string, error) {
	return nil, errNotOffered
}

// Health is the host's to say.
func (s *storage) Health(context.Context) error { return nil }
