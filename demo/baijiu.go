package demo

import "dajiu/demo/picture"

// bj is one baijiu: name, strength in tenths, volume, list price, bottle, taste.
func bj(name string, abv, ml, yuan int, shape picture.Shape, note string) line {
	l := line{name: name, abv: abv, ml: ml, yuan: yuan, shape: shape, note: note}
	switch {
	case ml <= 150:
		l.packs = []pack{{"单瓶", 1, 100, 0}, {"6瓶装", 6, 96, 40}, {"整箱24瓶", 24, 88, 400}}
	case yuan >= 600:
		l.packs = []pack{{"单瓶", 1, 100, 0}, {"双瓶礼盒", 2, 99, 620}, {"整箱6瓶", 6, 96, 900}}
	default:
		l.packs = []pack{{"单瓶", 1, 100, 0}, {"整箱6瓶", 6, 93, 900}}
	}
	return l
}

func jiangHouses() []house {
	const category = "baijiu-jiang"
	return []house{
		{key: "chiling", name: "赤岭", latin: "CHILING", origin: "贵州仁怀", synonyms: []string{"赤岭酱酒", "chiling"}, emblem: picture.Mountain,
			main: "#a51d1f", accent: "#c9a24b", category: category, story: "赤岭扎根仁怀红缨子高粱产区，循端午制曲、重阳下沙的古法，一年只酿一季",
			lines: []line{
				bj("匠心五年", 530, 500, 268, picture.JarWhite, "酱香清正，入口柔顺，焦香与粮香相扣"),
				bj("窖龄十五", 530, 500, 698, picture.VaseMeiping, "酱香突出，酒体丰满，回味悠长带曲香"),
				bj("窖龄三十", 530, 500, 1499, picture.RedGold, "老酒勾调，陈香幽雅，空杯留香过夜不散"),
				bj("坤沙原浆", 560, 500, 458, picture.Gourd, "整粒坤沙，力道饱满，酱香浓郁而不燥"),
				bj("春分开窖", 530, 500, 888, picture.Droplet, "春分日开窖取酒，花香轻扬，余味回甘"),
				bj("小赤", 480, 100, 39, picture.Flask, "一人一瓶的小酱香，干净利落，烧烤火锅都相宜"),
			}},
		{key: "yandu", name: "岩渡", latin: "YANDU", origin: "四川古蔺", synonyms: []string{"岩渡酒", "渡酒"}, emblem: picture.Boat,
			main: "#7a1f2b", accent: "#d6ab52", category: category, story: "岩渡取赤水河中游岩层泉水，酒坛藏于临河石洞，四季恒温",
			lines: []line{
				bj("洞藏六年", 530, 500, 328, picture.JarWhite, "洞藏陈香初显，醇厚协调，落口爽净"),
				bj("洞藏十二年", 530, 500, 768, picture.Gourd, "陈香与酱香交融，绵长细腻"),
				bj("石渡", 530, 500, 158, picture.PlainGlass, "日常口粮酱酒，香气直接，价格实在"),
				bj("红渡", 530, 500, 518, picture.RedGold, "宴席用酒，酒体饱满，入喉顺滑"),
				bj("渡口小酌", 450, 125, 29, picture.Flask, "低度小瓶，酱香轻柔，两口一杯"),
			}},
		{key: "huaishan", name: "怀山堂", latin: "HUAISHANTANG", origin: "贵州习水", synonyms: []string{"怀山", "怀山酱酒"}, emblem: picture.Pagoda,
			main: "#2f3a4f", accent: "#c7a55a", category: category, story: "怀山堂三代烧坊传承，一百零八道工序皆有手记",
			lines: []line{
				bj("堂藏·青", 530, 500, 398, picture.VaseMeiping, "曲香清晰，微带果酸，层次分明"),
				bj("堂藏·金", 530, 500, 998, picture.CrystalBlock, "陈年基酒占三成，醇厚甘润，尾韵绵延"),
				bj("堂藏·玄", 530, 500, 1888, picture.Droplet, "二十年老酒点睛，酱陈焦糊四香合一"),
				bj("老作坊", 530, 500, 198, picture.PlainGlass, "光瓶好酒，粮香足，适合三五好友"),
				bj("山月", 520, 500, 588, picture.JarWhite, "入口绵甜，酱香柔和，初饮酱酒者亦喜欢"),
			}},
	}
}

