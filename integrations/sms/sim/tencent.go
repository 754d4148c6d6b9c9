package sim

import (
	"crypto/hmac"
	"encoding/json"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	"dajiu/integrations/sms/tencent"
)

// tencentLimits are the vendor's defaults for one number.
func tencentLimits() []limit {
	return []limit{
		{30 * time.Second, 1, "LimitExceeded.PhoneNumberThirtySecondLimit", "the number of SMS messages sent from a single mobile number within 30 seconds exceeds the upper limit"},
		{time.Hour, 5, "LimitExceeded.PhoneNumberOneHourLimit", "the number of SMS messages sent from a single mobile number within 1 hour exceeds the upper limit"},
		{24 * time.Hour, 10, "LimitExceeded.PhoneNumberDailyLimit", "the number of SMS messages sent from a single mobile number every day exceeds the upper limit"},
	}
}

var tencentAuthorization = regexp.MustCompile(`^TC3-HMAC-SHA256 Credential=([^/]+)/([^,]+), SignedHeaders=content-type;host, Signature=([0-9a-f]{64})$`) //nolint:gochecknoglobals // a compiled constant

// tencentTolerance is how far a request's time may be off.
const tencentTolerance = 5 * time.Minute

func (s *Sim) serveTencent(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		http.Error(w, "request too large", http.StatusRequestEntityTooLarge)
		return
	}
	var out tencent.SendResponse
	out.Response.RequestId = s.newID()
	strike := s.strike(tencent.Name)
	switch strike {
	case down:
		http.Error(w, "bad gateway", http.StatusBadGateway)
		return
	case busy:
		out.Response.Error = &tencent.Failure{Code: "InternalError.OtherError", Message: "other error"}
	case none, loseAnswer:
		if out.Response.Error = s.checkTencent(r, body); out.Response.Error == nil {
			out.Response.SendStatusSet, out.Response.Error = s.sendTencent(body)
		}
	}
	if strike == loseAnswer {
		http.Error(w, "gateway timeout", http.StatusGatewayTimeout)
		return
	}
	writeJSON(w, http.StatusOK, out)
}

// checkTencent verifies who asks, as the vendor's gateway does.
func (s *Sim) checkTencent(r *http.Request, body []byte) *tencent.Failure {
	account := s.cfg.Tencent
	seconds, err := strconv.ParseInt(r.Header.Get("X-TC-Timestamp"), 10, 64)
	if err != nil {
		return &tencent.Failure{Code: "AuthFailure.InvalidAuthorization", Message: "X-TC-Timestamp is missing or no number"}
	}
	at := time.Unix(seconds, 0)
	found := tencentAuthorization.FindStringSubmatch(r.Header.Get("Authorization"))
	signed := tencent.Signed{Service: tencent.Service, Host: r.Host, ContentType: r.Header.Get("Content-Type"), At: at, Body: body}
	switch {
	case found == nil:
		return &tencent.Failure{Code: "AuthFailure.InvalidAuthorization", Message: "the Authorization header cannot be understood"}
	case s.cfg.Clock.Now().Sub(at).Abs() > tencentTolerance || found[2] != signed.Scope():
		return &tencent.Failure{Code: "AuthFailure.SignatureExpire", Message: "the signature has expired"}
	case found[1] != account.SecretID:
		return &tencent.Failure{Code: "AuthFailure.SecretIdNotFound", Message: "the SecretId is not found"}
	case !hmac.Equal([]byte(found[3]), []byte(signed.Signature(account.SecretKey))):
		return &tencent.Failure{Code: "AuthFailure.SignatureFailure", Message: "the provided credentials could not be validated, check your signature"}
	case r.Header.Get("X-TC-Version") != tencent.Version:
		return &tencent.Failure{Code: "NoSuchVersion", Message: "the version does not exist"}
	case r.Header.Get("X-TC-Action") != tencent.Action:
		return &tencent.Failure{Code: "InvalidAction", Message: "the action does not exist"}
	case r.Header.Get("X-TC-Region") == "":
		return &tencent.Failure{Code: "MissingParameter", Message: "X-TC-Region is missing"}
	}
	return nil
}

func (s *Sim) sendTencent(body []byte) ([]tencent.Status, *tencent.Failure) {
	var in tencent.SendRequest
	switch err := json.Unmarshal(body, &in); {
	case err != nil:
		return nil, &tencent.Failure{Code: "InvalidParameter", Message: "the body is not the action's"}
	case len(in.PhoneNumberSet) == 0 || len(in.PhoneNumberSet) > 200:
		return nil, &tencent.Failure{Code: "LimitExceeded.PhoneNumberCountLimit", Message: "1 to 200 numbers in one request"}
	case in.SmsSdkAppId != s.cfg.Tencent.AppID:
		return nil, &tencent.Failure{Code: "UnauthorizedOperation.SmsSdkAppIdVerifyFail", Message: "the SmsSdkAppId is not yours"}
	}
	list := make([]tencent.Status, len(in.PhoneNumberSet))
	for i, number := range in.PhoneNumberSet {
		list[i] = s.sendTencentOne(in, number)
	}
	return list, nil
}

func (s *Sim) sendTencentOne(in tencent.SendRequest, number string) tencent.Status {
	wording, known := s.cfg.Wordings[in.TemplateId]
	phone, isMainland := strings.CutPrefix(number, "+86")
	status := tencent.Status{PhoneNumber: number, SessionContext: in.SessionContext, IsoCode: "CN"}
	s.mu.Lock()
	defer s.mu.Unlock()
	over, isOver := s.overLimit(tencent.Name, phone, tencentLimits())
	switch {
	case !isMainland || !mainland.MatchString(phone):
		status.Code, status.Message = "InvalidParameterValue.IncorrectPhoneNumber", "incorrect phone number"
	case in.SignName != s.cfg.Tencent.Sign:
		status.Code, status.Message = "FailedOperation.SignatureIncorrectOrUnapproved", "the signature is not approved"
	case !known:
		status.Code, status.Message = "FailedOperation.TemplateIncorrectOrUnapproved", "the template is not approved"
	case len(in.TemplateParamSet) != len(wording.Names):
		status.Code, status.Message = "InvalidParameterValue.TemplateParameterFormatError", "the parameters do not fit the template"
	case s.faults.blocks(phone):
		status.Code, status.Message = "FailedOperation.PhoneNumberInBlacklist", "the number is on the blacklist"
	case isOver:
		status.Code, status.Message = over.code, over.text
	default:
		values := map[string]string{}
		for i, name := range wording.Names {
			values[name] = in.TemplateParamSet[i]
		}
		id, err := s.take(Text{
			Vendor: tencent.Name, Phone: phone, Template: in.TemplateId, Values: values, Ref: in.SessionContext, Text: wording.say(in.SignName, values),
		})
		if err != nil {
			status.Code, status.Message = "InternalError.OtherError", "other error"
			break
		}
		status.SerialNo, status.Fee, status.Code, status.Message = id, 1, "Ok", "send success"
	}
	return status
}
