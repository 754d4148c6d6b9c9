package demo

import "dajiu/demo/picture"

// br is one beer: name, style, original gravity in tenths of a degree Plato, bitterness, strength in tenths, volume,
// list price, container, colour of the print or glass, taste.
func br(name, style string, plato, ibu, abv, ml, yuan int, shape picture.Shape, tint, note string) line {
	l := line{name: name, suffix: style, abv: abv, ml: ml, yuan: yuan, shape: shape, tint: tint, note: note,
		attrs: []Attribute{text("style", style), number("plato", plato), number("ibu", ibu)}}
	switch {
	case ml >= 1000:
		l.packs = []pack{{"桶装", 1, 100, 300}, {"2桶装", 2, 95, 700}}
	case shape == picture.CanSlim || shape == picture.CanTall:
		l.packs = []pack{{"单罐", 1, 100, 0}, {"6罐装", 6, 95, 60}, {"整箱24罐", 24, 86, 400}}
	default:
		l.packs = []pack{{"单瓶", 1, 100, 0}, {"整箱12瓶", 12, 88, 600}}
	}
	return l
}

func lagerHouses() []house {
	const can, tall, bottle, keg = picture.CanSlim, picture.CanTall, picture.LongNeck, picture.MiniKeg
	return []house{
		{key: "shumai", name: "蜀麦", latin: "SHUMAI", origin: "四川成都", synonyms: []string{"蜀麦啤酒", "蜀啤"}, emblem: picture.Wheat,
			main: "#1f6b3a", accent: "#e0b12f", category: "beer-lager", story: "蜀麦在都江堰边酿酒，用岷江雪水，火锅桌上的老朋友",
			lines: []line{
				br("特酿", "淡色拉格", 100, 12, 36, 500, 6, tall, "#1f7a45", "清爽顺口，撸串涮锅的解辣水"),
				br("纯生", "纯生拉格", 100, 14, 40, 500, 9, bottle, "#2e5a33", "低温膜过滤，鲜爽细腻"),
				br("火锅伴侣", "清爽拉格", 80, 8, 31, 330, 4, can, "#d4382c", "泡沫绵密，辣锅解腻"),
				br("雪水1956", "全麦拉格", 120, 20, 48, 500, 10, tall, "#2558a0", "百分百麦芽，麦香厚实"),
				br("原浆", "原浆鲜啤", 118, 15, 45, 2000, 78, keg, "#1f4f46", "七天鲜活，未过滤酵母香").in("beer-draft"),
			}},
		{key: "beiwei", name: "北纬麦场", latin: "NORTHFIELD", origin: "黑龙江哈尔滨", synonyms: []string{"北纬", "麦场"}, emblem: picture.Sun,
			main: "#b8402f", accent: "#e8b04a", category: "beer-lager", story: "北纬麦场只用黑土地的二棱大麦，冬季窖藏四十天",
			lines: []line{
				br("冬藏", "窖藏拉格", 110, 16, 45, 500, 8, bottle, "#5b3216", "麦香干净，收口利落"),
				br("大麦垛", "淡色拉格", 90, 10, 35, 640, 7, bottle, "#2e6a3a", "大瓶分享装，东北夜市标配"),
				br("黑麦", "慕尼黑黑啤", 130, 22, 52, 500, 12, tall, "#3a241c", "焦糖面包香，顺滑不苦").in("beer-stout"),
				br("白桦", "德式小麦", 118, 12, 50, 500, 11, tall, "#eceff0", "香蕉丁香气息，口感绵软").in("beer-wheat"),
			}},
		{key: "zhuwan", name: "珠湾", latin: "ZHUWAN", origin: "广东广州", synonyms: []string{"珠湾啤酒"}, emblem: picture.Sail,
			main: "#1a5fa8", accent: "#f2c230", category: "beer-lager", story: "珠湾为岭南的夏天而酿，麦芽度低，冰到四度最好喝",
			lines: []line{
				br("冰滩", "冰酿拉格", 85, 9, 33, 330, 5, can, "#4fa3d9", "零下冰滤，入口透心凉"),
				br("早茶", "陈皮小麦", 105, 10, 40, 330, 9, can, "#f2a93b", "新会陈皮入酿，柑香回甘").in("beer-wheat"),
				br("湾区夜", "清爽拉格", 96, 11, 38, 500, 7, tall, "#173a6e", "夜宵档的轻快拍档"),
				br("零度", "无醇拉格", 70, 10, 4, 330, 6, can, "#dfe7ec", "酒精度不足百分之零点五，开车也能聚").in("beer-free"),
			}},
		{key: "tianshanmu", name: "天山牧", latin: "TIANSHANMU", origin: "新疆昌吉", synonyms: []string{"天山", "大红牧"}, emblem: picture.Mountain,
			main: "#9c1f22", accent: "#e3b23c", category: "beer-lager", story: "天山牧取冰川融水与昌吉啤酒花，劲道足，配大盘鸡",
			lines: []line{
				br("红牧", "烈性拉格", 120, 18, 50, 500, 9, tall, "#b3201f", "麦香浓郁，后劲足"),
				br("绿牧", "淡色拉格", 100, 13, 40, 500, 7, tall, "#2a7a4a", "清爽微苦，羊肉串不腻"),
				br("酒花园", "窖藏拉格", 115, 26, 47, 500, 12, bottle, "#4a2a16", "新疆酒花香，苦得漂亮"),
				br("卡瓦", "麦汁格瓦斯", 90, 5, 4, 500, 10, bottle, "#6a3a1a", "面包发酵的麦香甜饮，酸甜解辣").in("beer-free"),
			}},
	}
}

