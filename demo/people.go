package demo

import (
	"fmt"
	"math"
	"math/rand/v2"
	"time"
)

// minCustomers is the least number of customers of any world.
const minCustomers = 36

// nameBook gives names that no two people of the world share.
type nameBook struct {
	rng  *rand.Rand
	used map[string]bool
}

func newNameBook(rng *rand.Rand) *nameBook { return &nameBook{rng: rng, used: map[string]bool{}} }

func (b *nameBook) next() string {
	const surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗郑梁谢宋唐许邓韩冯曹彭曾萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤"
	const first = "子思雨浩晓文嘉梓俊明佳一欣宇志海春秋云若安清书远景承启知予慕乐星辰可婉静雅诗语亦凡正立国建天成"
	const second = "轩涵怡然博杰琳婷睿航宁悦彤远峰阳洋涛磊超鹏华琪萱瑶菲珊敏丽娟强军辉勇斌龙平刚川林森岚溪舟野木之初"
	pick := func(from string) string {
		runes := []rune(from)
		return string(runes[b.rng.IntN(len(runes))])
	}
	for tries := 0; ; tries++ {
		name := pick(surnames) + pick(first)
		if tries > 3 || b.rng.IntN(5) > 0 {
			name += pick(second)
		}
		if tries > 50 {
			name += pick(second) // a very large world may run out of short names
		}
		if !b.used[name] {
			b.used[name] = true
			return name
		}
	}
}

// couriers: one or two for each store.
func couriers(rng *rand.Rand, stores []Store) []Courier {
	names := newNameBook(rng)
	vehicles := []string{"电动自行车", "电动自行车", "电动摩托车"}
	var all []Courier
	for i, s := range stores {
		for range 1 + (i+1)%2 {
			n := len(all) + 1
			all = append(all, Courier{Key: fmt.Sprintf("courier-%02d", n), Name: names.next(), Phone: phone(3, n), StoreKey: s.Key,
				Vehicle: vehicles[rng.IntN(len(vehicles))], Avatar: rng.Uint64N(1 << 32)})
		}
	}
	return all
}

// phone invents a mobile number in a block kept for the demo; the kind of person and the number make it unique.
func phone(kind, n int) string { return fmt.Sprintf("1990%02d%05d", kind, n) }

// staff: the platform's operators, an owner for each merchant, a manager and a clerk for each store.
func staff(rng *rand.Rand, merchants []Merchant, stores []Store) []Staff {
	names := newNameBook(rng)
	var all []Staff
	hire := func(username, name string, role Role, merchant, store string) {
		all = append(all, Staff{Username: username, Name: name, Phone: phone(1, len(all)+1), Role: role, MerchantKey: merchant, StoreKey: store, Avatar: rng.Uint64N(1 << 32)})
	}
	hire("admin", names.next(), RoleAdmin, "", "")
	hire("finance", names.next(), RoleFinance, "", "")
	hire("content", names.next(), RoleContent, "", "")
	hire("service", names.next(), RoleService, "", "")
	for _, m := range merchants {
		names.used[m.Legal] = true
		hire(m.Key+".owner", m.Legal, RoleMerchant, m.Key, "")
	}
	for _, s := range stores {
		hire(s.Key+".manager", names.next(), RoleManager, s.MerchantKey, s.Key)
		hire(s.Key+".clerk", names.next(), RoleClerk, s.MerchantKey, s.Key)
	}
	return all
}

// customers are of age and live within reach of a store.
func customers(rng *rand.Rand, stores []Store, count int, today time.Time) []Customer {
	names := newNameBook(rng)
	all := make([]Customer, 0, count)
	for i := range count {
		name := names.next()
		all = append(all, Customer{
			Key: fmt.Sprintf("customer-%04d", i+1), Name: name, Nickname: nickname(rng, name), Phone: phone(7, i+1),
			OpenID: fmt.Sprintf("demo-openid-%06d", i+1), BirthYear: today.Year() - 20 - rng.IntN(44), Avatar: rng.Uint64N(1 << 32),
			Addresses: addresses(rng, stores),
		})
	}
	return all
}

