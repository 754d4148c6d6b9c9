package sim

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"dajiu/integrations/wechatpay/wire"
)

const (
	prepayLife     = 2 * time.Hour
	orderLife      = 7 * 24 * time.Hour
	maxTotal       = 1_000_000_000_00 // fen
	maxDescription = 127
	maxAttach      = 128
)

//nolint:gochecknoglobals // compiled constants
var (
	outTradeNo  = regexp.MustCompile(`^[0-9A-Za-z_\-*]{6,32}$`)
	outRefundNo = regexp.MustCompile(`^[0-9A-Za-z_\-|*@]{1,64}$`)
)

// prepay takes an order once per number. The same particulars are answered with the same prepay_id while it
// lives and with a new one afterwards; other particulars are refused. The first time_expire stays.
func (s *Sim) prepay(r request) (answer, error) {
	var in wire.PrepayRequest
	if err := r.decode(&in); err != nil {
		return answer{}, err
	}
	expires, err := s.checkPrepay(in)
	if err != nil {
		return answer{}, err
	}
	now := s.now()
	var id string
	err = s.store.do(r.ctx, func(w *writer) error {
		o, err := w.orderByNo(in.OutTradeNo)
		if err != nil {
			return err
		}
		if o != nil {
			id, err = again(w, o, in, now)
			return err
		}
		seq := w.nextOrder()
		id = newPrepayID(seq, now)
		return w.insertOrder(&order{
			Seq: seq, OutTradeNo: in.OutTradeNo, PrepayID: id, OpenID: in.Payer.OpenID, Description: in.Description,
			Attach: in.Attach, NotifyURL: in.NotifyURL, Total: in.Amount.Total, State: stateNotPay,
			Created: now.UnixMilli(), Expires: expires.UnixMilli(), Prepaid: now.UnixMilli(),
		})
	})
	if err != nil {
		return answer{}, err
	}
	return answer{status: http.StatusOK, body: wire.PrepayAnswer{PrepayID: id}, effect: true}, nil
}

// again answers a repeated order.
func again(w *writer, o *order, in wire.PrepayRequest, now time.Time) (string, error) {
	switch {
	case o.State == stateClosed:
		return "", refuse(http.StatusBadRequest, "ORDER_CLOSED", "该订单已关闭")
	case o.State != stateNotPay:
		return "", refuse(http.StatusBadRequest, "ORDERPAID", "该订单已支付")
	case o.Total != in.Amount.Total || o.Description != in.Description || o.Attach != in.Attach ||
		o.OpenID != in.Payer.OpenID || o.NotifyURL != in.NotifyURL:
		return "", refuse(http.StatusBadRequest, "INVALID_REQUEST", "商户订单号重复，且请求参数与首次请求不一致")
	}
	if now.Sub(at(o.Prepaid)) < prepayLife {
		return o.PrepayID, nil
	}
	id := newPrepayID(o.Seq, now)
	return id, w.exec(w.statements.setPrepay, id, now.UnixMilli(), o.Seq)
}

func (s *Sim) checkPrepay(in wire.PrepayRequest) (time.Time, error) {
	switch {
	case in.MchID != s.cfg.MchID:
		return time.Time{}, refuse(http.StatusBadRequest, "PARAM_ERROR", "商户号与签名的商户号不一致")
	case in.AppID != s.cfg.AppID:
		return time.Time{}, refuse(http.StatusBadRequest, "APPID_MCHID_NOT_MATCH", "商户号与appid不匹配")
	case !outTradeNo.MatchString(in.OutTradeNo):
		return time.Time{}, wrongParam("/out_trade_no", "须为6到32位数字、大小写字母或_-*")
	case in.Description == "" || utf8.RuneCountInString(in.Description) > maxDescription:
		return time.Time{}, wrongParam("/description", "须为1到127个字符")
	case utf8.RuneCountInString(in.Attach) > maxAttach:
		return time.Time{}, wrongParam("/attach", "不得超过128个字符")
	case in.Amount.Total < 1 || in.Amount.Total > maxTotal:
		return time.Time{}, wrongParam("/amount/total", "须为正整数，单位为分")
	case in.Amount.Currency != "" && in.Amount.Currency != "CNY":
		return time.Time{}, wrongParam("/amount/currency", "境内商户号仅支持CNY")
	case in.Payer.OpenID == "" || len(in.Payer.OpenID) > 128:
		return time.Time{}, wrongParam("/payer/openid", "无效的openid")
	}
	if err := s.checkNotifyURL("/notify_url", in.NotifyURL); err != nil {
		return time.Time{}, err
	}
	if in.TimeExpire == "" {
		return s.now().Add(orderLife), nil
	}
	expires, err := time.Parse(time.RFC3339, in.TimeExpire)
	if err != nil || !expires.After(s.now()) {
		return time.Time{}, wrongParam("/time_expire", "须为RFC3339格式，且晚于当前时间")
	}
	return expires, nil
}

