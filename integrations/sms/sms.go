// Package sms is our end of the companies that send text messages (短信服务商): what is sent, what comes back, and what a
// caller can do about a failure, the same for each of them.
//
// It guarantees that no error carries a secret, a phone number or the text that was to be sent, and that a failure says
// whether another vendor may do better ([Elsewhere]).
//
// It refuses to retry, to choose between vendors and to keep what was sent: that is the caller's. The clients are in
// tencent and aliyun, the simulator of both in sim. Start with [Sender].
package sms

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
)

// Param is one value of a template: vendors number them, or know them by name.
type Param struct{ Name, Value string }

// Message is one text message to one person.
type Message struct {
	// Phone is a number of the Chinese mainland, eleven digits.
	Phone string
	// Template is the vendor's id of a wording that it approved.
	Template string
	// Params are in the order in which the wording has them.
	Params []Param
	// Ref is our own name of the message, at most 64 characters; the vendor repeats it in its report.
	Ref string
}

// Receipt says that a vendor took a message; whether it arrives, a [Report] tells.
type Receipt struct {
	Vendor string
	// ID is the vendor's.
	ID string
}

// Report is what a vendor tells of a message afterwards (状态报告).
type Report struct {
	// ID is that of the receipt, Ref ours.
	ID, Ref   string
	Delivered bool
	// Code is the vendor's or the carrier's word for it.
	Code string
}

// Sender sends text messages. It is safe for concurrent use.
type Sender interface {
	// Vendor is a short name: tencent, aliyun.
	Vendor() string
	// Send hands one message to the vendor. Repeating it sends it twice.
	Send(ctx context.Context, m Message) (Receipt, error)
}

// What a caller can do about a failure. Test with errors.Is.
//
//nolint:gochecknoglobals // sentinels
var (
	// ErrNumber: there is no such phone.
	ErrNumber = errs.New(codes.InvalidArgument, "SMS_NUMBER", "the phone number cannot receive messages")
	// ErrBlocked: the person, or the carrier for them, wants no messages.
	ErrBlocked = errs.New(codes.FailedPrecondition, "SMS_BLOCKED", "the phone number refuses messages")
	// ErrPhoneLimit: the vendor lets one phone have no more for a while, which protects whose phone it is.
	ErrPhoneLimit = errs.New(codes.ResourceExhausted, "SMS_PHONE_LIMIT", "too many messages to this phone")
	// ErrTemplate: the wording, its values or the signature are not approved: a configuration is wrong.
	ErrTemplate = errs.New(codes.Internal, "SMS_TEMPLATE", "the wording or the signature is not accepted")
	// ErrCredential: the keys are not accepted: a configuration is wrong.
	ErrCredential = errs.New(codes.Internal, "SMS_CREDENTIAL", "the keys are not accepted")
	// ErrBalance: nothing left to pay with.
	ErrBalance = errs.New(codes.Internal, "SMS_BALANCE", "the account is empty")
	// ErrBusy: the vendor takes no more right now. Temporary.
	ErrBusy = errs.New(codes.Unavailable, "SMS_BUSY", "the vendor is busy")
	// ErrUnreachable: no answer came, or none that can be read; the message may have been sent. Temporary.
	ErrUnreachable = errs.New(codes.Unavailable, "SMS_UNREACHABLE", "the vendor cannot be reached")
	// ErrFailed: any other refusal.
	ErrFailed = errs.New(codes.FailedPrecondition, "SMS_FAILED", "the vendor refuses")
)

// Elsewhere reports whether another vendor may take a message that one refused so. What lies with the phone, or protects
// it, is the same everywhere.
func Elsewhere(err error) bool {
	return err != nil && !errors.Is(err, ErrNumber) && !errors.Is(err, ErrBlocked) && !errors.Is(err, ErrPhoneLimit) && !errors.Is(err, context.Canceled)
}

// Refusal is a vendor's own code, the cause of the errors above. It is for the log.
type Refusal struct{ Vendor, Code string }

// Error returns vendor and code. The vendor's message is left out: it may name the phone.
func (r *Refusal) Error() string { return r.Vendor + " says " + r.Code }

const (
	defaultTimeout = 3 * time.Second
	maxAnswer      = 256 << 10
)

// NewHTTPClient returns a client for a vendor's interface. Timeout bounds one request with its answer; 3 s when zero.
func NewHTTPClient(timeout time.Duration) *http.Client {
	transport := http.DefaultTransport.(*http.Transport).Clone() //nolint:forcetypeassert // the standard library's own type
	transport.MaxIdleConnsPerHost = 16
	if timeout <= 0 {
		timeout = defaultTimeout
	}
	return &http.Client{
		Transport: transport, Timeout: timeout,
		// A redirect would carry what we send to somewhere else.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// ParseBase reads where a vendor is; empty means where it really is.
func ParseBase(text, really string) (*url.URL, error) {
	if text == "" {
		text = really
	}
	u, err := url.Parse(strings.TrimRight(text, "/"))
	if err != nil || u.Host == "" || u.RawQuery != "" || u.User != nil || (u.Scheme != "http" && u.Scheme != "https") {
		return nil, errors.New("the base URL must be http(s) with a host and without query or user")
	}
	return u, nil
}

// Exchange sends a request and reads the whole of its answer, at most 256 KB. What goes wrong is ErrUnreachable, without
// the URL, which may carry a phone number.
func Exchange(client *http.Client, request *http.Request) (status int, body []byte, err error) {
	answer, err := client.Do(request) //nolint:gosec // the vendor's address is configuration
	if err != nil {
		var wrapped *url.Error
		if errors.As(err, &wrapped) {
			err = wrapped.Err
		}
		return 0, nil, ErrUnreachable.Wrap(err)
	}
	defer answer.Body.Close()
	body, err = io.ReadAll(io.LimitReader(answer.Body, maxAnswer+1))
	if err != nil {
		return 0, nil, ErrUnreachable.Wrap(err)
	}
	if len(body) > maxAnswer {
		return 0, nil, ErrUnreachable.Wrap(fmt.Errorf("an answer of more than %d bytes", maxAnswer))
	}
	return answer.StatusCode, body, nil
}
