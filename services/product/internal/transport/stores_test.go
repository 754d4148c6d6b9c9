package transport

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/types/known/timestamppb"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	productv1 "dajiu/gen/go/dajiu/product/v1"
	"dajiu/platform/authn"
	"dajiu/platform/authz"
	"dajiu/platform/errs"
)

// everything is a context whose caller sees all stores.
func everything() context.Context { return authz.WithData(context.Background(), authz.Data{All: true}) }

// licensed puts a store as the merchant service does.
func (w *world) licensed(merchant, code string) *productv1.PutLicensedStoreResponse {
	w.tb.Helper()
	resp, err := w.licences.PutLicensedStore(context.Background(), &productv1.PutLicensedStoreRequest{
		MerchantCode: merchant, MerchantName: "锦里酒业", Code: code, Name: code + "店", Address: "成都市武侯区", LatE6: 30_650_000, LngE6: 104_060_000,
		Region: 510107, Phone: "02888880000", FoodLicence: "JY15101070000011", LicenceExpireTime: timestamppb.New(noon.AddDate(1, 0, 0)),
	})
	require.NoError(w.tb, err)
	return resp
}

func TestAStoreThatAnOperatorHoldsTakesNoOrdersWhateverItsStaffSay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	st := w.putStore("s1")
	held, err := w.operator.HoldStore(everything(), &productv1.HoldStoreRequest{StoreId: st.GetStoreId(), Reason: " 投诉调查 "})
	require.NoError(t, err)
	require.Equal(t, productv1.StoreState_STORE_STATE_HELD, held.GetState())
	require.Equal(t, "投诉调查", held.GetHoldReason())
	after, err := w.stores.UpdateStoreHours(everything(), &productv1.UpdateStoreHoursRequest{StoreId: st.GetStoreId(), Hours: st.GetHours()})
	require.NoError(t, err)
	require.False(t, after.GetOpenNow(), "its staff cannot end the hold")
	w.putStore("s1")
	shown, err := w.operator.ShowManagedStore(everything(), &productv1.ShowManagedStoreRequest{StoreId: st.GetStoreId()})
	require.NoError(t, err)
	require.Equal(t, productv1.StoreState_STORE_STATE_HELD, shown.GetState(), "nor does putting the store anew")
	for range 2 {
		shown, err = w.operator.ReleaseStore(everything(), &productv1.ReleaseStoreRequest{StoreId: st.GetStoreId(), Reason: "查清"})
		require.NoError(t, err)
		require.True(t, shown.GetStore().GetOpenNow())
	}
	_, err = w.operator.HoldStore(everything(), &productv1.HoldStoreRequest{StoreId: st.GetStoreId(), Reason: "  "})
	require.True(t, errs.HasReason(err, errs.ReasonInvalid), "%v", err)
	_, err = w.operator.HoldStore(everything(), &productv1.HoldStoreRequest{StoreId: 404, Reason: "x"})
	require.True(t, errs.HasReason(err, "PRODUCT_STORE_NOT_FOUND"), "%v", err)
}

func TestAStoreWithoutALicenceIsNotReleased(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	st := w.putStore("s1")
	_, err := w.operator.HoldStore(everything(), &productv1.HoldStoreRequest{StoreId: st.GetStoreId(), Reason: "x"})
	require.NoError(t, err)
	w.clock.Advance(400 * 24 * 3600 * 1e9)
	_, err = w.operator.ReleaseStore(everything(), &productv1.ReleaseStoreRequest{StoreId: st.GetStoreId(), Reason: "y"})
	require.True(t, errs.HasReason(err, "PRODUCT_STORE_UNLICENSED"), "%v", err)
}

func TestApprovedFactsLeaveWhatTheStoreSaysOfItself(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first := w.licensed("m1", "s1")
	require.Equal(t, first.GetStoreId(), w.licensed("m1", "s1").GetStoreId(), "the same again is the same store")
	hours := []*productv1.OpenSpan{{Weekday: 1, StartMinute: 600, EndMinute: 1200}}
	_, err := w.stores.UpdateStoreHours(everything(), &productv1.UpdateStoreHoursRequest{StoreId: first.GetStoreId(), Hours: hours})
	require.NoError(t, err)
	w.licensed("m1", "s1")
	shown, err := w.operator.ShowManagedStore(everything(), &productv1.ShowManagedStoreRequest{StoreId: first.GetStoreId()})
	require.NoError(t, err)
	require.Len(t, shown.GetStore().GetHours(), 1)
	require.Equal(t, "锦里酒业", shown.GetMerchantName())
	_, err = w.licences.PutLicensedStore(context.Background(), &productv1.PutLicensedStoreRequest{
		MerchantCode: "m2", MerchantName: "别家", Code: "s1", Name: "x", Address: "y", LicenceExpireTime: timestamppb.New(noon),
	})
	require.True(t, errs.HasReason(err, "PRODUCT_DUPLICATE"), "another merchant's store: %v", err)
}

