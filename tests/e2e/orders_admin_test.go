package e2e

import (
	"fmt"
	"net/http"
	"strconv"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"dajiu/tests/harness"
)

// TestOperatorsSeeAndActOnOrdersOfTheStoresThatTheyReach walks what customer service does with an order: find it, look at
// it whole, note something, cancel it.
func TestOperatorsSeeAndActOnOrdersOfTheStoresThatTheyReach(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	sh := openShop(t, s)
	b := sh.buyer("case-" + uuid.NewString())
	order := sh.place(b, "PAY_METHOD_ON_DELIVERY", "FULFILMENT_INSTANT")
	orderID := order.Text("orderId")
	b.awaitOrder(t, order, "ORDER_STATE_CONFIRMED", "")
	user := strconv.FormatInt(b.UserID, 10)
	here := harness.JSON{"scope": "DATA_SCOPE_STORE", "ids": []string{strconv.FormatInt(sh.store, 10)}}
	elsewhere := harness.JSON{"scope": "DATA_SCOPE_REGION", "ids": []string{"110101"}}
	permissions := []string{"order.admin.list", "order.admin.read", "order.admin.cancel", "order.admin.note", "order.admin.customer"}
	agent, _ := sh.colleague(permissions, here)
	stranger, _ := sh.colleague(permissions, elsewhere)

	for _, query := range []string{"", "?orderId=" + orderID, "?userId=" + user, "?states=ORDER_STATE_CONFIRMED", "?payMethod=PAY_METHOD_ON_DELIVERY&amountFrom=1", "?storeIds=" + strconv.FormatInt(sh.store, 10)} {
		found := agent.Get("/v1/admin/orders" + query).List("orders")
		require.NotEmpty(t, found, query)
		require.Equal(t, orderID, found[0].Text("orderId"), query)
		require.Equal(t, user, found[0].Text("userId"), query)
		require.Contains(t, found[0].Text("address.phone"), "****", query)
		require.Empty(t, stranger.Get("/v1/admin/orders"+query).List("orders"), query)
	}
	require.Empty(t, agent.Get("/v1/admin/orders?phone=19999999999").List("orders"))
	require.EqualValues(t, 1, agent.Get("/v1/admin/users/"+user+"/orders:figures").At("orderCount"))
	require.EqualValues(t, 0, stranger.Get("/v1/admin/users/"+user+"/orders:figures").At("orderCount"))

	// A store's staff see their store's orders, and neither whose they are nor what operators noted.
	clerk := s.Staff(sh.clerk())
	of := clerk.Get("/v1/admin/orders?orderId=" + orderID).List("orders")
	require.Len(t, of, 1)
	require.Equal(t, "0", of[0].Text("userId"))
	clerk.Refused(http.StatusBadRequest, "INVALID_ARGUMENT", http.MethodGet, "/v1/admin/orders?userId="+user, nil, "")

	key := harness.NewKey()
	note := harness.JSON{"text": "顾客来电：晚点送"}
	_, first := agent.Call(http.MethodPost, "/v1/admin/orders/"+orderID+"/notes", note, key)
	_, again := agent.Call(http.MethodPost, "/v1/admin/orders/"+orderID+"/notes", note, key)
	require.NotEmpty(t, first.Text("noteId"))
	require.Equal(t, first.Text("noteId"), again.Text("noteId"))
	whole := agent.Get("/v1/admin/orders/" + orderID)
	require.Len(t, whole.List("notes"), 1)
	require.Empty(t, clerk.Get("/v1/admin/orders/"+orderID).List("notes"))

	cancel := harness.JSON{"reason": "顾客电话要求取消"}
	stranger.Refused(http.StatusNotFound, "ORDER_NOT_FOUND", http.MethodPost, "/v1/admin/orders/"+orderID+":cancel", cancel, "")
	for range 2 {
		require.Equal(t, "CANCEL_REASON_PLATFORM", agent.Post("/v1/admin/orders/"+orderID+":cancel", cancel).Text("cancelReason"))
	}
	timeline := agent.Get("/v1/admin/orders/" + orderID).List("order.timeline")
	last := timeline[len(timeline)-1]
	require.Equal(t, []string{"ORDER_STATE_CANCELLED", "OPERATOR", fmt.Sprint(agent.UserID)}, []string{last.Text("state"), last.Text("actor"), last.Text("actorId")})
	require.Equal(t, user, timeline[0].Text("actorId"))

	// Accounts as operators see them.
	sh.operator.Get("/v1/admin/users?userId=" + user)
	require.Equal(t, user, sh.operator.Get("/v1/admin/users/"+user).Text("user.userId"))
	require.EqualValues(t, 1, sh.operator.Get("/v1/admin/users/"+user).At("sessionCount"))
	agent.Refused(http.StatusForbidden, "PERMISSION_DENIED", http.MethodGet, "/v1/admin/users", nil, "")
}
