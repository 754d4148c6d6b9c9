package host

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"

	"dajiu/integrations/wechatpay"
	paysim "dajiu/integrations/wechatpay/sim"
	"dajiu/integrations/weixin"
	"dajiu/services/user"
)

// ThirdParties are the clients of services that are not ours. They do not know whether a simulator answers.
type ThirdParties struct {
	Weixin    *weixin.Client
	WechatPay *wechatpay.Client
	// SMS are the vendors of text messages, in the order in which they are tried.
	SMS []user.SMSVendor
	// AppID is the mini-program that payments are made in.
	AppID string
	// SimURL is where the simulators are reached; empty where none run.
	SimURL string
	// Sim answers for all simulators; nil where none run.
	Sim http.Handler
	// PaySim is the simulated bank; nil where it does not run.
	PaySim *paysim.Sim
}

const (
	weixinPath = "/weixin"
	payPath    = "/wechatpay"
	notifyPath = "/v1/callbacks/wechatpay"

	simAppID = "wxdajiudemo00000001"
	simMchID = "1900000001"
)

func (h *Host) openThirdParties(ctx context.Context) error {
	h.Third = &ThirdParties{}
	if err := h.listenSims(ctx); err != nil {
		return fmt.Errorf("simulators: %w", err)
	}
	wx := weixin.Config{AppID: h.Config.Wechat.AppID, Secret: h.Config.Wechat.Secret.Reveal(), BaseURL: h.Config.Wechat.BaseURL}
	pay, err := h.realPay()
	if err != nil {
		return err
	}
	if h.Config.simulated() {
		if wx, pay, err = h.simulate(ctx); err != nil {
			return fmt.Errorf("simulators: %w", err)
		}
	}
	if err := h.openSMS(); err != nil {
		return err
	}
	h.Third.AppID = wx.AppID
	if h.Third.Weixin, err = weixin.New(wx, h.Clock, nil); err != nil {
		return fmt.Errorf("wechat: %w", err)
	}
	if h.Third.WechatPay, err = wechatpay.New(pay, h.Clock, nil); err != nil {
		return fmt.Errorf("wechatpay: %w", err)
	}
	return nil
}

func (h *Host) notifyURL() string { return h.publicURL() + notifyPath }

// publicURL is how others reach us: in development, where nothing else is said, this machine.
func (h *Host) publicURL() string {
	if base := h.Config.HTTP.PublicURL; base != "" {
		return strings.TrimRight(base, "/")
	}
	machine, port, err := net.SplitHostPort(h.Config.HTTP.Listen)
	if err != nil {
		return "http://" + h.Config.HTTP.Listen
	}
	if ip := net.ParseIP(machine); machine == "" || ip.IsUnspecified() {
		machine = "127.0.0.1"
	}
	return "http://" + net.JoinHostPort(machine, port)
}

// userConfig is the user service's configuration with what the host knows: where single sign-on is reached, and whether a
// simulator plays WeChat.
func (h *Host) userConfig() user.Config {
	cfg := h.Config.User
	if cfg.OpenID.Issuer == "" {
		cfg.OpenID.Issuer = h.publicURL() + "/oauth"
	}
	cfg.OpenID.Insecure = h.Config.Mode == Development
	cfg.OpenID.WechatCodes = h.Third.SimURL != ""
	return cfg
}

func (h *Host) realPay() (wechatpay.Config, error) {
	c := h.Config.WechatPay
	if h.Config.simulated() {
		return wechatpay.Config{}, nil
	}
	private, err := os.ReadFile(c.PrivateKeyFile)
	if err != nil {
		return wechatpay.Config{}, fmt.Errorf("wechatpay.private_key_file: %w", err)
	}
	public, err := os.ReadFile(c.PublicKeyFile)
	if err != nil {
		return wechatpay.Config{}, fmt.Errorf("wechatpay.public_key_file: %w", err)
	}
	return wechatpay.Config{
		BaseURL: c.BaseURL, MchID: c.MchID, AppID: h.Config.Wechat.AppID, MchSerial: c.MchSerial, APIv3Key: c.APIv3Key.Reveal(),
		MchPrivateKeyPEM: string(private), Platform: wechatpay.PlatformKeys{PublicKeyID: c.PublicKeyID, PublicKeyPEM: string(public)},
		NotifyURL: h.notifyURL(), RefundNotifyURL: h.notifyURL(),
	}, nil
}
