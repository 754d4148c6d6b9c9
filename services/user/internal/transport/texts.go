package transport

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"google.golang.org/grpc/codes"

	"dajiu/integrations/sms"
	"dajiu/platform/clock"
	"dajiu/platform/errs"
	"dajiu/platform/id"
	"dajiu/services/user/internal/domain"
)

// Vendor is a company that sends text messages for us, with the wording of ours that it approved.
type Vendor struct {
	Sender sms.Sender
	// CodeTemplate is its id of the wording that tells {code} and {minutes}.
	CodeTemplate string
}

// restTime is how long a vendor that failed is asked last.
const restTime = 30 * time.Second

// Texts adapts the vendors of text messages to the port of package app: the first takes a message, and the next where it
// does not. It is safe for concurrent use.
type Texts struct {
	vendors []Vendor
	ids     *id.Generator
	clock   clock.Clock
	log     *slog.Logger
	sent    *prometheus.CounterVec

	mu    sync.Mutex
	rests map[string]time.Time
}

// NewTexts returns the adapter; without vendors every message is USER_SMS_UNAVAILABLE.
func NewTexts(vendors []Vendor, ids *id.Generator, c clock.Clock, log *slog.Logger, reg prometheus.Registerer) (*Texts, error) {
	t := &Texts{vendors: vendors, ids: ids, clock: c, log: log, rests: map[string]time.Time{}, sent: prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "dajiu_user_sms_sent_total", Help: "Text messages by vendor and outcome: OK, or the kind of failure.",
	}, []string{"vendor", "outcome"})}
	if err := reg.Register(t.sent); err != nil {
		return nil, fmt.Errorf("user: metrics: %w", err)
	}
	return t, nil
}

// SendCode sends a code to a phone by the first vendor that takes it.
func (t *Texts) SendCode(ctx context.Context, phone, code string) error {
	ref := strconv.FormatInt(t.ids.Next(), 10)
	var failures []error
	for _, v := range t.order() {
		_, err := v.Sender.Send(ctx, sms.Message{Phone: phone, Template: v.CodeTemplate, Ref: ref, Params: []sms.Param{
			{Name: "code", Value: code}, {Name: "minutes", Value: strconv.Itoa(int(domain.CodeLife / time.Minute))},
		}})
		if err == nil {
			t.sent.WithLabelValues(v.Sender.Vendor(), "OK").Inc()
			return nil
		}
		t.sent.WithLabelValues(v.Sender.Vendor(), errs.From(err).Reason()).Inc()
		if !sms.Elsewhere(err) {
			return refused(err)
		}
		t.log.WarnContext(ctx, "a vendor of text messages fails", "vendor", v.Sender.Vendor(), "error", err)
		t.rest(v)
		failures = append(failures, err)
	}
	return errs.New(codes.Unavailable, "USER_SMS_UNAVAILABLE", "短信暂时发不出去，请稍后再试，或用微信登录").Wrap(errors.Join(failures...))
}

// order returns the vendors as they were configured, those that failed a moment ago last.
func (t *Texts) order() []Vendor {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.clock.Now()
	list := slices.Clone(t.vendors)
	slices.SortStableFunc(list, func(a, b Vendor) int {
		return count(now.Before(t.rests[a.Sender.Vendor()])) - count(now.Before(t.rests[b.Sender.Vendor()]))
	})
	return list
}

func count(rests bool) int {
	if rests {
		return 1
	}
	return 0
}

func (t *Texts) rest(v Vendor) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.rests[v.Sender.Vendor()] = t.clock.Now().Add(restTime)
}

// refused words what no other vendor would do better.
func refused(err error) error {
	switch {
	case errors.Is(err, sms.ErrPhoneLimit):
		return errs.New(codes.ResourceExhausted, "USER_SMS_LIMIT", "该手机号收到的短信太多，请稍后再试").WithRetryAfter(time.Minute).Wrap(err)
	case errors.Is(err, sms.ErrNumber), errors.Is(err, sms.ErrBlocked):
		return errs.New(codes.InvalidArgument, "USER_PHONE_REFUSED", "该手机号无法接收短信").WithFields(errs.Field{Path: "phone", Reason: "cannot receive text messages"}).Wrap(err)
	}
	return err
}
