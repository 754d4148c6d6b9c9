package demo

import "dajiu/demo/picture"

const (
	whisky  = "spirits-whisky"
	brandy  = "spirits-brandy"
	gin     = "spirits-gin"
	rum     = "spirits-rum"
	vodka   = "spirits-vodka"
	tequila = "spirits-tequila"
	liqueur = "spirits-liqueur"
)

// sp is one spirit: name, kind for the full name, cask ("" for none), years of ageing (0 for none), strength in tenths,
// volume, list price, bottle, colour of the drink, taste.
func sp(name, kind, barrel string, age, abv, ml, yuan int, shape picture.Shape, tint, note string) line {
	l := line{name: name, suffix: kind, abv: abv, ml: ml, yuan: yuan, shape: shape, tint: tint, note: note}
	if barrel != "" {
		l.attrs = append(l.attrs, text("barrel", barrel))
	}
	if age > 0 {
		l.attrs = append(l.attrs, number("age", age))
	}
	l.packs = []pack{{"单瓶", 1, 100, 0}}
	if yuan >= 300 && yuan < 1500 {
		l.packs = append(l.packs, pack{"礼盒装", 1, 106, 420})
	} else if yuan < 200 {
		l.packs = append(l.packs, pack{"整箱6瓶", 6, 92, 900})
	}
	return l
}

func scotchHouses() []house {
	const rd, sq = picture.WhiskyRound, picture.WhiskySquare
	return []house{
		{key: "glenlorach", name: "格兰洛赫", latin: "GLEN LORACH", origin: "苏格兰斯佩塞", prefix: "501", synonyms: []string{"洛赫", "glen lorach"}, emblem: picture.Antler,
			main: "#2f4a3c", accent: "#b98a3a", category: whisky, story: "格兰洛赫守着一条鲑鱼河，直火蒸馏器从不更换形状",
			lines: []line{
				sp("10年", "单一麦芽威士忌", "波本桶", 10, 400, 700, 328, rd, "#d8962e", "香草蜂蜜与青苹果，轻快易饮"),
				sp("12年雪莉", "单一麦芽威士忌", "雪莉桶", 12, 430, 700, 488, rd, "#b5601c", "葡萄干、肉桂与橙皮巧克力"),
				sp("15年双桶", "单一麦芽威士忌", "波本桶+雪莉桶", 15, 460, 700, 798, sq, "#bd6d22", "蜂蜡与烤杏仁，均衡饱满"),
				sp("18年", "单一麦芽威士忌", "雪莉桶", 18, 460, 700, 1398, sq, "#9a4816", "无花果、雪茄盒与陈皮，悠长深邃"),
				sp("桶强7号", "单一麦芽威士忌", "首填雪莉桶", 0, 588, 700, 668, rd, "#a24e18", "未经稀释，黑糖与胡椒爆发"),
			}},
		{key: "arramoor", name: "艾拉莫", latin: "ARRAMOOR", origin: "苏格兰艾雷岛", prefix: "502", synonyms: []string{"艾拉莫泥煤", "arramoor"}, emblem: picture.Sail,
			main: "#1f2a33", accent: "#8aa0a8", category: whisky, story: "艾拉莫自挖泥煤，海风直灌仓库，酚值四十",
			lines: []line{
				sp("海岬", "单一麦芽威士忌", "波本桶", 8, 460, 700, 398, rd, "#dba548", "海盐、碘酒与柠檬，烟熏直率"),
				sp("泥沼12年", "单一麦芽威士忌", "波本桶", 12, 460, 700, 588, rd, "#cf9234", "篝火、培根与香草，烟熏与甜交织"),
				sp("风暴", "单一麦芽威士忌", "波特桶", 0, 550, 700, 728, sq, "#a84a22", "红莓与炭火，狂野有力"),
			}},
		{key: "threeweirs", name: "三堰", latin: "THREE WEIRS", origin: "苏格兰格拉斯哥", prefix: "503", synonyms: []string{"三堰调和", "three weirs"}, emblem: picture.Knot,
			main: "#7a1f24", accent: "#c9a24b", category: whisky, story: "三堰由三座酒厂的原酒调和，兑什么都有好味道",
			lines: []line{
				sp("红堰", "调和威士忌", "美国橡木桶", 0, 400, 700, 98, rd, "#cc8a2c", "麦芽与焦糖，嗨棒常备"),
				sp("黑堰12年", "调和威士忌", "美国橡木桶", 12, 400, 700, 218, sq, "#b9702a", "微烟熏、太妃与果干"),
				sp("金堰18年", "调和威士忌", "雪莉桶", 18, 400, 700, 568, sq, "#a8611e", "蜂蜜、橡木与橘皮，顺滑"),
			}},
	}
}

