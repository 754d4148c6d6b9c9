package edge

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"sync/atomic"

	"github.com/jonboulle/clockwork"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	"dajiu/platform/authn"
	"dajiu/platform/authz"
	"dajiu/platform/errs"
	"dajiu/platform/ratelimit"
	"dajiu/platform/rpc"
	"dajiu/platform/wrote"
)

// Limit is a token bucket: so many a second, or a minute, and so many at once.
type Limit struct {
	PerSecond int `koanf:"per_second"`
	Burst     int `koanf:"burst"`
	// PerMinute comes on top.
	PerMinute int `koanf:"per_minute"`
}

func (l Limit) bucket() ratelimit.Limit {
	return ratelimit.Limit{PerMinute: 60*l.PerSecond + l.PerMinute, Burst: l.Burst}
}

// Limits are the buckets of one kind of caller, by what a call does.
type Limits struct {
	Browse Limit `koanf:"browse"`
	Write  Limit `koanf:"write"`
	Login  Limit `koanf:"login"`
	Report Limit `koanf:"report"`
	Reveal Limit `koanf:"reveal"`
}

// LimitConfig is the buckets by kind of caller.
type LimitConfig struct {
	// Anonymous callers share a bucket by address; many people can stand behind one.
	Anonymous Limits `koanf:"anonymous"`
	Consumer  Limits `koanf:"consumer"`
	// Staff are merchants, couriers and operators.
	Staff Limits `koanf:"staff"`
}

// Validate refuses limits that cannot be counted, naming the key under the one where the limits are.
func (c LimitConfig) Validate(under string) error {
	var problems []error
	for kind, limits := range map[string]Limits{"anonymous": c.Anonymous, "consumer": c.Consumer, "staff": c.Staff} {
		for what, l := range map[string]Limit{"browse": limits.Browse, "write": limits.Write, "login": limits.Login, "report": limits.Report, "reveal": limits.Reveal} {
			if err := l.bucket().Validate(); err != nil {
				problems = append(problems, fmt.Errorf("%s.%s.%s: %w", under, kind, what, err))
			}
		}
	}
	return errors.Join(problems...)
}

// DefaultLimits returns limits that no person reaches.
func DefaultLimits() LimitConfig {
	return LimitConfig{
		Anonymous: Limits{Browse: Limit{PerSecond: 200, Burst: 400}, Write: Limit{PerSecond: 20, Burst: 40}, Login: Limit{PerSecond: 20, Burst: 60}, Report: Limit{PerSecond: 1, Burst: 1}, Reveal: Limit{PerMinute: 10, Burst: 30}},
		Consumer:  Limits{Browse: Limit{PerSecond: 50, Burst: 200}, Write: Limit{PerSecond: 20, Burst: 60}, Login: Limit{PerSecond: 5, Burst: 20}, Report: Limit{PerSecond: 5, Burst: 20}, Reveal: Limit{PerMinute: 10, Burst: 30}},
		Staff:     Limits{Browse: Limit{PerSecond: 100, Burst: 300}, Write: Limit{PerSecond: 50, Burst: 200}, Login: Limit{PerSecond: 5, Burst: 20}, Report: Limit{PerSecond: 10, Burst: 40}, Reveal: Limit{PerMinute: 10, Burst: 30}},
	}
}

// Buckets is where calls are counted: of this gateway alone, or of all. It decides about every call, whatever fails.
type Buckets interface {
	// Take takes n tokens out of the bucket of a key, or none.
	Take(ctx context.Context, key string, limit ratelimit.Limit, n int) ratelimit.Decision
}

// Limiter counts calls by caller and class. It is safe for concurrent use.
type Limiter struct {
	cfg        atomic.Pointer[LimitConfig]
	verifier   *authn.Verifier
	rules      authz.Rules
	trustProxy bool
	buckets    Buckets
	wrote      *wrote.Book
}

// NewLimiter returns a limiter of the calls to all services, whether they run in this process or elsewhere.
func NewLimiter(cfg LimitConfig, buckets Buckets, verifier *authn.Verifier, trustProxy bool) (*Limiter, error) {
	rules, err := rules()
	if err != nil {
		return nil, err
	}
	l := &Limiter{verifier: verifier, rules: rules, trustProxy: trustProxy, buckets: buckets, wrote: wrote.NewBook(clockwork.NewRealClock(), wrote.Kept)}
	l.Set(cfg)
	return l, nil
}

// Set makes other limits count from the next call on. What callers drew from their buckets stays drawn.
func (l *Limiter) Set(cfg LimitConfig) { l.cfg.Store(&cfg) }

