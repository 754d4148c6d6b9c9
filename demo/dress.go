package demo

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"dajiu/demo/picture"
)

// dress chooses how a product looks: the house's colours on the silhouette of the line.
func dress(rng *rand.Rand, h house, l line, category string) picture.Spec {
	s := picture.Spec{
		Shape: l.shape, Scene: category, Emblem: h.emblem, Brand: h.name, Line: l.name, Latin: h.latin, Fine: finePrint(l),
		Ink: h.main, Metal: h.accent, Mood: rng.Uint64N(30),
	}
	pick := func(from ...string) string { return from[rng.IntN(len(from))] }
	family, sub, _ := strings.Cut(category, "-")
	switch family {
	case "baijiu":
		dressBaijiu(&s, h, pick)
	case "beer":
		s.Body = l.tint
		if strings.HasPrefix(string(l.shape), "can") || l.shape == picture.MiniKeg {
			s.Ink = "" // whatever reads on the can
		}
	case "wine":
		s.Ink, s.Metal = "", pick(h.main, h.main, h.accent)
		s.Paper = pick("#f8f2e4", "#fdfcf8", "#efe6d2")
		if l.yuan >= 350 && sub != "sweet" {
			s.Paper, s.Ink, s.Metal = "#211a1c", "#ecdcb4", h.accent
		}
		dressWine(&s, h, l, sub)
	case "spirits":
		s.Liquid = l.tint
		if l.shape == picture.GinApoth || l.shape == picture.VodkaColumn {
			s.Body, s.Liquid = l.tint, ""
		}
		if l.shape == picture.BrandyFan {
			s.Ink = "" // its label is dark
		}
	case "huangjiu":
		dressHuangjiu(&s, h, pick)
	case "sake":
		dressSake(&s, h, l, pick)
	case "goods":
		dressGoods(&s, h, l, sub, pick)
	}
	return s
}

func finePrint(l line) string {
	if l.ml == 0 {
		return l.net
	}
	if l.abv%10 == 0 {
		return fmt.Sprintf("%d%%vol %dml", l.abv/10, l.ml)
	}
	return fmt.Sprintf("%d.%d%%vol %dml", l.abv/10, l.abv%10, l.ml)
}

func dressBaijiu(s *picture.Spec, h house, pick func(...string) string) {
	switch s.Shape {
	case picture.JarWhite:
		s.Body = pick("#f7f4ee", "#f0e6cf", h.main)
		if s.Body == h.main {
			s.Ink = "#f3dca4"
		}
	case picture.VaseMeiping:
		s.Body = pick("#bcd5c6", "#f4f1ea", "#d3e0ec", "#ecdcbc")
	case picture.RedGold, picture.Gourd:
		s.Body, s.Ink = h.main, ""
	case picture.Droplet:
		s.Body = h.main
	}
}

func dressWine(s *picture.Spec, h house, l line, sub string) {
	switch {
	case strings.Contains(l.name, "桃红"):
		s.Liquid = "#f1a596"
	case sub == "white" && l.shape == picture.Burgundy:
		s.Body = "#8a9a4e"
	case sub == "white" && l.shape == picture.Bordeaux:
		s.Liquid = "#eddf9c"
	case sub == "sweet":
		s.Liquid = "#e6ae38"
		if strings.Contains(l.name, "红冬") {
			s.Liquid = "#b02a3e"
		}
	case sub == "sparkling":
		s.Metal = h.accent
	}
}

func dressHuangjiu(s *picture.Spec, h house, pick func(...string) string) {
	switch s.Shape {
	case picture.ClayJar:
		s.Body, s.Ink = pick("#7a4526", "#5d3a28", "#8c5a33", "#4f4a42"), ""
		s.Paper = pick("#c32a24", h.main, "#b5301f")
	case picture.HuadiaoJar:
		s.Body, s.Metal = pick("#a8641f", "#3f6b58", "#7c2b20", "#35506e"), ""
	case picture.HuangBottle:
		s.Body = pick("#4a2412", "#2f2a1c", "#5a3216")
		s.Paper = pick("#f6e6c4", "#fbf3df", "#f1d9b0")
	}
}

func dressSake(s *picture.Spec, h house, l line, pick func(...string) string) {
	switch s.Shape {
	case picture.SakeTall, picture.SakeStout:
		s.Body = pick("#1f3b36", "#24405e", "#4a2d18", "#5f8f86", "#20242c")
		s.Paper = pick("#faf7ef", "#f4efe2", "#f7e9e6", "#e9eef2")
		s.Ink, s.Metal = "#22201f", h.main
		if l.name == "浊酒" {
			s.Body, s.Liquid = "", "#f3efe2"
		}
	default:
		s.Liquid = l.tint
	}
}

func dressGoods(s *picture.Spec, h house, l line, sub string, pick func(...string) string) {
	s.Ink = ""
	switch s.Shape {
	case picture.SnackBag:
		s.Body, s.Liquid = pick(h.main, h.main, "#d9432f", "#2f6f5e", "#7a2f4a", "#25507a", "#c9762a"), l.tint
		s.Mood = nibble(l)
	case picture.SnackCan:
		s.Body = pick(h.main, "#25507a", "#7a3a2a")
	case picture.IceBag:
		s.Ink = l.tint
	case picture.IceBall, picture.IceCube, picture.MixerCan, picture.CupSet, picture.Opener:
		s.Body = l.tint
	case picture.MixerBottle, picture.GlassWine, picture.GlassTumbler, picture.GlassBeer, picture.Decanter:
		s.Liquid = l.tint
	}
	if sub == "glass" {
		s.Ink = h.main
	}
}

// nibble is the mood in which a bag shows what is in it: beans, peanuts or strips.
func nibble(l line) uint64 {
	for _, a := range l.attrs {
		switch {
		case a.Key != "material":
		case strings.Contains(a.Text, "花生") || strings.Contains(a.Text, "小黄鱼"):
			return 1
		case strings.Contains(a.Text, "肉") || strings.Contains(a.Text, "鱿鱼") || strings.Contains(a.Text, "鸭") || strings.Contains(a.Text, "牛"):
			return 2
		}
	}
	return 0
}