func nongHouses() []house {
	const category = "baijiu-nong"
	return []house{
		{key: "jinjiangchun", name: "锦江春", latin: "JINJIANGCHUN", origin: "四川成都", synonyms: []string{"锦江", "锦春"}, emblem: picture.Lotus,
			main: "#b3161b", accent: "#dcb355", category: category, story: "锦江春以府河井水与岷江糯红高粱为本，老窖池连续发酵四十余年",
			lines: []line{
				bj("百花深", 520, 500, 228, picture.CrystalBlock, "窖香浓郁，绵甜净爽，如临百花"),
				bj("合江亭", 520, 500, 468, picture.JarWhite, "五粮和合，香气饱满，尾净余长"),
				bj("九眼", 520, 500, 1099, picture.RedGold, "头段好酒精选，醇厚甘冽，陈香幽雅"),
				bj("浣花", 420, 500, 188, picture.Droplet, "四十二度柔雅浓香，入口轻甜不冲"),
				bj("茶馆小酒", 450, 100, 25, picture.Flask, "盖碗茶馆边的小酒，绵软好入口"),
				bj("芙蓉礼", 520, 500, 798, picture.VaseMeiping, "芙蓉花开样的窖香，送礼体面"),
			}},
		{key: "wangjiang", name: "望江台", latin: "WANGJIANGTAI", origin: "四川宜宾", synonyms: []string{"望江", "望江台酒"}, emblem: picture.Wave,
			main: "#1d4a8f", accent: "#d9bd7a", category: category, story: "望江台坐落三江口岸，五种粮食按古方配比，固态双轮发酵",
			lines: []line{
				bj("江心", 520, 500, 298, picture.Droplet, "多粮复合香，入口甘洌，层次丰富"),
				bj("江阔", 520, 500, 568, picture.CrystalBlock, "香气沉稳，醇甜厚实，收口干净"),
				bj("江天一色", 520, 500, 1388, picture.JarWhite, "陈年五粮，窖陈相济，圆润无棱角"),
				bj("码头", 500, 500, 78, picture.PlainGlass, "江边人家的口粮，实打实纯粮固态"),
				bj("江风", 390, 500, 138, picture.Droplet, "三十九度低而不淡，清爽怡人"),
			}},
		{key: "yunlu", name: "云麓", latin: "YUNLU", origin: "四川德阳", synonyms: []string{"云麓酒", "yunlu"}, emblem: picture.Cloud,
			main: "#1f5a48", accent: "#c7a55a", category: category, story: "云麓酿在龙门山云雾线下，雪融水清冽，曲房终年湿润",
			lines: []line{
				bj("云上", 520, 500, 358, picture.VaseMeiping, "窖香淡雅，绵甜柔和，云气一般轻盈"),
				bj("云深", 520, 500, 658, picture.CrystalBlock, "陈香细密，酒体厚润，余味带蜜"),
				bj("云起九年", 520, 500, 928, picture.JarWhite, "九年陶坛，香气内敛，层层舒展"),
				bj("山脚", 500, 480, 88, picture.PlainGlass, "山脚人家的晚饭酒，醇和不上头"),
				bj("云朵", 380, 150, 36, picture.Flask, "轻口味低度浓香，加冰加柠檬都好喝"),
			}},
		{key: "xunan", name: "叙南烧坊", latin: "XUNAN", origin: "四川泸县", synonyms: []string{"叙南", "叙南酒"}, emblem: picture.Lantern,
			main: "#8e2a1e", accent: "#e0b860", category: category, story: "叙南烧坊的窖泥养了三代人，单粮浓香，泥香深沉",
			lines: []line{
				bj("头曲", 520, 500, 108, picture.PlainGlass, "单粮头曲，窖香直接，家常之选"),
				bj("特曲", 520, 500, 258, picture.CrystalBlock, "窖香浓郁，甘洌味长，菜前菜后皆宜"),
				bj("老窖泥", 600, 500, 338, picture.Gourd, "高度原浆，香烈味厚，老饮者偏爱"),
				bj("喜灯", 520, 500, 198, picture.RedGold, "红灯高挂，喜宴席上的热闹酒"),
				bj("坊主私藏", 520, 500, 868, picture.JarWhite, "坊主自留陈酒，窖陈悠长"),
			}},
		{key: "huaiyue", name: "淮上月", latin: "HUAISHANGYUE", origin: "江苏宿迁", synonyms: []string{"淮月", "淮上"}, emblem: picture.Moon,
			main: "#20407a", accent: "#c9d4e8", category: category, story: "淮上月承江淮绵柔一脉，低温慢酿，小火蒸馏",
			lines: []line{
				bj("月初", 420, 480, 148, picture.Droplet, "绵柔轻甜，入口如水，饮后舒适"),
				bj("月半", 460, 480, 388, picture.Droplet, "绵柔有骨，香气清雅，宴请常备"),
				bj("月满", 520, 500, 788, picture.VaseMeiping, "醇厚绵长，陈香浮动，月圆人圆"),
				bj("运河人家", 500, 500, 68, picture.PlainGlass, "运河边的光瓶酒，醇和顺口"),
			}},
	}
}

