package sim

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"time"

	"dajiu/integrations/wechatpay/wire"
)

const (
	billHour = 10 // of the next day in China: the bill is there
	billDays = 92 // how far back bills are kept
)

var billToken = regexp.MustCompile(`^[0-9A-Z]{26}$`) //nolint:gochecknoglobals // a compiled constant

// tradeBill tells where the day's trade bill can be downloaded.
func (s *Sim) tradeBill(r request) (answer, error) {
	kind := r.http.URL.Query().Get("bill_type")
	switch kind {
	case "":
		kind = "ALL"
	case "ALL", "SUCCESS", "REFUND":
	default:
		return answer{}, wrongParam("/bill_type", "须为ALL、SUCCESS或REFUND")
	}
	return s.offer(r, "trade-"+kind, func(ctx context.Context, day time.Time, w *billWriter) error {
		return s.writeTrade(ctx, day, kind, w)
	})
}

// fundBill tells where the day's fund bill can be downloaded. Money moves in the basic account only.
func (s *Sim) fundBill(r request) (answer, error) {
	switch r.http.URL.Query().Get("account_type") {
	case "", "BASIC":
	case "OPERATION", "FEES":
		return answer{}, refuse(http.StatusBadRequest, "NO_STATEMENT_EXIST", "账单文件不存在")
	default:
		return answer{}, wrongParam("/account_type", "须为BASIC、OPERATION或FEES")
	}
	return s.offer(r, "fund-BASIC", s.writeFund)
}

// offer makes the bill, or finds the one made before, and answers with digest and address.
func (s *Sim) offer(r request, name string, write func(context.Context, time.Time, *billWriter) error) (answer, error) {
	day, final, err := s.billDay(r.http.URL.Query())
	if err != nil {
		return answer{}, err
	}
	faulty := s.faults.get().BillMismatch > 0
	made, err := s.bills.make(name+"-"+day.Format("20060102"), final && !faulty, func(w *billWriter) error {
		if faulty {
			w.spoil = func() bool { return s.faults.strikes(func(f Faults) int { return f.BillMismatch }) }
		}
		return write(r.ctx, day, w)
	})
	if err != nil {
		return answer{}, err
	}
	gzip := r.http.URL.Query().Get("tar_type") == "GZIP"
	token := s.bills.issue(made, gzip, s.now())
	return answer{status: http.StatusOK, body: wire.BillFile{
		HashType: "SHA1", HashValue: made.digest, DownloadURL: billURL(r.http, token),
	}}, nil
}

// billDay reads the day and whether its bill is final.
func (s *Sim) billDay(query url.Values) (time.Time, bool, error) {
	day, err := time.ParseInLocation(time.DateOnly, query.Get("bill_date"), wire.China())
	if err != nil {
		return time.Time{}, false, wrongParam("/bill_date", "须为yyyy-MM-dd")
	}
	if tar := query.Get("tar_type"); tar != "" && tar != "GZIP" {
		return time.Time{}, false, wrongParam("/tar_type", "须为GZIP")
	}
	now := s.now().In(wire.China())
	ready := day.AddDate(0, 0, 1).Add(billHour * time.Hour)
	switch {
	case day.After(now) || now.Sub(day) > billDays*24*time.Hour:
		return time.Time{}, false, refuse(http.StatusBadRequest, "INVALID_REQUEST", "bill_date超出可下载的范围")
	case now.Before(ready) && !s.cfg.BillsAtOnce:
		return time.Time{}, false, refuse(http.StatusBadRequest, "STATEMENT_CREATING", "账单生成中")
	}
	return day, !now.Before(ready), nil
}

// billURL is where this server was reached, with the download's path.
func billURL(r *http.Request, token string) string {
	scheme := "http"
	if r.TLS != nil {
		scheme = "https"
	}
	u := url.URL{Scheme: scheme, Host: r.Host, Path: "/v3/billdownload/file", RawQuery: "token=" + token}
	return u.String()
}

// downloadBill sends a bill. The request is signed, the answer is not, and the address lives briefly.
func (s *Sim) downloadBill(w http.ResponseWriter, r *http.Request) {
	if _, err := s.authenticate(w, r); err != nil {
		s.write(w, r, answer{}, err)
		return
	}
	token := r.URL.Query().Get("token")
	if !billToken.MatchString(token) {
		s.write(w, r, answer{}, wrongParam("/token", "无效的token"))
		return
	}
	found, ok := s.bills.redeem(token, s.now())
	if !ok {
		s.write(w, r, answer{}, refuse(http.StatusBadRequest, "INVALID_REQUEST", "token已失效，请重新申请账单"))
		return
	}
	w.Header().Set(wire.HeaderRequestID, wire.Nonce())
	w.Header().Set("Content-Type", "application/octet-stream")
	if err := found.send(w); err != nil {
		s.cfg.Log.WarnContext(r.Context(), "send bill", "error", err)
	}
}
