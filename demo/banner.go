package demo

import "dajiu/demo/picture"

// banners are the panels of the home page; each stands products of the catalogue before its setting.
func banners(products []Product) []Banner {
	looks := make(map[string]picture.Spec, len(products))
	for _, p := range products {
		looks[p.Key] = p.Picture
	}
	var all []Banner
	for _, b := range []struct {
		key, target, title, subtitle, action string
		theme                                picture.Theme
		items                                []string
	}{
		{"baijiu-month", "baijiu", "名酒品鉴月", "酱香浓香清香 满399减60", "立即选购", picture.Festival, []string{"chiling-01", "jinjiangchun-03", "kunlunyao-04"}},
		{"cold-beer", "beer", "冰啤30分钟到家", "精酿鲜啤全程冷链", "喝一杯", picture.Summer, []string{"shumai-05", "langyu-03", "jingge-01"}},
		{"wine-cellar", "wine", "世界酒窖开门", "葡萄酒任选两瓶八折", "去逛逛", picture.Cellar, []string{"montelay-01", "lavelle-01", "calanque-01"}},
		{"whisky-night", "spirits", "威士忌之夜", "一颗冰球 一段好时光", "夜饮精选", picture.Night, []string{"glenlorach-04", "arramoor-01", "duvallon-03"}},
		{"fruit-spring", "sake", "微醺果酒季", "青梅蜜桃荔枝 第二件半价", "尝一口", picture.Spring, []string{"qingmeidu-01", "taozhi-01", "nuoxiaoman-02"}},
		{"chauffeur", "chauffeur", "喝了酒 叫代驾", "下单享代驾立减20元", "呼叫代驾", picture.Ride, nil},
	} {
		panel := picture.BannerSpec{Theme: b.theme, Title: b.title, Subtitle: b.subtitle, Action: b.action}
		for _, key := range b.items {
			if look, ok := looks[key]; ok {
				panel.Items = append(panel.Items, look)
			}
		}
		all = append(all, Banner{Key: b.key, Target: b.target, Picture: panel})
	}
	return all
}
