package domain

import (
	"time"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
)

// Consent is one word of a person about a version of a text (同意记录): given, or taken back.
type Consent struct {
	ID, UserID int64
	// Kind is the proto's ConsentKind.
	Kind      int32
	Version   string
	Granted   bool
	CreatedAt time.Time
}

// ConsentPrivacy is what every customer agrees to by signing in.
const ConsentPrivacy int32 = 1

// NewConsent refuses to take back what there is no account without: USER_CONSENT_NEEDED.
func NewConsent(c Consent) (Consent, error) {
	if c.Kind == ConsentPrivacy && !c.Granted {
		return Consent{}, errs.New(codes.FailedPrecondition, "USER_CONSENT_NEEDED", "撤回对须知与隐私说明的同意即注销账号，请联系客服办理")
	}
	return c, nil
}

// Says reports whether two words are the same.
func (c Consent) Says(o Consent) bool {
	return c.Kind == o.Kind && c.Version == o.Version && c.Granted == o.Granted
}
