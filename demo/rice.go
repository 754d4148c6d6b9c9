package demo

import "dajiu/demo/picture"

// hj is one huangjiu: name, sub-category, sugar type, years (0 for young), strength in tenths, volume, list price,
// vessel, taste.
func hj(name, category, sugar string, age, abv, ml, yuan int, shape picture.Shape, note string) line {
	l := line{name: name, category: "huangjiu-" + category, abv: abv, ml: ml, yuan: yuan, shape: shape, note: note,
		attrs: []Attribute{text("sugar", sugar), text("material", "糯米、小麦、水")}}
	if age > 0 {
		l.attrs = append(l.attrs, number("age", age))
	}
	switch {
	case ml >= 1500:
		l.packs = []pack{{"坛装", 1, 100, 900}}
	case ml <= 300:
		l.packs = []pack{{"单瓶", 1, 100, 0}, {"整箱12瓶", 12, 90, 600}}
	default:
		l.packs = []pack{{"单瓶", 1, 100, 0}, {"整箱6瓶", 6, 92, 900}}
	}
	return l
}

func huangjiuHouses() []house {
	const jar, bottle, carved = picture.ClayJar, picture.HuangBottle, picture.HuadiaoJar
	return []house{
		{key: "jianshui", name: "鉴水", latin: "JIANSHUI", origin: "浙江绍兴", synonyms: []string{"鉴水黄酒", "绍酒"}, emblem: picture.Bridge,
			main: "#7c1d16", accent: "#b4452c", story: "鉴水取鉴湖水冬酿，立冬投料、立春压榨",
			lines: []line{
				hj("元红", "gan", "干型", 3, 160, 500, 32, bottle, "干爽微苦，老绍兴的日常"),
				hj("加饭三年", "bangan", "半干型", 3, 165, 500, 38, bottle, "醇厚鲜爽，温饮尤佳"),
				hj("花雕五年", "huadiao", "半干型", 5, 150, 500, 68, bottle, "五年陈香，配大闸蟹"),
				hj("花雕十年", "huadiao", "半干型", 10, 150, 500, 158, carved, "焦糖与话梅，绵厚"),
				hj("花雕二十年", "huadiao", "半干型", 20, 150, 500, 498, jar, "蜜饯与木香，宴席压轴"),
				hj("善酿", "bantian", "半甜型", 4, 145, 500, 58, bottle, "以酒代水酿成，甜润丰腴"),
			}},
		{key: "wupeng", name: "乌篷记", latin: "WUPENG", origin: "浙江绍兴", synonyms: []string{"乌篷", "乌篷黄酒"}, emblem: picture.Boat,
			main: "#2a2f38", accent: "#b4702c", story: "乌篷记把百年酒缸沿河码放，船家现打现卖",
			lines: []line{
				hj("摇橹", "bangan", "半干型", 2, 120, 500, 28, bottle, "低度清爽，冰饮也好"),
				hj("夜泊", "huadiao", "半干型", 8, 150, 500, 118, jar, "陈香里带桂圆"),
				hj("香雪", "tian", "甜型", 5, 180, 500, 88, carved, "蜜香浓甜，饭后一小杯"),
				hj("船头大坛", "bangan", "半干型", 5, 160, 2500, 198, jar, "五斤大坛，聚会现打"),
			}},
		{key: "liangxi", name: "梁溪坊", latin: "LIANGXI", origin: "江苏无锡", synonyms: []string{"梁溪", "梁溪老酒"}, emblem: picture.Fan,
			main: "#3f5a3a", accent: "#c08a3a", story: "梁溪坊用惠山泉与苏南糯米，半甜清雅",
			lines: []line{
				hj("惠泉", "bantian", "半甜型", 3, 125, 500, 42, bottle, "清甜鲜爽，江南菜好搭档"),
				hj("锡韵六年", "bantian", "半甜型", 6, 130, 500, 78, carved, "果脯与麦曲香"),
				hj("冬米", "tian", "甜型", 2, 105, 500, 36, bottle, "糯米甜香，轻盈"),
			}},
		{key: "minjiang", name: "闽江红", latin: "MINJIANG RED", origin: "福建福州", synonyms: []string{"闽江红曲", "红曲酒"}, emblem: picture.Lantern,
			main: "#9c1f22", accent: "#d6a33a", story: "闽江红以古田红曲酿造，酒色如琥珀带红",
			lines: []line{
				hj("红曲三年", "bantian", "半甜型", 3, 140, 480, 46, bottle, "红曲香与枣香"),
				hj("青红", "gan", "干型", 2, 145, 480, 35, bottle, "清爽带红曲酯香，炖鸡也用它"),
				hj("三坊八年", "huadiao", "半甜型", 8, 150, 480, 128, jar, "陈香枣蜜，暖身"),
			}},
		{key: "jiaodong", name: "胶东老缸", latin: "JIAODONG", origin: "山东青州", synonyms: []string{"老缸", "黍米黄酒"}, emblem: picture.Wheat,
			main: "#5a2f14", accent: "#c98a2e", story: "胶东老缸用黍米炒焦入缸，北方黄酒的焦香",
			lines: []line{
				hj("黍米焦香", "gan", "干型", 3, 115, 490, 36, bottle, "焦糊香独特，微苦回甘"),
				hj("黍米甜缸", "tian", "甜型", 3, 110, 490, 39, bottle, "黑糖般甜润"),
				hj("六年老缸", "bangan", "半干型", 6, 120, 490, 88, carved, "焦香醇厚，冬日温饮"),
			}},
		{key: "longtang", name: "弄堂里", latin: "LONGTANGLI", origin: "上海金山", synonyms: []string{"弄堂", "海派黄酒"}, emblem: picture.Knot,
			main: "#23405a", accent: "#c9a04a", story: "弄堂里做海派黄酒，加枸杞蜂蜜，低度顺口",
			lines: []line{
				hj("红标", "bantian", "半甜型", 2, 120, 500, 29, bottle, "蜂蜜枸杞，柔和"),
				hj("金标五年", "bantian", "半甜型", 5, 130, 500, 55, bottle, "话梅与焦糖，冰热皆宜"),
				hj("小弄堂", "bangan", "半干型", 2, 100, 258, 16, bottle, "一人食小瓶，配小笼"),
				hj("老克勒", "huadiao", "半干型", 12, 150, 500, 228, carved, "十二年陈，绅士派头"),
			}},
	}
}