func TestAMerchantsStoresAreSuspendedTogether(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.licensed("m1", "s1").GetMerchantId()
	w.licensed("m1", "s2")
	other := w.licensed("m2", "s3")
	for i, want := range []int32{2, 0} { // again: nothing changes
		resp, err := w.licences.SuspendStores(context.Background(), &productv1.SuspendStoresRequest{MerchantId: m, Suspended: true})
		require.NoError(t, err)
		require.Equal(t, want, resp.GetChanged(), i)
	}
	list, err := w.operator.ListManagedStores(everything(), &productv1.ListManagedStoresRequest{State: productv1.StoreState_STORE_STATE_SUSPENDED})
	require.NoError(t, err)
	require.EqualValues(t, 2, list.GetTotalSize())
	resp, err := w.licences.SuspendStores(context.Background(), &productv1.SuspendStoresRequest{MerchantId: m})
	require.NoError(t, err)
	require.EqualValues(t, 2, resp.GetChanged())
	shown, err := w.operator.ShowManagedStore(everything(), &productv1.ShowManagedStoreRequest{StoreId: other.GetStoreId()})
	require.NoError(t, err)
	require.Equal(t, productv1.StoreState_STORE_STATE_TAKING, shown.GetState())
}

func TestOperatorsSeeTheStoresOfTheirRegionPageByPage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var places []authz.Place
	for i := range 5 {
		st := w.licensed("m1", fmt.Sprintf("s%d", i))
		region := int32(510107)
		if i == 4 {
			region = 110101
		}
		places = append(places, authz.Place{Store: st.GetStoreId(), Merchant: st.GetMerchantId(), Region: region})
	}
	policy := authz.CompilePolicy(authz.Snapshot{Version: 1, Stores: places})
	here := authz.WithData(context.Background(), policy.Scope(authn.Grant{Role: 4, Kind: 4, Scope: optionsv1.DataScope_DATA_SCOPE_REGION, IDs: []int64{510100}}))
	var names []string
	token := ""
	for {
		page, err := w.operator.ListManagedStores(here, &productv1.ListManagedStoresRequest{PageSize: 2, PageToken: token})
		require.NoError(t, err)
		require.EqualValues(t, 4, page.GetTotalSize())
		for _, v := range page.GetStores() {
			names = append(names, v.GetStore().GetCode())
			require.Empty(t, v.GetStore().GetHours())
		}
		if token = page.GetNextPageToken(); token == "" {
			break
		}
	}
	require.Equal(t, []string{"s3", "s2", "s1", "s0"}, names, "the newest first, each once")
	page, err := w.operator.ListManagedStores(here, &productv1.ListManagedStoresRequest{Q: "s2"})
	require.NoError(t, err)
	require.Len(t, page.GetStores(), 1)
	page, err = w.operator.ListManagedStores(here, &productv1.ListManagedStoresRequest{Region: 510104})
	require.NoError(t, err)
	require.Empty(t, page.GetStores())
}

func TestAListOfStoresNearbySaysWhatTheDeliveryServiceSaysOfTheDoor(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	st := w.putStore("s1")
	for name, row := range map[string]struct {
		north int32
		want  bool
	}{"north of it, and farther than its own radius": {60_000, true}, "at its door": {0, true}, "a step south": {-1, false}} {
		near, err := w.catalog.ListNearbyStores(everything(), &productv1.ListNearbyStoresRequest{LatE6: st.GetLatE6() + row.north, LngE6: st.GetLngE6()})
		require.NoError(t, err, name)
		require.Len(t, near.GetStores(), 1, name)
		require.Equal(t, row.want, near.GetStores()[0].GetInRange(), name)
	}
}

func TestAMapListsTheStoresWithinItsBox(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	st := w.putStore("s1")
	w.licensed("m2", "s2") // in another town
	in := func(south, west, north, east int32) int {
		list, err := w.operator.ListManagedStores(everything(), &productv1.ListManagedStoresRequest{
			SouthE6: st.GetLatE6() + south, WestE6: st.GetLngE6() + west, NorthE6: st.GetLatE6() + north, EastE6: st.GetLngE6() + east,
		})
		require.NoError(t, err)
		return len(list.GetStores())
	}
	require.Equal(t, 1, in(-10, -10, 10, 10))
	require.Equal(t, 1, in(0, 0, 0, 0), "the edge belongs to it")
	require.Equal(t, 0, in(1, -10, 10, 10))
	require.Equal(t, 0, in(-10, -10, 10, -1))
	all, err := w.operator.ListManagedStores(everything(), &productv1.ListManagedStoresRequest{})
	require.NoError(t, err)
	require.Len(t, all.GetStores(), 2, "no box is everywhere")
}
