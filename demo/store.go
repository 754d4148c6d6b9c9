package demo

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"time"

	"dajiu/demo/picture"
	"dajiu/platform/money"
)

// district codes of Chengdu, as they stand in licences.
func districtCode(name string) int32 {
	switch name {
	case "锦江区":
		return 510104
	case "青羊区":
		return 510105
	case "金牛区":
		return 510106
	case "武侯区":
		return 510107
	case "成华区":
		return 510108
	}
	return 510109 // 高新区
}

func merchants() []Merchant {
	var all []Merchant
	for i, m := range []struct{ key, name, short, district, legal string }{
		{"jincheng", "成都锦城酒仓商贸有限公司", "锦城酒仓", "锦江区", "蒲正川"},
		{"shudu", "成都蜀都坊名酒有限公司", "蜀都坊名酒", "青羊区", "岳敬之"},
		{"mailang", "成都麦浪鲜啤餐饮管理有限公司", "麦浪鲜啤", "武侯区", "苏以安"},
		{"yunjiao", "四川云窖葡萄酒贸易有限公司", "云窖酒廊", "高新区", "傅云舟"},
		{"jiefang", "成都好街坊便民商业有限公司", "好街坊烟酒", "成华区", "段小满"},
		{"jiuyuan", "成都九原洋酒有限公司", "九原洋酒", "金牛区", "卫书航"},
	} {
		code := districtCode(m.district)
		all = append(all, Merchant{
			Key: m.key, Name: m.name, Short: m.short, Legal: m.legal,
			LicenceNo:     creditCode(strconv.Itoa(int(code)), stream(uint64(i), 0x11ce)),
			LiquorLicence: fmt.Sprintf("川酒批%d-%04d", code, 12+i*7),
			Phone:         fmt.Sprintf("028-6000%04d", 1000+i),
		})
	}
	return all
}

// site is one row of the table of stores.
type site struct {
	key, merchant, name, district, address string
	lat, lng                               int64
	hours                                  []Span
	reach                                  int
	focus                                  string
}

func sites() []site {
	day := []Span{{9 * 60, 22*60 + 30}}
	late := []Span{{10 * 60, 14 * 60}, {16 * 60, 26 * 60}}
	night := []Span{{17 * 60, 28 * 60}}
	always := []Span{{0, 24 * 60}}
	long := []Span{{9 * 60, 25 * 60}}
	return []site{
		{"chunxi", "jincheng", "春熙路店", "锦江区", "红星路三段16号附3号", 30657200, 104081500, long, 3500, ""},
		{"dongdajie", "jincheng", "东大街店", "锦江区", "东大街下东大街段208号", 30650300, 104090800, day, 3000, "baijiu"},
		{"jinrong", "jincheng", "金融城店", "高新区", "交子大道333号1层12号", 30583900, 104065200, long, 4000, ""},
		{"dongke", "jincheng", "东客站店", "成华区", "邛崃山路72号", 30630800, 104137600, []Span{{8 * 60, 23 * 60}}, 4500, ""},
		{"kuanzhai", "shudu", "宽窄巷子店", "青羊区", "同仁路56号", 30668900, 104051700, day, 3000, "baijiu"},
		{"jinsha", "shudu", "金沙店", "青羊区", "清江中路29号", 30672800, 104023400, day, 4000, "baijiu"},
		{"shuangnan", "shudu", "双楠店", "武侯区", "少陵路171号", 30643600, 104029800, []Span{{9 * 60, 12 * 60}, {14 * 60, 23 * 60}}, 3500, "huangjiu"},
		{"yulin", "mailang", "玉林西路店", "武侯区", "玉林西路88号附6号", 30630500, 104053300, night, 3000, "beer"},
		{"jianshe", "mailang", "建设路店", "成华区", "建设路26号附12号", 30672100, 104101600, late, 3500, "beer"},
		{"kehua", "mailang", "科华北路店", "武侯区", "科华北路64号", 30631900, 104078700, late, 3000, "beer"},
		{"tongzilin", "yunjiao", "桐梓林店", "武侯区", "桐梓林北路5号", 30616400, 104063900, []Span{{11 * 60, 24 * 60}}, 4000, "wine"},
		{"tianfu3", "yunjiao", "天府三街店", "高新区", "天府三街199号1层", 30545700, 104066800, []Span{{10 * 60, 24 * 60}}, 4500, "wine"},
		{"wanxiang", "jiefang", "双庆路店", "成华区", "双庆路8号附21号", 30650900, 104112900, always, 3500, ""},
		{"simaqiao", "jiefang", "驷马桥店", "成华区", "驷马桥路41号", 30693700, 104092500, []Span{{7*60 + 30, 24 * 60}}, 4000, ""},
		{"guanghua", "jiefang", "光华村店", "青羊区", "光华村街66号附9号", 30664800, 104009700, []Span{{8 * 60, 24*60 + 30}}, 4000, ""},
		{"shawan", "jiuyuan", "沙湾店", "金牛区", "沙湾路258号", 30687600, 104055900, []Span{{14 * 60, 26 * 60}}, 4500, "spirits"},
	}
}

