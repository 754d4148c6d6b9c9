package weixin

import (
	"fmt"
	"regexp"
	"strings"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
)

// What a caller can do about a failure. Test with errors.Is; errs.Temporary tells what may be repeated.
//
//nolint:gochecknoglobals // sentinels
var (
	// ErrCodeUsed: a login or phone code was exchanged before. Ask the client for a new one.
	ErrCodeUsed = errs.New(codes.FailedPrecondition, "WEIXIN_CODE_USED", "the code was used before")
	// ErrCodeInvalid: a login or phone code is unknown or older than five minutes.
	ErrCodeInvalid = errs.New(codes.InvalidArgument, "WEIXIN_CODE_INVALID", "the code is invalid or too old")
	// ErrBlocked: the service considers the user dangerous.
	ErrBlocked = errs.New(codes.PermissionDenied, "WEIXIN_USER_BLOCKED", "the user is blocked")
	// ErrRateLimited: too many requests. Temporary.
	ErrRateLimited = errs.New(codes.ResourceExhausted, "WEIXIN_RATE_LIMITED", "too many requests")
	// ErrRefused: the user never allowed this message or has used the permission up. Do not repeat.
	ErrRefused = errs.New(codes.FailedPrecondition, "WEIXIN_MESSAGE_REFUSED", "the user does not accept this message")
	// ErrTemplate: the template is unknown or not the app's.
	ErrTemplate = errs.New(codes.InvalidArgument, "WEIXIN_TEMPLATE", "the template is unknown")
	// ErrTemplateField: a value does not fit its kind; the failure's fields name it.
	ErrTemplateField = errs.New(codes.InvalidArgument, "WEIXIN_TEMPLATE_FIELD", "a value does not fit the template")
	// ErrPage: the page is not part of the published mini-program.
	ErrPage = errs.New(codes.InvalidArgument, "WEIXIN_PAGE", "the page does not exist")
	// ErrOpenID: the openid is unknown or of another app.
	ErrOpenID = errs.New(codes.InvalidArgument, "WEIXIN_OPENID", "the openid is unknown")
	// ErrCredential: app id, secret or token are not accepted: a configuration is wrong.
	ErrCredential = errs.New(codes.Internal, "WEIXIN_CREDENTIAL", "the app's credentials are not accepted")
	// ErrBusy: the service is busy. Temporary.
	ErrBusy = errs.New(codes.Unavailable, "WEIXIN_BUSY", "the service is busy")
	// ErrUnreachable: no answer came, or none that can be read. Temporary.
	ErrUnreachable = errs.New(codes.Unavailable, "WEIXIN_UNREACHABLE", "the service cannot be reached")
	// ErrFailed: any other refusal.
	ErrFailed = errs.New(codes.FailedPrecondition, "WEIXIN_FAILED", "the service refuses")
)

// APIError is what the service said, the cause of the errors above. It is for the log.
type APIError struct {
	Code    int
	Message string
}

// Error returns code and message.
func (e *APIError) Error() string { return fmt.Sprintf("errcode %d %q", e.Code, e.Message) }

const maxMessage = 200

var badField = regexp.MustCompile(`data\.([a-z_]+[0-9]+)`) //nolint:gochecknoglobals // a compiled constant

// refusal makes the typed error of an errcode. Secrets are what must not be repeated.
func (c *Client) refusal(code int, message string) error {
	cause := &APIError{Code: code, Message: c.redact(message)}
	kind := classify(code)
	if code == 47003 {
		if found := badField.FindStringSubmatch(message); found != nil {
			kind = kind.WithFields(errs.Field{Path: found[1], Reason: "does not fit its kind"})
		}
	}
	return kind.Wrap(cause)
}

func classify(code int) *errs.Error {
	switch code {
	case -1:
		return ErrBusy
	case 40163:
		return ErrCodeUsed
	case 40029:
		return ErrCodeInvalid
	case 40226:
		return ErrBlocked
	case 45009, 45011:
		return ErrRateLimited
	case 43101:
		return ErrRefused
	case 40037:
		return ErrTemplate
	case 47003:
		return ErrTemplateField
	case 41030:
		return ErrPage
	case 40003:
		return ErrOpenID
	case 40001, 40002, 40013, 40014, 40125, 41002, 41004, 42001:
		return ErrCredential
	default:
		return ErrFailed
	}
}

// staleToken tells which errors a new token may cure.
func staleToken(code int) bool { return code == 40001 || code == 42001 || code == 40014 }

// redact removes secrets from a text of the service and bounds its length.
func (c *Client) redact(text string) string {
	for _, secret := range []string{c.cfg.Secret, c.token.value()} {
		if secret != "" {
			text = strings.ReplaceAll(text, secret, "***")
		}
	}
	if len(text) > maxMessage {
		text = text[:maxMessage]
	}
	return strings.ToValidUTF8(text, "")
}