func otherWhiskyHouses() []house {
	const rd, sq = picture.WhiskyRound, picture.WhiskySquare
	return []house{
		{key: "wulin", name: "雾林", latin: "MISTWOOD", origin: "四川邛崃", synonyms: []string{"雾林威士忌", "中国威士忌"}, emblem: picture.Bamboo,
			main: "#2a4a44", accent: "#b98a3a", category: whisky, story: "雾林建在邛崃山的竹海边，用黄酒桶与蒙古栎桶做中国威士忌",
			lines: []line{
				sp("首版", "单一麦芽威士忌", "波本桶", 4, 460, 700, 358, rd, "#d39a3c", "麦芽糖、梨与竹叶清气"),
				sp("黄酒桶", "单一麦芽威士忌", "黄酒桶", 5, 480, 700, 528, sq, "#b4651f", "梅子干、红糖与桂圆"),
				sp("蒙古栎", "单一麦芽威士忌", "蒙古栎桶", 5, 480, 700, 598, sq, "#aa5f22", "檀香、肉豆蔻与蜜饯"),
				sp("谷物小批量", "谷物威士忌", "新橡木桶", 3, 430, 700, 168, rd, "#d88f34", "玉米甜香与奶油糖"),
			}},
		{key: "sankiri", name: "山切", latin: "SANKIRI", origin: "日本长野", prefix: "456", synonyms: []string{"sankiri", "山切日威"}, emblem: picture.Mountain,
			main: "#24364f", accent: "#c2a15a", category: whisky, story: "山切在八百米山地熟成，四季分明，水质极软",
			lines: []line{
				sp("霜降", "调和威士忌", "波本桶", 0, 430, 700, 298, sq, "#d8a54a", "蜂蜜柠檬与白花，最宜加苏打"),
				sp("单一麦芽", "单一麦芽威士忌", "水楢桶", 0, 450, 700, 768, sq, "#c4842e", "伽罗木香与椰子，优雅东方"),
				sp("十七年", "调和威士忌", "雪莉桶+水楢桶", 17, 430, 700, 2680, rd, "#a5591c", "线香、红果与橡木，余韵无尽"),
			}},
		{key: "oldbend", name: "老河湾", latin: "OLD BEND", origin: "美国肯塔基", prefix: "085", synonyms: []string{"老河湾波本", "old bend"}, emblem: picture.Bridge,
			main: "#5a2a14", accent: "#d08a2e", category: whisky, story: "老河湾沿肯塔基河而建，玉米占七成，新桶烧炙四级",
			lines: []line{
				sp("波本", "波本威士忌", "炙烤新橡木桶", 4, 400, 750, 138, rd, "#c06a20", "香草玉米与焦糖，顺口"),
				sp("单桶波本", "波本威士忌", "炙烤新橡木桶", 8, 475, 750, 348, sq, "#a8531a", "枫糖、烟草与黑樱桃"),
				sp("黑麦", "黑麦威士忌", "炙烤新橡木桶", 5, 450, 750, 228, rd, "#b4601e", "胡椒、莳萝与丁香，鸡尾酒好手"),
			}},
		{key: "cloverglen", name: "三叶谷", latin: "CLOVERGLEN", origin: "爱尔兰米斯郡", prefix: "538", synonyms: []string{"cloverglen", "爱尔兰威士忌"}, emblem: picture.Leaf,
			main: "#1f5a3a", accent: "#c9a24b", category: whisky, story: "三叶谷三次蒸馏，口感比丝绸还顺",
			lines: []line{
				sp("经典", "爱尔兰威士忌", "波本桶", 0, 400, 700, 118, rd, "#dcab4e", "青草麦芽与香草，柔顺入门"),
				sp("壶式", "壶式蒸馏威士忌", "波本桶+雪莉桶", 12, 430, 700, 438, sq, "#bb7426", "辛香料与奶油，厚而不腻"),
			}},
	}
}

