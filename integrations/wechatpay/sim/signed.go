package sim

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"time"

	"dajiu/integrations/wechatpay/wire"
)

const maxBody = 64 << 10

// request is a merchant's request after its signature was verified.
type request struct {
	ctx  context.Context //nolint:containedctx // lives as long as the HTTP request it comes from
	http *http.Request
	body []byte
}

// decode reads the body strictly enough to name what is wrong.
func (r request) decode(into any) error {
	if err := json.Unmarshal(r.body, into); err != nil {
		return refuse(http.StatusBadRequest, "PARAM_ERROR", "请求体不是合法的JSON，或字段类型错误")
	}
	return nil
}

// answer is what a handler wants to be signed: a status and a body to encode, or none for 204.
type answer struct {
	status int
	body   any
	effect bool // something changed: the fault "system error after effect" may strike
}

// refusal is an error of the service, as its merchant sees it.
type refusal struct {
	status int
	body   wire.Error
}

// Error returns the code and message.
func (r *refusal) Error() string { return r.body.Code + ": " + r.body.Message }

func refuse(status int, code, message string) error {
	return &refusal{status: status, body: wire.Error{Code: code, Message: message}}
}

// wrongParam names the field that is wrong, as the service's detail does.
func wrongParam(field, issue string) error {
	detail, err := json.Marshal(wire.ErrorDetail{Field: field, Issue: issue, Location: "body"})
	if err != nil { // strings always encode
		detail = nil
	}
	return &refusal{status: http.StatusBadRequest, body: wire.Error{Code: "PARAM_ERROR", Message: "参数错误: " + field + " " + issue, Detail: detail}}
}

// signed verifies a request, lets the handler answer, applies the faults, and signs the answer.
func (s *Sim) signed(handle func(request) (answer, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := s.authenticate(w, r)
		if err != nil {
			s.write(w, r, answer{}, err)
			return
		}
		if err := s.faults.before(); err != nil {
			s.write(w, r, answer{}, err)
			return
		}
		a, err := handle(request{ctx: r.Context(), http: r, body: body})
		if err == nil && a.effect {
			err = s.faults.after()
		}
		if delay := s.faults.slow(); delay > 0 {
			select {
			case <-s.cfg.Clock.After(delay):
			case <-r.Context().Done():
			}
		}
		s.write(w, r, a, err)
	})
}

// authenticate verifies the Authorization header over the exact URI and body.
func (s *Sim) authenticate(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		return nil, refuse(http.StatusBadRequest, "PARAM_ERROR", "请求体过大或不完整")
	}
	a, err := wire.ParseAuthorization(r.Header.Get("Authorization"))
	if err != nil {
		return nil, refuse(http.StatusUnauthorized, "SIGN_ERROR", "Authorization格式错误")
	}
	at, err := strconv.ParseInt(a.Timestamp, 10, 64)
	if off := s.cfg.Clock.Now().Unix() - at; err != nil || off >= wire.Window || off <= -wire.Window {
		return nil, refuse(http.StatusUnauthorized, "SIGN_ERROR", "Authorization中的timestamp已过期")
	}
	if a.MchID != s.cfg.MchID || a.Serial != s.cfg.MchSerial {
		return nil, refuse(http.StatusUnauthorized, "SIGN_ERROR", "商户证书序列号有误")
	}
	if len(a.Nonce) > 32 {
		return nil, refuse(http.StatusUnauthorized, "SIGN_ERROR", "nonce_str过长")
	}
	message := wire.RequestMessage(r.Method, r.URL.RequestURI(), a.Timestamp, a.Nonce, body)
	if wire.Verify(s.merchant, message, a.Signature) != nil {
		return nil, refuse(http.StatusUnauthorized, "SIGN_ERROR", "签名错误，请检查后再试")
	}
	return body, nil
}

// write encodes and signs an answer. A request whose signature was wrong gets an unsigned one.
func (s *Sim) write(w http.ResponseWriter, r *http.Request, a answer, err error) {
	var body []byte
	if err != nil {
		known, ok := isRefusal(err)
		if !ok {
			s.cfg.Log.ErrorContext(r.Context(), "wechat pay simulator failed", "path", r.URL.Path, "error", err)
			known = &refusal{status: http.StatusInternalServerError, body: wire.Error{Code: "SYSTEM_ERROR", Message: "系统异常，请稍后重试"}}
		}
		a = answer{status: known.status, body: known.body}
	}
	if a.body != nil {
		if body, err = json.Marshal(a.body); err != nil {
			s.cfg.Log.ErrorContext(r.Context(), "encode answer", "error", err)
			a.status = http.StatusInternalServerError
		}
	}
	header := w.Header()
	header.Set(wire.HeaderRequestID, wire.Nonce())
	if a.status != http.StatusUnauthorized {
		s.sign(header, s.keyFor(r.Header.Get(wire.HeaderSerial)), body, s.faults.probe())
	}
	if body != nil {
		header.Set("Content-Type", "application/json; charset=utf-8")
	}
	w.WriteHeader(a.status)
	_, _ = w.Write(body) // the merchant went away: it will ask again
}

// keyFor returns the key that the merchant asked for, or the usual one.
func (s *Sim) keyFor(id string) signer {
	for _, k := range s.keys {
		if k.id == id {
			return k
		}
	}
	return s.keys[0]
}

// sign sets the headers that make a body the service's word. A probe gets a signature that must fail.
func (s *Sim) sign(header http.Header, key signer, body []byte, probe bool) {
	timestamp, nonce := strconv.FormatInt(s.cfg.Clock.Now().Unix(), 10), wire.Nonce()
	signature, err := wire.Sign(key.key, wire.AnswerMessage(timestamp, nonce, body))
	if err != nil {
		s.cfg.Log.Error("sign", "error", err)
	}
	if probe {
		signature = wire.ProbePrefix + signature[len(wire.ProbePrefix):]
	}
	header.Set(wire.HeaderTimestamp, timestamp)
	header.Set(wire.HeaderNonce, nonce)
	header.Set(wire.HeaderSerial, key.id)
	header.Set(wire.HeaderSignature, signature)
	header.Set(wire.HeaderSignatureType, wire.Schema)
}

func (s *Sim) now() time.Time { return s.cfg.Clock.Now() }
