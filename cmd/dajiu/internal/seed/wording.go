package seed

import (
	"context"
	"fmt"

	messagev1 "dajiu/gen/go/dajiu/message/v1"
)

// wechatKinds are the messages that the demo city sends to WeChat as well, with the templates that the simulated WeChat
// knows them by.
func wechatKinds() []*messagev1.Template {
	order := map[string]string{"thing1": "{store}", "thing2": "{title}", "amount3": "{amount}"}
	return []*messagev1.Template{
		{Kind: "ORDER_READY", Title: "商品已备好", Body: "{store} 已打包完成：{title}。", WechatTemplateId: "demo-order-ready", WechatData: order},
		{Kind: "ORDER_SHIPPED", Title: "骑手配送中", Body: "{title} 正在送往您的地址，请准备好身份证件以备查验年龄。", WechatTemplateId: "demo-order-shipped", WechatData: order},
		{Kind: "ORDER_DELIVERED", Title: "订单已送达", Body: "{title} 已送达，请适量饮酒，切勿酒后驾车。", WechatTemplateId: "demo-order-delivered", WechatData: order},
		{Kind: "ORDER_REFUNDED", Title: "退款已到账", Body: "订单退款 {amount} 已原路退回。", WechatTemplateId: "demo-order-refunded", WechatData: map[string]string{"amount1": "{amount}", "time2": "{time}"}},
	}
}

// wordForWechat words them.
func (s *seeder) wordForWechat(ctx context.Context) error {
	templates := messagev1.NewTemplateServiceClient(s.conn)
	for _, t := range wechatKinds() {
		if _, err := templates.PutTemplate(ctx, t); err != nil {
			return fmt.Errorf("wording of %s: %w", t.GetKind(), err)
		}
	}
	return nil
}
