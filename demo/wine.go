package demo

import "dajiu/demo/picture"

// wn is one wine: name, grape, vintage (0 for none), sweetness, strength in tenths, volume, list price, bottle, taste.
// The category follows the constructor's house unless moved.
func wn(name, grape string, vintage int, sweetness string, abv, ml, yuan int, shape picture.Shape, note string) line {
	l := line{name: name, abv: abv, ml: ml, yuan: yuan, shape: shape, note: note,
		attrs: []Attribute{text("grape", grape), text("sweetness", sweetness)}}
	if vintage > 0 {
		l.attrs = append(l.attrs, number("vintage", vintage))
	}
	l.packs = []pack{{"单瓶", 1, 100, 0}, {"整箱6瓶", 6, 92, 900}}
	if ml <= 200 || yuan >= 1200 {
		l.packs = l.packs[:1]
	} else if yuan >= 300 {
		l.packs = []pack{{"单瓶", 1, 100, 0}, {"双支礼盒", 2, 99, 700}, {"整箱6瓶", 6, 94, 900}}
	}
	return l
}

const (
	cabernet  = "wine-cabernet"
	merlot    = "wine-merlot"
	pinot     = "wine-pinot"
	syrah     = "wine-syrah"
	blend     = "wine-blend"
	white     = "wine-white"
	rose      = "wine-rose"
	sparkling = "wine-sparkling"
	sweet     = "wine-sweet"
)