// sk is one sake: name, grade, polishing ratio in percent, strength in tenths, volume, list price, bottle, taste.
func sk(name, grade string, polishing, abv, ml, yuan int, shape picture.Shape, note string) line {
	return line{name: name, suffix: "清酒", category: "sake-" + grade, abv: abv, ml: ml, yuan: yuan, shape: shape, note: note,
		attrs: []Attribute{number("polishing", polishing)}, packs: casePacks(ml, yuan)}
}

// fw is one fruit wine: name, kind, fruit, strength in tenths, volume, list price, bottle, colour, taste.
func fw(name, category, fruit string, abv, ml, yuan int, shape picture.Shape, tint, note string) line {
	return line{name: name, suffix: fruitSuffix(category), category: "sake-" + category, abv: abv, ml: ml, yuan: yuan, shape: shape, tint: tint, note: note,
		attrs: []Attribute{text("fruit", fruit)}, packs: casePacks(ml, yuan)}
}

func fruitSuffix(category string) string {
	switch category {
	case "plum":
		return "梅酒"
	case "rice":
		return "米酒"
	}
	return "果酒"
}

func casePacks(ml, yuan int) []pack {
	switch {
	case yuan >= 400 || ml >= 1500:
		return []pack{{"单瓶", 1, 100, 0}}
	case ml <= 350:
		return []pack{{"单瓶", 1, 100, 0}, {"4瓶装", 4, 95, 80}, {"整箱12瓶", 12, 88, 600}}
	}
	return []pack{{"单瓶", 1, 100, 0}, {"整箱6瓶", 6, 92, 900}}
}

