package transport

import (
	"context"
	"crypto/subtle"
	"fmt"
	"log/slog"

	"github.com/prometheus/client_golang/prometheus"
	"google.golang.org/genproto/googleapis/api/httpbody"
	"google.golang.org/grpc/codes"

	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/integrations/sms/aliyun"
	"dajiu/integrations/sms/tencent"
	"dajiu/platform/errs"
)

// smsReports counts what arrived.
type smsReports struct {
	userv1.UnimplementedSmsReportServiceServer
	token   string
	log     *slog.Logger
	arrived *prometheus.CounterVec
}

func newSmsReports(token string, log *slog.Logger, reg prometheus.Registerer) (*smsReports, error) {
	s := &smsReports{token: token, log: log, arrived: prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "dajiu_user_sms_reported_total", Help: "Text messages that vendors reported on, by vendor and whether they arrived.",
	}, []string{"vendor", "arrived"})}
	if err := reg.Register(s.arrived); err != nil {
		return nil, fmt.Errorf("user: metrics: %w", err)
	}
	return s, nil
}

func (s *smsReports) ReportSms(ctx context.Context, req *userv1.ReportSmsRequest) (*httpbody.HttpBody, error) {
	parse, answer := tencent.ParseReports, tencent.ReportTaken
	switch req.GetVendor() {
	case tencent.Name:
	case aliyun.Name:
		parse, answer = aliyun.ParseReports, aliyun.ReportTaken
	default:
		parse = nil
	}
	if parse == nil || s.token == "" || subtle.ConstantTimeCompare([]byte(req.GetToken()), []byte(s.token)) != 1 {
		return nil, errs.New(codes.NotFound, "USER_NOT_FOUND", "there is no such address for reports")
	}
	reports, err := parse(req.GetBody())
	if err != nil {
		return nil, errs.Invalid("body", "is no report").Wrap(err)
	}
	for _, r := range reports {
		s.arrived.WithLabelValues(req.GetVendor(), fmt.Sprint(r.Delivered)).Inc()
		if !r.Delivered {
			s.log.WarnContext(ctx, "a text message did not arrive", "vendor", req.GetVendor(), "code", r.Code, "ref", r.Ref)
		}
	}
	return &httpbody.HttpBody{ContentType: "application/json", Data: []byte(answer)}, nil
}
