package rpc

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"buf.build/go/protovalidate"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	otelcodes "go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	"dajiu/platform/audit"
	"dajiu/platform/authn"
	"dajiu/platform/authz"
	"dajiu/platform/errs"
	"dajiu/platform/release"
	"dajiu/platform/reqid"
	"dajiu/platform/resilience"
	"dajiu/platform/wrote"
)

// Metadata keys that cross a call.
const (
	MetaAuthorization = "authorization"
	MetaRequestID     = "x-request-id"
	MetaKey           = "idempotency-key"
	// MetaAddress and MetaAgent are where a person calls from, as the gateway saw it.
	MetaAddress = "x-client-address"
	MetaAgent   = "x-client-agent"
	// MetaWrote is how many milliseconds ago a person last changed something, as the gateway saw it: an age, so that no two
	// clocks are compared.
	MetaWrote = "x-client-wrote"
)

// maxCall bounds a call whose caller set no deadline.
const maxCall = 30 * time.Second

// provedFor is how long dangerous acts are open to somebody who proved that it is they.
const provedFor = 10 * time.Minute

type keyKey struct{}

// IdempotencyKey returns the name that the caller gave this attempt; never empty in an RPC that states
// IDEMPOTENCY_KEY.
func IdempotencyKey(ctx context.Context) string {
	key, _ := ctx.Value(keyKey{}).(string)
	return key
}

// WithIdempotencyKey returns a context that carries the key, for calls and for tests of handlers.
func WithIdempotencyKey(ctx context.Context, key string) context.Context {
	return context.WithValue(ctx, keyKey{}, key)
}

// ClientAddress is where a person calls from, as the gateway saw it; empty for services.
func ClientAddress(ctx context.Context) string {
	md, _ := metadata.FromIncomingContext(ctx)
	return first(md, MetaAddress)
}

// ClientAgent is what a person calls with, as it calls itself; empty for services.
func ClientAgent(ctx context.Context) string {
	md, _ := metadata.FromIncomingContext(ctx)
	return first(md, MetaAgent)
}

// enter lets a call in from the network, or gives it up where this process has too much to do.
func (h *Host) enter(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	md, _ := metadata.FromIncomingContext(ctx)
	leave, err := h.guard.Enter(info.FullMethod, md[resilience.MetaPriority])
	if err != nil {
		h.metrics.observe(info.FullMethod, codes.ResourceExhausted, 0)
		return nil, toStatus(errs.From(err), requestID(md))
	}
	defer leave()
	return h.intercept(ctx, req, info, handler)
}

// intercept is the one way into every service: what a caller can get wrong, and what an operator wants to
// know, is dealt with here and nowhere else.
func (h *Host) intercept(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (resp any, err error) {
	started := time.Now() //nolint:forbidigo // measures a duration; decides nothing
	md, _ := metadata.FromIncomingContext(ctx)
	ctx = reqid.With(ctx, requestID(md))
	ctx = otel.GetTextMapPropagator().Extract(ctx, carrier(md))
	ctx = h.guard.Answering(ctx, info.FullMethod, md[resilience.MetaPriority])
	ctx, span := otel.Tracer("dajiu/platform/rpc").Start(ctx, info.FullMethod, trace.WithSpanKind(trace.SpanKindServer))
	if where := first(md, release.Meta); where != "" {
		ctx = release.With(ctx, release.Parse(where))
		span.SetAttributes(attribute.String("dajiu.release", where))
	}
	if _, ok := ctx.Deadline(); !ok {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, maxCall)
		defer cancel()
	}
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("rpc: handler panicked: %v\n%s", cause, debug.Stack())
		}
		err = h.conclude(ctx, span, info.FullMethod, started, err)
	}()
	if ctx, err = h.admit(ctx, md, req, info.FullMethod); err == nil {
		resp, err = handler(ctx, req)
	}
	if call := audit.From(ctx); call != nil {
		err = h.record(ctx, call, info.FullMethod, err)
	}
	if err != nil {
		return nil, err
	}
	return resp, nil
}

