package domain

import (
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
)

// UnknownPeople says what happens to somebody whom a provider knows and we do not, by the numbers of the proto.
type UnknownPeople int32

// What may happen.
const (
	RefuseUnknown UnknownPeople = 1 // 拒绝
	ProveUnknown  UnknownPeople = 2 // 验证后关联
)

// MaxProviders is how many companies' providers an installation may trust: each is a button.
const MaxProviders = 20

// Provider is a company's OpenID provider that staff may sign in with (企业登录).
type Provider struct {
	ID           int64
	Name, Issuer string
	ClientID     string
	Secret       string `json:"-"`
	// Claim names a person for good.
	Claim     string
	Unknown   UnknownPeople
	Disabled  bool
	Version   int64
	CreatedAt time.Time
}

// NewProvider checks and tidies a provider. Insecure permits one without TLS.
func NewProvider(p Provider, insecure bool) (Provider, error) {
	p.Name = strings.TrimSpace(p.Name)
	if p.Name == "" || utf8.RuneCountInString(p.Name) > 32 {
		return Provider{}, errs.Invalid("provider.name", "must have 1 to 32 characters")
	}
	if p.Claim == "" {
		p.Claim = "sub"
	}
	if strings.HasPrefix(p.Claim, "email") {
		return Provider{}, errs.Invalid("provider.claim", "an address may be given to somebody else")
	}
	u, err := url.Parse(p.Issuer)
	if err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || (u.Scheme != "https" && (u.Scheme != "http" || !insecure)) {
		return Provider{}, errs.Invalid("provider.issuer", "must be an https address without query")
	}
	if p.ClientID == "" {
		return Provider{}, errs.Invalid("provider.clientId", "is needed")
	}
	if p.Unknown != RefuseUnknown && p.Unknown != ProveUnknown {
		return Provider{}, errs.Invalid("provider.unknown", "must be refuse or prove")
	}
	return p, nil
}

// Identity says whose account at a provider is whose here.
type Identity struct {
	ProviderID int64
	Subject    string
	UserID     int64
	LinkedBy   int64
	LinkedAt   time.Time
}

// MaxSubject bounds a claim's value in bytes.
const MaxSubject = 255

// Visit is somebody's going to a provider for a sign-in, and coming back once.
type Visit struct {
	// ID is what comes back as state.
	ID         string
	ProviderID int64
	RequestID  string
	Browser    string
	Nonce      string
	// Verifier is the secret of RFC 7636.
	Verifier string
	// Subject is who the provider said it is, where they must prove yet who they are here.
	Subject   string
	ExpiresAt time.Time
}

// ProviderNotFound says that there is no such provider, or none that is on.
func ProviderNotFound(id int64) error {
	return errs.Newf(codes.NotFound, "USER_PROVIDER_NOT_FOUND", "没有编号为 %d 的企业登录", id)
}

// ProviderRefused says that what a provider said cannot be believed; why is logged.
func ProviderRefused() *errs.Error {
	return errs.New(codes.Unauthenticated, "USER_PROVIDER_REFUSED", "企业登录未能完成，请重试；若仍失败请联系管理员")
}

// ProviderUnavailable says that a provider does not answer as it should.
func ProviderUnavailable() *errs.Error {
	return errs.New(codes.FailedPrecondition, "USER_PROVIDER_UNAVAILABLE", "企业登录服务暂时无法访问，请稍后再试")
}

// IdentityUnknown says that a company's account is linked to nobody here.
func IdentityUnknown() error {
	return errs.New(codes.PermissionDenied, "USER_IDENTITY_UNKNOWN", "该企业账号未关联员工账号，请联系管理员")
}
