package rpc

import (
	"errors"
	"strings"
	"testing"

	"buf.build/go/protovalidate"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	productv1 "dajiu/gen/go/dajiu/product/v1"
	"dajiu/platform/errs"
)

func TestAFieldIsNamedAsJSONNamesIt(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("酒", 600)
	for want, request := range map[string]proto.Message{
		"productId":           &productv1.ShowProductRequest{ProductId: -1},
		"latE6":               &productv1.PutStoreRequest{LatE6: 90_000_001},
		"zone.rangeMeters":    &deliveryv1.PutZoneRequest{StoreId: 1, Zone: &deliveryv1.Zone{RangeMeters: -1}},
		"skus":                &productv1.PutProductRequest{},
		"skus[1].weightGrams": &productv1.PutProductRequest{Skus: []*productv1.PutSku{{WeightGrams: 1}, {WeightGrams: -1}}},
		"imageUrls[0]":        &productv1.PutProductRequest{ImageUrls: []string{long}},
		`attributes["a_b"]`:   &productv1.PutProductRequest{Attributes: map[string]string{"a_b": long}},
	} {
		t.Run(want, func(t *testing.T) {
			t.Parallel()
			e := errs.From(validationError(request, protovalidate.Validate(request)))
			require.Equal(t, errs.ReasonInvalid, e.Reason())
			var paths []string
			for _, f := range e.Fields() {
				paths = append(paths, f.Path)
			}
			require.Contains(t, paths, want)
			require.Contains(t, e.Message(), want+": ")
		})
	}
	require.True(t, errors.Is(validationError(nil, errors.ErrUnsupported), errors.ErrUnsupported), "a rule that cannot be evaluated is our failure")
}