func japaneseSakeHouses() []house {
	const tall, stout = picture.SakeTall, picture.SakeStout
	return []house{
		{key: "shimotsuki", name: "霜降藏", latin: "SHIMOFURI", origin: "日本新潟", prefix: "457", synonyms: []string{"霜降", "shimofuri"}, emblem: picture.Snow,
			main: "#1f4a6a", accent: "#c0392b", story: "霜降藏用越后雪融水与五百万石，淡丽辛口",
			lines: []line{
				sk("本酿造", "junmai", 70, 150, 720, 98, tall, "干爽利落，温热皆宜"),
				sk("纯米", "junmai", 60, 155, 720, 138, tall, "米香沉稳，余味切断"),
				sk("吟酿", "ginjo", 55, 155, 720, 218, stout, "梨与白花，清冽"),
				sk("大吟酿", "daiginjo", 40, 160, 720, 488, tall, "蜜瓜与茴香，华丽纯净"),
				sk("一升纯米", "junmai", 65, 150, 1800, 238, tall, "大瓶装，居酒屋同款"),
			}},
		{key: "hanautage", name: "花宴", latin: "HANAUTAGE", origin: "日本京都伏见", prefix: "458", synonyms: []string{"花宴清酒", "hanautage"}, emblem: picture.Blossom,
			main: "#a8486a", accent: "#c9a24b", story: "花宴以伏见软水酿造，口感温柔",
			lines: []line{
				sk("樱花纯米", "junmai", 65, 145, 720, 128, stout, "柔和微甜，入门友好"),
				sk("吟酿生贮藏", "ginjo", 60, 140, 300, 68, tall, "冷饮小瓶，鲜活"),
				sk("纯米大吟酿", "daiginjo", 45, 155, 720, 358, tall, "荔枝与白桃，细腻如绢"),
				sk("浊酒", "junmai", 70, 120, 300, 58, stout, "米粒口感，酸甜绵滑"),
			}},
		{key: "nadagishi", name: "滩岸", latin: "NADAGISHI", origin: "日本兵库", prefix: "459", synonyms: []string{"滩岸酒造", "nadagishi"}, emblem: picture.Wave,
			main: "#1d2f4f", accent: "#b0893a", story: "滩岸用宫水与山田锦，酒体刚健",
			lines: []line{
				sk("生酛纯米", "junmai", 65, 160, 720, 158, stout, "乳酸厚度，温饮见真章"),
				sk("山田锦吟酿", "ginjo", 50, 155, 720, 248, tall, "香瓜与米香，平衡"),
				sk("三割五分", "daiginjo", 35, 160, 720, 898, tall, "磨至三成五，透明纯粹"),
			}},
		{key: "jiangnanxue", name: "江南雪", latin: "JIANGNAN SNOW", origin: "浙江安吉", synonyms: []string{"江南雪清酒", "国产清酒"}, emblem: picture.Bamboo,
			main: "#2c5a4a", accent: "#b98a3a", story: "江南雪以太湖粳米精磨，竹林山泉低温发酵",
			lines: []line{
				sk("竹下纯米", "junmai", 60, 145, 720, 88, tall, "竹香清雅，家常佐餐"),
				sk("晓雪吟酿", "ginjo", 50, 150, 720, 148, stout, "苹果与米花，轻盈"),
				sk("一点雪", "daiginjo", 45, 150, 300, 98, tall, "小瓶大吟酿，尝鲜正好"),
			}},
	}
}

