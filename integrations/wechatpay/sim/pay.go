package sim

import (
	"context"
	"crypto/subtle"
	"net/http"
	"strconv"

	"dajiu/integrations/wechatpay/wire"
)

// payment is what the customer's client hands over: POST /sim/pay and the payment page. With PaySign set,
// all arguments of requestPayment are verified as the customer's WeChat does.
type payment struct {
	PrepayID  string `json:"prepay_id"`
	OpenID    string `json:"openid,omitempty"`
	TimeStamp string `json:"timeStamp,omitempty"`
	NonceStr  string `json:"nonceStr,omitempty"`
	Package   string `json:"package,omitempty"`
	SignType  string `json:"signType,omitempty"`
	PaySign   string `json:"paySign,omitempty"`
}

// check verifies the arguments of requestPayment where they are given.
func (s *Sim) check(p payment) error {
	if p.PaySign == "" {
		return nil
	}
	at, err := strconv.ParseInt(p.TimeStamp, 10, 64)
	if err != nil || at <= 0 || p.SignType != "RSA" || p.NonceStr == "" || len(p.NonceStr) > 32 {
		return refuse(http.StatusBadRequest, "PARAM_ERROR", "调起支付的参数错误")
	}
	if p.Package != "prepay_id="+p.PrepayID {
		return refuse(http.StatusBadRequest, "PARAM_ERROR", "package与prepay_id不一致")
	}
	if wire.Verify(s.merchant, wire.PayMessage(s.cfg.AppID, p.TimeStamp, p.NonceStr, p.Package), p.PaySign) != nil {
		return refuse(http.StatusBadRequest, "SIGN_ERROR", "支付验证签名失败")
	}
	return nil
}

// pay is the customer who enters the password.
func (s *Sim) pay(ctx context.Context, p payment) (order, error) {
	if err := s.check(p); err != nil {
		return order{}, err
	}
	var paid order
	err := s.store.do(ctx, func(w *writer) error {
		o, err := w.orderBySeq(seqOfPrepayID(p.PrepayID))
		if err != nil {
			return err
		}
		if err := s.payable(o, p); err != nil {
			return err
		}
		if err := s.takePayment(w, o, p.OpenID); err != nil {
			return err
		}
		paid = *o
		return nil
	})
	if err == nil {
		s.poke()
	}
	return paid, err
}

func (s *Sim) payable(o *order, p payment) error {
	now := s.now()
	switch {
	case o == nil || subtle.ConstantTimeCompare([]byte(o.PrepayID), []byte(p.PrepayID)) == 0:
		return refuse(http.StatusNotFound, "ORDER_NOT_EXIST", "订单不存在")
	case o.State == stateClosed:
		return refuse(http.StatusBadRequest, "ORDER_CLOSED", "该订单已关闭")
	case o.State != stateNotPay:
		return refuse(http.StatusBadRequest, "ORDERPAID", "该订单已支付")
	case !now.Before(at(o.Expires)) || now.Sub(at(o.Prepaid)) >= prepayLife:
		return refuse(http.StatusBadRequest, "ORDER_CLOSED", "该订单已过期，请重新下单")
	case p.OpenID != "" && p.OpenID != o.OpenID:
		return refuse(http.StatusBadRequest, "OPENID_MISMATCH", "下单用户与支付用户不一致")
	}
	return nil
}

// takePayment moves the order to SUCCESS and queues its callback, in the batch's transaction.
func (s *Sim) takePayment(w *writer, o *order, openID string) error {
	now := s.now().UnixMilli()
	if openID == "" {
		openID = o.OpenID
	}
	o.State, o.Paid, o.OpenID = stateSuccess, now, openID
	if err := w.exec(w.statements.setPaid, now, openID, o.Seq); err != nil {
		return err
	}
	return w.addTask(taskPaid, o.Seq, wire.Nonce(), now+s.faults.firstDelay().Milliseconds())
}