func chineseWineHouses() []house {
	const bd, bg, ch, fl, ice = picture.Bordeaux, picture.Burgundy, picture.Champagne, picture.Flute, picture.IceWine
	return []house{
		{key: "helanyuan", name: "贺兰原", latin: "HELAN YUAN", origin: "宁夏贺兰山东麓", synonyms: []string{"贺兰", "贺兰原酒庄"}, emblem: picture.Mountain,
			main: "#6e1f2c", accent: "#b98a3a", category: cabernet, story: "贺兰原的葡萄长在贺兰山东麓的砾石地上，日照长，昼夜温差大",
			lines: []line{
				wn("砾石赤霞珠", "赤霞珠", 2021, "干型", 140, 750, 168, bd, "黑醋栗与雪松，单宁紧致"),
				wn("家族珍藏赤霞珠", "赤霞珠", 2019, "干型", 145, 750, 398, bd, "黑莓、烟草与石墨，骨架挺拔"),
				wn("山影马瑟兰", "马瑟兰", 2021, "干型", 145, 750, 238, bg, "紫罗兰与蓝莓，香气奔放").in(blend),
				wn("晨雾霞多丽", "霞多丽", 2022, "干型", 130, 750, 148, bg, "白桃与榛子，过桶适度").in(white),
				wn("落日桃红", "赤霞珠", 2023, "干型", 125, 750, 118, bd, "草莓与西瓜，清脆解渴").in(rose),
			}},
		{key: "shazao", name: "沙枣庄园", latin: "SHAZAO ESTATE", origin: "宁夏红寺堡", synonyms: []string{"沙枣", "沙枣酒庄"}, emblem: picture.Leaf,
			main: "#8a4a1e", accent: "#c99a4a", category: blend, story: "沙枣庄园在移民新村边开垦，第一株葡萄苗与沙枣树同年栽下",
			lines: []line{
				wn("防风林混酿", "赤霞珠/美乐/马瑟兰", 2020, "干型", 142, 750, 188, bd, "黑李与甘草，圆润易饮"),
				wn("美乐干红", "美乐", 2021, "干型", 138, 750, 108, bd, "李子与可可，单宁柔软").in(merlot),
				wn("西拉干红", "西拉", 2020, "干型", 145, 750, 208, bg, "黑胡椒与黑橄榄，辛香有力").in(syrah),
				wn("沙枣花贵人香", "贵人香", 2023, "半干", 115, 750, 88, fl, "沙枣花香，微甜开胃").in(white),
			}},
		{key: "tianji", name: "天脊酒庄", latin: "TIANJI", origin: "新疆焉耆", synonyms: []string{"天脊"}, emblem: picture.Star,
			main: "#2c3e63", accent: "#c9a24b", category: cabernet, story: "天脊酒庄守着博斯腾湖与天山雪线，冰川水滴灌",
			lines: []line{
				wn("雪线赤霞珠", "赤霞珠", 2021, "干型", 145, 750, 158, bd, "黑樱桃与薄荷，凉意十足"),
				wn("雪线西拉", "西拉", 2021, "干型", 148, 750, 168, bg, "蓝莓与白胡椒").in(syrah),
				wn("湖畔霞多丽", "霞多丽", 2022, "干型", 135, 750, 138, bg, "黄苹果与奶油面包").in(white),
				wn("湖畔起泡", "霞多丽/黑皮诺", 0, "干型", 120, 750, 198, ch, "青苹果与酵母香，气泡细腻").in(sparkling),
			}},
		{key: "pengwan", name: "蓬湾", latin: "PENGWAN BAY", origin: "山东蓬莱", synonyms: []string{"蓬湾酒庄"}, emblem: picture.Sail,
			main: "#1f5a78", accent: "#c9a86a", category: blend, story: "蓬湾面朝渤海，海风拂过丘陵上的老藤",
			lines: []line{
				wn("海岸马瑟兰", "马瑟兰", 2020, "干型", 138, 750, 198, bd, "荔枝与黑莓，果香饱满"),
				wn("丘陵品丽珠", "品丽珠", 2020, "干型", 132, 750, 178, bd, "红椒与覆盆子，清新有致"),
				wn("听涛小芒森", "小芒森", 2019, "甜型", 115, 375, 168, ice, "杏脯与蜂蜜，酸甜均衡").in(sweet),
				wn("晒海桃红", "西拉", 2023, "半干", 120, 750, 98, bd, "樱桃与玫瑰，冰镇更好").in(rose),
			}},
		{key: "yunling", name: "云岭冰谷", latin: "YUNLING", origin: "云南德钦", synonyms: []string{"云岭", "冰谷"}, emblem: picture.Snow,
			main: "#3a4a8a", accent: "#b8c4e0", category: sweet, story: "云岭冰谷在两千三百米的河谷里，藏家人手工采收",
			lines: []line{
				wn("威代尔冰酒", "威代尔", 2021, "甜型", 110, 375, 268, ice, "蜜桃与菠萝蜜，甜而不腻"),
				wn("金沙赤霞珠", "赤霞珠", 2019, "干型", 145, 750, 468, bd, "高海拔黑果与矿物，余味极长").in(cabernet),
				wn("雪莲霞多丽", "霞多丽", 2020, "干型", 130, 750, 328, bg, "柠檬与燧石，酸度锋利").in(white),
			}},
		{key: "huangu", name: "桓谷", latin: "HUANGU", origin: "辽宁桓仁", synonyms: []string{"桓谷冰酒"}, emblem: picture.Crane,
			main: "#1f4a5a", accent: "#d6b15a", category: sweet, story: "桓谷等到零下八度才采摘，十公斤葡萄只得一瓶冰酒",
			lines: []line{
				wn("金冬冰酒", "威代尔", 2020, "甜型", 115, 375, 228, ice, "杏子与蜂蜡，浓郁绵长"),
				wn("红冬冰酒", "北冰红", 2021, "甜型", 110, 375, 198, ice, "山楂与红莓，酸甜明亮"),
				wn("小冬冰酒", "威代尔", 2021, "甜型", 110, 187, 98, ice, "小瓶甜点酒，一人正好"),
			}},
	}
}

