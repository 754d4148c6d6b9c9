package host

import (
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"

	"dajiu/integrations/sms/aliyun"
	"dajiu/integrations/sms/sim"
	"dajiu/integrations/sms/tencent"
	"dajiu/platform/app"
	"dajiu/services/user"
)

const (
	smsPath       = "/sms"
	smsReportPath = "/v1/callbacks/sms/"
	// The simulated vendors' accounts.
	simSMSSign     = "滴滴打酒"
	simSMSTemplate = "SMS_460001"
)

// smsReportToken is what vendors report with; the simulator's belongs to the installation.
func (h *Host) smsReportToken() string {
	if !h.Config.smsSimulated() || h.secret == nil {
		return h.Config.SMS.ReportToken.Reveal()
	}
	return h.derived("sms report")
}

// derived is a secret of the installation for one purpose, for those that it makes up itself.
func (h *Host) derived(purpose string) string {
	key, err := hkdf.Key(sha256.New, h.secret, nil, "dajiu derived "+purpose, 32)
	if err != nil {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(key)
}

// openSMS makes the clients of the vendors of text messages, and the simulator where it plays them.
func (h *Host) openSMS() error {
	c := h.Config.SMS
	tencentCfg := tencent.Config{
		BaseURL: c.Tencent.BaseURL, SecretID: c.Tencent.SecretID, SecretKey: c.Tencent.SecretKey.Reveal(), AppID: c.Tencent.AppID, Sign: c.Tencent.Sign, Region: c.Tencent.Region,
	}
	aliyunCfg := aliyun.Config{BaseURL: c.Aliyun.BaseURL, KeyID: c.Aliyun.KeyID, KeySecret: c.Aliyun.KeySecret.Reveal(), Sign: c.Aliyun.Sign}
	vendors, templates := c.Vendors, map[string]string{tencent.Name: c.Tencent.CodeTemplate, aliyun.Name: c.Aliyun.CodeTemplate}
	if h.Config.smsSimulated() {
		vendors, templates = []string{tencent.Name, aliyun.Name}, map[string]string{tencent.Name: simSMSTemplate, aliyun.Name: simSMSTemplate}
		tencentCfg = tencent.Config{ //nolint:gosec // the key is derived, and opens our simulator alone
			BaseURL: h.Third.SimURL + smsPath + "/tencent", SecretID: "AKIDdajiudemo", SecretKey: h.derived("sms tencent"), AppID: "1400000001", Sign: simSMSSign,
		}
		aliyunCfg = aliyun.Config{BaseURL: h.Third.SimURL + smsPath + "/aliyun", KeyID: "LTAIdajiudemo", KeySecret: h.derived("sms aliyun"), Sign: simSMSSign}
		if h.sims != nil {
			if err := h.simulateSMS(tencentCfg, aliyunCfg); err != nil {
				return fmt.Errorf("simulators: %w", err)
			}
		}
	}
	for _, name := range vendors {
		vendor := user.SMSVendor{CodeTemplate: templates[name]}
		var err error
		if name == tencent.Name {
			vendor.Sender, err = tencent.New(tencentCfg, h.Clock)
		} else {
			vendor.Sender, err = aliyun.New(aliyunCfg, h.Clock)
		}
		if err != nil {
			return fmt.Errorf("sms.%s: %w", name, err)
		}
		if vendor.CodeTemplate == "" {
			return fmt.Errorf("sms.%s.code_template: needed", name)
		}
		h.Third.SMS = append(h.Third.SMS, vendor)
	}
	return nil
}

func (h *Host) simulateSMS(t tencent.Config, a aliyun.Config) error {
	report := func(vendor string) string {
		return h.publicURL() + smsReportPath + vendor + "/" + h.smsReportToken()
	}
	phones, err := sim.New(sim.Config{
		Clock: h.Clock, Log: h.Log.With("simulator", "sms"), Dir: SimFolder(h.Config), Tencent: t, Aliyun: a,
		Wordings: map[string]sim.Wording{simSMSTemplate: {Text: "您的验证码是{code}，{minutes}分钟内有效。请勿告诉他人。", Names: []string{"code", "minutes"}}},
		Reports:  map[string]string{tencent.Name: report(tencent.Name), aliyun.Name: report(aliyun.Name)},
	})
	if err != nil {
		return err
	}
	h.closers = append(h.closers, phones.Close)
	h.sims.Handle(smsPath+"/", http.StripPrefix(smsPath, phones.Handler()))
	h.parts = append(h.parts, app.Part{Name: "simulator/sms", Tier: app.TierEngine, Run: phones.Run})
	h.Log.Warn("TEXT MESSAGES ARE SIMULATED: read them at the address", "url", h.Third.SimURL+smsPath+"/", "because", "no vendor is configured")
	return nil
}
