package sim

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"regexp"
	"strings"
	"unicode/utf8"
)

var scene = regexp.MustCompile(`^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$`) //nolint:gochecknoglobals // a compiled constant

// miniCode draws a picture that is different for every scene. It cannot be scanned: only WeChat makes codes
// that WeChat opens.
func (s *Sim) miniCode(r request) (any, error) {
	var in struct {
		Scene string `json:"scene"`
		Page  string `json:"page"`
		Check *bool  `json:"check_path"`
	}
	if err := r.decode(&in); err != nil {
		return nil, err
	}
	switch {
	case !scene.MatchString(in.Scene):
		return nil, fail(40169, "invalid length for scene, or the data is not json string")
	case strings.HasPrefix(in.Page, "/") || strings.Contains(in.Page, "?"):
		return nil, fail(41030, "invalid page")
	case (in.Check == nil || *in.Check) && !s.published(in.Page):
		return nil, fail(41030, "invalid page")
	}
	return draw(in.Scene + "\x00" + in.Page)
}

func draw(text string) (picture, error) {
	const cells, size = 15, 12
	code := image.NewPaletted(image.Rect(0, 0, cells*size, cells*size), color.Palette{color.White, color.Black})
	sum := sha256.Sum256([]byte(text))
	for i := range cells * cells {
		if sum[i/8%len(sum)]>>(i%8)&1 == 0 {
			continue
		}
		for y := range size {
			for x := range size {
				code.SetColorIndex(i%cells*size+x, i/cells*size+y, 1)
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, code); err != nil {
		return nil, fmt.Errorf("draw: %w", err)
	}
	return b.Bytes(), nil
}

// Words that make a text risky or doubtful; the service's own are secret.
const (
	riskyWord    = "违禁"
	doubtfulWord = "加微信"
)

func (s *Sim) checkText(r request) (any, error) {
	var in struct {
		Version int    `json:"version"`
		OpenID  string `json:"openid"`
		Scene   int    `json:"scene"`
		Content string `json:"content"`
	}
	if err := r.decode(&in); err != nil {
		return nil, err
	}
	switch {
	case in.OpenID == "":
		return nil, fail(40003, "invalid openid")
	case in.Version != 2 || in.Scene < 1 || in.Scene > 4 || in.Content == "" || utf8.RuneCountInString(in.Content) > 2500:
		return nil, fail(43104, "invalid argument")
	}
	suggest, label := "pass", 100
	switch {
	case strings.Contains(in.Content, riskyWord):
		suggest, label = "risky", 20006
	case strings.Contains(in.Content, doubtfulWord):
		suggest, label = "review", 10001
	}
	return map[string]any{"errcode": 0, "errmsg": "ok", "result": map[string]any{"suggest": suggest, "label": label}}, nil
}

func (s *Sim) shipping(r request) (any, error) {
	var in struct {
		OrderKey struct {
			MchID         string `json:"mchid"`
			OutTradeNo    string `json:"out_trade_no"`
			TransactionID string `json:"transaction_id"`
		} `json:"order_key"`
		Kind int `json:"logistics_type"`
		List []struct {
			TrackingNo string `json:"tracking_no"`
			Company    string `json:"express_company"`
			Desc       string `json:"item_desc"`
		} `json:"shipping_list"`
		Payer struct {
			OpenID string `json:"openid"`
		} `json:"payer"`
	}
	if err := r.decode(&in); err != nil {
		return nil, err
	}
	switch {
	case in.OrderKey.TransactionID == "" && (in.OrderKey.MchID == "" || in.OrderKey.OutTradeNo == ""):
		return nil, fail(10060001, "支付单不存在")
	case in.Kind < 1 || in.Kind > 4 || len(in.List) == 0 || in.List[0].Desc == "":
		return nil, fail(10060012, "系统参数错误")
	case in.Kind == 1 && (in.List[0].TrackingNo == "" || in.List[0].Company == ""):
		return nil, fail(10060012, "快递单号或快递公司为空")
	case in.Payer.OpenID == "":
		return nil, fail(40003, "invalid openid")
	}
	return map[string]any{"errcode": 0, "errmsg": "ok"}, nil
}
