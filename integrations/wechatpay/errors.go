package wechatpay

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"google.golang.org/grpc/codes"

	"dajiu/integrations/wechatpay/wire"
	"dajiu/platform/errs"
)

// What a caller can do about a failure. Test with errors.Is; errs.Temporary tells what may be repeated with
// the same numbers. Of a temporary failure the effect is unknown: query before anything else is decided.
//
//nolint:gochecknoglobals // sentinels
var (
	// ErrNotExist: the service knows no such order or refund. It is never proof that nobody will pay.
	ErrNotExist = errs.New(codes.NotFound, "WECHATPAY_NOT_EXIST", "the payment channel knows no such order or refund")
	// ErrAlreadyPaid: the order was paid, so it can be neither ordered again nor closed.
	ErrAlreadyPaid = errs.New(codes.FailedPrecondition, "WECHATPAY_ALREADY_PAID", "the order is already paid")
	// ErrClosed: the order was closed and its number is used up.
	ErrClosed = errs.New(codes.FailedPrecondition, "WECHATPAY_CLOSED", "the order is closed")
	// ErrNumberUsed: the number was used before with other particulars.
	ErrNumberUsed = errs.New(codes.AlreadyExists, "WECHATPAY_NUMBER_USED", "the number was used before with other particulars")
	// ErrNotEnough: the merchant's balance, or what is left of the order, does not cover the refund.
	ErrNotEnough = errs.New(codes.FailedPrecondition, "WECHATPAY_NOT_ENOUGH", "the refund is not covered")
	// ErrParam: the request is wrong as it is; the failure's fields say where.
	ErrParam = errs.New(codes.InvalidArgument, "WECHATPAY_PARAM", "the payment channel refuses the request's parameters")
	// ErrSign: the service does not accept our signature: a key or serial is configured wrongly.
	ErrSign = errs.New(codes.Internal, "WECHATPAY_SIGN", "the payment channel does not accept our signature")
	// ErrForbidden: the merchant lacks a permission, or the account is restricted.
	ErrForbidden = errs.New(codes.PermissionDenied, "WECHATPAY_FORBIDDEN", "the payment channel does not allow this to the merchant")
	// ErrLimited: too many requests. Temporary.
	ErrLimited = errs.New(codes.ResourceExhausted, "WECHATPAY_LIMITED", "the payment channel is busy")
	// ErrSystem: the service failed; the effect may have happened. Temporary.
	ErrSystem = errs.New(codes.Unavailable, "WECHATPAY_SYSTEM", "the payment channel failed")
	// ErrUnreachable: no answer came; the effect may have happened. Temporary.
	ErrUnreachable = errs.New(codes.Unavailable, "WECHATPAY_UNREACHABLE", "the payment channel cannot be reached")
	// ErrUntrusted: an answer came that the service did not sign; the effect is unknown. Temporary.
	ErrUntrusted = errs.New(codes.Unavailable, "WECHATPAY_UNTRUSTED", "the payment channel's answer is not authentic")
	// ErrNoBill: there is no bill for the day, because nothing moved.
	ErrNoBill = errs.New(codes.NotFound, "WECHATPAY_NO_BILL", "there is no bill for this day")
	// ErrBillNotReady: the bill is still being made. Temporary, in the order of hours.
	ErrBillNotReady = errs.New(codes.Unavailable, "WECHATPAY_BILL_NOT_READY", "the bill is not ready yet")
	// ErrBillCorrupt: the bill's digest, format or totals are wrong. Temporary: it may be downloaded again.
	ErrBillCorrupt = errs.New(codes.Unavailable, "WECHATPAY_BILL_CORRUPT", "the bill does not match its digest or totals")
	// ErrForged: a callback that the service did not sign, or signed too long ago. Answer 401.
	ErrForged = errs.New(codes.Unauthenticated, "WECHATPAY_FORGED", "the notification is not authentic")
	// ErrMalformed: a callback that is authentic but not of a kind or form that we know. Answer 4xx.
	ErrMalformed = errs.New(codes.InvalidArgument, "WECHATPAY_MALFORMED", "the notification cannot be read")
	// ErrRefused: any other refusal of the business.
	ErrRefused = errs.New(codes.FailedPrecondition, "WECHATPAY_REFUSED", "the payment channel refuses")
)

// APIError is what the service said, the cause of the errors above. It is for the log.
type APIError struct {
	Status    int
	Code      string
	Message   string
	RequestID string
}

// Error returns status, code, message and request id.
func (e *APIError) Error() string {
	return fmt.Sprintf("HTTP %d %s %q request %s", e.Status, e.Code, e.Message, e.RequestID)
}

const maxMessage = 256

// refusal makes the typed error of a refused request.
func refusal(status int, header http.Header, body []byte) error {
	var said wire.Error
	// A proxy's page is not JSON; then only the status speaks.
	_ = json.Unmarshal(body, &said)
	cause := &APIError{
		Status: status, Code: clip(said.Code), Message: clip(said.Message), RequestID: clip(header.Get(wire.HeaderRequestID)),
	}
	kind := classify(status, said.Code)
	if kind == ErrParam { //nolint:errorlint // compares with the sentinel that classify returned
		var detail wire.ErrorDetail
		if json.Unmarshal(said.Detail, &detail) == nil && detail.Field != "" {
			kind = kind.WithFields(errs.Field{Path: clip(detail.Field), Reason: clip(detail.Issue)})
		}
	}
	return kind.Wrap(cause)
}

// classify reads the code before the status. Older spellings differ only by underscores.
func classify(status int, code string) *errs.Error {
	switch strings.ReplaceAll(code, "_", "") {
	case "ORDERNOTEXIST", "RESOURCENOTEXISTS", "REFUNDNOTEXISTS", "NOTFOUND":
		return ErrNotExist
	case "ORDERPAID":
		return ErrAlreadyPaid
	case "ORDERCLOSED":
		return ErrClosed
	case "OUTTRADENOUSED", "INVALIDREQUEST":
		return ErrNumberUsed
	case "NOTENOUGH":
		return ErrNotEnough
	case "PARAMERROR", "APPIDMCHIDNOTMATCH", "MCHNOTEXISTS", "OPENIDMISMATCH", "INVALIDTRANSACTIONID":
		return ErrParam
	case "SIGNERROR":
		return ErrSign
	case "NOAUTH", "RULELIMIT", "ACCOUNTERROR", "USERACCOUNTABNORMAL":
		return ErrForbidden
	case "RATELIMITEXCEEDED", "FREQUENCYLIMITED", "FREQUENCYLIMITEXCEED":
		return ErrLimited
	case "SYSTEMERROR", "SERVICEUNAVAILABLE", "BANKERROR", "BIZERRNEEDRETRY":
		return ErrSystem
	case "NOSTATEMENTEXIST":
		return ErrNoBill
	case "STATEMENTCREATING":
		return ErrBillNotReady
	}
	return classifyStatus(status)
}

func classifyStatus(status int) *errs.Error {
	switch {
	case status >= 500:
		return ErrSystem
	case status == http.StatusTooManyRequests:
		return ErrLimited
	case status == http.StatusUnauthorized:
		return ErrSign
	case status == http.StatusForbidden:
		return ErrForbidden
	case status == http.StatusNotFound:
		return ErrNotExist
	case status == http.StatusBadRequest:
		return ErrParam
	default:
		return ErrRefused
	}
}

func clip(text string) string {
	if len(text) > maxMessage {
		text = text[:maxMessage]
	}
	return strings.ToValidUTF8(text, "")
}
