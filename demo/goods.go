package demo

import "dajiu/demo/picture"

// gd is one article that is not a drink: name, sub-category, net content, material, grams, list price, shape, colour,
// what it is good for.
func gd(name, category, net, material string, grams, yuan int, shape picture.Shape, tint, note string) line {
	l := line{name: name, category: "goods-" + category, yuan: yuan, shape: shape, tint: tint, note: note, grams: grams, net: net,
		attrs: []Attribute{text("net", net), text("material", material)}}
	switch category {
	case "snack":
		l.packs = []pack{{"单包", 1, 100, 0}, {"3包装", 3, 94, 30}}
	case "ice":
		l.packs = []pack{{"单份", 1, 100, 0}, {"2份装", 2, 92, 40}}
	case "mixer":
		l.packs = []pack{{"单支", 1, 100, 0}, {"6支装", 6, 92, 120}}
	default:
		l.packs = []pack{{"单件", 1, 100, 120}}
	}
	return l
}

func snackHouses() []house {
	const bag, tin = picture.SnackBag, picture.SnackCan
	return []house{
		{key: "cuichuan", name: "脆川", latin: "CUICHUAN", origin: "四川成都", synonyms: []string{"脆川小食"}, emblem: picture.Sun,
			main: "#d9432f", accent: "#f6c343", story: "脆川专做下酒的川味零食，菜籽油现炒现包",
			lines: []line{
				gd("怪味花生", "snack", "180g", "花生、白糖、花椒", 190, 13, bag, "#c98a3c", "麻辣咸甜，一口接一口"),
				gd("麻辣蚕豆", "snack", "200g", "蚕豆、辣椒、花椒", 210, 11, bag, "#b8943a", "酥脆麻辣，啤酒良伴"),
				gd("灯影牛肉丝", "snack", "120g", "牛肉、芝麻、辣椒油", 130, 29, bag, "#a83a1e", "薄如灯影，麻辣回甜"),
				gd("香辣鸭舌", "snack", "100g", "鸭舌、香辛料", 110, 36, bag, "#9a4a22", "卤香入味，小酌首选"),
				gd("冷吃兔", "snack", "150g", "兔肉、干辣椒", 160, 32, bag, "#b5401e", "自贡风味，越嚼越香"),
			}},
		{key: "keji", name: "嗑记", latin: "KEJI", origin: "安徽合肥", synonyms: []string{"嗑记坚果"}, emblem: picture.Leaf,
			main: "#2f6f5e", accent: "#e8b04a", story: "嗑记只挑当季坚果，小罐锁鲜",
			lines: []line{
				gd("盐焗腰果", "snack", "160g", "腰果、海盐", 260, 35, tin, "#e0c08a", "奶香盐香，颗粒完整"),
				gd("原味开心果", "snack", "150g", "开心果", 250, 39, tin, "#b9b26a", "自然开口，微咸"),
				gd("焦糖瓜子", "snack", "260g", "葵花籽、焦糖", 270, 12, bag, "#3a2f2a", "大颗葵花籽，焦糖香"),
				gd("混合坚果", "snack", "200g", "巴旦木、核桃、榛子", 300, 45, tin, "#b5803a", "六种坚果，配威士忌"),
			}},
		{key: "niuzhanggui", name: "牛掌柜", latin: "NIU ZHANGGUI", origin: "内蒙古通辽", synonyms: []string{"牛掌柜牛肉干"}, emblem: picture.Shield,
			main: "#6a2418", accent: "#e0a83a", story: "牛掌柜用科尔沁草原牛后腿，风干七日",
			lines: []line{
				gd("风干牛肉", "snack", "150g", "牛肉、食盐", 160, 49, bag, "#7a2f1c", "肉丝分明，有嚼劲"),
				gd("五香牛肉粒", "snack", "100g", "牛肉、五香粉", 110, 28, bag, "#8a3a20", "一粒一口，五香"),
				gd("黑椒牛板筋", "snack", "120g", "牛板筋、黑胡椒", 130, 22, bag, "#96502a", "弹牙带劲"),
			}},
		{key: "haibianxiaopu", name: "海边小铺", latin: "SEASIDE", origin: "福建东山", synonyms: []string{"海边鱿鱼"}, emblem: picture.Wave,
			main: "#1f6f9a", accent: "#f2c84a", story: "海边小铺的渔船早上靠岸，下午烘烤",
			lines: []line{
				gd("手撕鱿鱼", "snack", "90g", "鱿鱼、白糖", 100, 26, bag, "#d9a05a", "原味手撕，鲜甜"),
				gd("香酥小黄鱼", "snack", "80g", "小黄鱼、芝麻", 90, 19, bag, "#c98a3a", "连骨酥脆"),
				gd("海苔脆", "snack", "60g", "海苔、大米", 70, 15, bag, "#3a5a3a", "咸鲜轻脆，清酒搭子"),
			}},
	}
}

