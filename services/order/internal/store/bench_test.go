package store

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/testkit"
	"dajiu/services/order/internal/domain"
)

func benchOrder() domain.Facts {
	f := domain.Facts{
		ID: 123456789012345678, StoreName: "打酒坊", StoreAddress: "人民南路1号", Remark: "少放辣", Fulfilment: domain.Instant, CreatedAt: time.Unix(1, 0),
		Address: domain.Address{ContactName: "王五", Phone: "13800138000", Text: "成都市武侯区人民南路四段 12 号 3 单元 1802", LatE6: 30_650_000, LngE6: 104_060_000},
	}
	for i := range 3 {
		f.Lines = append(f.Lines, domain.Line{SkuID: int64(i), Name: "锦江春 52 度浓香型", Spec: "500ml", ImageURL: "/media/a.jpg", Quantity: 2, Price: 19900})
	}
	return f
}

// BenchmarkRowOfAnOrder is what sealing adds to placing an order: the whole row against its document alone.
func BenchmarkRowOfAnOrder(b *testing.B) {
	v, err := openVault(b.Context(), testkit.Keys(b, testkit.Open(b, testkit.SQLite(b))))
	require.NoError(b, err)
	f := benchOrder()
	b.Run("document", func(b *testing.B) {
		for b.Loop() {
			_, _ = json.Marshal(frozenFromOrder(f))
		}
	})
	b.Run("sealed recipient", func(b *testing.B) {
		for b.Loop() {
			_, _ = v.seal(f.ID, recipientOf(f))
		}
	})
	row, err := v.rowFromOrder(f)
	require.NoError(b, err)
	b.Run("opened recipient", func(b *testing.B) {
		for b.Loop() {
			_, _ = v.open(&row)
		}
	})
}