func qingHouses() []house {
	const category = "baijiu-qing"
	return []house{
		{key: "jinyuan", name: "晋原烧", latin: "JINYUANSHAO", origin: "山西吕梁", synonyms: []string{"晋原", "晋烧"}, emblem: picture.Wheat,
			main: "#1d5c8a", accent: "#c9b06a", category: category, story: "晋原烧地缸发酵，大麦豌豆制曲，清蒸二次清",
			lines: []line{
				bj("地缸十年", 530, 500, 418, picture.JarWhite, "清香纯正，入口绵甜，梨花香隐约"),
				bj("地缸二十年", 530, 500, 958, picture.VaseMeiping, "陈香清雅，甘润爽净，一清到底"),
				bj("老白烧", 530, 475, 58, picture.PlainGlass, "高性价比口粮清香，干净利落"),
				bj("晋红", 530, 500, 238, picture.RedGold, "喜庆红瓶，清香净爽，老少皆宜"),
				bj("秋梨小烧", 420, 225, 28, picture.Flask, "半斤小瓶，清甜好入口"),
				bj("竹影露", 450, 475, 88, picture.Droplet, "清香基酒浸竹叶陈皮，微甜草本香"),
			}},
		{key: "yanshan", name: "燕山雪", latin: "YANSHANXUE", origin: "北京怀柔", synonyms: []string{"燕山", "燕雪"}, emblem: picture.Snow,
			main: "#20558a", accent: "#b8402f", category: category, story: "燕山雪用燕山雪水与麸曲酿造，胡同里的二锅头风味",
			lines: []line{
				bj("二锅头·白标", 560, 500, 32, picture.PlainGlass, "烈而不冲，锅头酒的爽快劲儿"),
				bj("二锅头·蓝标", 430, 500, 46, picture.PlainGlass, "四十三度更柔和，配卤煮爆肚"),
				bj("胡同八年", 500, 500, 168, picture.CrystalBlock, "陶坛八年，清香里透着陈醇"),
				bj("雪线", 420, 450, 118, picture.Droplet, "冷滤工艺，冰饮清冽，入口如雪融"),
				bj("口袋雪", 520, 100, 12, picture.Flask, "口袋装得下的小二，够味"),
			}},
		{key: "yuxiang", name: "渝巷", latin: "YUXIANG", origin: "重庆江津", synonyms: []string{"渝巷小酒", "巷酒"}, emblem: picture.Bridge,
			main: "#c22d2a", accent: "#2c2c30", category: category, story: "渝巷用川东小曲与糯高粱，轻口味清香，专为年轻人的小聚",
			lines: []line{
				bj("梯坎", 400, 100, 22, picture.Flask, "小曲清香，单一高粱，甜润无负担"),
				bj("梯坎·轻", 280, 168, 26, picture.Flask, "二十八度轻口味，加冰加茶都顺口"),
				bj("吊脚楼", 520, 500, 79, picture.PlainGlass, "江津小曲正味，糟香清甜"),
				bj("夜索道", 420, 500, 128, picture.Droplet, "轻口味光感瓶，兑冰红茶也合适"),
			}},
		{key: "kunlunyao", name: "昆仑谣", latin: "KUNLUNYAO", origin: "青海互助", synonyms: []string{"昆仑", "青稞酒"}, emblem: picture.Star,
			main: "#6a4b8a", accent: "#d9bd7a", category: category, story: "昆仑谣以高原青稞酿造，海拔两千八百米低温发酵",
			lines: []line{
				bj("青稞五星", 450, 500, 138, picture.PlainGlass, "青稞清香，微带麦焦香，入口甘洌"),
				bj("雪域", 520, 500, 368, picture.JarWhite, "高原陈酿，清冽悠长，回味甘甜"),
				bj("天湖", 420, 500, 218, picture.Droplet, "青稞与豌豆曲，香气清亮"),
				bj("牧歌", 520, 500, 598, picture.Gourd, "牧人皮壶的样子，陈香浓而不滞"),
			}},
	}
}

