package domain

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/errs"
)

func TestARevisionGoesItsWayAndNoOther(t *testing.T) {
	t.Parallel()
	ways := map[RevisionState]map[RevisionAct]RevisionState{
		Editing:   {Submit: OnReview, Discard: Discarded},
		OnReview:  {Publish: Applied, Return: Returned, Discard: Discarded},
		Returned:  {Discard: Discarded},
		Applied:   {},
		Discarded: {},
	}
	for state := Editing; state <= Discarded; state++ {
		for act := Submit; act <= Discard; act++ {
			next, err := state.After(act)
			want, ok := ways[state][act]
			if ok {
				require.NoError(t, err)
				require.Equal(t, want, next)
				continue
			}
			require.True(t, errs.HasReason(err, "PRODUCT_PROPOSAL_STATE"), "%d %d", state, act)
		}
		require.Equal(t, len(ways[state]) > 0, state.Open())
	}
}

func TestDifferencesAreToldFieldByField(t *testing.T) {
	t.Parallel()
	before := Product{
		CategoryID: 1, BrandID: 2, Name: "旧", Attributes: map[string]string{"abv": "530", "aroma": "酱香"}, Tags: []string{"送礼"},
		Skus: []Sku{{Code: "a", Spec: "500ml", Prices: Prices{List: 200, Sale: 100}}, {Code: "b", Spec: "整箱"}, {Code: "z", Withdrawn: true}},
	}
	require.Empty(t, Differences(before, before))
	after := before
	after.Name, after.Attributes = "新", map[string]string{"abv": "520", "vintage": "2019"}
	after.Skus = []Sku{{Code: "a", Spec: "500ml", Prices: Prices{List: 200, Sale: 90}}, {Code: "c", Spec: "礼盒"}}
	require.Equal(t, []Difference{
		{"name", "旧", "新"},
		{"attributes.abv", "530", "520"}, {"attributes.aroma", "酱香", ""}, {"attributes.vintage", "", "2019"},
		{"skus.a.price", "¥1.00", "¥0.90"}, {"skus.c.spec", "", "礼盒"}, {"skus.b.spec", "整箱", ""},
	}, Differences(before, after))
}

func TestAProductIsPutOnSaleAndTakenOff(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 6, 1, 4, 0, 0, 0, time.UTC)
	line := []Category{{Code: "c", Liquor: true, Defs: []AttributeDef{{Key: "abv", Type: Permille, Required: true}}}}
	good := Product{
		Name: "酒", State: Draft, Attributes: map[string]string{"abv": "530"},
		Skus: []Sku{{Code: "a", Barcode: "1", WeightGrams: 1, Prices: Prices{List: 4, Sale: 3, Member: 2, Cost: 1}}},
	}
	two := Editor{UserID: 1, FourEyes: true}
	_, err := good.Withdraw()
	require.ErrorIs(t, err, ErrNotPublishable, "a draft was never on sale")
	_, err = good.PutOnSale(line, two, now)
	require.ErrorIs(t, err, ErrFourEyes, "a draft was seen by nobody else")
	on, err := good.PutOnSale(line, Editor{UserID: 1}, now)
	require.NoError(t, err)
	off, err := on.Withdraw()
	require.NoError(t, err)
	back, err := off.PutOnSale(line, two, now)
	require.NoError(t, err, "what was published once goes back as it was")
	require.Equal(t, Published, back.State)
	off.Attributes = nil
	_, err = off.PutOnSale(line, two, now)
	require.True(t, errs.HasReason(err, "PRODUCT_ATTRIBUTE_INVALID"), err)
}
