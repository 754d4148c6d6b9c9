package domain_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/errs"
	"dajiu/platform/money"
	"dajiu/services/payment/internal/domain"
)

const (
	maker   = int64(1)
	checker = int64(2)
)

func TestAMoneyOrderSaysWhoseMoneyGoesWhere(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		kind        domain.MoneyOrderKind
		party       int64
		left, right domain.Account
	}{
		"a courier hands cash in": {domain.CourierRemittance, 8, domain.Bank, domain.CourierCash(8)},
		"a store hands cash in":   {domain.StoreRemittance, 8, domain.Bank, domain.StoreCash(8)},
		"WeChat pays out":         {domain.ChannelWithdrawal, 0, domain.Bank, domain.ChannelWechat},
		"a merchant is paid":      {domain.MerchantPayout, 8, domain.Merchant(8), domain.Bank},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m, err := domain.NewMoneyOrder(5, row.kind, row.party, 100, "回单 17", maker, time.Now())
			require.NoError(t, err)
			e, done, err := m.Decide(domain.ApproveMoney, checker, "已核对", time.Now())
			require.NoError(t, err)
			require.True(t, done)
			require.Equal(t, domain.MoneyApproved, m.State)
			require.EqualValues(t, 5, e.Reference())
			require.Equal(t, []domain.Posting{{Account: row.left, Amount: 100}, {Account: row.right, Amount: -100}}, e.Postings())
		})
	}
}

func TestAMoneyOrderThatMakesNoSenseIsNotProposed(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		kind   domain.MoneyOrderKind
		party  int64
		amount money.Fen
		memo   string
	}{
		"no kind":                 {0, 8, 1, "回单"},
		"an unknown kind":         {9, 8, 1, "回单"},
		"nobody's cash":           {domain.CourierRemittance, 0, 1, "回单"},
		"a withdrawal of someone": {domain.ChannelWithdrawal, 8, 1, "回单"},
		"nothing":                 {domain.StoreRemittance, 8, 0, "回单"},
		"less than nothing":       {domain.StoreRemittance, 8, -1, "回单"},
		"a fortune":               {domain.StoreRemittance, 8, domain.MaxMoneyOrder + 1, "回单"},
		"no word of why":          {domain.StoreRemittance, 8, 1, "x"},
		"a novel":                 {domain.StoreRemittance, 8, 1, strings.Repeat("长", 101)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := domain.NewMoneyOrder(5, row.kind, row.party, row.amount, row.memo, maker, time.Now())
			require.True(t, errs.HasReason(err, errs.ReasonInvalid), "%v", err)
		})
	}
}

func TestNobodyDecidesTheirOwnMoneyOrderAndNoneIsDecidedTwice(t *testing.T) {
	t.Parallel()
	acts := []domain.MoneyAct{domain.ApproveMoney, domain.RejectMoney, domain.WithdrawMoney}
	by := func(act domain.MoneyAct) int64 {
		if act == domain.WithdrawMoney {
			return maker
		}
		return checker
	}
	fresh := func() domain.MoneyOrder {
		m, err := domain.NewMoneyOrder(5, domain.StoreRemittance, 8, 100, "回单", maker, time.Now())
		require.NoError(t, err)
		return m
	}
	for _, first := range acts {
		m := fresh()
		other := maker + checker - by(first)
		_, _, err := m.Decide(first, other, "", time.Now())
		want := "PAYMENT_SAME_PERSON"
		if first == domain.WithdrawMoney {
			want = "PAYMENT_NOT_MAKER"
		}
		require.True(t, errs.HasReason(err, want), "%v", err)
		require.Equal(t, domain.MoneyProposed, m.State)

		_, done, err := m.Decide(first, by(first), "", time.Now())
		require.NoError(t, err)
		require.True(t, done)
		decided := m
		for _, second := range acts {
			_, done, err := m.Decide(second, by(second), "", time.Now())
			require.False(t, done)
			if second == first {
				require.NoError(t, err, "the same again is no news")
			} else {
				require.True(t, errs.HasReason(err, "PAYMENT_STATE_INVALID"), "%v", err)
			}
			require.Equal(t, decided, m)
		}
		if first != domain.WithdrawMoney {
			_, _, err = m.Decide(first, 3, "", time.Now())
			require.True(t, errs.HasReason(err, "PAYMENT_STATE_INVALID"), "a third person comes too late: %v", err)
		}
	}
}
