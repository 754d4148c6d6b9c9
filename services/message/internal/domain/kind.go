// Package domain is what people are told and in which words.
//
// It guarantees that a template names only values that its kind of message has, and that what goes to WeChat fits
// WeChat's limits or is cut to fit.
//
// It knows no channel. Start with [Kind].
package domain

import (
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
)

// Kind is what a message is about.
type Kind string

// The kinds of messages.
const (
	OrderPlaced    Kind = "ORDER_PLACED"
	OrderConfirmed Kind = "ORDER_CONFIRMED"
	OrderAccepted  Kind = "ORDER_ACCEPTED"
	OrderReady     Kind = "ORDER_READY"
	OrderShipped   Kind = "ORDER_SHIPPED"
	OrderDelivered Kind = "ORDER_DELIVERED"
	OrderReturning Kind = "ORDER_RETURNING"
	OrderCancelled Kind = "ORDER_CANCELLED"
	OrderRefunded  Kind = "ORDER_REFUNDED"
	NewDevice      Kind = "NEW_DEVICE"
	ExportReady    Kind = "EXPORT_READY"
	ExportFailed   Kind = "EXPORT_FAILED"
	LicenceEnding  Kind = "LICENCE_ENDING"
	Application    Kind = "MERCHANT_APPLICATION"
	AlertOpened    Kind = "ALERT_OPENED"
)

// Template is the wording of a kind. {name} stands for a value.
type Template struct {
	Kind             Kind
	Title, Body      string
	WechatTemplateID string
	// WechatData is what WeChat's keys (thing1, amount2) are filled with.
	WechatData map[string]string
}

// Values are what the placeholders of a kind's messages may name.
func (k Kind) Values() []string {
	switch k { //nolint:exhaustive // the others are about orders
	case OrderRefunded:
		return []string{"amount", "time", "order"}
	case NewDevice:
		return []string{"device", "address", "time"}
	case LicenceEnding:
		return []string{"merchant", "store", "licence", "days", "expires", "time"}
	case Application:
		return []string{"company", "outcome", "reason", "time"}
	case AlertOpened:
		return []string{"rule", "store", "finding", "time"}
	case ExportReady, ExportFailed:
		return []string{"file", "rows", "why", "time"}
	}
	return []string{"store", "title", "amount", "pieces", "time", "order", "when"}
}

// Defaults is the wording until an operator changes it.
func Defaults() map[Kind]Template {
	list := []Template{
		{Kind: OrderPlaced, Title: "订单待付款", Body: "{store} 的订单（{title}）已提交，请尽快支付 {amount}。"},
		{Kind: OrderConfirmed, Title: "下单成功", Body: "{store} 已收到您的订单（{title}，共{pieces}件），{when}，等待商家接单。"},
		{Kind: OrderAccepted, Title: "商家已接单", Body: "{store} 已接单：{title}，{when}。"},
		{Kind: OrderReady, Title: "商品已备好", Body: "{store} 已打包完成：{title}。"},
		{Kind: OrderShipped, Title: "骑手配送中", Body: "{title} 正在送往您的地址，请准备好身份证件以备查验年龄。"},
		{Kind: OrderDelivered, Title: "订单已送达", Body: "{title} 已送达，请适量饮酒，切勿酒后驾车。"},
		{Kind: OrderReturning, Title: "订单未能交付", Body: "{title} 未能交付，正在退回门店，已付款项将原路退回。"},
		{Kind: OrderCancelled, Title: "订单已取消", Body: "{store} 的订单（{title}）已取消。如已付款，将原路退回。"},
		{Kind: OrderRefunded, Title: "退款已到账", Body: "订单退款 {amount} 已原路退回。"},
		{Kind: NewDevice, Title: "新设备登录", Body: "您的账号于 {time} 在 {device}（{address}）登录。如非本人操作，请在「登录设备」中将其下线，并修改密码或联系客服。"},
		{Kind: ExportReady, Title: "导出完成", Body: "{file} 已生成，共 {rows} 行，请在 7 天内到「导出记录」下载。"},
		{Kind: ExportFailed, Title: "导出失败", Body: "{file} 没有生成：{why}"},
		{Kind: AlertOpened, Title: "告警：{rule}", Body: "{store}：{finding}。请到「告警」查看并处理。"},
		{Kind: LicenceEnding, Title: "证照即将到期", Body: "{merchant}{store}的{licence}有效期至 {expires}，剩余 {days} 天。到期后门店将停止接单，请尽快提交换证申请。"},
		{Kind: Application, Title: "入驻申请{outcome}", Body: "{company} 的入驻申请{outcome}。{reason}"},
	}
	byKind := make(map[Kind]Template, len(list))
	for _, t := range list {
		byKind[t.Kind] = t
	}
	return byKind
}

