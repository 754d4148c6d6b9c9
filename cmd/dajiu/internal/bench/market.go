package bench

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
)

// Point is a place in millionths of a degree, GCJ-02.
type Point struct {
	LatE6 int32 `json:"latE6"`
	LngE6 int32 `json:"lngE6"`
}

// market is what the measured server sells, as it tells everybody.
type market struct {
	stores []*storeFront
}

// storeFront is an open store with goods. Ids are numbers in text, as the API writes them.
type storeFront struct {
	StoreID string `json:"storeId"`
	Name    string `json:"name"`
	Point
	OpenNow bool `json:"openNow"`
	cards   []*card
	// goods are the cards whose SKU was in stock: what is bought.
	goods []*card
}

// card is a product as a list shows it.
type card struct {
	ProductID    string `json:"productId"`
	Name         string `json:"name"`
	BrandName    string `json:"brandName"`
	CategoryID   string `json:"categoryId"`
	Price        int64  `json:"price,string"`
	DefaultSkuID string `json:"defaultSkuId"`
	InStock      bool   `json:"inStock"`
	AbvPermille  int    `json:"abvPermille"`
	// quantity is how many make an order that the store delivers: found by the first who asks, 0 before.
	quantity atomic.Int64
}

const (
	nearMeters = 50_000
	listPage   = 50
	// maxPages bounds what is read of a store's list, maxGoods what is bought in it.
	maxPages = 8
	maxGoods = 60
)

// findMarket reads the open stores around a point, what they list, and what they have.
func findMarket(ctx context.Context, s *setup, near Point) (*market, error) {
	var around struct {
		Stores []*storeFront `json:"stores"`
	}
	path := fmt.Sprintf("/v1/stores:nearby?latE6=%d&lngE6=%d&radiusMeters=%d&pageSize=50", near.LatE6, near.LngE6, nearMeters)
	if err := s.call(ctx, s.api, ask{step: "stores nearby", method: http.MethodGet, path: path}, nil, &around); err != nil {
		return nil, err
	}
	m := &market{}
	for _, store := range around.Stores {
		if !store.OpenNow {
			continue
		}
		if err := store.read(ctx, s); err != nil {
			return nil, fmt.Errorf("store %s: %w", store.StoreID, err)
		}
		if len(store.goods) > 0 {
			m.stores = append(m.stores, store)
		}
	}
	if len(m.stores) == 0 {
		return nil, fmt.Errorf("none of the %d stores within %d km of %d,%d is open now and has goods", len(around.Stores), nearMeters/1000, near.LatE6, near.LngE6)
	}
	return m, nil
}

func (f *storeFront) read(ctx context.Context, s *setup) error {
	token := ""
	for range maxPages {
		var page struct {
			Products      []*card `json:"products"`
			NextPageToken string  `json:"nextPageToken"`
		}
		path := fmt.Sprintf("/v1/products?storeId=%s&pageSize=%d&pageToken=%s", f.StoreID, listPage, url.QueryEscape(token))
		if err := s.call(ctx, s.api, ask{step: "list products", method: http.MethodGet, path: path}, nil, &page); err != nil {
			return err
		}
		f.cards = append(f.cards, page.Products...)
		if token = page.NextPageToken; token == "" {
			break
		}
	}
	for _, c := range f.cards {
		if c.InStock && c.DefaultSkuID != "" && c.DefaultSkuID != "0" && len(f.goods) < maxGoods {
			f.goods = append(f.goods, c)
		}
	}
	return f.keepAvailable(ctx, s)
}

// keepAvailable leaves out what is not on the shelf, whatever the lists say.
func (f *storeFront) keepAvailable(ctx context.Context, s *setup) error {
	if len(f.goods) == 0 {
		return nil
	}
	query := make([]string, len(f.goods))
	for i, c := range f.goods {
		query[i] = "skuIds=" + c.DefaultSkuID
	}
	var stock struct {
		Items []struct {
			SkuID     string `json:"skuId"`
			Available int    `json:"available"`
		} `json:"items"`
	}
	path := "/v1/stores/" + f.StoreID + "/availability?" + strings.Join(query, "&")
	if err := s.call(ctx, s.api, ask{step: "availability", method: http.MethodGet, path: path}, nil, &stock); err != nil {
		return err
	}
	available := map[string]bool{}
	for _, item := range stock.Items {
		available[item.SkuID] = item.Available > 0
	}
	f.goods = slices.DeleteFunc(f.goods, func(c *card) bool { return !available[c.DefaultSkuID] })
	return nil
}

// oneHot leaves one SKU of one store.
func (m *market) oneHot() {
	m.stores = m.stores[:1]
	m.stores[0].goods = m.stores[0].goods[:1]
}

func (m *market) skus() int {
	n := 0
	for _, f := range m.stores {
		n += len(f.goods)
	}
	return n
}

// raise is how many of each SKU are received before a run: far more than any run sells.
const raise = 1_000_000

// raiseStock receives goods as an operator, so that a long run measures selling and not being sold out.
func (m *market) raiseStock(ctx context.Context, s *setup, password, run string) error {
	var session struct {
		AccessToken string `json:"accessToken"`
	}
	login := map[string]string{"username": "admin", "password": password, "device": "bench"}
	if err := s.call(ctx, s.api, ask{step: "operator login", method: http.MethodPost, path: "/v1/auth/staff:login"}, login, &session); err != nil {
		return err
	}
	type row struct {
		SkuID    string `json:"skuId"`
		Quantity int64  `json:"quantity"`
	}
	for _, f := range m.stores {
		rows := make([]row, len(f.goods))
		for i, c := range f.goods {
			rows[i] = row{SkuID: c.DefaultSkuID, Quantity: raise}
		}
		body := map[string]any{"kind": "MOVEMENT_KIND_RECEIVE", "lines": rows, "note": "bench " + run}
		err := s.call(ctx, s.api, ask{
			step: "raise stock", method: http.MethodPost, path: "/v1/merchant/stores/" + f.StoreID + "/stock:adjust",
			auth: "Bearer " + session.AccessToken, key: "bench-" + run + "-" + f.StoreID,
		}, body, nil)
		if err != nil {
			return err
		}
	}
	return nil
}
