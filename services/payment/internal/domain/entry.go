package domain

import (
	"strconv"
	"strings"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/platform/money"
)

// Account names an account of the ledger by its code: a kind, and an id where there is one account for each.
//
// Signs: a posting is positive on the left (debit) and negative on the right (credit), and the postings of an
// entry add up to zero. Accounts of what we have (channel, courier_cash, store_cash, bank) grow on the left; accounts of
// what we owe or earned (escrow, merchant, income) grow on the right. A balance counts on the account's own
// side, so it is the money that people mean by it, and it is never negative.
type Account string

// Escrow is customers' money that belongs to nobody else yet: 担保中.
const Escrow Account = "escrow"

// ChannelWechat is what lies at WeChat Pay for us: 微信支付待结算.
const ChannelWechat Account = "channel:wechat"

// DeliveryIncome is what customers paid for deliveries that were made: 配送费收入.
const DeliveryIncome Account = "income:delivery"

// Merchant is what we owe a merchant: 商户待结算.
func Merchant(id int64) Account { return account("merchant", id) }

// CourierCash is what a courier took in and owes us: 骑手代收.
func CourierCash(id int64) Account { return account("courier_cash", id) }

// StoreCash is what a store's counter took in and owes us: 门店代收.
func StoreCash(id int64) Account { return account("store_cash", id) }

func account(kind string, id int64) Account { return Account(kind + ":" + strconv.FormatInt(id, 10)) }

// Kind is the part of the code before the colon.
func (a Account) Kind() string {
	kind, _, _ := strings.Cut(string(a), ":")
	return kind
}

// Side is +1 for accounts that grow by positive postings and -1 for the others; 0 for a code that is none.
func (a Account) Side() int64 {
	switch a.Kind() {
	case "channel", "courier_cash", "store_cash", "bank":
		return 1
	case "escrow", "merchant", "income":
		return -1
	}
	return 0
}

// EntryKind is what a journal entry tells. There is at most one of a kind for a reference.
type EntryKind string

// The kinds of entries and what they refer to.
const (
	TradePaid      EntryKind = "TRADE_PAID"      // a trade
	ExcessPaid     EntryKind = "EXCESS_PAID"     // an attempt
	OrderRefunded  EntryKind = "ORDER_REFUNDED"  // a refund
	ExcessRefunded EntryKind = "EXCESS_REFUNDED" // a refund
	CashCollected  EntryKind = "CASH_COLLECTED"  // an order
	OrderSettled   EntryKind = "ORDER_SETTLED"   // an order
)

// Posting is one side of an entry.
type Posting struct {
	Account Account
	Amount  money.Fen
}

// Entry is one movement of money. The zero value is no entry.
type Entry struct {
	kind      EntryKind
	reference int64
	postings  []Posting
}

// NewEntry makes a journal entry. Postings of nothing are left out.
//
// Errors: PAYMENT_LEDGER_UNBALANCED where the postings do not add up to zero, there are less than two of them,
// or an account is of no known kind.
func NewEntry(kind EntryKind, reference int64, postings ...Posting) (Entry, error) {
	e := Entry{kind: kind, reference: reference}
	var sum money.Fen
	for _, p := range postings {
		if p.Amount == 0 {
			continue
		}
		var err error
		if sum, err = money.Add(sum, p.Amount); err != nil || p.Account.Side() == 0 {
			return Entry{}, unbalanced(kind, reference)
		}
		e.postings = append(e.postings, p)
	}
	if sum != 0 || len(e.postings) < 2 || kind == "" || reference <= 0 {
		return Entry{}, unbalanced(kind, reference)
	}
	return e, nil
}

func unbalanced(kind EntryKind, reference int64) error {
	return errs.Newf(codes.Internal, "PAYMENT_LEDGER_UNBALANCED", "entry %s of %d is not balanced", kind, reference)
}

// Kind is what the entry tells.
func (e Entry) Kind() EntryKind { return e.kind }

// Reference is what the entry is about.
func (e Entry) Reference() int64 { return e.reference }

// Postings are the entry's sides; the caller must not change them.
func (e Entry) Postings() []Posting { return e.postings }

// transfer makes the entry of an amount that goes from the right account to the left one.
func transfer(kind EntryKind, reference int64, left, right Account, amount money.Fen) (Entry, error) {
	return NewEntry(kind, reference, Posting{Account: left, Amount: amount}, Posting{Account: right, Amount: -amount})
}

// settlement makes the entry by which an order's money leaves escrow: the delivery fee is ours, the rest is the
// merchant's.
func settlement(orderID, merchantID int64, payable, fee money.Fen) (Entry, error) {
	fee = max(0, min(fee, payable))
	return NewEntry(OrderSettled, orderID,
		Posting{Account: Escrow, Amount: payable},
		Posting{Account: Merchant(merchantID), Amount: fee - payable},
		Posting{Account: DeliveryIncome, Amount: -fee})
}
