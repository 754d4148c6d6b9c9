package app

import (
	"context"
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"dajiu/services/analytics/internal/domain"
	"dajiu/services/analytics/internal/sheet"
)

// Cells are the values of a row's columns, as a sheet takes them. Names are what goods are called, by number.
func Cells(columns []domain.ExportColumn, row any, names map[string]string) []any {
	cells := make([]any, len(columns))
	for i := range columns {
		cells[i] = cell(&columns[i], at(row, columns[i].Path), names)
	}
	return cells
}

// namesOf returns what the goods of a page are called, as far as columns want it.
func (e *Exports) namesOf(ctx context.Context, columns []domain.ExportColumn, rows []any) (map[string]string, error) {
	var ids []int64
	for _, c := range columns {
		if c.Kind != domain.GoodsCell {
			continue
		}
		for _, row := range rows {
			if id, err := strconv.ParseInt(plain(at(row, c.Path)), 10, 64); err == nil {
				ids = append(ids, id)
			}
		}
	}
	if len(ids) == 0 {
		return nil, nil //nolint:nilnil // no names are no error
	}
	slices.Sort(ids)
	goods, err := e.Store.Goods(ctx, slices.Compact(ids))
	if err != nil {
		return nil, err
	}
	names := make(map[string]string, len(goods))
	for id, g := range goods {
		names[strconv.FormatInt(id, 10)] = strings.TrimSpace(g.Name + " " + g.Spec)
	}
	return names, nil
}

// at follows a way such as address.text or lines.0.name; nil where it leads nowhere.
func at(value any, path string) any {
	for step := range strings.SplitSeq(path, ".") {
		switch v := value.(type) {
		case map[string]any:
			value = v[step]
		case []any:
			n, err := strconv.Atoi(step)
			if err != nil || n < 0 || n >= len(v) {
				return nil
			}
			value = v[n]
		default:
			return nil
		}
	}
	return value
}

func cell(c *domain.ExportColumn, value any, names map[string]string) any {
	text := plain(value)
	if label, ok := c.Labels[text]; ok {
		return label
	}
	if text == "" {
		return nil
	}
	switch c.Kind {
	case domain.FenCell:
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			return sheet.Yuan(n)
		}
	case domain.NumberCell:
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			return n
		}
		if f, err := strconv.ParseFloat(text, 64); err == nil && !math.IsNaN(f) && !math.IsInf(f, 0) {
			return f
		}
	case domain.TimeCell:
		if t, err := time.Parse(time.RFC3339, text); err == nil {
			return t
		}
	case domain.GoodsCell:
		if name, known := names[text]; known {
			return name
		}
	case domain.TextCell:
	}
	return text
}

// plain is a value as text: of a list its values, of an object its JSON.
func plain(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		if v {
			return "是"
		}
		return "否"
	case []any:
		parts := make([]string, len(v))
		for i, one := range v {
			parts[i] = plain(one)
		}
		return strings.Join(parts, "、")
	}
	raw, err := json.Marshal(value)
	if err != nil {
		return ""
	}
	return string(raw)
}