type addressKey struct{}

// withAddress keeps the caller's address for the interceptor.
func withAddress(ctx context.Context, address string) context.Context {
	return context.WithValue(ctx, addressKey{}, address)
}

type countedKey struct{}

// counted marks a request that AllowBrowse counted: the call that it needs is not another one, and is made for
// others too.
func counted(ctx context.Context) context.Context { return context.WithValue(ctx, countedKey{}, true) }

// Intercept refuses calls over the limit, before they cost a service anything, and those whose token is over: that a
// session was ended is known here at once, and perhaps not where the service runs.
func (l *Limiter) Intercept(ctx context.Context, method string, req, reply any, conn *grpc.ClientConn, invoke grpc.UnaryInvoker, opts ...grpc.CallOption) error {
	rule, ok := l.rules[method]
	var person int64
	if ok && ctx.Value(countedKey{}) == nil {
		md, _ := metadata.FromOutgoingContext(ctx)
		var authorization string
		if values := md[rpc.MetaAuthorization]; len(values) > 0 {
			authorization = values[0]
		}
		address, _ := ctx.Value(addressKey{}).(string)
		caller, invalid := l.verifier.Verify(ctx, authorization)
		person = caller.UserID
		ctx = withPerson(ctx, person)
		if err := l.allow(ctx, caller, address, rule.Rate); err != nil {
			return err
		}
		if !rule.Public && errors.Is(invalid, authn.ErrExpired) {
			return errs.New(codes.Unauthenticated, errs.ReasonTokenExpired, "the access token has expired; refresh it")
		}
	}
	if address, ok := ctx.Value(addressKey{}).(string); ok {
		ctx = metadata.AppendToOutgoingContext(ctx, rpc.MetaAddress, address)
	}
	// Who changed something is shown it, whichever process answers the next call: see platform/wrote.
	if age, lately := l.wrote.Age(person); lately {
		ctx = metadata.AppendToOutgoingContext(ctx, rpc.MetaWrote, strconv.FormatInt(age.Milliseconds(), 10))
	}
	if ok && rule.Rate != optionsv1.RateClass_RATE_CLASS_BROWSE {
		defer l.wrote.Note(person) // also after an error, which may hide that it was done
	}
	return invoke(ctx, method, req, reply, conn, opts...)
}

// AllowBrowse counts a request that is answered without a call.
func (l *Limiter) AllowBrowse(r *http.Request) error {
	caller, _ := l.verifier.Verify(r.Context(), r.Header.Get("Authorization")) // nobody, where it fails
	return l.allow(r.Context(), caller, clientAddress(r, l.trustProxy), optionsv1.RateClass_RATE_CLASS_BROWSE)
}

// allow takes a call out of the caller's bucket. Nobody, which is also who has a bad credential, draws from the
// address's: so does who guesses tokens.
func (l *Limiter) allow(ctx context.Context, caller authn.Caller, address string, class optionsv1.RateClass) error {
	if class == optionsv1.RateClass_RATE_CLASS_CALLBACK {
		return nil
	}
	cfg := l.cfg.Load()
	limits, key := &cfg.Anonymous, "a"+address
	if caller.UserID != 0 {
		key, limits = "u"+strconv.FormatInt(caller.UserID, 36), &cfg.Staff
		if caller.Roles.Has(optionsv1.Role_ROLE_CONSUMER) {
			limits = &cfg.Consumer
		}
	}
	d := l.buckets.Take(ctx, strconv.Itoa(int(class))+key, limits.of(class).bucket(), 1)
	if !d.Allowed {
		return errs.New(codes.ResourceExhausted, errs.ReasonRateLimited, "操作太频繁，请稍后再试").WithRetryAfter(d.RetryAfter)
	}
	return nil
}

func (l *Limits) of(class optionsv1.RateClass) Limit {
	switch class {
	case optionsv1.RateClass_RATE_CLASS_BROWSE:
		return l.Browse
	case optionsv1.RateClass_RATE_CLASS_LOGIN:
		return l.Login
	case optionsv1.RateClass_RATE_CLASS_REPORT:
		return l.Report
	case optionsv1.RateClass_RATE_CLASS_REVEAL:
		return l.Reveal
	case optionsv1.RateClass_RATE_CLASS_WRITE, optionsv1.RateClass_RATE_CLASS_UNSPECIFIED, optionsv1.RateClass_RATE_CLASS_CALLBACK:
	}
	return l.Write
}