func nickname(rng *rand.Rand, name string) string {
	runes := []rune(name)
	last := string(runes[len(runes)-1])
	styles := []string{"小" + last, last + last, "阿" + last, string(runes[0]) + "同学", last + "爱喝一点", "晚风与" + last, name}
	return styles[rng.IntN(len(styles))]
}

func addresses(rng *rand.Rand, stores []Store) []Address {
	labels := []string{"家", "公司", "朋友家"}
	var all []Address
	for i := range 1 + rng.IntN(3) {
		a := address(rng, stores[rng.IntN(len(stores))], labels[i] == "公司") //nolint:gosec // three labels, at most three rounds
		a.Label, a.Default = labels[i], i == 0                              //nolint:gosec // three labels, at most three rounds
		all = append(all, a)
	}
	return all
}

// address lies within nine tenths of a store's range.
func address(rng *rand.Rand, s Store, office bool) Address {
	reach := float64(s.RangeMeters)
	meters := 200 + (reach*.9-200)*math.Sqrt(rng.Float64())
	sin, cos := math.Sincos(2 * math.Pi * rng.Float64())
	const metersPerDegree = 111195
	lat := s.Point.LatE6 + int64(meters*cos/metersPerDegree*1e6)
	lng := s.Point.LngE6 + int64(meters*sin/metersPerDegree/math.Cos(float64(s.Point.LatE6)/1e6*math.Pi/180)*1e6)
	streets := streetsOf(s.District)
	a := Address{District: s.District, Street: fmt.Sprintf("%s%d号", streets[rng.IntN(len(streets))], 1+rng.IntN(298)), Point: Point{lat, lng}}
	if office {
		towers := []string{"锦都国际", "天府汇中心", "蓉城大厦", "高新时代广场", "川投云谷", "仁和商务楼", "东方希望里", "府河科创园"}
		a.Place = towers[rng.IntN(len(towers))]
		a.Door = fmt.Sprintf("%c座%d%02d室", 'A'+rune(rng.IntN(3)), 3+rng.IntN(28), 1+rng.IntN(16))
		return a
	}
	estates := []string{"锦绣花园", "府河丽景", "芙蓉苑", "竹林雅居", "望江名门", "银杏庭院", "浣花小筑", "双楠人家", "金沙里", "玉林旧院", "东郊记忆里", "翠堤春晓", "麓湖湾畔", "蜀风雅苑", "清波四季", "桐梓名居"}
	a.Place = estates[rng.IntN(len(estates))]
	a.Door = fmt.Sprintf("%d栋%d单元%d%02d号", 1+rng.IntN(22), 1+rng.IntN(3), 1+rng.IntN(32), 1+rng.IntN(6))
	return a
}

func streetsOf(district string) []string {
	switch district {
	case "锦江区":
		return []string{"大慈寺路", "书院街", "东大街", "一环路东五段", "静居寺路", "牛市口路", "莲桂西路", "海椒市街"}
	case "青羊区":
		return []string{"同仁路", "青羊大道", "清江东路", "光华村街", "西大街", "草堂路", "蜀辉路", "成飞大道"}
	case "金牛区":
		return []string{"沙湾路", "花牌坊街", "一环路北三段", "交大路", "解放路", "茶店子路", "银沙路"}
	case "武侯区":
		return []string{"玉林西路", "科华北路", "桐梓林北路", "武侯祠大街", "少陵路", "高升桥路", "一环路南三段", "丽都路"}
	case "成华区":
		return []string{"建设路", "双庆路", "驷马桥路", "府青路", "万年路", "邛崃山路", "二环路东三段", "新鸿路"}
	}
	return []string{"交子大道", "天府三街", "天府大道北段", "剑南大道中段", "锦城大道", "益州大道中段", "府城大道西段"}
}
