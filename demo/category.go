package demo

// categories is the whole tree, parents before their children.
func categories() []Category {
	var all []Category
	for i, top := range []struct {
		key, name string
		attrs     []AttributeDef
		below     [][2]string
	}{
		{"baijiu", "白酒", baijiuAttributes(), [][2]string{
			{"jiang", "酱香型"}, {"nong", "浓香型"}, {"qing", "清香型"}, {"jian", "兼香型"}, {"feng", "凤香型"}, {"mi", "米香·豉香"}}},
		{"beer", "啤酒", beerAttributes(), [][2]string{
			{"lager", "拉格"}, {"wheat", "小麦白啤"}, {"ipa", "精酿IPA"}, {"stout", "世涛黑啤"}, {"sour", "果啤酸啤"}, {"draft", "原浆鲜啤"}, {"free", "无醇啤酒"}}},
		{"wine", "葡萄酒", wineAttributes(), [][2]string{
			{"cabernet", "赤霞珠"}, {"merlot", "梅洛"}, {"pinot", "黑皮诺"}, {"syrah", "西拉"}, {"blend", "混酿·马瑟兰"}, {"white", "干白"}, {"rose", "桃红"}, {"sparkling", "起泡酒"}, {"sweet", "甜酒·冰酒"}}},
		{"spirits", "洋酒", spiritAttributes(), [][2]string{
			{"whisky", "威士忌"}, {"brandy", "白兰地"}, {"gin", "金酒"}, {"rum", "朗姆酒"}, {"vodka", "伏特加"}, {"tequila", "龙舌兰"}, {"liqueur", "利口酒"}}},
		{"huangjiu", "黄酒", huangjiuAttributes(), [][2]string{
			{"gan", "元红·干型"}, {"bangan", "加饭·半干"}, {"huadiao", "花雕"}, {"bantian", "善酿·半甜"}, {"tian", "香雪·甜型"}}},
		{"sake", "清酒·果酒", sakeAttributes(), [][2]string{
			{"junmai", "纯米"}, {"ginjo", "吟酿"}, {"daiginjo", "大吟酿"}, {"plum", "梅酒"}, {"fruit", "果酒"}, {"rice", "米酒"}}},
		{"goods", "配件小食", goodsAttributes(), [][2]string{
			{"snack", "下酒小食"}, {"ice", "冰块"}, {"mixer", "调酒配饮"}, {"glass", "酒具酒杯"}}},
	} {
		all = append(all, Category{Key: top.key, Name: top.name, Sort: (i + 1) * 100, Attributes: top.attrs})
		for j, sub := range top.below {
			all = append(all, Category{Key: top.key + "-" + sub[0], Name: sub[1], Parent: top.key, Sort: (i+1)*100 + j + 1})
		}
	}
	return all
}

func drinkAttributes(more ...AttributeDef) []AttributeDef {
	return append([]AttributeDef{
		{Key: "abv", Name: "酒精度", Type: TypeInt, Unit: "0.1%vol", Required: true, Filter: true},
		{Key: "volume", Name: "净含量", Type: TypeInt, Unit: "ml", Required: true, Filter: true},
		{Key: "origin", Name: "产地", Type: TypeText, Required: true, Filter: true},
	}, more...)
}

func baijiuAttributes() []AttributeDef {
	return drinkAttributes(
		AttributeDef{Key: "aroma", Name: "香型", Type: TypeEnum, Options: []string{"酱香", "浓香", "清香", "兼香", "凤香", "米香", "豉香", "馥郁香"}, Required: true, Filter: true},
		AttributeDef{Key: "material", Name: "原料", Type: TypeText, Required: true})
}

func beerAttributes() []AttributeDef {
	return drinkAttributes(
		AttributeDef{Key: "style", Name: "啤酒风格", Type: TypeText, Required: true, Filter: true},
		AttributeDef{Key: "plato", Name: "原麦汁浓度", Type: TypeInt, Unit: "0.1°P", Required: true},
		AttributeDef{Key: "ibu", Name: "苦度", Type: TypeInt, Unit: "IBU"})
}

func wineAttributes() []AttributeDef {
	return drinkAttributes(
		AttributeDef{Key: "grape", Name: "葡萄品种", Type: TypeText, Required: true, Filter: true},
		AttributeDef{Key: "vintage", Name: "年份", Type: TypeYear, Filter: true},
		AttributeDef{Key: "sweetness", Name: "甜度", Type: TypeEnum, Options: []string{"干型", "半干", "半甜", "甜型"}, Required: true, Filter: true})
}

func spiritAttributes() []AttributeDef {
	return drinkAttributes(
		AttributeDef{Key: "barrel", Name: "桶型", Type: TypeText, Filter: true},
		AttributeDef{Key: "age", Name: "陈年", Type: TypeInt, Unit: "年", Filter: true})
}

func huangjiuAttributes() []AttributeDef {
	return drinkAttributes(
		AttributeDef{Key: "sugar", Name: "糖度类型", Type: TypeEnum, Options: []string{"干型", "半干型", "半甜型", "甜型"}, Required: true, Filter: true},
		AttributeDef{Key: "age", Name: "陈酿", Type: TypeInt, Unit: "年", Filter: true},
		AttributeDef{Key: "material", Name: "原料", Type: TypeText, Required: true})
}

func sakeAttributes() []AttributeDef {
	return drinkAttributes(
		AttributeDef{Key: "polishing", Name: "精米步合", Type: TypeInt, Unit: "%", Filter: true},
		AttributeDef{Key: "fruit", Name: "果味", Type: TypeText, Filter: true})
}

func goodsAttributes() []AttributeDef {
	return []AttributeDef{
		{Key: "origin", Name: "产地", Type: TypeText, Required: true},
		{Key: "net", Name: "净含量", Type: TypeText, Required: true},
		{Key: "material", Name: "材质·配料", Type: TypeText},
	}
}
