package errs_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
)

func TestAnyErrorHasOneFormForItsCaller(t *testing.T) {
	t.Parallel()
	stated := errs.New(codes.FailedPrecondition, "OUT_OF_STOCK", "库存不足")
	cases := map[string]struct {
		err     error
		code    codes.Code
		reason  string
		message string
	}{
		"a stated failure stays what it is":           {stated, codes.FailedPrecondition, "OUT_OF_STOCK", "库存不足"},
		"a wrapped failure is found in the chain":     {fmt.Errorf("place order 7: %w", stated), codes.FailedPrecondition, "OUT_OF_STOCK", "库存不足"},
		"a failure among joined ones is found":        {errors.Join(errors.New("x"), stated), codes.FailedPrecondition, "OUT_OF_STOCK", "库存不足"},
		"a passed deadline is DEADLINE_EXCEEDED":      {fmt.Errorf("q: %w", context.DeadlineExceeded), codes.DeadlineExceeded, errs.ReasonTimeout, "the request took too long"},
		"a caller that left is CANCELED":              {fmt.Errorf("q: %w", context.Canceled), codes.Canceled, errs.ReasonCanceled, "the caller went away"},
		"what nobody stated is INTERNAL and says nil": {errors.New("dial mysql root:secret@db"), codes.Internal, errs.ReasonInternal, "something went wrong on our side"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := errs.From(c.err)
			require.Equal(t, c.code, e.Code())
			require.Equal(t, c.reason, e.Reason())
			require.Equal(t, c.message, e.Message())
			require.ErrorContains(t, e, c.err.Error(), "the log keeps the cause")
		})
	}
	require.Nil(t, errs.From(nil))
	require.Same(t, stated, errs.From(stated))
}

func TestCopiesDoNotChangeADeclaredFailure(t *testing.T) {
	t.Parallel()
	sentinel := errs.New(codes.NotFound, "ORDER_NOT_FOUND", "there is no such order")
	cause := errors.New("no rows")
	a := sentinel.WithFields(errs.Field{Path: "orderId", Reason: "unknown"})
	b := a.WithFields(errs.Field{Path: "one", Reason: "1"})
	c := a.WithFields(errs.Field{Path: "two", Reason: "2"})
	wrapped := c.Wrap(cause)

	require.Empty(t, sentinel.Fields())
	require.NoError(t, sentinel.Unwrap())
	require.Len(t, a.Fields(), 1)
	require.Equal(t, "one", b.Fields()[1].Path)
	require.Equal(t, "two", c.Fields()[1].Path, "copies of one copy share nothing")
	require.ErrorIs(t, wrapped, sentinel)
	require.ErrorIs(t, wrapped, cause)
	require.Equal(t, "ORDER_NOT_FOUND: there is no such order: no rows", wrapped.Error())
	require.Equal(t, "there is no such order", wrapped.Message(), "the cause is not for the caller")
	require.NotErrorIs(t, wrapped, errs.New(codes.NotFound, "OTHER", "there is no such order"))
}

func TestAnInvalidFieldIsNamed(t *testing.T) {
	t.Parallel()
	e := errs.Invalid("items[0].quantity", "must be positive")
	require.Equal(t, codes.InvalidArgument, e.Code())
	require.Equal(t, errs.ReasonInvalid, e.Reason())
	require.Equal(t, []errs.Field{{Path: "items[0].quantity", Reason: "must be positive"}}, e.Fields())
	require.Equal(t, "3 of 5", errs.Newf(codes.Aborted, "X", "%d of %d", 3, 5).Message())
}

func TestReasonsAreFoundThroughWraps(t *testing.T) {
	t.Parallel()
	e := fmt.Errorf("a: %w", fmt.Errorf("b: %w", errs.New(codes.Aborted, errs.ReasonConflict, "again")))
	require.True(t, errs.HasReason(e, errs.ReasonConflict))
	require.False(t, errs.HasReason(e, errs.ReasonInternal))
	require.False(t, errs.HasReason(errors.New("x"), errs.ReasonInternal))
	require.False(t, errs.HasReason(nil, errs.ReasonInternal))
}

func TestOnlyFailuresThatTimeMendsAreTemporary(t *testing.T) {
	t.Parallel()
	temporary := map[codes.Code]bool{
		codes.Unavailable: true, codes.DeadlineExceeded: true, codes.Aborted: true, codes.ResourceExhausted: true, codes.Canceled: true,
	}
	for code := codes.Canceled; code <= codes.Unauthenticated; code++ {
		t.Run(code.String(), func(t *testing.T) {
			t.Parallel()
			require.Equal(t, temporary[code], errs.Temporary(fmt.Errorf("w: %w", errs.New(code, "R", "m"))))
		})
	}
	require.True(t, errs.Temporary(context.DeadlineExceeded))
	require.False(t, errs.Temporary(errors.New("x")))
	require.NotPanics(t, func() { require.False(t, errs.Temporary(nil), "success need not be repeated") })
}