// record puts an audited call on record that no transaction did. What cannot be recorded fails.
func (h *Host) record(ctx context.Context, call *audit.Call, method string, err error) error {
	recorder, ok := h.recorders[serviceOf(method)]
	if !ok || err == nil && call.Recorded() {
		return err
	}
	outcome := audit.OK
	if err != nil {
		outcome = errs.From(err).Reason()
	}
	failure := recorder.Record(ctx, call, outcome)
	switch {
	case failure == nil:
		return err
	case err == nil:
		return errs.New(codes.Unavailable, errs.ReasonUnavailable, "what you do cannot be put on record right now").Wrap(failure)
	}
	h.log.ErrorContext(ctx, "a refused call is not on record", "method", method, "request_id", reqid.From(ctx), "error", failure)
	return err
}

// audited begins the record of a call that an operator makes and that changes or reveals something, or that shows any of
// staff what is masked elsewhere.
func (h *Host) audited(ctx context.Context, md metadata.MD, rule *authz.Rule, caller authn.Caller, request proto.Message) context.Context {
	if !rule.Reveals && (!rule.Audited || !caller.Roles.Has(optionsv1.Role_ROLE_OPERATOR)) {
		return ctx
	}
	where := audit.Where{Address: first(md, MetaAddress), Agent: first(md, MetaAgent), RequestID: reqid.From(ctx)}
	return audit.With(ctx, audit.NewCall(caller, rule.Permission, rule.Method, request, where, h.verifier.Now()))
}

// admit authenticates, authorises and validates.
func (h *Host) admit(ctx context.Context, md metadata.MD, req any, method string) (context.Context, error) {
	rule, ok := h.rules[method]
	message, isProto := req.(proto.Message)
	if !ok || !isProto {
		return ctx, errs.New(codes.Unimplemented, errs.ReasonForbidden, "there is no such method")
	}
	caller, err := h.verifier.Verify(ctx, first(md, MetaAuthorization))
	if err != nil && !rule.Public {
		return ctx, authnError(err)
	}
	ctx = h.audited(ctx, md, rule, caller, message)
	policy, err := h.policies.For(ctx, caller)
	if err != nil {
		return ctx, err
	}
	data, err := policy.Decide(rule, caller, message)
	if err != nil {
		return ctx, err
	}
	if rule.StepUp && caller.Service == "" && h.verifier.Now().Sub(caller.ProvedAt) > provedFor {
		return ctx, errs.New(codes.PermissionDenied, errs.ReasonStepUp, "请先完成二次验证")
	}
	ctx = withWrote(authn.WithCaller(ctx, caller), md)
	if rule.Scope == optionsv1.Scope_SCOPE_DATA {
		ctx = authz.WithData(ctx, data)
	}
	// Sizing walks the whole message: only worth it where a client could have sent much.
	if caller.Service == "" && proto.Size(message) > rule.MaxBytes {
		return ctx, errs.Newf(codes.InvalidArgument, errs.ReasonInvalid, "the request is larger than %d bytes", rule.MaxBytes)
	}
	if caller.Service == "" {
		if path := nulIn(message.ProtoReflect()); path != "" {
			return ctx, errs.Invalid(path, "must not hold the character NUL")
		}
	}
	if err := h.validator.Validate(message); err != nil {
		return ctx, validationError(message, err)
	}
	return h.takeKey(ctx, md, rule)
}

func (h *Host) takeKey(ctx context.Context, md metadata.MD, rule *authz.Rule) (context.Context, error) {
	key := first(md, MetaKey)
	switch {
	case key == "" && rule.NeedsKey:
		return ctx, errs.New(codes.InvalidArgument, errs.ReasonKeyRequired, "send an Idempotency-Key header, so that the request can be repeated safely")
	case key == "":
		return ctx, nil
	case len(key) < 8 || !reqid.Valid(key):
		return ctx, errs.Invalid("Idempotency-Key", "must be 8 to 64 letters, digits or - _ . :")
	}
	return WithIdempotencyKey(ctx, key), nil
}