func frenchWineHouses() []house {
	const bd, bg, ch, ice = picture.Bordeaux, picture.Burgundy, picture.Champagne, picture.IceWine
	return []house{
		{key: "montelay", name: "蒙特莱", latin: "CHÂTEAU MONTELAY", origin: "法国波尔多", prefix: "370", synonyms: []string{"蒙特莱酒庄", "montelay"}, emblem: picture.Chateau,
			main: "#5a1424", accent: "#b08d3c", category: cabernet, story: "蒙特莱酒庄在左岸砾石坡上，五代人只做波尔多",
			lines: []line{
				wn("正牌干红", "赤霞珠/美乐", 2018, "干型", 135, 750, 688, bd, "黑醋栗、雪茄盒与铅笔芯，陈年潜力佳"),
				wn("副牌干红", "赤霞珠/美乐", 2019, "干型", 135, 750, 268, bd, "黑果与香草，已适饮"),
				wn("右岸美乐", "美乐", 2020, "干型", 140, 750, 188, bd, "李子与松露，丝滑圆润").in(merlot),
				wn("两海之间白", "长相思/赛美蓉", 2022, "干型", 125, 750, 138, bd, "柚子与青草，清爽利口").in(white),
				wn("贵腐甜白", "赛美蓉", 2017, "甜型", 140, 375, 398, ice, "杏桃、藏红花与蜜").in(sweet),
			}},
		{key: "vigny", name: "维尼世家", latin: "DOMAINE VIGNY", origin: "法国勃艮第", prefix: "371", synonyms: []string{"维尼", "vigny"}, emblem: picture.Grape,
			main: "#7a2436", accent: "#b8963f", category: pinot, story: "维尼世家在金丘有二十三块小地，逐块酿造",
			lines: []line{
				wn("大区黑皮诺", "黑皮诺", 2021, "干型", 130, 750, 258, bg, "红樱桃与紫罗兰，轻盈明快"),
				wn("村级黑皮诺", "黑皮诺", 2020, "干型", 130, 750, 498, bg, "覆盆子与湿土，层次细腻"),
				wn("一级园黑皮诺", "黑皮诺", 2018, "干型", 135, 750, 1288, bg, "玫瑰、香料与林地，丝绒质地"),
				wn("夏布霞多丽", "霞多丽", 2021, "干型", 125, 750, 288, bg, "柠檬与牡蛎壳，矿物感强").in(white),
			}},
		{key: "lavelle", name: "拉维尔", latin: "MAISON LAVELLE", origin: "法国香槟区", prefix: "372", synonyms: []string{"拉维尔香槟", "lavelle"}, emblem: picture.Crown,
			main: "#1f3a2c", accent: "#cba453", category: sparkling, story: "拉维尔的白垩酒窖深达三十米，带酒泥陈酿至少三年",
			lines: []line{
				wn("天然极干香槟", "霞多丽/黑皮诺/莫尼耶", 0, "干型", 120, 750, 458, ch, "面包与青苹果，气泡绵密"),
				wn("白中白香槟", "霞多丽", 2016, "干型", 120, 750, 798, ch, "柠檬蛋糕与白垩，纯净悠长"),
				wn("桃红香槟", "黑皮诺/霞多丽", 0, "干型", 120, 750, 568, ch, "野草莓与玫瑰，优雅活泼"),
				wn("小瓶香槟", "霞多丽/黑皮诺", 0, "干型", 120, 200, 168, ch, "两杯的量，庆祝不必等人"),
			}},
		{key: "calanque", name: "卡朗湾", latin: "CALANQUE BLEUE", origin: "法国普罗旺斯", prefix: "373", synonyms: []string{"卡朗"}, emblem: picture.Wave,
			main: "#c4607a", accent: "#d9a24a", category: rose, story: "卡朗湾的桃红像地中海的黄昏，淡而有味",
			lines: []line{
				wn("淡桃红", "歌海娜/神索", 2023, "干型", 125, 750, 178, bd, "白桃与盐渍柠檬，轻若无物"),
				wn("老藤桃红", "慕合怀特", 2022, "干型", 130, 750, 298, bd, "红醋栗与香草束，可配烤鱼"),
				wn("南方西拉", "西拉/歌海娜", 2020, "干型", 140, 750, 158, bg, "黑莓、百里香与甘草").in(syrah),
			}},
	}
}