func brandyHouses() []house {
	const fan, tall = picture.BrandyFan, picture.BrandyTall
	return []house{
		{key: "duvallon", name: "杜瓦隆", latin: "DUVALLON", origin: "法国干邑", prefix: "374", synonyms: []string{"杜瓦隆干邑", "duvallon"}, emblem: picture.Crown,
			main: "#4a1a24", accent: "#c8993f", category: brandy, story: "杜瓦隆只用大小香槟区的白玉霓，铜壶二次蒸馏",
			lines: []line{
				sp("VS", "干邑白兰地", "利穆赞橡木桶", 3, 400, 700, 268, tall, "#c8782a", "葡萄花与香草，调酒纯饮皆可"),
				sp("VSOP", "干邑白兰地", "利穆赞橡木桶", 6, 400, 700, 468, tall, "#b4651f", "杏干与烤橡木，圆润"),
				sp("XO", "干邑白兰地", "利穆赞橡木桶", 12, 400, 700, 1288, fan, "#95430f", "蜜饯、雪茄与紫罗兰，华丽悠长"),
				sp("百年窖藏", "干邑白兰地", "老橡木桶", 35, 400, 700, 5880, fan, "#7d340c", "陈酒腐香与百花蜜，每年不足八百瓶"),
			}},
		{key: "jinwan", name: "金湾", latin: "JINWAN", origin: "山东烟台", synonyms: []string{"金湾白兰地"}, emblem: picture.Sun,
			main: "#6e3a14", accent: "#d6a33a", category: brandy, story: "金湾以胶东白玉霓酿造，海边酒窖缓慢呼吸",
			lines: []line{
				sp("三星", "白兰地", "橡木桶", 3, 380, 700, 68, tall, "#c9832e", "葡萄干与焦糖，家宴常备"),
				sp("五星", "白兰地", "橡木桶", 6, 380, 700, 128, tall, "#bb6f24", "果脯与香草，柔和"),
				sp("海窖XO", "白兰地", "橡木桶", 14, 400, 700, 588, fan, "#9c4d16", "无花果与橡木，温润海风感"),
			}},
		{key: "normanet", name: "诺曼内", latin: "NORMANET", origin: "法国诺曼底", prefix: "375", synonyms: []string{"卡尔瓦多斯", "苹果白兰地"}, emblem: picture.Leaf,
			main: "#7a3a1c", accent: "#c9a04a", category: brandy, story: "诺曼内用四十种苹果与梨酿成苹果白兰地",
			lines: []line{
				sp("精选", "苹果白兰地", "橡木桶", 2, 400, 700, 248, tall, "#d39a3e", "鲜苹果塔与肉桂"),
				sp("奥日谷12年", "苹果白兰地", "橡木桶", 12, 420, 700, 698, fan, "#b5691f", "烤苹果、蜂蜡与坚果"),
			}},
	}
}

