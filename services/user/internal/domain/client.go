package domain

import (
	"fmt"
	"net"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
)

// ClientKind says how a program proves that it is itself, by the numbers of the proto.
type ClientKind int32

// Kinds of programs.
const (
	ClientWeb    ClientKind = 1 // 网站
	ClientPublic ClientKind = 2 // 浏览器或手机里的应用
	ClientServer ClientKind = 3 // 服务端
)

// ClientPeople says who may sign in to a program, as bits.
type ClientPeople int32

// Who signs in.
const (
	Customers ClientPeople = 1
	StaffOnly ClientPeople = 2
	Everybody ClientPeople = Customers | StaffOnly
)

// The scopes that say something to us. A server's are its own.
const (
	ScopeOpenID  = "openid"
	ScopeProfile = "profile"
	ScopePhone   = "phone"
	ScopeOffline = "offline_access"
)

// MaxClients is how many programs an installation may have.
const MaxClients = 200

// Client is a program that people may sign in to with their account here (接入应用).
type Client struct {
	ID         int64
	Name       string
	Kind       ClientKind
	FirstParty bool
	People     ClientPeople
	// RedirectURIs are compared letter for letter.
	RedirectURIs, LogoutURIs []string
	Scopes                   []string
	SecretDigest             string `json:"-"`
	Disabled                 bool
	Version                  int64
	CreatedAt                time.Time
}

// Confidential reports whether a program keeps a secret.
func (c Client) Confidential() bool { return c.Kind == ClientWeb || c.Kind == ClientServer }

// Admits reports whether an account may sign in to a program.
func (c Client) Admits(u User) bool {
	if u.Disabled || u.Staff != nil && u.Staff.Disabled {
		return false
	}
	if u.Staff != nil {
		return c.People&StaffOnly != 0
	}
	return c.People&Customers != 0
}

// NewClient checks and tidies a program. What cannot be is INVALID_ARGUMENT with the field.
func NewClient(c Client) (Client, error) {
	c.Name = strings.TrimSpace(c.Name)
	if c.Name == "" || utf8.RuneCountInString(c.Name) > 32 {
		return Client{}, errs.Invalid("client.name", "must have 1 to 32 characters")
	}
	if c.Kind == ClientServer {
		return newServer(c)
	}
	if c.Kind != ClientWeb && c.Kind != ClientPublic {
		return Client{}, errs.Invalid("client.kind", "must be web, public or server")
	}
	if c.People < Customers || c.People > Everybody {
		return Client{}, errs.Invalid("client.people", "must say who signs in")
	}
	if len(c.RedirectURIs) == 0 {
		return Client{}, errs.Invalid("client.redirectUris", "needs one where people are sent back to")
	}
	for field, list := range map[string][]string{"client.redirectUris": c.RedirectURIs, "client.logoutUris": c.LogoutURIs} {
		for i, uri := range list {
			if why := badRedirect(uri); why != "" {
				return Client{}, errs.Invalid(fmt.Sprintf("%s[%d]", field, i), why)
			}
		}
	}
	for i, s := range c.Scopes {
		if s != ScopeOpenID && s != ScopeProfile && s != ScopePhone && s != ScopeOffline {
			return Client{}, errs.Invalid(fmt.Sprintf("client.scopes[%d]", i), "is none of openid, profile, phone, offline_access")
		}
	}
	if !slices.Contains(c.Scopes, ScopeOpenID) {
		return Client{}, errs.Invalid("client.scopes", "must have openid")
	}
	return c, nil
}

// newServer is a program that nobody signs in to.
func newServer(c Client) (Client, error) {
	if c.People != 0 || c.FirstParty {
		return Client{}, errs.Invalid("client.people", "nobody signs in to a server")
	}
	if len(c.RedirectURIs)+len(c.LogoutURIs) > 0 {
		return Client{}, errs.Invalid("client.redirectUris", "nobody is sent to a server")
	}
	for i, s := range c.Scopes {
		if s == ScopeOpenID || s == ScopeProfile || s == ScopePhone || s == ScopeOffline {
			return Client{}, errs.Invalid(fmt.Sprintf("client.scopes[%d]", i), "is about people")
		}
	}
	return c, nil
}

// badRedirect says why people cannot be sent to an address; empty where they can. A part of an address that a browser or a
// server could read in two ways is refused: what was registered is all that is ever compared.
func badRedirect(uri string) string {
	u, err := url.Parse(uri)
	switch {
	case err != nil || u.Host == "" || u.Opaque != "" || u.String() != uri:
		return "must be an absolute address in its plain form"
	case u.Fragment != "" || strings.Contains(uri, "#"):
		return "must have no fragment"
	case u.User != nil:
		return "must have no user"
	case strings.ContainsAny(uri, `*\`) || strings.Contains(u.Path, "/../") || strings.HasSuffix(u.Path, "/.."):
		return "must have no wildcard, backslash or .."
	case u.Scheme == "https":
		return ""
	case u.Scheme == "http" && loopback(u.Hostname()):
		return ""
	}
	return "must be https, or http on the same machine"
}

func loopback(host string) bool { return host == "localhost" || net.ParseIP(host).IsLoopback() }

// ClientNotFound says that there is no such program.
func ClientNotFound(id int64) error {
	return errs.Newf(codes.NotFound, "USER_CLIENT_NOT_FOUND", "没有编号为 %d 的接入应用", id)
}