func southernWineHouses() []house {
	const bd, bg, ch, fl = picture.Bordeaux, picture.Burgundy, picture.Champagne, picture.Flute
	return []house{
		{key: "torreno", name: "托雷诺", latin: "BODEGAS TORRENO", origin: "西班牙里奥哈", prefix: "842", synonyms: []string{"torreno"}, emblem: picture.Sun,
			main: "#8c2f1f", accent: "#d6a33a", category: blend, story: "托雷诺的美国橡木桶层层叠到地下四层",
			lines: []line{
				wn("新酒丹魄", "丹魄", 2022, "干型", 135, 750, 89, bd, "红莓与甘草，活泼多汁"),
				wn("佳酿丹魄", "丹魄", 2019, "干型", 135, 750, 148, bd, "樱桃与香草，桶香恰好"),
				wn("珍藏丹魄", "丹魄/格拉西亚诺", 2016, "干型", 140, 750, 288, bd, "无花果、皮革与雪松"),
				wn("卡瓦起泡", "马卡贝奥/帕雷亚达", 0, "干型", 115, 750, 118, ch, "青苹果与杏仁，聚会首选").in(sparkling),
			}},
		{key: "bellacolle", name: "贝拉科", latin: "BELLACOLLE", origin: "意大利托斯卡纳", prefix: "803", synonyms: []string{"贝拉", "bellacolle"}, emblem: picture.Shield,
			main: "#244a36", accent: "#c9a24b", category: blend, story: "贝拉科的柏树山丘上，桑娇维塞与橄榄同种",
			lines: []line{
				wn("山丘桑娇维塞", "桑娇维塞", 2021, "干型", 135, 750, 139, bd, "酸樱桃与番茄叶，配披萨"),
				wn("超级山丘", "赤霞珠/桑娇维塞", 2018, "干型", 145, 750, 428, bd, "黑樱桃、皮革与香脂").in(cabernet),
				wn("微泡莫斯卡托", "莫斯卡托", 2023, "甜型", 55, 750, 98, ch, "葡萄与橙花，低醇甜美").in(sweet),
				wn("普洛赛克", "格雷拉", 0, "半干", 110, 750, 128, ch, "梨与白花，轻快柔和").in(sparkling),
				wn("灰皮诺", "灰皮诺", 2022, "干型", 125, 750, 108, fl, "梨皮与杏仁，爽口").in(white),
			}},
		{key: "moselgrund", name: "摩泽谷", latin: "MOSELGRUND", origin: "德国摩泽尔", prefix: "401", synonyms: []string{"摩泽谷雷司令"}, emblem: picture.Knot,
			main: "#2f5a3a", accent: "#c9b04a", category: white, story: "摩泽谷的板岩坡度超过六十度，全靠绳索人工采收",
			lines: []line{
				wn("板岩雷司令", "雷司令", 2022, "半干", 95, 750, 128, fl, "青苹果与板岩，酸甜平衡"),
				wn("干型雷司令", "雷司令", 2021, "干型", 120, 750, 158, fl, "青柠与汽油香，锋芒毕露"),
				wn("晚摘雷司令", "雷司令", 2020, "半甜", 85, 750, 188, fl, "白桃与蜂蜜，低醇讨喜"),
				wn("逐粒精选", "雷司令", 2018, "甜型", 75, 375, 598, picture.IceWine, "杏脯与柑橘酱，浓缩如蜜").in(sweet),
			}},
	}
}

