package domain

// Variable is a value that a wording may name, with what it is and a sample of it.
type Variable struct{ Name, Title, Sample string }

// variables are all that there are; which of them a kind has is said by Kind.Values.
func variables() map[string]Variable {
	byName := map[string]Variable{}
	for _, v := range []Variable{
		{"store", "门店名称", "滴滴打酒·春熙路店"},
		{"title", "订单摘要", "黔山酱香 53 度 500ml 等 2 件"},
		{"amount", "金额", "¥268.00"},
		{"pieces", "件数", "2"},
		{"time", "发生时间", "2026-06-01 20:15"},
		{"order", "订单号", "108834629934"},
		{"when", "送达承诺", "尽快送达"},
		{"device", "登录设备", "Chrome · Windows"},
		{"address", "登录地点", "四川成都 203.0.113.7"},
		{"file", "文件名", "各店成交.xlsx"},
		{"rows", "行数", "1280"},
		{"why", "失败原因", "没有权限"},
		{"merchant", "商家名称", "成都锦里酒业有限公司"},
		{"licence", "证照", "食品经营许可证"},
		{"days", "剩余天数", "30"},
		{"expires", "有效期至", "2026-12-31"},
		{"company", "申请企业", "成都锦里酒业有限公司"},
		{"outcome", "审核结果", "退回修改"},
		{"reason", "原因", "营业执照照片看不清"},
		{"rule", "告警规则", "接单太慢"},
		{"finding", "指标与界限", "平均接单时长 6.2 分钟，高于 5 分钟"},
	} {
		byName[v.Name] = v
	}
	return byName
}

// Variables are the values that a kind's wording may name, in the order in which Kind.Values has them.
func (k Kind) Variables() []Variable {
	all := variables()
	list := make([]Variable, 0, len(k.Values()))
	for _, name := range k.Values() {
		list = append(list, all[name])
	}
	return list
}

// Preview is a template as people read it.
type Preview struct {
	Title, Body string
	Wechat      map[string]string
}

// Sample fills a template with samples, or reports what Check does.
func (t Template) Sample() (Preview, error) {
	if err := t.Check(); err != nil {
		return Preview{}, err
	}
	values := map[string]string{}
	for _, v := range t.Kind.Variables() {
		values[v.Name] = v.Sample
	}
	return Preview{Title: Fill(t.Title, values), Body: Fill(t.Body, values), Wechat: t.Wechat(values)}, nil
}