// conclude measures and logs a finished call, once, and gives its error the form that crosses the wire.
func (h *Host) conclude(ctx context.Context, span trace.Span, method string, started time.Time, err error) error {
	code := codes.OK
	if err != nil {
		e := errs.From(err)
		code = e.Code()
		span.SetAttributes(attribute.String("error.reason", e.Reason()))
		if code == codes.Internal || code == codes.Unknown || code == codes.DataLoss {
			span.SetStatus(otelcodes.Error, e.Reason())
			h.log.LogAttrs(ctx, slog.LevelError, "call failed", slog.String("method", method),
				slog.String("request_id", reqid.From(ctx)), slog.String("error", err.Error()))
		} else {
			h.log.LogAttrs(ctx, slog.LevelDebug, "call refused", slog.String("method", method),
				slog.String("request_id", reqid.From(ctx)), slog.String("reason", e.Reason()), slog.String("error", err.Error()))
		}
		err = toStatus(e, reqid.From(ctx))
	}
	span.End()
	h.metrics.observe(method, code, time.Since(started)) //nolint:forbidigo // measures a duration
	return err
}

func authnError(err error) error {
	switch {
	case errors.Is(err, authn.ErrExpired):
		return errs.New(codes.Unauthenticated, errs.ReasonTokenExpired, "the access token has expired; refresh it")
	case errors.Is(err, authn.ErrInvalid):
		return errs.New(codes.Unauthenticated, errs.ReasonUnauthenticated, "the credential is not valid")
	}
	return errs.New(codes.Unavailable, errs.ReasonUnavailable, "the credential cannot be checked right now").Wrap(err)
}

// validationError says which fields of a message break a rule, as a client of the REST API names them.
func validationError(message proto.Message, err error) error {
	var invalid *protovalidate.ValidationError
	if !errors.As(err, &invalid) {
		return fmt.Errorf("rpc: validate: %w", err)
	}
	var fields []errs.Field
	var texts []string
	for _, v := range invalid.Violations {
		path := jsonPath(message.ProtoReflect().Descriptor(), v.Proto.GetField())
		fields = append(fields, errs.Field{Path: path, Reason: v.Proto.GetMessage()})
		texts = append(texts, path+": "+v.Proto.GetMessage())
	}
	return errs.New(codes.InvalidArgument, errs.ReasonInvalid, strings.Join(texts, "; ")).WithFields(fields...)
}

// withWrote lets stores know when the caller last changed something through whichever process.
func withWrote(ctx context.Context, md metadata.MD) context.Context {
	age, err := strconv.ParseUint(first(md, MetaWrote), 10, 31)
	if err != nil { // empty: not lately
		return ctx
	}
	now := time.Now() //nolint:forbidigo // a duration before now; decides nothing but where to read
	return wrote.With(ctx, now.Add(-time.Duration(age)*time.Millisecond))
}

func requestID(md metadata.MD) string {
	if id := first(md, MetaRequestID); reqid.Valid(id) {
		return id
	}
	return reqid.New()
}

func first(md metadata.MD, key string) string {
	if values := md[key]; len(values) > 0 {
		return values[0]
	}
	return ""
}

// carrier lets trace context travel in metadata.
type carrier metadata.MD

var _ propagation.TextMapCarrier = carrier{}

func (c carrier) Get(key string) string { return first(metadata.MD(c), strings.ToLower(key)) }
func (c carrier) Set(key, value string) { c[strings.ToLower(key)] = []string{value} }
func (c carrier) Keys() []string {
	keys := make([]string, 0, len(c))
	for k := range c {
		keys = append(keys, k)
	}
	return keys
}
