package sim

import (
	"crypto/rand"
	"encoding/base64"
	"time"
)

const codeLife = 5 * time.Minute

// codes are short-lived and serve once. The oldest make room. Not safe for concurrent use.
type codes struct {
	byCode map[string]*code
	order  []string // oldest first
}

type code struct {
	subject string
	until   time.Time
	used    bool
}

func newCodes() *codes { return &codes{byCode: make(map[string]*code)} }

func (c *codes) issue(subject string, now time.Time) string {
	if len(c.order) >= maxCodes {
		half := len(c.order) / 2
		for _, old := range c.order[:half] {
			delete(c.byCode, old)
		}
		c.order = append([]string(nil), c.order[half:]...)
	}
	text := rand.Text() + rand.Text()[:6] // 32 characters, as the service's
	c.byCode[text] = &code{subject: subject, until: now.Add(codeLife)}
	c.order = append(c.order, text)
	return text
}

// redeem returns whom a code was issued for, or the service's error.
func (c *codes) redeem(text string, now time.Time) (string, error) {
	found, ok := c.byCode[text]
	switch {
	case !ok || !now.Before(found.until):
		return "", fail(40029, "invalid code")
	case found.used:
		return "", fail(40163, "code been used")
	}
	found.used = true
	return found.subject, nil
}

func (s *Sim) code2Session(r request) (any, error) {
	query := r.http.URL.Query()
	switch {
	case query.Get("appid") != s.cfg.AppID:
		return nil, fail(40013, "invalid appid")
	case query.Get("secret") != s.cfg.Secret:
		return nil, fail(40125, "invalid appsecret")
	case query.Get("grant_type") != "authorization_code":
		return nil, fail(40002, "invalid grant_type")
	}
	s.mu.Lock()
	openID, err := s.logins.redeem(query.Get("js_code"), s.cfg.Clock.Now())
	s.mu.Unlock()
	if err != nil {
		return nil, err
	}
	key := make([]byte, 16)
	_, _ = rand.Read(key) // never fails
	return map[string]string{
		"openid": openID, "unionid": s.identity("u", openID), "session_key": base64.StdEncoding.EncodeToString(key),
	}, nil
}

func (s *Sim) phoneNumber(r request) (any, error) {
	var in struct {
		Code string `json:"code"`
	}
	if err := r.decode(&in); err != nil {
		return nil, err
	}
	now := s.cfg.Clock.Now()
	s.mu.Lock()
	phone, err := s.phones.redeem(in.Code, now)
	s.mu.Unlock()
	if err != nil {
		return nil, err
	}
	return map[string]any{"errcode": 0, "errmsg": "ok", "phone_info": map[string]any{
		"phoneNumber": phone, "purePhoneNumber": phone, "countryCode": "86",
		"watermark": map[string]any{"timestamp": now.Unix(), "appid": s.cfg.AppID},
	}}, nil
}
