package domain

import (
	"slices"
	"time"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
)

// RequestKind is what somebody asks for their personal data.
type RequestKind int

// The kinds. Stored by number.
const (
	Copy    RequestKind = iota + 1 // 个人信息副本
	Erasure                        // 注销账号
)

// RequestState is where such a request stands; the kinds count their own.
type RequestState int

// The states of a copy. Stored by number; the same as the API's ExportState.
const (
	CopyPreparing RequestState = iota + 1
	CopyReady
	CopyExpired
)

// The states of an erasure. Stored by number; the same as the API's DeletionState.
const (
	Cooling   RequestState = iota + 1 // 冷静期
	Erasing                           // 正在注销
	Erased                            // 已注销
	Withdrawn                         // 已撤回
	Refused                           // 期满时仍有未完成的订单
)

// steps are all transitions there are.
//
//nolint:gochecknoglobals // a constant table
var steps = map[RequestKind]map[RequestState][]RequestState{
	Copy:    {CopyPreparing: {CopyReady, CopyExpired}, CopyReady: {CopyExpired}},
	Erasure: {Cooling: {Erasing, Withdrawn, Refused}, Erasing: {Erased}},
}

// May reports whether a request of the kind may go from one state to another.
func (k RequestKind) May(from, to RequestState) bool { return slices.Contains(steps[k][from], to) }

// Open reports whether something is still to happen to a request in a state.
func (k RequestKind) Open(s RequestState) bool { return len(steps[k][s]) > 0 }

// Request is what somebody asked for their personal data, and what came of it.
type Request struct {
	ID, UserID int64
	Kind       RequestKind
	State      RequestState
	CreatedAt  time.Time
	// DueAt is when it goes on: an erasure's cooling-off ends, a copy expires.
	DueAt, EndedAt time.Time
	// Progress is what each service erased already, by its name.
	Progress map[string][]Outcome
	// Result is the copy or the certificate.
	Result string
}

// Outcome is what became of one kind of data. Its JSON names are stored, and signed in certificates: never rename them.
type Outcome struct {
	Title  string `json:"title"`
	Erased int64  `json:"erased"`
	Kept   int64  `json:"kept"`
	Why    string `json:"why,omitempty"`
}

// Obstacle is why somebody's data cannot be erased yet.
type Obstacle struct {
	Reason, Message string
	OrderID         int64
}

// DeletionBlocked says what stands in an erasure's way.
func DeletionBlocked(list []Obstacle) error {
	fields := make([]errs.Field, len(list))
	for i, o := range list {
		fields[i] = errs.Field{Path: "account", Reason: o.Reason}
	}
	return errs.New(codes.FailedPrecondition, "USER_DELETION_BLOCKED", "暂时不能注销："+list[0].Message).WithFields(fields...)
}

// DeletionState says that there is no erasure to withdraw, or that it is too late.
func DeletionState() error {
	return errs.New(codes.FailedPrecondition, "USER_DELETION_STATE", "没有可撤回的注销申请")
}
