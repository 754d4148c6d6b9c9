package demo

import (
	"math/rand/v2"
	"slices"
	"strings"
)

// describe writes the text of a product's page: who made it, how it tastes, how to enjoy it, sometimes for whom.
func describe(rng *rand.Rand, h house, l line, category string) string {
	family, _, _ := strings.Cut(category, "-")
	sentences := []string{h.story, "“" + l.name + "”" + l.note}
	if advice := serving(category); len(advice) > 0 {
		sentences = append(sentences, advice[rng.IntN(len(advice))])
	}
	if family != "goods" && l.yuan >= 500 {
		gifts := []string{"礼盒包装，附手提袋，送礼体面", "每瓶均有独立防伪编码，收藏自饮皆可", "适合重要宴请，建议提前一小时开瓶"}
		sentences = append(sentences, gifts[rng.IntN(len(gifts))])
	}
	return strings.Join(sentences, "。") + "。"
}

// serving is advice on how a kind is drunk at its best.
func serving(category string) []string {
	family, sub, _ := strings.Cut(category, "-")
	switch family {
	case "baijiu":
		return []string{"建议室温小杯慢饮，先闻后抿", "配川菜、卤味或清蒸鱼都相宜", "开瓶后拧紧瓶盖，避光存放即可", "可略微冰镇至十二度，入口更柔"}
	case "beer":
		if sub == "stout" {
			return []string{"八到十二度饮用风味最佳，不必太冰", "配巧克力、炭烤牛肉都很对味"}
		}
		return []string{"冷藏至四到六度，倒入干净玻璃杯饮用", "配烧烤、火锅、炸鸡，越热闹越好喝", "全程冷链配送，到家即饮", "倾斜倒杯，留两指泡沫锁住香气"}
	case "wine":
		return wineServing(sub)
	case "spirits":
		return spiritServing(sub)
	case "huangjiu":
		return []string{"温至四十度左右饮用，酒香最足", "配大闸蟹、白切鸡、东坡肉", "夏天加冰加话梅，别有风味"}
	}
	switch category {
	case "sake-plum", "sake-fruit":
		return []string{"加冰或兑苏打水，清爽解腻", "冷藏后直饮，餐前餐后都合适", "朋友小聚、露营野餐的轻松之选"}
	case "sake-rice":
		return []string{"冷热皆宜，煮小圆子也好吃", "开盖后冷藏，三日内饮完"}
	case "goods-snack":
		return []string{"开袋即食，配啤酒最好", "独立小袋，吃多少开多少"}
	case "goods-ice":
		return []string{"随单冷链送达，到手请尽快放入冷冻室"}
	case "goods-mixer":
		return []string{"冰镇后使用，气泡更足"}
	case "goods-glass":
		return []string{"温水手洗，软布擦干"}
	}
	return []string{"八到十二度冷饮见清雅，四十度温饮见米香", "配刺身、天妇罗或清淡家常菜"}
}

func wineServing(sub string) []string {
	switch sub {
	case "white", "rose":
		return []string{"冷藏至十度左右，配海鲜与沙拉", "开瓶即饮，夏夜露台的好选择"}
	case "sparkling":
		return []string{"六到八度饮用，缓慢开塞以留住气泡", "庆祝与开胃都用得上"}
	case "sweet":
		return []string{"八度冷饮，配蓝纹奶酪或水果塔", "小杯慢酌，饭后甜蜜收尾"}
	}
	return []string{"十六到十八度饮用，醒酒半小时更好", "配牛排、羊排与硬质奶酪", "配红烧肉、回锅肉等中式浓味菜也很和谐"}
}

func spiritServing(sub string) []string {
	switch sub {
	case "whisky":
		return []string{"纯饮加几滴水，香气即刻打开", "加一颗大冰球，慢慢融慢慢喝", "一份酒三份苏打水，就是清爽嗨棒"}
	case "brandy":
		return []string{"用掌心温杯，闻香后小口品饮", "餐后配雪茄或黑巧克力"}
	case "gin":
		return []string{"配汤力水与青柠，就是一杯好金汤力", "做马天尼时先把酒冷冻"}
	case "rum":
		return []string{"可做莫吉托、自由古巴", "陈年款建议纯饮"}
	case "vodka":
		return []string{"冷冻后纯饮，质地更浓稠", "兑果汁或苏打都干净利落"}
	case "tequila":
		return []string{"配盐与青柠，一口见真章", "玛格丽特的灵魂基酒"}
	}
	return []string{"加冰直饮或调入咖啡、苏打", "家庭酒柜必备的调酒搭档"}
}

// tags are the short words on a product's card, two to four of them.
func tags(rng *rand.Rand, l line, category string) []string {
	family, sub, _ := strings.Cut(category, "-")
	var all []string
	add := func(when bool, tag string) {
		if when {
			all = append(all, tag)
		}
	}
	add(family != "goods" && l.yuan >= 500, "送礼")
	add(family != "goods" && l.yuan < 60, "口粮酒")
	add(l.ml > 0 && l.ml <= 187, "小瓶")
	add(sub == "free", "无醇")
	add(family == "beer" || sub == "sparkling" || sub == "rose", "冰镇")
	add(family == "beer" && l.ml >= 1000, "聚会")
	add(family == "sake" && l.abv > 0 && l.abv <= 100, "微醺")
	add(sub == "snack", "下酒")
	add(family == "spirits" && l.yuan < 200, "调酒")
	pool := []string{"热卖", "新品", "店长推荐", "回头客多", "宴请", "自饮", "聚会"}
	if family == "goods" {
		pool = []string{"热卖", "新品", "凑单", "店长推荐"}
	}
	start := rng.IntN(len(pool))
	for i := 0; len(all) < 2+rng.IntN(2) && i < len(pool); i++ {
		tag := pool[(start+i)%len(pool)]
		if !slices.Contains(all, tag) {
			all = append(all, tag)
		}
	}
	return all
}