func craftBeerHouses() []house {
	const can, tall, bottle, stubby, keg = picture.CanSlim, picture.CanTall, picture.LongNeck, picture.Stubby, picture.MiniKeg
	return []house{
		{key: "langyu", name: "浪屿", latin: "LANGYU", origin: "福建厦门", synonyms: []string{"浪屿精酿"}, emblem: picture.Wave,
			main: "#1f6f8b", accent: "#f2b23a", category: "beer-ipa", story: "浪屿在海边仓库里酿酒，每一锅都让岛民先尝",
			lines: []line{
				br("海盐古斯", "古斯酸啤", 110, 8, 42, 330, 18, can, "#7cc5cf", "海盐与香菜籽，酸爽开胃").in("beer-sour"),
				br("日光岩", "西海岸IPA", 145, 60, 65, 330, 22, can, "#f08a24", "柑橘松脂，苦得通透"),
				br("雾锁鼓浪", "浑浊IPA", 155, 35, 68, 330, 26, can, "#f6d04d", "芒果百香果爆汁，口感绵厚"),
				br("凤凰木", "红色艾尔", 125, 28, 52, 330, 19, stubby, "#6e2c18", "焦糖与烤坚果，微甜收苦"),
				br("沙坡尾", "比利时小麦", 118, 14, 48, 500, 20, tall, "#f7f1e1", "橙皮芫荽籽，轻盈顺口").in("beer-wheat"),
			}},
		{key: "jingge", name: "鲸歌", latin: "WHALESONG", origin: "山东威海", synonyms: []string{"鲸歌精酿", "鲸歌啤酒"}, emblem: picture.Whale,
			main: "#183a63", accent: "#e8584a", category: "beer-ipa", story: "鲸歌由四位水手创办，酒花随航线从世界各地寄来",
			lines: []line{
				br("远航", "美式IPA", 150, 55, 62, 330, 20, can, "#1d4f86", "葡萄柚与松针，干净利落"),
				br("双桅", "双倍IPA", 190, 80, 85, 330, 32, can, "#142c4c", "酒花倾泻，酒体扎实，慢慢喝"),
				br("灯塔", "皮尔森", 120, 35, 49, 500, 16, tall, "#f2ead2", "捷克酒花，麦香与草本平衡").in("beer-lager"),
				br("深海", "帝国世涛", 240, 50, 105, 330, 36, bottle, "#1c1512", "咖啡黑巧，酒体如绸").in("beer-stout"),
				br("浪花", "淡色艾尔", 115, 30, 50, 2000, 128, keg, "#1d4f86", "鲜啤桶装，热带果香").in("beer-draft"),
			}},
		{key: "yehang", name: "夜航", latin: "NIGHT SAIL", origin: "浙江杭州", synonyms: []string{"夜航精酿", "夜航船"}, emblem: picture.Boat,
			main: "#2c2f57", accent: "#f0b95a", category: "beer-ipa", story: "夜航把江南食材放进酒桶，龙井、桂花、杨梅都试过",
			lines: []line{
				br("龙井拉格", "茶啤拉格", 112, 18, 45, 330, 17, can, "#8fb46a", "明前龙井冷泡，豆香清雅").in("beer-lager"),
				br("桂花小麦", "桂花小麦", 116, 12, 47, 330, 17, can, "#f3c64a", "满觉陇桂花，香甜不腻").in("beer-wheat"),
				br("杨梅酸艾尔", "水果酸艾尔", 110, 6, 40, 330, 19, can, "#c2334d", "鲜榨杨梅，酸甜饱满").in("beer-sour"),
				br("夜巷世涛", "燕麦世涛", 150, 30, 56, 330, 20, bottle, "#2a1a12", "烘烤香与燕麦的绵滑").in("beer-stout"),
				br("三更IPA", "会话IPA", 108, 40, 43, 330, 18, can, "#4b4f8f", "低度高香，聊到三更也不醉"),
			}},
		{key: "wudu", name: "雾都酿造", latin: "FOGTOWN", origin: "重庆渝中", synonyms: []string{"雾都", "雾都精酿"}, emblem: picture.Bridge,
			main: "#7b2a1e", accent: "#f29e38", category: "beer-ipa", story: "雾都酿造藏在防空洞里，常年十六度，慢发酵",
			lines: []line{
				br("花椒赛松", "农舍赛松", 125, 25, 58, 330, 19, can, "#7a9a3a", "江津花椒，麻香点到为止").in("beer-sour"),
				br("轻轨穿楼", "浑浊IPA", 148, 38, 63, 330, 24, can, "#f7b733", "桃子菠萝，果汁一般"),
				br("防空洞", "牛奶世涛", 160, 24, 58, 330, 21, bottle, "#241611", "拿铁奶糖，甜润收口").in("beer-stout"),
				br("九宫格", "清爽拉格", 98, 14, 40, 500, 9, tall, "#c0281f", "配九宫格火锅的清爽拉格").in("beer-lager"),
				br("巷子原浆", "德式小麦", 120, 13, 50, 1000, 46, keg, "#8a5a2b", "未过滤小麦，三日鲜达").in("beer-draft"),
			}},
		{key: "xiangshu", name: "橡树街", latin: "OAK STREET", origin: "北京朝阳", synonyms: []string{"橡树街精酿"}, emblem: picture.Hop,
			main: "#2f5d3a", accent: "#d98b2b", category: "beer-ipa", story: "橡树街是胡同口的小酒厂，坚持当周酿当周卖",
			lines: []line{
				br("四合院", "英式苦啤", 112, 32, 45, 330, 18, bottle, "#6a3d1c", "饼干麦香，老派优雅").in("beer-lager"),
				br("鼓楼", "东海岸IPA", 146, 42, 64, 330, 23, can, "#d5732b", "桃杏与柑橘，圆润多汁"),
				br("蜂房", "蜂蜜艾尔", 118, 15, 52, 330, 18, can, "#f0b428", "枣花蜜入酿，花香萦绕").in("beer-wheat"),
				br("山楂红", "山楂酸啤", 105, 5, 38, 330, 17, can, "#d6403a", "冰糖葫芦味的酸啤，甜酸讨喜").in("beer-sour"),
				br("冬至", "波特", 155, 30, 60, 330, 22, stubby, "#3a2216", "黑麦芽与可可，冬夜一杯暖").in("beer-stout"),
			}},
	}
}

