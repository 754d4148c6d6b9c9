package domain

import (
	"strings"
	"time"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/platform/money"
)

// MaxSheetLines is how many SKUs a sheet covers at most: more are counted on several, by category.
const MaxSheetLines = 5000

// Cover is which SKUs a sheet covers. The zero value is none. Stored by number, the same as the API's.
type Cover int

// The covers.
const (
	CoverAll      Cover = iota + 1 // 全部
	CoverCategory                  // 分类
	CoverChosen                    // 指定商品
)

// SheetFacts is everything a sheet is, beside its lines: how the store keeps it. Changing one changes nothing.
type SheetFacts struct {
	ID, StoreID int64
	Name        string
	Cover       Cover
	CategoryID  int64
	// Blind: who counts is not told what the books say.
	Blind       bool
	State       SheetState
	Lines       int
	Counted     int
	OpenedBy    int64
	OpenedAt    time.Time
	SubmittedBy int64
	SubmittedAt time.Time
	ReviewedBy  int64
	ReviewedAt  time.Time
	Reason      string
	Tally       Tally
	Posted      int
	Refused     int
	// LastAct and Version tell an act that is repeated from one on what somebody else changed meanwhile.
	LastAct SheetAct
	Version int64
}

// Sheet is a count of a store's shelves, without its lines.
type Sheet struct{ facts SheetFacts }

// OpenSheet makes a new sheet of so many lines. A sheet that covers nothing, or more than MaxSheetLines, is INVALID_ARGUMENT.
func OpenSheet(f SheetFacts) (*Sheet, error) {
	f.Name = strings.TrimSpace(f.Name)
	switch {
	case f.StoreID <= 0 || f.ID <= 0:
		return nil, errs.Invalid("storeId", "请选择门店")
	case f.Name == "":
		return nil, errs.Invalid("name", "请填写名称")
	case f.Cover == CoverCategory && f.CategoryID <= 0:
		return nil, errs.Invalid("categoryId", "请选择分类")
	case f.Lines == 0:
		return nil, errs.Invalid("cover", "这个范围内没有可盘点的商品")
	case f.Lines > MaxSheetLines:
		return nil, errs.Invalid("cover", "超过 5000 种商品，请按分类分开盘点")
	}
	f.State, f.Version = SheetOpen, 1
	return &Sheet{facts: f}, nil
}

// RehydrateSheet makes a sheet of what was stored. Only the store may call it.
func RehydrateSheet(f SheetFacts) *Sheet { return &Sheet{facts: f} }

// Facts returns what the sheet is now.
func (s *Sheet) Facts() SheetFacts { return s.facts }

// Acting is who acts on a sheet, on which version of it, when and why.
type Acting struct {
	By      int64
	Version int64
	At      time.Time
	Reason  string
}

// Did reports whether an act on that version was done before, so that a repetition changes nothing.
func (s *Sheet) Did(a SheetAct, version int64) bool {
	return s.facts.LastAct == a && s.facts.Version == version+1
}

// Submit ends the counting. Nothing counted is INVENTORY_SHEET_NOT_COUNTED.
func (s *Sheet) Submit(by Acting, t Tally) error {
	if s.facts.State == SheetOpen && s.facts.Counted == 0 {
		return errs.New(codes.FailedPrecondition, "INVENTORY_SHEET_NOT_COUNTED", "还没有盘点任何商品")
	}
	if err := s.act(SubmitSheet, by); err != nil {
		return err
	}
	s.facts.SubmittedBy, s.facts.SubmittedAt, s.facts.Tally, s.facts.Reason = by.By, by.At, t, ""
	return nil
}

// Return sends the sheet back to be counted again; a reason is needed.
func (s *Sheet) Return(by Acting) error { return s.review(ReturnSheet, by) }

// Cancel gives the sheet up; a reason is needed.
func (s *Sheet) Cancel(by Acting) error { return s.review(CancelSheet, by) }

func (s *Sheet) review(a SheetAct, by Acting) error {
	if by.Reason = strings.TrimSpace(by.Reason); by.Reason == "" {
		return errs.Invalid("reason", "请填写原因")
	}
	if err := s.act(a, by); err != nil {
		return err
	}
	s.facts.ReviewedBy, s.facts.ReviewedAt, s.facts.Reason = by.By, by.At, by.Reason
	return nil
}

// Approve lets the differences be posted. Where they are worth more than alone, who submitted the sheet may not approve it:
// INVENTORY_SECOND_PERSON_NEEDED.
func (s *Sheet) Approve(by Acting, alone money.Fen) error {
	if s.facts.State == SheetSubmitted && by.By == s.facts.SubmittedBy && s.NeedsSecond(alone) {
		return errs.New(codes.FailedPrecondition, "INVENTORY_SECOND_PERSON_NEEDED", "差异金额较大，须由提交人以外的人审核")
	}
	if err := s.act(ApproveSheet, by); err != nil {
		return err
	}
	s.facts.ReviewedBy, s.facts.ReviewedAt, s.facts.Reason, s.facts.Refused = by.By, by.At, "", 0
	return nil
}

// NeedsSecond reports whether the differences are worth more than one person may post alone.
func (s *Sheet) NeedsSecond(alone money.Fen) bool { return s.facts.Tally.Beyond(alone) }

// Advance notes that so many more lines are posted, and refused.
func (s *Sheet) Advance(posted, refused int) {
	s.facts.Posted += posted
	s.facts.Refused += refused
}

// Settle ends the posting when no line is left: the sheet is posted, or open again for the lines that were refused. It is
// nobody's act, so that the version stays and the approval can still be repeated.
func (s *Sheet) Settle() error {
	act := FinishSheet
	if s.facts.Refused > 0 {
		act = ReopenSheet
	}
	next, err := s.facts.State.Next(act)
	if err != nil {
		return err
	}
	s.facts.State = next
	return nil
}

func (s *Sheet) act(a SheetAct, by Acting) error {
	if s.facts.Version != by.Version {
		return errs.New(codes.Aborted, "INVENTORY_SHEET_CHANGED", "盘点单刚被他人更改，请刷新后再试")
	}
	next, err := s.facts.State.Next(a)
	if err != nil {
		return err
	}
	s.facts.State, s.facts.LastAct = next, a
	s.facts.Version++
	return nil
}
