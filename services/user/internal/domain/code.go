package domain

import (
	"fmt"
	"time"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
)

// Purpose is what a code of a text message is good for.
type Purpose int

// The purposes.
const (
	// CodeLogin signs in to the account of a phone, or makes one.
	CodeLogin Purpose = iota + 1
	// CodeBind gives an account a phone.
	CodeBind
)

// Bounds of codes (短信验证码).
const (
	CodeDigits  = 6
	CodeLife    = 5 * time.Minute
	CodeGuesses = 5
)

// Code is one that was sent: of a phone and a purpose there is one at a time.
type Code struct {
	Phone   string
	Purpose Purpose
	// Digest is keyed; the digits are nowhere but in the message.
	Digest    string
	ExpiresAt time.Time
}

// Limits are how often something may be done in a minute, an hour and a day. A while begins with the first time.
type Limits struct {
	Minute int `koanf:"minute"`
	Hour   int `koanf:"hour"`
	Day    int `koanf:"day"`
}

// Attempt is something that one subject may do so often within a span.
type Attempt struct {
	// Subject is a keyed digest of who, and of what they do.
	Subject string
	Span    time.Duration
	Most    int
}

// Of returns the attempts of a subject that the limits allow; a limit of 0 is none.
func (l Limits) Of(subject string) []Attempt {
	var list []Attempt
	for _, a := range []Attempt{{subject, time.Minute, l.Minute}, {subject, time.Hour, l.Hour}, {subject, 24 * time.Hour, l.Day}} {
		if a.Most > 0 {
			list = append(list, a)
		}
	}
	return list
}

// Check refuses limits that are none, naming the key.
func (l Limits) Check(key string) error {
	if l.Minute < 0 || l.Hour < l.Minute || l.Day < l.Hour {
		return fmt.Errorf("%s: a minute's limit is no more than an hour's, and that no more than a day's", key)
	}
	return nil
}

// TooOften says when to go on; of which limit it is the end is not told.
func TooOften(wait time.Duration) error {
	return errs.New(codes.ResourceExhausted, "USER_SMS_LIMIT", "操作太频繁，请"+inWords(wait)+"后再试").WithRetryAfter(wait)
}

func inWords(wait time.Duration) string {
	switch {
	case wait > time.Hour:
		return fmt.Sprintf(" %d 小时", int((wait+time.Hour-1)/time.Hour))
	case wait > time.Minute:
		return fmt.Sprintf(" %d 分钟", int((wait+time.Minute-1)/time.Minute))
	}
	return fmt.Sprintf(" %d 秒", int((wait+time.Second-1)/time.Second))
}

// CodeWrong says that a code is wrong, old, used, or was guessed at too often; which is not told.
func CodeWrong() error {
	return errs.New(codes.Unauthenticated, "USER_SMS_CODE_WRONG", "验证码错误或已失效")
}
