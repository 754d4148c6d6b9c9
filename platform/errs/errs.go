// Package errs is the platform's one kind of error: a gRPC code, a stable reason that programs may test, a
// message that is safe to show, and the fields that were wrong.
//
// It guarantees that what a caller outside sees was written for that caller: the cause that was wrapped is
// logged at the boundary and never leaves the process.
//
// Start with [New] to state a failure and [From] to read one. Reasons are declared in each service's
// errors.proto; platform's own are below.
package errs

import (
	"context"
	"errors"
	"fmt"
	"time"

	"google.golang.org/grpc/codes"
)

// Reasons of failures that any service may answer with.
const (
	ReasonInternal        = "INTERNAL"
	ReasonInvalid         = "INVALID_ARGUMENT"
	ReasonUnauthenticated = "UNAUTHENTICATED"
	ReasonTokenExpired    = "TOKEN_EXPIRED"
	ReasonForbidden       = "PERMISSION_DENIED"
	ReasonOutOfScope      = "OUT_OF_SCOPE"
	ReasonStepUp          = "STEP_UP_REQUIRED"
	ReasonFactor          = "USER_FACTOR_REQUIRED"
	ReasonRateLimited     = "RATE_LIMITED"
	ReasonOverloaded      = "OVERLOADED"
	ReasonConflict        = "CONCURRENT_UPDATE"
	ReasonUnavailable     = "UNAVAILABLE"
	ReasonTimeout         = "DEADLINE_EXCEEDED"
	ReasonCanceled        = "CANCELED"
	ReasonKeyReused       = "IDEMPOTENCY_KEY_REUSED"
	ReasonKeyRequired     = "IDEMPOTENCY_KEY_REQUIRED"
)

// Field names one field of a request and what is wrong with it. Path is in the JSON form of the request.
type Field struct {
	Path   string
	Reason string
}

// Error is a failure as its caller may see it, with the cause that only the log may see.
type Error struct {
	code    codes.Code
	reason  string
	message string
	fields  []Field
	retry   time.Duration
	cause   error
}

// New states a failure. Reason is stable and in SCREAMING_SNAKE_CASE; message is for people and safe to show.
func New(code codes.Code, reason, message string) *Error {
	return &Error{code: code, reason: reason, message: message}
}

// Newf is New with a formatted message. Nothing that is secret or personal may be among the arguments.
func Newf(code codes.Code, reason, format string, args ...any) *Error {
	return New(code, reason, fmt.Sprintf(format, args...))
}

// Invalid states that one field of the request cannot be accepted.
func Invalid(path, why string) *Error {
	return New(codes.InvalidArgument, ReasonInvalid, path+": "+why).WithFields(Field{Path: path, Reason: why})
}

// WithFields returns a copy that names the fields that were wrong.
func (e *Error) WithFields(fields ...Field) *Error {
	c := *e
	c.fields = append(append([]Field(nil), e.fields...), fields...)
	return &c
}

// Wrap returns a copy that carries a cause for the log. The caller never sees the cause.
func (e *Error) Wrap(cause error) *Error {
	c := *e
	c.cause = cause
	return &c
}

// WithRetryAfter returns a copy that says when the same call may succeed: not before that much time went by.
func (e *Error) WithRetryAfter(d time.Duration) *Error {
	c := *e
	c.retry = d
	return &c
}

// RetryAfter returns how long to wait before the same call may succeed; 0: nobody said.
func (e *Error) RetryAfter() time.Duration { return e.retry }

// Code returns the gRPC code.
func (e *Error) Code() codes.Code { return e.code }

// Reason returns the stable reason.
func (e *Error) Reason() string { return e.reason }

// Message returns the text for people.
func (e *Error) Message() string { return e.message }

// Fields returns the fields that were wrong; the caller must not change them.
func (e *Error) Fields() []Field { return e.fields }

// Error returns reason, message and cause, for the log.
func (e *Error) Error() string {
	if e.cause != nil {
		return e.reason + ": " + e.message + ": " + e.cause.Error()
	}
	return e.reason + ": " + e.message
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.cause }

// Is reports equality by reason, so that errors.Is works with a declared sentinel after WithFields or Wrap.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error) //nolint:errorlint // Is is asked about one link of the chain
	return ok && t.reason == e.reason
}

// From returns the failure in an error's chain. An error that none of our code stated becomes INTERNAL with
// a message that tells nothing; context errors become CANCELED and DEADLINE_EXCEEDED.
func From(err error) *Error {
	if err == nil {
		return nil
	}
	var e *Error
	if errors.As(err, &e) {
		if e == err { //nolint:errorlint // asks for identity: is there anything around it to keep?
			return e
		}
		return e.Wrap(err)
	}
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return New(codes.DeadlineExceeded, ReasonTimeout, "the request took too long").Wrap(err)
	case errors.Is(err, context.Canceled):
		return New(codes.Canceled, ReasonCanceled, "the caller went away").Wrap(err)
	}
	return New(codes.Internal, ReasonInternal, "something went wrong on our side").Wrap(err)
}

// HasReason reports whether an error in the chain states the reason.
func HasReason(err error, reason string) bool {
	var e *Error
	return errors.As(err, &e) && e.reason == reason
}

// Temporary reports whether the same call may succeed later without anything being changed: what consumers
// and clients may retry.
func Temporary(err error) bool {
	if err == nil {
		return false
	}
	switch From(err).code {
	case codes.Unavailable, codes.DeadlineExceeded, codes.Aborted, codes.ResourceExhausted, codes.Canceled:
		return true
	default:
		return false
	}
}