func fruitWineHouses() []house {
	const round, slim, jar = picture.FruitRound, picture.FruitSlim, picture.RiceCup
	return []house{
		{key: "qingmeidu", name: "青梅渡", latin: "QINGMEIDU", origin: "广东普宁", synonyms: []string{"青梅酒", "梅渡"}, emblem: picture.Blossom,
			main: "#6a7a2a", accent: "#d0663f", story: "青梅渡每年清明前后采软枝大粒青梅，当天下坛",
			lines: []line{
				fw("原味", "plum", "青梅", 120, 500, 68, round, "#dcb23e", "青梅酸甜，加冰加苏打"),
				fw("蜂蜜", "plum", "青梅", 100, 500, 78, round, "#e6a62c", "荔枝蜜调和，柔甜"),
				fw("三年陈", "plum", "青梅", 150, 500, 138, round, "#b56a1e", "琥珀色，果核香与陈皮"),
				fw("乌龙梅", "plum", "青梅、乌龙茶", 90, 330, 32, slim, "#c98a3e", "单丛茶香，清爽回甘"),
			}},
		{key: "tsukinoume", name: "月下梅", latin: "TSUKIUME", origin: "日本和歌山", prefix: "455", synonyms: []string{"月下梅酒", "tsukiume"}, emblem: picture.Moon,
			main: "#7a4a2a", accent: "#c05a4a", story: "月下梅只用南高梅与冰糖，浸渍一年以上",
			lines: []line{
				fw("南高梅", "plum", "南高梅", 120, 720, 118, round, "#dba83a", "梅肉饱满，酸甜平衡"),
				fw("黑糖", "plum", "南高梅", 120, 720, 138, round, "#8a4a1c", "冲绳黑糖，浓郁"),
				fw("柚子", "fruit", "柚子", 80, 500, 98, slim, "#f0d65a", "高知柚子，清新芬芳"),
			}},
		{key: "taozhi", name: "桃之", latin: "TAOZHI", origin: "四川龙泉驿", synonyms: []string{"桃之果酒"}, emblem: picture.Blossom,
			main: "#c0566a", accent: "#d8788a", story: "桃之的果园就在龙泉山上，水果当日榨汁低温发酵",
			lines: []line{
				fw("水蜜桃", "fruit", "水蜜桃", 80, 330, 28, slim, "#f6b9ab", "龙泉水蜜桃，香甜多汁"),
				fw("枇杷", "fruit", "枇杷", 80, 330, 29, slim, "#f2c15a", "枇杷清甜，润喉"),
				fw("猕猴桃", "fruit", "猕猴桃", 90, 330, 29, slim, "#b7cf6a", "都江堰猕猴桃，酸爽"),
				fw("桃花起泡", "fruit", "水蜜桃", 50, 330, 26, slim, "#f7c8cf", "微气泡低度，下午茶也能喝"),
			}},
		{key: "lizhiwan", name: "荔子坊", latin: "LIZIFANG", origin: "广东增城", synonyms: []string{"荔枝酒", "荔子"}, emblem: picture.Leaf,
			main: "#a8283a", accent: "#c9505a", story: "荔子坊抢摘桂味与糯米糍，二十四小时内入罐",
			lines: []line{
				fw("桂味荔枝", "fruit", "荔枝", 110, 375, 58, slim, "#f3d3c8", "荔枝与玫瑰香，冰镇"),
				fw("荔枝白兰", "fruit", "荔枝", 180, 375, 88, slim, "#ecd9b4", "强化甜酒，馥郁"),
				fw("话梅金桔", "fruit", "金桔", 85, 330, 30, slim, "#f2ae3a", "岭南凉果味，开胃"),
			}},
		{key: "beipo", name: "北坡", latin: "NORTH SLOPE", origin: "黑龙江伊春", synonyms: []string{"北坡果酒", "蓝莓酒"}, emblem: picture.Snow,
			main: "#3a2f6a", accent: "#7a5aa8", story: "北坡采小兴安岭的野生浆果，雪后压榨",
			lines: []line{
				fw("野蓝莓", "fruit", "蓝莓", 110, 500, 78, round, "#4a2a6a", "野生蓝莓，单宁细致"),
				fw("树莓", "fruit", "树莓", 100, 330, 36, slim, "#c23a5a", "红树莓，酸甜明快"),
				fw("沙棘", "fruit", "沙棘", 80, 330, 34, slim, "#f29a2a", "沙棘果酸，提神"),
			}},
		{key: "nuoxiaoman", name: "糯小满", latin: "NUOXIAOMAN", origin: "湖北孝感", synonyms: []string{"孝感米酒", "糯小满米酒", "醪糟"}, emblem: picture.Wheat,
			main: "#2d4a63", accent: "#4f7a9a", story: "糯小满用朱湖糯米与凤窝酒曲，三天成酿",
			lines: []line{
				fw("原味", "rice", "糯米", 15, 900, 22, jar, "#f6efdc", "米粒完整，清甜"),
				fw("桂花", "rice", "糯米、桂花", 15, 900, 26, jar, "#f3e2a8", "咸宁桂花，香甜"),
				fw("气泡米酒", "rice", "糯米", 35, 330, 13, slim, "#f4ecd8", "气泡清爽，微醺"),
				fw("紫米", "rice", "紫糯米", 60, 500, 38, jar, "#b497b8", "紫米花青素，酒香更足"),
			}},
	}
}