func wareHouses() []house {
	const can, bottle = picture.MixerCan, picture.MixerBottle
	return []house{
		{key: "jibing", name: "极冰", latin: "JIBING", origin: "四川成都", synonyms: []string{"冰块", "食用冰"}, emblem: picture.Snow,
			main: "#173a5e", accent: "#e25b3c", story: "极冰以反渗透纯水定向冻结，化得慢不掺味",
			lines: []line{
				gd("纯净冰块", "ice", "1kg", "饮用纯净水", 1020, 9, picture.IceBag, "#1c6fb5", "二十四小时冷链，随酒到家"),
				gd("大袋冰块", "ice", "2.5kg", "饮用纯净水", 2540, 18, picture.IceBag, "#1c6fb5", "聚会冰桶装满正好"),
				gd("威士忌冰球", "ice", "2颗", "饮用纯净水", 240, 16, picture.IceBall, "#173a5e", "六厘米通透冰球，慢融"),
				gd("方钻冰", "ice", "4块", "饮用纯净水", 320, 19, picture.IceCube, "#2a4a3c", "五厘米方冰，老式杯刚好"),
			}},
		{key: "paopao", name: "泡泡方程", latin: "FIZZ FORMULA", origin: "广东深圳", synonyms: []string{"泡泡苏打", "汤力水"}, emblem: picture.Star,
			main: "#2a9d8f", accent: "#e8a13a", story: "泡泡方程研究调酒用的气泡，三点八倍含气",
			lines: []line{
				gd("原味苏打水", "mixer", "330ml", "水、二氧化碳", 345, 5, can, "#e9eef0", "强劲气泡，嗨棒基底"),
				gd("汤力水", "mixer", "200ml", "水、奎宁、白砂糖", 390, 8, bottle, "#e6f3f0", "微苦清爽，金汤力必备"),
				gd("干姜水", "mixer", "200ml", "水、生姜、白砂糖", 390, 8, bottle, "#f0e2b4", "老姜辛香，莫斯科骡子"),
				gd("西柚苏打", "mixer", "330ml", "水、西柚汁", 345, 6, can, "#f28a78", "西柚微苦，配龙舌兰"),
				gd("青柠苏打", "mixer", "330ml", "水、青柠汁", 345, 6, can, "#a9cf5a", "青柠酸爽，朗姆伏特加都行"),
			}},
		{key: "liuguang", name: "琉光", latin: "LIUGUANG", origin: "山东淄博", synonyms: []string{"琉光酒具", "酒杯"}, emblem: picture.Knot,
			main: "#2f4552", accent: "#c79a4b", story: "琉光在博山人工吹制无铅水晶，杯壁不到一毫米",
			lines: []line{
				gd("波尔多杯对装", "glass", "2只", "无铅水晶", 520, 128, picture.GlassWine, "", "大杯肚醒香，杯口收束"),
				gd("斟酒杯对装", "glass", "2只", "无铅水晶", 480, 88, picture.GlassWine, "#7d1326", "日常红白通用"),
				gd("古典杯对装", "glass", "2只", "无铅水晶", 780, 98, picture.GlassTumbler, "#c9782a", "厚底沉手，威士忌加冰"),
				gd("品脱啤酒杯", "glass", "2只", "钢化玻璃", 900, 49, picture.GlassBeer, "#f0b323", "一品脱容量，挂杯好看"),
				gd("天鹅颈醒酒器", "glass", "1.5L", "无铅水晶", 1100, 238, picture.Decanter, "#7a1526", "宽底大面积，醒酒快"),
				gd("青瓷白酒套装", "glass", "1壶6杯", "青瓷", 1300, 168, picture.CupSet, "#bcd5c6", "龙泉青釉，分酒不滴漏"),
				gd("白瓷分酒套装", "glass", "1壶4杯", "白瓷", 1000, 99, picture.CupSet, "#f4f1ea", "素白描金，家宴得体"),
				gd("海马刀开瓶器", "glass", "1把", "不锈钢、红木", 210, 59, picture.Opener, "#3a2a22", "双阶支点，女士也能轻松开"),
				gd("电动开瓶礼盒", "glass", "1套", "铝合金", 620, 159, picture.Opener, "#1f3a4a", "八秒开瓶，附真空塞"),
			}},
	}
}
