package domain

import (
	"time"
	"unicode/utf8"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/platform/money"
)

// Bank is what lies at the company's own bank: 银行存款.
const Bank Account = "bank"

// MoneyOrderKind is which money an operator moves by hand. The zero value is none.
type MoneyOrderKind int

// The kinds. They are stored by number: never renumber.
const (
	CourierRemittance MoneyOrderKind = iota + 1 // 骑手交款: a courier hands in the cash of deliveries
	StoreRemittance                             // 门店交款: a store hands in the cash of its counter
	ChannelWithdrawal                           // 渠道提现: WeChat Pay transfers to the bank
	MerchantPayout                              // 商户打款: a merchant gets what we owe them
)

// The kinds of their journal entries; the reference is the money order.
const (
	CashRemitted     EntryKind = "CASH_REMITTED"
	ChannelWithdrawn EntryKind = "CHANNEL_WITHDRAWN"
	MerchantPaidOut  EntryKind = "MERCHANT_PAID_OUT"
)

// HasParty reports whether the kind is about one courier, store or merchant.
func (k MoneyOrderKind) HasParty() bool { return k != ChannelWithdrawal }

// Entry is the movement that an approved order of the kind is.
func (k MoneyOrderKind) Entry(id, party int64, amount money.Fen) (Entry, error) {
	switch k {
	case CourierRemittance:
		return transfer(CashRemitted, id, Bank, CourierCash(party), amount)
	case StoreRemittance:
		return transfer(CashRemitted, id, Bank, StoreCash(party), amount)
	case ChannelWithdrawal:
		return transfer(ChannelWithdrawn, id, Bank, ChannelWechat, amount)
	case MerchantPayout:
		return transfer(MerchantPaidOut, id, Merchant(party), Bank, amount)
	}
	return Entry{}, errs.Invalid("kind", "must be one of the known kinds")
}

// MoneyOrderState is how a money order stands. The zero value is no state.
type MoneyOrderState int

// The states of a money order. They are stored by number: never renumber.
const (
	MoneyProposed  MoneyOrderState = iota + 1 // waits for a second person
	MoneyApproved                             // the money is booked
	MoneyRejected                             // a second person said no
	MoneyWithdrawn                            // its maker took it back
)

// MoneyAct is a decision about a money order. The zero value is none.
type MoneyAct int

// The decisions.
const (
	ApproveMoney MoneyAct = iota + 1
	RejectMoney
	WithdrawMoney
)

// MoneyTransitions is the whole life of a money order. A pair that is not here is an error.
//
//nolint:gochecknoglobals // a constant table
var MoneyTransitions = map[MoneyOrderState]map[MoneyAct]MoneyOrderState{
	MoneyProposed:  {ApproveMoney: MoneyApproved, RejectMoney: MoneyRejected, WithdrawMoney: MoneyWithdrawn},
	MoneyApproved:  {},
	MoneyRejected:  {},
	MoneyWithdrawn: {},
}

// MoneyOrder is an operator's wish to move money by hand (资金指令), which a second one must approve: 制单与复核.
type MoneyOrder struct {
	ID     int64
	Kind   MoneyOrderKind
	Party  int64
	Amount money.Fen
	// Memo is what it is for: the bank's receipt, the day's cash sheet.
	Memo  string
	State MoneyOrderState
	// Maker proposed it, Checker decided; a withdrawn one has its maker as both.
	Maker, Checker int64
	// Note is what the checker said.
	Note                 string
	CreatedAt, DecidedAt time.Time
}

// MaxMoneyOrder bounds one order at ten million yuan: a slip of the hand is smaller than a fortune.
const MaxMoneyOrder money.Fen = 1_000_000_000

const maxMemo = 100

// NewMoneyOrder makes a proposal. Errors: INVALID_ARGUMENT with the field.
func NewMoneyOrder(id int64, kind MoneyOrderKind, party int64, amount money.Fen, memo string, maker int64, at time.Time) (MoneyOrder, error) {
	switch n := utf8.RuneCountInString(memo); {
	case kind < CourierRemittance || kind > MerchantPayout:
		return MoneyOrder{}, errs.Invalid("kind", "must be one of the known kinds")
	case kind.HasParty() != (party > 0):
		return MoneyOrder{}, errs.Invalid("partyId", "names the courier, store or merchant, and nobody for a withdrawal")
	case amount <= 0 || amount > MaxMoneyOrder:
		return MoneyOrder{}, errs.Invalid("amount", "must be between 1 fen and ten million yuan")
	case n < 2 || n > maxMemo:
		return MoneyOrder{}, errs.Invalid("memo", "must have 2 to 100 characters")
	}
	return MoneyOrder{ID: id, Kind: kind, Party: party, Amount: amount, Memo: memo, State: MoneyProposed, Maker: maker, CreatedAt: at}, nil
}

// Decide records a decision; the entry is what an approval books. The same decision of the same person again changes
// nothing: done is false.
//
// Errors: PAYMENT_SAME_PERSON where the maker would approve or reject, PAYMENT_NOT_MAKER where somebody else would
// withdraw, PAYMENT_STATE_INVALID for one that was decided otherwise.
func (m *MoneyOrder) Decide(act MoneyAct, by int64, note string, at time.Time) (entry Entry, done bool, err error) {
	if withdraws := act == WithdrawMoney; withdraws != (by == m.Maker) {
		if withdraws {
			return Entry{}, false, errs.New(codes.PermissionDenied, "PAYMENT_NOT_MAKER", "只有制单人可以撤回")
		}
		return Entry{}, false, errs.New(codes.PermissionDenied, "PAYMENT_SAME_PERSON", "制单人不能复核自己的指令")
	}
	next, ok := MoneyTransitions[m.State][act]
	switch {
	case !ok && m.Checker == by && m.State == MoneyTransitions[MoneyProposed][act]:
		return Entry{}, false, nil
	case !ok:
		return Entry{}, false, invalid("money order", m.State.String(), act.String())
	}
	if act == ApproveMoney {
		if entry, err = m.Kind.Entry(m.ID, m.Party, m.Amount); err != nil {
			return Entry{}, false, err
		}
	}
	m.State, m.Checker, m.Note, m.DecidedAt = next, by, note, at
	return entry, true, nil
}

// String names the state as messages do.
func (s MoneyOrderState) String() string {
	switch s {
	case MoneyProposed:
		return "proposed"
	case MoneyApproved:
		return "approved"
	case MoneyRejected:
		return "rejected"
	case MoneyWithdrawn:
		return "withdrawn"
	}
	return "in no known state"
}

// String names the decision as an infinitive, to follow "cannot".
func (a MoneyAct) String() string {
	switch a {
	case ApproveMoney:
		return "be approved"
	case RejectMoney:
		return "be rejected"
	case WithdrawMoney:
		return "be withdrawn"
	}
	return "change"
}
