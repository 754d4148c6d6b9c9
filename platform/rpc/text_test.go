package rpc

import (
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	orderv1 "dajiu/gen/go/dajiu/order/v1"
	productv1 "dajiu/gen/go/dajiu/product/v1"
	userv1 "dajiu/gen/go/dajiu/user/v1"
)

func TestATextWithNULIsFoundWhereverItStands(t *testing.T) {
	t.Parallel()
	for want, m := range map[string]proto.Message{
		"":                 &userv1.LoginStaffRequest{Username: "a", Password: "b"},
		"username":         &userv1.LoginStaffRequest{Username: "a\x00b"},
		"tags[1]":          &productv1.PutProductRequest{Tags: []string{"a", "\x00"}},
		"skus[0].spec":     &productv1.PutProductRequest{Skus: []*productv1.PutSku{{Spec: "\x00"}}},
		"attributes.grape": &productv1.PutProductRequest{Attributes: map[string]string{"grape": "\x00"}},
		"attributes":       &productv1.PutProductRequest{Attributes: map[string]string{"\x00": "x"}},
		"remark":           &orderv1.PlaceOrderRequest{Remark: "\x00", Items: []*orderv1.OrderItem{{SkuId: 1}}},
	} {
		require.Equal(t, want, nulIn(m.ProtoReflect()))
	}
}

func BenchmarkNUL(b *testing.B) {
	m := (&orderv1.PlaceOrderRequest{Remark: "少冰", Items: []*orderv1.OrderItem{{StoreId: 1, SkuId: 1, Quantity: 1}}}).ProtoReflect()
	for b.Loop() {
		nulIn(m)
	}
}
