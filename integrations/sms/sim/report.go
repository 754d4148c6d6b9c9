package sim

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"time"

	"dajiu/integrations/sms"
	"dajiu/integrations/sms/aliyun"
	"dajiu/integrations/sms/tencent"
)

// reportEvery is how often the vendors look for what is to be reported.
const reportEvery = time.Second

// schedule is when a report is tried, counted from the message: a moment after it, and 1, 5 and 10 minutes after a try
// that nobody took.
func schedule() []time.Duration {
	return []time.Duration{time.Second, time.Minute + time.Second, 6*time.Minute + time.Second, 16*time.Minute + time.Second}
}

// Run reports what arrived, until ctx ends.
func (s *Sim) Run(ctx context.Context) error {
	ticker := s.cfg.Clock.NewTicker(reportEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.Chan():
			s.Report(ctx)
		}
	}
}

// Report posts the reports that are due.
func (s *Sim) Report(ctx context.Context) {
	for _, t := range s.due() {
		taken := s.post(ctx, t)
		if ctx.Err() != nil {
			return
		}
		s.mu.Lock()
		t.Tries++
		t.Reported = taken || t.Tries == len(schedule())
		err := s.book.keep(t)
		s.mu.Unlock()
		if err != nil {
			s.cfg.Log.ErrorContext(ctx, "a report is forgotten", "error", err)
		}
	}
}

func (s *Sim) due() []Text {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.cfg.Clock.Now()
	var list []Text
	for _, t := range s.book.texts {
		if !t.Reported && !now.Before(t.SentAt.Add(schedule()[t.Tries])) {
			list = append(list, t)
		}
	}
	return list
}

// post reports one message and says whether that was taken, in the vendor's words.
func (s *Sim) post(ctx context.Context, t Text) bool {
	body, err := json.Marshal(s.reportOf(t))
	if err != nil {
		return false
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, s.cfg.Reports[t.Vendor], bytes.NewReader(body))
	if err != nil {
		return false
	}
	request.Header.Set("Content-Type", "application/json")
	status, answer, err := sms.Exchange(s.http, request)
	var said struct {
		Result *int `json:"result"`
		Code   *int `json:"code"`
	}
	if err != nil || status != http.StatusOK || json.Unmarshal(answer, &said) != nil {
		s.cfg.Log.DebugContext(ctx, "nobody took a report", "vendor", t.Vendor, "status", status)
		return false
	}
	verdict := said.Code
	if t.Vendor == tencent.Name {
		verdict = said.Result
	}
	return verdict != nil && *verdict == 0
}

func (s *Sim) reportOf(t Text) any {
	china := time.FixedZone("CST", 8*60*60)
	sent, now := t.SentAt.In(china).Format(time.DateTime), s.cfg.Clock.Now().In(china).Format(time.DateTime)
	if t.Vendor == tencent.Name {
		r := tencent.StatusReport{
			UserReceiveTime: now, NationCode: "86", Mobile: t.Phone, ReportStatus: "SUCCESS", ErrMsg: "DELIVRD", Description: "用户短信送达成功", SID: t.ID, Ext: t.Ref,
		}
		if !t.Arrived {
			r.ReportStatus, r.ErrMsg, r.Description = "FAIL", "UNDELIV", "短信送达失败"
		}
		return []tencent.StatusReport{r}
	}
	r := aliyun.StatusReport{
		PhoneNumber: t.Phone, SendTime: sent, ReportTime: now, Success: true, ErrCode: "DELIVERED", ErrMsg: "用户接收成功", SmsSize: "1", BizID: t.ID, OutID: t.Ref,
	}
	if !t.Arrived {
		r.Success, r.ErrCode, r.ErrMsg = false, "UNDELIV", "短信送达失败"
	}
	return []aliyun.StatusReport{r}
}
