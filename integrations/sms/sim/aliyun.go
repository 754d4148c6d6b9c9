package sim

import (
	"crypto/hmac"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"dajiu/integrations/sms/aliyun"
)

// aliyunLimits are the vendor's defaults for one number and signature.
func aliyunLimits() []limit {
	const code = "isv.BUSINESS_LIMIT_CONTROL"
	return []limit{
		{time.Minute, 1, code, "触发分钟级流控Permits:1"}, {time.Hour, 5, code, "触发小时级流控Permits:5"}, {24 * time.Hour, 10, code, "触发天级流控Permits:10"},
	}
}

var aliyunAuthorization = regexp.MustCompile(`^ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$`) //nolint:gochecknoglobals // a compiled constant

// aliyunTolerance is how far a request's time may be off, and how long a nonce is remembered.
const aliyunTolerance = 15 * time.Minute

// aliyunFailure is a refusal with its HTTP status: 4xx of the gateway, 200 of the service behind it.
type aliyunFailure struct {
	status        int
	code, message string
}

func (s *Sim) serveAliyun(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		http.Error(w, "request too large", http.StatusRequestEntityTooLarge)
		return
	}
	out := aliyun.SendResponse{RequestId: s.newID(), Code: "OK", Message: "OK"}
	strike := s.strike(aliyun.Name)
	if strike == down {
		http.Error(w, "bad gateway", http.StatusBadGateway)
		return
	}
	failure := &aliyunFailure{http.StatusOK, "isp.SYSTEM_ERROR", "SYSTEM_ERROR"}
	if strike != busy {
		if failure = s.checkAliyun(r, body); failure == nil {
			out.BizId, failure = s.sendAliyun(r)
		}
	}
	status := http.StatusOK
	if failure != nil {
		status, out.Code, out.Message = failure.status, failure.code, failure.message
	}
	if strike == loseAnswer {
		http.Error(w, "gateway timeout", http.StatusGatewayTimeout)
		return
	}
	writeJSON(w, status, out)
}

// checkAliyun verifies who asks, as the vendor's gateway does.
func (s *Sim) checkAliyun(r *http.Request, body []byte) *aliyunFailure {
	at, err := time.Parse(time.RFC3339, r.Header.Get("x-acs-date"))
	found := aliyunAuthorization.FindStringSubmatch(r.Header.Get("Authorization"))
	signed := aliyun.Signed{Method: r.Method, Query: r.URL.Query(), Header: func(name string) string {
		if name == "host" {
			return r.Host
		}
		return r.Header.Get(name)
	}}
	switch {
	case found == nil || found[2] != strings.Join(aliyun.SignedHeaders, ";"):
		return &aliyunFailure{http.StatusBadRequest, "MissingAuthorization", "the Authorization header is missing or cannot be understood"}
	case err != nil || s.cfg.Clock.Now().Sub(at).Abs() > aliyunTolerance:
		return &aliyunFailure{http.StatusBadRequest, "InvalidTimeStamp.Expired", "Specified time stamp or date value is expired."}
	case found[1] != s.cfg.Aliyun.KeyID:
		return &aliyunFailure{http.StatusNotFound, "InvalidAccessKeyId.NotFound", "Specified access key is not found."}
	case r.Header.Get("x-acs-content-sha256") != aliyun.Digest(body), !hmac.Equal([]byte(found[3]), []byte(signed.Signature(s.cfg.Aliyun.KeySecret))):
		return &aliyunFailure{http.StatusBadRequest, "SignatureDoesNotMatch", "Specified signature does not match our calculation."}
	case !s.fresh(r.Header.Get("x-acs-signature-nonce")):
		return &aliyunFailure{http.StatusBadRequest, "SignatureNonceUsed", "Specified signature nonce was used already."}
	case r.Header.Get("x-acs-action") != aliyun.Action || r.Header.Get("x-acs-version") != aliyun.Version:
		return &aliyunFailure{http.StatusNotFound, "InvalidAction.NotFound", "Specified api is not found, please check your url and method."}
	}
	return nil
}

// fresh reports whether a nonce was not used before, and remembers it.
func (s *Sim) fresh(nonce string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.cfg.Clock.Now()
	if len(s.nonces) >= maxNonces {
		maps.DeleteFunc(s.nonces, func(_ string, at time.Time) bool { return now.Sub(at) > 2*aliyunTolerance })
	}
	if _, used := s.nonces[nonce]; used || nonce == "" || len(s.nonces) >= maxNonces {
		return false
	}
	s.nonces[nonce] = now
	return true
}

func (s *Sim) sendAliyun(r *http.Request) (bizID string, failure *aliyunFailure) {
	refuse := func(code, message string) (string, *aliyunFailure) {
		return "", &aliyunFailure{http.StatusOK, code, message}
	}
	q := r.URL.Query()
	phone := q.Get("PhoneNumbers")
	wording, known := s.cfg.Wordings[q.Get("TemplateCode")]
	values := map[string]string{}
	err := json.Unmarshal([]byte(q.Get("TemplateParam")), &values)
	s.mu.Lock()
	defer s.mu.Unlock()
	over, isOver := s.overLimit(aliyun.Name, phone, aliyunLimits())
	missing := slices.ContainsFunc(wording.Names, func(name string) bool { return values[name] == "" })
	switch {
	case !mainland.MatchString(phone):
		return refuse("isv.MOBILE_NUMBER_ILLEGAL", "手机号码格式错误")
	case q.Get("SignName") != s.cfg.Aliyun.Sign:
		return refuse("isv.SMS_SIGNATURE_ILLEGAL", "该账号下找不到对应签名")
	case !known:
		return refuse("isv.SMS_TEMPLATE_ILLEGAL", "该账号下找不到对应模板")
	case err != nil:
		return refuse("isv.INVALID_JSON_PARAM", "参数格式错误，请修改为字符串值")
	case missing:
		return refuse("isv.TEMPLATE_MISSING_PARAMETERS", "模板变量中存在未赋值变量")
	case s.faults.blocks(phone):
		return refuse("isv.BLACK_KEY_CONTROL_LIMIT", "黑名单管控")
	case isOver:
		return refuse(over.code, over.text)
	}
	id, err := s.take(Text{
		Vendor: aliyun.Name, Phone: phone, Template: q.Get("TemplateCode"), Values: values, Ref: q.Get("OutId"), Text: wording.say(q.Get("SignName"), values),
	})
	if err != nil {
		return refuse("isp.SYSTEM_ERROR", "SYSTEM_ERROR")
	}
	return id, nil
}