func importedBeerHouses() []house {
	const can, tall, bottle, stubby = picture.CanSlim, picture.CanTall, picture.LongNeck, picture.Stubby
	return []house{
		{key: "hessenburg", name: "黑森堡", latin: "HESSENBURG", origin: "德国黑森", prefix: "400", synonyms: []string{"黑森", "hessenburg"}, emblem: picture.Chateau,
			main: "#1c3f7a", accent: "#d6a33a", category: "beer-wheat", story: "黑森堡自一八七二年家族酿造，恪守纯净法",
			lines: []line{
				br("小麦白啤", "德式小麦", 122, 13, 54, 500, 15, tall, "#f3efe0", "香蕉丁香，云雾般酒体"),
				br("小麦黑啤", "小麦黑啤", 124, 14, 53, 500, 16, tall, "#3b2116", "面包皮与太妃糖"),
				br("窖藏", "德式窖藏", 115, 22, 50, 500, 14, bottle, "#2e5a33", "麦芽与酒花的平衡典范").in("beer-lager"),
				br("博克", "双倍博克", 185, 24, 75, 330, 22, stubby, "#5a2a14", "浓郁麦芽甜香，温润有力").in("beer-stout"),
				br("晨跑", "无醇小麦", 75, 12, 4, 500, 13, tall, "#cfe3f2", "不足百分之零点五，运动后也能喝").in("beer-free"),
			}},
		{key: "sainttimon", name: "圣蒂蒙", latin: "SAINT TIMON", origin: "比利时瓦隆", prefix: "541", synonyms: []string{"蒂蒙", "修道院啤酒"}, emblem: picture.Shield,
			main: "#5a1f2e", accent: "#d9b25a", category: "beer-wheat", story: "圣蒂蒙出自修道院酒坊，瓶中二次发酵，越陈越醇",
			lines: []line{
				br("六号", "修道院双料", 150, 22, 65, 330, 24, stubby, "#5a2a16", "无花果与黑糖，细密泡沫").in("beer-stout"),
				br("八号", "修道院三料", 185, 30, 85, 330, 28, stubby, "#7a4a1a", "梨与蜂蜜，酒精温暖而隐"),
				br("十号", "修道院四料", 220, 28, 105, 330, 35, stubby, "#3a1c14", "葡萄干与香料，可陈年").in("beer-stout"),
				br("白修士", "比利时小麦", 117, 12, 49, 330, 18, bottle, "#8a6a2a", "橙皮与芫荽，柔和清新"),
				br("樱桃林", "樱桃拉比克", 120, 8, 40, 250, 22, bottle, "#7a1426", "整颗酸樱桃桶陈，酸甜迷人").in("beer-sour"),
			}},
		{key: "corcape", name: "科尔岬", latin: "CORCAPE", origin: "爱尔兰科克", prefix: "539", synonyms: []string{"科尔", "corcape"}, emblem: picture.Antler,
			main: "#14241c", accent: "#c9a24b", category: "beer-stout", story: "科尔岬的世涛用海风烘干的大麦，氮气绵密如奶",
			lines: []line{
				br("氮气世涛", "干世涛", 110, 40, 42, 440, 19, tall, "#16130f", "氮气细沫，咖啡与烤麦"),
				br("牡蛎世涛", "牡蛎世涛", 130, 35, 50, 330, 22, bottle, "#201610", "微咸矿物感，配生蚝"),
				br("红衣", "爱尔兰红啤", 115, 22, 45, 440, 18, tall, "#8c2a1c", "焦糖饼干，柔和圆润").in("beer-lager"),
			}},
		{key: "southfern", name: "南蕨", latin: "SOUTHFERN", origin: "新西兰纳尔逊", prefix: "942", synonyms: []string{"南蕨精酿"}, emblem: picture.Leaf,
			main: "#245c44", accent: "#e3c14a", category: "beer-ipa", story: "南蕨的酒花田就在厂门外，采下当天就入锅",
			lines: []line{
				br("湿投", "湿投IPA", 140, 45, 60, 330, 28, can, "#4a8f4f", "鲜酒花湿投，白葡萄与醋栗"),
				br("长白云", "浑浊淡艾", 118, 22, 48, 330, 24, can, "#f4efe3", "百香果与奶油感"),
				br("奇异果酸", "水果酸啤", 108, 6, 42, 330, 25, can, "#9cc24a", "奇异果酸甜，夏日解渴").in("beer-sour"),
			}},
	}
}
