package app_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/services/analytics/internal/app"
	"dajiu/services/analytics/internal/domain"
	"dajiu/services/analytics/internal/sheet"
)

func TestACellIsWrittenAsItsColumnSays(t *testing.T) {
	t.Parallel()
	row := map[string]any{
		"skuId": "7", "gone": "8", "price": "1250", "state": "OPEN", "at": "2026-11-01T04:00:00Z", "n": json.Number("3"), "low": true,
		"address": map[string]any{"text": "一号"}, "tags": []any{"红", "白"},
	}
	names := map[string]string{"7": "青花汾酒 500ml"}
	for name, c := range map[string]struct {
		column domain.ExportColumn
		want   any
	}{
		"goods by what they are called":      {domain.ExportColumn{Path: "skuId", Kind: domain.GoodsCell}, "青花汾酒 500ml"},
		"the same number as it is beside it": {domain.ExportColumn{Path: "skuId", Kind: domain.TextCell}, "7"},
		"goods that nobody knows":            {domain.ExportColumn{Path: "gone", Kind: domain.GoodsCell}, "8"},
		"fen in yuan":                        {domain.ExportColumn{Path: "price", Kind: domain.FenCell}, sheet.Yuan(1250)},
		"a code by its word":                 {domain.ExportColumn{Path: "state", Kind: domain.TextCell, Labels: map[string]string{"OPEN": "营业"}}, "营业"},
		"a time":                             {domain.ExportColumn{Path: "at", Kind: domain.TimeCell}, time.Date(2026, 11, 1, 4, 0, 0, 0, time.UTC)},
		"a number":                           {domain.ExportColumn{Path: "n", Kind: domain.NumberCell}, int64(3)},
		"what is inside of something":        {domain.ExportColumn{Path: "address.text", Kind: domain.TextCell}, "一号"},
		"a list":                             {domain.ExportColumn{Path: "tags", Kind: domain.TextCell}, "红、白"},
		"yes":                                {domain.ExportColumn{Path: "low", Kind: domain.TextCell}, "是"},
		"what is not there":                  {domain.ExportColumn{Path: "tags.9", Kind: domain.TextCell}, nil},
	} {
		require.Equal(t, c.want, app.Cells([]domain.ExportColumn{c.column}, row, names)[0], name)
	}
}