// checkNotifyURL asks for https without query; http only where the configuration allows it, for this machine.
func (s *Sim) checkNotifyURL(field, text string) error {
	u, err := url.Parse(text)
	switch {
	case err != nil || u.Host == "" || len(text) > 255 || u.RawQuery != "" || u.Fragment != "" || u.User != nil:
		return wrongParam(field, "须为不带参数的完整地址，不超过255个字符")
	case u.Scheme == "https":
		return nil
	case u.Scheme == "http" && s.cfg.AllowPlainNotify && loopback(u.Hostname()):
		return nil
	default:
		return wrongParam(field, "须以https开头")
	}
}

func loopback(host string) bool {
	return host == "localhost" || host == "::1" || strings.HasPrefix(host, "127.")
}

func (s *Sim) queryByNumber(r request) (answer, error) {
	o, err := readOrder(r.ctx, s.store.reads.orderByNo, r.http.PathValue("no"))
	return s.transaction(r, o, err)
}

func (s *Sim) queryByID(r request) (answer, error) {
	id := r.http.PathValue("id")
	o, err := readOrder(r.ctx, s.store.reads.orderBySeq, seqOfTransactionID(id))
	if o != nil && o.transactionID() != id {
		o = nil
	}
	return s.transaction(r, o, err)
}

func (s *Sim) transaction(r request, o *order, err error) (answer, error) {
	switch {
	case err != nil:
		return answer{}, err
	case r.http.URL.Query().Get("mchid") != s.cfg.MchID:
		return answer{}, refuse(http.StatusBadRequest, "PARAM_ERROR", "mchid与签名的商户号不一致")
	case o == nil:
		return answer{}, refuse(http.StatusNotFound, "ORDER_NOT_EXIST", "订单不存在")
	}
	return answer{status: http.StatusOK, body: s.transactionOf(o)}, nil
}

// transactionOf is an order as queries and callbacks show it.
func (s *Sim) transactionOf(o *order) wire.Transaction {
	t := wire.Transaction{
		AppID: s.cfg.AppID, MchID: s.cfg.MchID, OutTradeNo: o.OutTradeNo, TradeState: o.State,
		TradeStateDesc: describe(o.State), Attach: o.Attach, Payer: &wire.Payer{OpenID: o.OpenID},
		Amount: &wire.TransactionAmount{Total: o.Total, Currency: "CNY"},
	}
	if o.Paid != 0 {
		t.TransactionID, t.TradeType, t.BankType, t.SuccessTime = o.transactionID(), "JSAPI", "OTHERS", stamp(o.Paid)
		t.Amount.PayerTotal, t.Amount.PayerCurrency = o.Total, "CNY"
	}
	return t
}

func describe(state string) string {
	switch state {
	case stateSuccess:
		return "支付成功"
	case stateRefund:
		return "订单发生过退款"
	case stateClosed:
		return "订单已关闭"
	default:
		return "订单未支付"
	}
}

// close makes an unpaid order unpayable. The fault "pay before close" lets the customer win the race.
func (s *Sim) close(r request) (answer, error) {
	var in wire.CloseRequest
	if err := r.decode(&in); err != nil {
		return answer{}, err
	}
	if in.MchID != s.cfg.MchID {
		return answer{}, wrongParam("/mchid", "与签名的商户号不一致")
	}
	race := s.faults.strikes(func(f Faults) int { return f.PayBeforeClose })
	err := s.store.do(r.ctx, func(w *writer) error {
		o, err := w.orderByNo(r.http.PathValue("no"))
		switch {
		case err != nil:
			return err
		case o == nil:
			return refuse(http.StatusNotFound, "ORDER_NOT_EXIST", "订单不存在")
		case o.State == stateClosed:
			return refuse(http.StatusBadRequest, "ORDER_CLOSED", "该订单已关闭")
		case o.State != stateNotPay:
			return refuse(http.StatusBadRequest, "ORDERPAID", "该订单已支付")
		case race:
			return s.takePayment(w, o, "")
		}
		return w.exec(w.statements.setClosed, s.now().UnixMilli(), o.Seq)
	})
	if err == nil && race {
		s.poke()
		err = refuse(http.StatusBadRequest, "ORDERPAID", "该订单已支付")
	}
	return answer{status: http.StatusNoContent, effect: true}, err
}
