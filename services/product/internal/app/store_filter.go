package app

import (
	"strings"
	"time"

	"dajiu/platform/authz"
	"dajiu/services/product/internal/domain"
	"dajiu/services/product/internal/shelf"
)

func (f StoreFilter) matches(st *shelf.Store, now time.Time) bool {
	switch {
	case !f.Within(st.ID):
		return false
	case f.MerchantID != 0 && st.MerchantID != f.MerchantID:
		return false
	case f.Region != 0 && !authz.Within(int64(st.Region), f.Region):
		return false
	case f.Box != domain.Box{} && !f.Box.Has(st.LatE6, st.LngE6):
		return false
	case f.State != 0 && st.State(now) != f.State:
		return false
	}
	words := strings.TrimSpace(f.Words)
	return words == "" || strings.Contains(st.Name, words) || strings.Contains(st.Address, words) || strings.Contains(st.Code, strings.ToLower(words))
}
