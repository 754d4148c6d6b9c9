package domain

import (
	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
)

// SheetState is where a count sheet (盘点单) stands. The zero value is no state.
type SheetState int

// The states of a sheet. They are stored by number, the same as the API's: never renumber.
const (
	SheetOpen      SheetState = iota + 1 // 盘点中: lines are counted
	SheetSubmitted                       // 待审核: counting is over, somebody is to approve the differences
	SheetPosting                         // 入账中: approved, the differences go to the ledger a batch at a time
	SheetPosted                          // 已入账
	SheetCancelled                       // 已作废
)

// SheetStates lists every state, for those who must walk all of them.
func SheetStates() []SheetState {
	return []SheetState{SheetOpen, SheetSubmitted, SheetPosting, SheetPosted, SheetCancelled}
}

// SheetAct is something that happens to a sheet. The zero value is no act. They are stored by number: never renumber.
type SheetAct int

// The acts, with who brings them about.
const (
	SubmitSheet  SheetAct = iota + 1 // who counted
	ReturnSheet                      // who reviews, so that it is counted again
	ApproveSheet                     // who reviews
	CancelSheet                      // who gives it up
	FinishSheet                      // all differences are posted
	ReopenSheet                      // all are posted but some that orders do not allow
)

// SheetActs lists every act, for those who must walk all of them.
func SheetActs() []SheetAct {
	return []SheetAct{SubmitSheet, ReturnSheet, ApproveSheet, CancelSheet, FinishSheet, ReopenSheet}
}

// SheetTransitions is the whole life of a sheet: what each act makes of each state. A pair that is not here is an error.
//
//nolint:gochecknoglobals // a constant table
var SheetTransitions = map[SheetState]map[SheetAct]SheetState{
	SheetOpen:      {SubmitSheet: SheetSubmitted, CancelSheet: SheetCancelled},
	SheetSubmitted: {ReturnSheet: SheetOpen, ApproveSheet: SheetPosting, CancelSheet: SheetCancelled},
	SheetPosting:   {FinishSheet: SheetPosted, ReopenSheet: SheetOpen},
	SheetPosted:    {},
	SheetCancelled: {},
}

// Next returns the state that an act leads to from s, or INVENTORY_SHEET_STATE_INVALID naming both.
func (s SheetState) Next(a SheetAct) (SheetState, error) {
	next, ok := SheetTransitions[s][a]
	if !ok {
		return 0, errs.Newf(codes.FailedPrecondition, "INVENTORY_SHEET_STATE_INVALID", "盘点单%s，不能%s", s, a)
	}
	return next, nil
}

// String names the state as people are told it.
func (s SheetState) String() string {
	switch s {
	case SheetOpen:
		return "正在盘点"
	case SheetSubmitted:
		return "待审核"
	case SheetPosting:
		return "正在入账"
	case SheetPosted:
		return "已入账"
	case SheetCancelled:
		return "已作废"
	}
	return "状态未知"
}

// String names the act as people are told it.
func (a SheetAct) String() string {
	switch a {
	case SubmitSheet:
		return "提交"
	case ReturnSheet:
		return "退回"
	case ApproveSheet:
		return "审核通过"
	case CancelSheet:
		return "作废"
	case FinishSheet:
		return "完成入账"
	case ReopenSheet:
		return "重新盘点"
	}
	return "变更"
}
