package edge

import (
	"context"
	"sync/atomic"

	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"

	"dajiu/platform/release"
)

// metaWord is how a client's X-Release reaches the interceptor.
const metaWord = "x-release-word"

type personKey struct{}

// withPerson keeps who calls for the interceptors after the limiter's.
func withPerson(ctx context.Context, person int64) context.Context {
	return context.WithValue(ctx, personKey{}, person)
}

// Releases decide which version of the services a request's calls go to (灰度). An answer that is remembered for all is made by
// whichever answers. It is safe for concurrent use.
type Releases struct{ rules atomic.Pointer[release.Rules] }

// Set makes other rules count from the next request on.
func (r *Releases) Set(rules release.Rules) { r.rules.Store(&rules) }

// Intercept decides, and sends the decision along.
func (r *Releases) Intercept(ctx context.Context, method string, req, reply any, conn *grpc.ClientConn, invoke grpc.UnaryInvoker, opts ...grpc.CallOption) error {
	rules := r.rules.Load()
	if rules == nil || len(*rules) == 0 || ctx.Value(countedKey{}) != nil {
		return invoke(ctx, method, req, reply, conn, opts...)
	}
	var who release.Person
	who.User, _ = ctx.Value(personKey{}).(int64)
	who.Device, _ = ctx.Value(addressKey{}).(string)
	if md, ok := metadata.FromOutgoingContext(ctx); ok && len(md[metaWord]) > 0 {
		who.Word = md[metaWord][0]
	}
	decided := rules.Decide(who)
	if where := decided.String(); where != "" {
		ctx = metadata.AppendToOutgoingContext(release.With(ctx, decided), release.Meta, where)
	}
	return invoke(ctx, method, req, reply, conn, opts...)
}
