package weixin

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"dajiu/platform/errs"
)

//nolint:gochecknoglobals // a compiled constant
var sceneValue = regexp.MustCompile(`^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$`)

const maxCheckedText = 2500

// MiniCode is the picture that opens a page of the mini-program.
type MiniCode struct {
	// Scene is at most 32 of 0-9 A-Z a-z !#$&'()*+,/:;=?@-._~: a short id, never data.
	Scene string
	// Page is without a leading slash and without query.
	Page string
	// Version is release, trial or develop; release when empty.
	Version string
	// Width is 280 to 1280 pixels; 430 when zero.
	Width int
}

// MiniCode makes the picture and returns its bytes, JPEG or PNG.
//
// Errors: INVALID_ARGUMENT naming the field, ErrPage, ErrCredential and the temporary ones.
func (c *Client) MiniCode(ctx context.Context, m MiniCode) ([]byte, error) {
	switch {
	case !sceneValue.MatchString(m.Scene):
		return nil, errs.Invalid("scene", "must be 1 to 32 of the allowed characters")
	case strings.HasPrefix(m.Page, "/") || strings.Contains(m.Page, "?"):
		return nil, errs.Invalid("page", "must have neither a leading slash nor a query")
	case m.Width != 0 && (m.Width < 280 || m.Width > 1280):
		return nil, errs.Invalid("width", "must be 280 to 1280")
	}
	if m.Version == "" {
		m.Version = "release"
	}
	in := struct {
		Scene      string `json:"scene"`
		Page       string `json:"page,omitempty"`
		CheckPath  bool   `json:"check_path"`
		EnvVersion string `json:"env_version"`
		Width      int    `json:"width,omitempty"`
	}{m.Scene, m.Page, m.Page != "", m.Version, m.Width}
	picture, err := c.authorized(ctx, "/wxa/getwxacodeunlimit", in, nil)
	if err != nil {
		return nil, fmt.Errorf("weixin: mini-program code %s: %w", m.Scene, err)
	}
	if len(picture) == 0 || picture[0] == '{' {
		return nil, fmt.Errorf("weixin: mini-program code %s: %w", m.Scene, ErrUnreachable.Wrap(errors.New("no picture")))
	}
	return picture, nil
}

// Scene is where a checked text will be seen.
type Scene int

// Scenes of a text.
const (
	SceneProfile Scene = iota + 1
	SceneComment
	SceneForum
	SceneSocial
)

// Verdict is what the service thinks of a text.
type Verdict struct {
	// Suggest is pass, review or risky.
	Suggest string
	// Label is the kind of trouble, 100 for none.
	Label int
}

// CheckText asks whether a text may be published. OpenID must have used the mini-program within two hours.
//
// Errors: INVALID_ARGUMENT when the text has no or more than 2,500 characters, ErrOpenID, ErrCredential and
// the temporary ones.
func (c *Client) CheckText(ctx context.Context, openID string, scene Scene, text string) (Verdict, error) {
	if n := utf8.RuneCountInString(text); n == 0 || n > maxCheckedText {
		return Verdict{}, errs.Invalid("content", "must have 1 to 2500 characters")
	}
	in := struct {
		Version int    `json:"version"`
		OpenID  string `json:"openid"`
		Scene   Scene  `json:"scene"`
		Content string `json:"content"`
	}{2, openID, scene, text}
	var out struct {
		Result struct {
			Suggest string `json:"suggest"`
			Label   int    `json:"label"`
		} `json:"result"`
	}
	if _, err := c.authorized(ctx, "/wxa/msg_sec_check", in, &out); err != nil {
		return Verdict{}, fmt.Errorf("weixin: check text: %w", err)
	}
	switch out.Result.Suggest {
	case "pass", "review", "risky":
		return Verdict{Suggest: out.Result.Suggest, Label: out.Result.Label}, nil
	default:
		return Verdict{}, fmt.Errorf("weixin: check text: %w", ErrUnreachable.Wrap(errors.New("no verdict")))
	}
}

// Logistics is how an order travels.
type Logistics int

// Kinds of logistics.
const (
	LogisticsExpress Logistics = iota + 1
	LogisticsSameCity
	LogisticsVirtual
	LogisticsPickup
)

// Shipping is the report that releases an order's money: it stays frozen until then.
type Shipping struct {
	MchID      string
	OutTradeNo string
	OpenID     string
	Kind       Logistics
	// Items describes what was sent, cut to 120 characters.
	Items string
	// TrackingNo and Company belong to express.
	TrackingNo string
	Company    string
	At         time.Time
}

// UploadShipping reports that an order was sent, handed over or is ready.
//
// Errors: ErrFailed when the order is unknown or was reported before, ErrOpenID, ErrCredential and the
// temporary ones.
func (c *Client) UploadShipping(ctx context.Context, s Shipping) error {
	type item struct {
		TrackingNo string `json:"tracking_no,omitempty"`
		Company    string `json:"express_company,omitempty"`
		Desc       string `json:"item_desc"`
	}
	in := struct {
		OrderKey map[string]any    `json:"order_key"`
		Kind     Logistics         `json:"logistics_type"`
		Mode     int               `json:"delivery_mode"`
		List     []item            `json:"shipping_list"`
		At       string            `json:"upload_time"`
		Payer    map[string]string `json:"payer"`
	}{
		OrderKey: map[string]any{"order_number_type": 1, "mchid": s.MchID, "out_trade_no": s.OutTradeNo},
		Kind:     s.Kind, Mode: 1, List: []item{{s.TrackingNo, s.Company, firstRunes(s.Items, 120)}},
		At: s.At.In(time.FixedZone("CST", 8*60*60)).Format("2006-01-02T15:04:05.000-07:00"), Payer: map[string]string{"openid": s.OpenID},
	}
	if _, err := c.authorized(ctx, "/wxa/sec/order/upload_shipping_info", in, nil); err != nil {
		return fmt.Errorf("weixin: report shipping of %s: %w", s.OutTradeNo, err)
	}
	return nil
}

func firstRunes(text string, n int) string {
	for i := range text {
		if n == 0 {
			return text[:i]
		}
		n--
	}
	return text
}