func whiteSpiritHouses() []house {
	const ap, col = picture.GinApoth, picture.VodkaColumn
	return []house{
		{key: "caomujian", name: "草木间", latin: "BETWEEN LEAVES", origin: "云南大理", synonyms: []string{"草木间金酒", "中国金酒"}, emblem: picture.Sprig,
			main: "#1d4a3c", accent: "#b4803a", category: gin, story: "草木间采苍山十六味草木，小铜锅慢馏",
			lines: []line{
				sp("苍山", "金酒", "", 0, 430, 700, 228, ap, "#a9cdbf", "杜松、香茅与松针，清冷"),
				sp("桂花乌龙", "金酒", "", 0, 400, 700, 258, ap, "#e2c36a", "桂花与乌龙茶香，回甘"),
				sp("川椒", "金酒", "", 0, 450, 700, 238, ap, "#b6cf8a", "青花椒与柠檬叶，微麻"),
			}},
		{key: "silverfir", name: "银杉", latin: "SILVERFIR", origin: "英国伦敦", prefix: "504", synonyms: []string{"silverfir", "伦敦干金"}, emblem: picture.Knot,
			main: "#1c3f5e", accent: "#a8742c", category: gin, story: "银杉用维多利亚配方，一次蒸馏不加糖",
			lines: []line{
				sp("伦敦干", "金酒", "", 0, 430, 700, 128, ap, "#b9d5e2", "杜松与柑橘皮，金汤力标准"),
				sp("海军强度", "金酒", "", 0, 570, 700, 198, ap, "#9fc0d4", "五十七度，香气浓缩"),
				sp("野莓", "金酒", "", 0, 380, 700, 148, ap, "#e6a3b4", "覆盆子与黑刺李，粉红微甜"),
			}},
		{key: "snezhna", name: "斯涅日纳", latin: "SNEZHNA", origin: "俄罗斯圣彼得堡", prefix: "460", synonyms: []string{"雪国伏特加", "snezhna"}, emblem: picture.Snow,
			main: "#1f3f7a", accent: "#b9c2cb", category: vodka, story: "斯涅日纳以冬小麦与拉多加湖水蒸馏五次，桦木炭过滤",
			lines: []line{
				sp("经典", "伏特加", "", 0, 400, 700, 78, col, "#c6dbec", "干净顺滑，麦香隐约"),
				sp("白桦", "伏特加", "", 0, 400, 700, 118, col, "#dfe6da", "桦树芽与蜂蜜，柔和"),
				sp("红莓", "伏特加", "", 0, 380, 700, 98, col, "#e9b7b7", "蔓越莓酸甜，冰饮"),
			}},
		{key: "skanna", name: "斯卡纳", latin: "SKANNA", origin: "瑞典斯科讷", prefix: "730", synonyms: []string{"skanna", "瑞典伏特加"}, emblem: picture.Moon,
			main: "#20506a", accent: "#c2ccd4", category: vodka, story: "斯卡纳的冬麦田挨着酒厂，一庄一酒",
			lines: []line{
				sp("原味", "伏特加", "", 0, 400, 700, 108, col, "#cfe0ea", "奶油质地，尾韵干净"),
				sp("柠檬", "伏特加", "", 0, 380, 700, 118, col, "#ece3a2", "鲜柠檬皮，调酒提味"),
				sp("香草", "伏特加", "", 0, 380, 700, 118, col, "#e8dcc4", "波本香草，浓缩马天尼必备"),
			}},
	}
}

