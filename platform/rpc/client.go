package rpc

import (
	"context"
	"strings"
	"time"

	"go.opentelemetry.io/otel"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/protoadapt"
	"google.golang.org/protobuf/types/known/durationpb"

	"dajiu/platform/errs"
	"dajiu/platform/release"
	"dajiu/platform/reqid"
	"dajiu/platform/resilience"
)

// domain names our errors among those of other systems, in google.rpc.ErrorInfo.
const domain = "dajiu"

// asService makes calls in the name of a service: its credential, the request's id and trace, and nothing
// that the person who started it all sent.
func asService(credential string) grpc.UnaryClientInterceptor {
	return func(ctx context.Context, method string, req, reply any, conn *grpc.ClientConn, invoke grpc.UnaryInvoker, opts ...grpc.CallOption) error {
		md := metadata.MD{MetaAuthorization: {credential}, MetaRequestID: {reqid.From(ctx)}}
		if priority := resilience.PriorityOf(ctx); priority != nil {
			md[resilience.MetaPriority] = priority
		}
		if attempt := metadata.ValueFromIncomingContext(ctx, resilience.MetaAttempt); attempt != nil {
			md[resilience.MetaAttempt] = attempt
		}
		if key := IdempotencyKey(ctx); key != "" {
			md[MetaKey] = []string{key}
		}
		if where := release.From(ctx).String(); where != "" {
			md[release.Meta] = []string{where}
		}
		otel.GetTextMapPropagator().Inject(ctx, carrier(md))
		return convertErrors(metadata.NewOutgoingContext(ctx, md), method, req, reply, conn, invoke, opts...)
	}
}

// convertErrors makes an errs.Error of whatever failed, the same in process and over the network.
func convertErrors(ctx context.Context, method string, req, reply any, conn *grpc.ClientConn, invoke grpc.UnaryInvoker, opts ...grpc.CallOption) error {
	if err := invoke(ctx, method, req, reply, conn, opts...); err != nil {
		return FromStatus(err)
	}
	return nil
}

// toStatus gives a failure the form that crosses the wire. Its cause stays here.
func toStatus(e *errs.Error, requestID string) error {
	st := status.New(e.Code(), e.Message())
	info := &errdetails.ErrorInfo{Reason: e.Reason(), Domain: domain}
	request := &errdetails.RequestInfo{RequestId: requestID}
	bad := &errdetails.BadRequest{}
	for _, f := range e.Fields() {
		bad.FieldViolations = append(bad.FieldViolations, &errdetails.BadRequest_FieldViolation{Field: f.Path, Description: f.Reason})
	}
	details := []protoadapt.MessageV1{info, request, bad}
	if e.RetryAfter() > 0 {
		details = append(details, &errdetails.RetryInfo{RetryDelay: durationpb.New(e.RetryAfter())})
	}
	with, err := st.WithDetails(details...)
	if err != nil {
		return st.Err()
	}
	return with.Err()
}

// FromStatus reads a failure that crossed the wire. What one of ours stated is read as it was stated. Of the rest,
// which has no reason of ours, only what a caller can act on keeps its code: UNAVAILABLE, DEADLINE_EXCEEDED, CANCELED
// and UNIMPLEMENTED of the transport, INVALID_ARGUMENT and NOT_FOUND of the gateway. Everything else, such as a proxy
// between two services that refuses one of them, is no fault of the caller's and becomes INTERNAL. Only the gateway's
// INVALID_ARGUMENT keeps its text.
func FromStatus(err error) *errs.Error {
	if stated, ok := err.(*errs.Error); ok { //nolint:errorlint // the guard states its refusals itself, and nothing wraps them
		return stated
	}
	st, ok := status.FromError(err)
	if !ok {
		st = status.FromContextError(err)
	}
	var reason string
	var fields []errs.Field
	var retry time.Duration
	for _, detail := range st.Details() {
		switch d := detail.(type) {
		case *errdetails.ErrorInfo:
			if d.GetDomain() == domain {
				reason = d.GetReason()
			}
		case *errdetails.RetryInfo:
			retry = d.GetRetryDelay().AsDuration()
		case *errdetails.BadRequest:
			for _, v := range d.GetFieldViolations() {
				fields = append(fields, errs.Field{Path: v.GetField(), Reason: v.GetDescription()})
			}
		}
	}
	if reason != "" {
		return errs.New(st.Code(), reason, st.Message()).WithFields(fields...).WithRetryAfter(retry)
	}
	switch st.Code() {
	case codes.Unavailable:
		return errs.New(codes.Unavailable, errs.ReasonUnavailable, "a part of the platform is unreachable right now").Wrap(err)
	case codes.DeadlineExceeded:
		return errs.New(codes.DeadlineExceeded, errs.ReasonTimeout, "the request took too long").Wrap(err)
	case codes.Canceled:
		return errs.New(codes.Canceled, errs.ReasonCanceled, "the caller went away").Wrap(err)
	case codes.InvalidArgument:
		// The gateway's own refusal of a path or a body that is not what the API takes.
		return errs.New(codes.InvalidArgument, errs.ReasonInvalid, strings.TrimPrefix(st.Message(), "proto: "))
	case codes.Unimplemented, codes.NotFound:
		return errs.New(st.Code(), "NOT_FOUND", "there is no such thing").Wrap(err)
	default:
		return errs.New(codes.Internal, errs.ReasonInternal, "something went wrong on our side").Wrap(err)
	}
}
