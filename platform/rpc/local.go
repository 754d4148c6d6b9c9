package rpc

import (
	"context"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
)

// local is the connection to the services of this process. A call runs on the goroutine of its caller: one that has
// served calls before has a stack of the size that a call needs, where a new one would grow its own anew each time. A
// caller whose context ends is therefore answered when the handler notices, which the context tells it at once.
type local struct {
	methods   map[string]localMethod // by full name
	services  map[string]bool        // by the name that serviceOf gives
	intercept grpc.UnaryServerInterceptor
}

type localMethod struct {
	handle grpc.MethodHandler
	impl   any
}

func (l *local) register(desc *grpc.ServiceDesc, impl any) {
	l.services[serviceOf("/"+desc.ServiceName+"/")] = true
	for _, m := range desc.Methods {
		l.methods["/"+desc.ServiceName+"/"+m.MethodName] = localMethod{m.Handler, impl}
	}
}

// serves reports whether a service runs in this process.
func (l *local) serves(service string) bool { return l.services[service] }

// Invoke makes a call. Call options mean nothing here: no service of ours sends headers or trailers.
func (l *local) Invoke(ctx context.Context, method string, args, reply any, _ ...grpc.CallOption) error {
	m, ok := l.methods[method]
	if !ok {
		return status.Errorf(codes.Unimplemented, "there is no method %s", method) //nolint:wrapcheck // a transport's own word
	}
	if err := ctx.Err(); err != nil {
		return status.FromContextError(err).Err() //nolint:wrapcheck // as above
	}
	md, _ := metadata.FromOutgoingContext(ctx)
	inside, cancel := context.WithCancel(endOnly{ctx})
	defer cancel()
	answer, err := m.handle(m.impl, metadata.NewIncomingContext(inside, md), func(into any) error { return copyMessage(into, args) }, l.intercept)
	switch {
	case err != nil && ctx.Err() != nil: // what fails then fails because of it
		return status.FromContextError(ctx.Err()).Err() //nolint:wrapcheck // as above
	case err != nil:
		return err //nolint:wrapcheck // the interceptor gave it its form
	}
	return copyMessage(reply, answer)
}

// NewStream refuses: the platform's services have no streams.
func (l *local) NewStream(context.Context, *grpc.StreamDesc, string, ...grpc.CallOption) (grpc.ClientStream, error) {
	return nil, status.Error(codes.Unimplemented, "there are no streams")
}

// copyMessage keeps what one side does with a message from the other.
func copyMessage(into, from any) error {
	to, ok := into.(proto.Message)
	source, isMessage := from.(proto.Message)
	if !ok || !isMessage || source.ProtoReflect().Descriptor() != to.ProtoReflect().Descriptor() || !source.ProtoReflect().IsValid() {
		return status.Errorf(codes.Internal, "%T cannot become a %T", from, into)
	}
	proto.Reset(to)
	proto.Merge(to, source)
	return nil
}

// endOnly is a context of which only the end crosses, not the values.
type endOnly struct{ context.Context }

// Value returns nil.
func (endOnly) Value(any) any { return nil }

// AfterFunc lets package context follow the end without a goroutine of its own for each context that is made of
// this one, which it needs where it finds no parent that it knows.
func (c endOnly) AfterFunc(f func()) (stop func() bool) { return context.AfterFunc(c.Context, f) }
