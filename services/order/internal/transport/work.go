package transport

import (
	"context"
	"strconv"
	"strings"
	"time"

	orderv1 "dajiu/gen/go/dajiu/order/v1"
	"dajiu/platform/errs"
	"dajiu/platform/paging"
	"dajiu/services/order/internal/app"
	"dajiu/services/order/internal/domain"
	"dajiu/services/order/internal/store"
)

// listWork is a page of what is still in a store, what must be packed first at the top.
func listWork(ctx context.Context, rows *store.Orders, now time.Time, storeID int64, states []orderv1.OrderState, page paging.Request) (*orderv1.ListOrdersResponse, error) {
	after, err := workMark(page.Token)
	if err != nil {
		return nil, err
	}
	size := page.Limit(defaultPage)
	list, err := rows.Work(ctx, storeID, statesFromProto(states), after, size+1)
	if err != nil {
		return nil, err
	}
	resp := &orderv1.ListOrdersResponse{}
	if len(list) > size {
		list = list[:size]
		resp.NextPageToken = workToken(list[size-1])
	}
	for _, f := range list {
		order := orderToProto(f, forStore, now)
		order.AcceptBefore = timeToProto(rows.AcceptBefore(f))
		resp.Orders = append(resp.Orders, order)
	}
	return resp, nil
}

func statesFromProto(states []orderv1.OrderState) []domain.State {
	list := make([]domain.State, len(states))
	for i, state := range states {
		list[i] = domain.State(state)
	}
	return list
}

// workToken names the order after which the next page goes on, by the two keys of the list.
func workToken(f domain.Facts) string {
	return strconv.FormatInt(f.ReadyBy.UnixMilli(), 36) + "." + paging.Token(f.ID)
}

func workMark(token string) (app.WorkMark, error) {
	if token == "" {
		return app.WorkMark{}, nil
	}
	moment, order, _ := strings.Cut(token, ".")
	ms, err := strconv.ParseInt(moment, 36, 64)
	if err != nil || ms <= 0 || order == "" {
		return app.WorkMark{}, errs.Invalid("pageToken", "is not one that we gave")
	}
	id, err := paging.Request{Token: order}.After()
	if err != nil {
		return app.WorkMark{}, err
	}
	return app.WorkMark{ReadyBy: time.UnixMilli(ms).UTC(), OrderID: id}, nil
}
