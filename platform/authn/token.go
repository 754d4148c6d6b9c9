package authn

import (
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	"dajiu/platform/clock"
)

// Issuer and Audience are fixed: a token of another issuer or for another audience is refused.
const (
	Issuer   = "dajiu"
	Audience = "dajiu-api"
)

// leeway is for how long an expired token is good still, since clocks of two processes may differ. Behind is how far behind the
// issuer's clock ours may be: whoever signed in a moment ago is no stranger to a process whose clock is late.
const (
	leeway = 5 * time.Second
	behind = 30 * time.Second
)

// ErrExpired says that a token was good once: its time, or its session, is over.
var ErrExpired = errors.New("authn: the token has expired")

// ErrInvalid says that a credential is not one of ours.
var ErrInvalid = errors.New("authn: the credential is not valid")

// claims are short-named, since every request carries them.
type claims struct {
	jwt.Claims
	Roles   Roles    `json:"rol"`
	Grants  []string `json:"gra,omitempty"`
	Session string   `json:"sid"`
	// Proved is in seconds since 1970.
	Proved      int64 `json:"prv,omitempty"`
	LacksFactor bool  `json:"nof,omitempty"`
	Delegated   bool  `json:"dlg,omitempty"`
}

// SigningKey is a key that signs tokens, with the name by which verifiers find its public half.
type SigningKey struct {
	ID      string
	Private ed25519.PrivateKey
}

// Signer makes access tokens with one key. It is safe for concurrent use; rotate by making another.
type Signer struct {
	signer jose.Signer
	clock  clock.Clock
	life   time.Duration
}

// NewSigner returns a signer whose tokens live as long as given.
func NewSigner(key SigningKey, c clock.Clock, life time.Duration) (*Signer, error) {
	signer, err := jose.NewSigner(
		jose.SigningKey{Algorithm: jose.EdDSA, Key: jose.JSONWebKey{Key: key.Private, KeyID: key.ID}},
		(&jose.SignerOptions{}).WithType("at+jwt"))
	if err != nil {
		return nil, fmt.Errorf("authn: make signer: %w", err)
	}
	return &Signer{signer: signer, clock: c, life: life}, nil
}

// Life is how long the tokens are good.
func (s *Signer) Life() time.Duration { return s.life }

// Sign makes a token for a person.
func (s *Signer) Sign(c Caller) (string, error) { return s.SignFor(c, s.life) }

// SignFor is Sign of a token that lives as long as given.
func (s *Signer) SignFor(c Caller, life time.Duration) (string, error) {
	now := s.clock.Now()
	body := claims{
		Claims: jwt.Claims{
			Issuer: Issuer, Audience: jwt.Audience{Audience}, Subject: strconv.FormatInt(c.UserID, 10),
			IssuedAt: jwt.NewNumericDate(now), Expiry: jwt.NewNumericDate(now.Add(life)),
		},
		Roles: c.Roles, Session: strconv.FormatInt(c.Session, 10), LacksFactor: c.LacksFactor, Delegated: c.Delegated,
	}
	for _, g := range c.Grants {
		body.Grants = append(body.Grants, g.text())
	}
	if !c.ProvedAt.IsZero() {
		body.Proved = c.ProvedAt.Unix()
	}
	token, err := jwt.Signed(s.signer).Claims(body).Serialize()
	if err != nil {
		return "", fmt.Errorf("authn: sign token: %w", err)
	}
	return token, nil
}

// PublicKey is a key that verifies tokens.
type PublicKey struct {
	ID  string
	Key ed25519.PublicKey
}

// X returns the key as a JWK writes it.
func (k PublicKey) X() string { return base64.RawURLEncoding.EncodeToString(k.Key) }

// ParsePublicKey reads a key as a JWK writes it.
func ParsePublicKey(kid, x string) (PublicKey, error) {
	raw, err := base64.RawURLEncoding.DecodeString(x)
	if err != nil || len(raw) != ed25519.PublicKeySize {
		return PublicKey{}, fmt.Errorf("authn: key %q is not an Ed25519 public key", kid)
	}
	return PublicKey{ID: kid, Key: raw}, nil
}

// parsed is a token whose signature is not verified yet.
type parsed struct {
	token *jwt.JSONWebToken
	keyID string
}

func parse(token string) (parsed, error) {
	t, err := jwt.ParseSigned(token, []jose.SignatureAlgorithm{jose.EdDSA})
	if err != nil || len(t.Headers) != 1 {
		return parsed{}, ErrInvalid
	}
	return parsed{token: t, keyID: t.Headers[0].KeyID}, nil
}

// verify checks signature and claims, and returns the caller and when the token expires.
func (p parsed) verify(key PublicKey, now time.Time) (Caller, time.Time, error) {
	var body claims
	if err := p.token.Claims(key.Key, &body); err != nil {
		return Caller{}, time.Time{}, ErrInvalid
	}
	if issued := body.IssuedAt; issued != nil && issued.Time().After(now) && issued.Time().Sub(now) <= behind {
		now = issued.Time()
	}
	expected := jwt.Expected{Issuer: Issuer, AnyAudience: jwt.Audience{Audience}, Time: now}
	if err := body.ValidateWithLeeway(expected, leeway); err != nil {
		if errors.Is(err, jwt.ErrExpired) {
			return Caller{}, time.Time{}, ErrExpired
		}
		return Caller{}, time.Time{}, ErrInvalid
	}
	if body.Expiry == nil || body.IssuedAt == nil {
		return Caller{}, time.Time{}, ErrInvalid
	}
	c, err := body.caller()
	return c, body.Expiry.Time(), err
}

// caller reads who a token is about. What staff act as follows from their grants alone.
func (b claims) caller() (Caller, error) {
	user, err := strconv.ParseInt(b.Subject, 10, 64)
	if err != nil || user <= 0 {
		return Caller{}, ErrInvalid
	}
	session, err := strconv.ParseInt(b.Session, 10, 64)
	if err != nil {
		return Caller{}, ErrInvalid
	}
	var grants []Grant
	for _, text := range b.Grants {
		g, err := parseGrant(text)
		if err != nil {
			return Caller{}, err
		}
		grants = append(grants, g)
	}
	c := Staff(user, session, grants...)
	c.LacksFactor, c.Delegated = b.LacksFactor, b.Delegated
	c.Roles |= b.Roles & NewRoles(optionsv1.Role_ROLE_CONSUMER)
	if b.Proved > 0 {
		c.ProvedAt = time.Unix(b.Proved, 0).UTC()
	}
	return c, nil
}
