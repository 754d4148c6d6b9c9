package demo

import (
	"fmt"
	"strings"
)

// maxRounds bounds scaling: editions of one product beyond this would no longer be sensible.
const maxRounds = 400

// scale adds editions of the base products, round by round, until there are at least so many SKUs. What is not a drink
// has no editions.
func (c *catalogue) scale(want int) {
	for round := 1; round <= maxRounds && len(c.skus) < want; round++ {
		for _, m := range c.made {
			if len(c.skus) >= want {
				return
			}
			if m.line.ml == 0 {
				continue
			}
			base := m.line.category
			if base == "" {
				base = m.house.category
			}
			l := m.line
			l.yuan += l.yuan * (round % 17) / 50
			name := edition(m.house, &l, base, round)
			c.put(m.house, l, fmt.Sprintf("%s-e%03d", baseKey(m), round), name)
		}
	}
}

func baseKey(m maker) string {
	for i, l := range m.house.lines {
		if l.name == m.line.name {
			return fmt.Sprintf("%s-%02d", m.house.key, i+1)
		}
	}
	return m.house.key
}

// edition names the variant of a round: an older vintage, a year of bottling, a season's brew, a cask. Where years run
// out, numbered batches go on. A vintage also changes the attribute of the line.
func edition(h house, l *line, category string, round int) string {
	family, sub, _ := strings.Cut(category, "-")
	switch family {
	case "baijiu":
		return fullName(h, *l) + " " + yearOr(round, 16, "%d年灌装", "第%03d批")
	case "beer":
		season := []string{"春酿", "夏酿", "秋酿", "冬酿"}[round%4]
		return fmt.Sprintf("%s %d%s", fullName(h, *l), 2026-(round/4)%90, season)
	case "wine":
		if older(l, round) {
			return fullName(h, *l)
		}
		return fullName(h, *l) + fmt.Sprintf(" 第%03d批", round)
	case "spirits":
		return fullName(h, *l) + fmt.Sprintf(" 第%d号桶", 100+round*7)
	case "huangjiu":
		return fullName(h, *l) + " " + yearOr(round, 16, "%d冬酿", "第%03d缸")
	}
	if sub == "junmai" || sub == "ginjo" || sub == "daiginjo" {
		return fullName(h, *l) + " " + yearOr(round, 12, "%d酒造年度", "第%03d仕込")
	}
	return fullName(h, *l) + " " + yearOr(round, 12, "%d年采收", "第%03d批")
}

// yearOr counts years back from 2025 for the first rounds, batches afterwards.
func yearOr(round, years int, year, batch string) string {
	if round <= years {
		return fmt.Sprintf(year, 2026-round)
	}
	return fmt.Sprintf(batch, round-years)
}

// older moves a line's vintage back by a number of years, as long as the wine would still be drinkable.
func older(l *line, years int) bool {
	attrs := append([]Attribute(nil), l.attrs...)
	for i, a := range attrs {
		if a.Key == "vintage" && int(a.Int)-years >= 2004 {
			attrs[i].Int -= int64(years)
			l.attrs = attrs
			return true
		}
	}
	return false
}