var placeholder = regexp.MustCompile(`\{([^{}]*)\}`)

// Check refuses a template that names a value there is not.
func (t Template) Check() error {
	if _, known := Defaults()[t.Kind]; !known {
		return errs.Newf(codes.NotFound, "MESSAGE_TEMPLATE_NOT_FOUND", "没有 %s 这种消息", t.Kind)
	}
	texts := map[string]string{"title": t.Title, "body": t.Body}
	for key, text := range t.WechatData {
		texts["wechatData."+key] = text
		if limitOf(key) == 0 {
			return invalid("wechatData."+key, "微信没有这种字段")
		}
	}
	for path, text := range texts {
		for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
			if !contains(t.Kind.Values(), m[1]) {
				return invalid(path, fmt.Sprintf("没有名为 {%s} 的内容", m[1]))
			}
		}
	}
	return nil
}

func invalid(path, why string) error {
	return errs.New(codes.InvalidArgument, "MESSAGE_TEMPLATE_INVALID", why).WithFields(errs.Field{Path: path, Reason: why})
}

func contains(list []string, s string) bool {
	for _, v := range list {
		if v == s {
			return true
		}
	}
	return false
}

// Fill puts values in place of the placeholders.
func Fill(text string, values map[string]string) string {
	return placeholder.ReplaceAllStringFunc(text, func(m string) string { return values[m[1:len(m)-1]] })
}

// Wechat fills WeChat's keys, each cut to what its type takes.
func (t Template) Wechat(values map[string]string) map[string]string {
	data := make(map[string]string, len(t.WechatData))
	for key, text := range t.WechatData {
		data[key] = cut(Fill(text, values), limitOf(key))
	}
	return data
}

// limitOf returns how many characters WeChat takes for a key, by the type its name begins with; 0 where there is no
// such type. Source: WeChat's table of template value limits.
func limitOf(key string) int {
	for prefix, limit := range map[string]int{
		"thing": 20, "number": 32, "letter": 32, "symbol": 5, "character_string": 32, "amount": 12,
		"phone_number": 17, "car_number": 8, "name": 10, "phrase": 5, "time": 32, "date": 32,
	} {
		if rest, ok := strings.CutPrefix(key, prefix); ok && rest != "" && strings.Trim(rest, "0123456789") == "" {
			return limit
		}
	}
	return 0
}

func cut(text string, limit int) string {
	if utf8.RuneCountInString(text) <= limit {
		return text
	}
	return string([]rune(text)[:limit-1]) + "…"
}

// Preferences is how a person wants to be told.
type Preferences struct {
	WechatOrders, WechatMarketing bool
	// Minutes after midnight in China; equal: never quiet.
	QuietStart, QuietEnd int
}

// DefaultPreferences tells of orders by WeChat and of nothing else.
func DefaultPreferences() Preferences { return Preferences{WechatOrders: true} }

// When says until when somebody is served, as was promised: from a slot's start to its end, or as soon as possible where
// start is zero. Pickup: the customer comes.
func When(start, end time.Time, pickup bool) string {
	switch {
	case start.IsZero() && pickup:
		return "备好后即可到店自提"
	case start.IsZero():
		return "尽快送达"
	}
	from, to := start.In(chinaTime), end.In(chinaTime)
	span := from.Format("1月2日 15:04") + "-" + to.Format("15:04")
	if pickup {
		return "预约 " + span + " 到店自提"
	}
	return "预约 " + span + " 送达"
}

// Urgent reports whether a kind is worth waking somebody: they wait at the door for it.
func (k Kind) Urgent() bool { return k == OrderShipped || k == OrderReady }

var chinaTime = time.FixedZone("UTC+8", 8*3600) //nolint:gochecknoglobals // a constant

// Allows reports whether WeChat may be used for a kind at an instant.
func (p Preferences) Allows(k Kind, at time.Time) bool {
	if !p.WechatOrders {
		return false
	}
	if k.Urgent() || p.QuietStart == p.QuietEnd {
		return true
	}
	local := at.In(chinaTime)
	minute := local.Hour()*60 + local.Minute()
	if p.QuietStart < p.QuietEnd {
		return minute < p.QuietStart || minute >= p.QuietEnd
	}
	return minute < p.QuietStart && minute >= p.QuietEnd
}