func jianHouses() []house {
	return []house{
		{key: "chuting", name: "楚汀", latin: "CHUTING", origin: "湖北荆州", synonyms: []string{"楚汀酒"}, emblem: picture.Crane,
			main: "#8a3a1e", accent: "#d6a94a", category: "baijiu-jian", story: "楚汀浓酱兼香，九次投料，十次发酵",
			lines: []line{
				bj("白鹭", 420, 500, 128, picture.Droplet, "浓中带酱，柔和协调"),
				bj("汀兰", 520, 500, 348, picture.JarWhite, "前段窖香后段酱香，层次有趣"),
				bj("云梦", 520, 500, 738, picture.RedGold, "兼香老酒，馥郁厚重，回味带焦糖"),
				bj("江汉", 500, 500, 66, picture.PlainGlass, "江汉平原的家常酒，醇和踏实"),
			}},
		{key: "dongting", name: "洞庭醒", latin: "DONGTINGXING", origin: "湖南岳阳", synonyms: []string{"洞庭", "洞庭酒"}, emblem: picture.Sail,
			main: "#235a5f", accent: "#d6b15a", category: "baijiu-jian", story: "洞庭醒一口三香，大小曲并用，前浓中清后酱",
			lines: []line{
				bj("湖心", 520, 500, 278, picture.Gourd, "馥郁香型，一口尝三味"),
				bj("岳阳楼记", 540, 500, 668, picture.JarWhite, "陈年馥郁，厚而不腻"),
				bj("渔火", 420, 500, 98, picture.PlainGlass, "清甜开胃，湘菜好搭档"),
				bj("君山小醒", 420, 125, 23, picture.Flask, "小瓶馥郁香，随身带的醒味"),
			}},
	}
}

func fengMiHouses() []house {
	return []house{
		{key: "qiyang", name: "岐阳", latin: "QIYANG", origin: "陕西宝鸡", synonyms: []string{"岐阳酒", "凤香岐阳"}, emblem: picture.Knot,
			main: "#1f5a3a", accent: "#d4b04c", category: "baijiu-feng", story: "岐阳酒海藏酒，荆条血料裱糊的酒海养出独有蜜香",
			lines: []line{
				bj("凤翎六年", 520, 500, 188, picture.JarWhite, "凤香典型，醇香秀雅，诸味协调"),
				bj("凤翎十五年", 520, 500, 528, picture.VaseMeiping, "酒海陈香，蜜香绵长"),
				bj("老凤口粮", 550, 500, 62, picture.PlainGlass, "西北人的老味道，浓烈爽直"),
				bj("周原", 520, 500, 888, picture.RedGold, "礼宴大酒，浑厚端方"),
				bj("酒海原浆", 600, 500, 299, picture.Gourd, "高度原浆直出，蜜香与杏仁香"),
			}},
		{key: "qinyuanji", name: "秦原记", latin: "QINYUANJI", origin: "陕西凤翔", synonyms: []string{"秦原"}, emblem: picture.Fan,
			main: "#7c2f1c", accent: "#caa45a", category: "baijiu-feng", story: "秦原记土暗窖发酵，年年换窖泥，香气干净利索",
			lines: []line{
				bj("关中", 520, 500, 118, picture.PlainGlass, "凤香口粮，配羊肉泡馍正好"),
				bj("塬上", 450, 500, 178, picture.Droplet, "柔和凤香，清爽不辣喉"),
				bj("驿站", 520, 500, 368, picture.CrystalBlock, "陈酿凤香，甘润挺爽"),
			}},
		{key: "lian", name: "漓岸", latin: "LI AN", origin: "广西桂林", synonyms: []string{"漓岸米酒"}, emblem: picture.Bamboo,
			main: "#2f6a40", accent: "#c7a55a", category: "baijiu-mi", story: "漓岸以漓江水与早籼米酿造，小曲半固态发酵，象形山洞中陈藏",
			lines: []line{
				bj("蜜香", 520, 500, 68, picture.PlainGlass, "米香蜜香并举，落口爽净"),
				bj("洞陈六年", 500, 500, 198, picture.VaseMeiping, "山洞陈藏，米香里带药草香"),
				bj("竹筏", 380, 480, 88, picture.Droplet, "低度米香，清甜如溪"),
				bj("小蜜", 420, 100, 18, picture.Flask, "小瓶米香，桂林米粉的搭子"),
			}},
		{key: "yuetang", name: "粤塘", latin: "YUETANG", origin: "广东佛山", synonyms: []string{"粤塘豉香"}, emblem: picture.Blossom,
			main: "#2a6b62", accent: "#d8b25a", category: "baijiu-mi", story: "粤塘斋酒入肉埕陈酿，豉香独特，岭南人家的饭前酒",
			lines: []line{
				bj("玉埕", 300, 500, 42, picture.PlainGlass, "豉香纯正，入口柔和，烧腊绝配"),
				bj("玉埕五年", 330, 500, 98, picture.JarWhite, "五年肉埕，甘滑油润"),
				bj("骑楼", 290, 490, 36, picture.Droplet, "低度豉香，冰镇后尤其清爽"),
			}},
	}
}
