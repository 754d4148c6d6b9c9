package domain

import (
	"time"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
)

// Editor is whoever changes the catalogue.
type Editor struct {
	// UserID is 0 for a service.
	UserID int64
	// MerchantID is whom they act for; 0: the platform.
	MerchantID int64
	// FourEyes says that somebody else must publish what they made (双人复核).
	FourEyes bool
}

// MayPut refuses a change that is to hold at once where somebody else must look at it first: PRODUCT_FOUR_EYES. Drafts, and
// taking a product off sale and putting it back as it was, need no second person.
func (e Editor) MayPut(old Product, found bool, next Product) error {
	switch {
	case !e.FourEyes:
		return nil
	case next.State == Draft && (!found || old.State == Draft):
		return nil
	case found && old.State != Draft && next.State != Draft && next.sameContent(old):
		return nil
	}
	return ErrFourEyes
}

// RevisionState is how far a proposal has come. Its numbers are stored and on the wire: never change them.
type RevisionState int

// The states of a revision.
const (
	Editing RevisionState = iota + 1
	OnReview
	Returned
	Applied // 已生效
	Discarded
)

// RevisionAct is what is done with a revision.
type RevisionAct int

// The acts.
const (
	Submit RevisionAct = iota + 1
	Publish
	Return
	Discard
)

// After returns the state after an act, or PRODUCT_PROPOSAL_STATE where it cannot be done. What was submitted is not edited any
// more: whoever goes on makes a new revision, so that nobody publishes what they did not see.
//
//	EDITING ──submit──▶ ON_REVIEW ──publish──▶ PUBLISHED
//	   │                 │   └──return──▶ RETURNED
//	   └──────discard────┴──────discard──────┴──▶ DISCARDED
func (s RevisionState) After(act RevisionAct) (RevisionState, error) {
	next, ok := map[RevisionState]map[RevisionAct]RevisionState{
		Editing:  {Submit: OnReview, Discard: Discarded},
		OnReview: {Publish: Applied, Return: Returned, Discard: Discarded},
		Returned: {Discard: Discarded},
	}[s][act]
	if !ok {
		return 0, errs.Newf(codes.FailedPrecondition, "PRODUCT_PROPOSAL_STATE", "提案%s，不能%s", s.words(), act.words())
	}
	return next, nil
}

// Open reports whether something is still to be done with a revision.
func (s RevisionState) Open() bool { return s == Editing || s == OnReview || s == Returned }

func (s RevisionState) words() string {
	return map[RevisionState]string{Editing: "还在编辑", OnReview: "正待审核", Returned: "已退回", Applied: "已生效", Discarded: "已放弃或被新的提案取代"}[s]
}

func (a RevisionAct) words() string {
	return map[RevisionAct]string{Submit: "提交", Publish: "上架", Return: "退回", Discard: "放弃"}[a]
}

// Revision is a content that a product has, had, or may come to have (修订).
type Revision struct {
	ID, ProductID int64
	Number        int32
	State         RevisionState
	// Content is the product with that content; its ids, state and version mean nothing.
	Content Product
	// BaseVersion is the version of the product that it was made on.
	BaseVersion int64
	Author      Editor
	ReviewerID  int64
	Reason      string
	CreatedAt   time.Time
	DecidedAt   time.Time
}

// decide is an act of somebody who judges.
func (r Revision) decide(act RevisionAct, by Editor, now time.Time) (Revision, error) {
	state, err := r.State.After(act)
	if err != nil {
		return Revision{}, err
	}
	r.State, r.ReviewerID, r.DecidedAt = state, by.UserID, now
	return r, nil
}

// Publish makes a revision what the product is. It reports PRODUCT_FOUR_EYES to its author where that is asked for, and
// PRODUCT_STALE where the product is not what it was made on any more.
func (r Revision) Publish(by Editor, version int64, now time.Time) (Revision, error) {
	if by.FourEyes && r.Author.UserID == by.UserID {
		return Revision{}, ErrFourEyes
	}
	next, err := r.decide(Publish, by, now)
	if err == nil && r.BaseVersion != version {
		return Revision{}, ErrStale
	}
	return next, err
}

// Return sends a revision back, with a reason.
func (r Revision) Return(by Editor, reason string, now time.Time) (Revision, error) {
	r.Reason = reason
	return r.decide(Return, by, now)
}

// Drop discards a revision.
func (r Revision) Drop(by Editor, now time.Time) (Revision, error) { return r.decide(Discard, by, now) }

// MayReplace reports PRODUCT_PROPOSAL_OPEN to a merchant whose proposal it is not. The platform's people may go on with anybody's.
func (r Revision) MayReplace(by Editor) error {
	if by.MerchantID != 0 && by.MerchantID != r.Author.MerchantID {
		return ErrProposalOpen
	}
	return nil
}

// SaysTheSame reports whether a revision has a content already, submitted or not as is asked.
func (r Revision) SaysTheSame(content Product, by Editor, submit bool) bool {
	asked := Editing
	if submit {
		asked = OnReview
	}
	return r.State == asked && r.Author.UserID == by.UserID && r.Content.sameContent(content)
}
