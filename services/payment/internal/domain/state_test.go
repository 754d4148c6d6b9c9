package domain_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/platform/errs"
	"dajiu/services/payment/internal/domain"
)

// matrix walks every state and act and compares with what is wanted: row by state, column by act, 0 for an error.
func matrix[S ~int, A ~int](t *testing.T, next func(S, A) (S, error), want [][]S) {
	t.Helper()
	for s := range len(want) + 2 {
		for a := range len(want[0]) + 2 {
			got, err := next(S(s), A(a))
			if s == 0 || s > len(want) || a == 0 || a > len(want[0]) || want[s-1][a-1] == 0 {
				require.Truef(t, errs.HasReason(err, "PAYMENT_STATE_INVALID"), "%v, %v: %v", S(s), A(a), err)
				require.Zero(t, got)
				continue
			}
			require.NoErrorf(t, err, "%v, %v", S(s), A(a))
			require.Equalf(t, want[s-1][a-1], got, "%v, %v", S(s), A(a))
		}
	}
}

func TestAPaymentMovesOnlyAlongItsTable(t *testing.T) {
	t.Parallel()
	matrix(t, domain.PaymentState.Next, [][]domain.PaymentState{
		// Receive, ReceiveExcess, GiveUp, ReturnSome, ReturnAll
		{domain.Paid, 0, domain.Closed, 0, 0},
		{0, domain.Paid, 0, domain.PartlyRefunded, domain.Refunded},
		{domain.Paid, 0, 0, 0, 0},
		{0, domain.PartlyRefunded, 0, domain.PartlyRefunded, domain.Refunded},
		{0, domain.PartlyRefunded, 0, 0, 0},
	})
}

func TestAnAttemptMovesOnlyAlongItsTableAndPaidWins(t *testing.T) {
	t.Parallel()
	matrix(t, domain.AttemptState.Next, [][]domain.AttemptState{
		// PayAttempt, DropAttempt, CloseAttempt
		{domain.AttemptPaid, domain.AttemptClosing, domain.AttemptClosed},
		{domain.AttemptPaid, 0, domain.AttemptClosed},
		{0, 0, 0},
		{domain.AttemptPaid, 0, 0},
	})
}

func TestARefundMovesOnlyAlongItsTableAndSuccessIsFinal(t *testing.T) {
	t.Parallel()
	matrix(t, domain.RefundState.Next, [][]domain.RefundState{
		// AcceptRefund, SucceedRefund, FailRefund, CloseRefund
		{domain.RefundAccepted, domain.RefundSuccess, domain.RefundAbnormal, domain.RefundClosed},
		{0, domain.RefundSuccess, domain.RefundAbnormal, domain.RefundClosed},
		{0, 0, 0, 0},
		{domain.RefundAccepted, domain.RefundSuccess, 0, domain.RefundClosed},
		{0, 0, 0, 0},
	})
}

func TestAnErrorNamesBothTheStateAndTheAct(t *testing.T) {
	t.Parallel()
	_, err := domain.Refunded.Next(domain.GiveUp)
	require.ErrorContains(t, err, "refunded")
	require.ErrorContains(t, err, "be given up")
	var e *errs.Error
	require.True(t, errors.As(err, &e))
}

func TestEveryStateAndActHasAName(t *testing.T) {
	t.Parallel()
	for i := 1; i <= 5; i++ {
		require.NotContains(t, domain.PaymentState(i).String(), "no known")
		require.NotEqual(t, "change", domain.PaymentAct(i).String())
		require.NotContains(t, domain.RefundState(i).String(), "no known")
		require.NotEmpty(t, domain.RefundState(i).Code())
	}
	for i := 1; i <= 4; i++ {
		require.NotContains(t, domain.AttemptState(i).String(), "no known")
		require.NotEqual(t, "change", domain.RefundAct(i).String())
	}
	for i := 1; i <= 3; i++ {
		require.NotEqual(t, "change", domain.AttemptAct(i).String())
	}
	require.Equal(t, "change", domain.AttemptAct(9).String()+"")
	require.Empty(t, domain.RefundState(0).Code())
}