func oceanWineHouses() []house {
	const bd, bg, ch = picture.Bordeaux, picture.Burgundy, picture.Champagne
	return []house{
		{key: "gumridge", name: "桉树岭", latin: "GUMRIDGE", origin: "澳大利亚巴罗萨", prefix: "931", synonyms: []string{"gumridge", "桉树"}, emblem: picture.Leaf,
			main: "#8a3b1c", accent: "#d08a2e", category: syrah, story: "桉树岭的老藤西拉栽于一八九三年，产量极低",
			lines: []line{
				wn("丘陵西拉", "西拉", 2021, "干型", 145, 750, 118, bd, "黑莓果酱与巧克力"),
				wn("百年老藤西拉", "西拉", 2018, "干型", 150, 750, 888, bg, "黑橄榄、桉叶与甘草，浓郁集中"),
				wn("河谷赤霞珠", "赤霞珠", 2020, "干型", 145, 750, 228, bd, "黑醋栗与薄荷").in(cabernet),
				wn("红泥混酿", "西拉/歌海娜/慕合怀特", 2020, "干型", 145, 750, 168, bd, "红李与香料，热情奔放").in(blend),
				wn("气泡红", "西拉", 0, "半甜", 130, 750, 138, ch, "起泡红，黑莓与甜香料").in(sparkling),
			}},
		{key: "longmist", name: "长雾", latin: "LONGMIST", origin: "新西兰马尔堡", prefix: "940", synonyms: []string{"长雾酒庄", "longmist"}, emblem: picture.Cloud,
			main: "#2c5a5f", accent: "#9ab84a", category: white, story: "长雾的葡萄园清晨总在雾里，成熟缓慢而香气集中",
			lines: []line{
				wn("长相思", "长相思", 2023, "干型", 130, 750, 138, bg, "百香果与青椒，香气扑鼻"),
				wn("河阶长相思", "长相思", 2022, "干型", 130, 750, 218, bg, "葡萄柚与燧石，细节丰富"),
				wn("中奥黑皮诺", "黑皮诺", 2021, "干型", 135, 750, 298, bg, "黑樱桃与百里香").in(pinot),
			}},
		{key: "pluma", name: "安第斯之羽", latin: "PLUMA ANDINA", origin: "智利迈坡谷", prefix: "780", synonyms: []string{"安第斯", "智利之羽"}, emblem: picture.Crane,
			main: "#3a2a5a", accent: "#c98a3a", category: cabernet, story: "安第斯之羽以兀鹫的飞羽为名，葡萄园在山风口",
			lines: []line{
				wn("传承赤霞珠", "赤霞珠", 2022, "干型", 135, 750, 79, bd, "红椒与黑加仑，性价比之选"),
				wn("珍酿赤霞珠", "赤霞珠", 2020, "干型", 140, 750, 138, bd, "黑醋栗与薄荷巧克力"),
				wn("佳美娜", "佳美娜", 2021, "干型", 140, 750, 108, bd, "烤椒与黑莓，辛香").in(blend),
				wn("传承美乐", "美乐", 2022, "干型", 135, 750, 79, bd, "李子果酱，柔和顺口").in(merlot),
			}},
		{key: "altaluz", name: "高光", latin: "ALTALUZ", origin: "阿根廷门多萨", prefix: "779", synonyms: []string{"高光酒庄", "altaluz"}, emblem: picture.Sun,
			main: "#4a1f3a", accent: "#e0a83a", category: blend, story: "高光在一千四百米的安第斯山麓，阳光把马尔贝克晒成墨色",
			lines: []line{
				wn("经典马尔贝克", "马尔贝克", 2022, "干型", 138, 750, 98, bd, "黑李与紫罗兰，果味直接"),
				wn("高海拔马尔贝克", "马尔贝克", 2020, "干型", 142, 750, 198, bd, "蓝莓、可可与花香"),
				wn("西岸黑皮诺", "黑皮诺", 2021, "干型", 135, 750, 168, bg, "红莓与淡淡烟熏").in(pinot),
				wn("西岸美乐", "美乐", 2021, "干型", 138, 750, 128, bd, "黑樱桃与摩卡，口感厚实").in(merlot),
			}},
	}
}