// stores are the outlets; licences run between one and five years from today.
func stores(rng *rand.Rand, today time.Time) []Store {
	shorts := map[string]string{}
	for _, m := range merchants() {
		shorts[m.Key] = m.Short
	}
	notices := []string{"未满十八周岁恕不售酒，配送员将核验身份证件", "雨天配送稍慢，敬请谅解", "店内可自提，报手机尾号即可", "整箱购买可送货上楼", "夜间下单请保持电话畅通"}
	var all []Store
	for i, s := range sites() {
		code := districtCode(s.district)
		name := shorts[s.merchant] + "·" + s.name
		all = append(all, Store{
			Key: s.key, MerchantKey: s.merchant, Name: name, District: s.district, Region: code, Address: s.address,
			Point: Point{s.lat, s.lng}, Phone: fmt.Sprintf("028-6000%04d", 2001+i), Hours: s.hours, RangeMeters: s.reach, Area: areas()[s.key],
			FoodLicence: foodLicence(strconv.Itoa(int(code)), 31070+i*13), LiquorLicence: fmt.Sprintf("川酒零%d-%05d", code, 1203+i*17),
			LicenceExpiry: today.AddDate(1+rng.IntN(4), rng.IntN(12), rng.IntN(28)).Format(time.DateOnly),
			Fee:           fee(rng), Focus: s.focus, Notice: notices[rng.IntN(len(notices))],
			Picture: picture.StoreSpec{Name: name, Tag: signLine(s.focus), Mood: rng.Uint64N(1000)},
		})
	}
	return all
}

// areas are those that are drawn: this one ends at the Fu river in the south and the third ring road in the north.
func areas() map[string][]Point {
	return map[string][]Point{"simaqiao": {
		{30_681_200, 104_066_400}, {30_673_900, 104_081_700}, {30_668_300, 104_094_800}, {30_674_600, 104_112_900}, {30_689_500, 104_121_300},
		{30_708_800, 104_118_600}, {30_721_700, 104_103_200}, {30_719_400, 104_079_900}, {30_703_100, 104_069_500},
	}}
}

func fee(rng *rand.Rand) FeeRule {
	free := []money.Fen{6900, 8900, 9900, 12900}
	least := []money.Fen{2000, 2900, 3900}
	return FeeRule{
		MinOrder: least[rng.IntN(len(least))], Base: 500, BaseMeters: 2000, PerKm: 200,
		FreeOver: free[rng.IntN(len(free))], Night: 300, NightFrom: 22 * 60, NightTo: 30 * 60,
	}
}

func signLine(focus string) string {
	switch focus {
	case "baijiu":
		return "名酒 · 老酒 · 宴席用酒"
	case "beer":
		return "精酿鲜啤 · 打酒外带"
	case "wine":
		return "葡萄酒 · 香槟 · 侍酒服务"
	case "spirits":
		return "威士忌 · 干邑 · 调酒器具"
	case "huangjiu":
		return "黄酒 · 白酒 · 冷热皆宜"
	}
	return "名酒 · 啤酒 · 葡萄酒 · 冰块小食"
}
