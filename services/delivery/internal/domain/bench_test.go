package domain_test

import (
	"testing"

	"dajiu/services/delivery/internal/domain"
)

func BenchmarkQuote(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := zone.Quote(storeAt, doorAt, domain.Load{Goods: 5000, Grams: 3500}, tariff, noon); err != nil {
			b.Fatal(err)
		}
	}
}
