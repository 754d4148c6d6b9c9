package bench

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
)

// browse repeats GET requests, made in advance and shuffled, each as another customer.
type browse struct {
	api   *endpoint
	step  string
	paths []string
	// proof is a field that every right answer has.
	proof string
}

// read is one request. Shoppers begin at different places and each goes round.
func (b *browse) read(_ context.Context, s *shopper) error {
	offset := s.number * 7919 // a prime far from the lists' lengths
	answer, err := s.do(b.api, ask{step: b.step, method: http.MethodGet, path: b.paths[(offset+s.step)%len(b.paths)], auth: s.pick().auth})
	if err != nil {
		return err
	}
	_, err = need(b.step, answer, b.proof)
	return err
}

// maxPaths bounds the different requests of a scenario.
const maxPaths = 20_000

// detailPaths are the pages of all products in all stores.
func (m *market) detailPaths(rng *rand.Rand) []string {
	var paths []string
	for _, f := range m.stores {
		for _, c := range f.cards {
			paths = append(paths, "/v1/products/"+c.ProductID+"?storeId="+f.StoreID)
		}
	}
	return shuffle(rng, paths)
}

// listPaths are lists with the filters that would find each product: none, its category, its price, its strength,
// in each order. So no list is empty.
func (m *market) listPaths(rng *rand.Rand) []string {
	sorts := []string{"SORT_UNSPECIFIED", "SORT_PRICE_ASC", "SORT_PRICE_DESC", "SORT_NEWEST", "SORT_SALES"}
	var paths []string
	seen := map[string]bool{}
	for _, f := range m.stores {
		for i, c := range f.cards {
			base := "/v1/products?storeId=" + f.StoreID + "&pageSize=20&sort=" + sorts[i%len(sorts)]
			category := "&categoryId=" + c.CategoryID
			price := fmt.Sprintf("&priceMin=%d&priceMax=%d", c.Price/2, c.Price*2+1)
			abv := fmt.Sprintf("&abvMin=%d&abvMax=%d", max(c.AbvPermille-50, 0), min(c.AbvPermille+50, 1000))
			for _, filter := range []string{"", category, price, category + price, category + abv, "&inStockOnly=true" + category} {
				if path := base + filter; !seen[path] {
					seen[path] = true
					paths = append(paths, path)
				}
			}
		}
	}
	return shuffle(rng, paths)
}

// searchPaths are searches for all words in all stores.
func (m *market) searchPaths(rng *rand.Rand) []string {
	var names, brands []string
	for _, f := range m.stores {
		for _, c := range f.cards {
			names, brands = append(names, c.Name), append(brands, c.BrandName)
		}
	}
	var paths []string
	for _, word := range words(rng, names, brands) {
		for _, f := range m.stores {
			paths = append(paths, "/v1/products:search?storeId="+f.StoreID+"&pageSize=20&q="+url.QueryEscape(word))
		}
	}
	return shuffle(rng, paths)
}

func shuffle(rng *rand.Rand, paths []string) []string {
	rng.Shuffle(len(paths), func(i, j int) { paths[i], paths[j] = paths[j], paths[i] })
	return paths[:min(len(paths), maxPaths)]
}