func warmSpiritHouses() []house {
	const rd, ball, curve = picture.RumRound, picture.TequilaBlock, picture.LiqueurCurve
	return []house{
		{key: "seagale", name: "海风号", latin: "SEA GALE", origin: "牙买加金斯敦", prefix: "505", synonyms: []string{"海风号朗姆", "sea gale"}, emblem: picture.Sail,
			main: "#3a1f14", accent: "#d08a2e", category: rum, story: "海风号延续野生酵母长发酵，酯香冲天",
			lines: []line{
				sp("银", "朗姆酒", "", 0, 400, 700, 88, rd, "#e3e6dc", "甘蔗与青柠，莫吉托基酒"),
				sp("金", "朗姆酒", "波本桶", 3, 400, 700, 108, rd, "#cf8a2e", "香蕉太妃与香草"),
				sp("黑12年", "朗姆酒", "波本桶", 12, 430, 700, 398, rd, "#6e2f10", "黑糖蜜、菠萝与烟草"),
			}},
		{key: "calimor", name: "卡利莫", latin: "CALIMOR", origin: "古巴圣地亚哥", prefix: "850", synonyms: []string{"calimor"}, emblem: picture.Star,
			main: "#1f4a4a", accent: "#d6a33a", category: rum, story: "卡利莫取最好的糖蜜头道，轻盈拉丁风格",
			lines: []line{
				sp("三年白", "朗姆酒", "橡木桶", 3, 380, 700, 98, rd, "#e8e0c4", "轻盈甘蔗香，德贵丽首选"),
				sp("七年", "朗姆酒", "橡木桶", 7, 380, 700, 188, rd, "#a5521a", "可可、橙皮与蜂蜜"),
				sp("香料", "香料朗姆", "橡木桶", 0, 350, 700, 118, rd, "#b4631e", "肉桂香草与丁香，兑可乐"),
			}},
		{key: "rocabrava", name: "红岩", latin: "ROCA BRAVA", origin: "墨西哥哈利斯科", prefix: "750", synonyms: []string{"红岩龙舌兰", "roca brava"}, emblem: picture.Agave,
			main: "#8a2f1c", accent: "#b07a2e", category: tequila, story: "红岩只用高地蓝色龙舌兰，石窑慢烤三十六小时",
			lines: []line{
				sp("银", "龙舌兰", "", 0, 400, 700, 158, ball, "#e6ebe2", "熟龙舌兰与白胡椒，清亮"),
				sp("微陈", "龙舌兰", "波本桶", 1, 400, 700, 228, ball, "#ead18e", "蜂蜜、香草与烤菠萝"),
				sp("陈年", "龙舌兰", "波本桶", 3, 400, 700, 458, ball, "#cf9638", "焦糖、肉桂与雪松"),
				sp("烟谷", "梅斯卡尔", "", 0, 420, 700, 328, ball, "#e3e2d2", "土窑烟熏与柑橘，野性"),
			}},
		{key: "lunorange", name: "橙月", latin: "LUNE D'OR", origin: "法国昂热", prefix: "376", synonyms: []string{"橙月力娇"}, emblem: picture.Moon,
			main: "#a8481c", accent: "#e0962e", category: liqueur, story: "橙月浸泡三种橙皮，甜度克制",
			lines: []line{
				sp("三重橙", "利口酒", "", 0, 400, 700, 138, curve, "#e8a23a", "苦橙与甜橙皮，玛格丽特灵魂"),
				sp("黑加仑", "利口酒", "", 0, 180, 500, 118, curve, "#5a1438", "浓郁黑加仑，配香槟成皇家基尔"),
				sp("接骨木花", "利口酒", "", 0, 200, 500, 148, curve, "#e9dfa4", "接骨木花与荔枝香"),
			}},
		{key: "velvetbean", name: "绒豆", latin: "VELVET BEAN", origin: "爱尔兰科克", prefix: "537", synonyms: []string{"绒豆奶油", "奶油酒"}, emblem: picture.Shield,
			main: "#3a241a", accent: "#c9a06a", category: liqueur, story: "绒豆把新鲜奶油与爱尔兰威士忌打成丝绒",
			lines: []line{
				sp("奶油", "利口酒", "", 0, 170, 700, 128, curve, "#d8b48a", "奶油可可，加冰就是甜品"),
				sp("咖啡", "利口酒", "", 0, 200, 700, 128, curve, "#3a1c10", "冷萃咖啡与红糖，白俄必备"),
			}},
	}
}
